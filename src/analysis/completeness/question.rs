//! The question, the evidence, and what is not known.

use super::check::{Check, Look, count_written};
use super::found::{Finding, lacking, written};
use crate::findings::{Findings, Found, RecordPart, Screen};
use crate::package::Package;
use crate::package::charter::Part;
use crate::package::evidence::Measure;

const fn charter(name: &'static str, anchor: &'static str, look: Look) -> Check {
    Check { name, screen: Screen::Charter, anchor, look }
}

const fn evidence(name: &'static str, anchor: &'static str, look: Look) -> Check {
    Check { name, screen: Screen::Evidence, anchor, look }
}

/// The charter with its people, what the package is, sources with their limits, the telemetry, what must still be
/// gathered, and open questions.
pub(super) const CHECKS: &[Check] = &[
    charter("title", "field-title", Look::Text(|package| &package.title)),
    charter("module", "field-module", Look::Text(|package| &package.module)),
    charter("artifact", "field-artifact", Look::Text(|package| &package.artifact)),
    charter("as_of", "field-as-of", Look::Text(|package| &package.settings.as_of.0)),
    charter("decision_question", "field-decision-question", Look::Text(|package| &package.charter.decision_question)),
    charter("boundary", "field-boundary", Look::Other(one_paragraph)),
    charter("objective", "field-objective", Look::Text(|package| &package.charter.objective)),
    charter("scope_in", "field-scope-in", Look::Number(1, |package| count_written(&package.charter.scope_in))),
    charter("scope_out", "field-scope-out", Look::Number(1, |package| count_written(&package.charter.scope_out))),
    charter("stakeholders", "field-stakeholders", Look::Other(stakeholders)),
    charter(
        "success_criteria",
        "field-success-criteria",
        Look::Number(1, |package| count_written(&package.charter.success_criteria)),
    ),
    charter("constraints", "field-constraints", Look::Number(1, |package| count_written(&package.charter.constraints))),
    charter("assumptions", "field-assumptions", Look::Number(1, |package| count_written(&package.charter.assumptions))),
    evidence(
        "evidence_source",
        "field-sources",
        Look::Other(|package, _| {
            Finding::each(
                &package.evidence.sources,
                |source| &source.name,
                |source| {
                    lacking(&[
                        (RecordPart::Name, written(&source.name)),
                        (RecordPart::Description, written(&source.description)),
                    ])
                },
            )
        }),
    ),
    evidence(
        "evidence_limits",
        "field-sources",
        Look::Other(|package, _| {
            Finding::each(
                &package.evidence.sources,
                |source| &source.name,
                |source| lacking(&[(RecordPart::Limits, written(&source.limits))]),
            )
        }),
    ),
    evidence(
        "evidence_real_data",
        "field-sources",
        Look::Other(|package, _| {
            Finding::each(
                &package.evidence.sources,
                |source| &source.name,
                |source| lacking(&[(RecordPart::WithRealData, written(&source.with_real_data))]),
            )
        }),
    ),
    evidence("telemetry", "field-measures", Look::Other(telemetry)),
    evidence(
        "ci_checks",
        "field-checks",
        Look::Number(2, |package| package.evidence.checks.iter().filter(|check| check.is_recorded()).count()),
    ),
    evidence(
        "environments",
        "field-environments",
        Look::Other(|_, findings| {
            let machines = findings.environments.iter().map(|found| found.machines.len()).max();
            Finding::count(machines.unwrap_or(0), 2)
        }),
    ),
    evidence(
        "test_results",
        "field-tests",
        Look::Other(|_, findings| Finding::count(findings.tests.iter().map(|found| found.runs.len()).sum(), 1)),
    ),
    evidence(
        "additional_evidence",
        "field-additional-evidence",
        Look::Other(|package, _| {
            Finding::each(
                &package.additional_evidence,
                |evidence| &evidence.what,
                |evidence| {
                    lacking(&[
                        (RecordPart::What, written(&evidence.what)),
                        (RecordPart::Owner, written(&evidence.owner)),
                    ])
                },
            )
        }),
    ),
    Check {
        name: "open_questions",
        screen: Screen::Memo,
        anchor: "field-open-questions",
        look: Look::Other(|package, _| {
            Finding::each(
                &package.open_questions,
                |question| &question.question,
                |question| {
                    lacking(&[
                        (RecordPart::Question, written(&question.question)),
                        (RecordPart::Owner, written(&question.owner)),
                    ])
                },
            )
        }),
    },
    Check {
        name: "conflicts",
        screen: Screen::Package,
        anchor: "conflicts",
        look: Look::Sometimes(|package, _| (!package.conflicts.is_empty()).then(|| Finding::statement(false))),
    },
];

fn one_paragraph(package: &Package, _: &Findings) -> Finding {
    let mut paragraphs = 0;
    let mut within = false;
    for line in package.charter.boundary.lines() {
        if written(line) && !within {
            paragraphs += 1;
        }
        within = written(line);
    }
    Finding::new(paragraphs == 1, Found::Paragraphs { count: paragraphs })
}

fn stakeholders(package: &Package, _: &Findings) -> Finding {
    let named = package.charter.stakeholders.iter().filter(|one| written(&one.role));
    let accountable = named.clone().any(|one| one.part == Part::Accountable);
    Finding::new(accountable, Found::Stakeholders { named: named.count() as u32, accountable })
}

fn telemetry(package: &Package, findings: &Findings) -> Finding {
    let measures = &package.evidence.measures;
    let has_value = |measure: &&Measure| {
        findings.estimates.iter().any(|estimate| estimate.measure == measure.id && estimate.value.is_some())
    };
    let (count, valued) = (measures.len() as u32, measures.iter().filter(has_value).count() as u32);
    let datasets = package.evidence.datasets.len() as u32;
    let done = datasets > 0 && count > 0 && valued == count;
    Finding::new(done, Found::Measures { datasets, count, valued })
}
