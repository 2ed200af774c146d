//! Acceptance gates, judged: pass, fail, or nothing to be said yet.

use crate::findings::{Estimate, GateFinding, Verdict, WaiverStanding};
use crate::package::gate::{Judge, Waiver};
use crate::package::{Alternative, Date, Gate, Id, Package};
use crate::sorted_map::SortedMap;

/// Judges every gate for every alternative: the package's order of gates, then of alternatives.
///
/// A gate passes when the whole interval lies on the good side of its threshold and fails when it lies
/// wholly on the bad side. In between there is not enough evidence; without any value there is no data.
/// A threshold or direction that was proposed and that nobody has set is no line yet, whatever the value. None of the
/// three is a pass.
pub fn judge(package: &Package, estimates: &[Estimate]) -> Vec<GateFinding> {
    let estimates =
        SortedMap::from_iter(estimates.iter().map(|estimate| ((&estimate.measure, &estimate.alternative), estimate)));
    let mut findings = Vec::with_capacity(package.gates.len() * package.alternatives.len());
    for gate in &package.gates {
        for alternative in &package.alternatives {
            let estimate = estimates.get(&(&gate.measure, &alternative.id)).copied();
            findings.push(Case { package, gate, alternative, estimate }.finding());
        }
    }
    findings
}

/// One gate and one alternative, with the estimate between them.
struct Case<'a> {
    package: &'a Package,
    gate: &'a Gate,
    alternative: &'a Alternative,
    estimate: Option<&'a Estimate>,
}

impl Case<'_> {
    fn finding(&self) -> GateFinding {
        let unwaived = verdict(self.gate, self.estimate);
        let waiver = standing(self.gate, &self.alternative.id, &self.package.settings.as_of);
        let waived = unwaived == Verdict::Fail && waiver == WaiverStanding::Holds;
        let estimate = self.estimate;
        let value = estimate.and_then(|estimate| estimate.value);
        GateFinding {
            id: self.gate.id.clone(),
            name: self.gate.name.clone(),
            alternative: self.alternative.id.clone(),
            verdict: if waived { Verdict::Waived } else { unwaived },
            unwaived,
            severity: self.gate.severity,
            value,
            low: estimate.and_then(|estimate| estimate.low),
            high: estimate.and_then(|estimate| estimate.high),
            n: estimate.map_or(0, |estimate| estimate.n),
            needed: self.needed(unwaived),
            margin: value.map(|value| margin(self.gate, value)),
            waiver,
        }
    }

    /// Rows at which the observed value would decide, when there is not enough evidence.
    fn needed(&self, verdict: Verdict) -> Option<u64> {
        let needed = &self.estimate?.needed;
        if verdict != Verdict::NotEnoughEvidence {
            return None;
        }
        needed.iter().find(|needed| needed.gate == self.gate.id)?.n
    }
}

/// The verdict without any waiver. An end the interval does not have is taken as boundless.
fn verdict(gate: &Gate, estimate: Option<&Estimate>) -> Verdict {
    let Some((estimate, value)) = estimate.and_then(|estimate| Some((estimate, estimate.value?))) else {
        return Verdict::NoData;
    };
    if gate.proposed.stands() {
        return Verdict::Proposed;
    }
    let good = |value: f64| gate.comparator.accepts(value, gate.threshold);
    let ends = match gate.judge {
        Judge::Point => (good(value), good(value)),
        Judge::Interval => {
            (good(estimate.low.unwrap_or(f64::NEG_INFINITY)), good(estimate.high.unwrap_or(f64::INFINITY)))
        }
    };
    match ends {
        (true, true) => Verdict::Pass,
        (false, false) => Verdict::Fail,
        _ => Verdict::NotEnoughEvidence,
    }
}

/// How far `value` clears the gate's threshold; positive on the good side.
fn margin(gate: &Gate, value: f64) -> f64 {
    if gate.comparator.prefers_less() { gate.threshold - value } else { value - gate.threshold }
}

/// Whether a gate's waiver counts for an alternative on a day.
fn standing(gate: &Gate, alternative: &Id, as_of: &Date) -> WaiverStanding {
    match &gate.waiver {
        None => WaiverStanding::Absent,
        Some(waiver) if !waiver.alternative.is_empty() && waiver.alternative != *alternative => WaiverStanding::Absent,
        Some(waiver) if !is_complete(waiver) => WaiverStanding::Incomplete,
        Some(_) if as_of.is_empty() => WaiverStanding::NoDate,
        Some(waiver) if waiver.until.is_before(as_of) => WaiverStanding::Ended,
        Some(_) => WaiverStanding::Holds,
    }
}

/// Whether a waiver says who, why and until when.
pub(super) fn is_complete(waiver: &Waiver) -> bool {
    !waiver.who.trim().is_empty() && !waiver.why.trim().is_empty() && !waiver.until.is_empty()
}

#[cfg(test)]
pub(crate) mod fixture;
#[cfg(test)]
mod tests;
