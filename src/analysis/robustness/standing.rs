//! Who stands where under the package's method.

use crate::findings::Estimate;
use crate::order;
use crate::{
    analysis::{
        matrix::DecisionMatrix,
        score::{self, scorer::Scorer},
    },
    package::{Id, Package, settings::Method},
};

/// The ranking that robustness is about.
pub(super) struct Standing<'a> {
    pub package: &'a Package,
    pub matrix: DecisionMatrix,
    pub method: Method,
    pub scorer: Scorer,
    pub weights: Vec<f64>,
    pub scores: Vec<f64>,
    pub ranks: Vec<u32>,
    /// Rows from the best to the worst; equals in the package's order.
    pub order: Vec<usize>,
}

impl<'a> Standing<'a> {
    pub fn new(package: &'a Package, estimates: &[Estimate]) -> Self {
        let matrix = DecisionMatrix::new(package, estimates);
        let method = package.settings.method;
        let scorer = Scorer::new(&matrix, method);
        let weights = matrix.weights();
        let scores = scorer.scores(&weights);
        let ranks = score::ranks(&scores);
        let order = order::argsort(scores.len(), &mut |a, b| ranks[a].cmp(&ranks[b]));
        Self { package, matrix, method, scorer, weights, scores, ranks, order }
    }

    /// The row that is first; of equals the one that comes first in the package.
    pub fn winner(&self) -> Option<usize> {
        self.order.first().copied()
    }

    /// The winner with the row that follows it.
    pub fn leaders(&self) -> Option<(usize, usize)> {
        Some((*self.order.first()?, *self.order.get(1)?))
    }

    pub fn id(&self, row: usize) -> Id {
        self.package.alternatives[self.matrix.alternatives[row]].id.clone()
    }

    pub fn name(&self, row: usize) -> &'a str {
        &self.package.alternatives[self.matrix.alternatives[row]].name
    }

    pub fn criterion(&self, column: usize) -> Id {
        self.package.criteria[self.matrix.criteria[column].criterion].id.clone()
    }

    pub fn criterion_name(&self, column: usize) -> &'a str {
        &self.package.criteria[self.matrix.criteria[column].criterion].name
    }

    /// The weights of the kept criteria out of `weights` for all of the package's, summing to 1; as they are
    /// when no kept one has any.
    pub fn kept(&self, weights: &[f64]) -> Vec<f64> {
        let kept: Vec<f64> =
            self.matrix.criteria.iter().map(|column| weights.get(column.criterion).copied().unwrap_or(0.0)).collect();
        let total: f64 = kept.iter().sum();
        if total > 0.0 && kept.len() < weights.len() {
            kept.iter().map(|weight| weight / total).collect()
        } else {
            kept
        }
    }
}
