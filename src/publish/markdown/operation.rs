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
    closure(document, package, findings);
    replays(document, package, findings);
    triage(document, package);
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

/// From every failure mode to its way back, and what is missing; nothing when there is nothing to close.
fn closure(document: &mut Document, package: &Package, findings: &Findings) {
    let found = &findings.closure;
    if found.is_empty() {
        return;
    }
    document.part("Closure");
    document.prose(&words::closure::summary(found));
    let mut table = Table::new(&words::closure::COLUMNS.map(|heading| (heading, Align::Left)));
    for chain in &found.chains {
        table.row(&words::closure::row(package, chain).each_ref().map(String::as_str));
    }
    document.table(table, "No failure mode is described.");
    if !found.triggers.is_empty() {
        document.heading("Rollback triggers");
        let mut table = Table::new(&words::closure::TRIGGER_COLUMNS.map(|heading| (heading, Align::Left)));
        for trigger in &found.triggers {
            table.row(&words::closure::trigger_row(package, trigger).each_ref().map(String::as_str));
        }
        document.table(table, "Nothing rolls back.");
    }
    document.list("Gaps", found.gaps.iter().map(|gap| words::closure::gap(package, gap)));
}

/// What would have fired on each alternative's telemetry, and what was known to be wrong; nothing when nothing is watched.
fn replays(document: &mut Document, package: &Package, findings: &Findings) {
    if findings.replays.is_empty() {
        return;
    }
    document.part("The plan replayed on telemetry");
    let stated = package.incidents.iter().map(|incident| words::replay::stated(package, incident));
    document.list("When something was wrong", stated);
    for alternative in &package.alternatives {
        let found = findings.replays.iter().filter(|one| one.problem.is_none() && one.alternative == alternative.id);
        let lines: Vec<String> = found
            .map(|one| format!("{}: {}", words::replay::name(package, &one.id), words::replay::sentence(package, one)))
            .collect();
        if !lines.is_empty() {
            document.heading(&alternative.name);
            document.list("What would have fired", lines);
        }
    }
    let idle = findings.replays.iter().filter_map(|one| {
        let why = words::replay::problem(package, one, one.problem?);
        Some(format!("{}: {why}.", words::replay::name(package, &one.id)))
    });
    let idle: Vec<String> = idle.collect();
    if !idle.is_empty() {
        document.heading("Not replayed");
        document.list("Why", idle);
    }
}

/// The drills that were walked through; nothing when there was none.
fn triage(document: &mut Document, package: &Package) {
    if package.triage.drills.is_empty() {
        return;
    }
    document.part("Triage drills");
    for drill in &package.triage.drills {
        document.heading(&words::triage::drill(package, drill));
        document.list("Decided", words::triage::decisions(drill));
        document.list("Missing", &drill.missing);
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
