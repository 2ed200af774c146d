//! A method's scores as a function of the weights, everything else settled.

use super::{TOLERANCE, normalise::Normaliser, promethee, topsis::Distances, weighted_sum};
use crate::{analysis::matrix::DecisionMatrix, package::settings::Method};

/// What is left of a method once its matrix is known: only the weights are still to come.
#[derive(Clone, Debug, PartialEq)]
pub enum Scorer {
    /// Σ wⱼ · cell, row by row: worths of the weighted sum, unicriterion flows of PROMETHEE II.
    Linear {
        /// Criteria.
        columns: usize,
        /// Row by row.
        cells: Vec<f64>,
    },
    /// Distances from ideal and anti-ideal.
    Topsis(Distances),
}

impl Scorer {
    /// The scorer of `matrix` under `method`.
    pub fn new(matrix: &DecisionMatrix, method: Method) -> Self {
        match method {
            Method::WeightedSum => Self::Linear { columns: matrix.columns(), cells: weighted_sum::worths(matrix) },
            Method::Topsis => Self::Topsis(Distances::new(matrix)),
            Method::PrometheeIi => Self::Linear { columns: matrix.columns(), cells: promethee::flows(matrix) },
        }
    }

    /// Every row's score; greater is better.
    pub fn scores(&self, weights: &[f64]) -> Vec<f64> {
        match self {
            Self::Linear { cells, .. } => weighted_sum::scores(cells, weights),
            Self::Topsis(distances) => distances.closeness(weights),
        }
    }

    /// Hands every row's score to `take`, without allocating.
    pub fn each_score(&self, weights: &[f64], mut take: impl FnMut(usize, f64)) {
        match self {
            Self::Linear { columns, cells } => {
                for (row, cells) in cells.chunks_exact(*columns).enumerate() {
                    take(row, cells.iter().zip(weights).map(|(cell, weight)| cell * weight).sum());
                }
            }
            Self::Topsis(distances) => {
                for row in 0..distances.from_ideal.len() / distances.columns {
                    take(row, distances.closeness_of(row, weights));
                }
            }
        }
    }

    /// Whether no row is strictly better than `row`.
    pub fn is_first(&self, weights: &[f64], row: usize) -> bool {
        let (mut own, mut best) = (f64::NEG_INFINITY, f64::NEG_INFINITY);
        self.each_score(weights, |index, score| {
            best = best.max(score);
            if index == row {
                own = score;
            }
        });
        best <= own + TOLERANCE
    }

    /// Score of `a` less score of `b`.
    pub fn lead(&self, weights: &[f64], a: usize, b: usize) -> f64 {
        match self {
            Self::Linear { columns, cells } => {
                let [a, b] = [a, b].map(|row| &cells[row * columns..(row + 1) * columns]);
                weights.iter().zip(a.iter().zip(b)).map(|(weight, (a, b))| weight * (a - b)).sum()
            }
            Self::Topsis(distances) => distances.closeness_of(a, weights) - distances.closeness_of(b, weights),
        }
    }

    /// What a criterion's weight does for the lead of `a` over `b`, where scores are linear in the weights; nothing
    /// under TOPSIS.
    pub fn gains(&self, a: usize, b: usize) -> Vec<f64> {
        let Self::Linear { columns, cells } = self else { return Vec::new() };
        let [a, b] = [a, b].map(|row| &cells[row * columns..(row + 1) * columns]);
        a.iter().zip(b).map(|(a, b)| a - b).collect()
    }

    /// How much each criterion speaks for `a` against `b` under `weights`.
    ///
    /// Under TOPSIS it is the criterion's part of how much further `a` is from the anti-ideal, and nearer
    /// to the ideal, in squared distances.
    pub fn advantages(&self, weights: &[f64], a: usize, b: usize) -> Vec<f64> {
        weights
            .iter()
            .enumerate()
            .map(|(column, weight)| match self {
                Self::Linear { columns, cells } => weight * (cells[a * columns + column] - cells[b * columns + column]),
                Self::Topsis(Distances { columns, from_ideal, from_anti_ideal, .. }) => {
                    let [a, b] = [a, b].map(|row| row * columns + column);
                    weight * weight * (from_anti_ideal[a] - from_anti_ideal[b] + from_ideal[b] - from_ideal[a])
                }
            })
            .collect()
    }

    /// Takes the values of `matrix` in one column anew. The weighted sum holds its scales, whatever the
    /// values: chance in a value does not change what other values are worth.
    pub fn refresh(&mut self, column: &mut ColumnScorer<'_>, values: &[f64]) {
        let index = column.column;
        match self {
            Self::Topsis(distances) => distances.fill(column.matrix, index, values),
            Self::Linear { columns, cells } => match &mut column.kind {
                ColumnKind::Worth(normaliser) => {
                    for (row, value) in values.iter().enumerate() {
                        cells[row * *columns + index] = normaliser.of(*value);
                    }
                }
                ColumnKind::Flow(work) => {
                    let criterion = &column.matrix.criteria[index];
                    let flows = work.column_flows(values, criterion.direction, &criterion.preference);
                    for (row, flow) in flows.iter().enumerate() {
                        cells[row * *columns + index] = *flow;
                    }
                }
            },
        }
    }
}

/// What scores one column's values anew.
#[derive(Clone, Debug)]
pub struct ColumnScorer<'a> {
    matrix: &'a DecisionMatrix,
    column: usize,
    kind: ColumnKind<'a>,
}

#[derive(Clone, Debug)]
enum ColumnKind<'a> {
    Worth(Normaliser<'a>),
    Flow(promethee::Workspace),
}

impl<'a> ColumnScorer<'a> {
    /// For a column of `matrix` under `method`.
    pub fn new(matrix: &'a DecisionMatrix, column: usize, method: Method) -> Self {
        let kind = match method {
            Method::PrometheeIi => ColumnKind::Flow(promethee::Workspace::default()),
            _ => ColumnKind::Worth(Normaliser::new(matrix, column, matrix.normalisation)),
        };
        Self { matrix, column, kind }
    }

    /// The normaliser held for the weighted sum.
    pub fn normaliser(&self) -> Option<&Normaliser<'a>> {
        match &self.kind {
            ColumnKind::Worth(normaliser) => Some(normaliser),
            ColumnKind::Flow(_) => None,
        }
    }
}
