//! What a complete package needs.

use super::Screen;

record! {
    /// One thing a complete package needs.
    pub struct RequiredItem {
        /// Such as `boundary`.
        pub id: String,
        /// What is needed, as "The decision boundary, in one paragraph".
        pub label: String,
        /// The screen where it belongs.
        pub screen: Screen,
        /// The field or record within the screen, as an element's id; empty for the screen as a whole.
        pub anchor: String,
        /// Whether it is there.
        pub done: bool,
        /// What exactly is missing, or what is there.
        pub detail: String,
    }
}
