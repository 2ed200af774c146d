//! Whoever changes one field of what was computed, measured or signed is found out, digests made to fit or not.

use rand::{RngExt, SeedableRng, rngs::SmallRng};
use serde_json::{Value, json};
use shipworthy::analysis::analyse;
use shipworthy::package::evidence::{DatasetSource, ImportedFile};
use shipworthy::package::path::{Path, records};
use shipworthy::package::review::SignOff;
use shipworthy::package::schema::{Trust, open};
use shipworthy::package::template::TEMPLATES;
use shipworthy::package::{Dataset, Package, digest, signing};
use shipworthy::publish::telemetry::load;
use shipworthy::publish::{follows, json as file, memo, publication::Contents, verify};

/// The worked example, small, signed, and with a file of telemetry inside.
fn handed_on() -> Value {
    let mut package: Package = TEMPLATES[0].package.clone();
    (package.settings.draws, package.settings.resamples) = (100, 100);
    package.release.simulation.runs = 100;
    let bytes = b"option,ms\nA,1\nA,2\nB,3\n".to_vec();
    let imported =
        ImportedFile { sha256: digest::of_bytes(&bytes), bytes: bytes.len() as u64, ..ImportedFile::default() };
    let dataset = Dataset { id: "load-test".into(), source: DatasetSource::Imported(imported), ..Dataset::default() };
    package.evidence.datasets.push(dataset);
    let sign_off =
        SignOff { id: "qa".into(), role: "QA lead".to_owned(), name: "Ana".to_owned(), ..SignOff::default() };
    package.review.sign_offs.push(sign_off);
    signing::sign(&mut package, &"qa".into(), "2026-11-20".into());
    let contents = Contents::from([("load-test".into(), bytes)]);
    let mut written = file::package_file(&package, &contents, &Default::default());
    let loaded = load(&written, &[]).unwrap();
    written = file::package_file(&package, &contents, &analyse(&package, &loaded.telemetry, &memo::length));
    serde_json::from_str(&file::to_text(&written)).unwrap()
}

/// Whether the file is refused, or verified and found not to follow.
fn is_found_out(document: &Value) -> bool {
    let Ok(opened) = open(document.to_string().as_bytes(), Trust::AcceptChanged) else { return true };
    let Ok(loaded) = load(&opened.file, &[]) else { return true };
    !follows(&verify(&opened, &loaded.telemetry))
}

fn leaves(path: &Path, value: &Value, found: &mut Vec<(Path, Value)>) {
    match (value, records(Some(value))) {
        (Value::Object(fields), _) => fields.iter().for_each(|(key, value)| leaves(&path.field(key), value, found)),
        (Value::Array(entries), Some(records)) if !entries.is_empty() => {
            records.iter().for_each(|(id, value)| leaves(&path.record(id), value, found));
        }
        _ => found.push((path.clone(), value.clone())),
    }
}

/// Another value of the same kind.
fn other(value: &Value, dice: &mut SmallRng) -> Value {
    match value {
        Value::Null => json!(dice.random_range(1..9)),
        Value::Bool(flag) => json!(!flag),
        Value::Number(number) => json!(number.as_f64().unwrap_or_default() + f64::from(dice.random_range(1..9_u8))),
        Value::String(text) => json!(format!("{text}.")),
        Value::Array(entries) if entries.is_empty() => json!([0]),
        Value::Array(entries) => Value::from(entries[1..].to_vec()),
        Value::Object(_) => json!({}),
    }
}

#[test]
fn each_of_two_hundred_changed_fields_is_found() {
    let whole = handed_on();
    let opened = open(whole.to_string().as_bytes(), Trust::Verify).unwrap();
    let loaded = load(&opened.file, &[]).unwrap();
    assert_eq!(verify(&opened, &loaded.telemetry), []);
    let mut places = Vec::new();
    for part in ["findings", "telemetry"] {
        leaves(&Path::default().field(part), &whole[part], &mut places);
    }
    let signed = Path::default().field("package").field("review").field("sign_offs").record("qa");
    leaves(&signed, signed.find(&whole).unwrap(), &mut places);
    for gate in whole["package"]["gates"].as_array().unwrap() {
        let gate = Path::default().field("package").field("gates").record(gate["id"].as_str().unwrap());
        leaves(&gate, gate.find(&whole).unwrap(), &mut places);
    }
    // How many words a draft of the memo has may change with its wording.
    let counts_draft = |path: &Path| path.names().collect::<Vec<_>>().ends_with(&["found", "words"]);
    places.retain(|(path, _)| path.names().last() != Some("encoding") && !counts_draft(path));
    let mut dice = SmallRng::seed_from_u64(11);
    let mut missed = Vec::new();
    for _ in 0..200 {
        let (path, value) = &places[dice.random_range(0..places.len())];
        let mut document = whole.clone();
        path.put(&mut document, Some(other(value, &mut dice)));
        // A forger makes the digests fit.
        document["digests"]["findings"] = json!(digest::of_value(&document["findings"]));
        document["digests"]["package"] = json!(digest::of_value(&document["package"]));
        if !is_found_out(&document) {
            missed.push(format!("{path:?}: {value}"));
        }
    }
    assert!(missed.is_empty(), "{} missed: {missed:#?}", missed.len());
}
