//! `shipworthy score`: gates, scores and outcome.

use crate::findings::{AlternativeFinding, DecisionFinding, Findings, Verdict};
use crate::publish::words;
use std::path::Path;

use serde_json::Value;

use super::argument::Arguments;
use super::text::{list, table};
use super::{Answer, Failure, input, output};
use crate::analysis::measure::measure;
use crate::analysis::{analyse, conclude};
use crate::package::document::{Plain, Said, from_value};
use crate::package::schema::Trust;
use crate::package::settings::{Method, Normalisation};
use crate::package::{Alternative, Gate, Package, Settings};
use crate::publish::memo;
use crate::publish::words::figure;
use crate::telemetry::{Telemetry, decision_table};

pub(super) const OPTIONS: &[&str] = &[
    "json",
    "robustness",
    "matrix=",
    "telemetry=",
    "accept-changed",
    "method=",
    "normalisation=",
    "scope=",
    "draws=",
    "seed=",
];

pub(super) const HELP: &str = "\
shipworthy score FILE [--json] [--telemetry FILE]...
shipworthy score --matrix FILE.csv [--json]

Judges the gates, scores the alternatives and says what follows.
Exit code: 0 something is ranked, 1 nothing could be, 2 not readable.

A decision matrix is CSV: the alternative's name first, then a column for each criterion; rows named
weight, direction (min or max) and, if wanted, worst, best and preference.

  --json               every finding as JSON
  --robustness         how sure the ranking is, also of more than 200 alternatives: it takes time and room that grow
                       with their square
  --method M           weighted-sum, topsis or promethee-ii
  --normalisation N    scale, min-max, vector, sum or max; for the weighted sum
  --scope S            releasable or all: the alternatives that “how sure” is said of; releasable as soon as one is
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
            let input = input::package(arguments.file()?, arguments, Trust::Verify)?;
            (input.opened.file.package, input.loaded.telemetry)
        }
    };
    set(&mut package.settings, arguments)?;
    let findings = findings(&package, &telemetry, arguments);
    let is_scored = findings.alternatives.iter().any(|one| one.rank.is_some());
    let answer = if is_scored { Answer::Good } else { Answer::Bad };
    let printed = match (arguments.has("json"), arguments.paths("matrix").is_empty()) {
        (true, _) => output::print_json(&document(&findings)),
        (_, true) => output::print(&readable(&package, &findings)),
        _ => output::print(&readable_matrix(&package, &findings)),
    };
    printed.map(|_| answer)
}

/// What follows. How sure the ranking is takes time and room that grow with the square of the alternatives, so of many
/// it is found only when asked for.
fn findings(package: &Package, telemetry: &Telemetry, arguments: &Arguments) -> Findings {
    const MANY: usize = 200;
    let count = package.alternatives.len();
    if count <= MANY || arguments.has("robustness") {
        return analyse(package, telemetry, &memo::length);
    }
    output::complain(&format!(
        "How sure the ranking of {} is was not computed: for more than {MANY} that takes long. Ask for it with --robustness.",
        figure::counted(count, "alternative", "alternatives")
    ));
    conclude(package, &measure(package, telemetry), None, &memo::length)
}

/// A package made of a decision matrix alone.
fn matrix(path: &Path) -> Result<Package, Failure> {
    let name = path.display().to_string();
    let bytes = input::bytes(path)?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let byte = error.utf8_error().valid_up_to();
        Failure::file(&name, format!("The file is not UTF-8 text (byte {byte}). Save the table as CSV UTF-8."))
    })?;
    let table = decision_table::parse(&text).map_err(|error| Failure::file(&name, error))?;
    let mut package = Package::default();
    table.apply(&mut package);
    Ok(package)
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
    if let Some(scope) = word(arguments, "scope", "releasable, all")? {
        settings.scope = Said(Some(scope));
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
fn word<T: Plain + Default>(arguments: &Arguments, name: &str, words: &str) -> Result<Option<T>, Failure> {
    let Some(text) = arguments.text(name)? else { return Ok(None) };
    let plain = match text.to_lowercase().replace('-', "_").as_str() {
        "promethee" | "promethee2" => "promethee_ii".to_owned(),
        "minmax" => "min_max".to_owned(),
        other => other.to_owned(),
    };
    from_value(Value::String(plain))
        .map(Some)
        .map_err(|_| Failure::Usage(format!("--{name} takes one of {words}, not “{text}”.")))
}

/// The findings as JSON. What the robustness analysis found stands beside them too, so that
/// `stability`, `joint_shift`, `smaa` and `verdict` need no further path.
fn document(findings: &Findings) -> Value {
    let mut document = findings.to_value();
    let robustness = document.get("robustness").and_then(Value::as_object).cloned().unwrap_or_default();
    if let Some(fields) = document.as_object_mut() {
        for (key, value) in robustness {
            fields.entry(key).or_insert(value);
        }
    }
    document
}

/// A decision matrix scored: the ranking, and how sure it is.
fn readable_matrix(package: &Package, findings: &Findings) -> String {
    let mut text = ranking(package, findings);
    text += &list("Not scored", &words::score::problems(package, findings));
    text += &list("About the scores", &words::score::warnings(package, findings));
    let directions = findings.missing().filter(|item| item.id == "criterion_directions");
    let proposed: Vec<String> = directions.map(|item| words::completeness::detail(package, findings, item)).collect();
    text += &list("No direction given, so more counts as better", &proposed);
    text + &certainty(package, findings)
}

/// A package judged: outcome, ranking, gates, reasons, and what to do.
fn readable(package: &Package, findings: &Findings) -> String {
    let outcome = &findings.outcome;
    let mut text = format!("{}\n\n", words::outcome::sentence(package, findings));
    text += &ranking(package, findings);
    text += &scenarios(package, findings);
    text += &gates(package, findings);
    let reasons = words::outcome::reasons(package, findings);
    text += &list("Why", &reasons);
    text += &list("Conditions", &words::outcome::conditions(package, findings));
    let mut problems = words::score::problems(package, findings);
    problems.retain(|problem| !reasons.contains(problem));
    text += &list("Not scored", &problems);
    text += &list("About the scores", &words::score::warnings(package, findings));
    text += &certainty(package, findings);
    let actions: Vec<String> = outcome
        .actions
        .iter()
        .map(|action| {
            let who = if action.who.is_empty() { "Not assigned" } else { &action.who };
            format!("{who}: {} ({})", words::outcome::task(package, findings, action), action.screen.label())
        })
        .collect();
    text += &list("What to do next", &actions);
    let signed = package.review.sign_offs.iter().zip(&findings.sign_offs);
    text + &list("Sign-offs", &signed.map(|(one, finding)| words::review::line(one, finding)).collect::<Vec<_>>())
}

/// How sure the ranking is, and what would change it.
fn certainty(package: &Package, findings: &Findings) -> String {
    let Some(robustness) = &findings.robustness else { return String::new() };
    let verdict = &robustness.verdict;
    let mut lines = vec![words::robustness::verdict(package, robustness)];
    let winner = findings.alternatives.iter().find(|one| Some(&one.id) == verdict.winner.as_ref());
    if verdict.clear && winner.is_some_and(|one| !one.releasable) {
        lines[0] += " That is its score alone: it is not releasable.";
    }
    lines.extend(robustness.joint_shift.iter().map(|shift| words::robustness::joint_shift(package, robustness, shift)));
    lines.extend(robustness.decision.as_ref().into_iter().flat_map(|found| decision(package, found)));
    lines.retain(|line| !line.is_empty());
    list("How sure", &lines)
}

/// Who would be released how often, and whether more evidence or waiting would tell.
fn decision(package: &Package, found: &DecisionFinding) -> Vec<String> {
    if package.gates.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![words::decision::chances(package, found), words::decision::waived(package, found)];
    lines.extend(words::decision::worthwhile(found).take(3).map(|one| words::decision::evidence(package, found, one)));
    lines.extend(words::decision::waitings(package, found));
    lines
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
                gates => format!("no: {}", figure::list(&words::gate_names(package, gates))),
            });
            row
        })
        .collect();
    table(&["Rank", "Alternative", "Weighted sum", "TOPSIS", "PROMETHEE II", "Releasable"], &rows)
}

/// Who is first in which scenario; nothing without scenarios.
fn scenarios(package: &Package, findings: &Findings) -> String {
    let said = words::scenario::sentence(package, findings);
    if said.is_empty() { said } else { list("Scenarios", &[said]) }
}

/// Verdicts in a table, then the sentence of each that is not a pass.
fn gates(package: &Package, findings: &Findings) -> String {
    if findings.gates.is_empty() {
        return String::new();
    }
    let mut heads = vec!["Gate", "Severity"];
    heads.extend(package.alternatives.iter().map(|one| one.name.as_str()));
    let verdict = |gate: &Gate, one: &Alternative| {
        let found = findings.gates.iter().find(|found| found.id == gate.id && found.alternative == one.id);
        found.map_or("–", |found| found.verdict.label()).to_owned()
    };
    let rows: Vec<Vec<String>> = package
        .gates
        .iter()
        .map(|gate| {
            let mut row = vec![gate.name.clone(), gate.severity.label().to_owned()];
            row.extend(package.alternatives.iter().map(|one| verdict(gate, one)));
            row
        })
        .collect();
    let name = |id| package.alternative(id).map(|one| one.name.as_str()).unwrap_or_default();
    let others: Vec<String> = findings
        .gates
        .iter()
        .filter(|gate| gate.verdict != Verdict::Pass)
        .map(|gate| format!("{}, {}: {}", name(&gate.alternative), gate.name, words::gate::sentence(package, gate)))
        .collect();
    format!("\n{}{}", table(&heads, &rows), list("Not passed", &others))
}
