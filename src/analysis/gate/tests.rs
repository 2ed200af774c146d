use crate::findings::Needed;
use proptest::prelude::*;

use super::*;
use crate::package::{Comparator, Evidence, Measure, Severity};

fn package(gate: Gate) -> Package {
    let alternative = |name: &str| Alternative { id: name.into(), name: name.to_owned(), ..Alternative::default() };
    let measure =
        Measure { id: "p99".into(), name: "p99 latency".to_owned(), unit: "ms".to_owned(), ..Measure::default() };
    let mut package = Package {
        alternatives: vec![alternative("Canary"), alternative("Big-bang")],
        evidence: Evidence { measures: vec![measure], ..Evidence::default() },
        gates: vec![gate],
        ..Package::default()
    };
    package.settings.as_of = "2026-11-20".into();
    package
}

fn at_most_200() -> Gate {
    Gate {
        id: "latency".into(),
        name: "Fast enough".to_owned(),
        measure: "p99".into(),
        comparator: Comparator::AtMost,
        threshold: 200.0,
        severity: Severity::Blocker,
        ..Gate::default()
    }
}

fn estimate(value: f64, low: Option<f64>, high: Option<f64>, n: u64) -> Estimate {
    Estimate {
        measure: "p99".into(),
        alternative: "Canary".into(),
        value: Some(value),
        low,
        high,
        n,
        ..Estimate::default()
    }
}

fn first(gate: Gate, estimate: Estimate) -> GateFinding {
    judge(&package(gate), &[estimate]).swap_remove(0)
}

#[test]
fn every_gate_is_judged_for_every_alternative() {
    let findings = judge(&package(at_most_200()), &[estimate(143.2, Some(120.0), Some(180.4), 212)]);
    let seen: Vec<_> = findings.iter().map(|finding| (finding.alternative.as_str(), finding.verdict)).collect();
    assert_eq!(seen, [("Canary", Verdict::Pass), ("Big-bang", Verdict::NoData)]);
    assert_eq!(findings[1].sentence, "No data: no row of Big-bang has a value for p99 latency. That is never a pass.");
}

#[test]
fn the_interval_decides() {
    let check = |low, value, high, expected: Verdict, sentence: &str| {
        let finding = first(at_most_200(), estimate(value, low, high, 212));
        assert_eq!((finding.verdict, finding.sentence.as_str()), (expected, sentence));
    };
    check(
        Some(120.0),
        143.2,
        Some(180.4),
        Verdict::Pass,
        "Pass: p99 latency is 143 ms and with 212 rows at most 180 ms; the gate allows up to 200 ms.",
    );
    check(
        Some(150.0),
        180.0,
        Some(200.0),
        Verdict::Pass,
        "Pass: p99 latency is 180 ms and with 212 rows at most 200 ms; the gate allows up to 200 ms.",
    );
    check(
        Some(200.001),
        230.0,
        Some(260.0),
        Verdict::Fail,
        "Fail: p99 latency is 230 ms and with 212 rows at least 200.001 ms; the gate allows up to 200 ms.",
    );
    check(
        Some(120.0),
        143.2,
        Some(231.0),
        Verdict::NotEnoughEvidence,
        "Not enough evidence: p99 latency is 143 ms, but with 212 rows it could be as high as 231 ms; the gate allows up to 200 ms.",
    );
    check(
        Some(190.0),
        210.0,
        Some(231.0),
        Verdict::NotEnoughEvidence,
        "Not enough evidence: p99 latency is 210 ms, but with 212 rows it could be as low as 190 ms; the gate allows up to 200 ms.",
    );
    check(
        Some(120.0),
        143.2,
        None,
        Verdict::NotEnoughEvidence,
        "Not enough evidence: p99 latency is 143 ms, but 212 rows cannot say how high it could be; the gate allows up to 200 ms.",
    );
    check(Some(143.0), 143.0, Some(143.0), Verdict::Pass, "Pass: p99 latency is 143 ms; the gate allows up to 200 ms.");
}

#[test]
fn what_would_decide_is_said() {
    let mut estimate = estimate(143.2, Some(120.0), Some(231.0), 212);
    estimate.needed = vec![Needed { gate: "latency".into(), n: Some(1093) }];
    let finding = first(at_most_200(), estimate.clone());
    assert_eq!(finding.needed, Some(1093));
    assert!(finding.sentence.ends_with("About 890 more would decide."), "{}", finding.sentence);

    estimate.needed[0].n = None;
    let finding = first(at_most_200(), estimate);
    assert!(finding.sentence.ends_with("the value is the threshold."), "{}", finding.sentence);
}

#[test]
fn a_gate_may_judge_the_point_value_and_says_so() {
    let gate = Gate { judge: Judge::Point, ..at_most_200() };
    let finding = first(gate, estimate(143.2, Some(120.0), Some(231.0), 212));
    assert_eq!(finding.verdict, Verdict::Pass);
    assert_eq!(finding.sentence, "Pass on the point value alone: p99 latency is 143 ms; the gate allows up to 200 ms.");
    assert_eq!(finding.margin, Some(200.0 - 143.2));
}

#[test]
fn a_gate_without_its_measure_has_no_data() {
    let gate = Gate { measure: "gone".into(), ..at_most_200() };
    let finding = first(gate, estimate(1.0, Some(1.0), Some(1.0), 1));
    assert_eq!(finding.verdict, Verdict::NoData);
    assert!(finding.sentence.contains("no longer in the package"), "{}", finding.sentence);
}

#[test]
fn a_waiver_turns_a_fail_into_waived_while_it_holds() {
    let waiver = |who: &str, until: &str, alternative: &str| Waiver {
        who: who.to_owned(),
        why: "Pilot of 20 people.".to_owned(),
        until: until.into(),
        alternative: alternative.into(),
        ..Waiver::default()
    };
    let check = |waiver: Waiver, value: f64, expected: Verdict, part: &str| {
        let gate = Gate { waiver: Some(waiver), ..at_most_200() };
        let finding = first(gate, estimate(value, Some(value - 1.0), Some(value + 1.0), 50));
        assert_eq!(finding.verdict, expected, "{}", finding.sentence);
        assert!(finding.sentence.contains(part), "{}", finding.sentence);
        assert_ne!(finding.unwaived, Verdict::Waived);
    };
    let held = "Waived by Ana until 2026-11-20: Pilot of 20 people. It is still a fail: p99 latency is 250 ms";
    check(waiver("Ana", "2026-11-20", ""), 250.0, Verdict::Waived, held);
    check(waiver("Ana", "2026-12-31", "Canary"), 250.0, Verdict::Waived, "Waived by Ana");
    check(waiver("Ana", "2026-12-31", "Big-bang"), 250.0, Verdict::Fail, "Fail: ");
    check(waiver("Ana", "2026-11-19", ""), 250.0, Verdict::Fail, "The waiver by Ana ended on 2026-11-19.");
    check(waiver(" ", "2026-12-31", ""), 250.0, Verdict::Fail, "once it says who, why and until when");
    check(waiver("Ana", "", ""), 250.0, Verdict::Fail, "once it says who, why and until when");
    check(waiver("Ana", "2026-12-31", ""), 150.0, Verdict::Pass, "Pass: ");
    check(waiver("Ana", "2026-12-31", ""), 200.5, Verdict::NotEnoughEvidence, "Not enough evidence: ");
}

#[test]
fn a_waiver_needs_a_date_to_be_compared_with() {
    let waiver =
        Waiver { who: "Ana".to_owned(), why: "Pilot".to_owned(), until: "2026-12-31".into(), ..Waiver::default() };
    let mut package = package(Gate { waiver: Some(waiver), ..at_most_200() });
    package.settings.as_of = Date::default();
    let finding = judge(&package, &[estimate(250.0, Some(240.0), Some(260.0), 50)]).swap_remove(0);
    assert_eq!(finding.verdict, Verdict::Fail);
    assert!(finding.sentence.contains("a date to compare it with"), "{}", finding.sentence);
}

proptest! {
    /// Turning every value and the comparison around turns nothing in the verdict.
    #[test]
    fn a_mirrored_gate_says_the_same(low in -5.0..5.0_f64, width in 0.0..5.0_f64, threshold in -5.0..5.0_f64) {
        let high = low + width;
        let value = low + width / 2.0;
        let gate = Gate { threshold, ..at_most_200() };
        let mirrored = Gate { threshold: -threshold, comparator: Comparator::AtLeast, ..at_most_200() };
        prop_assert_eq!(
            first(gate, estimate(value, Some(low), Some(high), 9)).verdict,
            first(mirrored, estimate(-value, Some(-high), Some(-low), 9)).verdict
        );
    }

    /// A narrower interval never turns a pass or a fail around.
    #[test]
    fn more_evidence_never_overturns(value in -5.0..5.0_f64, wide in 0.0..5.0_f64, share in 0.0..1.0_f64) {
        let gate = Gate { threshold: 0.0, ..at_most_200() };
        let at = |half: f64| first(gate.clone(), estimate(value, Some(value - half), Some(value + half), 9)).verdict;
        let (before, after) = (at(wide), at(wide * share));
        prop_assert!(before == Verdict::NotEnoughEvidence || before == after);
    }
}
