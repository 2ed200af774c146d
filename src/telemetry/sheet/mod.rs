//! A table as people copy it out of a spreadsheet: rows of cells, before anybody says what they mean.

mod number;

use engine::cell::is_marker;
use engine::delimited::{Rows, Scanner, Stray, StrayCell};
use engine::delimiter;

pub use number::{NumberStyle, percent, share};

/// Rows of cells.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// The rows in which something stands.
    pub rows: Vec<Row>,
    separator: u8,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The line it begins on, counted from 1.
    pub number: u64,
    /// Its cells, trimmed.
    pub cells: Vec<String>,
}

/// Why a text is no table. Rows are lines of the text, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    /// A quotation mark is never closed.
    #[error(
        "A quotation mark opened in row {row} is never closed. Close it, or write it twice if it belongs to the text."
    )]
    UnclosedQuote {
        /// Counted from 1.
        row: u64,
    },
    /// Text behind a closing quotation mark.
    #[error(
        "Row {row}, column {column}: text follows the closing quotation mark. Take the mark away, or write it twice if it belongs to the text."
    )]
    StrayQuote {
        /// Counted from 1.
        row: u64,
        /// Counted from 1.
        column: usize,
    },
}

impl Sheet {
    /// Reads a table with commas, semicolons, tabs or bars between its cells.
    ///
    /// # Errors
    /// Says where a quotation mark stands that cannot be.
    pub fn parse(text: &str) -> Result<Self, SheetError> {
        let text = text.trim_start_matches('\u{feff}');
        let separator = delimiter::detect(text.as_bytes()).byte;
        Ok(Self { rows: split(text, separator)?, separator })
    }

    /// How it writes its numbers, judged by these of its cells.
    pub fn numbers<'a>(&self, cells: impl Iterator<Item = &'a str>) -> NumberStyle {
        NumberStyle::of(self.separator, cells)
    }
}

/// Whether a cell says that its value is missing: empty, `NA`, `n/a`, `-` and the like.
pub fn is_missing(cell: &str) -> bool {
    let cell = cell.trim();
    cell.is_empty() || cell == "–" || cell.eq_ignore_ascii_case("nan") || is_marker(cell.as_bytes())
}

fn split(text: &str, separator: u8) -> Result<Vec<Row>, SheetError> {
    let mut text = text.as_bytes().to_vec();
    let (mut scanner, mut found, mut start) = (Scanner::new(separator), Rows::default(), 0);
    let mut rows = Vec::new();
    loop {
        let rest = &mut text[start..];
        let taken = scanner.scan(rest, true, &mut found);
        if let Some(StrayCell { line, column, .. }) =
            found.stray_cells(rest).find(|cell| matches!(cell.stray, Stray::Behind { .. }))
        {
            return Err(SheetError::StrayQuote { row: line, column: column + 1 });
        }
        for row in found.iter(rest) {
            let cells: Vec<String> = row.cells().map(|cell| String::from_utf8_lossy(cell).trim().to_owned()).collect();
            if cells.iter().any(|cell| !cell.is_empty()) {
                rows.push(Row { number: row.line, cells });
            }
        }
        start += taken;
        if start == text.len() {
            return Ok(rows);
        }
        if taken == 0 {
            return Err(SheetError::UnclosedQuote { row: scanner.line() });
        }
    }
}
