//! Cells of a decision matrix: numbers as people type them.

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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Style {
    decimal_comma: bool,
}

/// What stands between the cells: a tab if there is any in the first row, else a semicolon, else a comma.
pub(super) fn separator(text: &str) -> u8 {
    let heading = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let mut quoted = false;
    let outside = |character: &char| {
        quoted ^= *character == '"';
        !quoted
    };
    let plain: String = heading.chars().filter(outside).collect();
    [b'\t', b';'].into_iter().find(|separator| plain.contains(char::from(*separator))).unwrap_or(b',')
}

impl Style {
    /// The style of a table's cells: a comma is decimal when it does not separate cells, and no cell uses a
    /// point as its last mark. A comma before exactly three digits is one of thousands if all are.
    pub fn of<'a>(text: &str, cells: impl Iterator<Item = &'a str>) -> Self {
        if separator(text) == b',' {
            return Self { decimal_comma: false };
        }
        let (mut decimal, mut thousands) = (false, false);
        for part in cells.flat_map(|cell| cell.split(['±', ':'])) {
            match (part.rfind(','), part.rfind('.')) {
                (Some(comma), Some(point)) if comma > point => decimal = true,
                (Some(_), Some(_)) => thousands = true,
                (Some(comma), None) => {
                    let digits = part[comma + 1..].trim();
                    decimal |= digits.len() != 3 || part.trim_start_matches(['-', '+', ' ']).starts_with("0,");
                }
                (None, Some(point)) => thousands |= part[point + 1..].trim().len() != 3,
                (None, None) => {}
            }
        }
        Self { decimal_comma: decimal && !thousands }
    }

    /// What a cell of an alternative, or a plain number of a special row, holds.
    pub fn cell(self, cell: &str) -> Cell {
        let cell = cell.trim();
        if ["", "na", "n/a", "nan", "-", "?", "–"].contains(&cell.to_ascii_lowercase().as_str()) {
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

    fn number(self, text: &str) -> Option<f64> {
        let mut plain = text.trim().replace(['\u{a0}', '\u{202f}', '\'', ' '], "").replace('−', "-");
        let (decimal, thousands) = if self.decimal_comma { (',', '.') } else { ('.', ',') };
        if plain.contains(thousands) {
            if !grouped(&plain, decimal, thousands) {
                return None;
            }
            plain = plain.replace(thousands, "");
        }
        plain.replace(decimal, ".").parse().ok()
    }
}

/// Whether the marks of thousands stand before groups of three digits.
fn grouped(text: &str, decimal: char, thousands: char) -> bool {
    let whole = text.split(decimal).next().unwrap_or_default();
    let mut groups = whole.trim_start_matches(['-', '+']).split(thousands);
    let digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let first = groups.next().unwrap_or_default();
    (1..=3).contains(&first.len())
        && digits(first)
        && groups.all(|group| group.len() == 3 && digits(group))
        && !text[whole.len()..].contains(thousands)
}

/// `min` or `max`, also spelled out.
pub(super) fn direction(cell: &str) -> Option<Direction> {
    match cell.trim().to_ascii_lowercase().as_str() {
        "min" | "minimise" | "minimize" | "minimum" | "less" | "lower" | "↓" => Some(Direction::Min),
        "max" | "maximise" | "maximize" | "maximum" | "more" | "higher" | "↑" => Some(Direction::Max),
        _ => None,
    }
}
