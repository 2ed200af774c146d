//! The complete decision package as one Markdown document, for readers without Shipworthy.

mod charter;
mod ci;
mod comparison;
mod cost;
pub mod document;
pub mod interface;
mod operation;
mod release;
mod reproduction;
mod review;
mod risk;
pub mod table;
pub mod text;

pub use comparison::measures;

use super::memo;
use super::publication::{Publication, Written, nothing_lacks};
use super::words;
use crate::findings::Findings;
use crate::package::Package;
use crate::package::claim::claims_without_evidence;
use document::Document;

/// The whole decision package, for reading.
pub const PUBLICATION: Publication = Publication {
    name: "markdown",
    label: "Markdown",
    purpose: "The memo with every table, for reading: charter, evidence, scores, gates, risks, monitoring, release and how to reproduce it.",
    ending: "md",
    media_type: "text/markdown",
    lacks: nothing_lacks,
    write: |material| {
        Written::text(material, PUBLICATION.ending, decision_package(material.package, material.findings))
    },
};

/// Everything that was decided and what it rests on: the memo first and what is claimed without evidence, then the charter, the evidence
/// with that of continuous integration, the scores, gates, risks, monitoring, release and rollback, and how to reproduce it.
///
/// GitHub-flavoured Markdown. What people typed is escaped, except in the memo's sections, which they
/// wrote as Markdown.
pub fn decision_package(package: &Package, findings: &Findings) -> String {
    let mut document = Document::after(memo::memo(package, findings));
    document.block("---");
    claims(&mut document, package);
    charter::write(&mut document, package);
    interface::contract(&mut document, package);
    ci::write(&mut document, package, findings);
    comparison::write(&mut document, package, findings);
    cost::write(&mut document, package, findings);
    risk::write(&mut document, package, findings);
    operation::write(&mut document, package, findings);
    interface::deployment(&mut document, package);
    review::write(&mut document, package, findings);
    reproduction::write(&mut document, package);
    document.finish()
}

/// What is said in the package with nothing beside it that shows it.
fn claims(document: &mut Document, package: &Package) {
    let claims = claims_without_evidence(package);
    document.part("Claims without evidence");
    document.block(&words::claim::summary(&claims));
    let lines: Vec<String> =
        claims.iter().map(|claim| format!("- {}", text::inline(&words::claim::sentence(claim)))).collect();
    if !lines.is_empty() {
        document.block(&lines.join("\n"));
    }
}

#[cfg(test)]
mod tests;
