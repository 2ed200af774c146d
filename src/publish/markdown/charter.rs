//! The charter and the sources of evidence.

use super::document::Document;
use super::table::{Align, Table};
use crate::package::evidence::{ImportedFile, LabelledFile};
use crate::package::{DatasetSource, Package};
use crate::publish::words::figure::{count, date};

pub(super) fn write(document: &mut Document, package: &Package) {
    let charter = &package.charter;
    document.part("Project charter");
    document.field("Module", &package.module);
    document.field("Artefact", &package.artifact);
    document.field("Judged as of", &date(&package.settings.as_of));
    document.field("Decision question", &charter.decision_question);
    document.heading("Boundary");
    document.prose(&charter.boundary);
    document.field("Objective", &charter.objective);
    document.list("In scope", &charter.scope_in);
    document.list("Out of scope", &charter.scope_out);
    document.list("Success criteria", &charter.success_criteria);
    document.list("Constraints", &charter.constraints);
    document.list("Assumptions", &charter.assumptions);
    document.heading("Stakeholders");
    let mut table =
        Table::new(&[("Role", Align::Left), ("Name", Align::Left), ("Part", Align::Left), ("Interest", Align::Left)]);
    for person in &charter.stakeholders {
        table.row(&[&person.role, &person.name, person.part.label(), &person.interest]);
    }
    document.table(table, "Nobody is named.");
    sources(document, package);
}

fn sources(document: &mut Document, package: &Package) {
    document.part("Evidence sources");
    for source in &package.evidence.sources {
        document.heading(&source.name);
        document.field("Kind", source.kind.label());
        document.prose(&source.description);
        document.field("Limits", &source.limits);
        document.field("With real data", &source.with_real_data);
    }
    if package.evidence.sources.is_empty() {
        document.block("No source is named.");
    }
    document.heading("Datasets");
    let mut table = Table::new(&[("Dataset", Align::Left), ("Where its rows come from", Align::Left)]);
    for dataset in &package.evidence.datasets {
        table.row(&[&dataset.name, &provenance(&dataset.source)]);
    }
    document.table(table, "None.");
}

/// How a dataset can be had again.
pub(super) fn provenance(source: &DatasetSource) -> String {
    match source {
        DatasetSource::Generated(generator) => {
            format!("generated from seed {}, {} weeks from {}", generator.seed, generator.weeks, date(&generator.start))
        }
        DatasetSource::Imported(file) => provenance_of_file(file),
        DatasetSource::Joined(joined) => {
            let file = |each: &LabelledFile| match (each.label.as_str(), each.label_column.as_str()) {
                ("", "") => provenance_of_file(&each.file),
                ("", column) => format!("{} (labelled by its column {column})", provenance_of_file(&each.file)),
                (label, _) => format!("{} (labelled {label})", provenance_of_file(&each.file)),
            };
            format!("joined from {}", joined.files.iter().map(file).collect::<Vec<_>>().join("; "))
        }
    }
}

fn provenance_of_file(file: &ImportedFile) -> String {
    let mut text = format!("{}, {} bytes, SHA-256 {}", file.file_name, count(file.bytes), file.sha256);
    for (what, name) in [("machine", &file.machine.0), ("run", &file.run.0)] {
        if let Some(name) = name {
            text += &format!(", {what} {name}");
        }
    }
    match &file.recorded.0 {
        Some(day) if !day.is_empty() => format!("{text}, of {}", date(day)),
        _ => text,
    }
}
