//! What can be wrong with a decision matrix, and where.

use crate::telemetry::sheet::SheetError;

/// Why a table cannot be read as a decision matrix. Rows are lines of the text, both counted from 1.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum DecisionTableError {
    /// Nothing in it.
    #[error("The table is empty. Its first row names the criteria, each further row is an alternative.")]
    Empty,
    /// No table.
    #[error(transparent)]
    Sheet(#[from] SheetError),
    /// Only one column.
    #[error(
        "The first row names no criterion: it has one column only. Separate the cells by commas, semicolons or tabs."
    )]
    NoCriterion,
    /// Only special rows.
    #[error("The table has no alternative: below the heading, add a row for each, its name first.")]
    NoAlternative,
    /// A column without a name.
    #[error("Column {column} has no heading. Name the criterion in the first row.")]
    NoHeading {
        /// Counted from 1.
        column: usize,
    },
    /// Two columns of one name.
    #[error("Columns {first} and {column} are both named \"{name}\". Give each criterion a name of its own.")]
    SameHeading {
        /// The later one.
        column: usize,
        /// The earlier one.
        first: usize,
        /// What both are named.
        name: String,
    },
    /// A row without a name.
    #[error("Row {row} has no name in its first column. Name the alternative.")]
    Unnamed {
        /// Counted from 1.
        row: u64,
    },
    /// Two alternatives of one name.
    #[error("Row {row}: \"{name}\" is there already, as alternative {first}. Give each alternative a name of its own.")]
    SameAlternative {
        /// The later row.
        row: u64,
        /// Which alternative it was, counted from 1.
        first: usize,
        /// What both are named.
        name: String,
    },
    /// Two special rows of one kind.
    #[error("Rows {first} and {second} are both \"{name}\". Keep one.")]
    SpecialTwice {
        /// The earlier row.
        first: u64,
        /// The later row.
        second: u64,
        /// Such as `weight`.
        name: &'static str,
    },
    /// Too few or too many cells.
    #[error(
        "Row {row} has {found} cells, the heading has {asked}. Add or remove cells; an empty cell is a missing value."
    )]
    Ragged {
        /// Counted from 1.
        row: u64,
        /// How many there are.
        found: usize,
        /// How many there should be.
        asked: usize,
    },
    /// A cell that cannot be read.
    #[error("{place}: {problem}")]
    Cell {
        /// Where.
        place: Box<Place>,
        /// What is wrong and what to do.
        problem: Problem,
    },
}

/// Where a cell stands.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Row {row} ({name}), column {column} ({criterion})")]
pub struct Place {
    /// Counted from 1.
    pub row: u64,
    /// The row's first cell.
    pub name: String,
    /// Counted from 1.
    pub column: usize,
    /// The column's heading.
    pub criterion: String,
    /// What stands there.
    pub cell: String,
}

/// What is wrong with a cell.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// Text where a number belongs.
    #[error("\"{0}\" is not a number. Write one, such as 11.7 or 11.7±2.5, or leave the cell empty.")]
    NotNumber(String),
    /// Above 1 among per cents.
    #[error("\"{0}\" has no per cent sign, but other values of the criterion do. Write all of them alike.")]
    NotInPercent(String),
    /// Infinite.
    #[error("\"{0}\" is not a finite number. Write one, or leave the cell empty.")]
    Infinite(String),
    /// A standard deviation below zero.
    #[error("The standard deviation in \"{0}\" is negative. Write it as a number from 0 up.")]
    Deviation(String),
    /// A deviation where none belongs.
    #[error("A ± belongs to the alternatives' values only. Write a plain number.")]
    Uncertain,
    /// No weight, or a negative one.
    #[error("A weight is a number from 0 up. Write 0 if the criterion must not count.")]
    Weight,
    /// Neither min nor max.
    #[error("The direction is min (less is better) or max (more is better).")]
    Direction,
    /// No such preference function.
    #[error("A preference function is usual, u:10, v:30, level:1:6, v-indifference:0.5:5 or gaussian:5.")]
    Preference,
    /// Only one end, or both the same.
    #[error("A scale needs both ends, worst and best, and they must differ.")]
    Scale,
    /// The scale runs against the direction.
    #[error("The scale from worst to best runs against the direction. Swap worst and best, or change the direction.")]
    AgainstDirection,
}
