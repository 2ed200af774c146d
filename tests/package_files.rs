//! What the command line says of package files that are not what they should be.

mod terminal;

use serde_json::{Value, json};
use shipworthy::package::digest;
use terminal::{Folder, check};

/// A worked example changed, with the digest of what it became.
fn changed(folder: &Folder, name: &str, change: impl Fn(&mut Value)) -> String {
    let (_, mut document) = folder.package();
    change(&mut document);
    document["digests"]["package"] = json!(digest::of_value(&document["package"]));
    document["digests"]["findings"] = json!(digest::of_value(&document["findings"]));
    folder.file(name, document.to_string())
}

#[test]
fn an_identifier_that_two_records_share_is_refused_or_replaced() {
    let folder = Folder::new("shared");
    let third = changed(&folder, "third.json", |document| {
        let mut third = document["package"]["alternatives"][1].clone();
        third["name"] = json!("A third");
        document["package"]["alternatives"].as_array_mut().unwrap().push(third);
    });
    for command in ["check", "score", "verify"] {
        check(
            &[command, &third],
            2,
            &["alternative “A third” at package.alternatives[3].id has the identifier “assisted”"],
        );
    }
    let question = changed(&folder, "question.json", |document| {
        document["package"]["open_questions"][1]["id"] = document["package"]["open_questions"][0]["id"].clone();
    });
    let named = ["had the identifier “", "of an earlier one", "(open_questions[1].id)"];
    check(&["check", &question], 1, &[&named[..], &["not every record has an identifier of its own"]].concat());
    check(&["verify", &question], 1, &[&named[..], &["package.open_questions[1].id (differs): stated "]].concat());
    check(&["score", &question], 0, &named);
}

#[test]
fn dates_confidences_and_identifiers_are_looked_at() {
    let folder = Folder::new("fields");
    let field = |name: &str, change: &dyn Fn(&mut Value), parts: &[&str]| {
        check(&["check", &changed(&folder, name, |document| change(&mut document["package"]))], 2, parts);
    };
    field(
        "date.json",
        &|package| package["risks"][0]["due"] = json!("2026-02-30"),
        &["package.risks[0].due", "expected a date such as"],
    );
    field(
        "confidence.json",
        &|package| package["settings"]["confidence"] = json!(95),
        &["package.settings.confidence", "from 0.5 to 0.999"],
    );
    field(
        "id.json",
        &|package| package["gates"][0]["id"] = json!("a\u{1b}[31mb"),
        &["package.gates[0].id", "without control characters"],
    );
}

#[test]
fn what_a_file_says_twice_is_refused() {
    let folder = Folder::new("twice");
    let (file, _) = folder.package();
    let whole = std::fs::read_to_string(file).unwrap();
    let twice = whole.replacen("\"settings\": {", "\"settings\": {\"seed\": 1,", 1);
    assert_ne!(whole, twice);
    let file = folder.file("twice.json", twice);
    for command in ["check", "verify"] {
        check(&[command, &file], 2, &["says package.settings.seed twice"]);
    }
    let many = format!("{{\"format\":\"shipworthy-package\",\"package\":[{}[]]}}", "[],".repeat(5_000_000));
    check(&["check", &folder.file("many.json", many)], 2, &["made of more than 5000000 values"]);
}

#[test]
fn a_verification_misses_nothing_invented() {
    let folder = Folder::new("invented");
    let (_, document) = folder.package();
    let forged = |name: &str, change: &dyn Fn(&mut Value), path: &str| {
        let mut document = document.clone();
        change(&mut document);
        check(&["verify", &folder.file(name, document.to_string())], 1, &["1 field differs", path]);
    };
    forged("wrong.json", &|file| file["digests"]["findings"] = json!("0"), "digests.findings (differs): stated \"0\"");
    forged(
        "missing.json",
        &|file| drop(file["digests"].as_object_mut().unwrap().remove("findings")),
        "digests.findings (differs): stated nothing",
    );
    forged("workspace.json", &|file| file["workspace"]["verdict"] = json!("Go"), "workspace.verdict");
    forged(
        "telemetry.json",
        &|file| file["telemetry"]["ghost"] = json!({"text": "a"}),
        "telemetry.ghost (differs): stated \"1 letter\"",
    );
    let mut later = document;
    later["later"] = json!(1);
    check(
        &["verify", &folder.file("later.json", later.to_string())],
        0,
        &["1 field is not known here and was not checked."],
    );
}

#[test]
fn the_workspace_object_is_that_of_the_assignment() {
    let folder = Folder::new("workspace");
    let (file, document) = folder.package();
    assert_eq!(document["workspace"]["module"], json!(5));
    let question = document["package"]["charter"]["decision_question"].as_str().unwrap();
    let decision = document["workspace"]["recommendation"]["decision"].as_str().unwrap();
    assert!(decision.starts_with(&format!("{question} Conditional go: ")), "{decision}");
    check(&["verify", &file], 0, &["Verified: every field follows from the package and its data.\n"]);
}

#[test]
fn what_cannot_all_hold_is_named() {
    let folder = Folder::new("contradictions");
    let file = changed(&folder, "release.json", |document| {
        let release = &mut document["package"]["release"];
        release["stages"][0]["traffic_percent"] = json!(150);
        release["rollback"]["objective_minutes"] = json!(1);
        let monitor = &mut document["package"]["monitors"][0];
        (monitor["warning"], monitor["critical"]) = (json!(5), json!(4));
        monitor["comparator"] = json!("at_most");
    });
    let parts =
        ["Contradictions", "Traffic cannot be 150 %", "the objective is 1.", "lies beyond the critical threshold of 4"];
    check(&["check", &file], 1, &parts);
}
