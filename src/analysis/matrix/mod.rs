//! The decision matrix: every alternative's value on every criterion, with how uncertain it is.

mod cell;

pub use cell::{Cells, distribution};
use engine::values::Distribution;

use super::{
    value::{Range, Worth},
    weight,
};
use crate::findings::{Estimate, Remark};
use crate::package::{
    Id, Package,
    criterion::{Direction, PreferenceFunction},
    settings::Normalisation,
};

/// What the methods work on: complete values, weights and directions, after the missing rule.
///
/// Rows are alternatives that can be ranked, columns criteria that are kept, both in the package's order.
/// Values stand row by row.
#[derive(Clone, Debug, Default)]
pub struct DecisionMatrix {
    /// The ranked alternatives, as indices into the package's.
    pub alternatives: Vec<usize>,
    /// Columns.
    pub criteria: Vec<Column>,
    /// `alternatives.len()` × `criteria.len()` values in the criteria's units.
    pub values: Vec<f64>,
    /// Everything known only up to chance, each drawn once however many cells rest on it.
    pub variables: Vec<Variable>,
    /// The cells that rest on a variable.
    pub uncertain: Vec<UncertainCell>,
    /// How values become comparable.
    pub normalisation: Normalisation,
    /// Why something could not be ranked.
    pub problems: Vec<Remark>,
    /// What a reader should know about the scores.
    pub warnings: Vec<Remark>,
}

/// One criterion as the methods see it.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// The criterion, as an index into the package's.
    pub criterion: usize,
    /// The deciding weight; the columns' weights sum to 1.
    pub weight: f64,
    /// Which values are better. A gate's margin is always better when greater.
    pub direction: Direction,
    /// The range values are judged within.
    pub range: Range,
    /// The value function on that range.
    pub worth: Worth,
    /// The preference function of PROMETHEE II.
    pub preference: PreferenceFunction,
}

/// A quantity known only up to chance.
#[derive(Clone, Debug, PartialEq)]
pub struct Variable {
    /// The row it belongs to.
    pub row: usize,
    /// The measure it is an estimate of; absent for a stated value and for a cost.
    pub measure: Option<Id>,
    /// Where it lies.
    pub distribution: Distribution,
}

/// A cell whose value is `factor` × variable + `offset`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct UncertainCell {
    /// Row.
    pub row: usize,
    /// Column.
    pub column: usize,
    /// Index into the matrix's variables.
    pub variable: usize,
    /// −1 for the margin of a gate that prefers less, else 1.
    pub factor: f64,
    /// ∓ threshold for a margin, else 0.
    pub offset: f64,
}

impl DecisionMatrix {
    /// The matrix of a package under its deciding weights.
    pub fn new(package: &Package, estimates: &[Estimate]) -> Self {
        Self::with_weights(package, estimates, &weight::weights(package).deciding)
    }

    /// The matrix of a package under `weights`, one for each of the package's criteria.
    pub fn with_weights(package: &Package, estimates: &[Estimate], weights: &[f64]) -> Self {
        let cells = Cells::read(package, estimates);
        cells.complete(package, weights)
    }

    /// How many alternatives are ranked.
    pub fn rows(&self) -> usize {
        self.alternatives.len()
    }

    /// How many criteria are kept.
    pub fn columns(&self) -> usize {
        self.criteria.len()
    }

    /// The value in a cell.
    pub fn value(&self, row: usize, column: usize) -> f64 {
        self.values[row * self.columns() + column]
    }

    /// One criterion's values, by row.
    pub fn column(&self, column: usize) -> impl Iterator<Item = f64> + Clone {
        self.values.iter().skip(column).step_by(self.columns().max(1)).copied()
    }

    /// The deciding weights by column.
    pub fn weights(&self) -> Vec<f64> {
        self.criteria.iter().map(|column| column.weight).collect()
    }

    /// The matrix without one row: ranges that nobody stated are taken anew.
    pub fn without(&self, package: &Package, row: usize) -> Self {
        let mut matrix = self.clone();
        matrix.alternatives.remove(row);
        let columns = self.columns();
        matrix.values.drain(row * columns..(row + 1) * columns);
        matrix.variables.clear();
        matrix.uncertain.clear();
        matrix.settle_ranges(package);
        matrix
    }

    /// Takes every range that nobody stated from the values at hand.
    fn settle_ranges(&mut self, package: &Package) {
        for index in 0..self.columns() {
            let criterion = &package.criteria[self.criteria[index].criterion];
            let direction = self.criteria[index].direction;
            let range = Range::new(criterion.scale.as_ref(), direction, self.column(index));
            self.criteria[index].range = range;
            self.criteria[index].worth = Worth::new(criterion, direction, &range);
        }
    }
}
