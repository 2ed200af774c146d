//! Streams of random numbers: the same from the same seed on every machine.

use std::convert::Infallible;

use rand_core::block::{BlockRng, Generator};
use rand_core::{Rng, SeedableRng, TryRng};

use crate::chacha::{AT_ONCE, ChaCha8};
use crate::normal::normal_quantile;

/// A stream of random numbers that its seed settles: the numbers of `rand_chacha::ChaCha8Rng`, made faster. A
/// generator for `rand`; what is drawn by the million has methods of its own.
#[derive(Clone, Debug)]
pub struct Stream(BlockRng<ChaCha8>);

impl SeedableRng for Stream {
    type Seed = [u8; 32];

    fn from_seed(seed: [u8; 32]) -> Self {
        Self(BlockRng::new(ChaCha8::new(seed)))
    }
}

impl TryRng for Stream {
    type Error = Infallible;

    /// The lower half of the next 64 bits; the upper half is left out.
    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(self.0.next_word() as u32)
    }

    #[inline]
    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(self.0.next_word())
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        self.0.fill_bytes(bytes);
        Ok(())
    }
}

impl Stream {
    /// As many random bits as a block of draws takes at 32 bits each.
    pub(crate) fn block_of_bits(&mut self) -> [u64; AT_ONCE] {
        let mut bits = [0; AT_ONCE];
        if self.0.word_offset() == 0 {
            self.0.core.generate(&mut bits);
        } else {
            bits.fill_with(|| self.next_u64());
        }
        bits
    }

    /// Uniform in the open interval from 0 to 1, in steps of 2⁻⁵³.
    pub fn uniform(&mut self) -> f64 {
        ((self.next_u64() >> 11) as f64 + 0.5) * (1.0 / 9_007_199_254_740_992.0)
    }

    /// A whole number below `count`, which must not be 0: the upper half of bits × count (Lemire 2019). The bias
    /// is under `count` / 2⁶⁴.
    #[inline]
    pub fn below(&mut self, count: usize) -> usize {
        let bits = self.next_u64();
        match u32::try_from(count).map(u64::from) {
            // Without a product of 128 bits, which WebAssembly lacks.
            Ok(count) => {
                let low = (bits & u64::from(u32::MAX)) * count;
                (((bits >> 32) * count + (low >> 32)) >> 32) as usize
            }
            Err(_) => ((u128::from(bits) * count as u128) >> 64) as usize,
        }
    }

    /// Standard normal, by inversion.
    pub fn normal(&mut self) -> f64 {
        normal_quantile(self.uniform())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn stream() -> Stream {
        Stream::from_seed([7; 32])
    }

    #[test]
    fn normal_draws_have_mean_0_and_deviation_1() {
        let mut stream = stream();
        let draws: Vec<f64> = (0..20_000).map(|_| stream.normal()).collect();
        let mean = draws.iter().sum::<f64>() / 20_000.0;
        let variance = draws.iter().map(|draw| (draw - mean) * (draw - mean)).sum::<f64>() / 20_000.0;
        assert!(mean.abs() < 0.03 && (variance - 1.0).abs() < 0.05, "{mean} {variance}");
    }

    #[test]
    fn whole_numbers_cover_their_range() {
        let mut stream = stream();
        let mut seen = [0; 5];
        (0..5_000).for_each(|_| seen[stream.below(5)] += 1);
        assert!(seen.iter().all(|count| (900..1_100).contains(count)), "{seen:?}");
    }

    #[test]
    fn bits_come_in_order_however_many_are_taken_at_once() {
        let mut one_by_one = stream();
        let expected: Vec<u64> = (0..3 * AT_ONCE + 1).map(|_| one_by_one.next_u64()).collect();
        let mut at_once = stream();
        let mut found = at_once.block_of_bits().to_vec();
        found.push(at_once.next_u64());
        found.extend(at_once.block_of_bits());
        found.extend(at_once.block_of_bits());
        assert_eq!(found, expected);
    }

    proptest! {
        #[test]
        fn whole_numbers_are_the_upper_half_of_the_product(seed in any::<[u8; 32]>(), count in 1..=u32::MAX) {
            let bits = Stream::from_seed(seed).next_u64();
            let expected = (u128::from(bits) * u128::from(count)) >> 64;
            prop_assert_eq!(Stream::from_seed(seed).below(count as usize) as u128, expected);
        }
    }
}
