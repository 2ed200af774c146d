use super::*;
use crate::analysis::simulation::simulate;
use crate::analysis::simulation::tests::example;
use crate::package::release::{CheckJudge, CheckMetric, Wanted};

fn wanted(detection_percent: f64, false_percent: f64) -> Package {
    let mut package = example();
    // Nobody sees a shadow, so that none converts there: no plan detects everything before somebody meets it.
    package.release.checks.0.push(Check {
        id: "clicks".into(),
        metric: CheckMetric::Conversions,
        threshold: 2.0,
        interval_minutes: 60.0,
        failure_limit: 1,
        ..Check::default()
    });
    let simulation = &mut package.release.simulation;
    simulation.faults[3].conversion_percent = -60.0;
    simulation.horizon_hours = 120.0;
    simulation.runs = 10_000;
    simulation.wanted = Wanted { detection_percent, false_percent, ..Wanted::default() };
    package
}

fn found(package: &Package) -> PlanSearch {
    search(package, &mut |_, _| true).expect("it can be searched")
}

/// Four standard errors, and a little for a share near 0 or 1.
fn near(share: f64, expected: f64, runs: f64) {
    let error = libm::sqrt(expected * (1.0 - expected) / runs);
    assert!((share - expected).abs() <= 4.0 * error + 1e-6, "{share} {expected}");
}

#[test]
fn plans_keep_to_what_is_wanted_and_none_is_better_than_another_in_both() {
    let found = found(&wanted(90.0, 2.0));
    assert!(found.plans.len() > 2, "{found:#?}");
    for plan in &found.plans {
        assert!(plan.computed.detected >= 0.9 && plan.computed.stopped <= 0.02, "{plan:?}");
        assert_eq!(plan.steps.last().unwrap().0, 100.0);
    }
    for pair in found.plans.windows(2) {
        assert!(pair[0].full_after_hours < pair[1].full_after_hours);
        assert!(pair[0].computed.requests > pair[1].computed.requests);
    }
    // The longest plan exposes far fewer than everything at once.
    let (first, last) = (&found.plans[0].computed, &found.plans.last().unwrap().computed);
    assert!(last.requests < 0.3 * first.requests, "{} {}", last.requests, first.requests);
}

/// What is computed without chance is what the runs come to.
#[test]
fn the_simulation_confirms_the_closed_form() {
    let package = wanted(80.0, 5.0);
    let runs = f64::from(package.release.simulation.runs);
    let found = found(&package);
    assert!(!found.plans.is_empty());
    for plan in &found.plans {
        near(plan.simulated.stopped, plan.computed.stopped, runs);
        near(plan.simulated.detected, plan.computed.detected, runs);
        // Requests vary less from run to run than those who meet everything at once would.
        let most = found.plans[0].computed.requests.max(plan.computed.requests);
        assert!((plan.simulated.requests - plan.computed.requests).abs() < 0.05 * most, "{plan:?}");
    }
}

/// The planned pipeline in closed form against its own simulation, requests by their spread over the runs.
#[test]
fn the_pipeline_as_planned_is_computed_as_it_is_simulated() {
    let mut package = wanted(80.0, 5.0);
    package.release.checks[1].passes_at = Some(110.0);
    package.release.checks[1].inconclusive_limit = 1;
    let own = &simulate(&package, None, &mut |_, _| true).unwrap().designs[0];
    let planned = found(&package).planned;
    let runs = f64::from(package.release.simulation.runs);
    near(own.faults[0].false_rollback.value + own.faults[0].held.value, planned.stopped, runs);
    near(own.expected.detected.unwrap(), planned.detected, runs);
    let close = |found: f64, expected: f64| assert!((found / expected - 1.0).abs() < 0.03, "{found} {expected}");
    close(own.expected.requests, planned.requests);
    close(own.expected.users, planned.users);
    close(own.expected.harm, planned.harm);
    close(own.expected.environment_hours, planned.environment_hours);
}

/// A plan that is taken fares as it was simulated: the same runs from the same seed.
#[test]
fn a_plan_that_is_taken_is_the_plan_that_was_shown() {
    let mut package = wanted(80.0, 5.0);
    package.release.checks[0].stages = vec!["five".into()];
    let found = found(&package);
    let plan = &found.plans[found.plans.len() / 2];
    take(&mut package, plan, &mut |place| Id(format!("stage-{place}")));
    let own = &simulate(&package, None, &mut |_, _| true).unwrap().designs[0];
    assert_eq!(own.expected.detected, Some(plan.simulated.detected));
    assert_eq!(own.expected.requests, plan.simulated.requests);
    assert_eq!(own.faults[0].false_rollback.value + own.faults[0].held.value, plan.simulated.stopped);
    assert_eq!(own.full_after_hours, Some(plan.full_after_hours));
}

#[test]
fn a_test_of_shares_is_searched_by_its_level() {
    let mut package = wanted(60.0, 10.0);
    package.release.simulation.runs = 1_000;
    let check = &mut package.release.checks[0];
    (check.judge, check.threshold, check.failure_limit) = (CheckJudge::Msprt, 100.0, 0);
    let found = found(&package);
    assert!(!found.plans.is_empty(), "{found:?}");
    let of = |plan: &Plan| plan.checks[0].clone();
    assert!(found.plans.iter().all(|plan| of(plan).threshold == 100.0 && of(plan).level > 0.0));
    for plan in &found.plans {
        assert!((plan.simulated.detected - plan.computed.detected).abs() < 0.1, "{plan:?}");
    }
}

#[test]
fn what_cannot_be_had_is_said() {
    // Nothing looks at conversions, so that a part of the faults is never detected.
    let mut package = wanted(99.0, 2.0);
    package.release.checks.0.pop();
    let found = found(&package);
    assert!(found.plans.is_empty());
    assert!(found.most_detected.is_some_and(|most| most > 0.5 && most < 0.99), "{:?}", found.most_detected);
    let none = |change: &dyn Fn(&mut Package)| {
        let mut package = wanted(90.0, 5.0);
        change(&mut package);
        assert_eq!(search(&package, &mut |_, _| true), None);
    };
    none(&|it| it.release.simulation.wanted.detection_percent = 0.0);
    none(&|it| it.release.simulation.wanted.false_percent = 100.0);
    none(&|it| it.release.checks.clear());
    none(&|it| it.release.simulation.traffic.requests_per_hour = 0.0);
    none(&|it| it.release.simulation.faults.truncate(1));
    assert_eq!(search(&wanted(90.0, 5.0), &mut |done, _| done < 3), None);
}
