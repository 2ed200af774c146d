//! How sure the ranking is, and what would change it.

use serde_json::{Value, json};

use crate::findings::{
    CheckKind, EvidenceValue, JointShift, MethodDisagreement, Negotiation, Reversal, Robustness, RobustnessCheck,
    ScoreChange, WeightMove,
};
use crate::package::{Id, Package, settings::Scope};
use crate::publish::words::figure::{self, Unit, list, percent};
use crate::publish::words::{decision, quoted};

/// Everything that is said of it.
pub(super) fn sentences(package: &Package, robustness: &Robustness) -> Value {
    let of = |said: Vec<String>| Value::from(said);
    json!({
        "scope": scope(package, robustness),
        "verdict": verdict(package, robustness),
        "checks": of(robustness.verdict.checks.iter().map(|one| check(package, robustness, one)).collect()),
        "joint_shift": of(robustness.joint_shift.iter().map(|one| joint_shift(package, robustness, one)).collect()),
        "score_change": of(robustness.score_change.iter().map(|one| score_change(package, robustness, one)).collect()),
        "reversal": of(robustness.reversal.iter().map(|one| reversal(package, one)).collect()),
        "method_disagreement":
            of(robustness.method_disagreement.iter().map(|one| disagreement(package, robustness, one)).collect()),
        "negotiation": robustness.profiles.negotiate.as_ref().map(|one| negotiation(package, one)),
        "evidence_value":
            of(robustness.evidence_value.iter().map(|one| evidence_value(package, robustness, one)).collect()),
        "decision": robustness.decision.as_ref().map(|one| decision::sentences(package, one)),
    })
}

/// Which alternatives the statements are about: "the 2 alternatives that can be released".
pub fn scope(package: &Package, robustness: &Robustness) -> String {
    let (count, all) = (robustness.compared.len(), package.alternatives.len());
    let these = match count {
        1 if all == 1 => "the one alternative there is".to_owned(),
        2 if all == 2 => "the two alternatives".to_owned(),
        _ if count == all => format!("all {count} alternatives"),
        _ => format!("the {count} alternatives that are ranked"),
    };
    match (robustness.scope, package.settings.scope()) {
        _ if package.gates.is_empty() => these,
        (Scope::All, Scope::Releasable) => match count {
            1 => format!("{these}, which cannot be released"),
            2 => format!("{these}, neither of which can be released"),
            _ => format!("{these}, none of which can be released"),
        },
        (Scope::All, Scope::All) => format!("{these}, whether or not they can be released"),
        (Scope::Releasable, _) if count == 1 => "the one alternative that can be released".to_owned(),
        (Scope::Releasable, _) => format!("the {count} alternatives that can be released"),
    }
}

/// The alternatives compared, as the start of a sentence said of fewer than all: "Of the 2 alternatives that can be
/// released: ". Empty when all are compared.
pub fn among(package: &Package, robustness: &Robustness) -> String {
    match robustness.compared.len() {
        count if (1..package.alternatives.len()).contains(&count) => format!("Of {}: ", scope(package, robustness)),
        _ => String::new(),
    }
}

/// The verdict in one line: "There is no clear winner between the two alternatives. Canary leads Shadow by 4.2 % of its
/// score (at least 10 % is required)."
pub fn verdict(package: &Package, robustness: &Robustness) -> String {
    let against = robustness.verdict.checks.iter().filter(|one| !one.met);
    let said = against.map(|one| check(package, robustness, one)).filter(|said| !said.is_empty());
    std::iter::once(standing(package, robustness)).chain(said).collect::<Vec<_>>().join(" ")
}

/// Whether there is a clear winner, and among whom.
pub fn standing(package: &Package, robustness: &Robustness) -> String {
    let verdict = &robustness.verdict;
    let Some(winner) = &verdict.winner else { return "Nothing can be ranked yet.".to_owned() };
    let winner = alternative(package, winner);
    let scope = scope(package, robustness);
    if verdict.runner_up.is_none() {
        let only = if robustness.scope == Scope::Releasable && !package.gates.is_empty() {
            "alternative that can be released"
        } else {
            "alternative ranked"
        };
        return format!("{winner} is the only {only}: there is nothing to compare it with.");
    }
    if verdict.clear {
        return format!("{winner} wins clearly among {scope}.");
    }
    let among = if robustness.compared.len() == 2 { "between" } else { "among" };
    format!("There is no clear winner {among} {scope}.")
}

/// What one check of a clear winner found; empty while it is not known.
pub fn check(package: &Package, robustness: &Robustness, check: &RobustnessCheck) -> String {
    let verdict = &robustness.verdict;
    let name = |id: &Option<Id>| id.as_ref().map_or("", |id| alternative(package, id));
    let (winner, runner_up) = (name(&verdict.winner), name(&verdict.runner_up));
    match (check.kind, check.value) {
        (CheckKind::Lead, _) if verdict.level => format!("{winner} and {runner_up} share first place."),
        (CheckKind::Lead, Some(lead)) => {
            let [lead, least] = [lead, check.least].map(percent);
            format!("{winner} leads {runner_up} by {lead} of its score (at least {least} is required).")
        }
        (CheckKind::First, Some(probability)) => {
            let [probability, least] = [probability, check.least].map(percent);
            format!(
                "At the stated weights, {winner} is first in {probability} of draws of the uncertain values (at least {least} is required)."
            )
        }
        (CheckKind::Shift, Some(found)) => {
            let Some(shift) = robustness.joint_shift.first() else { return String::new() };
            let rival = alternative(package, &shift.alternative);
            let least = points(check.least);
            if verdict.level {
                return format!(
                    "No weight has to move for {rival} to share first place (at least {least} is required)."
                );
            }
            if shift.stated.is_empty() {
                return format!(
                    "Moving {} of weight brings {rival} level (at least {least} is required).",
                    points(found)
                );
            }
            let moved = points(shift.stated.iter().map(|one| one.points).sum());
            if is_recommended(robustness, &shift.alternative) {
                return format!(
                    "Moving {moved} of weight gives {rival}, which is recommended, the best score (at least {least} is required)."
                );
            }
            format!("Moving {moved} of weight makes {rival} win (at least {least} is required).")
        }
        (CheckKind::Shift, None) => {
            robustness.joint_shift.first().map_or_else(String::new, |shift| joint_shift(package, robustness, shift))
        }
        (CheckKind::Lead | CheckKind::First, None) => String::new(),
    }
}

/// What a rival needs of the weights: "Move 7.1 points from “Cost” to “Accuracy” and Shadow wins."
pub fn joint_shift(package: &Package, robustness: &Robustness, shift: &JointShift) -> String {
    let rival = alternative(package, &shift.alternative);
    if shift.points.is_none() {
        let found = if shift.exact { "put" } else { "were found that put" };
        return format!("No weights {found} {rival} first.");
    }
    if shift.moves.is_empty() {
        let winner = robustness.verdict.winner.as_ref().map_or("", |id| alternative(package, id));
        return format!("{rival} is already level with {winner}.");
    }
    if shift.stated.is_empty() {
        let found = if shift.exact { "put" } else { "were found that put" };
        return format!("{rival} can share first place, but no weights {found} it clearly ahead.");
    }
    let found = if shift.exact { "" } else { " That is one such shift, perhaps not the smallest." };
    let moves = moves(package, &shift.stated);
    if is_recommended(robustness, &shift.alternative) {
        return format!("{rival}, which is recommended, has the best score once you move {moves}.{found}");
    }
    let comma = if moves.contains(", and ") { "," } else { "" };
    format!("Move {moves}{comma} and {rival} wins.{found}")
}

/// Whether an alternative is the one to release already, so that nobody is told how to get there.
fn is_recommended(robustness: &Robustness, alternative: &Id) -> bool {
    robustness.recommended.as_ref() == Some(alternative)
}

/// What is moved: `5 points from “Cost” and 2 points from “Speed” to “Accuracy”, and 3 points from “Speed” to “Safety”`.
fn moves(package: &Package, moves: &[WeightMove]) -> String {
    let each = |one: &WeightMove| {
        let moved = if one.all { format!("all {}", points(one.points)) } else { named_points(one.points, 5) };
        format!("{moved} from {}", criterion(package, &one.from))
    };
    let groups: Vec<String> = moves
        .chunk_by(|one, next| one.to == next.to)
        .map(|group| {
            let from: Vec<String> = group.iter().map(each).collect();
            format!("{} to {}", list(&from), criterion(package, &group[0].to))
        })
        .collect();
    groups.join(", and ")
}

/// The value at which a rival draws level.
pub fn score_change(package: &Package, robustness: &Robustness, change: &ScoreChange) -> String {
    let winner = robustness.verdict.winner.as_ref().map_or("", |id| alternative(package, id));
    let unit = package.criterion(&change.criterion).map_or("", |criterion| &criterion.unit);
    let [from, to] = figure::quantities([change.from, change.to], Unit::named(unit));
    format!(
        "If {} of {} were {to} instead of {from}, {} would draw level with {winner}.",
        criterion(package, &change.criterion),
        alternative(package, &change.alternative),
        alternative(package, &change.rival)
    )
}

/// What the absence of an alternative would change.
pub fn reversal(package: &Package, reversal: &Reversal) -> String {
    let [dropped, first] = [&reversal.dropped, &reversal.first].map(|id| alternative(package, id));
    if reversal.winner_changes {
        format!("Without {dropped}, {first} would be first, although nothing about the others changes.")
    } else {
        format!("Without {dropped}, the order behind {first} would change.")
    }
}

/// Where another method ranks differently, and why.
pub fn disagreement(package: &Package, robustness: &Robustness, other: &MethodDisagreement) -> String {
    let place = if other.winner_differs { "first" } else { "ahead" };
    format!(
        "{} puts {} {place}, {} puts {} {place}: the two treat differences in {} differently.",
        robustness.method.label(),
        alternative(package, &other.one),
        other.method.label(),
        alternative(package, &other.other),
        criterion(package, &other.criterion)
    )
}

/// What profiles with different winners are to talk about.
pub fn negotiation(package: &Package, negotiation: &Negotiation) -> String {
    format!(
        "Talk about {}: its weight ranges from {:.0} to {:.0} points, which divides the winners most.",
        criterion(package, &negotiation.criterion),
        100.0 * negotiation.low,
        100.0 * negotiation.high
    )
}

/// The values whose knowledge would settle who is first, most first.
pub fn worthwhile(robustness: &Robustness) -> impl Iterator<Item = &EvidenceValue> {
    robustness.evidence_value.iter().filter(|one| one.gain >= decision::LEAST)
}

/// What knowing a value exactly would do.
pub fn evidence_value(package: &Package, robustness: &Robustness, value: &EvidenceValue) -> String {
    let names: Vec<String> = value.criteria.iter().map(|id| criterion(package, id)).collect();
    let winner = robustness.verdict.winner.as_ref().map_or("", |id| alternative(package, id));
    let what = format!("Knowing {} of {} exactly", list(&names), alternative(package, &value.alternative));
    if value.gain > 0.0 {
        let [without, with] = [value.first_probability - value.gain, value.first_probability].map(percent);
        format!("{what} would raise the probability that {winner} is first from {without} to {with}.")
    } else {
        format!("{what} would not make it more likely that {winner} is first.")
    }
}

fn alternative<'a>(package: &'a Package, id: &Id) -> &'a str {
    package.alternative(id).map_or("", |alternative| &alternative.name)
}

fn criterion(package: &Package, id: &Id) -> String {
    quoted(package.criterion(id).map_or("", |criterion| &criterion.name))
}

/// Points of 100 with one digit after the point, never fewer than there are.
pub fn points(points: f64) -> String {
    named_points(libm::ceil(points * 10.0 - 1e-6) / 10.0, 1)
}

fn named_points(points: f64, digits: usize) -> String {
    let text = figure::fixed(points, digits);
    let text = text.trim_end_matches('0').trim_end_matches('.');
    format!("{text} {}", if text == "1" { "point" } else { "points" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::fixture::{decision, set_deviation};
    use crate::analysis::robustness::{exact, robustness};
    use crate::package::weighting::WeightProfile;

    #[test]
    fn a_joint_shift_is_said_in_points() {
        let said = |rows: &[&[f64]]| {
            let package = decision(rows, &[57.0, 43.0]);
            let found = exact(&package, &[]);
            joint_shift(&package, &found, &found.joint_shift[0])
        };
        assert_eq!(said(&[&[1.0, 0.0], &[0.0, 1.0]]), "Move 7.1 points from “C0” to “C1” and A1 wins.");
        assert_eq!(said(&[&[1.0, 1.0], &[0.0, 0.0]]), "No weights put A1 first.");
        let twins = said(&[&[1.0, 0.0], &[0.0, 1.0], &[0.0, 1.0]]);
        assert_eq!(twins, "A1 can share first place, but no weights put it clearly ahead.");
    }

    #[test]
    fn an_absent_rival_is_named() {
        let package = decision(&[&[9.0, 8.0], &[3.0, 9.0], &[1.0, 4.0]], &[0.4, 0.6]);
        let said = reversal(&package, &exact(&package, &[]).reversal[0]);
        assert_eq!(said, "Without A2, A1 would be first, although nothing about the others changes.");
    }

    #[test]
    fn profiles_that_disagree_are_told_what_to_talk_about() {
        let mut package = decision(&[&[1.0, 0.0, 0.4], &[0.0, 1.0, 0.6]], &[70.0, 20.0, 10.0]);
        let points = [("c0", 20.0), ("c1", 60.0), ("c2", 20.0)].map(|(id, points)| (Id::from(id), points));
        package.weighting.profiles.push(WeightProfile {
            id: Id::from("ops"),
            points: points.into(),
            ..WeightProfile::default()
        });
        let found = exact(&package, &[]).profiles.negotiate.unwrap();
        let said = negotiation(&package, &found);
        assert_eq!(said, "Talk about “C0”: its weight ranges from 20 to 70 points, which divides the winners most.");
    }

    #[test]
    fn the_verdict_says_clear_or_why_not() {
        let said = |package: &Package| verdict(package, &exact(package, &[]));
        assert_eq!(
            said(&decision(&[&[1.0, 0.5], &[0.1, 0.1]], &[70.0, 30.0])),
            "A0 wins clearly among the two alternatives."
        );
        let level = said(&decision(&[&[1.0, 0.0], &[0.0, 1.0]], &[1.0, 1.0]));
        assert!(
            level.starts_with("There is no clear winner between the two alternatives. A0 and A1 share first place."),
            "{level}"
        );
        let alone = decision(&[&[1.0]], &[1.0]);
        assert_eq!(said(&alone), "A0 is the only alternative ranked: there is nothing to compare it with.");
        assert_eq!(said(&Package::default()), "Nothing can be ranked yet.");
    }

    #[test]
    fn what_knowing_a_value_would_do_is_said() {
        let mut package = decision(&[&[10.0, 1.0], &[9.0, 1.0]], &[1.0, 0.0]);
        package.settings.draws = 1_000;
        set_deviation(&mut package, 1, 0, 3.0);
        let found = robustness(&package, &[], &mut |_, _| true).unwrap();
        let said = evidence_value(&package, &found, &found.evidence_value[0]);
        assert!(said.starts_with("Knowing “C0” of A1 exactly would raise the probability that A0 is first"), "{said}");
    }
}
