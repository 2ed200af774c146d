//! What a reader should know about weights and scores.

use crate::findings::{Fact, Findings, Remark};
use crate::package::{Id, Package};
use crate::publish::words::figure::list;
use crate::publish::words::quoted;

/// Why something could not be scored.
pub fn problems(package: &Package, findings: &Findings) -> Vec<String> {
    remarks(package, &findings.score_problems)
}

/// What a reader should know about the scores.
pub fn warnings(package: &Package, findings: &Findings) -> Vec<String> {
    remarks(package, &findings.score_warnings)
}

/// Remarks, a sentence or two each.
pub fn remarks(package: &Package, remarks: &[Remark]) -> Vec<String> {
    remarks.iter().map(|one| remark(package, one)).collect()
}

/// A remark, in a sentence or two.
pub fn remark(package: &Package, remark: &Remark) -> String {
    let said = fact(package, &remark.fact);
    let profile = remark.profile.as_ref();
    match profile.and_then(|id| package.weighting.profiles.iter().find(|profile| profile.id == *id)) {
        Some(profile) => format!("{}: {said}", profile.name),
        None => said,
    }
}

fn fact(package: &Package, fact: &Fact) -> String {
    let alternative = |id: &Id| package.alternative(id).map_or("", |alternative| alternative.name.as_str());
    let criterion = |id: &Id| quoted(package.criterion(id).map_or("", |criterion| &criterion.name));
    let criteria = |ids: &[Id]| list(&ids.iter().map(criterion).collect::<Vec<_>>());
    match fact {
        Fact::NoAlternative => "There is no alternative yet. Add at least two to compare.".to_owned(),
        Fact::NoCriterion => "There is no criterion yet. Add what the alternatives are compared on.".to_owned(),
        Fact::NoCompleteCriterion => {
            "No criterion has a value for every alternative, so nothing can be scored.".to_owned()
        }
        Fact::BeyondComputing { criteria: beyond } => format!(
            "Nothing is ranked: the values or the scale of {} lie beyond 1e150, or differ by less than 1e-150, where \
             arithmetic breaks down. State them in another unit.",
            criteria(beyond)
        ),
        Fact::ValuesMissing { alternative: id, criteria: missing } => format!(
            "{} is not ranked: it has no value for {}. Enter one, or choose what a missing value means.",
            alternative(id),
            criteria(missing)
        ),
        Fact::WorstAssumed { alternative: id, criteria: missing } => {
            format!("{} has no value for {}: the worst is assumed.", alternative(id), criteria(missing))
        }
        Fact::MiddleAssumed { alternative: id, criteria: missing } => format!(
            "{} has no value for {}: the middle is scored, and anything from worst to best is possible.",
            alternative(id),
            criteria(missing)
        ),
        Fact::LeftOut { criterion: id, alternatives } => {
            let without: Vec<&str> = alternatives.iter().map(alternative).collect();
            format!("{} is left out for all: it has no value for {}.", criterion(id), list(&without))
        }
        Fact::KeptWithoutWeight => "The criteria that are kept have no weight, so they count equally.".to_owned(),
        Fact::OneAlternative => "Only one alternative is ranked: there is nothing to compare it with.".to_owned(),
        Fact::AllTheSame => "All alternatives have the same values, so they all share first place.".to_owned(),
        Fact::DecidesNothing { criterion: id } => {
            format!("{} is the same for every alternative, so it decides nothing.", criterion(id))
        }
        Fact::ScaleAgainstDirection { criterion: id } => against_direction(package, id),
        Fact::FirstByLocalScale { winner, criteria: unstated, other, shared } => format!(
            "{} {} only because {} {} no stated scale: measured from zero, {} would be first. State a worst and \
             a best value.",
            alternative(winner),
            if *shared { "shares first place" } else { "is first" },
            criteria(unstated),
            if unstated.len() == 1 { "has" } else { "have" },
            alternative(other)
        ),
        Fact::NoWeights => "Nobody has stated weights yet, so every criterion counts equally.".to_owned(),
        Fact::AllWeightsZero => "No criterion has any weight, so every criterion counts equally.".to_owned(),
        Fact::Unranked { criteria: unranked } => {
            format!("Not ranked yet: {}. They share last place.", criteria(unranked))
        }
        Fact::NotCompared { criteria: apart } => {
            format!("Compare {} with the others: until then nothing says how much they count.", criteria(apart))
        }
        Fact::Contradictory { ratio, more, less, stated, implied } => format!(
            "The comparisons contradict each other (consistency ratio {ratio:.2}; up to 0.10 is acceptable). The worst \
             fit: {} over {} is stated as {}, the others together imply {}.",
            criterion(more),
            criterion(less),
            times(*stated),
            times(*implied)
        ),
        Fact::RangesLeaveNone => {
            "No weights within the stated ranges add up to 100 points, so weights are drawn without the ranges."
                .to_owned()
        }
    }
}

fn against_direction(package: &Package, id: &Id) -> String {
    let Some(criterion) = package.criterion(id) else { return String::new() };
    let scale = criterion.scale.clone().unwrap_or_default();
    format!(
        "{}: {}, but its scale runs from {} (worst) to {} (best). The direction is followed.",
        quoted(&criterion.name),
        criterion.direction.label(),
        scale.worst,
        scale.best
    )
}

/// A ratio of importance: `3.0 times`, `1/2.5`.
fn times(ratio: f64) -> String {
    if ratio >= 1.0 { format!("{ratio:.1} times") } else { format!("1/{:.1}", 1.0 / ratio) }
}
