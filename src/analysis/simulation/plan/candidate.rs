//! What a search for a plan looks at: ways of moving traffic, and settings of each check from the strictest on.

use engine::rollout::Latency;

use super::super::course::Course;
use super::super::presence::Presence;
use crate::order;
use crate::package::Package;
use crate::package::release::{Check, CheckJudge, CheckMetric, Design, Fault, NormalLevels, Strategy};

/// Shares of traffic in percent before all of it; 0 is a shadow.
const LADDERS: [&[f64]; 15] = [
    &[],
    &[1.0],
    &[5.0],
    &[10.0],
    &[25.0],
    &[50.0],
    &[1.0, 10.0],
    &[5.0, 25.0],
    &[10.0, 50.0],
    &[1.0, 5.0, 25.0],
    &[5.0, 25.0, 50.0],
    &[1.0, 5.0, 25.0, 50.0],
    &[0.0],
    &[0.0, 5.0],
    &[0.0, 5.0, 25.0],
];

/// Hours for which each of these shares is held.
const HOURS: [f64; 10] = [1.0, 2.0, 4.0, 8.0, 12.0, 24.0, 48.0, 72.0, 168.0, 336.0];

/// Hours for which all traffic is watched where the package does not say.
const WATCHED: f64 = 24.0;

/// The identifier of a course that is not the package's own, so that every check looks in all of its stages.
const CANDIDATE: &str = "plan";

/// Levels of a judge that tests.
const LEVELS: [f64; 7] = [0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001];

/// Limits that are tried between what is normal and what a fault makes of it.
const LIMITS: usize = 12;

/// Changes against the old version that are tried, in percent.
const CHANGES: [f64; 8] = [5.0, 10.0, 20.0, 30.0, 50.0, 75.0, 100.0, 150.0];

/// Every way of moving traffic that is at full traffic within the horizon, with its design.
pub fn designs(package: &Package) -> Vec<(Design, Course)> {
    let supposed = &package.release.simulation;
    let stages = &package.release.stages;
    let watched = stages.iter().find(|stage| stage.traffic_percent >= 100.0).map(|stage| stage.duration_hours);
    let watched = watched.filter(|hours| *hours > 0.0).unwrap_or(WATCHED);
    let mut found = Vec::new();
    for ladder in LADDERS {
        for hours in HOURS {
            let steps: Vec<(f64, f64)> = ladder.iter().map(|share| (*share, hours)).chain([(100.0, watched)]).collect();
            let strategy = match ladder {
                [] => Strategy::BigBang,
                [0.0] => Strategy::Shadow,
                _ => Strategy::Canary,
            };
            if ladder.len() as f64 * hours < supposed.horizon_hours {
                let rollback_minutes = supposed.rollback_minutes;
                found.push(Design { id: CANDIDATE.into(), strategy, steps, rollback_minutes, ..Design::default() });
            }
            if ladder.is_empty() {
                break;
            }
        }
    }
    let with_course = |design: Design| {
        let course = Course::of_design(&design, supposed.horizon_hours);
        (design, course)
    };
    found.into_iter().map(with_course).collect()
}

/// A check as it could be set, from the setting that fails soonest to the one that fails last; its own is among them.
pub fn settings(check: &Check, normal: &NormalLevels, faults: &[Fault]) -> Vec<Check> {
    let moved = |threshold: f64| Check {
        // What passes moves along, so that the same room stays between.
        passes_at: check.passes_at.map(|passes| rounded(passes + threshold - check.threshold)),
        threshold,
        ..check.clone()
    };
    let tested = |level: f64| Check { level, ..check.clone() };
    match check.judge {
        CheckJudge::Threshold => ascending(limits(check, normal, faults), check.metric.prefers_less(), moved),
        CheckJudge::Relative => {
            let most = if check.metric.prefers_less() { f64::INFINITY } else { 100.0 };
            let own = [check.threshold].into_iter();
            ascending(CHANGES.into_iter().filter(|change| *change < most).chain(own).collect(), true, moved)
        }
        _ => ascending(LEVELS.into_iter().chain([check.level]).collect(), false, tested),
    }
}

fn ascending(mut values: Vec<f64>, upwards: bool, of: impl Fn(f64) -> Check) -> Vec<Check> {
    order::sort(&mut values, |one, two| if upwards { one.total_cmp(two) } else { two.total_cmp(one) });
    values.dedup();
    values.into_iter().map(of).collect()
}

/// Limits from a little on the good side of what is normal to the worst that a fault makes of it, in equal ratios.
fn limits(check: &Check, normal: &NormalLevels, faults: &[Fault]) -> Vec<f64> {
    let level = |fault: &Fault| {
        let presence = Presence { fault, normal };
        match check.metric {
            CheckMetric::Latency => Latency::quantile(&presence.latency(presence.segment()), check.quantile),
            CheckMetric::RequestCost => presence.cost(presence.segment()).0,
            metric => 100.0 * presence.share(metric, presence.segment()),
        }
    };
    let quiet = level(&Fault::default());
    let worst = faults.iter().map(level).fold(quiet, |worst, one| match check.metric.prefers_less() {
        true => worst.max(one),
        false => worst.min(one),
    });
    let own = check.threshold;
    let mut found = vec![own];
    let (from, to) = (quiet, if check.metric.prefers_less() { worst.max(own) } else { worst.min(own) });
    if from > 0.0 && to > 0.0 && from != to {
        // Noise alone passes what is normal by far where few requests are looked at.
        let ratio = libm::pow(to / from, 1.5 / LIMITS as f64);
        found.extend((1..=LIMITS).map(|step| rounded(from * libm::pow(ratio, step as f64))));
    }
    found
}

/// To three digits, as somebody would write it.
pub fn rounded(value: f64) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return value;
    }
    let step = libm::pow(10.0, libm::floor(libm::log10(value.abs())) - 2.0);
    // What the rounding leaves behind in the last bits is nothing anybody wrote.
    libm::round(libm::round(value / step) * step * 1e9) / 1e9
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::release::Onset;

    #[test]
    fn settings_go_from_the_strictest_on_and_hold_the_checks_own() {
        let normal = NormalLevels { error_percent: 1.0, conversion_percent: 4.0, ..NormalLevels::default() };
        let fault = Fault { onset: Onset::AtDeploy, error_points: 3.0, conversion_percent: -50.0, ..Fault::default() };
        let of = |check: &Check| settings(check, &normal, std::slice::from_ref(&fault));
        let errors = Check { threshold: 2.5, ..Check::default() };
        let found = of(&errors);
        assert!(found.is_sorted_by(|one, two| one.threshold < two.threshold) && found.contains(&errors));
        assert!(found[0].threshold > 1.0 && found.last().unwrap().threshold > 4.0);
        let clicks = Check { metric: CheckMetric::Conversions, threshold: 3.0, ..Check::default() };
        let found = of(&clicks);
        assert!(found.is_sorted_by(|one, two| one.threshold > two.threshold) && found.contains(&clicks));
        let tested = Check { judge: CheckJudge::Msprt, level: 0.03, ..clicks };
        let found = of(&tested);
        assert!(found.is_sorted_by(|one, two| one.level > two.level) && found.contains(&tested));
        assert_eq!(rounded(123.456), 123.0);
        assert_eq!(rounded(0.098_76), 0.098_8);
    }
}
