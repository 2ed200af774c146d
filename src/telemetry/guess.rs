//! Guesses about what the columns of a table are for.

use super::describe::Guesses;
use super::table::Table;

/// Guesses which column holds the labels, which the time, and whether the rows are a series.
pub fn guess(table: &Table) -> Guesses {
    let _ = table;
    Guesses::default()
}
