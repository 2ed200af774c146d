//! Every intermediate of the three methods, for those who want to follow them by hand.

use super::{promethee, topsis::Distances, weighted_sum};
use crate::findings::{Estimate, Intermediates};
use crate::{
    analysis::matrix::DecisionMatrix,
    package::{Package, criterion::Direction},
};

/// The intermediates of a package's scores.
pub fn intermediates(package: &Package, estimates: &[Estimate]) -> Intermediates {
    let matrix = DecisionMatrix::new(package, estimates);
    let weights = matrix.weights();
    let distances = Distances::new(&matrix);
    let (from_ideal, from_anti_ideal) = distances.weighted(&weights).into_iter().unzip();
    let (positive_flow, negative_flow) = outranking(&matrix);
    let rows = |cells: &[f64]| cells.chunks_exact(matrix.columns().max(1)).map(<[f64]>::to_vec).collect();
    let times = |row: &[f64]| -> Vec<f64> { row.iter().zip(&weights).map(|(cell, weight)| cell * weight).collect() };
    Intermediates {
        alternatives: matrix.alternatives.iter().map(|index| package.alternatives[*index].id.clone()).collect(),
        criteria: matrix.criteria.iter().map(|column| package.criteria[column.criterion].id.clone()).collect(),
        values: rows(&matrix.values),
        worths: rows(&weighted_sum::worths(&matrix)),
        weighted: distances.normalised.chunks_exact(matrix.columns().max(1)).map(times).collect(),
        ideal: times(&distances.ideal),
        anti_ideal: times(&distances.anti_ideal),
        normalised: rows(&distances.normalised),
        distance_from_ideal: from_ideal,
        distance_from_anti_ideal: from_anti_ideal,
        flows: rows(&promethee::flows(&matrix)),
        positive_flow,
        negative_flow,
        weights,
    }
}

/// φ⁺ and φ⁻ of every row: the mean weighted preference over the others, and of the others.
fn outranking(matrix: &DecisionMatrix) -> (Vec<f64>, Vec<f64>) {
    let scale = 1.0 / matrix.rows().saturating_sub(1).max(1) as f64;
    let preferred = |one: usize, other: usize| -> f64 {
        let preferences = matrix.criteria.iter().enumerate().map(|(column, criterion)| {
            let sign = if criterion.direction == Direction::Max { 1.0 } else { -1.0 };
            let difference = sign * (matrix.value(one, column) - matrix.value(other, column));
            criterion.weight * promethee::preference(&criterion.preference, difference)
        });
        preferences.sum()
    };
    let rows = 0..matrix.rows();
    let flow = |of: &dyn Fn(usize) -> f64| scale * rows.clone().map(of).sum::<f64>();
    rows.clone().map(|one| (flow(&|other| preferred(one, other)), flow(&|other| preferred(other, one)))).unzip()
}
