//! Scores and ranks.

use crate::sorted_map::SortedMap;

use super::{Remark, WeightFinding};
use crate::package::{Id, settings::Method};

record! {
    /// Every alternative's scores, with the weights behind them.
    pub struct Scores {
        /// The deciding weights, summing to 1, in the package's order of criteria; 0 for one left out.
        pub weights: Vec<WeightFinding>,
        /// Every alternative, in the package's order; whether it is releasable is filled in later.
        pub alternatives: Vec<AlternativeFinding>,
        /// Why an alternative, or all of them, could not be ranked.
        pub problems: Vec<Remark>,
        /// What a reader should know about the scores.
        pub warnings: Vec<Remark>,
    }

    /// One alternative's scores and standing.
    pub struct AlternativeFinding {
        /// The alternative.
        pub id: Id,
        /// Its name.
        pub name: String,
        /// Rank by the package's method, 1 best, equals share a rank; absent when it cannot be ranked.
        pub rank: Option<u32>,
        /// Σ weight × worth, 0 to 1 on stated scales.
        pub weighted_sum: Option<f64>,
        /// Closeness to the ideal, 0 to 1.
        pub topsis: Option<f64>,
        /// Net outranking flow, −1 to 1.
        pub promethee: Option<f64>,
        /// Rank under each method, 1 best: `weighted_sum`, `topsis`, `promethee`.
        pub ranks: SortedMap<String, u32>,
        /// Each criterion's part of the weighted sum, in the package's order of criteria.
        pub contributions: Vec<Contribution>,
        /// Least and greatest weighted sum possible, 0 to 1, when a missing value may be anything.
        pub range: Option<[f64; 2]>,
        /// Whether no blocker stands against it.
        pub releasable: bool,
        /// The blockers that fail, lack evidence or data.
        pub blocked_by: Vec<Id>,
    }

    /// One criterion's part of an alternative's weighted sum.
    pub struct Contribution {
        /// The criterion.
        pub criterion: Id,
        /// The value, in the criterion's unit; absent when missing.
        pub value: Option<f64>,
        /// Its worth, 0 to 1.
        pub worth: Option<f64>,
        /// weight × worth, 0 to 1.
        pub contribution: Option<f64>,
    }

    /// What the methods compute on their way. Matrices hold a row per alternative, a column per criterion.
    pub struct Intermediates {
        /// The ranked alternatives: the rows.
        pub alternatives: Vec<Id>,
        /// The criteria that are kept: the columns.
        pub criteria: Vec<Id>,
        /// Their weights.
        pub weights: Vec<f64>,
        /// Values in the criteria's units.
        pub values: Vec<Vec<f64>>,
        /// Weighted sum: what each value is worth.
        pub worths: Vec<Vec<f64>>,
        /// TOPSIS: normalised values, greater better (1 − value / norm where less is better).
        pub normalised: Vec<Vec<f64>>,
        /// TOPSIS: normalised values times weights.
        pub weighted: Vec<Vec<f64>>,
        /// TOPSIS: the best weighted value of each criterion.
        pub ideal: Vec<f64>,
        /// TOPSIS: the worst.
        pub anti_ideal: Vec<f64>,
        /// TOPSIS: each alternative's distance from the ideal.
        pub distance_from_ideal: Vec<f64>,
        /// TOPSIS: each alternative's distance from the anti-ideal.
        pub distance_from_anti_ideal: Vec<f64>,
        /// PROMETHEE: net flows criterion by criterion, before weighting.
        pub flows: Vec<Vec<f64>>,
        /// PROMETHEE: how strongly each alternative is preferred to the others.
        pub positive_flow: Vec<f64>,
        /// PROMETHEE: how strongly the others are preferred to it.
        pub negative_flow: Vec<f64>,
    }
}

impl AlternativeFinding {
    /// The score by a method; absent when it cannot be ranked.
    pub fn score(&self, method: Method) -> Option<f64> {
        match method {
            Method::WeightedSum => self.weighted_sum,
            Method::Topsis => self.topsis,
            Method::PrometheeIi => self.promethee,
        }
    }
}
