//! Why the outcome is what it is.

use super::{Case, blocking, failing, ids, judged};
use crate::analysis::review::last_words;
use crate::findings::{AlternativeFinding, GateFinding, Reason, RiskFinding, Verdict};
use crate::order;
use crate::package::review::SignOffDecision;
use crate::package::{Id, Severity};

/// The reasons, most important first: the best score that cannot be released, a recommendation against the ranking,
/// the rank, gates, doubt about the winner, risks, refusals.
pub(super) fn reasons(case: &Case<'_>) -> Vec<Reason> {
    let mut reasons = not_releasable(case);
    reasons.extend(departure(case));
    reasons.extend(rank(case));
    blockers(case, &mut reasons);
    reasons.extend(gates(failing(&case.findings.gates, &case.chosen.id, Severity::Major)));
    if case.findings.robustness.as_ref().is_some_and(|robustness| !robustness.verdict.clear) {
        reasons.push(Reason::NoClearWinner);
    }
    risks(case, &mut reasons);
    for word in last_words(case.package) {
        if word.decision == SignOffDecision::Refused {
            reasons.push(Reason::Refused { sign_off: word.id.clone() });
        }
    }
    reasons.extend(gates(failing(&case.findings.gates, &case.chosen.id, Severity::Advisory)));
    reasons
}

fn gates<'a>(gates: impl Iterator<Item = &'a GateFinding>) -> impl Iterator<Item = Reason> {
    gates.map(|gate| Reason::Gate { gate: gate.id.clone() })
}

/// "Best score, not releasable" is said aloud, of everyone who ranks before the one chosen.
fn not_releasable(case: &Case<'_>) -> Vec<Reason> {
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
    let reason = |one: &AlternativeFinding| {
        let against = |verdict| ids(blocking(&case.findings.gates, &one.id).filter(|gate| gate.verdict == verdict));
        Reason::NotReleasable {
            alternative: one.id.clone(),
            failing: against(Verdict::Fail),
            unsure: against(Verdict::NotEnoughEvidence),
            without_data: against(Verdict::NoData),
            proposed: against(Verdict::Proposed),
        }
    };
    ahead.into_iter().map(reason).collect()
}

/// That the authors recommend one that ranks behind the first that can be released.
fn departure(case: &Case<'_>) -> Option<Reason> {
    let first = super::first_releasable(case.findings)?;
    let behind = case.chosen.rank.is_none() || first.rank < case.chosen.rank;
    let departs = case.chosen.id == case.package.recommendation.option && behind;
    departs.then(|| Reason::RecommendedBehind { first: first.id.clone() })
}

/// Rank of the one chosen, beside the next.
fn rank(case: &Case<'_>) -> Option<Reason> {
    let chosen = case.chosen;
    let rank = chosen.rank?;
    chosen.score(case.package.settings.method)?;
    let others = || case.findings.alternatives.iter().filter(|one| one.id != chosen.id);
    let tied = others().filter(|one| one.rank == Some(rank)).map(|one| one.id.clone()).collect();
    let next = others().filter(|one| one.rank > Some(rank)).min_by_key(|one| one.rank).map(|one| one.id.clone());
    Some(Reason::Ranked { tied, next })
}

fn blockers(case: &Case<'_>, reasons: &mut Vec<Reason>) {
    let judged = || judged(&case.findings.gates, &case.chosen.id, Severity::Blocker);
    let passed = judged().filter(|gate| gate.verdict == Verdict::Pass).count();
    match judged().count() {
        0 => reasons.push(Reason::NoBlocker),
        all if passed == all => reasons.push(Reason::PassesBlockers { count: all as u32 }),
        _ => {}
    }
    reasons.extend(gates(blocking(&case.findings.gates, &case.chosen.id)));
}

fn risks(case: &Case<'_>, reasons: &mut Vec<Reason>) {
    let those = |fit: fn(&RiskFinding) -> bool| -> Vec<Id> {
        case.findings.risks.risks.iter().filter(|risk| fit(risk)).map(|risk| risk.id.clone()).collect()
    };
    let above = those(|risk| risk.above_appetite);
    if !above.is_empty() {
        reasons.push(Reason::AboveAppetite { risks: above });
    }
    let catastrophic = those(|risk| risk.catastrophic);
    if !catastrophic.is_empty() {
        reasons.push(Reason::Catastrophic { risks: catastrophic });
    }
}
