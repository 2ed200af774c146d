//! Who must do what next.

use super::{capital, last_words};
use crate::analysis::completeness;
use crate::analysis::figure;
use crate::analysis::gate::noun;
use crate::findings::{Action, AlternativeFinding, Findings, GateFinding, Screen, Verdict};
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

fn action(who: &str, what: String, screen: Screen) -> Action {
    Action { who: who.trim().to_owned(), what, screen }
}

fn gate(package: &Package, finding: &GateFinding) -> Option<Action> {
    let gate = package.gate(&finding.id)?;
    let name = &gate.name;
    let (what, screen) = match finding.verdict {
        Verdict::Fail if gate.severity == Severity::Advisory => return None,
        Verdict::Fail if gate.severity == Severity::Major && gate.mitigation.trim().is_empty() => {
            (format!("Bring {name} to the good side of its gate, or name a mitigation"), Screen::Gates)
        }
        Verdict::Fail if gate.severity == Severity::Major => {
            (format!("Put the mitigation for {name} in place: {}", gate.mitigation.trim()), Screen::Gates)
        }
        Verdict::Fail => (format!("Bring {name} to the good side of its gate, or have it waived"), Screen::Gates),
        Verdict::NotEnoughEvidence => match finding.needed {
            Some(needed) if needed > finding.n => {
                let more = figure::about(needed - finding.n);
                let rows = package.measure(&gate.measure).map_or("rows", |measure| noun(package, measure).1);
                (format!("Gather about {more} more {rows} for {name}"), Screen::Evidence)
            }
            _ => (format!("Gather more evidence for {name}"), Screen::Evidence),
        },
        Verdict::NoData => (format!("Bring data for {name}"), Screen::Evidence),
        Verdict::Waived => {
            let until = gate.waiver.as_ref().map(|waiver| waiver.until.to_string()).unwrap_or_default();
            (format!("Resolve {name} before its waiver ends on {until}"), Screen::Gates)
        }
        Verdict::Pass => return None,
    };
    Some(action(&gate.owner, what, screen))
}

fn reviewers(package: &Package, actions: &mut Vec<Action>) {
    for word in last_words(package) {
        let what = match word.decision {
            SignOffDecision::Approved => continue,
            SignOffDecision::Conditional => "Confirm that the conditions of the sign-off are met",
            SignOffDecision::Refused => "Say what would turn the refusal, and sign again once it is there",
        };
        let who = if word.name.trim().is_empty() { &word.role } else { &word.name };
        actions.push(action(who, what.to_owned(), Screen::Review));
    }
}

fn risks(package: &Package, findings: &Findings, actions: &mut Vec<Action>) {
    for finding in &findings.risks.risks {
        let Some(risk) = package.risks.iter().find(|risk| risk.id == finding.id) else { continue };
        let what = match (finding.overdue, finding.above_appetite) {
            (true, _) => format!("Finish the treatment of “{}”, due {}", risk.name, risk.due),
            (false, true) => format!("Bring “{}” within appetite", risk.name),
            _ => continue,
        };
        actions.push(action(&risk.owner, what, Screen::Risks));
    }
}

fn evidence(package: &Package, actions: &mut Vec<Action>) {
    let mut wanted: Vec<_> = package.additional_evidence.iter().filter(|one| !one.what.trim().is_empty()).collect();
    let key = |one: &&AdditionalEvidence| (!one.before_pilot, one.due.is_empty(), one.due.clone());
    order::sort(&mut wanted, |a, b| key(a).cmp(&key(b)));
    for one in wanted {
        let due = if one.due.is_empty() { String::new() } else { format!(", by {}", one.due) };
        actions.push(action(
            &one.owner,
            format!("Gather evidence: {}{due}", one.what.trim().trim_end_matches('.')),
            Screen::Evidence,
        ));
    }
}

/// One action a screen, naming what is missing there.
fn missing(findings: &Findings, actions: &mut Vec<Action>) {
    for screen in Screen::ALL {
        let labels: Vec<&str> = completeness::missing(findings)
            .filter(|item| item.screen == *screen)
            .map(|item| item.label.as_str())
            .collect();
        let what = match labels.as_slice() {
            [] => continue,
            [one] => format!("Complete {}: {one}", screen.label()),
            [one, rest @ ..] => format!("Complete {}: {one}, and {} more", screen.label(), rest.len()),
        };
        actions.push(action("", capital(&what), *screen));
    }
}
