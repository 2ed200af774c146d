//! The tools whose tables are known, each by its columns.

use super::Unit::{
    AsWritten, Milliseconds, MillisecondsOfClock, Nanoseconds, NanosecondsOfClock, Seconds, SecondsOfClock,
};
use super::{Header, Mapping, Rows, Tool};

const fn to(from: &'static str, to: &'static str, unit: super::Unit) -> Mapping {
    Mapping { from, to, unit }
}

/// Every tool, the more particular of two that a header could be of first.
pub const TOOLS: &[Tool] = &[
    Tool {
        name: "hey",
        what: "load test",
        header: Header::Has(&[
            "response-time",
            "DNS+dialup",
            "Request-write",
            "Response-delay",
            "status-code",
            "offset",
        ]),
        columns: &[
            to("response-time", "latency_ms", Seconds),
            to("DNS+dialup", "connect_ms", Seconds),
            to("DNS", "dns_ms", Seconds),
            to("Request-write", "request_write_ms", Seconds),
            to("Response-delay", "response_delay_ms", Seconds),
            to("Response-read", "response_read_ms", Seconds),
            to("status-code", "status", AsWritten),
            to("offset", "offset_s", AsWritten),
        ],
        rows: Rows::All,
    },
    // The columns are those of its encoder of CSV, which writes no header.
    Tool {
        name: "vegeta",
        what: "load test",
        header: Header::Without {
            names: &[
                "timestamp",
                "code",
                "latency",
                "bytes_out",
                "bytes_in",
                "error",
                "body",
                "attack",
                "seq",
                "method",
                "url",
                "headers",
            ],
            least: 9,
            digits: &[(0, 19), (1, 3)],
        },
        columns: &[
            to("timestamp", "offset_s", NanosecondsOfClock),
            to("code", "status", AsWritten),
            to("latency", "latency_ms", Nanoseconds),
        ],
        rows: Rows::All,
    },
    Tool {
        name: "JMeter",
        what: "load test",
        header: Header::Has(&["timeStamp", "elapsed", "label", "responseCode", "success"]),
        columns: &[
            to("timeStamp", "offset_s", MillisecondsOfClock),
            to("elapsed", "latency_ms", Milliseconds),
            to("label", "request", AsWritten),
            to("responseCode", "status", AsWritten),
            to("Latency", "first_byte_ms", Milliseconds),
            to("Connect", "connect_ms", Milliseconds),
            to("IdleTime", "idle_ms", Milliseconds),
        ],
        rows: Rows::All,
    },
    Tool {
        name: "k6",
        what: "load test",
        header: Header::Has(&["metric_name", "timestamp", "metric_value", "status"]),
        columns: &[
            to("timestamp", "offset_s", SecondsOfClock),
            to("metric_value", "latency_ms", Milliseconds),
            to("name", "request", AsWritten),
        ],
        rows: Rows::Only {
            column: "metric_name",
            text: "http_req_duration",
            told: "rows of other metrics, left out: each request is the row of its duration",
        },
    },
    Tool {
        name: "Locust",
        what: "load test in sums",
        header: Header::Has(&["Type", "Name", "Request Count", "Failure Count", "Median Response Time", "99%"]),
        columns: &[
            to("Name", "request", AsWritten),
            to("Median Response Time", "median_latency_ms", Milliseconds),
            to("Average Response Time", "mean_latency_ms", Milliseconds),
            to("Min Response Time", "min_latency_ms", Milliseconds),
            to("Max Response Time", "max_latency_ms", Milliseconds),
            to("50%", "p50_latency_ms", Milliseconds),
            to("90%", "p90_latency_ms", Milliseconds),
            to("95%", "p95_latency_ms", Milliseconds),
            to("99%", "p99_latency_ms", Milliseconds),
        ],
        rows: Rows::Without {
            column: "Name",
            text: "Aggregated",
            told: "the row of all requests together, left out: it would count each of them twice",
        },
    },
    Tool {
        name: "Locust failures",
        what: "list",
        header: Header::Has(&["Method", "Name", "Error", "Occurrences", "First Seen", "Last Seen"]),
        columns: &[to("Name", "request", AsWritten)],
        rows: Rows::All,
    },
    Tool {
        name: "MLflow",
        what: "table of runs",
        header: Header::Has(&["Run ID", "Source Name", "Source Type", "Status"]),
        columns: &[],
        rows: Rows::All,
    },
    Tool {
        name: "Weights & Biases",
        what: "table of runs",
        header: Header::Has(&["Name", "State", "Created", "Runtime", "Sweep"]),
        columns: &[],
        rows: Rows::All,
    },
];
