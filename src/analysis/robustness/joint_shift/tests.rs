//! Shifts to the first place against an independent linear programme, and against all weights of a grid.

use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};

use super::*;
use crate::analysis::fixture::{decision, random_decision};
use crate::package::settings::{Method, Normalisation};
use crate::package::{Id, Package};
use crate::telemetry::random::stream;

/// Packages of 2 to 7 alternatives and 1 to 7 criteria, some of coarse values, so that much is level.
fn packages(count: u32) -> impl Iterator<Item = Package> {
    (0..count).map(|seed| {
        let mut stream = stream(seed, &["shapes"]);
        let (rows, columns) = (2 + stream.below(6), 1 + stream.below(7));
        let mut package = random_decision(seed, rows, columns);
        if stream.below(4) == 0 {
            for criterion in &mut package.criteria {
                let crate::package::CriterionSource::Stated { values } = &mut criterion.source else { continue };
                for alternative in &package.alternatives {
                    let stated = values.get_mut(&alternative.id).unwrap();
                    stated.value = stated.value.map(|value| libm::round(value / 4.0));
                }
            }
        }
        package.settings.method = [Method::WeightedSum, Method::PrometheeIi][stream.below(2)];
        package
    })
}

/// The least shift that puts a row at least `lead` ahead of all others, by a general solver.
fn by_solver(standing: &Standing<'_>, rival: usize, lead: f64) -> Option<f64> {
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    let weights: Vec<(Variable, Variable)> = standing
        .weights
        .iter()
        .map(|weight| (problem.add_var(0.5, (0.0, f64::INFINITY)), problem.add_var(0.5, (0.0, *weight))))
        .collect();
    let sum = weights.iter().flat_map(|(gained, lost)| [(*gained, 1.0), (*lost, -1.0)]);
    problem.add_constraint(sum.collect::<Vec<_>>(), ComparisonOp::Eq, 0.0);
    for other in standing.order.iter().filter(|other| **other != rival) {
        let gains = standing.scorer.gains(rival, *other);
        let here: f64 = gains.iter().zip(&standing.weights).map(|(gain, weight)| gain * weight).sum();
        let terms = weights.iter().zip(&gains).flat_map(|((gained, lost), gain)| [(*gained, *gain), (*lost, -gain)]);
        problem.add_constraint(terms.collect::<Vec<_>>(), ComparisonOp::Ge, lead - here);
    }
    let microlp::SolveOutcome::Solution(solution) = problem.solve().ok()? else { panic!("it has no limit of time") };
    Some(100.0 * solution.objective())
}

/// The weights after moves as a finding states them.
fn after(standing: &Standing<'_>, moves: &[WeightMove]) -> Vec<f64> {
    let mut weights = standing.weights.clone();
    let column = |id: &Id| (0..weights.len()).find(|column| standing.criterion(*column) == *id).unwrap();
    let moved: Vec<_> = moves.iter().map(|one| (column(&one.from), column(&one.to), one.points / 100.0)).collect();
    for (from, to, amount) in moved {
        weights[from] -= amount;
        weights[to] += amount;
    }
    assert!(weights.iter().all(|weight| *weight > -1e-12), "{weights:?}");
    weights
}

/// Whether a row is ahead of everybody by the plain definition of its score.
fn wins(standing: &Standing<'_>, weights: &[f64], row: usize) -> bool {
    let scores = standing.scorer.scores(weights);
    (0..scores.len()).all(|other| other == row || scores[row] > scores[other])
}

#[test]
fn the_nearest_are_the_first_of_all() {
    let mut left_out = 0;
    for package in packages(300) {
        let standing = Standing::new(&package, &[]);
        let all = joint_shift(&standing);
        for count in 0..4 {
            assert_eq!(nearest(&standing, count), all[..count.min(all.len())]);
            left_out += all.len().saturating_sub(count);
        }
    }
    assert!(left_out > 500);
}

#[test]
fn no_shift_is_said_to_win_that_does_not_and_none_is_missed() {
    let (mut won, mut none) = (0, 0);
    for package in packages(1_000) {
        let standing = Standing::new(&package, &[]);
        for shift in joint_shift(&standing) {
            let rival = package.alternatives.iter().position(|one| one.id == shift.alternative).unwrap();
            match (shift.points, by_solver(&standing, rival, -1e-9)) {
                (Some(found), expected) => {
                    let least = expected.unwrap_or_else(|| panic!("{found} where there is none"));
                    assert!((found - least).abs() < 1e-3, "{found} instead of {least}");
                    let scores = standing.scorer.scores(&shift.weights);
                    assert!(scores.iter().all(|score| *score <= scores[rival] + TOLERANCE), "{scores:?}");
                }
                (None, _) => {
                    none += 1;
                    assert_eq!(by_solver(&standing, rival, 1e-9), None, "{shift:?}");
                }
            }
            if shift.stated.is_empty() {
                assert!(shift.moves.is_empty() || by_solver(&standing, rival, 1e-4).is_none(), "{shift:?}");
            } else {
                won += 1;
                assert!(wins(&standing, &after(&standing, &shift.stated), rival), "{shift:?}");
                let stated: f64 = shift.stated.iter().map(|one| one.points).sum();
                let least = shift.points.unwrap();
                assert!(stated > least - 0.11 && stated < least + 1.0, "{stated} for {least}");
            }
        }
    }
    assert!(won > 1_000 && none > 300, "{won} {none}");
}

/// A third may lead where a rival draws level with the winner; one that another beats on every criterion never wins.
#[test]
fn a_rival_that_another_dominates_never_wins() {
    let mut package = decision(&[&[10.0, 2.0], &[2.0, 10.0], &[1.0, 9.0]], &[60.0, 40.0]);
    for criterion in &mut package.criteria {
        criterion.scale = Some(crate::package::criterion::Scale { worst: 0.0, best: 10.0, ..Default::default() });
    }
    let found = joint_shift(&Standing::new(&package, &[]));
    let points: Vec<_> = found.iter().map(|shift| (shift.alternative.as_str(), shift.points)).collect();
    assert!((points[0].1.unwrap() - 10.0).abs() < 1e-9, "{points:?}");
    assert_eq!(points[1], ("a2", None));
}

#[test]
fn a_twin_can_only_share_the_first_place() {
    let package = decision(&[&[1.0, 0.0], &[0.0, 1.0], &[0.0, 1.0]], &[60.0, 40.0]);
    for shift in joint_shift(&Standing::new(&package, &[])) {
        assert!((shift.points.unwrap() - 10.0).abs() < 1e-9 && shift.stated.is_empty(), "{shift:?}");
    }
}

/// The least shift on a grid of weights, half a point wide, that puts a row first.
fn least_on_grid(standing: &Standing<'_>, row: usize) -> Option<f64> {
    const STEPS: u32 = 200;
    let moved =
        |then: &[f64; 3]| 50.0 * then.iter().zip(&standing.weights).map(|(then, now)| (then - now).abs()).sum::<f64>();
    let pairs = (0..=STEPS).flat_map(|one| (0..=STEPS - one).map(move |two| [one, two, STEPS - one - two]));
    let weights = pairs.map(|parts| parts.map(|part| f64::from(part) / f64::from(STEPS)));
    weights.filter(|then| standing.scorer.is_first(then, row)).map(|then| moved(&then)).min_by(f64::total_cmp)
}

#[test]
fn shifts_under_topsis_put_first_and_few_on_a_grid_are_less() {
    let mut missed = 0;
    for seed in 0..40 {
        let mut package = random_decision(seed, 4, 3);
        package.settings.method = Method::Topsis;
        package.settings.normalisation = Normalisation::Vector;
        let standing = Standing::new(&package, &[]);
        for shift in joint_shift(&standing) {
            let rival = package.alternatives.iter().position(|one| one.id == shift.alternative).unwrap();
            let on_grid = least_on_grid(&standing, rival);
            let Some(found) = shift.points else {
                assert_eq!(on_grid, None, "{seed} {}", shift.name);
                continue;
            };
            assert!(!shift.exact && standing.scorer.is_first(&shift.weights, rival));
            missed += u32::from(on_grid.is_some_and(|on_grid| on_grid < found - 0.01));
            assert!(shift.stated.is_empty() || wins(&standing, &after(&standing, &shift.stated), rival));
        }
    }
    assert!(missed <= 5, "{missed} of 120");
}

#[test]
fn a_shift_is_in_points() {
    let points = |rows: &[&[f64]]| {
        let package = decision(rows, &[57.0, 43.0]);
        joint_shift(&Standing::new(&package, &[]))[0].points
    };
    assert!((points(&[&[1.0, 0.0], &[0.0, 1.0]]).unwrap() - 7.0).abs() < 1e-9);
    assert_eq!(points(&[&[1.0, 1.0], &[0.0, 0.0]]), None);
}
