//! The question, the evidence, and what is not known.

use super::checklist::{Checklist, item, lacking, written};
use crate::findings::{Findings, Screen};
use crate::package::Package;
use crate::package::charter::Part;

/// The charter with its people, and what the package is.
pub(super) fn charter(list: &mut Checklist, package: &Package) {
    let charter = &package.charter;
    let here = |id, label, anchor| item(id, label, Screen::Charter, anchor);
    list.text(here("title", "A title", "field-title"), &package.title);
    list.text(here("module", "The module or programme step this answers", "field-module"), &package.module);
    list.text(here("artifact", "The artefact this package is, in one sentence", "field-artifact"), &package.artifact);
    list.text(here("as_of", "The day the package is judged on", "field-as-of"), &package.settings.as_of.0);
    list.text(
        here("decision_question", "The decision question", "field-decision-question"),
        &charter.decision_question,
    );
    list.check(
        here("boundary", "The decision boundary, in one paragraph", "field-boundary"),
        one_paragraph(&charter.boundary),
    );
    list.text(here("objective", "The objective", "field-objective"), &charter.objective);
    list.texts(here("scope_in", "What is in scope", "field-scope-in"), &charter.scope_in);
    list.texts(here("scope_out", "What is out of scope", "field-scope-out"), &charter.scope_out);
    list.check(
        here("stakeholders", "The stakeholders, one of them accountable", "field-stakeholders"),
        stakeholders(package),
    );
    list.texts(
        here("success_criteria", "How success will be recognised", "field-success-criteria"),
        &charter.success_criteria,
    );
    list.texts(here("constraints", "The constraints", "field-constraints"), &charter.constraints);
    list.texts(here("assumptions", "The assumptions", "field-assumptions"), &charter.assumptions);
}

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

/// Sources with their limits, the telemetry, and what must still be gathered.
pub(super) fn evidence(list: &mut Checklist, package: &Package, findings: &Findings) {
    let sources = &package.evidence.sources;
    let here = |id, label, anchor| item(id, label, Screen::Evidence, anchor);
    list.each(
        here("evidence_source", "The evidence source, named and described", "field-sources"),
        sources,
        |source| &source.name,
        |source| lacking(&[("a name", written(&source.name)), ("a description", written(&source.description))]),
    );
    list.each(
        here("evidence_limits", "The limits of each source", "field-sources"),
        sources,
        |source| &source.name,
        |source| lacking(&[("its limits", written(&source.limits))]),
    );
    list.each(
        here("evidence_real_data", "What real data would change", "field-sources"),
        sources,
        |source| &source.name,
        |source| lacking(&[("what real data would change", written(&source.with_real_data))]),
    );
    list.check(
        here("telemetry", "Telemetry with at least one measure", "field-measures"),
        telemetry(package, findings),
    );
    list.each(
        here("additional_evidence", "Additional evidence before real deployment", "field-additional-evidence"),
        &package.additional_evidence,
        |evidence| &evidence.what,
        |evidence| lacking(&[("what it is", written(&evidence.what)), ("an owner", written(&evidence.owner))]),
    );
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

/// Open questions.
pub(super) fn unknown(list: &mut Checklist, package: &Package) {
    list.each(
        item("open_questions", "The open questions, each with an owner", Screen::Memo, "field-open-questions"),
        &package.open_questions,
        |question| &question.question,
        |question| lacking(&[("its question", written(&question.question)), ("an owner", written(&question.owner))]),
    );
}
