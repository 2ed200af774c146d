//! Confidence intervals.

use std::ops::Range;

use libm::{floor, sqrt};

use super::beta::{binomial_distribution, share_deviation, student_t_quantile};
use engine::normal::normal_quantile;
use engine::summary::{mean, standard_deviation};

/// A confidence interval. An absent end is not bounded on that side.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Interval {
    /// Lower end.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
}

impl Interval {
    /// Bounded on both sides.
    pub fn between(low: f64, high: f64) -> Self {
        Self { low: Some(low), high: Some(high) }
    }
}

/// The normal quantile that leaves (1 − confidence) / 2 above it.
pub(super) fn two_sided(confidence: f64) -> f64 {
    normal_quantile(0.5 + 0.5 * confidence)
}

/// Wilson's score interval for `successes` of `n` trials (Wilson 1927); unbounded of no trial.
pub fn wilson(successes: u64, n: u64, confidence: f64) -> Interval {
    if n == 0 {
        return Interval::default();
    }
    let (n, z) = (n as f64, two_sided(confidence));
    let p = successes as f64 / n;
    let squared = z * z / n;
    let half = z * sqrt(p * (1.0 - p) / n + squared / (4.0 * n));
    let end = |side: f64| ((p + 0.5 * squared + side * half) / (1.0 + squared)).clamp(0.0, 1.0);
    // Exactly at the ends, where rounding would leave a trace.
    let low = if successes == 0 { 0.0 } else { end(-1.0) };
    let high = if p >= 1.0 { 1.0 } else { end(1.0) };
    Interval::between(low, high)
}

/// Newcombe's hybrid score interval for the difference of two shares, first minus second (Newcombe 1998,
/// method 10); unbounded where one has no trial.
pub fn newcombe(first: (u64, u64), second: (u64, u64), confidence: f64) -> Interval {
    let ends = |(successes, n)| match wilson(successes, n, confidence) {
        Interval { low: Some(low), high: Some(high) } => Some((successes as f64 / n as f64, low, high)),
        _ => None,
    };
    let (Some((p1, low1, high1)), Some((p2, low2, high2))) = (ends(first), ends(second)) else {
        return Interval::default();
    };
    let difference = p1 - p2;
    let reach = |mine: f64, theirs: f64| sqrt(mine * mine + theirs * theirs);
    Interval::between(difference - reach(p1 - low1, high2 - p2), difference + reach(high1 - p1, p2 - low2))
}

/// Student's t interval for a mean; unbounded of fewer than two values.
pub fn student_t(values: &[f64], confidence: f64) -> Interval {
    let (Some(mean), Some(deviation)) = (mean(values), standard_deviation(values)) else {
        return Interval::default();
    };
    let n = values.len() as f64;
    let half = student_t_quantile(0.5 + 0.5 * confidence, n - 1.0) * deviation / sqrt(n);
    Interval::between(mean - half, mean + half)
}

/// The distribution-free interval for the quantile of probability `p` between two order statistics of
/// ascending values (David & Nagaraja 2003, section 7.1). Where the sample is too small for an end at
/// this confidence (for p99 at 95 %: the upper end under 368 values), that end is absent. Enough that the
/// values within [`order_statistic_places`] stand where they would if sorted.
pub fn order_statistics(sorted: &[f64], p: f64, confidence: f64) -> Interval {
    let (low, high) = ranks(sorted.len() as u64, p, confidence);
    let value = |rank: u64| rank.checked_sub(1).and_then(|index| sorted.get(index as usize)).copied();
    Interval { low: value(low), high: value(high) }
}

/// The places between which the order statistics stand that [`order_statistics`] takes of `n` values.
pub fn order_statistic_places(n: usize, p: f64, confidence: f64) -> Range<usize> {
    let (low, high) = ranks(n as u64, p, confidence);
    low.saturating_sub(1) as usize..n.min(high as usize)
}

/// The ranks, from 1, of the order statistics that bound a quantile: the greatest l with
/// P(B < l) ≤ α/2 and the least u with P(B < u) ≥ 1 − α/2, B binomial. 0 and n + 1 where there is none.
pub(super) fn ranks(n: u64, p: f64, confidence: f64) -> (u64, u64) {
    let alpha = 0.5 * (1.0 - confidence);
    let reach = two_sided(confidence) * share_deviation(p, 1.0) * sqrt(n as f64);
    let middle = p * n as f64;
    let below = |rank: u64| if rank == 0 { 0.0 } else { binomial_distribution(rank - 1, n, p) };
    let start = |place: f64| (floor(place).max(0.0) as u64).min(n + 1);

    let mut low = start(middle - reach);
    while low > 0 && below(low) > alpha {
        low -= 1;
    }
    while low < n && below(low + 1) <= alpha {
        low += 1;
    }
    let mut high = start(middle + reach + 1.0);
    while high <= n && below(high) < 1.0 - alpha {
        high += 1;
    }
    while high > 0 && below(high - 1) >= 1.0 - alpha {
        high -= 1;
    }
    (low, high)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(found: Interval, low: f64, high: f64, digits: i32) {
        let half = 0.5 * 10_f64.powi(-digits);
        let (found_low, found_high) = (found.low.unwrap(), found.high.unwrap());
        assert!((found_low - low).abs() <= half && (found_high - high).abs() <= half, "{found:?} {low} {high}");
    }

    #[test]
    fn wilson_agrees_with_newcombe_1998_table_1() {
        check(wilson(81, 263, 0.95), 0.2553, 0.3662, 4);
        check(wilson(0, 20, 0.95), 0.0, 0.1611, 4);
        check(wilson(3, 10, 0.95), 0.1077913, 0.6032219, 7);
        assert_eq!(wilson(20, 20, 0.95).high, Some(1.0));
        assert_eq!(wilson(0, 0, 0.95), Interval::default());
    }

    #[test]
    fn difference_of_two_shares() {
        check(newcombe((56, 70), (48, 80), 0.95), 0.0524315, 0.3338727, 7);
        assert_eq!(newcombe((0, 0), (1, 2), 0.95), Interval::default());
    }

    /// scipy 1.17.1, `scipy.stats.t.interval(0.95, 6, mean, sem)`.
    #[test]
    fn mean_agrees_with_scipy() {
        check(student_t(&[3.5, -1.0, 2.25, 8.0, 0.0, 2.25, 5.0], 0.95), T_LOW, T_HIGH, 12);
        assert_eq!(student_t(&[1.0], 0.95), Interval::default());
        assert_eq!(student_t(&[2.0, 2.0, 2.0], 0.95), Interval::between(2.0, 2.0));
    }

    /// scipy 1.17.1, from `scipy.stats.binom.ppf` and `cdf`; 0 and n + 1 where no such rank exists.
    #[test]
    fn ranks_agree_with_scipy() {
        for (n, p, confidence, low, high) in RANKS {
            assert_eq!(ranks(n, p, confidence), (low, high), "{n} {p} {confidence}");
        }
    }

    #[test]
    fn an_end_the_sample_cannot_bound_is_absent() {
        let values: Vec<f64> = (1..=367).map(f64::from).collect();
        assert_eq!(order_statistics(&values, 0.99, 0.95).high, None);
        assert!(order_statistics(&values, 0.99, 0.95).low.is_some());
        let values: Vec<f64> = (1..=368).map(f64::from).collect();
        assert_eq!(order_statistics(&values, 0.99, 0.95).high, Some(368.0));
        assert_eq!(order_statistics(&[], 0.5, 0.95), Interval::default());
    }

    const T_LOW: f64 = 0.05113020000562951;
    const T_HIGH: f64 = 5.663155514280085;
    const RANKS: [(u64, f64, f64, u64, u64); 10] = [
        (10, 0.5, 0.95, 2, 9),
        (26, 0.5, 0.95, 8, 19),
        (26, 0.9, 0.95, 20, 27),
        (100, 0.5, 0.9, 42, 59),
        (200, 0.95, 0.95, 184, 197),
        (1000, 0.99, 0.95, 983, 997),
        (6000, 0.99, 0.99, 5919, 5960),
        (5, 0.5, 0.95, 0, 6),
        (1, 0.5, 0.95, 0, 2),
        (50000, 0.99, 0.95, 49456, 49544),
    ];
}
