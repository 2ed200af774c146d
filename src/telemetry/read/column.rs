//! A column while it is read: numbers as long as that may be, and never a text lost.

use std::io::Write;

use engine::cell::{Meaning, is_marker};
use engine::comma::{CommaCounts, CommaReading, CommaUse, has_ambiguous_point};
use engine::delimited;
use engine::number::{plain, take_plain};

use crate::telemetry::ledger::{Note, NoteKind, Place};
use crate::telemetry::table::{Values, number_text};
use crate::telemetry::text::{Altered, TextBuilder};
use crate::telemetry::time::Time;

/// What a column without a name is called, by its place counted from 1.
pub fn name_by_place(place: usize) -> Vec<u8> {
    format!("column {place}").into_bytes()
}

/// How texts are decoded: by UTF-8 when nothing is said.
type Decode = Option<fn(&[u8]) -> String>;

/// How a number's text can be had again: up to 15 is the number of its decimals.
type Format = u8;
const SHORTEST: Format = 16;
const KEPT: Format = 254;
const EMPTY: Format = 255;

/// One cell in so many may be no number in a column of numbers.
const ONE_IN: usize = 20;
/// A column with so many texts, and too many for numbers so far, is taken for texts at once.
const MANY_TEXTS: usize = 10_000;

/// Takes a column's cells one by one. A number costs nine bytes and no look back; the text of anything
/// that is no plain number is kept until the whole column is known.
#[derive(Default)]
pub struct ColumnBuilder {
    numbers: Vec<f64>,
    formats: Vec<Format>,
    kept: Kept,
    /// Kept cells that are texts.
    texts: usize,
    /// Cells that hold nothing, or say so.
    missing: usize,
    /// Numbers with commas.
    pub commas: CommaCounts,
    /// Set once the column is known to be texts; then all cells are in here.
    text: Option<TextBuilder>,
}

/// Cells whose text was kept, in the order of rows.
#[derive(Default)]
struct Kept {
    rows: Vec<usize>,
    meanings: Vec<Meaning>,
    ends: Vec<usize>,
    bytes: Vec<u8>,
}

impl Kept {
    fn push(&mut self, row: usize, meaning: Meaning, text: &[u8]) {
        self.rows.push(row);
        self.meanings.push(meaning);
        self.bytes.extend_from_slice(text);
        self.ends.push(self.bytes.len());
    }

    fn text(&self, place: usize) -> &[u8] {
        let start = if place == 0 { 0 } else { self.ends[place - 1] };
        &self.bytes[start..self.ends[place]]
    }

    fn iter(&self) -> impl Iterator<Item = (usize, Meaning, &[u8])> {
        (0..self.rows.len()).map(|place| (self.rows[place], self.meanings[place], self.text(place)))
    }
}

impl ColumnBuilder {
    /// A column of texts, whatever they look like: `3.20` is a version and no number.
    pub fn of_texts() -> Self {
        Self { text: Some(TextBuilder::default()), ..Self::default() }
    }

    /// How many cells were taken.
    pub fn len(&self) -> usize {
        self.text.as_ref().map_or(self.numbers.len(), TextBuilder::len)
    }

    /// Takes a cell's text.
    pub fn push(&mut self, text: &[u8]) {
        match &mut self.text {
            Some(builder) if text.trim_ascii().is_empty() => builder.push_missing(),
            Some(builder) => builder.push(text),
            None => match plain(text) {
                Some((value, decimals)) => {
                    self.numbers.push(value);
                    self.formats.push(decimals);
                }
                None => self.push_other(text),
            },
        }
    }

    /// Takes many cells.
    pub fn extend(&mut self, cells: delimited::Column) {
        let mut row = 0;
        while row < cells.len() {
            if let Some(builder) = &mut self.text {
                return builder.extend(cells, row);
            }
            row = take_plain(cells, row, &mut self.numbers, &mut self.formats);
            if row < cells.len() {
                self.push_other(cells.cell(row));
                row += 1;
            }
        }
    }

    /// Takes a cell without a value.
    pub fn push_missing(&mut self) {
        match &mut self.text {
            Some(builder) => builder.push_missing(),
            None => {
                self.missing += 1;
                self.numbers.push(f64::NAN);
                self.formats.push(EMPTY);
            }
        }
    }

    /// Takes a finite number that never was a text.
    pub fn push_number(&mut self, value: f64) {
        match &mut self.text {
            Some(builder) => builder.push(number_text(value).as_bytes()),
            None => {
                self.numbers.push(value);
                self.formats.push(SHORTEST);
            }
        }
    }

    /// Takes a number so great that it may be the nearest one to a whole number that cannot be held.
    pub fn push_perhaps_rounded(&mut self, value: f64) {
        if self.text.is_some() {
            return self.push_number(value);
        }
        let meaning = Meaning::Number { value, rounded: true };
        self.kept.push(self.numbers.len(), meaning, number_text(value).as_bytes());
        self.numbers.push(value);
        self.formats.push(KEPT);
    }

    /// Takes a cell that is no plain number, of a column not known to be texts.
    fn push_other(&mut self, text: &[u8]) {
        let meaning = Meaning::of(text);
        let value = match meaning {
            Meaning::Empty => return self.push_missing(),
            Meaning::Number { value, .. } => value,
            Meaning::Marker => {
                self.missing += 1;
                f64::NAN
            }
            Meaning::Comma(shape) => {
                self.commas.count(shape);
                f64::NAN
            }
            Meaning::Text => {
                self.texts += 1;
                f64::NAN
            }
            Meaning::NotFinite => f64::NAN,
        };
        self.kept.push(self.numbers.len(), meaning, text);
        self.numbers.push(value);
        self.formats.push(KEPT);
        if self.texts > MANY_TEXTS && !self.may_be_numbers(self.texts) {
            self.text = Some(self.as_text());
            *self = Self { text: self.text.take(), commas: self.commas, ..Self::default() };
        }
    }

    fn may_be_numbers(&self, texts: usize) -> bool {
        texts * ONE_IN <= self.numbers.len() - self.missing
    }

    /// Every cell as the text it was.
    fn as_text(&self) -> TextBuilder {
        let mut builder = TextBuilder::default();
        let mut kept = (0..self.kept.rows.len()).map(|place| self.kept.text(place));
        let mut written = Vec::new();
        for (value, format) in self.numbers.iter().zip(&self.formats) {
            match *format {
                EMPTY => builder.push_missing(),
                KEPT => builder.push(kept.next().unwrap_or_default()),
                SHORTEST => builder.push(number_text(*value).as_bytes()),
                decimals => {
                    written.clear();
                    // Writing to memory cannot fail.
                    let _ = write!(written, "{value:.*}", usize::from(decimals));
                    builder.push(&written);
                }
            }
        }
        builder
    }

    /// Whether all texts kept are UTF-8.
    pub fn is_utf8(&self) -> bool {
        match &self.text {
            Some(builder) => builder.is_utf8(),
            None => self.kept.iter().all(|(_, _, text)| std::str::from_utf8(text).is_ok()),
        }
    }

    /// The column, now that the whole file is known; what became of its cells goes to the `log`.
    pub fn finish(mut self, name: &str, commas: &CommaReading, decode: Decode, log: &mut Log) -> Values {
        let mut notes = Notes { column: name, decode, log };
        if let Some(builder) = self.text.take() {
            return times_or_texts(builder, &mut notes);
        }
        let readable = |text: &[u8], meaning: Meaning| match meaning {
            Meaning::Comma(shape) => commas.value(text, shape).is_some(),
            Meaning::Text => false,
            _ => true,
        };
        let texts = self.kept.iter().filter(|(_, meaning, text)| !readable(text, *meaning)).count();
        if texts > 0 && !self.may_be_numbers(texts) {
            return times_or_texts(self.as_text(), &mut notes);
        }
        if self.commas.dotted || commas.has_decimal_commas {
            self.settle_points(commas, &mut notes);
        }
        for (row, meaning, text) in self.kept.iter() {
            match meaning {
                Meaning::Comma(shape) => match commas.value(text, shape) {
                    Some(value) => {
                        self.numbers[row] = value;
                        notes.add_comma(row, text, commas);
                    }
                    None => notes.add(NoteKind::Coerced, NOT_NUMBER, row, text),
                },
                Meaning::Text => notes.add(NoteKind::Coerced, NOT_NUMBER, row, text),
                Meaning::NotFinite => notes.add(NoteKind::Coerced, NOT_FINITE, row, text),
                Meaning::Marker => notes.add(NoteKind::Coerced, NO_VALUE, row, text),
                Meaning::Number { rounded: true, .. } => {
                    let is_whole = text.trim_ascii().iter().all(|byte| !matches!(byte, b'e' | b'E' | b'.'));
                    notes.add(NoteKind::Imprecise, if is_whole { ROUNDED } else { PERHAPS_ROUNDED }, row, text);
                }
                Meaning::Number { .. } | Meaning::Empty => {}
            }
        }
        Values::Number(self.numbers)
    }

    /// Whether the column may still turn out to be numbers.
    pub fn may_hold_numbers(&self) -> bool {
        self.text.is_none() && (self.texts == 0 || self.may_be_numbers(self.texts))
    }

    /// Where commas are decimal marks, a point as in `1.234` separates thousands, unless other points of the column can
    /// only be decimal marks. Neither goes without saying.
    fn settle_points(&mut self, commas: &CommaReading, notes: &mut Notes) {
        let decimal = !self.commas.dotted && self.points().any(|(_, is_ambiguous)| !is_ambiguous);
        let ambiguous: Vec<usize> = self.points().filter(|point| point.1).map(|(row, _)| row).collect();
        notes.log.asks_for_decimal_mark |= !ambiguous.is_empty() && !self.commas.dotted && !commas.is_stated();
        let (kind, message) = match (decimal, self.commas.dotted, commas.is_stated()) {
            (true, ..) => (NoteKind::Ambiguous, POINT_DECIMAL),
            (_, true, _) => (NoteKind::Ambiguous, POINT_THOUSANDS),
            (.., true) => (NoteKind::Coerced, POINT_THOUSANDS_SAID),
            _ => (NoteKind::Ambiguous, POINT_THOUSANDS_ASSUMED),
        };
        for row in ambiguous {
            let value = &mut self.numbers[row];
            notes.add_with(kind, message, || Place::new(row as u64 + 1, &format!("{value:.3}")));
            if !decimal {
                *value = libm::round(*value * 1000.0);
            }
        }
    }

    /// The rows of numbers with a point, and whether it could as well separate thousands.
    fn points(&self) -> impl Iterator<Item = (usize, bool)> {
        let mut kept = self.kept.iter();
        self.numbers.iter().zip(&self.formats).enumerate().filter_map(move |(row, (value, format))| match *format {
            KEPT => match kept.next() {
                Some((_, Meaning::Number { .. }, text)) if text.contains(&b'.') => {
                    Some((row, has_ambiguous_point(text.trim_ascii())))
                }
                _ => None,
            },
            EMPTY | SHORTEST | 0 => None,
            // As `plain` has it, without zeros before the first digit.
            decimals => Some((row, decimals == 3 && (1.0..1000.0).contains(&value.abs()))),
        })
    }
}

const NOT_NUMBER: &str = "not a number, counted as missing";
const NOT_FINITE: &str = "not a finite number, counted as missing";
const NO_VALUE: &str = "says that there is no value, counted as missing";
const ROUNDED: &str = "a whole number beyond 9,007,199,254,740,992, kept rounded";
const PERHAPS_ROUNDED: &str = "a whole number beyond 9,223,372,036,854,775,807, perhaps kept rounded";
const POINT_THOUSANDS: &str = "the point read as a separator of thousands, as in other cells of the column";
const POINT_THOUSANDS_SAID: &str = "the point read as a separator of thousands, as commas are decimal marks";
const POINT_THOUSANDS_ASSUMED: &str = "the point read as a separator of thousands, as commas are decimal marks in this file, though it could be one itself";
const POINT_DECIMAL: &str = "the point read as the decimal mark, as in other cells of the column, though commas are \
                             decimal marks in this file and it could separate thousands";
const PADDED: &str = "spaces around the text left out";
const LETTER_CASE: &str = "read as another text of the column that differs in upper and lower case alone";
/// A column of labels has at most so many distinct texts.
const MOST_LABELS: usize = 20;
const DECIMAL: &str = "the comma read as the decimal mark";
const THOUSANDS: &str = "the comma read as a separator of thousands";
const DECIMAL_ASSUMED: &str = "the comma read as the decimal mark, though it could separate thousands";
const THOUSANDS_ASSUMED: &str = "the comma read as a separator of thousands, though it could be the decimal mark";

/// What became of a file's cells, and what a person should say about them.
#[derive(Default)]
pub struct Log {
    /// What became of them.
    pub notes: Vec<Note>,
    /// Whether nothing tells for sure if commas or points are the decimal marks.
    pub asks_for_decimal_mark: bool,
}

/// Gathers what became of a column's cells.
struct Notes<'a> {
    column: &'a str,
    decode: Decode,
    log: &'a mut Log,
}

impl Notes<'_> {
    fn add(&mut self, kind: NoteKind, message: &str, row: usize, text: &[u8]) {
        let decode = self.decode;
        self.add_with(kind, message, || Place::new(row as u64 + 1, &decoded(decode, text)));
    }

    fn add_with(&mut self, kind: NoteKind, message: &str, place: impl FnOnce() -> Place) {
        Note::add(&mut self.log.notes, kind, self.column, message, place);
    }

    /// Texts that were not taken as they stood.
    fn add_altered(&mut self, message: &str, altered: &Altered) {
        for (row, text) in &altered.first {
            self.add(NoteKind::Coerced, message, *row, text);
        }
        let listed = altered.first.len() as u64;
        if let Some(note) = self.log.notes.last_mut().filter(|_| listed > 0) {
            note.count += altered.count - listed;
        }
    }

    fn add_comma(&mut self, row: usize, text: &[u8], commas: &CommaReading) {
        let (kind, message) = match (commas.is_question, commas.either) {
            (false, CommaUse::Decimal) => (NoteKind::Coerced, DECIMAL),
            (false, CommaUse::Thousands) => (NoteKind::Coerced, THOUSANDS),
            (true, CommaUse::Decimal) => (NoteKind::Ambiguous, DECIMAL_ASSUMED),
            (true, CommaUse::Thousands) => (NoteKind::Ambiguous, THOUSANDS_ASSUMED),
        };
        self.log.asks_for_decimal_mark |= commas.is_question;
        self.add(kind, message, row, text);
    }
}

fn decoded(decode: Decode, text: &[u8]) -> String {
    decode.unwrap_or(super::encoding::utf8)(text)
}

fn times_or_texts(mut builder: TextBuilder, notes: &mut Notes) -> Values {
    let padded = builder.padded();
    let text = builder.finish(notes.decode);
    Time::of(text, |text| is_marker(text.as_bytes())).map_or_else(
        |mut text| {
            notes.add_altered(PADDED, &padded);
            let united = text.unite_letter_cases(MOST_LABELS);
            notes.add_altered(LETTER_CASE, &united);
            Values::Text(text)
        },
        Values::Time,
    )
}
