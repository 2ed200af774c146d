use super::super::{ReadOptions, Reading, read};

#[track_caller]
fn good(text: &str, file_name: &str) -> Reading {
    let options = ReadOptions { file_name: file_name.to_owned(), ..ReadOptions::default() };
    read(&mut text.as_bytes(), &options, &mut |_| {}).unwrap()
}

fn cells(reading: &Reading, column: &str) -> Vec<String> {
    let column = reading.table.column(column).unwrap_or_else(|| panic!("no column {column}"));
    (0..reading.table.rows).map(|row| column.values.cell(row).into_owned()).collect()
}

fn refusal(text: &str) -> String {
    read(&mut text.as_bytes(), &ReadOptions::default(), &mut |_| {}).unwrap_err().to_string()
}

/// The first six items of a real log, without their conversations.
const INSPECT: &str = include_str!("../../../../tests/formats/inspect-rules-extract.json");
/// The first four tests of a real output, of two providers.
const PROMPTFOO: &str = include_str!("../../../../tests/formats/promptfoo-extract.json");

#[test]
fn a_log_of_inspect_is_a_row_an_item() {
    let reading = good(INSPECT, "rules.json");
    assert_eq!((reading.ledger.format.as_str(), reading.ledger.recorded.0.as_str()), ("Inspect AI", "2026-11-21"));
    assert_eq!(cells(&reading, "item")[..2], ["ticket-000", "ticket-001"]);
    assert_eq!(cells(&reading, "score.match"), ["1", "0", "0", "1", "1", "1"]);
    assert_eq!(cells(&reading, "latency_ms"), ["165", "5", "5", "5", "6", "4"]);
    assert_eq!(cells(&reading, "output_tokens"), ["1", "1", "1", "1", "1", "2"]);
    assert_eq!(cells(&reading, "model")[0], "mockllm/rules");
    let told: Vec<_> = reading.ledger.notes.iter().map(|note| (note.message.as_str(), note.count)).collect();
    assert_eq!(told, [("C, correct, read as 1", 4), ("I, incorrect, read as 0", 2)]);
}

#[test]
fn scores_of_inspect_are_letters_numbers_truths_and_several() {
    let log = r#"{"version": 2, "status": "cancelled", "eval": {"task": "t", "eval_id": "e", "model": "m"}, "samples": [
        {"id": 1, "epoch": 1, "scores": {"a": {"value": "P"}, "b": {"value": 0.25}}},
        {"id": 2, "epoch": 1, "scores": {"a": {"value": "N"}, "b": {"value": true}, "c": {"value": {"x": 1, "y": null}}}},
        {"id": 3, "epoch": 1, "error": {"message": "no answer came"}},
        {"id": 3, "epoch": 2, "scores": {"a": {"value": [1, 2]}}}]}"#;
    let reading = good(log, "");
    assert_eq!(cells(&reading, "item"), ["1", "2", "3", "3"]);
    assert_eq!(cells(&reading, "epoch"), ["1", "1", "1", "2"]);
    assert_eq!(cells(&reading, "score.a"), ["0.5", "0", "", ""]);
    assert_eq!(cells(&reading, "score.b"), ["0.25", "1", "", ""]);
    assert_eq!(cells(&reading, "score.c.x"), ["", "1", "", ""]);
    assert_eq!(cells(&reading, "error"), ["", "", "no answer came", ""]);
    let told: Vec<_> = reading.ledger.notes.iter().map(|note| note.message.as_str()).collect();
    assert_eq!(told[0], "the log says that the evaluation did not succeed");
    assert!(told.contains(&"a score that is no single value, counted as missing"), "{told:?}");
}

#[test]
fn an_output_of_promptfoo_is_a_row_a_test_and_provider() {
    let reading = good(PROMPTFOO, "out.json");
    assert_eq!((reading.ledger.format.as_str(), reading.table.rows), ("promptfoo", 8));
    assert_eq!(cells(&reading, "item"), ["0", "0", "1", "1", "2", "2", "3", "3"]);
    assert_eq!(cells(&reading, "provider")[..2], ["rules", "assistant"]);
    assert_eq!(cells(&reading, "outcome")[..2], ["failed", "passed"]);
    assert_eq!(cells(&reading, "score"), ["0", "1", "1", "1", "1", "1", "0", "1"]);
    assert_eq!(cells(&reading, "latency_ms"), ["33", "12", "25", "37", "22", "21", "26", "17"]);
    assert_eq!(cells(&reading, "cost")[4], "0.004200000000000001");
    assert!(reading.table.column("prompt").is_none(), "one prompt tells nothing apart");
    assert_eq!(crate::telemetry::guess::guess(&reading.table).label.as_deref(), Some("provider"));
}

#[test]
fn a_call_that_broke_is_an_error_and_no_wrong_answer() {
    let output = r#"{"evalId": "x", "results": {"prompts": [{"label": "short"}, {"label": "long"}], "results": [
        {"testIdx": 0, "prompt": {"label": "short"}, "provider": {"id": "p"}, "success": false, "failureReason": 2, "error": "timeout"},
        {"testIdx": 0, "prompt": {"label": "long"}, "provider": {"id": "p", "label": ""}, "success": true, "namedScores": {"tone": 0.5}}]}}"#;
    let reading = good(output, "");
    assert_eq!(cells(&reading, "outcome"), ["error", "passed"]);
    assert_eq!(cells(&reading, "prompt"), ["short", "long"]);
    assert_eq!(cells(&reading, "provider"), ["p", "p"]);
    assert_eq!(cells(&reading, "score.tone"), ["", "0.5"]);
}

const SAMPLES: &str = r#"{"doc_id": 0, "doc": {"question": "2+2?"}, "target": "4", "arguments": [], "resps": [["4"]], "filtered_resps": ["4"], "filter": "strict", "metrics": ["exact_match"], "doc_hash": "a", "exact_match": 1.0}
{"doc_id": 1, "doc": {"question": "3+3?"}, "target": "6", "arguments": [], "resps": [["7"]], "filtered_resps": ["7"], "filter": "strict", "metrics": ["exact_match"], "doc_hash": "b", "exact_match": 0.0}
"#;

#[test]
fn samples_of_the_harness_are_a_row_a_line() {
    let reading = good(SAMPLES, "out/samples_gsm8k_2026-11-21T14-02-45.123456.jsonl");
    assert_eq!(cells(&reading, "item"), ["0", "1"]);
    assert_eq!(cells(&reading, "task"), ["gsm8k", "gsm8k"]);
    assert_eq!(cells(&reading, "filter"), ["strict", "strict"]);
    assert_eq!(cells(&reading, "score.exact_match"), ["1", "0"]);
    assert_eq!(reading.table.columns.len(), 4);
    let older = SAMPLES.replace(r#""metrics": ["exact_match"], "#, "");
    assert_eq!(cells(&good(&older, "samples_two_words.jsonl"), "task"), ["two_words", "two_words"]);
    assert_eq!(cells(&good(&older, ""), "score.exact_match"), ["1", "0"]);
}

#[test]
fn results_of_the_harness_are_a_row_a_metric() {
    let results = r#"{"results": {
        "arc": {"alias": "arc", "acc,none": 0.41, "acc_stderr,none": 0.0144, "acc_norm,none": 0.45, "acc_norm_stderr,none": "N/A"},
        "hella": {"alias": " - hella", "acc,none": "N/A"}},
        "versions": {"arc": 1.0}, "n-samples": {"arc": {"original": 1172, "effective": 100}},
        "config": {"model": "hf"}, "model_name": "small", "date": 1795269600.5}"#;
    let reading = good(results, "results_2026.json");
    assert_eq!(cells(&reading, "metric"), ["acc", "acc_norm"]);
    assert_eq!(cells(&reading, "value"), ["0.41", "0.45"]);
    assert_eq!(cells(&reading, "standard_error"), ["0.0144", ""]);
    assert_eq!(cells(&reading, "n"), ["100", "100"]);
    assert_eq!(cells(&reading, "model")[0], "small");
    assert_eq!(reading.ledger.recorded.0, "2026-11-21");
    assert_eq!(reading.ledger.notes[0].places[0].text, "hella acc,none: \"N/A\"");
}

#[test]
fn a_log_without_items_says_so() {
    let log = r#"{"version": 2, "status": "success", "eval": {"task": "t", "eval_id": "e"}, "samples": []}"#;
    assert_eq!(refusal(log), "The log lists no item. Export it again where there are some.");
    assert!(refusal(r#"{"evalId": "x", "results": {"results": []}}"#).contains("The log lists no item"));
    assert!(refusal(&SAMPLES[..60]).contains("ends in the middle"));
    assert!(refusal(r#"{"eval_id": 1, "eval": 3, "task": 2}"#).contains("invalid type"));
}
