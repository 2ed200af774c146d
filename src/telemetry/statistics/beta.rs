//! The incomplete beta function, and the distributions that are one in disguise.

use std::f64::consts::PI;

use libm::{exp, lgamma, log, log1p, sqrt};

use engine::normal::normal_quantile;

/// The regularised incomplete beta function I_x(a, b), for a, b > 0 and x from 0 to 1, by its continued
/// fraction (DLMF 8.17.22) with Lentz's method.
pub fn regularised_beta(x: f64, a: f64, b: f64) -> f64 {
    regularised(x, 1.0 - x, a, b)
}

/// The same where y = 1 − x is known more exactly than it can be had from x.
fn regularised(x: f64, y: f64, a: f64, b: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if y <= 0.0 {
        return 1.0;
    }
    // The fraction converges fast below the mean; above it, the mirrored one does.
    if x < (a + 1.0) / (a + b + 2.0) {
        front(x, y, a, b) * fraction(x, a, b) / a
    } else {
        1.0 - front(y, x, b, a) * fraction(y, b, a) / b
    }
}

/// x^a y^b / B(a, b), by Loader's saddle-point expansion (Loader 2000, "Fast and accurate computation of
/// binomial probabilities"), which keeps its digits where the gamma functions are huge.
fn front(x: f64, y: f64, a: f64, b: f64) -> f64 {
    let n = a + b;
    let exponent = stirling_error(n) - stirling_error(a) - stirling_error(b) - deviance(a, n * x) - deviance(b, n * y);
    exp(exponent) * sqrt(a * b / (2.0 * PI * n))
}

/// ln Γ(n + 1) less Stirling's formula for it.
fn stirling_error(n: f64) -> f64 {
    if n < 16.0 {
        return lgamma(n + 1.0) - (n + 0.5) * log(n) + n - 0.5 * log(2.0 * PI);
    }
    let inverse = 1.0 / (n * n);
    let terms = [1.0 / 12.0, -1.0 / 360.0, 1.0 / 1260.0, -1.0 / 1680.0, 1.0 / 1188.0, -691.0 / 360_360.0];
    terms.iter().rev().fold(0.0, |sum, term| sum * inverse + term) / n
}

/// x ln(x / m) + m − x, exact also where x is near m.
fn deviance(x: f64, m: f64) -> f64 {
    let v = (x - m) / (x + m);
    if v.abs() >= 0.1 {
        return x * log(x / m) + m - x;
    }
    let mut sum = (x - m) * v;
    let mut term = 2.0 * x * v;
    for power in 1..100 {
        term *= v * v;
        let next = sum + term / f64::from(2 * power + 1);
        if next == sum {
            break;
        }
        sum = next;
    }
    sum
}

fn fraction(x: f64, a: f64, b: f64) -> f64 {
    const SMALLEST: f64 = 1e-300;
    const MOST_TERMS: u32 = 200_000;
    let floored = |value: f64| if value.abs() < SMALLEST { SMALLEST } else { value };
    let mut c = 1.0;
    let mut d = 1.0 / floored(1.0 - (a + b) * x / (a + 1.0));
    let mut value = d;
    for term in 1..MOST_TERMS {
        let m = f64::from(term);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        let mut change = 1.0;
        for coefficient in [even, odd] {
            d = 1.0 / floored(1.0 + coefficient * d);
            c = floored(1.0 + coefficient / c);
            change = c * d;
            value *= change;
        }
        if (change - 1.0).abs() < 1e-16 {
            break;
        }
    }
    value
}

/// Probability of at most `k` successes in `n` trials that each succeed with probability `p`.
pub fn binomial_distribution(k: u64, n: u64, p: f64) -> f64 {
    if k >= n { 1.0 } else { regularised(1.0 - p, p, (n - k) as f64, k as f64 + 1.0) }
}

/// Student's t quantile of probability `p` at `freedom` degrees of freedom, at least 1.
pub fn student_t_quantile(p: f64, freedom: f64) -> f64 {
    if !(p > 0.0 && p < 1.0 && freedom >= 1.0) {
        return f64::NAN;
    }
    let tail = p.min(1.0 - p);
    let size = match tail {
        0.5 => 0.0,
        _ if freedom < 1_000.0 => upper_t(tail, freedom),
        _ => nearly_normal_t(tail, freedom),
    };
    size.copysign(p - 0.5)
}

/// The t > 0 exceeded with probability `tail`, at many degrees of freedom (Abramowitz & Stegun 26.7.5).
fn nearly_normal_t(tail: f64, freedom: f64) -> f64 {
    let z = -normal_quantile(tail);
    let s = z * z;
    let terms = [
        1.0,
        (s + 1.0) / 4.0,
        ((5.0 * s + 16.0) * s + 3.0) / 96.0,
        (((3.0 * s + 19.0) * s + 17.0) * s - 15.0) / 384.0,
        ((((79.0 * s + 776.0) * s + 1482.0) * s - 1920.0) * s - 945.0) / 92_160.0,
    ];
    z * terms.iter().rev().fold(0.0, |sum, term| sum / freedom + term)
}

/// The t > 0 exceeded with probability `tail` < 1/2: Newton's steps within a shrinking bracket.
fn upper_t(tail: f64, freedom: f64) -> f64 {
    let beyond = |t: f64| {
        let whole = freedom + t * t;
        0.5 * regularised(freedom / whole, t * t / whole, 0.5 * freedom, 0.5)
    };
    let log_scale = lgamma(0.5 * (freedom + 1.0)) - lgamma(0.5 * freedom) - 0.5 * log(freedom * PI);
    let density = |t: f64| exp(log_scale - 0.5 * (freedom + 1.0) * log1p(t * t / freedom));
    let mut t = -normal_quantile(tail);
    let (mut low, mut high) = (0.0, f64::INFINITY);
    for _ in 0..200 {
        let excess = beyond(t) - tail;
        if excess > 0.0 {
            low = t
        } else {
            high = t
        }
        let newton = t + excess / density(t);
        let next = if newton > low && newton < high {
            newton
        } else if high.is_finite() {
            0.5 * (low + high)
        } else {
            2.0 * low + 1.0
        };
        if (next - t).abs() <= 1e-15 * t {
            return next;
        }
        t = next;
    }
    t
}

/// The standard deviation of a share of `n` trials.
pub(super) fn share_deviation(p: f64, n: f64) -> f64 {
    sqrt(p * (1.0 - p) / n)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: f64, expected: f64, tolerance: f64) {
        assert!((found - expected).abs() <= tolerance * expected.abs(), "{found} {expected}");
    }

    /// scipy 1.17.1, `scipy.special.betainc(a, b, x)`.
    #[test]
    fn incomplete_beta_agrees_with_scipy() {
        for (x, a, b, expected) in BETA {
            near(regularised_beta(x, a, b), expected, 1e-11);
        }
    }

    /// scipy 1.17.1, `scipy.stats.t.ppf(p, freedom)`.
    #[test]
    fn student_t_agrees_with_scipy() {
        for (p, freedom, expected) in STUDENT {
            near(student_t_quantile(p, freedom), expected, 1e-12);
        }
    }

    /// scipy 1.17.1, `scipy.stats.binom.cdf(k, n, p)`.
    #[test]
    fn binomial_agrees_with_scipy() {
        for (k, n, p, expected) in BINOMIAL {
            near(binomial_distribution(k, n, p), expected, 1e-9);
        }
    }

    const BETA: [(f64, f64, f64, f64); 6] = [
        (0.3, 2.0, 3.0, 0.34829999999999994),
        (0.9, 0.5, 0.5, 0.7951672353008665),
        (0.01, 100.0, 2.0, 1.0000000000000021e-198),
        (0.99, 1000.0, 12.0, 0.6847151054372379),
        (0.5, 500000.0, 500300.0, 0.6178943119922335),
        (1e-08, 0.5, 50.0, 0.000795892243876052),
    ];
    const STUDENT: [(f64, f64, f64); 13] = [
        (0.975, 999.0, 1.9623414611334493),
        (0.975, 1001.0, 1.9623367052808798),
        (0.9995, 2500.0, 3.294422808445366),
        (0.975, 1.0, 12.706204736174694),
        (0.975, 2.0, 4.302652729749462),
        (0.975, 5.0, 2.5705818356363146),
        (0.025, 30.0, -2.042272456301238),
        (0.9995, 3.0, 12.923978636687961),
        (0.75, 1.0, 1.0000000000000002),
        (0.975, 999999.0, 1.9599663568164791),
        (0.5, 4.0, 0.0),
        (0.995, 12.5, 3.0324366528705617),
        (0.9995, 1.0, 636.6192487687897),
    ];
    const BINOMIAL: [(u64, u64, f64, f64); 5] = [
        (3, 10, 0.3, 0.6496107184000002),
        (0, 20, 0.05, 0.3584859224085422),
        (360, 367, 0.99, 0.07817799513799079),
        (989900, 1000000, 0.99, 0.15865123214582375),
        (500, 1000, 0.5, 0.5126125090891802),
    ];
}
