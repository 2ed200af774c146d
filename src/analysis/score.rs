//! Scores of the alternatives.

use super::findings::{AlternativeFinding, Estimate, WeightFinding};
use crate::package::Package;

/// Weights and scores.
#[derive(Clone, Debug, Default)]
pub struct Scores {
    /// The deciding weights.
    pub weights: Vec<WeightFinding>,
    /// Every alternative, in the package's order.
    pub alternatives: Vec<AlternativeFinding>,
    /// Why scores could not be computed, in words.
    pub problems: Vec<String>,
}

/// Scores every alternative.
pub fn score(_package: &Package, _estimates: &[Estimate]) -> Scores {
    Scores::default()
}
