use super::super::{ReadOptions, Reading, read};
use crate::telemetry::guess::guess;

fn outcome(text: &str) -> Result<Reading, String> {
    read(&mut text.as_bytes(), &ReadOptions::default(), &mut |_| {}).map_err(|error| error.to_string())
}

fn cells(reading: &Reading, column: &str) -> Vec<String> {
    let column = reading.table.column(column).unwrap_or_else(|| panic!("no column {column}"));
    (0..reading.table.rows).map(|row| column.values.cell(row).into_owned()).collect()
}

/// The first and last three samples of each of two real series.
const RANGE: &str = include_str!("../../../../tests/formats/prometheus-query-range-extract.json");

#[test]
fn a_range_is_a_series_for_each_set_of_labels() {
    let reading = outcome(RANGE).unwrap();
    assert_eq!((reading.ledger.format.as_str(), reading.table.rows), ("Prometheus", 12));
    assert_eq!(cells(&reading, "time")[..2], ["2026-11-21T14:01:50Z", "2026-11-21T14:01:51Z"]);
    assert_eq!(cells(&reading, "handler")[5..7], ["/api/v1/query", "/metrics"]);
    assert_eq!(cells(&reading, "value")[0], "0.09900000000000002");
    let guesses = guess(&reading.table);
    assert_eq!((guesses.label.as_deref(), guesses.time.as_deref()), (Some("handler"), Some("time")));
    assert!(guesses.ordered);
}

#[test]
fn what_is_no_number_is_missing_and_listed() {
    let text = r#"{"status":"success","data":{"resultType":"matrix","result":[
        {"metric":{"__name__":"p99","value":"a"},"values":[[1795269710.5,"NaN"],[1795269711,"+Inf"],[1795269712,"0.5"]]},
        {"metric":{"__name__":"p99","value":"b"},"values":[[1795269710.5,"1e3"]],"histograms":[[1795269710,{}]]}]}}"#;
    let reading = outcome(text).unwrap();
    assert_eq!(cells(&reading, "value"), ["", "", "0.5", "1000"]);
    assert_eq!(cells(&reading, "time")[0], "2026-11-21T14:01:50.500Z");
    assert_eq!(cells(&reading, "name"), ["p99"; 4]);
    assert_eq!(cells(&reading, "label.value"), ["a", "a", "a", "b"]);
    let told: Vec<_> = reading.ledger.notes.iter().map(|note| note.message.as_str()).collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert_eq!(reading.ledger.notes.iter().map(|note| note.count).sum::<u64>(), 3);
}

#[test]
fn an_instant_is_a_row_a_series() {
    let text = r#"{"status":"success","data":{"resultType":"vector","result":[
        {"metric":{"arm":"a"},"value":[1795269710,"1"]},{"metric":{"arm":"b"},"value":[1795269710,"2"]}]}}"#;
    assert_eq!(cells(&outcome(text).unwrap(), "value"), ["1", "2"]);
}

#[test]
fn what_is_no_series_is_refused() {
    let refused = |text: &str| outcome(text).unwrap_err();
    let error = r#"{"status":"error","errorType":"bad_data","error":"parse error: unexpected end"}"#;
    assert!(refused(error).contains("it is a refusal: parse error: unexpected end"));
    let scalar = r#"{"status":"success","data":{"resultType":"scalar","result":[1795269710,"1"]}}"#;
    assert!(refused(scalar).contains("query_range"));
    let empty = r#"{"status":"success","data":{"resultType":"matrix","result":[]}}"#;
    assert_eq!(refused(empty), "The Prometheus answer lists no sample. Export it again where there are some.");
    let broken = r#"{"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[[1,2]]}]}}"#;
    assert!(refused(broken).contains("invalid type"));
}
