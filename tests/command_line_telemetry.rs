//! Packages whose data are files, and telemetry by itself, on the command line.

mod terminal;

use serde_json::{Value, json};
use shipworthy::analysis::analyse;
use shipworthy::package::evidence::{DatasetSource, ImportedFile};
use shipworthy::package::schema::{Encoding, PackageFile};
use shipworthy::package::template::Template;
use shipworthy::package::{Package, digest};
use shipworthy::publish::{self, memo, publication::Contents};
use shipworthy::telemetry::{ReadOptions, Telemetry, generate, read};
use terminal::{Folder, check, out};

/// A package whose one dataset was imported from these bytes.
fn importing(bytes: &[u8]) -> Value {
    let package = Template::named("mlops-release").unwrap().package.clone();
    let mut document = json!({"format": "shipworthy-package", "schema_version": 1});
    document["package"] = serde_json::to_value(package).unwrap();
    document["package"]["evidence"]["datasets"][0]["source"] = json!({
        "kind": "imported", "file_name": "load.csv", "bytes": bytes.len(), "sha256": digest::of_bytes(bytes),
    });
    document
}

#[test]
fn data_that_is_not_inside_is_asked_for_and_matched_by_its_digest() {
    let folder = Folder::new("telemetry");
    let csv = b"option,evaluation_score\nassisted,0.9\nassisted,0.8\n";
    let package = folder.file("package.json", importing(csv).to_string());
    let wanted = digest::of_bytes(csv);
    let asked = ["is not inside. Give load.csv (SHA-256 ", wanted.as_str(), "--telemetry"];
    check(&["check", &package, "--accept-changed"], 1, &asked);
    check(&["verify", &package], 2, &["cannot be verified without all of its data"]);
    let other = folder.file("other.csv", "a\n1\n");
    let refused = ["score", &package, "--accept-changed", "--telemetry", &other];
    check(&refused, 2, &["other.csv: No dataset of the package was imported from this file"]);
}

/// The worked example with its telemetry as a file somebody loaded, and that file.
fn imported(file: impl FnOnce(Vec<u8>) -> Vec<u8>) -> (Package, Vec<u8>) {
    let mut package = Template::named("mlops-release").unwrap().package.clone();
    (package.settings.draws, package.settings.resamples) = (100, 100);
    let dataset = package.evidence.datasets[0].id.clone();
    let bytes = file(generate::to_csv(Telemetry::generated(&package).table(&dataset).unwrap()));
    package.evidence.datasets[0].source = DatasetSource::Imported(ImportedFile {
        file_name: "weeks.csv".to_owned(),
        bytes: bytes.len() as u64,
        sha256: digest::of_bytes(&bytes),
        ..ImportedFile::default()
    });
    (package, bytes)
}

/// A package file as the page writes it when the data at hand is `bytes`.
fn saved(package: &Package, bytes: &[u8]) -> PackageFile {
    let dataset = &package.evidence.datasets[0].id;
    let mut table = Telemetry::default();
    table.insert(dataset.clone(), read(&mut &*bytes, &ReadOptions::default(), &mut |_| {}).unwrap().table);
    let contents = Contents::from([(dataset.clone(), bytes.to_vec())]);
    publish::package_file(package, &contents, &analyse(package, &table, &memo::length))
}

#[test]
fn data_travels_inside() {
    let folder = Folder::new("travel");
    let (package, bytes) = imported(|csv| csv);
    let whole = saved(&package, &bytes);
    assert_eq!(whole.telemetry.len(), 1);
    let file = folder.file("package.json", publish::to_text(&whole));
    check(&["verify", &file], 0, &["Verified"]);
    check(&["score", &file], 0, &["Fully automatic, Open risks: Fail: ", "and at least"]);
    assert_eq!(out(&["render", "json", &file]), std::fs::read_to_string(&file).unwrap());
}

#[test]
fn data_in_other_encodings_travels_inside_too() {
    let folder = Folder::new("latin");
    let (package, bytes) = imported(|csv| [csv.as_slice(), b"2027-01-01,caf\xe9,,,,,\n"].concat());
    let file = saved(&package, &bytes);
    assert_eq!(file.telemetry.values().next().unwrap().encoding, Encoding::Base64);
    check(&["verify", &folder.file("package.json", publish::to_text(&file))], 0, &["Verified"]);
}

#[test]
fn data_given_again_verifies() {
    let folder = Folder::new("again");
    let (package, bytes) = imported(|csv| csv);
    let mut without = saved(&package, &bytes);
    without.telemetry.clear();
    let file = folder.file("package.json", publish::to_text(&without));
    let data = folder.file("renamed.csv", &bytes);
    check(&["verify", &file], 2, &["cannot be verified without all of its data"]);
    check(&["verify", &file, "--telemetry", &data], 0, &["Verified"]);
    check(&["verify", &file, "--telemetry", &folder.file("other.csv", "a\n1\n")], 2, &["No dataset of the package"]);
}

#[test]
fn data_inside_that_is_not_the_file_imported_is_refused() {
    let folder = Folder::new("inside");
    let mut document = importing(b"option,ms\nA,1\n");
    let dataset = document["package"]["evidence"]["datasets"][0]["id"].as_str().unwrap().to_owned();
    document["telemetry"] = json!({ dataset.clone(): {"encoding": "utf8", "text": "option,ms\nA,2\n"} });
    let file = folder.file("forged.json", document.to_string());
    let parts =
        ["The data of “Project telemetry” inside the package is not the file", "SHA-256", "Ask for the original"];
    check(&["score", &file, "--accept-changed"], 2, &parts);
    document["telemetry"] = json!({ dataset: {"encoding": "base64", "text": "!"} });
    let file = folder.file("damaged.json", document.to_string());
    check(&["score", &file, "--accept-changed"], 2, &["“Project telemetry” inside the package is damaged"]);
}

#[test]
fn a_package_is_not_telemetry() {
    let folder = Folder::new("describe");
    let (file, _) = folder.package();
    check(&["describe", &file], 2, &["This is a package, not telemetry"]);
    check(&["describe", &folder.file("empty.csv", "")], 2, &["empty.csv: "]);
}

#[test]
fn a_telemetry_file_is_described() {
    let folder = Folder::new("columns");
    let file = folder.file("load.csv", "option;ms\nA;1,5\nA;2,5\nB;\n");
    check(&["describe", &file], 0, &["load.csv: 3 rows, 2 columns.", "ms      number        1"]);
    let found: Value = serde_json::from_str(&out(&["describe", &file, "--json"])).unwrap();
    let column = &found["columns"][1];
    assert_eq!((&column["type"], &column["rows"], &column["missing"]), (&json!("number"), &json!(3), &json!(1)));
    assert_eq!((&column["mean"], &column["min"], &column["max"]), (&json!(2.0), &json!(1.5), &json!(2.5)));
    // Type 7: 1.5 + 0.95 · (2.5 − 1.5).
    assert_eq!((&column["p50"], &column["p95"], &column["p99"]), (&json!(2.0), &json!(2.45), &json!(2.49)));
    assert_eq!(found["ledger"]["sha256"], digest::of_bytes(&std::fs::read(&file).unwrap()));
    let suggested = json!([{
        "name": "p99 ms", "column": "ms", "statistic": "p99", "condition": null, "better": "min",
    }]);
    assert_eq!(found["suggestions"], suggested);
    check(&["describe", &file], 0, &["What could be measured", "p99 ms (less is better)"]);
    check(&["describe", &file, "--decimal-comma", "--decimal-point"], 2, &["Choose either"]);
}
