//! Rows with a name each: beside their marks where there is room, above them where not.

use super::{
    Anchor, Drawing, Frame, Mark,
    mark::{SWATCH, swatch},
    text,
};

const HEADING: f64 = 19.0;

/// How the rows of a chart are laid out.
pub struct Rows {
    /// Left edge of the marks.
    pub start: f64,
    /// Height of one row, without the gap to the next.
    pub height: f64,
    heading: f64,
    body: f64,
}

impl Rows {
    /// For rows of marks `body` high with names of at most these widths.
    pub fn new<'a>(frame: &Frame, names: impl Iterator<Item = &'a str>, body: f64) -> Self {
        if !frame.is_wide() {
            return Self { start: 1.0, height: HEADING + body, heading: HEADING, body };
        }
        let widest = names.map(|name| text::width(name, text::SIZE, false)).fold(0.0, f64::max);
        Self { start: (SWATCH + widest + 14.0).min(frame.width * 0.32), height: body, heading: 0.0, body }
    }

    /// Writes a row's name, with the swatch of the alternative it belongs to if any; the row begins at `y`. Returns
    /// the upper edge of its marks. At `right` above the marks, `spare` pixels stay free where the name stands there.
    pub fn name(
        &self,
        drawing: &mut Drawing,
        frame: &Frame,
        y: f64,
        name: &str,
        alternative: Option<usize>,
        spare: f64,
    ) -> f64 {
        let above = self.heading > 0.0;
        let middle = if above { y + HEADING / 2.0 - 1.0 } else { y + self.body / 2.0 };
        let left = if alternative.is_some() { SWATCH } else { 0.0 };
        if above {
            // What runs through all rows does not run through their names.
            drawing.push(Mark::Rect { x: 0.0, y, w: frame.width, h: HEADING, colour: frame.theme.paper });
        }
        if let Some(index) = alternative {
            drawing.extend(swatch((0.0, middle), index, &frame.theme));
        }
        let room = if above { frame.width - spare } else { self.start - 8.0 } - left;
        let name = text::fit(name, text::SIZE, false, room);
        drawing.push(Mark::text((left, middle), Anchor::Start, frame.theme.ink, name));
        y + self.heading
    }
}
