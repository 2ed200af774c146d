//! `shipworthy describe`: what is in a telemetry file.

use serde_json::{Value, json};

use super::argument::Arguments;
use super::given::{Given, OPTIONS_HELP};
use super::text::{list, table};
use super::{Answer, Failure, output};
use crate::analysis::{environment, test_run};
use crate::package::Dataset;
use crate::package::document::Plain;
use crate::publish::words::{self, figure};
use crate::telemetry::read::{Question, Reading};
use crate::telemetry::suggestion::{Suggestion, suggest};
use crate::telemetry::{Description, Guesses, Table, describe};

pub(super) fn options() -> Vec<&'static str> {
    ["json"].into_iter().chain(super::given::OPTIONS).collect()
}

pub(super) fn help() -> String {
    format!(
        "\
shipworthy describe FILE [--json]
shipworthy describe FILE FILE … [--label NAME] [--as LABEL …] [--own-labels] [--json]

Reads a telemetry file (CSV, JSON array, JSON Lines; load tests of hey, vegeta, JMeter, k6, Locust; evaluations by Inspect
AI, promptfoo, lm-evaluation-harness; what Prometheus answered), a list of packages (pip freeze, requirements.txt,
Cargo.lock, package-lock.json, CycloneDX) or test results (JUnit XML), compressed with gzip or not, and says what is in it: which tool wrote it, each column's type,
rows, missing cells and figures, what the reader had to decide, and what the columns suggest to measure.

Several files are described as the one table they make when they are loaded together: the rows of each under a label
made from its name, and every column of every file. Lists of packages stand side by side, a machine each; runs of tests
below each other.

{OPTIONS_HELP}
  --json            as JSON; “format” is the tool or format, “questions” lists what these options would answer"
    )
}

pub(super) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let given = Given::of(arguments)?;
    let Reading { table, ledger, questions } = given.read(arguments)?;
    let description = Description { guesses: given.source.guesses(&table, ledger.kind), ..describe(&table, &ledger) };
    let suggestions = suggestions(&table, &description.guesses);
    let known = words::file_read::sentence(&description.ledger).map(|sentence| sentence + ".");
    let said: Vec<String> = known.into_iter().chain(said(&table, &description.guesses)).collect();
    if arguments.has("json") {
        let mut value = published(&description, &questions, &suggestions);
        value["sentences"] = said.into();
        return output::print_json(&value);
    }
    output::print(&readable(&description, &said, &questions, &suggestions))
}

/// What packages or test cases come to; nothing of other rows.
fn said(table: &Table, guesses: &Guesses) -> Vec<String> {
    let dataset = Dataset { label_column: guesses.label.clone().unwrap_or_default(), ..Dataset::default() };
    let environments = environment::compare(&dataset, table);
    let tests = test_run::summarise(&dataset, table);
    let environments = environments.iter().map(words::environment::sentence);
    environments.chain(tests.iter().map(words::test_run::sentence)).collect()
}

/// The measures suggested, the columns being for what they are guessed to be for.
fn suggestions(table: &Table, guesses: &Guesses) -> Vec<Suggestion> {
    let role = |column: &Option<String>| column.clone().unwrap_or_default();
    let (label_column, time_column) = (role(&guesses.label), role(&guesses.time));
    suggest(table, &Dataset { label_column, time_column, ..Dataset::default() })
}

/// As other programs read it: a column's kind is its `type`, and a figure that there is none of is left out.
fn published(description: &Description, questions: &[Question], suggestions: &[Suggestion]) -> Value {
    let mut value = description.to_value();
    value["format"] = Value::from(description.ledger.format.as_str());
    value["questions"] = questions.iter().map(Plain::to_value).collect();
    value["suggestions"] = suggestions.iter().map(suggested).collect();
    for column in value["columns"].as_array_mut().into_iter().flatten().filter_map(Value::as_object_mut) {
        let fields = std::mem::take(column).into_iter().filter(|(_, figure)| !figure.is_null());
        *column = fields
            .map(|(name, value)| if name == "kind" { ("type".to_owned(), value) } else { (name, value) })
            .collect();
    }
    value
}

fn suggested(suggestion: &Suggestion) -> Value {
    let Suggestion { measure, better } = suggestion;
    json!({
        "name": measure.name,
        "column": measure.column,
        "statistic": measure.statistic.to_value(),
        "condition": measure.condition.to_value(),
        "better": better.to_value(),
    })
}

fn readable(description: &Description, said: &[String], questions: &[Question], suggestions: &[Suggestion]) -> String {
    let ledger = &description.ledger;
    let mut text = format!(
        "{}: {}, {}. {}.\n\n",
        ledger.source,
        figure::counted(description.rows as usize, "row", "rows"),
        figure::counted(description.columns.len(), "column", "columns"),
        if ledger.parser.starts_with(&ledger.format) { words::capital(&ledger.parser) } else { ledger.format.clone() }
    );
    for sentence in said {
        text += &format!("{sentence}\n\n");
    }
    let parts: Vec<String> = ledger
        .parts
        .iter()
        .map(|part| {
            let rows = figure::counted(part.rows as usize, "row", "rows");
            match [&part.label, &part.subject].into_iter().find(|name| !name.is_empty()) {
                None => {
                    format!("{}: {rows}, labelled by its column {}. {}.", part.source, part.label_column, part.parser)
                }
                Some(name) => format!("{}: {rows} as “{name}”. {}.", part.source, part.parser),
            }
        })
        .collect();
    let heads = ["Column", "Type", "Missing", "Mean", "Min", "Max", "p50", "p95", "p99"];
    let number = |value: Option<f64>| value.map(figure::number).unwrap_or_default();
    let rows: Vec<Vec<String>> = description
        .columns
        .iter()
        .map(|column| {
            let mut row = vec![column.name.clone(), column.kind.label().to_owned(), figure::count(column.missing)];
            row.extend([column.mean, column.min, column.max, column.p50, column.p95, column.p99].map(number));
            row
        })
        .collect();
    text += &table(&heads, &rows);
    text += &list("Joined from", &parts);
    let notes: Vec<String> = ledger
        .notes
        .iter()
        .map(|note| {
            let places: Vec<String> =
                note.places.iter().take(3).map(|place| format!("row {} “{}”", place.row, place.text)).collect();
            let at = if places.is_empty() { String::new() } else { format!(" ({})", places.join(", ")) };
            let column = if note.column.is_empty() { String::new() } else { format!("{}: ", note.column) };
            format!("{column}{}{at}", note.message)
        })
        .collect();
    text += &list("How the file was read", &notes);
    let asked: Vec<String> = questions.iter().map(|question| format!("{question} {}", answer(*question))).collect();
    text += &list("What is left to say", &asked);
    let suggested = suggestions.iter().map(|Suggestion { measure, better }| match better {
        Some(direction) => format!("{} ({direction})", measure.name),
        None => measure.name.clone(),
    });
    text + &list("What could be measured", &suggested.collect::<Vec<_>>())
}

/// The options that answer a question.
fn answer(question: Question) -> &'static str {
    match question {
        Question::DecimalMark => "Say --decimal-comma or --decimal-point.",
        Question::FirstRow => "Say --header or --no-header.",
        Question::ToolColumns => "Leave --as-written out to have them alike for every tool.",
    }
}
