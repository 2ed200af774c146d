//! Exponential draws from random bits, fast and the same on every machine.

use std::f64::consts::{LN_2, SQRT_2};

use wide::bytemuck::cast;
use wide::{f64x2, u64x2};

/// Four draws from Exp(1): −ln u, with u uniform on 2⁻³², 2 · 2⁻³², …, 1.
pub(super) fn exponentials(bits: u64x2) -> [f64x2; 2] {
    const LOW: u64x2 = u64x2::splat(u32::MAX as u64);
    const MOST: f64x2 = f64x2::splat(32.0 * LN_2);
    let exponential = |whole| MOST - logarithm(number(whole) + f64x2::ONE);
    [exponential(bits & LOW), exponential(bits >> 32)]
}

/// Whole numbers below 2⁵² as floating-point numbers: the last bits of 2⁵² + n are n.
fn number(whole: u64x2) -> f64x2 {
    const SHIFT: f64 = 4_503_599_627_370_496.0;
    const BITS: u64x2 = u64x2::splat(SHIFT.to_bits());
    cast::<_, f64x2>(whole | BITS) - const { f64x2::splat(SHIFT) }
}

/// The natural logarithm of normal numbers ≥ 1, to about 15 digits.
///
/// x = m · 2ᵉ with m within √½ and √2; ln m = 2 artanh s with s = (m−1)/(m+1), |s| < 0.172, whose series
/// is cut where its terms fall under 2⁻⁵³. Constants and steps stand in full: where the compiler saves
/// space, a loop would stay a loop and a constant would be put together anew each time.
fn logarithm(x: f64x2) -> f64x2 {
    const SQRT_HALF: u64x2 = u64x2::splat((0.5 * SQRT_2).to_bits());
    const TWO: f64x2 = f64x2::splat(2.0);
    let bits: u64x2 = cast(x);
    let exponent = (bits - SQRT_HALF) >> 52;
    let m: f64x2 = cast(bits - (exponent << 52));
    let s = (m - f64x2::ONE) / (m + f64x2::ONE);
    let z = s * s;
    let series = z * const { f64x2::splat(1.0 / 19.0) } + const { f64x2::splat(1.0 / 17.0) };
    let series = series * z + const { f64x2::splat(1.0 / 15.0) };
    let series = series * z + const { f64x2::splat(1.0 / 13.0) };
    let series = series * z + const { f64x2::splat(1.0 / 11.0) };
    let series = series * z + const { f64x2::splat(1.0 / 9.0) };
    let series = series * z + const { f64x2::splat(1.0 / 7.0) };
    let series = series * z + const { f64x2::splat(1.0 / 5.0) };
    let series = series * z + const { f64x2::splat(1.0 / 3.0) };
    number(exponent) * const { f64x2::splat(LN_2) } + TWO * (s + s * z * series)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_logarithm_agrees_with_libm() {
        for step in 0..20_000 {
            let x = libm::exp(f64::from(step) * 0.0018);
            let expected = libm::log(x);
            let found = logarithm(f64x2::splat(x)).to_array()[0];
            assert!((found - expected).abs() <= 4e-16 * expected.max(1.0), "{x}");
        }
    }

    #[test]
    fn draws_end_at_the_least_and_the_greatest_uniform() {
        let [[most, least], _] = exponentials(u64x2::new([0, u64::MAX])).map(f64x2::to_array);
        assert_eq!(least, 0.0);
        assert!((most - 32.0 * LN_2).abs() < 1e-12);
    }
}
