//! Mann-Whitney's test of two samples, and the shift between them.

use crate::normal::normal_distribution;

/// How often a value of the first sample is greater than one of the second, an equal pair counting half.
pub fn u_statistic(first: &[f64], second: &[f64]) -> f64 {
    let pair = |a: &f64, b: &f64| if a > b { 1.0 } else { 0.5 * f64::from(u8::from(a == b)) };
    first.iter().map(|a| second.iter().map(|b| pair(a, b)).sum::<f64>()).sum()
}

/// In how many ways `m` and `n` values without equals can be arranged for each U from 0 to m · n, relative to all.
pub fn u_distribution(m: usize, n: usize) -> Vec<f64> {
    // Ways by U for every size of the second sample: the greatest value belongs to one or the other.
    let mut ways: Vec<Vec<f64>> = vec![vec![1.0]; n + 1];
    for first in 1..=m {
        let mut row: Vec<Vec<f64>> = vec![vec![1.0]];
        for second in 1..=n {
            let mut sums = vec![0.0; first * second + 1];
            for (u, count) in ways[second].iter().enumerate() {
                sums[u + second] += count;
            }
            for (u, count) in row[second - 1].iter().enumerate() {
                sums[u] += count;
            }
            row.push(sums);
        }
        ways = row;
    }
    let total: f64 = ways[n].iter().sum();
    ways[n].iter().map(|count| count / total).collect()
}

/// The two-sided p value, exactly; there must be no equal values.
pub fn exact_p(first: &[f64], second: &[f64]) -> f64 {
    let distribution = u_distribution(first.len(), second.len());
    let u = u_statistic(first, second);
    let u = u.max((first.len() * second.len()) as f64 - u);
    (2.0 * distribution.iter().skip(u as usize).sum::<f64>()).min(1.0)
}

/// The two-sided p value by the normal distribution, corrected for continuity and for equal values.
pub fn asymptotic_p(first: &[f64], second: &[f64]) -> f64 {
    let (m, n) = (first.len() as f64, second.len() as f64);
    let mut all: Vec<f64> = first.iter().chain(second).copied().collect();
    all.sort_by(f64::total_cmp);
    let ties: f64 = all.chunk_by(|a, b| a == b).map(|equal| equal.len() as f64).map(|t| t * t * t - t).sum();
    let count = m + n;
    let deviation = libm::sqrt(m * n / 12.0 * (count + 1.0 - ties / (count * (count - 1.0))));
    let u = u_statistic(first, second);
    let distance = u.max(m * n - u) - 0.5 * m * n - 0.5;
    (2.0 * normal_distribution(-distance / deviation)).min(1.0)
}

/// Which of the ascending differences between two samples of these sizes bounds the shift from below, from 1, so that
/// the chance of a shift beneath it is at most about `level`; from the other end it bounds it from above.
pub fn bounding_place(m: usize, n: usize, level: f64) -> usize {
    let mut sum = 0.0;
    // The quantile of U as R's `wilcox.test` takes it.
    let place = u_distribution(m, n).into_iter().take_while(|mass| {
        sum += *mass;
        sum < level
    });
    place.count().max(1)
}

/// The shift of the first sample against the second: Hodges and Lehmann's estimate, and the differences that stand
/// `place` from either end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shift {
    /// The median difference.
    pub estimate: f64,
    /// Lower bound.
    pub low: f64,
    /// Upper bound.
    pub high: f64,
}

/// The shift between two samples, neither of which is empty.
pub fn shift(first: &[f64], second: &[f64], place: usize, differences: &mut Vec<f64>) -> Shift {
    differences.clear();
    differences.extend(first.iter().flat_map(|a| second.iter().map(move |b| a - b)));
    differences.sort_unstable_by(f64::total_cmp);
    let count = differences.len();
    let estimate = 0.5 * (differences[(count - 1) / 2] + differences[count / 2]);
    let place = place.clamp(1, count);
    Shift { estimate, low: differences[place - 1], high: differences[count - place] }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: [f64; 5] = [19.0, 22.0, 16.0, 29.0, 24.0];
    const SECOND: [f64; 4] = [20.0, 11.0, 17.0, 12.0];

    /// scipy 1.17.1, `scipy.stats.mannwhitneyu`.
    #[test]
    fn p_values_agree_with_scipy() {
        assert_eq!(u_statistic(&FIRST, &SECOND), 17.0);
        assert!((exact_p(&FIRST, &SECOND) - 0.111_111_111).abs() < 1e-9);
        assert!((asymptotic_p(&FIRST, &SECOND) - 0.111_346_9).abs() < 5e-8);
        assert_eq!(u_statistic(&[1.0], &[1.0]), 0.5);
    }

    /// By hand: the third and the eighteenth of twenty differences, as P(U ≤ 2) = 4/126 and P(U ≤ 3) = 7/126.
    #[test]
    fn a_shift_lies_between_order_statistics_of_the_differences() {
        assert_eq!(bounding_place(5, 4, 0.05), 3);
        let found = shift(&FIRST, &SECOND, 3, &mut Vec::new());
        assert_eq!(found, Shift { estimate: 7.0, low: -1.0, high: 13.0 });
    }

    #[test]
    fn the_distribution_sums_to_one_and_is_symmetric() {
        let found = u_distribution(12, 12);
        assert_eq!(found.len(), 145);
        assert!((found.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        assert!(found.iter().zip(found.iter().rev()).all(|(a, b)| (a - b).abs() < 1e-15));
    }

    #[test]
    fn equal_samples_have_no_shift() {
        let found = shift(&[2.0; 12], &[2.0; 12], 32, &mut Vec::new());
        assert_eq!(found, Shift { estimate: 0.0, low: 0.0, high: 0.0 });
    }
}
