//! Our numbers beside those of other libraries; see `tests/reference/README.md`.

use serde::Deserialize;
use shipworthy::{
    analysis::{matrix::DecisionMatrix, score::MethodScores, weight},
    package::{
        Alternative, Criterion, CriterionSource, Direction, Id, Package,
        criterion::{PreferenceFunction, StatedValue},
        settings::Normalisation,
        weighting::{Comparison, WeightMethod, WeightProfile},
    },
};

#[derive(Deserialize)]
struct Fixtures<T> {
    cases: Vec<T>,
}

#[derive(Deserialize)]
struct Scores {
    library: String,
    method: String,
    #[serde(default)]
    normalisation: Normalisation,
    values: Vec<Vec<f64>>,
    directions: Vec<Direction>,
    weights: Vec<f64>,
    #[serde(default)]
    preferences: Vec<PreferenceFunction>,
    scores: Vec<f64>,
}

#[derive(Deserialize)]
#[serde(tag = "method", rename_all = "snake_case")]
enum Weights {
    Pairwise { library: String, ratios: Vec<Vec<f64>>, weights: Vec<f64>, consistency: Option<f64> },
    Ranking { library: String, weights: Vec<f64> },
}

fn id(prefix: char, index: usize) -> Id {
    Id(format!("{prefix}{index}"))
}

fn criteria(count: usize, profile: WeightProfile) -> Package {
    let criteria = (0..count).map(|index| Criterion { id: id('c', index), ..Criterion::default() }).collect();
    let mut package = Package { criteria, ..Package::default() };
    package.weighting.profiles.push(profile);
    package
}

fn package(case: &Scores) -> Package {
    let points = case.weights.iter().enumerate().map(|(index, weight)| (id('c', index), *weight)).collect();
    let mut package = criteria(case.weights.len(), WeightProfile { points, ..WeightProfile::default() });
    package.alternatives =
        (0..case.values.len()).map(|index| Alternative { id: id('a', index), ..Alternative::default() }).collect();
    for (column, criterion) in package.criteria.iter_mut().enumerate() {
        criterion.direction = case.directions[column];
        criterion.preference = case.preferences.get(column).cloned().unwrap_or_default();
        let values =
            case.values.iter().enumerate().map(|(row, values)| {
                (id('a', row), StatedValue { value: Some(values[column]), ..StatedValue::default() })
            });
        criterion.source = CriterionSource::Stated { values: values.collect() };
    }
    package.settings.normalisation = case.normalisation;
    package
}

#[track_caller]
fn check(what: &str, found: &[f64], expected: &[f64]) {
    assert_eq!(found.len(), expected.len(), "{what}");
    for (found, expected) in found.iter().zip(expected) {
        assert!((found - expected).abs() < 1e-9, "{what}: {found} instead of {expected}");
    }
}

#[test]
fn scores_agree_with_other_libraries() {
    let fixtures: Fixtures<Scores> = serde_json::from_str(include_str!("reference/scores.json")).unwrap();
    assert!(fixtures.cases.len() > 100);
    for (index, case) in fixtures.cases.iter().enumerate() {
        let scores = MethodScores::new(&DecisionMatrix::new(&package(case), &[]));
        let found = match case.method.as_str() {
            "weighted_sum" => &scores.weighted_sum,
            "topsis" => &scores.topsis,
            _ => &scores.promethee,
        };
        check(&format!("{} {} {index}", case.library, case.method), found, &case.scores);
    }
}

#[test]
fn weights_agree_with_other_libraries() {
    let fixtures: Fixtures<Weights> = serde_json::from_str(include_str!("reference/weights.json")).unwrap();
    assert!(fixtures.cases.len() > 20);
    for case in fixtures.cases {
        match case {
            Weights::Pairwise { library, ratios, weights, consistency } => {
                let comparisons = (0..ratios.len())
                    .flat_map(|row| (0..row).map(move |column| (row, column)))
                    .map(|(row, column)| Comparison {
                        more: id('c', row),
                        less: id('c', column),
                        ratio: ratios[row][column],
                        ..Comparison::default()
                    })
                    .collect();
                let profile = WeightProfile { method: WeightMethod::Pairwise, comparisons, ..WeightProfile::default() };
                let found = weight::weights(&criteria(ratios.len(), profile));
                check(&library, &found.deciding, &weights);
                let ratio = found.profiles[0].consistency.as_ref().and_then(|consistency| consistency.ratio);
                if let (Some(ratio), Some(expected)) = (ratio, consistency) {
                    check(&format!("{library}, consistency"), &[ratio], &[expected]);
                }
            }
            Weights::Ranking { library, weights } => {
                let ranking = (0..weights.len()).map(|index| id('c', index)).collect();
                let profile = WeightProfile { method: WeightMethod::Ranking, ranking, ..WeightProfile::default() };
                check(&library, &weight::weights(&criteria(weights.len(), profile)).deciding, &weights);
            }
        }
    }
}
