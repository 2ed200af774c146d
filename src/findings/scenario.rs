//! What scenarios come to.

use super::WeightFinding;
use crate::package::Id;

record! {
    /// How the alternatives do in a scenario.
    pub struct ScenarioFinding {
        /// The scenario.
        pub scenario: Id,
        /// The weights that decide in it, summing to 1, in the package's order of criteria.
        pub weights: Vec<WeightFinding>,
        /// Every alternative, in the package's order.
        pub alternatives: Vec<ScenarioScore>,
    }

    /// An alternative in a scenario.
    pub struct ScenarioScore {
        /// The alternative.
        pub alternative: Id,
        /// Its score by the scenario's method, higher is better: from 0 to 1, with PROMETHEE II from -1 to 1; absent when
        /// it is not ranked.
        pub score: Option<f64>,
        /// Its rank, 1 for the first; absent when it is not ranked.
        pub rank: Option<u32>,
    }
}
