//! What a chart function takes and gives.

use super::{Anchor, Area, Font, LINE, Mark, Point, Projection, Series, TEXT, Table, Theme};

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
}

/// A chart: handed around while it is drawn, then ready to be painted and to be read without being seen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawing {
    /// Width in CSS pixels.
    pub width: f64,
    /// Height in CSS pixels.
    pub height: f64,
    /// The colours it is drawn in.
    pub theme: Theme,
    /// What to paint, in order.
    pub marks: Vec<Mark>,
    /// What is to be seen, in a sentence or two.
    pub sentence: String,
    /// What can be pointed at or stepped to, in the order of the arrow keys.
    pub hot_spots: Vec<HotSpot>,
    /// The data behind it.
    pub table: Table,
    /// Where values lie, for charts one can drag in.
    pub projection: Option<Projection>,
}

/// A place that can be pointed at, and what is read there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HotSpot {
    /// Where; without size for a point.
    pub area: Area,
    /// What it is, such as "Assisted, week 12".
    pub label: String,
    /// What its value is, such as "143 ms, 95 % between 120 and 231".
    pub readout: String,
}

impl Drawing {
    /// An empty drawing of a frame's width; its height is set when it is known.
    pub fn new(frame: &Frame, height: f64) -> Self {
        Self { width: frame.width, height, theme: frame.theme, ..Self::default() }
    }

    /// A drawing that only says why there is nothing to draw.
    pub fn empty(frame: &Frame, sentence: &str) -> Self {
        let mut drawing = Self::new(frame, 48.0);
        drawing.sentence = sentence.to_owned();
        drawing.block((8.0, 24.0), TEXT, TEXT.wrap(sentence, frame.width - 16.0, 2));
        drawing
    }

    /// Whether there is room beside the marks for labels.
    pub fn is_wide(&self) -> bool {
        self.width >= 560.0
    }

    /// Adds a mark.
    pub fn push(&mut self, mark: Mark) {
        self.marks.push(mark);
    }

    /// Adds marks.
    pub fn append(&mut self, mut marks: Vec<Mark>) {
        self.marks.append(&mut marks);
    }

    /// Adds the swatch that stands before an alternative's name; `at` is the middle of its left edge.
    pub fn swatch(&mut self, at: Point, series: &Series<'_>) {
        self.append(series.swatch(at, &self.theme));
    }

    /// Adds lines of text that begin at `x`, with `y` at half their height.
    pub fn block(&mut self, (x, y): Point, font: Font, lines: Vec<String>) {
        let (colour, mut y) = (self.theme.ink, y - (lines.len() as f64 - 1.0) / 2.0 * LINE);
        for text in lines {
            self.push(Mark::Text { at: (x, y), anchor: Anchor::Start, font, colour, text });
            y += LINE;
        }
    }

    /// Adds a rectangle or a point that can be pointed at.
    pub fn hot_spot(&mut self, area: Area, label: String, readout: String) {
        self.hot_spots.push(HotSpot { area, label, readout });
    }
}
