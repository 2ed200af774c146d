use super::*;
use crate::package::DatasetSource;
use crate::package::evidence::{ImportedFile, JoinedFiles, LabelledFile};

fn summarised(files: &[(&str, &str)]) -> Vec<TestFinding> {
    let file = |(name, text): &(&str, &str)| LabelledFile {
        file: ImportedFile { file_name: format!("{name}.xml"), bytes: text.len() as u64, ..ImportedFile::default() },
        ..LabelledFile::default()
    };
    let joined = JoinedFiles { files: files.iter().map(file).collect(), ..JoinedFiles::default() };
    let bytes: String = files.iter().map(|(_, text)| *text).collect();
    let reading = DatasetSource::Joined(joined).read(&mut bytes.as_bytes(), &mut |_| {}).unwrap();
    summarise(&Dataset::default(), &reading.table)
}

fn run(cases: &[(&str, &str, f64)]) -> String {
    let case = |(name, status, seconds): &(&str, &str, f64)| {
        let child = match *status {
            "passed" => String::new(),
            "failed" => "<failure message='no'/>".to_owned(),
            status => format!("<{status}/>"),
        };
        format!("<testcase classname='s' name='{name}' time='{seconds}'>{child}</testcase>")
    };
    format!("<testsuite>{}</testsuite>", cases.iter().map(case).collect::<String>())
}

#[test]
fn runs_are_counted_and_cases_that_differ_between_them_are_flaky() {
    let first = run(&[("a", "passed", 0.5), ("b", "failed", 0.1), ("c", "skipped", 0.0), ("d", "error", 2.0)]);
    let second = run(&[("a", "passed", 0.7), ("b", "passed", 0.1), ("c", "skipped", 0.0), ("d", "failed", 1.0)]);
    let found = summarised(&[("run-1", &first), ("run-2", &second)]);
    let [found] = found.as_slice() else { panic!("one summary") };
    let runs: Vec<_> = found.runs.iter().map(|run| (run.passed, run.failed, run.errors, run.skipped)).collect();
    assert_eq!((runs, found.cases), (vec![(1, 1, 1, 1), (2, 1, 0, 1)], 4));
    assert_eq!(found.pass_rate, Some(0.5));
    let names = |cases: &[CaseFinding]| cases.iter().map(|case| case.case.clone()).collect::<Vec<_>>();
    assert_eq!((names(&found.flaky), found.flaky_cases), (vec!["b".to_owned()], 1));
    assert_eq!((names(&found.failing), found.failing[0].message.as_str()), (vec!["d".to_owned()], "no"));
    assert_eq!(names(&found.slowest), ["d", "a", "b"]);
    assert_eq!(found.slowest[1].seconds, Some(0.7));
}

#[test]
fn a_suite_that_ran_nothing_has_no_pass_rate() {
    let found = summarised(&[("run", &run(&[("a", "skipped", 0.0)]))]);
    assert_eq!((found[0].pass_rate, found[0].cases, found[0].slowest.len()), (None, 1, 0));
}

#[test]
fn a_measure_of_what_passed_is_the_pass_rate() {
    use crate::analysis::estimate::estimate;
    use crate::package::evidence::{Condition, Measure, Statistic};
    use crate::package::{Alternative, Package, document::Said};
    use crate::telemetry::Telemetry;

    let text = run(&[("a", "passed", 0.5), ("b", "failed", 0.1), ("c", "skipped", 0.0), ("d", "passed", 2.0)]);
    let mut package = Package::default();
    package.alternatives.push(Alternative { id: "one".into(), ..Alternative::default() });
    let source = DatasetSource::Imported(ImportedFile { bytes: text.len() as u64, ..ImportedFile::default() });
    let dataset = Dataset { id: "tests".into(), alternative: "one".into(), source, ..Dataset::default() };
    let mut telemetry = Telemetry::default();
    telemetry.insert("tests".into(), dataset.source.read(&mut text.as_bytes(), &mut |_| {}).unwrap().table);
    let condition = Some(Condition { value: "yes".to_owned(), ..Condition::default() });
    package.evidence.measures.push(Measure {
        dataset: "tests".into(),
        column: "passed".to_owned(),
        statistic: Statistic::Rate,
        condition,
        ..Measure::default()
    });
    let rate = summarise(&dataset, telemetry.table(&"tests".into()).unwrap())[0].pass_rate;
    let mut of = |census: bool| {
        package.evidence.datasets = vec![Dataset { census: Said(Some(census)), ..dataset.clone() }];
        estimate(&package, &telemetry)[0].clone()
    };
    let sampled = of(false);
    assert_eq!((sampled.value, sampled.n, sampled.missing), (rate, 3, 1));
    assert!(sampled.low < rate && sampled.high > rate, "a sample leaves room");
    let counted = of(true);
    assert_eq!((counted.value, counted.low, counted.high), (rate, rate, rate), "all there is leaves none");
}
