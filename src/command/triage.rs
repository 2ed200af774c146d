//! `shipworthy triage`: the first thirty minutes of an incident, with the plan at hand.

use serde_json::{Value, json};

use super::argument::Arguments;
use super::text::{list, on_a_line};
use super::{Answer, Failure, input, output};
use crate::analysis::triage::sheet;
use crate::findings::TriageSheet;
use crate::package::document::Plain;
use crate::package::triage::TriageScenario;
use crate::package::{Id, Package};
use crate::publish::words::triage as words;

pub(super) const OPTIONS: &[&str] = &["json", "accept-changed"];

pub(super) const HELP: &str = "\
shipworthy triage FILE [SCENARIO] [--json]

Prints the sheet of a triage drill: what is looked at in each step of the first thirty minutes, in the monitors, failure
modes and rollback targets of this package, and what is missing for it; then the drills that are recorded.
Without a scenario, every one: data-refresh, cost-doubled, vendor-latency, and the package's own by identifier or name.
Exit code: 0 nothing is missing, 1 something is, or there is no such scenario, 2 not readable.

  --json             the sheets as JSON
  --accept-changed   open the package although it was changed after it was saved";

pub(super) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let (file, wanted) = match arguments.some_files()? {
        [file] => (file, None),
        [file, wanted] => (file, Some(wanted.to_string_lossy().into_owned())),
        _ => return Err(Failure::Usage("Name the package, and at most one scenario.".to_owned())),
    };
    let package = input::package_alone(file)?.package;
    let all = package.triage.all();
    let is_wanted = |one: &TriageScenario| {
        wanted
            .as_deref()
            .is_none_or(|wanted| one.id == Id::from(wanted) || one.name.trim().eq_ignore_ascii_case(wanted.trim()))
    };
    let chosen: Vec<&TriageScenario> = all.iter().filter(|one| is_wanted(one)).collect();
    if chosen.is_empty() {
        let known: Vec<String> = all.iter().map(|one| format!("{}: {}", one.id, words::scenario(one))).collect();
        let asked = wanted.unwrap_or_default();
        let text = format!("There is no scenario “{}”.\n{}", on_a_line(&asked), list("Scenarios", &known));
        return output::print(&text).map(|_| Answer::Bad);
    }
    let sheets: Vec<(&TriageScenario, TriageSheet)> =
        chosen.into_iter().map(|one| (one, sheet(&package, one))).collect();
    match arguments.has("json") {
        true => output::print_json(&document(&package, &sheets))?,
        false => output::print(&readable(&package, &sheets))?,
    };
    let is_whole = sheets.iter().all(|(_, sheet)| sheet.steps.iter().all(|step| step.lacking.is_empty()));
    Ok(if is_whole { Answer::Good } else { Answer::Bad })
}

fn document(package: &Package, sheets: &[(&TriageScenario, TriageSheet)]) -> Value {
    let of = |(scenario, sheet): &(&TriageScenario, TriageSheet)| {
        json!({
            "scenario": scenario.to_value(),
            "sheet": sheet.to_value(),
            "lacking": words::lacking(package, scenario, sheet),
        })
    };
    json!({ "sheets": sheets.iter().map(of).collect::<Vec<_>>(), "drills": package.triage.drills.to_value() })
}

fn readable(package: &Package, sheets: &[(&TriageScenario, TriageSheet)]) -> String {
    let mut text = String::new();
    for (scenario, sheet) in sheets {
        text += &format!("{}\n{}\n", on_a_line(&words::scenario(scenario)), on_a_line(&scenario.sign));
        for step in &sheet.steps {
            text += &format!("\n{}\n  {}\n", words::heading(step.kind), words::task(scenario, step.kind));
            for id in &step.look {
                text += &format!("  - {}\n", on_a_line(&words::look(package, step, id)));
            }
            for lack in &step.lacking {
                text += &format!("  ! {}\n", on_a_line(&words::lack(package, scenario, lack)));
            }
        }
        text += "\n";
    }
    let drills: Vec<String> = package.triage.drills.iter().map(|drill| words::drill(package, drill)).collect();
    text + &list("Drills", &drills)
}
