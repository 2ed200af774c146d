//! What a chart function takes and gives.

use super::{Mark, Theme, scale::Scale};

/// The room a chart has and how it looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// Width in CSS pixels; charts stay legible from 320 up.
    pub width: f64,
    /// Height in CSS pixels wished for. Charts of rows take the height their rows need instead: size the canvas by
    /// [`Drawing::height`].
    pub height: f64,
    /// Colours.
    pub theme: Theme,
}

impl Frame {
    /// A frame in the light theme.
    pub fn new(width: f64, height: f64) -> Self {
        Self { width, height, theme: Theme::LIGHT }
    }

    /// Whether there is room beside the marks for labels.
    pub(super) fn is_wide(&self) -> bool {
        self.width >= 560.0
    }
}

/// A chart, ready to be painted and to be read without being seen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawing {
    /// Width in CSS pixels.
    pub width: f64,
    /// Height in CSS pixels.
    pub height: f64,
    /// What to paint, in order.
    pub marks: Vec<Mark>,
    /// What is to be seen, in a sentence or two.
    pub sentence: String,
    /// What can be pointed at or stepped to, in the order of the arrow keys.
    pub hot: Vec<Hot>,
    /// The data behind it, the first row its header.
    pub table: Vec<Vec<String>>,
    /// Where values lie, for charts one can drag in.
    pub plot: Option<Plot>,
}

/// A place that can be pointed at, and what is read there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hot {
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Width; 0 for a point.
    pub w: f64,
    /// Height; 0 for a point.
    pub h: f64,
    /// What it is, such as "Assisted, week 12".
    pub label: String,
    /// What its value is, such as "143 ms, 95 % between 120 and 231".
    pub readout: String,
}

/// The rectangle within which values lie, and the values at its edges.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plot {
    /// From left to right.
    pub x: Scale,
    /// From bottom to top: `y.start` is the lower edge.
    pub y: Scale,
}

impl Plot {
    /// The values at a pixel, held within the plot.
    pub fn values(&self, x: f64, y: f64) -> (f64, f64) {
        (self.x.value(x), self.y.value(y))
    }
}

impl Drawing {
    /// An empty drawing of this width; its height is set when it is known.
    pub(super) fn new(frame: &Frame, height: f64) -> Self {
        Self { width: frame.width, height, ..Self::default() }
    }

    /// A drawing that only says why there is nothing to draw.
    pub(super) fn empty(frame: &Frame, sentence: &str) -> Self {
        let mut drawing = Self::new(frame, 48.0);
        drawing.sentence = sentence.to_owned();
        let rows = super::text::wrap(sentence, super::text::SIZE, false, frame.width - 16.0, 2);
        for (place, row) in rows.into_iter().enumerate() {
            let at = (8.0, 16.0 + place as f64 * super::text::LINE);
            drawing.marks.push(Mark::text(at, super::Anchor::Start, frame.theme.muted, row));
        }
        drawing
    }

    /// Adds a mark.
    pub(super) fn push(&mut self, mark: Mark) {
        self.marks.push(mark);
    }

    /// Adds marks.
    pub(super) fn extend(&mut self, marks: impl IntoIterator<Item = Mark>) {
        self.marks.extend(marks);
    }

    /// Adds a rectangle that can be pointed at.
    pub(super) fn hot(&mut self, (x, y, w, h): (f64, f64, f64, f64), label: String, readout: String) {
        self.hot.push(Hot { x, y, w, h, label, readout });
    }
}
