//! The monitoring plan.

use super::document::Said;
use super::{Comparator, Id, RollbackTarget, Signal};

record! {
    /// One thing watched after release, and what happens when it leaves its band.
    pub struct Monitor {
        /// Identifier.
        pub id: Id,
        /// What kind of thing it watches; left out of the file while nobody has said.
        pub kind: Said<MonitorKind>,
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
        /// How its number follows from the measure it continues; left out of the file while it is the measure itself.
        pub follows: Following,
        ..extra
    }

    /// How a monitor's number follows from its measure: measure times `times`, plus `plus`.
    pub struct Following left out when is_empty {
        /// What the measure is multiplied by; when absent 1, or 100 from a share to percent.
        pub times: Option<f64>,
        /// What is added, in the unit of the thresholds; 0 when absent.
        pub plus: Option<f64>,
        ..extra
    }
}

words! {
    /// What kind of thing a monitor watches.
    pub enum MonitorKind {
        /// Whether the service answers, in time and without errors.
        #[default]
        Service = "Service",
        /// Whether the answers are right.
        Quality = "Quality",
        /// Whether what comes in, or the model behind it, is still what was tested.
        Drift = "Drift",
        /// Whether people and business get what they were promised.
        Business = "Business",
        /// What it costs.
        Cost = "Cost",
        /// Whether rules, rights and secrets are kept.
        Safety = "Safety",
    }
}

impl Monitor {
    /// What its replay on telemetry follows from.
    pub fn replayed_part(&self) -> Self {
        Self {
            id: self.id.clone(),
            measure: self.measure.clone(),
            window: self.window.clone(),
            comparator: self.comparator,
            warning: self.warning,
            critical: self.critical,
            unit: self.unit.clone(),
            follows: self.follows.clone(),
            ..Self::default()
        }
    }
}

impl Following {
    /// Whether the number is the measure itself.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
