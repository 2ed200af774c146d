//! What promptfoo writes with `--output` in JSON.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::{ERROR, INPUT_TOKENS, ITEM, Items, LATENCY, MOST_BYTES, OUTPUT_TOKENS, no_letter, written};
use crate::telemetry::ledger::FileKind;
use crate::telemetry::read::ReadOptions;
use crate::telemetry::read::error::ReadError;
use crate::telemetry::read::format::{Beginning, Format, Records, Sureness};
use crate::telemetry::read::json_record::explain;
use crate::telemetry::read::manifest::day;
use crate::telemetry::read::source::Source;

pub const FORMAT: Format = Format { name: "promptfoo", endings: &[], kind: FileKind::Telemetry, recognise, read };

/// An assertion that did not hold is `failed`, a call that broke `error`.
const BROKE: i64 = 2;

fn recognise(beginning: &Beginning) -> Sureness {
    let text = String::from_utf8_lossy(beginning.text);
    let says = |word: &str| text.contains(word);
    let is_one = says("\"evalId\"") && says("\"results\"") || says("\"promptIdx\"") && says("\"testIdx\"");
    if text.starts_with('{') && is_one { Sureness::Certain } else { Sureness::No }
}

#[derive(Deserialize)]
struct Output {
    results: Summary,
}

#[derive(Deserialize)]
struct Summary {
    #[serde(default)]
    timestamp: String,
    #[serde(default)]
    prompts: Vec<Value>,
    #[serde(default)]
    results: Vec<Outcome>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Outcome {
    #[serde(default)]
    test_idx: Option<u64>,
    #[serde(default)]
    prompt: Prompt,
    #[serde(default)]
    provider: Provider,
    #[serde(default)]
    vars: Map<String, Value>,
    #[serde(default)]
    success: bool,
    #[serde(default)]
    failure_reason: i64,
    #[serde(default)]
    score: Option<f64>,
    #[serde(default)]
    named_scores: Map<String, Value>,
    #[serde(default)]
    latency_ms: Option<f64>,
    #[serde(default)]
    cost: Option<f64>,
    #[serde(default)]
    token_usage: TokenUsage,
    #[serde(default)]
    error: Option<String>,
}

#[derive(Default, Deserialize)]
struct Prompt {
    #[serde(default)]
    label: String,
}

#[derive(Default, Deserialize)]
struct Provider {
    #[serde(default)]
    id: String,
    #[serde(default)]
    label: Option<String>,
}

#[derive(Default, Deserialize)]
struct TokenUsage {
    #[serde(default)]
    prompt: Option<f64>,
    #[serde(default)]
    completion: Option<f64>,
}

fn read(source: &mut Source, _: &ReadOptions) -> Result<Records, ReadError> {
    let text = source.whole(FORMAT.name, MOST_BYTES)?;
    let output: Output = serde_json::from_str(&text).map_err(explain)?;
    let mut items = Items::new(FORMAT.name);
    items.origin.recorded = day(&output.results.timestamp);
    let prompts = distinct_prompts(&output.results.prompts);
    for (place, outcome) in output.results.results.iter().enumerate() {
        take(&mut items, outcome, place, prompts > 1)?;
    }
    items.finish()
}

/// How many prompts there are; each is listed once a provider.
fn distinct_prompts(prompts: &[Value]) -> usize {
    let mut labels: Vec<String> = prompts.iter().map(|prompt| written(&prompt["label"])).collect();
    labels.sort_unstable();
    labels.dedup();
    labels.len()
}

/// A test of one provider. The test's place in the file of tests tells which it is.
fn take(items: &mut Items, outcome: &Outcome, place: usize, names_prompt: bool) -> Result<(), ReadError> {
    items.text(ITEM, &outcome.test_idx.unwrap_or(place as u64).to_string())?;
    let provider = outcome.provider.label.as_deref().filter(|label| !label.is_empty());
    items.text("provider", provider.unwrap_or(&outcome.provider.id))?;
    if names_prompt {
        items.text("prompt", &outcome.prompt.label)?;
    }
    for (name, value) in &outcome.vars {
        items.text(&format!("vars.{name}"), &written(value))?;
    }
    let status = match (outcome.success, outcome.failure_reason) {
        (true, _) => "passed",
        (false, BROKE) => "error",
        (false, _) => "failed",
    };
    items.text("outcome", status)?;
    items.number("score", outcome.score)?;
    for (name, value) in &outcome.named_scores {
        items.score(&format!("score.{name}"), value, no_letter)?;
    }
    items.number(LATENCY, outcome.latency_ms)?;
    items.number("cost", outcome.cost)?;
    items.number(INPUT_TOKENS, outcome.token_usage.prompt)?;
    items.number(OUTPUT_TOKENS, outcome.token_usage.completion)?;
    if let Some(error) = outcome.error.as_deref().filter(|error| !error.is_empty()) {
        items.text(ERROR, error)?;
    }
    items.end()
}
