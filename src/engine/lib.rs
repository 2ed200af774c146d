//! What runs by the million, compiled for speed while the page around it is compiled for size.
//!
//! Knows nothing of packages, telemetry or findings: slices of numbers and bytes come in, numbers go out, and the
//! same input gives the same bits on every machine.
//!
//! - Cells: [`delimited`] texts with their [`delimiter`] and decimal [`comma`], fallen into [`cell`]s, which are
//!   a [`number`], an [`instant`] or one of [`distinct`] texts.
//! - [`summary`], [`select`]: statistics of a sample, its quantiles by selection; [`resample`]: the bootstrap;
//!   [`normal`]: the normal distribution.
//! - [`random`]: streams of random numbers; [`weights`] and [`values`]: what is drawn from them. [`score`]: scores
//!   for a [`Block`] of draws; [`choice`]: who is chosen in them; [`tally`]: ranks, wins and central weights over all.

mod block;
pub mod cell;
mod chacha;
pub mod choice;
pub mod comma;
pub mod delimited;
pub mod delimiter;
pub mod distinct;
pub mod instant;
mod network;
pub mod normal;
pub mod number;
pub mod random;
pub mod resample;
pub mod score;
pub mod select;
pub mod summary;
pub mod tally;
pub mod values;
pub mod weights;

pub use block::{BLOCK, Block};
