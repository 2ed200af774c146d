//! Quotation marks that stand where none should.

use engine::delimited::{Rows, Stray, StrayCell};

use super::encoding;
use super::error::ReadError;
use crate::telemetry::ledger::{Note, NoteKind, Place};

/// From so many columns on, lines that each have a cell for every column are no chance.
const TELLING_COLUMNS: usize = 3;

const WITHIN: &str = "a quotation mark within a cell that does not begin with one, kept as it stands";
const BEHIND: &str = "text behind the closing quotation mark, kept as part of the cell";
const PERHAPS_ROWS: &str =
    "a row of several lines, each of which could be a row of its own if a quotation mark is missing";

/// What became of stray quotation marks.
#[derive(Default)]
pub(super) struct Quotations {
    notes: Vec<Note>,
}

impl Quotations {
    /// Notes those of the header, the first of `rows`.
    ///
    /// # Errors
    /// When one has swallowed rows.
    pub fn note_header(&mut self, rows: &Rows, text: &[u8], names: &[Vec<u8>]) -> Result<(), ReadError> {
        rows.stray_cells(text).take_while(|cell| cell.row == 0).try_for_each(|cell| self.add(0, cell, names))
    }

    /// Notes those of rows that `before` others come before.
    ///
    /// # Errors
    /// When one has swallowed rows.
    pub fn note(&mut self, rows: &Rows, text: &[u8], before: u64, names: &[Vec<u8>]) -> Result<(), ReadError> {
        for cell in rows.stray_cells(text) {
            self.add(before + cell.row as u64 + 1, cell, names)?;
        }
        for (place, row) in rows.iter(text).enumerate().filter(|(_, row)| row.reads_as_rows) {
            let number = before + place as u64 + 1;
            if row.len() == names.len() && names.len() >= TELLING_COLUMNS {
                return Err(ReadError::SwallowedRows {
                    row: number,
                    line: row.line,
                    last: row.line + row.further_lines,
                });
            }
            let place = || Place::of_cells(number, row.cells());
            Note::add(&mut self.notes, NoteKind::Ambiguous, "", PERHAPS_ROWS, place);
        }
        Ok(())
    }

    /// What the ledger says of them.
    pub fn into_notes(self) -> Vec<Note> {
        self.notes
    }

    fn add(&mut self, row: u64, found: StrayCell, names: &[Vec<u8>]) -> Result<(), ReadError> {
        let column = names.get(found.column).map(|name| encoding::utf8(name)).unwrap_or_default();
        let message = match found.stray {
            Stray::Within => WITHIN,
            Stray::Behind { spans_lines: false } => BEHIND,
            Stray::Behind { spans_lines: true } => {
                return Err(ReadError::SwallowedRows { row, line: found.line, last: found.line + found.further_lines });
            }
        };
        let place = || Place::new(row, &encoding::utf8(found.cell));
        Note::add(&mut self.notes, NoteKind::Ambiguous, &column, message, place);
        Ok(())
    }
}
