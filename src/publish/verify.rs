//! Replay: every number of a package file computed again, and each field that differs.

use crate::findings::Findings;
use serde_json::Value;

use super::memo;
use super::words::{self, figure};
use super::workspace::workspace;
use crate::analysis::estimate::estimate;
use crate::analysis::{conclude, robustness, version};
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
    for difference in &mut differences {
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

/// The findings, with as much of the robustness analysis as was there when the file was written, and of the alternatives
/// that the analysis of that version compared.
fn replay(file: &PackageFile, telemetry: &Telemetry, version: u32) -> Findings {
    let package = &file.package;
    let estimates = estimate(package, telemetry);
    let mut compared = package.clone();
    if version < version::SCOPED {
        compared.settings.scope = Said(Some(Scope::All));
    }
    let robustness = match file.findings.get("robustness") {
        None | Some(Value::Null) => None,
        Some(stated) if stated["smaa"].is_null() => Some(robustness::exact(&compared, &estimates)),
        Some(_) => robustness::robustness(&compared, &estimates, &mut |_, _| true),
    };
    conclude(package, &estimates, robustness.as_ref(), &memo::length)
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
mod tests {
    use super::*;
    use crate::findings::Estimate;
    use crate::findings::Robustness;
    use crate::package::Package;
    use crate::package::schema::{Trust, open};
    use crate::package::template::Template;
    use crate::publish::json::package_file;
    use crate::publish::publication::Contents;
    use serde_json::json;

    /// A package file with no robustness, the exact part of it, or all.
    fn written(robust: impl FnOnce(&Package, &[Estimate]) -> Option<Robustness>) -> (PackageFile, Telemetry) {
        let mut package = Template::named("mlops-release").unwrap().package.clone();
        (package.settings.draws, package.settings.resamples) = (100, 100);
        let telemetry = Telemetry::generated(&package);
        let estimates = estimate(&package, &telemetry);
        let findings = conclude(&package, &estimates, robust(&package, &estimates).as_ref(), &memo::length);
        (package_file(&package, &Contents::new(), &findings), telemetry)
    }

    fn worked_example() -> (PackageFile, Telemetry) {
        written(|_, _| None)
    }

    #[test]
    fn what_was_just_written_verifies_however_far_the_analysis_was() {
        let check = |(file, telemetry): (PackageFile, Telemetry)| assert_eq!(verified_file(&file, &telemetry), []);
        check(worked_example());
        check(written(|package, estimates| Some(robustness::exact(package, estimates))));
        check(written(|package, estimates| robustness::robustness(package, estimates, &mut |_, _| true)));
    }

    const VERSION_1: &str = include_str!("../../tests/packages/version-1.json");

    fn version_1() -> Value {
        serde_json::from_str(VERSION_1).unwrap()
    }

    fn verified(document: &Value) -> Vec<Difference> {
        let opened = open(document.to_string().as_bytes(), Trust::AcceptChanged).unwrap();
        verify(&opened, &Telemetry::generated(&opened.file.package))
    }

    fn verified_file(file: &PackageFile, telemetry: &Telemetry) -> Vec<Difference> {
        verify(&Opened::of(file.clone()).unwrap(), telemetry)
    }

    #[test]
    fn a_package_of_the_first_version_still_opens_and_verifies() {
        let opened = open(VERSION_1.as_bytes(), Trust::Verify).unwrap();
        let differences = verify(&opened, &Telemetry::generated(&opened.file.package));
        let failed: Vec<_> = differences.iter().filter(|one| one.kind == DifferenceKind::Differs).collect();
        assert_eq!(failed, Vec::<&Difference>::new());
        assert!(differences.iter().any(|one| one.since == Some(2)));
    }

    #[test]
    fn a_wrong_number_of_the_first_version_is_found() {
        let mut document = version_1();
        document["findings"]["gates"][3]["value"] = json!(0.123);
        document["findings"]["outcome"]["decision"] = json!("go");
        let differences = verified(&document);
        assert!(!follows(&differences));
        let failed = differences.iter().filter(|one| one.kind == DifferenceKind::Differs);
        assert_eq!(
            failed.map(|one| one.path.as_str()).collect::<Vec<_>>(),
            ["findings.gates[3].value", "findings.outcome.decision", "digests.findings"]
        );
    }

    #[test]
    fn what_an_older_version_said_of_all_alternatives_is_held_to_them() {
        let check = |path: &str, change: fn(&mut Value)| {
            let mut document = version_1();
            change(&mut document["findings"]["robustness"]);
            let differences = verified(&document);
            let kind = differences.iter().find(|one| one.path == path).map(|one| one.kind);
            assert_eq!(kind, Some(DifferenceKind::Differs), "{path}");
        };
        check("findings.robustness.stability[2].winner[1]", |found| found["stability"][2]["winner"][1] = json!(0.9));
        check("findings.robustness.tornado[0].leads[0]", |found| found["tornado"][0]["leads"][0] = json!(0.9));
        check("findings.robustness.verdict.winner", |found| found["verdict"]["winner"] = json!("assisted"));
    }

    #[test]
    fn a_go_of_the_first_version_on_an_incomplete_package_is_defined_differently() {
        let mut document = version_1();
        document["package"]["title"] = json!("");
        let differences = verified(&document);
        for path in ["findings.outcome.decision", "workspace.recommendation.recommended_option"] {
            let found = differences.iter().find(|one| one.path == path).map(|one| (one.kind, one.since));
            assert!(matches!(found, Some((DifferenceKind::DefinedDifferently, Some(3))) | None), "{path}: {found:?}");
        }
        assert!(differences.iter().any(|one| one.path == "findings.outcome.decision"));
    }

    #[test]
    fn another_wording_is_no_other_number() {
        let (mut file, telemetry) = worked_example();
        file.sentences["outcome"]["verdict"] = json!("Conditional go, in other words.");
        let differences = verified_file(&file, &telemetry);
        assert_eq!(differences[0].path, "sentences.outcome.verdict");
        assert_eq!((differences.len(), differences[0].kind), (1, DifferenceKind::Reworded));
        assert!(follows(&differences));
    }

    #[test]
    fn every_field_that_was_changed_is_listed() {
        let (mut file, telemetry) = worked_example();
        let found = file.findings["gates"][1]["verdict"].clone();
        file.findings["gates"][1]["verdict"] = json!("invented");
        file.findings["outcome"]["note"] = json!(1);
        file.workspace["recommendation"]["recommended_option"] = json!("Nobody");
        file.digests.findings = digest::of_value(&file.findings);
        let differences = verified_file(&file, &telemetry);
        let paths: Vec<_> = differences.iter().map(|difference| difference.path.as_str()).collect();
        assert_eq!(
            paths,
            ["findings.gates[1].verdict", "findings.outcome.note", "workspace.recommendation.recommended_option"]
        );
        assert_eq!(differences[0].stated, Some(json!("invented")));
        assert_eq!(differences[0].found, Some(found));
        assert_eq!(differences[1].found, None);
    }

    /// What a verification says of a worked example after a change of its file.
    #[track_caller]
    fn check_forged(change: impl Fn(&mut Value), expected: &[(&str, Option<Value>)]) {
        let (file, telemetry) = worked_example();
        let mut document = file.to_value();
        change(&mut document);
        let opened = open(document.to_string().as_bytes(), Trust::AcceptChanged).unwrap();
        let differences = verify(&opened, &telemetry);
        assert!(!follows(&differences));
        let found: Vec<_> = differences.into_iter().map(|one| (one.path, one.stated)).collect();
        let expected: Vec<_> = expected.iter().map(|(path, stated)| ((*path).to_owned(), stated.clone())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_digest_that_is_wrong_or_missing_does_not_follow() {
        check_forged(|file| file["digests"]["findings"] = json!("0"), &[("digests.findings", Some(json!("0")))]);
        let remove =
            |name: &'static str| move |file: &mut Value| drop(file["digests"].as_object_mut().unwrap().remove(name));
        check_forged(remove("findings"), &[("digests.findings", None)]);
        check_forged(remove("package"), &[("digests.package", None)]);
        check_forged(|file| file["digests"] = json!({}), &[("digests.package", None), ("digests.findings", None)]);
        check_forged(|file| file["digests"]["memo"] = json!("1"), &[("digests.memo", Some(json!("1")))]);
    }

    #[test]
    fn what_was_invented_in_the_workspace_object_does_not_follow() {
        check_forged(|file| file["workspace"]["verdict"] = json!("Go"), &[("workspace.verdict", Some(json!("Go")))]);
        check_forged(
            |file| file["workspace"]["alternatives"][0]["score"] = json!(1),
            &[("workspace.alternatives[0].score", Some(json!(1)))],
        );
    }

    #[test]
    fn telemetry_that_belongs_to_no_dataset_does_not_follow() {
        let content = json!({"encoding": "utf8", "text": "a,b\n"});
        check_forged(
            |file| file["telemetry"]["ghost"] = content.clone(),
            &[("telemetry.ghost", Some(json!("4 letters")))],
        );
        let generated = "project-telemetry";
        check_forged(
            |file| file["telemetry"][generated] = content.clone(),
            &[("telemetry.project-telemetry", Some(json!("4 letters")))],
        );
    }

    #[test]
    fn an_identifier_that_is_shared_does_not_follow() {
        let (mut file, telemetry) = worked_example();
        let id = file.package.open_questions[0].id.clone();
        file.package.open_questions[1].id = id.clone();
        file.digests.package = digest::of_document(&file.package);
        let differences = verified_file(&file, &telemetry);
        assert_eq!(differences[0].path, "package.open_questions[1].id");
        assert_eq!(
            (differences[0].stated.clone(), differences[0].found.clone()),
            (Some(json!(id)), Some(json!(format!("{id}-2"))))
        );
        assert!(!differences.iter().any(|one| one.path.starts_with("digests")));
    }

    #[test]
    fn what_a_later_version_added_is_said_not_to_be_known() {
        let (mut file, telemetry) = worked_example();
        file.extra.insert("later".to_owned(), json!([1]));
        let differences = verified_file(&file, &telemetry);
        assert_eq!(
            (differences.len(), differences[0].path.as_str(), differences[0].kind),
            (1, "later", DifferenceKind::Unknown)
        );
        assert!(follows(&differences));
    }

    #[test]
    fn a_changed_package_no_longer_has_its_digest() {
        let (mut file, telemetry) = worked_example();
        file.package.title.push('!');
        let differences = verified_file(&file, &telemetry);
        assert!(differences.iter().any(|difference| difference.path == "digests.package"));
    }

    #[test]
    fn leaves_are_compared_one_by_one() {
        let check = |stated: Value, found: Value, expected: &[&str]| {
            let mut differences = Vec::new();
            compare("x", &stated, &found, &mut differences);
            let paths: Vec<_> = differences.into_iter().map(|difference| difference.path).collect();
            assert_eq!(paths, expected);
        };
        check(json!({"a": 1}), json!({"a": 1.0}), &[]);
        check(json!({"a": [1, 2, 3]}), json!({"a": [1, 5]}), &["x.a[1]", "x.a[2]"]);
        check(json!({"a": 1}), json!({"b": 1}), &["x.a", "x.b"]);
        check(json!(null), json!({}), &["x"]);
    }
}
