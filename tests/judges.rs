//! How checks of a release judge, beside scipy; see `tests/reference/README.md`.

use engine::binomial::Binomial;
use engine::rank_test::{asymptotic_p, bounding_place, exact_p, shift, u_statistic};
use engine::rollout::{Check as Counted, End, Event, Judge, Look, Rollout, Sight, mixture_ratio};
use engine::spending;
use serde::Deserialize;
use shipworthy::analysis::simulation::simulate;
use shipworthy::package::Package;
use shipworthy::package::release::{Check, CheckMetric, Fault, NormalLevels, Stage, Traffic};

#[derive(Deserialize)]
struct Fixtures {
    cases: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Case {
    MannWhitney { first: Vec<f64>, second: Vec<f64>, u: f64, exact: Option<f64>, asymptotic: f64 },
    Shift { level: f64, first: Vec<f64>, second: Vec<f64>, place: usize, estimate: f64, low: f64, high: f64 },
    TwoProportion { new: [u64; 2], old: [u64; 2], z: f64 },
    Msprt { estimate: f64, variance: f64, tau_squared: f64, ratio: f64 },
    Spending { level: f64, information: Vec<f64>, bounds: Vec<f64> },
    Stage(StageCase),
}

#[derive(Deserialize)]
struct StageCase {
    metric: String,
    looks: u32,
    failure_limit: u32,
    requests: u32,
    threshold: f64,
    normal: f64,
    rolled_back: f64,
}

fn cases() -> Vec<Case> {
    let fixtures: Fixtures = serde_json::from_str(include_str!("reference/judges.json")).unwrap();
    fixtures.cases
}

#[track_caller]
fn near(what: &str, found: f64, expected: f64, tolerance: f64) {
    assert!((found - expected).abs() <= tolerance, "{what}: {found} instead of {expected}");
}

#[test]
fn rank_tests_agree_with_scipy() {
    let mut seen = 0;
    for case in cases() {
        match case {
            Case::MannWhitney { first, second, u, exact, asymptotic } => {
                near("U", u_statistic(&first, &second), u, 1e-9);
                near("asymptotic p", asymptotic_p(&first, &second), asymptotic, 1e-9);
                if let Some(exact) = exact {
                    near("exact p", exact_p(&first, &second), exact, 1e-9);
                }
                seen += 1;
            }
            Case::Shift { level, first, second, place, estimate, low, high } => {
                assert_eq!(bounding_place(first.len(), second.len(), level), place, "at level {level}");
                let found = shift(&first, &second, place, &mut Vec::new());
                near("estimate", found.estimate, estimate, 1e-9);
                near("lower bound", found.low, low, 1e-9);
                near("upper bound", found.high, high, 1e-9);
                seen += 1;
            }
            _ => {}
        }
    }
    assert!(seen > 20, "{seen}");
}

/// A judge fails at a critical value just below z, and not just above it.
#[test]
fn two_shares_agree_with_scipy() {
    let rolls_back = |new: [u64; 2], old: [u64; 2], critical: f64, less_is_better: bool| {
        let judge = Judge::TwoProportion { critical };
        let check = Counted { judge, less_is_better, failure_limit: 0, inconclusive_limit: 0 };
        // Of as many trials as there were events, all succeed.
        let shares = vec![Binomial::new(new[0], 1.0), Binomial::new(old[0], 1.0)];
        let sight = Sight::Shares { new: (0, new[1] as f64), old: (1, old[1] as f64), boundary: 0.0 };
        let events = vec![Event::Stage, Event::Look(Look { check: 0, at: 1.0, sight })];
        let ends = Rollout { checks: vec![check], shares, events }.run([0; 32], 0..1);
        matches!(ends[0], End::RolledBack { .. })
    };
    let mut seen = 0;
    for case in cases() {
        let Case::TwoProportion { new, old, z } = case else { continue };
        let less = z > 0.0;
        assert!(rolls_back(new, old, z.abs() - 1e-9, less), "{new:?} {old:?}");
        assert!(!rolls_back(new, old, z.abs() + 1e-9, less), "{new:?} {old:?}");
        assert!(!rolls_back(new, old, z.abs() - 1e-9, !less), "{new:?} {old:?}");
        seen += 1;
    }
    assert_eq!(seen, 12);
}

#[test]
fn sequential_boundaries_agree_with_scipy() {
    let mut seen = 0;
    for case in cases() {
        match case {
            Case::Msprt { estimate, variance, tau_squared, ratio } => {
                near("ratio", mixture_ratio(estimate, variance, tau_squared) / ratio, 1.0, 1e-8);
                seen += 1;
            }
            Case::Spending { level, information, bounds } => {
                // What is published has three decimals, the last of which is not always rounded.
                let tolerance = if bounds.len() == 5 { 6e-4 } else { 1e-5 };
                for (found, expected) in spending::boundaries(level, &information).iter().zip(&bounds) {
                    near("boundary", *found, *expected, tolerance);
                }
                seen += 1;
            }
            _ => {}
        }
    }
    assert!(seen > 15, "{seen}");
}

/// A stage at full traffic, a look an hour: its closed form to rounding, and its runs within four standard errors.
#[test]
fn stages_agree_with_scipy_in_closed_form_and_as_simulated() {
    let mut seen = 0;
    for case in cases() {
        let Case::Stage(case) = case else { continue };
        let mut package = Package::default();
        let release = &mut package.release;
        release.stages = vec![Stage {
            id: "full".into(),
            traffic_percent: 100.0,
            duration_hours: f64::from(case.looks),
            ..Stage::default()
        }];
        let metric = match case.metric.as_str() {
            "errors" => CheckMetric::Errors,
            "conversions" => CheckMetric::Conversions,
            _ => CheckMetric::Latency,
        };
        release.checks.0 = vec![Check {
            id: "check".into(),
            metric,
            threshold: case.threshold,
            interval_minutes: 60.0,
            failure_limit: case.failure_limit,
            ..Check::default()
        }];
        let simulation = &mut release.simulation;
        let requests_per_hour = f64::from(case.requests);
        simulation.traffic = Traffic { requests_per_hour, users: 1_000.0, ..Traffic::default() };
        simulation.normal = NormalLevels {
            error_percent: case.normal,
            conversion_percent: case.normal,
            latency_median: 40.0,
            latency_p99: 90.0,
            ..NormalLevels::default()
        };
        simulation.faults = vec![Fault { id: "none".into(), prior_percent: 100.0, ..Fault::default() }];
        simulation.horizon_hours = f64::from(case.looks);
        let found = simulate(&package, None, &mut |_, _| true).expect("it can be simulated");
        let closed = found.power[0].false_rollback.expect("a limit has a closed form");
        near(&case.metric, closed, case.rolled_back, 1e-9);
        let share = case.rolled_back;
        let error = (share * (1.0 - share) / f64::from(found.runs)).sqrt();
        near("runs", found.designs[0].faults[0].false_rollback.value, share, 4.0 * error + 1e-6);
        seen += 1;
    }
    assert_eq!(seen, 16);
}
