//! Statistics, their intervals, and the sample sizes they need.

mod normal;
mod summary;

pub use normal::{normal_distribution, normal_quantile};
pub use summary::{mean, quantile_of_sorted};
