//! Criteria: what the alternatives are compared on.

use crate::sorted_map::SortedMap;

use super::{Id, Proposal};

record! {
    /// One thing the alternatives are compared on. Its weight stands in the package's weighting.
    pub struct Criterion {
        /// Identifier.
        pub id: Id,
        /// Short name.
        pub name: String,
        /// What it means and why it counts.
        pub description: String,
        /// Whether less or more is better.
        pub direction: Direction,
        /// Whether nobody has set the direction yet.
        pub proposed: Proposal,
        /// The unit of its values, such as "ms".
        pub unit: String,
        /// Where its values come from.
        pub source: CriterionSource,
        /// The stated scale; when absent, the worst and best among the alternatives are used.
        pub scale: Option<Scale>,
        /// How a value becomes worth.
        pub value_function: ValueFunction,
        /// How a difference becomes preference, for PROMETHEE II.
        pub preference: PreferenceFunction,
        ..extra
    }

    /// The range a criterion's values are judged within, in its unit.
    pub struct Scale {
        /// The value worth nothing.
        pub worst: f64,
        /// The value worth everything.
        pub best: f64,
        ..extra
    }

    /// A value somebody stated rather than measured.
    pub struct StatedValue {
        /// The value on the criterion's scale; absent when nobody has judged yet.
        pub value: Option<f64>,
        /// Standard deviation of the value, when it is uncertain (normal); 0 when certain.
        pub deviation: f64,
        /// Why this value.
        pub rationale: String,
        ..extra
    }
}

words! {
    /// What the simulation of a release comes to, as a mean over the faults.
    pub enum SimulatedOutcome {
        /// How likely a fault is detected if there is one, in percent.
        #[default]
        Detected = "faults detected",
        /// How many releases are rolled back without cause, in percent.
        FalseRollbacks = "rolled back without cause",
        /// Requests answered while a fault shows.
        Requests = "requests exposed",
        /// People who meet a fault.
        People = "people exposed",
        /// Requests that fail and conversions that are lost because of a fault.
        Harm = "harm",
        /// Hours until all traffic is on the new version.
        HoursToFull = "hours to full traffic",
        /// Hours of a second environment.
        EnvironmentHours = "environment-hours",
    }

    /// Whether more or less of a criterion is better.
    pub enum Direction {
        /// More is better.
        #[default]
        Max = "more is better",
        /// Less is better.
        Min = "less is better",
    }
}

choice! {
    /// Where a criterion's values come from.
    pub enum CriterionSource {
        /// A statistic of the telemetry.
        Measure {
            /// The measure's identifier.
            measure: Id,
        },
        /// How far each alternative clears a gate, in the gate's unit; positive is on the good side.
        GateMargin {
            /// The gate's identifier.
            gate: Id,
        },
        /// What each alternative costs a month by the cost model, in its currency.
        Cost,
        /// What the simulation of the release comes to for the design that releases each alternative.
        Outcome {
            /// Which outcome.
            outcome: SimulatedOutcome,
        },
        /// Values somebody judged or typed, by alternative.
        Stated {
            /// By the alternative's identifier.
            values: SortedMap<Id, StatedValue>,
        },
    }
}

impl SimulatedOutcome {
    /// What its values are called among estimates of measures.
    pub fn id(self) -> Id {
        Id(format!("outcome:{}", self.label()))
    }

    /// The unit of its values.
    pub fn unit(self) -> &'static str {
        match self {
            Self::Detected | Self::FalseRollbacks => "%",
            Self::Requests => "requests",
            Self::People => "people",
            Self::Harm => "",
            Self::HoursToFull | Self::EnvironmentHours => "h",
        }
    }

    /// Which values are better.
    pub fn direction(self) -> Direction {
        if self == Self::Detected { Direction::Max } else { Direction::Min }
    }
}

impl Default for CriterionSource {
    fn default() -> Self {
        Self::Stated { values: SortedMap::new() }
    }
}

choice! {
    /// How a criterion's value becomes worth between 0 and 1.
    #[derive(Default)]
    pub enum ValueFunction {
        /// A straight line from the worst to the best value.
        #[default]
        Linear,
        /// Straight lines between points; flat beyond the first and the last.
        Piecewise {
            /// Values in the criterion's unit, ascending, each with its worth between 0 and 1.
            points: Vec<(f64, f64)>,
        },
        /// Worth 1 on the good side of `at` (including it), 0 otherwise.
        Threshold {
            /// In the criterion's unit.
            at: f64,
        },
    }
}

choice! {
    /// How the difference d ≥ 0 between two alternatives on a criterion becomes a preference between 0
    /// and 1 (Brans & Vincke 1985). Thresholds are in the criterion's unit; `p` and `q` are the
    /// thresholds themselves, not the older q and q + p.
    #[derive(Default)]
    pub enum PreferenceFunction {
        /// Any difference is a full preference.
        #[default]
        Usual,
        /// Full preference above `q`.
        U {
            /// Indifference threshold.
            q: f64,
        },
        /// Rises linearly to full preference at `p`.
        V {
            /// Preference threshold.
            p: f64,
        },
        /// Half a preference between `q` and `p`, full above.
        Level {
            /// Indifference threshold.
            q: f64,
            /// Preference threshold.
            p: f64,
        },
        /// Rises linearly from `q` to full preference at `p`.
        VIndifference {
            /// Indifference threshold.
            q: f64,
            /// Preference threshold.
            p: f64,
        },
        /// 1 − exp(−d² / 2s²).
        Gaussian {
            /// The inflection point.
            s: f64,
        },
    }
}
