//! How requests come over the day.

use std::f64::consts::TAU;

use crate::package::release::Traffic;

/// Requests as they come from the beginning of the release on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flow {
    per_hour: f64,
    /// By how much the busiest hour exceeds the mean, as a share of it.
    swing: f64,
    /// Hours from the beginning to the busiest hour.
    peak: f64,
    /// People they come from.
    pub users: f64,
    /// Whether each of them stays with one version.
    pub sticky: bool,
}

impl Flow {
    /// The flow of this traffic: the mean, and a cosine about it.
    pub fn of(traffic: &Traffic) -> Self {
        Self {
            per_hour: traffic.requests_per_hour,
            swing: (traffic.peak_factor - 1.0).clamp(0.0, 1.0),
            peak: traffic.peak_hour - traffic.start_hour,
            users: traffic.users,
            sticky: traffic.sticky,
        }
    }

    /// Requests between two times, in hours from the beginning.
    pub fn between(&self, from: f64, to: f64) -> f64 {
        if to <= from {
            return 0.0;
        }
        let wave = match self.swing {
            0.0 => 0.0,
            swing => {
                let sine = |at: f64| libm::sin(TAU * (at - self.peak) / 24.0);
                swing * 24.0 / TAU * (sine(to) - sine(from))
            }
        };
        self.per_hour * (to - from + wave)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_has_its_mean_and_its_busiest_hour() {
        let traffic = Traffic {
            requests_per_hour: 1_000.0,
            peak_factor: 1.6,
            peak_hour: 20.0,
            start_hour: 9.0,
            ..Traffic::default()
        };
        let flow = Flow::of(&traffic);
        assert!((flow.between(0.0, 24.0) - 24_000.0).abs() < 1e-6);
        assert!((flow.between(10.5, 11.5) - 1_600.0).abs() < 5.0);
        assert!((flow.between(22.5, 23.5) - 400.0).abs() < 5.0);
        let parts: f64 = (0..48).map(|half| flow.between(f64::from(half) / 2.0, f64::from(half + 1) / 2.0)).sum();
        assert!((parts - 24_000.0).abs() < 1e-6);
        assert_eq!(flow.between(5.0, 5.0), 0.0);
    }
}
