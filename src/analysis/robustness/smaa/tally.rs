//! Counting ranks, winners and weights over the draws.

use super::{BLOCK, Smaa};

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
    /// Number strictly better, row by row, for the block at hand.
    better: Vec<u32>,
}

impl Tally {
    pub fn new(rows: usize, columns: usize) -> Self {
        Self {
            rows,
            columns,
            draws: 0,
            ranks: vec![0; rows * rows],
            wins: vec![0; rows * rows],
            weights: vec![0.0; rows * columns],
            better: vec![0; rows * BLOCK],
        }
    }

    /// Takes in the first `count` draws of a block: scores row by row, weights column by column.
    pub fn take(&mut self, scores: &[f64], weights: &[f64], count: usize) {
        self.draws += count as u32;
        self.better.fill(0);
        for row in 1..self.rows {
            let (before, rest) = self.better.split_at_mut(row * BLOCK);
            let one = (&scores[row * BLOCK..][..count], &mut rest[..count]);
            for rival in 0..row {
                let other = (&scores[rival * BLOCK..][..count], &mut before[rival * BLOCK..][..count]);
                let (won, lost) = compare(one.0, other.0, one.1, other.1);
                self.wins[row * self.rows + rival] += won;
                self.wins[rival * self.rows + row] += lost;
            }
        }
        for row in 0..self.rows {
            for draw in 0..count {
                let better = self.better[row * BLOCK + draw] as usize;
                self.ranks[row * self.rows + better] += 1;
                if better == 0 {
                    let sums = &mut self.weights[row * self.columns..(row + 1) * self.columns];
                    for (sum, weights) in sums.iter_mut().zip(weights.chunks_exact(BLOCK)) {
                        *sum += weights[draw];
                    }
                }
            }
        }
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

/// Adds 1 to `worse` on the other side wherever one score is the greater; counts both.
fn compare(one: &[f64], other: &[f64], one_better: &mut [u32], other_better: &mut [u32]) -> (u32, u32) {
    let (mut won, mut lost) = (0, 0);
    for ((one, other), (one_better, other_better)) in one.iter().zip(other).zip(one_better.iter_mut().zip(other_better))
    {
        let wins = u32::from(one > other);
        let loses = u32::from(other > one);
        *other_better += wins;
        *one_better += loses;
        won += wins;
        lost += loses;
    }
    (won, lost)
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
