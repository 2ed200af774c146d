//! A decision matrix as people keep it in a spreadsheet: a row per alternative, a column per criterion.
//!
//! ```text
//! alternative, Accuracy, Cost
//! weight,      60,       40
//! direction,   max,      min
//! worst,       50,       20
//! best,        100,      0
//! preference,  v:30,     usual
//! Engine A,    81,       11.7±2.5
//! ```
//!
//! The rows `weight`, `direction`, `worst`, `best` and `preference` may be left out and stand anywhere.

mod apply;
mod cell;
mod error;

pub use error::DecisionTableError;

use super::sheet::{NumberStyle, Row, Sheet};
use crate::package::criterion::{Direction, PreferenceFunction};
use cell::{Cell, Number};
use error::{Place, Problem};

/// A decision matrix read from a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DecisionTable {
    /// The columns.
    pub criteria: Vec<TableCriterion>,
    /// The rows.
    pub alternatives: Vec<TableAlternative>,
}

/// A column of a decision matrix.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TableCriterion {
    /// The heading.
    pub name: String,
    /// Whether more or less is better, as stated or from worst to best; absent when neither is there.
    pub direction: Option<Direction>,
    /// Its points; absent when the table has no row of weights.
    pub weight: Option<f64>,
    /// Worst and best value of its stated scale.
    pub scale: Option<(f64, f64)>,
    /// Whether its values and its scale stand in percent in the table; here they are shares.
    pub percent: bool,
    /// Its preference function; absent when the table states none.
    pub preference: Option<PreferenceFunction>,
}

/// A row of a decision matrix.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TableAlternative {
    /// The first cell.
    pub name: String,
    /// By criterion: value and standard deviation (0 when certain); absent when the cell is empty.
    pub values: Vec<Option<(f64, f64)>>,
}

/// Reads a table with commas, semicolons, tabs or bars between its cells.
///
/// Decimal commas are recognised where commas do not separate cells; beside one, `1.234` is a thousand and more.
/// Beside separators of thousands, `0,125` is no number and is refused. Empty cells, `NA`, `N/A`, `#N/A`, `null`,
/// `none`, `nil`, `NaN`, `-`, `--`, `–` and `?` are missing values. A cell `11.7±2.5` (or `11.7+-2.5`) is a mean with its standard deviation.
/// `81 %` is the share 0.81; beside it a number above 1 without the sign is refused. Weights may have the sign or not.
///
/// # Errors
/// Says what is wrong, in which row and column, and what to do. Nothing is half read.
pub fn parse(text: &str) -> Result<DecisionTable, DecisionTableError> {
    let sheet = Sheet::parse(text)?;
    let Some((heading, body)) = sheet.rows.split_first() else { return Err(DecisionTableError::Empty) };
    let names = headings(heading)?;
    let style = sheet.numbers(body.iter().flat_map(|row| row.cells.iter().skip(1)).map(String::as_str));
    let percent = (1..=names.len()).map(|column| body.iter().any(|row| is_percent(row, column))).collect();
    let mut reader = Reader { names: &names, style, percent, special: Vec::new() };
    let mut alternatives: Vec<TableAlternative> = Vec::new();
    for row in body {
        reader.check_length(row)?;
        if let Some(special) = Special::named(&row.cells[0]) {
            if let Some((_, earlier)) = reader.special.iter().find(|(kind, _)| *kind == special) {
                let (first, second, name) = (earlier.number, row.number, special.name());
                return Err(DecisionTableError::SpecialTwice { first, second, name });
            }
            reader.special.push((special, row));
            continue;
        }
        let name = row.cells[0].trim().to_owned();
        if name.is_empty() {
            return Err(DecisionTableError::Unnamed { row: row.number });
        }
        if let Some(first) = alternatives.iter().position(|alternative| alternative.name == name) {
            return Err(DecisionTableError::SameAlternative { row: row.number, first: first + 1, name });
        }
        let values = (0..names.len()).map(|column| reader.value(row, column)).collect::<Result<_, _>>()?;
        alternatives.push(TableAlternative { name, values });
    }
    if alternatives.is_empty() {
        return Err(DecisionTableError::NoAlternative);
    }
    let criteria = (0..names.len()).map(|column| reader.criterion(column)).collect::<Result<_, _>>()?;
    Ok(DecisionTable { criteria, alternatives })
}

/// Whether a row has a value in percent in this of its cells.
fn is_percent(row: &Row, column: usize) -> bool {
    let is_weight = Special::named(&row.cells[0]) == Some(Special::Weight);
    !is_weight && row.cells.get(column).is_some_and(|cell| cell.split(['±', '+']).any(cell::in_percent))
}

/// The criteria's names; spreadsheets often leave empty columns at the end, which are no criteria.
fn headings(heading: &Row) -> Result<Vec<String>, DecisionTableError> {
    let count = heading.cells.iter().rposition(|cell| !cell.is_empty()).unwrap_or(0);
    let names: Vec<String> = heading.cells.iter().skip(1).take(count).cloned().collect();
    if names.is_empty() {
        return Err(DecisionTableError::NoCriterion);
    }
    for (column, name) in names.iter().enumerate() {
        if name.is_empty() {
            return Err(DecisionTableError::NoHeading { column: column + 2 });
        }
        if let Some(first) = names[..column].iter().position(|other| other == name) {
            return Err(DecisionTableError::SameHeading { column: column + 2, first: first + 2, name: name.clone() });
        }
    }
    Ok(names)
}

/// What a row that is no alternative says about the criteria.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Special {
    Weight,
    Direction,
    Worst,
    Best,
    Preference,
}

impl Special {
    const ALL: [Self; 5] = [Self::Weight, Self::Direction, Self::Worst, Self::Best, Self::Preference];

    fn name(self) -> &'static str {
        match self {
            Self::Weight => "weight",
            Self::Direction => "direction",
            Self::Worst => "worst",
            Self::Best => "best",
            Self::Preference => "preference",
        }
    }

    fn named(cell: &str) -> Option<Self> {
        let cell = cell.trim();
        Self::ALL.into_iter().find(|special| special.name().eq_ignore_ascii_case(cell))
    }
}

struct Reader<'a> {
    names: &'a [String],
    style: NumberStyle,
    /// The criteria whose values are in percent.
    percent: Vec<bool>,
    special: Vec<(Special, &'a Row)>,
}

impl<'a> Reader<'a> {
    fn check_length(&self, row: &Row) -> Result<(), DecisionTableError> {
        let asked = self.names.len() + 1;
        let extra = row.cells.iter().skip(asked).any(|cell| !cell.is_empty());
        if row.cells.len() < asked || extra {
            let found = row.cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
            let found = if extra { found } else { row.cells.len() };
            return Err(DecisionTableError::Ragged { row: row.number, found, asked });
        }
        Ok(())
    }

    fn place(&self, row: &Row, column: usize) -> Place {
        Place {
            row: row.number,
            name: row.cells[0].clone(),
            column: column + 2,
            criterion: self.names[column].clone(),
            cell: row.cells[column + 1].clone(),
        }
    }

    fn fail(&self, row: &Row, column: usize, problem: Problem) -> DecisionTableError {
        DecisionTableError::Cell { place: Box::new(self.place(row, column)), problem }
    }

    fn value(&self, row: &Row, column: usize) -> Result<Option<(f64, f64)>, DecisionTableError> {
        match Cell::of(&row.cells[column + 1], self.style) {
            Cell::Missing => Ok(None),
            Cell::Number(number) => self.held(row, column, &number).map(Some),
            Cell::Wrong(problem) => Err(self.fail(row, column, problem)),
        }
    }

    /// A number and its deviation as shares where they are in percent. Beside such ones a plain number above 1 could be
    /// either.
    fn held(&self, row: &Row, column: usize, number: &Number) -> Result<(f64, f64), DecisionTableError> {
        match self.percent[column] && !number.percent && number.value.abs() > 1.0 {
            true => Err(self.fail(row, column, Problem::NotInPercent(row.cells[column + 1].clone()))),
            false => Ok(number.plain()),
        }
    }

    fn special(&self, kind: Special, column: usize) -> Option<(&'a Row, &'a str)> {
        let (_, row) = self.special.iter().find(|(special, _)| *special == kind)?;
        Some((*row, row.cells[column + 1].as_str()))
    }

    /// A certain number in a special row; absent when the row or the cell is.
    fn number(&self, kind: Special, column: usize) -> Result<Option<f64>, DecisionTableError> {
        let Some((row, cell)) = self.special(kind, column) else { return Ok(None) };
        match Cell::of(cell, self.style) {
            Cell::Missing => Ok(None),
            // Weights are points, and 30 % beside 70 % are 30 and 70 of them.
            Cell::Number(Number { value, deviation: 0.0, .. }) if kind == Special::Weight => Ok(Some(value)),
            Cell::Number(number @ Number { deviation: 0.0, .. }) => Ok(Some(self.held(row, column, &number)?.0)),
            Cell::Number(_) => Err(self.fail(row, column, Problem::Uncertain)),
            Cell::Wrong(problem) => Err(self.fail(row, column, problem)),
        }
    }

    fn criterion(&self, column: usize) -> Result<TableCriterion, DecisionTableError> {
        let weight = self.number(Special::Weight, column)?;
        if let Some((row, _)) = self.special(Special::Weight, column)
            && !weight.is_some_and(|weight| weight >= 0.0)
        {
            return Err(self.fail(row, column, Problem::Weight));
        }
        let scale = self.scale(column)?;
        let stated = match self.special(Special::Direction, column) {
            Some((_, "")) | None => None,
            Some((row, cell)) => Some(cell::direction(cell).ok_or_else(|| self.fail(row, column, Problem::Direction))?),
        };
        let falls = scale.is_some_and(|(worst, best)| worst > best);
        let implied = if falls { Direction::Min } else { Direction::Max };
        if let (Some(stated), Some(_), Some((row, _))) = (stated, scale, self.special(Special::Best, column))
            && stated != implied
        {
            return Err(self.fail(row, column, Problem::AgainstDirection));
        }
        let preference = match self.special(Special::Preference, column) {
            Some((_, "")) | None => None,
            Some((row, cell)) => {
                Some(cell::preference(cell, self.style).ok_or_else(|| self.fail(row, column, Problem::Preference))?)
            }
        };
        let direction = stated.or(scale.map(|_| implied));
        let (name, percent) = (self.names[column].clone(), self.percent[column]);
        Ok(TableCriterion { name, direction, weight, scale, percent, preference })
    }

    fn scale(&self, column: usize) -> Result<Option<(f64, f64)>, DecisionTableError> {
        match (self.number(Special::Worst, column)?, self.number(Special::Best, column)?) {
            (None, None) => Ok(None),
            (Some(worst), Some(best)) if worst != best => Ok(Some((worst, best))),
            (worst, _) => {
                let there = if worst.is_some() { Special::Worst } else { Special::Best };
                let row = self.special(there, column).map(|(row, _)| row);
                row.map_or(Ok(None), |row| Err(self.fail(row, column, Problem::Scale)))
            }
        }
    }
}

#[cfg(test)]
mod tests;
