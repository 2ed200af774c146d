//! Value functions: how much a criterion's value is worth, between 0 and 1 (Keeney & Raiffa 1976).

use crate::order;
use crate::package::criterion::{Criterion, Direction, Scale, ValueFunction};

/// A criterion's value function with its range settled.
#[derive(Clone, Debug, PartialEq)]
pub enum Worth {
    /// A straight line from worst (0) to best (1).
    Linear {
        /// The value worth nothing.
        worst: f64,
        /// The value worth everything; differs from `worst`.
        best: f64,
        /// Whether values beyond the ends are held at 0 and 1: so on a stated scale. A local scale has no
        /// values beyond its ends but those drawn at random, and there the line goes on.
        held: bool,
    },
    /// Straight lines between points (value, worth), ascending; flat beyond the first and the last.
    Piecewise(Vec<(f64, f64)>),
    /// Worth 1 at `at` and on its good side, 0 otherwise.
    Threshold {
        /// In the criterion's unit.
        at: f64,
        /// The good side.
        direction: Direction,
    },
    /// Every value is the best there is: the alternatives do not differ and no scale is stated.
    Constant,
}

impl Worth {
    /// The value function of `criterion`, whose better values lie in `direction`, on `range`.
    ///
    /// A range without extent makes every value worth 1. Points that are not numbers are left out; without
    /// any point a piecewise function is a straight line on the range.
    pub fn new(criterion: &Criterion, direction: Direction, range: &Range) -> Self {
        match &criterion.value_function {
            ValueFunction::Threshold { at } if at.is_finite() => Self::Threshold { at: *at, direction },
            ValueFunction::Piecewise { points } => match ascending(points) {
                points if points.is_empty() => Self::linear(range),
                points => Self::Piecewise(points),
            },
            _ => Self::linear(range),
        }
    }

    fn linear(range: &Range) -> Self {
        if range.worst == range.best {
            Self::Constant
        } else {
            Self::Linear { worst: range.worst, best: range.best, held: range.stated }
        }
    }

    /// What `value` is worth.
    pub fn of(&self, value: f64) -> f64 {
        match self {
            Self::Linear { worst, best, held } => {
                let worth = (value - worst) / (best - worst);
                if *held { worth.clamp(0.0, 1.0) } else { worth }
            }
            Self::Piecewise(points) => interpolate(points, value),
            Self::Threshold { at, direction: Direction::Max } => f64::from(u8::from(value >= *at)),
            Self::Threshold { at, direction: Direction::Min } => f64::from(u8::from(value <= *at)),
            Self::Constant => 1.0,
        }
    }

    /// The value nearest `from` that is worth `worth`; absent when no value is.
    pub fn inverse(&self, worth: f64, from: f64) -> Option<f64> {
        match self {
            Self::Linear { worst, best, held } => {
                (!held || (0.0..=1.0).contains(&worth)).then(|| worst + worth * (best - worst))
            }
            Self::Piecewise(points) => points
                .windows(2)
                .filter_map(|pair| between(pair[0], pair[1], worth))
                .min_by(|a, b| (a - from).abs().total_cmp(&(b - from).abs())),
            Self::Threshold { at, .. } => (self.of(*at) >= worth).then_some(*at),
            Self::Constant => None,
        }
    }
}

/// The range a criterion's values are judged within.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    /// The value worth nothing.
    pub worst: f64,
    /// The value worth everything.
    pub best: f64,
    /// Whether somebody stated it; otherwise it is the local minimum and maximum.
    pub stated: bool,
}

impl Range {
    /// The stated scale turned the criterion's way, or else the range of `values`; zero to zero without any.
    pub fn new(scale: Option<&Scale>, direction: Direction, values: impl Iterator<Item = f64>) -> Self {
        let stated =
            scale.filter(|scale| scale.worst.is_finite() && scale.best.is_finite() && scale.worst != scale.best);
        let (low, high) = match stated {
            Some(scale) => (scale.worst.min(scale.best), scale.worst.max(scale.best)),
            None => values
                .fold(None, |ends: Option<(f64, f64)>, value| {
                    let (low, high) = ends.unwrap_or((value, value));
                    Some((low.min(value), high.max(value)))
                })
                .unwrap_or((0.0, 0.0)),
        };
        let (worst, best) = match direction {
            Direction::Max => (low, high),
            Direction::Min => (high, low),
        };
        Self { worst, best, stated: stated.is_some() }
    }
}

fn ascending(points: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let mut points: Vec<_> =
        points.iter().copied().filter(|(value, worth)| value.is_finite() && worth.is_finite()).collect();
    order::sort(&mut points, |a, b| a.0.total_cmp(&b.0));
    points
}

fn interpolate(points: &[(f64, f64)], value: f64) -> f64 {
    let after = points.partition_point(|point| point.0 <= value);
    let worth = match (after.checked_sub(1).map(|index| points[index]), points.get(after)) {
        (Some(left), Some(right)) => left.1 + (right.1 - left.1) * ((value - left.0) / (right.0 - left.0)),
        (Some(last), None) => last.1,
        (None, Some(first)) => first.1,
        (None, None) => 0.0,
    };
    worth.clamp(0.0, 1.0)
}

fn between(left: (f64, f64), right: (f64, f64), worth: f64) -> Option<f64> {
    let (low, high) = (left.1.min(right.1), left.1.max(right.1));
    if !(low..=high).contains(&worth) {
        return None;
    }
    Some(if left.1 == right.1 { left.0 } else { left.0 + (right.0 - left.0) * ((worth - left.1) / (right.1 - left.1)) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn worth(function: ValueFunction, direction: Direction, scale: Option<(f64, f64)>) -> Worth {
        let criterion = Criterion { value_function: function, ..Criterion::default() };
        let scale = scale.map(|(worst, best)| Scale { worst, best, ..Scale::default() });
        Worth::new(&criterion, direction, &Range::new(scale.as_ref(), direction, [2.0, 4.0, 10.0].into_iter()))
    }

    #[track_caller]
    fn check(worth: &Worth, value: f64, expected: f64) {
        assert!((worth.of(value) - expected).abs() < 1e-12, "{worth:?} of {value} is {}", worth.of(value));
    }

    #[test]
    fn a_line_runs_from_worst_to_best() {
        check(&worth(ValueFunction::Linear, Direction::Max, None), 4.0, 0.25);
        check(&worth(ValueFunction::Linear, Direction::Min, None), 4.0, 0.75);
        check(&worth(ValueFunction::Linear, Direction::Min, Some((20.0, 0.0))), 4.0, 0.8);
    }

    #[test]
    fn a_stated_scale_holds_and_a_local_one_goes_on() {
        check(&worth(ValueFunction::Linear, Direction::Max, Some((0.0, 5.0))), 10.0, 1.0);
        check(&worth(ValueFunction::Linear, Direction::Max, None), 18.0, 2.0);
    }

    #[test]
    fn a_scale_against_the_direction_is_turned() {
        check(&worth(ValueFunction::Linear, Direction::Min, Some((0.0, 20.0))), 4.0, 0.8);
    }

    #[test]
    fn points_are_joined_by_lines_and_flat_beyond() {
        let points = vec![(4.0, 0.8), (0.0, 0.0), (8.0, 1.0)];
        let worth = worth(ValueFunction::Piecewise { points }, Direction::Max, None);
        for (value, expected) in [(-1.0, 0.0), (0.0, 0.0), (2.0, 0.4), (4.0, 0.8), (6.0, 0.9), (9.0, 1.0)] {
            check(&worth, value, expected);
        }
        assert_eq!(worth.inverse(0.9, 0.0), Some(6.0));
        assert_eq!(worth.inverse(1.5, 0.0), None);
    }

    #[test]
    fn a_threshold_counts_its_own_value_as_good() {
        let at = ValueFunction::Threshold { at: 4.0 };
        check(&worth(at.clone(), Direction::Max, None), 4.0, 1.0);
        check(&worth(at.clone(), Direction::Max, None), 3.9, 0.0);
        check(&worth(at, Direction::Min, None), 4.1, 0.0);
    }

    #[test]
    fn without_extent_every_value_is_the_best() {
        let range = Range::new(None, Direction::Max, [3.0, 3.0].into_iter());
        check(&Worth::new(&Criterion::default(), Direction::Max, &range), 3.0, 1.0);
    }
}
