//! What the runs of one design under one fault come to.

use engine::rollout::End;

use super::course::{Course, reach};
use super::flow::Flow;
use super::presence::Presence;
use crate::findings::{Chance, FaultOutcome, Spread, Trigger};
use crate::order;
use crate::package::Id;
use crate::package::release::{Check, CheckMetric};
use crate::telemetry::statistics::wilson;

/// Runs that ended alike.
struct Group {
    end: End,
    runs: u64,
}

/// What a run that ended so came to, which follows from the course without chance.
pub struct Result {
    /// Hours from when the fault first showed to its detection; absent when it was not detected.
    pub hours_to_detect: Option<f64>,
    /// Requests answered while the fault showed.
    pub requests: f64,
    /// People who met it.
    pub users: f64,
    /// Requests that failed because of it.
    pub failed_requests: f64,
    /// Conversions lost because of it.
    pub lost_conversions: f64,
    /// Cost because of it.
    pub extra_cost: f64,
    /// Hours of a second environment.
    pub environment_hours: f64,
}

/// What the runs of a course under a fault come to, at this confidence.
pub fn outcome(
    course: &Course,
    flow: &Flow,
    presence: &Presence<'_>,
    checks: &[Check],
    ends: &[End],
    confidence: f64,
) -> FaultOutcome {
    let groups = groups(ends);
    let first = presence.first_shows(course);
    let shows_at = |at: f64| first.is_some_and(|first| at > first);
    let results: Vec<(Result, u64)> =
        groups.iter().map(|group| (result(course, flow, presence, first, group.end), group.runs)).collect();
    let count = |is: &dyn Fn(&End) -> bool| -> Chance {
        let runs = groups.iter().filter(|group| is(&group.end)).map(|group| group.runs).sum();
        chance(runs, ends.len() as u64, confidence)
    };
    let spread = |of: &dyn Fn(&Result) -> f64| {
        let values: Vec<(f64, u64)> = results.iter().map(|(result, runs)| (of(result), *runs)).collect();
        spread(&values).unwrap_or_default()
    };
    let detected: Vec<(f64, u64)> =
        results.iter().filter_map(|(result, runs)| Some((result.hours_to_detect?, *runs))).collect();
    let full = course.full_after();
    FaultOutcome {
        fault: presence.fault.id.clone(),
        detected: count(&|end| matches!(end, End::RolledBack { at, .. } if shows_at(*at))),
        false_rollback: count(&|end| matches!(end, End::RolledBack { at, .. } if !shows_at(*at))),
        held: count(&|end| matches!(end, End::Held { .. })),
        full: count(&|end| full.is_some_and(|full| stopped(course, *end) > full)),
        hours_to_detect: self::spread(&detected),
        requests: spread(&|one| one.requests),
        users: spread(&|one| one.users),
        failed_requests: spread(&|one| one.failed_requests),
        lost_conversions: spread(&|one| one.lost_conversions),
        extra_cost: spread(&|one| one.extra_cost),
        environment_hours: spread(&|one| one.environment_hours),
        triggers: triggers(&groups, checks, ends.len() as f64),
    }
}

/// Until when promotions go on.
fn stopped(course: &Course, end: End) -> f64 {
    match end {
        End::Through => course.horizon,
        End::RolledBack { at, .. } | End::Held { at, .. } => at,
    }
}

fn groups(ends: &[End]) -> Vec<Group> {
    let key = |end: &End| match *end {
        End::Through => (0, 0.0, 0),
        End::RolledBack { at, check } => (1, at, check),
        End::Held { at, check } => (2, at, check),
    };
    let compare = &mut |a: usize, b: usize| {
        let ((kind, at, check), (other, later, next)) = (key(&ends[a]), key(&ends[b]));
        kind.cmp(&other).then(at.total_cmp(&later)).then(check.cmp(&next))
    };
    let mut groups: Vec<Group> = Vec::new();
    for place in order::argsort(ends.len(), compare) {
        match groups.last_mut() {
            Some(group) if group.end == ends[place] => group.runs += 1,
            _ => groups.push(Group { end: ends[place], runs: 1 }),
        }
    }
    groups
}

/// What a run that ended so came to; `first` is when the fault first shows, if it does.
pub fn result(course: &Course, flow: &Flow, presence: &Presence<'_>, first: Option<f64>, end: End) -> Result {
    let stopped = stopped(course, end);
    let until = match end {
        End::RolledBack { at, .. } => (at + course.rollback_hours).min(course.horizon),
        _ => course.horizon,
    };
    let exposures = course.exposures(stopped, until);
    let [requests, users] = match presence.is_fault() {
        true => reach(flow, &exposures, presence.segment(), |one| presence.shows(one)),
        false => reach(flow, &exposures, 1.0, |one| Some(*one)),
    };
    let harm =
        |metric| if presence.is_fault() { presence.share(metric, 1.0) - presence.share(metric, 0.0) } else { 0.0 };
    let extra = if presence.is_fault() { presence.cost(1.0).0 - presence.cost(0.0).0 } else { 0.0 };
    let hours_to_detect = match (end, first) {
        (End::RolledBack { at, .. }, Some(first)) if at > first => Some(at - first),
        _ => None,
    };
    Result {
        hours_to_detect,
        requests,
        users,
        failed_requests: requests * harm(CheckMetric::Errors),
        lost_conversions: requests * -harm(CheckMetric::Conversions),
        extra_cost: requests * extra,
        environment_hours: course.environment_hours(until),
    }
}

fn chance(runs: u64, of: u64, confidence: f64) -> Chance {
    let interval = wilson(runs, of, confidence);
    Chance {
        value: if of == 0 { 0.0 } else { runs as f64 / of as f64 },
        low: interval.low.unwrap_or(0.0),
        high: interval.high.unwrap_or(1.0),
    }
}

/// How values that so many runs have vary; nothing of none.
fn spread(values: &[(f64, u64)]) -> Option<Spread> {
    let total: u64 = values.iter().map(|(_, runs)| runs).sum();
    if total == 0 {
        return None;
    }
    let order = order::argsort(values.len(), &mut |a, b| values[a].0.total_cmp(&values[b].0));
    let quantile = |p: f64| {
        let wanted = (libm::ceil(p * total as f64) as u64).max(1);
        let mut reached = 0;
        let place = order.iter().find(|place| {
            reached += values[**place].1;
            reached >= wanted
        });
        place.map_or(0.0, |place| values[*place].0)
    };
    let sum: f64 = values.iter().map(|(value, runs)| value * *runs as f64).sum();
    Some(Spread { mean: sum / total as f64, low: quantile(0.05), median: quantile(0.5), high: quantile(0.95) })
}

fn triggers(groups: &[Group], checks: &[Check], runs: f64) -> Vec<Trigger> {
    let of_check = |place: usize| {
        let mine = groups.iter().filter(|group| matches!(group.end, End::RolledBack { check, .. } if check == place));
        mine.map(|group| group.runs).sum::<u64>()
    };
    let counts: Vec<u64> = (0..checks.len()).map(of_check).collect();
    let order = order::argsort(counts.len(), &mut |a, b| counts[b].cmp(&counts[a]).then(a.cmp(&b)));
    let trigger = |place: usize| Trigger { check: Id::clone(&checks[place].id), share: counts[place] as f64 / runs };
    order.into_iter().filter(|place| counts[*place] > 0).map(trigger).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spread_counts_every_run() {
        let found = spread(&[(3.0, 1), (1.0, 90), (2.0, 9)]).unwrap();
        let expected = (90.0 + 18.0 + 3.0) / 100.0;
        assert!((found.mean - expected).abs() < 1e-12);
        assert_eq!([found.low, found.median, found.high], [1.0, 1.0, 2.0]);
        assert_eq!(spread(&[]), None);
    }
}
