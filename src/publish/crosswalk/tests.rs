use std::collections::BTreeSet;

use super::*;
use crate::analysis::analyse;
use crate::package::template::TEMPLATES;
use crate::publish::memo;
use crate::telemetry::Telemetry;

fn of(package: &Package) -> Vec<DutyFinding> {
    assess(package, &analyse(package, &Telemetry::generated(package), &memo::length))
}

fn example() -> Package {
    let mut package = TEMPLATES[0].package.clone();
    (package.settings.draws, package.settings.resamples) = (100, 100);
    package
}

fn coverage(package: &Package, number: &str) -> Coverage {
    of(package).iter().find(|finding| finding.duty.number == number).unwrap().coverage
}

#[test]
fn every_category_and_article_is_there_once() {
    let numbers: Vec<&str> = DUTIES.iter().map(|duty| duty.number).collect();
    assert_eq!(numbers.iter().collect::<BTreeSet<_>>().len(), numbers.len());
    for (function, categories) in [("GOVERN", 6), ("MAP", 5), ("MEASURE", 4), ("MANAGE", 4)] {
        for category in 1..=categories {
            assert!(numbers.contains(&format!("{function} {category}").as_str()), "{function} {category}");
        }
    }
    assert_eq!(DUTIES.iter().filter(|duty| duty.framework == Framework::NistAiRmf).count(), 19);
    for paragraph in ["9(4)", "10(2)(h)", "12(1)", "12(2)", "14(4)(d)–(e)"] {
        assert!(numbers.contains(&format!("Article {paragraph}").as_str()), "{paragraph}");
    }
    for article in 9..=15 {
        let number = format!("Article {article}");
        assert!(numbers.iter().any(|each| each.trim_start_matches(&number).starts_with(['(']) || *each == number));
    }
    for point in 1..=9 {
        assert!(numbers.contains(&format!("Annex IV({point})").as_str()), "{point}");
    }
}

#[test]
fn an_empty_package_answers_nothing() {
    assert!(of(&Package::default()).iter().all(|finding| finding.coverage == Coverage::Gap));
}

#[test]
fn what_a_duty_rests_on_decides_its_coverage() {
    let mut package = example();
    assert_eq!(coverage(&package, "MEASURE 1"), Coverage::Met);
    assert_eq!(coverage(&package, "Annex IV(8)"), Coverage::Gap);
    assert_eq!(coverage(&package, "GOVERN 1"), Coverage::Partly);
    package.gates[0].proposed.threshold = true;
    assert_eq!(coverage(&package, "MEASURE 1"), Coverage::Partly);
    package.gates.clear();
    package.evidence.measures.clear();
    assert_eq!(coverage(&package, "MEASURE 1"), Coverage::Gap);
}

/// Nothing outside a package is ever said to be met.
#[test]
fn what_no_package_holds_is_never_met() {
    for template in TEMPLATES.iter() {
        let mut package = template.package.clone();
        (package.settings.draws, package.settings.resamples) = (100, 100);
        for finding in of(&package) {
            let outside = !finding.duty.outside.is_empty();
            assert!(!(outside && finding.coverage == Coverage::Met), "{}", finding.duty.number);
        }
    }
}

/// What the engineering templates have beside the others answers duties where it stands, and nowhere else.
#[test]
fn contract_ci_evidence_and_deployment_notes_answer_duties() {
    let state = |package: &Package, part: Part| {
        let found = analyse(package, &Telemetry::generated(package), &memo::length);
        part.state(package, &found)
    };
    let mut service = TEMPLATES.iter().find(|template| template.name == "model-service").unwrap().package.clone();
    (service.settings.draws, service.settings.resamples) = (100, 100);
    assert_eq!(state(&service, Part::Interface), State::There);
    assert_eq!(state(&service, Part::Deployment), State::There);
    service.deployment.smoke_test[0].outcome = crate::package::deployment::SmokeOutcome::Failed;
    assert_eq!(state(&service, Part::Deployment), State::Incomplete);
    service.interface.fields[0].minimum = Some(2.0);
    service.interface.fields[0].maximum = Some(1.0);
    assert_eq!(state(&service, Part::Interface), State::Incomplete);
    service.interface.endpoints.clear();
    assert_eq!(state(&service, Part::Interface), State::Incomplete);
    for part in [Part::Interface, Part::CiEvidence, Part::Deployment] {
        assert_eq!(state(&example(), part), State::Missing);
        let answers = DUTIES.iter().filter(|duty| duty.parts.contains(&part)).count();
        assert!(answers >= 3, "{part} answers {answers} duties");
    }
    assert!(DUTIES.iter().any(|duty| duty.parts.contains(&Part::AdditionalEvidence)));
}
