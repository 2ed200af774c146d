//! The question, the evidence, and what is not known.

use super::check::{Check, Look};
use super::found::{Found, lacking, written};
use crate::findings::{Findings, Screen};
use crate::package::Package;
use crate::package::charter::Part;

const fn charter(name: &'static str, label: &'static str, anchor: &'static str, look: Look) -> Check {
    Check { name, label, screen: Screen::Charter, anchor, look }
}

const fn evidence(name: &'static str, label: &'static str, anchor: &'static str, look: Look) -> Check {
    Check { name, label, screen: Screen::Evidence, anchor, look }
}

/// The charter with its people, what the package is, sources with their limits, the telemetry, what must still be
/// gathered, and open questions.
pub(super) const CHECKS: &[Check] = &[
    charter("title", "A title", "field-title", Look::Text(|package| &package.title)),
    charter(
        "module",
        "The module or programme step this answers",
        "field-module",
        Look::Text(|package| &package.module),
    ),
    charter(
        "artifact",
        "The artefact this package is, in one sentence",
        "field-artifact",
        Look::Text(|package| &package.artifact),
    ),
    charter(
        "as_of",
        "The day the package is judged on",
        "field-as-of",
        Look::Text(|package| &package.settings.as_of.0),
    ),
    charter(
        "decision_question",
        "The decision question",
        "field-decision-question",
        Look::Text(|package| &package.charter.decision_question),
    ),
    charter(
        "boundary",
        "The decision boundary, in one paragraph",
        "field-boundary",
        Look::Other(|package, _| one_paragraph(&package.charter.boundary).into()),
    ),
    charter("objective", "The objective", "field-objective", Look::Text(|package| &package.charter.objective)),
    charter("scope_in", "What is in scope", "field-scope-in", Look::Texts(1, |package| &package.charter.scope_in)),
    charter(
        "scope_out",
        "What is out of scope",
        "field-scope-out",
        Look::Texts(1, |package| &package.charter.scope_out),
    ),
    charter(
        "stakeholders",
        "The stakeholders, one of them accountable",
        "field-stakeholders",
        Look::Other(|package, _| stakeholders(package).into()),
    ),
    charter(
        "success_criteria",
        "How success will be recognised",
        "field-success-criteria",
        Look::Texts(1, |package| &package.charter.success_criteria),
    ),
    charter(
        "constraints",
        "The constraints",
        "field-constraints",
        Look::Texts(1, |package| &package.charter.constraints),
    ),
    charter(
        "assumptions",
        "The assumptions",
        "field-assumptions",
        Look::Texts(1, |package| &package.charter.assumptions),
    ),
    evidence(
        "evidence_source",
        "The evidence source, named and described",
        "field-sources",
        Look::Other(|package, _| {
            Found::each(
                &package.evidence.sources,
                |source| &source.name,
                |source| lacking(&[("a name", written(&source.name)), ("a description", written(&source.description))]),
            )
        }),
    ),
    evidence(
        "evidence_limits",
        "The limits of each source",
        "field-sources",
        Look::Other(|package, _| {
            Found::each(
                &package.evidence.sources,
                |source| &source.name,
                |source| lacking(&[("its limits", written(&source.limits))]),
            )
        }),
    ),
    evidence(
        "evidence_real_data",
        "What real data would change",
        "field-sources",
        Look::Other(|package, _| {
            Found::each(
                &package.evidence.sources,
                |source| &source.name,
                |source| lacking(&[("what real data would change", written(&source.with_real_data))]),
            )
        }),
    ),
    evidence(
        "telemetry",
        "Telemetry with at least one measure",
        "field-measures",
        Look::Other(|package, findings| telemetry(package, findings).into()),
    ),
    evidence(
        "additional_evidence",
        "Additional evidence before real deployment",
        "field-additional-evidence",
        Look::Other(|package, _| {
            Found::each(
                &package.additional_evidence,
                |evidence| &evidence.what,
                |evidence| lacking(&[("what it is", written(&evidence.what)), ("an owner", written(&evidence.owner))]),
            )
        }),
    ),
    Check {
        name: "open_questions",
        label: "The open questions, each with an owner",
        screen: Screen::Memo,
        anchor: "field-open-questions",
        look: Look::Other(|package, _| {
            Found::each(
                &package.open_questions,
                |question| &question.question,
                |question| {
                    lacking(&[("its question", written(&question.question)), ("an owner", written(&question.owner))])
                },
            )
        }),
    },
];

fn one_paragraph(text: &str) -> Result<String, String> {
    let mut paragraphs = 0;
    let mut within = false;
    for line in text.lines() {
        if written(line) && !within {
            paragraphs += 1;
        }
        within = written(line);
    }
    match paragraphs {
        0 => Err("Not written yet.".to_owned()),
        1 => Ok("Written, in one paragraph.".to_owned()),
        more => Err(format!("It has {more} paragraphs; one is asked for.")),
    }
}

fn stakeholders(package: &Package) -> Result<String, String> {
    let named: Vec<_> = package.charter.stakeholders.iter().filter(|one| written(&one.role)).collect();
    if named.is_empty() {
        Err("No stakeholder yet.".to_owned())
    } else if named.iter().any(|one| one.part == Part::Accountable) {
        Ok(format!("{} named.", named.len()))
    } else {
        Err("Nobody among them is accountable for the outcome.".to_owned())
    }
}

fn telemetry(package: &Package, findings: &Findings) -> Result<String, String> {
    if package.evidence.datasets.is_empty() {
        return Err("No dataset yet: generate one, or load a file.".to_owned());
    }
    if package.evidence.measures.is_empty() {
        return Err("No measure is taken of the data yet.".to_owned());
    }
    let measured = package.evidence.measures.iter().filter(|measure| {
        findings.estimates.iter().any(|estimate| estimate.measure == measure.id && estimate.value.is_some())
    });
    match (measured.count(), package.evidence.measures.len()) {
        (0, _) => Err("No measure has a value: the data is not loaded, or holds nothing for them.".to_owned()),
        (some, all) if some < all => Err(format!("{} of {all} measures have no value.", all - some)),
        (_, 1) => Ok("1 measure, with values.".to_owned()),
        (_, all) => Ok(format!("{all} measures, all with values.")),
    }
}
