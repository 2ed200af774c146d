//! Cells of a decision matrix: numbers as people type them.

use engine::cell::{Meaning, is_marker};
use engine::comma::{CommaCounts, CommaReading, CommaUse, are_groups};

use super::error::Problem;
use crate::package::criterion::{Direction, PreferenceFunction};

/// What a cell holds.
pub(super) enum Cell {
    Missing,
    Number(Number),
    Wrong(Problem),
}

/// A value with its standard deviation, 0 when certain.
pub(super) struct Number {
    pub value: f64,
    pub deviation: f64,
}

/// How a table writes its numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Style {
    commas: CommaReading,
}

impl Style {
    /// The style of a table whose cells `separator` separates: a comma is decimal when it separates neither cells
    /// nor, anywhere, thousands, and no point is a decimal mark. A comma before exactly three digits is one of
    /// thousands if all are.
    pub fn of<'a>(separator: u8, cells: impl Iterator<Item = &'a str>) -> Self {
        let (mut counts, mut points) = (CommaCounts::default(), false);
        for part in cells.flat_map(|cell| cell.split(['±', ':'])) {
            let part = without_blanks(part);
            match Meaning::of(part.as_bytes()) {
                Meaning::Comma(shape) => counts.count(shape),
                Meaning::Number { .. } => {
                    points |= part.rsplit_once('.').is_some_and(|(_, decimals)| decimals.len() != 3);
                }
                _ => {}
            }
        }
        let decimal = separator != b',' && counts.decimal > 0 && counts.thousands == 0 && !points;
        Self { commas: CommaReading::settle(std::iter::once(counts), Some(decimal), CommaUse::Thousands) }
    }

    /// What a cell of an alternative, or a plain number of a special row, holds.
    pub fn cell(self, cell: &str) -> Cell {
        let cell = cell.trim();
        if cell.is_empty() || cell == "–" || cell.eq_ignore_ascii_case("nan") || is_marker(cell.as_bytes()) {
            return Cell::Missing;
        }
        let parts = cell.split_once('±').or_else(|| cell.split_once("+/-")).or_else(|| cell.split_once("+-"));
        let (value, deviation) = parts.map_or((cell, "0"), |(value, deviation)| (value, deviation));
        match (self.number(value), self.number(deviation)) {
            (Some(value), Some(deviation)) if !value.is_finite() || !deviation.is_finite() => {
                Cell::Wrong(Problem::Infinite(cell.to_owned()))
            }
            (Some(_), Some(deviation)) if deviation < 0.0 => Cell::Wrong(Problem::Deviation(cell.to_owned())),
            (Some(value), Some(deviation)) => Cell::Number(Number { value, deviation }),
            _ => Cell::Wrong(Problem::NotNumber(cell.to_owned())),
        }
    }

    /// A preference function with its thresholds: `v-indifference:0.5:5`.
    pub fn preference(self, cell: &str) -> Option<PreferenceFunction> {
        let mut parts = cell.split(':').map(str::trim);
        let name = parts.next()?.to_ascii_lowercase();
        let thresholds: Vec<f64> = parts
            .map(|part| self.number(part).filter(|threshold| threshold.is_finite() && *threshold >= 0.0))
            .collect::<Option<_>>()?;
        match (name.as_str(), thresholds.as_slice()) {
            ("usual", []) => Some(PreferenceFunction::Usual),
            ("u", [q]) => Some(PreferenceFunction::U { q: *q }),
            ("v", [p]) => Some(PreferenceFunction::V { p: *p }),
            ("level", [q, p]) if q <= p => Some(PreferenceFunction::Level { q: *q, p: *p }),
            ("v-indifference", [q, p]) if q <= p => Some(PreferenceFunction::VIndifference { q: *q, p: *p }),
            ("gaussian", [s]) if *s > 0.0 => Some(PreferenceFunction::Gaussian { s: *s }),
            _ => None,
        }
    }

    /// The number a text is; infinite when it is none that can be held.
    fn number(self, text: &str) -> Option<f64> {
        let mut text = without_blanks(text);
        let decimal_comma = self.commas.either == CommaUse::Decimal;
        if decimal_comma && !text.contains(',') && text.contains('.') {
            if !are_groups(text.trim_start_matches(['-', '+']).as_bytes(), b'.') {
                return None;
            }
            text = text.replace('.', "");
        }
        match Meaning::of(text.as_bytes()) {
            Meaning::Number { value, .. } => Some(value),
            Meaning::Comma(shape) => self.commas.value(text.as_bytes(), shape),
            Meaning::NotFinite => Some(f64::INFINITY),
            _ => None,
        }
    }
}

/// A number's text as engines write it: without blanks and apostrophes between its digits, with a hyphen as its
/// minus, and without zeros before its first digit.
fn without_blanks(text: &str) -> String {
    let plain = text.trim().replace(['\u{a0}', '\u{202f}', '\'', ' '], "").replace('−', "-");
    let digits = plain.trim_start_matches(['-', '+']);
    let sign = &plain[..plain.len() - digits.len()];
    let zeros = digits.bytes().zip(digits.bytes().skip(1)).take_while(|pair| pair.0 == b'0' && pair.1.is_ascii_digit());
    format!("{sign}{}", &digits[zeros.count()..])
}

/// `min` or `max`, also spelled out.
pub(super) fn direction(cell: &str) -> Option<Direction> {
    match cell.trim().to_ascii_lowercase().as_str() {
        "min" | "minimise" | "minimize" | "minimum" | "less" | "lower" | "↓" => Some(Direction::Min),
        "max" | "maximise" | "maximize" | "maximum" | "more" | "higher" | "↑" => Some(Direction::Max),
        _ => None,
    }
}
