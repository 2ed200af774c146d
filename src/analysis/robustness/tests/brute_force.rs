//! Intervals and sweeps of one weight against a walk along it.

use super::*;

/// Weights with the one at `column` set to `t`, the others in proportion.
fn weights_at(weights: &[f64], column: usize, t: f64) -> Vec<f64> {
    let scale = (1.0 - t) / (1.0 - weights[column]);
    weights.iter().enumerate().map(|(index, weight)| if index == column { t } else { weight * scale }).collect()
}

#[test]
fn stability_intervals_are_those_of_brute_force() {
    for seed in 0..24 {
        for method in Method::ALL {
            let mut package = random_decision(seed, 2 + seed as usize % 4, 2 + seed as usize % 3);
            package.settings.method = *method;
            let matrix = DecisionMatrix::new(&package, &[]);
            let scorer = Scorer::new(&matrix, *method);
            let weights = matrix.weights();
            let ranks = |weights: &[f64]| score::ranks(&scorer.scores(weights));
            let now = ranks(&weights);
            for (column, stability) in exact(&package, &[]).stability.iter().enumerate() {
                let [winner, ranking] = [stability.winner.unwrap(), stability.ranking.unwrap()];
                let first_stays = |t: f64| {
                    let then = ranks(&weights_at(&weights, column, t));
                    now.iter().zip(then).all(|(now, then)| *now > 1 || then == 1)
                };
                let ranks_stay = |t: f64| ranks(&weights_at(&weights, column, t)) == now;
                let check = |[low, high]: [f64; 2], stays: &dyn Fn(f64) -> bool| {
                    assert!((low..=high).contains(&stability.weight));
                    let inner = (0..=40).map(|step| low + (high - low) * (f64::from(step) + 0.5) / 41.0);
                    assert!(inner.into_iter().all(stays), "{seed} {method:?} {column} {low} {high}");
                    assert!(low == 0.0 || !stays(low - 1e-7), "{seed} {method:?} {column} below {low}");
                    assert!(high == 1.0 || !stays(high + 1e-7), "{seed} {method:?} {column} above {high}");
                };
                check(winner, &first_stays);
                check(ranking, &ranks_stay);
            }
        }
    }
}

#[test]
fn sweeps_change_leader_where_brute_force_does() {
    for seed in 0..24 {
        for method in Method::ALL {
            let mut package = random_decision(seed, 5, 3);
            package.settings.method = *method;
            let matrix = DecisionMatrix::new(&package, &[]);
            let scorer = Scorer::new(&matrix, *method);
            for (column, sweep) in exact(&package, &[]).sweep.iter().enumerate() {
                for step in 0..100 {
                    let t = (f64::from(step) + 0.5) / 100.0;
                    if sweep.crossings.iter().any(|crossing| (crossing.at - t).abs() < 1e-6) {
                        continue;
                    }
                    let scores = scorer.scores(&weights_at(&matrix.weights(), column, t));
                    let leader = sweep
                        .crossings
                        .iter()
                        .take_while(|crossing| crossing.at < t)
                        .last()
                        .map(|crossing| &crossing.to);
                    let row = sweep.alternatives.iter().position(|id| id == leader.unwrap_or(&sweep.first)).unwrap();
                    assert_eq!(score::ranks(&scores)[row], 1, "{seed} {method:?} {column} {t}");
                }
            }
        }
    }
}
