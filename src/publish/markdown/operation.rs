//! Monitoring, release and rollback, and the evidence still required.

use super::document::Document;
use super::risk::rolled_back;
use super::table::{Align, Table};
use crate::package::{Monitor, Package};
use crate::publish::words::figure::{Unit, date, duration, number, quantity};

pub(super) fn write(document: &mut Document, package: &Package) {
    monitoring(document, package);
    pipeline(document, package);
    rollback(document, package);
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

fn threshold(monitor: &Monitor, value: Option<f64>) -> String {
    value.map_or("–".to_owned(), |value| quantity(value, Unit::named(&monitor.unit)))
}

fn pipeline(document: &mut Document, package: &Package) {
    let release = &package.release;
    document.part("Release pipeline");
    document.field("Strategy", release.strategy.label());
    document.field("Service", &release.service);
    let mut table = Table::new(&[
        ("Stage", Align::Left),
        ("Traffic", Align::Right),
        ("Held for", Align::Right),
        ("Gates to pass", Align::Left),
        ("Approved by", Align::Left),
        ("Note", Align::Left),
    ]);
    for stage in &release.stages {
        let gates = stage.promotion_gates.iter().filter_map(|gate| package.gate(gate));
        let gates: Vec<&str> = gates.map(|gate| gate.name.as_str()).collect();
        table.row(&[
            &stage.name,
            &format!("{} %", number(stage.traffic_percent)),
            &duration(stage.duration_hours),
            &gates.join("; "),
            &stage.approver,
            &stage.note,
        ]);
    }
    document.table(table, "No stages are planned.");
}

fn rollback(document: &mut Document, package: &Package) {
    let rollback = &package.release.rollback;
    document.part("Rollback");
    let mut targets = Table::new(&[
        ("Target", Align::Left),
        ("Released", Align::Left),
        ("Goes back to", Align::Left),
        ("How", Align::Left),
    ]);
    for target in &rollback.targets {
        targets.row(&[target.target.label(), &target.current, &target.previous, &target.how]);
    }
    document.table(targets, "No version to go back to is named.");
    let mut steps = Table::new(&[
        ("Step", Align::Right),
        ("Action", Align::Left),
        ("Owner", Align::Left),
        ("Minutes", Align::Right),
    ]);
    for (at, step) in rollback.steps.iter().enumerate() {
        let minutes = step.minutes.map_or("–".to_owned(), number);
        steps.row(&[&(at + 1).to_string(), &step.action, &step.owner, &minutes]);
    }
    document.table(steps, "No steps are written down.");
    let objective = rollback.objective_minutes.map_or(String::new(), |minutes| duration(minutes / 60.0));
    document.field("Roll back within", &objective);
    document.field("Rehearsed", &rollback.rehearsed);
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
