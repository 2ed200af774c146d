//! Order statistics of uniform numbers, from which a quantile of anything is drawn without drawing the sample.

use crate::random::Stream;

/// The place of the quantile of probability `p` among `n` values, from 1: the least that leaves no more than
/// `n · (1 − p)` above it.
pub fn place(n: u64, p: f64) -> u64 {
    (libm::ceil(n as f64 * p - 1e-9) as u64).clamp(1, n.max(1))
}

/// The `k`-th smallest of `n` uniform numbers, 1 ≤ k ≤ n: Beta(k, n + 1 − k), by two gammas.
pub fn draw(stream: &mut Stream, n: u64, k: u64) -> f64 {
    let below = gamma(stream, k as f64);
    let above = gamma(stream, (n + 1 - k) as f64);
    below / (below + above)
}

/// A gamma variable of this shape, at least 1, and scale 1 (Marsaglia & Tsang 2000).
pub fn gamma(stream: &mut Stream, shape: f64) -> f64 {
    let d = shape - 1.0 / 3.0;
    let c = 1.0 / libm::sqrt(9.0 * d);
    loop {
        let x = stream.normal();
        let v = 1.0 + c * x;
        if v <= 0.0 {
            continue;
        }
        let v = v * v * v;
        let u = stream.uniform();
        let square = x * x;
        if u < 1.0 - 0.0331 * square * square || libm::log(u) < 0.5 * square + d * (1.0 - v + libm::log(v)) {
            return d * v;
        }
    }
}

#[cfg(test)]
mod tests {
    use rand_core::SeedableRng;

    use super::*;
    use crate::binomial::Binomial;

    #[test]
    fn the_place_of_a_quantile() {
        for (n, p, expected) in
            [(100, 0.99, 99), (137, 0.99, 136), (1, 0.99, 1), (10, 0.5, 5), (3, 0.5, 2), (0, 0.5, 1)]
        {
            assert_eq!(place(n, p), expected, "{n} {p}");
        }
    }

    #[test]
    fn draws_have_the_mean_and_variance_of_beta() {
        let mut stream = Stream::from_seed([5; 32]);
        for (n, k) in [(137, 136), (20, 10), (1, 1), (2_750, 2_723)] {
            let draws: Vec<f64> = (0..20_000).map(|_| draw(&mut stream, n, k)).collect();
            let count = draws.len() as f64;
            let (a, b) = (k as f64, (n + 1 - k) as f64);
            let expected = a / (a + b);
            let variance = a * b / ((a + b) * (a + b) * (a + b + 1.0));
            let mean = draws.iter().sum::<f64>() / count;
            let found = draws.iter().map(|draw| (draw - expected) * (draw - expected)).sum::<f64>() / count;
            assert!((mean - expected).abs() < 4.0 * libm::sqrt(variance / count), "{n} {k}: {mean} {expected}");
            assert!((found / variance - 1.0).abs() < 0.08, "{n} {k}: {found} {variance}");
        }
    }

    /// Beta(k, n + 1 − k) is at most x exactly when at least k of n uniform numbers are.
    #[test]
    fn draws_fall_below_a_bound_as_often_as_the_binomial_says() {
        let mut stream = Stream::from_seed([6; 32]);
        let (n, k, bound) = (500, 495, 0.988);
        let expected = 1.0 - Binomial::new(n, bound).at_most(k as f64 - 1.0);
        let count = (0..20_000).filter(|_| draw(&mut stream, n, k) <= bound).count() as f64 / 20_000.0;
        let error = libm::sqrt(expected * (1.0 - expected) / 20_000.0);
        assert!((count - expected).abs() < 4.0 * error, "{count} {expected}");
    }
}
