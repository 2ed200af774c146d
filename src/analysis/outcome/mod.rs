//! The outcome: may it be released, and how.
//!
//! Gates stand beside the scores, not in them: the best score does not make up for a blocker. An
//! alternative is releasable when no blocker fails or lacks evidence. Majors that fail with a named
//! mitigation, majors without enough evidence, waivers, risks above appetite, conditional sign-offs and
//! evidence a pilot must wait for make the go conditional. A go, conditional or not, rests on everything the package
//! requires; while some of that is missing the numbers favour an alternative and nothing is decided.

mod action;
mod reason;

use crate::analysis::review::last_words;
use crate::findings::{AlternativeFinding, Basis, Condition, Decision, Findings, GateFinding, Outcome, Verdict};
use crate::package::review::SignOffDecision;
use crate::package::{Id, Package, Severity};

/// The verdict on the release. `findings` holds everything but the outcome.
pub fn decide(package: &Package, findings: &Findings) -> Outcome {
    let Some(chosen) = choose(package, findings) else {
        return undecided(package, findings);
    };
    let case = Case { package, findings, chosen };
    let conditions = case.conditions();
    let (decision, basis) = case.decision(&conditions);
    Outcome {
        decision,
        alternative: Some(chosen.id.clone()),
        basis,
        reasons: reason::reasons(&case),
        conditions: if decision == Decision::ConditionalGo { conditions } else { Vec::new() },
        actions: action::actions(package, findings, Some(chosen)),
    }
}

/// The alternative the outcome is about: the one the authors recommend; or else the best-ranked that
/// can be released; or else the best-ranked that fails no blocker; or else the best-ranked.
pub fn choose<'a>(package: &Package, findings: &'a Findings) -> Option<&'a AlternativeFinding> {
    let recommended = findings.alternatives.iter().find(|one| one.id == package.recommendation.option);
    let unfailed = || best(findings, |one| failing(&findings.gates, &one.id, Severity::Blocker).next().is_none());
    recommended.or_else(|| first_releasable(findings)).or_else(unfailed).or_else(|| best(findings, |_| true))
}

/// The best-ranked alternative that can be released.
pub fn first_releasable(findings: &Findings) -> Option<&AlternativeFinding> {
    best(findings, |one| one.releasable)
}

/// Says of each alternative whether a blocker stands against it, and which.
pub fn mark_releasable(alternatives: &mut [AlternativeFinding], gates: &[GateFinding]) {
    for alternative in alternatives {
        alternative.blocked_by = ids(blocking(gates, &alternative.id));
        alternative.releasable = alternative.blocked_by.is_empty();
    }
}

/// Whether no blocker stands against an alternative.
pub fn is_releasable(gates: &[GateFinding], alternative: &Id) -> bool {
    blocking(gates, alternative).next().is_none()
}

/// The best-ranked alternative of those that are `fit`; the first of equals.
fn best(findings: &Findings, fit: impl Fn(&AlternativeFinding) -> bool) -> Option<&AlternativeFinding> {
    findings.alternatives.iter().filter(|one| one.rank.is_some() && fit(one)).min_by_key(|one| one.rank)
}

/// Gates of one severity, judged for one alternative.
fn judged<'a>(
    gates: &'a [GateFinding],
    alternative: &'a Id,
    severity: Severity,
) -> impl Iterator<Item = &'a GateFinding> {
    gates.iter().filter(move |gate| &gate.alternative == alternative && gate.severity == severity)
}

/// Blockers that fail, lack evidence or data.
fn blocking<'a>(gates: &'a [GateFinding], alternative: &'a Id) -> impl Iterator<Item = &'a GateFinding> {
    judged(gates, alternative, Severity::Blocker)
        .filter(|gate| !matches!(gate.verdict, Verdict::Pass | Verdict::Waived))
}

/// Gates of one severity that fail for one alternative, unwaived.
fn failing<'a>(
    gates: &'a [GateFinding],
    alternative: &'a Id,
    severity: Severity,
) -> impl Iterator<Item = &'a GateFinding> {
    judged(gates, alternative, severity).filter(|gate| gate.verdict == Verdict::Fail)
}

fn undecided(package: &Package, findings: &Findings) -> Outcome {
    Outcome {
        decision: Decision::Undecided,
        basis: if package.alternatives.is_empty() { Basis::NoAlternative } else { Basis::NoRank },
        actions: action::actions(package, findings, None),
        ..Outcome::default()
    }
}

/// One alternative, weighed.
struct Case<'a> {
    package: &'a Package,
    findings: &'a Findings,
    chosen: &'a AlternativeFinding,
}

impl<'a> Case<'a> {
    fn decision(&self, conditions: &[Condition]) -> (Decision, Basis) {
        if self.package.gates.is_empty() {
            return (Decision::Undecided, Basis::NoGate);
        }
        let failed = ids(failing(&self.findings.gates, &self.chosen.id, Severity::Blocker));
        if !failed.is_empty() {
            let any_releasable = self.findings.alternatives.iter().any(|one| one.releasable);
            return (Decision::NoGo, Basis::FailsBlockers { gates: failed, any_releasable });
        }
        if let Some(refusal) = last_words(self.package).iter().find(|word| word.decision == SignOffDecision::Refused) {
            return (Decision::NoGo, Basis::Refused { sign_off: refusal.id.clone() });
        }
        let unmitigated = ids(self.major_failing().filter(|gate| !self.has_mitigation(gate)));
        if !unmitigated.is_empty() {
            return (Decision::NoGo, Basis::FailsUnmitigated { gates: unmitigated });
        }
        let unknown = blocking(&self.findings.gates, &self.chosen.id).filter(|gate| gate.verdict != Verdict::Proposed);
        let unknown = ids(unknown);
        if !unknown.is_empty() {
            return (Decision::Undecided, Basis::LacksEvidence { gates: unknown });
        }
        let missing: Vec<String> = self.findings.missing().map(|item| item.id.clone()).collect();
        if !missing.is_empty() {
            return (Decision::Undecided, Basis::Incomplete { items: missing });
        }
        if conditions.is_empty() {
            (Decision::Go, Basis::PassesAll)
        } else {
            (Decision::ConditionalGo, Basis::UnderConditions)
        }
    }

    /// What must hold for a conditional go.
    fn conditions(&self) -> Vec<Condition> {
        let gates = || self.findings.gates.iter().filter(|gate| gate.alternative == self.chosen.id);
        let mut conditions = Vec::new();
        for gate in self.major_failing().filter(|gate| self.has_mitigation(gate)) {
            conditions.push(Condition::MitigationInPlace { gate: gate.id.clone() });
        }
        for gate in gates().filter(|gate| gate.severity == Severity::Major) {
            if matches!(gate.verdict, Verdict::NotEnoughEvidence | Verdict::NoData) {
                conditions.push(Condition::GateShown { gate: gate.id.clone() });
            }
        }
        for gate in gates().filter(|gate| gate.verdict == Verdict::Waived && gate.severity != Severity::Advisory) {
            conditions.push(Condition::WaiverAccepted { gate: gate.id.clone() });
        }
        for risk in self.findings.risks.risks.iter().filter(|risk| risk.above_appetite) {
            conditions.push(Condition::RiskReduced { risk: risk.id.clone() });
        }
        for word in last_words(self.package) {
            let sign_off = || word.id.clone();
            if word.is_signed() && word.has_expired(&self.package.settings.as_of) {
                conditions.push(Condition::Renewed { sign_off: sign_off() });
            }
            if word.decision == SignOffDecision::Conditional && word.terms.conditions.is_empty() {
                conditions.push(Condition::Asked { sign_off: sign_off() });
            }
            let unmet = word.conditions().iter().filter(|condition| !condition.met);
            conditions.extend(unmet.map(|one| Condition::Unmet { sign_off: sign_off(), condition: one.id.clone() }));
        }
        for evidence in self.package.additional_evidence.iter().filter(|evidence| evidence.before_pilot) {
            conditions.push(Condition::EvidenceGathered { evidence: evidence.id.clone() });
        }
        conditions
    }

    fn major_failing(&self) -> impl Iterator<Item = &'a GateFinding> {
        failing(&self.findings.gates, &self.chosen.id, Severity::Major)
    }

    fn has_mitigation(&self, gate: &GateFinding) -> bool {
        self.package.gate(&gate.id).is_some_and(|gate| !gate.mitigation.trim().is_empty())
    }
}

fn ids<'a>(gates: impl Iterator<Item = &'a GateFinding>) -> Vec<Id> {
    gates.map(|gate| gate.id.clone()).collect()
}

#[cfg(test)]
pub(crate) mod fixture;
#[cfg(test)]
mod tests;
