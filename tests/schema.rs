//! The published JSON Schema is that of the types, and what is exported follows it.

use std::fs;
use std::path::Path;

use serde_json::{Map, Value, json};
use shipworthy::package::template::TEMPLATES;
use shipworthy::publish::json::Contents;
use shipworthy::publish::schema::package_schema;
use shipworthy::publish::{analyse, package_file};
use shipworthy::telemetry::Telemetry;

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

#[test]
fn every_worked_example_follows_the_schema() {
    let schema = package_schema();
    for template in TEMPLATES.iter() {
        let mut package = template.package.clone();
        (package.settings.draws, package.settings.resamples) = (100, 100);
        let findings = analyse(&package, &Telemetry::generated(&package));
        let file = package_file(&package, &Contents::new(), &findings);
        let document = serde_json::to_value(file).unwrap();
        assert_eq!(problems(&schema, &document), [""; 0]);
    }
}

#[test]
fn what_is_wrong_is_found() {
    let schema = package_schema();
    let check = |document: Value, expected: &str| {
        let found = problems(&schema, &document);
        assert!(found.iter().any(|problem| problem.starts_with(expected)), "{expected}: {found:?}");
    };
    let package = |package: Value| json!({"format": "shipworthy-package", "schema_version": 1, "package": package});
    assert_eq!(problems(&schema, &package(json!({}))), [""; 0]);
    check(json!({"package": {}}), " lacks format");
    check(json!({"format": "other", "schema_version": 1, "package": {}}), ".format is not");
    check(package(json!({"title": 3})), ".package.title is not");
    check(package(json!({"gates": [{"severity": "fatal"}]})), ".package.gates[0].severity");
    check(package(json!({"risks": [{"inherent": {"impact": 300}}]})), ".package.risks[0].inherent.impact is over");
    check(
        package(json!({"evidence": {"datasets": [{"source": {"kind": "dreamt"}}]}})),
        ".package.evidence.datasets[0]",
    );
}

/// Where `document` does not follow `schema`. A keyword this does not know is a problem too.
fn problems(schema: &Value, document: &Value) -> Vec<String> {
    let mut problems = Vec::new();
    Check { root: schema }.value(schema, document, "", &mut problems);
    problems
}

struct Check<'a> {
    root: &'a Value,
}

impl Check<'_> {
    fn value(&self, schema: &Value, value: &Value, path: &str, problems: &mut Vec<String>) {
        let Some(keywords) = schema.as_object() else { return };
        for (keyword, argument) in keywords {
            match keyword.as_str() {
                "$ref" => self.value(self.definition(argument), value, path, problems),
                "allOf" => each(argument, |part| self.value(part, value, path, problems)),
                "anyOf" => self.some(argument, value, path, |matching| matching > 0, problems),
                "oneOf" => self.some(argument, value, path, |matching| matching == 1, problems),
                "type" if !has_type(argument, value) => problems.push(format!("{path} is not {argument}")),
                "const" if argument != value => problems.push(format!("{path} is not {argument}")),
                "enum" if !argument.as_array().unwrap().contains(value) => {
                    problems.push(format!("{path} is none of {argument}"));
                }
                "minimum" if value.as_f64() < argument.as_f64() && value.is_number() => {
                    problems.push(format!("{path} is under {argument}"));
                }
                "maximum" if value.as_f64() > argument.as_f64() && value.is_number() => {
                    problems.push(format!("{path} is over {argument}"));
                }
                "required" => each(argument, |key| {
                    if value.get(key.as_str().unwrap()).is_none() {
                        problems.push(format!("{path} lacks {}", key.as_str().unwrap()));
                    }
                }),
                "properties" => self.properties(argument, value, path, problems),
                "additionalProperties" => self.additional(keywords, value, path, problems),
                "items" => {
                    let fixed = keywords.get("prefixItems").and_then(Value::as_array).map_or(0, Vec::len);
                    for (index, item) in value.as_array().into_iter().flatten().enumerate().skip(fixed) {
                        self.value(argument, item, &format!("{path}[{index}]"), problems);
                    }
                }
                "prefixItems" => {
                    for (index, part) in argument.as_array().unwrap().iter().enumerate() {
                        if let Some(item) = value.get(index) {
                            self.value(part, item, &format!("{path}[{index}]"), problems);
                        }
                    }
                }
                "minItems"
                    if value.as_array().is_some_and(|items| (items.len() as u64) < argument.as_u64().unwrap()) =>
                {
                    problems.push(format!("{path} has too few items"));
                }
                "maxItems" if value.as_array().is_some_and(|items| items.len() as u64 > argument.as_u64().unwrap()) => {
                    problems.push(format!("{path} has too many items"));
                }
                "type" | "const" | "enum" | "minimum" | "maximum" | "minItems" | "maxItems" => {}
                "$schema" | "$defs" | "title" | "description" | "default" | "format" => {}
                other => problems.push(format!("{path}: the keyword {other} is not known here")),
            }
        }
    }

    fn definition(&self, reference: &Value) -> &Value {
        let pointer = reference.as_str().unwrap().strip_prefix('#').unwrap();
        self.root.pointer(pointer).unwrap_or_else(|| panic!("{pointer} is not defined"))
    }

    fn some(
        &self,
        parts: &Value,
        value: &Value,
        path: &str,
        enough: impl Fn(usize) -> bool,
        problems: &mut Vec<String>,
    ) {
        let follows = |part: &&Value| {
            let mut found = Vec::new();
            self.value(part, value, path, &mut found);
            found.is_empty()
        };
        let matching = parts.as_array().unwrap().iter().filter(follows).count();
        if !enough(matching) {
            problems.push(format!("{path} follows {matching} of the alternatives"));
        }
    }

    fn properties(&self, properties: &Value, value: &Value, path: &str, problems: &mut Vec<String>) {
        for (key, schema) in properties.as_object().unwrap() {
            if let Some(value) = value.get(key) {
                self.value(schema, value, &format!("{path}.{key}"), problems);
            }
        }
    }

    fn additional(&self, keywords: &Map<String, Value>, value: &Value, path: &str, problems: &mut Vec<String>) {
        let Some(fields) = value.as_object() else { return };
        let known = keywords.get("properties").and_then(Value::as_object);
        for (key, value) in fields.iter().filter(|(key, _)| !known.is_some_and(|known| known.contains_key(*key))) {
            match &keywords["additionalProperties"] {
                Value::Bool(false) => problems.push(format!("{path}.{key} is not expected")),
                schema => self.value(schema, value, &format!("{path}.{key}"), problems),
            }
        }
    }
}

fn each(list: &Value, act: impl FnMut(&Value)) {
    list.as_array().unwrap().iter().for_each(act);
}

fn has_type(types: &Value, value: &Value) -> bool {
    let is = |name: &Value| match name.as_str().unwrap() {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        "integer" => value.as_f64().is_some_and(|number| number.fract() == 0.0),
        "number" => value.is_number(),
        other => panic!("the type {other} is not known here"),
    };
    match types {
        Value::Array(types) => types.iter().any(is),
        one => is(one),
    }
}
