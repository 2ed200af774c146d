//! The cells of one alternative that a measure is taken of.

use crate::order;
use crate::package::evidence::Test;
use crate::package::{Alternative, Dataset, Measure, Statistic};
use crate::telemetry::{Table, Values};

use super::row_test::RowTest;

/// An alternative's cells, in the order of time where the dataset has one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sample {
    /// The numbers; zeros and ones for a rate. A missing one is NaN and keeps its place.
    pub cells: Vec<f64>,
}

impl Sample {
    /// The numbers without the gaps.
    pub fn values(&self) -> Vec<f64> {
        self.cells.iter().copied().filter(|value| !value.is_nan()).collect()
    }
}

/// Takes an alternative's sample; `None` when a column the measure or the dataset names is not there.
pub fn take(table: &Table, dataset: &Dataset, measure: &Measure, alternative: &Alternative) -> Option<Sample> {
    let mut rows = rows(table, dataset, measure, alternative)?;
    let in_order = dataset.ordered || matches!(measure.statistic, Statistic::Trend | Statistic::Last);
    if in_order && !dataset.time_column.is_empty() {
        sort_by_time(&mut rows, &table.column(&dataset.time_column)?.values);
    }
    let column = table.column(&measure.column)?;
    let cells = match measure.statistic {
        Statistic::Rate => {
            let test = match &measure.condition {
                Some(condition) => RowTest::new(column, condition.test, &condition.value),
                None => RowTest::truth(column),
            };
            rows.iter().map(|row| test.ask(*row).map_or(f64::NAN, f64::from)).collect()
        }
        Statistic::Count => {
            rows.iter().map(|row| if column.values.is_missing(*row) { f64::NAN } else { 1.0 }).collect()
        }
        _ => {
            let numbers = column.values.numbers();
            rows.iter().map(|row| numbers.map_or(f64::NAN, |cells| cells[*row])).collect()
        }
    };
    Some(Sample { cells })
}

/// The rows of this alternative that pass the measure's filter.
fn rows(table: &Table, dataset: &Dataset, measure: &Measure, alternative: &Alternative) -> Option<Vec<usize>> {
    let label = match dataset.label_column.as_str() {
        "" if dataset.alternative == alternative.id => None,
        "" => return Some(Vec::new()),
        name => Some(RowTest::label(table.column(name)?, alternative.label())),
    };
    let filter = match &measure.filter {
        Some(filter) => Some(RowTest::new(table.column(&filter.column)?, Test::Equals, &filter.equals)),
        None => None,
    };
    let passes = |test: &Option<RowTest>, row| test.as_ref().is_none_or(|test| test.ask(row) == Some(true));
    Some((0..table.rows).filter(|row| passes(&label, *row) && passes(&filter, *row)).collect())
}

/// Stable, and nothing but a look where the rows are in order already. A row without a time comes last.
fn sort_by_time(rows: &mut [usize], times: &Values) {
    match times {
        Values::Number(cells) => {
            let key = |row: &usize| if cells[*row].is_nan() { f64::INFINITY } else { cells[*row] };
            if !rows.is_sorted_by(|one, next| key(one) <= key(next)) {
                order::sort(rows, |one, other| key(one).total_cmp(&key(other)));
            }
        }
        Values::Time(time) => {
            let key = |row: &usize| time.instant(*row).unwrap_or(i64::MAX);
            if !rows.is_sorted_by_key(key) {
                order::sort(rows, |one, other| key(one).cmp(&key(other)));
            }
        }
        Values::Text(text) => {
            let key = |row: &usize| (text.get(*row).is_none(), text.get(*row));
            if !rows.is_sorted_by(|one, next| key(one) <= key(next)) {
                order::sort(rows, |one, other| key(one).cmp(&key(other)));
            }
        }
    }
}
