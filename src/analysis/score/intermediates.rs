//! Every intermediate of the three methods, for those who want to follow them by hand.

use serde::{Deserialize, Serialize};

use super::{promethee, topsis::Distances, weighted_sum};
use crate::{
    analysis::{
        findings::{Estimate, finding},
        matrix::DecisionMatrix,
    },
    package::{Id, Package, criterion::Direction},
};

finding! {
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
