//! How sure the ranking is, and what would change it, as part of the evidence.

use super::passage::{Passage, Rank};
use super::spoken;
use crate::findings::{Robustness, Stability};
use crate::publish::markdown::text::inline;
use crate::publish::memo::quantity::Quantity;
use crate::publish::words;
use crate::publish::words::figure::percent;
use crate::publish::words::{quoted, quoted_list};

/// Adds a paragraph; nothing when robustness was not computed or only one alternative is ranked.
pub fn write(passage: &mut Passage<'_>) {
    let findings = passage.findings;
    let Some(robustness) = &findings.robustness else { return };
    if robustness.verdict.winner.is_none() || robustness.verdict.runner_up.is_none() {
        return;
    }
    let package = passage.package;
    passage.paragraph();
    passage.say(inline(&words::robustness::standing(package, robustness)));
    for check in robustness.verdict.checks.iter().filter(|check| !check.met) {
        passage.add(Rank::Useful, inline(&words::robustness::check(package, robustness, check)));
    }
    decision(passage, robustness);
    draws(passage, robustness);
    if let Some(shift) = robustness.joint_shift.first() {
        passage.say(inline(&words::robustness::joint_shift(package, robustness, shift)));
    }
    one_weight(passage, robustness);
    profiles(passage, robustness);
    methods(passage, robustness);
}

/// Who would be released if everything uncertain were known, and whether waiting would tell.
fn decision(passage: &mut Passage<'_>, robustness: &Robustness) {
    let Some(decision) = &robustness.decision else { return };
    passage.say(inline(&words::decision::chances(passage.package, decision)));
    passage.add(Rank::Useful, inline(&words::decision::waived(passage.package, decision)));
    let twice = decision.waiting.iter().find(|waiting| waiting.rows_factor == 1.0);
    if let Some(waiting) = twice {
        passage.add(Rank::Useful, inline(&words::decision::waiting(passage.package, waiting)));
    }
}

fn draws(passage: &mut Passage<'_>, robustness: &Robustness) {
    if let (Some(winner), Some(smaa)) = (&robustness.verdict.winner, &robustness.smaa) {
        passage.add(
            Rank::Useful,
            format!(
                "At the stated weights it is first in {} of {} draws of the uncertain values.",
                Quantity::Certainty(winner.clone()).placeholder(),
                crate::publish::words::figure::count(u64::from(smaa.draws))
            ),
        );
    }
}

/// The single weight that has the shortest way to go until another alternative wins.
fn one_weight(passage: &mut Passage<'_>, robustness: &Robustness) {
    let nearest = robustness.stability.iter().filter_map(nearest_end).min_by(|a, b| a.0.total_cmp(&b.0));
    passage.add(
        Rank::Extra,
        match nearest {
            Some((_, stability, end)) => format!(
                "Taken alone, the weight of {} ({}) is the closest to changing the winner, at {}.",
                inline(&quoted(&stability.name)),
                Quantity::Weight(stability.criterion.clone()).placeholder(),
                percent(end)
            ),
            None => "No weight, taken alone, changes the winner.".to_owned(),
        },
    );
}

/// How far the weight is from the end of its interval beyond which another alternative wins, and that end.
fn nearest_end(stability: &Stability) -> Option<(f64, &Stability, f64)> {
    let [low, high] = stability.winner?;
    let ends = [(low > 0.0).then_some(low), (high < 1.0).then_some(high)];
    let away = |end: f64| (end - stability.weight).abs();
    let nearest = ends.into_iter().flatten().min_by(|a, b| away(*a).total_cmp(&away(*b)))?;
    Some((away(nearest), stability, nearest))
}

fn profiles(passage: &mut Passage<'_>, robustness: &Robustness) {
    let winner = robustness.verdict.winner.as_ref();
    let others = robustness
        .profiles
        .winners
        .iter()
        .filter(|profile| profile.winner.is_some() && profile.winner.as_ref() != winner);
    let names: Vec<&str> = others.map(|profile| profile.name.as_str()).collect();
    if names.is_empty() {
        if robustness.profiles.winners.len() > 1 {
            passage.add(Rank::Useful, "Every profile of weights puts the same alternative first.");
        }
        return;
    }
    passage.add(
        Rank::Useful,
        format!("With the weights of {}, another alternative comes first.", inline(&quoted_list(&names))),
    );
    if let Some(negotiation) = &robustness.profiles.negotiate {
        passage.add(Rank::Extra, inline(&words::robustness::negotiation(passage.package, negotiation)));
    }
}

fn methods(passage: &mut Passage<'_>, robustness: &Robustness) {
    let others: Vec<&str> = robustness.method_disagreement.iter().map(|other| other.method.label()).collect();
    if others.is_empty() {
        passage.add(Rank::Extra, "All three scoring methods rank alike.");
    } else {
        let verb = if others.len() == 1 { "ranks" } else { "rank" };
        passage.add(Rank::Useful, format!("{} {verb} the alternatives differently.", spoken(others)));
    }
}
