//! What is said of a file that was read.

use super::figure::counted;
use crate::telemetry::Ledger;
use crate::telemetry::ledger::NoteKind;
use crate::telemetry::read::tool;

/// Everything that can be read, by the names people know it by.
pub const KNOWN: &str = "CSV, JSON and JSON Lines; load tests of hey, vegeta, JMeter, k6 and Locust; evaluations by Inspect AI, \
                         promptfoo and lm-evaluation-harness; runs of MLflow and Weights & Biases; Prometheus; JUnit XML; \
                         requirements.txt, Cargo.lock, package-lock.json and CycloneDX; each also in gzip.";

/// What a file is, where a known tool wrote it: "hey load test, 6,000 requests, times in seconds, shown as milliseconds".
/// Nothing of files that anything could have written.
pub fn sentence(ledger: &Ledger) -> Option<String> {
    let rows = |one: &str, many: &str| counted(ledger.rows as usize, one, many);
    let said = match ledger.format.as_str() {
        "Inspect AI" => format!("Inspect AI log, {}", rows("item", "items")),
        "promptfoo" => format!("promptfoo output, {}", rows("answer", "answers")),
        "lm-evaluation-harness" => format!("lm-evaluation-harness, {}", rows("result", "results")),
        "Prometheus" => format!("Prometheus answer, {}", rows("sample", "samples")),
        format => {
            let tool = tool(format)?;
            let (one, many) = if tool.what == "load test" { ("request", "requests") } else { ("row", "rows") };
            let shown = ledger.notes.iter().any(|note| note.kind == NoteKind::Mapped);
            let unit = match tool.unit_of_latency() {
                Some("milliseconds") => ", times in milliseconds".to_owned(),
                Some(unit) if shown => format!(", times in {unit}, shown as milliseconds"),
                Some(unit) => format!(", times in {unit}"),
                None => String::new(),
            };
            format!("{} {}, {}{unit}", tool.name, tool.what, rows(one, many))
        }
    };
    Some(said)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::telemetry::read::{FORMATS, TOOLS};
    use crate::telemetry::{ReadOptions, read};

    #[track_caller]
    fn check(text: &str, tool_columns: bool, expected: Option<&str>) {
        let options = ReadOptions { tool_columns, ..ReadOptions::default() };
        let ledger = read(&mut text.as_bytes(), &options, &mut |_| {}).unwrap().ledger;
        assert_eq!(sentence(&ledger).as_deref(), expected);
    }

    #[test]
    fn every_format_and_tool_is_named() {
        let formats = FORMATS.iter().map(|format| format.name).filter(|name| !name.ends_with("results"));
        let names = formats.chain(TOOLS.iter().map(|tool| tool.name));
        let short = names.map(|name| {
            ["samples", "answer", "failures"].iter().fold(name, |name, end| name.trim_end_matches(end).trim())
        });
        for name in short {
            assert!(KNOWN.contains(name), "{name}");
        }
    }

    #[test]
    fn a_known_tool_s_file_is_said_in_a_sentence() {
        let hey = "response-time,DNS+dialup,DNS,Request-write,Response-delay,Response-read,status-code,offset\n1,2,3,4,5,6,200,8\n";
        check(hey, true, Some("hey load test, 1 request, times in seconds, shown as milliseconds"));
        check(hey, false, Some("hey load test, 1 request, times in seconds"));
        let jmeter = "timeStamp,elapsed,label,responseCode,success\n1,2,a,200,true\n2,3,a,200,true\n";
        check(jmeter, true, Some("JMeter load test, 2 requests, times in milliseconds"));
        let runs = "Run ID,Source Name,Source Type,Status\na,b,c,d\n";
        check(runs, true, Some("MLflow table of runs, 1 row"));
        check("a,b\n1,2\n", true, None);
        check("[{\"a\": 1}]", true, None);
        let inspect = include_str!("../../../tests/formats/inspect-rules-extract.json");
        check(inspect, true, Some("Inspect AI log, 6 items"));
        let prometheus = include_str!("../../../tests/formats/prometheus-query-range-extract.json");
        check(prometheus, true, Some("Prometheus answer, 12 samples"));
    }
}
