//! Why a file cannot be read.

/// Why a file cannot be read as telemetry, where, and what to do. Rows count data rows from 1 (the
/// header is not one of them); lines count lines of the file from 1.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// Nothing in it.
    #[error("The file is empty. Choose a CSV or JSON file with at least a header and one row.")]
    Empty,
    /// Compressed, and not as it should be.
    #[error("The file is compressed with gzip, and {problem}. Compress it or download it again.")]
    Compressed {
        /// What is wrong.
        problem: String,
    },
    /// Compressed, and too much of it.
    #[error(
        "The file is compressed with gzip and grows to more than {most} bytes. Keep the rows and columns the decision needs."
    )]
    Expands {
        /// How much is allowed.
        most: u64,
    },
    /// Not text.
    #[error("The file is not text: {found}. Export it as CSV or JSON and load that.")]
    Binary {
        /// What it seems to be.
        found: String,
    },
    /// No data.
    #[error("The file has a header with {columns} columns but no rows beneath it. Export it again with its data.")]
    HeaderOnly {
        /// Columns in the header.
        columns: usize,
    },
    /// A row has more or fewer cells than the header.
    #[error(
        "Row {row} (line {line}) has {found} cells, but the header has {expected}; {ragged} of {rows} rows differ. Look for a name missing in the header, a missing or extra separator, or quotes around a cell that contains one."
    )]
    Ragged {
        /// The first such row.
        row: u64,
        /// Its line in the file.
        line: u64,
        /// Cells in it.
        found: usize,
        /// Columns in the header.
        expected: usize,
        /// How many rows differ.
        ragged: u64,
        /// Of how many.
        rows: u64,
    },
    /// A quotation mark takes other rows into its cell.
    #[error(
        "Row {row} (line {line}) runs on to line {last}: a quotation mark in it is missing or too many, and the lines in between may be rows of their own. Close it, or write it twice if it belongs to the text."
    )]
    SwallowedRows {
        /// The row; 0 is the header.
        row: u64,
        /// The line on which it begins.
        line: u64,
        /// The line on which it ends.
        last: u64,
    },
    /// A quotation mark is never closed.
    #[error(
        "A quotation mark opened in row {row} (line {line}) is never closed. Close it, or write it twice if it belongs to the text."
    )]
    UnclosedQuote {
        /// Where it was opened; 0 is the header.
        row: u64,
        /// The line on which that row begins.
        line: u64,
    },
    /// Two columns of the same name.
    #[error("Columns {first} and {second} are both named \"{name}\". Give each column a name of its own.")]
    DuplicateColumn {
        /// The name.
        name: String,
        /// Counted from 1.
        first: usize,
        /// Counted from 1.
        second: usize,
    },
    /// Too many columns.
    #[error("The file has more than {most} columns (row {row}). Keep the columns the decision needs.")]
    TooManyColumns {
        /// Where; 0 is the header.
        row: u64,
        /// How many are allowed.
        most: usize,
    },
    /// A cell or row longer than any sensible one.
    #[error(
        "Row {row} (line {line}) is longer than {most} bytes. Perhaps a quotation mark is not closed, or the rows are not separated by line ends."
    )]
    TooLong {
        /// Where; 0 is the header.
        row: u64,
        /// The line on which that row begins.
        line: u64,
        /// How long a row may be.
        most: usize,
    },
    /// Nested too deeply.
    #[error(
        "Row {row} is nested more than {most} levels deep. Telemetry is a list of flat records: keep the fields the decision needs."
    )]
    TooDeep {
        /// Where.
        row: u64,
        /// How many levels are allowed.
        most: usize,
    },
    /// JSON that is no list of records.
    #[error("Row {row} of the JSON is {found}, not a record such as {{\"option\": \"A\", \"latency\": 12.5}}.")]
    NotRecord {
        /// Where.
        row: u64,
        /// What stands there.
        found: String,
    },
    /// Broken JSON.
    #[error("The JSON breaks off or is wrong at line {line}, column {column}: {problem}.")]
    Json {
        /// Counted from 1.
        line: usize,
        /// Counted from 1.
        column: usize,
        /// What is wrong.
        problem: String,
    },
    /// A field twice in a record.
    #[error("Row {row} has the field \"{name}\" twice. Keep one of them.")]
    DuplicateField {
        /// Where.
        row: u64,
        /// The field.
        name: String,
    },
    /// A file of a known format that is not as such files are.
    #[error("The {format} is wrong at line {line}: {problem}.")]
    Malformed {
        /// What such files are called.
        format: &'static str,
        /// Counted from 1.
        line: u64,
        /// What is wrong, and what to do.
        problem: String,
    },
    /// A file of a known format with none of what such files list.
    #[error("The {format} lists no {what}. Export it again where there are some.")]
    NothingListed {
        /// What such files are called.
        format: &'static str,
        /// "package" or "test case".
        what: &'static str,
    },
    /// More than is read into memory.
    #[error("The {format} has more than {most} {what}. Split it, or keep what the decision needs.")]
    TooMuch {
        /// What such files are called.
        format: &'static str,
        /// How much is allowed.
        most: usize,
        /// Of what: "bytes".
        what: &'static str,
    },
    /// Files that cannot be rows of one table.
    #[error(
        "{file}: it lists {found}, and the files before it {before}. Load what lists the same together, the rest by itself."
    )]
    OtherKind {
        /// The file's name.
        file: String,
        /// What its rows are.
        found: &'static str,
        /// What those of the others are.
        before: &'static str,
    },
    /// What is wrong with one of several files.
    #[error("{file}: {problem}")]
    InFile {
        /// The file's name.
        file: String,
        /// What is wrong with it.
        problem: Box<ReadError>,
    },
    /// A file of several whose rows nothing labels.
    #[error("{file}: no column tells which alternative a row belongs to. Give the file a label.")]
    NoLabel {
        /// The file's name.
        file: String,
    },
    /// A file of several has a column that is named as the labels' is.
    #[error("{file}: there is a column “{column}” already. Give the column of labels another name.")]
    LabelTaken {
        /// The file's name.
        file: String,
        /// The column.
        column: String,
    },
    /// The bytes could not be had.
    #[error("The file could not be read to its end: {0}. Is it still there? Choose it again.")]
    Source(#[from] std::io::Error),
}
