use crate::findings::Measured;
use std::sync::LazyLock;

use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag};
use serde_json::Value;

use super::*;
use crate::analysis;
use crate::analysis::conclude;
use crate::package::template::TEMPLATES;
use crate::publish::memo;
use crate::telemetry::Telemetry;

fn example() -> Package {
    TEMPLATES[0].package.clone()
}

/// Rows of each table, with the cells of each row; and the number of headings.
fn shape(markdown: &str) -> (Vec<Vec<usize>>, usize) {
    let (mut tables, mut headings): (Vec<Vec<usize>>, usize) = (Vec::new(), 0);
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Start(Tag::Table(_)) => tables.push(Vec::new()),
            Event::Start(Tag::TableHead | Tag::TableRow) => tables.last_mut().unwrap().push(0),
            Event::Start(Tag::TableCell) => *tables.last_mut().unwrap().last_mut().unwrap() += 1,
            Event::Start(Tag::Heading { .. }) => headings += 1,
            _ => {}
        }
    }
    (tables, headings)
}

/// Puts `text` into every field people type prose into.
fn overwrite(value: &mut Value, text: &str) {
    const PROSE: [&str; 17] = [
        "title",
        "boundary",
        "objective",
        "interest",
        "description",
        "limits",
        "rationale",
        "mitigation",
        "cause",
        "event",
        "runbook",
        "note",
        "action",
        "question",
        "what",
        "why",
        "how",
    ];
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| overwrite(item, text)),
        Value::Object(fields) => {
            for (name, field) in fields {
                if field.is_string() && PROSE.contains(&name.as_str()) {
                    *field = Value::from(text);
                } else {
                    overwrite(field, text);
                }
            }
        }
        _ => {}
    }
}

fn with_prose(text: &str) -> Package {
    let mut value = serde_json::to_value(example()).unwrap();
    overwrite(&mut value, text);
    serde_json::from_value(value).unwrap()
}

fn written(package: &Package) -> String {
    static MEASURED: LazyLock<Measured> =
        LazyLock::new(|| analysis::measure::measure(&example(), &Telemetry::generated(&example())));
    decision_package(package, &conclude(package, &MEASURED, None, &memo::length))
}

#[test]
fn it_holds_every_part_in_order() {
    let text = written(&example());
    let headings: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("## ")).collect();
    let expected = [
        "Context",
        "Method",
        "Evidence",
        "Risks",
        "Recommendation",
        "Open questions",
        "Claims without evidence",
        "Project charter",
        "Evidence sources",
        "Alternatives",
        "Scoring table",
        "Measures",
        "Acceptance gates",
        "Cost model",
        "Risk log",
        "Failure modes",
        "Monitoring plan",
        "Service levels",
        "Closure",
        "The plan replayed on telemetry",
        "Release pipeline",
        "Rollback",
        "Release simulation",
        "Additional evidence before real deployment",
        "Reproduction",
    ];
    assert_eq!(headings, expected);
    for risk in &example().risks {
        assert!(text.contains(&format!("### {}", text::inline(&risk.name))), "{}", risk.name);
    }
}

#[test]
fn a_blank_package_is_written_too() {
    let text = written(&Package::default());
    assert!(text.contains("The log is empty."));
    assert!(text.contains("## Reproduction"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_text_leaves_the_shape_as_it_is(text in prop_oneof![any::<String>(), "[-|\\\\`\n\r ~*#>_\\[\\]<a1.&]{1,16}"]) {
        let text = format!("x{text}");
        let plain = shape(&written(&with_prose("x")));
        prop_assert_eq!(shape(&written(&with_prose(&text))), plain, "{}", text);
    }
}
