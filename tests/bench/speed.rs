//! The work of the decision analysis, timed in a dedicated worker of the browser. Run by
//! `cargo xtask bench`, which sets each time against that of a peer library on the same case.
//!
//! Each line printed is `bench NAME MILLISECONDS`, the median of several runs.

#![cfg(target_arch = "wasm32")]

use std::hint::black_box;

use shipworthy::analysis::robustness;
use shipworthy::analysis::score::score;
use shipworthy::package::criterion::{CriterionSource, PreferenceFunction, StatedValue};
use shipworthy::package::settings::Method;
use shipworthy::package::{Alternative, Criterion, Id, Package};
use shipworthy::sorted_map::SortedMap;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{console_log, wasm_bindgen_test};

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_dedicated_worker);

#[wasm_bindgen_test]
fn robustness_by_drawing() {
    let mut package = case(20, 8);
    package.settings.draws = 100_000;
    for (name, method) in [("smaa-weighted-sum", Method::WeightedSum), ("smaa-promethee", Method::PrometheeIi)] {
        package.settings.method = method;
        time(name, 7, || robustness::drawn(&package, &[], &mut |_, _| true));
    }
    let mut package = case(5, 8);
    package.settings.draws = 10_000;
    time("robustness", 15, || robustness::robustness(&package, &[], &mut |_, _| true));
}

#[wasm_bindgen_test]
fn promethee_of_two_thousand_alternatives() {
    let mut package = case(2_000, 8);
    package.settings.method = Method::PrometheeIi;
    time("promethee-2000", 7, || score(&package, &[]));
}

/// Alternatives whose values on criteria are judged and certain, the same as the peers' case.
fn case(alternatives: usize, criteria: usize) -> Package {
    let mut package = Package::default();
    for row in 0..alternatives {
        package.alternatives.push(Alternative {
            id: Id(format!("a{row}")),
            name: format!("A{row}"),
            ..Alternative::default()
        });
    }
    for column in 0..criteria {
        let values: SortedMap<Id, StatedValue> = (0..alternatives)
            .map(|row| (Id(format!("a{row}")), StatedValue { value: Some(value(row, column)), ..Default::default() }))
            .collect();
        package.criteria.push(Criterion {
            id: Id(format!("c{column}")),
            name: format!("C{column}"),
            source: CriterionSource::Stated { values },
            preference: PreferenceFunction::VIndifference { q: 0.05, p: 0.5 },
            ..Criterion::default()
        });
        package.weighting.active_profile_mut().points.insert(Id(format!("c{column}")), 1.0);
    }
    package
}

fn value(row: usize, column: usize) -> f64 {
    ((row * 31 + column * 17 + row * column * 13 + 7) * 7919 % 10_007) as f64 / 10_007.0
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
