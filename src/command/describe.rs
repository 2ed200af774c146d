//! `shipworthy describe`: what is in a telemetry file.

use serde_json::{Value, json};

use super::argument::Arguments;
use super::text::{list, table};
use super::{Answer, Failure, input, output};
use crate::package::Dataset;
use crate::package::document::Plain;
use crate::package::schema::FORMAT;
use crate::publish::words::figure;
use crate::telemetry::read::Question;
use crate::telemetry::suggestion::{Suggestion, suggest};
use crate::telemetry::{Description, Guesses, ReadOptions, Table, describe, read};

pub(super) const OPTIONS: &[&str] = &["json", "decimal-comma", "decimal-point", "header", "no-header"];

pub(super) const HELP: &str = "\
shipworthy describe FILE [--json]

Reads a telemetry file (CSV, JSON array, JSON Lines) and says what is in it: each column's type, rows,
missing cells and figures, what the reader had to decide, and what the columns suggest to measure.

  --decimal-comma   1,5 is one and a half, 1.500 one thousand five hundred
  --decimal-point   1,500 is one thousand five hundred
  --header          the first row names the columns, although it is all numbers
  --no-header       the first row is data
  --json            as JSON; “questions” lists what these options would answer";

pub(super) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let path = arguments.file()?;
    let name = path.display().to_string();
    let bytes = input::bytes(path)?;
    if is_package(&bytes) {
        return Err(Failure::file(&name, "This is a package, not telemetry. Use “shipworthy score” or “check”."));
    }
    let decimal_comma = arguments.either("decimal-comma", "decimal-point")?;
    let header = arguments.either("header", "no-header")?;
    let file_name = match path.file_name() {
        Some(file_name) if name != "-" => file_name.to_string_lossy().into_owned(),
        _ => "Standard input".to_owned(),
    };
    let options = ReadOptions { file_name, decimal_comma, header };
    let reading = read(&mut bytes.as_slice(), &options, &mut |_| {}).map_err(|error| Failure::file(&name, error))?;
    let description = describe(&reading.table, &reading.ledger);
    let (questions, suggestions) = (&reading.questions, suggestions(&reading.table, &description.guesses));
    if arguments.has("json") {
        return output::print_json(&published(&description, questions, &suggestions));
    }
    output::print(&readable(&description, questions, &suggestions))
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

/// Whether the file says of itself that it is a package; looks at its beginning only.
fn is_package(bytes: &[u8]) -> bool {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).replace([' ', '\n', '\r', '\t'], "");
    start.contains(&format!("\"format\":\"{FORMAT}\""))
}

fn readable(description: &Description, questions: &[Question], suggestions: &[Suggestion]) -> String {
    let ledger = &description.ledger;
    let mut text = format!(
        "{}: {}, {}. {}.\n\n",
        ledger.source,
        figure::counted(description.rows as usize, "row", "rows"),
        figure::counted(description.columns.len(), "column", "columns"),
        ledger.parser
    );
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
    }
}
