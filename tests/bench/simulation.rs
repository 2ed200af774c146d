//! The release simulation, timed in a dedicated worker of the browser. Run by `cargo xtask bench`, which sets the time
//! against that of numpy on the same case and holds the shares of runs rolled back to each other.
//!
//! Each line printed is `bench NAME NUMBER`: milliseconds, the median of several runs, or a share of the runs.

#![cfg(target_arch = "wasm32")]

use std::hint::black_box;

use shipworthy::analysis::simulation::simulate;
use shipworthy::findings::SimulationFinding;
use shipworthy::package::Package;
use shipworthy::package::release::{
    Check, CheckJudge, CheckMetric, Design, Fault, NormalLevels, Onset, Stage, Strategy, Traffic,
};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{console_log, wasm_bindgen_test};

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_dedicated_worker);

/// 2,000 runs of 5 strategies under 4 faults over 48 hours, each of three checks looked at every five minutes.
#[wasm_bindgen_test]
fn five_strategies_under_four_faults() {
    let package = case();
    let run = |runs| -> SimulationFinding { simulate(&package, runs, &mut |_, _| true).expect("it can be simulated") };
    time("simulation", 7, || run(None));
    time("simulation-coarse", 15, || run(Some(100)));
    let found = run(None);
    assert_eq!(found.designs.len(), 5);
    for (design, finding) in found.designs.iter().enumerate() {
        for (fault, outcome) in finding.faults.iter().enumerate() {
            let share = outcome.detected.value + outcome.false_rollback.value;
            console_log!("bench rolled-back-{design}-{fault} {share}");
        }
    }
}

/// The case of `simulation_peer.py`.
fn case() -> Package {
    let mut package = Package::default();
    let release = &mut package.release;
    let stage = |id: &str, traffic_percent, duration_hours| Stage {
        id: id.into(),
        traffic_percent,
        duration_hours,
        ..Stage::default()
    };
    release.stages = vec![stage("a", 5.0, 12.0), stage("b", 25.0, 12.0), stage("c", 100.0, 24.0)];
    let check = |id: &str, metric, judge, threshold, failure_limit| Check {
        id: id.into(),
        metric,
        judge,
        threshold,
        failure_limit,
        level: 0.000_1,
        interval_minutes: 5.0,
        ..Check::default()
    };
    release.checks.0 = vec![
        check("errors", CheckMetric::Errors, CheckJudge::Threshold, 8.0, 4),
        check("latency", CheckMetric::Latency, CheckJudge::Threshold, 160.0, 4),
        check("clicks", CheckMetric::Conversions, CheckJudge::TwoProportion, 10.0, 0),
    ];
    let simulation = &mut release.simulation;
    simulation.traffic = Traffic { requests_per_hour: 10_000.0, users: 50_000.0, ..Traffic::default() };
    simulation.normal = NormalLevels {
        error_percent: 1.0,
        latency_median: 40.0,
        latency_p99: 90.0,
        conversion_percent: 4.0,
        ..NormalLevels::default()
    };
    let fault = |id: &str, onset| Fault { id: id.into(), prior_percent: 25.0, onset, ..Fault::default() };
    simulation.faults = vec![
        fault("none", Onset::Never),
        Fault { error_points: 6.0, ..fault("errors", Onset::AtDeploy) },
        Fault { latency_percent: 80.0, above_percent: 20.0, ..fault("load", Onset::UnderLoad) },
        Fault { conversion_percent: -20.0, delay_hours: 6.0, ..fault("clicks", Onset::AfterDelay) },
    ];
    let design = |id: &str, strategy, steps: &[(f64, f64)]| Design {
        id: id.into(),
        strategy,
        steps: steps.to_vec(),
        rollback_minutes: 5.0,
        ..Design::default()
    };
    simulation.designs = vec![
        design("big", Strategy::BigBang, &[(100.0, 48.0)]),
        design("blue", Strategy::BlueGreen, &[(50.0, 12.0), (100.0, 36.0)]),
        design("shadow", Strategy::Shadow, &[(0.0, 24.0), (100.0, 24.0)]),
        design("ab", Strategy::AbTest, &[(50.0, 24.0), (100.0, 24.0)]),
    ];
    simulation.horizon_hours = 48.0;
    simulation.runs = 2_000;
    package
}

/// Prints the median time of `runs` runs, after one that does not count.
fn time<T>(name: &str, runs: usize, mut work: impl FnMut() -> T) {
    let scope: web_sys::DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let clock = scope.performance().expect("a worker has a clock");
    black_box(work());
    let mut times: Vec<f64> = (0..runs)
        .map(|_| {
            let start = clock.now();
            black_box(work());
            clock.now() - start
        })
        .collect();
    times.sort_by(f64::total_cmp);
    console_log!("bench {name} {:.3}", times[runs / 2]);
}
