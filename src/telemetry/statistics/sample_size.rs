//! How many rows decide.

use libm::{ceil, floor, sqrt};

use super::beta::student_t_quantile;
use super::interval::{ranks, two_sided};
use engine::normal::normal_quantile;

/// A sample size beyond this is as good as none.
pub const MOST_ROWS: f64 = 1e9;

fn rows(n: f64) -> Option<u64> {
    (n <= MOST_ROWS).then(|| (ceil(n) as u64).max(1))
}

/// Rows at which Wilson's interval about an observed share leaves `threshold` out: its inversion, the
/// score test, gives n = z² t (1 − t) / (p − t)².
pub fn for_rate(share: f64, threshold: f64, confidence: f64) -> Option<u64> {
    let distance = share - threshold;
    let z = two_sided(confidence);
    // A threshold outside 0 to 1 is left out from the first row on.
    rows(z * z * (threshold * (1.0 - threshold)).max(0.0) / (distance * distance))
}

/// Rows at which Student's interval about an observed mean leaves `threshold` out, the standard deviation
/// staying as it is: the least n with t · s / √n ≤ distance.
pub fn for_mean(mean: f64, deviation: f64, threshold: f64, confidence: f64) -> Option<u64> {
    let distance = (mean - threshold).abs();
    let decides = |n: u64| {
        let n = n as f64;
        student_t_quantile(0.5 + 0.5 * confidence, n - 1.0) * deviation / sqrt(n) <= distance
    };
    if distance > 0.0 { least(2, MOST_ROWS as u64, decides) } else { None }
}

/// Rows at which the order-statistics interval of the quantile of probability `p` leaves a threshold out,
/// when `share` of the values lie at or below it. Beyond a hundred thousand rows the normal
/// approximation n = z² p (1 − p) / (share − p)² is as good.
pub fn for_quantile(share: f64, p: f64, confidence: f64) -> Option<u64> {
    let distance = share - p;
    let z = two_sided(confidence);
    let approximately = z * z * p * (1.0 - p) / (distance * distance);
    if !approximately.is_finite() || approximately > 1e5 {
        return rows(approximately);
    }
    let decides = |n: u64| {
        let (low, high) = ranks(n, p, confidence);
        let beneath = share * n as f64;
        // Only whole values lie beneath: they are counted against the verdict they would give.
        if distance > 0.0 {
            high <= n && high as f64 <= floor(beneath + 1e-9)
        } else {
            low as f64 > ceil(beneath - 1e-9)
        }
    };
    least(1, 1_000_000, decides)
}

/// Rows at which an interval reaching `half` from the value towards the threshold, narrowing with √n,
/// leaves the threshold out at `distance`.
pub fn for_bootstrap(n: u64, half: f64, distance: f64) -> Option<u64> {
    let ratio = half / distance;
    rows(n as f64 * ratio * ratio)
}

/// The least n from `first` to `last` that decides, taking it that all beyond it do too.
fn least(first: u64, last: u64, decides: impl Fn(u64) -> bool) -> Option<u64> {
    let (mut low, mut high) = (first, first);
    while !decides(high) {
        if high >= last {
            return None;
        }
        low = high + 1;
        high = (2 * high).min(last);
    }
    while low < high {
        let middle = low + (high - low) / 2;
        if decides(middle) { high = middle } else { low = middle + 1 }
    }
    Some(high)
}

/// Rows in each of two equal arms to see share `first` turn into `second` with probability `power`, tested
/// two-sided at level `alpha` (Fleiss, Levin & Paik 2003, formula 4.14 without continuity correction).
pub fn per_arm(first: f64, second: f64, alpha: f64, power: f64) -> Option<u64> {
    let mean = 0.5 * (first + second);
    let equal = normal_quantile(1.0 - 0.5 * alpha) * sqrt(2.0 * mean * (1.0 - mean));
    let different = normal_quantile(power) * sqrt(first * (1.0 - first) + second * (1.0 - second));
    let distance = first - second;
    rows((equal + different) * (equal + different) / (distance * distance))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::telemetry::statistics::{Interval, student_t, wilson};

    #[test]
    fn an_arm_of_a_test_of_two_shares() {
        assert_eq!(per_arm(0.05, 0.045, 0.05, 0.8), Some(28_408));
        assert_eq!(per_arm(0.05, 0.05, 0.05, 0.8), None);
    }

    #[test]
    fn at_that_many_rows_the_rate_decides_and_at_fewer_not() {
        let high = |n: u64| wilson(n / 50, n, 0.95).high.unwrap();
        let n = for_rate(0.02, 0.03, 0.95).unwrap();
        assert_eq!(n, 1_118);
        assert!(high(1_150) < 0.03 && high(1_050) > 0.03);
        assert_eq!(for_rate(0.02, 0.02, 0.95), None);
        assert_eq!(for_rate(0.0, 0.01, 0.95), Some(381));
        assert_eq!(for_rate(0.5, 1.2, 0.95), Some(1));
        assert_eq!(for_rate(0.02, 0.0200001, 0.95), None);
    }

    #[test]
    fn at_that_many_rows_the_mean_decides_and_at_fewer_not() {
        let n = for_mean(10.0, 3.0, 11.0, 0.95).unwrap();
        let half = |n: u64| student_t_quantile(0.975, n as f64 - 1.0) * 3.0 / (n as f64).sqrt();
        assert!(half(n) <= 1.0 && half(n - 1) > 1.0, "{n}");
        assert_eq!(for_mean(10.0, 3.0, 10.0, 0.95), None);
        assert_eq!(for_mean(10.0, 0.0, 11.0, 0.95), Some(2));
        assert_eq!(student_t(&[10.0, 10.0], 0.95), Interval::between(10.0, 10.0));
    }

    #[test]
    fn all_values_beneath_the_threshold_still_need_enough_of_them() {
        assert_eq!(for_quantile(1.0, 0.99, 0.95), Some(368));
        assert_eq!(for_quantile(1.0, 0.5, 0.95), Some(6));
        assert_eq!(for_quantile(0.99, 0.99, 0.95), None);
        let n = for_quantile(0.97, 0.99, 0.95).unwrap();
        assert!((200..240).contains(&n), "{n}");
        assert_eq!(for_quantile(0.9901, 0.99, 0.95), Some(3_803_045));
    }

    #[test]
    fn twice_as_far_takes_a_quarter_of_the_rows() {
        assert_eq!(for_bootstrap(100, 2.0, 1.0), Some(400));
        assert_eq!(for_bootstrap(100, 2.0, 2.0), Some(100));
        assert_eq!(for_bootstrap(100, 2.0, 0.0), None);
    }
}
