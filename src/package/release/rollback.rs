//! The way back: what can be rolled back, in which order, what needs what, and when it was tried.

use crate::package::document::Sparse;
use crate::package::{Date, Id};

record! {
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
        /// Which version of one target works only with which of another; left out of the file while nobody says.
        pub compatibility: Sparse<Compatibility>,
        /// Rehearsals, oldest first; left out of the file while there is none.
        pub drills: Sparse<Drill>,
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
        /// How far the way back goes; left out of the file while nobody says.
        pub reach: RollbackReach,
        ..extra
    }

    /// How long a target takes to go back, and what stays as it is.
    pub struct RollbackReach left out when is_empty {
        /// How many minutes it takes.
        pub minutes: Option<f64>,
        /// Who does it.
        pub owner: String,
        /// What it cannot undo, such as a migrated schema or a changed feature store.
        pub cannot_undo: String,
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

    /// "This version of one target needs that version of another."
    pub struct Compatibility {
        /// Identifier.
        pub id: Id,
        /// The rollback target that needs something.
        pub target: Id,
        /// In which version it does.
        pub version: String,
        /// The rollback target it needs.
        pub needs: Id,
        /// In which version.
        pub needs_version: String,
        ..extra
    }

    /// A rollback that was rehearsed.
    pub struct Drill {
        /// Identifier.
        pub id: Id,
        /// When.
        pub date: Date,
        /// The rollback target that was rehearsed; all of them when empty.
        pub target: Id,
        /// Where, and under which traffic.
        pub setting: String,
        /// How many minutes it took.
        pub minutes: Option<f64>,
        /// How it ended.
        pub result: DrillResult,
        /// What was learnt, and where it is recorded.
        pub note: String,
        ..extra
    }
}

words! {
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

    /// How a rehearsal ended.
    pub enum DrillResult {
        /// Everybody was back.
        #[default]
        Worked = "Worked",
        /// Back, but not as planned.
        Partly = "Partly",
        /// Not back.
        Failed = "Failed",
    }
}

impl RollbackReach {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
