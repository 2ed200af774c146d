//! Cells of a decision matrix: numbers as people type them.

use super::error::Problem;
use crate::package::criterion::{Direction, PreferenceFunction};
use crate::telemetry::sheet::{self, NumberStyle, share};

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
    /// Whether both are in percent.
    pub percent: bool,
}

impl Number {
    /// The value and its deviation, as shares where they are in percent.
    pub fn plain(&self) -> (f64, f64) {
        if self.percent { (share(self.value), share(self.deviation)) } else { (self.value, self.deviation) }
    }
}

impl Cell {
    /// What a cell of an alternative, or a plain number of a special row, holds.
    pub fn of(cell: &str, style: NumberStyle) -> Self {
        let cell = cell.trim();
        if sheet::is_missing(cell) {
            return Cell::Missing;
        }
        let parts = cell.split_once('±').or_else(|| cell.split_once("+/-")).or_else(|| cell.split_once("+-"));
        let (value, deviation) = parts.map_or((cell, "0"), |(value, deviation)| (value, deviation));
        let percent = in_percent(cell) || in_percent(value);
        let number = |part: &str| style.number(part.trim().strip_suffix('%').unwrap_or(part));
        match (number(value), number(deviation)) {
            (Some(value), Some(deviation)) if !value.is_finite() || !deviation.is_finite() => {
                Cell::Wrong(Problem::Infinite(cell.to_owned()))
            }
            (Some(_), Some(deviation)) if deviation < 0.0 => Cell::Wrong(Problem::Deviation(cell.to_owned())),
            (Some(value), Some(deviation)) => Cell::Number(Number { value, deviation, percent }),
            _ => Cell::Wrong(Problem::NotNumber(cell.to_owned())),
        }
    }
}

/// Whether a per cent sign stands behind a number.
pub(super) fn in_percent(cell: &str) -> bool {
    cell.trim_end().ends_with('%')
}

/// A preference function with its thresholds: `v-indifference:0.5:5`.
pub(super) fn preference(cell: &str, style: NumberStyle) -> Option<PreferenceFunction> {
    let mut parts = cell.split(':').map(str::trim);
    let name = parts.next()?.to_ascii_lowercase();
    let thresholds: Vec<f64> = parts
        .map(|part| style.number(part).filter(|threshold| threshold.is_finite() && *threshold >= 0.0))
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

/// `min` or `max`, also spelled out.
pub(super) fn direction(cell: &str) -> Option<Direction> {
    match cell.trim().to_ascii_lowercase().as_str() {
        "min" | "minimise" | "minimize" | "minimum" | "less" | "lower" | "↓" => Some(Direction::Min),
        "max" | "maximise" | "maximize" | "maximum" | "more" | "higher" | "↑" => Some(Direction::Max),
        _ => None,
    }
}
