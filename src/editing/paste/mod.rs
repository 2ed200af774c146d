//! Records pasted from a spreadsheet: a row each, under headings that name their fields.
//!
//! A row whose name is in the package already changes that record where the row says something; every other row is a
//! new record. Nothing is removed. What a heading or a cell says that cannot be understood is told and left out.

mod cell;
mod column;
mod gate;
mod remark;
mod risk;
mod stakeholder;
#[cfg(test)]
mod tests;

use crate::package::{Id, Package, Record};
use crate::telemetry::sheet::{Row, Sheet};

use cell::Cell;
pub use column::Column;
pub use remark::{PasteError, Remark};

/// Records that can be pasted as rows of a table.
pub trait Tabular: Record + PartialEq {
    /// The columns understood, in the order in which they are taken; the first names the record.
    const COLUMNS: &'static [Column<Self>];

    /// What tells it from the others: rows of the same name mean the same record.
    fn name(&self) -> String {
        (Self::COLUMNS[0].shown)(self, &Package::default())
    }
}

/// Rows understood as records, and what of them was not.
#[derive(Clone, Debug)]
pub struct Pasted<R: Tabular> {
    /// The columns found, as positions in [`Tabular::COLUMNS`].
    columns: Vec<usize>,
    /// The records as they come out, and whether they are new.
    records: Vec<(R, Arrival)>,
    /// What was not understood.
    pub remarks: Vec<Remark>,
}

/// What a row does to the package.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// It adds a record.
    New,
    /// It changes the one of its name.
    Changed,
    /// The one of its name says all of it already.
    Same,
}

/// Reads rows copied from a spreadsheet as records of `package`. `entropy` gives new records their identifiers.
///
/// # Errors
/// When the text is no table, when its first row names no column of these records, or when no row is left.
pub fn read<R: Tabular>(text: &str, package: &Package, entropy: u64) -> Result<Pasted<R>, PasteError> {
    let sheet = Sheet::parse(text)?;
    let Some((heading, body)) = sheet.rows.split_first() else { return Err(PasteError::Empty) };
    let mut remarks = Vec::new();
    let places = places::<R>(heading, &mut remarks)?;
    let numbers = sheet.numbers(body.iter().flat_map(|row| &row.cells).map(|cell| cell.trim_end_matches(['%', ' '])));
    let mut records: Vec<(R, Arrival, u64)> = Vec::new();
    for (order, row) in body.iter().enumerate() {
        let beyond = row.cells.iter().skip(heading.cells.len()).any(|cell| !cell.is_empty());
        if beyond {
            remarks.push(Remark::TooLong { row: row.number, found: row.cells.len(), asked: heading.cells.len() });
            continue;
        }
        let blank = R::blank(Id::fresh(&R::NOUN.replace(' ', "-"), entropy.wrapping_add(spread(order))));
        let take = |record: &mut R, remarks: &mut Vec<Remark>| {
            for (place, column) in places.iter().enumerate().filter_map(|(place, column)| Some((place, (*column)?))) {
                let text = row.cells.get(place).map_or("", String::as_str);
                let cell = Cell { text, numbers, package };
                if let Err(expected) = cell.take_into(&R::COLUMNS[column], record) {
                    let heading = R::COLUMNS[column].heading;
                    remarks.push(Remark::Cell { row: row.number, heading, found: text.to_owned(), expected });
                }
            }
        };
        let mut unheard = Vec::new();
        let mut alone = blank;
        take(&mut alone, &mut unheard);
        let name = alone.name();
        if name.trim().is_empty() {
            remarks.push(Remark::Unnamed { row: row.number, heading: R::COLUMNS[0].heading });
            continue;
        }
        if let Some((_, _, first)) = records.iter().find(|(earlier, ..)| earlier.name() == name) {
            remarks.push(Remark::Repeated { row: row.number, first: *first, name });
            continue;
        }
        remarks.append(&mut unheard);
        let present = R::list(package).iter().find(|present| present.name().trim() == name);
        let (record, arrival) = match present {
            None => (alone, Arrival::New),
            Some(present) => {
                let mut changed = present.clone();
                take(&mut changed, &mut unheard);
                let same = changed == *present;
                (changed, if same { Arrival::Same } else { Arrival::Changed })
            }
        };
        records.push((record, arrival, row.number));
    }
    if records.is_empty() {
        return Err(PasteError::NoRow { noun: R::NOUN, heading: R::COLUMNS[0].heading });
    }
    let records = records.into_iter().map(|(record, arrival, _)| (record, arrival)).collect();
    let mut columns: Vec<usize> = places.into_iter().flatten().collect();
    crate::order::sort(&mut columns, Ord::cmp);
    Ok(Pasted { columns, records, remarks })
}

/// Which column of `R` stands in which column of the sheet.
fn places<R: Tabular>(heading: &Row, remarks: &mut Vec<Remark>) -> Result<Vec<Option<usize>>, PasteError> {
    let mut places: Vec<Option<usize>> = Vec::new();
    for cell in &heading.cells {
        let found = R::COLUMNS.iter().position(|column| column.is_headed(cell));
        match found {
            Some(column) if places.contains(&Some(column)) => {
                remarks.push(Remark::ColumnTwice { found: cell.clone(), heading: R::COLUMNS[column].heading });
                places.push(None);
            }
            Some(column) => places.push(Some(column)),
            None => {
                if !cell.is_empty() {
                    remarks.push(Remark::UnknownColumn { found: cell.clone() });
                }
                places.push(None);
            }
        }
    }
    let known: Vec<&str> = R::COLUMNS.iter().map(|column| column.heading).collect();
    if places.iter().all(Option::is_none) {
        return Err(PasteError::NoHeading { known });
    }
    if !places.contains(&Some(0)) {
        return Err(PasteError::NoName { noun: R::NOUN, heading: R::COLUMNS[0].heading });
    }
    Ok(places)
}

/// Numbers far apart for places that are not.
fn spread(place: usize) -> u64 {
    (place as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

impl<R: Tabular> Pasted<R> {
    /// The headings of the columns found.
    pub fn headings(&self) -> Vec<&'static str> {
        self.columns.iter().map(|column| R::COLUMNS[*column].heading).collect()
    }

    /// Each row as it was understood: what it does, and its cells beneath the [headings](Self::headings).
    pub fn rows(&self, package: &Package) -> Vec<(Arrival, Vec<String>)> {
        let cells =
            |record: &R| self.columns.iter().map(|column| (R::COLUMNS[*column].shown)(record, package)).collect();
        self.records.iter().map(|(record, arrival)| (*arrival, cells(record))).collect()
    }

    /// How many rows arrive so.
    pub fn count(&self, arrival: Arrival) -> usize {
        self.records.iter().filter(|(_, each)| *each == arrival).count()
    }

    /// Puts the records into the package: changed ones in their places, new ones at the end.
    pub fn apply(&self, package: &mut Package) {
        for (record, arrival) in &self.records {
            match arrival {
                Arrival::New => R::list_mut(package).push(record.clone()),
                Arrival::Changed | Arrival::Same => {
                    if let Some(present) = R::find_mut(package, record.id()) {
                        *present = record.clone();
                    }
                }
            }
        }
    }
}
