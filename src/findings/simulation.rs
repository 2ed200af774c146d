//! What a simulation of the release found: every design under every fault.

use crate::package::Id;

record! {
    /// Every design under every fault.
    pub struct SimulationFinding left out when is_empty {
        /// How many runs of each design under each fault.
        pub runs: u32,
        /// Seed of the runs.
        pub seed: u32,
        /// Looked at from the first exposure on, in hours.
        pub horizon_hours: f64,
        /// The package's own design first, then those it is compared with.
        pub designs: Vec<DesignFinding>,
        /// What each check can see in each stage of the package's own design, stage by stage.
        pub power: Vec<PowerFinding>,
    }

    /// One design.
    pub struct DesignFinding {
        /// Its identifier; empty for the package's own.
        pub design: Id,
        /// In hours, until all traffic is on the new version if nothing stops it; absent when that lies beyond the horizon.
        pub full_after_hours: Option<f64>,
        /// What is expected over the faults and their priors.
        pub expected: Expectation,
        /// Under each fault, in the package's order.
        pub faults: Vec<FaultOutcome>,
    }

    /// Means over the faults, weighed with their priors.
    pub struct Expectation {
        /// Probability, 0 to 1, that a fault is detected if there is one; absent where no fault has a prior.
        pub detected: Option<f64>,
        /// Probability of a rollback while nothing is wrong yet, or at all, 0 to 1.
        pub false_rollback: f64,
        /// How many requests are answered while a fault shows.
        pub requests: f64,
        /// How many people meet a fault.
        pub users: f64,
        /// How many requests fail and conversions are lost because of a fault.
        pub harm: f64,
        /// Time of a second environment, in hours.
        pub environment_hours: f64,
    }

    /// One design under one fault, over all runs.
    pub struct FaultOutcome {
        /// The fault.
        pub fault: Id,
        /// Share of runs that were rolled back once the fault showed; none where nothing is wrong.
        pub detected: Chance,
        /// Share of runs that were rolled back while nothing was wrong.
        pub false_rollback: Chance,
        /// Share of runs that were held because a check could not tell.
        pub held: Chance,
        /// Share of runs that reached full traffic within the horizon.
        pub full: Chance,
        /// Hours from when the fault first shows to the decision to roll back, over the runs that detected it; absent
        /// when none did.
        pub hours_to_detect: Option<Spread>,
        /// Requests answered by the new version while the fault shows; where nothing is wrong, all it answers.
        pub requests: Spread,
        /// People these came from.
        pub users: Spread,
        /// Requests that fail because of the fault.
        pub failed_requests: Spread,
        /// Conversions lost because of the fault.
        pub lost_conversions: Spread,
        /// Cost because of the fault, in the currency of the cost model.
        pub extra_cost: Spread,
        /// Hours of a second environment.
        pub environment_hours: Spread,
        /// Which checks rolled back, most often first.
        pub triggers: Vec<Trigger>,
    }

    /// A share of the runs, with Wilson's interval at the package's confidence.
    pub struct Chance {
        /// From 0 to 1.
        pub value: f64,
        /// Lower end, 0 to 1.
        pub low: f64,
        /// Upper end, 0 to 1.
        pub high: f64,
    }

    /// How something varies between runs.
    pub struct Spread {
        /// Arithmetic mean, in the unit of what varies.
        pub mean: f64,
        /// 5 % quantile, in the same unit.
        pub low: f64,
        /// Median, in the same unit.
        pub median: f64,
        /// 95 % quantile, in the same unit.
        pub high: f64,
    }

    /// How often a check rolled back.
    pub struct Trigger {
        /// The check.
        pub check: Id,
        /// Share of all runs, 0 to 1.
        pub share: f64,
    }

    /// What one check can see in one stage.
    pub struct PowerFinding {
        /// The stage.
        pub stage: Id,
        /// The check.
        pub check: Id,
        /// How many requests go to the new version at one look; copies of all requests where nobody sees the answers.
        pub requests_a_look: f64,
        /// How many looks the stage has.
        pub looks: u32,
        /// Probability, 0 to 1, that the stage rolls back while nothing is wrong; absent for judges without a closed form.
        pub false_rollback: Option<f64>,
        /// The smallest change for the worse that rolls back with probability 0.8: in percentage points for shares, in
        /// percent for latency and cost. Absent when no change does, or when there is nothing to look at.
        pub smallest: Option<f64>,
        /// Each fault that moves the metric.
        pub faults: Vec<DilutionFinding>,
    }

    /// What one fault does to a metric in one stage.
    pub struct DilutionFinding {
        /// The fault.
        pub fault: Id,
        /// The change of the metric in the new version, in the unit of [`PowerFinding::smallest`].
        pub change: f64,
        /// The change over the whole fleet, in the same unit, which is what an alert on all traffic sees.
        pub fleet: f64,
        /// Probability, 0 to 1, that the stage rolls back for it; absent for judges without a closed form.
        pub detected: Option<f64>,
        /// How many times as many requests the stage would need to see it; absent when it needs no more, or when more
        /// would not do.
        pub missing: Option<f64>,
    }
}

impl SimulationFinding {
    /// Whether nothing was simulated.
    pub fn is_empty(&self) -> bool {
        self.designs.is_empty()
    }

    /// The package's own design.
    pub fn own(&self) -> Option<&DesignFinding> {
        self.designs.iter().find(|design| design.design.is_empty())
    }
}
