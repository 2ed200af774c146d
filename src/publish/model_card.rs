//! A model card: Markdown with YAML front matter, as model hubs read it (Mitchell et al. 2019; the Hugging Face Hub's
//! fields).

mod yaml;

use super::markdown::table::{Align, Table};
use super::markdown::text::{inline, line};
use super::markdown::{self, document::Document};
use super::publication::{Loss, Material, Publication, Written};
use super::words;
use super::words::figure::{Unit, date, quantity};
use crate::findings::{Estimate, Findings, Verdict};
use crate::package::{Alternative, Measure, Package, RollbackTarget};
use yaml::{list, number, scalar};

/// The model card.
pub const PUBLICATION: Publication = Publication {
    name: "model-card",
    label: "model card",
    purpose: "A model card, Markdown with YAML front matter as model hubs read it: intended use, alternatives, measures with their intervals, limits, risks and monitoring.",
    ending: "model-card.md",
    media_type: "text/markdown",
    lacks: |package, _| {
        package.alternatives.is_empty().then_some("There is no model to describe: Alternatives has no alternative yet.")
    },
    write: |material| {
        let losses = vec![Loss {
            what: "Which licence, languages, base model and training data it has".to_owned(),
            instead: "A package does not say; add it to the front matter before you publish the card".to_owned(),
        }];
        Written { losses, ..Written::text(material, PUBLICATION.ending, card(material)) }
    },
};

fn card(material: &Material<'_>) -> String {
    let &Material { package, findings, .. } = material;
    let subject = subject(package, findings);
    let title = match package.title.trim() {
        "" => "Release decision".to_owned(),
        title => line(title),
    };
    let mut document =
        Document::after(format!("{}\n# Model card: {title}\n", front_matter(package, findings, subject)));
    document.prose(&words::outcome::sentence(package, findings));
    model(&mut document, package, subject);
    intended_use(&mut document, package);
    alternatives(&mut document, package, findings);
    markdown::measures(&mut document, package, findings);
    gates(&mut document, package, findings, subject);
    limits(&mut document, package);
    risks(&mut document, package, findings);
    monitoring(&mut document, package);
    document.part("How to check this card");
    document.block(
        "Every number follows from the package and its telemetry: `shipworthy verify` on the package file computes each again.",
    );
    document.finish()
}

/// The alternative the card is about: the one the outcome is about, or else the one recommended, or else the first.
fn subject<'a>(package: &'a Package, findings: &Findings) -> Option<&'a Alternative> {
    let outcome = findings.outcome.alternative.as_ref().and_then(|id| package.alternative(id));
    outcome.or_else(|| package.alternative(&package.recommendation.option)).or_else(|| package.alternatives.first())
}

/// The block that programs read. Texts are JSON texts, which YAML reads as they are.
fn front_matter(package: &Package, findings: &Findings, subject: Option<&Alternative>) -> String {
    let name = subject.map_or("", |one| one.name.as_str());
    let mut text = format!("---\nmodel_name: {}\ntags:\n{}", scalar(name), list(["shipworthy", "release-decision"]));
    let valued = |measure: &Measure| {
        let found = subject.and_then(|one| findings.estimate(&measure.id, &one.id))?;
        Some((found.value?, found.clone()))
    };
    let measured: Vec<(&Measure, f64, Estimate)> = package
        .evidence
        .measures
        .iter()
        .filter_map(|measure| valued(measure).map(|(value, found)| (measure, value, found)))
        .collect();
    if !measured.is_empty() {
        text += &format!("metrics:\n{}", list(measured.iter().map(|(measure, ..)| measure.name.as_str())));
        text += &format!("model-index:\n- name: {}\n  results:\n", scalar(name));
    }
    for (measure, value, found) in measured {
        let dataset = package.dataset(&measure.dataset);
        text += &format!(
            "  - task:\n      type: {}\n    dataset:\n      type: {}\n      name: {}\n    metrics:\n    - type: {}\n      name: {}\n      value: {}\n",
            scalar(if package.release.service.trim().is_empty() { "other" } else { &package.release.service }),
            scalar(measure.dataset.as_str()),
            scalar(dataset.map_or("", |dataset| dataset.label())),
            scalar(measure.statistic.label()),
            scalar(&measure.name),
            number(value),
        );
        if let (Some(low), Some(high)) = (found.low, found.high) {
            text += &format!(
                "      args:\n        interval: [{}, {}]\n        confidence: {}\n        rows: {}\n",
                number(low),
                number(high),
                number(package.settings.confidence),
                found.n
            );
        }
    }
    text + "---\n"
}

fn model(document: &mut Document, package: &Package, subject: Option<&Alternative>) {
    document.part("Model");
    if let Some(subject) = subject {
        document.field("Name", &subject.name);
        document.prose(&subject.description);
        document.field("Strength", &subject.strength);
        document.field("Weakness", &subject.risk);
        document.field("Evidence", &subject.evidence);
    }
    document.field("Serves in", &package.release.service);
    for target in &package.release.rollback.targets {
        document.field(target.target.label(), &target.current);
    }
    document.field("Judged as of", &date(&package.settings.as_of));
}

fn intended_use(document: &mut Document, package: &Package) {
    let charter = &package.charter;
    document.part("Intended use");
    document.prose(&charter.objective);
    document.prose(&charter.boundary);
    document.list("In scope", &charter.scope_in);
    document.list("Out of scope", &charter.scope_out);
    document.list(
        "Whom it concerns",
        charter.stakeholders.iter().map(|one| match one.interest.trim() {
            "" => one.role.clone(),
            interest => format!("{}: {interest}", one.role),
        }),
    );
    if charter.objective.trim().is_empty() && charter.boundary.trim().is_empty() {
        document.block("The charter does not say.");
    }
}

fn alternatives(document: &mut Document, package: &Package, findings: &Findings) {
    document.part("Compared with");
    let mut table = Table::new(&[
        ("Alternative", Align::Left),
        ("Rank", Align::Right),
        ("Score", Align::Right),
        ("Can be released", Align::Left),
        ("Strength", Align::Left),
        ("Weakness", Align::Left),
    ]);
    for one in &package.alternatives {
        let found = findings.alternative(&one.id);
        let rank = found.and_then(|found| found.rank).map_or("–".to_owned(), |rank| rank.to_string());
        let score = found.and_then(|found| found.score(package.settings.method));
        let score = score.map_or("–".to_owned(), |score| words::figure::fixed(score, 3));
        let releasable = if found.is_some_and(|found| found.releasable) { "yes" } else { "no" };
        table.row(&[one.name.as_str(), &rank, &score, releasable, &one.strength, &one.risk]);
    }
    document.table(table, "There is nothing to compare.");
}

fn gates(document: &mut Document, package: &Package, findings: &Findings, subject: Option<&Alternative>) {
    document.part("Acceptance gates");
    let of_subject = findings.gates.iter().filter(|found| subject.is_some_and(|one| one.id == found.alternative));
    let gates: Vec<String> = of_subject
        .map(|found| {
            format!(
                "{}, {}: {}",
                found.name,
                found.severity.label().to_lowercase(),
                words::gate::sentence(package, found)
            )
        })
        .collect();
    let passed = findings
        .gates
        .iter()
        .filter(|found| subject.is_some_and(|one| one.id == found.alternative) && found.verdict == Verdict::Pass)
        .count();
    if gates.is_empty() {
        document.block("There are none.");
    } else {
        document.list(&format!("{passed} of {} passed", gates.len()), gates);
    }
}

fn limits(document: &mut Document, package: &Package) {
    document.part("Limits of the evidence");
    for source in &package.evidence.sources {
        document.heading(&source.name);
        document.field("Kind", source.kind.label());
        document.field("Limits", &source.limits);
        document.field("What real data would change", &source.with_real_data);
    }
    if package.evidence.sources.is_empty() {
        document.block("No source of evidence is described.");
    }
    document.list("Taken for true without proof", &package.charter.assumptions);
    document.list("Not known", package.open_questions.iter().map(|open| &open.question));
    document.list(
        "Still to be shown",
        package.additional_evidence.iter().map(|one| match one.before_pilot {
            true => format!("{} (before a pilot)", one.what),
            false => one.what.clone(),
        }),
    );
}

fn risks(document: &mut Document, package: &Package, findings: &Findings) {
    document.part("Risks and ways it fails");
    let mut table = Table::new(&[
        ("Risk", Align::Left),
        ("Residual exposure", Align::Right),
        ("Above appetite", Align::Left),
        ("Mitigation", Align::Left),
    ]);
    for found in &findings.risks.risks {
        let Some(risk) = package.risks.iter().find(|risk| risk.id == found.id) else { continue };
        let exposure = if found.residual > 0 { found.residual.to_string() } else { "not rated".to_owned() };
        let above = if found.above_appetite { "yes" } else { "no" };
        table.row(&[risk.name.as_str(), &exposure, above, &risk.mitigation]);
    }
    document.table(table, "The risk log is empty.");
    document.list(
        "Ways it fails",
        package
            .failure_modes
            .iter()
            .map(|mode| format!("{}: {} Mitigation: {}", mode.name, mode.description, mode.mitigation)),
    );
}

fn monitoring(document: &mut Document, package: &Package) {
    document.part("Monitoring and rollback");
    let mut table = Table::new(&[
        ("Metric", Align::Left),
        ("Over", Align::Left),
        ("Warning", Align::Right),
        ("Critical", Align::Right),
        ("Tells", Align::Left),
        ("Rolls back", Align::Left),
    ]);
    for monitor in &package.monitors {
        let written =
            |value: Option<f64>| value.map_or("–".to_owned(), |value| quantity(value, Unit::named(&monitor.unit)));
        let target = if monitor.rolls_back { monitor.rollback.map_or("", RollbackTarget::label) } else { "no" };
        table.row(&[
            monitor.metric.as_str(),
            &monitor.window,
            &written(monitor.warning),
            &written(monitor.critical),
            &monitor.alert_to,
            target,
        ]);
    }
    document.table(table, "Nothing is monitored.");
    let stages: Vec<String> = package.release.stages.iter().map(|stage| inline(&stage.name)).collect();
    document.field("Release", &format!("{}: {}", package.release.strategy.label(), stages.join(", ")));
}
