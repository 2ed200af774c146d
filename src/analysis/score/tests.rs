use proptest::prelude::*;

use super::*;
use crate::findings::Fact;
use crate::{
    analysis::fixture::{decision, random_decision},
    package::{
        CriterionSource, Direction, Id,
        criterion::{PreferenceFunction, Scale},
        settings::Normalisation,
    },
};

#[track_caller]
fn check(found: &[f64], expected: &[f64], digits: f64) {
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(expected) {
        assert!((found - expected).abs() < digits, "{found} instead of {expected}");
    }
}

/// Tzeng & Huang 2011.
#[test]
fn topsis_is_that_of_tzeng_and_huang() {
    let values = [&[5.0, 8.0, 4.0], &[7.0, 6.0, 8.0], &[8.0, 8.0, 6.0], &[7.0, 4.0, 6.0]];
    let package = decision(&values.map(|row| &row[..]), &[0.3, 0.4, 0.3]);
    let matrix = DecisionMatrix::new(&package, &[]);
    check(&MethodScores::new(&matrix).topsis, &[0.5037, 0.6581, 0.7482, 0.3340], 5e-5);
}

/// Opricovic & Tzeng 2004: the closeness on the local range and on vector norms has two winners.
#[test]
fn normalisation_decides() {
    let mut package = decision(&[&[1.0, 3000.0], &[2.0, 3750.0], &[5.0, 4500.0]], &[0.5, 0.5]);
    package.criteria[0].direction = Direction::Min;
    let mut closeness = |normalisation| {
        package.settings.normalisation = normalisation;
        MethodScores::new(&DecisionMatrix::new(&package, &[])).topsis
    };
    check(&closeness(Normalisation::MinMax), &[0.500, 0.617, 0.500], 5e-4);
    check(&closeness(Normalisation::Vector), &[0.7621, 0.7222, 0.2379], 5e-5);
    check(&closeness(Normalisation::Scale), &[0.7621, 0.7222, 0.2379], 5e-5);
}

/// Zhao 2013.
#[test]
fn promethee_is_that_of_zhao() {
    let package = decision(&[&[4.0, 3.0, 2.0], &[3.0, 2.0, 4.0], &[5.0, 1.0, 3.0]], &[0.5, 0.3, 0.2]);
    let scores = score(&package, &[]);
    let flows: Vec<f64> = scores.alternatives.iter().map(|finding| finding.promethee.unwrap()).collect();
    check(&flows, &[0.1, -0.3, 0.2], 1e-12);
    let ranks: Vec<u32> = scores.alternatives.iter().map(|finding| finding.ranks["promethee"]).collect();
    assert_eq!(ranks, [2, 3, 1]);
}

#[test]
fn contributions_add_up_to_the_weighted_sum() {
    let package = decision(&[&[4.0, 3.0, 2.0], &[3.0, 2.0, 4.0], &[5.0, 1.0, 3.0]], &[0.5, 0.3, 0.2]);
    for finding in score(&package, &[]).alternatives {
        let sum: f64 = finding.contributions.iter().filter_map(|part| part.contribution).sum();
        assert!((sum - finding.weighted_sum.unwrap()).abs() < 1e-12);
    }
}

#[test]
fn equals_share_a_rank() {
    assert_eq!(ranks(&[0.3, 0.5, 0.1 + 0.2, 0.1]), [2, 1, 2, 4]);
}

#[test]
fn a_gap_is_asked_about_left_out_assumed_or_left_open() {
    let mut package = decision(&[&[4.0, 3.0], &[3.0, f64::NAN], &[5.0, 1.0]], &[0.5, 0.5]);
    let mut scored = |rule| {
        package.settings.missing = rule;
        score(&package, &[])
    };
    let asked = scored(MissingRule::Ask);
    assert_eq!((asked.alternatives[1].rank, asked.alternatives[1].weighted_sum), (None, None));
    let missing = Fact::ValuesMissing { alternative: "a1".into(), criteria: vec!["c1".into()] };
    assert_eq!(asked.problems, [missing.into()]);
    let left = scored(MissingRule::LeaveOut);
    assert_eq!((left.weights[0].weight, left.weights[1].weight), (1.0, 0.0));
    assert_eq!(left.alternatives[1].rank, Some(3));
    let left_out = Fact::LeftOut { criterion: "c1".into(), alternatives: vec!["a1".into()] };
    assert_eq!((left.problems, left.warnings), (Vec::new(), vec![left_out.into()]));
    let worst = scored(MissingRule::WorstCase);
    assert_eq!(worst.alternatives[1].contributions[1].worth, Some(0.0));
    let open = scored(MissingRule::Interval);
    assert_eq!(open.alternatives[1].weighted_sum, Some(0.25));
    assert_eq!(open.alternatives[1].range, Some([0.0, 0.5]));
    assert_eq!(open.alternatives[0].range, None);
}

#[test]
fn degenerate_input_has_an_explained_answer() {
    let check = |rows: &[&[f64]], weights: &[f64], scores_expected: &[[f64; 3]], fact: Fact| {
        let scores = score(&decision(rows, weights), &[]);
        let found: Vec<[f64; 3]> = scores
            .alternatives
            .iter()
            .filter_map(|finding| Some([finding.weighted_sum?, finding.topsis?, finding.promethee?]))
            .collect();
        assert_eq!(found, scores_expected, "{rows:?}");
        let found = [scores.problems, scores.warnings].concat();
        assert!(found.contains(&fact.into()), "{found:?}");
    };
    check(&[&[3.0]], &[1.0], &[[1.0, 0.5, 0.0]], Fact::OneAlternative);
    check(&[&[3.0], &[3.0]], &[1.0], &[[1.0, 0.5, 0.0]; 2], Fact::AllTheSame);
    check(
        &[&[3.0, 1.0], &[3.0, 2.0]],
        &[0.5, 0.5],
        &[[0.5, 0.0, -0.5], [1.0, 1.0, 0.5]],
        Fact::DecidesNothing { criterion: "c0".into() },
    );
    check(&[&[1.0], &[2.0]], &[0.0], &[[0.0, 0.0, -1.0], [1.0, 1.0, 1.0]], Fact::AllWeightsZero);
    check(&[], &[1.0], &[], Fact::NoAlternative);
    check(&[&[], &[]], &[], &[], Fact::NoCriterion);
    check(
        &[&[0.0, 0.0], &[0.0, 1.0]],
        &[1.0, 0.0],
        &[[1.0, 0.5, 0.0]; 2],
        Fact::DecidesNothing { criterion: "c0".into() },
    );
}

#[test]
fn two_hundred_by_fifty_are_scored() {
    let rows: Vec<Vec<f64>> =
        (0..200).map(|row| (0..50).map(|column| f64::from((row * 31 + column * 17) % 101)).collect()).collect();
    let rows: Vec<&[f64]> = rows.iter().map(Vec::as_slice).collect();
    let scores = score(&decision(&rows, &[1.0; 50]), &[]);
    assert!(scores.problems.is_empty());
    assert_eq!(scores.alternatives.iter().filter_map(|finding| finding.rank).min(), Some(1));
    assert!((scores.weights.iter().map(|weight| weight.weight).sum::<f64>() - 1.0).abs() < 1e-12);
}

#[test]
fn a_local_scale_that_decides_is_said() {
    // 1 ms of 100 decides on the local range; from zero it hardly counts.
    let mut package = decision(&[&[101.0, 6.0], &[100.0, 9.0], &[101.0, 0.0]], &[0.6, 0.4]);
    let warnings = score(&package, &[]).warnings;
    let local =
        Fact::FirstByLocalScale { winner: "a0".into(), criteria: vec!["c0".into()], other: "a1".into(), shared: false };
    assert_eq!(warnings, [local.into()]);
    package.criteria[0].scale = Some(Scale { worst: 99.0, best: 102.0, ..Scale::default() });
    package.criteria[1].scale = Some(Scale { worst: 0.0, best: 10.0, ..Scale::default() });
    assert!(score(&package, &[]).warnings.is_empty());
}

#[test]
fn intermediates_lead_to_the_scores() {
    for seed in 0..20 {
        let package = random_decision(seed, 5, 4);
        let steps = intermediates::intermediates(&package, &[]);
        let [weighted_sum, topsis, promethee] = method_scores(&package);
        let sum = |row: &[f64]| row.iter().zip(&steps.weights).map(|(cell, weight)| cell * weight).sum::<f64>();
        for row in 0..5 {
            let distance = |to: &[f64]| {
                steps.weighted[row].iter().zip(to).map(|(one, other)| (one - other) * (one - other)).sum::<f64>().sqrt()
            };
            let (ideal, anti_ideal) = (distance(&steps.ideal), distance(&steps.anti_ideal));
            check(&[sum(&steps.worths[row]), sum(&steps.flows[row])], &[weighted_sum[row], promethee[row]], 1e-9);
            check(&[steps.distance_from_ideal[row], anti_ideal / (ideal + anti_ideal)], &[ideal, topsis[row]], 1e-9);
            check(&[steps.positive_flow[row] - steps.negative_flow[row]], &[promethee[row]], 1e-9);
        }
    }
}

fn method_scores(package: &Package) -> [Vec<f64>; 3] {
    let scores = MethodScores::new(&DecisionMatrix::new(package, &[]));
    [scores.weighted_sum, scores.topsis, scores.promethee]
}

fn each_value(package: &mut Package, mut change: impl FnMut(usize, &Id, &mut f64)) {
    for (index, criterion) in package.criteria.iter_mut().enumerate() {
        if let CriterionSource::Stated { values } = &mut criterion.source {
            for (id, stated) in values.iter_mut() {
                if let Some(value) = &mut stated.value {
                    change(index, id, value);
                }
            }
        }
    }
}

fn all_near(one: &[f64], other: &[f64]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| (one - other).abs() < 1e-9)
}

proptest! {
    #[test]
    fn the_order_of_rows_and_columns_and_the_names_change_nothing(seed in any::<u32>(), rows in 2_usize..6, columns in 1_usize..5) {
        let package = random_decision(seed, rows, columns);
        let mut other = package.clone();
        other.alternatives.rotate_left(1);
        other.criteria.reverse();
        other.alternatives.iter_mut().for_each(|alternative| alternative.name.insert(0, 'x'));
        for (one, other) in method_scores(&package).into_iter().zip(method_scores(&other)) {
            let mut other = other;
            other.rotate_right(1);
            prop_assert!(all_near(&one, &other), "{one:?} {other:?}");
        }
    }

    #[test]
    fn a_dominated_alternative_is_never_ahead(seed in any::<u32>(), rows in 2_usize..6, columns in 1_usize..5) {
        let mut package = random_decision(seed, rows, columns);
        let directions: Vec<Direction> = package.criteria.iter().map(|criterion| criterion.direction).collect();
        let mut worse = Vec::new();
        each_value(&mut package, |column, id, value| {
            if id.as_str() == "a0" {
                worse.push(if directions[column] == Direction::Max { *value - 0.5 } else { *value + 0.5 });
            }
        });
        each_value(&mut package, |column, id, value| if id.as_str() == "a1" { *value = worse[column] });
        for scores in method_scores(&package) {
            prop_assert!(scores[1] <= scores[0] + TOLERANCE, "{scores:?}");
            prop_assert!(ranks(&scores)[1] > 1 || ranks(&scores)[0] == 1);
        }
    }

    #[test]
    fn another_unit_changes_nothing(seed in any::<u32>(), rows in 2_usize..6, columns in 1_usize..5, power in -12..12_i32) {
        let package = random_decision(seed, rows, columns);
        let factor = libm::ldexp(1.0, power);
        let mut other = package.clone();
        each_value(&mut other, |column, _, value| if column == 0 { *value *= factor });
        let criterion = &mut other.criteria[0];
        if let Some(scale) = &mut criterion.scale {
            scale.worst *= factor;
            scale.best *= factor;
        }
        match &mut criterion.preference {
            PreferenceFunction::Usual => {}
            PreferenceFunction::U { q: s } | PreferenceFunction::V { p: s } | PreferenceFunction::Gaussian { s } => *s *= factor,
            PreferenceFunction::Level { q, p } | PreferenceFunction::VIndifference { q, p } => {
                *q *= factor;
                *p *= factor;
            }
        }
        for (one, other) in method_scores(&package).into_iter().zip(method_scores(&other)) {
            prop_assert!(all_near(&one, &other), "{one:?} {other:?}");
        }
    }

    #[test]
    fn flows_sum_to_zero_and_closeness_lies_between_0_and_1(seed in any::<u32>(), rows in 1_usize..7, columns in 1_usize..5) {
        let [_, topsis, promethee] = method_scores(&random_decision(seed, rows, columns));
        prop_assert!(promethee.iter().sum::<f64>().abs() < 1e-9);
        prop_assert!(promethee.iter().all(|flow| flow.abs() <= 1.0 + 1e-9));
        prop_assert!(topsis.iter().all(|closeness| (0.0..=1.0).contains(closeness)));
    }
}
