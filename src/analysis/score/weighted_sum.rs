//! Weighted sum of worths (simple additive weighting).

use engine::values::Distribution;

use super::normalise::Normaliser;
use crate::analysis::matrix::DecisionMatrix;
use crate::findings::AlternativeFinding;

/// What every cell is worth under the matrix's normalisation, row by row; greater is better.
///
/// On the scale, and on the local range, worths lie between 0 and 1. Divided by norm, sum or maximum a
/// criterion where less is better is worth 1 − value / divisor, so that differences stay proportional.
pub fn worths(matrix: &DecisionMatrix) -> Vec<f64> {
    let columns = matrix.columns();
    let mut worths = vec![0.0; matrix.values.len()];
    for column in 0..columns {
        let normaliser = Normaliser::new(matrix, column, matrix.normalisation);
        for row in 0..matrix.rows() {
            worths[row * columns + column] = normaliser.of(matrix.value(row, column));
        }
    }
    worths
}

/// Σⱼ weightⱼ · cellⱼ for every row of `cells`; nothing when there is no weight.
pub fn scores(cells: &[f64], weights: &[f64]) -> Vec<f64> {
    if weights.is_empty() {
        return Vec::new();
    }
    cells
        .chunks_exact(weights.len())
        .map(|row| row.iter().zip(weights).map(|(cell, weight)| cell * weight).sum())
        .collect()
}

/// Fills in between which weighted sums each alternative can lie when a gap may hold anything.
pub(super) fn fill_ranges(matrix: &DecisionMatrix, alternatives: &mut [AlternativeFinding]) {
    for cell in &matrix.uncertain {
        let Distribution::Uniform { low, high } = matrix.variables[cell.variable].distribution else { continue };
        let finding = &mut alternatives[matrix.alternatives[cell.row]];
        let Some(score) = finding.weighted_sum else { continue };
        let normaliser = Normaliser::new(matrix, cell.column, matrix.normalisation);
        let weight = matrix.criteria[cell.column].weight;
        let here = normaliser.of(matrix.value(cell.row, cell.column));
        let [one, other] = [low, high].map(|end| weight * (normaliser.of(end) - here));
        let [least, most] = finding.range.get_or_insert([score, score]);
        *least += one.min(other);
        *most += one.max(other);
    }
}
