use super::*;

const SEED: [u8; 32] = [9; 32];
const RUNS: u32 = 40_000;

/// `looks` looks, each of which fails with probability `fails` and is inconclusive with `inconclusive`.
fn limits(looks: usize, fails: f64, inconclusive: f64, limits: [u32; 2]) -> Rollout {
    let sight = Sight::Limits { passes: 1.0 - fails - inconclusive, fails: 1.0 - fails };
    let look = |at| Event::Look(Look { check: 0, at: at as f64, sight: sight.clone() });
    Rollout {
        checks: vec![Check {
            judge: Judge::Limit,
            less_is_better: true,
            failure_limit: limits[0],
            inconclusive_limit: limits[1],
        }],
        shares: Vec::new(),
        events: std::iter::once(Event::Stage).chain((1..=looks).map(look)).collect(),
    }
}

fn rolled_back(ends: &[End]) -> Vec<f64> {
    let at = |end: &End| if let End::RolledBack { at, .. } = end { Some(*at) } else { None };
    ends.iter().filter_map(at).collect()
}

fn near(share: f64, expected: f64) {
    let error = libm::sqrt(expected * (1.0 - expected) / f64::from(RUNS));
    assert!((share - expected).abs() < 4.0 * error, "{share} {expected}");
}

#[test]
fn false_aborts_of_twelve_checks_agree_with_the_binomial() {
    for (limit, expected) in [(0, 0.459_640), (1, 0.118_360), (2, 0.019_568)] {
        assert!((1.0 - Binomial::new(12, 0.05).at_most(f64::from(limit)) - expected).abs() < 5e-7);
        let ends = limits(12, 0.05, 0.0, [limit, 0]).run(SEED, 0..RUNS);
        near(rolled_back(&ends).len() as f64 / f64::from(RUNS), expected);
    }
}

#[test]
fn three_failures_of_four_in_five_take_three_and_three_quarters_checks() {
    let found = rolled_back(&limits(12, 0.8, 0.0, [2, 0]).run(SEED, 0..RUNS));
    let mean = found.iter().sum::<f64>() / found.len() as f64;
    // Negative binomial: variance r(1 − p) / p² = 0.9375.
    assert!((mean - 3.75).abs() < 4.0 * libm::sqrt(0.9375 / f64::from(RUNS)), "{mean}");
}

#[test]
fn too_many_inconclusive_looks_hold_and_errors_do_not_count() {
    let ends = limits(12, 0.0, 0.05, [0, 1]).run(SEED, 0..RUNS);
    let held = ends.iter().filter(|end| matches!(end, End::Held { .. })).count();
    near(held as f64 / f64::from(RUNS), 0.118_360);
    let mut nothing = limits(12, 1.0, 0.0, [0, 0]);
    for event in &mut nothing.events {
        if let Event::Look(look) = event {
            look.sight = Sight::Nothing;
        }
    }
    assert_eq!(nothing.run(SEED, 0..3), [End::Through; 3]);
}

#[test]
fn a_stage_counts_anew() {
    let mut rollout = limits(12, 0.05, 0.0, [0, 0]);
    rollout.checks[0].failure_limit = 1;
    rollout.events.insert(7, Event::Stage);
    // Two stages of six looks each.
    let kept = Binomial::new(6, 0.05).at_most(1.0);
    near(rolled_back(&rollout.run(SEED, 0..RUNS)).len() as f64 / f64::from(RUNS), 1.0 - kept * kept);
}

#[test]
fn what_fails_at_the_moment_of_a_hold_rolls_back() {
    let mut rollout = limits(1, 0.0, 1.0, [0, 0]);
    rollout.checks.push(Check { judge: Judge::Limit, ..rollout.checks[0].clone() });
    let failing = Sight::Limits { passes: 0.0, fails: 0.0 };
    rollout.events.push(Event::Look(Look { check: 1, at: 1.0, sight: failing }));
    assert_eq!(rollout.run(SEED, 0..1), [End::RolledBack { at: 1.0, check: 1 }]);
}

#[test]
fn a_run_is_the_same_alone_and_among_others() {
    let rollout = limits(50, 0.03, 0.02, [2, 1]);
    let all = rollout.run(SEED, 0..200);
    assert_eq!(rollout.run(SEED, 120..140), all[120..140]);
    for run in [0, 7, 199] {
        let (end, looks) = rollout.replay(SEED, run);
        assert_eq!(end, all[run as usize]);
        assert_eq!(looks.last().unwrap().failed > 2, matches!(end, End::RolledBack { .. }));
    }
    assert_ne!(rollout.run([8; 32], 0..200), all);
}

/// Two shares of which neither is greater: one look of a z test rolls back as often as its level says.
#[test]
fn a_two_proportion_test_keeps_its_level() {
    let mut rollout = limits(1, 0.0, 0.0, [0, 0]);
    rollout.checks[0].judge = Judge::TwoProportion { critical: crate::normal::normal_quantile(0.95) };
    rollout.shares = vec![Binomial::new(20_000, 0.3), Binomial::new(50_000, 0.3)];
    let sight = Sight::Shares { new: (0, 20_000.0), old: (1, 50_000.0), boundary: 0.0 };
    rollout.events[1] = Event::Look(Look { check: 0, at: 1.0, sight });
    near(rolled_back(&rollout.run(SEED, 0..RUNS)).len() as f64 / f64::from(RUNS), 0.05);
}

/// Looked at twenty times, a z test rolls back far more often than its level says; sequential ones do not.
#[test]
fn only_sequential_tests_may_be_looked_at_often() {
    let looks = 20;
    let with = |judge: Judge, boundaries: &[f64]| {
        let mut rollout = limits(looks, 0.0, 0.0, [0, 0]);
        rollout.checks[0].judge = judge;
        rollout.shares = vec![Binomial::new(1_000, 0.3), Binomial::new(1_000, 0.3)];
        for (place, event) in rollout.events[1..].iter_mut().enumerate() {
            let sight = Sight::Shares { new: (0, 1_000.0), old: (1, 1_000.0), boundary: boundaries[place] };
            *event = Event::Look(Look { check: 0, at: place as f64, sight });
        }
        rolled_back(&rollout.run(SEED, 0..RUNS)).len() as f64 / f64::from(RUNS)
    };
    let information: Vec<f64> = (1..=looks).map(|look| look as f64 / looks as f64).collect();
    let critical = crate::normal::normal_quantile(0.95);
    let peeking = with(Judge::TwoProportion { critical }, &[0.0; 20]);
    let spending = with(Judge::Spending, &crate::spending::boundaries(0.05, &information));
    let mixture = with(Judge::Msprt { tau_squared: 0.01 * 0.01, bound: 20.0 }, &[0.0; 20]);
    assert!(peeking > 0.15, "{peeking}");
    near(spending, 0.05);
    assert!(mixture < 0.05, "{mixture}");
}
