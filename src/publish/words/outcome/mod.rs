//! The outcome: verdict, reasons, conditions, and who must do what.

mod task;
#[cfg(test)]
mod tests;

use super::completeness;
use super::{capital, gate, quoted, quoted_list, robustness, rows_of, score};
use crate::findings::{Action, AlternativeFinding, Basis, Condition, Decision, Findings, Outcome, Reason};
use crate::package::review::SignOff;
use crate::package::{Gate, Id, Package, Record, Risk, Severity, memo::AdditionalEvidence};
use crate::publish::words::figure::{self, counted, list};

/// The outcome in words. `findings` are those the outcome is of.
#[derive(Clone, Copy)]
pub struct Telling<'a> {
    package: &'a Package,
    findings: &'a Findings,
}

/// The verdict in one sentence: "Conditional go: Canary, ranked first of 3, can be released on 2 conditions."
pub fn sentence(package: &Package, findings: &Findings) -> String {
    let outcome = &findings.outcome;
    format!("{}: {}.", outcome.decision.label(), Telling { package, findings }.basis(outcome))
}

/// The verdict in a few words: "Conditional go · Canary".
pub fn brief(package: &Package, findings: &Findings) -> String {
    let outcome = &findings.outcome;
    let name = outcome.alternative.as_ref().and_then(|id| package.alternative(id)).map_or("", |one| one.name.trim());
    match (outcome.decision.label(), name) {
        (decision, "") => decision.to_owned(),
        (decision, name) => format!("{decision} · {name}"),
    }
}

/// Why, most important first.
pub fn reasons(package: &Package, findings: &Findings) -> Vec<String> {
    if findings.outcome.alternative.is_none() {
        return score::problems(package, findings);
    }
    let telling = Telling { package, findings };
    findings.outcome.reasons.iter().map(|reason| telling.reason(reason)).collect()
}

/// What must hold for a conditional go.
pub fn conditions(package: &Package, findings: &Findings) -> Vec<String> {
    let telling = Telling { package, findings };
    let conditions: &[Condition] = match findings.outcome.decision {
        Decision::ConditionalGo => &findings.outcome.conditions,
        _ => &[],
    };
    conditions.iter().map(|condition| telling.condition(condition)).collect()
}

/// What an action asks for: "Get “Fast enough” to pass, or have it waived".
pub fn task(package: &Package, findings: &Findings, action: &Action) -> String {
    Telling { package, findings }.task(action)
}

impl<'a> Telling<'a> {
    fn alternative(&self, id: &Id) -> &'a str {
        self.package.alternative(id).map_or("", |alternative| &alternative.name)
    }

    fn chosen(&self) -> &'a str {
        self.findings.outcome.alternative.as_ref().map_or("", |id| self.alternative(id))
    }

    fn gates(&self, ids: &[Id]) -> String {
        list(&ids.iter().map(|id| self.gate(id)).collect::<Vec<_>>())
    }

    fn gate(&self, id: &Id) -> String {
        quoted(self.package.gate(id).map_or("", |gate| &gate.name))
    }

    /// What a gate says of the outcome's alternative.
    fn judged(&self, id: &Id) -> String {
        let alternative = self.findings.outcome.alternative.as_ref();
        let finding = alternative.and_then(|alternative| self.findings.gate(id, alternative));
        finding.map_or_else(String::new, |finding| gate::sentence(self.package, finding))
    }

    fn basis(&self, outcome: &Outcome) -> String {
        let name = self.chosen();
        match &outcome.basis {
            Basis::NoAlternative => "there is no alternative to decide about yet".to_owned(),
            Basis::NoRank => {
                let unranked = "no alternative is ranked, and none is recommended";
                match score::problems(self.package, self.findings).first() {
                    Some(problem) => format!("{unranked}. {}", problem.trim_end_matches('.')),
                    None => unranked.to_owned(),
                }
            }
            Basis::NoGate => format!("no gate says yet what {name} must meet"),
            Basis::FailsBlockers { gates, any_releasable } => {
                let none = match self.findings.alternatives.len() {
                    2 if !any_releasable => ", and the other alternative cannot be released either".to_owned(),
                    all if !any_releasable && all > 2 => {
                        format!(", and none of the other {} can be released either", all - 1)
                    }
                    _ => String::new(),
                };
                format!("{name} fails {}, which blocks the release{none}", self.gates(gates))
            }
            Basis::Refused { sign_off } => format!("{} refused to sign", self.signer(sign_off)),
            Basis::FailsUnmitigated { gates } => {
                let those = if gates.len() == 1 { "it" } else { "them" };
                format!("{name} fails {}, and no mitigation is named for {those}", self.gates(gates))
            }
            Basis::LacksEvidence { gates } => {
                let lack = if gates.len() == 1 { "lacks" } else { "lack" };
                format!("{name} cannot be released yet, because {} {lack} evidence", self.gates(gates))
            }
            Basis::Incomplete { items } => self.incomplete(items),
            Basis::UnderConditions => {
                let so_many = counted(outcome.conditions.len(), "condition", "conditions");
                format!("{name}{} can be released on {so_many}", self.place())
            }
            Basis::PassesAll => format!("{name}{} passes every gate that could stop it", self.place()),
        }
    }

    /// "the numbers favour Canary; 38 things are missing, first of all an owner for each gate"
    fn incomplete(&self, items: &[String]) -> String {
        let first = items.first().map_or_else(String::new, |id| in_sentence(&self.item(id)));
        let missing = match items.len() {
            1 => format!("one thing is missing: {first}"),
            count => format!("{count} things are missing, first of all {first}"),
        };
        format!("{}; {missing}", self.favoured())
    }

    /// Who speaks for the chosen alternative: the numbers, unless another comes before it and can be released too.
    fn favoured(&self) -> String {
        let name = self.chosen();
        let chosen = self.findings.outcome.alternative.as_ref().and_then(|id| self.findings.alternative(id));
        let Some((id, rank)) = chosen.and_then(|one| Some((&one.id, one.rank?))) else {
            return format!("the authors recommend {name}");
        };
        let fit = |one: &&AlternativeFinding| one.id != *id && one.releasable;
        let others = || self.findings.alternatives.iter().filter(fit);
        if others().any(|one| one.rank.is_some_and(|other| other < rank)) {
            return format!("the authors recommend {name}");
        }
        let equals: Vec<&str> =
            others().filter(|one| one.rank == Some(rank)).map(|one| self.alternative(&one.id)).collect();
        match equals.as_slice() {
            [] => format!("the numbers favour {name}"),
            equals => format!("the numbers favour {name} and {} alike", list(equals)),
        }
    }

    /// The chosen alternative's place among the others, as a clause.
    fn place(&self) -> String {
        let chosen = self.findings.outcome.alternative.as_ref().and_then(|id| self.findings.alternative(id));
        match (chosen.and_then(|chosen| chosen.rank), self.findings.alternatives.len()) {
            (Some(rank), all) if all > 1 => format!(", ranked {} of {all},", ordinal(rank)),
            _ => String::new(),
        }
    }

    fn reason(&self, reason: &Reason) -> String {
        match reason {
            Reason::NotReleasable { alternative, failing, unsure, without_data, proposed } => {
                self.not_releasable(alternative, [failing, unsure, without_data, proposed])
            }
            Reason::RecommendedBehind { first } => {
                let reason = self.package.recommendation.reason.trim();
                let why = if reason.is_empty() {
                    "They do not say why.".to_owned()
                } else {
                    format!("Their reason: {reason}")
                };
                format!(
                    "The authors recommend {} although {} ranks higher. {why}",
                    self.chosen(),
                    self.alternative(first)
                )
            }
            Reason::Ranked { tied, next } => self.ranked(tied, next.as_ref()),
            Reason::NoBlocker => "No gate is a blocker, so none can stop it.".to_owned(),
            Reason::PassesBlockers { count: 1 } => "It passes the only blocker.".to_owned(),
            Reason::PassesBlockers { count } => format!("It passes all {count} blockers."),
            Reason::Gate { gate } => {
                let advisory = self.package.gate(gate).is_some_and(|gate| gate.severity == Severity::Advisory);
                let kind = if advisory { " (advisory)" } else { "" };
                format!("{}{kind}: {}", self.gate(gate), self.judged(gate))
            }
            Reason::NoClearWinner => {
                let robustness = self.findings.robustness.as_ref();
                robustness.map_or_else(String::new, |robustness| robustness::verdict(self.package, robustness))
            }
            Reason::AboveAppetite { risks } => {
                let are = counted(risks.len(), "risk is", "risks are");
                format!("{are} above appetite even with treatment in place.")
            }
            Reason::Catastrophic { risks } => {
                let names: Vec<&str> = risks.iter().map(|id| self.risk(id)).collect();
                format!("{} would be catastrophic, however unlikely.", quoted_list(&names))
            }
            Reason::Refused { sign_off } => {
                let remarks = self.sign_off(sign_off).map_or("", |word| word.remarks.trim());
                let why = if remarks.is_empty() { " and gave no reason.".to_owned() } else { format!(": {remarks}") };
                format!("{} refused{why}", capital(&self.signer(sign_off)))
            }
        }
    }

    fn not_releasable(&self, alternative: &Id, against: [&Vec<Id>; 4]) -> String {
        let finding = self.findings.alternative(alternative);
        let best = match finding.and_then(|finding| finding.rank) {
            Some(1) | None => "has the best score".to_owned(),
            Some(rank) => format!("ranks {}", ordinal(rank)),
        };
        let score = self.score(alternative).map(|score| format!(" ({score})")).unwrap_or_default();
        let words =
            ["it fails", "there is not enough evidence for", "there is no data for", "nobody has set the limit of"];
        let mut parts = Vec::new();
        for (gates, words) in against.into_iter().zip(words).filter(|(gates, _)| !gates.is_empty()) {
            parts.push(format!("{words} {}", self.gates(gates)));
        }
        format!("{} {best}{score} but is not releasable: {}.", self.alternative(alternative), list(&parts))
    }

    fn ranked(&self, tied: &[Id], next: Option<&Id>) -> String {
        let chosen = self.findings.outcome.alternative.as_ref();
        let Some((id, rank)) = chosen.and_then(|id| Some((id, self.findings.alternative(id)?.rank?))) else {
            return String::new();
        };
        let (name, all) = (self.alternative(id), self.findings.alternatives.len());
        let method = in_sentence(self.package.settings.method.label());
        let score = self.score(id).unwrap_or_default();
        if tied.is_empty() {
            let next = next
                .and_then(|next| Some(format!("; next comes {} with {}", self.alternative(next), self.score(next)?)));
            return format!(
                "{name} ranks {} of {all} by {method}, with {score}{}.",
                ordinal(rank),
                next.unwrap_or_default()
            );
        }
        let names: Vec<&str> = tied.iter().map(|id| self.alternative(id)).collect();
        let have = if tied.len() == 1 { "both have" } else { "all have" };
        format!("{name} shares rank {rank} of {all} by {method} with {}: {have} {score}.", list(&names))
    }

    /// The score by the package's method, as people read it.
    fn score(&self, alternative: &Id) -> Option<String> {
        let score = self.findings.alternative(alternative)?.score(self.package.settings.method)?;
        Some(figure::fixed(score, 2))
    }

    fn condition(&self, condition: &Condition) -> String {
        match condition {
            Condition::MitigationInPlace { gate } => {
                let mitigation = self.package.gate(gate).map_or("", |gate| gate.mitigation.trim());
                format!("{} fails; its mitigation must be in place: {mitigation}", self.gate(gate))
            }
            Condition::GateShown { gate } => format!("Prove {}. {}", self.gate(gate), self.judged(gate)),
            Condition::WaiverAccepted { gate } => {
                format!("{} is only waived, not passed. {}", self.gate(gate), self.judged(gate))
            }
            Condition::RiskReduced { risk } => {
                format!("Bring the risk “{}” within appetite.", self.risk(risk))
            }
            Condition::Asked { sign_off } => {
                let remarks = self.sign_off(sign_off).map_or("", |word| word.remarks.trim());
                format!("{} asks: {remarks}", capital(&self.signer(sign_off)))
            }
            Condition::Unmet { sign_off, condition } => {
                format!("{} asks: {}", capital(&self.signer(sign_off)), self.demanded(sign_off, condition))
            }
            Condition::Renewed { sign_off } => {
                let last = self.sign_off(sign_off).map(|word| figure::date(&word.terms.expires)).unwrap_or_default();
                format!("{} must sign again: the approval ended on {last}.", capital(&self.signer(sign_off)))
            }
            Condition::EvidenceGathered { evidence } => {
                format!("Before any pilot: {}", self.evidence(evidence).map_or("", |evidence| evidence.what.trim()))
            }
        }
    }

    fn item(&self, id: &str) -> String {
        let item = self.findings.completeness.iter().find(|item| item.id == id);
        item.map(completeness::label).unwrap_or_default()
    }

    fn rows(&self, gate: &Id) -> &'static str {
        let measure = self.package.gate(gate).and_then(|gate: &Gate| self.package.measure(&gate.measure));
        measure.map_or("rows", |measure| rows_of(self.package, measure).1)
    }

    fn risk(&self, id: &Id) -> &'a str {
        Risk::find(self.package, id).map_or("", |risk| &risk.name)
    }

    fn evidence(&self, id: &Id) -> Option<&'a AdditionalEvidence> {
        AdditionalEvidence::find(self.package, id)
    }

    fn sign_off(&self, id: &Id) -> Option<&'a SignOff> {
        SignOff::find(self.package, id)
    }

    /// What a condition demands, and by when.
    fn demanded(&self, sign_off: &Id, condition: &Id) -> String {
        let conditions = self.sign_off(sign_off).map(SignOff::conditions).unwrap_or_default();
        conditions.iter().find(|one| one.id == *condition).map(super::review::demand).unwrap_or_default()
    }

    /// Who signed, within a sentence.
    fn signer(&self, id: &Id) -> String {
        match self.sign_off(id).map_or(("", ""), |word| (word.name.trim(), word.role.trim())) {
            ("", "") => "a reviewer".to_owned(),
            (name, "") => name.to_owned(),
            ("", role) => format!("the {}", in_sentence(role)),
            (name, role) => format!("{name} ({})", in_sentence(role)),
        }
    }
}

/// A role or a method within a sentence: its first letter small unless it begins with an abbreviation.
fn in_sentence(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(letters).collect(),
        _ => text.to_owned(),
    }
}

/// A place in a ranking.
fn ordinal(rank: u32) -> String {
    match rank {
        1 => "first".to_owned(),
        2 => "second".to_owned(),
        3 => "third".to_owned(),
        other => figure::ordinal(other as usize),
    }
}
