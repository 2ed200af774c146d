//! Replays marks on a surface: any plotters backend.
//!
//! The way from marks to the backend's units is compiled once, whatever the backend: what differs between backends is
//! behind [`Surface`].

use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontFamily,
    FontStyle,
    text_anchor::{HPos, Pos, VPos},
};

use super::{Anchor, Area, Colour, Font, Mark, Point, Stroke};

/// The system's own sans serif.
const FAMILY: &str = "system-ui, sans-serif";

/// Backend units in one device pixel. Plotters' coordinates are whole numbers: painting eight times as large and
/// letting the backend scale it back keeps curves smooth.
pub const SUBPIXEL: f64 = 8.0;

/// The surface did not take a mark; nothing is painted after that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the chart could not be painted")]
pub struct PaintError;

/// What marks are painted on, in units of its own.
pub trait Surface {
    /// Fills a rectangle.
    fn rect(&mut self, corners: [BackendCoord; 2], colour: Colour) -> Result<(), PaintError>;
    /// Draws a line of `width` units.
    fn path(&mut self, points: Vec<BackendCoord>, colour: Colour, width: u32) -> Result<(), PaintError>;
    /// Fills a polygon.
    fn polygon(&mut self, points: Vec<BackendCoord>, colour: Colour) -> Result<(), PaintError>;
    /// Fills a disc.
    fn disc(&mut self, at: BackendCoord, radius: u32, colour: Colour) -> Result<(), PaintError>;
    /// Writes a line of text.
    fn text(&mut self, at: BackendCoord, style: &TextStyle, text: &str) -> Result<(), PaintError>;
    /// Shows what was painted.
    fn finish(&mut self) -> Result<(), PaintError>;
}

impl<B: DrawingBackend> Surface for B {
    fn rect(&mut self, [from, to]: [BackendCoord; 2], colour: Colour) -> Result<(), PaintError> {
        self.draw_rect(from, to, &colour.backend(), true).map_err(refused)
    }

    fn path(&mut self, points: Vec<BackendCoord>, colour: Colour, width: u32) -> Result<(), PaintError> {
        self.draw_path(points, &LineStyle { colour: colour.backend(), width }).map_err(refused)
    }

    fn polygon(&mut self, points: Vec<BackendCoord>, colour: Colour) -> Result<(), PaintError> {
        self.fill_polygon(points, &colour.backend()).map_err(refused)
    }

    fn disc(&mut self, at: BackendCoord, radius: u32, colour: Colour) -> Result<(), PaintError> {
        self.draw_circle(at, radius, &colour.backend(), true).map_err(refused)
    }

    fn text(&mut self, at: BackendCoord, style: &TextStyle, text: &str) -> Result<(), PaintError> {
        self.draw_text(text, style, at).map_err(refused)
    }

    fn finish(&mut self) -> Result<(), PaintError> {
        self.present().map_err(refused)
    }
}

fn refused<E: std::error::Error + Send + Sync>(_: DrawingErrorKind<E>) -> PaintError {
    PaintError
}

/// How CSS pixels become the surface's units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Resolution {
    /// Units in one CSS pixel.
    pub units: f64,
    /// Units in one device pixel: straight edges are laid on multiples of it, so that they are crisp.
    pub device: f64,
    /// What the backend divides font sizes by.
    pub font: f64,
}

impl Resolution {
    /// For a canvas of `scale` device pixels per CSS pixel, whose context is scaled down by [`SUBPIXEL`]:
    /// `canvas.width = drawing.width * scale`, then `context.scale(1 / SUBPIXEL, 1 / SUBPIXEL)`.
    pub fn canvas(scale: f64) -> Self {
        Self { units: scale * SUBPIXEL, device: SUBPIXEL, font: 1.0 }
    }

    fn coordinate(&self, (x, y): Point) -> BackendCoord {
        ((x * self.units).round() as i32, (y * self.units).round() as i32)
    }

    fn coordinates(&self, points: &[Point]) -> Vec<BackendCoord> {
        points.iter().map(|point| self.coordinate(*point)).collect()
    }

    fn snap(&self, pixels: f64) -> i32 {
        ((pixels * self.units / self.device).round() * self.device) as i32
    }

    /// The corners of a rectangle on device pixels; what is there is never lost to rounding.
    fn corners(&self, area: &Area) -> [BackendCoord; 2] {
        let edges = |from: f64, length: f64| {
            let (start, end) = (self.snap(from), self.snap(from + length));
            (start, if length > 0.0 { end.max(start + self.device as i32) } else { end })
        };
        let ((left, right), (top, bottom)) = (edges(area.x, area.w), edges(area.y, area.h));
        [(left, top), (right, bottom)]
    }

    /// A stroke's width: whole device pixels for a rule, so that it is as crisp as an edge.
    fn width(&self, width: f64) -> f64 {
        (width * self.units / self.device).round().max(1.0) * self.device
    }

    /// The middle of a straight rule of `width` units near `pixels`, such that its edges are on device pixels.
    fn rule(&self, pixels: f64, width: f64) -> i32 {
        let edge = ((pixels * self.units - width / 2.0) / self.device).round() * self.device;
        (edge + width / 2.0) as i32
    }
}

/// Paints marks, in order.
///
/// # Errors
/// When the surface refuses a mark; nothing is painted after that.
pub fn paint(marks: &[Mark], resolution: Resolution, surface: &mut dyn Surface) -> Result<(), PaintError> {
    for mark in marks {
        match mark {
            Mark::Rect { area, colour } => surface.rect(resolution.corners(area), *colour)?,
            Mark::Path { points, stroke } => paint_path(points, *stroke, resolution, surface)?,
            Mark::Polygon { points, colour } => surface.polygon(resolution.coordinates(points), *colour)?,
            Mark::Disc { at, radius, colour } => {
                let radius = (radius * resolution.units).round().max(1.0) as u32;
                surface.disc(resolution.coordinate(*at), radius, *colour)?;
            }
            Mark::Text { at, anchor, font, colour, text } => {
                let size = font.size * resolution.units * resolution.font;
                let style = TextStyle { font: Font { size, ..*font }, anchor: *anchor, colour: *colour };
                surface.text(resolution.coordinate(*at), &style, text)?;
            }
        }
    }
    surface.finish()
}

fn paint_path(
    points: &[Point],
    stroke: Stroke,
    resolution: Resolution,
    surface: &mut dyn Surface,
) -> Result<(), PaintError> {
    let level = points.windows(2).all(|pair| pair[0].1 == pair[1].1);
    let upright = points.windows(2).all(|pair| pair[0].0 == pair[1].0);
    let width = match level || upright {
        true => resolution.width(stroke.width),
        false => (stroke.width * resolution.units).max(resolution.device),
    };
    for piece in pieces(points, stroke.dash.pattern()) {
        let mut coordinates = resolution.coordinates(&piece);
        for ((x, y), point) in coordinates.iter_mut().zip(&piece) {
            match (level, upright) {
                (true, _) => *y = resolution.rule(point.1, width),
                (_, true) => *x = resolution.rule(point.0, width),
                _ => {}
            }
        }
        surface.path(coordinates, stroke.colour, width.round().max(1.0) as u32)?;
    }
    Ok(())
}

/// A line cut into the pieces that carry ink: `pattern` holds lengths of ink and gap in turn.
fn pieces(points: &[Point], pattern: &[f64]) -> Vec<Vec<Point>> {
    if pattern.is_empty() {
        return vec![points.to_vec()];
    }
    let mut pieces = Vec::new();
    let mut piece: Vec<Point> = points.first().copied().into_iter().collect();
    let mut slot = 0;
    let mut left = pattern[0];
    for pair in points.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        let length = libm::sqrt((to.0 - from.0) * (to.0 - from.0) + (to.1 - from.1) * (to.1 - from.1));
        let mut done = 0.0;
        while length - done > left {
            done += left;
            let share = done / length;
            let at = (from.0 + share * (to.0 - from.0), from.1 + share * (to.1 - from.1));
            if slot % 2 == 0 {
                piece.push(at);
                pieces.push(std::mem::take(&mut piece));
            } else {
                piece = vec![at];
            }
            slot = (slot + 1) % pattern.len();
            left = pattern[slot];
        }
        left -= length - done;
        if slot % 2 == 0 {
            piece.push(to);
        }
    }
    if piece.len() > 1 {
        pieces.push(piece);
    }
    pieces
}

impl Colour {
    fn backend(self) -> BackendColor {
        BackendColor { alpha: 1.0, rgb: (self.red, self.green, self.blue) }
    }
}

/// A line's style, as backends take it.
struct LineStyle {
    colour: BackendColor,
    width: u32,
}

impl BackendStyle for LineStyle {
    fn color(&self) -> BackendColor {
        self.colour
    }

    fn stroke_width(&self) -> u32 {
        self.width
    }
}

/// How a text is written, its size in units of the surface. Backends that rasterise text themselves are of no use
/// here: nothing is laid out or drawn glyph by glyph.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TextStyle {
    /// Size and weight.
    pub font: Font,
    /// Which part of the text its place names.
    pub anchor: Anchor,
    /// Colour.
    pub colour: Colour,
}

impl BackendTextStyle for TextStyle {
    type FontError = std::fmt::Error;

    fn color(&self) -> BackendColor {
        self.colour.backend()
    }

    fn size(&self) -> f64 {
        self.font.size
    }

    fn style(&self) -> FontStyle {
        if self.font.bold { FontStyle::Bold } else { FontStyle::Normal }
    }

    fn anchor(&self) -> Pos {
        let h_pos = match self.anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        Pos::new(h_pos, VPos::Center)
    }

    fn family(&self) -> FontFamily<'_> {
        FontFamily::Name(FAMILY)
    }

    fn layout_box(&self, _: &str) -> Result<((i32, i32), (i32, i32)), Self::FontError> {
        Err(std::fmt::Error)
    }

    fn draw<E, Draw: FnMut(i32, i32, BackendColor) -> Result<(), E>>(
        &self,
        _: &str,
        _: BackendCoord,
        _: Draw,
    ) -> Result<Result<(), E>, Self::FontError> {
        Err(std::fmt::Error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dashed_line_is_cut_along_its_length() {
        let cut = pieces(&[(0.0, 0.0), (10.0, 0.0)], &[4.0, 2.0]);
        assert_eq!(cut, vec![vec![(0.0, 0.0), (4.0, 0.0)], vec![(6.0, 0.0), (10.0, 0.0)]]);
        let corner = pieces(&[(0.0, 0.0), (3.0, 0.0), (3.0, 9.0)], &[4.0, 2.0]);
        assert_eq!(corner[0], vec![(0.0, 0.0), (3.0, 0.0), (3.0, 1.0)]);
        assert_eq!(corner[1], vec![(3.0, 3.0), (3.0, 7.0)]);
    }

    #[test]
    fn rules_have_their_edges_on_device_pixels() {
        let resolution = Resolution::canvas(1.0);
        assert_eq!(resolution.rule(10.3, 8.0), 84);
        assert_eq!(resolution.rule(10.3, 16.0), 80);
        assert_eq!(resolution.snap(10.3), 80);
    }
}
