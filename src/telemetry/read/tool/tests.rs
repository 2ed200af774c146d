use super::super::{Question, ReadOptions, Reading, read};

#[track_caller]
fn good(text: &str, tool_columns: bool) -> Reading {
    read(&mut text.as_bytes(), &ReadOptions { tool_columns, ..ReadOptions::default() }, &mut |_| {}).unwrap()
}

fn cells(reading: &Reading, column: &str) -> Vec<String> {
    let names: Vec<_> = reading.table.columns.iter().map(|column| &column.name).collect();
    let column = reading.table.column(column).unwrap_or_else(|| panic!("no {column} in {names:?}"));
    (0..reading.table.rows).map(|row| column.values.cell(row).into_owned()).collect()
}

const HEY: &str = "response-time,DNS+dialup,DNS,Request-write,Response-delay,Response-read,status-code,offset\n\
                   0.0027,0.0004,0.0000,0.0001,0.0024,0.0001,200,0.0345\n0.0043,0.0004,,0.0001,0.0036,0.0001,500,0.0345\n";

#[test]
fn columns_of_hey_are_milliseconds() {
    let reading = good(HEY, true);
    assert_eq!(reading.ledger.format, "hey");
    assert_eq!(cells(&reading, "latency_ms"), ["2.7", "4.3"]);
    assert_eq!(cells(&reading, "dns_ms"), ["0", ""]);
    assert_eq!(cells(&reading, "status"), ["200", "500"]);
    assert_eq!(cells(&reading, "offset_s"), ["0.0345", "0.0345"]);
    assert_eq!(reading.ledger.notes[0].message, "written as response-time in seconds, shown in milliseconds");
    assert!(reading.questions.is_empty());
}

#[test]
fn columns_stay_as_they_were_written_unless_it_is_said_otherwise() {
    let reading = good(HEY, false);
    assert_eq!((reading.ledger.format.as_str(), reading.ledger.notes.len()), ("hey", 0));
    assert_eq!(cells(&reading, "response-time"), ["0.0027", "0.0043"]);
    assert_eq!(reading.questions, [Question::ToolColumns]);
    let other = good("response-time,status-code\n0.1,200\n", true);
    assert_eq!((other.ledger.format.as_str(), other.questions.len()), ("CSV", 0));
    assert_eq!(cells(&other, "response-time"), ["0.1"]);
}

#[test]
fn columns_of_vegeta_are_named() {
    let vegeta = "1795269710000000512,200,2700000,0,6,,aGk=,one,0,GET,http://127.0.0.1/,\n\
                  1795269710250000384,500,1234567,0,6,500 Internal Server Error,,one,1,GET,http://127.0.0.1/,\n";
    let reading = good(vegeta, true);
    assert_eq!((reading.ledger.format.as_str(), reading.table.rows), ("vegeta", 2));
    assert_eq!(cells(&reading, "latency_ms"), ["2.7", "1.234567"]);
    assert_eq!(cells(&reading, "offset_s"), ["0", "0.25"]);
    assert_eq!(cells(&reading, "status"), ["200", "500"]);
    assert_eq!(cells(&reading, "error"), ["", "500 Internal Server Error"]);
    assert!(reading.ledger.notes.iter().all(|note| !note.message.contains("rounded")), "{:?}", reading.ledger.notes);
}

#[test]
fn columns_of_jmeter_are_ours() {
    let jmeter = "timeStamp,elapsed,label,responseCode,responseMessage,threadName,success,bytes,Latency,IdleTime,Connect\n\
                  1795269710100,27,home,200,OK,Thread 1-1,true,10,26,0,1\n\
                  1795269710000,43,home,500,Error,Thread 1-2,false,10,42,0,1\n";
    let reading = good(jmeter, true);
    assert_eq!(cells(&reading, "latency_ms"), ["27", "43"]);
    assert_eq!(cells(&reading, "offset_s"), ["0.1", "0"]);
    assert_eq!(cells(&reading, "request"), ["home", "home"]);
    assert_eq!(cells(&reading, "success"), ["true", "false"]);
    assert_eq!(reading.ledger.format, "JMeter");
}

#[test]
fn requests_of_k6_are_the_rows_of_their_durations() {
    let k6 = "metric_name,timestamp,metric_value,check,error,error_code,expected_response,group,method,name,status\n\
              http_reqs,1795269710,1,,,,true,,GET,home,200\nhttp_req_duration,1795269710,2.7,,,,true,,GET,home,200\n\
              http_req_duration,1795269712,4.3,,,1500,false,,GET,home,500\nvus,1795269712,1,,,,,,,,\n";
    let reading = good(k6, true);
    assert_eq!((reading.table.rows, reading.ledger.rows), (2, 2));
    assert_eq!(cells(&reading, "latency_ms"), ["2.7", "4.3"]);
    assert_eq!(cells(&reading, "status"), ["200", "500"]);
    assert_eq!(cells(&reading, "offset_s"), ["0", "2"]);
    let left_out = reading.ledger.notes.iter().find(|note| note.count == 2).unwrap();
    assert_eq!(
        left_out.places.iter().map(|place| (place.row, place.text.as_str())).collect::<Vec<_>>(),
        [(1, "http_reqs"), (4, "vus")]
    );
    let none = good(&k6.replace("http_req_duration", "iteration_duration"), true);
    assert_eq!(none.table.rows, 4, "a table without requests is left as it is");
}

/// What Locust wrote of 20 seconds with ten users, some of its columns left out.
const LOCUST: &str = "Type,Name,Request Count,Failure Count,Median Response Time,Average Response Time,50%,95%,99%\n\
                      GET,/,4679,0,2,2.2782706073969314,2,4,6\nGET,missing,930,930,2,2.2173053838614774,2,4,5\n\
                      ,Aggregated,5609,930,2,2.2681622711715845,2,4,6\n";

#[test]
fn the_sum_of_locust_is_no_request() {
    let reading = good(LOCUST, true);
    assert_eq!(cells(&reading, "request"), ["/", "missing"]);
    assert_eq!(cells(&reading, "p99_latency_ms"), ["6", "5"]);
    assert_eq!(cells(&reading, "Failure Count"), ["0", "930"]);
    assert!(reading.ledger.notes.iter().any(|note| note.count == 1 && note.message.contains("each of them twice")));
    assert_eq!(good(LOCUST, false).table.rows, 3);
}

#[test]
fn runs_of_experiments_are_recognised_and_left_as_they_are() {
    let mlflow = "Start Time,Duration,Run ID,Name,Source Type,Source Name,User,Status,accuracy\n2026-11-21,3s,a,one,LOCAL,t.py,me,FINISHED,0.9\n";
    let reading = good(mlflow, true);
    assert_eq!((reading.ledger.format.as_str(), reading.questions.len()), ("MLflow", 0));
    assert_eq!(cells(&reading, "Run ID"), ["a"]);
    let weights = "Name,State,Notes,User,Tags,Created,Runtime,Sweep,accuracy\none,finished,,me,,2026-11-21T10:00:00.000Z,10,,0.9\n";
    assert_eq!(good(weights, true).ledger.format, "Weights & Biases");
}

#[test]
fn a_name_that_is_taken_stays() {
    let twice = HEY.replace("DNS,", "latency_ms,");
    let reading = good(&twice, true);
    assert_eq!(cells(&reading, "response-time"), ["0.0027", "0.0043"]);
    assert_eq!(cells(&reading, "latency_ms"), ["0", ""]);
}
