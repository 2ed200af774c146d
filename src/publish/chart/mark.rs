//! Marks: the few primitives every chart is made of.

use crate::findings::Verdict;
use super::{
    text,
    theme::{Colour, Theme},
};

/// A place in CSS pixels, from the upper left.
pub type Point = (f64, f64);

/// One thing to paint. Later marks cover earlier ones.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// A filled rectangle.
    Rect {
        /// Left edge.
        x: f64,
        /// Upper edge.
        y: f64,
        /// Width, ≥ 0.
        w: f64,
        /// Height, ≥ 0.
        h: f64,
        /// Fill.
        colour: Colour,
    },
    /// A line through points.
    Path {
        /// At least two.
        points: Vec<Point>,
        /// How it is drawn.
        stroke: Stroke,
    },
    /// A filled polygon.
    Area {
        /// At least three; closed by itself.
        points: Vec<Point>,
        /// Fill.
        colour: Colour,
    },
    /// A filled disc.
    Disc {
        /// Centre.
        at: Point,
        /// Radius.
        radius: f64,
        /// Fill.
        colour: Colour,
    },
    /// One line of text.
    Text {
        /// Start, middle or end of the text (by `anchor`), at half its height.
        at: Point,
        /// What `at` names.
        anchor: Anchor,
        /// Font size.
        size: f64,
        /// Heavier than the rest.
        bold: bool,
        /// Colour.
        colour: Colour,
        /// What it says.
        text: String,
    },
}

/// Which part of a text its place names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The text begins there.
    Start,
    /// It is centred there.
    Middle,
    /// It ends there.
    End,
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// Colour.
    pub colour: Colour,
    /// Width in CSS pixels.
    pub width: f64,
    /// Broken or not.
    pub dash: Dash,
}

/// How a line is broken. One per alternative, so that colour is never the only sign.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dash {
    /// Unbroken.
    #[default]
    Solid,
    /// Long pieces.
    Long,
    /// Dots.
    Dot,
    /// Long and dot in turn.
    LongDot,
    /// Short pieces.
    Short,
}

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

impl Dash {
    /// The dash of the alternative at `index`.
    pub fn series(index: usize) -> Self {
        [Self::Solid, Self::Long, Self::Dot, Self::LongDot, Self::Short][index % 5]
    }

    /// Lengths of ink and gap in turn; empty when unbroken.
    pub fn pattern(self) -> &'static [f64] {
        match self {
            Self::Solid => &[],
            Self::Long => &[8.0, 4.0],
            Self::Dot => &[2.0, 3.0],
            Self::LongDot => &[8.0, 3.0, 2.0, 3.0],
            Self::Short => &[4.0, 3.0],
        }
    }
}

impl Symbol {
    /// The shape of the alternative at `index`; the ninth has the first one's colour, but not its shape.
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
            Verdict::NoData => Self::Ring,
            Verdict::Waived => Self::Diamond,
        }
    }

    /// The marks of this shape around `at`, reaching about `radius` from it.
    pub fn marks(self, at: Point, radius: f64, colour: Colour) -> Vec<Mark> {
        let (x, y) = at;
        let r = radius;
        let corner = |points: &[Point]| points.iter().map(|(dx, dy)| (x + dx * r, y + dy * r)).collect::<Vec<_>>();
        let area = |points: &[Point]| vec![Mark::Area { points: corner(points), colour }];
        let line = |points: &[Point]| Mark::path(corner(points), colour, (r * 0.5).max(1.5));
        match self {
            Self::Disc => vec![Mark::Disc { at, radius, colour }],
            Self::Square => vec![Mark::Rect { x: x - 0.88 * r, y: y - 0.88 * r, w: 1.76 * r, h: 1.76 * r, colour }],
            Self::Triangle => area(&[(0.0, -1.15), (1.05, 0.8), (-1.05, 0.8)]),
            Self::Wedge => area(&[(0.0, 1.15), (1.05, -0.8), (-1.05, -0.8)]),
            Self::Diamond => area(&[(0.0, -1.2), (1.2, 0.0), (0.0, 1.2), (-1.2, 0.0)]),
            Self::Ring => vec![Mark::path(circle(at, r * 0.85), colour, (r * 0.4).max(1.5))],
            Self::Cross => vec![line(&[(-0.85, -0.85), (0.85, 0.85)]), line(&[(-0.85, 0.85), (0.85, -0.85)])],
            Self::Plus => vec![line(&[(-1.1, 0.0), (1.1, 0.0)]), line(&[(0.0, -1.1), (0.0, 1.1)])],
            Self::Check => vec![line(&[(-0.95, 0.1), (-0.25, 0.8), (1.0, -0.75)])],
            Self::Half => {
                let half = circle(at, r * 0.85).into_iter().filter(|point| point.0 <= x + 1e-9).collect();
                vec![Mark::Area { points: half, colour }, Mark::path(circle(at, r * 0.85), colour, (r * 0.3).max(1.2))]
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

impl Mark {
    /// A rectangle between two corners given in any order.
    pub fn rect(one: Point, two: Point, colour: Colour) -> Self {
        Self::Rect {
            x: one.0.min(two.0),
            y: one.1.min(two.1),
            w: (one.0 - two.0).abs(),
            h: (one.1 - two.1).abs(),
            colour,
        }
    }

    /// An unbroken line through points.
    pub fn path(points: Vec<Point>, colour: Colour, width: f64) -> Self {
        Self::Path { points, stroke: Stroke { colour, width, dash: Dash::Solid } }
    }

    /// An unbroken line.
    pub fn line(from: Point, to: Point, colour: Colour, width: f64) -> Self {
        Self::path(vec![from, to], colour, width)
    }

    /// A broken line.
    pub fn dashed(from: Point, to: Point, colour: Colour, width: f64, dash: Dash) -> Self {
        Self::Path { points: vec![from, to], stroke: Stroke { colour, width, dash } }
    }

    /// The outline of a rectangle.
    pub fn outline(x: f64, y: f64, w: f64, h: f64, colour: Colour, width: f64) -> Self {
        Self::path(vec![(x, y), (x + w, y), (x + w, y + h), (x, y + h), (x, y)], colour, width)
    }

    /// Text in the usual size.
    pub fn text(at: Point, anchor: Anchor, colour: Colour, text: impl Into<String>) -> Self {
        Self::Text { at, anchor, size: text::SIZE, bold: false, colour, text: text.into() }
    }

    /// Text in the small size of ticks and notes.
    pub fn note(at: Point, anchor: Anchor, colour: Colour, text: impl Into<String>) -> Self {
        Self::Text { at, anchor, size: text::SMALL, bold: false, colour, text: text.into() }
    }

    /// Text in the usual size, heavier.
    pub fn strong(at: Point, anchor: Anchor, colour: Colour, text: impl Into<String>) -> Self {
        Self::Text { at, anchor, size: text::SIZE, bold: true, colour, text: text.into() }
    }

    /// Text in the small size, heavier.
    pub fn strong_note(at: Point, anchor: Anchor, colour: Colour, text: impl Into<String>) -> Self {
        Self::Text { at, anchor, size: text::SMALL, bold: true, colour, text: text.into() }
    }

    /// The rectangle this mark covers, as (left, top, right, bottom); of a text, as wide as it may come out.
    pub fn bounds(&self) -> (f64, f64, f64, f64) {
        let around = |points: &[Point], reach: f64| {
            points.iter().fold(
                (f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY),
                |(left, top, right, bottom), (x, y)| {
                    (left.min(x - reach), top.min(y - reach), right.max(x + reach), bottom.max(y + reach))
                },
            )
        };
        match self {
            Self::Rect { x, y, w, h, .. } => (*x, *y, x + w, y + h),
            Self::Path { points, stroke } => around(points, stroke.width / 2.0),
            Self::Area { points, .. } => around(points, 0.0),
            Self::Disc { at, radius, .. } => around(&[*at], *radius),
            Self::Text { at, anchor, size, bold, text, .. } => {
                let width = text::width(text, *size, *bold);
                let left = match anchor {
                    Anchor::Start => at.0,
                    Anchor::Middle => at.0 - width / 2.0,
                    Anchor::End => at.0 - width,
                };
                (left, at.1 - size * 0.5, left + width, at.1 + size * 0.5)
            }
        }
    }
}

/// The swatch that stands before an alternative's name: its colour, its dash and its shape.
pub(super) fn swatch(at: Point, index: usize, theme: &Theme) -> Vec<Mark> {
    let colour = theme.series(index);
    let mut marks = vec![Mark::dashed((at.0, at.1), (at.0 + 20.0, at.1), colour, 2.0, Dash::series(index))];
    marks.extend(Symbol::series(index).marks((at.0 + 10.0, at.1), 3.5, colour));
    marks
}

/// How wide a swatch is, with the gap behind it.
pub(super) const SWATCH: f64 = 26.0;
