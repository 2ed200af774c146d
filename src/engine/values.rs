//! Uncertain quantities drawn at random, again and again the same.

use crate::block::{BLOCK, Block};
use crate::normal::normal_quantile;
use crate::random::Stream;

/// Blocks remembered at most, so that a later pass need not draw them again: 32 MB.
const REMEMBERED: usize = 62_500;

/// Where an uncertain quantity lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Distribution {
    /// Normal, held between `low` and `high` (a rate between 0 and 1).
    Normal {
        /// Its mean.
        mean: f64,
        /// Its standard deviation, > 0.
        deviation: f64,
        /// No draw is less.
        low: f64,
        /// No draw is more.
        high: f64,
    },
    /// Anything between `low` and `high` is as likely.
    Uniform {
        /// Lower end.
        low: f64,
        /// Upper end.
        high: f64,
    },
}

impl Distribution {
    /// The value scored when chance is left out.
    pub fn centre(&self) -> f64 {
        match self {
            Self::Normal { mean, .. } => *mean,
            Self::Uniform { low, high } => f64::midpoint(*low, *high),
        }
    }

    /// Ends of the central 95 %, or of everything possible.
    pub fn ends(&self) -> (f64, f64) {
        match *self {
            Self::Normal { mean, deviation, low, high } => {
                let reach = 1.959_963_984_540_054 * deviation;
                ((mean - reach).max(low), (mean + reach).min(high))
            }
            Self::Uniform { low, high } => (low, high),
        }
    }

    /// The value below which a draw lies with this probability.
    pub fn quantile(&self, probability: f64) -> f64 {
        self.draw(self.standard(probability), 1.0)
    }

    /// One draw: from a standard normal number, or from one that is uniform between 0 and 1. It is so much of the way
    /// from the centre as `share` says.
    fn draw(&self, standard: f64, share: f64) -> f64 {
        match *self {
            Self::Normal { mean, deviation, low, high } => (mean + share * deviation * standard).clamp(low, high),
            Self::Uniform { low, high } => {
                let centre = f64::midpoint(low, high);
                centre + share * (low + (high - low) * standard - centre)
            }
        }
    }

    /// What a draw is made of, from the probability that it is less.
    fn standard(&self, probability: f64) -> f64 {
        match self {
            Self::Normal { .. } => normal_quantile(probability),
            Self::Uniform { .. } => probability,
        }
    }
}

/// Draws of several quantities a block at a time, in which a block has the same values in every pass.
///
/// In each block every quantity has one draw in each of as many equal parts of its distribution as there are draws,
/// in a random order of its own (McKay, Beckman & Conover 1979), which leaves less to chance than draws at will.
#[derive(Clone, Debug)]
pub struct ValueDraws {
    quantities: Vec<Quantity>,
    remembered: Vec<Block>,
    /// The block that the streams stand before.
    next: usize,
}

#[derive(Clone, Debug)]
struct Quantity {
    distribution: Distribution,
    start: Stream,
    stream: Stream,
}

impl ValueDraws {
    /// Draws from these distributions, each with the numbers of a stream of its own.
    pub fn new(quantities: impl Iterator<Item = (Stream, Distribution)>) -> Self {
        let quantity = |(stream, distribution): (Stream, _)| Quantity { distribution, start: stream.clone(), stream };
        Self { quantities: quantities.map(quantity).collect(), remembered: Vec::new(), next: 0 }
    }

    /// How many quantities are drawn.
    pub fn count(&self) -> usize {
        self.quantities.len()
    }

    /// Where a quantity lies.
    pub fn distribution(&self, quantity: usize) -> &Distribution {
        &self.quantities[quantity].distribution
    }

    /// Puts the draws of a block into `values`, one [`Block`] per quantity.
    pub fn take(&mut self, block: usize, values: &mut [Block]) {
        self.take_shares(block, |_| 1.0, values);
    }

    /// The same, but each draw of a quantity is only so much of the way from its centre as `share` says of it.
    pub fn take_shares(&mut self, block: usize, share: impl Fn(usize) -> f64, values: &mut [Block]) {
        let count = self.quantities.len();
        if self.remembered.len() < (block + 1) * count {
            self.make(block, values);
        } else {
            values.copy_from_slice(&self.remembered[block * count..(block + 1) * count]);
        }
        for (index, (values, quantity)) in values.iter_mut().zip(&self.quantities).enumerate() {
            let share = share(index);
            values.iter_mut().for_each(|value| *value = quantity.distribution.draw(*value, share));
        }
    }

    /// Draws a block, and those before it if need be, in standard numbers.
    fn make(&mut self, block: usize, standards: &mut [Block]) {
        if block < self.next {
            self.quantities.iter_mut().for_each(|quantity| quantity.stream = quantity.start.clone());
            self.next = 0;
        }
        while self.next <= block {
            for (standards, quantity) in standards.iter_mut().zip(&mut self.quantities) {
                *standards = stratified(&mut quantity.stream);
                standards.iter_mut().for_each(|one| *one = quantity.distribution.standard(*one));
            }
            let known = self.next * standards.len();
            if self.remembered.len() == known && known + standards.len() <= REMEMBERED {
                self.remembered.extend_from_slice(standards);
            }
            self.next += 1;
        }
    }
}

/// A number between 0 and 1 in each of as many equal parts as a block has draws, in random order.
fn stratified(stream: &mut Stream) -> Block {
    let mut parts: [u64; BLOCK] = std::array::from_fn(|part| part as u64);
    let [keys, places] = [stream.block_of_bits(), stream.block_of_bits()].map(halves);
    for (last, key) in (1..BLOCK).rev().zip(keys) {
        parts.swap(last, ((key * (last as u64 + 1)) >> 32) as usize);
    }
    let mut block = Block::default();
    for (value, (part, place)) in block.iter_mut().zip(parts.into_iter().zip(places)) {
        *value = ((part << 32 | place) as f64 + 0.5) / (BLOCK as f64 * 4_294_967_296.0);
    }
    block
}

/// Numbers of 32 bits.
fn halves(bits: [u64; BLOCK / 2]) -> [u64; BLOCK] {
    std::array::from_fn(|index| (bits[index / 2] >> (32 * (index % 2))) & u64::from(u32::MAX))
}

#[cfg(test)]
mod tests {
    use rand_core::SeedableRng;

    use super::*;

    const NORMAL: Distribution = Distribution::Normal { mean: 1.0, deviation: 2.0, low: -1.0, high: 9.0 };

    fn draws() -> ValueDraws {
        let quantities = [NORMAL, Distribution::Uniform { low: 3.0, high: 4.0 }];
        ValueDraws::new(quantities.into_iter().zip([5, 6]).map(|(one, seed)| (Stream::from_seed([seed; 32]), one)))
    }

    #[test]
    fn a_block_has_the_same_values_in_every_pass() {
        let mut draws = draws();
        let pass = |draws: &mut ValueDraws| -> Vec<[Block; 2]> {
            let mut values = [Block::default(); 2];
            (0..20).map(|block| (draws.take(block, &mut values), values).1).collect()
        };
        let first = pass(&mut draws);
        assert_eq!(pass(&mut draws), first);
        // As where there are too many to remember.
        draws.remembered.clear();
        assert_eq!(pass(&mut draws), first);
        for [one, other] in first {
            assert!(one.iter().all(|value| (-1.0..=9.0).contains(value)));
            assert!(other.iter().all(|value| (3.0..=4.0).contains(value)));
        }
    }

    #[test]
    fn every_part_of_a_distribution_has_one_draw_of_a_block() {
        let mut values = [Block::default(); 2];
        let mut draws = draws();
        let mut orders = Vec::new();
        for block in 0..10 {
            draws.take(block, &mut values);
            let parts: Vec<usize> = values[1].iter().map(|value| ((value - 3.0) * BLOCK as f64) as usize).collect();
            let mut sorted = parts.clone();
            sorted.sort_unstable();
            assert_eq!(sorted, (0..BLOCK).collect::<Vec<_>>());
            orders.push(parts);
        }
        orders.dedup();
        assert_eq!(orders.len(), 10);
    }

    #[test]
    fn a_share_of_a_draw_is_that_part_of_the_way() {
        let (mut whole, mut part) = ([Block::default(); 2], [Block::default(); 2]);
        let mut draws = draws();
        draws.take(3, &mut whole);
        draws.take_shares(3, |quantity| [0.0, 0.5][quantity], &mut part);
        assert_eq!(part[0], Block::splat(1.0));
        assert!(
            part[1].iter().zip(whole[1].iter()).all(|(part, whole)| (part - (3.5 + 0.5 * (whole - 3.5))).abs() < 1e-15)
        );
    }
}
