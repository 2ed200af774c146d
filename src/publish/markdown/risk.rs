//! Risks and failure modes.

use super::document::Document;
use super::table::{Align, Table};
use crate::findings::Findings;
use crate::package::risk::Rating;
use crate::package::{FailureMode, Package, Risk, RollbackTarget};
use crate::publish::words::figure::date;

pub(super) fn write(document: &mut Document, package: &Package, findings: &Findings) {
    document.part("Risk log");
    document.block("Ratings are probability × impact × detectability, 1 to 5 each; exposure is probability × impact.");
    let mut table = Table::new(&[
        ("Risk", Align::Left),
        ("Category", Align::Left),
        ("Owner", Align::Left),
        ("Inherent", Align::Right),
        ("Residual", Align::Right),
        ("Treatment", Align::Left),
        ("Status", Align::Left),
        ("Due", Align::Left),
        ("Review", Align::Left),
    ]);
    for risk in &package.risks {
        table.row(&[
            &risk.name,
            &risk.category,
            &risk.owner,
            &rating(&risk.inherent),
            &rating(&risk.residual),
            risk.treatment.label(),
            risk.status.label(),
            &date(&risk.due),
            &date(&risk.review),
        ]);
    }
    document.table(table, "The log is empty.");
    for risk in &package.risks {
        in_full(document, package, findings, risk);
    }
    failure_modes(document, package);
}

fn in_full(document: &mut Document, package: &Package, findings: &Findings, risk: &Risk) {
    document.heading(&risk.name);
    document.field("Cause", &risk.cause);
    document.field("Event", &risk.event);
    document.field("Consequence", &risk.consequence);
    document.field("Mitigation", &risk.mitigation);
    document.field("Contingency", &risk.contingency);
    document.field("Trigger", &risk.trigger);
    document.field("Stopped by gate", package.gate(&risk.gate).map_or("", |gate| &gate.name));
    document.field("Seen by monitor", package.monitor(&risk.monitor).map_or("", |monitor| &monitor.metric));
    document.field("Rolls back", rolled_back(risk.rollback));
    let finding = findings.risks.risks.iter().find(|finding| finding.id == risk.id);
    if finding.is_some_and(|finding| finding.above_appetite) {
        document.block("**Above the appetite for this category.**");
    }
    document.list(
        "History",
        risk.history.iter().map(|note| format!("{} {}: {}", date(&note.date), note.who, note.note).trim().to_owned()),
    );
}

fn failure_modes(document: &mut Document, package: &Package) {
    document.part("Failure modes");
    for mode in &package.failure_modes {
        failure_mode(document, package, mode);
    }
    if package.failure_modes.is_empty() {
        document.block("None described.");
    }
}

fn failure_mode(document: &mut Document, package: &Package, mode: &FailureMode) {
    document.heading(&mode.name);
    document.prose(&mode.description);
    document.field("Mitigation", &mode.mitigation);
    document.field("Seen by monitor", package.monitor(&mode.monitor).map_or("", |monitor| &monitor.metric));
    document.field("Rolls back", rolled_back(mode.rollback));
    document.field("Accepted without a monitor", &mode.acceptance);
}

/// "4 × 4 × 2, exposure 16".
fn rating(rating: &Rating) -> String {
    if !rating.is_rated() {
        return "not rated".to_owned();
    }
    format!("{} × {} × {}, exposure {}", rating.probability, rating.impact, rating.detectability, rating.exposure())
}

/// The target's word, or nothing.
pub(super) fn rolled_back(target: Option<RollbackTarget>) -> &'static str {
    target.map_or("", RollbackTarget::label)
}
