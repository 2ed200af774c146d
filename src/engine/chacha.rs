//! ChaCha with 8 rounds (Bernstein 2008), four blocks at once in SIMD lanes.
//!
//! Eight rounds are more than Monte Carlo asks for: the best attack known reaches seven (Aumasson 2020, "Too
//! much crypto"). The numbers are those of `rand_chacha::ChaCha8Rng` from the same seed.

use rand_core::block::Generator;
use wide::bytemuck::cast;
use wide::u32x4;

/// 64-bit numbers made at once.
pub(crate) const AT_ONCE: usize = 32;

/// "expand 32-byte k", which keeps the state from being all alike.
const CONSTANTS: [u32; 4] = [0x6170_7865, 0x3320_646e, 0x7962_2d32, 0x6b20_6574];

/// The key, and how many blocks of 64 bytes were made of it.
#[derive(Clone, Debug)]
pub(crate) struct ChaCha8 {
    key: [u32; 8],
    blocks: u64,
}

impl ChaCha8 {
    pub fn new(seed: [u8; 32]) -> Self {
        let mut key = [0; 8];
        for (word, bytes) in key.iter_mut().zip(seed.as_chunks().0) {
            *word = u32::from_le_bytes(*bytes);
        }
        Self { key, blocks: 0 }
    }

    /// The state before the rounds, a block in each lane.
    fn start(&self) -> [u32x4; 16] {
        let mut state = [u32x4::ZERO; 16];
        for (word, value) in state.iter_mut().zip(CONSTANTS.iter().chain(&self.key)) {
            *word = u32x4::splat(*value);
        }
        let counters = [0, 1, 2, 3].map(|block| self.blocks + block);
        state[12] = u32x4::new(counters.map(|counter| counter as u32));
        state[13] = u32x4::new(counters.map(|counter| (counter >> 32) as u32));
        state
    }
}

impl Generator for ChaCha8 {
    type Output = [u64; AT_ONCE];

    /// The next four blocks.
    #[inline(never)]
    fn generate(&mut self, numbers: &mut [u64; AT_ONCE]) {
        let start = self.start();
        let mut state = start;
        for _ in 0..4 {
            double_round(&mut state);
        }
        for (word, start) in state.iter_mut().zip(start) {
            *word += start;
        }
        for (four, words) in state.as_chunks::<4>().0.iter().enumerate() {
            for (block, words) in u32x4::transpose(*words).into_iter().enumerate() {
                let words = cast::<u32x4, [u64; 2]>(words).map(lower_word_first);
                numbers[8 * block + 2 * four..][..2].copy_from_slice(&words);
            }
        }
        self.blocks += 4;
    }
}

/// Two neighbouring words as one number, on every machine the same.
fn lower_word_first(words: u64) -> u64 {
    if cfg!(target_endian = "big") { words.rotate_left(32) } else { words }
}

#[inline(always)]
fn double_round(state: &mut [u32x4; 16]) {
    quarter_round(state, [0, 4, 8, 12]);
    quarter_round(state, [1, 5, 9, 13]);
    quarter_round(state, [2, 6, 10, 14]);
    quarter_round(state, [3, 7, 11, 15]);
    quarter_round(state, [0, 5, 10, 15]);
    quarter_round(state, [1, 6, 11, 12]);
    quarter_round(state, [2, 7, 8, 13]);
    quarter_round(state, [3, 4, 9, 14]);
}

#[inline(always)]
fn quarter_round(state: &mut [u32x4; 16], [a, b, c, d]: [usize; 4]) {
    state[a] += state[b];
    state[d] = rotate::<16>(state[d] ^ state[a]);
    state[c] += state[d];
    state[b] = rotate::<12>(state[b] ^ state[c]);
    state[a] += state[b];
    state[d] = rotate::<8>(state[d] ^ state[a]);
    state[c] += state[d];
    state[b] = rotate::<7>(state[b] ^ state[c]);
}

#[inline(always)]
fn rotate<const LEFT: u32>(word: u32x4) -> u32x4 {
    word << LEFT | word >> (32 - LEFT)
}

#[cfg(test)]
mod tests {
    use rand_chacha::ChaCha8Rng;
    use rand_core::{Rng, SeedableRng};

    use super::*;

    #[test]
    fn the_numbers_are_those_of_rand_chacha() {
        let seed = std::array::from_fn(|index| (37 * index + 11) as u8);
        let (mut own, mut expected) = (ChaCha8::new(seed), ChaCha8Rng::from_seed(seed));
        // The counter passes 32 bits on the way.
        own.blocks = u64::from(u32::MAX) - 9;
        expected.set_word_pos(u128::from(own.blocks) * 16);
        let mut numbers = [0; AT_ONCE];
        for _ in 0..5 {
            own.generate(&mut numbers);
            assert_eq!(numbers, std::array::from_fn(|_| expected.next_u64()));
        }
    }
}
