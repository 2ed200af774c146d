//! How a release ends, from how each of its checks alone would end it: checks draw apart from each other, so that a
//! release goes on exactly while all of them let it.

use engine::rollout::End;

use super::exact::{Counting, Limits};
use crate::order;
use crate::package::release::Check;

/// What a look of one check does if nothing ended the release before.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hazard {
    /// When, in hours from the beginning.
    pub at: f64,
    /// Probability that it rolls back, 0 to 1.
    pub rolls_back: f64,
    /// Probability that it holds the release where it is, 0 to 1.
    pub holds: f64,
}

/// The looks of one check that judges by a limit, stage by stage: when, and with which probabilities.
pub fn of_limits<'a>(check: &Check, stages: impl Iterator<Item = &'a [(f64, Limits)]>) -> Vec<Hazard> {
    let mut counting = Counting::new(check.failure_limit, check.inconclusive_limit);
    let mut found = Vec::new();
    for stage in stages {
        counting.begin();
        for (at, look) in stage {
            let going = counting.going();
            let (gone, held) = counting.look(*look);
            if gone > 0.0 || held > 0.0 {
                found.push(Hazard { at: *at, rolls_back: (gone / going).min(1.0), holds: (held / going).min(1.0) });
            }
        }
    }
    found
}

/// The looks of one check as runs with this check alone ended.
pub fn of_runs(ends: &[End]) -> Vec<Hazard> {
    let time = |end: &End| match end {
        End::Through => f64::INFINITY,
        End::RolledBack { at, .. } | End::Held { at, .. } => *at,
    };
    let order = order::argsort(ends.len(), &mut |one, two| time(&ends[one]).total_cmp(&time(&ends[two])));
    let mut found: Vec<Hazard> = Vec::new();
    let mut going = ends.len() as f64;
    for alike in order.chunk_by(|one, two| time(&ends[*one]) == time(&ends[*two])) {
        let at = time(&ends[alike[0]]);
        if at.is_infinite() {
            break;
        }
        let held = alike.iter().filter(|place| matches!(ends[**place], End::Held { .. })).count() as f64;
        let all = alike.len() as f64;
        found.push(Hazard { at, rolls_back: (all - held) / going, holds: held / going });
        going -= all;
    }
    found
}

/// How a release with these checks ends, and with which probability: those that end early in order of time, then those
/// that go through. At one moment a rollback comes before a hold, and the first check that says so counts.
pub fn ends(checks: &[Vec<Hazard>]) -> Vec<(End, f64)> {
    let mut all: Vec<(usize, Hazard)> = Vec::new();
    for (check, hazards) in checks.iter().enumerate() {
        all.extend(hazards.iter().map(|hazard| (check, *hazard)));
    }
    all.sort_by(|one, two| one.1.at.total_cmp(&two.1.at).then(one.0.cmp(&two.0)));
    let mut found = Vec::new();
    let mut going = 1.0;
    let mut holding: Vec<(usize, f64)> = Vec::new();
    for moment in all.chunk_by(|one, two| one.1.at == two.1.at) {
        let at = moment[0].1.at;
        holding.clear();
        for (check, hazard) in moment {
            let held: f64 = holding.iter().map(|(_, share)| share).sum();
            found.push((End::RolledBack { at, check: *check }, (going + held) * hazard.rolls_back));
            holding.iter_mut().for_each(|(_, share)| *share *= 1.0 - hazard.rolls_back);
            holding.push((*check, going * hazard.holds));
            going *= (1.0 - hazard.rolls_back - hazard.holds).max(0.0);
        }
        found.extend(holding.iter().map(|(check, share)| (End::Held { at, check: *check }, *share)));
    }
    found.push((End::Through, going));
    found.retain(|(_, share)| *share > 0.0);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(failure_limit: u32, inconclusive_limit: u32) -> Check {
        Check { failure_limit, inconclusive_limit, ..Check::default() }
    }

    fn share(ends: &[(End, f64)], is: impl Fn(&End) -> bool) -> f64 {
        ends.iter().filter(|(end, _)| is(end)).map(|(_, share)| share).sum()
    }

    /// Twelve looks, each failing one time in twenty: the shares of methods.md, and a mean of 3.75 looks to the third
    /// failure where four in five fail.
    #[test]
    fn one_check_ends_as_its_closed_form_says() {
        let looks = |fail: f64| -> Vec<(f64, Limits)> {
            (1..=12).map(|look| (f64::from(look), (1.0 - fail, 1.0 - fail))).collect()
        };
        for (limit, expected) in [(0, 0.459_640), (1, 0.118_360), (2, 0.019_568)] {
            let stage = looks(0.05);
            let found = ends(&[of_limits(&check(limit, 0), [stage.as_slice()].into_iter())]);
            let gone = share(&found, |end| matches!(end, End::RolledBack { .. }));
            assert!((gone - expected).abs() < 5e-7, "{gone}");
            assert!((share(&found, |_| true) - 1.0).abs() < 1e-12);
        }
        let stage = looks(0.8);
        let found = ends(&[of_limits(&check(2, 0), [stage.as_slice()].into_iter())]);
        let mean: f64 = found
            .iter()
            .map(|(end, share)| match end {
                End::RolledBack { at, .. } => at * share,
                _ => 12.0 * share,
            })
            .sum();
        assert!((mean - 3.75).abs() < 0.001, "{mean}");
    }

    #[test]
    fn counting_begins_anew_in_every_stage() {
        let stage: Vec<(f64, Limits)> = vec![(1.0, (0.9, 0.9))];
        let next: Vec<(f64, Limits)> = vec![(2.0, (0.9, 0.9))];
        let found = ends(&[of_limits(&check(1, 0), [stage.as_slice(), next.as_slice()].into_iter())]);
        assert_eq!(found, [(End::Through, 1.0)]);
    }

    #[test]
    fn two_checks_end_what_either_ends_and_a_rollback_comes_before_a_hold() {
        let hazard = |at, rolls_back, holds| Hazard { at, rolls_back, holds };
        let found = ends(&[vec![hazard(1.0, 0.0, 0.5)], vec![hazard(1.0, 0.2, 0.0), hazard(2.0, 0.5, 0.0)]]);
        let expected = [
            (End::RolledBack { at: 1.0, check: 1 }, 0.2),
            (End::Held { at: 1.0, check: 0 }, 0.4),
            (End::RolledBack { at: 2.0, check: 1 }, 0.2),
            (End::Through, 0.2),
        ];
        assert_eq!(found.len(), expected.len(), "{found:?}");
        for ((end, share), (other, expected)) in found.iter().zip(expected) {
            assert_eq!(*end, other);
            assert!((share - expected).abs() < 1e-12, "{end:?} {share}");
        }
    }

    #[test]
    fn runs_say_what_is_left_at_each_time() {
        let ends = [
            End::Through,
            End::RolledBack { at: 2.0, check: 0 },
            End::Held { at: 1.0, check: 0 },
            End::RolledBack { at: 2.0, check: 0 },
        ];
        let found = of_runs(&ends);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0], Hazard { at: 1.0, rolls_back: 0.0, holds: 0.25 });
        assert!((found[1].rolls_back - 2.0 / 3.0).abs() < 1e-12);
    }
}
