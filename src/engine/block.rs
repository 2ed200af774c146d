//! Draws are made, scored and counted a block at a time.

use std::ops::{Deref, DerefMut};

use wide::bytemuck::{cast_mut, cast_ref};
use wide::f64x2;

/// Draws in a block: what is true of which of them fits into one number.
pub const BLOCK: usize = 64;

/// Pairs of draws in a block: what one instruction computes.
pub(crate) const PAIRS: usize = BLOCK / 2;

/// One quantity in every draw of a block: a criterion's weight, or an alternative's score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Block(pub(crate) [f64x2; PAIRS]);

impl Block {
    /// The same number in every draw.
    pub const fn splat(number: f64) -> Self {
        Self([f64x2::splat(number); PAIRS])
    }
}

impl Default for Block {
    fn default() -> Self {
        Self::splat(0.0)
    }
}

impl Deref for Block {
    type Target = [f64; BLOCK];

    fn deref(&self) -> &Self::Target {
        cast_ref(&self.0)
    }
}

impl DerefMut for Block {
    fn deref_mut(&mut self) -> &mut Self::Target {
        cast_mut(&mut self.0)
    }
}
