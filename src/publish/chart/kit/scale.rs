//! From values to pixels and back, and the round numbers between.

use super::Point;

/// A straight line from a domain of values to a range of pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// The value at `start`.
    pub low: f64,
    /// The value at `end`; differs from `low`.
    pub high: f64,
    /// Pixel of `low`.
    pub start: f64,
    /// Pixel of `high`.
    pub end: f64,
}

impl Scale {
    /// A scale; an empty or unusable domain is widened to something that can be drawn.
    pub fn new((low, high): (f64, f64), (start, end): (f64, f64)) -> Self {
        let usable = low.is_finite() && high.is_finite();
        let (low, high) = match (usable, high - low > 0.0) {
            (false, _) => (0.0, 1.0),
            (true, true) => (low, high),
            (true, false) => {
                let room = if low == 0.0 { 1.0 } else { low.abs() * 0.1 };
                (low - room, high + room)
            }
        };
        Self { low, high, start, end }
    }

    /// A scale whose ends are round numbers, with about `count` ticks.
    pub fn nice(domain: (f64, f64), range: (f64, f64), count: usize) -> Self {
        let plain = Self::new(domain, range);
        let step = step(plain.high - plain.low, count);
        Self { low: (plain.low / step + 1e-9).floor() * step, high: (plain.high / step - 1e-9).ceil() * step, ..plain }
    }

    /// The pixel of `value`, held within the range.
    pub fn at(&self, value: f64) -> f64 {
        let share = ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0);
        self.start + share * (self.end - self.start)
    }

    /// The value at `pixel`, held within the domain.
    pub fn value(&self, pixel: f64) -> f64 {
        let share = ((pixel - self.start) / (self.end - self.start)).clamp(0.0, 1.0);
        self.low + share * (self.high - self.low)
    }

    /// Whether `value` lies within the domain.
    pub fn holds(&self, value: f64) -> bool {
        value >= self.low && value <= self.high
    }

    /// A vertical scale from `bottom` up to `top` whose ends are round numbers.
    pub fn upright(domain: (f64, f64), bottom: f64, top: f64) -> Self {
        Self::nice(domain, (bottom, top), tick_count(bottom - top))
    }

    /// How many pixels it covers.
    pub fn room(&self) -> f64 {
        (self.end - self.start).abs()
    }

    /// About `count` round values within the domain, ascending.
    pub fn ticks(&self, count: usize) -> Vec<f64> {
        ticks(self.low, self.high, count)
    }

    /// The distance between [`Self::ticks`].
    pub fn step(&self, count: usize) -> f64 {
        step(self.high - self.low, count)
    }
}

/// The rectangle within which values lie, and the values at its edges.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Projection {
    /// From left to right.
    pub x: Scale,
    /// From bottom to top: `y.start` is the lower edge.
    pub y: Scale,
}

impl Projection {
    /// The pixel of a pair of values, held within the plot.
    pub fn at(&self, (x, y): (f64, f64)) -> Point {
        (self.x.at(x), self.y.at(y))
    }

    /// The values at a pixel, held within the plot.
    pub fn values(&self, (x, y): Point) -> (f64, f64) {
        (self.x.value(x), self.y.value(y))
    }
}

/// How many ticks a vertical axis of so many pixels carries.
pub fn tick_count(pixels: f64) -> usize {
    ((pixels / 44.0) as usize).clamp(2, 6)
}

/// The distance 1, 2 or 5 × 10ⁿ that divides `span` into about `count` parts.
pub fn step(span: f64, count: usize) -> f64 {
    let rough = span.abs() / count.max(1) as f64;
    if !(rough > 0.0 && rough.is_finite()) {
        return 1.0;
    }
    let power = libm::pow(10.0, libm::floor(libm::log10(rough)));
    let factor = match rough / power {
        part if part <= 1.000_001 => 1.0,
        part if part <= 2.000_001 => 2.0,
        part if part <= 5.000_001 => 5.0,
        _ => 10.0,
    };
    factor * power
}

/// About `count` round values from `low` to `high`, ascending.
pub fn ticks(low: f64, high: f64, count: usize) -> Vec<f64> {
    let step = step(high - low, count);
    let first = (low / step - 1e-9).ceil();
    let last = (high / step + 1e-9).floor();
    if !(first.is_finite() && last.is_finite()) || last - first > 1000.0 {
        return Vec::new();
    }
    (0..=(last - first).max(-1.0) as i64).map(|count| (first + count as f64) * step + 0.0).collect()
}

/// The least and greatest of finite values.
pub fn extent(values: impl IntoIterator<Item = f64>) -> Option<(f64, f64)> {
    values.into_iter().filter(|value| value.is_finite()).fold(None, |range, value| {
        let (low, high) = range.unwrap_or((value, value));
        Some((low.min(value), high.max(value)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ticks_are_round() {
        assert_eq!(ticks(0.0, 1.0, 5), vec![0.0, 0.2, 0.4, 0.6000000000000001, 0.8, 1.0]);
        assert_eq!(ticks(0.0, 23.0, 5), vec![0.0, 5.0, 10.0, 15.0, 20.0]);
        assert_eq!(ticks(-3.0, 3.0, 3), vec![-2.0, 0.0, 2.0]);
    }

    #[test]
    fn a_scale_of_one_value_can_be_drawn() {
        let scale = Scale::new((5.0, 5.0), (0.0, 100.0));
        assert_eq!(scale.at(5.0), 50.0);
        assert_eq!(Scale::new((f64::NAN, 1.0), (0.0, 10.0)).high, 1.0);
    }

    proptest! {
        #[test]
        fn ticks_lie_within_and_are_evenly_apart(low in -1e6..1e6f64, span in 1e-6..1e6f64, count in 1usize..12) {
            let high = low + span;
            let marks = ticks(low, high, count);
            let step = step(high - low, count);
            prop_assert!(marks.len() <= count + 1, "{} ticks for {count}", marks.len());
            prop_assert!(marks.len() * 5 + 5 >= count * 2, "{} ticks for {count}", marks.len());
            for tick in &marks {
                prop_assert!(*tick >= low - step * 1e-6 && *tick <= high + step * 1e-6);
            }
            for pair in marks.windows(2) {
                prop_assert!((pair[1] - pair[0] - step).abs() < step * 1e-3);
            }
        }

        #[test]
        fn pixels_and_values_turn_back(low in -1e3..1e3f64, span in 1e-3..1e3f64, share in 0.0..1.0f64) {
            let scale = Scale::new((low, low + span), (300.0, 20.0));
            let value = low + share * span;
            prop_assert!((scale.value(scale.at(value)) - value).abs() < 1e-6 * span.max(1.0));
        }

        #[test]
        fn nice_ends_hold_the_domain(low in -1e3..1e3f64, span in 1e-3..1e3f64) {
            let scale = Scale::nice((low, low + span), (0.0, 1.0), 5);
            prop_assert!(scale.low <= low + span * 1e-6 && scale.high >= low + span - span * 1e-6);
        }
    }
}
