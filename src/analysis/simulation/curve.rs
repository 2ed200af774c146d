//! A check's operating curve: what other limits would detect, and roll back without cause.

use engine::rollout::Sight;

use super::course::Course;
use super::exact;
use super::flow::Flow;
use super::presence::Presence;
use super::script::{limits, moments};
use crate::package::contradiction::prevents_simulation;
use crate::package::release::{Check, CheckJudge, CheckMetric, Fault};
use crate::package::{Id, Package, Record};

/// Limits looked at.
const STEPS: usize = 60;

/// One limit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Operating {
    /// In the check's unit.
    pub threshold: f64,
    /// Probability that the check rolls the planned release back while nothing is wrong.
    pub false_rollback: f64,
    /// Probability that it does under the fault.
    pub detected: f64,
}

/// The curve of a check that judges by a fixed limit, over all stages of the package's own design, at each stage's mean
/// traffic. Absent for other judges, or where nothing can be simulated.
pub fn curve(package: &Package, check: &Id, fault: &Id) -> Option<Vec<Operating>> {
    let supposed = &package.release.simulation;
    let place = package.release.checks.iter().position(|one| one.id == *check)?;
    let (check, fault) = (&package.release.checks[place], Fault::find(package, fault)?);
    if check.judge != CheckJudge::Threshold || supposed.is_empty() || prevents_simulation(package) {
        return None;
    }
    let course = Course::of_release(package);
    let flow = Flow::of(&supposed.traffic);
    let quiet = Fault::default();
    let [nothing, present] = [&quiet, fault].map(|fault| Presence { fault, normal: &supposed.normal });
    let (low, high) = span(check, &nothing, &present)?;
    let at = |step: usize| low + (high - low) * step as f64 / STEPS as f64;
    let of = |threshold: f64| {
        let mut moved = check.clone();
        // What passes moves along, so that the same room stays between.
        moved.passes_at = check.passes_at.map(|passes| passes + threshold - check.threshold);
        moved.threshold = threshold;
        let rolled_back = |presence| rolled_back(&course, &flow, &moved, presence);
        Operating { threshold, false_rollback: rolled_back(&nothing), detected: rolled_back(&present) }
    };
    Some((0..=STEPS).map(at).map(of).collect())
}

/// Between which limits something changes: from a little on the good side of what is normal to beyond what the fault
/// makes of it.
fn span(check: &Check, nothing: &Presence<'_>, present: &Presence<'_>) -> Option<(f64, f64)> {
    let level = |presence: &Presence<'_>, affected: f64| match check.metric {
        CheckMetric::Latency => presence.latency(affected).quantile(check.quantile),
        CheckMetric::RequestCost => presence.cost(affected).0,
        metric => 100.0 * presence.share(metric, affected),
    };
    let (normal, faulty) = (level(nothing, 0.0), level(present, present.segment()));
    let (low, high) = (normal.min(faulty).min(check.threshold), normal.max(faulty).max(check.threshold));
    let room = 0.4 * (high - low);
    (high > low).then_some(((low - room).max(0.0), high + room))
}

fn rolled_back(course: &Course, flow: &Flow, check: &Check, presence: &Presence<'_>) -> f64 {
    let kept = |leg| {
        let moments = moments(course, leg, std::slice::from_ref(check));
        let (Some(first), Some(last)) = (moments.first(), moments.last()) else { return 1.0 };
        let mean = leg.load() * flow.between(first.from, last.at) / moments.len() as f64;
        let n = libm::round(mean) as u64;
        if n == 0 {
            return 1.0;
        }
        let affected = presence.affected(leg, first.from, last.at, flow);
        let Sight::Limits { passes, fails } = limits(check, n, affected, presence) else { return 1.0 };
        let looks = moments.iter().map(|_| (passes, fails));
        1.0 - exact::rolled_back(looks, check.failure_limit, check.inconclusive_limit)
    };
    1.0 - course.legs.iter().map(kept).product::<f64>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::template::TEMPLATES;

    #[test]
    fn a_stricter_limit_detects_more_and_rolls_back_more() {
        let mut drawn = 0;
        for template in TEMPLATES.iter() {
            let package = &template.package;
            for check in package.release.checks.iter() {
                for fault in &package.release.simulation.faults {
                    let Some(curve) = curve(package, &check.id, &fault.id) else { continue };
                    drawn += 1;
                    assert!(curve.windows(2).all(|pair| pair[0].threshold < pair[1].threshold));
                    for pair in curve.windows(2).filter(|_| check.passes_at.is_none()) {
                        assert!(pair[0].false_rollback >= pair[1].false_rollback - 1e-9, "{pair:?}");
                        assert!(pair[0].detected >= pair[1].detected - 1e-9, "{pair:?}");
                    }
                    assert!(curve.first().is_some_and(|first| first.threshold < check.threshold));
                    assert!(curve.last().is_some_and(|last| last.threshold > check.threshold));
                }
            }
        }
        assert!(drawn > 20);
    }
}
