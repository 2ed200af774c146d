//! Tables whose cells are separated by a character.

use engine::cell::Meaning;
use engine::comma::CommaUse;
use engine::delimited::{Row, Rows, Scanner};
use engine::delimiter;

use super::column::{ColumnBuilder, name_by_place};
use super::encoding;
use super::error::ReadError;
use super::format::{Beginning, Format, MOST_COLUMNS, Origin, Records, Sureness};
use super::misfit::Misfits;
use super::quotation::Quotations;
use super::source::Source;
use super::tool::Tool;
use super::{Question, ReadOptions};
use crate::order;
use crate::telemetry::ledger::{FileKind, Note, NoteKind, Place};

pub const FORMAT: Format =
    Format { name: "CSV", endings: &["csv", "tsv", "txt"], kind: FileKind::Telemetry, recognise, read };

/// How long an unfinished row may get, in bytes.
const MOST_BYTES: usize = 1 << 20;
/// A row with so many line ends in it is rather one whose quotation mark was never closed.
const MANY_LINES: usize = 100;

/// Any text is a table of at least one column.
fn recognise(_: &Beginning) -> Sureness {
    Sureness::Possible
}

fn read(source: &mut Source, options: &ReadOptions) -> Result<Records, ReadError> {
    let delimiter = delimiter::detect(source.text()?);
    let mut blocks = Blocks::new(delimiter.byte);
    if !blocks.next(source)? {
        return Err(ReadError::Empty);
    }
    let mut quotations = Quotations::default();
    let text = &*source.rest();
    let Some(first) = blocks.rows.iter(text).next() else { return Err(ReadError::Empty) };
    let tool = Tool::of(&first);
    let FirstRow { names, is_header, note, questions } = FirstRow::read(first, options, tool)?;
    if is_header {
        quotations.note_header(&blocks.rows, text, &names)?;
        blocks.rows.remove_first();
        blocks.before -= 1;
    }
    let mut columns: Vec<ColumnBuilder> = names.iter().map(|_| ColumnBuilder::default()).collect();
    let mut misfits = Misfits::new(names.len());
    let mut number = 0;
    loop {
        let text = &*source.rest();
        let rows = blocks.rows.len() as u64;
        quotations.note(&blocks.rows, text, number, &names)?;
        misfits.take_out(&mut blocks.rows, text, number)?;
        for (place, column) in columns.iter_mut().enumerate() {
            column.extend(blocks.rows.column(text, place, names.len()));
        }
        number += rows;
        if !blocks.next(source)? {
            break;
        }
    }
    if number == 0 {
        return Err(ReadError::HeaderOnly { columns: columns.len() });
    }
    let likely_comma = if delimiter.byte == b',' { CommaUse::Thousands } else { CommaUse::Decimal };
    let rows = (number - misfits.left_out()) as usize;
    let origin = Origin { format: tool.map_or("", |tool| tool.name).to_owned(), ..Origin::default() };
    let asks = (tool.is_some_and(Tool::has_columns) && !options.tool_columns).then_some(Question::ToolColumns);
    let questions = questions.into_iter().chain(asks).collect();
    let tool = tool.filter(|_| options.tool_columns);
    let notes = note.into_iter().chain(misfits.judge(number)?).chain(quotations.into_notes()).collect();
    Ok(Records {
        parser: delimiter.format.to_owned(),
        likely_comma,
        rows,
        notes,
        questions,
        names,
        columns,
        origin,
        tool,
    })
}

/// What the first row is taken for.
struct FirstRow {
    /// The columns' names.
    names: Vec<Vec<u8>>,
    is_header: bool,
    /// What was assumed, if anything was.
    note: Option<Note>,
    questions: Vec<Question>,
}

impl FirstRow {
    /// It is the header, unless a person says otherwise. One of numbers alone is asked about, and taken for data until
    /// there is an answer: a header of numbers is rare, and a row taken for one is lost.
    fn read(row: Row, options: &ReadOptions, tool: Option<&Tool>) -> Result<Self, ReadError> {
        if row.len() > MOST_COLUMNS {
            return Err(ReadError::TooManyColumns { row: 0, most: MOST_COLUMNS });
        }
        let said = options.header;
        if let Some(names) =
            tool.and_then(|tool| tool.names(row.len())).filter(|_| options.tool_columns && said != Some(true))
        {
            return Ok(Self { names, is_header: false, note: None, questions: Vec::new() });
        }
        let is_number = |cell: &[u8]| matches!(Meaning::of(cell), Meaning::Number { .. } | Meaning::Comma(_));
        let is_blank = |cell: &[u8]| cell.trim_ascii().is_empty();
        let all_numbers =
            row.cells().next().is_some_and(is_number) && row.cells().all(|cell| is_number(cell) || is_blank(cell));
        let is_header = said.unwrap_or(!all_numbers);
        let asks = said.is_none() && all_numbers;
        let note = asks.then(|| Note {
            kind: NoteKind::Ambiguous,
            column: String::new(),
            count: 1,
            message: "the first row is all numbers and was read as data, not as the header; the columns are called by \
                      their places"
                .to_owned(),
            places: vec![Place::of_cells(1, row.cells())],
        });
        let names = if is_header { names(row)? } else { (1..=row.len()).map(name_by_place).collect() };
        Ok(Self { names, is_header, note, questions: if asks { vec![Question::FirstRow] } else { Vec::new() } })
    }
}

/// The header's names; a column without one is called by its place.
fn names(header: Row) -> Result<Vec<Vec<u8>>, ReadError> {
    let name = |(place, cell): (usize, &[u8])| match cell.trim_ascii() {
        [] => name_by_place(place + 1),
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
    /// Data rows before the end of the present block.
    before: u64,
    /// Whether no block was found yet.
    at_start: bool,
    at_end: bool,
}

impl Blocks {
    fn new(delimiter: u8) -> Self {
        let (scanner, rows) = (Scanner::new(delimiter), Rows::default());
        Self { scanner, rows, taken: 0, before: 0, at_start: true, at_end: false }
    }

    /// Goes to the next block, which has at least one row; `false` at the end.
    fn next(&mut self, source: &mut Source) -> Result<bool, ReadError> {
        loop {
            source.take(std::mem::take(&mut self.taken));
            self.taken = self.scanner.scan(source.rest(), self.at_end, &mut self.rows);
            if !self.rows.is_empty() {
                self.before += self.rows.len() as u64;
                self.at_start = false;
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

    /// The row that is not finished; 0 for the first, which most often is the header.
    fn row(&self) -> u64 {
        if self.at_start { 0 } else { self.before + 1 }
    }

    fn too_long(&self, row: &[u8]) -> ReadError {
        if row.iter().filter(|byte| **byte == b'\n').count() > MANY_LINES {
            return self.unclosed();
        }
        ReadError::TooLong { row: self.row(), line: self.scanner.line(), most: MOST_BYTES }
    }

    fn unclosed(&self) -> ReadError {
        ReadError::UnclosedQuote { row: self.row(), line: self.scanner.line() }
    }
}
