//! What a service level allows, and when its alerts come.

use crate::package::Id;

record! {
    /// One service level's error budget and alerts.
    pub struct ServiceLevelFinding {
        /// The service level.
        pub id: Id,
        /// The share of events that may be bad over the period, between 0 and 1; absent when the objective is not a
        /// share above 0 and below 100 percent, or the period not longer than none.
        pub budget: Option<f64>,
        /// How long everything may fail within the period, in minutes.
        pub minutes: Option<f64>,
        /// When somebody is told, the most urgent first; none without a budget.
        pub alerts: Vec<BurnAlert>,
    }

    /// One alert: the budget is being used so many times faster than it lasts, over a long window and a short one.
    pub struct BurnAlert {
        /// How urgent it is.
        pub urgency: Urgency,
        /// How many times faster than the budget allows.
        pub burn_rate: f64,
        /// The window that must have used so much, in hours.
        pub long_hours: f64,
        /// The window that must still be using so much, in hours, so that the alert ends soon after the fault.
        pub short_hours: f64,
        /// The share of the period's budget used up when it comes, between 0 and 1.
        pub budget_used: f64,
        /// The least share of bad events, kept up, at which it comes. Above 1, it can never come.
        pub bad_share: f64,
        /// How long after everything began to fail it comes, in seconds; absent when it can never come.
        pub seconds_when_all_fail: Option<f64>,
    }
}

words! {
    /// How urgent an alert is.
    pub enum Urgency {
        /// Somebody is woken.
        #[default]
        Page = "page",
        /// Somebody looks on the next working day.
        Ticket = "ticket",
    }
}
