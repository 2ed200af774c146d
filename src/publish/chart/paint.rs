//! Replays a drawing on a plotters backend.

use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontFamily,
    FontStyle,
    text_anchor::{HPos, Pos, VPos},
};

use super::{Anchor, Colour, Mark, Point, Stroke};

/// The system's own sans serif.
pub const FONT: &str = "system-ui, sans-serif";

/// Backend units in one device pixel. Plotters' coordinates are whole numbers: painting eight times as large and
/// letting the backend scale it back keeps curves smooth.
pub const SUBPIXEL: f64 = 8.0;

/// How CSS pixels become the backend's units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Grain {
    /// Backend units in one CSS pixel.
    pub units: f64,
    /// Backend units in one device pixel: straight edges are laid on multiples of it, so that they are crisp.
    pub device: f64,
    /// What the backend divides font sizes by.
    pub font: f64,
}

impl Grain {
    /// For a canvas of `scale` device pixels per CSS pixel, whose context is scaled down by [`SUBPIXEL`]:
    /// `canvas.width = drawing.width * scale`, then `context.scale(1 / SUBPIXEL, 1 / SUBPIXEL)`.
    pub fn canvas(scale: f64) -> Self {
        Self { units: scale * SUBPIXEL, device: SUBPIXEL, font: 1.0 }
    }

    fn coordinate(&self, (x, y): Point) -> BackendCoord {
        ((x * self.units).round() as i32, (y * self.units).round() as i32)
    }

    fn snap(&self, pixels: f64) -> i32 {
        ((pixels * self.units / self.device).round() * self.device) as i32
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
/// Whatever the backend reports; nothing is painted after that.
pub fn paint<B: DrawingBackend>(
    marks: &[Mark],
    grain: Grain,
    backend: &mut B,
) -> Result<(), DrawingErrorKind<B::ErrorType>> {
    for mark in marks {
        match mark {
            Mark::Rect { x, y, w, h, colour } => {
                let from = (grain.snap(*x), grain.snap(*y));
                let mut to = (grain.snap(x + w), grain.snap(y + h));
                // What is there is never lost to rounding.
                if *w > 0.0 {
                    to.0 = to.0.max(from.0 + grain.device as i32);
                }
                if *h > 0.0 {
                    to.1 = to.1.max(from.1 + grain.device as i32);
                }
                backend.draw_rect(from, to, &colour.style(1.0), true)?;
            }
            Mark::Path { points, stroke } => paint_path(points, *stroke, grain, backend)?,
            Mark::Area { points, colour } => {
                let points: Vec<BackendCoord> = points.iter().map(|point| grain.coordinate(*point)).collect();
                backend.fill_polygon(points, &colour.style(1.0))?;
            }
            Mark::Disc { at, radius, colour } => {
                let radius = (radius * grain.units).round().max(1.0) as u32;
                backend.draw_circle(grain.coordinate(*at), radius, &colour.style(1.0), true)?;
            }
            Mark::Text { at, anchor, size, bold, colour, text } => {
                let style = Lettering {
                    colour: colour.style(1.0).colour,
                    size: size * grain.units * grain.font,
                    bold: *bold,
                    anchor: *anchor,
                };
                backend.draw_text(text, &style, grain.coordinate(*at))?;
            }
        }
    }
    backend.present()
}

fn paint_path<B: DrawingBackend>(
    points: &[Point],
    stroke: Stroke,
    grain: Grain,
    backend: &mut B,
) -> Result<(), DrawingErrorKind<B::ErrorType>> {
    let level = points.windows(2).all(|pair| pair[0].1 == pair[1].1);
    let upright = points.windows(2).all(|pair| pair[0].0 == pair[1].0);
    let straight = level || upright;
    let width = if straight { grain.width(stroke.width) } else { (stroke.width * grain.units).max(grain.device) };
    let style = stroke.colour.style(width);
    for piece in pieces(points, stroke.dash.pattern()) {
        let piece: Vec<BackendCoord> = piece
            .into_iter()
            .map(|point| {
                let (x, y) = grain.coordinate(point);
                match (level, upright) {
                    (true, _) => (x, grain.rule(point.1, width)),
                    (_, true) => (grain.rule(point.0, width), y),
                    _ => (x, y),
                }
            })
            .collect();
        backend.draw_path(piece, &style)?;
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

/// A colour with a stroke width, as backends take it.
struct Line {
    colour: BackendColor,
    width: u32,
}

impl BackendStyle for Line {
    fn color(&self) -> BackendColor {
        self.colour
    }

    fn stroke_width(&self) -> u32 {
        self.width
    }
}

impl Colour {
    fn style(self, width: f64) -> Line {
        Line {
            colour: BackendColor { alpha: 1.0, rgb: (self.red, self.green, self.blue) },
            width: width.round().max(1.0) as u32,
        }
    }
}

/// A text's style, as backends take it. Backends that rasterise text themselves are of no use here: nothing is laid
/// out or drawn glyph by glyph.
struct Lettering {
    colour: BackendColor,
    size: f64,
    bold: bool,
    anchor: Anchor,
}

impl BackendTextStyle for Lettering {
    type FontError = std::fmt::Error;

    fn color(&self) -> BackendColor {
        self.colour
    }

    fn size(&self) -> f64 {
        self.size
    }

    fn style(&self) -> FontStyle {
        if self.bold { FontStyle::Bold } else { FontStyle::Normal }
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
        FontFamily::Name(FONT)
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
        let grain = Grain::canvas(1.0);
        assert_eq!(grain.rule(10.3, 8.0), 84);
        assert_eq!(grain.rule(10.3, 16.0), 80);
        assert_eq!(grain.snap(10.3), 80);
    }
}
