//! What a package supposes of checks, faults and designs that cannot be simulated, or says nothing.

use super::Contradiction;
use crate::package::release::{Check, CheckJudge, CheckMetric, Design, NormalLevels, Onset, Simulation};
use crate::package::{Comparator, Gate, Package};

/// The most looks a check may take in one design.
const MOST_LOOKS: f64 = 30_000.0;

/// The most looks over which a level is spent.
const MOST_SPENT: f64 = 60.0;

/// The most requests an hour.
const MOST_REQUESTS: f64 = 1e8;

/// Every contradiction of checks, faults and designs.
pub(super) fn of_simulation(package: &Package) -> Vec<Contradiction> {
    let release = &package.release;
    let mut found: Vec<Contradiction> = release.checks.iter().flat_map(|check| of_check(package, check)).collect();
    found.extend(gates_that_exclude(&package.gates));
    let simulation = &release.simulation;
    if simulation.is_empty() {
        return found;
    }
    if release.stages.is_empty() {
        found.push(Contradiction::NoStages);
    }
    let unchecked = release.stages.iter().filter(|stage| {
        let goes_on = stage.traffic_percent < 100.0;
        goes_on && stage.promotion_gates.is_empty() && !release.checks.iter().any(|check| check.is_in(&stage.id))
    });
    found.extend(unchecked.map(|stage| Contradiction::Unchecked { stage: stage.id.clone() }));
    found.extend(of_supposed(simulation));
    found.extend(simulation.designs.iter().filter_map(of_design));
    found
}

fn of_supposed(simulation: &Simulation) -> Vec<Contradiction> {
    let mut found = Vec::new();
    let requests = simulation.traffic.requests_per_hour;
    if !(requests > 0.0 && requests <= MOST_REQUESTS) {
        found.push(Contradiction::NoTraffic { requests });
    }
    if !(1.0..=2.0).contains(&simulation.traffic.peak_factor) {
        found.push(Contradiction::PeakFactor { factor: simulation.traffic.peak_factor });
    }
    let NormalLevels { error_percent, latency_median, latency_p99, conversion_percent, .. } = &simulation.normal;
    let percents = [("failed requests", error_percent), ("conversions", conversion_percent)];
    let outside = percents.into_iter().filter(|(_, percent)| !(0.0..=100.0).contains(*percent));
    found.extend(outside.map(|(what, percent)| Contradiction::NoPercent { what, percent: *percent }));
    if !(*latency_median > 0.0 && latency_p99 > latency_median) {
        found.push(Contradiction::LatencyOrder { median: *latency_median, p99: *latency_p99 });
    }
    if simulation.faults.is_empty() {
        found.push(Contradiction::NoFault);
    }
    let sum: f64 = simulation.faults.iter().map(|fault| fault.prior_percent).sum();
    if !simulation.faults.is_empty() && (sum - 100.0).abs() >= 0.01 {
        found.push(Contradiction::Priors { sum });
    }
    let negative = simulation.faults.iter().filter(|fault| fault.prior_percent < 0.0);
    found.extend(negative.map(|fault| Contradiction::NegativePrior { fault: fault.id.clone() }));
    let idle = simulation.faults.iter().filter(|fault| {
        let effects = [fault.error_points, fault.latency_percent, fault.conversion_percent, fault.cost_percent];
        fault.onset != Onset::Never && effects.iter().all(|effect| *effect == 0.0)
    });
    found.extend(idle.map(|fault| Contradiction::NoEffect { fault: fault.id.clone() }));
    found
}

fn of_check(package: &Package, check: &Check) -> Vec<Contradiction> {
    let id = || check.id.clone();
    let mut found = Vec::new();
    if check.judge.needs_shares() && !check.metric.is_share() {
        found.push(Contradiction::NeedsShares { check: id(), judge: check.judge });
    }
    if check.interval_minutes <= 0.0 {
        found.push(Contradiction::NoInterval { check: id() });
    } else {
        found.extend(of_interval(package, check));
    }
    let tests = check.judge.needs_shares() || check.judge == CheckJudge::MannWhitney;
    if tests && !(check.level > 0.0 && check.level < 0.5) {
        found.push(Contradiction::NoLevel { check: id(), level: check.level });
    }
    if check.metric == CheckMetric::Latency && !(check.quantile > 0.0 && check.quantile < 1.0) {
        found.push(Contradiction::NoQuantile { check: id(), quantile: check.quantile });
    }
    if is_out_of_reach(check) {
        found.push(Contradiction::OutOfReach { check: id(), threshold: check.threshold });
    }
    let less = check.metric.prefers_less() || check.judge != CheckJudge::Threshold;
    let beyond = |passes: &f64| if less { *passes > check.threshold } else { *passes < check.threshold };
    if !tests && let Some(passes) = check.passes_at.filter(beyond) {
        found.push(Contradiction::PassesBeyond { check: id(), passes, threshold: check.threshold });
    }
    let simulation = &package.release.simulation;
    if !simulation.is_empty() && fails_already(check, &simulation.normal) {
        found.push(Contradiction::FailsAlready { check: id(), threshold: check.threshold });
    }
    found
}

fn of_interval(package: &Package, check: &Check) -> Option<Contradiction> {
    let hours = check.interval_minutes / 60.0;
    let release = &package.release;
    let stages = || release.stages.iter().filter(|stage| check.is_in(&stage.id));
    let longest = stages().map(|stage| stage.duration_hours).fold(0.0_f64, f64::max);
    let looks = release.simulation.horizon_hours / hours;
    let spent = longest.max(longest_step(&release.simulation)) / hours;
    if looks > MOST_LOOKS {
        return Some(Contradiction::TooOften { check: check.id.clone(), looks });
    }
    if check.judge == CheckJudge::LanDeMets && spent > MOST_SPENT {
        return Some(Contradiction::TooOften { check: check.id.clone(), looks: spent });
    }
    let never = stages().next().is_some() && longest < hours;
    never.then(|| Contradiction::NeverLooks { check: check.id.clone(), longest })
}

fn longest_step(simulation: &Simulation) -> f64 {
    if simulation.is_empty() {
        return 0.0;
    }
    let designs = simulation.compared();
    designs.iter().flat_map(|design| &design.steps).map(|(_, hours)| *hours).fold(0.0, f64::max)
}

/// Whether no data can fail it.
fn is_out_of_reach(check: &Check) -> bool {
    match (check.judge, check.metric) {
        (CheckJudge::Threshold, CheckMetric::Errors) => check.threshold >= 100.0,
        (CheckJudge::Threshold, CheckMetric::Conversions) => check.threshold <= 0.0,
        (CheckJudge::Relative, CheckMetric::Conversions) => check.threshold >= 100.0,
        (CheckJudge::MannWhitney, _) => check.threshold >= 100.0,
        (CheckJudge::Msprt, _) => check.threshold <= 0.0,
        _ => false,
    }
}

/// Whether a service fails it that does as it should.
fn fails_already(check: &Check, normal: &NormalLevels) -> bool {
    if check.judge != CheckJudge::Threshold {
        return false;
    }
    match check.metric {
        CheckMetric::Errors => normal.error_percent > check.threshold,
        CheckMetric::Conversions => normal.conversion_percent < check.threshold,
        CheckMetric::Latency => normal.latency_p99 > check.threshold && check.quantile >= 0.99,
        CheckMetric::RequestCost => normal.request_cost > check.threshold,
    }
}

fn of_design(design: &Design) -> Option<Contradiction> {
    let id = || design.id.clone();
    let steps = &design.steps;
    if steps.is_empty() {
        return Some(Contradiction::NoSteps { design: id() });
    }
    if steps.iter().any(|(share, hours)| !(0.0..=100.0).contains(share) || *hours < 0.0) {
        return Some(Contradiction::NoSteps { design: id() });
    }
    let falls = steps.windows(2).find(|pair| pair[1].0 < pair[0].0)?;
    Some(Contradiction::StepsFall { design: id(), traffic: falls[1].0, before: falls[0].0 })
}

/// Gates on one measure whose good sides have nothing in common.
fn gates_that_exclude(gates: &[Gate]) -> Vec<Contradiction> {
    let excludes = |upper: &Gate, lower: &Gate| {
        let bounds = upper.comparator.prefers_less() && !lower.comparator.prefers_less();
        let meets = upper.threshold == lower.threshold
            && upper.comparator == Comparator::AtMost
            && lower.comparator == Comparator::AtLeast;
        bounds
            && !upper.measure.is_empty()
            && upper.measure == lower.measure
            && upper.threshold <= lower.threshold
            && !meets
    };
    let pairs = gates.iter().flat_map(|upper| gates.iter().map(move |lower| (upper, lower)));
    let found = pairs.filter(|(upper, lower)| excludes(upper, lower));
    found.map(|(gate, other)| Contradiction::GatesExclude { gate: gate.id.clone(), other: other.id.clone() }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::contradiction::{contradictions, prevents_simulation};
    use crate::package::release::{Fault, Stage};

    /// A package that can be simulated.
    fn sound() -> Package {
        let mut package = Package::default();
        let release = &mut package.release;
        release.stages = vec![
            Stage { id: "s1".into(), traffic_percent: 5.0, duration_hours: 24.0, ..Stage::default() },
            Stage { id: "s2".into(), traffic_percent: 100.0, duration_hours: 24.0, ..Stage::default() },
        ];
        release.checks.push(Check { id: "c".into(), threshold: 1.0, ..Check::default() });
        let simulation = &mut release.simulation;
        simulation.traffic.requests_per_hour = 1_000.0;
        simulation.normal =
            NormalLevels { error_percent: 0.1, latency_median: 40.0, latency_p99: 90.0, ..NormalLevels::default() };
        simulation.faults = vec![
            Fault { id: "f1".into(), prior_percent: 80.0, ..Fault::default() },
            Fault {
                id: "f2".into(),
                prior_percent: 20.0,
                onset: Onset::AtDeploy,
                error_points: 2.0,
                ..Fault::default()
            },
        ];
        package
    }

    #[test]
    fn each_is_found_where_it_stands() {
        assert_eq!(contradictions(&sound()), []);
        let check = |change: &dyn Fn(&mut Package), expected: &str, prevents: bool| {
            let mut package = sound();
            change(&mut package);
            let found = contradictions(&package);
            let names: Vec<String> = found.iter().map(|one| format!("{one:?}")).collect();
            assert!(names.iter().any(|name| name.starts_with(expected)), "{expected}: {names:?}");
            assert_eq!(prevents_simulation(&package), prevents, "{expected}");
        };
        check(&|it| it.release.simulation.traffic.requests_per_hour = 0.0, "NoTraffic", true);
        check(&|it| it.release.simulation.traffic.peak_factor = 3.0, "PeakFactor", true);
        check(&|it| it.release.simulation.normal.latency_p99 = 30.0, "LatencyOrder", true);
        check(&|it| it.release.simulation.normal.error_percent = 101.0, "NoPercent", true);
        check(&|it| it.release.simulation.faults.clear(), "NoFault", true);
        check(&|it| it.release.simulation.faults[0].prior_percent = 70.0, "Priors", false);
        check(&|it| it.release.simulation.faults[1].error_points = 0.0, "NoEffect", false);
        check(&|it| it.release.stages.clear(), "NoStages", true);
        check(&|it| it.release.checks.clear(), "Unchecked", false);
        check(&|it| it.release.checks[0].interval_minutes = 0.0, "NoInterval", true);
        check(&|it| it.release.checks[0].interval_minutes = 0.01, "TooOften", true);
        check(&|it| it.release.checks[0].interval_minutes = 3_000.0, "NeverLooks", false);
        check(&|it| it.release.checks[0].threshold = 100.0, "OutOfReach", false);
        check(&|it| it.release.checks[0].threshold = 0.05, "FailsAlready", false);
        check(&|it| it.release.checks[0].passes_at = Some(2.0), "PassesBeyond", false);
        let latency = |judge| {
            move |it: &mut Package| {
                let check = &mut it.release.checks[0];
                (check.metric, check.judge, check.threshold) = (CheckMetric::Latency, judge, 100.0);
            }
        };
        check(&latency(CheckJudge::Msprt), "NeedsShares", true);
        check(
            &|it| it.release.simulation.designs.push(Design { id: "d".into(), ..Design::default() }),
            "NoSteps",
            true,
        );
        let falling = Design { id: "d".into(), steps: vec![(25.0, 1.0), (5.0, 1.0)], ..Design::default() };
        check(&|it| it.release.simulation.designs.push(falling.clone()), "StepsFall", true);
        let gate = |comparator, threshold| Gate { measure: "m".into(), comparator, threshold, ..Gate::default() };
        check(
            &|it| it.gates = vec![gate(Comparator::AtMost, 0.5), gate(Comparator::AtLeast, 0.9)],
            "GatesExclude",
            false,
        );
        let mut meeting = sound();
        meeting.gates = vec![gate(Comparator::AtMost, 0.5), gate(Comparator::AtLeast, 0.5)];
        assert_eq!(contradictions(&meeting), []);
    }
}
