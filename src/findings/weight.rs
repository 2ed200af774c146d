//! The weights of the criteria, however they were stated.

use super::Remark;
use crate::package::Id;

record! {
    /// The weights of a package.
    pub struct Weights {
        /// The deciding weights, summing to 1, in the package's order of criteria; empty without criteria.
        pub deciding: Vec<f64>,
        /// Every profile's weights, in the package's order.
        pub profiles: Vec<ProfileWeights>,
        /// What a reader should know about the deciding weights.
        pub warnings: Vec<Remark>,
    }

    /// One profile's weights.
    pub struct ProfileWeights {
        /// The profile.
        pub id: Id,
        /// Whose weights these are.
        pub name: String,
        /// Summing to 1, in the package's order of criteria.
        pub weights: Vec<f64>,
        /// The profile's part in a blend, 0 to 1.
        pub share: f64,
        /// How well its pairwise judgements fit together; absent for the other ways of stating weights.
        pub consistency: Option<Consistency>,
        /// What a reader should know about these weights.
        pub warnings: Vec<Remark>,
    }

    /// How well pairwise judgements fit together.
    pub struct Consistency {
        /// The principal eigenvalue; the number of criteria when the judgements fit perfectly.
        pub eigenvalue: f64,
        /// Consistency ratio (Saaty 1980); absent for fewer than three criteria, which cannot contradict.
        pub ratio: Option<f64>,
        /// Whether the ratio is at most 0.1.
        pub consistent: bool,
        /// How many pairs nobody has compared.
        pub missing: u32,
        /// The judgement furthest from what all others together say.
        pub least_consistent: Option<Judgement>,
    }

    /// One judgement beside what all others together say.
    pub struct Judgement {
        /// The criterion said to count more.
        pub more: Id,
        /// The criterion it is compared with.
        pub less: Id,
        /// The ratio stated.
        pub stated: f64,
        /// The ratio of the resulting weights.
        pub implied: f64,
    }

    /// A criterion's share of the decision.
    pub struct WeightFinding {
        /// The criterion.
        pub criterion: Id,
        /// Between 0 and 1.
        pub weight: f64,
    }
}
