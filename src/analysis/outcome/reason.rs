//! Why the outcome is what it is, most important first.

use super::{Case, blocking, capital, failing, judged, last_words, lower, ordinal, signer};
use crate::analysis::figure;
use crate::findings::{AlternativeFinding, Verdict};
use crate::order;
use crate::package::review::SignOffDecision;
use crate::package::settings::Method;
use crate::package::{Id, Severity};

pub(super) fn reasons(case: &Case<'_>) -> Vec<String> {
    let mut reasons = Vec::new();
    not_releasable(case, &mut reasons);
    departure(case, &mut reasons);
    standing(case, &mut reasons);
    blockers(case, &mut reasons);
    for gate in failing(&case.findings.gates, &case.chosen.id, Severity::Major) {
        reasons.push(gate_reason(&gate.name, &gate.sentence));
    }
    doubt(case, &mut reasons);
    risks(case, &mut reasons);
    for word in last_words(case.package) {
        if word.decision == SignOffDecision::Refused {
            let remarks = word.remarks.trim();
            let why = if remarks.is_empty() { "no reason is given.".to_owned() } else { remarks.to_owned() };
            reasons.push(format!("{} refused: {why}", capital(&signer(word))));
        }
    }
    for gate in failing(&case.findings.gates, &case.chosen.id, Severity::Advisory) {
        reasons.push(gate_reason(&format!("{} (advisory)", gate.name), &gate.sentence));
    }
    reasons
}

fn gate_reason(name: &str, sentence: &str) -> String {
    format!("{name}: {sentence}")
}

/// "Best score, not releasable" is said aloud, of everyone who ranks before the one chosen.
fn not_releasable(case: &Case<'_>, reasons: &mut Vec<String>) {
    let before = |one: &&AlternativeFinding| {
        !one.releasable
            && match (one.rank, case.chosen.rank) {
                (Some(rank), Some(chosen)) => {
                    rank < chosen || (rank == chosen && one.id == case.chosen.id && rank == 1)
                }
                _ => false,
            }
    };
    let mut ahead: Vec<_> = case.findings.alternatives.iter().filter(before).collect();
    order::sort(&mut ahead, |a, b| a.rank.cmp(&b.rank));
    for one in ahead {
        let score = score_of(case, one).map(|score| format!(" ({score})")).unwrap_or_default();
        let best = match one.rank {
            Some(1) => "has the best score".to_owned(),
            Some(rank) => format!("ranks {}", ordinal(rank)),
            None => continue,
        };
        reasons.push(format!("{} {best}{score} but is not releasable: {}.", one.name, block(case, &one.id)));
    }
}

/// Which blockers stand against an alternative, and how.
fn block(case: &Case<'_>, alternative: &Id) -> String {
    let named = |verdicts: &[Verdict]| -> Vec<&str> {
        blocking(&case.findings.gates, alternative)
            .filter(|gate| verdicts.contains(&gate.verdict))
            .map(|gate| gate.name.as_str())
            .collect()
    };
    let (failed, unsure, silent) =
        (named(&[Verdict::Fail]), named(&[Verdict::NotEnoughEvidence]), named(&[Verdict::NoData]));
    let mut parts = Vec::new();
    for (names, words) in
        [(failed, "it fails"), (unsure, "there is not enough evidence for"), (silent, "there is no data for")]
    {
        if !names.is_empty() {
            parts.push(format!("{words} {}", figure::list(&names)));
        }
    }
    figure::list(&parts)
}

/// That the authors recommend something else than the first in rank, and why.
fn departure(case: &Case<'_>, reasons: &mut Vec<String>) {
    let Some(first) = super::first_releasable(case.findings) else { return };
    if case.chosen.id != case.package.recommendation.option || case.chosen.rank == first.rank {
        return;
    }
    let reason = case.package.recommendation.reason.trim();
    let why = if reason.is_empty() { "They do not say why.".to_owned() } else { format!("Their reason: {reason}") };
    reasons.push(format!("The authors recommend {} although {} ranks before it. {why}", case.chosen.name, first.name));
}

/// Rank and score of the one chosen, beside the next.
fn standing(case: &Case<'_>, reasons: &mut Vec<String>) {
    let chosen = case.chosen;
    let (Some(rank), Some(score)) = (chosen.rank, score_of(case, chosen)) else { return };
    let method = lower(case.package.settings.method.label());
    let all = case.findings.alternatives.len();
    let tied: Vec<&str> = case
        .findings
        .alternatives
        .iter()
        .filter(|one| one.rank == chosen.rank && one.id != chosen.id)
        .map(|one| one.name.as_str())
        .collect();
    let next = case
        .findings
        .alternatives
        .iter()
        .filter(|one| one.rank > Some(rank))
        .min_by_key(|one| one.rank)
        .and_then(|one| Some(format!("; next is {} with {}", one.name, score_of(case, one)?)));
    reasons.push(if tied.is_empty() {
        let next = next.unwrap_or_default();
        format!("{} ranks {} of {all} by {method} with {score}{next}.", chosen.name, ordinal(rank))
    } else {
        format!(
            "{} shares rank {rank} of {all} by {method} with {}: both have {score}.",
            chosen.name,
            figure::list(&tied)
        )
    });
}

/// The score by the package's method, as people read it.
fn score_of(case: &Case<'_>, one: &AlternativeFinding) -> Option<String> {
    let score = match case.package.settings.method {
        Method::WeightedSum => one.weighted_sum,
        Method::Topsis => one.topsis,
        Method::PrometheeIi => one.promethee,
    };
    score.map(|score| figure::fixed(score, 2))
}

fn blockers(case: &Case<'_>, reasons: &mut Vec<String>) {
    let gates = || judged(&case.findings.gates, &case.chosen.id, Severity::Blocker);
    let against: Vec<_> = blocking(&case.findings.gates, &case.chosen.id).collect();
    let passed = gates().filter(|gate| gate.verdict == Verdict::Pass).count();
    match gates().count() {
        0 => reasons.push("No gate is a blocker, so none can stop it.".to_owned()),
        1 if passed == 1 => reasons.push("It passes its one blocker.".to_owned()),
        all if passed == all => reasons.push(format!("It passes all {all} blockers.")),
        _ => {}
    }
    for gate in against {
        reasons.push(gate_reason(&gate.name, &gate.sentence));
    }
}

/// That there is no clear winner, once how sure the ranking is has been computed.
fn doubt(case: &Case<'_>, reasons: &mut Vec<String>) {
    if let Some(robustness) = &case.findings.robustness
        && !robustness.verdict.clear
        && !robustness.verdict.sentence.is_empty()
    {
        reasons.push(robustness.verdict.sentence.clone());
    }
}

fn risks(case: &Case<'_>, reasons: &mut Vec<String>) {
    let open = &case.findings.risks.risks;
    let above = open.iter().filter(|risk| risk.above_appetite).count();
    if above > 0 {
        let are = figure::counted(above, "risk is", "risks are");
        reasons.push(format!("{are} above appetite even with treatment in place."));
    }
    let named: Vec<String> =
        open.iter().filter(|risk| risk.catastrophic).map(|risk| format!("“{}”", risk.name)).collect();
    if !named.is_empty() {
        let stay = if named.len() == 1 { "stays" } else { "stay" };
        reasons.push(format!("{} {stay} catastrophic if it happens, however unlikely.", figure::list(&named)));
    }
}
