use super::fixture::Scene;
use super::*;
use crate::findings::{Basis, Reason};

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
