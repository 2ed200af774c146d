//! Comments: what somebody says of a field or record, until it is resolved.

use super::{Date, Id};

record! {
    /// What somebody says of a place in the package.
    pub struct Comment {
        /// Identifier.
        pub id: Id,
        /// The place: a screen, and the record or field within it, as in `gates/gate-latency`, `charter/field-boundary`
        /// or `memo`.
        pub about: String,
        /// The role of who says it.
        pub role: String,
        /// What is said.
        pub text: String,
        /// When.
        pub date: Date,
        /// Whether it has been answered for.
        pub resolved: bool,
        ..extra
    }
}

impl Comment {
    /// The name of its screen, and what it is about within it; empty for the whole screen.
    pub fn place(&self) -> (&str, &str) {
        let about = self.about.trim().trim_start_matches("#/");
        about.split_once('/').unwrap_or((about, ""))
    }
}
