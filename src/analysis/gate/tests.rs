use proptest::prelude::*;

use super::fixture::{at_most_200, estimate, first, package};
use super::*;
use crate::findings::Needed;
use crate::package::Comparator;

#[test]
fn every_gate_is_judged_for_every_alternative() {
    let findings = judge(&package(at_most_200()), &[estimate(143.2, Some(120.0), Some(180.4), 212)]);
    let seen: Vec<_> = findings.iter().map(|finding| (finding.alternative.as_str(), finding.verdict)).collect();
    assert_eq!(seen, [("Canary", Verdict::Pass), ("Big-bang", Verdict::NoData)]);
}

#[test]
fn the_interval_decides() {
    let check = |low, value, high, expected: Verdict| {
        assert_eq!(first(at_most_200(), estimate(value, low, high, 212)).verdict, expected);
    };
    check(Some(120.0), 143.2, Some(180.4), Verdict::Pass);
    check(Some(150.0), 180.0, Some(200.0), Verdict::Pass);
    check(Some(200.001), 230.0, Some(260.0), Verdict::Fail);
    check(Some(120.0), 143.2, Some(231.0), Verdict::NotEnoughEvidence);
    check(Some(190.0), 210.0, Some(231.0), Verdict::NotEnoughEvidence);
    check(Some(120.0), 143.2, None, Verdict::NotEnoughEvidence);
    check(Some(143.0), 143.0, Some(143.0), Verdict::Pass);
}

#[test]
fn what_is_only_proposed_lets_nothing_pass_and_nothing_fail() {
    for (direction, threshold) in [(true, false), (false, true), (true, true)] {
        let mut gate = at_most_200();
        (gate.proposed.direction, gate.proposed.threshold) = (direction, threshold);
        for value in [1.0, 200.0, 1e9] {
            let finding = first(gate.clone(), estimate(value, Some(value), Some(value), 212));
            assert_eq!((finding.verdict, finding.value), (Verdict::Proposed, Some(value)));
        }
        gate.proposed.confirm();
        assert_eq!(first(gate, estimate(1.0, Some(1.0), Some(1.0), 212)).verdict, Verdict::Pass);
    }
}

#[test]
fn what_would_decide_comes_from_the_estimate() {
    let mut estimate = estimate(143.2, Some(120.0), Some(231.0), 212);
    estimate.needed = vec![Needed { gate: "latency".into(), n: Some(1093) }];
    let finding = first(at_most_200(), estimate.clone());
    assert_eq!(finding.needed, Some(1093));

    estimate.needed[0].n = None;
    assert_eq!(first(at_most_200(), estimate).needed, None);
}

#[test]
fn a_gate_may_judge_the_point_value() {
    let gate = Gate { judge: Judge::Point, ..at_most_200() };
    let finding = first(gate, estimate(143.2, Some(120.0), Some(231.0), 212));
    assert_eq!(finding.verdict, Verdict::Pass);
    assert_eq!(finding.margin, Some(200.0 - 143.2));
}

#[test]
fn a_gate_without_its_measure_has_no_data() {
    let gate = Gate { measure: "gone".into(), ..at_most_200() };
    let finding = first(gate, estimate(1.0, Some(1.0), Some(1.0), 1));
    assert_eq!(finding.verdict, Verdict::NoData);
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
    let check = |waiver: Waiver, value: f64, expected: Verdict, standing: WaiverStanding| {
        let gate = Gate { waiver: Some(waiver), ..at_most_200() };
        let finding = first(gate, estimate(value, Some(value - 1.0), Some(value + 1.0), 50));
        assert_eq!((finding.verdict, finding.waiver), (expected, standing));
        assert_ne!(finding.unwaived, Verdict::Waived);
    };
    check(waiver("Ana", "2026-11-20", ""), 250.0, Verdict::Waived, WaiverStanding::Holds);
    check(waiver("Ana", "2026-12-31", "Canary"), 250.0, Verdict::Waived, WaiverStanding::Holds);
    check(waiver("Ana", "2026-12-31", "Big-bang"), 250.0, Verdict::Fail, WaiverStanding::Absent);
    check(waiver("Ana", "2026-11-19", ""), 250.0, Verdict::Fail, WaiverStanding::Ended);
    check(waiver(" ", "2026-12-31", ""), 250.0, Verdict::Fail, WaiverStanding::Incomplete);
    check(waiver("Ana", "", ""), 250.0, Verdict::Fail, WaiverStanding::Incomplete);
    check(waiver("Ana", "2026-12-31", ""), 150.0, Verdict::Pass, WaiverStanding::Holds);
    check(waiver("Ana", "2026-12-31", ""), 200.5, Verdict::NotEnoughEvidence, WaiverStanding::Holds);
}

#[test]
fn a_waiver_needs_a_date_to_be_compared_with() {
    let waiver =
        Waiver { who: "Ana".to_owned(), why: "Pilot".to_owned(), until: "2026-12-31".into(), ..Waiver::default() };
    let mut package = package(Gate { waiver: Some(waiver), ..at_most_200() });
    package.settings.as_of = Date::default();
    let finding = judge(&package, &[estimate(250.0, Some(240.0), Some(260.0), 50)]).swap_remove(0);
    assert_eq!(finding.verdict, Verdict::Fail);
    assert_eq!(finding.waiver, WaiverStanding::NoDate);
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
