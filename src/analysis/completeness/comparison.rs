//! The comparison: alternatives, criteria, weights, scores, recommendation and gates.

use super::check::{Check, Look};
use super::found::{Finding, lacking, written};
use crate::analysis::{gate, outcome};
use crate::findings::{Findings, Found, RecordPart, Screen, Unvalued};
use crate::package::settings::MissingRule;
use crate::package::{Alternative, Criterion, CriterionSource, Id, Package};

const fn alternatives(name: &'static str, anchor: &'static str, look: Look) -> Check {
    Check { name, screen: Screen::Alternatives, anchor, look }
}

const fn overview(name: &'static str, anchor: &'static str, look: Look) -> Check {
    Check { name, screen: Screen::Overview, anchor, look }
}

const fn gates(name: &'static str, look: Look) -> Check {
    Check { name, screen: Screen::Gates, anchor: "field-gates", look }
}

/// Alternatives, what they are compared on, what comes of it, and acceptance gates with their measures, owners and
/// waivers.
pub(super) const CHECKS: &[Check] = &[
    alternatives(
        "alternatives",
        "field-alternatives",
        Look::Number(2, |package| package.alternatives.iter().filter(|one| written(&one.name)).count()),
    ),
    alternatives(
        "alternative_details",
        "field-alternatives",
        Look::Other(|package, _| {
            Finding::each(
                &package.alternatives,
                |one| &one.name,
                |one| {
                    lacking(&[
                        (RecordPart::Strength, written(&one.strength)),
                        (RecordPart::Risk, written(&one.risk)),
                        (RecordPart::Evidence, written(&one.evidence)),
                    ])
                },
            )
        }),
    ),
    alternatives(
        "criteria",
        "field-criteria",
        Look::Number(1, |package| package.criteria.iter().filter(|criterion| written(&criterion.name)).count()),
    ),
    alternatives("criterion_values", "field-criteria", Look::Other(values)),
    alternatives(
        "judgements",
        "field-criteria",
        Look::Other(|package, _| {
            Finding::each(
                &package.criteria,
                |criterion| &criterion.name,
                |criterion| lacking(&[(RecordPart::Rationale, is_argued(criterion))]),
            )
        }),
    ),
    alternatives("weights", "field-weights", Look::Other(weights)),
    alternatives("scores", "field-scores", Look::Other(ranks)),
    overview("recommendation", "field-recommended-option", Look::Other(recommendation)),
    overview("recommendation_reason", "field-recommendation-reason", Look::Sometimes(reason)),
    gates("gates", Look::Number(1, |package| package.gates.len())),
    gates(
        "gate_measures",
        Look::Other(|package, _| {
            Finding::each(
                &package.gates,
                |gate| &gate.name,
                |gate| lacking(&[(RecordPart::Measure, package.measure(&gate.measure).is_some())]),
            )
        }),
    ),
    gates(
        "gate_owners",
        Look::Other(|package, _| {
            Finding::each(
                &package.gates,
                |gate| &gate.name,
                |gate| lacking(&[(RecordPart::Owner, written(&gate.owner))]),
            )
        }),
    ),
    alternatives("criterion_directions", "field-criteria", Look::Sometimes(directions)),
    gates("gate_limits", Look::Sometimes(limits)),
    gates("waivers", Look::Sometimes(waivers)),
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
fn values(package: &Package, findings: &Findings) -> Finding {
    let without: Vec<Unvalued> = package
        .criteria
        .iter()
        .filter_map(|criterion| {
            let missing =
                package.alternatives.iter().filter(|alternative| !has_value(criterion, alternative, findings));
            let alternatives: Vec<Id> = missing.map(|alternative| alternative.id.clone()).collect();
            (!alternatives.is_empty()).then(|| Unvalued { criterion: criterion.id.clone(), alternatives })
        })
        .collect();
    let decided = without.is_empty() || package.settings.missing != MissingRule::Ask;
    Finding {
        anchor: without.first().map(|one| one.criterion.clone()),
        done: !package.criteria.is_empty() && decided,
        found: Found::Values { criteria: package.criteria.len() as u32, without },
    }
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
        CriterionSource::Outcome { outcome } => findings.estimates.iter().any(|estimate| {
            estimate.measure == outcome.id() && estimate.alternative == alternative.id && estimate.value.is_some()
        }),
        CriterionSource::Cost => findings
            .cost
            .iter()
            .flat_map(|cost| &cost.alternatives)
            .any(|finding| finding.alternative == alternative.id && finding.total.is_some()),
        CriterionSource::Stated { values } => values.get(&alternative.id).is_some_and(|stated| stated.value.is_some()),
    }
}

fn weights(_: &Package, findings: &Findings) -> Finding {
    let weighted = findings.weights.iter().filter(|weight| weight.weight > 0.0).count() as u32;
    Finding::new(weighted > 0, Found::Weights { criteria: findings.weights.len() as u32, weighted })
}

fn ranks(package: &Package, findings: &Findings) -> Finding {
    let blocked = !findings.score_problems.is_empty();
    let alternatives = package.alternatives.len() as u32;
    let ranked = findings.alternatives.iter().filter(|one| one.rank.is_some()).count() as u32;
    let done = !blocked && alternatives > 0 && ranked >= alternatives;
    Finding::new(done, Found::Ranks { blocked, alternatives, ranked })
}

/// What the authors recommend, or else what the findings put first.
fn recommendation(package: &Package, findings: &Findings) -> Finding {
    let chosen = outcome::choose(package, findings);
    let counts = chosen.filter(|one| one.releasable || one.id == package.recommendation.option);
    let found = Found::Recommendation {
        alternative: counts.map(|one| one.id.clone()),
        releasable: counts.is_some_and(|one| one.releasable),
    };
    Finding::new(counts.is_some(), found)
}

/// Why, where another than the first in rank is recommended.
fn reason(package: &Package, findings: &Findings) -> Option<Finding> {
    let chosen = outcome::choose(package, findings)?;
    let first = outcome::first_releasable(findings)?;
    let written = written(&package.recommendation.reason);
    let found = Found::Reason { first: first.id.clone(), recommended: chosen.id.clone(), written };
    (chosen.rank != first.rank).then(|| Finding::new(written, found))
}

/// The direction of each criterion, where one was proposed.
fn directions(package: &Package, _: &Findings) -> Option<Finding> {
    package.criteria.iter().any(|criterion| criterion.proposed.direction).then(|| {
        Finding::each(
            &package.criteria,
            |criterion| &criterion.name,
            |criterion| lacking(&[(RecordPart::Direction, !criterion.proposed.direction)]),
        )
    })
}

/// The threshold and direction of each gate, where one was proposed.
fn limits(package: &Package, _: &Findings) -> Option<Finding> {
    package.gates.iter().any(|gate| gate.proposed.stands()).then(|| {
        Finding::each(
            &package.gates,
            |gate| &gate.name,
            |gate| {
                lacking(&[
                    (RecordPart::Direction, !gate.proposed.direction),
                    (RecordPart::Threshold, !gate.proposed.threshold),
                ])
            },
        )
    })
}

/// The parts of each waiver, where there are any.
fn waivers(package: &Package, _: &Findings) -> Option<Finding> {
    package.gates.iter().any(|gate| gate.waiver.is_some()).then(|| {
        Finding::each(
            &package.gates,
            |gate| &gate.name,
            |gate| lacking(&[(RecordPart::Waiver, gate.waiver.as_ref().is_none_or(gate::is_complete))]),
        )
    })
}
