//! Each job through the messages that page and worker exchange.

use std::sync::Arc;

use super::*;
use crate::analysis::conclude;
use crate::analysis::estimate::{estimate, estimated_part};
use crate::analysis::measure::measure;
use crate::analysis::simulation::{simulate, simulated_part};
use crate::package::evidence::ImportedFile;
use crate::package::{Alternative, Dataset, DatasetSource, Measure, Package, digest, template};
use crate::publish::memo;
use crate::telemetry::series::Axes;
use crate::telemetry::{ReadOptions, Telemetry, generate, read};

const CSV: &[u8] = b"option,ms\nA,1.5\nB,2\n";

/// Asks as the page does; everything crosses as bytes.
fn ask<J: Job>(session: &mut Session, job: &J, file: Option<&[u8]>) -> (Vec<Progress>, Result<J::Output, J::Failure>) {
    let request = Request { id: 7, kind: J::KIND, body: job.to_bytes() };
    let mut file = file;
    let (mut reports, mut outcomes) = (Vec::new(), Vec::new());
    run(session, &request, file.as_mut().map(|file| file as &mut dyn Read), &mut |response| match response {
        Response::Progress { id: 7, progress } => reports.push(progress),
        Response::Done { id: 7, body } => outcomes.push(Ok(J::Output::from_bytes(&body).unwrap())),
        Response::Failed { id: 7, body } => outcomes.push(Err(J::Failure::from_bytes(&body).unwrap())),
        other => panic!("{other:?}"),
    });
    assert_eq!(outcomes.len(), 1, "a request has one outcome");
    (reports, outcomes.pop().unwrap())
}

fn answer<J: Job>(session: &mut Session, job: &J) -> Result<J::Output, String> {
    ask(session, job, None).1.map_err(|failure| failure.to_string())
}

fn imported() -> Dataset {
    let source = DatasetSource::Imported(ImportedFile { bytes: CSV.len() as u64, ..ImportedFile::default() });
    Dataset { id: "file".into(), source, label_column: "option".to_owned(), ..Dataset::default() }
}

fn opened() -> Session {
    let mut session = Session::default();
    ask(&mut session, &OpenDataset::of(&Package::default(), &imported()), Some(CSV)).1.unwrap();
    session
}

fn axes() -> Axes {
    Axes { column: "ms".to_owned(), ..Axes::default() }
}

#[test]
fn a_kind_travels_as_its_position() {
    assert!(Kind::ALL.iter().enumerate().all(|(position, kind)| *kind as usize == position));
}

#[test]
fn a_file_is_read_with_progress() {
    let (reports, opened) = ask(&mut Session::default(), &OpenDataset::of(&Package::default(), &imported()), Some(CSV));
    let size = CSV.len() as u64;
    assert_eq!(reports.last(), Some(&Progress { done: size, total: size }));
    let opened = opened.unwrap();
    assert_eq!((opened.rows, opened.columns.len()), (2, 2));
    assert_eq!(opened.columns[0].samples, ["A", "B"]);
    assert_eq!(opened.ledger.sha256, digest::of_bytes(CSV));
}

#[test]
fn a_file_that_cannot_be_read_leaves_the_former_table() {
    let mut session = opened();
    let (_, failed) = ask(&mut session, &OpenDataset::of(&Package::default(), &imported()), Some(b"a,b\n1\n"));
    assert!(failed.unwrap_err().to_string().starts_with("Row 1 (line 2)"));
    let page = answer(&mut session, &ListRows { dataset: "file".into(), from: 1, count: 9 }).unwrap();
    assert_eq!(page, RowPage { from: 1, total: 2, rows: vec![vec!["B".into(), "2".into()]] });
}

#[test]
fn what_the_columns_suggest_comes_with_the_value_of_each_alternative() {
    let mut session = opened();
    let named = |name: &str| Alternative { id: name.into(), name: name.to_owned(), ..Alternative::default() };
    let mut package = Package { alternatives: ["B", "C", "A"].map(named).to_vec(), ..Package::default() };
    package.evidence.datasets.push(Dataset { ordered: true, ..imported() });
    let dataset = imported().id;
    let package = Arc::new(suggested_part(&package, &dataset));
    let found = answer(&mut session, &SuggestMeasures { dataset: dataset.clone(), package }).unwrap();
    let found: Vec<_> = found.iter().map(|each| (each.suggestion.measure.name.as_str(), &each.values[..])).collect();
    assert_eq!(found, [("p99 ms", &[Some(2.0), None, Some(1.5)][..])]);
    let elsewhere = SuggestMeasures { dataset: "elsewhere".into(), package: Arc::default() };
    assert!(answer(&mut session, &elsewhere).is_err());
}

#[test]
fn what_is_open_can_be_drawn_described_and_taken_out() {
    let mut session = opened();
    let dataset = imported().id;
    let lines = answer(&mut session, &PlotSeries { dataset: dataset.clone(), axes: axes(), width: 10 }).unwrap();
    assert_eq!(lines[0].points.len(), 2);
    let description = answer(&mut session, &DescribeColumns { dataset: dataset.clone() }).unwrap();
    assert_eq!(description.columns[1].mean, Some(1.75));
    let text = answer(&mut session, &WriteCsv { dataset }).unwrap();
    assert_eq!(text.0.as_bytes(), CSV);
}

#[test]
fn nothing_is_known_of_a_closed_dataset() {
    let mut session = opened();
    let dataset = imported().id;
    answer(&mut session, &CloseDataset { dataset: dataset.clone() }).unwrap();
    assert_eq!(session.datasets().count(), 0);
    let failures = [
        answer(&mut session, &PlotSeries { dataset: dataset.clone(), axes: axes(), width: 10 }).err(),
        answer(&mut session, &ListRows { dataset: dataset.clone(), from: 0, count: 1 }).err(),
        answer(&mut session, &DescribeColumns { dataset: dataset.clone() }).err(),
        answer(&mut session, &WriteCsv { dataset }).err(),
    ];
    assert_eq!(failures, [const { Some(()) }; 4].map(|_| Some(crate::worker::session::NotLoaded.to_string())));
}

#[test]
fn estimates_are_those_of_the_whole_package_and_its_telemetry() {
    let package = template::TEMPLATES[0].package.clone();
    let mut session = Session::default();
    for dataset in &package.evidence.datasets {
        ask(&mut session, &OpenDataset::of(&package, dataset), None).1.unwrap();
    }
    let expected = estimate(&package, &Telemetry::generated(&package));
    assert!(expected.iter().all(|estimate| estimate.value.is_some()));
    assert_eq!(
        answer(&mut session, &EstimateMeasures { package: estimated_part(&package).into() }).unwrap().estimates,
        expected
    );
}

#[test]
fn what_is_measured_is_what_the_whole_package_and_its_telemetry_say() {
    for template in template::TEMPLATES.iter() {
        let package = &template.package;
        let mut session = Session::default();
        for dataset in package.evidence.datasets.iter().filter(|dataset| dataset.generator().is_some()) {
            ask(&mut session, &OpenDataset::of(package, dataset), None).1.unwrap();
        }
        let expected = crate::analysis::measure::measure(package, &Telemetry::generated(package));
        let found = answer(&mut session, &EstimateMeasures { package: estimated_part(package).into() }).unwrap();
        assert_eq!(found.replays, expected.replays, "{}", package.title);
        assert_eq!(found, expected, "{}", package.title);
    }
}

#[test]
fn a_dataset_without_its_file_has_no_estimate() {
    let mut package = Package::default();
    package.alternatives.push(Alternative { id: "a".into(), name: "A".to_owned(), ..Default::default() });
    package.evidence.datasets.push(imported());
    package.evidence.measures.push(Measure { dataset: "file".into(), column: "ms".to_owned(), ..Default::default() });
    let job = EstimateMeasures { package: estimated_part(&package).into() };
    assert_eq!(answer(&mut Session::default(), &job).unwrap()[0].value, None);
    assert_eq!(answer(&mut opened(), &job).unwrap()[0].value, Some(1.5));
}

#[test]
fn draws_are_those_of_the_whole_package() {
    let mut package = template::TEMPLATES[0].package.clone();
    package.settings.draws = 500;
    let estimates = estimate(&package, &Telemetry::generated(&package));
    let expected = crate::analysis::robustness::drawn(&package, &estimates, &mut |_, _| true);
    let job = SampleRobustness {
        package: crate::analysis::robustness::scoring_part(&package).into(),
        estimates: estimates.into(),
    };
    let (reports, drawn) = ask(&mut Session::default(), &job, None);
    assert_eq!(drawn.ok(), expected);
    assert!(reports.is_sorted_by(|one, next| one.done < next.done && one.total == next.total), "{reports:?}");
    assert!(reports.first().is_some_and(|first| first.done > 0 && first.done < first.total), "{reports:?}");
}

#[test]
fn nothing_is_drawn_where_nothing_can_be_ranked() {
    let job = SampleRobustness { package: Arc::default(), estimates: Arc::default() };
    assert_eq!(ask(&mut Session::default(), &job, None).1, Err(NothingToRank));
}

#[test]
fn a_file_that_is_no_package_cannot_be_verified() {
    let (_, verified) = ask(&mut Session::default(), &VerifyPackage::default(), Some(CSV));
    assert!(verified.unwrap_err().to_string().starts_with("The file is not JSON"));
    let (_, verified) = ask(&mut Session::default(), &VerifyPackage::default(), None);
    assert!(verified.unwrap_err().to_string().starts_with("The file is empty"));
}

#[test]
fn data_that_does_not_travel_inside_is_asked_for() {
    let mut package = template::TEMPLATES[0].package.clone();
    let dataset = package.evidence.datasets[0].id.clone();
    let csv = generate::to_csv(Telemetry::generated(&package).table(&dataset).unwrap());
    let mut telemetry = Telemetry::default();
    telemetry.insert(dataset, read(&mut &*csv, &ReadOptions::default(), &mut |_| {}).unwrap().table);
    package.evidence.datasets[0].source = DatasetSource::Imported(ImportedFile {
        file_name: "weeks.csv".to_owned(),
        bytes: csv.len() as u64,
        sha256: digest::of_bytes(&csv),
        ..ImportedFile::default()
    });
    let findings = conclude(&package, &measure(&package, &telemetry), None, &memo::length);
    let file = crate::publish::json::package_file(&package, &crate::publish::publication::Contents::new(), &findings);
    let text = crate::publish::json::to_text(&file).into_bytes();
    let verify = |behind: &[&[u8]]| {
        let job = VerifyPackage {
            telemetry: behind.iter().map(|bytes| bytes.len() as u64).collect(),
            ..VerifyPackage::default()
        };
        let sent = [&[text.as_slice()], behind].concat().concat();
        ask(&mut Session::default(), &job, Some(sent.as_slice())).1
    };
    let asked = |behind: &[&[u8]], problem: &str| {
        let why = verify(behind).unwrap_err();
        assert!(why.problem.starts_with(problem), "{}", why.problem);
        assert_eq!(why.wanted.iter().map(|wanted| wanted.file_name.as_str()).collect::<Vec<_>>(), ["weeks.csv"]);
    };
    asked(&[], "Some of its data does not travel inside");
    asked(&[b"a\n1\n"], "The file given is not the one it names");
    assert_eq!(verify(&[&csv]).unwrap().differences, []);
    assert_eq!(verify(&[b"a\n1\n", &csv]).unwrap().differences, []);
}

#[test]
fn a_package_that_was_changed_is_told_field_by_field() {
    let package = template::TEMPLATES[0].package.clone();
    let findings = conclude(&package, &measure(&package, &Telemetry::generated(&package)), None, &memo::length);
    let file = crate::publish::json::package_file(&package, &crate::publish::publication::Contents::new(), &findings);
    let text = crate::publish::json::to_text(&file);
    let verify = |text: &str| ask(&mut Session::default(), &VerifyPackage::default(), Some(text.as_bytes())).1.unwrap();
    assert_eq!(verify(&text).differences, []);
    let seed = format!("\"seed\": {}", package.settings.seed);
    assert!(text.contains(&seed));
    assert!(!verify(&text.replace(&seed, "\"seed\": 99")).differences.is_empty());
}

#[test]
fn a_release_is_simulated_as_natively() {
    let mut package =
        template::TEMPLATES.iter().find(|one| !one.package.release.simulation.is_empty()).unwrap().package.clone();
    package.release.simulation.runs = 600;
    let part = Arc::new(simulated_part(&package));
    let job = SimulateRelease { package: part, runs: None };
    let (reports, found) = ask(&mut Session::default(), &job, None);
    assert_eq!(Some(found.unwrap()), simulate(&package, None, &mut |_, _| true));
    assert!(reports.len() > 10 && reports.last().is_some_and(|last| last.done == last.total));
    let nothing = SimulateRelease::default();
    assert_eq!(answer(&mut Session::default(), &nothing).unwrap_err(), NothingToSimulate.to_string());
}
