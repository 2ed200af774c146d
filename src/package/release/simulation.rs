//! What the release is simulated on: traffic, normal levels, faults, and other designs to compare it with.

use super::Strategy;
use crate::package::Id;

record! {
    /// What a simulation of the release supposes.
    pub struct Simulation left out when is_empty {
        /// How many requests come, from how many people.
        pub traffic: Traffic,
        /// How the service does while nothing is wrong.
        pub normal: NormalLevels,
        /// What may go wrong; the priors sum to 100 %.
        pub faults: Vec<Fault>,
        /// Ways of releasing that are compared with the package's own; the presets when there is none.
        pub designs: Vec<Design>,
        /// How many minutes after the decision to roll back all traffic is back, in the package's own pipeline.
        pub rollback_minutes: f64 = 5.0,
        /// How many hours are looked at from the first exposure on, above 0 and up to 2,000.
        pub horizon_hours: f64 = 168.0,
        /// Runs of each design under each fault, 100 to 20,000.
        pub runs: u32 = 2_000,
        /// Seed of the runs.
        pub seed: u32 = 1,
        /// What a plan that is searched for must keep to; left out of the file while nobody has said.
        pub wanted: Wanted,
        /// What the package's own pipeline releases; left out of the file while nobody has said.
        pub released: Released,
        ..extra
    }

    /// Which alternative is released in a way, so that what the simulation comes to is a value of it.
    pub struct Released left out when is_empty {
        /// The alternative.
        pub alternative: Id,
        ..extra
    }

    /// What a plan must keep to.
    pub struct Wanted left out when is_usual {
        /// How likely a fault must be detected if there is one, in percent, above 0 and up to 100.
        pub detection_percent: f64 = 90.0,
        /// How many releases may be stopped although nothing is wrong, in percent, above 0 and below 100.
        pub false_percent: f64 = 5.0,
        ..extra
    }

    /// Requests and the people they come from.
    pub struct Traffic {
        /// Requests an hour, as the mean of a day.
        pub requests_per_hour: f64,
        /// The busiest hour as a multiple of the mean, 1 (the same at all hours) to 2; between, a cosine.
        pub peak_factor: f64 = 1.0,
        /// The busiest hour of the day, 0 to 24.
        pub peak_hour: f64 = 20.0,
        /// The hour of the day at which the release begins, 0 to 24.
        pub start_hour: f64 = 9.0,
        /// How many people these requests come from.
        pub users: f64,
        /// Whether a person stays with the version first met.
        pub sticky: bool,
        ..extra
    }

    /// What is measured while nothing is wrong, in the old version and the new one alike.
    pub struct NormalLevels {
        /// Share of requests that fail, in percent.
        pub error_percent: f64,
        /// Median latency in milliseconds; latency is log-normal.
        pub latency_median: f64,
        /// 99 % quantile of the latency in milliseconds.
        pub latency_p99: f64,
        /// Share of requests that convert, in percent.
        pub conversion_percent: f64,
        /// Mean cost of a request, in the currency of the cost model.
        pub request_cost: f64,
        /// Standard deviation of the cost of a request.
        pub cost_deviation: f64,
        ..extra
    }

    /// One way in which the new version may be faulty, or that it is not.
    pub struct Fault {
        /// Identifier.
        pub id: Id,
        /// Short name, such as "Slow under load".
        pub name: String,
        /// How likely it is, in percent.
        pub prior_percent: f64,
        /// When and where it shows.
        pub onset: Onset,
        /// Hours from the first exposure until it shows, where it shows after a delay.
        pub delay_hours: f64,
        /// Share of traffic in percent above which it shows, where it shows under load.
        pub above_percent: f64,
        /// Share of the requests in percent that belong to the segment, where it shows in one only.
        pub segment_percent: f64,
        /// Percentage points by which the share of failed requests rises.
        pub error_points: f64,
        /// By how much the latency changes, in percent.
        pub latency_percent: f64,
        /// By how much the share of requests that convert changes, in percent.
        pub conversion_percent: f64,
        /// By how much the cost of a request changes, in percent.
        pub cost_percent: f64,
        ..extra
    }

    /// A way of releasing, to be compared on the same faults.
    pub struct Design {
        /// Identifier.
        pub id: Id,
        /// Short name.
        pub name: String,
        /// The strategy in one word.
        pub strategy: Strategy,
        /// Share of traffic in percent and hours it is held, in order; at 0 % the new version gets a copy of all
        /// requests, and nobody sees its answers.
        pub steps: Vec<(f64, f64)>,
        /// How many minutes after the decision to roll back all traffic is back.
        pub rollback_minutes: f64,
        /// What it releases; left out of the file while nobody has said.
        pub released: Released,
        ..extra
    }
}

words! {
    /// When and where a fault shows.
    pub enum Onset {
        /// There is none.
        #[default]
        Never = "nothing is wrong",
        /// From the first request on.
        AtDeploy = "from the start",
        /// Some hours after the first exposure.
        AfterDelay = "after a delay",
        /// Only above a share of traffic.
        UnderLoad = "above a share of traffic",
        /// Only for a part of the requests.
        InSegment = "in one segment",
    }
}

impl Simulation {
    /// Whether nothing is supposed.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The designs that the package's own is compared with: those it names, or else a preset of each strategy.
    pub fn compared(&self) -> Vec<Design> {
        match self.designs.as_slice() {
            [] => Strategy::ALL.iter().map(|strategy| Design::preset(*strategy)).collect(),
            designs => designs.to_vec(),
        }
    }
}

impl Released {
    /// Whether nobody has said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Wanted {
    /// Whether it is what is supposed when nobody says anything.
    pub fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}

impl Design {
    /// The usual design of a strategy, to start from. Its identifier is the strategy's name in a file.
    pub fn preset(strategy: Strategy) -> Self {
        let (id, steps, rollback_minutes): (&str, &[(f64, f64)], f64) = match strategy {
            Strategy::Canary => ("canary", &[(5.0, 24.0), (25.0, 24.0), (50.0, 24.0), (100.0, 24.0)], 2.0),
            Strategy::BlueGreen => ("blue_green", &[(100.0, 24.0)], 1.0),
            Strategy::Shadow => ("shadow", &[(0.0, 48.0), (100.0, 24.0)], 2.0),
            Strategy::AbTest => ("ab_test", &[(50.0, 72.0), (100.0, 24.0)], 2.0),
            Strategy::BigBang => ("big_bang", &[(100.0, 24.0)], 30.0),
        };
        let name = strategy.label().to_owned();
        Self { id: id.into(), name, strategy, steps: steps.to_vec(), rollback_minutes, ..Self::default() }
    }
}
