//! What the telemetry alone says, before anything is judged.

use std::ops::Deref;

use super::{EnvironmentFinding, Estimate, ReplayFinding, TestFinding};

record! {
    /// Everything that is read from the telemetry's rows.
    pub struct Measured {
        /// Every measure for every alternative: measures in the package's order, and within each the alternatives in
        /// theirs; then each outcome of the simulation that a criterion rests on, likewise.
        pub estimates: Vec<Estimate>,
        /// The environments of every dataset that lists some.
        pub environments: Vec<EnvironmentFinding>,
        /// The tests of every dataset that tells of some.
        pub tests: Vec<TestFinding>,
        /// What every monitor and service level would have done, not yet held against what is known to have been wrong.
        pub replays: Vec<ReplayFinding>,
    }
}

impl Deref for Measured {
    type Target = [Estimate];

    fn deref(&self) -> &[Estimate] {
        &self.estimates
    }
}

impl From<Vec<Estimate>> for Measured {
    fn from(estimates: Vec<Estimate>) -> Self {
        Self { estimates, ..Self::default() }
    }
}
