//! What a search for a release plan found. It is asked for and looked at, and no part of what follows from a package.

use crate::package::Id;
use crate::package::release::Strategy;

record! {
    /// What a search found.
    pub struct PlanSearch {
        /// How likely a fault had to be detected if there is one, 0 to 1.
        pub detection: f64,
        /// How many releases could be stopped although nothing is wrong, as a share, 0 to 1.
        pub false_stops: f64,
        /// How many ways of moving traffic were looked at, each with checks as strict as the limit on false stops lets
        /// them be.
        pub looked_at: u32,
        /// The plans that keep to both, of which none is both sooner at full traffic and exposes fewer requests than
        /// another: from the soonest to the one that exposes fewest.
        pub plans: Vec<Plan>,
        /// The greatest probability of detection among those that keep to the limit on false stops; absent where none
        /// does.
        pub most_detected: Option<f64>,
        /// How the package's own pipeline fares, computed in the same way.
        pub planned: PlanOutcome,
        /// In hours, until the package's own pipeline is at full traffic; absent when it is not within the horizon.
        pub planned_full_after_hours: Option<f64>,
    }

    /// A way of releasing that keeps to what is wanted.
    pub struct Plan {
        /// The strategy in one word.
        pub strategy: Strategy,
        /// Share of traffic in percent and hours it is held, in order; at 0 % the new version gets a copy of all
        /// requests, and nobody sees its answers.
        pub steps: Vec<(f64, f64)>,
        /// Each check of the package as the plan sets it.
        pub checks: Vec<PlannedCheck>,
        /// Hours until all traffic is on the new version if nothing stops it.
        pub full_after_hours: f64,
        /// What follows without chance; of checks without a closed form, what some hundred runs of each alone came to.
        pub computed: PlanOutcome,
        /// What as many runs as the package says came to.
        pub simulated: PlanOutcome,
    }

    /// A check as a plan sets it; all else of it stays.
    pub struct PlannedCheck {
        /// The check.
        pub check: Id,
        /// Its limit, in the unit it has.
        pub threshold: f64,
        /// Its level, 0 to 1.
        pub level: f64,
    }

    /// What becomes of a plan: means over the faults, weighed with their priors.
    pub struct PlanOutcome {
        /// Probability, 0 to 1, that a fault is detected if there is one.
        pub detected: f64,
        /// Probability, 0 to 1, that a release is rolled back or held although nothing is wrong.
        pub stopped: f64,
        /// How many requests are answered while a fault shows.
        pub requests: f64,
        /// How many people meet a fault.
        pub users: f64,
        /// How many requests fail and conversions are lost because of a fault.
        pub harm: f64,
        /// Time of a second environment, in hours.
        pub environment_hours: f64,
    }
}
