//! The workspace object, filled from the package and, where nobody wrote anything, from the findings.

use crate::findings::{Decision, Findings, Verdict};
use crate::package::workspace::{Module, Workspace, WorkspaceAlternative, WorkspaceRecommendation};
use crate::package::{Monitor, Package, Severity};
use crate::publish::words;
use crate::publish::words::figure::{self, Unit};

/// The filled workspace object.
pub fn workspace(package: &Package, findings: &Findings) -> Workspace {
    Workspace {
        module: Module(package.module.clone()),
        artifact: package.artifact.clone(),
        alternatives: package
            .alternatives
            .iter()
            .map(|one| WorkspaceAlternative {
                option: one.name.clone(),
                strength: one.strength.clone(),
                risk: one.risk.clone(),
                evidence: one.evidence.clone(),
            })
            .collect(),
        recommendation: recommendation(package, findings),
    }
}

fn recommendation(package: &Package, findings: &Findings) -> WorkspaceRecommendation {
    let stated = &package.recommendation;
    let monitor = first_monitor(package);
    WorkspaceRecommendation {
        decision: decision(
            &package.charter.decision_question,
            &or_else(&stated.decision, || words::outcome::sentence(package, findings)),
        ),
        recommended_option: recommended(package, findings),
        minimum_evidence_before_pilot: minimum_evidence(package, findings),
        monitoring_metric: monitor.map(|monitor| monitor.metric.clone()).unwrap_or_default(),
        rollback_trigger: or_else(&stated.rollback_trigger, || monitor.map(rollback_trigger).unwrap_or_default()),
    }
}

/// The question followed by its answer, so that neither is read without the other.
fn decision(question: &str, answer: &str) -> String {
    let (question, answer) = (question.trim(), answer.trim());
    if question.is_empty() || answer.starts_with(question) {
        return answer.to_owned();
    }
    let mark = if question.ends_with(['?', '.', '!', ':', '…']) { "" } else { "?" };
    format!("{question}{mark} {answer}").trim_end().to_owned()
}

/// What somebody wrote, or else what is derived.
fn or_else(written: &str, derived: impl FnOnce() -> String) -> String {
    if written.trim().is_empty() { derived() } else { written.to_owned() }
}

/// The name of the alternative the authors recommend, or else of the one that may go.
fn recommended(package: &Package, findings: &Findings) -> String {
    if let Some(stated) = package.alternative(&package.recommendation.option) {
        return stated.name.clone();
    }
    let outcome = &findings.outcome;
    let may_go = matches!(outcome.decision, Decision::Go | Decision::ConditionalGo);
    let chosen = outcome.alternative.as_ref().filter(|_| may_go).and_then(|id| package.alternative(id));
    chosen.map(|one| one.name.clone()).unwrap_or_default()
}

/// What a pilot must wait for: what the authors say, and the evidence that blockers of the alternative
/// in question still lack.
fn minimum_evidence(package: &Package, findings: &Findings) -> Vec<String> {
    let stated = package.additional_evidence.iter().filter(|one| one.before_pilot).map(|one| one.what.clone());
    let lacking = findings
        .gates
        .iter()
        .filter(|gate| Some(&gate.alternative) == findings.outcome.alternative.as_ref())
        .filter(|gate| gate.severity == Severity::Blocker)
        .filter(|gate| matches!(gate.verdict, Verdict::NotEnoughEvidence | Verdict::NoData | Verdict::Proposed))
        .map(|gate| format!("{}: {}", gate.name, words::gate::sentence(package, gate)));
    stated.chain(lacking).collect()
}

/// The monitor watched first: the one the authors name, or else the first that rolls back, or else the
/// first.
pub fn first_monitor(package: &Package) -> Option<&Monitor> {
    package
        .monitor(&package.recommendation.monitor)
        .or_else(|| package.monitors.iter().find(|monitor| monitor.rolls_back))
        .or_else(|| package.monitors.first())
}

/// When a monitor rolls the release back, in words: "p99 latency above 200 ms over 5 min: roll back the
/// model". Empty without a critical threshold.
pub fn rollback_trigger(monitor: &Monitor) -> String {
    let Some(critical) = monitor.critical else { return String::new() };
    let side = if monitor.comparator.prefers_less() { "above" } else { "below" };
    let mut text = format!("{} {side} {}", monitor.metric, figure::quantity(critical, Unit::named(&monitor.unit)));
    if !monitor.window.trim().is_empty() {
        text += &format!(" over {}", monitor.window.trim());
    }
    if let Some(target) = monitor.rollback {
        text += &format!(": roll back the {}", target.label().to_lowercase());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::Basis;
    use crate::findings::{GateFinding, Outcome};
    use crate::package::memo::AdditionalEvidence;
    use crate::package::{Alternative, Charter, RollbackTarget};

    fn scene() -> (Package, Findings) {
        let alternative = |name: &str| Alternative {
            id: name.into(),
            name: name.to_owned(),
            strength: "fast".to_owned(),
            risk: "new".to_owned(),
            evidence: "trial".to_owned(),
            ..Alternative::default()
        };
        let package = Package {
            module: "5".to_owned(),
            artifact: "decision package".to_owned(),
            charter: Charter { decision_question: "How do models move safely?".to_owned(), ..Charter::default() },
            alternatives: vec![alternative("Canary"), alternative("Big-bang")],
            monitors: vec![
                Monitor { id: "errors".into(), metric: "errors".to_owned(), ..Monitor::default() },
                Monitor {
                    id: "p99".into(),
                    metric: "p99 latency".to_owned(),
                    critical: Some(200.0),
                    unit: "ms".to_owned(),
                    window: "5 min".to_owned(),
                    rolls_back: true,
                    rollback: Some(RollbackTarget::Model),
                    ..Monitor::default()
                },
            ],
            additional_evidence: vec![
                AdditionalEvidence { what: "Audit".to_owned(), before_pilot: true, ..AdditionalEvidence::default() },
                AdditionalEvidence { what: "Later".to_owned(), ..AdditionalEvidence::default() },
            ],
            ..Package::default()
        };
        let findings = Findings {
            outcome: Outcome {
                decision: Decision::Go,
                alternative: Some("Canary".into()),
                basis: Basis::PassesAll,
                ..Outcome::default()
            },
            ..Findings::default()
        };
        (package, findings)
    }

    #[test]
    fn it_has_exactly_the_keys_asked_for() {
        let (package, findings) = scene();
        let object = serde_json::to_value(workspace(&package, &findings)).unwrap();
        let expected = serde_json::json!({
            "module": 5,
            "artifact": "decision package",
            "alternatives": [
                {"option": "Canary", "strength": "fast", "risk": "new", "evidence": "trial"},
                {"option": "Big-bang", "strength": "fast", "risk": "new", "evidence": "trial"},
            ],
            "recommendation": {
                "decision": "How do models move safely? Go: Canary passes every gate that could stop it.",
                "recommended_option": "Canary",
                "minimum_evidence_before_pilot": ["Audit"],
                "monitoring_metric": "p99 latency",
                "rollback_trigger": "p99 latency above 200 ms over 5 min: roll back the model",
            },
        });
        assert_eq!(object, expected);
    }

    #[test]
    fn the_decision_is_the_question_and_its_answer() {
        let check = |question: &str, answer: &str, expected: &str| assert_eq!(decision(question, answer), expected);
        check("May it go?", "Yes.", "May it go? Yes.");
        check(" May it go ", "Yes.", "May it go? Yes.");
        check("", "Yes.", "Yes.");
        check("May it go?", "", "May it go?");
        check("May it go?", "May it go? Yes.", "May it go? Yes.");
    }

    #[test]
    fn what_people_wrote_comes_first() {
        let (mut package, findings) = scene();
        package.recommendation.option = "Big-bang".into();
        package.recommendation.decision = "Pilot first.".to_owned();
        package.recommendation.monitor = "errors".into();
        package.recommendation.rollback_trigger = "Any lost ticket.".to_owned();
        let found = workspace(&package, &findings).recommendation;
        assert_eq!(
            (found.recommended_option, found.decision, found.monitoring_metric, found.rollback_trigger),
            (
                "Big-bang".to_owned(),
                "How do models move safely? Pilot first.".to_owned(),
                "errors".to_owned(),
                "Any lost ticket.".to_owned()
            )
        );
    }

    #[test]
    fn nothing_is_recommended_that_may_not_go() {
        let (package, mut findings) = scene();
        findings.outcome.decision = Decision::NoGo;
        findings.gates.push(GateFinding {
            name: "Audit".to_owned(),
            alternative: "Canary".into(),
            severity: Severity::Blocker,
            verdict: Verdict::NoData,
            ..GateFinding::default()
        });
        let found = workspace(&package, &findings).recommendation;
        assert_eq!(found.recommended_option, "");
        assert_eq!(found.minimum_evidence_before_pilot, ["Audit", "Audit: No data."]);
    }
}
