//! The outcome: may it be released, and how.
//!
//! Gates stand beside the scores, not in them: the best score does not make up for a blocker. An
//! alternative is releasable when no blocker fails or lacks evidence. Majors that fail with a named
//! mitigation, majors without enough evidence, waivers, risks above appetite, conditional sign-offs and
//! evidence a pilot must wait for make the go conditional.

mod action;
mod reason;

use super::figure;
use crate::findings::{AlternativeFinding, Decision, Findings, GateFinding, Outcome, Verdict};
use crate::package::review::{SignOff, SignOffDecision};
use crate::package::{Id, Package, Severity};

/// The verdict on the release. `findings` holds everything but the outcome.
pub fn decide(package: &Package, findings: &Findings) -> Outcome {
    let Some(chosen) = choose(package, findings) else {
        return undecided(package, findings);
    };
    let case = Case { package, findings, chosen };
    let conditions = case.conditions();
    let (decision, because) = case.decision(&conditions);
    Outcome {
        decision,
        alternative: Some(chosen.id.clone()),
        sentence: format!("{}: {because}.", decision.label()),
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
        alternative.blocked_by = blocking(gates, &alternative.id).map(|gate| gate.name.clone()).collect();
        alternative.releasable = alternative.blocked_by.is_empty();
    }
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

/// The last word of everybody who signed: one per role and name, in the order of signing.
pub(super) fn last_words(package: &Package) -> Vec<&SignOff> {
    let signed = &package.review.sign_offs;
    let later = |index: usize| {
        signed[index + 1..].iter().any(|later| later.role == signed[index].role && later.name == signed[index].name)
    };
    (0..signed.len()).filter(|index| !later(*index)).map(|index| &signed[index]).collect()
}

fn undecided(package: &Package, findings: &Findings) -> Outcome {
    let why = if package.alternatives.is_empty() {
        "there is no alternative to decide about yet".to_owned()
    } else {
        match findings.score_problems.first() {
            Some(problem) => {
                format!("no alternative is ranked, and none is recommended. {}", problem.trim_end_matches('.'))
            }
            None => "no alternative is ranked, and none is recommended".to_owned(),
        }
    };
    Outcome {
        decision: Decision::Undecided,
        sentence: format!("{}: {why}.", Decision::Undecided.label()),
        reasons: findings.score_problems.clone(),
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
    fn decision(&self, conditions: &[String]) -> (Decision, String) {
        let name = &self.chosen.name;
        if self.package.gates.is_empty() {
            return (Decision::Undecided, format!("no gate says yet what {name} must hold to"));
        }
        let failed = names(failing(&self.findings.gates, &self.chosen.id, Severity::Blocker));
        if !failed.is_empty() {
            let others = self.findings.alternatives.iter().filter(|one| one.releasable).count();
            let none = match self.findings.alternatives.len() {
                all if others == 0 && all > 1 => format!(", and no other of the {all} can be released either"),
                _ => String::new(),
            };
            return (Decision::NoGo, format!("{name} fails {}, which blocks the release{none}", figure::list(&failed)));
        }
        if let Some(refusal) = last_words(self.package).iter().find(|word| word.decision == SignOffDecision::Refused) {
            return (Decision::NoGo, format!("{} refused to sign", signer(refusal)));
        }
        let unmitigated = names(self.major_failing().filter(|gate| self.mitigation(gate).is_none()));
        if !unmitigated.is_empty() {
            let list = figure::list(&unmitigated);
            let those = if unmitigated.len() == 1 { "it" } else { "them" };
            return (Decision::NoGo, format!("{name} fails {list}, and no mitigation is named for {those}"));
        }
        if !self.chosen.releasable {
            let list = figure::list(&self.chosen.blocked_by);
            let lack = if self.chosen.blocked_by.len() == 1 { "lacks" } else { "lack" };
            return (Decision::Undecided, format!("{name} cannot be released yet, because {list} {lack} evidence"));
        }
        let place = self.place();
        if conditions.is_empty() {
            (Decision::Go, format!("{name}{place} passes every gate that stands in its way"))
        } else {
            let so_many = figure::counted(conditions.len(), "condition comes", "conditions come");
            (Decision::ConditionalGo, format!("{name}{place} can be released, and {so_many} with it"))
        }
    }

    /// The chosen alternative's place among the others, as a clause.
    fn place(&self) -> String {
        match (self.chosen.rank, self.findings.alternatives.len()) {
            (Some(rank), all) if all > 1 => format!(", {} of {all},", ordinal(rank)),
            _ => String::new(),
        }
    }

    /// What must hold for a conditional go.
    fn conditions(&self) -> Vec<String> {
        let gates = || self.findings.gates.iter().filter(|gate| gate.alternative == self.chosen.id);
        let mut conditions = Vec::new();
        for gate in self.major_failing() {
            if let Some(mitigation) = self.mitigation(gate) {
                conditions.push(format!("{} fails; its mitigation must be in place: {mitigation}", gate.name));
            }
        }
        for gate in gates().filter(|gate| gate.severity == Severity::Major) {
            if matches!(gate.verdict, Verdict::NotEnoughEvidence | Verdict::NoData) {
                conditions.push(format!("{} must be shown. {}", gate.name, gate.sentence));
            }
        }
        for gate in gates().filter(|gate| gate.verdict == Verdict::Waived && gate.severity != Severity::Advisory) {
            conditions.push(format!("{} counts as waived only. {}", gate.name, gate.sentence));
        }
        for risk in self.findings.risks.risks.iter().filter(|risk| risk.above_appetite) {
            conditions.push(format!("The risk “{}” must come down within appetite.", risk.name));
        }
        for word in last_words(self.package) {
            if word.decision == SignOffDecision::Conditional {
                conditions.push(format!("{} asks: {}", capital(&signer(word)), word.remarks.trim()));
            }
        }
        for evidence in self.package.additional_evidence.iter().filter(|evidence| evidence.before_pilot) {
            conditions.push(format!("Before any pilot: {}", evidence.what.trim()));
        }
        conditions
    }

    fn major_failing(&self) -> impl Iterator<Item = &'a GateFinding> {
        failing(&self.findings.gates, &self.chosen.id, Severity::Major)
    }

    fn mitigation(&self, gate: &GateFinding) -> Option<&'a str> {
        self.package.gate(&gate.id).map(|gate| gate.mitigation.trim()).filter(|text| !text.is_empty())
    }
}

fn names<'a>(gates: impl Iterator<Item = &'a GateFinding>) -> Vec<&'a str> {
    gates.map(|gate| gate.name.as_str()).collect()
}

/// Who signed, within a sentence.
fn signer(word: &SignOff) -> String {
    match (word.name.trim(), word.role.trim()) {
        ("", "") => "a reviewer".to_owned(),
        (name, "") => name.to_owned(),
        ("", role) => format!("the {}", lower(role)),
        (name, role) => format!("{name} ({})", lower(role)),
    }
}

/// A role within a sentence: its first letter small unless it begins with an abbreviation.
fn lower(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(letters).collect(),
        _ => text.to_owned(),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A place in a ranking.
fn ordinal(rank: u32) -> String {
    match rank {
        1 => "first".to_owned(),
        2 => "second".to_owned(),
        3 => "third".to_owned(),
        other => {
            let end = match (other % 10, other % 100) {
                (1, tens) if tens != 11 => "st",
                (2, tens) if tens != 12 => "nd",
                (3, tens) if tens != 13 => "rd",
                _ => "th",
            };
            format!("{other}{end}")
        }
    }
}

#[cfg(test)]
mod tests;
