//! The rows of a dataset from the bytes of its files.

use std::io::Read;

use super::Ledger;
use super::guess::{Guesses, guess, guess_labelled};
use super::join::read_joined;
use super::ledger::FileKind;
use super::read::{ReadError, ReadOptions, Reading, Tool, read, tool};
use super::table::Table;
use super::test_run::mark_flaky;
use crate::package::document::Said;
use crate::package::evidence::ImportedFile;
use crate::package::{DatasetSource, Date};

impl DatasetSource {
    /// How many bytes its files have in all.
    pub fn bytes(&self) -> u64 {
        self.files().iter().map(|file| file.bytes).sum()
    }

    /// Reads its rows from the bytes of its files, which stand one behind the other. `progress` is called with the
    /// number of bytes read so far.
    ///
    /// # Errors
    /// When a file cannot be read, when files cannot be joined, and when the rows do not come from files.
    pub fn read(&self, bytes: &mut dyn Read, progress: &mut dyn FnMut(u64)) -> Result<Reading, ReadError> {
        match self {
            Self::Generated(_) => Err(ReadError::Empty),
            Self::Imported(file) => {
                let mut reading = read(bytes, &ReadOptions::of(file), progress)?;
                if reading.ledger.kind == FileKind::TestRun {
                    mark_flaky(&mut reading.table, "");
                    reading.ledger.columns = reading.table.columns.len() as u64;
                }
                Ok(reading)
            }
            Self::Joined(joined) => read_joined(joined, bytes, progress),
        }
    }

    /// Notes of its files what reading them has shown: sizes, digests, and where the labels are.
    pub fn note_read(&mut self, ledger: &Ledger) {
        match self {
            Self::Generated(_) => {}
            Self::Imported(file) => {
                file.file_name.clone_from(&ledger.source);
                (file.bytes, file.sha256) = (ledger.bytes, ledger.sha256.clone());
                note_origin(file, ledger.kind, &ledger.subject, &ledger.recorded);
                note_tool(file, &ledger.format);
            }
            Self::Joined(joined) => {
                for (each, part) in joined.files.iter_mut().zip(ledger.parts.iter()) {
                    (each.file.bytes, each.file.sha256) = (part.bytes, part.sha256.clone());
                    (each.label, each.label_column) = (part.label.clone(), part.label_column.clone());
                    note_origin(&mut each.file, ledger.kind, &part.subject, &part.recorded);
                    note_tool(&mut each.file, &part.format);
                }
            }
        }
    }

    /// What the columns of its table seem to be for, `kind` being what its rows are. Packages and test cases tell no
    /// alternatives apart by themselves.
    pub fn guesses(&self, table: &Table, kind: FileKind) -> Guesses {
        match self {
            Self::Joined(joined) => guess_labelled(table, Some(&joined.label_column)),
            _ if kind == FileKind::Telemetry => guess(table),
            _ => Guesses::default(),
        }
    }
}

/// Of files that no known tool wrote, nothing has to be said of its columns.
fn note_tool(file: &mut ImportedFile, format: &str) {
    if !tool(format).is_some_and(Tool::has_columns) {
        file.tool_columns = Said(None);
    }
}

/// Notes which machine or run a file is of, and the day it was made on, as far as nobody has said so.
fn note_origin(file: &mut ImportedFile, kind: FileKind, subject: &str, recorded: &Date) {
    let named = match kind {
        FileKind::Telemetry => return,
        FileKind::Environment => &mut file.machine,
        FileKind::TestRun => &mut file.run,
    };
    named.0.get_or_insert_with(|| subject.to_owned());
    if !recorded.0.is_empty() {
        file.recorded.0.get_or_insert_with(|| recorded.clone());
    }
}
