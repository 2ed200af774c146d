use super::*;
use crate::analysis::analyse;
use crate::package::evidence::ImportedFile;
use crate::package::template::TEMPLATES;
use crate::package::{DatasetSource, Extra, Package};
use crate::publish::memo;
use crate::publish::publication::Contents;
use crate::telemetry::Telemetry;

fn of(package: &Package) -> (Value, Written) {
    let findings = analyse(package, &Telemetry::generated(package), &memo::length);
    let (contents, extra) = (Contents::new(), Extra::new());
    let material =
        Material { package, findings: &findings, contents: &contents, extra: &extra, lineage: &Default::default() };
    let written = write(&material);
    (serde_json::from_slice(&written.files[0].bytes).unwrap(), written)
}

fn example() -> Package {
    let mut package = TEMPLATES[0].package.clone();
    (package.settings.draws, package.settings.resamples) = (100, 100);
    package
}

fn text(cell: &Value) -> String {
    cell["source"].as_array().unwrap().iter().map(|line| line.as_str().unwrap()).collect()
}

fn named<'a>(notebook: &'a Value, id: &str) -> &'a Value {
    notebook["cells"].as_array().unwrap().iter().find(|cell| cell["id"] == id).unwrap()
}

#[test]
fn cells_have_stable_identifiers_of_their_own() {
    let (notebook, _) = of(&example());
    let ids: Vec<&str> =
        notebook["cells"].as_array().unwrap().iter().map(|cell| cell["id"].as_str().unwrap()).collect();
    let distinct: std::collections::BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(distinct.len(), ids.len());
    assert!(ids.iter().all(|id| id.len() <= 64 && id.chars().all(|each| each.is_ascii_alphanumeric() || each == '-')));
    assert!(ids.contains(&"chart-score") && ids.contains(&"chart-release"), "{ids:?}");
}

#[test]
fn only_pictures_have_outputs() {
    let (notebook, _) = of(&example());
    for cell in notebook["cells"].as_array().unwrap() {
        let id = cell["id"].as_str().unwrap();
        let outputs = cell["outputs"].as_array().map_or(0, Vec::len);
        assert_eq!(outputs, usize::from(id.starts_with("chart-") && id != "charts-text" && id != "chart-text"), "{id}");
    }
    let score = named(&notebook, "chart-score");
    assert_eq!(score["outputs"][0]["data"]["text/plain"][0], score["outputs"][0]["metadata"]["image/svg+xml"]["alt"]);
}

#[test]
fn telemetry_travels_as_csv() {
    let (notebook, written) = of(&example());
    let telemetry = text(named(&notebook, "telemetry"));
    assert!(
        telemetry.starts_with("telemetry = {\n    \"project-telemetry\": {\n        \"kinds\": [\"time\", \"text\",")
    );
    assert!(telemetry.contains("\"week,option,"), "{telemetry}");
    assert_eq!(written.losses, []);
}

#[test]
fn telemetry_that_is_not_at_hand_is_said() {
    let mut package = example();
    package.evidence.datasets[0].source = DatasetSource::Imported(ImportedFile::default());
    let (notebook, written) = of(&package);
    assert_eq!(text(named(&notebook, "telemetry")), "telemetry = {\n}");
    assert_eq!(written.losses.len(), 1);
}

#[test]
fn an_empty_package_has_a_notebook() {
    let (notebook, _) = of(&Package::default());
    assert!(text(named(&notebook, "title")).starts_with("# Release decision"));
    assert!(text(named(&notebook, "workspace")).starts_with("# Assignment workspace\nmodule = \"\"\n"));
}
