//! Boundaries of a test that is looked at several times.

use crate::normal::{normal_distribution, normal_quantile};

/// Points at which a density is known.
const POINTS: usize = 241;

/// Standard deviations beneath zero that count.
const REACH: f64 = 8.0;

/// The z values at or above which a test stops at each look: O'Brien and Fleming's spending of the one-sided `level`,
/// 2 − 2Φ(z(1 − level/2) / √t), after these shares of all information (ascending, up to 1), by Armitage, McPherson and
/// Rowe's integration (Lan & DeMets 1983).
pub fn boundaries(level: f64, information: &[f64]) -> Vec<f64> {
    let z = normal_quantile(1.0 - 0.5 * level);
    let spent = |t: f64| 2.0 * normal_distribution(-z / libm::sqrt(t));
    let mut bounds = Vec::with_capacity(information.len());
    let mut density: Vec<(f64, f64)> = Vec::new();
    let (mut before, mut spent_before) = (0.0, 0.0);
    for &t in information {
        let step = libm::sqrt((t - before).max(1e-12));
        let spend = spent(t) - spent_before;
        let crossing = |at: f64| match density.as_slice() {
            [] => normal_distribution(-at / step),
            points => points.iter().map(|(y, mass)| mass * normal_distribution((y - at) / step)).sum(),
        };
        let bound = root(|at| crossing(at) - spend, 0.0, 10.0 * libm::sqrt(t));
        density = next(&density, step, -REACH * libm::sqrt(t), bound);
        bounds.push(bound / libm::sqrt(t));
        (before, spent_before) = (t, spent(t));
    }
    bounds
}

/// The mass at points between `low` and `bound` after a normal step of this deviation, by Simpson's rule.
fn next(density: &[(f64, f64)], step: f64, low: f64, bound: f64) -> Vec<(f64, f64)> {
    const SCALE: f64 = 0.398_942_280_401_432_7;
    let width = (bound - low) / (POINTS - 1) as f64;
    let bell = |x: f64| if x.abs() > 9.0 { 0.0 } else { SCALE * libm::exp(-0.5 * x * x) / step };
    let point = |place: usize| {
        let x = low + width * place as f64;
        let height: f64 = match density {
            [] => bell(x / step),
            points => points.iter().map(|(y, mass)| mass * bell((x - y) / step)).sum(),
        };
        let weight = if place == 0 || place == POINTS - 1 { 1.0 } else { 2.0 + 2.0 * (place % 2) as f64 };
        (x, height * weight * width / 3.0)
    };
    (0..POINTS).map(point).collect()
}

/// Where a falling function crosses zero, by halving.
fn root(value: impl Fn(f64) -> f64, mut low: f64, mut high: f64) -> f64 {
    for _ in 0..60 {
        let middle = 0.5 * (low + high);
        if value(middle) > 0.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two-sided 0.05 is 0.025 on either side: the published boundaries of five equal looks.
    #[test]
    fn five_looks_agree_with_lan_and_demets() {
        let found = boundaries(0.025, &[0.2, 0.4, 0.6, 0.8, 1.0]);
        for (found, expected) in found.iter().zip([4.877, 3.357, 2.680, 2.290, 2.031]) {
            assert!((found - expected).abs() < 0.0006, "{found} {expected}");
        }
    }

    #[test]
    fn one_look_is_the_test_itself() {
        assert!((boundaries(0.05, &[1.0])[0] - normal_quantile(0.95)).abs() < 1e-9);
    }

    #[test]
    fn many_and_uneven_looks_have_boundaries() {
        let even: Vec<f64> = (1..=24).map(|look| f64::from(look) / 24.0).collect();
        let found = boundaries(0.05, &even);
        assert!(found.windows(2).all(|pair| pair[1] <= pair[0]), "{found:?}");
        for information in [even.as_slice(), &[0.01, 0.02, 0.5, 0.95, 1.0]] {
            let found = boundaries(0.05, information);
            assert!(found.iter().all(|bound| (1.64..=10.0).contains(bound)), "{found:?}");
            assert!(found.last().is_some_and(|last| *last < 2.2), "{found:?}");
        }
    }
}
