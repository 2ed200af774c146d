//! What the program proposed and no person has set yet.

record! {
    /// Which parts of a gate or criterion are a default or a guess of the program. Absent where a person set them, and
    /// in packages written elsewhere. What is only proposed lets nothing pass.
    pub struct Proposal left out when is_empty {
        /// On which side the good values lie.
        pub direction: bool,
        /// The threshold.
        pub threshold: bool,
        ..extra
    }
}

impl Proposal {
    /// Whether a person set everything.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether something still waits for a person.
    pub fn stands(&self) -> bool {
        self.direction || self.threshold
    }

    /// A person has seen what was proposed, and keeps it.
    pub fn confirm(&mut self) {
        (self.direction, self.threshold) = (false, false);
    }
}
