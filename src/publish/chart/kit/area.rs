//! Rectangles.

/// A place in CSS pixels, from the upper left.
pub type Point = (f64, f64);

/// A rectangle in CSS pixels, from the upper left.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Area {
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Width, ≥ 0.
    pub w: f64,
    /// Height, ≥ 0.
    pub h: f64,
}

impl Area {
    /// By its upper left corner and its size.
    pub const fn new(x: f64, y: f64, w: f64, h: f64) -> Self {
        Self { x, y, w, h }
    }

    /// Between two corners given in any order.
    pub fn between(one: Point, two: Point) -> Self {
        Self::new(one.0.min(two.0), one.1.min(two.1), (one.0 - two.0).abs(), (one.1 - two.1).abs())
    }

    /// A point, as a rectangle without size.
    pub const fn point((x, y): Point) -> Self {
        Self::new(x, y, 0.0, 0.0)
    }

    /// A square that reaches `reach` from `at` to every side.
    pub fn around((x, y): Point, reach: f64) -> Self {
        Self::new(x - reach, y - reach, 2.0 * reach, 2.0 * reach)
    }

    /// Right edge.
    pub fn right(&self) -> f64 {
        self.x + self.w
    }

    /// Lower edge.
    pub fn bottom(&self) -> f64 {
        self.y + self.h
    }

    /// Its centre.
    pub fn middle(&self) -> Point {
        (self.x + self.w / 2.0, self.y + self.h / 2.0)
    }

    /// Whether it has no size.
    pub fn is_point(&self) -> bool {
        self.w == 0.0 && self.h == 0.0
    }

    /// This rectangle, smaller by `by` on every side.
    pub fn inset(&self, by: f64) -> Self {
        Self::new(self.x + by, self.y + by, (self.w - 2.0 * by).max(0.0), (self.h - 2.0 * by).max(0.0))
    }
}
