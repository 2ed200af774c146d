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
    let estimates = measure(&package, &telemetry);
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

const VERSION_1: &str = include_str!("../../../tests/packages/version-1.json");

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
    check_forged(|file| file["telemetry"]["ghost"] = content.clone(), &[("telemetry.ghost", Some(json!("4 letters")))]);
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
