//! Marks: the few primitives every chart is made of.

use super::{Area, Colour, Dash, Font, NOTE, Point, STRONG, STRONG_NOTE, TEXT};

/// One thing to paint. Later marks cover earlier ones.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// A filled rectangle.
    Rect {
        /// Where.
        area: Area,
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
    Polygon {
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
        /// Size and weight.
        font: Font,
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

impl Mark {
    /// A filled rectangle.
    pub fn rect(area: Area, colour: Colour) -> Self {
        Self::Rect { area, colour }
    }

    /// An unbroken line through points.
    pub fn path(points: Vec<Point>, colour: Colour, width: f64) -> Self {
        Self::Path { points, stroke: Stroke { colour, width, dash: Dash::Solid } }
    }

    /// An unbroken line.
    pub fn line(from: Point, to: Point, colour: Colour, width: f64) -> Self {
        Self::path(vec![from, to], colour, width)
    }

    /// A line as `stroke` says.
    pub fn stroke(from: Point, to: Point, stroke: Stroke) -> Self {
        Self::Path { points: vec![from, to], stroke }
    }

    /// The outline of a rectangle.
    pub fn outline(area: Area, colour: Colour, width: f64) -> Self {
        let Area { x, y, w, h } = area;
        Self::path(vec![(x, y), (x + w, y), (x + w, y + h), (x, y + h), (x, y)], colour, width)
    }

    /// Text in the usual size.
    pub fn text(at: Point, anchor: Anchor, colour: Colour, text: impl Into<String>) -> Self {
        Self::Text { at, anchor, font: TEXT, colour, text: text.into() }
    }

    /// Text in the small size of ticks and notes.
    pub fn note(at: Point, anchor: Anchor, colour: Colour, text: impl Into<String>) -> Self {
        Self::Text { at, anchor, font: NOTE, colour, text: text.into() }
    }

    /// Text in the usual size, heavier.
    pub fn strong(at: Point, anchor: Anchor, colour: Colour, text: impl Into<String>) -> Self {
        Self::Text { at, anchor, font: STRONG, colour, text: text.into() }
    }

    /// Text in the small size, heavier.
    pub fn strong_note(at: Point, anchor: Anchor, colour: Colour, text: impl Into<String>) -> Self {
        Self::Text { at, anchor, font: STRONG_NOTE, colour, text: text.into() }
    }

    /// This text, moved sideways as little as keeps it between two pixels; one that is too wide begins at the first.
    pub fn between(mut self, left: f64, right: f64) -> Self {
        let bounds = self.bounds();
        if let Self::Text { at, .. } = &mut self {
            at.0 += (right - bounds.right()).min(0.0);
            at.0 += (left - bounds.x - (right - bounds.right()).min(0.0)).max(0.0);
        }
        self
    }

    /// The rectangle this mark covers; of a text, as wide as it may come out.
    pub fn bounds(&self) -> Area {
        match self {
            Self::Rect { area, .. } => *area,
            Self::Path { points, stroke } => around(points, stroke.width / 2.0),
            Self::Polygon { points, .. } => around(points, 0.0),
            Self::Disc { at, radius, .. } => Area::around(*at, *radius),
            Self::Text { at, anchor, font, text, .. } => {
                let width = font.width(text);
                let left = match anchor {
                    Anchor::Start => at.0,
                    Anchor::Middle => at.0 - width / 2.0,
                    Anchor::End => at.0 - width,
                };
                Area::new(left, at.1 - font.size * 0.5, width, font.size)
            }
        }
    }
}

/// What points cover when each reaches `reach` to every side.
fn around(points: &[Point], reach: f64) -> Area {
    let (mut low, mut high) = ((f64::INFINITY, f64::INFINITY), (f64::NEG_INFINITY, f64::NEG_INFINITY));
    for (x, y) in points {
        low = (low.0.min(x - reach), low.1.min(y - reach));
        high = (high.0.max(x + reach), high.1.max(y + reach));
    }
    Area::between(low, high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_moved_only_as_far_as_needed() {
        let text = |x: f64| Mark::note((x, 5.0), Anchor::Middle, Colour::default(), "12 weeks").between(0.0, 100.0);
        assert_eq!(text(50.0).bounds().middle().0, 50.0);
        assert_eq!(text(1.0).bounds().x, 0.0);
        assert!((text(99.0).bounds().right() - 100.0).abs() < 1e-9);
        let wide = Mark::note((5.0, 5.0), Anchor::End, Colour::default(), "too wide for it").between(0.0, 20.0);
        assert_eq!(wide.bounds().x, 0.0);
    }
}
