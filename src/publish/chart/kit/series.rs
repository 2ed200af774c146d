//! What belongs to one alternative in every chart: its name, colour, dash and shape.

use super::{Colour, Dash, Mark, Point, Stroke, Symbol, Theme};

/// An alternative as charts draw it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Series<'a> {
    /// Its index in the package.
    pub index: usize,
    /// Its name.
    pub name: &'a str,
}

/// How wide a swatch is, with the gap behind it.
pub const SWATCH: f64 = 26.0;

impl Series<'_> {
    /// Its colour; the ninth has the first one's again.
    pub fn colour(&self, theme: &Theme) -> Colour {
        theme.series(self.index)
    }

    /// Its shape.
    pub fn symbol(&self) -> Symbol {
        Symbol::series(self.index)
    }

    /// Its line.
    pub fn stroke(&self, theme: &Theme, width: f64) -> Stroke {
        Stroke { colour: self.colour(theme), width, dash: Dash::series(self.index) }
    }

    /// Its shape at a point.
    pub fn marks(&self, at: Point, radius: f64, theme: &Theme) -> Vec<Mark> {
        self.symbol().marks(at, radius, self.colour(theme))
    }

    /// A piece of its line with its shape, to stand before its name.
    pub fn swatch(&self, (x, y): Point, theme: &Theme) -> Vec<Mark> {
        let mut marks = vec![Mark::stroke((x, y), (x + 20.0, y), self.stroke(theme, 2.0))];
        marks.append(&mut self.marks((x + 10.0, y), 3.5, theme));
        marks
    }
}
