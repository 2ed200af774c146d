//! Normalisation: values of different units made comparable, greater always better.

use crate::{
    analysis::matrix::{Column, DecisionMatrix},
    package::{criterion::Direction, settings::Normalisation},
};

/// How one criterion's values are normalised: a value function, or a division.
#[derive(Clone, Debug, PartialEq)]
pub enum Normaliser<'a> {
    /// The criterion's value function.
    Worth(&'a Column),
    /// (value − worst) / (best − worst) on the local range.
    Local {
        /// The worst value at hand.
        worst: f64,
        /// The best value at hand.
        best: f64,
    },
    /// value / divisor where more is better, 1 − value / divisor where less is.
    Divided {
        /// The norm, sum or maximum of the values' magnitudes; 0 when all values are.
        divisor: f64,
        /// Which values are better.
        direction: Direction,
    },
}

impl<'a> Normaliser<'a> {
    /// The normaliser of a column of `matrix`.
    pub fn new(matrix: &'a DecisionMatrix, column: usize, normalisation: Normalisation) -> Self {
        let criterion = &matrix.criteria[column];
        if normalisation == Normalisation::Scale {
            return Self::Worth(criterion);
        }
        Self::of_values(matrix.column(column), criterion.direction, normalisation)
    }

    /// The normaliser of plain values; a value function there is none to use, so the scale is the local one.
    pub fn of_values(
        values: impl Iterator<Item = f64> + Clone,
        direction: Direction,
        normalisation: Normalisation,
    ) -> Self {
        let greatest = values.clone().map(f64::abs).fold(0.0, f64::max);
        let divisor = match normalisation {
            Normalisation::Scale | Normalisation::MinMax => {
                let low = values.clone().fold(f64::INFINITY, f64::min);
                let high = values.fold(f64::NEG_INFINITY, f64::max);
                let (worst, best) = if direction == Direction::Max { (low, high) } else { (high, low) };
                return Self::Local { worst, best };
            }
            Normalisation::Max => greatest,
            Normalisation::Sum => values.map(f64::abs).sum(),
            // Scaled by the greatest, so that squares neither overflow nor vanish.
            Normalisation::Vector if greatest > 0.0 => {
                greatest * values.map(|value| (value / greatest) * (value / greatest)).sum::<f64>().sqrt()
            }
            Normalisation::Vector => 0.0,
        };
        Self::Divided { divisor, direction }
    }

    /// The normalised value; greater is better.
    pub fn of(&self, value: f64) -> f64 {
        match self {
            Self::Worth(column) => column.worth.of(value),
            Self::Local { worst, best } if worst == best => 1.0,
            Self::Local { worst, best } => (value - worst) / (best - worst),
            Self::Divided { divisor, direction } => {
                let part = if *divisor > 0.0 { value / divisor } else { 0.0 };
                if *direction == Direction::Max { part } else { 1.0 - part }
            }
        }
    }
}
