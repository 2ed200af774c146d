//! What Prometheus answers to a query: series told apart by labels.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::ReadOptions;
use super::error::ReadError;
use super::format::{Beginning, Format, Origin, Records, Sureness};
use super::json_record::explain;
use super::record_table::RecordTable;
use super::source::Source;
use crate::telemetry::ledger::{FileKind, Note, NoteKind, Place};
use crate::telemetry::time::instant_text;

pub const FORMAT: Format =
    Format { name: "Prometheus answer", endings: &[], kind: FileKind::Telemetry, recognise, read };

/// The most bytes of an answer.
const MOST_BYTES: usize = 256 << 20;
/// The label that holds a series' name.
const NAME: &str = "__name__";
/// The columns that are not labels.
const TIME: &str = "time";
const VALUE: &str = "value";

const NATIVE_HISTOGRAM: &str = "native histograms, not read: query a quantile or a rate of them";

fn recognise(beginning: &Beginning) -> Sureness {
    let text = String::from_utf8_lossy(beginning.text);
    let says = |word: &str| text.contains(word);
    let is_one = says("\"resultType\"") || says("\"status\"") && says("\"errorType\"");
    if text.starts_with('{') && is_one { Sureness::Certain } else { Sureness::No }
}

/// An answer, of whose result as much is read as `R` wants.
#[derive(Deserialize)]
struct Answer<R> {
    #[serde(default)]
    error: Option<String>,
    data: Option<Data<R>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Data<R> {
    #[serde(default)]
    result_type: String,
    result: R,
}

#[derive(Deserialize)]
struct Series {
    #[serde(default)]
    metric: BTreeMap<String, String>,
    #[serde(default)]
    values: Vec<Sample>,
    #[serde(default)]
    value: Option<Sample>,
    #[serde(default)]
    histograms: Vec<IgnoredAny>,
    #[serde(default)]
    histogram: Option<IgnoredAny>,
}

/// Seconds since 1970, and a number as Prometheus writes it: `NaN` and `+Inf` among them.
#[derive(Deserialize)]
struct Sample(f64, String);

fn read(source: &mut Source, _: &ReadOptions) -> Result<Records, ReadError> {
    let text = source.whole(FORMAT.name, MOST_BYTES)?;
    let answer: Answer<IgnoredAny> = serde_json::from_str(&text).map_err(explain)?;
    if let Some(error) = answer.error {
        return Err(malformed(format!("it is a refusal: {}", error.trim_end_matches('.'))));
    }
    if !answer.data.is_some_and(|data| ["matrix", "vector"].contains(&data.result_type.as_str())) {
        return Err(malformed("it holds no series; ask with query_range".to_owned()));
    }
    let answer: Answer<Vec<Series>> = serde_json::from_str(&text).map_err(explain)?;
    let series = answer.data.map(|data| data.result).unwrap_or_default();
    let mut table = RecordTable::default();
    let mut notes = Vec::new();
    for each in &series {
        take(&mut table, each, &mut notes)?;
    }
    if table.rows() == 0 {
        return Err(ReadError::NothingListed { format: FORMAT.name, what: "sample" });
    }
    let origin = Origin { format: "Prometheus".to_owned(), ..Origin::default() };
    table.finish("JSON of Prometheus", notes, origin)
}

fn malformed(problem: String) -> ReadError {
    ReadError::Malformed { format: FORMAT.name, line: 1, problem }
}

fn take(table: &mut RecordTable, series: &Series, notes: &mut Vec<Note>) -> Result<(), ReadError> {
    for Sample(seconds, value) in series.values.iter().chain(&series.value) {
        table.column(TIME)?.push(instant_text((seconds * 1000.0).round() as i64).as_bytes());
        for (label, text) in series.metric.iter() {
            table.text_column(&label_column(label))?.push(text.as_bytes());
        }
        table.column(VALUE)?.push(value.as_bytes());
        table.end_row();
    }
    for _ in series.histograms.iter().chain(&series.histogram) {
        let row = table.row();
        Note::add(notes, NoteKind::Dropped, VALUE, NATIVE_HISTOGRAM, || Place::new(row, "a histogram"));
    }
    Ok(())
}

/// The column of a label; one that is called as another column is told apart from it.
fn label_column(label: &str) -> String {
    match label {
        NAME => "name".to_owned(),
        TIME | VALUE | "name" => format!("label.{label}"),
        other => other.to_owned(),
    }
}

#[cfg(test)]
mod tests;
