use super::*;
use crate::analysis::outcome::fixture::Scene;
use crate::findings::{Fact, RequiredItem, RiskFinding, RiskFindings, Verdict};
use crate::package::review::SignOffDecision;

/// An outcome with what is said of it.
struct Told {
    outcome: Outcome,
    sentence: String,
    reasons: Vec<String>,
    conditions: Vec<String>,
}

impl Scene {
    fn told(self) -> Told {
        let Self { package, findings } = self.decided();
        Told {
            sentence: sentence(&package, &findings),
            reasons: reasons(&package, &findings),
            conditions: conditions(&package, &findings),
            outcome: findings.outcome,
        }
    }

    #[track_caller]
    fn check(self, decision: Decision, sentence: &str) -> Told {
        let told = self.told();
        assert_eq!((told.outcome.decision, told.sentence.as_str()), (decision, sentence));
        told
    }
}

#[test]
fn the_best_that_passes_everything_may_go() {
    let told = Scene::new().check(Decision::Go, "Go: Fast, ranked first of 3, passes every gate that could stop it.");
    assert_eq!(
        told.reasons,
        ["Fast ranks first of 3 by weighted sum, with 0.90; next comes Safe with 0.80.", "It passes the only blocker."]
    );
    assert!(told.conditions.is_empty() && told.outcome.actions.is_empty());
}

#[test]
fn best_score_but_not_releasable_is_said_aloud() {
    let told = Scene::new()
        .gate(Severity::Blocker, "Fast", Verdict::Fail)
        .check(Decision::Go, "Go: Safe, ranked second of 3, passes every gate that could stop it.");
    assert_eq!(told.reasons[0], "Fast has the best score (0.90) but is not releasable: it fails “Blocker gate”.");
}

#[test]
fn a_failing_blocker_is_a_no_go() {
    let mut scene = Scene::new();
    for name in ["Fast", "Safe", "Slow"] {
        scene = scene.gate(Severity::Blocker, name, Verdict::Fail);
    }
    let told = scene.check(
        Decision::NoGo,
        "No-go: Fast fails “Blocker gate”, which blocks the release, and none of the other 2 can be released either.",
    );
    assert_eq!(told.outcome.actions[0].who, "Ana");
    assert_eq!(told.outcome.actions[0].screen, crate::findings::Screen::Gates);
    assert_eq!(told.reasons[0], "Fast has the best score (0.90) but is not releasable: it fails “Blocker gate”.");
}

#[test]
fn the_authors_recommendation_is_judged_even_when_it_fails() {
    let told = Scene::new()
        .gate(Severity::Blocker, "Slow", Verdict::Fail)
        .package(|package| package.recommendation.option = "Slow".into())
        .check(Decision::NoGo, "No-go: Slow fails “Blocker gate”, which blocks the release.");
    assert_eq!(told.reasons[0], "The authors recommend Slow although Fast ranks higher. They do not say why.");
}

#[test]
fn lacking_evidence_for_a_blocker_decides_nothing() {
    let mut scene = Scene::new().gate(Severity::Blocker, "Fast", Verdict::Fail);
    for name in ["Safe", "Slow"] {
        scene = scene.gate(Severity::Blocker, name, Verdict::NotEnoughEvidence);
    }
    scene.check(Decision::Undecided, "Undecided: Safe cannot be released yet, because “Blocker gate” lacks evidence.");
}

#[test]
fn a_failing_major_needs_a_mitigation() {
    let scene = || Scene::new().gate(Severity::Major, "Fast", Verdict::Fail);
    scene().check(Decision::NoGo, "No-go: Fast fails “Major gate”, and no mitigation is named for it.");
    let told = scene()
        .package(|package| package.gates[1].mitigation = "Two clerks stand by.".to_owned())
        .check(Decision::ConditionalGo, "Conditional go: Fast, ranked first of 3, can be released on 1 condition.");
    assert_eq!(told.conditions, ["“Major gate” fails; its mitigation must be in place: Two clerks stand by."]);
}

#[test]
fn what_is_not_shown_or_only_waived_is_a_condition() {
    let told = Scene::new()
        .gate(Severity::Major, "Fast", Verdict::NotEnoughEvidence)
        .gate(Severity::Blocker, "Fast", Verdict::Waived)
        .gate(Severity::Advisory, "Fast", Verdict::Fail)
        .told();
    assert_eq!(told.outcome.decision, Decision::ConditionalGo);
    assert_eq!(
        told.conditions,
        [
            "Prove “Major gate”. No data: the gate judges no measure yet. Choose one.",
            "“Blocker gate” is only waived, not passed. No data: the gate judges no measure yet. Choose one."
        ]
    );
    assert_eq!(
        told.reasons.last().map(String::as_str),
        Some("“Advisory gate” (advisory): No data: the gate judges no measure yet. Choose one.")
    );
}

#[test]
fn risks_evidence_and_signatures_make_conditions() {
    let sign = |id: &str, decision, remarks: &str| SignOff {
        id: id.into(),
        role: "Governance reviewer".to_owned(),
        name: "Helen Sorby".to_owned(),
        decision,
        remarks: remarks.to_owned(),
        ..SignOff::default()
    };
    let mut scene = Scene::new().package(|package| {
        package.review.sign_offs = vec![
            sign("first", SignOffDecision::Refused, "No."),
            sign("second", SignOffDecision::Conditional, "Rehearse the rollback."),
        ];
        package.additional_evidence = vec![AdditionalEvidence {
            id: "audit".into(),
            what: "A standing audit.".to_owned(),
            owner: "Priya".to_owned(),
            before_pilot: true,
            ..AdditionalEvidence::default()
        }];
    });
    scene.package.risks = vec![Risk { id: "lost".into(), name: "Lost emergency".to_owned(), ..Risk::default() }];
    scene.findings.risks = RiskFindings {
        risks: vec![RiskFinding {
            id: "lost".into(),
            name: "Lost emergency".to_owned(),
            above_appetite: true,
            catastrophic: true,
            ..RiskFinding::default()
        }],
        ..RiskFindings::default()
    };
    let told = scene.told();
    assert_eq!(told.outcome.decision, Decision::ConditionalGo);
    assert_eq!(
        told.conditions,
        [
            "Bring the risk “Lost emergency” within appetite.",
            "Helen Sorby (governance reviewer) asks: Rehearse the rollback.",
            "Before any pilot: A standing audit."
        ]
    );
    assert!(told.reasons.contains(&"“Lost emergency” would be catastrophic, however unlikely.".to_owned()));
}

#[test]
fn a_refusal_stands_until_the_same_person_signs_again() {
    let refusal = SignOff {
        id: "refusal".into(),
        role: "QA lead".to_owned(),
        decision: SignOffDecision::Refused,
        remarks: "No smoke test.".to_owned(),
        ..SignOff::default()
    };
    let told = Scene::new()
        .package(|package| package.review.sign_offs = vec![refusal])
        .check(Decision::NoGo, "No-go: the QA lead refused to sign.");
    assert_eq!(told.reasons.last().map(String::as_str), Some("The QA lead refused: No smoke test."));
}

#[test]
fn nothing_to_decide_about_is_undecided() {
    let empty = Scene { package: Package::default(), findings: Findings::default() };
    empty.check(Decision::Undecided, "Undecided: there is no alternative to decide about yet.");

    let mut unranked = Scene::new();
    for one in &mut unranked.findings.alternatives {
        one.rank = None;
    }
    unranked.findings.score_problems = vec![Fact::NoCriterion.into()];
    unranked.check(Decision::Undecided, "Undecided: no alternative is ranked, and none is recommended. There is no criterion yet. Add what the alternatives are compared on.");

    let mut ungated = Scene::new();
    ungated.package.gates.clear();
    ungated.findings.gates.clear();
    ungated.check(Decision::Undecided, "Undecided: no gate says yet what Fast must meet.");
}

#[test]
fn places_are_written_out() {
    let check = |rank, expected: &str| assert_eq!(ordinal(rank), expected);
    check(1, "first");
    check(3, "third");
    check(11, "11th");
    check(22, "22nd");
    check(113, "113th");
}

#[test]
fn what_is_missing_stands_before_a_go() {
    let lacking = |ids: &[&str]| {
        let items = ids.iter().map(|&id| RequiredItem { id: id.to_owned(), ..RequiredItem::default() });
        let mut scene = Scene::new();
        scene.findings.completeness = items.collect();
        scene
    };
    lacking(&["gate_owners"]).check(
        Decision::Undecided,
        "Undecided: the numbers favour Fast; one thing is missing: an owner for each gate.",
    );
    lacking(&["boundary", "gate_owners", "risks"]).check(
        Decision::Undecided,
        "Undecided: the numbers favour Fast; 3 things are missing, first of all the decision boundary, in one paragraph.",
    );
    lacking(&["gate_owners"]).package(|package| package.recommendation.option = "Slow".into()).check(
        Decision::Undecided,
        "Undecided: the authors recommend Slow; one thing is missing: an owner for each gate.",
    );
    let mut tied = lacking(&["gate_owners"]);
    tied.findings.alternatives[1].rank = Some(1);
    tied.check(
        Decision::Undecided,
        "Undecided: the numbers favour Fast and Safe alike; one thing is missing: an owner for each gate.",
    );
}

#[test]
fn a_limit_that_nobody_set_is_said_to_be_proposed() {
    let told = Scene::new().gate(Severity::Blocker, "Fast", Verdict::Proposed).told();
    assert_eq!(
        told.reasons[0],
        "Fast has the best score (0.90) but is not releasable: nobody has set the limit of “Blocker gate”."
    );
}
