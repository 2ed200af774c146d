//! A verdict in one line: what, and why.

use super::{Case, Standing};
use crate::analysis::figure::{
    Unit, {self},
};
use crate::findings::{Estimate, Verdict};
use crate::package::gate::Judge;
use crate::package::{Comparator, DatasetSource, Measure, Package};

/// The verdict's sentence, with the waiver's standing when the gate fails.
pub(super) fn write(case: &Case<'_>, verdict: Verdict, waiver: &Standing<'_>) -> String {
    let Some(measure) = case.package.measure(&case.gate.measure) else {
        return no_measure(case);
    };
    let Some((estimate, value)) = case.estimate.and_then(|estimate| Some((estimate, estimate.value?))) else {
        return format!(
            "No data: no row of {} has a value for {}. That is never a pass.",
            case.alternative.name,
            subject(case, measure)
        );
    };
    let told = Told::new(case, measure, estimate, value);
    match verdict {
        Verdict::Fail => told.fail(waiver),
        Verdict::NotEnoughEvidence => told.not_enough(),
        _ => told.pass(),
    }
}

fn no_measure(case: &Case<'_>) -> String {
    let why = if case.gate.measure.is_empty() {
        "the gate judges no measure yet. Choose one"
    } else {
        "the gate's measure is no longer in the package. Choose another"
    };
    format!("No data: {why}.")
}

/// What is judged, as the start of a sentence.
fn subject<'a>(case: &'a Case<'_>, measure: &'a Measure) -> &'a str {
    [measure.name.as_str(), case.gate.name.as_str()].into_iter().find(|name| !name.is_empty()).unwrap_or("the value")
}

/// Everything a sentence needs, already in words.
struct Told<'a> {
    subject: &'a str,
    value: String,
    low: Option<String>,
    high: Option<String>,
    demand: String,
    rows: String,
    point: bool,
    good: bool,
    less: bool,
    more_needed: Option<Option<u64>>,
}

impl<'a> Told<'a> {
    fn new(case: &'a Case<'_>, measure: &'a Measure, estimate: &Estimate, value: f64) -> Self {
        let gate = case.gate;
        let absent = f64::NAN;
        let ends = [value, gate.threshold, estimate.low.unwrap_or(absent), estimate.high.unwrap_or(absent)];
        let [value_text, threshold, low, high] = figure::quantities(ends, Unit::of(measure));
        let needed = estimate.needed.iter().find(|needed| needed.gate == gate.id);
        Self {
            subject: subject(case, measure),
            value: value_text,
            low: estimate.low.map(|_| low),
            high: estimate.high.map(|_| high),
            demand: demand(gate.comparator, &threshold),
            rows: rows(case, measure, estimate.n),
            point: gate.judge == Judge::Point,
            good: gate.comparator.accepts(value, gate.threshold),
            less: gate.comparator.prefers_less(),
            more_needed: needed.map(|needed| needed.n.map(|n| n.saturating_sub(estimate.n))),
        }
    }

    fn pass(&self) -> String {
        let Self { subject, value, demand, rows, .. } = self;
        if self.point {
            return format!("Pass on the point value alone: {subject} is {value}; {demand}.");
        }
        match self.bound(self.less) {
            Some(bound) => format!("Pass: {subject} is {value} and with {rows} {bound}; {demand}."),
            None => format!("Pass: {subject} is {value}; {demand}."),
        }
    }

    fn fail(&self, waiver: &Standing<'_>) -> String {
        let Self { subject, value, demand, rows, .. } = self;
        let fact = match self.bound(!self.less) {
            Some(bound) if !self.point => format!("{subject} is {value} and with {rows} {bound}; {demand}"),
            _ => format!("{subject} is {value}; {demand}"),
        };
        let head = if self.point { "Fail on the point value alone" } else { "Fail" };
        match waiver {
            Standing::Absent => format!("{head}: {fact}."),
            Standing::Holds(waiver) => format!(
                "Waived by {} until {}: {}. It is still a fail: {fact}.",
                waiver.who.trim(),
                waiver.until,
                waiver.why.trim().trim_end_matches('.')
            ),
            Standing::Ended(waiver) => {
                format!("{head}: {fact}. The waiver by {} ended on {}.", waiver.who.trim(), waiver.until)
            }
            Standing::Incomplete => {
                format!("{head}: {fact}. The waiver counts once it says who, why and until when.")
            }
            Standing::NoDate => {
                format!("{head}: {fact}. The waiver counts once the package has a date to compare it with.")
            }
        }
    }

    fn not_enough(&self) -> String {
        let Self { subject, value, demand, rows, .. } = self;
        let end = if self.good == self.less { &self.high } else { &self.low };
        let reach = if self.good == self.less { "as high as" } else { "as low as" };
        let doubt = match end {
            Some(end) => format!("but with {rows} it could be {reach} {end}"),
            None => format!("but {rows} cannot say how {} it could be", &reach[3..reach.len() - 3]),
        };
        let needed = match self.more_needed {
            Some(Some(more)) if more > 0 => format!(" About {} more would decide.", figure::about(more)),
            Some(None) => " No number of rows would decide this: the value is the threshold.".to_owned(),
            _ => String::new(),
        };
        format!("Not enough evidence: {subject} is {value}, {doubt}; {demand}.{needed}")
    }

    /// The interval's end on the side asked for, as "at most 180 ms"; none when the value is exact.
    fn bound(&self, upper: bool) -> Option<String> {
        let (end, words) = if upper { (&self.high, "at most") } else { (&self.low, "at least") };
        let end = end.as_ref().filter(|_| self.low != self.high)?;
        Some(format!("{words} {end}"))
    }
}

/// What the gate asks for.
fn demand(comparator: Comparator, threshold: &str) -> String {
    match comparator {
        Comparator::AtMost => format!("the gate allows up to {threshold}"),
        Comparator::Below => format!("the gate asks for less than {threshold}"),
        Comparator::AtLeast => format!("the gate asks for at least {threshold}"),
        Comparator::Above => format!("the gate asks for more than {threshold}"),
    }
}

/// What the value rests on.
fn rows(case: &Case<'_>, measure: &Measure, n: u64) -> String {
    let (one, many) = noun(case.package, measure);
    figure::counted(usize::try_from(n).unwrap_or(usize::MAX), one, many)
}

/// What a measure's rows are called, one and many: generated telemetry comes in weeks, files in rows.
pub(in crate::analysis) fn noun(package: &Package, measure: &Measure) -> (&'static str, &'static str) {
    match package.dataset(&measure.dataset).map(|dataset| &dataset.source) {
        Some(DatasetSource::Generated(_)) => ("week", "weeks"),
        _ => ("row", "rows"),
    }
}
