//! Statistics of a sample. None of the values may be NaN.

/// Arithmetic mean; `None` of nothing. Summed with compensation (Neumaier 1974), so that a million
/// values lose no digits.
pub fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| sum(values.iter().copied()) / values.len() as f64)
}

/// Sum with compensation (Neumaier 1974).
pub fn sum(values: impl IntoIterator<Item = f64>) -> f64 {
    let (mut sum, mut lost) = (0.0_f64, 0.0);
    for value in values {
        let next = sum + value;
        lost += if sum.abs() >= value.abs() { (sum - next) + value } else { (value - next) + sum };
        sum = next;
    }
    sum + lost
}

/// The quantile of ascending values by linear interpolation (Hyndman & Fan 1996, type 7); `None` of
/// nothing. `p` is held to 0 to 1.
pub fn quantile_of_sorted(values: &[f64], p: f64) -> Option<f64> {
    let last = values.len().checked_sub(1)?;
    let place = p.clamp(0.0, 1.0) * last as f64;
    let below = libm::floor(place) as usize;
    let above = (below + 1).min(last);
    Some(values[below] + (place - below as f64) * (values[above] - values[below]))
}
