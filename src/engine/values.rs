//! Uncertain quantities drawn at random, again and again the same.

use crate::random::Stream;

/// Numbers remembered at most, so that a later pass need not draw them again: 32 MB.
const REMEMBERED: usize = 4_000_000;

/// Where an uncertain quantity lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Distribution {
    /// Normal, held between `low` and `high` (a rate between 0 and 1).
    Normal {
        /// Its mean.
        mean: f64,
        /// Its standard deviation, > 0.
        deviation: f64,
        /// No draw is less.
        low: f64,
        /// No draw is more.
        high: f64,
    },
    /// Anything between `low` and `high` is as likely.
    Uniform {
        /// Lower end.
        low: f64,
        /// Upper end.
        high: f64,
    },
}

impl Distribution {
    /// The value scored when chance is left out.
    pub fn centre(&self) -> f64 {
        match self {
            Self::Normal { mean, .. } => *mean,
            Self::Uniform { low, high } => f64::midpoint(*low, *high),
        }
    }

    /// Ends of the central 95 %, or of everything possible.
    pub fn ends(&self) -> (f64, f64) {
        match *self {
            Self::Normal { mean, deviation, low, high } => {
                let reach = 1.959_963_984_540_054 * deviation;
                ((mean - reach).max(low), (mean + reach).min(high))
            }
            Self::Uniform { low, high } => (low, high),
        }
    }

    /// One draw.
    pub fn draw(&self, stream: &mut Stream) -> f64 {
        match *self {
            Self::Normal { mean, deviation, low, high } => (mean + deviation * stream.normal()).clamp(low, high),
            Self::Uniform { low, high } => low + (high - low) * stream.uniform(),
        }
    }
}

/// Draws of several quantities, in which a draw has the same values in every pass.
#[derive(Clone, Debug)]
pub struct ValueDraws {
    start: Stream,
    stream: Stream,
    distributions: Vec<Distribution>,
    remembered: Vec<f64>,
    /// The draw that the stream stands before.
    next: usize,
}

impl ValueDraws {
    /// Draws from these distributions, one after the other, with the numbers of the stream.
    pub fn new(stream: Stream, distributions: Vec<Distribution>) -> Self {
        Self { start: stream.clone(), stream, distributions, remembered: Vec::new(), next: 0 }
    }

    /// Whether there is nothing to draw.
    pub fn is_certain(&self) -> bool {
        self.distributions.is_empty()
    }

    /// Puts the values of a draw into `values`, as many as there are distributions. Draws are asked for in
    /// order, from 0 in each pass.
    pub fn take(&mut self, draw: usize, values: &mut [f64]) {
        let count = self.distributions.len();
        if let Some(known) = self.remembered.get(draw * count..(draw + 1) * count) {
            values.copy_from_slice(known);
            return;
        }
        if draw < self.next {
            (self.stream, self.next) = (self.start.clone(), 0);
        }
        while self.next <= draw {
            for (value, distribution) in values.iter_mut().zip(&self.distributions) {
                *value = distribution.draw(&mut self.stream);
            }
            if self.remembered.len() == self.next * count && (self.next + 1) * count <= REMEMBERED {
                self.remembered.extend_from_slice(values);
            }
            self.next += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draw_has_the_same_values_in_every_pass() {
        let stream = Stream::from_seed([5; 32]);
        let normal = Distribution::Normal { mean: 1.0, deviation: 2.0, low: -1.0, high: 9.0 };
        let mut draws = ValueDraws::new(stream, vec![normal, Distribution::Uniform { low: 3.0, high: 4.0 }]);
        let pass = |draws: &mut ValueDraws| -> Vec<[f64; 2]> {
            let mut values = [0.0; 2];
            (0..100).map(|draw| (draws.take(draw, &mut values), values).1).collect()
        };
        let first = pass(&mut draws);
        assert_eq!(pass(&mut draws), first);
        // As where there are too many to remember.
        draws.remembered.clear();
        draws.remembered.shrink_to_fit();
        assert_eq!(pass(&mut draws), first);
        assert!(first.iter().all(|[one, other]| (-1.0..=9.0).contains(one) && (3.0..=4.0).contains(other)));
    }
}
