//! A cell of a pasted row, and what it may be taken for.

use super::Column;
use crate::package::{Date, Id, Package, Record, Word};
use crate::publish::words::figure;
use crate::telemetry::sheet::{NumberStyle, is_missing, share};

/// What stands in a cell, and what it may speak of.
#[derive(Clone, Copy)]
pub struct Cell<'a> {
    pub(super) text: &'a str,
    pub(super) numbers: NumberStyle,
    pub(super) package: &'a Package,
}

impl Cell<'_> {
    /// Takes the cell into `record`; an empty one changes nothing.
    pub(super) fn take_into<R>(&self, column: &Column<R>, record: &mut R) -> Result<(), String> {
        if is_missing(self.text) { Ok(()) } else { (column.take)(record, self) }
    }

    /// The cell as it stands.
    pub fn text(&self) -> String {
        self.text.to_owned()
    }

    /// One of the words of `W`, in any case, or one of `also`.
    pub fn word<W: Word>(&self, also: &[(&str, W)]) -> Result<W, String> {
        let said = self.text.to_lowercase();
        let word = W::WORDS.iter().copied().find(|word| word.word().to_lowercase() == said);
        let word = word.or_else(|| also.iter().find(|(other, _)| *other == said).map(|(_, word)| *word));
        word.ok_or_else(|| {
            let words: Vec<&str> = W::WORDS.iter().map(|word| word.word()).collect();
            format!("one of {}", figure::list(&words))
        })
    }

    /// A step of a scale from 1 to 5: its number, which words may follow, or its first word.
    pub fn step(&self, words: &[&str; 5]) -> Result<u8, String> {
        let said = self.text.to_lowercase();
        let digits: String = said.chars().take_while(char::is_ascii_digit).collect();
        let behind = &said[digits.len()..];
        let stands_alone = !behind.starts_with(['.', ',', '%']) || behind.len() == 1;
        let number = digits.parse().ok().filter(|step| (1..=5).contains(step) && stands_alone);
        let first = |words: &str| words.split(',').next().unwrap_or(words).to_lowercase();
        let named = || words.iter().position(|each| first(each) == said || each.to_lowercase() == said);
        number.or_else(|| named().map(|place| place as u8 + 1)).ok_or_else(|| {
            let names: Vec<String> = words.iter().map(|each| first(each)).collect();
            format!("a step from 1 to 5, or one of {}", figure::list(&names))
        })
    }

    /// The record of `R` that `name` gives this name, in any case.
    pub fn record<R: Record>(&self, name: fn(&R) -> &str) -> Result<Id, String> {
        let said = self.text.to_lowercase();
        let all = R::list(self.package);
        let found = all.iter().find(|record| name(record).trim().to_lowercase() == said);
        found.map(|record| record.id().clone()).ok_or_else(|| format!("the name of a {} of this package", R::NOUN))
    }

    /// A date: 2026-12-01, or 1.12.2026.
    pub fn date(&self) -> Result<Date, String> {
        let expected = || "a date such as 2026-12-01".to_owned();
        let parts: Vec<&str> = self.text.split(['-', '.']).collect();
        let numbers: Option<Vec<u32>> = parts.iter().map(|part| part.parse().ok()).collect();
        let dashed = self.text.contains('-') && !self.text.contains('.');
        let (year, month, day) = match (numbers.as_deref(), dashed) {
            (Some(&[year, month, day]), true) | (Some(&[day, month, year]), false) => (year, month, day),
            _ => return Err(expected()),
        };
        let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let days = match month {
            2 => 28 + u32::from(is_leap),
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        let holds = (1900..=9999).contains(&year) && (1..=12).contains(&month) && (1..=days).contains(&day);
        if holds { Ok(Date(format!("{year:04}-{month:02}-{day:02}"))) } else { Err(expected()) }
    }

    /// A number, which `unit` may follow; one in percent as its share.
    pub fn number(&self, unit: &str) -> Result<Amount, String> {
        let text = self.text.trim();
        let (digits, percent) = match text.strip_suffix('%') {
            Some(digits) => (digits, true),
            None => (text.strip_suffix(unit.trim()).unwrap_or(text), false),
        };
        let value = self.numbers.number(digits.trim()).filter(|value| value.is_finite());
        let value = value.ok_or_else(|| "a number".to_owned())?;
        Ok(if percent { Amount::Share(share(value)) } else { Amount::Plain(value) })
    }
}

/// A number as it was written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Amount {
    /// Without a sign of its own.
    Plain(f64),
    /// In percent: a share, 1 for all.
    Share(f64),
}
