//! May it be released, and how.

use super::Screen;
use crate::package::Id;

record! {
    /// May it be released, and how.
    pub struct Outcome {
        /// The verdict.
        pub decision: Decision,
        /// The alternative it is about; absent when none can be.
        pub alternative: Option<Id>,
        /// The verdict in one sentence.
        pub sentence: String,
        /// Why, most important first.
        pub reasons: Vec<String>,
        /// What must hold for a conditional go.
        pub conditions: Vec<String>,
        /// Who must do what next.
        pub actions: Vec<Action>,
    }

    /// Something somebody must do.
    pub struct Action {
        /// Who: an owner or a role; "Nobody yet" is never written, an empty text means not assigned.
        pub who: String,
        /// What.
        pub what: String,
        /// Where.
        pub screen: Screen,
    }
}

words! {
    /// The verdict on the release.
    pub enum Decision {
        /// Too little is there to say.
        #[default]
        Undecided = "Undecided",
        /// Release it.
        Go = "Go",
        /// Release it under conditions.
        ConditionalGo = "Conditional go",
        /// Do not release it.
        NoGo = "No-go",
    }
}
