//! Uncertain values drawn at random, and the scores that follow.

use super::{super::standing::Standing, BLOCK};
use crate::{
    analysis::{
        matrix::Distribution,
        score::{
            TOLERANCE,
            scorer::{ColumnScorer, Scorer},
        },
    },
    telemetry::random::Stream,
};

/// A scorer whose uncertain values are drawn anew each time. The same seed gives the same draws.
pub(in crate::analysis::robustness) struct DrawnScorer<'a> {
    stream: Stream,
    /// The variables drawn last.
    pub variables: Vec<f64>,
    pub scorer: Scorer,
    distributions: Vec<Distribution>,
    columns: Vec<DrawnColumn<'a>>,
    weights: Vec<f64>,
}

struct DrawnColumn<'a> {
    scorer: ColumnScorer<'a>,
    index: usize,
    values: Vec<f64>,
    /// Row, variable, factor and offset.
    cells: Vec<(usize, usize, f64, f64)>,
}

impl<'a> DrawnScorer<'a> {
    pub fn new(standing: &'a Standing<'_>) -> Self {
        let matrix = &standing.matrix;
        let columns = (0..matrix.columns())
            .filter_map(|index| {
                let cells: Vec<_> = matrix
                    .uncertain
                    .iter()
                    .filter(|cell| cell.column == index)
                    .map(|cell| (cell.row, cell.variable, cell.factor, cell.offset))
                    .collect();
                (!cells.is_empty()).then(|| DrawnColumn {
                    scorer: ColumnScorer::new(matrix, index, standing.method),
                    index,
                    values: matrix.column(index).collect(),
                    cells,
                })
            })
            .collect();
        Self {
            stream: Stream::new(standing.package.settings.seed, &["robustness", "values"]),
            variables: vec![0.0; matrix.variables.len()],
            scorer: standing.scorer.clone(),
            distributions: matrix.variables.iter().map(|variable| variable.distribution).collect(),
            columns,
            weights: vec![0.0; matrix.columns()],
        }
    }

    /// Whether there is nothing to draw.
    pub fn is_certain(&self) -> bool {
        self.variables.is_empty()
    }

    /// Draws every variable and takes the values in.
    pub fn draw(&mut self) -> &Scorer {
        for (value, distribution) in self.variables.iter_mut().zip(&self.distributions) {
            *value = match *distribution {
                Distribution::Normal { mean, deviation, low, high } => {
                    (mean + deviation * self.stream.normal()).clamp(low, high)
                }
                Distribution::Uniform { low, high } => low + (high - low) * self.stream.uniform(),
            };
        }
        self.take_variables();
        &self.scorer
    }

    /// Scores with one variable at `value`, all others as drawn last.
    pub fn scores_with(&mut self, variable: usize, value: f64, weights: &[f64]) -> Vec<f64> {
        let drawn = std::mem::replace(&mut self.variables[variable], value);
        self.take_columns_of(variable);
        let scores = self.scorer.scores(weights);
        self.variables[variable] = drawn;
        self.take_columns_of(variable);
        scores
    }

    fn take_columns_of(&mut self, variable: usize) {
        for column in &mut self.columns {
            if column.cells.iter().any(|(_, index, ..)| *index == variable) {
                column.take(&self.variables, &mut self.scorer);
            }
        }
    }

    fn take_variables(&mut self) {
        for column in &mut self.columns {
            column.take(&self.variables, &mut self.scorer);
        }
    }

    /// Draws once per column of the block and scores it with the block's weights; counts in `first` who is
    /// first at the package's own.
    pub fn score_block(
        &mut self,
        standing: &Standing<'_>,
        weights: &[f64],
        scores: &mut [f64],
        first: &mut [u32],
        count: usize,
    ) {
        for draw in 0..count {
            self.draw();
            for (weight, block) in self.weights.iter_mut().zip(weights.chunks_exact(BLOCK)) {
                *weight = block[draw];
            }
            self.scorer.each_score(&self.weights, |row, score| scores[row * BLOCK + draw] = score);
            let mut best = f64::NEG_INFINITY;
            self.scorer.each_score(&standing.weights, |_, score| best = best.max(score));
            self.scorer.each_score(&standing.weights, |row, score| first[row] += u32::from(score >= best - TOLERANCE));
        }
    }
}

impl DrawnColumn<'_> {
    fn take(&mut self, variables: &[f64], scorer: &mut Scorer) {
        for (row, variable, factor, offset) in &self.cells {
            self.values[*row] = factor * variables[*variable] + offset;
        }
        if let (Scorer::Linear { columns, cells }, Some(normaliser)) = (&mut *scorer, self.scorer.normaliser()) {
            for (row, ..) in &self.cells {
                cells[row * *columns + self.index] = normaliser.of(self.values[*row]);
            }
        } else {
            scorer.refresh(&mut self.scorer, &self.values);
        }
    }
}
