//! How sign-offs stand.

use crate::package::review::Part;
use crate::package::signing::Link;
use crate::package::{Date, Id};

record! {
    /// One sign-off against the package as it is.
    pub struct SignOffFinding {
        /// The sign-off.
        pub id: Id,
        /// The role of who signs.
        pub role: String,
        /// The person's name.
        pub name: String,
        /// How it stands.
        pub standing: SignOffStanding,
        /// The parts that have moved since; none for a stale one means that it was bound to the package as a whole.
        pub moved: Vec<Part>,
        /// Whether the same signer signed again later.
        pub replaced: bool,
        /// The last day on which it counts; empty for no end.
        pub expires: Date,
        /// How it follows what was signed before it.
        pub link: Link,
    }
}

words! {
    /// How a sign-off stands.
    pub enum SignOffStanding {
        /// Not signed yet.
        #[default]
        Unsigned = "not signed yet",
        /// What it rests on is what was signed.
        Holds = "signed as it stands",
        /// Its last day lies before the day the package is judged on.
        Expired = "expired",
        /// What it rests on has moved since.
        Stale = "stale",
        /// Its signer, decision, rationale, terms or date are not those that were signed.
        Altered = "changed after it was signed",
    }
}
