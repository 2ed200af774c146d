//! Settings of the analysis that belong to the decision and travel with it.

use crate::sorted_map::SortedMap;

use super::{Date, Id, document::Said};

record! {
    /// Settings of the analysis.
    pub struct Settings {
        /// The day the package is judged on: due dates and waivers are compared with it, not with a clock.
        pub as_of: Date,
        /// The method whose ranking is the package's.
        pub method: Method,
        /// How values become comparable for the weighted sum.
        pub normalisation: Normalisation,
        /// Seed of everything random in the analysis.
        pub seed: u32 = 1,
        /// Draws of the robustness analysis, 100 to 1,000,000.
        pub draws: u32 = 10_000,
        /// Resamples of a bootstrap interval, 100 to 100,000.
        pub resamples: u32 = 2_000,
        /// Confidence of every interval, 0.5 to 0.999.
        pub confidence: f64 = 0.95,
        /// What a missing value means for the scores.
        pub missing: MissingRule,
        /// Which weights the robustness analysis draws.
        pub weight_space: WeightSpace,
        /// Which alternatives it is about how sure the answer is: those that can be released, as soon as one can, or
        /// all.
        pub scope: Said<Scope>,
        /// A lead under this share of the winner's score is no clear win.
        pub least_lead: f64 = 0.10,
        /// A probability of being first under this is no clear win.
        pub least_first: f64 = 0.60,
        /// A joint shift of the weights under this many points (of 100) is no clear win.
        pub least_shift: f64 = 5.0,
        ..extra
    }
}

impl Settings {
    /// Which alternatives it is to be about how sure the answer is.
    pub fn scope(&self) -> Scope {
        self.scope.0.unwrap_or_default()
    }
}

choice! {
    /// Which weights the robustness analysis draws; all that are allowed are as likely.
    #[derive(Default)]
    pub enum WeightSpace {
        /// Any weights.
        #[default]
        Any,
        /// Weights in the same order as the deciding ones.
        Order,
        /// Weights held to ranges.
        Ranges {
            /// Least and greatest weight, 0 to 1, by criterion; a criterion not named is free.
            ranges: SortedMap<Id, [f64; 2]>,
        },
    }
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

    /// Which alternatives a statement on how sure the answer is compares.
    pub enum Scope {
        /// Those that can be released.
        #[default]
        Releasable = "alternatives that can be released",
        /// All that are ranked.
        All = "all alternatives",
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
