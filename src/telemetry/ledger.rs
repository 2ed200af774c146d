//! The ledger of an import: what was read, and what became of each cell that was not simply read.

use crate::package::Date;
use crate::package::document::Sparse;

record! {
    /// What an import did. Row numbers count data rows from 1; the header is row 0.
    pub struct Ledger {
        /// The file's name, or what it was drawn from.
        pub source: String,
        /// Its size in bytes.
        pub bytes: u64,
        /// SHA-256 of its bytes, lower-case hexadecimal; empty for a generated table.
        pub sha256: String,
        /// How it was read, such as "CSV, semicolon, UTF-8".
        pub parser: String,
        /// The tool or format it is of, such as "pip freeze".
        pub format: String,
        /// What its rows are.
        pub kind: FileKind,
        /// The machine or the run it is of; empty where rows are anything else.
        pub subject: String,
        /// The day on which it says it was written; empty where it does not.
        pub recorded: Date,
        /// Rows kept.
        pub rows: u64,
        /// Columns.
        pub columns: u64,
        /// What was coerced, dropped, ambiguous or imprecise.
        pub notes: Vec<Note>,
        /// The files it was joined from, in order; none of a single file.
        pub parts: Sparse<PartRead>,
    }

    /// A file that was joined with others.
    pub struct PartRead {
        /// The file's name.
        pub source: String,
        /// The label of all its rows; empty when it has a column of labels.
        pub label: String,
        /// Its column of labels; empty when all its rows have one.
        pub label_column: String,
        /// Its size in bytes.
        pub bytes: u64,
        /// SHA-256 of its bytes, lower-case hexadecimal.
        pub sha256: String,
        /// How it was read.
        pub parser: String,
        /// The tool or format it is of.
        pub format: String,
        /// The machine or the run it is of.
        pub subject: String,
        /// The day on which it says it was written.
        pub recorded: Date,
        /// Its rows.
        pub rows: u64,
    }
}

words! {
    /// What the rows of a file are.
    pub enum FileKind {
        /// Anything that was measured.
        #[default]
        Telemetry = "telemetry",
        /// The packages of one machine.
        Environment = "environment",
        /// The test cases of one run.
        TestRun = "test run",
    }
}

record! {
    /// One thing that happened to some cells of a column.
    pub struct Note {
        /// What happened.
        pub kind: NoteKind,
        /// The column; empty when it concerns whole rows or the file.
        pub column: String,
        /// How many cells or rows.
        pub count: u64,
        /// In words, without the places.
        pub message: String,
        /// The first of them, at most [`Note::MOST_PLACES`].
        pub places: Vec<Place>,
    }
}

impl Note {
    /// How many places a note lists; the rest are only counted.
    pub const MOST_PLACES: usize = 20;

    /// Notes one more cell or row among `notes`, and its place while there is room for it.
    pub fn add(notes: &mut Vec<Self>, kind: NoteKind, column: &str, message: &str, place: impl FnOnce() -> Place) {
        let same = |note: &Self| note.column == column && note.message == message;
        let index = notes.iter().rposition(same).unwrap_or_else(|| {
            notes.push(Self { kind, column: column.to_owned(), message: message.to_owned(), ..Self::default() });
            notes.len() - 1
        });
        let note = &mut notes[index];
        note.count += 1;
        if note.places.len() < Self::MOST_PLACES {
            note.places.push(place());
        }
    }
}

record! {
    /// Where something happened.
    pub struct Place {
        /// Data row, counted from 1.
        pub row: u64,
        /// What stood there, cut to 80 characters.
        pub text: String,
    }
}

impl Place {
    /// A place, its text cut to a readable length.
    pub fn new(row: u64, text: &str) -> Self {
        Self { row, text: text.chars().take(80).collect() }
    }

    /// A row, its first cells standing for it.
    pub fn of_cells<'a>(row: u64, cells: impl Iterator<Item = &'a [u8]>) -> Self {
        let cells: Vec<_> = cells.take(20).map(String::from_utf8_lossy).collect();
        Self::new(row, &cells.join(" | "))
    }
}

words! {
    /// What can happen to a cell or a row.
    pub enum NoteKind {
        /// Read as something other than what stands there.
        #[default]
        Coerced = "read as something else",
        /// Not read at all.
        Dropped = "not read",
        /// Could mean two things; one was assumed.
        Ambiguous = "ambiguous",
        /// A number that cannot be held exactly.
        Imprecise = "not held exactly",
        /// Without a value, as the file it is from does not have the column.
        LeftMissing = "left missing",
        /// A row that stood in several files.
        MadeOne = "made one row",
        /// A column of a known tool that was given another name or unit.
        Mapped = "named or measured anew",
    }
}
