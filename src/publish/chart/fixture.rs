//! Packages that the tests of several charts draw.

use crate::findings::Findings;
use crate::sorted_map::SortedMap;

use crate::{
    analysis::{conclude, robustness},
    package::{
        Alternative, Criterion, CriterionSource, Id, Package,
        criterion::{Scale, StatedValue},
        weighting::WeightProfile,
    },
    publish::memo,
};

const NAMES: [&str; 4] = ["Manual with rules", "Assisted with approval", "Fully automatic", "Vendor service"];
const CRITERIA: [&str; 5] =
    ["Routing quality", "Operational load", "Open risks", "Adoption readiness", "Reversibility"];
const VALUES: [[f64; 5]; 4] =
    [[4.0, 2.5, 8.0, 9.0, 9.5], [7.5, 6.5, 6.5, 7.0, 8.0], [8.5, 9.0, 3.5, 5.0, 4.5], [6.5, 7.0, 5.0, 6.0, 5.5]];

/// `count` alternatives on five criteria with uncertain values, and what follows from them.
pub fn robust(count: usize) -> (Package, Findings) {
    let name =
        |place: usize| NAMES.get(place).map_or_else(|| format!("Alternative {}", place + 1), |name| (*name).to_owned());
    let id = |place: usize| Id(format!("alternative-{place}"));
    let value = |place: usize, criterion: usize| {
        let shift = (place / 4) as f64 * 0.37 * (criterion as f64 - 2.0);
        (VALUES[place % 4][criterion] + shift).clamp(0.0, 10.0)
    };
    let criteria = CRITERIA.iter().enumerate().map(|(column, name)| Criterion {
        id: Id(format!("criterion-{column}")),
        name: (*name).to_owned(),
        unit: "points".to_owned(),
        scale: Some(Scale { worst: 0.0, best: 10.0, ..Scale::default() }),
        source: CriterionSource::Stated {
            values: (0..count)
                .map(|place| {
                    let stated =
                        StatedValue { value: Some(value(place, column)), deviation: 1.2, ..StatedValue::default() };
                    (id(place), stated)
                })
                .collect(),
        },
        ..Criterion::default()
    });
    let points: SortedMap<Id, f64> = [30.0, 25.0, 20.0, 10.0, 15.0]
        .into_iter()
        .enumerate()
        .map(|(column, points)| (Id(format!("criterion-{column}")), points))
        .collect();
    let mut package = Package {
        alternatives: (0..count)
            .map(|place| Alternative { id: id(place), name: name(place), ..Alternative::default() })
            .collect(),
        criteria: criteria.collect(),
        ..Package::default()
    };
    package.weighting.profiles = vec![WeightProfile { points, ..WeightProfile::default() }];
    package.settings.draws = 200;
    let robustness = robustness::robustness(&package, &[], &mut |_, _| true);
    let findings = conclude(&package, &crate::findings::Measured::default(), robustness.as_ref(), &memo::length);
    (package, findings)
}
