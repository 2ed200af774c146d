//! Logs of evaluation harnesses: a row for each item that a model was judged on, so that alternatives judged on the same
//! items can be compared item by item.

pub mod inspect;
pub mod lm_evaluation;
pub mod promptfoo;

use serde_json::Value;

use super::error::ReadError;
use super::format::{Origin, Records};
use super::record_table::RecordTable;
use crate::telemetry::ledger::{FileKind, Note, NoteKind, Place};
use crate::telemetry::table::shifted;

/// The most bytes of a log.
const MOST_BYTES: usize = 256 << 20;
/// The most items.
const MOST_ITEMS: usize = 1_000_000;
/// Letters of a message that are kept.
const MOST_LETTERS: usize = 200;

/// The column of what a model was judged on.
const ITEM: &str = "item";
/// The column of the task that the items belong to.
const TASK: &str = "task";
/// The column of models.
const MODEL: &str = "model";
/// The column of how long an answer took.
const LATENCY: &str = "latency_ms";
/// The column of tokens read.
const INPUT_TOKENS: &str = "input_tokens";
/// The column of tokens written.
const OUTPUT_TOKENS: &str = "output_tokens";
/// The column of what went wrong.
const ERROR: &str = "error";

const NO_SCORE: &str = "a score that is no single value, counted as missing";

/// Items while they are read.
struct Items {
    /// What such files are called.
    format: &'static str,
    records: RecordTable,
    notes: Vec<Note>,
    origin: Origin,
}

impl Items {
    fn new(format: &'static str) -> Self {
        let origin = Origin { format: format.to_owned(), kind: FileKind::Telemetry, ..Origin::default() };
        Self { format, records: RecordTable::default(), notes: Vec::new(), origin }
    }

    /// Gives the present item a text, which is missing where it is empty.
    fn text(&mut self, column: &str, text: &str) -> Result<(), ReadError> {
        let text: String = text.chars().take(MOST_LETTERS).collect();
        self.records.text_column(column)?.push(text.as_bytes());
        Ok(())
    }

    /// Gives the present item a number, if there is one.
    fn number(&mut self, column: &str, value: Option<f64>) -> Result<(), ReadError> {
        if let Some(value) = value.filter(|value| value.is_finite()) {
            self.records.column(column)?.push_number(value);
        }
        Ok(())
    }

    /// Gives the present item a number of seconds, as milliseconds.
    fn seconds(&mut self, value: Option<f64>) -> Result<(), ReadError> {
        self.number(LATENCY, value.map(|seconds| shifted(seconds, 3)))
    }

    /// Gives the present item a score: `letter` says what a text stands for. A score of several values becomes a column
    /// for each.
    fn score(&mut self, column: &str, value: &Value, letter: fn(&str) -> Option<Letter>) -> Result<(), ReadError> {
        match value {
            Value::Number(number) => self.number(column, number.as_f64()),
            Value::Bool(holds) => self.number(column, Some(f64::from(*holds))),
            Value::String(text) => match letter(text) {
                Some(Letter { value, told }) => {
                    self.note(NoteKind::Coerced, column, told, text);
                    self.number(column, Some(value))
                }
                None => {
                    self.records.column(column)?.push(text.as_bytes());
                    Ok(())
                }
            },
            Value::Object(parts) => {
                parts.iter().try_for_each(|(name, part)| self.score(&format!("{column}.{name}"), part, letter))
            }
            Value::Null => Ok(()),
            Value::Array(_) => {
                self.note(NoteKind::Dropped, column, NO_SCORE, "a list");
                Ok(())
            }
        }
    }

    /// Notes what became of something of the present item; `text` is what stands there.
    fn note(&mut self, kind: NoteKind, column: &str, message: &str, text: &str) {
        let row = self.records.row();
        Note::add(&mut self.notes, kind, column, message, || Place::new(row, text));
    }

    /// Ends the present item.
    fn end(&mut self) -> Result<(), ReadError> {
        self.records.end_row();
        match self.records.rows() > MOST_ITEMS {
            true => Err(ReadError::TooMuch { format: self.format, most: MOST_ITEMS, what: "items" }),
            false => Ok(()),
        }
    }

    fn finish(self) -> Result<Records, ReadError> {
        match self.records.rows() {
            0 => Err(ReadError::NothingListed { format: "log", what: "item" }),
            _ => self.records.finish(self.format, self.notes, self.origin),
        }
    }
}

/// What a text stands for as a score.
struct Letter {
    value: f64,
    /// What the ledger says of it.
    told: &'static str,
}

/// No text stands for a number.
fn no_letter(_: &str) -> Option<Letter> {
    None
}

/// A text, or a number as it is written.
fn written(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests;
