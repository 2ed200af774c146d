//! Twice as much takes about twice as long, whatever order it comes in.

use std::time::Instant;

use super::*;
use crate::package::evidence::{ImportedFile, JoinedFiles, LabelledFile};
use crate::telemetry::join::read_joined;

/// The most that reading twice as much may take, in times of reading it once.
const MOST: f64 = 2.3;
/// Rounds until the shortest times are no longer those of a busy machine.
const ROUNDS: usize = 40;

/// Reads what `made` makes of a count and of twice the count.
#[track_caller]
fn check_doubling(name: &'static str, count: usize, made: impl Fn(usize) -> String) {
    check_work(name, count, |count| {
        let text = made(count);
        Box::new(move || {
            let options = ReadOptions { file_name: name.to_owned(), ..ReadOptions::default() };
            let reading = read_with(text.as_bytes(), &options).unwrap();
            assert!(reading.table.rows > 0, "{name}");
        })
    });
}

#[track_caller]
fn check_work(name: &str, count: usize, work: impl Fn(usize) -> Box<dyn Fn()>) {
    let (once, twice) = (work(count), work(2 * count));
    let seconds = |work: &dyn Fn()| {
        let start = Watch::start();
        work();
        start.seconds()
    };
    let (mut shortest, mut longer) = (f64::INFINITY, f64::INFINITY);
    for _ in 0..ROUNDS {
        shortest = shortest.min(seconds(&once));
        longer = longer.min(seconds(&twice));
        if longer <= MOST * shortest {
            return;
        }
    }
    panic!("{name}: {longer} s after {shortest} s for half of it");
}

/// The time this thread has computed, where the system tells it, which others that compute beside it do not lengthen;
/// else the time that has passed.
enum Watch {
    Computed(f64),
    Passed(Instant),
}

impl Watch {
    fn start() -> Self {
        Self::computed().map_or_else(|| Self::Passed(Instant::now()), Self::Computed)
    }

    /// Seconds on a processor, as Linux counts them.
    fn computed() -> Option<f64> {
        let counts = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        counts.split_whitespace().next()?.parse::<f64>().ok().map(|nanoseconds| nanoseconds / 1e9)
    }

    fn seconds(&self) -> f64 {
        match self {
            Self::Computed(begun) => Self::computed().unwrap_or(*begun) - begun,
            Self::Passed(begun) => begun.elapsed().as_secs_f64(),
        }
    }
}

/// Numbers that come neither in order nor in reverse: each from 0 to `count` − 1 once, for a `count` that 7,919 does
/// not divide.
fn scattered(count: usize) -> impl Iterator<Item = usize> {
    (0..count).map(move |place| place * 7_919 % count)
}

fn lines(numbers: impl Iterator<Item = usize>, line: impl Fn(usize) -> String) -> String {
    numbers.map(line).collect()
}

const COUNT: usize = 4_000;

#[test]
fn of_requirements() {
    let line = |number: usize| format!("package-{number:06}==1.{number}\n");
    check_doubling("freeze.txt", COUNT, |count| lines(0..count, line));
    check_doubling("freeze.txt", COUNT, |count| lines((0..count).rev(), line));
    check_doubling("freeze.txt", COUNT, |count| lines(scattered(count), line));
    check_doubling("requirements.txt", COUNT, |count| lines(scattered(count), |number| format!("one==1.{number}\n")));
    check_doubling("requirements.txt", COUNT, |count| {
        let continued = |number: usize| format!(" \\\n    --hash=sha256:{number:064x}");
        format!("one==1{}\n", lines(0..count, continued))
    });
    check_doubling("requirements.txt", COUNT, |count| format!("one[{}a]==1\n", "extra,".repeat(count)));
    check_doubling("requirements.txt", COUNT, |count| format!("one>=1{}\n", ",!=2".repeat(count)));
}

#[test]
fn of_lock_files() {
    let table = |number: usize| format!("[[package]]\nname = \"p{number:06}\"\nversion = \"1.0.{number}\"\n\n");
    check_doubling("Cargo.lock", COUNT, |count| format!("# made by Cargo\n{}", lines(scattered(count), table)));
    let again = |number: usize| format!("[[package]]\nname = \"one\"\nversion = \"{number}\"\n\n");
    check_doubling("Cargo.lock", COUNT, |count| format!("# made by Cargo\n{}", lines((0..count).rev(), again)));
    check_doubling("Cargo.lock", COUNT, |count| {
        let needs = lines(0..count, |number| format!(" \"d{number}\",\n"));
        format!("# made by Cargo\n{}dependencies = [\n{needs}]\n", table(1).trim_end().to_owned() + "\n")
    });
}

#[test]
fn of_package_locks() {
    let versions = |count: usize, place: &dyn Fn(usize) -> String| {
        let entry = |number: usize| format!("\"{}\": {{\"version\": \"1.{number}.0\"}},", place(number));
        let entries = lines(scattered(count), entry);
        format!("{{\"lockfileVersion\": 3, \"packages\": {{{} \"\": {{}}}}}}", entries)
    };
    check_doubling("package-lock.json", COUNT, |count| versions(count, &|number| format!("node_modules/p{number:06}")));
    check_doubling("package-lock.json", COUNT, |count| {
        versions(count, &|number| format!("node_modules/p{number:06}/node_modules/one"))
    });
    check_doubling("package-lock.json", COUNT, |count| {
        let entry = |number: usize| format!("\"p{number:06}\": {{\"version\": \"1.0.0\"}},");
        let entries = lines(scattered(count), entry);
        format!("{{\"lockfileVersion\": 1, \"dependencies\": {{{entries} \"z\": {{\"version\": \"1\"}}}}}}")
    });
}

#[test]
fn of_bills_of_materials() {
    let made = |count: usize, inner: &str| {
        let component = |number: usize| {
            format!("{{\"type\": \"library\", \"name\": \"p{number:06}\", \"version\": \"1.0\"{inner}}},")
        };
        let components = lines(scattered(count), component);
        format!("{{\"bomFormat\": \"CycloneDX\", \"components\": [{components} {{\"name\": \"z\"}}]}}")
    };
    check_doubling("bom.json", COUNT, |count| made(count, ""));
    check_doubling("bom.json", COUNT, |count| {
        made(count, ", \"components\": [{\"name\": \"inner\", \"version\": \"1\"}]")
    });
}

#[test]
fn of_test_reports() {
    let case = |number: usize| format!("<testcase classname='c{}' name='n{number:06}' time='0.1'/>\n", number % 7);
    let report = |cases: String| format!("<testsuite>{cases}</testsuite>");
    // Lines counted from the beginning for each case would take four times as long.
    check_doubling("report.xml", COUNT, |count| report(lines(0..count, case)));
    check_doubling("report.xml", COUNT, |count| report(lines(scattered(count), case)));
    check_doubling("report.xml", COUNT, |count| report(format!("<testcase name='{}'/>", "n".repeat(20 * count))));
}

/// Files joined, each with its label, or with a column of labels of its own where that is empty.
fn joining(files: Vec<(&'static str, &'static str, String)>) -> Box<dyn Fn()> {
    let labelled = |(name, label, text): &(&str, &str, String)| {
        let (file_name, bytes) = ((*name).to_owned(), text.len() as u64);
        let file = ImportedFile { file_name, bytes, ..ImportedFile::default() };
        LabelledFile { label: (*label).to_owned(), file, ..LabelledFile::default() }
    };
    let files_named = files.iter().map(labelled).collect();
    let source = JoinedFiles { label_column: "option".to_owned(), files: files_named, ..JoinedFiles::default() };
    let bytes: String = files.into_iter().map(|(.., text)| text).collect();
    Box::new(move || assert!(read_joined(&source, &mut bytes.as_bytes(), &mut |_| {}).unwrap().table.rows > 0))
}

#[test]
fn of_several_files_together() {
    // Machines that have nothing in common, the packages of one between those of the other.
    check_work("environments", COUNT, |count| {
        let list = |letter: &str| lines(0..count, |number| format!("p{number:06}{letter}==1.0\n"));
        joining(vec![("laptop.txt", "A", list("a")), ("ci.txt", "A", list("b"))])
    });
    // Runs of tests in which the same cases come in another order.
    check_work("runs", COUNT, |count| {
        let case = |number: usize| format!("<testcase name='n{number:06}'/>");
        let run = |cases: String| format!("<testsuite>{cases}</testsuite>");
        joining(vec![("a.xml", "A", run(lines(0..count, case))), ("b.xml", "A", run(lines(scattered(count), case)))])
    });
    // Series whose newest row comes first, joined by label and moment.
    check_work("series", COUNT, |count| {
        let day = |number: usize| engine::instant::date_text(number as i64);
        let quality = lines((0..count).rev(), |number| format!("{},{},1\n", day(number / 2), ["A", "B"][number % 2]));
        let cost = lines((0..count).rev(), |number| format!("{},{},2\n", day(number / 2), ["A", "B"][number % 2]));
        joining(vec![
            ("q.csv", "", format!("day,option,quality\n{quality}")),
            ("c.csv", "", format!("day,option,cost\n{cost}")),
        ])
    });
}
