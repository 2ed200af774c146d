//! What is seen of one version in one interval.

use crate::normal::{normal_distribution, normal_quantile};
use crate::order_statistic;
use crate::random::Stream;

/// A latency: log-normal, for a part of the requests multiplied.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Latency {
    /// Logarithm of the median.
    pub location: f64,
    /// Standard deviation of the logarithm.
    pub spread: f64,
    /// Which share of the requests is affected, 0 to 1.
    pub affected: f64,
    /// Logarithm of what theirs is multiplied with.
    pub shift: f64,
}

impl Latency {
    /// Probability of a latency of at most `value`.
    pub fn at_most(&self, value: f64) -> f64 {
        let z = (libm::log(value) - self.location) / self.spread;
        self.at_most_z(z)
    }

    /// The latency at or under which a share `p` lies.
    pub fn quantile(&self, p: f64) -> f64 {
        let normal = normal_quantile(p);
        let z = match self.affected {
            0.0 => normal,
            1.0 => normal + self.shift / self.spread,
            _ => self.mixed(p, normal),
        };
        libm::exp(self.location + self.spread * z)
    }

    fn at_most_z(&self, z: f64) -> f64 {
        let moved = z - self.shift / self.spread;
        match self.affected {
            0.0 => normal_distribution(z),
            1.0 => normal_distribution(moved),
            share => (1.0 - share) * normal_distribution(z) + share * normal_distribution(moved),
        }
    }

    /// By halving between the quantiles of either part.
    fn mixed(&self, p: f64, normal: f64) -> f64 {
        let moved = normal + self.shift / self.spread;
        let (mut low, mut high) = (normal.min(moved), normal.max(moved));
        for _ in 0..50 {
            let middle = 0.5 * (low + high);
            if self.at_most_z(middle) < p {
                low = middle;
            } else {
                high = middle;
            }
        }
        0.5 * (low + high)
    }
}

/// A value of an interval, drawn without drawing its requests.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// A quantile of the latencies of `n` requests: of their order statistics, the `place`-th.
    Quantile {
        /// What each request takes.
        latency: Latency,
        /// How many requests.
        n: u64,
        /// From 1.
        place: u64,
    },
    /// The mean of many, normal.
    Mean {
        /// Expected.
        mean: f64,
        /// Its standard error.
        error: f64,
    },
}

impl Value {
    pub(super) fn draw(&self, stream: &mut Stream) -> f64 {
        match *self {
            Self::Quantile { latency, n, place } => latency.quantile(order_statistic::draw(stream, n, place)),
            Self::Mean { mean, error } => mean + error * stream.normal(),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn quantile_and_distribution_are_inverse(
            affected in prop_oneof![Just(0.0), Just(1.0), 0.0..1.0_f64],
            shift in -1.0..2.0_f64,
            p in 0.001..0.999_f64,
        ) {
            let latency = Latency { location: 4.0, spread: 0.4, affected, shift };
            prop_assert!((latency.at_most(latency.quantile(p)) - p).abs() < 1e-9);
        }
    }

    #[test]
    fn nothing_is_faster_than_no_time() {
        let latency = Latency { location: 4.0, spread: 0.4, affected: 0.2, shift: 1.0 };
        assert_eq!(latency.at_most(0.0), 0.0);
        assert_eq!(latency.at_most(f64::INFINITY), 1.0);
    }
}
