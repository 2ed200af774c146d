//! Several files as one dataset: described, scored, exported, opened again and verified.

mod terminal;

use serde_json::{Value, json};
use shipworthy::analysis::analyse;
use shipworthy::package::evidence::{ImportedFile, JoinedFiles, LabelledFile, Measure};
use shipworthy::package::schema::{PackageFile, Trust, open};
use shipworthy::package::{Alternative, Dataset, DatasetSource, Id, Package, Statistic, digest};
use shipworthy::publish::publication::Contents;
use shipworthy::publish::{self, memo, telemetry};
use terminal::{Folder, check, out};

const RULES: &str = "ms,ok\n1,1\n3,1\n";
const BAYES: &str = "ms,tokens\n5,9\n7,8\n";

#[test]
fn several_files_are_described_as_the_table_they_make() {
    let folder = Folder::new("several");
    let files = [folder.file("api-rules.csv", RULES), folder.file("api-bayes.csv", BAYES)];
    let both = ["describe", &files[0], &files[1]];
    let said = [
        "api-rules.csv, api-bayes.csv: 4 rows, 4 columns.",
        "api-rules.csv: 2 rows as “rules”. CSV, comma, UTF-8.",
        "tokens: there is no such column in api-rules.csv, so its rows have no value there",
    ];
    check(&both, 0, &said);
    let found: Value = serde_json::from_str(&out(&[&both[..], &["--label", "system", "--json"]].concat())).unwrap();
    let columns: Vec<&Value> = found["columns"].as_array().unwrap().iter().map(|column| &column["name"]).collect();
    assert_eq!(columns, [&json!("system"), &json!("ms"), &json!("ok"), &json!("tokens")]);
    assert_eq!(found["guesses"]["label"], json!("system"));
    assert_eq!(found["ledger"]["parts"][1]["sha256"], json!(digest::of_bytes(BAYES.as_bytes())));
    let named = [&both[..], &["--as", "A", "--as", "B"]].concat();
    check(&named, 0, &["api-bayes.csv: 2 rows as “B”"]);
    check(&[&both[..], &["--as", "A"]].concat(), 2, &["Say --as once for each of the 2 files, not 1 time."]);
    check(&[&both[..], &["--own-labels"]].concat(), 2, &["api-rules.csv: no column tells which alternative"]);
    check(&[&both[..], &["--label", "ms"]].concat(), 2, &["there is a column “ms” already"]);
    check(&["describe", &files[0], "--label", "system"], 2, &["Labels are for several files"]);
}

/// A package with a measure of two joined files, and their contents.
fn joined() -> (Package, Contents) {
    let file = |id: &str, label: &str, text: &str| LabelledFile {
        id: id.into(),
        label: label.to_owned(),
        file: ImportedFile {
            file_name: format!("{id}.csv"),
            bytes: text.len() as u64,
            sha256: digest::of_bytes(text.as_bytes()),
            ..ImportedFile::default()
        },
        ..LabelledFile::default()
    };
    let source = DatasetSource::Joined(JoinedFiles {
        label_column: "system".to_owned(),
        files: vec![file("rules", "A", RULES), file("bayes", "B", BAYES)],
        ..JoinedFiles::default()
    });
    let named = |name: &str| Alternative { id: name.into(), name: name.to_owned(), ..Alternative::default() };
    let mut package = Package { alternatives: vec![named("A"), named("B")], ..Package::default() };
    let label_column = "system".to_owned();
    package.evidence.datasets.push(Dataset { id: "both".into(), source, label_column, ..Dataset::default() });
    package.evidence.measures.push(Measure {
        id: "ms".into(),
        dataset: "both".into(),
        column: "ms".to_owned(),
        statistic: Statistic::Mean,
        ..Measure::default()
    });
    let contents = [("rules", RULES), ("bayes", BAYES)].map(|(id, text)| (Id::from(id), text.as_bytes().to_vec()));
    (package, Contents::from(contents))
}

fn saved() -> PackageFile {
    let (package, contents) = joined();
    let given: Vec<Vec<u8>> = contents.values().cloned().collect();
    let bare = PackageFile { package: package.clone(), ..PackageFile::default() };
    let telemetry = telemetry::load(&bare, &given).unwrap().telemetry;
    let findings = analyse(&package, &telemetry, &memo::length);
    let means: Vec<Option<f64>> = findings.estimates.iter().map(|estimate| estimate.value).collect();
    assert_eq!(means, [Some(2.0), Some(6.0)]);
    publish::package_file(&package, &contents, &findings)
}

#[test]
fn joined_files_travel_inside_open_as_they_were_and_verify() {
    let folder = Folder::new("joined");
    let whole = saved();
    let text = publish::to_text(&whole);
    assert_eq!(whole.telemetry.len(), 2);
    assert_eq!(open(text.as_bytes(), Trust::Verify).unwrap().file, whole);
    let file = folder.file("package.json", &text);
    check(&["verify", &file], 0, &["Verified"]);
    assert_eq!(out(&["render", "json", &file]), text);
    check(&["render", "markdown", &file], 0, &["joined from rules.csv, 14 bytes", "(labelled B)"]);
}

#[test]
fn joined_files_that_do_not_travel_are_asked_for_one_by_one() {
    let folder = Folder::new("apart");
    let mut some = saved();
    some.telemetry.remove(&Id::from("bayes"));
    let file = folder.file("some.json", publish::to_text(&some));
    check(&["verify", &file], 2, &["Give bayes.csv (SHA-256 ", "cannot be verified without all of its data"]);
    let bayes = folder.file("bayes.csv", BAYES);
    check(&["verify", &file, "--telemetry", &bayes], 0, &["Verified"]);
    some.telemetry.clear();
    let file = folder.file("none.json", publish::to_text(&some));
    let rules = folder.file("rules.csv", RULES);
    check(&["verify", &file, "--telemetry", &bayes], 2, &["Give rules.csv (SHA-256 "]);
    check(&["verify", &file, "--telemetry", &bayes, "--telemetry", &rules], 0, &["Verified"]);
}

#[test]
fn what_travels_inside_for_no_file_differs() {
    let folder = Folder::new("superfluous");
    let mut whole = saved();
    let content = whole.telemetry[&Id::from("rules")].clone();
    whole.telemetry.insert("both".into(), content);
    check(&["verify", &folder.file("package.json", publish::to_text(&whole))], 1, &["telemetry.both"]);
}
