//! Robustness against closed forms and brute force.

mod brute_force;

use crate::findings::{CheckKind, Fact, Robustness, Smaa};
use crate::package::settings::Method;
use engine::normal::normal_distribution;
use proptest::prelude::*;

use super::*;
use crate::{
    analysis::{
        fixture::{decision, random_decision, set_deviation},
        matrix::DecisionMatrix,
        score::{self, scorer::Scorer},
    },
    package::{
        Id,
        criterion::Scale,
        settings::{MissingRule, WeightSpace},
        weighting::WeightProfile,
    },
};

fn run(package: &Package) -> Robustness {
    robustness(package, &[], &mut |_, _| true).unwrap()
}

fn smaa_of(package: &Package) -> Smaa {
    run(package).smaa.unwrap()
}

/// Fails unless a share of 20,000 draws lies within four standard errors of `expected`.
#[track_caller]
fn check_share(found: f64, expected: f64) {
    let error = (expected * (1.0 - expected) / 2e4).sqrt();
    assert!((found - expected).abs() < 4.0 * error + 1e-12, "{found} instead of {expected} ± {error}");
}

fn with_draws(mut package: Package) -> Package {
    package.settings.draws = 20_000;
    package
}

/// Lahdelma & Salminen 2001: values (1,0,1) and (0,1,0), uniform weights.
#[test]
fn acceptabilities_and_central_weights_have_their_closed_form() {
    for method in Method::ALL.iter().filter(|method| **method != Method::Topsis) {
        let mut package = with_draws(decision(&[&[1.0, 0.0, 1.0], &[0.0, 1.0, 0.0]], &[1.0; 3]));
        package.settings.method = *method;
        let smaa = smaa_of(&package);
        for (row, expected) in [0.75, 0.25].into_iter().enumerate() {
            check_share(smaa.acceptability[row][0], expected);
            check_share(smaa.pairwise[row][1 - row], expected);
        }
        let expected = [[7.0 / 18.0, 2.0 / 9.0, 7.0 / 18.0], [1.0 / 6.0, 2.0 / 3.0, 1.0 / 6.0]];
        for (found, expected) in smaa.central_weights.iter().zip(expected) {
            for (found, expected) in found.as_ref().unwrap().iter().zip(expected) {
                assert!((found - expected).abs() < 4.0 * 0.25 / 5_000.0_f64.sqrt(), "{found} instead of {expected}");
            }
        }
        assert_eq!(smaa.confidence, [Some(1.0), Some(1.0)]);
        assert_eq!(smaa.first_probability, [1.0, 0.0]);
    }
}

/// Under TOPSIS on the local range the first is nearer the ideal where w₁² + w₃² > w₂². With s = w₁ + w₃ the
/// rest of the simplex has the probability ∫ 2s √(2((1−s)/s)² − 1) ds, cut to 0 … 1, which is 1 − ln 2.
#[test]
fn topsis_draws_follow_its_own_boundary() {
    let mut package = with_draws(decision(&[&[1.0, 0.0, 1.0], &[0.0, 1.0, 0.0]], &[1.0; 3]));
    package.settings.method = Method::Topsis;
    package.settings.normalisation = crate::package::settings::Normalisation::MinMax;
    check_share(smaa_of(&package).acceptability[0][0], std::f64::consts::LN_2);
}

#[test]
fn measured_uncertainty_alone_has_its_closed_form() {
    for method in Method::ALL {
        let mut package = with_draws(decision(&[&[11.7], &[10.0]], &[1.0]));
        set_deviation(&mut package, 0, 0, 2.5);
        set_deviation(&mut package, 1, 0, 1.0);
        package.settings.method = *method;
        let smaa = smaa_of(&package);
        let expected = normal_distribution(1.7 / (2.5_f64 * 2.5 + 1.0).sqrt());
        check_share(smaa.first_probability[0], expected);
        check_share(smaa.acceptability[1][0], 1.0 - expected);
        check_share(smaa.confidence[0].unwrap(), expected);
    }
}

#[test]
fn evidence_that_settles_most_comes_first() {
    for method in [Method::WeightedSum, Method::Topsis] {
        let mut package = with_draws(decision(&[&[10.0, 1.0], &[9.0, 1.0]], &[1.0, 0.0]));
        package.settings.method = method;
        package.criteria[0].scale = Some(Scale { worst: -10.0, best: 30.0, ..Scale::default() });
        set_deviation(&mut package, 0, 0, 1.0);
        set_deviation(&mut package, 1, 0, 3.0);
        let values = run(&package).evidence_value;
        let found: Vec<&str> = values.iter().map(|value| value.alternative.as_str()).collect();
        assert_eq!(found, ["a1", "a0"]);
        check_share(values[0].first_probability, normal_distribution(1.0));
        check_share(values[1].first_probability, normal_distribution(1.0 / 3.0));
    }
}

/// A0 is best throughout, so its central weights are the mean of all weights drawn.
fn mean_weights(space: WeightSpace, points: &[f64]) -> Vec<f64> {
    let mut package = with_draws(decision(&[&[1.0; 3], &[0.0; 3]], points));
    package.settings.weight_space = space;
    smaa_of(&package).central_weights[0].clone().unwrap()
}

#[test]
fn weights_can_be_held_to_an_order_or_to_ranges() {
    let check = |found: Vec<f64>, expected: [f64; 3], error: f64| {
        assert!((found.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        for (found, expected) in found.iter().zip(expected) {
            assert!((found - expected).abs() < error, "{found} instead of {expected}");
        }
    };
    let third = 1.0 / 3.0;
    check(mean_weights(WeightSpace::Any, &[1.0; 3]), [third; 3], 4.0 * 0.24 / 2e4_f64.sqrt());
    // The mean of ordered weights is the rank-order centroid.
    check(mean_weights(WeightSpace::Order, &[1.0, 3.0, 2.0]), [1.0 / 9.0, 11.0 / 18.0, 5.0 / 18.0], 0.006);
    check(mean_weights(WeightSpace::Order, &[1.0, 3.0, 1.0]), [7.0 / 36.0, 11.0 / 18.0, 7.0 / 36.0], 0.006);
    let ranges = |ranges: &[(&str, [f64; 2])]| WeightSpace::Ranges {
        ranges: ranges.iter().map(|(id, range)| (Id::from(*id), *range)).collect(),
    };
    check(mean_weights(ranges(&[("c0", [0.5, 1.0])]), &[1.0; 3]), [2.0 * third, third / 2.0, third / 2.0], 0.006);
    // Too narrow for rejection, so a random walk.
    check(mean_weights(ranges(&[("c0", [0.97, 1.0])]), &[1.0; 3]), [0.98, 0.01, 0.01], 0.002);
    check(mean_weights(ranges(&[("c0", [0.2, 0.2]), ("c1", [0.1, 0.3])]), &[1.0; 3]), [0.2, 0.2, 0.6], 0.004);
}

#[test]
fn ranges_that_leave_no_weights_are_said() {
    let mut package = decision(&[&[1.0, 2.0], &[2.0, 1.0]], &[1.0; 2]);
    package.settings.weight_space =
        WeightSpace::Ranges { ranges: [(Id::from("c0"), [0.0, 0.2]), (Id::from("c1"), [0.0, 0.3])].into() };
    assert_eq!(smaa_of(&package).warnings, [Fact::RangesLeaveNone.into()]);
}

#[test]
fn drawing_stops_when_told() {
    let mut package = decision(&[&[1.0, 2.0], &[2.0, 1.0]], &[1.0; 2]);
    set_deviation(&mut package, 0, 0, 1.0);
    let mut last = 0;
    assert!(run(&package).draws > 0);
    let finished = robustness(&package, &[], &mut |done, total| {
        assert!(done >= last && done <= total);
        last = done;
        done < 5_000
    });
    assert!(finished.is_none() && (5_000..7_000).contains(&last));
}

/// With five alternatives more shifts are found by and by than at once.
#[test]
fn what_is_found_at_once_becomes_everything_with_the_draws_of_the_same_weights() {
    let package = random_decision(7, 5, 4);
    let (at_once, all) = (at_once(&package, &[]), exact(&package, &[]));
    assert_eq!((at_once.joint_shift.len(), all.joint_shift.len()), (NEAREST, 4));
    assert_eq!(Robustness { joint_shift: all.joint_shift.clone(), ..at_once.clone() }, all);
    let drawn = drawn(&package, &[], &mut |_, _| true).unwrap();
    assert_eq!(at_once.with(drawn.clone()).joint_shift, all.joint_shift);
    // Draws of the weights before stand in for a while; their shifts do not.
    let mut moved = package;
    moved.weighting.profiles[0].points.iter_mut().for_each(|(_, points)| *points = 100.0 - *points / 2.0);
    let moved = super::at_once(&moved, &[]);
    let nearest = moved.joint_shift.clone();
    assert_eq!(moved.with(drawn).joint_shift, nearest);
}

#[test]
fn the_least_score_change_draws_level() {
    for seed in 0..24 {
        for method in Method::ALL {
            let mut package = random_decision(seed, 4, 3);
            package.settings.method = *method;
            for criterion in &mut package.criteria {
                let best = if criterion.direction == crate::package::Direction::Max { 10.0 } else { 0.0 };
                criterion.scale = Some(Scale { worst: 10.0 - best, best, ..Scale::default() });
            }
            package.settings.normalisation = crate::package::settings::Normalisation::Scale;
            for change in exact(&package, &[]).score_change {
                let mut changed = package.clone();
                let criterion = changed.criteria.iter_mut().find(|one| one.id == change.criterion).unwrap();
                let crate::package::CriterionSource::Stated { values } = &mut criterion.source else { panic!() };
                values.get_mut(&change.alternative).unwrap().value = Some(change.to);
                let before = exact(&package, &[]).verdict.winner.unwrap();
                let matrix = DecisionMatrix::new(&changed, &[]);
                let row = |id: &Id| package.alternatives.iter().position(|one| &one.id == id).unwrap();
                let lead = Scorer::new(&matrix, *method).lead(&matrix.weights(), row(&before), row(&change.rival));
                assert!(lead < 1e-9, "{seed} {method:?} {lead} {change:?}");
                assert!(*method == Method::PrometheeIi || lead > -1e-9, "{seed} {method:?} {lead}");
            }
        }
    }
}

#[test]
fn tornado_bars_show_who_leads_at_each_end() {
    let mut package = decision(&[&[10.0, 5.0], &[9.0, 5.5]], &[0.9, 0.1]);
    for criterion in &mut package.criteria {
        criterion.scale = Some(Scale { worst: 0.0, best: 20.0, ..Scale::default() });
    }
    set_deviation(&mut package, 1, 0, 2.0);
    set_deviation(&mut package, 1, 1, 1.0);
    let bars = exact(&package, &[]).tornado;
    assert_eq!(bars.iter().map(|bar| bar.criteria[0].as_str()).collect::<Vec<_>>(), ["c0", "c1"]);
    let reach = 2.0 * 1.959_963_984_540_054;
    assert!((bars[0].ends[0] - (9.0 - reach)).abs() < 1e-9);
    let lead = |value: f64| 0.9 * (10.0 - value) / 20.0 - 0.1 * 0.5 / 20.0;
    assert!((bars[0].leads[1] - lead(9.0 + reach)).abs() < 1e-12);
    assert_eq!(bars[0].first.clone().map(|id| id.0), ["a0", "a1"]);
    assert_eq!(bars[1].first.clone().map(|id| id.0), ["a0", "a0"]);
}

/// Belton & Gear 1983 found the effect: A2 widens the local range of C1, where A0 is second best.
#[test]
fn an_absent_rival_can_change_the_winner() {
    let mut package = decision(&[&[9.0, 8.0], &[3.0, 9.0], &[1.0, 4.0]], &[0.4, 0.6]);
    let reversal = exact(&package, &[]).reversal;
    assert_eq!(reversal.len(), 1);
    assert_eq!((reversal[0].dropped.as_str(), reversal[0].first.as_str()), ("a2", "a1"));
    for criterion in &mut package.criteria {
        criterion.scale = Some(Scale { worst: 0.0, best: 10.0, ..Scale::default() });
    }
    assert_eq!(exact(&package, &[]).reversal, []);
}

#[test]
fn profiles_that_disagree_are_told_what_to_talk_about() {
    let mut package = decision(&[&[1.0, 0.0, 0.4], &[0.0, 1.0, 0.6]], &[70.0, 20.0, 10.0]);
    let points = [("c0", 20.0), ("c1", 60.0), ("c2", 20.0)].map(|(id, points)| (Id::from(id), points));
    package.weighting.profiles.push(WeightProfile {
        id: Id::from("ops"),
        name: "Operations".to_owned(),
        points: points.into(),
        ..WeightProfile::default()
    });
    let profiles = exact(&package, &[]).profiles;
    let winners: Vec<&str> = profiles.winners.iter().map(|one| one.winner.as_ref().unwrap().as_str()).collect();
    assert_eq!((winners.as_slice(), profiles.agree), (["a0", "a1"].as_slice(), false));
    let negotiate = profiles.negotiate.unwrap();
    assert_eq!(negotiate.criterion.as_str(), "c0");
}

#[test]
fn methods_that_disagree_name_the_criterion() {
    // A0 is far ahead on C0; A1 is a little ahead on the two others, which PROMETHEE counts in full.
    let mut package = decision(&[&[10.0, 4.9, 4.9], &[0.0, 5.0, 5.0]], &[0.4, 0.3, 0.3]);
    for criterion in &mut package.criteria {
        criterion.scale = Some(Scale { worst: 0.0, best: 10.0, ..Scale::default() });
    }
    let found = exact(&package, &[]).method_disagreement;
    let promethee = found.iter().find(|one| one.method == Method::PrometheeIi).unwrap();
    assert!(promethee.winner_differs);
    assert_eq!((promethee.one.as_str(), promethee.other.as_str(), promethee.criterion.as_str()), ("a0", "a1", "c0"));
    assert!(found.iter().all(|one| one.method != Method::Topsis));
}

#[test]
fn a_clear_winner_needs_all_three_reasons() {
    let mut package = decision(&[&[1.0, 0.5], &[0.3, 0.6]], &[70.0, 30.0]);
    for criterion in &mut package.criteria {
        criterion.scale = Some(Scale { worst: 0.0, best: 1.0, ..Scale::default() });
    }
    let verdict = run(&package).verdict;
    assert!(verdict.clear);
    assert!(verdict.checks.iter().all(|check| check.met));
    let unmet = |package: &Package| -> Vec<CheckKind> {
        let verdict = run(package).verdict;
        assert!(!verdict.clear);
        verdict.checks.into_iter().filter(|check| !check.met).map(|check| check.kind).collect()
    };
    package.settings.least_lead = 0.9;
    assert_eq!(unmet(&package), [CheckKind::Lead]);
    package.settings.least_lead = 0.1;
    package.settings.least_shift = 90.0;
    assert_eq!(unmet(&package), [CheckKind::Shift]);
    package.settings.least_shift = 5.0;
    set_deviation(&mut package, 1, 0, 10.0);
    assert_eq!(unmet(&package), [CheckKind::First]);
    let level = decision(&[&[1.0, 0.0], &[0.0, 1.0]], &[1.0, 1.0]);
    assert!(run(&level).verdict.level);
}

#[test]
fn with_nothing_to_compare_robustness_says_so() {
    let found = exact(&decision(&[&[1.0]], &[1.0]), &[]);
    assert_eq!((found.verdict.winner, found.verdict.runner_up), (Some("a0".into()), None));
    assert!(!found.verdict.clear && found.stability.iter().all(|one| one.winner.is_none()));
    assert_eq!(run(&decision(&[&[1.0]], &[1.0])).smaa.unwrap().acceptability, [[1.0]]);
    let nothing = Package::default();
    assert_eq!(exact(&nothing, &[]).verdict.winner, None);
    assert!(robustness(&nothing, &[], &mut |_, _| true).is_none());
}

#[test]
fn a_value_that_may_be_anything_is_drawn_between_the_ends() {
    let mut package = with_draws(decision(&[&[0.6, 0.0], &[f64::NAN, 0.0]], &[1.0, 0.0]));
    package.criteria[0].scale = Some(Scale { worst: 0.0, best: 1.0, ..Scale::default() });
    package.settings.missing = MissingRule::Interval;
    check_share(smaa_of(&package).first_probability[0], 0.6);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn shares_are_shares_whatever_comes_in(
        seed in any::<u32>(), rows in 0_usize..5, columns in 0_usize..4, method in 0_usize..3, rule in 0_usize..4,
        gaps in 0_usize..3, uncertain in 0_usize..3, level in any::<bool>(),
    ) {
        let mut package = random_decision(seed, rows, columns);
        package.settings.method = Method::ALL[method];
        package.settings.missing = MissingRule::ALL[rule];
        package.settings.draws = 200;
        for index in 0..uncertain.min(rows.min(columns)) {
            set_deviation(&mut package, index, index, 2.0);
        }
        for (index, criterion) in package.criteria.iter_mut().enumerate() {
            let crate::package::CriterionSource::Stated { values } = &mut criterion.source else { panic!() };
            for (place, value) in values.iter_mut().map(|(_, stated)| stated).enumerate() {
                if level { value.value = Some(0.0); }
                if (place + index) % 5 < gaps { value.value = None; }
            }
        }
        let Some(found) = robustness(&package, &[], &mut |_, _| true) else { return Ok(()) };
        let smaa = found.smaa.as_ref().unwrap();
        for shares in &smaa.acceptability {
            prop_assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        }
        for weights in smaa.central_weights.iter().flatten() {
            prop_assert!((weights.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        }
        for (row, wins) in smaa.pairwise.iter().enumerate() {
            for (rival, share) in wins.iter().enumerate() {
                prop_assert!(share + smaa.pairwise[rival][row] <= 1.0 + 1e-9);
            }
        }
        let text = serde_json::to_string(&found).unwrap();
        prop_assert_eq!(serde_json::from_str::<Robustness>(&text).unwrap(), found);
    }
}
