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
//! - [`rollout`]: releases run again and again, what is seen in them being [`binomial`] or an [`order_statistic`], and
//!   judged by a limit, a [`rank_test`] or a test that is looked at several times ([`spending`]).

pub mod binomial;
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
pub mod order_statistic;
pub mod random;
pub mod rank_test;
pub mod resample;
pub mod rollout;
pub mod score;
pub mod select;
pub mod spending;
pub mod summary;
pub mod tally;
pub mod values;
pub mod weights;

pub use block::{BLOCK, Block};
