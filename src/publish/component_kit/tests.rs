//! The kit says the whole contract, and no text of a package becomes a part of its programs.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::PUBLICATION;
use crate::findings::Findings;
use crate::package::document::{from_value, write};
use crate::package::{Extra, Package};
use crate::publish::publication::{Contents, Material, Written};

/// A package with a contract in which each free text is `text`.
fn package(text: &str) -> Package {
    let request = json!({"text": "abc", "rows": [{"share": 0.5}]});
    let error = json!({"error": text, "field": "{field}"}).to_string();
    from_value(json!({
        "title": text,
        "interface": {
            "service": text, "version": text, "workflow": [text],
            "endpoints": [
                {"id": "e", "path": "/v1/rows", "purpose": text, "latency_ms": 50, "request_bytes": 900, "response_bytes": 900},
                {"id": "r", "method": "get", "path": "/v1/rows/{row}", "purpose": text},
            ],
            "fields": [
                {"id": "f1", "endpoint": "e", "name": "text", "shortest": 1, "longest": 9, "pattern": "[a-z]*", "description": text},
                {"id": "f2", "endpoint": "e", "name": "rows", "kind": "objects", "longest": 3, "description": text},
                {"id": "f3", "endpoint": "e", "name": "rows.share", "kind": "number", "minimum": 0, "maximum": 1, "unit": text},
                {"id": "f4", "endpoint": "e", "place": "response", "name": "label", "allowed": [text, "other"]},
                {"id": "f5", "endpoint": "r", "place": "path", "name": "row", "kind": "whole_number", "minimum": 1},
                {"id": "f6", "endpoint": "r", "place": "response", "name": "label", "required": false},
            ],
            "errors": [
                {"id": "limits", "when": text, "body": error},
                {"id": "other", "status": 503, "cause": "other", "when": text, "body": error},
            ],
            "examples": [
                {"id": "x1", "name": text, "endpoint": "e", "request": request.to_string(), "response": json!({"label": text}).to_string()},
                {"id": "x2", "name": text, "endpoint": "r", "request": "{\"row\": 1}", "response": "{}"},
            ],
        },
        "deployment": {
            "configuration": [{"id": "c", "name": "LIMIT", "default": text, "meaning": text}],
            "secrets": [{"id": "s", "name": "TOKEN", "purpose": text, "kept": text}],
            "ports": [{"id": "p", "number": 9000, "purpose": text}],
            "health_checks": [{"id": "h", "path": "/healthz", "purpose": text}],
            "smoke_test": [{"id": "t", "action": text, "expected": text, "example": "x1", "evidence": text}],
            "rollback": text,
        },
    }))
    .unwrap()
}

fn lacks(package: &Package) -> Option<&'static str> {
    (PUBLICATION.lacks)(package, &Findings::default())
}

fn kit(package: &Package) -> Written {
    let (findings, contents, extra) = (Findings::default(), Contents::new(), Extra::new());
    let lineage = Default::default();
    let material = Material { package, findings: &findings, contents: &contents, extra: &extra, lineage: &lineage };
    (PUBLICATION.write)(&material)
}

fn file(written: &Written, name: &str) -> String {
    let file = written.files.iter().find(|file| file.name == name).unwrap();
    String::from_utf8(file.bytes.clone()).unwrap()
}

fn value(written: &Written, name: &str) -> Value {
    serde_json::from_str(&file(written, name)).unwrap()
}

#[test]
fn the_contract_is_said_in_full() {
    let package = package("plain");
    assert_eq!(lacks(&package), None);
    let written = kit(&package);
    let openapi = value(&written, "openapi.json");
    let posted = &openapi["paths"]["/v1/rows"]["post"];
    let schema = &posted["requestBody"]["content"]["application/json"]["schema"];
    assert_eq!(schema["required"], json!(["text", "rows"]));
    assert_eq!(
        schema["properties"]["text"],
        json!({"type": "string", "pattern": "^[a-z]*$", "minLength": 1, "maxLength": 9, "description": "plain"})
    );
    let share = &schema["properties"]["rows"]["items"]["properties"]["share"];
    assert_eq!(*share, json!({"type": "number", "minimum": 0, "maximum": 1, "description": "Unit: plain."}));
    assert_eq!(posted["x-latency-ms-of-95-in-100"], 50);
    assert_eq!(posted["responses"]["503"]["description"], "plain");
    let read = &openapi["paths"]["/v1/rows/{row}"]["get"];
    assert_eq!(read["parameters"][0]["schema"], json!({"type": "integer", "minimum": 1}));
    assert!(openapi["paths"]["/healthz"]["get"].is_object());

    let contract = value(&written, "contract.json");
    let endpoint = &contract["endpoints"][0];
    assert_eq!((&contract["port"], &endpoint["request_bytes"]), (&json!(9000), &json!(900)));
    assert_eq!(endpoint["errors"]["limits"], json!({"status": 422, "body": {"error": "plain", "field": "{field}"}}));
    assert_eq!(endpoint["errors"]["media_type"]["status"], 415);
    assert_eq!(contract["endpoints"][1]["request"], Value::Null);
    let lost: Vec<&str> = written.losses.iter().map(|loss| loss.what.as_str()).collect();
    assert!(lost.contains(&"The error 503 “plain”") && lost[0].starts_with("The model"), "{lost:?}");
    assert!(lost.contains(&"The error for “The request is too large”"), "{lost:?}");
}

#[test]
fn a_contract_that_cannot_be_kept_has_no_kit() {
    let check = |change: &dyn Fn(&mut Package), expected: &str| {
        let mut package = package("plain");
        change(&mut package);
        let lack = lacks(&package).unwrap_or_default();
        assert!(lack.contains(expected), "{lack}");
    };
    check(&|package| package.interface = Default::default(), "There is no interface contract");
    check(&|package| package.interface.fields[2].maximum = Some(-1.0), "contradicts itself");
    check(&|package| package.interface.endpoints[1].path.clear(), "contradicts itself");
    check(&|package| package.interface.examples.truncate(1), "no example that is answered");
    check(&|package| package.deployment.configuration[0].default = "password=x".to_owned(), "looks like a secret");
    check(&|package| package.deployment.ports[0].number = 0, "contradict themselves");
}

#[test]
fn what_is_installed_is_pinned_by_digest() {
    let requirements = file(&kit(&package("plain")), "requirements.txt");
    let lines: Vec<&str> = requirements.lines().filter(|line| !line.starts_with('#')).collect();
    assert!(lines.len() > 5);
    for line in lines {
        let (_, digest) = line.split_once(" --hash=sha256:").unwrap();
        assert!(line.contains("==") && digest.len() == 64 && digest.chars().all(|it| it.is_ascii_hexdigit()), "{line}");
    }
}

/// Texts that would end a string, a comment, a fence or a command somewhere.
fn hostile() -> impl Strategy<Value = String> {
    let parts = prop::sample::select(vec![
        "\"\"\"",
        "'''",
        "\"",
        "'",
        "\\",
        "\n",
        "\r\n",
        "${{ secrets.TOKEN }}",
        "$(reboot)",
        "`id`",
        "```",
        "# ",
        "---\n",
        "{{",
        "%s",
        "<script>alert(1)</script>",
        "]]>",
        "\u{2028}",
        "\u{202e}",
        "\0",
        "RUN rm -rf /",
        "import os; os.abort()",
        "é",
        "| a |",
        "long ",
    ]);
    let any = prop_oneof![parts.prop_map(str::to_owned), any::<String>()];
    prop::collection::vec(any, 0..8).prop_map(|parts| parts.concat())
}

/// Lines that mean something to a reader of Markdown: headings and fences.
fn marks(markdown: &str) -> Vec<&str> {
    markdown.lines().filter(|line| line.starts_with('#') || line.starts_with("```")).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn no_text_becomes_a_part_of_a_program(text in hostile(), longer in 0_usize..3) {
        let text = text.repeat(1 + longer * 100);
        let (plain, hostile) = (kit(&package("plain")), kit(&package(&text)));
        for (one, other) in plain.files.iter().zip(&hostile.files) {
            prop_assert_eq!(&one.name, &other.name);
            match one.name.as_str() {
                "openapi.json" | "contract.json" => {
                    prop_assert!(serde_json::from_slice::<Value>(&other.bytes).is_ok(), "{}", one.name);
                }
                "README.md" | "DEPLOYMENT.md" => {
                    let (one, other) = (file(&plain, &one.name), file(&hostile, &other.name));
                    let (marks, others) = (marks(&one), marks(&other));
                    // The first is the service's name.
                    prop_assert_eq!(&marks[1..], &others[1..]);
                }
                name => prop_assert!(one.bytes == other.bytes, "{name} depends on a text"),
            }
        }
        let contract = value(&hostile, "contract.json");
        prop_assert_eq!(contract["service"].as_str(), Some(text.as_str()));
    }

    #[test]
    fn any_contract_that_reads_is_written_or_refused(text in hostile(), path in "[/a-z{}.]{0,12}", kind in 0_usize..8) {
        let mut package = package("plain");
        package.interface.endpoints[0].path = path;
        package.interface.fields[0].kind = crate::package::interface::FieldKind::ALL[kind];
        package.interface.fields[1].name = text;
        if lacks(&package).is_none() {
            prop_assert!(!write(&package).is_empty() && !kit(&package).files.is_empty());
        }
    }
}
