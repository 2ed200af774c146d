//! Tables whose cells are separated by a character.

use engine::comma::CommaUse;
use engine::delimited::{Row, Rows, Scanner};
use engine::delimiter;

use super::column::ColumnBuilder;
use super::encoding;
use super::error::ReadError;
use super::format::{Beginning, Format, MOST_COLUMNS, Records, Sureness};
use super::source::Source;
use crate::order;
use crate::telemetry::ledger::{Note, NoteKind, Place};

pub const FORMAT: Format = Format { name: "CSV", endings: &["csv", "tsv", "txt"], recognise, read };

/// How long an unfinished row may get, in bytes.
const MOST_BYTES: usize = 1 << 20;
/// One row in so many may be ragged; those are dropped and listed.
const ONE_IN: u64 = 100;
/// A row with so many line ends in it is rather one whose quotation mark was never closed.
const MANY_LINES: usize = 100;

/// Any text is a table of at least one column.
fn recognise(_: &Beginning) -> Sureness {
    Sureness::Possible
}

fn read(source: &mut Source) -> Result<Records, ReadError> {
    let delimiter = delimiter::detect(source.text()?);
    let mut blocks = Blocks::new(delimiter.byte);
    if !blocks.next(source)? {
        return Err(ReadError::Empty);
    }
    let names = match blocks.rows.iter(source.rest()).next() {
        Some(header) => names(header)?,
        None => return Err(ReadError::Empty),
    };
    blocks.rows.remove_first();
    let mut columns: Vec<ColumnBuilder> = names.iter().map(|_| ColumnBuilder::default()).collect();
    let mut ragged = Ragged::default();
    let mut number = 0;
    loop {
        let text = &*source.rest();
        let rows = blocks.rows.len() as u64;
        blocks.rows.keep_fitting(text, columns.len(), &mut |place, row| ragged.add(number + place as u64 + 1, row));
        for (place, column) in columns.iter_mut().enumerate() {
            column.extend(blocks.rows.column(text, place, names.len()));
        }
        ragged.refuse_wide()?;
        number += rows;
        if !blocks.next(source)? {
            break;
        }
    }
    if number == 0 {
        return Err(ReadError::HeaderOnly { columns: columns.len() });
    }
    let likely_comma = if delimiter.byte == b',' { CommaUse::Thousands } else { CommaUse::Decimal };
    Ok(Records {
        parser: delimiter.format.to_owned(),
        likely_comma,
        rows: (number - ragged.count) as usize,
        notes: ragged.judge(number, columns.len())?,
        names,
        columns,
    })
}

/// The header's names; a column without one is called by its number.
fn names(header: Row) -> Result<Vec<Vec<u8>>, ReadError> {
    if header.len() > MOST_COLUMNS {
        return Err(ReadError::TooManyColumns { row: 0, most: MOST_COLUMNS });
    }
    let name = |(place, cell): (usize, &[u8])| match cell.trim_ascii() {
        [] => format!("column {}", place + 1).into_bytes(),
        name => name.to_vec(),
    };
    let names: Vec<Vec<u8>> = header.cells().enumerate().map(name).collect();
    let places = order::argsort(names.len(), &mut |a, b| names[a].cmp(&names[b]));
    let same = places.windows(2).find(|pair| names[pair[0]] == names[pair[1]]);
    match same {
        Some(pair) => Err(ReadError::DuplicateColumn {
            name: encoding::utf8(&names[pair[0]]),
            first: pair[0] + 1,
            second: pair[1] + 1,
        }),
        None => Ok(names),
    }
}

/// The file's rows, a block at a time.
struct Blocks {
    scanner: Scanner,
    /// The present block, whose cells are in the source's text at hand.
    rows: Rows,
    /// How much of the text it takes.
    taken: usize,
    /// Rows before the present block, the header among them.
    before: u64,
    at_end: bool,
}

impl Blocks {
    fn new(delimiter: u8) -> Self {
        Self { scanner: Scanner::new(delimiter), rows: Rows::default(), taken: 0, before: 0, at_end: false }
    }

    /// Goes to the next block, which has at least one row; `false` at the end.
    fn next(&mut self, source: &mut Source) -> Result<bool, ReadError> {
        loop {
            source.take(std::mem::take(&mut self.taken));
            self.taken = self.scanner.scan(source.rest(), self.at_end, &mut self.rows);
            if !self.rows.is_empty() {
                self.before += self.rows.len() as u64;
                return Ok(true);
            }
            source.take(std::mem::take(&mut self.taken));
            let rest = source.rest();
            if self.at_end {
                return if rest.is_empty() { Ok(false) } else { Err(self.unclosed()) };
            }
            if rest.len() > MOST_BYTES {
                return Err(self.too_long(rest));
            }
            self.at_end = !source.more()?;
        }
    }

    fn too_long(&self, row: &[u8]) -> ReadError {
        if row.iter().filter(|byte| **byte == b'\n').count() > MANY_LINES {
            return self.unclosed();
        }
        ReadError::TooLong { row: self.before, line: self.scanner.line(), most: MOST_BYTES }
    }

    fn unclosed(&self) -> ReadError {
        ReadError::UnclosedQuote { row: self.before, line: self.scanner.line() }
    }
}

/// Rows with more or fewer cells than the header.
#[derive(Default)]
struct Ragged {
    count: u64,
    /// Row, line, cells.
    first: Option<(u64, u64, usize)>,
    /// The first row with more cells than any table may have.
    wide: Option<u64>,
    places: Vec<Place>,
}

impl Ragged {
    fn add(&mut self, number: u64, row: Row) {
        self.count += 1;
        self.first.get_or_insert((number, row.line, row.len()));
        if row.len() > MOST_COLUMNS {
            self.wide.get_or_insert(number);
        }
        if self.places.len() < Note::MOST_PLACES {
            let cells: Vec<String> = row.cells().take(20).map(encoding::utf8).collect();
            self.places.push(Place::new(number, &cells.join(" | ")));
        }
    }

    fn refuse_wide(&self) -> Result<(), ReadError> {
        match self.wide {
            Some(row) => Err(ReadError::TooManyColumns { row, most: MOST_COLUMNS }),
            None => Ok(()),
        }
    }

    /// A few are dropped, many are an error.
    fn judge(self, rows: u64, expected: usize) -> Result<Vec<Note>, ReadError> {
        match self.first {
            None => Ok(Vec::new()),
            Some((row, line, found)) if self.count * ONE_IN >= rows => {
                Err(ReadError::Ragged { row, line, found, expected, ragged: self.count, rows })
            }
            Some(_) => Ok(vec![Note {
                kind: NoteKind::Dropped,
                column: String::new(),
                count: self.count,
                message: format!("rows that do not have {expected} cells, left out"),
                places: self.places,
            }]),
        }
    }
}
