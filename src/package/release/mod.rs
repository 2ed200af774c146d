//! The release pipeline: its stages, what is checked in them, the way back, and what it is simulated on.

mod check;
mod compatibility;
mod rollback;
mod simulation;

pub use check::{Check, CheckJudge, CheckMetric};
pub use compatibility::{Retreat, Unmet, retreats};
pub use rollback::{
    Compatibility, Drill, DrillResult, Rollback, RollbackReach, RollbackStep, RollbackTarget, RollbackVersion,
};
pub use simulation::{Design, Fault, NormalLevels, Onset, Simulation, Traffic};

use super::Id;
use super::document::Sparse;

record! {
    /// How the chosen alternative reaches everybody, and how it comes back.
    pub struct Release {
        /// The strategy in one word.
        pub strategy: Strategy,
        /// The service or model being released, such as `recommender`.
        pub service: String,
        /// From first exposure to full traffic, in order.
        pub stages: Vec<Stage>,
        /// The way back.
        pub rollback: Rollback,
        /// What is checked again and again while stages are held; left out of the file while nothing is.
        pub checks: Sparse<Check>,
        /// Traffic, faults and other designs for a simulation; left out of the file while nobody has said.
        pub simulation: Simulation,
        ..extra
    }

    /// One stage: a share of traffic for a while, and what must hold to go on.
    pub struct Stage {
        /// Identifier.
        pub id: Id,
        /// Short name, such as "Canary 5 %".
        pub name: String,
        /// Share of live traffic, in percent, 0 to 100.
        pub traffic_percent: f64,
        /// How long it is held, in hours.
        pub duration_hours: f64,
        /// Gates that must pass before the next stage.
        pub promotion_gates: Vec<Id>,
        /// Who lets it go on, when a person must; empty when automatic.
        pub approver: String,
        /// What is done or checked in this stage.
        pub note: String,
        ..extra
    }
}

words! {
    /// How traffic moves to the new version.
    pub enum Strategy {
        /// A growing share of traffic.
        #[default]
        Canary = "Canary",
        /// Two full environments and one switch.
        BlueGreen = "Blue-green",
        /// A copy of traffic that no user sees.
        Shadow = "Shadow",
        /// A fixed split for a fixed time, compared statistically.
        AbTest = "A/B test",
        /// Everything at once.
        BigBang = "Big-bang",
    }
}

impl Strategy {
    /// Whether it moves all traffic in one step.
    pub fn moves_at_once(self) -> bool {
        matches!(self, Self::BlueGreen | Self::BigBang)
    }
}
