//! The release pipeline with its checks, the way back, and what the release is simulated on.

use super::document::Document;
use super::table::{Align, Table};
use crate::findings::{Findings, SimulationFinding};
use crate::package::Package;
use crate::package::release::{Check, Compatibility, RollbackReach, Simulation, retreats};
use crate::publish::words::figure::{date, duration, number};
use crate::publish::words::{release, simulation};

pub(super) fn write(document: &mut Document, package: &Package, findings: &Findings) {
    pipeline(document, package);
    rollback(document, package);
    supposed(document, package);
    simulated(document, package, &findings.simulation);
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
    checks(document, package);
}

fn rollback(document: &mut Document, package: &Package) {
    let rollback = &package.release.rollback;
    document.part("Rollback");
    let mut targets = Table::new(&[
        ("Target", Align::Left),
        ("Released", Align::Left),
        ("Goes back to", Align::Left),
        ("How", Align::Left),
        ("Minutes", Align::Right),
        ("Owner", Align::Left),
        ("Cannot undo", Align::Left),
    ]);
    for target in &rollback.targets {
        let RollbackReach { minutes, owner, cannot_undo, .. } = &target.reach;
        let minutes = minutes.map_or("–".to_owned(), number);
        targets.row(&[
            target.target.label(),
            &target.current,
            &target.previous,
            &target.how,
            &minutes,
            owner,
            cannot_undo,
        ]);
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
    compatibility(document, package);
    drills(document, package);
}

fn checks(document: &mut Document, package: &Package) {
    if package.release.checks.is_empty() {
        return;
    }
    document.heading("Checks while a stage is held");
    let mut table = Table::new(&[
        ("Check", Align::Left),
        ("Metric", Align::Left),
        ("Judge", Align::Left),
        ("A look fails", Align::Left),
        ("Every", Align::Right),
        ("Rolls back after", Align::Left),
        ("Holds after", Align::Left),
        ("Stages", Align::Left),
    ]);
    for check in package.release.checks.iter() {
        table.row(&[
            check.name.clone(),
            release::metric(check),
            check.judge.label().to_owned(),
            release::failure(package, check),
            duration(check.interval_minutes / 60.0),
            format!("{} failed looks", number(f64::from(check.failure_limit) + 1.0)),
            format!("{} inconclusive looks", number(f64::from(check.inconclusive_limit) + 1.0)),
            stages(package, check),
        ]);
    }
    document.table(table, "");
}

fn stages(package: &Package, check: &Check) -> String {
    let of_check = package.release.stages.iter().filter(|stage| check.stages.contains(&stage.id));
    let names: Vec<&str> = of_check.map(|stage| stage.name.as_str()).collect();
    if check.stages.is_empty() { "all".to_owned() } else { names.join("; ") }
}

fn compatibility(document: &mut Document, package: &Package) {
    let rollback = &package.release.rollback;
    let rule = |rule: &Compatibility| {
        let [target, needs] = [&rule.target, &rule.needs].map(|id| release::target(package, id));
        format!("{target} at “{}” needs {needs} at “{}”.", rule.version, rule.needs_version)
    };
    document.list("What needs what", rollback.compatibility.iter().map(rule));
    document
        .list("What goes back together", retreats(rollback).iter().filter_map(|one| release::retreat(package, one)));
}

fn drills(document: &mut Document, package: &Package) {
    let mut table = Table::new(&[
        ("Drill", Align::Left),
        ("Target", Align::Left),
        ("Where", Align::Left),
        ("Minutes", Align::Right),
        ("Result", Align::Left),
        ("Learnt", Align::Left),
    ]);
    for drill in package.release.rollback.drills.iter() {
        let target = if drill.target.is_empty() { "all".to_owned() } else { release::target(package, &drill.target) };
        let minutes = drill.minutes.map_or("–".to_owned(), number);
        table.row(&[&date(&drill.date), &target, &drill.setting, &minutes, drill.result.label(), &drill.note]);
    }
    if !table.is_empty() {
        document.heading("Rollback drills");
        document.table(table, "");
    }
}

/// What a simulation of the release supposes; nothing where nobody has said.
fn supposed(document: &mut Document, package: &Package) {
    let simulation = &package.release.simulation;
    if simulation.is_empty() {
        return;
    }
    document.part("Release simulation");
    let Simulation { traffic, normal, runs, seed, horizon_hours, .. } = simulation;
    document.field(
        "Traffic",
        &format!(
            "{} requests an hour from {} people, {}; the busiest hour carries {} times the mean",
            number(traffic.requests_per_hour),
            number(traffic.users),
            if traffic.sticky { "each of whom stays with one version" } else { "each request routed anew" },
            number(traffic.peak_factor)
        ),
    );
    document.field(
        "While nothing is wrong",
        &format!(
            "{} % of requests fail, {} % convert; latency {} ms at the median and {} ms at p99",
            number(normal.error_percent),
            number(normal.conversion_percent),
            number(normal.latency_median),
            number(normal.latency_p99)
        ),
    );
    document.field(
        "Runs",
        &format!(
            "{} of each design under each fault, over {}, from seed {seed}",
            number(f64::from(*runs)),
            duration(*horizon_hours)
        ),
    );
    let mut faults = Table::new(&[("Fault", Align::Left), ("Prior", Align::Right), ("What happens", Align::Left)]);
    for fault in &simulation.faults {
        faults.row(&[&fault.name, &format!("{} %", number(fault.prior_percent)), &release::fault(fault)]);
    }
    document.table(faults, "No fault is supposed.");
    let mut designs = Table::new(&[("Design", Align::Left), ("Strategy", Align::Left), ("Steps", Align::Left)]);
    for design in simulation.compared() {
        designs.row(&[design.name.as_str(), design.strategy.label(), &release::steps(&design)]);
    }
    document.table(designs, "");
}

fn simulated(document: &mut Document, package: &Package, found: &SimulationFinding) {
    if found.is_empty() {
        return;
    }
    document.prose(&simulation::summary(package, found));
    document.block("Means over the faults, weighed with their priors:");
    let mut designs = table(&simulation::COLUMNS);
    found.designs.iter().for_each(|design| designs.row(&simulation::row(package, design)));
    document.table(designs, "");
    for design in &found.designs {
        document.heading(&simulation::design(package, &design.design));
        let mut faults = table(&simulation::FAULT_COLUMNS);
        design.faults.iter().for_each(|fault| faults.row(&simulation::fault_row(package, fault)));
        document.table(faults, "");
    }
    document.heading("What each stage can see");
    let mut power = Table::new(&[("Stage", Align::Left), ("Check", Align::Left), ("What it sees", Align::Left)]);
    for one in &found.power {
        let said = [simulation::power(package, one)];
        let faults = one.faults.iter().map(|fault| simulation::dilution(package, one, fault));
        let said: Vec<String> = said.into_iter().chain(faults).collect();
        power.row(&[simulation::stage(package, &one.stage), simulation::check(package, &one.check), said.join(" ")]);
    }
    document.table(power, "No check looks in any stage.");
}

/// A table of a name and figures.
fn table(columns: &[&str]) -> Table {
    let columns: Vec<(&str, Align)> = columns
        .iter()
        .enumerate()
        .map(|(place, name)| (*name, if place == 0 { Align::Left } else { Align::Right }))
        .collect();
    Table::new(&columns)
}
