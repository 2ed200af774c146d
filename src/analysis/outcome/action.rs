//! Who must do what next.

use crate::analysis::review::last_words;
use crate::findings::{Action, AlternativeFinding, Findings, GateFinding, Screen, Task, Verdict};
use crate::order;
use crate::package::memo::AdditionalEvidence;
use crate::package::review::SignOffDecision;
use crate::package::{Package, Severity};

/// What must be done, most pressing first: gates of the alternative chosen, reviewers to answer, risks
/// that are late, evidence still to gather, and whatever the package lacks.
pub(super) fn actions(package: &Package, findings: &Findings, chosen: Option<&AlternativeFinding>) -> Vec<Action> {
    let mut actions = Vec::new();
    if let Some(chosen) = chosen {
        let mut gates: Vec<_> = findings.gates.iter().filter(|gate| gate.alternative == chosen.id).collect();
        order::sort(&mut gates, |a, b| a.severity.cmp(&b.severity));
        actions.extend(gates.into_iter().filter_map(|finding| gate(package, finding)));
    }
    reviewers(package, &mut actions);
    risks(package, findings, &mut actions);
    evidence(package, &mut actions);
    missing(findings, &mut actions);
    actions
}

fn action(who: &str, task: Task, screen: Screen) -> Action {
    Action { who: who.trim().to_owned(), task, screen }
}

fn gate(package: &Package, finding: &GateFinding) -> Option<Action> {
    let gate = package.gate(&finding.id)?;
    let id = gate.id.clone();
    let (task, screen) = match finding.verdict {
        Verdict::Fail if gate.severity == Severity::Advisory => return None,
        Verdict::Fail if gate.severity == Severity::Major && gate.mitigation.trim().is_empty() => {
            (Task::PassOrMitigate { gate: id }, Screen::Gates)
        }
        Verdict::Fail if gate.severity == Severity::Major => (Task::Mitigate { gate: id }, Screen::Gates),
        Verdict::Fail => (Task::PassOrWaive { gate: id }, Screen::Gates),
        Verdict::NotEnoughEvidence => {
            let more = finding.needed.and_then(|needed| needed.checked_sub(finding.n)).filter(|more| *more > 0);
            (Task::GatherRows { gate: id, more }, Screen::Evidence)
        }
        Verdict::Proposed => (Task::SetLimit { gate: id }, Screen::Gates),
        Verdict::NoData => (Task::BringData { gate: id }, Screen::Evidence),
        Verdict::Waived => (Task::ResolveWaiver { gate: id }, Screen::Gates),
        Verdict::Pass => return None,
    };
    Some(action(&gate.owner, task, screen))
}

fn reviewers(package: &Package, actions: &mut Vec<Action>) {
    for word in last_words(package) {
        let sign_off = || word.id.clone();
        let who = if word.name.trim().is_empty() { &word.role } else { &word.name };
        if word.is_signed() && word.has_expired(&package.settings.as_of) {
            actions.push(action(who, Task::RenewSignOff { sign_off: sign_off() }, Screen::Review));
        }
        for condition in word.conditions().iter().filter(|condition| !condition.met) {
            let task = Task::MeetCondition { sign_off: sign_off(), condition: condition.id.clone() };
            actions.push(action(&condition.who, task, Screen::Review));
        }
        let task = match word.decision {
            SignOffDecision::Conditional if word.terms.conditions.is_empty() => {
                Task::ConfirmConditions { sign_off: sign_off() }
            }
            SignOffDecision::Refused => Task::AnswerRefusal { sign_off: sign_off() },
            SignOffDecision::Approved | SignOffDecision::Conditional => continue,
        };
        actions.push(action(who, task, Screen::Review));
    }
}

fn risks(package: &Package, findings: &Findings, actions: &mut Vec<Action>) {
    for finding in &findings.risks.risks {
        let Some(risk) = package.risks.iter().find(|risk| risk.id == finding.id) else { continue };
        let task = match (finding.overdue, finding.above_appetite) {
            (true, _) => Task::FinishTreatment { risk: risk.id.clone() },
            (false, true) => Task::ReduceRisk { risk: risk.id.clone() },
            _ => continue,
        };
        actions.push(action(&risk.owner, task, Screen::Risks));
    }
}

fn evidence(package: &Package, actions: &mut Vec<Action>) {
    let mut wanted: Vec<_> = package.additional_evidence.iter().filter(|one| !one.what.trim().is_empty()).collect();
    let key = |one: &&AdditionalEvidence| (!one.before_pilot, one.due.is_empty(), one.due.clone());
    order::sort(&mut wanted, |a, b| key(a).cmp(&key(b)));
    for one in wanted {
        actions.push(action(&one.owner, Task::GatherEvidence { evidence: one.id.clone() }, Screen::Evidence));
    }
}

/// One action a screen, naming what is missing there.
fn missing(findings: &Findings, actions: &mut Vec<Action>) {
    for screen in Screen::ALL {
        let items: Vec<String> =
            findings.missing().filter(|item| item.screen == *screen).map(|item| item.id.clone()).collect();
        if !items.is_empty() {
            actions.push(action("", Task::Complete { items }, *screen));
        }
    }
}
