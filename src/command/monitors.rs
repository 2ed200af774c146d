//! `shipworthy monitors`: what the monitoring plan would have told of the telemetry.

use serde_json::{Value, json};

use super::argument::Arguments;
use super::text::{list, table};
use super::{Answer, Failure, input, output};
use crate::analysis::measure::measure;
use crate::analysis::simulation::simulate;
use crate::analysis::{add_simulation, conclude};
use crate::findings::{ClosureFinding, Findings, ReplayFinding};
use crate::package::Package;
use crate::package::document::Plain;
use crate::package::schema::Trust;
use crate::publish::memo;
use crate::publish::words::{closure, replay as words};

pub(super) const OPTIONS: &[&str] = &["json", "telemetry=", "accept-changed"];

pub(super) const HELP: &str = "\
shipworthy monitors FILE [--json] [--telemetry FILE]...

Replays the monitoring plan on the telemetry: when each monitor and service level would have fired, how late it would
have seen what is known to have been wrong, and how often it would have fired for nothing. Then closure: what is missing
from each failure mode to the way back, and which rollback triggers were never exercised.
Exit code: 0 something was replayed, 1 nothing could be, 2 not readable.

  --json             the replays as JSON
  --telemetry FILE   data that does not travel inside the package; found by its SHA-256
  --accept-changed   open the package although it was changed after it was saved";

pub(super) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let input = input::package(arguments.file()?, arguments, Trust::Verify)?;
    let package = input.opened.file.package;
    let measured = measure(&package, &input.loaded.telemetry);
    let mut findings = conclude(&package, &measured, None, &memo::length);
    let simulation = simulate(&package, None, &mut |_, _| true).unwrap_or_default();
    add_simulation(&package, &mut findings, simulation);
    let is_replayed = findings.replays.iter().any(|one| one.problem.is_none());
    match arguments.has("json") {
        true => output::print_json(&document(&package, &findings))?,
        false => output::print(&readable(&package, &findings))?,
    };
    Ok(if is_replayed { Answer::Good } else { Answer::Bad })
}

fn document(package: &Package, findings: &Findings) -> Value {
    let sentence = |found: &ReplayFinding| Value::from(words::sentence(package, found));
    json!({
        "replays": findings.replays.to_value(),
        "sentences": findings.replays.iter().map(sentence).collect::<Vec<_>>(),
        "closure": findings.closure.to_value(),
        "gaps": findings.closure.gaps.iter().map(|gap| closure::gap(package, gap)).collect::<Vec<_>>(),
    })
}

fn readable(package: &Package, findings: &Findings) -> String {
    let mut text = String::new();
    if findings.replays.is_empty() {
        text = "Nothing is watched yet. Add monitors on Monitoring.\n".to_owned();
        return text + &closing(package, &findings.closure);
    }
    for alternative in &package.alternatives {
        let of = |one: &&ReplayFinding| one.problem.is_none() && one.alternative == alternative.id;
        let found: Vec<&ReplayFinding> = findings.replays.iter().filter(of).collect();
        if found.is_empty() {
            continue;
        }
        text += &format!("{}\n", words::summary(package, findings, &alternative.id));
        let rows: Vec<Vec<String>> = found.iter().map(|one| words::row(package, one).to_vec()).collect();
        text += &table(&words::COLUMNS, &rows);
        let fired = found.iter().flat_map(|one| {
            let name = words::name(package, &one.id);
            one.firings.iter().map(move |firing| format!("{name}: {}", words::firing(package, one, firing)))
        });
        text += &list("What would have fired", &fired.collect::<Vec<_>>());
        text += "\n";
    }
    let idle = findings.replays.iter().filter_map(|one| {
        let why = words::problem(package, one, one.problem?);
        let whose = package.alternative(&one.alternative).map_or(String::new(), |one| format!(", {}", one.name));
        Some(format!("{}{whose}: {why}.", words::name(package, &one.id)))
    });
    if !text.is_empty() {
        text += &format!("{}\n", words::FOR_NOTHING);
    }
    text += &closing(package, &findings.closure);
    text + &list("Not replayed", &idle.collect::<Vec<_>>())
}

/// What is missing from a failure mode to its way back, and what was never tried.
fn closing(package: &Package, found: &ClosureFinding) -> String {
    if found.is_empty() {
        return String::new();
    }
    let mut text = format!("\n{}\n", closure::summary(found));
    if !found.chains.is_empty() {
        let rows: Vec<Vec<String>> = found.chains.iter().map(|chain| closure::row(package, chain).to_vec()).collect();
        text += &table(&closure::COLUMNS, &rows);
    }
    if !found.triggers.is_empty() {
        let rows = found.triggers.iter().map(|one| closure::trigger_row(package, one).to_vec());
        text += &format!("\n{}", table(&closure::TRIGGER_COLUMNS, &rows.collect::<Vec<_>>()));
    }
    text + &list("Gaps", &found.gaps.iter().map(|gap| closure::gap(package, gap)).collect::<Vec<_>>())
}
