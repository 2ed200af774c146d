//! Shapes: a sign beside colour.

use super::{Area, Colour, Mark, Point};
use crate::findings::Verdict;

/// A shape at a point. One per alternative or verdict, so that colour is never the only sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Symbol {
    /// A disc.
    Disc,
    /// A square.
    Square,
    /// A triangle standing on its base.
    Triangle,
    /// A square on its corner.
    Diamond,
    /// A triangle standing on its tip.
    Wedge,
    /// A ring.
    Ring,
    /// ×
    Cross,
    /// +
    Plus,
    /// A tick: the verdict pass.
    Check,
    /// A half-filled ring: not enough evidence.
    Half,
}

impl Symbol {
    /// The shape of the alternative at `index`.
    pub fn series(index: usize) -> Self {
        [Self::Disc, Self::Square, Self::Triangle, Self::Diamond, Self::Wedge, Self::Ring, Self::Plus, Self::Cross]
            [index % 8]
    }

    /// The shape of a verdict.
    pub fn verdict(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Pass => Self::Check,
            Verdict::Fail => Self::Cross,
            Verdict::NotEnoughEvidence => Self::Half,
            Verdict::NoData | Verdict::Proposed => Self::Ring,
            Verdict::Waived => Self::Diamond,
        }
    }

    /// The marks of this shape around `at`, reaching about `radius` from it.
    pub fn marks(self, at: Point, radius: f64, colour: Colour) -> Vec<Mark> {
        let (x, y) = at;
        let r = radius;
        let corners = |points: &[Point]| points.iter().map(|(dx, dy)| (x + dx * r, y + dy * r)).collect::<Vec<_>>();
        let polygon = |points: &[Point]| vec![Mark::Polygon { points: corners(points), colour }];
        let line = |points: &[Point]| Mark::path(corners(points), colour, (r * 0.5).max(1.5));
        match self {
            Self::Disc => vec![Mark::Disc { at, radius, colour }],
            Self::Square => vec![Mark::rect(Area::around(at, 0.88 * r), colour)],
            Self::Triangle => polygon(&[(0.0, -1.15), (1.05, 0.8), (-1.05, 0.8)]),
            Self::Wedge => polygon(&[(0.0, 1.15), (1.05, -0.8), (-1.05, -0.8)]),
            Self::Diamond => polygon(&[(0.0, -1.2), (1.2, 0.0), (0.0, 1.2), (-1.2, 0.0)]),
            Self::Ring => vec![Mark::path(circle(at, r * 0.85), colour, (r * 0.4).max(1.5))],
            Self::Cross => vec![line(&[(-0.85, -0.85), (0.85, 0.85)]), line(&[(-0.85, 0.85), (0.85, -0.85)])],
            Self::Plus => vec![line(&[(-1.1, 0.0), (1.1, 0.0)]), line(&[(0.0, -1.1), (0.0, 1.1)])],
            Self::Check => vec![line(&[(-0.95, 0.1), (-0.25, 0.8), (1.0, -0.75)])],
            Self::Half => {
                let ring = circle(at, r * 0.85);
                let half = ring.iter().copied().filter(|point| point.0 <= x + 1e-9).collect();
                vec![Mark::Polygon { points: half, colour }, Mark::path(ring, colour, (r * 0.3).max(1.2))]
            }
        }
    }
}

/// A circle as a closed path that begins at its top.
fn circle((x, y): Point, radius: f64) -> Vec<Point> {
    (0..=32)
        .map(|step| {
            let angle = f64::from(step) * std::f64::consts::TAU / 32.0;
            (x + radius * libm::sin(angle), y - radius * libm::cos(angle))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::chart::kit::Dash;

    #[test]
    fn eight_alternatives_have_each_a_dash_and_a_shape_of_their_own() {
        for one in 0..8 {
            for other in 0..one {
                assert_ne!(Dash::series(one), Dash::series(other));
                assert_ne!(Symbol::series(one), Symbol::series(other));
                assert_ne!(Dash::series(one).pattern(), Dash::series(other).pattern());
            }
        }
    }
}
