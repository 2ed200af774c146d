//! The decision under gates in its worked cases of two alternatives, natively and in the browser.

use shipworthy::analysis::robustness::robustness;
use shipworthy::findings::{DecisionFinding, Estimate, IntervalMethod};
use shipworthy::package::criterion::StatedValue;
use shipworthy::package::settings::Method;
use shipworthy::package::{Alternative, Criterion, CriterionSource, Gate, Id, Measure, Package};
#[cfg(not(target_arch = "wasm32"))]
use test as everywhere;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as everywhere;

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_dedicated_worker);

/// A before B on the one criterion, and a blocker that asks at most 60 of a measure, of which each has a value with
/// its standard error on 26 rows.
fn decide(method: Method, values: [(f64, f64); 2]) -> DecisionFinding {
    let ids = ["a", "b"].map(Id::from);
    let worths = ids.iter().cloned().zip([2.0, 1.0]);
    let stated = worths.map(|(id, value)| (id, StatedValue { value: Some(value), ..StatedValue::default() }));
    let mut package = Package {
        alternatives: ids.iter().map(|id| Alternative { id: id.clone(), ..Alternative::default() }).collect(),
        criteria: vec![Criterion {
            id: Id::from("worth"),
            source: CriterionSource::Stated { values: stated.collect() },
            ..Criterion::default()
        }],
        gates: vec![Gate { id: Id::from("gate"), measure: Id::from("m"), threshold: 60.0, ..Gate::default() }],
        ..Package::default()
    };
    package.settings.method = method;
    package.evidence.measures.push(Measure { id: Id::from("m"), ..Measure::default() });
    let estimate = |(alternative, (value, error)): (Id, (f64, f64))| Estimate {
        measure: Id::from("m"),
        alternative,
        value: Some(value),
        low: Some(value - 2.0 * error),
        high: Some(value + 2.0 * error),
        n: 26,
        standard_error: Some(error),
        interval: if error > 0.0 { IntervalMethod::StudentT } else { IntervalMethod::Exact },
        ..Estimate::default()
    };
    let estimates: Vec<Estimate> = ids.into_iter().zip(values).map(estimate).collect();
    let found = robustness(&package, &estimates, &mut |_, _| true).expect("two alternatives are ranked");
    found.decision.expect("it is drawn")
}

#[track_caller]
fn near(found: f64, expected: f64) {
    assert!((found - expected).abs() < 0.002, "{found} instead of {expected}");
}

#[everywhere]
fn one_uncertain_gate() {
    for method in Method::ALL {
        let found = decide(*method, [(58.0, 1.5), (50.0, 0.0)]);
        near(found.chosen[&Id::from("a")], 0.908_789);
        near(found.chosen[&Id::from("b")], 0.091_211);
        near(found.evidence_value[0].value, 0.091_211);
        let twice = found.waiting.iter().find(|waiting| waiting.rows_factor == 1.0).expect("it is reckoned");
        near(twice.turns, 0.029_673);
        assert_eq!(twice.rows, Some(26));
    }
}

#[everywhere]
fn two_independent_gates() {
    // Each holds with .8.
    let error = 2.0 / 0.841_621_233_572_914_2;
    let found = decide(Method::WeightedSum, [(58.0, error), (58.0, error)]);
    near(found.chosen[&Id::from("a")], 0.8);
    near(found.chosen[&Id::from("b")], 0.16);
    near(found.nobody, 0.04);
}

/// The same bits everywhere.
#[everywhere]
fn draws_are_the_same_everywhere() {
    let found = decide(Method::WeightedSum, [(58.0, 1.5), (59.0, 1.5)]);
    let shares = [found.chosen[&Id::from("a")], found.chosen[&Id::from("b")], found.nobody, found.waiting[2].turns];
    assert_eq!(shares, SHARES);
}

const SHARES: [f64; 4] = [0.9081, 0.0682, 0.0237, 0.0613];
