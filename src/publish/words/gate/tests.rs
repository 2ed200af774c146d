use super::*;
use crate::analysis::gate::fixture::{at_most_200, estimate, first, package};
use crate::analysis::gate::judge;
use crate::findings::{Estimate, Needed};
use crate::package::Date;

/// The verdict on the first alternative, and what is said of it.
fn told(gate: Gate, estimate: Estimate) -> (Verdict, String) {
    let finding = first(gate.clone(), estimate);
    (finding.verdict, sentence(&package(gate), &finding))
}

#[test]
fn without_a_row_there_is_no_data() {
    let findings = judge(&package(at_most_200()), &[estimate(143.2, Some(120.0), Some(180.4), 212)]);
    let gate = package(at_most_200());
    assert_eq!(
        sentence(&gate, &findings[1]),
        "No data: no row of Big-bang has a value for “p99 latency”. That is never a pass."
    );
}

#[test]
fn the_verdict_is_said_with_its_interval() {
    let check = |low, value, high, expected: Verdict, sentence: &str| {
        let (verdict, said) = told(at_most_200(), estimate(value, low, high, 212));
        assert_eq!((verdict, said.as_str()), (expected, sentence));
    };
    check(
        Some(120.0),
        143.2,
        Some(180.4),
        Verdict::Pass,
        "Pass: “p99 latency” is 143 ms, and at most 180 ms given 212 rows; the gate allows up to 200 ms.",
    );
    check(
        Some(150.0),
        180.0,
        Some(200.0),
        Verdict::Pass,
        "Pass: “p99 latency” is 180 ms, and at most 200 ms given 212 rows; the gate allows up to 200 ms.",
    );
    check(
        Some(200.001),
        230.0,
        Some(260.0),
        Verdict::Fail,
        "Fail: “p99 latency” is 230 ms, and at least 200.001 ms given 212 rows; the gate allows up to 200 ms.",
    );
    check(
        Some(120.0),
        143.2,
        Some(231.0),
        Verdict::NotEnoughEvidence,
        "Not enough evidence: “p99 latency” is 143 ms, but given 212 rows it could be as high as 231 ms; the gate allows up to 200 ms.",
    );
    check(
        Some(190.0),
        210.0,
        Some(231.0),
        Verdict::NotEnoughEvidence,
        "Not enough evidence: “p99 latency” is 210 ms, but given 212 rows it could be as low as 190 ms; the gate allows up to 200 ms.",
    );
    check(
        Some(120.0),
        143.2,
        None,
        Verdict::NotEnoughEvidence,
        "Not enough evidence: “p99 latency” is 143 ms, but 212 rows cannot say how high it could be; the gate allows up to 200 ms.",
    );
    check(
        Some(143.0),
        143.0,
        Some(143.0),
        Verdict::Pass,
        "Pass: “p99 latency” is 143 ms; the gate allows up to 200 ms.",
    );
}

#[test]
fn what_would_decide_is_said() {
    let mut estimate = estimate(143.2, Some(120.0), Some(231.0), 212);
    estimate.needed = vec![Needed { gate: "latency".into(), n: Some(1093) }];
    assert!(told(at_most_200(), estimate.clone()).1.ends_with("About 890 more would decide."));

    estimate.needed[0].n = None;
    assert!(told(at_most_200(), estimate.clone()).1.ends_with("the gate allows up to 200 ms."));
    estimate.value = Some(200.0);
    assert!(told(at_most_200(), estimate).1.ends_with("the value equals the threshold."));
}

#[test]
fn a_gate_on_the_point_value_says_so() {
    let gate = Gate { judge: Judge::Point, ..at_most_200() };
    let (_, said) = told(gate, estimate(143.2, Some(120.0), Some(231.0), 212));
    assert_eq!(said, "Pass on the point estimate alone: “p99 latency” is 143 ms; the gate allows up to 200 ms.");
}

#[test]
fn a_gate_without_its_measure_has_no_data() {
    let gate = Gate { measure: "gone".into(), ..at_most_200() };
    let (_, said) = told(gate, estimate(1.0, Some(1.0), Some(1.0), 1));
    assert!(said.contains("no longer in the package"), "{said}");
}

#[test]
fn a_waiver_is_said_whether_it_holds_or_not() {
    let waiver = |who: &str, until: &str, alternative: &str| Waiver {
        who: who.to_owned(),
        why: "Pilot of 20 people.".to_owned(),
        until: until.into(),
        alternative: alternative.into(),
        ..Waiver::default()
    };
    let check = |waiver: Waiver, value: f64, expected: Verdict, part: &str| {
        let gate = Gate { waiver: Some(waiver), ..at_most_200() };
        let (verdict, said) = told(gate, estimate(value, Some(value - 1.0), Some(value + 1.0), 50));
        assert_eq!(verdict, expected, "{said}");
        assert!(said.contains(part), "{said}");
    };
    let held = "Waived by Ana until 20 Nov 2026: Pilot of 20 people. It is still a fail: “p99 latency” is 250 ms";
    check(waiver("Ana", "2026-11-20", ""), 250.0, Verdict::Waived, held);
    check(waiver("Ana", "2026-12-31", "Canary"), 250.0, Verdict::Waived, "Waived by Ana");
    check(waiver("Ana", "2026-12-31", "Big-bang"), 250.0, Verdict::Fail, "Fail: ");
    check(waiver("Ana", "2026-11-19", ""), 250.0, Verdict::Fail, "The waiver by Ana ended on 19 Nov 2026.");
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
    assert!(sentence(&package, &finding).contains("a date to compare it with"));
}

#[test]
fn beside_its_verdict_a_sentence_does_not_repeat_it() {
    let gate = package(at_most_200());
    let said = |value: f64| because(&gate, &first(at_most_200(), estimate(value, Some(value), Some(value), 9)));
    assert_eq!(said(143.0), "“p99 latency” is 143 ms; the gate allows up to 200 ms.");
    assert_eq!(said(230.0), "“p99 latency” is 230 ms; the gate allows up to 200 ms.");
}
