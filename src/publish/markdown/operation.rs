//! Monitoring, and the evidence still required.

use super::document::Document;
use super::release;
use super::risk::rolled_back;
use super::table::{Align, Table};
use crate::findings::Findings;
use crate::package::{Monitor, Package};
use crate::publish::words;
use crate::publish::words::figure::{Unit, date, duration, number, quantity};

pub(super) fn write(document: &mut Document, package: &Package, findings: &Findings) {
    monitoring(document, package);
    service_levels(document, package, findings);
    release::write(document, package, findings);
    additional_evidence(document, package);
}

fn monitoring(document: &mut Document, package: &Package) {
    document.part("Monitoring plan");
    let mut table = Table::new(&[
        ("Metric", Align::Left),
        ("Source", Align::Left),
        ("Window", Align::Left),
        ("Good", Align::Left),
        ("Warning", Align::Right),
        ("Critical", Align::Right),
        ("Alert to", Align::Left),
        ("Runbook", Align::Left),
        ("Rolls back", Align::Left),
    ]);
    for monitor in &package.monitors {
        table.row(&[
            monitor.metric.as_str(),
            &monitor.source,
            &monitor.window,
            monitor.comparator.label(),
            &threshold(monitor, monitor.warning),
            &threshold(monitor, monitor.critical),
            &monitor.alert_to,
            &monitor.runbook,
            if monitor.rolls_back { rolled_back(monitor.rollback) } else { "no" },
        ]);
    }
    document.table(table, "Nothing is monitored.");
}

/// The service levels with what they allow; nothing when none is promised.
fn service_levels(document: &mut Document, package: &Package, findings: &Findings) {
    if package.service_levels.is_empty() {
        return;
    }
    document.part("Service levels");
    for (level, found) in package.service_levels.iter().zip(findings.service_levels.iter()) {
        let promise = format!("{} % over {}", number(level.objective), duration(level.period_days * 24.0));
        document.field(if level.name.trim().is_empty() { "Without a name" } else { &level.name }, &promise);
        document.prose(&words::service_level::budget(level, found));
        document.list("Alerts", found.alerts.iter().map(words::service_level::alert));
    }
}

fn threshold(monitor: &Monitor, value: Option<f64>) -> String {
    value.map_or("–".to_owned(), |value| quantity(value, Unit::named(&monitor.unit)))
}

fn additional_evidence(document: &mut Document, package: &Package) {
    document.part("Additional evidence before real deployment");
    let mut table = Table::new(&[
        ("Evidence", Align::Left),
        ("What it decides", Align::Left),
        ("Owner", Align::Left),
        ("Due", Align::Left),
        ("Before a pilot", Align::Left),
    ]);
    for evidence in &package.additional_evidence {
        let before = if evidence.before_pilot { "yes" } else { "no" };
        table.row(&[&evidence.what, &evidence.why, &evidence.owner, &date(&evidence.due), before]);
    }
    document.table(table, "None is required.");
}
