//! How what is seen at a look becomes a verdict.

use crate::rank_test::shift;

/// Looks that Mann-Whitney's test takes at a time.
pub const WINDOW: usize = 12;

/// What a look says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Verdict {
    /// As it should be.
    Pass,
    /// Worse than it may be.
    Fail,
    /// Neither.
    Inconclusive,
    /// There was nothing to judge: no request, or none in the old version. It counts as none of the others.
    #[default]
    Error,
    /// More looks are gathered before one is judged.
    Gathering,
}

/// How two versions are compared.
#[derive(Clone, Debug, PartialEq)]
pub enum Judge {
    /// A look carries its limits itself.
    Limit,
    /// The ratio of the new version's value to the old one's: passes up to `passes`, fails beyond `fails`; where more is
    /// better, down to and beneath.
    Relative {
        /// Ratio up to which it passes.
        passes: f64,
        /// Ratio beyond which it fails.
        fails: f64,
    },
    /// z of two shares over the stage so far, pooled; fails at or above this.
    TwoProportion {
        /// The normal quantile of the level.
        critical: f64,
    },
    /// Fails when the bound of the shift lies beyond `tolerance` times the estimate of it (Kayenta).
    MannWhitney {
        /// A share of the estimate.
        tolerance: f64,
        /// Which difference bounds the shift.
        place: usize,
    },
    /// Fails once the greatest likelihood ratio reaches 1 / level.
    Msprt {
        /// Variance of the effects expected.
        tau_squared: f64,
        /// 1 / level.
        bound: f64,
    },
    /// z of two shares over the stage so far; fails at or above the look's own boundary.
    Spending,
}

/// What has been seen in a stage so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    pub failed: u32,
    pub inconclusive: u32,
    /// Events and requests in the new version and the old.
    new: [f64; 2],
    old: [f64; 2],
    /// The greatest likelihood ratio yet.
    ratio: f64,
    values: [Vec<f64>; 2],
    differences: Vec<f64>,
}

impl Seen {
    pub fn begin(&mut self) {
        (self.failed, self.inconclusive) = (0, 0);
        (self.new, self.old, self.ratio) = ([0.0; 2], [0.0; 2], 0.0);
        self.values.iter_mut().for_each(Vec::clear);
    }

    /// Judges two values of one interval.
    pub fn values(&mut self, judge: &Judge, new: f64, old: f64, less_is_better: bool) -> Verdict {
        if !(new.is_finite() && old.is_finite()) {
            return Verdict::Error;
        }
        match judge {
            Judge::Relative { passes, fails } => relative(new / old, *passes, *fails, less_is_better),
            Judge::MannWhitney { tolerance, place } => {
                self.values[0].push(new);
                self.values[1].push(old);
                if self.values[0].len() < WINDOW {
                    return Verdict::Gathering;
                }
                let [first, second] = &self.values;
                let found = shift(first, second, *place, &mut self.differences);
                let limit = tolerance * found.estimate.abs();
                let worse = if less_is_better { found.low > limit } else { found.high < -limit };
                self.values.iter_mut().for_each(Vec::clear);
                if worse { Verdict::Fail } else { Verdict::Pass }
            }
            _ => Verdict::Error,
        }
    }

    /// Judges events among requests of one interval, or of the stage so far; `boundary` is for a judge that spends its
    /// level.
    pub fn shares(&mut self, judge: &Judge, new: [f64; 2], old: [f64; 2], less: bool, boundary: f64) -> Verdict {
        for (sum, more) in self.new.iter_mut().zip(new).chain(self.old.iter_mut().zip(old)) {
            *sum += more;
        }
        let critical = match judge {
            Judge::TwoProportion { critical } => *critical,
            Judge::Spending => boundary,
            Judge::Msprt { tau_squared, bound } => return self.sequential(*tau_squared, *bound, less),
            _ => return self.values(judge, new[0] / new[1], old[0] / old[1], less),
        };
        let Some((difference, variance)) = self.difference() else { return Verdict::Error };
        let z = difference / libm::sqrt(variance);
        let worse = if less { z } else { -z };
        // Nothing happened on either side, or always: no difference.
        if worse.is_nan() || worse < critical { Verdict::Pass } else { Verdict::Fail }
    }

    /// The difference of the shares, new less old, and its variance if there is none (pooled).
    fn difference(&self) -> Option<(f64, f64)> {
        let ([x, n], [y, m]) = (self.new, self.old);
        if n <= 0.0 || m <= 0.0 {
            return None;
        }
        let pooled = (x + y) / (n + m);
        Some((x / n - y / m, pooled * (1.0 - pooled) * (1.0 / n + 1.0 / m)))
    }

    fn sequential(&mut self, tau_squared: f64, bound: f64, less_is_better: bool) -> Verdict {
        let Some((difference, variance)) = self.difference() else { return Verdict::Error };
        let worse = if less_is_better { difference > 0.0 } else { difference < 0.0 };
        if worse && variance > 0.0 {
            self.ratio = self.ratio.max(mixture_ratio(difference, variance, tau_squared));
        }
        if self.ratio >= bound { Verdict::Fail } else { Verdict::Pass }
    }
}

fn relative(ratio: f64, passes: f64, fails: f64, less_is_better: bool) -> Verdict {
    let (beyond, within) =
        if less_is_better { (ratio > fails, ratio <= passes) } else { (ratio < fails, ratio >= passes) };
    match (beyond, within) {
        (true, _) => Verdict::Fail,
        (_, true) => Verdict::Pass,
        // Nothing in the old version, or nothing in either.
        _ if !ratio.is_finite() => Verdict::Error,
        _ => Verdict::Inconclusive,
    }
}

/// The likelihood ratio of a normal mixture of effects of variance τ² against none, for an estimate of this variance
/// (Johari et al. 2017, with V = σ²/n).
pub fn mixture_ratio(estimate: f64, variance: f64, tau_squared: f64) -> f64 {
    let both = variance + tau_squared;
    libm::sqrt(variance / both) * libm::exp(0.5 * tau_squared * estimate * estimate / (variance * both))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_likelihood_ratio_of_a_hundred_pairs() {
        for (d, expected) in [(0.3, 8.566_723), (0.4, 274.028_4)] {
            let found = mixture_ratio(d, 0.01, 1.0);
            assert!((found / expected - 1.0).abs() < 1e-6, "{d}: {found}");
        }
    }

    #[test]
    fn two_shares_are_compared_by_z() {
        let judge = Judge::TwoProportion { critical: 1.644_854 };
        let check = |new, old, less, expected| {
            assert_eq!(Seen::default().shares(&judge, new, old, less, 0.0), expected, "{new:?} {old:?}");
        };
        check([60.0, 1_000.0], [40.0, 1_000.0], true, Verdict::Fail);
        check([60.0, 1_000.0], [40.0, 1_000.0], false, Verdict::Pass);
        check([40.0, 1_000.0], [60.0, 1_000.0], false, Verdict::Fail);
        check([45.0, 1_000.0], [40.0, 1_000.0], true, Verdict::Pass);
        check([0.0, 1_000.0], [0.0, 1_000.0], true, Verdict::Pass);
        check([0.0, 0.0], [4.0, 1_000.0], true, Verdict::Error);
    }

    #[test]
    fn what_is_no_number_never_passes() {
        let relative = Judge::Relative { passes: 1.1, fails: 1.2 };
        let check = |new, old, expected| assert_eq!(Seen::default().values(&relative, new, old, true), expected);
        check(f64::NAN, 1.0, Verdict::Error);
        check(1.0, f64::NAN, Verdict::Error);
        check(0.0, 0.0, Verdict::Error);
        check(1.0, 1.0, Verdict::Pass);
        check(1.15, 1.0, Verdict::Inconclusive);
        check(1.3, 1.0, Verdict::Fail);
        // Something where there was nothing.
        check(1.0, 0.0, Verdict::Fail);
    }

    #[test]
    fn kayenta_fails_what_is_shifted_beyond_its_tolerance() {
        let judge = Judge::MannWhitney { tolerance: 0.25, place: 32 };
        let run = |by: f64, less| {
            let mut seen = Seen::default();
            let look = |place: usize, seen: &mut Seen| {
                let noise = (place * 7 % 12) as f64;
                seen.values(&judge, 100.0 + by + noise, 100.0 + noise, less)
            };
            (0..WINDOW).map(|place| look(place, &mut seen)).collect::<Vec<_>>()
        };
        assert_eq!(run(0.0, true)[..WINDOW - 1], [Verdict::Gathering; WINDOW - 1]);
        assert_eq!(run(0.0, true)[WINDOW - 1], Verdict::Pass);
        assert_eq!(run(20.0, true)[WINDOW - 1], Verdict::Fail);
        assert_eq!(run(20.0, false)[WINDOW - 1], Verdict::Pass);
        assert_eq!(run(-20.0, false)[WINDOW - 1], Verdict::Fail);
    }
}
