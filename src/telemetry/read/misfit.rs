//! Rows with more or fewer cells than the header has names.

use engine::delimited::{Row, Rows};

use super::error::ReadError;
use super::format::MOST_COLUMNS;
use crate::telemetry::ledger::{Note, NoteKind, Place};

/// One row in so many may be a misfit; those are left out and listed.
const ONE_IN: u64 = 100;

/// The rows that do not fit, which are never read as if they did.
///
/// One empty cell more than the header has names is left out, if every row has it: so it is when each line ends with a
/// separator. If only some have it, a row with an empty cell at its end may as well have one too many before that.
pub(super) struct Misfits {
    columns: usize,
    /// Cells of a row that fits; settled by the first block of rows.
    cells: Option<usize>,
    count: u64,
    /// Those among them with a cell for each name.
    without_empty: u64,
    /// Row, line, cells.
    first: Option<(u64, u64, usize)>,
    /// The line of the first row.
    line: u64,
    places: Vec<Place>,
}

impl Misfits {
    /// None so far, of a table with so many columns.
    pub fn new(columns: usize) -> Self {
        Self { columns, cells: None, count: 0, without_empty: 0, first: None, line: 0, places: Vec::new() }
    }

    /// How many rows were left out.
    pub fn left_out(&self) -> u64 {
        self.count
    }

    /// Takes the misfits out of a block of rows that `before` others come before.
    ///
    /// # Errors
    /// When a row is wider than any table, or runs over several lines: then it has probably swallowed other rows.
    pub fn take_out(&mut self, rows: &mut Rows, text: &[u8], before: u64) -> Result<(), ReadError> {
        if rows.is_empty() {
            return Ok(());
        }
        let cells = *self.cells.get_or_insert_with(|| {
            let all_end_empty = rows.iter(text).all(|row| row.fits(self.columns, self.columns + 1));
            self.columns + usize::from(all_end_empty)
        });
        if before == 0 {
            self.line = rows.iter(text).next().map_or(0, |row| row.line);
        }
        let mut refused = Ok(());
        rows.keep_fitting(text, self.columns, cells, &mut |place, row| {
            let number = before + place as u64 + 1;
            if refused.is_ok() {
                refused = self.add(number, row);
            }
        });
        refused
    }

    fn add(&mut self, number: u64, row: Row) -> Result<(), ReadError> {
        if row.len() > MOST_COLUMNS {
            return Err(ReadError::TooManyColumns { row: number, most: MOST_COLUMNS });
        }
        if row.further_lines > 0 {
            return Err(ReadError::SwallowedRows { row: number, line: row.line, last: row.line + row.further_lines });
        }
        self.count += 1;
        self.without_empty += u64::from(row.len() == self.columns);
        self.first.get_or_insert((number, row.line, row.len()));
        if self.places.len() < Note::MOST_PLACES {
            self.places.push(Place::of_cells(number, row.cells()));
        }
        Ok(())
    }

    /// A few of so many rows are left out, many are an error.
    ///
    /// # Errors
    /// When too many rows do not fit, or not every row ends with the empty cell that the first ones end with.
    pub fn judge(self, rows: u64) -> Result<Option<Note>, ReadError> {
        let expected = self.columns;
        let all_end_empty = self.cells == Some(expected + 1);
        match self.first {
            None if all_end_empty => Ok(Some(Note {
                kind: NoteKind::Dropped,
                column: String::new(),
                count: rows,
                message: "an empty cell at the end of every row, for which the header has no name, left out".to_owned(),
                places: Vec::new(),
            })),
            None => Ok(None),
            Some(_) if all_end_empty => Err(ReadError::Ragged {
                row: 1,
                line: self.line,
                found: expected + 1,
                expected,
                ragged: rows - self.without_empty,
                rows,
            }),
            Some((row, line, found)) if self.count * ONE_IN >= rows => {
                Err(ReadError::Ragged { row, line, found, expected, ragged: self.count, rows })
            }
            Some(_) => Ok(Some(Note {
                kind: NoteKind::Dropped,
                column: String::new(),
                count: self.count,
                message: format!("rows that do not have {expected} cells, left out"),
                places: self.places,
            })),
        }
    }
}
