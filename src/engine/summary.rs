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

/// Sample standard deviation (divisor n − 1), in two passes; `None` of fewer than two values.
pub fn standard_deviation(values: &[f64]) -> Option<f64> {
    let mean = mean(values)?;
    let squares = sum(values.iter().map(|value| (value - mean) * (value - mean)));
    (values.len() > 1).then(|| libm::sqrt(squares / (values.len() - 1) as f64))
}

/// Least-squares slope of the values over their places 0, 1, 2, …; `None` of fewer than two values. A
/// missing value is NaN here and keeps its place.
pub fn trend(values: &[f64]) -> Option<f64> {
    Line::fit(values).map(|line| line.slope)
}

/// A least-squares line over the places of values, some of which may be missing (NaN).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// Change per place.
    pub slope: f64,
    /// Mean place of the values there are.
    pub centre: f64,
    /// Their mean.
    pub height: f64,
    /// Sum of the squared differences of their places from the mean place.
    pub spread: f64,
}

impl Line {
    /// The line through values; `None` of fewer than two.
    pub fn fit(values: &[f64]) -> Option<Self> {
        let present = || {
            values.iter().enumerate().filter(|(_, value)| !value.is_nan()).map(|(place, value)| (place as f64, *value))
        };
        let n = present().count() as f64;
        let centre = sum(present().map(|(place, _)| place)) / n;
        let height = sum(present().map(|(_, value)| value)) / n;
        let spread = sum(present().map(|(place, _)| (place - centre) * (place - centre)));
        let products = sum(present().map(|(place, value)| (place - centre) * (value - height)));
        (n >= 2.0).then(|| Self { slope: products / spread, centre, height, spread })
    }

    /// What it leaves of the values; NaN where one is missing.
    pub fn residuals(self, values: &[f64]) -> impl Iterator<Item = f64> {
        values
            .iter()
            .enumerate()
            .map(move |(place, value)| value - self.height - self.slope * (place as f64 - self.centre))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: [f64; 7] = [3.5, -1.0, 2.25, 8.0, 0.0, 2.25, 5.0];

    /// numpy 2.4.6: `std(SAMPLE, ddof=1)`, `polyfit(range(7), SAMPLE, 1)[0]`,
    /// and for the gaps `polyfit([0, 2, 3, 5], [3.5, -1, 2.25, 8], 1)[0]`.
    #[test]
    fn agree_with_numpy() {
        assert!((standard_deviation(&SAMPLE).unwrap() - 3.0340331479496303).abs() < 1e-14);
        assert!((trend(&SAMPLE).unwrap() - 0.31249999999999983).abs() < 1e-14);
        let gaps = [3.5, f64::NAN, -1.0, 2.25, f64::NAN, 8.0];
        assert!((trend(&gaps).unwrap() - 0.9903846153846155).abs() < 1e-14, "{:?}", trend(&gaps));
    }

    #[test]
    fn too_few_values_have_no_statistic() {
        assert_eq!((mean(&[]), standard_deviation(&[1.0]), trend(&[1.0])), (None, None, None));
        assert_eq!(mean(&[1.0]), Some(1.0));
    }

    #[test]
    fn the_mean_loses_no_digits() {
        let values: Vec<f64> = std::iter::once(1e16).chain(std::iter::repeat_n(1.0, 999)).collect();
        assert_eq!(mean(&values), Some((1e16 + 999.0) / 1000.0));
    }
}
