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
