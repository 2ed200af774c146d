//! Uncertain values drawn at random, and the scores that follow.

use wide::bytemuck::{cast_slice, cast_slice_mut};
use wide::f64x2;

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

/// Numbers remembered at most, so that a later pass need not draw them again: 32 MB.
const REMEMBERED: usize = 4_000_000;

/// The draws of a matrix's variables, one list per draw. The same seed gives the same draws, and a draw has the
/// same values in every pass.
pub(in crate::analysis::robustness) struct ValueDraws {
    stream: Stream,
    distributions: Vec<Distribution>,
    remembered: Vec<f64>,
    /// The draw that the stream stands before.
    next: usize,
    seed: u32,
}

impl ValueDraws {
    pub fn new(standing: &Standing<'_>) -> Self {
        let seed = standing.package.settings.seed;
        Self {
            stream: Self::stream(seed),
            distributions: standing.matrix.variables.iter().map(|variable| variable.distribution).collect(),
            remembered: Vec::new(),
            next: 0,
            seed,
        }
    }

    /// Whether there is nothing to draw.
    pub fn is_certain(&self) -> bool {
        self.distributions.is_empty()
    }

    fn stream(seed: u32) -> Stream {
        Stream::new(seed, &["robustness", "values"])
    }

    /// Puts the values of a draw into `variables`. Draws are asked for in order, from 0 in each pass.
    fn take(&mut self, draw: usize, variables: &mut [f64]) {
        let count = self.distributions.len();
        if let Some(known) = self.remembered.get(draw * count..(draw + 1) * count) {
            variables.copy_from_slice(known);
            return;
        }
        if draw < self.next {
            (self.stream, self.next) = (Self::stream(self.seed), 0);
        }
        while self.next <= draw {
            for (value, distribution) in variables.iter_mut().zip(&self.distributions) {
                *value = match *distribution {
                    Distribution::Normal { mean, deviation, low, high } => {
                        (mean + deviation * self.stream.normal()).clamp(low, high)
                    }
                    Distribution::Uniform { low, high } => low + (high - low) * self.stream.uniform(),
                };
            }
            if self.remembered.len() == self.next * count && (self.next + 1) * count <= REMEMBERED {
                self.remembered.extend_from_slice(variables);
            }
            self.next += 1;
        }
    }
}

/// A scorer whose uncertain values are those of one draw after another.
pub(in crate::analysis::robustness) struct DrawnScorer<'a> {
    /// The values of the draw at hand.
    pub variables: Vec<f64>,
    pub scorer: Scorer,
    columns: Vec<DrawnColumn<'a>>,
    weights: Vec<f64>,
    draw: usize,
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
            variables: vec![0.0; matrix.variables.len()],
            scorer: standing.scorer.clone(),
            columns,
            weights: vec![0.0; matrix.columns()],
            draw: 0,
        }
    }

    /// Takes the values of the next draw in.
    pub fn next(&mut self, draws: &mut ValueDraws) -> &Scorer {
        draws.take(self.draw, &mut self.variables);
        self.draw += 1;
        for column in &mut self.columns {
            column.take(&self.variables, &mut self.scorer);
        }
        &self.scorer
    }

    /// Whether `row` is first with one variable at `value`, all others as in the draw at hand.
    pub fn is_first_with(&mut self, variable: usize, value: f64, weights: &[f64], row: usize) -> bool {
        let drawn = std::mem::replace(&mut self.variables[variable], value);
        self.take_columns_of(variable);
        let first = self.scorer.is_first(weights, row);
        self.variables[variable] = drawn;
        self.take_columns_of(variable);
        first
    }

    fn take_columns_of(&mut self, variable: usize) {
        for column in &mut self.columns {
            if column.cells.iter().any(|(_, index, ..)| *index == variable) {
                column.take(&self.variables, &mut self.scorer);
            }
        }
    }

    /// Scores the next `count` draws with the block's weights; counts in `first` who is
    /// first at the package's own.
    pub fn score_block(
        &mut self,
        draws: &mut ValueDraws,
        standing: &Standing<'_>,
        weights: &[f64x2],
        scores: &mut [f64x2],
        first: &mut [u32],
        count: usize,
    ) {
        let (weights, scores) = (cast_slice::<_, f64>(weights), cast_slice_mut::<_, f64>(scores));
        for draw in 0..count {
            self.next(draws);
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
