//! Statistics, their intervals, and the sample sizes they need.
//!
//! No value given to these functions may be NaN: missing cells are left out before.

mod beta;
mod bootstrap;
mod interval;
mod normal;
mod sample_size;
mod summary;

pub use beta::{binomial_distribution, regularised_beta, student_t_quantile};
pub use bootstrap::{Bootstrap, Replicates, block_length};
pub use interval::{Interval, newcombe, order_statistics, student_t, wilson};
pub use normal::{normal_distribution, normal_quantile};
pub use sample_size::{MOST_ROWS, for_bootstrap, for_mean, for_quantile, for_rate, per_arm};
pub use summary::{mean, quantile, quantile_of_sorted, standard_deviation, sum, trend};
