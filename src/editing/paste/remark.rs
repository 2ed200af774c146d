//! What was not understood of pasted rows, in words.

use crate::publish::words::figure;
use crate::telemetry::sheet::SheetError;

/// Something in pasted rows that is left out. Rows are lines of the text, counted from 1.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Remark {
    /// A heading that names no field.
    #[error("The column “{found}” names no field here and is left out.")]
    UnknownColumn {
        /// Its heading.
        found: String,
    },
    /// Two headings for one field.
    #[error("The column “{found}” gives “{heading}” a second time and is left out.")]
    ColumnTwice {
        /// Its heading.
        found: String,
        /// The field.
        heading: &'static str,
    },
    /// A cell that is not what its field takes.
    #[error("Row {row}, {heading}: “{found}” is left out; {expected} is understood here.")]
    Cell {
        /// Counted from 1.
        row: u64,
        /// The field.
        heading: &'static str,
        /// What stands there.
        found: String,
        /// What would be understood.
        expected: String,
    },
    /// More cells than headings: they may be shifted.
    #[error("Row {row} has {found} cells, the heading has {asked}. The row is left out: its cells may be shifted.")]
    TooLong {
        /// Counted from 1.
        row: u64,
        /// How many there are.
        found: usize,
        /// How many there may be.
        asked: usize,
    },
    /// A row that names nothing.
    #[error("Row {row} is left out: nothing stands under “{heading}”.")]
    Unnamed {
        /// Counted from 1.
        row: u64,
        /// The column of names.
        heading: &'static str,
    },
    /// Two rows of one name.
    #[error("Row {row} is left out: “{name}” stands in row {first} already.")]
    Repeated {
        /// The later one.
        row: u64,
        /// The earlier one.
        first: u64,
        /// What both are named.
        name: String,
    },
}

/// Why nothing of the rows can be used.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum PasteError {
    /// No table.
    #[error(transparent)]
    Sheet(#[from] SheetError),
    /// Nothing in it.
    #[error("There is no row. The first row names the columns, each further row is a record.")]
    Empty,
    /// No heading is known.
    #[error(
        "The first row must name the columns, and none of its names is known here. Known are {}.",
        figure::list(known)
    )]
    NoHeading {
        /// The headings known.
        known: Vec<&'static str>,
    },
    /// No column of names.
    #[error("No column names the {noun}: head one “{heading}”.")]
    NoName {
        /// What one record is called.
        noun: &'static str,
        /// The heading to use.
        heading: &'static str,
    },
    /// Headings alone.
    #[error("No row is left: beneath the headings, add a row for each {noun}, named under “{heading}”.")]
    NoRow {
        /// What one record is called.
        noun: &'static str,
        /// The column of names.
        heading: &'static str,
    },
}
