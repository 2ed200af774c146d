//! The moving-block bootstrap (Künsch 1989), for series whose neighbours depend on each other.

use libm::{cbrt, ceil};

use crate::random::Stream;
use crate::select::{quantile, quantile_of_sorted, quantiles};
use crate::summary::{Line, mean, standard_deviation};

/// Values copied for one quantile interval are held to about this many; see [`Bootstrap::quantile`].
const MOST_COPIED: usize = 4_000_000;

/// The length of blocks for a series of `n`: n^(1/3), rounded up.
pub fn block_length(n: usize) -> usize {
    (ceil(cbrt(n as f64)) as usize).clamp(1, n.max(1))
}

/// Resamples series of one length in blocks, always the same ones for one stream.
#[derive(Clone, Debug)]
pub struct Bootstrap {
    /// How many resamples.
    pub resamples: u32,
    /// Where the blocks' starts come from.
    pub stream: Stream,
}

/// A statistic of each resample.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Replicates(pub Vec<f64>);

impl Replicates {
    /// The ends of the percentile interval (Efron 1979); `None` of nothing.
    pub fn interval(&self, confidence: f64) -> Option<[f64; 2]> {
        let tail = 0.5 * (1.0 - confidence);
        quantiles(&mut self.0.clone(), [tail, 1.0 - tail])
    }

    /// The standard deviation of the replicates.
    pub fn standard_error(&self) -> Option<f64> {
        standard_deviation(&self.0)
    }

    /// Each of mine divided by the one of `other` in the same place.
    pub fn ratio(&self, other: &Self) -> Self {
        Self(
            self.0.iter().zip(&other.0).map(|(mine, theirs)| mine / theirs).filter(|ratio| ratio.is_finite()).collect(),
        )
    }
}

/// A block of a resample.
struct Block {
    /// Where it begins in the series.
    start: usize,
    /// How many values of it are used: the last block is cut so that the resample is as long as the series.
    length: usize,
    /// Where it begins in the resample.
    place: usize,
}

/// The blocks of one resample, drawn as they are asked for.
struct Blocks<'a> {
    stream: &'a mut Stream,
    /// Values in the series.
    n: usize,
    /// Values in a whole block.
    length: usize,
    place: usize,
}

impl Iterator for Blocks<'_> {
    type Item = Block;

    #[inline]
    fn next(&mut self) -> Option<Block> {
        let place = self.place;
        (place < self.n).then(|| {
            self.place += self.length;
            let start = self.stream.below(self.n - self.length + 1);
            Block { start, length: self.length.min(self.n - place), place }
        })
    }
}

impl Bootstrap {
    /// Calls `statistic` with the blocks of one resample after the other.
    fn replicate(mut self, n: usize, mut statistic: impl FnMut(Blocks<'_>) -> Option<f64>) -> Replicates {
        if n == 0 {
            return Replicates::default();
        }
        let length = block_length(n);
        let resample = |_| statistic(Blocks { stream: &mut self.stream, n, length, place: 0 });
        Replicates((0..self.resamples).filter_map(resample).collect())
    }

    /// Means, or rates of zeros and ones. Sums of blocks make a resample cost a block, not a row.
    pub fn mean(self, values: &[f64]) -> Replicates {
        let Some(mean) = mean(values) else { return Replicates::default() };
        let sums = BlockSums::of(values.len(), values.iter().map(|value| [value - mean]));
        let n = values.len() as f64;
        self.replicate(values.len(), |blocks| Some(mean + blocks.map(|block| sums.over(&block)[0]).sum::<f64>() / n))
    }

    /// Sample standard deviations.
    pub fn standard_deviation(self, values: &[f64]) -> Replicates {
        let (Some(mean), true) = (mean(values), values.len() > 1) else { return Replicates::default() };
        let deviations = values.iter().map(|value| value - mean);
        let sums = BlockSums::of(values.len(), deviations.map(|deviation| [deviation, deviation * deviation]));
        let n = values.len() as f64;
        self.replicate(values.len(), |blocks| {
            let (sum, square) = blocks.fold((0.0, 0.0), |(sum, square), block| {
                let [more, squares] = sums.over(&block);
                (sum + more, square + squares)
            });
            Some(libm::sqrt(((square - sum * sum / n) / (n - 1.0)).max(0.0)))
        })
    }

    /// Slopes over the rows' places, missing values being NaN. The residuals about the line, gaps and all,
    /// are resampled and laid upon it, since blocks of the series itself would lose its trend (Davison &
    /// Hinkley 1997, section 8.2.3).
    pub fn trend(self, values: &[f64]) -> Replicates {
        let Some(line) = Line::fit(values) else { return Replicates::default() };
        let filled = line.residuals(values).map(|residual| if residual.is_nan() { 0.0 } else { residual });
        let moments = filled.enumerate().map(|(place, residual)| [residual, place as f64 * residual]);
        let sums = BlockSums::of(values.len(), moments);
        self.replicate(values.len(), |blocks| {
            let products = blocks.map(|block| {
                let shift = block.place as f64 - block.start as f64 - line.centre;
                let [sum, moment] = sums.over(&block);
                moment + shift * sum
            });
            Some(line.slope + products.sum::<f64>() / line.spread)
        })
    }

    /// Quantiles of probability `p`.
    ///
    /// A resample of a quantile costs a row, not a block. Where that would copy more than about four
    /// million values, the share of values at or below the quantile is resampled instead, and its
    /// deviations read off as quantiles (Woodruff 1952), which costs a block again.
    pub fn quantile(self, values: &[f64], p: f64) -> Replicates {
        if values.len().saturating_mul(self.resamples as usize) > MOST_COPIED {
            return self.quantile_by_share(values, p);
        }
        let mut copy = Vec::with_capacity(values.len());
        self.replicate(values.len(), |blocks| {
            copy.clear();
            blocks.for_each(|block| copy.extend_from_slice(&values[block.start..block.start + block.length]));
            quantile(&mut copy, p)
        })
    }

    fn quantile_by_share(self, values: &[f64], p: f64) -> Replicates {
        let mut sorted = values.to_vec();
        sorted.sort_unstable_by(f64::total_cmp);
        let Some(value) = quantile_of_sorted(&sorted, p) else { return Replicates::default() };
        let beneath: Vec<f64> = values.iter().map(|other| f64::from(*other <= value)).collect();
        let share = mean(&beneath).unwrap_or_default();
        let shares = self.mean(&beneath).0;
        Replicates(shares.iter().filter_map(|replicate| quantile_of_sorted(&sorted, p + share - replicate)).collect())
    }

    /// Smallest values, for series of any length. No replicate is smaller than the smallest value seen.
    pub fn minimum(self, values: &[f64]) -> Replicates {
        let negated: Vec<f64> = values.iter().map(|value| -value).collect();
        Replicates(self.maximum(&negated).0.iter().map(|value| -value).collect())
    }

    /// Greatest values. No replicate is greater than the greatest value seen.
    pub fn maximum(self, values: &[f64]) -> Replicates {
        let whole = block_length(values.len());
        let greatest = sliding_maximum(values, whole);
        self.replicate(values.len(), |blocks| {
            let of_block = |block: Block| {
                if block.length == whole {
                    greatest[block.start]
                } else {
                    values[block.start..block.start + block.length].iter().copied().fold(f64::NEG_INFINITY, f64::max)
                }
            };
            blocks.map(of_block).max_by(f64::total_cmp)
        })
    }

    /// What the last value might have been: it, with each residual about the least-squares line, missing
    /// values being NaN. Nothing is drawn, since one value of a resample is any one residual.
    pub fn last(values: &[f64]) -> Replicates {
        let last = values.iter().rev().find(|value| !value.is_nan());
        let (Some(last), Some(line)) = (last, Line::fit(values)) else { return Replicates::default() };
        Replicates(
            line.residuals(values).filter(|residual| !residual.is_nan()).map(|residual| last + residual).collect(),
        )
    }
}

/// The greatest of each run of `length` neighbours, by runs of doubling length.
fn sliding_maximum(values: &[f64], length: usize) -> Vec<f64> {
    let mut greatest = values.to_vec();
    let mut covered = 1;
    while covered < length {
        let step = covered.min(length - covered);
        for place in 0..greatest.len().saturating_sub(step) {
            greatest[place] = greatest[place].max(greatest[place + step]);
        }
        covered += step;
    }
    greatest
}

/// Sums of one or more quantities over every whole block, and over any run.
struct BlockSums<const N: usize> {
    /// Of the first 0, 1, 2, … values.
    first: Vec<[f64; N]>,
    /// Of the whole block that begins at each place.
    whole: Vec<[f64; N]>,
    length: usize,
}

impl<const N: usize> BlockSums<N> {
    fn of(n: usize, values: impl Iterator<Item = [f64; N]>) -> Self {
        let mut total = [0.0; N];
        let mut first = Vec::with_capacity(n + 1);
        first.push(total);
        first.extend(values.map(|value| {
            total.iter_mut().zip(value).for_each(|(total, value)| *total += value);
            total
        }));
        let length = block_length(n);
        let whole = first.iter().zip(&first[length.min(n)..]).map(|(before, to)| difference(to, before)).collect();
        Self { first, whole, length }
    }

    #[inline]
    fn over(&self, block: &Block) -> [f64; N] {
        if block.length == self.length {
            self.whole[block.start]
        } else {
            difference(&self.first[block.start + block.length], &self.first[block.start])
        }
    }
}

fn difference<const N: usize>(to: &[f64; N], from: &[f64; N]) -> [f64; N] {
    std::array::from_fn(|index| to[index] - from[index])
}

#[cfg(test)]
mod tests {
    use rand_core::SeedableRng;

    use super::*;
    use crate::summary::trend;

    fn bootstrap(resamples: u32) -> Bootstrap {
        Bootstrap { resamples, stream: Stream::from_seed([1; 32]) }
    }

    /// A series in which each value carries on half of the one before.
    fn series(n: usize) -> Vec<f64> {
        let mut stream = Stream::from_seed([3; 32]);
        let mut value = 0.0;
        let step = |_| {
            value = 0.5 * value + stream.normal();
            value
        };
        (0..n).map(step).collect()
    }

    /// Each resample written out, and its statistic taken the plain way.
    fn plainly(values: &[f64], statistic: impl Fn(&[f64]) -> f64) -> Vec<f64> {
        let resample = |blocks: Blocks<'_>| {
            let copy: Vec<f64> =
                blocks.flat_map(|block| &values[block.start..block.start + block.length]).copied().collect();
            assert_eq!(copy.len(), values.len());
            Some(statistic(&copy))
        };
        bootstrap(50).replicate(values.len(), resample).0
    }

    fn check(found: Replicates, expected: &[f64]) {
        assert_eq!(found.0.len(), expected.len());
        for (found, expected) in found.0.iter().zip(expected) {
            assert!((found - expected).abs() < 1e-10, "{found} {expected}");
        }
    }

    #[test]
    fn shortcuts_equal_resampling_row_by_row() {
        for n in [1, 2, 7, 27, 130] {
            let values = series(n);
            check(bootstrap(50).mean(&values), &plainly(&values, |copy| mean(copy).unwrap()));
            check(
                bootstrap(50).maximum(&values),
                &plainly(&values, |copy| copy.iter().copied().fold(f64::MIN, f64::max)),
            );
            check(
                bootstrap(50).minimum(&values),
                &plainly(&values, |copy| copy.iter().copied().fold(f64::MAX, f64::min)),
            );
            check(
                bootstrap(50).quantile(&values, 0.9),
                &plainly(&values, |copy| quantile(&mut copy.to_vec(), 0.9).unwrap()),
            );
            if n > 1 {
                let deviation = |copy: &[f64]| standard_deviation(copy).unwrap();
                check(bootstrap(50).standard_deviation(&values), &plainly(&values, deviation));
                let slope = trend(&values).unwrap();
                let residuals: Vec<f64> = Line::fit(&values).unwrap().residuals(&values).collect();
                check(bootstrap(50).trend(&values), &plainly(&residuals, |copy| slope + trend(copy).unwrap()));
            }
        }
    }

    #[test]
    fn the_share_stands_in_for_the_quantile_of_a_long_series() {
        let values = series(4_000);
        let exact = bootstrap(1_000).quantile(&values, 0.9).interval(0.95).unwrap();
        let by_share = bootstrap(1_000).quantile_by_share(&values, 0.9).interval(0.95).unwrap();
        let width = exact[1] - exact[0];
        for (exact, by_share) in exact.iter().zip(by_share) {
            assert!((exact - by_share).abs() < 0.2 * width, "{exact} {by_share}");
        }
    }

    /// For independent values the interval of the mean is Student's, but for the noise of resampling.
    #[test]
    fn covers_about_what_theory_says() {
        let mut stream = Stream::from_seed([5; 32]);
        let values: Vec<f64> = (0..1_000).map(|_| stream.normal()).collect();
        let error = bootstrap(2_000).mean(&values).standard_error().unwrap();
        let expected = standard_deviation(&values).unwrap() / 1_000_f64.sqrt();
        assert!((error / expected - 1.0).abs() < 0.15, "{error} {expected}");
    }

    #[test]
    fn dependence_widens_the_interval() {
        let values = series(2_000);
        let error = bootstrap(1_000).mean(&values).standard_error().unwrap();
        let naive = standard_deviation(&values).unwrap() / 2_000_f64.sqrt();
        assert!(error > 1.3 * naive, "{error} {naive}");
    }

    #[test]
    fn nothing_gives_nothing() {
        assert_eq!(bootstrap(10).mean(&[]), Replicates::default());
        assert_eq!(Replicates::default().interval(0.95), None);
        assert_eq!(
            (block_length(0), block_length(1), block_length(26), block_length(27), block_length(28)),
            (1, 1, 3, 3, 4)
        );
    }
}
