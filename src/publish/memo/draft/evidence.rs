//! Evidence: what was found, and its limits.

use super::passage::{Passage, Rank};
use super::{focus, words_for};
use crate::findings::{AlternativeFinding, GateFinding, Verdict};
use crate::order;
use crate::package::evidence::EvidenceSource;
use crate::package::{Alternative, Id, Package, Severity};
use crate::publish::markdown::text::{clip, inline, sentence};
use crate::publish::memo::quantity::{Judged, Quantity, ranked};
use crate::publish::words::figure::date;
use crate::publish::words::{self, quoted};

/// Columns of the scoring table at most; the best alternatives are shown.
const MOST_ALTERNATIVES: usize = 5;

/// Criteria in the scoring table at most; the heaviest are shown.
const MOST_CRITERIA: usize = 8;

/// Gates that do not pass, at most so many of the most severe.
const MOST_GATES: usize = 5;

/// Writes the section; the budget of words is returned.
pub fn write(passage: &mut Passage<'_>) -> usize {
    source(passage);
    if passage.findings.weights.is_empty() || ranked(passage.findings).is_empty() {
        no_scores(passage);
    } else {
        table(passage);
        winner(passage);
        super::certainty::write(passage);
    }
    if passage.findings.cost.iter().any(|cost| cost.alternatives.iter().any(|one| one.total.is_some())) {
        passage.paragraph().add(Rank::Extra, Quantity::CostSentence.placeholder());
    }
    gates(passage);
    limits(passage);
    305
}

fn main_source(package: &Package) -> Option<&EvidenceSource> {
    let sources = &package.evidence.sources;
    sources.iter().find(|source| !source.dataset.is_empty()).or_else(|| sources.first())
}

fn source(passage: &mut Passage<'_>) {
    let package = passage.package;
    let Some(source) = main_source(package) else {
        passage.say("No source of evidence is named. The Evidence screen asks for what was measured, where, and what it cannot show.");
        return;
    };
    passage.say(format!("The numbers rest on {} ({}).", inline(&source.name), source.kind.label().to_lowercase()));
    passage.add(Rank::Extra, inline(&sentence(&clip(&source.description, 32))));
    let others = package.evidence.sources.len() - 1;
    if others > 0 {
        let verb = if others == 1 { "source adds" } else { "sources add" };
        passage.add(Rank::Extra, format!("{} more {verb} to it.", super::capital(&words_for(others))));
    }
}

fn no_scores(passage: &mut Passage<'_>) {
    passage.paragraph();
    let problems = words::score::problems(passage.package, passage.findings);
    let why = problems.first().map_or_else(|| "criteria, weights or values are missing".to_owned(), |one| inline(one));
    passage.say(format!("There is no scoring table yet: {}", sentence(&why)));
}

fn table(passage: &mut Passage<'_>) {
    let package = passage.package;
    let best = ranked(passage.findings);
    let shown: Vec<&Alternative> = package
        .alternatives
        .iter()
        .filter(|alternative| best.iter().take(MOST_ALTERNATIVES).any(|finding| finding.id == alternative.id))
        .collect();
    let row = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let with = |name: String, cell: &dyn Fn(&Alternative) -> String| {
        row([name, String::new()].into_iter().chain(shown.iter().map(|alternative| cell(alternative))).collect())
    };
    passage.paragraph();
    let names = shown.iter().map(|alternative| inline(&alternative.name));
    passage.line(Rank::Needed, row(["Criterion".into(), "Weight".into()].into_iter().chain(names).collect()));
    passage.line(Rank::Needed, format!("|---|{}", "---:|".repeat(shown.len() + 1)));
    let mut weights: Vec<_> = passage.findings.weights.iter().filter(|weight| weight.weight > 0.0).collect();
    order::sort(&mut weights, |a, b| b.weight.total_cmp(&a.weight));
    let hidden = weights.len().saturating_sub(MOST_CRITERIA);
    for criterion in weights.iter().take(MOST_CRITERIA).filter_map(|weight| package.criterion(&weight.criterion)) {
        let values = shown.iter().map(|one| Quantity::Value(criterion.id.clone(), one.id.clone()).placeholder());
        let head = [inline(&criterion.name), Quantity::Weight(criterion.id.clone()).placeholder()];
        passage.line(Rank::Needed, row(head.into_iter().chain(values).collect()));
    }
    passage.line(Rank::Needed, with("**Score**".into(), &|one| format!("**{}**", score(&one.id))));
    passage
        .line(Rank::Needed, with("**Releasable**".into(), &|one| Quantity::Releasable(one.id.clone()).placeholder()));
    let left_out = package.alternatives.len() - shown.len();
    if hidden + left_out > 0 {
        passage
            .paragraph()
            .say("The table shows the heaviest criteria and the best alternatives; the package holds the rest.");
    }
}

fn winner(passage: &mut Passage<'_>) {
    let best = ranked(passage.findings);
    let Some(first) = best.first() else { return };
    let name = Quantity::First.placeholder();
    passage.paragraph();
    passage.say(match best.get(1) {
        Some(_) => format!(
            "{name} scores best with {}, {} ahead of {}.",
            score(&first.id),
            Quantity::Lead.placeholder(),
            Quantity::Second.placeholder()
        ),
        None => format!("Only {name} could be scored: {}.", score(&first.id)),
    });
    carried_by(passage, first, best.get(1).copied());
    if first.releasable {
        return;
    }
    passage.say("It still cannot be released, because a blocking gate outranks any score.");
    // What stands against the one the memo is about is listed with the rest of its gates.
    if focus(passage.package, passage.findings).is_some_and(|one| one.id == first.id) {
        return;
    }
    let blocking = passage.findings.gates.iter().find(|gate| {
        gate.alternative == first.id
            && gate.severity == Severity::Blocker
            && !matches!(gate.verdict, Verdict::Pass | Verdict::Waived)
    });
    if let Some(gate) = blocking {
        passage.say(format!("**{}.** {}", inline(&gate.name), of_gate(gate, Judged::Sentence)));
    }
}

/// The placeholder of an alternative's score.
fn score(alternative: &Id) -> String {
    Quantity::Score(alternative.clone()).placeholder()
}

/// The placeholder of a part of a gate's finding.
fn of_gate(finding: &GateFinding, part: Judged) -> String {
    Quantity::Gate(finding.id.clone(), finding.alternative.clone(), part).placeholder()
}

/// Which criterion the lead comes from, and which speaks loudest against it.
fn carried_by(passage: &mut Passage<'_>, first: &AlternativeFinding, second: Option<&AlternativeFinding>) {
    let Some(second) = second else { return };
    let mut leads: Vec<(f64, &str)> = Vec::new();
    for (ours, theirs) in first.contributions.iter().zip(&second.contributions) {
        let name = passage.package.criterion(&ours.criterion).map(|criterion| criterion.name.as_str());
        if let (Some(ours), Some(theirs), Some(name)) = (ours.contribution, theirs.contribution, name) {
            leads.push((ours - theirs, name));
        }
    }
    order::sort(&mut leads, |a, b| b.0.total_cmp(&a.0));
    let (Some(most), Some(least)) = (leads.first(), leads.last()) else { return };
    if most.0 > 0.0 {
        let [most_said, least_said] = [most.1, least.1].map(|name| inline(&quoted(name)));
        let against = if least.0 < 0.0 { format!("; {least_said} speaks against it") } else { String::new() };
        passage.add(Rank::Useful, format!("The lead comes mostly from {most_said}{against}."));
    }
}

fn gates(passage: &mut Passage<'_>) {
    let (package, findings) = (passage.package, passage.findings);
    let Some(focus) = focus(package, findings) else { return };
    let judged: Vec<_> = findings.gates.iter().filter(|gate| gate.alternative == focus.id).collect();
    if judged.is_empty() {
        return;
    }
    let passed = judged.iter().filter(|gate| gate.verdict == Verdict::Pass).count();
    let mut open: Vec<_> = judged.iter().filter(|gate| gate.verdict != Verdict::Pass).collect();
    order::sort(&mut open, |one, other| one.severity.cmp(&other.severity));
    let severe = open.iter().filter(|gate| gate.severity != Severity::Advisory).count();
    let shown = if severe > 0 { severe.min(MOST_GATES) } else { open.len().min(MOST_GATES) };
    passage.paragraph().say(if open.is_empty() {
        format!("{} passes every gate.", inline(&focus.name))
    } else {
        let which = match shown {
            all if all == open.len() => "It does not pass:".to_owned(),
            1 => "Of the others, the most severe:".to_owned(),
            some => format!("Of the others, the {} most severe:", words_for(some)),
        };
        let passed = if passed == 0 { "none".to_owned() } else { words_for(passed) };
        format!("{} passes {passed} of {} gates. {which}", inline(&focus.name), words_for(judged.len()))
    });
    passage.paragraph();
    for gate in open.into_iter().take(shown) {
        let why = waived(package, gate).unwrap_or_else(|| of_gate(gate, Judged::Sentence));
        let severity = gate.severity.label().to_lowercase();
        passage.line(Rank::Needed, format!("- **{}** ({severity}). {why}", inline(&gate.name)));
    }
}

/// A waived gate, shorter than its sentence.
fn waived(package: &Package, finding: &GateFinding) -> Option<String> {
    let waiver = package.gate(&finding.id)?.waiver.as_ref().filter(|_| finding.verdict == Verdict::Waived)?;
    Some(format!(
        "{} where {} is required, waived by {} until {}. {}",
        of_gate(finding, Judged::Value),
        Quantity::Threshold(finding.id.clone()).placeholder(),
        inline(&waiver.who),
        inline(&date(&waiver.until)),
        inline(&sentence(&clip(&waiver.why, 14)))
    ))
}

fn limits(passage: &mut Passage<'_>) {
    let Some(source) = main_source(passage.package) else { return };
    passage.paragraph();
    if source.limits.trim().is_empty() {
        passage.say("What these numbers cannot show is not written down yet.");
    } else {
        passage.say(format!("What they cannot show: {}", inline(&sentence(&clip(&source.limits, 42)))));
    }
    if source.with_real_data.trim().is_empty() {
        passage.say("Nor does anything say what real data would change.");
    } else {
        passage.say(format!("With real data: {}", inline(&sentence(&clip(&source.with_real_data, 36)))));
    }
}
