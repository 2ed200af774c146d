//! Exponential draws from random bits, fast and the same on every machine.

use std::f64::consts::{LN_2, SQRT_2};

/// A draw from Exp(1): −ln u, with u uniform on 2⁻⁵², 2 · 2⁻⁵², …, 1.
pub(super) fn exponential(bits: u64) -> f64 {
    52.0 * LN_2 - logarithm(((bits >> 12) + 1) as f64)
}

/// The natural logarithm of a normal number ≥ 1, to about 15 digits.
///
/// x = m · 2ᵉ with m within √½ and √2; ln m = 2 artanh s with s = (m−1)/(m+1), |s| < 0.172, whose series
/// is cut where its terms fall under 2⁻⁵³. Without a branch or a table, so that a loop of it can be
/// vectorised.
fn logarithm(x: f64) -> f64 {
    const SQRT_HALF: u64 = (0.5 * SQRT_2).to_bits();
    let exponent = (x.to_bits() - SQRT_HALF) >> 52;
    let m = f64::from_bits(x.to_bits() - (exponent << 52));
    let s = (m - 1.0) / (m + 1.0);
    let z = s * s;
    let mut series = 1.0 / 19.0;
    for power in [17.0, 15.0, 13.0, 11.0, 9.0, 7.0, 5.0, 3.0] {
        series = series * z + 1.0 / power;
    }
    exponent as f64 * LN_2 + 2.0 * (s + s * z * series)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_logarithm_agrees_with_libm() {
        for step in 0..20_000 {
            let x = libm::exp(f64::from(step) * 0.0018);
            let expected = libm::log(x);
            assert!((logarithm(x) - expected).abs() <= 4e-16 * expected.max(1.0), "{x}");
        }
    }

    #[test]
    fn draws_end_at_the_least_and_the_greatest_uniform() {
        assert_eq!(exponential(u64::MAX), 0.0);
        assert!((exponential(0) - 52.0 * LN_2).abs() < 1e-12);
    }
}
