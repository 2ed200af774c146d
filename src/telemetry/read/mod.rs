//! Reading files into tables: in one pass, without an allocation per cell.

mod column;
mod delimited;
mod encoding;
mod error;
mod format;
mod json_lines;
mod json_list;
mod json_record;
mod source;

pub use error::ReadError;
pub use format::{Format, MOST_COLUMNS};

use std::io::Read;

use super::ledger::{Ledger, NoteKind};
use super::table::{Column, Table};
use column::ColumnBuilder;
use engine::comma::CommaReading;
use format::{Beginning, Records};
use source::Source;

/// Every format telemetry is read from, the likelier of two that a file could be first: a file each, and a line here.
pub const FORMATS: &[Format] = &[json_list::FORMAT, json_lines::FORMAT, delimited::FORMAT];

/// What a person may settle before a file is read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReadOptions {
    /// The file's name, for the ledger.
    pub file_name: String,
    /// How numbers with commas are read: `true` as decimals, `false` as separators of thousands; found
    /// out from the file when absent.
    pub decimal_comma: Option<bool>,
}

/// A file read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// The table.
    pub table: Table,
    /// What was done.
    pub ledger: Ledger,
    /// Whether a person should say how numbers such as `1,234` are meant: the file can be read both
    /// ways, and the ledger says which was assumed. Read again with [`ReadOptions::decimal_comma`].
    pub decimal_comma_question: bool,
}

/// Reads CSV (comma, semicolon, tab or bar), a JSON list of records, or JSON Lines, whichever it is, in
/// UTF-8, UTF-16 or Latin-1.
///
/// A column is numbers when all its cells are, but for up to one in twenty, which become missing and are
/// listed in the ledger; dates when all are ISO dates; texts otherwise. Whole numbers with leading zeros
/// are texts. An empty cell is missing; NA, N/A, #N/A, null, None, NaN and a lone dash are missing among
/// numbers and dates, and texts among texts. Blank lines are skipped.
///
/// `progress` is called with the number of bytes read so far, after every quarter of a megabyte or so.
///
/// # Errors
/// Says what is wrong and where; a file is read whole or not at all.
pub fn read(bytes: &mut dyn Read, options: &ReadOptions, progress: &mut dyn FnMut(u64)) -> Result<Reading, ReadError> {
    let mut source = Source::new(bytes, progress);
    let text = source.text()?.trim_ascii_start();
    if text.is_empty() {
        return Err(ReadError::Empty);
    }
    let format = Format::of(FORMATS, &Beginning { text, file_name: &options.file_name });
    let records = (format.read)(&mut source)?;
    Ok(assemble(records, source, options))
}

fn assemble(records: Records, source: Source, options: &ReadOptions) -> Reading {
    let Records { parser, likely_comma, rows, names, columns, mut notes } = records;
    let commas = CommaReading::settle(columns.iter().map(|column| column.commas), options.decimal_comma, likely_comma);
    let utf8 = columns.iter().all(ColumnBuilder::is_utf8) && names.iter().all(|name| std::str::from_utf8(name).is_ok());
    let decode: Option<fn(&[u8]) -> String> = if utf8 { None } else { Some(encoding::latin1) };
    let mut table = Table { rows, columns: Vec::with_capacity(columns.len()) };
    for (name, column) in names.iter().zip(columns) {
        let name = decode.unwrap_or(encoding::utf8)(name);
        let values = column.finish(&name, &commas, decode, &mut notes);
        table.columns.push(Column { name, values });
    }
    let decimal_comma_question = commas.is_question && notes.iter().any(|note| note.kind == NoteKind::Ambiguous);
    let encoding = if utf8 { source.encoding().label() } else { "Latin-1" };
    let (bytes, sha256) = source.finish();
    let ledger = Ledger {
        source: options.file_name.clone(),
        bytes,
        sha256,
        parser: format!("{parser}, {encoding}"),
        rows: rows as u64,
        columns: table.columns.len() as u64,
        notes,
    };
    Reading { table, ledger, decimal_comma_question }
}

#[cfg(test)]
mod tests;
