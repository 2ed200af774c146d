//! What is checked while a stage is held.

use crate::package::Id;

record! {
    /// One metric of the new version, looked at in equal intervals; too many failed looks roll the release back.
    pub struct Check {
        /// Identifier.
        pub id: Id,
        /// Short name, such as "p99 latency".
        pub name: String,
        /// What is looked at. Less is better, but of conversions.
        pub metric: CheckMetric,
        /// Which quantile of the latency, above 0 and below 1; other metrics have none.
        pub quantile: f64 = 0.99,
        /// How a look becomes a verdict.
        pub judge: CheckJudge,
        /// Beyond what a look fails. For a fixed limit: a value in the metric's unit. Against the old version: the change
        /// for the worse in percent of its value. For Mann-Whitney: Kayenta's tolerance, the part of the estimated shift
        /// in percent that the bound of the shift must exceed (at 0 any shift the test is sure of fails, at 100 none). For
        /// mSPRT: the change that is expected, in percent of the old version's value. A two-proportion test and Lan-DeMets
        /// take none: their level alone decides.
        pub threshold: f64,
        /// Up to where a look passes, in the unit of `threshold`; between the two it is inconclusive. The threshold
        /// itself when absent. Judges that test a hypothesis do without.
        pub passes_at: Option<f64>,
        /// One-sided level of a judge that tests a hypothesis, above 0 and below 0.5.
        pub level: f64 = 0.05,
        /// From one look to the next, in minutes.
        pub interval_minutes: f64 = 5.0,
        /// How many looks may fail in a stage; one more rolls back.
        pub failure_limit: u32,
        /// How many looks may be inconclusive in a stage; one more holds the release where it is.
        pub inconclusive_limit: u32,
        /// The stages it belongs to; every one when there is none.
        pub stages: Vec<Id>,
        /// The monitor that goes on watching the same after the release, if one does.
        pub monitor: Id,
        ..extra
    }
}

words! {
    /// What a check looks at.
    pub enum CheckMetric {
        /// Share of requests that fail, in percent.
        #[default]
        Errors = "Failed requests",
        /// A quantile of the latency, in milliseconds.
        Latency = "Latency",
        /// Share of requests that convert, in percent; more is better. No user sees a shadow, so none converts there.
        Conversions = "Conversions",
        /// Mean cost of a request, in the currency of the cost model.
        RequestCost = "Cost per request",
    }

    /// How a look becomes a verdict.
    pub enum CheckJudge {
        /// The value of the interval against a fixed limit.
        #[default]
        Threshold = "fixed limit",
        /// The value of the interval against the old version's in the same interval.
        Relative = "against the old version",
        /// A z test of two shares over all that the stage has seen so far.
        TwoProportion = "two-proportion z test",
        /// Mann-Whitney's test of the intervals' values with Kayenta's tolerance, twelve looks at a time.
        MannWhitney = "Mann-Whitney with tolerance",
        /// A mixture sequential probability ratio test (Johari 2017), which may be looked at at any time.
        Msprt = "sequential, mSPRT",
        /// A group sequential test that spends its level as O'Brien and Fleming do (Lan & DeMets 1983).
        LanDeMets = "sequential, Lan-DeMets",
    }
}

impl Check {
    /// Whether it is looked at in the stage of this identifier.
    pub fn is_in(&self, stage: &Id) -> bool {
        self.stages.is_empty() || self.stages.contains(stage)
    }
}

impl CheckMetric {
    /// Whether smaller values are the good ones.
    pub fn prefers_less(self) -> bool {
        self != Self::Conversions
    }

    /// Whether it is a share of the requests.
    pub fn is_share(self) -> bool {
        matches!(self, Self::Errors | Self::Conversions)
    }
}

impl CheckJudge {
    /// Whether it compares with the old version.
    pub fn compares(self) -> bool {
        self != Self::Threshold
    }

    /// Whether it tests two shares, and so has nothing to say of latency or cost.
    pub fn needs_shares(self) -> bool {
        matches!(self, Self::TwoProportion | Self::Msprt | Self::LanDeMets)
    }
}
