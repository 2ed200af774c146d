//! Counting ranks, wins and the weights behind them over the draws.

use wide::bytemuck::cast;
use wide::{f64x2, i8x16, i16x8, i32x4, i64x2};

use crate::block::{BLOCK, Block};

/// What is true of which draws of a block, bit by bit in the order of [`Keys`].
type Draws = u64;

/// A row's score in every draw of a block as a whole number of 16 bits, which settles most comparisons eight at a
/// time. The four draws 4n to 4n + 3 stand in the order 0, 2, 1, 3.
type Keys = [i16x8; BLOCK / 8];

/// Ranks, wins and weights of what is scored block by block. Rank = 1 + number strictly better, so that equals
/// share one.
#[derive(Clone, Debug)]
pub struct Tally {
    rows: usize,
    columns: usize,
    draws: u32,
    /// How often a row had a rank, row by row.
    ranks: Vec<u32>,
    /// How often another was strictly better than a row, row by row.
    losses: Vec<u32>,
    /// Sums of the weights that put a row first, row by row.
    weights: Vec<f64>,
    /// The block's scores as whole numbers.
    keys: Vec<Keys>,
    /// For the block at hand, the draws in which another is strictly better than a row, row by row.
    ahead: Vec<Draws>,
    /// For the row at hand, how many are strictly better: the digits of that number in base 2, the last first.
    better: Vec<Draws>,
    /// For the row at hand, the draws in which it has rank 1, 2, …
    ranked: Vec<Draws>,
}

impl Tally {
    /// Nothing counted yet of so many rows (alternatives) and columns (criteria).
    pub fn new(rows: usize, columns: usize) -> Self {
        let digits = rows.next_power_of_two().trailing_zeros() as usize;
        Self {
            rows,
            columns,
            draws: 0,
            ranks: vec![0; rows * rows],
            losses: vec![0; rows * rows],
            weights: vec![0.0; rows * columns],
            keys: vec![[i16x8::ZERO; BLOCK / 8]; rows],
            ahead: vec![0; rows * rows],
            better: vec![0; digits],
            ranked: vec![0; 1 << digits],
        }
    }

    /// Takes in the first `count` draws of a block: a [`Block`] of finite scores per row, one of weights per column.
    pub fn take(&mut self, scores: &[Block], weights: &[Block], count: usize) {
        self.draws += count as u32;
        let taken = reorder(Draws::MAX >> (BLOCK - count));
        set_keys(scores, &mut self.keys);
        self.compare(scores, taken);
        for row in 0..self.rows {
            let ahead = &self.ahead[row * self.rows..][..self.rows];
            for (count, draws) in self.losses[row * self.rows..].iter_mut().zip(ahead) {
                *count += draws.count_ones();
            }
            count_up(ahead, &mut self.better);
            split(taken, &self.better, &mut self.ranked);
            for (count, draws) in self.ranks[row * self.rows..][..self.rows].iter_mut().zip(&self.ranked) {
                *count += draws.count_ones();
            }
            add_weights(reorder(self.ranked[0]), weights, &mut self.weights[row * self.columns..][..self.columns]);
        }
    }

    /// Finds, for every two rows, which is better in which draws.
    fn compare(&mut self, scores: &[Block], taken: Draws) {
        for row in 1..self.rows {
            for rival in 0..row {
                let (won, lost) = compare_keys(&self.keys[row], &self.keys[rival])
                    .unwrap_or_else(|| compare_scores(&scores[row], &scores[rival]));
                self.ahead[row * self.rows + rival] = lost & taken;
                self.ahead[rival * self.rows + row] = won & taken;
            }
        }
    }

    /// Draws taken in.
    pub fn draws(&self) -> u32 {
        self.draws
    }

    /// Per row, the share of draws in which it has rank 1, 2, …
    pub fn acceptability(&self) -> Vec<Vec<f64>> {
        self.by_row(|row, rank| self.ranks[row * self.rows + rank])
    }

    /// Per row, the share of draws in which it is strictly better than each other one.
    pub fn wins(&self) -> Vec<Vec<f64>> {
        self.by_row(|row, rival| self.losses[rival * self.rows + row])
    }

    /// Per row, the mean of the weights that put it first; absent when none does.
    pub fn central_weights(&self) -> Vec<Option<Vec<f64>>> {
        let central = |row: usize| {
            let first = f64::from(self.ranks[row * self.rows]);
            let sums = &self.weights[row * self.columns..][..self.columns];
            (first > 0.0).then(|| sums.iter().map(|sum| sum / first).collect())
        };
        (0..self.rows).map(central).collect()
    }

    fn by_row(&self, count: impl Fn(usize, usize) -> u32) -> Vec<Vec<f64>> {
        let share = |count: u32| f64::from(count) / f64::from(self.draws);
        (0..self.rows).map(|row| (0..self.rows).map(|other| share(count(row, other))).collect()).collect()
    }
}

/// From the order of draws to that of [`Keys`], or back: the middle two of every four change places.
fn reorder(draws: Draws) -> Draws {
    let differing = (draws ^ draws >> 1) & 0x2222_2222_2222_2222;
    draws ^ (differing | differing << 1)
}

/// Spreads the block's scores over the whole numbers of 16 bits. No greater score has the smaller number, since
/// each step below is monotone as rounded.
fn set_keys(scores: &[Block], keys: &mut [Keys]) {
    // Adding it leaves a number rounded to a whole one in the last 32 bits.
    const SHIFT: f64x2 = f64x2::splat(6_755_399_441_055_744.0);
    const LOW: i64x2 = i64x2::splat(u32::MAX as i64);
    let (middle, scale) = spread(scores);
    let whole = |score: f64x2| cast::<f64x2, i64x2>((score - middle) * scale + SHIFT);
    let four = |one: f64x2, other: f64x2| cast::<i64x2, i32x4>(whole(one) & LOW | whole(other) << 32);
    for (keys, scores) in keys.iter_mut().zip(scores) {
        for (key, scores) in keys.iter_mut().zip(scores.0.as_chunks::<4>().0) {
            *key = i16x8::from_i32x8_saturate(cast([four(scores[0], scores[1]), four(scores[2], scores[3])]));
        }
    }
}

/// The middle of the block's scores, and the factor that spreads them over 16 bits; 0 where they are all alike.
fn spread(scores: &[Block]) -> (f64x2, f64x2) {
    let Some(first) = scores.first() else { return (f64x2::ZERO, f64x2::ZERO) };
    let (mut low, mut high) = (first.0[0], first.0[0]);
    for score in scores.iter().flat_map(|block| &block.0) {
        low = low.fast_min(*score);
        high = high.fast_max(*score);
    }
    let low = low.to_array().into_iter().fold(f64::INFINITY, f64::min);
    let high = high.to_array().into_iter().fold(f64::NEG_INFINITY, f64::max);
    let scale = 65_534.0 / (high - low);
    (f64x2::splat(f64::midpoint(low, high)), f64x2::splat(if scale.is_finite() { scale } else { 0.0 }))
}

/// The draws in which one row's number is the greater, and those in which it is the smaller; `None` where some
/// are equal, which says nothing of the scores.
#[inline(always)]
fn compare_keys(one: &Keys, other: &Keys) -> Option<(Draws, Draws)> {
    let mut won = 0;
    let mut equal = i8x16::ZERO;
    for (sixteen, (one, other)) in one.as_chunks::<2>().0.iter().zip(other.as_chunks::<2>().0).enumerate() {
        let behind = [other[0].saturating_sub(one[0]), other[1].saturating_sub(one[1])];
        let behind = i8x16::from_i16x16_saturate(cast(behind));
        equal |= behind.simd_eq(i8x16::ZERO);
        won |= Draws::from(behind.to_bitmask()) << (16 * sixteen);
    }
    (!equal.any()).then_some((won, !won))
}

/// The same from the scores themselves.
#[cold]
fn compare_scores(one: &Block, other: &Block) -> (Draws, Draws) {
    let ahead = |one: &Block, other: &Block| {
        let pairs = one.0.iter().zip(&other.0).rev();
        reorder(pairs.fold(0, |draws, (one, other)| draws << 2 | Draws::from(one.simd_gt(*other).to_bitmask())))
    };
    (ahead(one, other), ahead(other, one))
}

/// Counts, draw by draw, in how many of the sets it is: the digits of that number in base 2, the last first.
fn count_up(sets: &[Draws], digits: &mut [Draws]) {
    digits.fill(0);
    let (threes, rest) = sets.as_chunks::<3>();
    for [a, b, c] in threes {
        let (one, two) = (a ^ b ^ c, a & b | c & (a ^ b));
        add(one, digits);
        add(two, digits.get_mut(1..).unwrap_or_default());
    }
    rest.iter().for_each(|set| add(*set, digits));
}

/// Adds 1 in some draws.
#[inline(always)]
fn add(draws: Draws, digits: &mut [Draws]) {
    let mut carry = draws;
    for digit in digits {
        (*digit, carry) = (*digit ^ carry, *digit & carry);
    }
}

/// Sorts draws by the number that the digits make.
fn split(draws: Draws, digits: &[Draws], by_number: &mut [Draws]) {
    by_number[0] = draws;
    for (done, digit) in digits.iter().rev().enumerate() {
        for leading in (0..1 << done).rev() {
            let draws = by_number[leading];
            by_number[2 * leading] = draws & !digit;
            by_number[2 * leading + 1] = draws & digit;
        }
    }
}

/// Adds the weights of some draws up.
fn add_weights(mut draws: Draws, weights: &[Block], sums: &mut [f64]) {
    while draws != 0 {
        let draw = draws.trailing_zeros() as usize;
        draws &= draws - 1;
        for (sum, weight) in sums.iter_mut().zip(weights) {
            *sum += weight[draw];
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Scores that are often equal, or differ by less than a whole number of 16 bits tells apart.
    fn scores(rows: usize) -> impl Strategy<Value = Vec<Block>> {
        let score = (-3..3_i32, 0..3_i32).prop_map(|(most, least)| f64::from(most) + 1e-12 * f64::from(least));
        prop::collection::vec(score, rows * BLOCK).prop_map(|scores| {
            let block = |scores: &[f64; BLOCK]| {
                let mut block = Block::default();
                block.copy_from_slice(scores);
                block
            };
            scores.as_chunks().0.iter().map(block).collect()
        })
    }

    proptest! {
        #[test]
        fn counts_are_those_of_every_draw_by_itself(
            (rows, scores) in (1..9_usize).prop_flat_map(|rows| (Just(rows), scores(rows))),
            count in 1..=BLOCK,
        ) {
            let mut weights = [0.25, 0.75].map(Block::splat);
            (weights[0][6], weights[1][6]) = (1.0, 0.0);
            let mut tally = Tally::new(rows, 2);
            tally.take(&scores, &weights, BLOCK);
            tally.take(&scores, &weights, count);
            let draws: Vec<usize> = (0..BLOCK).chain(0..count).collect();
            let share = |is: &dyn Fn(usize) -> bool| {
                draws.iter().filter(|draw| is(**draw)).count() as f64 / draws.len() as f64
            };
            let rank = |row: usize, draw: usize| (0..rows).filter(|other| scores[*other][draw] > scores[row][draw]).count();
            prop_assert_eq!(tally.draws() as usize, draws.len());
            for row in 0..rows {
                for other in 0..rows {
                    prop_assert_eq!(tally.acceptability()[row][other], share(&|draw| rank(row, draw) == other));
                    prop_assert_eq!(tally.wins()[row][other], share(&|draw| scores[row][draw] > scores[other][draw]));
                }
                let first: Vec<usize> = draws.iter().copied().filter(|draw| rank(row, *draw) == 0).collect();
                let mean = |weight: &Block| first.iter().map(|draw| weight[*draw]).sum::<f64>() / first.len() as f64;
                let expected = (!first.is_empty()).then(|| weights.iter().map(mean).collect::<Vec<f64>>());
                prop_assert_eq!(&tally.central_weights()[row], &expected);
            }
        }
    }

    #[test]
    fn scores_of_any_size_keep_their_order() {
        for (offset, unit) in
            [(0.0, f64::MIN_POSITIVE), (1e300, 1e290), (1e12, 1e-3), (-1.0, 0.0), (0.0, f64::MAX / 40.0)]
        {
            let scores: Vec<Block> = (0..30).map(|row| Block::splat(offset + unit * f64::from(row))).collect();
            let mut tally = Tally::new(30, 0);
            tally.take(&scores, &[], BLOCK);
            for (row, shares) in tally.acceptability().iter().enumerate() {
                let rank = scores.iter().filter(|score| score[0] > scores[row][0]).count();
                assert_eq!(shares[rank], 1.0, "{offset} {unit} {row}");
            }
        }
    }
}
