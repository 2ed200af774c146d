//! The scores that follow from uncertain values drawn at random, a block of draws at a time.

use engine::choice::{best, first, is_best};
use engine::score::{add_product, closenesses, squares, weighted_sums};
use engine::{BLOCK, Block};

use super::standing::Standing;
use crate::analysis::score::{
    TOLERANCE,
    scorer::{ColumnScorer, Scorer},
    topsis::Distances,
};

/// A scorer whose uncertain values are those of one block of draws after another.
pub(super) struct DrawnScorer<'a> {
    /// With nothing in the cells that are drawn.
    certain: Scorer,
    columns: Vec<DrawnColumn<'a>>,
    rows: usize,
    to_ideal: Vec<Block>,
}

/// A column some of whose cells are drawn.
struct DrawnColumn<'a> {
    scorer: ColumnScorer<'a>,
    index: usize,
    /// The values of one draw, by row.
    values: Vec<f64>,
    uncertain: Vec<DrawnValue>,
    /// Takes one draw's values in, where they change what the others are worth.
    one_draw: Option<Scorer>,
    cells: Vec<DrawnCell>,
}

/// A value that is `factor` × variable + `offset`.
struct DrawnValue {
    row: usize,
    variable: usize,
    factor: f64,
    offset: f64,
}

/// What weights are multiplied with; under TOPSIS squared distances from the ideal and the anti-ideal.
struct DrawnCell {
    row: usize,
    cell: Block,
    from_anti_ideal: Block,
}

impl<'a> DrawnScorer<'a> {
    pub fn new(standing: &'a Standing<'_>) -> Self {
        let matrix = &standing.matrix;
        let columns: Vec<DrawnColumn<'a>> =
            (0..matrix.columns()).filter_map(|index| DrawnColumn::new(standing, index)).collect();
        let mut certain = standing.scorer.clone();
        for column in &columns {
            for cell in &column.cells {
                clear(&mut certain, cell.row, column.index);
            }
        }
        Self { certain, columns, rows: matrix.rows(), to_ideal: vec![Block::default(); matrix.rows()] }
    }

    /// Whether there is nothing to draw.
    pub fn is_certain(&self) -> bool {
        self.columns.is_empty()
    }

    /// Takes the values of a block in, one [`Block`] per variable of the matrix.
    pub fn fill(&mut self, values: &[Block]) {
        self.columns.iter_mut().for_each(|column| column.fill(values));
    }

    /// Takes the values in again where they rest on one variable.
    pub fn fill_variable(&mut self, variable: usize, values: &[Block]) {
        for column in &mut self.columns {
            if column.uncertain.iter().any(|value| value.variable == variable) {
                column.fill(values);
            }
        }
    }

    /// Every row's score in every draw of the block, at weights that are given for each.
    pub fn scores(&mut self, weights: &[Block], scores: &mut [Block]) {
        match &self.certain {
            Scorer::Linear { cells, .. } => {
                weighted_sums(cells, weights, scores);
                for column in &self.columns {
                    for cell in &column.cells {
                        add_product(&cell.cell, &weights[column.index], &mut scores[cell.row]);
                    }
                }
            }
            Scorer::Topsis(Distances { from_ideal, from_anti_ideal, .. }) => {
                let squares = squares(weights);
                weighted_sums(from_ideal, &squares, &mut self.to_ideal);
                weighted_sums(from_anti_ideal, &squares, scores);
                for column in &self.columns {
                    for cell in &column.cells {
                        add_product(&cell.cell, &squares[column.index], &mut self.to_ideal[cell.row]);
                        add_product(&cell.from_anti_ideal, &squares[column.index], &mut scores[cell.row]);
                    }
                }
                closenesses(&self.to_ideal, scores);
            }
        }
        debug_assert_eq!(scores.len(), self.rows);
    }

    /// What a drawn cell is in every draw of the block.
    pub fn cell(&self, row: usize, column: usize) -> Option<&Block> {
        let column = self.columns.iter().find(|drawn| drawn.index == column)?;
        column.cells.iter().find(|cell| cell.row == row).map(|cell| &cell.cell)
    }
}

impl<'a> DrawnColumn<'a> {
    fn new(standing: &'a Standing<'_>, index: usize) -> Option<Self> {
        let matrix = &standing.matrix;
        let uncertain: Vec<DrawnValue> = matrix
            .uncertain
            .iter()
            .filter(|cell| cell.column == index)
            .map(|cell| DrawnValue { row: cell.row, variable: cell.variable, factor: cell.factor, offset: cell.offset })
            .collect();
        if uncertain.is_empty() {
            return None;
        }
        let scorer = ColumnScorer::new(matrix, index, standing.method);
        let alone = matches!(standing.scorer, Scorer::Linear { .. }) && scorer.normaliser().is_some();
        let drawn = |row| DrawnCell { row, cell: Block::default(), from_anti_ideal: Block::default() };
        let cells = match alone {
            true => uncertain.iter().map(|value| drawn(value.row)).collect(),
            false => (0..matrix.rows()).map(drawn).collect(),
        };
        let one_draw = (!alone).then(|| standing.scorer.clone());
        Some(Self { scorer, index, values: matrix.column(index).collect(), uncertain, one_draw, cells })
    }

    fn fill(&mut self, values: &[Block]) {
        if self.one_draw.is_some() {
            (0..BLOCK).for_each(|draw| self.fill_draw(draw, values));
            return;
        }
        let Some(normaliser) = self.scorer.normaliser() else { return };
        for (cell, value) in self.cells.iter_mut().zip(&self.uncertain) {
            for (cell, drawn) in cell.cell.iter_mut().zip(values[value.variable].iter()) {
                *cell = normaliser.of(value.factor * drawn + value.offset);
            }
        }
    }

    /// Takes one draw in where a value changes what the others are worth.
    fn fill_draw(&mut self, draw: usize, values: &[Block]) {
        let Some(one_draw) = &mut self.one_draw else { return };
        for value in &self.uncertain {
            self.values[value.row] = value.factor * values[value.variable][draw] + value.offset;
        }
        one_draw.refresh(&mut self.scorer, &self.values);
        for cell in &mut self.cells {
            match &*one_draw {
                Scorer::Linear { columns, cells } => cell.cell[draw] = cells[cell.row * columns + self.index],
                Scorer::Topsis(distances) => {
                    let place = cell.row * distances.columns + self.index;
                    cell.cell[draw] = distances.from_ideal[place];
                    cell.from_anti_ideal[draw] = distances.from_anti_ideal[place];
                }
            }
        }
    }
}

/// Leaves nothing in a cell, so that it adds nothing to a score.
fn clear(scorer: &mut Scorer, row: usize, column: usize) {
    match scorer {
        Scorer::Linear { columns, cells } => cells[row * *columns + column] = 0.0,
        Scorer::Topsis(distances) => {
            let place = row * distances.columns + column;
            (distances.from_ideal[place], distances.from_anti_ideal[place]) = (0.0, 0.0);
        }
    }
}

/// The same weights in every draw.
pub(super) fn stated(weights: &[f64]) -> Vec<Block> {
    weights.iter().map(|weight| Block::splat(*weight)).collect()
}

/// Scores of all rows, and of those in the scope.
pub(super) struct Scores<'a> {
    pub all: Vec<Block>,
    rows: &'a [usize],
    scope: Vec<Block>,
}

impl<'a> Scores<'a> {
    pub fn new(standing: &'a Standing<'_>) -> Self {
        Self { all: vec![Block::default(); standing.matrix.rows()], rows: &standing.rows, scope: Vec::new() }
    }

    /// In how many of the first `count` draws nobody in the scope is better than its so-manieth row.
    pub fn draws_first(&mut self, place: usize, count: usize) -> u32 {
        let scores = self.in_scope();
        (is_best(&scores[place], &best(scores), TOLERANCE) & first(count)).count_ones()
    }

    pub fn in_scope(&mut self) -> &[Block] {
        if self.rows.len() == self.all.len() {
            return &self.all;
        }
        self.scope.clear();
        self.scope.extend(self.rows.iter().map(|row| self.all[*row]));
        &self.scope
    }
}
