//! The scores that follow from uncertain values drawn at random.

use engine::Block;
use engine::values::ValueDraws;

use super::super::standing::Standing;
use crate::analysis::score::{
    TOLERANCE,
    scorer::{ColumnScorer, Scorer},
};

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
        weights: &[Block],
        scores: &mut [Block],
        first: &mut [u32],
        count: usize,
    ) {
        for draw in 0..count {
            self.next(draws);
            for (weight, block) in self.weights.iter_mut().zip(weights) {
                *weight = block[draw];
            }
            self.scorer.each_score(&self.weights, |row, score| scores[row][draw] = score);
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
