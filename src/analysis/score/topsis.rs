//! TOPSIS: closeness to the ideal (Hwang & Yoon 1981).

pub use engine::score::closeness;

use super::normalise::Normaliser;
use crate::{analysis::matrix::DecisionMatrix, package::settings::Normalisation};

/// Squared distances of every cell from its criterion's ideal and anti-ideal value, before weighting.
///
/// With them the distances under any weights are √Σ wⱼ² · cell, so moving a weight normalises nothing anew.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Distances {
    /// Criteria.
    pub columns: usize,
    /// Normalised values, row by row; greater is better.
    pub normalised: Vec<f64>,
    /// The best normalised value of each criterion.
    pub ideal: Vec<f64>,
    /// The worst normalised value of each criterion.
    pub anti_ideal: Vec<f64>,
    /// (normalised − ideal)², row by row.
    pub from_ideal: Vec<f64>,
    /// (normalised − anti-ideal)², row by row.
    pub from_anti_ideal: Vec<f64>,
}

impl Distances {
    /// The distances of a matrix: divided by the vector norm as Hwang & Yoon do, unless the package's
    /// settings choose another of the divisions or the local range.
    pub fn new(matrix: &DecisionMatrix) -> Self {
        let columns = matrix.columns();
        let cells = matrix.values.len();
        let mut distances = Self {
            columns,
            normalised: vec![0.0; cells],
            ideal: vec![0.0; columns],
            anti_ideal: vec![0.0; columns],
            from_ideal: vec![0.0; cells],
            from_anti_ideal: vec![0.0; cells],
        };
        for column in 0..columns {
            let values: Vec<f64> = matrix.column(column).collect();
            distances.fill(matrix, column, &values);
        }
        distances
    }

    /// Takes `values` as the column's, by row.
    pub fn fill(&mut self, matrix: &DecisionMatrix, column: usize, values: &[f64]) {
        let normaliser = Normaliser::of_values(
            values.iter().copied(),
            matrix.criteria[column].direction,
            normalisation(matrix.normalisation),
        );
        let (mut ideal, mut anti_ideal) = (f64::NEG_INFINITY, f64::INFINITY);
        for (row, value) in values.iter().enumerate() {
            let normalised = normaliser.of(*value);
            self.normalised[row * self.columns + column] = normalised;
            ideal = ideal.max(normalised);
            anti_ideal = anti_ideal.min(normalised);
        }
        self.ideal[column] = ideal;
        self.anti_ideal[column] = anti_ideal;
        for row in 0..values.len() {
            let cell = row * self.columns + column;
            let (below, above) = (self.normalised[cell] - ideal, self.normalised[cell] - anti_ideal);
            self.from_ideal[cell] = below * below;
            self.from_anti_ideal[cell] = above * above;
        }
    }

    /// d⁺ and d⁻ of every row under `weights`.
    pub fn weighted(&self, weights: &[f64]) -> Vec<(f64, f64)> {
        if self.columns == 0 {
            return Vec::new();
        }
        self.from_ideal
            .chunks_exact(self.columns)
            .zip(self.from_anti_ideal.chunks_exact(self.columns))
            .map(|(ideal, anti_ideal)| (distance(ideal, weights), distance(anti_ideal, weights)))
            .collect()
    }

    /// d⁻ / (d⁺ + d⁻) of one row.
    pub fn closeness_of(&self, row: usize, weights: &[f64]) -> f64 {
        let cells = row * self.columns..(row + 1) * self.columns;
        closeness(distance(&self.from_ideal[cells.clone()], weights), distance(&self.from_anti_ideal[cells], weights))
    }

    /// d⁻ / (d⁺ + d⁻) of every row, 0 to 1.
    pub fn closeness(&self, weights: &[f64]) -> Vec<f64> {
        self.weighted(weights)
            .into_iter()
            .map(|(from_ideal, from_anti_ideal)| closeness(from_ideal, from_anti_ideal))
            .collect()
    }
}

fn distance(cells: &[f64], weights: &[f64]) -> f64 {
    cells.iter().zip(weights).map(|(cell, weight)| weight * weight * cell).sum::<f64>().sqrt()
}

fn normalisation(chosen: Normalisation) -> Normalisation {
    if chosen == Normalisation::Scale { Normalisation::Vector } else { chosen }
}
