//! What lm-evaluation-harness writes: `samples_*.jsonl` with a line for each item, and `results_*.json` with a value and
//! its standard error for each task and metric.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::{ITEM, Items, MODEL, MOST_BYTES, TASK, no_letter, written};
use crate::telemetry::ledger::{FileKind, NoteKind};
use crate::telemetry::read::ReadOptions;
use crate::telemetry::read::error::ReadError;
use crate::telemetry::read::format::{Beginning, Format, Records, Sureness};
use crate::telemetry::read::json_record::explain;
use crate::telemetry::read::source::Source;
use crate::telemetry::time::date_text;

const NAME: &str = "lm-evaluation-harness";

pub const SAMPLES: Format = Format {
    name: "lm-evaluation-harness samples",
    endings: &[],
    kind: FileKind::Telemetry,
    recognise: are_samples,
    read: read_samples,
};

pub const RESULTS: Format = Format {
    name: "lm-evaluation-harness results",
    endings: &[],
    kind: FileKind::Telemetry,
    recognise: are_results,
    read: read_results,
};

/// What a metric's name ends with where the value is its standard error.
const STANDARD_ERROR: &str = "_stderr";
const NOT_NUMBER: &str = "a value that is no number, left out";

fn are_samples(beginning: &Beginning) -> Sureness {
    let text = String::from_utf8_lossy(beginning.text);
    let says = |word: &str| text.contains(word);
    let is_one = says("\"doc_id\"") && (says("\"filtered_resps\"") || says("\"resps\""));
    if text.starts_with('{') && is_one { Sureness::Certain } else { Sureness::No }
}

fn are_results(beginning: &Beginning) -> Sureness {
    let text = String::from_utf8_lossy(beginning.text);
    let says = |word: &str| text.contains(word);
    let is_one = says("\"results\"") && says("\"alias\"") && (says("_stderr,") || says("\"group_subtasks\""));
    if text.starts_with('{') && is_one { Sureness::Certain } else { Sureness::No }
}

#[derive(Deserialize)]
struct Sample {
    doc_id: Value,
    #[serde(default)]
    filter: Option<String>,
    /// The names of the fields that are metrics.
    #[serde(default)]
    metrics: Option<Vec<String>>,
    #[serde(flatten)]
    fields: Map<String, Value>,
}

impl Sample {
    fn metrics(&self) -> impl Iterator<Item = (&String, &Value)> {
        let is_metric = |(name, value): &(&String, &Value)| match &self.metrics {
            Some(metrics) => metrics.contains(name),
            None => value.is_number(),
        };
        self.fields.iter().filter(is_metric)
    }
}

fn read_samples(source: &mut Source, options: &ReadOptions) -> Result<Records, ReadError> {
    let text = source.whole(NAME, MOST_BYTES)?;
    let mut items = Items::new(NAME);
    let task = task_of(&options.file_name);
    for sample in serde_json::Deserializer::from_str(&text).into_iter::<Sample>() {
        let sample = sample.map_err(explain)?;
        items.text(ITEM, &written(&sample.doc_id))?;
        if !task.is_empty() {
            items.text(TASK, task)?;
        }
        if let Some(filter) = &sample.filter {
            items.text("filter", filter)?;
        }
        for (name, value) in sample.metrics() {
            items.score(&format!("score.{name}"), value, no_letter)?;
        }
        items.end()?;
    }
    items.finish()
}

/// The task that a file of samples is named after: `samples_TASK_2026-11-21T14-02-45.123456.jsonl`.
fn task_of(file_name: &str) -> &str {
    let name = file_name.rsplit(['/', '\\']).next().unwrap_or_default();
    let Some(rest) = name.strip_prefix("samples_") else { return "" };
    let is_time = |text: &str| text.get(..4).is_some_and(|year| year.bytes().all(|byte| byte.is_ascii_digit()));
    match rest.rsplit_once('_') {
        Some((task, time)) if is_time(time) => task,
        _ => rest.split('.').next().unwrap_or_default(),
    }
}

#[derive(Deserialize)]
struct Results {
    results: Map<String, Value>,
    #[serde(default, rename = "n-samples")]
    counts: Map<String, Value>,
    #[serde(default)]
    versions: Map<String, Value>,
    #[serde(default)]
    model_name: Option<String>,
    #[serde(default)]
    config: Value,
    /// Seconds since 1970.
    #[serde(default)]
    date: Option<f64>,
}

impl Results {
    fn model(&self) -> String {
        self.model_name.clone().unwrap_or_else(|| written(&self.config["model"]))
    }
}

fn read_results(source: &mut Source, _: &ReadOptions) -> Result<Records, ReadError> {
    let text = source.whole(NAME, MOST_BYTES)?;
    let results: Results = serde_json::from_str(&text).map_err(explain)?;
    let mut items = Items::new(NAME);
    if let Some(date) = results.date {
        items.origin.recorded.0 = date_text((date / 86_400.0).floor() as i64);
    }
    for (task, values) in &results.results {
        let Some(values) = values.as_object() else { continue };
        for (metric, value) in values {
            take_metric(&mut items, &results, (task, values), (metric, value))?;
        }
    }
    items.finish()
}

/// A row for a metric of a task, `acc,none` being its name and the filter behind which it was taken.
fn take_metric(
    items: &mut Items,
    results: &Results,
    (task, values): (&str, &Map<String, Value>),
    (key, value): (&str, &Value),
) -> Result<(), ReadError> {
    let Some((metric, filter)) = key.split_once(',') else { return Ok(()) };
    if metric.ends_with(STANDARD_ERROR) {
        return Ok(());
    }
    let Some(number) = value.as_f64() else {
        items.note(NoteKind::Dropped, "value", NOT_NUMBER, &format!("{task} {key}: {value}"));
        return Ok(());
    };
    items.text(MODEL, &results.model())?;
    items.text(TASK, task)?;
    items.text("task_version", &results.versions.get(task).map(written).unwrap_or_default())?;
    items.text("metric", metric)?;
    items.text("filter", filter)?;
    items.number("value", Some(number))?;
    let error = values.get(&format!("{metric}{STANDARD_ERROR},{filter}"));
    items.number("standard_error", error.and_then(Value::as_f64))?;
    let count = results.counts.get(task).and_then(|count| count["effective"].as_f64());
    items.number("n", count)?;
    items.end()
}
