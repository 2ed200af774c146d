//! The comparison: alternatives, criteria, weights, scores, recommendation and gates.

use super::checklist::{Checklist, item, lacking, sentence, written};
use crate::analysis::{figure, gate, outcome};
use crate::findings::{Findings, Screen};
use crate::package::settings::MissingRule;
use crate::package::{Alternative, Criterion, CriterionSource, Package};

/// Alternatives, what they are compared on, and what comes of it.
pub(super) fn alternatives(list: &mut Checklist, package: &Package, findings: &Findings) {
    let here = |id, label, anchor| item(id, label, Screen::Alternatives, anchor);
    let named = package.alternatives.iter().filter(|one| written(&one.name)).count();
    list.number(
        here("alternatives", "At least two alternatives", "field-alternatives"),
        named,
        2,
        ("alternative", "alternatives"),
    );
    list.each(
        here("alternative_details", "Strength, risk and evidence of each alternative", "field-alternatives"),
        &package.alternatives,
        |one| &one.name,
        |one| {
            lacking(&[
                ("a strength", written(&one.strength)),
                ("a risk", written(&one.risk)),
                ("its evidence", written(&one.evidence)),
            ])
        },
    );
    let named = package.criteria.iter().filter(|criterion| written(&criterion.name)).count();
    list.number(here("criteria", "Criteria to compare them on", "field-criteria"), named, 1, ("criterion", "criteria"));
    values(list, package, findings);
    list.each(
        here("judgements", "A rationale for each value somebody judged", "field-criteria"),
        &package.criteria,
        |criterion| &criterion.name,
        |criterion| lacking(&[("a rationale for its judged values", is_argued(criterion))]),
    );
    list.check(here("weights", "Weights of the criteria", "field-weights"), weights(findings));
    list.check(here("scores", "The scoring table", "field-scores"), scores(package, findings));
    recommendation(list, package, findings);
}

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
fn values(list: &mut Checklist, package: &Package, findings: &Findings) {
    let mut anchor = String::from("field-criteria");
    let mut faults = Vec::new();
    for criterion in &package.criteria {
        let without: Vec<&str> = package
            .alternatives
            .iter()
            .filter(|alternative| !has_value(criterion, alternative, findings))
            .map(|alternative| alternative.name.as_str())
            .collect();
        if !without.is_empty() {
            if faults.is_empty() {
                anchor = criterion.id.to_string();
            }
            faults.push(format!("{} has no value for {}", criterion.name, figure::list(&without)));
        }
    }
    let rule = package.settings.missing;
    let found = if package.criteria.is_empty() {
        Err("No criterion yet.".to_owned())
    } else if faults.is_empty() {
        Ok("For each of them.".to_owned())
    } else if rule == MissingRule::Ask {
        Err(sentence(&faults))
    } else {
        Ok(format!("{} For these it is decided: {}.", sentence(&faults), rule.label()))
    };
    list.lead(
        item("criterion_values", "A value of each criterion for each alternative", Screen::Alternatives, ""),
        anchor,
        found,
    );
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

/// What the authors recommend, and why when it is not what the findings put first.
fn recommendation(list: &mut Checklist, package: &Package, findings: &Findings) {
    let here = |id, label, anchor| item(id, label, Screen::Overview, anchor);
    let stated = &package.recommendation;
    let chosen = outcome::choose(package, findings);
    let found = match chosen {
        Some(one) if one.releasable => Ok(format!("{}.", one.name)),
        Some(one) if one.id == stated.option => Ok(format!("{}, which cannot be released yet.", one.name)),
        _ => Err("No alternative can be released, and none is recommended.".to_owned()),
    };
    list.check(here("recommendation", "The alternative recommended", "field-recommended-option"), found);
    let first = outcome::first_releasable(findings);
    if let (Some(chosen), Some(first)) = (chosen, first)
        && chosen.rank != first.rank
    {
        let found = if written(&stated.reason) {
            Ok("Written.".to_owned())
        } else {
            Err(format!("{} ranks before {}; say why it is not taken.", first.name, chosen.name))
        };
        list.check(
            here("recommendation_reason", "Why the first in rank is not recommended", "field-recommendation-reason"),
            found,
        );
    }
}

/// Acceptance gates with their measures, owners and waivers.
pub(super) fn gates(list: &mut Checklist, package: &Package) {
    let here = |id, label| item(id, label, Screen::Gates, "field-gates");
    list.number(here("gates", "At least one acceptance gate"), package.gates.len(), 1, ("gate", "gates"));
    list.each(
        here("gate_measures", "A measure for each gate to judge"),
        &package.gates,
        |gate| &gate.name,
        |gate| lacking(&[("a measure", package.measure(&gate.measure).is_some())]),
    );
    list.each(
        here("gate_owners", "An owner for each gate"),
        &package.gates,
        |gate| &gate.name,
        |gate| lacking(&[("an owner", written(&gate.owner))]),
    );
    if package.gates.iter().any(|gate| gate.waiver.is_some()) {
        list.each(
            here("waivers", "Who, why and until when for each waiver"),
            &package.gates,
            |gate| &gate.name,
            |gate| lacking(&[("a part of its waiver", gate.waiver.as_ref().is_none_or(gate::is_complete))]),
        );
    }
}
