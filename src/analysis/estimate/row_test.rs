//! Whether a row satisfies something, settled once for each distinct text.

use std::cmp::Ordering;

use crate::package::evidence::Test;
use crate::telemetry::time::parse_instant;
use crate::telemetry::{Column, Values};

/// "This column's cell `test` `value`", ready to be asked row by row.
pub enum RowTest<'a> {
    /// Compared as numbers.
    Number(&'a [f64], Test, f64),
    /// By the code of the row's text.
    Text(&'a crate::telemetry::text::Text, Vec<bool>),
    /// Never: the column holds numbers and the value is none.
    Never,
}

impl<'a> RowTest<'a> {
    /// Numbers are compared as numbers, times as times, texts as texts without the spaces around them.
    pub fn new(column: &'a Column, test: Test, value: &str) -> Self {
        match &column.values {
            Values::Number(cells) => match value.trim().parse::<f64>() {
                Ok(value) if !value.is_nan() => Self::Number(cells, test, value),
                _ => Self::Never,
            },
            Values::Text(text) => {
                let value = value.trim();
                let verdicts = text.distinct().map(|cell| satisfies(cell.cmp(value), test));
                Self::Text(text, verdicts.collect())
            }
            Values::Time(time) => {
                let instant = parse_instant(value);
                let order = |(cell, own): (&str, &i64)| match instant {
                    Some(instant) => own.cmp(&instant),
                    None => cell.cmp(value),
                };
                let verdicts = time.text.distinct().zip(&time.instants).map(|cell| satisfies(order(cell), test));
                Self::Text(&time.text, verdicts.collect())
            }
        }
    }

    /// "This column's cell is the label `label`": one that differs in letter case alone, when none is the same.
    pub fn label(column: &'a Column, label: &str) -> Self {
        let Values::Text(text) = &column.values else { return Self::new(column, Test::Equals, label) };
        let label = label.trim();
        let lower = label.to_lowercase();
        let same = text.distinct().any(|cell| cell == label);
        let is_it = |cell: &str| if same { cell == label } else { cell.to_lowercase() == lower };
        Self::Text(text, text.distinct().map(is_it).collect())
    }

    /// "This column's cell is true": a number but zero; `true`, `yes`, `y` or `1`.
    pub fn truth(column: &'a Column) -> Self {
        match &column.values {
            Values::Number(cells) => Self::Number(cells, Test::Differs, 0.0),
            values => match values.texts() {
                Some(text) => Self::Text(text, text.distinct().map(is_true).collect()),
                None => Self::Never,
            },
        }
    }

    /// Whether the row satisfies it; `None` when its cell is missing or cannot be compared.
    pub fn ask(&self, row: usize) -> Option<bool> {
        match self {
            Self::Number(cells, test, value) => {
                let order = cells.get(row)?.partial_cmp(value)?;
                Some(satisfies(order, *test))
            }
            Self::Text(text, verdicts) => text.code(row).map(|code| verdicts[code]),
            Self::Never => None,
        }
    }
}

fn is_true(cell: &str) -> bool {
    ["true", "yes", "y", "1"].iter().any(|word| cell.eq_ignore_ascii_case(word))
}

fn satisfies(order: Ordering, test: Test) -> bool {
    match test {
        Test::Equals => order.is_eq(),
        Test::Differs => order.is_ne(),
        Test::Below => order.is_lt(),
        Test::AtMost => order.is_le(),
        Test::Above => order.is_gt(),
        Test::AtLeast => order.is_ge(),
    }
}
