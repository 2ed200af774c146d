//! Order statistics and quantiles by selection: no more of a sample is sorted than is asked for.
//!
//! No value may be NaN.

use std::ops::Range;

/// Puts those values into `range` that would stand there if all were sorted, ascending; lesser ones stand before
/// it, greater ones after it, in any order.
pub fn sort_range(values: &mut [f64], range: Range<usize>) {
    let Range { start, end } = range.start..range.end.min(values.len());
    if start >= end {
        return;
    }
    let rest = match start {
        0 => values,
        _ => values.select_nth_unstable_by(start - 1, f64::total_cmp).2,
    };
    let width = end - start;
    let within = match rest.len() {
        all if all > width => rest.select_nth_unstable_by(width, f64::total_cmp).0,
        _ => rest,
    };
    within.sort_unstable_by(f64::total_cmp);
}

/// The quantile of ascending values by linear interpolation (Hyndman & Fan 1996, type 7); `None` of
/// nothing. `p` is held to 0 to 1. Enough that the values at its [`places`] stand where they would if sorted.
pub fn quantile_of_sorted(values: &[f64], p: f64) -> Option<f64> {
    let (place, Range { start, end }) = (place(values.len(), p)?, places(values.len(), p));
    let (low, high) = (values[start], values[end - 1]);
    Some(low + (place - start as f64) * (high - low))
}

/// Where the one or two values stand, in ascending order, that the quantile of `p` is made of.
pub fn places(count: usize, p: f64) -> Range<usize> {
    let below = place(count, p).map_or(0, |place| libm::floor(place) as usize);
    below..(below + 2).min(count)
}

fn place(count: usize, p: f64) -> Option<f64> {
    Some(p.clamp(0.0, 1.0) * count.checked_sub(1)? as f64)
}

/// The quantile of values in any order, which are left in another.
pub fn quantile(values: &mut [f64], p: f64) -> Option<f64> {
    quantiles(values, [p]).map(|[quantile]| quantile)
}

/// Quantiles of values in any order, which are left in another; the probabilities ascend.
pub fn quantiles<const N: usize>(values: &mut [f64], probabilities: [f64; N]) -> Option<[f64; N]> {
    let count = values.len();
    let mut sorted = 0;
    for p in probabilities {
        let Range { start, end } = places(count, p);
        // What stands before is settled, and less.
        let start = start.max(sorted);
        sort_range(&mut values[sorted..], start - sorted..end.max(start) - sorted);
        sorted = end.max(sorted);
    }
    (count > 0).then(|| probabilities.map(|p| quantile_of_sorted(values, p).unwrap_or_default()))
}

/// How many values are at most `threshold`.
pub fn count_at_most(values: &[f64], threshold: f64) -> usize {
    values.iter().map(|value| usize::from(*value <= threshold)).sum()
}

/// How many values are below `threshold`.
pub fn count_below(values: &[f64], threshold: f64) -> usize {
    values.iter().map(|value| usize::from(*value < threshold)).sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// numpy 2.4.6: `quantile(sample, p)`.
    #[test]
    fn quantiles_agree_with_numpy() {
        let sample = [3.5, -1.0, 2.25, 8.0, 0.0, 2.25, 5.0];
        for (p, expected) in [(0.0, -1.0), (0.1, -0.4), (0.5, 2.25), (0.9, 6.2), (0.99, 7.82), (1.0, 8.0)] {
            let found = quantile(&mut sample.clone(), p).unwrap();
            assert!((found - expected).abs() < 1e-14, "{p}: {found}");
        }
        assert_eq!((quantile(&mut [], 0.5), quantile(&mut [1.0], 0.99)), (None, Some(1.0)));
    }

    /// Values some of which are equal.
    fn values() -> impl Strategy<Value = Vec<f64>> {
        prop::collection::vec(prop_oneof![-1e6..1e6, (-3..3).prop_map(f64::from)], 1..60)
    }

    proptest! {
        #[test]
        fn a_range_is_as_if_all_were_sorted(mut values in values(), start in 0..70_usize, width in 0..70_usize) {
            let mut sorted = values.clone();
            sorted.sort_by(f64::total_cmp);
            sort_range(&mut values, start..start + width);
            let range = start.min(values.len())..(start + width).min(values.len());
            prop_assert_eq!(&values[range.clone()], &sorted[range]);
            values.sort_by(f64::total_cmp);
            prop_assert_eq!(values, sorted);
        }

        #[test]
        fn selecting_quantiles_equals_sorting_for_them(mut values in values(), mut ps in prop::array::uniform3(-0.1..1.1)) {
            ps.sort_by(f64::total_cmp);
            let found = quantiles(&mut values, ps);
            values.sort_by(f64::total_cmp);
            prop_assert_eq!(found, Some(ps.map(|p| quantile_of_sorted(&values, p).unwrap())));
            let (below, at_most) = (count_below(&values, ps[0]), count_at_most(&values, ps[0]));
            prop_assert_eq!(below, values.partition_point(|value| *value < ps[0]));
            prop_assert_eq!(at_most, values.partition_point(|value| *value <= ps[0]));
        }
    }
}
