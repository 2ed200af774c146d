//! Every publication writes every worked example, and no two are mistaken for one another.

use std::collections::BTreeSet;

use shipworthy::analysis::analyse;
use shipworthy::package::Extra;
use shipworthy::package::template::TEMPLATES;
use shipworthy::publish::publication::Contents;
use shipworthy::publish::publication::{Material, Written};
use shipworthy::publish::{PUBLICATIONS, memo};
use shipworthy::telemetry::Telemetry;

/// Whether a form has nothing to say of this package; every other form is written of every example.
fn has_none(name: &str, package: &shipworthy::package::Package) -> bool {
    match name {
        "kit" => package.interface.is_empty(),
        _ => false,
    }
}

/// Every publication of a worked example, written.
fn written(package: &shipworthy::package::Package) -> Vec<Written> {
    let findings = analyse(package, &Telemetry::generated(package), &memo::length);
    let (contents, extra) = (Contents::new(), Extra::new());
    let material =
        Material { package, findings: &findings, contents: &contents, extra: &extra, lineage: &Default::default() };
    let write = |publication: &shipworthy::publish::publication::Publication| {
        let lack = (publication.lacks)(package, &findings);
        if has_none(publication.name, package) {
            assert!(lack.is_some(), "{}", publication.name);
            return Written::default();
        }
        assert_eq!(lack, None, "{}", publication.name);
        (publication.write)(&material)
    };
    PUBLICATIONS.iter().map(write).collect()
}

#[test]
fn each_writes_every_worked_example() {
    assert!(TEMPLATES.iter().any(|template| !template.package.interface.is_empty()));
    for template in TEMPLATES.iter() {
        let mut package = template.package.clone();
        (package.settings.draws, package.settings.resamples) = (100, 100);
        let mut names = BTreeSet::new();
        for (publication, written) in PUBLICATIONS.iter().zip(written(&package)) {
            let has_none = has_none(publication.name, &package);
            assert_eq!(has_none, written.files.is_empty(), "{} of {}", publication.name, template.name);
            let ending = if publication.ending.is_empty() { String::new() } else { format!(".{}", publication.ending) };
            assert!(written.files.first().is_none_or(|file| file.name.ends_with(&ending)), "{}", publication.name);
            for file in &written.files {
                assert!(file.bytes.len() > 60, "{} is empty", file.name);
                assert!(names.insert(file.name.clone()), "{} is there twice", file.name);
            }
            for loss in &written.losses {
                assert!(!loss.what.is_empty() && !loss.instead.is_empty(), "{}: {loss:?}", publication.name);
            }
        }
    }
}

#[test]
fn names_are_unique_and_purposes_are_sentences() {
    let names: BTreeSet<&str> = PUBLICATIONS.iter().map(|publication| publication.name).collect();
    assert_eq!(names.len(), PUBLICATIONS.len());
    for publication in PUBLICATIONS {
        let name = publication.name;
        assert!(name.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-'), "{name}");
        assert!(publication.purpose.ends_with('.') && publication.purpose.len() > 20, "{name}");
        assert!(publication.media_type.contains('/') && !publication.label.is_empty(), "{name}");
    }
}
