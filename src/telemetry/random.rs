//! Random streams: the same seed and name give the same numbers everywhere.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use sha2::{Digest, Sha256};

use super::statistics::normal_quantile;

/// A stream of random numbers of its own for each seed and name, so that drawing more from one never
/// shifts another.
#[derive(Clone, Debug)]
pub struct Stream(ChaCha8Rng);

impl Stream {
    /// The stream of this seed and these names.
    pub fn new(seed: u32, names: &[&str]) -> Self {
        let mut digest = Sha256::new();
        digest.update(seed.to_le_bytes());
        for name in names {
            digest.update((name.len() as u64).to_le_bytes());
            digest.update(name.as_bytes());
        }
        Self(ChaCha8Rng::from_seed(digest.finalize().into()))
    }

    /// Uniform in the open interval from 0 to 1, in steps of 2⁻⁵³.
    pub fn uniform(&mut self) -> f64 {
        ((self.0.next_u64() >> 11) as f64 + 0.5) * (1.0 / 9_007_199_254_740_992.0)
    }

    /// Random bits, many at once.
    pub fn fill_bits(&mut self, bits: &mut [u64]) {
        bits.iter_mut().for_each(|bits| *bits = self.0.next_u64());
    }

    /// A whole number below `count`, which must not be 0. The bias is under `count` / 2⁶⁴.
    pub fn below(&mut self, count: usize) -> usize {
        ((u128::from(self.0.next_u64()) * count as u128) >> 64) as usize
    }

    /// Standard normal, by inversion.
    pub fn normal(&mut self) -> f64 {
        normal_quantile(self.uniform())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_streams_of_their_own() {
        let first = |seed, names: &[&str]| Stream::new(seed, names).uniform();
        assert_eq!(first(1, &["a", "b"]), first(1, &["a", "b"]));
        assert_ne!(first(1, &["a", "b"]), first(2, &["a", "b"]));
        assert_ne!(first(1, &["a", "b"]), first(1, &["ab"]));
    }

    #[test]
    fn normal_draws_have_mean_0_and_deviation_1() {
        let mut stream = Stream::new(7, &["normal"]);
        let draws: Vec<f64> = (0..20_000).map(|_| stream.normal()).collect();
        let mean = draws.iter().sum::<f64>() / 20_000.0;
        let variance = draws.iter().map(|draw| (draw - mean) * (draw - mean)).sum::<f64>() / 20_000.0;
        assert!(mean.abs() < 0.03 && (variance - 1.0).abs() < 0.05, "{mean} {variance}");
    }

    #[test]
    fn whole_numbers_cover_their_range() {
        let mut stream = Stream::new(7, &["below"]);
        let mut seen = [0; 5];
        (0..5_000).for_each(|_| seen[stream.below(5)] += 1);
        assert!(seen.iter().all(|count| (900..1_100).contains(count)), "{seen:?}");
    }
}
