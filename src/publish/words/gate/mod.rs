//! What a gate says, in one line.

use super::{quoted, rows_of};
use crate::findings::{GateFinding, Verdict, WaiverStanding};
use crate::package::gate::{Judge, Waiver};
use crate::package::{Comparator, Gate, Measure, Package};
use crate::publish::words::figure::{self, Unit};

/// The verdict with its reasons: "Not enough evidence: “p99” is 143 ms, but given 212 rows it could be as high as
/// 231 ms; the gate allows up to 200 ms. About 890 more would decide."
pub fn sentence(package: &Package, finding: &GateFinding) -> String {
    let Some(gate) = package.gate(&finding.id) else { return finding.verdict.label().to_owned() + "." };
    let Some(measure) = package.measure(&gate.measure) else { return no_measure(gate) };
    let Some(value) = finding.value else {
        let alternative = package.alternative(&finding.alternative).map_or("", |alternative| &alternative.name);
        let subject = subject(gate, measure);
        return format!("No data: no row of {alternative} has a value for {subject}. That is never a pass.");
    };
    let telling = Telling::new(package, gate, measure, finding, value);
    match finding.unwaived {
        Verdict::Fail => telling.fail(finding.waiver),
        Verdict::NotEnoughEvidence => telling.not_enough(),
        Verdict::Proposed => telling.proposed(),
        _ => telling.pass(),
    }
}

/// The same without the verdict in front, for where it stands already.
pub fn because(package: &Package, finding: &GateFinding) -> String {
    let sentence = sentence(package, finding);
    match sentence.split_once(": ") {
        Some((verdict, because)) if verdict == finding.verdict.label() => super::capital(because),
        _ => sentence,
    }
}

fn no_measure(gate: &Gate) -> String {
    let why = if gate.measure.is_empty() {
        "the gate judges no measure yet. Choose one"
    } else {
        "the gate's measure is no longer in the package. Choose another"
    };
    format!("No data: {why}.")
}

/// What is judged, as the start of a sentence.
fn subject(gate: &Gate, measure: &Measure) -> String {
    let named = [&measure.name, &gate.name].into_iter().find(|name| !name.trim().is_empty());
    named.map_or_else(|| "the value".to_owned(), |name| quoted(name))
}

/// Everything a sentence needs, already in words.
struct Telling<'a> {
    subject: String,
    value: String,
    low: Option<String>,
    high: Option<String>,
    demand: String,
    rows: String,
    waiver: Option<&'a Waiver>,
    point: bool,
    good: bool,
    less: bool,
    on_threshold: bool,
    more_needed: Option<u64>,
}

impl<'a> Telling<'a> {
    fn new(package: &'a Package, gate: &'a Gate, measure: &'a Measure, finding: &GateFinding, value: f64) -> Self {
        let absent = f64::NAN;
        let ends = [value, gate.threshold, finding.low.unwrap_or(absent), finding.high.unwrap_or(absent)];
        let [value_text, threshold, low, high] = figure::quantities(ends, Unit::of(measure));
        let (one, many) = rows_of(package, measure);
        Self {
            subject: subject(gate, measure),
            value: value_text,
            low: finding.low.map(|_| low),
            high: finding.high.map(|_| high),
            demand: demand(gate.comparator, &threshold),
            rows: figure::counted(usize::try_from(finding.n).unwrap_or(usize::MAX), one, many),
            waiver: gate.waiver.as_ref(),
            point: gate.judge == Judge::Point,
            good: gate.comparator.accepts(value, gate.threshold),
            less: gate.comparator.prefers_less(),
            on_threshold: value == gate.threshold,
            more_needed: finding.needed.map(|needed| needed.saturating_sub(finding.n)),
        }
    }

    fn proposed(&self) -> String {
        let Self { subject, value, demand, .. } = self;
        format!(
            "Proposed: {subject} is {value}. That {demand} is only a proposal; until somebody sets it, nothing passes."
        )
    }

    fn pass(&self) -> String {
        let Self { subject, value, demand, rows, .. } = self;
        if self.point {
            return format!("Pass on the point estimate alone: {subject} is {value}; {demand}.");
        }
        match self.bound(self.less) {
            Some(bound) => format!("Pass: {subject} is {value}, and {bound} given {rows}; {demand}."),
            None => format!("Pass: {subject} is {value}; {demand}."),
        }
    }

    fn fail(&self, standing: WaiverStanding) -> String {
        let Self { subject, value, demand, rows, .. } = self;
        let fact = match self.bound(!self.less) {
            Some(bound) if !self.point => format!("{subject} is {value}, and {bound} given {rows}; {demand}"),
            _ => format!("{subject} is {value}; {demand}"),
        };
        let head = if self.point { "Fail on the point estimate alone" } else { "Fail" };
        match (standing, self.waiver) {
            (WaiverStanding::Holds, Some(waiver)) => format!(
                "Waived by {} until {}: {}. It is still a fail: {fact}.",
                waiver.who.trim(),
                figure::date(&waiver.until),
                waiver.why.trim().trim_end_matches('.')
            ),
            (WaiverStanding::Ended, Some(waiver)) => {
                format!("{head}: {fact}. The waiver by {} ended on {}.", waiver.who.trim(), figure::date(&waiver.until))
            }
            (WaiverStanding::Incomplete, _) => {
                format!("{head}: {fact}. The waiver counts once it says who, why and until when.")
            }
            (WaiverStanding::NoDate, _) => {
                format!("{head}: {fact}. The waiver counts once the package has a date to compare it with.")
            }
            _ => format!("{head}: {fact}."),
        }
    }

    fn not_enough(&self) -> String {
        let Self { subject, value, demand, rows, .. } = self;
        let end = if self.good == self.less { &self.high } else { &self.low };
        let direction = if self.good == self.less { "high" } else { "low" };
        let doubt = match end {
            Some(end) => format!("but given {rows} it could be as {direction} as {end}"),
            None => format!("but {rows} cannot say how {direction} it could be"),
        };
        let needed = match self.more_needed {
            Some(more) if more > 0 => format!(" About {} more would decide.", figure::about(more)),
            None if self.on_threshold => {
                " No number of rows would decide this: the value equals the threshold.".to_owned()
            }
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

#[cfg(test)]
mod tests;
