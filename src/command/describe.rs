//! `shipworthy describe`: what is in a telemetry file.

use serde_json::{Value, json};

use super::argument::Arguments;
use super::text::{list, table};
use super::{Answer, Failure, input, output};
use crate::package::document::{Plain, Said};
use crate::package::evidence::{ImportedFile, JoinedFiles, LabelledFile};
use crate::package::schema::FORMAT;
use crate::package::{Dataset, DatasetSource};
use crate::publish::words::{self, figure};
use crate::telemetry::join::labels_of;
use crate::telemetry::read::{Question, Reading};
use crate::telemetry::suggestion::{Suggestion, suggest};
use crate::telemetry::{Description, Guesses, Table, describe};

pub(super) const OPTIONS: &[&str] =
    &["json", "decimal-comma", "decimal-point", "header", "no-header", "label=", "as=", "own-labels"];

pub(super) const HELP: &str = "\
shipworthy describe FILE [--json]
shipworthy describe FILE FILE … [--label NAME] [--as LABEL …] [--own-labels] [--json]

Reads a telemetry file (CSV, JSON array, JSON Lines) and says what is in it: each column's type, rows,
missing cells and figures, what the reader had to decide, and what the columns suggest to measure.

Several files are described as the one table they make when they are loaded together: the rows of each under a label
made from its name, and every column of every file.

  --label NAME      the column of labels is called NAME; “alternative” otherwise
  --as LABEL        a label in place of the one made from the name, once for each file in their order
  --own-labels      each file has a column of labels of its own
  --decimal-comma   1,5 is one and a half, 1.500 one thousand five hundred
  --decimal-point   1,500 is one thousand five hundred
  --header          the first row names the columns, although it is all numbers
  --no-header       the first row is data
  --json            as JSON; “questions” lists what these options would answer";

pub(super) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let mut contents = Vec::new();
    let mut files = Vec::new();
    for path in arguments.some_files()? {
        let name = path.display().to_string();
        let bytes = input::bytes(path)?;
        if is_package(&bytes) {
            return Err(Failure::file(&name, "This is a package, not telemetry. Use “shipworthy score” or “check”."));
        }
        files.push(ImportedFile {
            file_name: match path.file_name() {
                Some(file_name) if name != "-" => file_name.to_string_lossy().into_owned(),
                _ => "Standard input".to_owned(),
            },
            bytes: bytes.len() as u64,
            decimal_comma: arguments.either("decimal-comma", "decimal-point")?,
            header: Said(arguments.either("header", "no-header")?),
            ..ImportedFile::default()
        });
        contents.push(bytes);
    }
    let source = source(files, arguments)?;
    let reading = source.read(&mut contents.concat().as_slice(), &mut |_| {});
    let Reading { table, ledger, questions } = reading.map_err(|error| match arguments.file() {
        Ok(path) => Failure::file(path.display().to_string(), error),
        Err(_) => Failure::file("the files", error),
    })?;
    let description = Description { guesses: source.guesses(&table), ..describe(&table, &ledger) };
    let suggestions = suggestions(&table, &description.guesses);
    if arguments.has("json") {
        return output::print_json(&published(&description, &questions, &suggestions));
    }
    output::print(&readable(&description, &questions, &suggestions))
}

/// One file as it is, several joined.
fn source(mut files: Vec<ImportedFile>, arguments: &Arguments) -> Result<DatasetSource, Failure> {
    let stated = arguments.texts("as")?;
    if files.len() == 1 {
        if !stated.is_empty() || arguments.text("label")?.is_some() || arguments.has("own-labels") {
            return Err(Failure::Usage("Labels are for several files: name two or more.".to_owned()));
        }
        return Ok(DatasetSource::Imported(files.remove(0)));
    }
    let labels = match (stated.len(), arguments.has("own-labels")) {
        (0, true) => vec![String::new(); files.len()],
        (_, true) => return Err(Failure::Usage("Choose one of --as and --own-labels.".to_owned())),
        (0, false) => labels_of(&files.iter().map(|file| file.file_name.as_str()).collect::<Vec<_>>()),
        (count, false) if count == files.len() => stated,
        (count, false) => {
            let words = format!(
                "Say --as once for each of the {} files, not {}.",
                files.len(),
                figure::counted(count, "time", "times")
            );
            return Err(Failure::Usage(words));
        }
    };
    let labelled = |(file, label)| LabelledFile { label, file, ..LabelledFile::default() };
    Ok(DatasetSource::Joined(JoinedFiles {
        label_column: arguments.text("label")?.unwrap_or_else(|| JoinedFiles::LABEL_COLUMN.to_owned()),
        files: files.into_iter().zip(labels).map(labelled).collect(),
        ..JoinedFiles::default()
    }))
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
        words::capital(&ledger.parser)
    );
    let parts: Vec<String> = ledger
        .parts
        .iter()
        .map(|part| {
            let rows = figure::counted(part.rows as usize, "row", "rows");
            match part.label.as_str() {
                "" => {
                    format!("{}: {rows}, labelled by its column {}. {}.", part.source, part.label_column, part.parser)
                }
                label => format!("{}: {rows} as “{label}”. {}.", part.source, part.parser),
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
    }
}
