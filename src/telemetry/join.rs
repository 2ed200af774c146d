//! Files joined into one table, their rows told apart by a label.

use std::collections::BTreeMap;
use std::io::{self, Read};

use super::environment::{self, Machine};
use super::guess::guess;
use super::ledger::{FileKind, Ledger, Note, NoteKind, PartRead};
use super::read::{ReadError, ReadOptions, Reading, read};
use super::table::{Column, Table, Values};
use super::test_run::mark_flaky;
use super::text::Text;
use super::time::Time;
use crate::package::document::Sparse;
use crate::package::evidence::{JoinedFiles, LabelledFile};

/// A file that was read, and the label of its rows.
struct Part {
    reading: Reading,
    label: Label,
    /// The row of the joined table that each of its rows becomes.
    places: Vec<usize>,
}

/// What labels the rows of a file.
enum Label {
    /// This, for all of them.
    Of(String),
    /// A column of its own.
    In(String),
    /// Nothing: all rows of all files belong together, as machines or runs do.
    Nothing,
}

/// Reads files that are joined; `bytes` are theirs, one file behind the other, each as long as it is said to be.
///
/// The joined table has every column of every file, the labels in the first one; where a file lacks a column, its rows
/// have no value there. A column that is numbers in one file and something else in another is texts. Rows follow each
/// other as the files do, unless each file is a series of its own: at most one row for a label and a moment, with the
/// label and the time in columns of the same name and none of the others in two files. Then rows of the same label and
/// moment are one row. The ledger says all of it.
///
/// Environments stand side by side, a row for each package ([`environment::compare`]), and runs of tests below each
/// other; their files need no label.
///
/// `progress` is called with the number of bytes read so far.
///
/// # Errors
/// When a file cannot be read, when one has another column that is named as the labels' is, or no column that could
/// tell labels although it was given none.
pub fn read_joined(
    joined: &JoinedFiles,
    bytes: &mut dyn Read,
    progress: &mut dyn FnMut(u64),
) -> Result<Reading, ReadError> {
    let mut parts = Vec::with_capacity(joined.files.len());
    let mut done = 0;
    for labelled in &joined.files {
        let name = &labelled.file.file_name;
        let in_file = |problem| ReadError::InFile { file: name.clone(), problem: Box::new(problem) };
        let mut own = Read::take(&mut *bytes, labelled.file.bytes);
        let options = ReadOptions::of(&labelled.file);
        let reading = read(&mut own, &options, &mut |read| progress(done + read)).map_err(in_file)?;
        io::copy(&mut own, &mut io::sink())?;
        done += labelled.file.bytes;
        let part = Part::new(reading, labelled, &joined.label_column)?;
        if let Some(first) = parts.first().map(Part::kind).filter(|kind| *kind != part.kind()) {
            let (found, before) = (contents(part.kind()), contents(first));
            return Err(ReadError::OtherKind { file: name.clone(), found, before });
        }
        parts.push(part);
    }
    Ok(join(parts, &joined.label_column))
}

impl Part {
    fn new(mut reading: Reading, labelled: &LabelledFile, label_column: &str) -> Result<Self, ReadError> {
        let file = || labelled.file.file_name.clone();
        let stated = [&labelled.label, &labelled.label_column].map(|text| text.trim().to_owned());
        let label = match stated {
            [label, own] if own.is_empty() && !label.is_empty() => Label::Of(label),
            [_, own] if !own.is_empty() => Label::In(own),
            _ if reading.ledger.kind != FileKind::Telemetry => Label::Nothing,
            _ => Label::In(guess(&reading.table).label.ok_or_else(|| ReadError::NoLabel { file: file() })?),
        };
        if let Label::In(own) = &label {
            let column = reading.table.columns.iter_mut().find(|column| column.name == *own);
            let column = column.ok_or_else(|| ReadError::NoLabel { file: file() })?;
            label_column.clone_into(&mut column.name);
        }
        let named = reading.table.columns.iter().filter(|column| column.name == label_column).count();
        if named > usize::from(matches!(label, Label::In(_))) {
            return Err(ReadError::LabelTaken { file: file(), column: label_column.to_owned() });
        }
        Ok(Self { reading, label, places: Vec::new() })
    }

    fn name(&self) -> &str {
        &self.reading.ledger.source
    }

    fn values(&self, column: &str) -> Option<&Values> {
        self.reading.table.column(column).map(|column| &column.values)
    }

    fn kind(&self) -> FileKind {
        self.reading.ledger.kind
    }

    /// The machine whose packages it lists.
    fn machine(&self) -> Machine<'_> {
        let label = match &self.label {
            Label::Of(label) => label,
            Label::In(_) | Label::Nothing => "",
        };
        Machine { name: &self.reading.ledger.subject, label, table: &self.reading.table }
    }

    /// What the ledger says of it.
    fn read(&self) -> PartRead {
        let Ledger { source, bytes, sha256, parser, format, subject, recorded, rows, .. } = self.reading.ledger.clone();
        let (label, label_column) = match &self.label {
            Label::Of(label) => (label.clone(), String::new()),
            Label::In(column) => (String::new(), column.clone()),
            Label::Nothing => (String::new(), String::new()),
        };
        PartRead { source, label, label_column, bytes, sha256, parser, format, subject, recorded, rows }
    }
}

/// What the rows of such files are, in words.
fn contents(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Telemetry => "telemetry",
        FileKind::Environment => "packages of a machine",
        FileKind::TestRun => "test cases",
    }
}

fn join(mut parts: Vec<Part>, label_column: &str) -> Reading {
    let mut notes: Vec<Note> = parts.iter().flat_map(notes_of).collect();
    let kind = parts.first().map(Part::kind).unwrap_or_default();
    if kind == FileKind::Environment {
        let machines: Vec<Machine> = parts.iter().map(Part::machine).collect();
        return joined(&parts, environment::compare(&machines, label_column), notes);
    }
    let time = shared_time(&parts, label_column);
    let rows = match &time {
        Some(time) => merge(&mut parts, label_column, time, &mut notes),
        None => stack(&mut parts),
    };
    let is_labelled = parts.iter().any(|part| !matches!(part.label, Label::Nothing));
    let mut names = if is_labelled { vec![label_column] } else { Vec::new() };
    for column in parts.iter().flat_map(|part| &part.reading.table.columns) {
        if !names.contains(&column.name.as_str()) {
            names.push(&column.name);
        }
    }
    if time.is_none() {
        names.iter().filter(|name| **name != label_column).for_each(|name| note_lacking(&parts, name, &mut notes));
    }
    let columns = names.into_iter().map(|name| Column {
        name: name.to_owned(),
        values: if name == label_column { labels(&parts, name, rows) } else { values(&parts, name, rows, &mut notes) },
    });
    let mut table = Table { rows, columns: columns.collect() };
    if kind == FileKind::TestRun {
        mark_flaky(&mut table, label_column);
    }
    joined(&parts, table, notes)
}

/// The table with what the ledger says of it.
fn joined(parts: &[Part], table: Table, notes: Vec<Note>) -> Reading {
    let mut questions = Vec::new();
    for question in parts.iter().flat_map(|part| &part.reading.questions) {
        if !questions.contains(question) {
            questions.push(*question);
        }
    }
    let read: Vec<PartRead> = parts.iter().map(Part::read).collect();
    let ledger = Ledger {
        source: read.iter().map(|part| part.source.as_str()).collect::<Vec<_>>().join(", "),
        bytes: read.iter().map(|part| part.bytes).sum(),
        sha256: String::new(),
        parser: "joined".to_owned(),
        format: formats(&read),
        kind: parts.first().map(Part::kind).unwrap_or_default(),
        rows: table.rows as u64,
        columns: table.columns.len() as u64,
        notes,
        parts: Sparse(read),
        ..Ledger::default()
    };
    Reading { table, ledger, questions }
}

/// The tools that wrote the files, each once.
fn formats(read: &[PartRead]) -> String {
    let mut formats: Vec<&str> = Vec::new();
    for part in read {
        if !formats.contains(&part.format.as_str()) {
            formats.push(&part.format);
        }
    }
    formats.join(", ")
}

/// What became of the cells of a file, with the file's name.
fn notes_of(part: &Part) -> impl Iterator<Item = Note> {
    let own = |note: &Note| Note { message: format!("{}, in {}", note.message, part.name()), ..note.clone() };
    part.reading.ledger.notes.iter().map(own)
}

/// The rows of each file behind those of the one before; gives how many there are.
fn stack(parts: &mut [Part]) -> usize {
    let mut rows = 0;
    for part in parts {
        part.places = (rows..rows + part.reading.table.rows).collect();
        rows += part.reading.table.rows;
    }
    rows
}

/// The column of time by which rows of several files are the same row, if there is one.
fn shared_time(parts: &[Part], label_column: &str) -> Option<String> {
    let mut time = None;
    let mut others: Vec<&str> = Vec::new();
    for part in parts {
        let guessed = super::guess::guess_labelled(&part.reading.table, Some(label_column));
        let own = guessed.time.filter(|_| guessed.ordered && matches!(part.label, Label::In(_)))?;
        if time.get_or_insert_with(|| own.clone()) != &own {
            return None;
        }
        for column in
            part.reading.table.columns.iter().filter(|column| ![label_column, &own].contains(&column.name.as_str()))
        {
            if others.contains(&column.name.as_str()) {
                return None;
            }
            others.push(&column.name);
        }
    }
    time
}

/// Rows of the same label and moment as one row; gives how many there are.
fn merge(parts: &mut [Part], label_column: &str, time: &str, notes: &mut Vec<Note>) -> usize {
    // Rows may come in any order, and by the million.
    let mut known: BTreeMap<(String, Option<i64>), usize> = BTreeMap::new();
    for part in &mut *parts {
        let (labels, times) = (part.values(label_column), part.values(time));
        let place = |row: usize| {
            let label = labels.map(|labels| labels.cell(row).to_lowercase()).unwrap_or_default();
            let next = known.len();
            *known.entry((label, times.and_then(|times| times.moment(row)))).or_insert(next)
        };
        part.places = (0..part.reading.table.rows).map(place).collect();
    }
    let (rows, all) = (known.len(), parts.iter().map(|part| part.places.len()).sum::<usize>());
    if all > rows {
        notes.push(Note {
            kind: NoteKind::MadeOne,
            count: (all - rows) as u64,
            message: format!("rows of the same {label_column} and {time} in two files, made one row"),
            ..Note::default()
        });
    }
    for part in parts.iter().filter(|part| part.places.len() < rows) {
        notes.push(Note {
            kind: NoteKind::LeftMissing,
            count: (rows - part.places.len()) as u64,
            message: format!(
                "no such {label_column} and {time} in {}, so its columns have no value there",
                part.name()
            ),
            ..Note::default()
        });
    }
    rows
}

/// The labels, those that differ in upper and lower case alone as one.
fn labels(parts: &[Part], column: &str, rows: usize) -> Values {
    let mut cells: Vec<Option<String>> = vec![None; rows];
    for part in parts {
        for (row, place) in part.places.iter().enumerate() {
            cells[*place] = match &part.label {
                Label::Of(label) => Some(label.clone()),
                Label::Nothing => None,
                Label::In(_) => {
                    part.values(column).map(|values| values.cell(row).into_owned()).filter(|label| !label.is_empty())
                }
            };
        }
    }
    let mut text: Text = cells.iter().map(Option::as_deref).collect();
    text.unite_letter_cases(usize::MAX);
    Values::Text(text)
}

/// A column's cells from every file that has it.
fn values(parts: &[Part], name: &str, rows: usize, notes: &mut Vec<Note>) -> Values {
    let found: Vec<(&Part, &Values)> = parts.iter().filter_map(|part| Some((part, part.values(name)?))).collect();
    let filled = || found.iter().filter(|(_, values)| values.missing() < values.len());
    if filled().all(|(_, values)| values.numbers().is_some()) {
        return Values::Number(numbers(&found, rows));
    }
    let are_times = filled().all(|(_, values)| matches!(values, Values::Time(_)));
    let text = texts(&found, rows);
    if are_times {
        return Time::of(text, |_| false).map_or_else(Values::Text, Values::Time);
    }
    for (part, _) in filled().filter(|(_, values)| !matches!(values, Values::Text(_))) {
        notes.push(Note {
            kind: NoteKind::Coerced,
            column: name.to_owned(),
            count: part.places.len() as u64,
            message: format!("taken for texts, as they are in another file, though they are none in {}", part.name()),
            places: Vec::new(),
        });
    }
    Values::Text(text)
}

/// Says which files lack a column.
fn note_lacking(parts: &[Part], name: &str, notes: &mut Vec<Note>) {
    for part in parts.iter().filter(|part| part.values(name).is_none()) {
        notes.push(Note {
            kind: NoteKind::LeftMissing,
            column: name.to_owned(),
            count: part.places.len() as u64,
            message: format!("there is no such column in {}, so its rows have no value there", part.name()),
            places: Vec::new(),
        });
    }
}

fn numbers(found: &[(&Part, &Values)], rows: usize) -> Vec<f64> {
    let mut cells = vec![f64::NAN; rows];
    for (part, values) in found {
        for (place, value) in part.places.iter().zip(values.numbers().unwrap_or_default()) {
            cells[*place] = *value;
        }
    }
    cells
}

fn texts(found: &[(&Part, &Values)], rows: usize) -> Text {
    let mut cells: Vec<Option<String>> = vec![None; rows];
    for (part, values) in found {
        for (row, place) in part.places.iter().enumerate().filter(|(row, _)| !values.is_missing(*row)) {
            cells[*place] = Some(values.cell(row).into_owned());
        }
    }
    cells.iter().map(Option::as_deref).collect()
}

#[cfg(test)]
mod tests;
