//! Tables of known tools: recognised by their columns, which are then called and measured as measures know them
//! (`latency_ms`, `status`, `offset_s`), every change said.

mod list;

use engine::delimited::Row;

use super::column::name_by_place;
use crate::telemetry::ledger::{Note, NoteKind, Place};
use crate::telemetry::table::{Column, Table, Values, shifted};
use crate::telemetry::time::Time;
pub use list::TOOLS;

/// A tool that writes tables.
#[derive(Debug)]
pub struct Tool {
    /// What people call it.
    pub name: &'static str,
    /// What its table is: "load test".
    pub what: &'static str,
    header: Header,
    columns: &'static [Mapping],
    rows: Rows,
}

/// What a tool's table is known by.
#[derive(Debug)]
enum Header {
    /// The first row names at least these columns.
    Has(&'static [&'static str]),
    /// There is no header.
    Without {
        /// What the columns are.
        names: &'static [&'static str],
        /// How many of them there are at least.
        least: usize,
        /// Cells of the first row, counted from 0, that are so many digits.
        digits: &'static [(usize, usize)],
    },
}

/// What a tool's column becomes.
#[derive(Debug)]
struct Mapping {
    from: &'static str,
    to: &'static str,
    unit: Unit,
}

/// What a tool's column is measured in.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Unit {
    AsWritten,
    Milliseconds,
    /// Shown as milliseconds.
    Seconds,
    /// Shown as milliseconds.
    Nanoseconds,
    /// A moment since 1970, shown as seconds since the first.
    SecondsOfClock,
    MillisecondsOfClock,
    NanosecondsOfClock,
}

/// Which of a tool's rows are taken.
#[derive(Debug)]
enum Rows {
    All,
    /// Those that have this text in a column.
    Only {
        column: &'static str,
        text: &'static str,
        told: &'static str,
    },
    /// Those that do not.
    Without {
        column: &'static str,
        text: &'static str,
        told: &'static str,
    },
}

impl Tool {
    /// The tool that writes tables with such a first row.
    pub(super) fn of(first: &Row) -> Option<&'static Self> {
        let cells: Vec<&[u8]> = first.cells().map(<[u8]>::trim_ascii).collect();
        TOOLS.iter().find(|tool| tool.header.is_of(&cells))
    }

    /// Whether its columns can be named and measured anew.
    pub fn has_columns(&self) -> bool {
        !self.columns.is_empty()
    }

    /// What it measures latency in.
    pub fn unit_of_latency(&self) -> Option<&'static str> {
        let unit = self.columns.iter().find(|mapping| mapping.to == "latency_ms")?.unit;
        match unit {
            Unit::Seconds => Some("seconds"),
            Unit::Milliseconds => Some("milliseconds"),
            Unit::Nanoseconds => Some("nanoseconds"),
            _ => None,
        }
    }

    /// The columns' names, of a tool that writes none.
    pub(super) fn names(&self, columns: usize) -> Option<Vec<Vec<u8>>> {
        let Header::Without { names, .. } = &self.header else { return None };
        let name =
            |place: usize| names.get(place).map_or_else(|| name_by_place(place + 1), |name| name.as_bytes().to_vec());
        Some((0..columns).map(name).collect())
    }

    /// Names and measures the columns anew, and leaves out the rows that are none; `notes` say so.
    pub(super) fn map(&self, table: &mut Table, notes: &mut Vec<Note>) {
        self.rows.take(table, notes);
        for mapping in self.columns {
            let taken = table.column(mapping.to).is_some();
            let column = table.columns.iter_mut().find(|column| column.name == mapping.from);
            if let Some(column) = column.filter(|_| !taken || mapping.from == mapping.to) {
                mapping.map(column, notes);
            }
        }
    }
}

/// The tool of a ledger's format, if it is one.
pub fn tool(format: &str) -> Option<&'static Tool> {
    TOOLS.iter().find(|tool| tool.name == format)
}

impl Header {
    fn is_of(&self, cells: &[&[u8]]) -> bool {
        match self {
            Self::Has(names) => names.iter().all(|name| cells.contains(&name.as_bytes())),
            Self::Without { names, least, digits } => {
                let are_digits = |(place, count): &(usize, usize)| {
                    cells.get(*place).is_some_and(|cell| cell.len() == *count && cell.iter().all(u8::is_ascii_digit))
                };
                (*least..=names.len()).contains(&cells.len()) && digits.iter().all(are_digits)
            }
        }
    }
}

impl Mapping {
    fn map(&self, column: &mut Column, notes: &mut Vec<Note>) {
        let Values::Number(cells) = &mut column.values else {
            if self.unit == Unit::AsWritten {
                self.rename(column, notes);
            }
            return;
        };
        let present = || cells.iter().copied().filter(|cell| !cell.is_nan());
        let first = present().fold(f64::INFINITY, f64::min);
        let change: fn(f64, f64) -> f64 = match self.unit {
            Unit::AsWritten | Unit::Milliseconds => |cell, _| cell,
            Unit::Seconds => |cell, _| shifted(cell, 3),
            Unit::Nanoseconds => |cell, _| shifted(cell, -6),
            // As exact as such moments are, whose doubles are some 0.2 µs apart.
            Unit::SecondsOfClock => |cell, first| libm::round((cell - first) * 1e6) / 1e6,
            Unit::MillisecondsOfClock => |cell, first| shifted(cell - first, -3),
            // Doubles hold them to 256 ns.
            Unit::NanosecondsOfClock => |cell, first| libm::round((cell - first) / 1e3) / 1e6,
        };
        cells.iter_mut().filter(|cell| !cell.is_nan()).for_each(|cell| *cell = change(*cell, first));
        if self.unit == Unit::NanosecondsOfClock {
            notes.retain(|note| note.column != self.from || note.kind != NoteKind::Imprecise);
        }
        self.rename(column, notes);
    }

    /// Calls the column by our name; notes of its cells go with it.
    fn rename(&self, column: &mut Column, notes: &mut Vec<Note>) {
        notes.iter_mut().filter(|note| note.column == self.from).for_each(|note| self.to.clone_into(&mut note.column));
        self.to.clone_into(&mut column.name);
        let unit = match self.unit {
            Unit::AsWritten => "",
            Unit::Milliseconds => ", in milliseconds",
            Unit::Seconds => " in seconds, shown in milliseconds",
            Unit::Nanoseconds => " in nanoseconds, shown in milliseconds",
            Unit::SecondsOfClock | Unit::MillisecondsOfClock | Unit::NanosecondsOfClock => {
                ", a time of the clock, shown as seconds since the first"
            }
        };
        notes.push(Note {
            kind: NoteKind::Mapped,
            column: self.to.to_owned(),
            count: 1,
            message: format!("written as {}{unit}", self.from),
            places: Vec::new(),
        });
    }
}

impl Rows {
    fn take(&self, table: &mut Table, notes: &mut Vec<Note>) {
        let (column, text, told, with) = match self {
            Self::All => return,
            Self::Only { column, text, told } => (column, text, told, true),
            Self::Without { column, text, told } => (column, text, told, false),
        };
        let Some(values) = table.column(column).map(|column| &column.values) else { return };
        let keeps: Vec<bool> = (0..table.rows).map(|row| (values.cell(row) == *text) == with).collect();
        let left_out = keeps.iter().filter(|keeps| !**keeps).count();
        // Where nothing would stay, the table is not what it seems.
        if left_out == 0 || left_out == table.rows {
            return;
        }
        for (row, _) in keeps.iter().enumerate().filter(|(_, keeps)| !**keeps) {
            let cell = || Place::new(row as u64 + 1, &values.cell(row));
            Note::add(notes, NoteKind::Dropped, column, told, cell);
        }
        table.rows -= left_out;
        table.columns.iter_mut().for_each(|column| keep(&mut column.values, &keeps));
    }
}

/// Keeps the cells of the rows that are kept.
fn keep(values: &mut Values, keeps: &[bool]) {
    let kept = || (0..keeps.len()).filter(|row| keeps[*row]);
    match values {
        Values::Number(cells) => *cells = kept().map(|row| cells[row]).collect(),
        Values::Text(text) => *text = kept().map(|row| text.get(row)).collect(),
        Values::Time(time) => {
            let text = kept().map(|row| time.text.get(row)).collect();
            match Time::of(text, |_| false) {
                Ok(time) => *values = Values::Time(time),
                Err(text) => *values = Values::Text(text),
            }
        }
    }
}

#[cfg(test)]
mod tests;
