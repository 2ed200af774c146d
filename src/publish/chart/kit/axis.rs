//! Axes: thin rules and round numbers.

use super::{
    Anchor, Drawing, Mark, NOTE, Projection, Scale, Ticks,
    number::{Unit, unit_name},
    tick_count,
    ticks::fitting,
};

/// How much height a bottom axis takes.
pub const BOTTOM: f64 = 20.0;

/// How the numbers of an axis at the left of a plot are written: a short unit behind each, a longer one once above
/// them, for which there must be 20 pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Side<'a>(pub Unit<'a>);

impl Side<'_> {
    /// Whether the unit stands behind each number.
    pub fn is_short(&self) -> bool {
        unit_name(self.0).chars().count() <= 2
    }

    fn ticks(&self, scale: &Scale) -> Vec<(f64, String)> {
        let unit = if self.is_short() { self.0 } else { Unit::Plain };
        unit.ticks(scale, tick_count(scale.room()))
    }

    /// How much width the numbers take, with the gap to the plot.
    pub fn width(&self, scale: &Scale) -> f64 {
        NOTE.widest(self.ticks(scale).iter().map(|(_, label)| label.as_str())) + 8.0
    }
}

/// Grid lines with their numbers at the left of the plot.
pub fn left(drawing: &mut Drawing, plot: &Projection, side: Side<'_>) {
    let theme = drawing.theme;
    for (value, label) in side.ticks(&plot.y) {
        let y = plot.y.at(value);
        let colour = if value == 0.0 { theme.muted } else { theme.rule };
        drawing.push(Mark::line((plot.x.start, y), (plot.x.end, y), colour, 1.0));
        drawing.push(Mark::note((plot.x.start - 6.0, y), Anchor::End, theme.muted, label));
    }
    if !side.is_short() {
        let name = NOTE.fit(unit_name(side.0), plot.x.end);
        drawing.push(Mark::note((0.0, plot.y.end - 16.0), Anchor::Start, theme.muted, name));
    }
}

/// Labels under the plot at `y`, with a short tick each; as many as fit.
pub fn bottom(drawing: &mut Drawing, scale: &Scale, y: f64, ticks: &dyn Ticks) {
    let (width, colour) = (drawing.width, drawing.theme.muted);
    let mut end = scale.start.max(scale.end) + 6.0;
    for (x, label) in fitting(ticks, scale) {
        drawing.push(Mark::line((x, y), (x, y + 4.0), colour, 1.0));
        let label = Mark::note((x, y + 12.0), Anchor::Middle, colour, label).between(0.0, width);
        end = end.max(label.bounds().right());
        drawing.push(label);
    }
    if !ticks.name().is_empty() {
        let name = NOTE.fit(ticks.name(), width - end - 8.0);
        drawing.push(Mark::note((end + 8.0, y + 12.0), Anchor::Start, colour, name));
    }
}
