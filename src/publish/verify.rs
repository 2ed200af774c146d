//! Replay: every number of a package file computed again, and each field that differs.

pub mod signature;

use crate::findings::Findings;
use serde_json::Value;

use super::memo;
use super::words::{self, figure};
use super::workspace::workspace;
use crate::analysis::measure::measure;
use crate::analysis::simulation::simulate;
use crate::analysis::{add_simulation, conclude, robustness, version};
use crate::package::digest;
use crate::package::document::{Plain, Said};
use crate::package::identity::Renamed;
use crate::package::schema::{Digests, Opened, PackageFile};
use crate::package::settings::Scope;
use crate::telemetry::Telemetry;

words! {
    /// What it means that a field is not as it follows now.
    pub enum DifferenceKind {
        /// It does not follow from the package and its data.
        #[default]
        Differs = "differs",
        /// What it stands for has been defined differently since the analysis that made it.
        DefinedDifferently = "defined differently",
        /// A sentence for readers is worded differently.
        Reworded = "worded differently",
        /// This version knows no such field, so that nothing is said about it.
        Unknown = "not known here",
    }
}

record! {
    /// A field whose stated value is not what follows from the package and its telemetry now.
    pub struct Difference {
        /// Where, as `findings.gates[2].verdict`.
        pub path: String,
        /// The same as people find it: "Gates, “p99 latency”, Assisted: verdict".
        pub place: String,
        /// What it means.
        pub kind: DifferenceKind,
        /// Since which version of the analysis it is defined differently.
        pub since: Option<u32>,
        /// In the file; absent when the field is not there.
        pub stated: Option<Value>,
        /// Computed now; absent when nothing of the kind follows.
        pub found: Option<Value>,
    }
}

/// Parts of a package file that hold sentences for readers, and nothing that is computed.
const SENTENCES: [&str; 4] = [
    "sentences",
    "workspace.recommendation.decision",
    "workspace.recommendation.minimum_evidence_before_pilot",
    "workspace.recommendation.rollback_trigger",
];

/// Computes everything in `file` again, and lists each field that is not as it follows now. What was not computed when
/// the file was written (a robustness analysis still under way) is not computed here either.
///
/// An identifier that two records shared, what travels inside for no dataset, and a digest that is missing are
/// differences too; a field of the file that this version does not know is listed as such.
pub fn verify(opened: &Opened, telemetry: &Telemetry) -> Vec<Difference> {
    let file = &opened.file;
    let package = &file.package;
    let version = file.findings.get("version").and_then(Value::as_u64).map_or(1, |version| version as u32);
    let findings = replay(file, telemetry, version);
    let mut differences: Vec<Difference> = opened.renamed.iter().map(shared).collect();
    differences.extend(superfluous(file));
    differences.extend(signature::faults(package));
    let mut compare_part = |path: &str, stated: &Value, found: &Value| compare(path, stated, found, &mut differences);
    compare_part("findings", &file.findings, &findings.to_value());
    compare_part("workspace", &file.workspace, &workspace(package, &findings).to_value());
    if !file.sentences.is_null() {
        compare_part("sentences", &file.sentences, &words::sentences(package, &findings));
    }
    let digests =
        Digests { package: opened.digest.clone(), findings: digest::of_value(&file.findings), ..Digests::default() };
    compare_part("digests", &without_empty(file.digests.to_value()), &digests.to_value());
    let drafted = memo::sections(package, &findings).iter().any(|section| !section.written);
    for difference in &mut differences {
        (difference.kind, difference.since) = match drafted && counts_draft(&difference.path) {
            true => (DifferenceKind::Reworded, None),
            false => kind(version, difference),
        };
    }
    let unknown = |(name, value): (&String, &Value)| Difference {
        kind: DifferenceKind::Unknown,
        ..difference(name.clone(), Some(value), None)
    };
    differences.extend(file.extra.iter().map(unknown));
    for difference in differences.iter_mut().filter(|one| one.place.is_empty()) {
        difference.place = words::difference::place(&difference.path, &file.findings, package);
    }
    differences
}

/// An identifier that is not its record's own.
fn shared(renamed: &Renamed) -> Difference {
    let (stated, found) = (renamed.former.to_value(), renamed.id.to_value());
    difference(format!("package.{}", renamed.path), Some(&stated), Some(&found))
}

/// What travels inside and belongs to no imported dataset.
fn superfluous(file: &PackageFile) -> Vec<Difference> {
    let mut differences = Vec::new();
    for (id, content) in &file.telemetry {
        let path = format!("telemetry.{id}");
        if !file.package.evidence.datasets.iter().any(|dataset| dataset.files().iter().any(|(own, _)| *own == id)) {
            let size = Value::from(figure::counted(content.text.chars().count(), "letter", "letters"));
            differences.push(difference(path, Some(&size), None));
        } else {
            let unknown = |(name, value): (&String, &Value)| difference(format!("{path}.{name}"), Some(value), None);
            differences.extend(content.extra.iter().map(unknown));
        }
    }
    differences
}

/// An object without its empty texts, so that they count as missing.
fn without_empty(mut object: Value) -> Value {
    if let Some(fields) = object.as_object_mut() {
        fields.retain(|_, value| value.as_str() != Some(""));
    }
    object
}

/// Whether a field counts the words of the memo, which changes with the wording of its drafts. Whether there are too few
/// or too many is another field.
fn counts_draft(path: &str) -> bool {
    path.starts_with("findings.completeness[") && path.ends_with("].found.words")
}

/// What a difference means in a file whose findings are of `version`.
fn kind(version: u32, difference: &Difference) -> (DifferenceKind, Option<u32>) {
    let path = difference.path.as_str();
    if SENTENCES.iter().any(|part| version::is_inside(path, part)) {
        return (DifferenceKind::Reworded, None);
    }
    // What has changed is when nothing is decided: a verdict turned into another one is a wrong verdict.
    let undecided = match path {
        "findings.outcome.decision" => Some("undecided"),
        "workspace.recommendation.recommended_option" => Some(""),
        _ => None,
    };
    let found = difference.found.as_ref().and_then(Value::as_str);
    let overturned = undecided.is_some_and(|undecided| found != Some(undecided));
    match version::redefined(version, path).filter(|_| !overturned) {
        Some(redefinition) => (DifferenceKind::DefinedDifferently, Some(redefinition.since)),
        None => (DifferenceKind::Differs, None),
    }
}

/// Whether everything that is computed follows from the package and its data, as far as it is still defined alike.
pub fn follows(differences: &[Difference]) -> bool {
    differences.iter().all(|difference| difference.kind != DifferenceKind::Differs)
}

/// The findings, with as much of the robustness analysis and of the simulation as was there when the file was written, and of the alternatives
/// that the analysis of that version compared.
fn replay(file: &PackageFile, telemetry: &Telemetry, version: u32) -> Findings {
    let package = &file.package;
    let measured = measure(package, telemetry);
    let mut compared = package.clone();
    if version < version::SCOPED {
        compared.settings.scope = Said(Some(Scope::All));
    }
    let robustness = match file.findings.get("robustness") {
        None | Some(Value::Null) => None,
        Some(stated) if stated["smaa"].is_null() => Some(robustness::exact(&compared, &measured)),
        Some(_) => robustness::robustness(&compared, &measured, &mut |_, _| true),
    };
    let mut findings = conclude(package, &measured, robustness.as_ref(), &memo::length);
    if file.findings.get("simulation").is_some() {
        let simulation = simulate(package, None, &mut |_, _| true).unwrap_or_default();
        add_simulation(package, &mut findings, simulation);
    }
    findings
}

/// Lists the leaves in which two values differ. Numbers are the same when they are the same double.
fn compare(path: &str, stated: &Value, found: &Value, differences: &mut Vec<Difference>) {
    match (stated, found) {
        (Value::Object(stated), Value::Object(found)) => {
            for (key, value) in stated {
                let path = format!("{path}.{key}");
                match found.get(key) {
                    Some(found) => compare(&path, value, found, differences),
                    None => differences.push(difference(path, Some(value), None)),
                }
            }
            for (key, value) in found.iter().filter(|(key, _)| !stated.contains_key(*key)) {
                let path = format!("{path}.{key}");
                differences.push(difference(path, None, Some(value)));
            }
        }
        (Value::Array(stated), Value::Array(found)) => {
            for index in 0..stated.len().max(found.len()) {
                let path = format!("{path}[{index}]");
                match (stated.get(index), found.get(index)) {
                    (Some(stated), Some(found)) => compare(&path, stated, found, differences),
                    (stated, found) => differences.push(difference(path, stated, found)),
                }
            }
        }
        (Value::Number(a), Value::Number(b)) if a.as_f64() == b.as_f64() => {}
        _ if stated == found => {}
        _ => differences.push(difference(path.to_owned(), Some(stated), Some(found))),
    }
}

fn difference(path: String, stated: Option<&Value>, found: Option<&Value>) -> Difference {
    let (kind, since) = (DifferenceKind::Differs, None);
    Difference { path, place: String::new(), kind, since, stated: stated.cloned(), found: found.cloned() }
}

#[cfg(test)]
mod tests;
