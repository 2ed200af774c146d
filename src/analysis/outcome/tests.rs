use super::*;
use crate::findings::{Outcome, RiskFinding, RiskFindings};
use crate::package::memo::AdditionalEvidence;
use crate::package::{Alternative, Gate};

/// Three alternatives in the order of their rank, and one gate of each severity.
struct Scene {
    package: Package,
    findings: Findings,
}

impl Scene {
    fn new() -> Self {
        let mut package = Package::default();
        let mut findings = Findings::default();
        for (rank, name) in (1..).zip(["Fast", "Safe", "Slow"]) {
            package.alternatives.push(Alternative { id: name.into(), name: name.to_owned(), ..Alternative::default() });
            findings.alternatives.push(AlternativeFinding {
                id: name.into(),
                name: name.to_owned(),
                rank: Some(rank),
                weighted_sum: Some(1.0 - f64::from(rank) / 10.0),
                ..AlternativeFinding::default()
            });
        }
        for severity in Severity::ALL {
            let name = severity.label();
            package.gates.push(Gate {
                id: name.into(),
                name: format!("{name} gate"),
                severity: *severity,
                owner: "Ana".to_owned(),
                ..Gate::default()
            });
            for alternative in ["Fast", "Safe", "Slow"] {
                findings.gates.push(GateFinding {
                    id: name.into(),
                    name: format!("{name} gate"),
                    alternative: alternative.into(),
                    verdict: Verdict::Pass,
                    severity: *severity,
                    sentence: "Said.".to_owned(),
                    ..GateFinding::default()
                });
            }
        }
        Self { package, findings }
    }

    fn gate(mut self, severity: Severity, alternative: &str, verdict: Verdict) -> Self {
        for gate in &mut self.findings.gates {
            if gate.severity == severity && gate.alternative.as_str() == alternative {
                gate.verdict = verdict;
            }
        }
        self
    }

    fn package(mut self, edit: impl FnOnce(&mut Package)) -> Self {
        edit(&mut self.package);
        self
    }

    fn decide(mut self) -> Outcome {
        mark_releasable(&mut self.findings.alternatives, &self.findings.gates);
        decide(&self.package, &self.findings)
    }

    #[track_caller]
    fn check(self, decision: Decision, sentence: &str) -> Outcome {
        let outcome = self.decide();
        assert_eq!((outcome.decision, outcome.sentence.as_str()), (decision, sentence));
        outcome
    }
}

#[test]
fn the_best_that_passes_everything_may_go() {
    let outcome = Scene::new().check(Decision::Go, "Go: Fast, first of 3, passes every gate that stands in its way.");
    assert_eq!(
        outcome.reasons,
        ["Fast ranks first of 3 by weighted sum with 0.90; next is Safe with 0.80.", "It passes its one blocker."]
    );
    assert!(outcome.conditions.is_empty() && outcome.actions.is_empty());
}

#[test]
fn best_score_but_not_releasable_is_said_aloud() {
    let outcome = Scene::new()
        .gate(Severity::Blocker, "Fast", Verdict::Fail)
        .check(Decision::Go, "Go: Safe, second of 3, passes every gate that stands in its way.");
    assert_eq!(outcome.reasons[0], "Fast has the best score (0.90) but is not releasable: it fails Blocker gate.");
}

#[test]
fn a_failing_blocker_is_a_no_go() {
    let mut scene = Scene::new();
    for name in ["Fast", "Safe", "Slow"] {
        scene = scene.gate(Severity::Blocker, name, Verdict::Fail);
    }
    let outcome = scene.check(
        Decision::NoGo,
        "No-go: Fast fails Blocker gate, which blocks the release, and no other of the 3 can be released either.",
    );
    assert_eq!(outcome.actions[0].who, "Ana");
    assert_eq!(outcome.actions[0].screen, crate::findings::Screen::Gates);
    assert_eq!(outcome.reasons[0], "Fast has the best score (0.90) but is not releasable: it fails Blocker gate.");
}

#[test]
fn the_authors_recommendation_is_judged_even_when_it_fails() {
    let outcome = Scene::new()
        .gate(Severity::Blocker, "Slow", Verdict::Fail)
        .package(|package| package.recommendation.option = "Slow".into())
        .check(Decision::NoGo, "No-go: Slow fails Blocker gate, which blocks the release.");
    assert_eq!(outcome.reasons[0], "The authors recommend Slow although Fast ranks before it. They do not say why.");
}

#[test]
fn lacking_evidence_for_a_blocker_decides_nothing() {
    let mut scene = Scene::new().gate(Severity::Blocker, "Fast", Verdict::Fail);
    for name in ["Safe", "Slow"] {
        scene = scene.gate(Severity::Blocker, name, Verdict::NotEnoughEvidence);
    }
    scene.check(Decision::Undecided, "Undecided: Safe cannot be released yet, because Blocker gate lacks evidence.");
}

#[test]
fn a_failing_major_needs_a_mitigation() {
    let scene = || Scene::new().gate(Severity::Major, "Fast", Verdict::Fail);
    scene().check(Decision::NoGo, "No-go: Fast fails Major gate, and no mitigation is named for it.");
    let outcome = scene().package(|package| package.gates[1].mitigation = "Two clerks stand by.".to_owned()).check(
        Decision::ConditionalGo,
        "Conditional go: Fast, first of 3, can be released, and 1 condition comes with it.",
    );
    assert_eq!(outcome.conditions, ["Major gate fails; its mitigation must be in place: Two clerks stand by."]);
}

#[test]
fn what_is_not_shown_or_only_waived_is_a_condition() {
    let outcome = Scene::new()
        .gate(Severity::Major, "Fast", Verdict::NotEnoughEvidence)
        .gate(Severity::Blocker, "Fast", Verdict::Waived)
        .gate(Severity::Advisory, "Fast", Verdict::Fail)
        .decide();
    assert_eq!(outcome.decision, Decision::ConditionalGo);
    assert_eq!(outcome.conditions, ["Major gate must be shown. Said.", "Blocker gate counts as waived only. Said."]);
    assert_eq!(outcome.reasons.last().map(String::as_str), Some("Advisory gate (advisory): Said."));
}

#[test]
fn risks_evidence_and_signatures_make_conditions() {
    let sign = |decision, remarks: &str| SignOff {
        role: "Governance reviewer".to_owned(),
        name: "Helen Sorby".to_owned(),
        decision,
        remarks: remarks.to_owned(),
        ..SignOff::default()
    };
    let mut scene = Scene::new().package(|package| {
        package.review.sign_offs =
            vec![sign(SignOffDecision::Refused, "No."), sign(SignOffDecision::Conditional, "Rehearse the rollback.")];
        package.additional_evidence = vec![AdditionalEvidence {
            what: "A standing audit.".to_owned(),
            owner: "Priya".to_owned(),
            before_pilot: true,
            ..AdditionalEvidence::default()
        }];
    });
    scene.findings.risks = RiskFindings {
        risks: vec![RiskFinding {
            name: "Lost emergency".to_owned(),
            above_appetite: true,
            catastrophic: true,
            ..RiskFinding::default()
        }],
        ..RiskFindings::default()
    };
    let outcome = scene.decide();
    assert_eq!(outcome.decision, Decision::ConditionalGo);
    assert_eq!(
        outcome.conditions,
        [
            "The risk “Lost emergency” must come down within appetite.",
            "Helen Sorby (governance reviewer) asks: Rehearse the rollback.",
            "Before any pilot: A standing audit."
        ]
    );
    assert!(
        outcome.reasons.contains(&"“Lost emergency” stays catastrophic if it happens, however unlikely.".to_owned())
    );
}

#[test]
fn a_refusal_stands_until_the_same_person_signs_again() {
    let refusal = SignOff {
        role: "QA lead".to_owned(),
        decision: SignOffDecision::Refused,
        remarks: "No smoke test.".to_owned(),
        ..SignOff::default()
    };
    let outcome = Scene::new()
        .package(|package| package.review.sign_offs = vec![refusal])
        .check(Decision::NoGo, "No-go: the QA lead refused to sign.");
    assert_eq!(outcome.reasons.last().map(String::as_str), Some("The QA lead refused: No smoke test."));
}

#[test]
fn nothing_to_decide_about_is_undecided() {
    let empty = Scene { package: Package::default(), findings: Findings::default() };
    empty.check(Decision::Undecided, "Undecided: there is no alternative to decide about yet.");

    let mut unranked = Scene::new();
    for one in &mut unranked.findings.alternatives {
        one.rank = None;
    }
    unranked.findings.score_problems = vec!["No criterion has a weight.".to_owned()];
    unranked.check(
        Decision::Undecided,
        "Undecided: no alternative is ranked, and none is recommended. No criterion has a weight.",
    );

    let mut ungated = Scene::new();
    ungated.package.gates.clear();
    ungated.findings.gates.clear();
    ungated.check(Decision::Undecided, "Undecided: no gate says yet what Fast must hold to.");
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
