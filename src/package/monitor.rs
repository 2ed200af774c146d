//! The monitoring plan.

use super::{Comparator, Id, RollbackTarget, Signal};

record! {
    /// One thing watched after release, and what happens when it leaves its band.
    pub struct Monitor {
        /// Identifier.
        pub id: Id,
        /// The metric's name, such as "p99 latency".
        pub metric: String,
        /// Where it is read from, such as "gateway access log".
        pub source: String,
        /// The measure it continues from the evidence, if one does.
        pub measure: Id,
        /// Over how long it is computed, such as "5 min".
        pub window: String,
        /// On which side of the thresholds the good values lie.
        pub comparator: Comparator,
        /// Where somebody should look.
        pub warning: Option<f64>,
        /// Where somebody must act.
        pub critical: Option<f64>,
        /// The unit of both thresholds.
        pub unit: String,
        /// Who is told.
        pub alert_to: String,
        /// What that person does, or where it is written.
        pub runbook: String,
        /// Whether crossing the critical threshold rolls the release back.
        pub rolls_back: bool,
        /// What is rolled back then.
        pub rollback: Option<RollbackTarget>,
        /// How it is read once the service runs; left out of the file while nobody has said.
        pub signal: Signal,
        ..extra
    }
}
