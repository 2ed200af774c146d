//! Packages with script, formulas and links in every text that people write: whatever is made of them, nothing runs.

use std::collections::BTreeSet;

use pulldown_cmark::{Event, Options, Parser, Tag};
use serde_json::Value;
use shipworthy::analysis::analyse;
use shipworthy::package::document::{from_value, write};
use shipworthy::package::evidence::DatasetSource;
use shipworthy::package::template::{TEMPLATES, Template};
use shipworthy::package::{Extra, Package, document::Plain};
use shipworthy::publish::publication::{File, Material};
use shipworthy::publish::telemetry::{contents_of_template, of_contents};
use shipworthy::publish::{PUBLICATIONS, memo, schema};

/// One after the other they stand in the texts.
const HOSTILE: [&str; 12] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "</text><svg onload=alert(1)>",
    "[click](javascript:alert(1))",
    "<javascript:alert(1)>",
    "=HYPERLINK(\"http://example.invalid\";\"a\")",
    "+1+cmd|' /C calc'!A0",
    "@SUM(A1:A9)",
    "-2+3",
    "\t=1+1",
    "\r\n=1+1",
    "${{ secrets.TOKEN }} `$(reboot)` --- \n# a\n```\n",
];

/// Fields whose texts mean something to the program: names of columns and checks, references and digests.
const NAMES: [&str; 16] = [
    "id",
    "kind",
    "check",
    "template",
    "column",
    "label_column",
    "time_column",
    "label",
    "value",
    "equals",
    "sha256",
    "content",
    "seal",
    "public",
    "signature",
    "path",
];

/// Every word that one may choose from, by the published schema.
fn choices(schema: &Value, found: &mut BTreeSet<String>) {
    match schema {
        Value::Object(fields) => {
            for (key, value) in fields {
                match (key.as_str(), value) {
                    ("const", Value::String(word)) => drop(found.insert(word.clone())),
                    ("enum", Value::Array(words)) => {
                        found.extend(words.iter().filter_map(Value::as_str).map(str::to_owned));
                    }
                    _ => choices(value, found),
                }
            }
        }
        Value::Array(entries) => entries.iter().for_each(|entry| choices(entry, found)),
        _ => {}
    }
}

/// What may not become hostile: words to choose from, and identifiers, which other records refer to.
fn kept(package: &Value) -> BTreeSet<String> {
    let mut kept = BTreeSet::new();
    choices(&schema::package_schema(), &mut kept);
    identifiers(package, &mut kept);
    kept
}

fn identifiers(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            found.extend(fields.get("id").and_then(Value::as_str).map(str::to_owned));
            fields.values().for_each(|field| identifiers(field, found));
        }
        Value::Array(entries) => entries.iter().for_each(|entry| identifiers(entry, found)),
        _ => {}
    }
}

/// Makes every text of people hostile; notes the fields it changed.
fn hurt(value: &mut Value, name: &str, kept: &BTreeSet<String>, changed: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            // Measures find generated columns by their names.
            for (key, field) in fields.iter_mut().filter(|(key, _)| *key != "columns") {
                hurt(field, key, kept, changed);
            }
        }
        Value::Array(entries) => entries.iter_mut().for_each(|entry| hurt(entry, name, kept, changed)),
        Value::String(text) => {
            let is_date = text.len() == 10 && text.as_bytes()[4] == b'-';
            if NAMES.contains(&name) || kept.contains(text.as_str()) || text.is_empty() || is_date {
                return;
            }
            let number = changed.len();
            *text = format!("{} {number}", HOSTILE[number % HOSTILE.len()]);
            changed.push(name.to_owned());
        }
        _ => {}
    }
}

fn hostile(template: &Template) -> (Package, Vec<String>) {
    let mut value = template.package.to_value();
    let (kept, mut changed) = (kept(&value), Vec::new());
    hurt(&mut value, "", &kept, &mut changed);
    let mut package: Package = from_value(value).unwrap_or_else(|problem| panic!("{}: {problem:?}", template.name));
    (package.settings.draws, package.settings.resamples) = (100, 100);
    package.release.simulation.runs = 20;
    (package, changed)
}

/// Every file that is made of a package.
fn files(template: &Template, package: &Package) -> Vec<File> {
    let contents = contents_of_template(template);
    let findings = analyse(package, &of_contents(package, &contents), &memo::length);
    let extra = Extra::new();
    let material =
        Material { package, findings: &findings, contents: &contents, extra: &extra, lineage: &Default::default() };
    let wanted = PUBLICATIONS.iter().filter(|publication| (publication.lacks)(package, &findings).is_none());
    wanted
        .filter(|publication| publication.name != "zip")
        .flat_map(|publication| (publication.write)(&material).files)
        .collect()
}

#[test]
fn whatever_is_made_of_a_hostile_package_runs_nothing() {
    let mut fields = BTreeSet::new();
    for template in TEMPLATES.iter() {
        let (package, changed) = hostile(template);
        assert!(changed.len() > 150, "{}: {} texts", template.name, changed.len());
        fields.extend(changed);
        let files = files(template, &package);
        assert!(files.len() > 15, "{}: {} files", template.name, files.len());
        for file in files {
            check_file(&file);
        }
        // It is written and opened again as it is.
        let again: Package = shipworthy::package::document::read(&write(&package)).unwrap();
        assert_eq!(again, package, "{}", template.name);
    }
    for field in [
        "title",
        "decision_question",
        "boundary",
        "name",
        "description",
        "evidence",
        "rationale",
        "owner",
        "mitigation",
        "cause",
        "runbook",
        "approver",
        "action",
        "previous",
        "context",
        "question",
        "purpose",
        "answer",
        "meaning",
        "command",
        "log",
        "statement",
        "role",
        "unit",
    ] {
        assert!(fields.contains(field), "no {field} is hostile: {fields:?}");
    }
}

#[track_caller]
fn check_file(file: &File) {
    let ending = file.name.rsplit('.').next().unwrap_or_default();
    let text = || String::from_utf8(file.bytes.clone()).unwrap_or_else(|_| panic!("{} is no text", file.name));
    match ending {
        "csv" => check_cells(&file.name, &text()),
        "svg" => check_drawing(&file.name, &text()),
        "md" => check_markdown(&file.name, &text()),
        "json" | "ipynb" => {
            drop(serde_json::from_str::<Value>(&text()).unwrap_or_else(|why| panic!("{}: {why}", file.name)))
        }
        "yaml" | "yml" => {
            serde_saphyr::from_multiple::<Value>(&text()).unwrap_or_else(|why| panic!("{}: {why}", file.name));
        }
        _ => {}
    }
}

/// No cell begins like a formula, unless it is a number.
fn check_cells(name: &str, text: &str) {
    let mut rest = text.trim_start_matches('\u{feff}');
    let mut cells = 0;
    while !rest.is_empty() {
        let (cell, after) = match rest.strip_prefix('"') {
            Some(quoted) => {
                let mut end = 0;
                while let Some(at) = quoted[end..].find('"') {
                    end += at;
                    if quoted[end + 1..].starts_with('"') { end += 2 } else { break }
                }
                (quoted[..end].replace("\"\"", "\""), &quoted[end + 1..])
            }
            None => {
                let end = rest.find([',', '\r', '\n']).unwrap_or(rest.len());
                (rest[..end].to_owned(), &rest[end..])
            }
        };
        let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) && cell.parse::<f64>().is_err();
        assert!(!formula, "{name}: a cell begins with {cell:?}");
        rest = after.strip_prefix("\r\n").or_else(|| after.strip_prefix([',', '\n'])).unwrap_or(after);
        cells += 1;
    }
    assert!(cells > 4, "{name}: {cells} cells");
}

/// A drawing has no element that runs, no handler and no link.
fn check_drawing(name: &str, text: &str) {
    let mut reader = quick_xml::Reader::from_str(text);
    loop {
        match reader.read_event().unwrap_or_else(|why| panic!("{name}: {why}")) {
            quick_xml::events::Event::Eof => break,
            quick_xml::events::Event::Start(tag) | quick_xml::events::Event::Empty(tag) => {
                let element = tag.name().as_ref().to_lowercase();
                assert!(
                    !["script", "foreignobject", "a", "image", "img", "iframe"].contains(&element.as_str()),
                    "{name}: {element}"
                );
                for attribute in tag.attributes() {
                    let attribute = attribute.unwrap_or_else(|why| panic!("{name}: {why}"));
                    let key = attribute.key.as_ref().to_lowercase();
                    assert!(!key.starts_with("on") && !key.ends_with("href"), "{name}: {element} has {key}");
                }
            }
            _ => {}
        }
    }
}

/// A document has no raw HTML, and every link in it leads to an address, within it or to a screen.
fn check_markdown(name: &str, text: &str) {
    let body = match text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")) {
        Some((front, body)) => {
            serde_saphyr::from_str::<Value>(front).unwrap_or_else(|why| panic!("{name}: {why}"));
            body
        }
        None => text,
    };
    for (event, range) in Parser::new_ext(body, Options::ENABLE_TABLES).into_offset_iter() {
        let around = |range: std::ops::Range<usize>| {
            let begin = body.floor_char_boundary(range.start.saturating_sub(200));
            &body[begin..body.floor_char_boundary(range.end + 100)]
        };
        match event {
            Event::Html(html) | Event::InlineHtml(html) => panic!("{name}: {html} in …{}…", around(range)),
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                let safe = ["https://", "http://", "mailto:", "#"].iter().any(|start| dest_url.starts_with(start));
                assert!(safe, "{name}: a link to {dest_url} in …{}…", around(range));
            }
            _ => {}
        }
    }
}

#[test]
fn datasets_keep_their_columns_so_that_there_is_something_to_write() {
    let (package, _) = hostile(&TEMPLATES[0]);
    let generated =
        |source: &DatasetSource| matches!(source, DatasetSource::Generated(from) if !from.columns.is_empty());
    assert!(package.evidence.datasets.iter().any(|dataset| generated(&dataset.source)));
}
