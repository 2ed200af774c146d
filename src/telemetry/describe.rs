//! A table described: each column's kind and figures, and guesses about its part.

use super::guess::{Guesses, guess};
use super::ledger::Ledger;
use super::table::{Column, Table, Values};
use engine::select::quantiles;
use engine::summary::mean;

record! {
    /// A table in figures.
    pub struct Description {
        /// Rows.
        pub rows: u64,
        /// Each column, in the order of the file.
        pub columns: Vec<ColumnDescription>,
        /// What the columns seem to be for.
        pub guesses: Guesses,
        /// How the table came about.
        pub ledger: Ledger,
    }

    /// One column in figures. The figures are absent for texts and times, and where no cell has a value.
    pub struct ColumnDescription {
        /// Name.
        pub name: String,
        /// What its cells are.
        pub kind: ColumnKind,
        /// Cells, missing ones included.
        pub rows: u64,
        /// Cells without a value.
        pub missing: u64,
        /// Arithmetic mean.
        pub mean: Option<f64>,
        /// Smallest value.
        pub min: Option<f64>,
        /// Greatest value.
        pub max: Option<f64>,
        /// Median (quantiles are type 7).
        pub p50: Option<f64>,
        /// 95 % quantile.
        pub p95: Option<f64>,
        /// 99 % quantile.
        pub p99: Option<f64>,
    }

    /// A column in brief: enough to choose it.
    pub struct ColumnSummary {
        /// Name.
        pub name: String,
        /// What its cells are.
        pub kind: ColumnKind,
        /// Cells, missing ones included.
        pub rows: u64,
        /// Cells without a value.
        pub missing: u64,
        /// How many distinct values a text or time column has.
        pub distinct: Option<u64>,
        /// Some of its values as text, distinct, in order of appearance, at most [`ColumnSummary::MOST_SAMPLES`].
        pub samples: Vec<String>,
    }
}

impl ColumnSummary {
    /// How many sample values a summary lists; a text column with no more than this is listed whole.
    pub const MOST_SAMPLES: usize = 50;
}

words! {
    /// What a column's cells are.
    pub enum ColumnKind {
        /// Numbers.
        #[default]
        Number = "number",
        /// Texts.
        Text = "text",
        /// Dates or times.
        Time = "time",
    }
}

/// The kind of a column.
pub fn kind_of(values: &Values) -> ColumnKind {
    match values {
        Values::Number(_) => ColumnKind::Number,
        Values::Text(_) => ColumnKind::Text,
        Values::Time(_) => ColumnKind::Time,
    }
}

/// Describes every column.
pub fn describe(table: &Table, ledger: &Ledger) -> Description {
    Description {
        rows: table.rows as u64,
        columns: table.columns.iter().map(describe_column).collect(),
        guesses: guess(table),
        ledger: ledger.clone(),
    }
}

fn describe_column(column: &Column) -> ColumnDescription {
    let description = ColumnDescription {
        name: column.name.clone(),
        kind: kind_of(&column.values),
        rows: column.values.len() as u64,
        missing: column.values.missing() as u64,
        ..Default::default()
    };
    let Some(cells) = column.values.numbers() else { return description };
    let mut values: Vec<f64> = cells.iter().copied().filter(|value| !value.is_nan()).collect();
    let mean = mean(&values);
    let Some([min, p50, p95, p99, max]) = quantiles(&mut values, [0.0, 0.50, 0.95, 0.99, 1.0]) else {
        return description;
    };
    ColumnDescription {
        mean,
        min: Some(min),
        max: Some(max),
        p50: Some(p50),
        p95: Some(p95),
        p99: Some(p99),
        ..description
    }
}

/// Every column in brief.
pub fn summarise(table: &Table) -> Vec<ColumnSummary> {
    table.columns.iter().map(summarise_column).collect()
}

fn summarise_column(column: &Column) -> ColumnSummary {
    let distinct = column.values.texts().map(|text| text.distinct().len() as u64);
    let samples = match column.values.texts() {
        Some(text) => text.distinct().take(ColumnSummary::MOST_SAMPLES).map(str::to_owned).collect(),
        None => number_samples(&column.values),
    };
    ColumnSummary {
        name: column.name.clone(),
        kind: kind_of(&column.values),
        rows: column.values.len() as u64,
        missing: column.values.missing() as u64,
        distinct,
        samples,
    }
}

/// The first few distinct numbers; more than a handful say nothing.
fn number_samples(values: &Values) -> Vec<String> {
    let mut samples: Vec<String> = Vec::new();
    for row in (0..values.len().min(200)).filter(|row| !values.is_missing(*row)) {
        let text = values.cell(row).into_owned();
        if !samples.contains(&text) {
            samples.push(text);
        }
        if samples.len() == 8 {
            break;
        }
    }
    samples
}
