//! The decision under gates against closed forms, and what must hold whatever comes in.

use engine::normal::normal_distribution;
use proptest::prelude::*;

use crate::analysis::fixture::{decision, random_decision, set_deviation};
use crate::analysis::robustness::{exact, robustness};
use crate::findings::{DecisionFinding, Estimate, IntervalMethod, Robustness};
use crate::package::document::Said;
use crate::package::evidence::Measure;
use crate::package::gate::{Judge, Waiver};
use crate::package::settings::{Method, Scope};
use crate::package::{Comparator, Criterion, CriterionSource, Date, Gate, Id, Package, Severity};

/// A estimate of A0, A1, … on one measure, by 26 rows each; certain where the error is 0.
fn estimates(measure: &str, values: &[(f64, f64)]) -> Vec<Estimate> {
    let estimate = |(row, (value, error)): (usize, &(f64, f64))| Estimate {
        measure: Id::from(measure),
        alternative: Id(format!("a{row}")),
        value: Some(*value),
        low: Some(value - 1.96 * error),
        high: Some(value + 1.96 * error),
        n: 26,
        standard_error: Some(*error),
        interval: if *error > 0.0 { IntervalMethod::StudentT } else { IntervalMethod::Exact },
        ..Estimate::default()
    };
    values.iter().enumerate().map(estimate).collect()
}

/// A package that compares A0, A1, … of falling worth, with a blocker "at most 60" on the measure m.
fn gated(alternatives: usize) -> Package {
    let worths: Vec<[f64; 1]> = (0..alternatives).map(|row| [10.0 - row as f64]).collect();
    let mut package = decision(&worths.iter().map(|row| &row[..]).collect::<Vec<_>>(), &[1.0]);
    package.evidence.measures.push(Measure { id: Id::from("m"), ..Measure::default() });
    package.gates.push(gate("g"));
    package
}

fn id(id: &str) -> Id {
    Id::from(id)
}

fn gate(id: &str) -> Gate {
    Gate { id: Id::from(id), measure: Id::from("m"), threshold: 60.0, ..Gate::default() }
}

fn run(package: &Package, estimates: &[Estimate]) -> DecisionFinding {
    robustness(package, estimates, &mut |_, _| true).unwrap().decision.unwrap()
}

#[track_caller]
fn near(found: f64, expected: f64) {
    assert!((found - expected).abs() < 0.002, "{found} instead of {expected}");
}

#[test]
fn a_gate_that_is_only_proposed_holds_in_no_draw() {
    let mut package = gated(2);
    let estimates = estimates("m", &[(50.0, 1.0), (50.0, 0.0)]);
    assert_eq!(run(&package, &estimates).nobody, 0.0);
    package.gates[0].proposed.threshold = true;
    assert_eq!(run(&package, &estimates).nobody, 1.0);
}

/// A first, B second, only A uncertain: 58 with an error of 1.5, at most 60.
#[test]
fn one_uncertain_gate_has_its_closed_form() {
    for method in Method::ALL {
        let mut package = gated(2);
        package.settings.method = *method;
        let found = run(&package, &estimates("m", &[(58.0, 1.5), (50.0, 0.0)]));
        near(found.chosen[&id("a0")], 0.908_789);
        near(found.chosen[&id("a1")], 0.091_211);
        near(found.releasable[&id("a0")], 0.908_789);
        near(found.holds[&id("g")][&id("a0")], 0.908_789);
        assert_eq!((found.nobody, found.releasable[&id("a1")], found.holds[&id("g")][&id("a1")]), (0.0, 1.0, 1.0));
        assert_eq!(
            (&found.evidence_value[0].measure, found.evidence_value[0].alternative.as_str()),
            (&Some(Id::from("m")), "a0")
        );
        near(found.evidence_value[0].value, 0.091_211);
        let twice = &found.waiting[1];
        assert_eq!((twice.rows_factor, twice.rows), (1.0, Some(26)));
        near(twice.turns, 0.029_673);
        near(twice.measures[0].turns, 0.029_673);
        for waiting in &found.waiting {
            let share = (waiting.rows_factor / (1.0 + waiting.rows_factor)).sqrt();
            near(waiting.turns, 1.0 - normal_distribution(2.0 / (1.5 * share)));
        }
    }
}

/// A and B gated by independent values, each holding with .8.
#[test]
fn two_independent_gates_leave_a_third_for_nobody() {
    let error = 2.0 / 0.841_621_233_572_914_2;
    let found = run(&gated(2), &estimates("m", &[(58.0, error), (58.0, error)]));
    near(found.chosen[&id("a0")], 0.8);
    near(found.chosen[&id("a1")], 0.16);
    near(found.nobody, 0.04);
}

/// One draw feeds the gate and the criterion: where A passes, it also has the better value.
#[test]
fn a_measure_has_the_same_value_for_its_gate_and_its_criterion() {
    let mut package = gated(2);
    package.criteria = vec![Criterion {
        id: Id::from("c0"),
        source: CriterionSource::Measure { measure: Id::from("m") },
        direction: crate::package::Direction::Min,
        ..Criterion::default()
    }];
    let found = run(&package, &estimates("m", &[(60.0, 1.0), (60.0, 0.0)]));
    near(found.chosen[&id("a0")], 0.5);
    near(found.chosen[&id("a1")], 0.5);
    near(found.evidence_value[0].value, 0.5);
}

#[test]
fn no_data_never_holds_and_a_waiver_does() {
    let mut package = gated(2);
    let unknown = run(&package, &[]);
    assert_eq!((unknown.nobody, unknown.holds[&id("g")][&id("a0")]), (1.0, 0.0));
    package.settings.as_of = Date::from("2026-01-01");
    let until = Date::from("2026-12-31");
    package.gates[0].waiver = Some(Waiver {
        who: "Ana".into(),
        why: "Pilot".into(),
        until,
        alternative: Id::from("a1"),
        ..Waiver::default()
    });
    assert_eq!(run(&package, &[]).nobody, 1.0);
    let failing = run(&package, &estimates("m", &[(70.0, 0.0), (70.0, 0.0)]));
    assert_eq!((failing.chosen[&id("a0")], failing.chosen[&id("a1")], failing.nobody), (0.0, 1.0, 0.0));
    assert_eq!(failing.waived.len(), 1);
    assert_eq!((failing.waived[0].gate.as_str(), failing.waived[0].alternative.as_str()), ("g", "a1"));
}

#[test]
fn a_value_of_unknown_error_holds_only_where_it_is_judged_by_itself() {
    let mut package = gated(1);
    let mut known = estimates("m", &[(58.0, 1.0)]);
    (known[0].standard_error, known[0].interval) = (None, IntervalMethod::None);
    assert_eq!(run(&package, &known).nobody, 1.0);
    package.gates[0].judge = Judge::Point;
    assert_eq!(run(&package, &known).nobody, 0.0);
}

#[test]
fn only_blockers_stand_in_the_way() {
    let mut package = gated(2);
    package.gates[0].severity = Severity::Major;
    let found = run(&package, &estimates("m", &[(70.0, 0.1), (50.0, 0.1)]));
    assert_eq!((found.chosen[&id("a0")], found.holds[&id("g")][&id("a0")]), (1.0, 0.0));
}

/// Every side of a threshold, where the value is the threshold in no draw but may be without error.
#[test]
fn thresholds_have_two_sides() {
    let check = |comparator, value: f64, error: f64, expected: f64| {
        let mut package = gated(1);
        package.gates[0].comparator = comparator;
        near(run(&package, &estimates("m", &[(value, error)])).releasable[&id("a0")], expected);
    };
    for (comparator, less, at) in [
        (Comparator::AtMost, 0.841_345, 1.0),
        (Comparator::Below, 0.841_345, 0.0),
        (Comparator::AtLeast, 0.158_655, 1.0),
        (Comparator::Above, 0.158_655, 0.0),
    ] {
        check(comparator, 59.0, 1.0, less);
        check(comparator, 60.0, 0.0, at);
    }
}

#[test]
fn a_value_that_decides_nothing_has_no_value() {
    let mut package = gated(3);
    package.gates.push(Gate { severity: Severity::Advisory, measure: Id::from("other"), ..gate("h") });
    set_deviation(&mut package, 0, 0, 1.0);
    set_deviation(&mut package, 2, 0, 0.01);
    let mut known = estimates("m", &[(58.0, 1.5), (50.0, 0.0), (50.0, 0.0)]);
    known.extend(estimates("other", &[(60.0, 5.0), (60.0, 5.0), (60.0, 5.0)]));
    let found = run(&package, &known);
    assert!(found.evidence_value[0].value > 0.05, "{:?}", found.evidence_value);
    let last = found.evidence_value.last().unwrap();
    assert_eq!((last.alternative.as_str(), &last.measure), ("a2", &None));
    assert!(last.value < 0.003, "{last:?}");
    assert!(found.evidence_value.iter().all(|one| one.measure != Some(Id::from("other"))));
}

/// The best score fails, so every statement is about the two that can be released.
fn barred() -> (Package, Vec<Estimate>) {
    let mut package = decision(&[&[10.0, 9.0], &[8.0, 2.0], &[2.0, 9.0]], &[60.0, 40.0]);
    package.evidence.measures.push(Measure { id: Id::from("m"), ..Measure::default() });
    package.gates.push(gate("g"));
    (package, estimates("m", &[(70.0, 0.0), (50.0, 0.0), (50.0, 0.0)]))
}

#[test]
fn statements_are_about_what_can_be_released_unless_asked_otherwise() {
    let ids = |found: &Robustness| found.compared.iter().map(|id| id.0.clone()).collect::<Vec<_>>();
    let (mut package, known) = barred();
    for method in Method::ALL {
        package.settings.method = *method;
        package.settings.scope = Said(Some(Scope::Releasable));
        let found = robustness(&package, &known, &mut |_, _| true).unwrap();
        assert_eq!((found.scope, ids(&found)), (Scope::Releasable, vec!["a1".to_owned(), "a2".to_owned()]));
        assert_ne!(found.verdict.winner, Some(Id::from("a0")));
        assert!(found.joint_shift.len() == 1 && found.sweep.iter().all(|sweep| sweep.scores.len() == 2));
        assert!(found.sweep.iter().all(|sweep| sweep.first.0 != "a0"));
        assert!(found.score_change.iter().all(|change| change.alternative.0 != "a0" && change.rival.0 != "a0"));
        let smaa = found.smaa.as_ref().unwrap();
        assert_eq!((&smaa.alternatives, smaa.pairwise.len()), (&found.compared, 2));
        assert!((smaa.acceptability.iter().map(|shares| shares[0]).sum::<f64>() - 1.0).abs() < 1e-9);
        let decision = found.decision.as_ref().unwrap();
        assert_eq!(
            (decision.scope, decision.chosen[&id("a0")], decision.releasable[&id("a0")]),
            (Scope::Releasable, 0.0, 0.0)
        );
        assert_eq!(decision.chosen[&found.verdict.winner.clone().unwrap()], 1.0);
        package.settings.scope = Said(Some(Scope::All));
        let all = exact(&package, &known);
        assert_eq!((all.scope, all.compared.len(), all.verdict.winner), (Scope::All, 3, Some(Id::from("a0"))));
    }
}

#[test]
fn with_nothing_to_release_statements_are_about_all() {
    let (package, _) = barred();
    let found = exact(&package, &[]);
    assert_eq!((found.scope, found.compared.len()), (Scope::All, 3));
}

#[test]
fn one_that_can_be_released_has_no_rival() {
    let (package, mut known) = barred();
    known[2].value = Some(70.0);
    (known[2].low, known[2].high) = (Some(70.0), Some(70.0));
    let found = robustness(&package, &known, &mut |_, _| true).unwrap();
    assert_eq!((found.compared.len(), found.verdict.runner_up.clone()), (1, None));
    assert!(found.joint_shift.is_empty() && found.smaa.unwrap().acceptability == [[1.0]]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn somebody_or_nobody_is_chosen(
        seed in any::<u32>(), rows in 1_usize..5, columns in 1_usize..4, method in 0_usize..3,
        values in proptest::collection::vec((50.0..70.0_f64, 0.0..6.0_f64), 5), uncertain in 0_usize..3,
    ) {
        let mut package = random_decision(seed, rows, columns);
        package.evidence.measures.push(Measure { id: Id::from("m"), ..Measure::default() });
        package.gates.push(gate("g"));
        package.settings.method = Method::ALL[method];
        package.settings.draws = 200;
        (0..uncertain.min(rows.min(columns))).for_each(|index| set_deviation(&mut package, index, index, 2.0));
        let found = run(&package, &estimates("m", &values[..rows]));
        for chosen in [&found.chosen, &found.chosen_at_any_weights] {
            prop_assert!((chosen.values().sum::<f64>() + found.nobody - 1.0).abs() < 1e-9);
        }
        for (one, share) in &found.chosen {
            prop_assert!(*share <= found.releasable[one] + 1e-12);
            prop_assert_eq!(found.holds[&id("g")][one], found.releasable[one]);
        }
        prop_assert!(found.evidence_value.iter().all(|one| (0.0..=1.0).contains(&one.value)));
        for waiting in &found.waiting {
            prop_assert!((0.0..=1.0).contains(&waiting.turns));
        }
    }
}
