//! Which part of a package answers which duty of the NIST AI RMF and of the EU AI Act, and what is missing.

mod duty;
mod part;

use serde_json::{Value, json};

use super::markdown::document::Document;
use super::markdown::table::{Align, Table};
use super::markdown::text::{inline, line};
use super::publication::{Material, Publication, Written, nothing_lacks};
use super::words::figure::counted;
use crate::findings::Findings;
use crate::package::document::Plain;
use crate::package::{Package, digest};
pub use duty::{DUTIES, Duty, Framework};
pub use part::{Part, State};

/// The crosswalk as a document.
pub const PUBLICATION: Publication = Publication {
    name: "crosswalk",
    label: "crosswalk",
    purpose: "Which part of the package answers which duty of the NIST AI RMF 1.0 and of the EU AI Act for high-risk systems, and what is missing. No legal advice.",
    ending: "crosswalk.md",
    media_type: "text/markdown",
    lacks: nothing_lacks,
    write: |material| Written::text(material, PUBLICATION.ending, document(material)),
};

/// The crosswalk for programs.
pub const JSON: Publication = Publication {
    name: "crosswalk-json",
    label: "crosswalk as JSON",
    purpose: "The same crosswalk for programs: each duty with its coverage, the parts that answer it and where they stand.",
    ending: "crosswalk.json",
    media_type: "application/json",
    lacks: nothing_lacks,
    write: |material| Written::text(material, JSON.ending, format!("{:#}\n", value(material))),
};

/// What is said wherever a crosswalk stands.
pub const NO_ADVICE: &str = "This is no legal advice. It is computed from what the package holds, and says nothing of whether what is written there suffices, whether a framework applies, or whether a law is kept.";

words! {
    /// How far a package answers a duty.
    pub enum Coverage {
        /// Every part that answers it is there, and nothing it asks for lies outside a package.
        Met = "met",
        /// Something is missing, or lies outside any package.
        Partly = "partly",
        /// Nothing answers it.
        #[default]
        Gap = "gap",
    }
}

/// A duty against a package.
#[derive(Clone, Debug)]
pub struct DutyFinding {
    /// The duty.
    pub duty: &'static Duty,
    /// How far it is answered.
    pub coverage: Coverage,
    /// The parts that answer it, each with how far it is there.
    pub parts: Vec<(Part, State)>,
}

/// Every duty against a package, in the frameworks' order.
pub fn assess(package: &Package, findings: &Findings) -> Vec<DutyFinding> {
    DUTIES.iter().map(|duty| assess_duty(duty, package, findings)).collect()
}

fn assess_duty(duty: &'static Duty, package: &Package, findings: &Findings) -> DutyFinding {
    let parts: Vec<(Part, State)> = duty.parts.iter().map(|part| (*part, part.state(package, findings))).collect();
    let is_whole = duty.outside.is_empty() && parts.iter().all(|(_, state)| *state == State::There);
    let coverage = match parts.iter().any(|(_, state)| *state != State::Missing) {
        false => Coverage::Gap,
        true if is_whole => Coverage::Met,
        true => Coverage::Partly,
    };
    DutyFinding { duty, coverage, parts }
}

fn document(material: &Material<'_>) -> String {
    let found = assess(material.package, material.findings);
    let title = match material.package.title.trim() {
        "" => "Release decision".to_owned(),
        title => line(title),
    };
    let mut document = Document::after(format!("# Crosswalk: {title}\n"));
    document.block(&format!("**{NO_ADVICE}**"));
    document.block("A duty is met when every part that answers it is there and a package can hold all it asks for, partly answered when something is missing or lies outside a package, and a gap when nothing answers it. Duties are named in words of our own; read the frameworks for what they ask.");
    for framework in Framework::ALL {
        let of: Vec<&DutyFinding> = found.iter().filter(|finding| finding.duty.framework == *framework).collect();
        document.part(framework.label());
        document.block(&tally(&of));
        let mut table = Table::new(&[
            ("Duty", Align::Left),
            ("About", Align::Left),
            ("Coverage", Align::Left),
            ("Answered by", Align::Left),
            ("Missing", Align::Left),
        ]);
        for finding in of {
            table.markdown_row(row(finding));
        }
        document.table(table, "");
    }
    document.field("Package, SHA-256 of its canonical JSON", &digest::of_document(material.package));
    document.finish()
}

/// "3 of 19 duties are met, 15 partly, and 1 is a gap."
pub fn tally(found: &[&DutyFinding]) -> String {
    let count = |coverage| found.iter().filter(|finding| finding.coverage == coverage).count();
    format!(
        "Of {}, {} met, {} partly answered, {}.",
        counted(found.len(), "duty", "duties"),
        count(Coverage::Met),
        count(Coverage::Partly),
        counted(count(Coverage::Gap), "gap", "gaps")
    )
}

fn row(finding: &DutyFinding) -> [String; 5] {
    let link = |part: Part| format!("[{}]({})", inline(part.label()), part.address());
    let there = finding.parts.iter().filter(|(_, state)| *state == State::There).map(|(part, _)| link(*part));
    let lacking = finding.parts.iter().filter(|(_, state)| *state != State::There);
    let mut missing: Vec<String> =
        lacking.map(|(part, state)| format!("{} ({})", link(*part), state.label())).collect();
    if !finding.duty.outside.is_empty() {
        missing.push(format!("outside a package: {}", inline(finding.duty.outside)));
    }
    [
        inline(finding.duty.number),
        inline(finding.duty.name),
        finding.coverage.label().to_owned(),
        there.collect::<Vec<_>>().join("; "),
        missing.join("; "),
    ]
}

fn value(material: &Material<'_>) -> Value {
    let duty = |finding: &DutyFinding| {
        let part = |(part, state): &(Part, State)| json!({"part": part.to_value(), "state": state.to_value(), "address": part.address()});
        json!({
            "framework": finding.duty.framework.to_value(),
            "number": finding.duty.number,
            "about": finding.duty.name,
            "coverage": finding.coverage.to_value(),
            "parts": finding.parts.iter().map(part).collect::<Vec<_>>(),
            "outside": finding.duty.outside,
        })
    };
    json!({
        "format": "shipworthy-crosswalk",
        "notice": NO_ADVICE,
        "title": material.package.title,
        "package": digest::of_document(material.package),
        "duties": assess(material.package, material.findings).iter().map(duty).collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests;
