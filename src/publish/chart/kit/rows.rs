//! Rows with a name each: beside their marks where there is room, above them where not.

use super::{Area, Drawing, Font, Mark, SWATCH, Series};

const HEADING: f64 = 20.0;

/// How the rows of a chart are laid out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rows {
    /// Left edge of the marks.
    pub start: f64,
    /// Of the names.
    pub font: Font,
    /// Height of one row, without the gap to the next.
    pub height: f64,
    /// Height of the marks.
    pub body: f64,
    /// How much of the row stays free at the right of a name that stands above the marks.
    pub spare: f64,
}

/// What a row is about: its words, and the alternative it belongs to if any.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RowName<'a> {
    /// What stands there.
    pub words: &'a str,
    /// Whose swatch stands before it.
    pub series: Option<Series<'a>>,
}

impl<'a> From<Series<'a>> for RowName<'a> {
    fn from(series: Series<'a>) -> Self {
        Self { words: series.name, series: Some(series) }
    }
}

impl Rows {
    /// For rows of marks `body` high with these names.
    pub fn new<'a>(drawing: &Drawing, font: Font, names: impl IntoIterator<Item = &'a str>, body: f64) -> Self {
        if !drawing.is_wide() {
            return Self { start: 1.0, font, height: HEADING + body, body, spare: 0.0 };
        }
        let start = (SWATCH + font.widest(names) + 14.0).min(drawing.width * 0.4);
        Self { start, font, height: body, body, spare: 0.0 }
    }

    /// Whether the names stand above the marks.
    pub fn is_stacked(&self) -> bool {
        self.height > self.body
    }

    /// The upper edge of the marks in a row that begins at `y`.
    pub fn top(&self, y: f64) -> f64 {
        y + self.height - self.body
    }

    /// The middle of the name in a row that begins at `y`.
    pub fn heading(&self, y: f64) -> f64 {
        if self.is_stacked() { y + HEADING / 2.0 - 1.0 } else { y + self.body / 2.0 }
    }

    /// Writes the name of a row that begins at `y`. Returns the upper edge of its marks.
    pub fn name(&self, drawing: &mut Drawing, y: f64, name: RowName<'_>) -> f64 {
        let middle = self.heading(y);
        let left = if name.series.is_some() { SWATCH } else { 0.0 };
        if self.is_stacked() {
            // What runs through all rows does not run through their names.
            drawing.push(Mark::rect(Area::new(0.0, y, drawing.width, HEADING), drawing.theme.paper));
        }
        if let Some(series) = name.series {
            drawing.swatch((0.0, middle), &series);
        }
        let room = if self.is_stacked() { drawing.width - self.spare } else { self.start - 8.0 } - left;
        drawing.block((left, middle), self.font, vec![self.font.fit(name.words, room)]);
        self.top(y)
    }
}
