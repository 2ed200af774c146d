//! Confidence intervals, and the sample sizes they need.
//!
//! No value given to these functions may be NaN: missing cells are left out before.

mod beta;
mod interval;
mod sample_size;

pub use beta::{binomial_distribution, regularised_beta, student_t_quantile};
pub use interval::{Interval, newcombe, order_statistic_places, order_statistics, student_t, wilson};
pub use sample_size::{MOST_ROWS, for_bootstrap, for_mean, for_quantile, for_rate, per_arm};
