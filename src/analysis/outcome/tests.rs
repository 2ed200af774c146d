use super::fixture::Scene;
use super::*;
use crate::findings::{Basis, Estimate, Reason, RequiredItem};
use crate::package::review::SignOff;
use crate::package::{Alternative, Criterion, CriterionSource, Gate, Measure, Record};

#[test]
fn gates_decide_before_scores() {
    let blocked = |names: &[&str]| {
        let verdict = Verdict::Fail;
        names.iter().fold(Scene::new(), |scene, name| scene.gate(Severity::Blocker, name, verdict))
    };
    assert_eq!(Scene::new().decision(), Decision::Go);
    assert_eq!(blocked(&["Fast"]).decision(), Decision::Go);
    let none = blocked(&["Fast", "Safe", "Slow"]).decided().findings.outcome;
    assert_eq!(none.decision, Decision::NoGo);
    assert_eq!(none.basis, Basis::FailsBlockers { gates: vec!["Blocker".into()], any_releasable: false });
}

#[test]
fn the_best_score_that_cannot_be_released_is_the_first_reason() {
    let scene = Scene::new().gate(Severity::Blocker, "Fast", Verdict::NoData).decided();
    assert_eq!(scene.findings.outcome.alternative, Some("Safe".into()));
    let reason = Reason::NotReleasable {
        alternative: "Fast".into(),
        failing: Vec::new(),
        unsure: Vec::new(),
        without_data: vec!["Blocker".into()],
        proposed: Vec::new(),
    };
    assert_eq!(scene.findings.outcome.reasons[0], reason);
}

#[test]
fn a_recommendation_is_judged_even_when_it_fails() {
    let scene = Scene::new()
        .gate(Severity::Blocker, "Slow", Verdict::Fail)
        .package(|package| package.recommendation.option = "Slow".into());
    let outcome = scene.decided().findings.outcome;
    assert_eq!((outcome.decision, outcome.alternative), (Decision::NoGo, Some("Slow".into())));
    assert!(outcome.reasons.contains(&Reason::RecommendedBehind { first: "Fast".into() }));
}

#[test]
fn a_refusal_stands_until_the_same_person_signs_again() {
    let signed = |id: &str, decision| SignOff {
        id: id.into(),
        role: "QA lead".to_owned(),
        decision,
        remarks: "No smoke test.".to_owned(),
        ..SignOff::default()
    };
    let refusal = || signed("first", SignOffDecision::Refused);
    let once = Scene::new().package(|package| package.review.sign_offs = vec![refusal()]);
    let outcome = once.decided().findings.outcome;
    assert_eq!((outcome.decision, outcome.basis), (Decision::NoGo, Basis::Refused { sign_off: "first".into() }));
    let again = signed("second", SignOffDecision::Approved);
    assert_eq!(
        Scene::new().package(|package| package.review.sign_offs = vec![refusal(), again]).decision(),
        Decision::Go
    );
}

#[test]
fn a_go_rests_on_what_the_package_requires() {
    let item = |id: &str, done| RequiredItem { id: id.to_owned(), done, ..RequiredItem::default() };
    let decided = |items: Vec<RequiredItem>| {
        let mut scene = Scene::new();
        scene.findings.completeness = items;
        scene.decided().findings.outcome
    };
    assert_eq!(decided(vec![item("title", true)]).decision, Decision::Go);
    let outcome = decided(vec![item("title", true), item("boundary", false), item("gates", false)]);
    let basis = Basis::Incomplete { items: vec!["boundary".to_owned(), "gates".to_owned()] };
    assert_eq!((outcome.decision, outcome.basis), (Decision::Undecided, basis));
    assert_eq!(outcome.alternative, Some("Fast".into()));
}

#[test]
fn a_failing_blocker_needs_no_complete_package() {
    let mut scene = Scene::new();
    for name in ["Fast", "Safe", "Slow"] {
        scene = scene.gate(Severity::Blocker, name, Verdict::Fail);
    }
    scene.findings.completeness = vec![RequiredItem::default()];
    assert_eq!(scene.decision(), Decision::NoGo);
}

#[test]
fn a_blank_package_with_alternatives_and_a_blank_gate_is_never_released() {
    let mut package = Package::default();
    for name in ["flagger", "argo"] {
        let alternative = Alternative { name: name.to_owned(), ..Alternative::blank(name.into()) };
        package.alternatives.push(alternative);
    }
    package.evidence.measures.push(Measure { id: "errors".into(), ..Measure::default() });
    let criterion =
        Criterion { source: CriterionSource::Measure { measure: "errors".into() }, ..Criterion::blank("c".into()) };
    package.weighting.include(&criterion.id);
    package.criteria.push(criterion);
    package.gates.push(Gate { measure: "errors".into(), ..Gate::blank("g".into()) });
    let value = |alternative: &str, value: f64| Estimate {
        measure: "errors".into(),
        alternative: alternative.into(),
        value: Some(value),
        low: Some(value),
        high: Some(value),
        n: 9,
        ..Estimate::default()
    };
    let estimates = vec![value("flagger", -2.0), value("argo", -1.0)].into();
    let conclude = |package: &Package| crate::analysis::conclude(package, &estimates, None, &|_, _| None);
    let first = |findings: &Findings| match &findings.outcome.basis {
        Basis::Incomplete { items } => items[..2].to_vec(),
        other => panic!("{other:?}"),
    };
    let findings = conclude(&package);
    assert!(findings.gates.iter().all(|gate| gate.verdict == Verdict::Proposed));
    assert_eq!(findings.outcome.decision, Decision::Undecided);
    assert_eq!(first(&findings), ["gate_limits", "criterion_directions"]);

    package.gates[0].proposed.confirm();
    package.criteria[0].proposed.confirm();
    let findings = conclude(&package);
    assert!(findings.gates.iter().all(|gate| gate.verdict == Verdict::Pass));
    assert_eq!(findings.outcome.decision, Decision::Undecided);
    assert_ne!(first(&findings)[0], "gate_limits");
}
