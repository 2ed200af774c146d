//! Who stands where under the package's method, among the alternatives a statement is about.

use crate::findings::Estimate;
use crate::order;
use crate::{
    analysis::{
        gate,
        matrix::DecisionMatrix,
        outcome,
        score::{TOLERANCE, scorer::Scorer},
    },
    package::{
        Id, Package,
        settings::{Method, Scope},
    },
};

/// The ranking that robustness is about. Scores are those of all ranked alternatives, whose presence may count in
/// them; places are those among the alternatives in the scope.
pub(super) struct Standing<'a> {
    pub package: &'a Package,
    pub estimates: &'a [Estimate],
    pub matrix: DecisionMatrix,
    pub method: Method,
    pub scorer: Scorer,
    pub weights: Vec<f64>,
    pub scores: Vec<f64>,
    /// What the statements are about: alternatives that can be released only if there is one.
    pub scope: Scope,
    /// The rows in the scope, in the package's order.
    pub rows: Vec<usize>,
    /// Every row's rank among those in the scope.
    pub ranks: Vec<u32>,
    /// The rows in the scope from the best to the worst; equals in the package's order.
    pub order: Vec<usize>,
}

impl<'a> Standing<'a> {
    pub fn new(package: &'a Package, estimates: &'a [Estimate]) -> Self {
        let matrix = DecisionMatrix::new(package, estimates);
        let method = package.settings.method;
        let scorer = Scorer::new(&matrix, method);
        let weights = matrix.weights();
        let scores = scorer.scores(&weights);
        let (scope, rows) = scope(package, estimates, &matrix);
        let ranks = ranks_among(&scores, &rows);
        let order = order::argsort(rows.len(), &mut |a, b| ranks[rows[a]].cmp(&ranks[rows[b]]));
        let order = order.into_iter().map(|place| rows[place]).collect();
        Self { package, estimates, matrix, method, scorer, weights, scores, scope, rows, ranks, order }
    }

    /// The alternative to release: the one the authors recommend, or else the best that can be released.
    pub fn recommended(&self) -> Option<Id> {
        let option = &self.package.recommendation.option;
        if self.package.alternative(option).is_some() {
            return Some(option.clone());
        }
        let rows = releasable(self.package, self.estimates, &self.matrix);
        let ranks = ranks_among(&self.scores, &rows);
        rows.into_iter().min_by_key(|row| ranks[*row]).map(|row| self.id(row))
    }

    /// Every row's rank by other scores among the rows in the scope.
    pub fn ranks_by(&self, scores: &[f64]) -> Vec<u32> {
        ranks_among(scores, &self.rows)
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

/// The rows that statements are about.
fn scope(package: &Package, estimates: &[Estimate], matrix: &DecisionMatrix) -> (Scope, Vec<usize>) {
    let all = || (0..matrix.rows()).collect();
    if package.settings.scope() == Scope::All {
        return (Scope::All, all());
    }
    let rows = releasable(package, estimates, matrix);
    if rows.is_empty() { (Scope::All, all()) } else { (Scope::Releasable, rows) }
}

/// The rows no blocker stands against.
fn releasable(package: &Package, estimates: &[Estimate], matrix: &DecisionMatrix) -> Vec<usize> {
    let gates = gate::judge(package, estimates);
    let id = |row: usize| &package.alternatives[matrix.alternatives[row]].id;
    (0..matrix.rows()).filter(|row| outcome::is_releasable(&gates, id(*row))).collect()
}

/// 1 + the number of `rows` whose score is greater by more than [`TOLERANCE`], for every row.
pub(super) fn ranks_among(scores: &[f64], rows: &[usize]) -> Vec<u32> {
    let mut sorted: Vec<f64> = rows.iter().map(|row| scores[*row]).collect();
    sorted.sort_by(|a, b| b.total_cmp(a));
    scores.iter().map(|score| 1 + sorted.partition_point(|other| *other > score + TOLERANCE) as u32).collect()
}
