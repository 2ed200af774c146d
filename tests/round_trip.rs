//! What is written opens again as it was, unknown fields included.

use serde_json::{Value, json};
use shipworthy::analysis::analyse;
use shipworthy::package::digest;
use shipworthy::package::schema::{OpenError, PackageFile, Trust, open};
use shipworthy::package::template::TEMPLATES;
use shipworthy::publish::publication::Contents;
use shipworthy::publish::{memo, package_file, to_text};
use shipworthy::telemetry::Telemetry;

fn worked_examples() -> Vec<PackageFile> {
    let write = |template: &shipworthy::package::template::Template| {
        let mut package = template.package.clone();
        (package.settings.draws, package.settings.resamples) = (100, 100);
        let findings = analyse(&package, &Telemetry::generated(&package), &memo::length);
        package_file(&package, &Contents::new(), &findings)
    };
    TEMPLATES.iter().map(write).collect()
}

#[test]
fn what_is_written_opens_as_it_was() {
    for file in worked_examples() {
        let text = to_text(&file);
        let opened = open(text.as_bytes(), Trust::Verify).unwrap().file;
        assert_eq!(opened, file);
        assert_eq!(to_text(&opened), text);
    }
}

#[test]
fn the_digest_does_not_depend_on_the_form_of_the_text() {
    for file in worked_examples() {
        let document: Value = serde_json::from_str(&to_text(&file)).unwrap();
        let other_form = backwards(&document).replace("100.0", "1e2");
        let opened = open(other_form.as_bytes(), Trust::Verify).unwrap().file;
        assert_eq!(digest::of_document(&opened.package), file.digests.package);
    }
}

/// A document with the keys of every object in reverse, without white space.
fn backwards(value: &Value) -> String {
    match value {
        Value::Object(fields) => {
            let field = |(key, value): (&String, &Value)| format!("{}:{}", json!(key), backwards(value));
            format!("{{{}}}", fields.iter().rev().map(field).collect::<Vec<_>>().join(","))
        }
        Value::Array(items) => format!("[{}]", items.iter().map(backwards).collect::<Vec<_>>().join(",")),
        other => other.to_string(),
    }
}

#[test]
fn unknown_fields_survive_at_every_level() {
    for file in worked_examples() {
        let mut document = serde_json::to_value(&file).unwrap();
        let marked = mark(&mut document["package"], "package") + mark_one(&mut document);
        assert!(marked > 100, "only {marked} records were marked");
        let opened = open(document.to_string().as_bytes(), Trust::AcceptChanged).unwrap().file;
        let written = serde_json::to_string_pretty(&serde_json::to_value(&opened).unwrap()).unwrap();
        let expected = serde_json::to_string_pretty(&document).unwrap();
        assert_eq!(written.lines().zip(expected.lines()).find(|(a, b)| a != b), None);
        assert_eq!(written.len(), expected.len());
    }
}

/// Gives every record a field of a later version, and says how many there were.
fn mark(value: &mut Value, key: &str) -> usize {
    match value {
        Value::Array(items) => items.iter_mut().map(|item| mark(item, key)).sum(),
        Value::Object(fields) => {
            let mut marked: usize = fields.iter_mut().map(|(key, value)| mark(value, key)).sum();
            if is_record(key, fields.get("kind")) {
                marked += mark_one(value);
            }
            marked
        }
        _ => 0,
    }
}

fn mark_one(value: &mut Value) -> usize {
    value["of_a_later_version"] = json!({"kept": [1, "two", null]});
    1
}

/// Whether the object under this key is a record: maps by identifier have other keys than fields, and the
/// closed choices of a criterion and of the settings have no room for fields they do not know.
fn is_record(key: &str, kind: Option<&Value>) -> bool {
    let maps = ["series", "values", "points", "sections", "tests", "by_alternative"];
    let closed = ["value_function", "preference", "weight_space"];
    let source = key == "source" && kind.is_some_and(|kind| kind != "generated" && kind != "imported");
    !maps.contains(&key) && !closed.contains(&key) && !source
}

#[test]
fn a_changed_field_is_noticed_and_may_be_accepted() {
    for file in worked_examples() {
        let mut document = serde_json::to_value(&file).unwrap();
        document["package"]["title"] = json!("Another");
        let text = document.to_string();
        let refused = open(text.as_bytes(), Trust::Verify);
        assert!(matches!(refused, Err(OpenError::WrongDigest { ref part, .. }) if part == "package"), "{refused:?}");
        assert_eq!(open(text.as_bytes(), Trust::AcceptChanged).unwrap().file.package.title, "Another");
    }
}

#[test]
fn every_prefix_of_a_package_is_refused_with_its_place() {
    for file in worked_examples() {
        let text = to_text(&file);
        for end in (0..text.trim_end().len()).step_by(4_999) {
            if text.is_char_boundary(end) {
                let refused = open(&text.as_bytes()[..end], Trust::Verify);
                let expected = matches!(refused, Err(OpenError::CutOff { .. } | OpenError::Empty));
                assert!(expected, "cut at {end}: {refused:?}");
            }
        }
    }
}
