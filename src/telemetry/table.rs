//! Tables of telemetry, held by column.

use crate::sorted_map::SortedMap;
use std::borrow::Cow;

use crate::package::Id;

use super::text::Text;
use super::time::Time;

/// The tables at hand, by the dataset they belong to.
#[derive(Clone, Debug, Default)]
pub struct Telemetry {
    tables: SortedMap<Id, (u64, Table)>,
    inserted: u64,
}

impl Telemetry {
    /// The dataset's table, if it is at hand.
    pub fn table(&self, dataset: &Id) -> Option<&Table> {
        self.tables.get(dataset).map(|(_, table)| table)
    }

    /// Changes whenever the dataset is given another table; `None` when it has none.
    pub fn version(&self, dataset: &Id) -> Option<u64> {
        self.tables.get(dataset).map(|(version, _)| *version)
    }

    /// Puts a table in the place of the dataset's former one.
    pub fn insert(&mut self, dataset: Id, table: Table) {
        self.inserted += 1;
        self.tables.insert(dataset, (self.inserted, table));
    }

    /// Takes the dataset's table out.
    pub fn remove(&mut self, dataset: &Id) -> Option<Table> {
        self.tables.remove(dataset).map(|(_, table)| table)
    }

    /// Every table with its dataset, in the order of identifiers.
    pub fn iter(&self) -> impl Iterator<Item = (&Id, &Table)> {
        self.tables.iter().map(|(dataset, (_, table))| (dataset, table))
    }
}

/// Columns of equal length.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// How many cells each column has.
    pub rows: usize,
    /// In the order of the file.
    pub columns: Vec<Column>,
}

impl Table {
    /// The first column of this name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }
}

/// One column: its name and a cell per row.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// As in the file's header.
    pub name: String,
    /// The cells.
    pub values: Values,
}

/// A column's cells, all of one kind.
#[derive(Clone, Debug)]
pub enum Values {
    /// Numbers; a missing cell is NaN, and no cell is infinite.
    Number(Vec<f64>),
    /// Texts, each distinct one stored once.
    Text(Text),
    /// Dates or dates with a time, with the texts they were written as.
    Time(Time),
}

impl PartialEq for Values {
    /// Cell by cell, and a missing number equals a missing number.
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Number(mine), Self::Number(theirs)) => {
                mine.len() == theirs.len()
                    && mine
                        .iter()
                        .zip(theirs)
                        .all(|(mine, theirs)| mine == theirs || (mine.is_nan() && theirs.is_nan()))
            }
            (Self::Text(mine), Self::Text(theirs)) => mine == theirs,
            (Self::Time(mine), Self::Time(theirs)) => mine == theirs,
            _ => false,
        }
    }
}

impl Values {
    /// How many cells there are, missing ones included.
    pub fn len(&self) -> usize {
        match self {
            Self::Number(cells) => cells.len(),
            Self::Text(text) => text.len(),
            Self::Time(time) => time.text.len(),
        }
    }

    /// Whether there is no cell.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether the cell is missing; also beyond the last row.
    pub fn is_missing(&self, row: usize) -> bool {
        match self {
            Self::Number(cells) => cells.get(row).is_none_or(|value| value.is_nan()),
            Self::Text(text) => text.get(row).is_none(),
            Self::Time(time) => time.text.get(row).is_none(),
        }
    }

    /// How many cells are missing.
    pub fn missing(&self) -> usize {
        match self {
            Self::Number(cells) => cells.iter().filter(|value| value.is_nan()).count(),
            Self::Text(text) => text.missing(),
            Self::Time(time) => time.text.missing(),
        }
    }

    /// The cell as text, empty when missing.
    pub fn cell(&self, row: usize) -> Cow<'_, str> {
        match self {
            Self::Number(cells) => cells.get(row).map_or(Cow::Borrowed(""), |value| Cow::Owned(number_text(*value))),
            Self::Text(text) => Cow::Borrowed(text.get(row).unwrap_or("")),
            Self::Time(time) => Cow::Borrowed(time.text.get(row).unwrap_or("")),
        }
    }

    /// What is the same number for the same moment, and for no other; none where there is no moment.
    pub fn moment(&self, row: usize) -> Option<i64> {
        match self {
            Self::Number(cells) => {
                cells.get(row).filter(|cell| !cell.is_nan()).map(|cell| (cell + 0.0).to_bits() as i64)
            }
            Self::Text(_) => None,
            Self::Time(time) => time.instant(row),
        }
    }

    /// The numbers, if this column holds numbers.
    pub fn numbers(&self) -> Option<&[f64]> {
        match self {
            Self::Number(cells) => Some(cells),
            _ => None,
        }
    }

    /// The texts, if this column holds texts or times.
    pub fn texts(&self) -> Option<&Text> {
        match self {
            Self::Number(_) => None,
            Self::Text(text) => Some(text),
            Self::Time(time) => Some(&time.text),
        }
    }
}

/// The shortest text that reads back as the same number; empty for a missing one.
pub fn number_text(value: f64) -> String {
    let size = value.abs();
    if value.is_nan() {
        String::new()
    } else if size != 0.0 && !(1e-7..1e17).contains(&size) {
        format!("{value:e}")
    } else {
        value.to_string()
    }
}

/// A finite number with its decimal point so many places further right, exact to the last digit as it is written: 0.0027
/// becomes 2.7.
pub fn shifted(value: f64, places: i32) -> f64 {
    let text = number_text(value);
    let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let exponent = exponent.parse::<i32>().unwrap_or(0) + places;
    format!("{digits}e{exponent}").parse().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_shortest() {
        let cases: &[(f64, &str)] = &[
            (0.0, "0"),
            (0.5, "0.5"),
            (-3.0, "-3"),
            (f64::NAN, ""),
            (1e-9, "1e-9"),
            (1e20, "1e20"),
            (0.1 + 0.2, "0.30000000000000004"),
        ];
        for (value, expected) in cases {
            assert_eq!(number_text(*value), *expected);
        }
    }

    #[test]
    fn a_point_is_shifted_exactly_as_written() {
        let cases = [
            (0.0027, 2.7),
            (0.165, 165.0),
            (1e-9, 1e-6),
            (0.1 + 0.2, 300.000_000_000_000_04),
            (0.0, 0.0),
            (-2.0, -2e3),
        ];
        for (value, expected) in cases {
            assert_eq!(shifted(value, 3), expected, "{value}");
        }
        assert_eq!((shifted(1e20, 3), shifted(1_234_567.0, -6)), (1e23, 1.234_567));
    }

    #[test]
    fn a_missing_number_equals_a_missing_number() {
        assert_eq!(Values::Number(vec![f64::NAN, 1.0]), Values::Number(vec![f64::NAN, 1.0]));
        assert_ne!(Values::Number(vec![f64::NAN]), Values::Number(vec![0.0]));
    }
}
