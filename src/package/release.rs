//! The release pipeline with its rollback.

use super::Id;

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

    /// The way back, per target, and how fast it must be.
    pub struct Rollback {
        /// What can be rolled back, and to which version.
        pub targets: Vec<RollbackVersion>,
        /// What is done, in order.
        pub steps: Vec<RollbackStep>,
        /// Within how many minutes everybody must be back.
        pub objective_minutes: Option<f64>,
        /// When and how it was last rehearsed; empty when never.
        pub rehearsed: String,
        ..extra
    }

    /// One thing that can be rolled back.
    pub struct RollbackVersion {
        /// Identifier.
        pub id: Id,
        /// What kind of thing.
        pub target: RollbackTarget,
        /// The version being released.
        pub current: String,
        /// The version gone back to.
        pub previous: String,
        /// How, and who.
        pub how: String,
        ..extra
    }

    /// One step of the rollback.
    pub struct RollbackStep {
        /// Identifier.
        pub id: Id,
        /// What is done.
        pub action: String,
        /// Who does it.
        pub owner: String,
        /// How many minutes it takes.
        pub minutes: Option<f64>,
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

    /// What can be rolled back.
    pub enum RollbackTarget {
        /// The application.
        #[default]
        Code = "Code",
        /// Weights or the served model version.
        Model = "Model",
        /// Prompt or policy text.
        Prompt = "Prompt",
        /// Training data, features or an index.
        Data = "Data",
    }
}

impl Strategy {
    /// Whether it moves all traffic in one step.
    pub fn moves_at_once(self) -> bool {
        matches!(self, Self::BlueGreen | Self::BigBang)
    }
}
