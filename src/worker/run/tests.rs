use super::*;
use crate::package::evidence::ImportedFile;
use crate::package::{Measure, Package, template};
use crate::telemetry::series::Axes;

const CSV: &[u8] = b"option,ms\nA,1.5\nB,2\n";

fn imported() -> Dataset {
    Dataset {
        id: "file".into(),
        source: DatasetSource::Imported(ImportedFile::default()),
        label_column: "option".to_owned(),
        ..Default::default()
    }
}

fn open(dataset: Dataset, alternatives: Vec<Alternative>) -> Request {
    Request::OpenDataset { dataset, alternatives, options: ReadOptions::default(), total_bytes: CSV.len() as u64 }
}

/// The answers, each sent through JSON and back as between page and worker.
fn ask(session: &mut Session, request: Request, bytes: Option<&[u8]>) -> Vec<Response> {
    let request = serde_json::from_str(&serde_json::to_string(&request).unwrap()).unwrap();
    let mut answers = Vec::new();
    let mut source = bytes;
    let source = source.as_mut().map(|bytes| bytes as &mut dyn Read);
    session.run(request, source, &mut |answer| {
        let text = serde_json::to_string(&answer).unwrap();
        assert_eq!(serde_json::from_str::<Response>(&text).unwrap(), answer);
        answers.push(answer);
    });
    answers
}

fn opened() -> Session {
    let mut session = Session::default();
    assert!(matches!(ask(&mut session, open(imported(), vec![]), Some(CSV))[..], [.., Response::DatasetOpened { .. }]));
    session
}

#[test]
fn a_file_is_read_with_progress() {
    let answers = ask(&mut Session::default(), open(imported(), vec![]), Some(CSV));
    let size = CSV.len() as u64;
    assert_eq!(answers[0], Response::Progress { dataset: "file".into(), bytes: size, total: size });
    let Some(Response::DatasetOpened { summary, ledger, .. }) = answers.last() else { panic!("{answers:?}") };
    assert_eq!((summary.rows, summary.columns.len()), (2, 2));
    assert_eq!(summary.columns[0].samples, ["A", "B"]);
    assert_eq!(ledger.sha256, crate::package::digest::of_bytes(CSV));
}

#[test]
fn a_file_that_cannot_be_read_leaves_the_former_table() {
    let mut session = opened();
    let answers = ask(&mut session, open(imported(), vec![]), Some(b"a,b\n1\n"));
    assert!(matches!(&answers[..], [.., Response::Failed { message, .. }] if message.starts_with("Row 1 (line 2)")));
    let rows = Request::Rows { request: 7, dataset: "file".into(), from: 1, count: 9 };
    let expected = Response::Rows { request: 7, from: 1, total: 2, rows: vec![vec!["B".into(), "2".into()]] };
    assert_eq!(ask(&mut session, rows, None), [expected]);
}

#[test]
fn a_closed_dataset_is_gone() {
    let mut session = opened();
    assert_eq!(ask(&mut session, Request::CloseDataset { dataset: "file".into() }, None), []);
    let axes = Axes { column: "ms".to_owned(), ..Default::default() };
    for request in [
        Request::Describe { request: 1, dataset: "file".into() },
        Request::Csv { request: 1, dataset: "file".into() },
        Request::Series { request: 1, dataset: "file".into(), axes, width: 10 },
    ] {
        let answers = ask(&mut session, request, None);
        assert!(matches!(&answers[..], [Response::Failed { request: Some(1), .. }]), "{answers:?}");
    }
}

#[test]
fn what_is_open_can_be_drawn_described_and_taken_out() {
    let mut session = opened();
    let axes = Axes { column: "ms".to_owned(), ..Default::default() };
    let series = Request::Series { request: 1, dataset: "file".into(), axes, width: 10 };
    assert!(
        matches!(&ask(&mut session, series, None)[..], [Response::Series { lines, .. }] if lines[0].points.len() == 2)
    );
    let describe = Request::Describe { request: 2, dataset: "file".into() };
    let answers = ask(&mut session, describe, None);
    assert!(
        matches!(&answers[..], [Response::Described { description, .. }] if description.columns[1].mean == Some(1.75))
    );
    let csv = Request::Csv { request: 3, dataset: "file".into() };
    let text = String::from_utf8(CSV.to_vec()).unwrap();
    assert_eq!(ask(&mut session, csv, None), [Response::Csv { request: 3, text }]);
}

#[test]
fn estimates_are_those_of_the_package_and_its_telemetry() {
    let package = template::TEMPLATES[0].package.clone();
    let mut session = Session::default();
    for dataset in &package.evidence.datasets {
        let answers = ask(&mut session, open(dataset.clone(), package.alternatives.clone()), None);
        assert!(matches!(answers[..], [Response::DatasetOpened { .. }]));
    }
    let expected = crate::analysis::estimate::estimate(&package, &Telemetry::generated(&package));
    assert!(expected.iter().all(|estimate| estimate.value.is_some()));
    let request = Request::Estimate { revision: 3, package: Box::new(package) };
    assert_eq!(ask(&mut session, request, None), [Response::Estimated { revision: 3, estimates: expected }]);
}

#[test]
fn a_dataset_without_its_file_has_no_estimate() {
    let mut package = Package::default();
    package.alternatives.push(Alternative { id: "a".into(), name: "A".to_owned(), ..Default::default() });
    package.evidence.datasets.push(imported());
    package.evidence.measures.push(Measure { dataset: "file".into(), column: "ms".to_owned(), ..Default::default() });
    let request = || Request::Estimate { revision: 1, package: Box::new(package.clone()) };
    let value = |session: &mut Session| match &ask(session, request(), None)[..] {
        [Response::Estimated { estimates, .. }] => estimates[0].value,
        other => panic!("{other:?}"),
    };
    assert_eq!(value(&mut Session::default()), None);
    assert_eq!(value(&mut opened()), Some(1.5));
}
