//! Logs of Inspect AI in JSON.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::{ERROR, INPUT_TOKENS, ITEM, Items, Letter, MODEL, MOST_BYTES, OUTPUT_TOKENS, TASK, written};
use crate::telemetry::ledger::{FileKind, NoteKind};
use crate::telemetry::read::ReadOptions;
use crate::telemetry::read::error::ReadError;
use crate::telemetry::read::format::{Beginning, Format, Records, Sureness};
use crate::telemetry::read::json_record::explain;
use crate::telemetry::read::manifest::day;
use crate::telemetry::read::source::Source;

pub const FORMAT: Format = Format { name: "Inspect AI", endings: &[], kind: FileKind::Telemetry, recognise, read };

const NOT_FINISHED: &str = "the log says that the evaluation did not succeed";
const INVALIDATED: &str = "the log is marked as invalidated";

/// A log says early what its run was.
fn recognise(beginning: &Beginning) -> Sureness {
    let text = String::from_utf8_lossy(beginning.text);
    let says = |word: &str| text.contains(word);
    let is_one = says("\"eval\"") && says("\"task\"") && (says("\"eval_id\"") || says("\"run_id\""));
    if text.starts_with('{') && is_one { Sureness::Certain } else { Sureness::No }
}

#[derive(Deserialize)]
struct Log {
    #[serde(default)]
    status: String,
    eval: Evaluation,
    #[serde(default)]
    invalidated: bool,
    #[serde(default)]
    samples: Vec<Sample>,
}

#[derive(Deserialize)]
struct Evaluation {
    #[serde(default)]
    created: String,
    #[serde(default)]
    task: String,
    #[serde(default)]
    model: String,
}

#[derive(Deserialize)]
struct Sample {
    id: Value,
    #[serde(default)]
    epoch: Option<f64>,
    #[serde(default)]
    scores: Option<Map<String, Value>>,
    #[serde(default)]
    output: Option<Output>,
    #[serde(default)]
    total_time: Option<f64>,
    #[serde(default)]
    error: Option<Value>,
}

#[derive(Deserialize)]
struct Output {
    #[serde(default)]
    usage: Option<Usage>,
}

#[derive(Deserialize)]
struct Usage {
    #[serde(default)]
    input_tokens: Option<f64>,
    #[serde(default)]
    output_tokens: Option<f64>,
}

fn read(source: &mut Source, _: &ReadOptions) -> Result<Records, ReadError> {
    let text = source.whole(FORMAT.name, MOST_BYTES)?;
    let log: Log = serde_json::from_str(&text).map_err(explain)?;
    let mut items = Items::new(FORMAT.name);
    items.origin.recorded = day(&log.eval.created);
    if log.status != "success" {
        items.note(NoteKind::Ambiguous, "", NOT_FINISHED, &log.status);
    }
    if log.invalidated {
        items.note(NoteKind::Ambiguous, "", INVALIDATED, "invalidated");
    }
    for sample in &log.samples {
        take(&mut items, &log.eval, sample)?;
    }
    items.finish()
}

fn take(items: &mut Items, evaluation: &Evaluation, sample: &Sample) -> Result<(), ReadError> {
    items.text(ITEM, &written(&sample.id))?;
    items.number("epoch", sample.epoch)?;
    items.text(TASK, &evaluation.task)?;
    items.text(MODEL, &evaluation.model)?;
    for (scorer, score) in sample.scores.iter().flatten() {
        items.score(&format!("score.{scorer}"), &score["value"], letter)?;
    }
    items.seconds(sample.total_time)?;
    let usage = sample.output.as_ref().and_then(|output| output.usage.as_ref());
    items.number(INPUT_TOKENS, usage.and_then(|usage| usage.input_tokens))?;
    items.number(OUTPUT_TOKENS, usage.and_then(|usage| usage.output_tokens))?;
    if let Some(error) = &sample.error {
        let message = error.get("message").unwrap_or(error);
        items.text(ERROR, &written(message))?;
    }
    items.end()
}

/// What the letters of Inspect AI's scorers stand for, as its own `value_to_float` has it.
fn letter(text: &str) -> Option<Letter> {
    let (value, told) = match text {
        "C" => (1.0, "C, correct, read as 1"),
        "I" => (0.0, "I, incorrect, read as 0"),
        "P" => (0.5, "P, partly correct, read as 0.5"),
        "N" => (0.0, "N, no answer, read as 0"),
        _ => return None,
    };
    Some(Letter { value, told })
}
