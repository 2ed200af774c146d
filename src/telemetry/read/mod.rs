//! Reading files into tables: in one pass, without an allocation per cell.

mod bytes;
mod column;
mod delimited;
mod encoding;
mod error;
mod evaluation;
mod format;
mod json_lines;
mod json_list;
mod json_record;
mod junit;
mod manifest;
mod misfit;
mod prometheus;
mod question;
mod quotation;
mod record_table;
mod source;
mod tool;

pub use error::ReadError;
pub use format::{Format, MOST_COLUMNS};
pub use question::Question;
pub use tool::{TOOLS, Tool, tool};

use std::io::Read;

use super::ledger::{FileKind, Ledger};
use super::table::{Column, Table};
use crate::package::evidence::ImportedFile;
use column::{ColumnBuilder, Log};
use engine::comma::CommaReading;
use format::{Beginning, Recognise, Records};
use source::Source;

/// Every format telemetry is read from, the likelier of two that a file could be first: a file each, and a line here.
pub const FORMATS: &[Format] = &LIST;

const LIST: [Format; 13] = [
    evaluation::inspect::FORMAT,
    evaluation::promptfoo::FORMAT,
    evaluation::lm_evaluation::SAMPLES,
    evaluation::lm_evaluation::RESULTS,
    prometheus::FORMAT,
    manifest::cyclone_dx::FORMAT,
    manifest::package_lock::FORMAT,
    json_list::FORMAT,
    json_lines::FORMAT,
    junit::FORMAT,
    manifest::lock::FORMAT,
    manifest::requirements::FORMAT,
    delimited::FORMAT,
];

/// What each format is known by, and what its rows are: without the readers, which are many times as large.
const SIGNS: [(FileKind, Recognise); LIST.len()] = {
    let mut signs = [(LIST[0].kind, LIST[0].recognise); LIST.len()];
    let mut place = 0;
    while place < LIST.len() {
        signs[place] = (LIST[place].kind, LIST[place].recognise);
        place += 1;
    }
    signs
};

/// What the rows of a file are, by its beginning and its name.
pub fn kind_of(beginning: &[u8], file_name: &str) -> FileKind {
    let mut bytes = beginning;
    let mut progress = |_| {};
    let mut source = Source::new(&mut bytes, &mut progress);
    match source.text() {
        Ok(text) => {
            let beginning = Beginning { text: text.trim_ascii_start(), file_name };
            let surest = SIGNS.iter().rev().max_by_key(|(_, recognise)| recognise(&beginning));
            surest.map_or(FileKind::Telemetry, |(kind, _)| *kind)
        }
        Err(_) => FileKind::Telemetry,
    }
}

/// What a person may settle before a file is read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReadOptions {
    /// The file's name, for the ledger.
    pub file_name: String,
    /// How numbers with commas are read: `true` as decimals, `false` as separators of thousands; found
    /// out from the file when absent.
    pub decimal_comma: Option<bool>,
    /// Whether the first row of a table names its columns; found out from the row when absent.
    pub header: Option<bool>,
    /// Whether the columns of a known tool are named and measured anew, as `latency_ms` and the like; as the tool wrote
    /// them otherwise.
    pub tool_columns: bool,
    /// The machine whose environment the file lists, or the run of tests it tells of; found out from the file or its
    /// name when empty.
    pub subject: String,
}

impl ReadOptions {
    /// What the package says of a file.
    pub fn of(file: &ImportedFile) -> Self {
        let subject = file.machine.0.as_ref().or(file.run.0.as_ref());
        Self {
            file_name: file.file_name.clone(),
            decimal_comma: file.decimal_comma,
            header: file.header.0,
            tool_columns: file.tool_columns.0.unwrap_or(false),
            subject: subject.cloned().unwrap_or_default(),
        }
    }
}

/// A file read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// The table.
    pub table: Table,
    /// What was done.
    pub ledger: Ledger,
    /// What a person should say: the file can be read in two ways, and the ledger says which was assumed. Read again
    /// with the answers in [`ReadOptions`].
    pub questions: Vec<Question>,
}

/// Reads CSV (comma, semicolon, tab or bar), a JSON list of records, JSON Lines, an evaluation's log (Inspect AI, promptfoo,
/// lm-evaluation-harness), Prometheus's answer to a query, test results (JUnit XML) or a list of packages (`pip freeze`,
/// requirements.txt, Cargo.lock, package-lock.json, CycloneDX), whichever it is, in UTF-8, UTF-16 or Latin-1, and any of
/// these compressed with gzip. Tables of the [`TOOLS`] are known by their columns.
///
/// A column is numbers when all its cells are, but for up to one in twenty, which become missing and are
/// listed in the ledger; dates when all are ISO dates; texts otherwise, without the spaces around them, and labels
/// that differ in upper and lower case alone are one. Whole numbers with leading zeros are texts. An empty cell is
/// missing; NA, N/A, #N/A, null, None, NaN and a lone dash are missing among numbers and dates, and texts among texts.
/// Blank lines are skipped.
///
/// Where commas are decimal marks, a point as in `1.234` separates thousands. A row with more or fewer cells than the
/// header is never read as if it fitted: a few are left out and listed, many are refused; an empty cell more is taken
/// for none only if every row has it.
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
    let mut records = (format.read)(&mut source, options)?;
    if records.origin.format.is_empty() {
        format.name.clone_into(&mut records.origin.format);
    }
    Ok(assemble(records, source, options))
}

fn assemble(records: Records, source: Source, options: &ReadOptions) -> Reading {
    let Records { parser, likely_comma, rows, names, columns, notes, mut questions, origin, tool } = records;
    let counts = columns.iter().filter(|column| column.may_hold_numbers()).map(|column| column.commas);
    let commas = CommaReading::settle(counts, options.decimal_comma, likely_comma);
    let mut log = Log { notes, ..Log::default() };
    let utf8 = columns.iter().all(ColumnBuilder::is_utf8) && names.iter().all(|name| std::str::from_utf8(name).is_ok());
    let decode: Option<fn(&[u8]) -> String> = if utf8 { None } else { Some(encoding::latin1) };
    let mut table = Table { rows, columns: Vec::with_capacity(columns.len()) };
    for (name, column) in names.iter().zip(columns) {
        let name = decode.unwrap_or(encoding::utf8)(name);
        let values = column.finish(&name, &commas, decode, &mut log);
        table.columns.push(Column { name, values });
    }
    if let Some(tool) = tool {
        tool.map(&mut table, &mut log.notes);
    }
    if log.asks_for_decimal_mark {
        questions.push(Question::DecimalMark);
    }
    let encoding = if utf8 { source.encoding().label() } else { "Latin-1" };
    let compressed = if source.is_compressed() { ", gzip" } else { "" };
    let (bytes, sha256) = source.finish();
    let ledger = Ledger {
        source: options.file_name.clone(),
        bytes,
        sha256,
        parser: format!("{parser}, {encoding}{compressed}"),
        format: origin.format,
        kind: origin.kind,
        subject: origin.subject,
        recorded: origin.recorded,
        rows: table.rows as u64,
        columns: table.columns.len() as u64,
        notes: log.notes,
        ..Ledger::default()
    };
    Reading { table, ledger, questions }
}

#[cfg(test)]
mod tests;
