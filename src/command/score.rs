//! `shipworthy score`: gates, scores and outcome.

use std::path::Path;

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::argument::Arguments;
use super::text::{list, table};
use super::{Answer, Failure, input, output};
use crate::analysis::Findings;
use crate::analysis::figure;
use crate::analysis::findings::AlternativeFinding;
use crate::package::schema::Trust;
use crate::package::settings::{Method, Normalisation};
use crate::package::{Package, Settings};
use crate::telemetry::Telemetry;

pub(super) const OPTIONS: &[&str] =
    &["json", "matrix=", "telemetry=", "accept-changed", "method=", "normalisation=", "draws=", "seed="];

pub(super) const HELP: &str = "\
shipworthy score FILE [--json] [--telemetry FILE]...
shipworthy score --matrix FILE.csv [--json]

Judges the gates, scores the alternatives and says what follows.

A decision matrix is CSV: the alternative's name first, then a column for each criterion; rows named
weight, direction (min or max) and, if wanted, worst, best and preference.

  --json               every finding as JSON
  --method M           weighted-sum, topsis or promethee-ii
  --normalisation N    scale, min-max, vector, sum or max; for the weighted sum
  --draws N            draws of the robustness analysis, 100 to 1000000
  --seed N             seed of everything drawn at random
  --telemetry FILE     data that does not travel inside the package; found by its SHA-256
  --accept-changed     open the package although it was changed after it was saved";

pub(super) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let (mut package, telemetry) = match arguments.paths("matrix").last() {
        Some(path) => {
            arguments.no_file()?;
            (matrix(path)?, Telemetry::default())
        }
        None => {
            let opened = input::package(arguments.file()?, arguments, Trust::Verify)?;
            (opened.file.package, opened.loaded.telemetry)
        }
    };
    set(&mut package.settings, arguments)?;
    let findings = crate::publish::analyse(&package, &telemetry);
    if !arguments.has("json") {
        return output::print(&readable(&package, &findings));
    }
    let text = document(&findings).and_then(|document| serde_json::to_string_pretty(&document));
    output::print(&text.map_err(|error| Failure::file("findings", error))?)
}

fn matrix(path: &Path) -> Result<Package, Failure> {
    let _ = input::bytes(path)?;
    Err(Failure::file(path.display().to_string(), "Decision matrices cannot be read yet."))
}

/// Settings given on the command line, in place of the package's.
fn set(settings: &mut Settings, arguments: &Arguments) -> Result<(), Failure> {
    if let Some(method) = word::<Method>(arguments, "method", "weighted-sum, topsis, promethee-ii")? {
        settings.method = method;
    }
    if let Some(normalisation) = word(arguments, "normalisation", "scale, min-max, vector, sum, max")? {
        let _: &Normalisation = &normalisation;
        settings.normalisation = normalisation;
    }
    if let Some(draws) = arguments.number("draws", 100, 1_000_000)? {
        settings.draws = draws;
    }
    if let Some(seed) = arguments.number("seed", 0, u32::MAX)? {
        settings.seed = seed;
    }
    Ok(())
}

/// One of the words a setting can have, dashes or underscores alike.
fn word<T: DeserializeOwned>(arguments: &Arguments, name: &str, words: &str) -> Result<Option<T>, Failure> {
    let Some(text) = arguments.text(name)? else { return Ok(None) };
    let plain = match text.to_lowercase().replace('-', "_").as_str() {
        "promethee" | "promethee2" => "promethee_ii".to_owned(),
        "minmax" => "min_max".to_owned(),
        other => other.to_owned(),
    };
    serde_json::from_value(Value::String(plain))
        .map(Some)
        .map_err(|_| Failure::Usage(format!("--{name} takes one of {words}, not “{text}”.")))
}

/// The findings as JSON. What the robustness analysis found stands beside them too, so that
/// `stability`, `joint_shift`, `smaa` and `verdict` need no further path.
fn document(findings: &Findings) -> Result<Value, serde_json::Error> {
    let mut document = serde_json::to_value(findings)?;
    let robustness = document.get("robustness").and_then(Value::as_object).cloned().unwrap_or_default();
    if let Some(fields) = document.as_object_mut() {
        for (key, value) in robustness {
            fields.entry(key).or_insert(value);
        }
    }
    Ok(document)
}

fn readable(package: &Package, findings: &Findings) -> String {
    let outcome = &findings.outcome;
    let mut text = format!("{}\n\n", outcome.sentence);
    text += &ranking(package, findings);
    if !findings.gates.is_empty() {
        text += "\n";
        text += &gates(package, findings);
    }
    text += &list("Why", &outcome.reasons);
    text += &list("Conditions", &outcome.conditions);
    let problems: Vec<String> =
        findings.score_problems.iter().filter(|problem| !outcome.reasons.contains(problem)).cloned().collect();
    text += &list("Not scored", &problems);
    text += &list("About the scores", &findings.score_warnings);
    let actions: Vec<String> = outcome
        .actions
        .iter()
        .map(|action| {
            let who = if action.who.is_empty() { "Not assigned" } else { &action.who };
            format!("{who}: {} ({})", action.what, action.screen.label())
        })
        .collect();
    text + &list("What to do next", &actions)
}

fn ranking(package: &Package, findings: &Findings) -> String {
    let mut ranked: Vec<&AlternativeFinding> = findings.alternatives.iter().collect();
    ranked.sort_by_key(|one| one.rank.unwrap_or(u32::MAX));
    let score = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| figure::fixed(value, 3));
    let rows: Vec<Vec<String>> = ranked
        .into_iter()
        .map(|one| {
            let mut row = vec![one.rank.map_or_else(|| "–".to_owned(), |rank| rank.to_string()), one.name.clone()];
            row.extend([one.weighted_sum, one.topsis, one.promethee].map(score));
            row.push(match one.blocked_by.as_slice() {
                _ if package.gates.is_empty() => "no gates".to_owned(),
                [] => "yes".to_owned(),
                names => format!("no: {}", figure::list(names)),
            });
            row
        })
        .collect();
    table(&["Rank", "Alternative", "Weighted sum", "TOPSIS", "PROMETHEE II", "Releasable"], &rows)
}

fn gates(package: &Package, findings: &Findings) -> String {
    let name = |id| package.alternative(id).map(|one| one.name.clone()).unwrap_or_default();
    let rows: Vec<Vec<String>> = findings
        .gates
        .iter()
        .map(|gate| {
            vec![gate.name.clone(), gate.severity.label().to_owned(), name(&gate.alternative), gate.sentence.clone()]
        })
        .collect();
    table(&["Gate", "Severity", "Alternative", "Verdict"], &rows)
}
