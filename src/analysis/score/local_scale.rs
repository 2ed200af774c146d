//! Whether a local scale decides the winner.

use super::{normalise::Normaliser, ranks, weighted_sum};
use crate::{
    analysis::{matrix::DecisionMatrix, value::Worth},
    findings::Fact,
    package::{Package, settings::Method, settings::Normalisation},
};

/// A warning when the winner of the weighted sum hangs on criteria without a stated scale: when another winner
/// comes of measuring one of them, or all of them together, not from the worst to the best value at hand but
/// from zero, by the greatest value, the sum or the norm.
pub(super) fn warn(package: &Package, matrix: &DecisionMatrix) -> Option<Fact> {
    if package.settings.method != Method::WeightedSum || matrix.normalisation != Normalisation::Scale {
        return None;
    }
    let worths = weighted_sum::worths(matrix);
    let scores = weighted_sum::scores(&worths, &matrix.weights());
    let places = ranks(&scores);
    let winner = places.iter().position(|rank| *rank == 1)?;
    let local: Vec<usize> = (0..matrix.columns()).filter(|column| is_local(matrix, *column)).collect();
    let other_winner = |columns: &[usize]| {
        [Normalisation::Max, Normalisation::Sum, Normalisation::Vector].into_iter().find_map(|normalisation| {
            let ranks = ranks(&rescored(matrix, &worths, &scores, columns, normalisation));
            (ranks[winner] > 1).then(|| ranks.iter().position(|rank| *rank == 1)).flatten()
        })
    };
    let alone: Vec<usize> = local.iter().copied().filter(|column| other_winner(&[*column]).is_some()).collect();
    let deciding = if alone.is_empty() { local } else { alone };
    let other = deciding.iter().find_map(|column| other_winner(&[*column])).or_else(|| other_winner(&deciding))?;
    let alternative = |row: usize| package.alternatives[matrix.alternatives[row]].id.clone();
    let criterion = |column: &usize| package.criteria[matrix.criteria[*column].criterion].id.clone();
    Some(Fact::FirstByLocalScale {
        winner: alternative(winner),
        criteria: deciding.iter().map(criterion).collect(),
        other: alternative(other),
        shared: places.iter().filter(|rank| **rank == 1).count() > 1,
    })
}

fn is_local(matrix: &DecisionMatrix, column: usize) -> bool {
    let criterion = &matrix.criteria[column];
    criterion.weight > 0.0 && !criterion.range.stated && matches!(criterion.worth, Worth::Linear { .. })
}

fn rescored(
    matrix: &DecisionMatrix,
    worths: &[f64],
    scores: &[f64],
    columns: &[usize],
    normalisation: Normalisation,
) -> Vec<f64> {
    let mut scores = scores.to_vec();
    for column in columns {
        let normaliser = Normaliser::new(matrix, *column, normalisation);
        for (row, score) in scores.iter_mut().enumerate() {
            let worth = worths[row * matrix.columns() + column];
            *score += matrix.criteria[*column].weight * (normaliser.of(matrix.value(row, *column)) - worth);
        }
    }
    scores
}
