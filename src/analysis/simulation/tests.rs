use super::*;
use crate::package::release::{Check, CheckJudge, CheckMetric, Design, NormalLevels, Stage, Strategy, Traffic};

fn stage(id: &str, traffic_percent: f64, duration_hours: f64) -> Stage {
    Stage { id: id.into(), traffic_percent, duration_hours, ..Stage::default() }
}

fn fault(id: &str, prior_percent: f64, onset: Onset) -> Fault {
    Fault { id: id.into(), prior_percent, onset, ..Fault::default() }
}

/// A canary in three stages with a limit on errors and one on latency.
pub(super) fn example() -> Package {
    let mut package = Package::default();
    let release = &mut package.release;
    release.stages = vec![stage("five", 5.0, 6.0), stage("quarter", 25.0, 6.0), stage("full", 100.0, 6.0)];
    release.checks.0 = vec![
        Check { id: "errors".into(), threshold: 2.5, interval_minutes: 30.0, failure_limit: 1, ..Check::default() },
        Check {
            id: "latency".into(),
            metric: CheckMetric::Latency,
            threshold: 125.0,
            interval_minutes: 60.0,
            failure_limit: 0,
            ..Check::default()
        },
    ];
    let simulation = &mut release.simulation;
    simulation.traffic =
        Traffic { requests_per_hour: 20_000.0, users: 40_000.0, peak_factor: 1.5, ..Traffic::default() };
    simulation.normal = NormalLevels {
        error_percent: 1.0,
        latency_median: 40.0,
        latency_p99: 90.0,
        conversion_percent: 3.0,
        ..NormalLevels::default()
    };
    simulation.faults = vec![
        fault("none", 60.0, Onset::Never),
        Fault { error_points: 2.0, ..fault("errors", 20.0, Onset::AtDeploy) },
        Fault { latency_percent: 60.0, above_percent: 20.0, ..fault("load", 10.0, Onset::UnderLoad) },
        Fault { conversion_percent: -20.0, ..fault("clicks", 10.0, Onset::AtDeploy) },
    ];
    simulation.designs = vec![Design::preset(Strategy::BigBang), Design::preset(Strategy::Shadow)];
    simulation.horizon_hours = 30.0;
    package
}

fn found(package: &Package) -> SimulationFinding {
    simulate(package, None, &mut |_, _| true).expect("it can be simulated")
}

/// Four standard errors, and a little for a share near 0 or 1.
fn near(share: f64, expected: f64, runs: f64) {
    let error = libm::sqrt(expected * (1.0 - expected) / runs);
    assert!((share - expected).abs() <= 4.0 * error + 1e-6, "{share} {expected}");
}

/// Every stage and check must be passed: with limits alone, what is drawn has a closed form.
#[test]
fn what_is_drawn_agrees_with_the_closed_form() {
    let mut package = example();
    package.release.simulation.runs = 10_000;
    let finding = found(&package);
    let own = &finding.designs[0];
    let quiet: f64 = finding.power.iter().map(|one| 1.0 - one.false_rollback.unwrap()).product();
    near(own.faults[0].false_rollback.value, 1.0 - quiet, 10_000.0);
    for outcome in &own.faults[1..3] {
        let survives: f64 = finding
            .power
            .iter()
            .map(|one| {
                let of_fault = one.faults.iter().find(|each| each.fault == outcome.fault);
                1.0 - of_fault.map_or(one.false_rollback, |each| each.detected).unwrap()
            })
            .product();
        let rolled_back = outcome.detected.value + outcome.false_rollback.value;
        near(rolled_back, 1.0 - survives, 10_000.0);
    }
}

#[test]
fn the_same_seed_gives_the_same_runs_and_a_coarse_answer_is_the_beginning_of_the_full_one() {
    let package = example();
    assert_eq!(found(&package), found(&package));
    let mut fewer = package.clone();
    fewer.release.simulation.runs = 300;
    let coarse = simulate(&package, Some(300), &mut |_, _| true).unwrap();
    assert_eq!(coarse, found(&fewer));
    let mut other = package.clone();
    other.release.simulation.seed = 2;
    assert_ne!(found(&other).designs, found(&package).designs);
}

#[test]
fn a_design_like_the_packages_own_fares_alike() {
    let mut package = example();
    let steps = package.release.stages.iter().map(|stage| (stage.traffic_percent, stage.duration_hours)).collect();
    let rollback_minutes = package.release.simulation.rollback_minutes;
    package.release.simulation.designs =
        vec![Design { id: "same".into(), steps, rollback_minutes, ..Design::default() }];
    let designs = found(&package).designs;
    assert_eq!(designs[0].faults, designs[1].faults);
}

#[test]
fn strategies_differ_as_they_should() {
    let finding = found(&example());
    let [own, at_once, shadow] = finding.designs.as_slice() else { panic!("three designs") };
    let requests = |design: &DesignFinding, fault: usize| design.faults[fault].requests.mean;
    // A faulty version meets fewer people in a canary than all at once.
    assert!(requests(own, 1) < 0.3 * requests(at_once, 1));
    // Nobody sees a shadow, and errors show there.
    assert!(shadow.faults[1].detected.value > 0.9 && requests(shadow, 1) < 1.0);
    // What needs a comparison is seen by none of them.
    assert!(finding.designs.iter().all(|design| design.faults[3].detected.value < 0.02));
    assert!(own.faults[3].lost_conversions.mean > 0.0);
    assert_eq!(own.full_after_hours, Some(12.0));
    assert_eq!([at_once.full_after_hours, shadow.full_after_hours], [Some(0.0), None]);
}

#[test]
fn a_fault_under_load_is_not_detected_before_it_shows() {
    let finding = found(&example());
    let load = &finding.designs[0].faults[2];
    assert!(load.detected.value > 0.95);
    let spread = load.hours_to_detect.as_ref().unwrap();
    // It shows from the second stage on, and latency is looked at every hour.
    assert!(spread.low >= 1.0 && spread.mean < 2.0, "{spread:?}");
    assert_eq!(load.triggers[0].check, "latency".into());
}

#[test]
fn what_is_expected_is_weighed_with_the_priors() {
    let finding = found(&example());
    let own = &finding.designs[0];
    let priors = [0.6, 0.2, 0.1, 0.1];
    let mean = |of: &dyn Fn(&FaultOutcome) -> f64| -> f64 {
        own.faults.iter().zip(priors).skip(1).map(|(one, prior)| prior * of(one)).sum()
    };
    assert!((own.expected.requests - mean(&|one| one.requests.mean)).abs() < 1e-9);
    assert!((own.expected.detected.unwrap() - mean(&|one| one.detected.value) / 0.4).abs() < 1e-12);
}

#[test]
fn what_cannot_be_simulated_is_not() {
    let none = |change: &dyn Fn(&mut Package)| {
        let mut package = example();
        change(&mut package);
        assert_eq!(simulate(&package, None, &mut |_, _| true), None);
    };
    none(&|it| it.release.simulation = Default::default());
    none(&|it| it.release.simulation.traffic.requests_per_hour = 0.0);
    none(&|it| it.release.stages.clear());
    let mut asked = 0;
    let stopped = simulate(&example(), None, &mut |_, _| {
        asked += 1;
        asked < 3
    });
    assert_eq!((stopped, asked), (None, 3));
}

/// Every judge sees a fault that is great, and none when nothing is wrong, more often than by chance.
#[test]
fn every_judge_tells_a_great_fault_from_none() {
    for judge in CheckJudge::ALL {
        let mut package = example();
        let simulation = &mut package.release.simulation;
        simulation.faults = vec![
            fault("none", 50.0, Onset::Never),
            Fault { error_points: 3.0, ..fault("great", 50.0, Onset::AtDeploy) },
        ];
        simulation.designs.truncate(1);
        simulation.runs = 300;
        simulation.traffic.requests_per_hour = 200_000.0;
        let check = Check {
            judge: *judge,
            threshold: match judge {
                CheckJudge::Threshold => 2.6,
                CheckJudge::Relative => 100.0,
                _ => 30.0,
            },
            level: 0.01,
            failure_limit: 0,
            interval_minutes: 30.0,
            ..package.release.checks[0].clone()
        };
        package.release.checks.0 = vec![check];
        let own = &found(&package).designs[0];
        assert!(own.faults[1].detected.value > 0.95, "{judge}: {:?}", own.faults[1]);
        assert!(own.faults[0].false_rollback.value < 0.25, "{judge}: {:?}", own.faults[0].false_rollback);
    }
}

#[test]
fn power_says_what_a_stage_can_see() {
    let finding = found(&example());
    let at = |stage: &str, check: &str| {
        finding.power.iter().find(|one| one.stage == stage.into() && one.check == check.into()).unwrap()
    };
    assert_eq!([at("five", "errors").looks, at("full", "latency").looks], [12, 6]);
    let fault = &at("five", "errors").faults[0];
    assert!((fault.change - 2.0).abs() < 1e-9 && (fault.fleet - 0.1).abs() < 1e-9);
    // At the change that is just seen, it is detected four times in five.
    let mut package = example();
    package.release.simulation.traffic.peak_factor = 1.0;
    let smallest = found(&package).power[0].smallest.unwrap();
    package.release.simulation.faults[1].error_points = smallest;
    let detected = found(&package).power[0].faults[0].detected.unwrap();
    assert!((detected - 0.8).abs() < 1e-6, "{detected}");
}

/// Two arms of 28,408 see 5 % turn into 4.5 % with power 0.8 at a two-sided level of 5 %; a test of one side at half that
/// level has the same power.
#[test]
fn power_of_a_comparison_agrees_with_the_sample_size() {
    let mut package = example();
    package.release.stages = vec![stage("half", 50.0, 10.0)];
    package.release.simulation.normal.conversion_percent = 5.0;
    package.release.simulation.faults[3].conversion_percent = -10.0;
    package.release.checks.0 = vec![Check {
        metric: CheckMetric::Conversions,
        judge: CheckJudge::TwoProportion,
        level: 0.025,
        interval_minutes: 600.0,
        ..Check::default()
    }];
    let mut power = |requests_per_hour: f64| {
        package.release.simulation.traffic = Traffic { requests_per_hour, ..Traffic::default() };
        found(&package).power[0].clone()
    };
    let enough = power(2.0 * 28_408.0 / 10.0);
    assert!((enough.smallest.unwrap() - 0.5).abs() < 0.003, "{enough:?}");
    let half = power(28_408.0 / 10.0);
    let missing = half.faults[0].missing.unwrap();
    assert!((missing - 2.0).abs() < 0.06, "{missing}");
}
