//! Counting ranks, winners and weights over the draws.

use crate::findings::Smaa;
use wide::bytemuck::{cast, cast_slice, cast_slice_mut};
use wide::{f32x4, f64x2, i8x16, i16x8};

use super::{BLOCK, PAIRS};

/// Fours of draws in a block.
const FOURS: usize = BLOCK / 4;

/// What is true of which draws of a block: bit by bit.
type Draws = u64;

/// What has been counted so far.
pub(super) struct Tally {
    rows: usize,
    columns: usize,
    draws: u32,
    /// How often a row had a rank, row by row.
    ranks: Vec<u32>,
    /// How often a row was strictly better than another, row by row.
    wins: Vec<u32>,
    /// Sums of the weights that put a row first, row by row.
    weights: Vec<f64>,
    /// For the block at hand, row by row, how many are strictly better: the digits of that number in base 2,
    /// the last first, each for all draws.
    better: Vec<Draws>,
    digits: usize,
    /// The block's scores to about seven digits, which settle most comparisons.
    rough: Vec<f32x4>,
    /// For the row at hand, the draws in which it has rank 1, 2, …
    ranked: Vec<Draws>,
}

impl Tally {
    pub fn new(rows: usize, columns: usize) -> Self {
        let digits = rows.next_power_of_two().trailing_zeros() as usize;
        Self {
            rows,
            columns,
            draws: 0,
            ranks: vec![0; rows * rows],
            wins: vec![0; rows * rows],
            weights: vec![0.0; rows * columns],
            better: vec![0; rows * digits],
            digits,
            rough: vec![f32x4::ZERO; rows * FOURS],
            ranked: vec![0; 1 << digits],
        }
    }

    /// Takes in the first `count` draws of a block: scores row by row, weights column by column.
    pub fn take(&mut self, scores: &[f64x2], weights: &[f64x2], count: usize) {
        self.draws += count as u32;
        let taken = Draws::MAX >> (BLOCK - count);
        self.compare(scores, taken);
        for row in 0..self.rows {
            let better = &self.better[row * self.digits..][..self.digits];
            split(taken, better, &mut self.ranked);
            for (count, draws) in self.ranks[row * self.rows..][..self.rows].iter_mut().zip(&self.ranked) {
                *count += draws.count_ones();
            }
            add_weights(self.ranked[0], weights, &mut self.weights[row * self.columns..][..self.columns]);
        }
    }

    /// Counts, for every two rows, which is better in how many draws, and for every draw how many are better
    /// than a row.
    fn compare(&mut self, scores: &[f64x2], taken: Draws) {
        self.better.fill(0);
        for (rough, score) in cast_slice_mut::<_, f32>(&mut self.rough).iter_mut().zip(cast_slice::<_, f64>(scores)) {
            *rough = *score as f32;
        }
        for row in 1..self.rows {
            for rival in 0..row {
                let (mut won, mut lost) = self.compare_roughly(row, rival);
                if won | lost != Draws::MAX {
                    let of = |row: usize| &scores[row * PAIRS..][..PAIRS];
                    (won, lost) = (ahead_exactly(of(row), of(rival)), ahead_exactly(of(rival), of(row)));
                }
                (won, lost) = (won & taken, lost & taken);
                self.wins[row * self.rows + rival] += won.count_ones();
                self.wins[rival * self.rows + row] += lost.count_ones();
                count_one(lost, &mut self.better[row * self.digits..][..self.digits]);
                count_one(won, &mut self.better[rival * self.digits..][..self.digits]);
            }
        }
    }

    /// The draws in which one row's score is so much greater than another's that rounding does not hide it, and
    /// those in which it is so much less.
    fn compare_roughly(&self, one: usize, other: usize) -> (Draws, Draws) {
        let of = |row: usize| self.rough[row * FOURS..][..FOURS].as_chunks::<4>().0.iter();
        of(one).zip(of(other)).rev().fold((0, 0), |(won, lost), (one, other)| {
            (won << 16 | Draws::from(greater(one, other)), lost << 16 | Draws::from(greater(other, one)))
        })
    }

    /// Shares and means; identifiers, probabilities and confidence are filled in elsewhere.
    pub fn finish(self) -> Smaa {
        let share = |count: &u32| f64::from(*count) / f64::from(self.draws);
        let rows = |counts: &[u32]| counts.chunks_exact(self.rows).map(|row| row.iter().map(share).collect()).collect();
        let acceptability: Vec<Vec<f64>> = rows(&self.ranks);
        let central_weights = (0..self.rows)
            .map(|row| {
                let first = f64::from(self.ranks[row * self.rows]);
                let sums = &self.weights[row * self.columns..(row + 1) * self.columns];
                (first > 0.0).then(|| sums.iter().map(|sum| sum / first).collect())
            })
            .collect();
        Smaa {
            draws: self.draws,
            rank_entropy: acceptability.iter().map(|shares| entropy(shares.iter().copied())).collect(),
            entropy: entropy(acceptability.iter().map(|shares| shares[0])),
            pairwise: rows(&self.wins),
            acceptability,
            central_weights,
            ..Smaa::default()
        }
    }
}

/// Of sixteen draws, those in which one score is the greater.
fn greater(one: &[f32x4; 4], other: &[f32x4; 4]) -> u32 {
    let low = i16x8::from_i32x8_saturate(cast([one[0].simd_gt(other[0]), one[1].simd_gt(other[1])]));
    let high = i16x8::from_i32x8_saturate(cast([one[2].simd_gt(other[2]), one[3].simd_gt(other[3])]));
    i8x16::from_i16x16_saturate(cast([low, high])).to_bitmask()
}

/// The draws in which one score is the greater.
fn ahead_exactly(one: &[f64x2], other: &[f64x2]) -> Draws {
    let pairs = one.iter().zip(other).rev();
    pairs.fold(0, |draws, (one, other)| draws << 2 | Draws::from(one.simd_gt(*other).to_bitmask()))
}

/// Adds 1 in some draws.
fn count_one(draws: Draws, digits: &mut [Draws]) {
    let mut carry = draws;
    for digit in digits {
        let sum = *digit ^ carry;
        carry &= *digit;
        *digit = sum;
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
fn add_weights(mut draws: Draws, weights: &[f64x2], sums: &mut [f64]) {
    while draws != 0 {
        let draw = draws.trailing_zeros() as usize;
        draws &= draws - 1;
        for (sum, weights) in sums.iter_mut().zip(cast_slice::<_, f64>(weights).chunks_exact(BLOCK)) {
            *sum += weights[draw];
        }
    }
}

/// −Σ p ln p over ln n: 0 when one thing is certain, 1 when n are as likely. Shares are taken as parts of
/// their sum, which is over 1 when equals share the first rank.
fn entropy(shares: impl ExactSizeIterator<Item = f64> + Clone) -> f64 {
    let whole: f64 = shares.clone().sum();
    let count = shares.len();
    if count < 2 || whole <= 0.0 {
        return 0.0;
    }
    let sum: f64 =
        shares.map(|share| share / whole).filter(|share| *share > 0.0).map(|share| -share * libm::log(share)).sum();
    (sum / libm::log(count as f64)).clamp(0.0, 1.0)
}
