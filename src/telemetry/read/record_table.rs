//! A table of records that come one by one, each with the fields it has.

use engine::comma::CommaUse;

use super::column::ColumnBuilder;
use super::error::ReadError;
use super::format::{MOST_COLUMNS, Origin, Records};
use crate::sorted_map::SortedMap;
use crate::telemetry::ledger::Note;

/// The table while it is read: a field that a record lacks is missing in its row.
#[derive(Default)]
pub struct RecordTable {
    names: Vec<String>,
    places: SortedMap<String, usize>,
    columns: Vec<ColumnBuilder>,
    rows: usize,
    /// Where the next field stands if the record has the form of the one before.
    expected: usize,
}

impl RecordTable {
    /// How many records are finished.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The present record, counted from 1.
    pub fn row(&self) -> u64 {
        self.rows as u64 + 1
    }

    /// The column of this name, ready for a cell of the present record.
    ///
    /// # Errors
    /// When there are too many columns, and when the record has the field already.
    pub fn column(&mut self, name: &str) -> Result<&mut ColumnBuilder, ReadError> {
        self.column_or(name, ColumnBuilder::default)
    }

    /// As [`Self::column`], for texts whatever they look like.
    pub fn text_column(&mut self, name: &str) -> Result<&mut ColumnBuilder, ReadError> {
        self.column_or(name, ColumnBuilder::of_texts)
    }

    fn column_or(&mut self, name: &str, new: fn() -> ColumnBuilder) -> Result<&mut ColumnBuilder, ReadError> {
        let place = if self.names.get(self.expected).is_some_and(|expected| expected == name) {
            self.expected
        } else {
            self.find(name, new)?
        };
        self.expected = place + 1;
        if self.columns[place].len() > self.rows {
            return Err(ReadError::DuplicateField { row: self.row(), name: name.to_owned() });
        }
        Ok(&mut self.columns[place])
    }

    fn find(&mut self, name: &str, new: fn() -> ColumnBuilder) -> Result<usize, ReadError> {
        if let Some(place) = self.places.get(name) {
            return Ok(*place);
        }
        let place = self.columns.len();
        if place == MOST_COLUMNS {
            return Err(ReadError::TooManyColumns { row: self.row(), most: MOST_COLUMNS });
        }
        let mut column = new();
        (0..self.rows).for_each(|_| column.push_missing());
        self.columns.push(column);
        self.names.push(name.to_owned());
        self.places.insert(name.to_owned(), place);
        Ok(place)
    }

    /// Ends the present record.
    pub fn end_row(&mut self) {
        self.rows += 1;
        self.expected = 0;
        for column in &mut self.columns {
            if column.len() < self.rows {
                column.push_missing();
            }
        }
    }

    /// The records, given what the ledger calls their format and what became of whole ones.
    ///
    /// # Errors
    /// When there is nothing.
    pub fn finish(self, parser: &str, notes: Vec<Note>, origin: Origin) -> Result<Records, ReadError> {
        if self.rows == 0 || self.columns.is_empty() {
            return Err(ReadError::Empty);
        }
        Ok(Records {
            parser: parser.to_owned(),
            likely_comma: CommaUse::Thousands,
            rows: self.rows,
            names: self.names.into_iter().map(String::into_bytes).collect(),
            columns: self.columns,
            notes,
            questions: Vec::new(),
            origin,
            tool: None,
        })
    }
}
