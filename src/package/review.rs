//! Review: who has looked, and what they decided.

use super::{Date, Id};

record! {
    /// Everybody's word on the package.
    pub struct Review {
        /// Sign-offs and refusals, oldest first.
        pub sign_offs: Vec<SignOff>,
        ..extra
    }

    /// One person's decision on the package as it stood.
    pub struct SignOff {
        /// Identifier.
        pub id: Id,
        /// The role signing.
        pub role: String,
        /// The person's name.
        pub name: String,
        /// What was decided.
        pub decision: SignOffDecision,
        /// Under which conditions, or why not.
        pub remarks: String,
        /// When.
        pub date: Date,
        /// Digest of the package's content signed, without the review itself; another digest now means
        /// that the content has changed since.
        pub content: String,
        ..extra
    }
}

words! {
    /// What a reviewer decided.
    pub enum SignOffDecision {
        /// May go ahead.
        #[default]
        Approved = "Approved",
        /// May go ahead under the conditions in the remarks.
        Conditional = "Approved with conditions",
        /// May not go ahead.
        Refused = "Refused",
    }
}
