//! What a verification found.

use serde_json::Value;

use crate::analysis::version::{Redefinition, redefined};
use crate::findings::Screen;
use crate::package::{Id, Package};
use crate::publish::verify::{Difference, DifferenceKind};
use crate::publish::words::figure::counted;

/// How many fields differ, and what that means, in a sentence or two.
pub fn summary(differences: &[Difference]) -> String {
    let count = |kind| differences.iter().filter(|one| one.kind == kind).count();
    let (failed, redefined, reworded, unknown) = (
        count(DifferenceKind::Differs),
        count(DifferenceKind::DefinedDifferently),
        count(DifferenceKind::Reworded),
        count(DifferenceKind::Unknown),
    );
    let mut text = match failed {
        0 if redefined + reworded == 0 => "Verified: every field follows from the package and its data.".to_owned(),
        0 => {
            "Verified: every number whose definition has not changed follows from the package and its data.".to_owned()
        }
        failed => format!(
            "{} from what follows from the package and its data.",
            counted(failed, "field differs", "fields differ")
        ),
    };
    if redefined > 0 {
        let since = differences.iter().filter_map(|one| one.since).max().unwrap_or_default();
        let were = counted(redefined, "field has been", "fields have been");
        text += &format!(" {were} defined differently since version {since} of the analysis.");
    }
    if reworded > 0 {
        text += &format!(" {} worded differently now.", counted(reworded, "sentence is", "sentences are"));
    }
    if unknown > 0 {
        text += &format!(
            " {} not known here and {} not checked.",
            counted(unknown, "field is", "fields are"),
            if unknown == 1 { "was" } else { "were" }
        );
    }
    text
}

/// Where a field of a package file is found on screen, as people call it: "Gates, “p99 latency”, Assisted: verdict".
/// What an entry of a list is about is looked up in the findings as they are stated.
pub fn place(path: &str, findings: &Value, package: &Package) -> String {
    let Some(within) = path.strip_prefix("findings.") else { return path.to_owned() };
    let (mut value, mut subjects, mut fields) = (findings, Vec::new(), Vec::new());
    for step in within.split(['.', '[']) {
        value = match step.strip_suffix(']') {
            Some(index) => {
                let entry = index.parse().ok().and_then(|index: usize| value.get(index)).unwrap_or(&Value::Null);
                let named = subjects_of(entry, package);
                if !named.is_empty() {
                    fields.clear();
                    subjects = named;
                }
                entry
            }
            None => {
                match package.alternative(&step.into()) {
                    Some(alternative) => subjects.push(alternative.name.clone()),
                    None => fields.push(plain(step)),
                }
                value.get(step).unwrap_or(&Value::Null)
            }
        };
    }
    let screen = screen(within).label().to_owned();
    let place = std::iter::once(screen).chain(subjects).collect::<Vec<_>>().join(", ");
    if fields.is_empty() { place } else { format!("{place}: {}", fields.join(", ")) }
}

fn plain(field: &str) -> String {
    field.replace('_', " ")
}

/// The screen on which findings are read.
fn screen(path: &str) -> Screen {
    match path.split(['.', '[']).next().unwrap_or_default() {
        "estimates" | "environments" | "tests" => Screen::Evidence,
        "gates" => Screen::Gates,
        "weights" | "alternatives" | "score_problems" | "score_warnings" | "scenarios" | "robustness" | "cost" => {
            Screen::Alternatives
        }
        "risks" => Screen::Risks,
        "simulation" => Screen::Release,
        "service_levels" | "replays" | "closure" => Screen::Monitoring,
        "sign_offs" | "readiness" | "comments" => Screen::Review,
        "outcome" => Screen::Overview,
        _ => Screen::Package,
    }
}

/// What an entry of the findings is about: its record by name, and the alternative.
fn subjects_of(entry: &Value, package: &Package) -> Vec<String> {
    let id = |key: &str| entry.get(key).and_then(Value::as_str).filter(|id| !id.is_empty()).map(Id::from);
    let record = ["id", "gate", "measure", "criterion", "risk", "design", "fault", "check"]
        .iter()
        .find_map(|key| called(&id(key)?, package));
    let alternative = id("alternative").and_then(|id| package.alternative(&id)).map(|found| found.name.clone());
    record.into_iter().chain(alternative).collect()
}

/// A record that findings are about, by name.
fn called(id: &Id, package: &Package) -> Option<String> {
    if let Some(alternative) = package.alternative(id) {
        return Some(alternative.name.clone());
    }
    let gate = package.gate(id).map(|gate| &gate.name);
    let measure = || package.measure(id).map(|measure| &measure.name);
    let criterion = || package.criterion(id).map(|criterion| &criterion.name);
    let risk = || package.risks.iter().find(|risk| risk.id == *id).map(|risk| &risk.name);
    let release = &package.release;
    let check = || release.checks.iter().find(|check| check.id == *id).map(|check| &check.name);
    let fault = || release.simulation.faults.iter().find(|fault| fault.id == *id).map(|fault| &fault.name);
    let design = || release.simulation.designs.iter().find(|design| design.id == *id).map(|design| &design.name);
    let found = gate.or_else(measure).or_else(criterion).or_else(risk).or_else(check).or_else(fault).or_else(design);
    found.map(|name| format!("“{name}”"))
}

/// What was defined differently, each change once.
pub fn redefinitions(differences: &[Difference]) -> Vec<Redefinition> {
    let mut changes = Vec::new();
    for difference in differences.iter().filter(|one| one.kind == DifferenceKind::DefinedDifferently) {
        let version = difference.since.unwrap_or_default().saturating_sub(1);
        changes.extend(redefined(version, &difference.path).filter(|change| !changes.contains(change)));
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_found_by_its_screen_and_its_record() {
        use crate::package::template::TEMPLATES;
        let package = &TEMPLATES[0].package;
        let (gate, criterion) = (&package.gates[0], &package.criteria[0]);
        let assisted = &package.alternatives[1];
        let findings = serde_json::json!({
            "gates": [{"id": gate.id.as_str(), "alternative": assisted.id.as_str(), "verdict": "pass"}],
            "robustness": {"stability": [{"criterion": criterion.id.as_str(), "low": 0.1}]},
        });
        let check = |path: &str, expected: &str| assert_eq!(place(path, &findings, package), expected);
        check("findings.gates[0].verdict", &format!("Gates, “{}”, {}: verdict", gate.name, assisted.name));
        check("findings.gates[7].verdict", "Gates: gates, verdict");
        check("findings.robustness.stability[0].low", &format!("Alternatives, “{}”: low", criterion.name));
        check("findings.outcome.decision", "Overview: outcome, decision");
        check("workspace.recommendation.decision", "workspace.recommendation.decision");
        check(
            &format!("findings.robustness.shares.{}", assisted.id),
            &format!("Alternatives, {}: robustness, shares", assisted.name),
        );
    }

    #[test]
    fn each_kind_is_counted() {
        let check = |kinds: &[DifferenceKind], expected: &str| {
            let of = |kind: &DifferenceKind| Difference {
                path: String::new(),
                place: String::new(),
                kind: *kind,
                since: (*kind == DifferenceKind::DefinedDifferently).then_some(2),
                stated: None,
                found: None,
            };
            assert_eq!(summary(&kinds.iter().map(of).collect::<Vec<_>>()), expected);
        };
        use DifferenceKind::{DefinedDifferently, Differs, Reworded, Unknown};
        check(&[], "Verified: every field follows from the package and its data.");
        check(
            &[DefinedDifferently, DefinedDifferently],
            "Verified: every number whose definition has not changed follows from the package and its data. 2 fields have \
             been defined differently since version 2 of the analysis.",
        );
        check(
            &[Unknown],
            "Verified: every field follows from the package and its data. 1 field is not known here and was not checked.",
        );
        check(
            &[Differs, Reworded],
            "1 field differs from what follows from the package and its data. 1 sentence is worded differently now.",
        );
    }
}
