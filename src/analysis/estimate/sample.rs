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
    Some(Sample { cells: cells(table, measure, &rows)? })
}

/// An alternative's cells with the time of each, ascending; rows without a time are left out. `None` when a column that
/// the measure or the dataset names is not there, or when the column of time holds texts.
pub fn take_timed(table: &Table, dataset: &Dataset, measure: &Measure, alternative: &Alternative) -> Option<Timed> {
    let (dated, time) = times(&table.column(&dataset.time_column)?.values)?;
    let mut rows = rows(table, dataset, measure, alternative)?;
    rows.retain(|row| time(*row).is_some());
    let at = |row: &usize| time(*row).unwrap_or_default();
    if !rows.is_sorted_by(|one, next| at(one) <= at(next)) {
        order::sort(&mut rows, |one, other| at(one).total_cmp(&at(other)));
    }
    Some(Timed { times: rows.iter().map(at).collect(), cells: cells(table, measure, &rows)?, dated })
}

/// Cells in order of time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Timed {
    /// Milliseconds, since 1970 UTC where they are dates.
    pub times: Vec<f64>,
    /// As in [`Sample`].
    pub cells: Vec<f64>,
    /// Whether the times are dates.
    pub dated: bool,
}

type TimeOf<'a> = Box<dyn Fn(usize) -> Option<f64> + 'a>;

/// Whether a column's times are dates, and each row's in milliseconds. Numbers are seconds; such as only milliseconds,
/// microseconds or nanoseconds since 1970 can be are those.
fn times(values: &Values) -> Option<(bool, TimeOf<'_>)> {
    match values {
        Values::Text(_) => None,
        Values::Time(time) => Some((true, Box::new(|row| time.instant(row).map(|instant| instant as f64)))),
        Values::Number(cells) => {
            let greatest = cells.iter().filter(|cell| !cell.is_nan()).fold(0.0_f64, |most, cell| most.max(cell.abs()));
            let in_milliseconds = match greatest {
                most if most >= 1e17 => 1e-6,
                most if most >= 1e14 => 1e-3,
                most if most >= 1e11 => 1.0,
                _ => 1e3,
            };
            let at = move |row: usize| cells.get(row).filter(|cell| !cell.is_nan()).map(|cell| cell * in_milliseconds);
            Some((greatest >= 1e9, Box::new(at)))
        }
    }
}

/// The cells of these rows that a measure is taken of.
fn cells(table: &Table, measure: &Measure, rows: &[usize]) -> Option<Vec<f64>> {
    let column = table.column(&measure.column)?;
    Some(match measure.statistic {
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
    })
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
