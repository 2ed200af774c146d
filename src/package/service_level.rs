//! Service levels: what share of events must be good over a period, and so how many may be bad.

use super::document::Said;
use super::{Id, RollbackTarget, Signal};

record! {
    /// "This share of events is good over this period", with the error budget that it leaves.
    pub struct ServiceLevel {
        /// Identifier.
        pub id: Id,
        /// Short name, such as "Answers without an error".
        pub name: String,
        /// The share of events that must be good, in percent, above 0 and below 100.
        pub objective: f64 = 99.9,
        /// The rolling period, in days.
        pub period_days: f64 = 30.0,
        /// The share of bad events: a share of events or of slow ones; its factor does not count.
        pub bad: Signal,
        /// The measure of the share of bad events on which it is replayed: a rate, or the mean of a column of shares or
        /// percentages; left out of the file while none is chosen.
        pub measure: Said<Id>,
        /// Who is told.
        pub alert_to: String,
        /// What that person does, or where it is written.
        pub runbook: String,
        /// Whether an alert that pages somebody rolls the release back.
        pub rolls_back: bool,
        /// What is rolled back then.
        pub rollback: Option<RollbackTarget>,
        ..extra
    }
}

impl ServiceLevel {
    /// What its replay on telemetry follows from.
    pub fn replayed_part(&self) -> Self {
        Self {
            id: self.id.clone(),
            objective: self.objective,
            period_days: self.period_days,
            measure: self.measure.clone(),
            ..Self::default()
        }
    }

    /// The share of events that may be bad over the period, between 0 and 1; nothing when the objective leaves none or
    /// asks for none.
    pub fn budget(&self) -> Option<f64> {
        (self.objective > 0.0 && self.objective < 100.0).then(|| 1.0 - self.objective / 100.0)
    }
}
