//! The comparison: alternatives, criteria, weights, scores, recommendation and gates.

use super::check::{Check, Look};
use super::found::{Found, lacking, sentence, written};
use crate::analysis::{figure, gate, outcome};
use crate::findings::{Findings, Screen};
use crate::package::settings::MissingRule;
use crate::package::{Alternative, Criterion, CriterionSource, Package};

const fn alternatives(name: &'static str, label: &'static str, anchor: &'static str, look: Look) -> Check {
    Check { name, label, screen: Screen::Alternatives, anchor, look }
}

const fn overview(name: &'static str, label: &'static str, anchor: &'static str, look: Look) -> Check {
    Check { name, label, screen: Screen::Overview, anchor, look }
}

const fn gates(name: &'static str, label: &'static str, look: Look) -> Check {
    Check { name, label, screen: Screen::Gates, anchor: "field-gates", look }
}

/// Alternatives, what they are compared on, what comes of it, and acceptance gates with their measures, owners and
/// waivers.
pub(super) const CHECKS: &[Check] = &[
    alternatives(
        "alternatives",
        "At least two alternatives",
        "field-alternatives",
        Look::Number(2, ("alternative", "alternatives"), |package| {
            package.alternatives.iter().filter(|one| written(&one.name)).count()
        }),
    ),
    alternatives(
        "alternative_details",
        "Strength, risk and evidence of each alternative",
        "field-alternatives",
        Look::Other(|package, _| {
            Found::each(
                &package.alternatives,
                |one| &one.name,
                |one| {
                    lacking(&[
                        ("a strength", written(&one.strength)),
                        ("a risk", written(&one.risk)),
                        ("its evidence", written(&one.evidence)),
                    ])
                },
            )
        }),
    ),
    alternatives(
        "criteria",
        "Criteria to compare them on",
        "field-criteria",
        Look::Number(1, ("criterion", "criteria"), |package| {
            package.criteria.iter().filter(|criterion| written(&criterion.name)).count()
        }),
    ),
    alternatives(
        "criterion_values",
        "A value of each criterion for each alternative",
        "field-criteria",
        Look::Other(values),
    ),
    alternatives(
        "judgements",
        "A rationale for each value somebody judged",
        "field-criteria",
        Look::Other(|package, _| {
            Found::each(
                &package.criteria,
                |criterion| &criterion.name,
                |criterion| lacking(&[("a rationale for its judged values", is_argued(criterion))]),
            )
        }),
    ),
    alternatives(
        "weights",
        "Weights of the criteria",
        "field-weights",
        Look::Other(|_, findings| weights(findings).into()),
    ),
    alternatives(
        "scores",
        "The scoring table",
        "field-scores",
        Look::Other(|package, findings| scores(package, findings).into()),
    ),
    overview(
        "recommendation",
        "The alternative recommended",
        "field-recommended-option",
        Look::Other(|package, findings| recommendation(package, findings).into()),
    ),
    overview(
        "recommendation_reason",
        "Why the first in rank is not recommended",
        "field-recommendation-reason",
        Look::Sometimes(|package, findings| reason(package, findings).map(Found::from)),
    ),
    gates("gates", "At least one acceptance gate", Look::Number(1, ("gate", "gates"), |package| package.gates.len())),
    gates(
        "gate_measures",
        "A measure for each gate to judge",
        Look::Other(|package, _| {
            Found::each(
                &package.gates,
                |gate| &gate.name,
                |gate| lacking(&[("a measure", package.measure(&gate.measure).is_some())]),
            )
        }),
    ),
    gates(
        "gate_owners",
        "An owner for each gate",
        Look::Other(|package, _| {
            Found::each(&package.gates, |gate| &gate.name, |gate| lacking(&[("an owner", written(&gate.owner))]))
        }),
    ),
    gates("waivers", "Who, why and until when for each waiver", Look::Sometimes(waivers)),
];

/// Whether every value somebody judged has its reason.
fn is_argued(criterion: &Criterion) -> bool {
    match &criterion.source {
        CriterionSource::Stated { values } => {
            values.values().all(|stated| stated.value.is_none() || written(&stated.rationale))
        }
        _ => true,
    }
}

/// A value of each criterion for each alternative, unless a rule says what a gap means.
fn values(package: &Package, findings: &Findings) -> Found {
    let mut anchor = None;
    let mut faults = Vec::new();
    for criterion in &package.criteria {
        let without: Vec<&str> = package
            .alternatives
            .iter()
            .filter(|alternative| !has_value(criterion, alternative, findings))
            .map(|alternative| alternative.name.as_str())
            .collect();
        if !without.is_empty() {
            anchor.get_or_insert_with(|| criterion.id.to_string());
            faults.push(format!("{} has no value for {}", criterion.name, figure::list(&without)));
        }
    }
    let rule = package.settings.missing;
    let detail = if package.criteria.is_empty() {
        Err("No criterion yet.".to_owned())
    } else if faults.is_empty() {
        Ok("For each of them.".to_owned())
    } else if rule == MissingRule::Ask {
        Err(sentence(&faults))
    } else {
        Ok(format!("{} For these it is decided: {}.", sentence(&faults), rule.label()))
    };
    Found { anchor, detail }
}

fn has_value(criterion: &Criterion, alternative: &Alternative, findings: &Findings) -> bool {
    match &criterion.source {
        CriterionSource::Measure { measure } => findings.estimates.iter().any(|estimate| {
            &estimate.measure == measure && estimate.alternative == alternative.id && estimate.value.is_some()
        }),
        CriterionSource::GateMargin { gate } => findings
            .gates
            .iter()
            .any(|finding| &finding.id == gate && finding.alternative == alternative.id && finding.margin.is_some()),
        CriterionSource::Cost => findings
            .cost
            .iter()
            .flat_map(|cost| &cost.alternatives)
            .any(|finding| finding.alternative == alternative.id && finding.total.is_some()),
        CriterionSource::Stated { values } => values.get(&alternative.id).is_some_and(|stated| stated.value.is_some()),
    }
}

fn weights(findings: &Findings) -> Result<String, String> {
    match findings.weights.iter().filter(|weight| weight.weight > 0.0).count() {
        0 => Err("No criterion has a weight yet.".to_owned()),
        some => Ok(format!("{some} of {} criteria count.", findings.weights.len())),
    }
}

fn scores(package: &Package, findings: &Findings) -> Result<String, String> {
    if !findings.score_problems.is_empty() {
        return Err("Alternatives says what is missing.".to_owned());
    }
    let ranked = findings.alternatives.iter().filter(|one| one.rank.is_some()).count();
    match package.alternatives.len() {
        0 => Err("No alternative yet.".to_owned()),
        all if ranked < all => Err(format!("{} of {all} alternatives are not ranked.", all - ranked)),
        all => Ok(format!("{} ranked.", figure::counted(all, "alternative", "alternatives"))),
    }
}

/// What the authors recommend, or else what the findings put first.
fn recommendation(package: &Package, findings: &Findings) -> Result<String, String> {
    match outcome::choose(package, findings) {
        Some(one) if one.releasable => Ok(format!("{}.", one.name)),
        Some(one) if one.id == package.recommendation.option => {
            Ok(format!("{}, which cannot be released yet.", one.name))
        }
        _ => Err("No alternative can be released, and none is recommended.".to_owned()),
    }
}

/// Why, where another than the first in rank is recommended.
fn reason(package: &Package, findings: &Findings) -> Option<Result<String, String>> {
    let chosen = outcome::choose(package, findings)?;
    let first = outcome::first_releasable(findings)?;
    (chosen.rank != first.rank).then(|| {
        if written(&package.recommendation.reason) {
            Ok("Written.".to_owned())
        } else {
            Err(format!("{} ranks before {}; say why it is not taken.", first.name, chosen.name))
        }
    })
}

/// The parts of each waiver, where there are any.
fn waivers(package: &Package, _: &Findings) -> Option<Found> {
    package.gates.iter().any(|gate| gate.waiver.is_some()).then(|| {
        Found::each(
            &package.gates,
            |gate| &gate.name,
            |gate| lacking(&[("a part of its waiver", gate.waiver.as_ref().is_none_or(gate::is_complete))]),
        )
    })
}
