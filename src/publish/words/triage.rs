//! A triage drill in words: the first thirty minutes, with what to look at in the plan at hand.

use super::figure::{date, duration, list};
use super::replay::name;
use super::{closure, quoted, release};
use crate::findings::{TriageLack, TriageLackKind, TriageSheet, TriageStep};
use crate::package::monitor::MonitorKind;
use crate::package::release::{RollbackVersion, retreats};
use crate::package::triage::{TriageDrill, TriageScenario, TriageStepKind};
use crate::package::{FailureMode, Id, Monitor, Package, Record, ServiceLevel};
use crate::publish::words::figure::{Unit, quantity};

/// What a scenario is called.
pub fn scenario(scenario: &TriageScenario) -> String {
    match scenario.name.trim() {
        "" => "A scenario without a name".to_owned(),
        name => name.to_owned(),
    }
}

/// A step with its minutes: "Minutes 0 to 5: Is it real?".
pub fn heading(kind: TriageStepKind) -> String {
    let (from, until) = kind.minutes();
    format!("Minutes {from} to {until}: {}", kind.label())
}

/// What is to be done in a step.
pub fn task(scenario: &TriageScenario, kind: TriageStepKind) -> String {
    let suspects = scenario.suspects().into_iter().map(|target| target.label().to_lowercase());
    let kind_of = scenario.kind.label().to_lowercase();
    match (kind, scenario.kind) {
        (TriageStepKind::Confirm, MonitorKind::Cost) => "Read the cost and the traffic over the same hours: a bill that grows with its requests is no incident. Then see when it began.".to_owned(),
        (TriageStepKind::Confirm, _) => format!("Read each {kind_of} monitor over its window, and whether it has a value at all: no value is no good value. Note when it began, and how many people it concerns."),
        (TriageStepKind::Changed, _) => format!("Compare what runs with what ran before it began, in this order: {}.", list(&suspects.collect::<Vec<_>>())),
        (TriageStepKind::Attribute, MonitorKind::Cost) => "Three hypotheses: more tokens or work for each request (prompt or model), more calls for each request (retries, a lost cache: code), or a higher price or idle capacity (vendor, infrastructure). Divide the cost by requests, and each request by its calls, to tell them apart.".to_owned(),
        (TriageStepKind::Attribute, _) => "Inputs moved: data. Inputs stable and quality fell: model. A vendor's or a version's string changed where it broke: vendor. The version of prompt or code changed: that.".to_owned(),
        (TriageStepKind::Act, _) => "Go back if the cause is one that can be rolled back and people are harmed meanwhile; hold and watch if not. Whoever decides says it aloud.".to_owned(),
        (TriageStepKind::Tell, _) => "Tell whoever is alerted and whoever depends on it: what is wrong, since when, what was done, and when they hear more. Write down what was missing.".to_owned(),
    }
}

/// One record to look at, with what counts in this step.
pub fn look(package: &Package, step: &TriageStep, id: &Id) -> String {
    if let Some(monitor) = package.monitor(id) {
        return match step.kind {
            TriageStepKind::Tell => told(&name(package, id), &monitor.alert_to, &monitor.runbook),
            _ => watched(package, monitor),
        };
    }
    if let Some(level) = ServiceLevel::find(package, id) {
        return format!(
            "{}: {} % good over {}",
            name(package, id),
            super::figure::number(level.objective),
            duration(level.period_days * 24.0)
        );
    }
    if FailureMode::find(package, id).is_some() {
        return format!("Failure mode {}", quoted(&closure::mode(package, id)));
    }
    match package.release.rollback.targets.iter().find(|one| one.id == *id) {
        Some(version) if step.kind == TriageStepKind::Act => way_back(package, version),
        Some(version) => {
            let of =
                |text: &str| if text.trim().is_empty() { "not written".to_owned() } else { text.trim().to_owned() };
            format!("{}: {}; before, {}", version.target.label(), of(&version.current), of(&version.previous))
        }
        None => String::new(),
    }
}

fn watched(package: &Package, monitor: &Monitor) -> String {
    let limit = match monitor.critical {
        Some(critical) => {
            format!(
                ", critical unless {} {}",
                monitor.comparator.label(),
                quantity(critical, Unit::named(&monitor.unit))
            )
        }
        None => String::new(),
    };
    let window = match monitor.window.trim() {
        "" => String::new(),
        window => format!(" over {window}"),
    };
    let source = match monitor.source.trim() {
        "" => String::new(),
        source => format!(". Read from: {source}"),
    };
    format!("{}{window}{limit}{source}", name(package, &monitor.id))
}

fn told(name: &str, alert_to: &str, runbook: &str) -> String {
    let who = if alert_to.trim().is_empty() { "nobody is named" } else { alert_to.trim() };
    let what = if runbook.trim().is_empty() { String::new() } else { format!(". {}", runbook.trim()) };
    format!("{name}: {who}{what}")
}

fn way_back(package: &Package, version: &RollbackVersion) -> String {
    let mut text = format!(
        "{} back to {}",
        version.target.label(),
        if version.previous.trim().is_empty() { "an unwritten version" } else { version.previous.trim() }
    );
    if let Some(minutes) = version.reach.minutes {
        text += &format!(", in {}", duration(minutes / 60.0));
    }
    if !version.reach.owner.trim().is_empty() {
        text += &format!(", by {}", version.reach.owner.trim());
    }
    if !version.how.trim().is_empty() {
        text += &format!(". {}", version.how.trim().trim_end_matches('.'));
    }
    if !version.reach.cannot_undo.trim().is_empty() {
        text += &format!(". It cannot undo: {}", version.reach.cannot_undo.trim().trim_end_matches('.'));
    }
    let found = retreats(&package.release.rollback).into_iter().find(|retreat| retreat.target == version.id);
    if let Some(said) = found.and_then(|retreat| release::retreat(package, &retreat)) {
        text += &format!(". {}", said.trim_end_matches('.'));
    }
    text
}

/// What a step lacks, in a sentence.
pub fn lack(package: &Package, scenario: &TriageScenario, one: &TriageLack) -> String {
    let named = || quoted(&name(package, &one.record));
    let target = one.target.map_or(String::new(), |target| target.label().to_lowercase());
    match one.kind {
        TriageLackKind::NoMonitor => {
            format!("No monitor is marked as {}: nobody would see this.", scenario.kind.label().to_lowercase())
        }
        TriageLackKind::NoSource => format!("Where {} is read is written nowhere.", named()),
        TriageLackKind::NoThreshold => format!("{} has no critical threshold: how bad is bad?", named()),
        TriageLackKind::NoVersion => {
            format!("Release names no version of the {target} to compare with, or to go back to.")
        }
        TriageLackKind::VersionUnwritten => format!("Which {target} runs, or which ran before, is not written."),
        TriageLackKind::NoDrift => "No monitor is marked as drift: whether inputs moved cannot be told.".to_owned(),
        TriageLackKind::NoFailureMode => "No failure mode describes this.".to_owned(),
        TriageLackKind::NoOwner => format!("Nobody is named who takes the {target} back."),
        TriageLackKind::NoMinutes => format!("How long the {target} takes to go back is not written."),
        TriageLackKind::NeverRehearsed => format!("Going back with the {target} was never rehearsed."),
        TriageLackKind::NobodyTold if one.record.is_empty() => "Nobody is told, since nothing sees it.".to_owned(),
        TriageLackKind::NobodyTold => format!("Nobody is told by {}.", named()),
        TriageLackKind::NoRunbook => format!("{} has no runbook.", named()),
    }
}

/// Everything a sheet lacks.
pub fn lacking(package: &Package, scenario: &TriageScenario, sheet: &TriageSheet) -> Vec<String> {
    let all = sheet.steps.iter().flat_map(|step| &step.lacking);
    let mut said: Vec<String> = Vec::new();
    for one in all.map(|one| lack(package, scenario, one)) {
        if !said.contains(&one) {
            said.push(one);
        }
    }
    said
}

/// A drill in a line: "12 Nov 2026: Cost doubled, led by Ana, prompt rolled back, after 22 minutes".
pub fn drill(package: &Package, drill: &TriageDrill) -> String {
    let found = package.triage.scenario(&drill.scenario);
    let name = found.map_or("a scenario that is gone".to_owned(), |found| scenario(&found));
    let mut text = if drill.date.is_empty() { name } else { format!("{}: {name}", date(&drill.date)) };
    if !drill.led_by.trim().is_empty() {
        text += &format!(", led by {}", drill.led_by.trim());
    }
    text += &match drill.rolled_back {
        Some(target) => format!(", {} rolled back", target.label().to_lowercase()),
        None => ", nothing rolled back".to_owned(),
    };
    if let Some(minutes) = drill.minutes {
        text += &format!(", decided after {}", duration(minutes / 60.0));
    }
    text
}

/// What was decided at each step where something was.
pub fn decisions(drill: &TriageDrill) -> Vec<String> {
    let all = &drill.decisions;
    let each = [
        (TriageStepKind::Confirm, &all.confirm),
        (TriageStepKind::Changed, &all.changed),
        (TriageStepKind::Attribute, &all.attribute),
        (TriageStepKind::Act, &all.act),
        (TriageStepKind::Tell, &all.tell),
    ];
    let written = each.into_iter().filter(|(_, text)| !text.trim().is_empty());
    written.map(|(kind, text)| format!("{} {}", kind.label(), text.trim())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::triage::sheet;
    use crate::package::template::TEMPLATES;

    #[test]
    fn every_line_says_something() {
        let blank = Package::default();
        for package in TEMPLATES.iter().map(|template| &template.package).chain([&blank]) {
            for scenario in TriageScenario::usual() {
                let sheet = sheet(package, &scenario);
                for step in &sheet.steps {
                    assert!(!task(&scenario, step.kind).is_empty());
                    for id in &step.look {
                        let said = look(package, step, id);
                        assert!(!said.is_empty() && !said.contains("..") && !said.contains("“”"), "{said}");
                    }
                }
                let lacks = lacking(package, &scenario, &sheet);
                assert!(lacks.iter().all(|said| said.ends_with(['.', '?']) && !said.contains("  ")), "{lacks:?}");
            }
        }
    }

    #[test]
    fn a_drill_is_said_in_a_line() {
        let package = Package::default();
        let mut one = TriageDrill { scenario: "cost-doubled".into(), ..TriageDrill::default() };
        assert_eq!(drill(&package, &one), "Cost doubled, traffic did not, nothing rolled back");
        one.date = "2026-11-12".into();
        one.led_by = "the duty lead".to_owned();
        one.minutes = Some(22.0);
        one.decisions.act = "Prompt 12 is back.".to_owned();
        assert_eq!(
            drill(&package, &one),
            "12 Nov 2026: Cost doubled, traffic did not, led by the duty lead, nothing rolled back, decided after 22 minutes"
        );
        assert_eq!(decisions(&one), ["What goes back? Prompt 12 is back."]);
        one.scenario = "gone".into();
        assert!(drill(&package, &one).starts_with("12 Nov 2026: a scenario that is gone"));
    }
}
