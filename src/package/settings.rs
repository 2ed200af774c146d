//! Settings of the analysis that belong to the decision and travel with it.

use std::collections::BTreeMap;

use super::{Date, Id};

/// Settings of the analysis.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Settings {
    /// The day the package is judged on: due dates and waivers are compared with it, not with a clock.
    pub as_of: Date,
    /// The method whose ranking is the package's.
    pub method: Method,
    /// How values become comparable for the weighted sum.
    pub normalisation: Normalisation,
    /// Seed of everything random in the analysis.
    pub seed: u32,
    /// Draws of the robustness analysis, 100 to 1,000,000.
    pub draws: u32,
    /// Resamples of a bootstrap interval, 100 to 100,000.
    pub resamples: u32,
    /// Confidence of every interval, 0.5 to 0.999.
    pub confidence: f64,
    /// What a missing value means for the scores.
    pub missing: MissingRule,
    /// Which weights the robustness analysis draws.
    pub weight_space: WeightSpace,
    /// A lead under this share of the winner's score is no clear win.
    pub least_lead: f64,
    /// A probability of being first under this is no clear win.
    pub least_first: f64,
    /// A joint shift of the weights under this many points (of 100) is no clear win.
    pub least_shift: f64,
    /// Fields this version does not know, kept as they came and written back.
    #[serde(flatten)]
    pub extra: super::Extra,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            as_of: Date::default(),
            method: Method::default(),
            normalisation: Normalisation::default(),
            seed: 1,
            draws: 10_000,
            resamples: 2_000,
            confidence: 0.95,
            missing: MissingRule::default(),
            weight_space: WeightSpace::default(),
            least_lead: 0.10,
            least_first: 0.60,
            least_shift: 5.0,
            extra: super::Extra::default(),
        }
    }
}

/// Which weights the robustness analysis draws; all that are allowed are as likely.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum WeightSpace {
    /// Any weights.
    #[default]
    Any,
    /// Weights in the same order as the deciding ones.
    Order,
    /// Weights held to ranges.
    Ranges {
        /// Least and greatest weight, 0 to 1, by criterion; a criterion not named is free.
        ranges: BTreeMap<Id, [f64; 2]>,
    },
}

words! {
    /// How scores come about.
    pub enum Method {
        /// Weighted sum of worths.
        #[default]
        WeightedSum = "Weighted sum",
        /// Closeness to the ideal (Hwang & Yoon 1981).
        Topsis = "TOPSIS",
        /// Net outranking flow (Brans 1986).
        PrometheeIi = "PROMETHEE II",
    }

    /// How values become comparable for the weighted sum.
    pub enum Normalisation {
        /// Each criterion's value function on its stated or local scale.
        #[default]
        Scale = "value function on the scale",
        /// Local minimum and maximum, whatever scale is stated.
        MinMax = "local minimum and maximum",
        /// Divided by the Euclidean norm.
        Vector = "vector norm",
        /// Divided by the sum.
        Sum = "sum",
        /// Divided by the maximum.
        Max = "maximum",
    }

    /// What a missing value means for the scores.
    pub enum MissingRule {
        /// The alternative with the gap is not ranked.
        #[default]
        Ask = "ask: the alternative is not ranked until it is decided",
        /// The criterion is left out for all.
        LeaveOut = "leave the criterion out for all",
        /// The worst value on the scale is assumed.
        WorstCase = "assume the worst value of the scale",
        /// Anything between worst and best is possible; the middle is scored and the range shown.
        Interval = "anything between worst and best",
    }
}
