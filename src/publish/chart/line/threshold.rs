//! Thresholds on a line chart: the bad side tinted, a line, and its name where it covers least.

use super::{Chart, Lines, Threshold};
use crate::{
    publish::chart::kit::{Anchor, Area, Dash, LINE, Mark, NOTE, Projection, Stroke, number::quantity},
    telemetry::series,
};

/// How strongly the bad side is tinted.
const TINT: f64 = 0.07;

impl Chart<'_> {
    /// The thresholds that lie on the scale.
    fn shown(&self) -> Vec<Threshold> {
        self.lines.thresholds.iter().filter(|gate| self.plot.y.holds(gate.value)).cloned().collect()
    }

    /// The bad side of each threshold in a soft tint.
    pub(super) fn bad_sides(&mut self) {
        let (theme, plot) = (self.drawing.theme, self.plot);
        for gate in self.shown() {
            let edge = if gate.comparator.prefers_less() { plot.y.end } else { plot.y.start };
            let side = Area::between((plot.x.start, plot.y.at(gate.value)), (plot.x.end, edge));
            self.drawing.push(Mark::rect(side, theme.tint(theme.fail, TINT)));
        }
    }

    /// The lines of the thresholds with their names.
    pub(super) fn thresholds(&mut self) {
        let (theme, plot) = (self.drawing.theme, self.plot);
        let stroke = Stroke { colour: theme.fail, width: 1.5, dash: Dash::Short };
        let shown = self.shown();
        for gate in &shown {
            let y = plot.y.at(gate.value);
            self.drawing.push(Mark::stroke((plot.x.start, y), (plot.x.end, y), stroke));
        }
        let mut taken: Vec<Area> = Vec::new();
        for gate in &shown {
            let words = format!("{} {} {}", gate.name, gate.comparator, quantity(gate.value, self.lines.unit));
            let words = NOTE.fit(&words, plot.x.room() - 12.0);
            let Some(label) = quiet(self.lines, &plot, gate, (NOTE.width(&words) + 8.0, &taken)) else { continue };
            taken.push(label);
            let (x, y) = (label.x + 4.0, label.middle().1);
            let is_good = gate.comparator.accepts(plot.y.value(y), gate.value);
            let ground = if is_good { theme.paper } else { theme.tint(theme.fail, TINT) };
            self.drawing.push(Mark::rect(label, ground));
            self.drawing.push(Mark::note((x, y), Anchor::Start, theme.fail, words));
        }
    }
}

/// Where a label of this width beside a threshold's line covers the fewest values. None when labels set before leave
/// no room.
fn quiet(lines: &Lines, plot: &Projection, gate: &Threshold, (width, taken): (f64, &[Area])) -> Option<Area> {
    let line = plot.y.at(gate.value);
    let sides = if gate.comparator.prefers_less() { [-9.0, 9.0] } else { [9.0, -9.0] };
    let mut best: Option<(usize, Area)> = None;
    for y in sides.map(|side| line + side) {
        let is_taken = taken.iter().any(|other| (other.middle().1 - y).abs() < LINE);
        if y - 7.0 < plot.y.end || y + 7.0 > plot.y.start || is_taken {
            continue;
        }
        let mut label = Area::new(plot.x.start + 4.0, y - 7.0, width, 14.0);
        while label.right() <= plot.x.end {
            let covered = covered(lines, plot, label.inset(-1.0));
            if best.is_none_or(|(least, _)| covered < least) {
                best = Some((covered, label));
            }
            label.x += 8.0;
        }
    }
    best.map(|(_, label)| label)
}

/// How many values or steps between neighbours lie within a rectangle.
fn covered(lines: &Lines, plot: &Projection, area: Area) -> usize {
    let crosses = |pair: &[series::Point]| {
        let (Some(one), Some(two)) = (pair[0].y, pair[1].y) else { return false };
        let (from, to) = (plot.x.at(pair[0].x), plot.x.at(pair[1].x));
        let (high, low) = (plot.y.at(one.max(two)), plot.y.at(one.min(two)));
        from <= area.right() && to >= area.x && high <= area.bottom() && low >= area.y
    };
    lines.lines.iter().flat_map(|line| line.points.windows(2)).filter(|pair| crosses(pair)).count()
}
