//! Scores: every alternative under weighted sum, TOPSIS and PROMETHEE II.

pub mod intermediates;
mod local_scale;
pub mod normalise;
pub mod promethee;
pub mod scorer;
pub mod topsis;
pub mod weighted_sum;

use super::{
    matrix::{Cells, DecisionMatrix},
    weight,
};
use crate::findings::{AlternativeFinding, Contribution, Estimate, Remark, Scores, WeightFinding};
use crate::package::{
    Package,
    settings::{Method, MissingRule},
};
use crate::sorted_map::SortedMap;

/// Two scores nearer than this are equal: what is left of rounding, not a difference between alternatives.
pub const TOLERANCE: f64 = 1e-12;

/// The scores of a decision matrix under one method or all, by row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MethodScores {
    /// Σ weight × worth.
    pub weighted_sum: Vec<f64>,
    /// Closeness to the ideal.
    pub topsis: Vec<f64>,
    /// Net outranking flow.
    pub promethee: Vec<f64>,
}

impl MethodScores {
    /// Scores every row of `matrix` under all three methods.
    pub fn new(matrix: &DecisionMatrix) -> Self {
        let weights = matrix.weights();
        Self {
            weighted_sum: weighted_sum::scores(&weighted_sum::worths(matrix), &weights),
            topsis: topsis::Distances::new(matrix).closeness(&weights),
            promethee: weighted_sum::scores(&promethee::flows(matrix), &weights),
        }
    }

    /// The scores under one method.
    pub fn under(&self, method: Method) -> &[f64] {
        match method {
            Method::WeightedSum => &self.weighted_sum,
            Method::Topsis => &self.topsis,
            Method::PrometheeIi => &self.promethee,
        }
    }
}

/// Scores a package's alternatives under all three methods.
pub fn score(package: &Package, estimates: &[Estimate]) -> Scores {
    let weights = weight::weights(package);
    let cells = Cells::read(package, estimates);
    let matrix = cells.complete(package, &weights.deciding);
    let scores = MethodScores::new(&matrix);
    let mut alternatives: Vec<AlternativeFinding> = package
        .alternatives
        .iter()
        .enumerate()
        .map(|(index, alternative)| AlternativeFinding {
            id: alternative.id.clone(),
            name: alternative.name.clone(),
            contributions: unscored(package, &cells, index),
            ..AlternativeFinding::default()
        })
        .collect();
    let ranks = Method::ALL.iter().map(|method| (*method, ranks(scores.under(*method)))).collect::<Vec<_>>();
    let worths = weighted_sum::worths(&matrix);
    for (row, index) in matrix.alternatives.iter().enumerate() {
        let finding = &mut alternatives[*index];
        finding.weighted_sum = Some(scores.weighted_sum[row]);
        finding.topsis = Some(scores.topsis[row]);
        finding.promethee = Some(scores.promethee[row]);
        finding.ranks = ranks.iter().map(|(method, ranks)| (key(*method).to_owned(), ranks[row])).collect();
        finding.rank = finding.ranks.get(key(package.settings.method)).copied();
        for (column, criterion) in matrix.criteria.iter().enumerate() {
            let worth = worths[row * matrix.columns() + column];
            let contribution = &mut finding.contributions[criterion.criterion];
            contribution.value = Some(matrix.value(row, column));
            contribution.worth = Some(worth);
            contribution.contribution = Some(criterion.weight * worth);
        }
    }
    if package.settings.missing == MissingRule::Interval {
        weighted_sum::fill_ranges(&matrix, &mut alternatives);
    }
    let mut warnings = weights.warnings;
    warnings.extend(matrix.warnings.iter().cloned());
    warnings.extend(local_scale::warn(package, &matrix).map(Remark::from));
    Scores { weights: weight_findings(package, &matrix), alternatives, problems: matrix.problems, warnings }
}

/// The name of a method in findings: `weighted_sum`, `topsis` or `promethee`.
pub fn key(method: Method) -> &'static str {
    match method {
        Method::WeightedSum => "weighted_sum",
        Method::Topsis => "topsis",
        Method::PrometheeIi => "promethee",
    }
}

/// Ranks by score: 1 + the number of scores that are greater by more than [`TOLERANCE`].
pub fn ranks(scores: &[f64]) -> Vec<u32> {
    let mut sorted = scores.to_vec();
    sorted.sort_by(|a, b| b.total_cmp(a));
    scores.iter().map(|score| 1 + sorted.partition_point(|other| *other > score + TOLERANCE) as u32).collect()
}

fn unscored(package: &Package, cells: &Cells, alternative: usize) -> Vec<Contribution> {
    package
        .criteria
        .iter()
        .enumerate()
        .map(|(index, criterion)| Contribution {
            criterion: criterion.id.clone(),
            value: cells.value(alternative, index),
            ..Contribution::default()
        })
        .collect()
}

fn weight_findings(package: &Package, matrix: &DecisionMatrix) -> Vec<WeightFinding> {
    let kept = SortedMap::from_iter(matrix.criteria.iter().map(|column| (column.criterion, column.weight)));
    package
        .criteria
        .iter()
        .enumerate()
        .map(|(index, criterion)| WeightFinding {
            criterion: criterion.id.clone(),
            weight: kept.get(&index).copied().unwrap_or(0.0),
        })
        .collect()
}

#[cfg(test)]
mod tests;
