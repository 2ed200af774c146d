//! What a format telemetry is read from has to say and do.

use engine::comma::CommaUse;

use super::column::ColumnBuilder;
use super::error::ReadError;
use super::source::Source;
use super::tool::Tool;
use super::{Question, ReadOptions};
use crate::package::Date;
use crate::telemetry::file_label::without_compression;
use crate::telemetry::ledger::{FileKind, Note};

/// How sure a format is of a file, by its beginning.
pub(super) type Recognise = fn(&Beginning) -> Sureness;

/// A format telemetry is read from.
pub struct Format {
    /// What people call it.
    pub name: &'static str,
    /// How the names of such files end, without the point.
    pub endings: &'static [&'static str],
    /// What the rows of such files are.
    pub kind: FileKind,
    /// How sure it is, by a file's beginning, that the file is of this format.
    pub(super) recognise: Recognise,
    /// Reads such a file whole.
    pub(super) read: fn(&mut Source, &ReadOptions) -> Result<Records, ReadError>,
}

impl Format {
    /// The surest of `formats`, of which there must be one; the earlier of equally sure ones.
    pub(super) fn of<'a>(formats: &'a [Self], beginning: &Beginning) -> &'a Self {
        // Of equals the last one is the greatest.
        let surest = formats.iter().rev().max_by_key(|format| (format.recognise)(beginning));
        surest.unwrap_or(&formats[0])
    }
}

/// What a format is told by.
pub(super) struct Beginning<'a> {
    /// The file's first text, at most some hundred kilobytes, without white space before it.
    pub text: &'a [u8],
    /// The file's name; empty when unknown.
    pub file_name: &'a str,
}

impl Beginning<'_> {
    /// Whether the file's name ends as those of a format do.
    pub fn is_named(&self, endings: &[&str]) -> bool {
        let name = without_compression(self.file_name);
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        endings.iter().any(|known| known.eq_ignore_ascii_case(ending))
    }

    /// Whether nothing else stands on the first letter's line.
    pub fn is_alone_on_its_line(&self) -> bool {
        let line = self.text.split(|byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or_default();
        line.trim_ascii_end().len() <= 1
    }

    /// Whether a literal of JSON, or of Python, stands behind the first letter and ends there.
    pub fn has_literal_behind(&self) -> bool {
        const LITERALS: [&[u8]; 6] = [b"true", b"false", b"null", b"True", b"False", b"None"];
        let rest = self.text.get(1..).unwrap_or_default().trim_ascii_start();
        let ends = |rest: &[u8]| rest.trim_ascii_start().first().is_none_or(|next| matches!(next, b',' | b']'));
        LITERALS.iter().any(|literal| rest.strip_prefix(*literal).is_some_and(ends))
    }

    /// Whether a bare name with a colon stands behind the first letter.
    pub fn has_name_behind(&self) -> bool {
        let rest = self.text.get(1..).unwrap_or_default().trim_ascii_start();
        let name = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
        name > 0 && rest[name..].trim_ascii_start().first() == Some(&b':')
    }

    /// The first two letters that are no white space.
    pub fn letters(&self) -> [Option<u8>; 2] {
        let mut letters = self.text.iter().copied().filter(|byte| !byte.is_ascii_whitespace());
        [letters.next(), letters.next()]
    }
}

/// How sure a format is of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sureness {
    /// It is another.
    No,
    /// Any text could be one.
    Possible,
    /// Its name says so, and its text does not contradict.
    Named,
    /// Its text says so.
    Certain,
}

/// The most columns a table may have.
pub const MOST_COLUMNS: usize = 1_000;

/// What a format's reader hands over.
pub(super) struct Records {
    /// Such as "CSV, semicolon".
    pub parser: String,
    /// What an ambiguous comma most likely is in such a file.
    pub likely_comma: CommaUse,
    /// How many rows there are.
    pub rows: usize,
    /// The columns' names, as bytes whose encoding is settled for the whole file.
    pub names: Vec<Vec<u8>>,
    /// The columns, with a cell for each row.
    pub columns: Vec<ColumnBuilder>,
    /// What became of whole rows.
    pub notes: Vec<Note>,
    /// What a person should say about whole rows.
    pub questions: Vec<Question>,
    /// What the file is of, where a reader can tell.
    pub origin: Origin,
    /// The tool whose columns are to be named and measured anew.
    pub tool: Option<&'static Tool>,
}

/// What a file is of: which tool wrote it, about which machine or run, and when.
#[derive(Default)]
pub(super) struct Origin {
    /// The tool or format.
    pub format: String,
    /// What the rows are.
    pub kind: FileKind,
    /// The machine or the run by its own name; empty where the file does not say.
    pub subject: String,
    /// The day it says it was written on; empty where it does not say.
    pub recorded: Date,
}
