//! How fast telemetry is read and estimated, on a million rows of eight columns, natively, in
//! processor time.
//!
//! `cargo bench --bench telemetry`, or one part of it: `-- csv`, `-- json`, `-- estimate`.

use std::fmt::Write;
use std::time::Instant;

use shipworthy::analysis::estimate::Estimator;
use shipworthy::package::evidence::{Condition, Test};
use shipworthy::package::{Alternative, Comparator, Dataset, Gate, Measure, Package, Statistic};
use shipworthy::telemetry::random::stream;
use shipworthy::telemetry::time::date_text;
use shipworthy::telemetry::{ReadOptions, Telemetry, read};

const ROWS: usize = 1_000_000;
const ROUNDS: usize = 5;

fn main() {
    let asked: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let wants = |part: &str| asked.is_empty() || asked.iter().any(|argument| argument == part);
    if wants("csv") {
        measure_reading("CSV", &csv());
    }
    if wants("json") {
        measure_reading("JSON Lines", &json());
    }
    if wants("estimate") {
        measure_estimating();
    }
}

fn measure_reading(name: &str, text: &str) {
    let mut seconds: Vec<f64> = (0..ROUNDS).map(|_| timed(|| drop(table(text))).0).collect();
    seconds.sort_by(f64::total_cmp);
    let megabytes = text.len() as f64 / 1e6;
    let median = seconds[ROUNDS / 2];
    let speed = megabytes / median;
    println!("read {name}: {ROWS} x 8, {megabytes:.1} MB, {median:.3} s, {speed:.0} MB/s (median of {ROUNDS})");
}

fn measure_estimating() {
    let mut package = package();
    let telemetry = table(&csv());
    let mut estimator = Estimator::default();
    let count = package.evidence.measures.len();
    let (seconds, estimates) = timed(|| estimator.estimate(&package, &telemetry));
    println!("estimate {count} measures x {} alternatives: {seconds:.3} s", estimates.len() / count);
    package.gates[0].threshold = 40.0;
    let (seconds, _) = timed(|| estimator.estimate(&package, &telemetry));
    println!("again after a threshold moved: {:.3} ms", 1e3 * seconds);
    package.evidence.datasets[0].ordered = true;
    let (seconds, _) = timed(|| estimator.estimate(&package, &telemetry));
    println!("the same as an ordered series, by block bootstrap: {seconds:.3} s");
}

/// Seconds of processor time where the system tells them (Linux), so that a busy machine does not count;
/// seconds of the clock elsewhere.
fn timed<T>(work: impl FnOnce() -> T) -> (f64, T) {
    let processor = || {
        let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        Some(text.split(' ').next()?.parse::<f64>().ok()? / 1e9)
    };
    let (start, clock) = (processor(), Instant::now());
    let result = work();
    let spent = processor().zip(start).map(|(end, start)| end - start);
    (spent.unwrap_or_else(|| clock.elapsed().as_secs_f64()), result)
}

/// Rows of a load test: time, label, phase, latency, tokens, cost, status, retries.
fn rows() -> impl Iterator<Item = (String, &'static str, &'static str, f64, usize, f64, u32, usize)> {
    let mut stream = stream(1, &["bench"]);
    (0..ROWS).map(move |row| {
        let second = row % 86_400;
        let time = format!(
            "{}T{:02}:{:02}:{:02}Z",
            date_text(20_458 + (row / 86_400) as i64),
            second / 3_600,
            second / 60 % 60,
            second % 60
        );
        let option = ["rules", "bayes", "transformer"][row % 3];
        let phase = ["warm-up", "steady"][usize::from(row > 1_000)];
        let latency = 30.0 + 4.0 * stream.normal().abs();
        let status = if stream.uniform() < 0.004 { 500 } else { 200 };
        (time, option, phase, latency, 100 + stream.below(4_000), 0.01 * stream.uniform(), status, stream.below(3))
    })
}

fn csv() -> String {
    let mut text = "time,option,phase,latency_ms,tokens,cost,status,retries\n".to_owned();
    for (time, option, phase, latency, tokens, cost, status, retries) in rows() {
        let _ = writeln!(text, "{time},{option},{phase},{latency:.3},{tokens},{cost:.6},{status},{retries}");
    }
    text
}

fn json() -> String {
    let mut text = String::new();
    for (time, option, phase, latency, tokens, cost, status, retries) in rows() {
        let _ = writeln!(
            text,
            r#"{{"time":"{time}","option":"{option}","phase":"{phase}","latency_ms":{latency:.3},"tokens":{tokens},"cost":{cost:.6},"status":{status},"retries":{retries}}}"#
        );
    }
    text
}

fn table(text: &str) -> Telemetry {
    let mut telemetry = Telemetry::default();
    match read(&mut text.as_bytes(), &ReadOptions::default(), &mut |_| {}) {
        Ok(reading) => telemetry.insert("load".into(), reading.table),
        Err(error) => panic!("{error}"),
    }
    telemetry
}

fn package() -> Package {
    let alternative = |name: &str| Alternative { id: name.into(), name: name.to_owned(), ..Default::default() };
    let measure = |column: &str, statistic: Statistic| Measure {
        id: format!("{column} {statistic}").as_str().into(),
        dataset: "load".into(),
        column: column.to_owned(),
        statistic,
        ..Default::default()
    };
    let errors = Condition { test: Test::AtLeast, value: "500".to_owned(), ..Default::default() };
    let alternatives = ["rules", "bayes", "transformer"].map(alternative).to_vec();
    let mut package = Package { alternatives, ..Default::default() };
    package.evidence.datasets.push(Dataset {
        id: "load".into(),
        label_column: "option".to_owned(),
        time_column: "time".to_owned(),
        ..Default::default()
    });
    package.evidence.measures = vec![
        measure("latency_ms", Statistic::P99),
        measure("latency_ms", Statistic::Mean),
        measure("tokens", Statistic::P95),
        measure("cost", Statistic::Mean),
        Measure { condition: Some(errors), ..measure("status", Statistic::Rate) },
        measure("retries", Statistic::Maximum),
    ];
    package.gates.push(Gate {
        measure: package.evidence.measures[0].id.clone(),
        comparator: Comparator::AtMost,
        threshold: 41.0,
        ..Default::default()
    });
    package
}
