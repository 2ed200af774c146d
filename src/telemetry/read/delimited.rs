//! Tables whose cells are separated by a character.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use crate::order;
use crate::telemetry::ledger::{Note, NoteKind, Place};

use super::column::ColumnBuilder;
use super::comma::CommaUse;
use super::error::ReadError;
use super::source::Source;
use super::{MOST_COLUMNS, Records, delimiter, encoding};

/// The longest row.
const MOST_BYTES: usize = 1 << 20;
/// One row in so many may be ragged; those are dropped and listed.
const ONE_IN: u64 = 100;
/// Follows the last line. A row of its own unless a quotation mark is still open; no text holds a zero.
const END: &[u8] = b"\n\0\n";
/// A row with so many line ends in it is rather one whose quotation mark was never closed.
const MANY_LINES: usize = 100;

/// Reads the whole of `source`.
pub fn read(source: &mut Source) -> Result<Records, ReadError> {
    let delimiter = delimiter::detect(source.prefix()?);
    let mut rows = Rows::new(delimiter.byte);
    if !rows.next(source)? {
        return Err(ReadError::Empty);
    }
    let names = names(&rows)?;
    let mut columns: Vec<ColumnBuilder> = names.iter().map(|_| ColumnBuilder::default()).collect();
    let mut ragged = Ragged::default();
    let mut number = 0;
    while rows.next(source)? {
        number += 1;
        if rows.fits(columns.len()) {
            columns.iter_mut().zip(rows.cells()).for_each(|(column, cell)| column.push(cell));
        } else {
            ragged.add(number, &rows);
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
fn names(header: &Rows) -> Result<Vec<Vec<u8>>, ReadError> {
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

/// The file's rows, one at a time.
struct Rows {
    reader: Reader,
    /// The present row's cells, one behind the other, and where each ends.
    bytes: Vec<u8>,
    ends: Vec<usize>,
    cells: usize,
    /// Rows before the present one; 0 when that is the header.
    number: u64,
    /// The line on which it begins.
    line: u64,
    /// How much of [`END`] was fed.
    ended: usize,
}

impl Rows {
    fn new(delimiter: u8) -> Self {
        Self {
            reader: ReaderBuilder::new().delimiter(delimiter).build(),
            bytes: vec![0; 4096],
            ends: vec![0; 64],
            cells: 0,
            number: 0,
            line: 1,
            ended: 0,
        }
    }

    fn cells(&self) -> impl Iterator<Item = &[u8]> {
        let start = |place: usize| if place == 0 { 0 } else { self.ends[place - 1] };
        (0..self.cells).map(move |place| &self.bytes[start(place)..self.ends[place]])
    }

    /// Whether the row has that many cells, empty ones at its end left out.
    fn fits(&self, columns: usize) -> bool {
        self.cells == columns || (self.cells > columns && self.cells().skip(columns).all(<[u8]>::is_empty))
    }

    /// Goes to the next row; `false` at the end.
    fn next(&mut self, source: &mut Source) -> Result<bool, ReadError> {
        self.line = self.reader.line();
        let (mut bytes, mut ends) = (0, 0);
        loop {
            let text = source.peek()?;
            let at_end = text.is_empty();
            let text = if at_end { &END[self.ended..] } else { text };
            let (result, read, written, cells) =
                self.reader.read_record(text, &mut self.bytes[bytes..], &mut self.ends[ends..]);
            if at_end {
                self.ended += read
            } else {
                source.take(read)
            }
            (bytes, ends) = (bytes + written, ends + cells);
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => self.grow(bytes)?,
                ReadRecordResult::OutputEndsFull if self.ends.len() > MOST_COLUMNS => {
                    return Err(ReadError::TooManyColumns { row: self.number, most: MOST_COLUMNS });
                }
                ReadRecordResult::OutputEndsFull => {
                    self.ends.resize((2 * self.ends.len()).min(MOST_COLUMNS + 1), 0);
                }
                ReadRecordResult::Record => break,
                ReadRecordResult::End => return Ok(false),
            }
        }
        if self.ended > 0 && self.bytes[..bytes].contains(&0) {
            let alone = ends == 1 && bytes == 1;
            return if alone { Ok(false) } else { Err(self.unclosed()) };
        }
        if ends > MOST_COLUMNS {
            return Err(ReadError::TooManyColumns { row: self.number, most: MOST_COLUMNS });
        }
        self.cells = ends;
        self.number += 1;
        Ok(true)
    }

    fn grow(&mut self, used: usize) -> Result<(), ReadError> {
        if self.bytes.len() < MOST_BYTES {
            self.bytes.resize(2 * self.bytes.len(), 0);
            return Ok(());
        }
        let lines = self.bytes[..used].iter().filter(|byte| **byte == b'\n').count();
        if lines > MANY_LINES {
            return Err(self.unclosed());
        }
        Err(ReadError::TooLong { row: self.number, line: self.begins(), most: MOST_BYTES })
    }

    fn unclosed(&self) -> ReadError {
        ReadError::UnclosedQuote { row: self.number, line: self.begins() }
    }

    /// The line on which the present row begins; in a file whose lines end with CR alone, which are not
    /// counted, the row's number.
    fn begins(&self) -> u64 {
        self.line.max(if self.line == 1 { self.number + 1 } else { 1 })
    }
}

/// Rows with more or fewer cells than the header.
#[derive(Default)]
struct Ragged {
    count: u64,
    /// Row, line, cells.
    first: Option<(u64, u64, usize)>,
    places: Vec<Place>,
}

impl Ragged {
    fn add(&mut self, row: u64, rows: &Rows) {
        self.count += 1;
        self.first.get_or_insert((row, rows.line, rows.cells));
        if self.places.len() < Note::MOST_PLACES {
            let cells: Vec<String> = rows.cells().take(20).map(encoding::utf8).collect();
            self.places.push(Place::new(row, &cells.join(" | ")));
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
