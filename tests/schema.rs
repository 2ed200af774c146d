//! The published JSON Schema is that of the types, what is exported follows it, and a stranger can read it.

use std::fs;
use std::path::Path;

use jsonschema::Validator;
use serde_json::{Value, json};
use shipworthy::analysis::analyse;
use shipworthy::package::template::TEMPLATES;
use shipworthy::publish::schema::package_schema;
use shipworthy::publish::telemetry::{contents_of_template, of_contents};
use shipworthy::publish::{memo, package_file};

const PUBLISHED: &str = "public/schema/package-1.json";

#[test]
fn the_published_schema_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(PUBLISHED);
    let published: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    assert!(
        published == package_schema(),
        "{PUBLISHED} is not that of the types: cargo run --bin shipworthy -- schema -o {PUBLISHED}"
    );
}

/// A validator of the schema, which itself follows the draft it names.
fn validator() -> Validator {
    let schema = package_schema();
    jsonschema::meta::validate(&schema).unwrap();
    jsonschema::draft202012::new(&schema).unwrap()
}

/// Where `document` does not follow the schema, and how.
fn problems(validator: &Validator, document: &Value) -> Vec<String> {
    validator.iter_errors(document).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// Every worked example as a file.
fn worked_examples() -> impl Iterator<Item = Value> {
    TEMPLATES.iter().map(|template| {
        let mut package = template.package.clone();
        (package.settings.draws, package.settings.resamples) = (100, 100);
        let contents = contents_of_template(template);
        let findings = analyse(&package, &of_contents(&package, &contents), &memo::length);
        serde_json::to_value(package_file(&package, &contents, &findings)).unwrap()
    })
}

#[test]
fn every_worked_example_follows_the_schema() {
    let validator = validator();
    for document in worked_examples() {
        assert_eq!(problems(&validator, &document), [""; 0]);
    }
}

#[test]
fn what_is_wrong_is_found() {
    let validator = validator();
    let check = |document: Value, place: &str| {
        let found = problems(&validator, &document);
        assert!(found.iter().any(|problem| problem.starts_with(place)), "{place}: {found:?}");
    };
    let file = |part: &str, value: Value| {
        let mut file = json!({"format": "shipworthy-package", "schema_version": 1, "package": {}});
        file[part] = value;
        file
    };
    assert_eq!(problems(&validator, &file("package", json!({}))), [""; 0]);
    check(json!({"package": {}}), ": \"format\" is a required property");
    check(json!({"format": "other", "schema_version": 1, "package": {}}), "/format: ");
    let package = |place: &str, value: Value| check(file("package", value), &format!("/package/{place}: "));
    package("title", json!({"title": 3}));
    package("gates/0/severity", json!({"gates": [{"severity": "fatal"}]}));
    package("risks/0/inherent/impact", json!({"risks": [{"inherent": {"impact": 300}}]}));
    package("evidence/datasets/0/source", json!({"evidence": {"datasets": [{"source": {"kind": "dreamt"}}]}}));
    package("required/0/least", json!({"required": [{"check": "gates", "least": -1}]}));
    let findings = |place: &str, value: Value| check(file("findings", value), &format!("/findings/{place}: "));
    findings("gates/0/verdict", json!({"gates": [{"verdict": "perhaps"}]}));
    findings("estimates/0/value", json!({"estimates": [{"value": "much"}]}));
    findings("robustness", json!({"robustness": {"smaa": {"acceptability": [["often"]]}}}));
    findings("outcome/decision", json!({"outcome": {"decision": 1}}));
}

#[test]
fn a_wrong_kind_anywhere_in_the_findings_is_found() {
    let validator = validator();
    for document in worked_examples() {
        let mut places = Vec::new();
        numbers(&document["findings"], "/findings", &mut places);
        assert!(places.len() > 500, "only {} numbers", places.len());
        // A prime step, so that every part is met.
        for place in places.iter().step_by(17) {
            let mut changed = document.clone();
            *changed.pointer_mut(place).unwrap() = json!("a word");
            assert!(!validator.is_valid(&changed), "a word at {place} follows the schema");
        }
    }
}

/// Where the numbers of a value are, as JSON pointers.
fn numbers(value: &Value, place: &str, places: &mut Vec<String>) {
    match value {
        Value::Number(_) => places.push(place.to_owned()),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| numbers(item, &format!("{place}/{index}"), places));
        }
        Value::Object(fields) => {
            fields.iter().for_each(|(key, field)| numbers(field, &format!("{place}/{key}"), places));
        }
        _ => {}
    }
}

/// What says of a number what it is counted in, or between what it lies.
const MEASURED_IN: &[&str] = &[
    "unit",
    "0 to 1",
    "0 and 1",
    "−1 to 1",
    "1 to 5",
    "1 to 25",
    "1 to 125",
    "percent",
    "points of 100",
    "a month",
    "in hours",
    "rows",
    "rank",
    "draws",
    "seed",
    "how many",
    "number of",
    "accelerators",
    "ratio",
    "at least 0",
    "1 best",
    "whole number from 1",
];

#[test]
fn every_number_of_the_findings_says_what_it_is_counted_in() {
    let schema = package_schema();
    let mut definitions = vec!["Findings".to_owned()];
    let mut silent = Vec::new();
    let mut at = 0;
    while let Some(name) = definitions.get(at).cloned() {
        at += 1;
        for (field, property) in schema["$defs"][&name]["properties"].as_object().into_iter().flatten() {
            let text = property.to_string();
            let referred = text.split("#/$defs/").skip(1).filter_map(|rest| rest.split('"').next());
            for other in referred {
                if !definitions.iter().any(|known| known == other) {
                    definitions.push(other.to_owned());
                }
            }
            let description = property["description"].as_str().unwrap_or_default().to_lowercase();
            let is_number = text.contains("\"number\"") || text.contains("\"integer\"");
            if description.is_empty() || is_number && !MEASURED_IN.iter().any(|words| description.contains(words)) {
                silent.push(format!("{name}.{field}: {description}"));
            }
        }
    }
    assert!(definitions.len() > 25, "{definitions:?}");
    assert_eq!(silent, Vec::<String>::new());
}
