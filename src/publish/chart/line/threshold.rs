//! Thresholds on a line chart: the bad side tinted, a line, and its name where it covers least.

use super::{Lines, Threshold};
use crate::{
    publish::chart::{Anchor, Dash, Drawing, Frame, Mark, Plot, Point, number::quantity, text},
    telemetry::series,
};

/// The bad side of each threshold in a soft tint.
pub fn tints(drawing: &mut Drawing, lines: &Lines<'_>, frame: &Frame, plot: &Plot) {
    let theme = &frame.theme;
    for gate in lines.thresholds.iter().filter(|gate| plot.y.holds(gate.value)) {
        let y = plot.y.at(gate.value);
        let edge = if gate.comparator.prefers_less() { plot.y.end } else { plot.y.start };
        drawing.push(Mark::rect((plot.x.start, y), (plot.x.end, edge), theme.tint(theme.fail, 0.07)));
    }
}

/// The lines of the thresholds with their names.
pub fn labels(drawing: &mut Drawing, lines: &Lines<'_>, frame: &Frame, plot: &Plot) {
    let theme = &frame.theme;
    let shown: Vec<&Threshold> = lines.thresholds.iter().filter(|gate| plot.y.holds(gate.value)).collect();
    for gate in &shown {
        let y = plot.y.at(gate.value);
        drawing.push(Mark::dashed((plot.x.start, y), (plot.x.end, y), theme.fail, 1.5, Dash::Short));
    }
    let mut taken: Vec<(f64, f64)> = Vec::new();
    for gate in shown {
        let full = format!("{} {} {}", gate.name, gate.comparator, quantity(gate.value, lines.unit));
        let label = text::fit(&full, text::SMALL, false, plot.x.end - plot.x.start - 12.0);
        let width = text::width(&label, text::SMALL, false) + 8.0;
        let Some((x, y)) = quiet_place(lines, plot, gate, width, &taken) else { continue };
        taken.push((x, y));
        let bad = gate.comparator.accepts(plot.y.value(y), gate.value);
        let ground = if bad { theme.paper } else { theme.tint(theme.fail, 0.07) };
        drawing.push(Mark::Rect { x, y: y - 7.0, w: width, h: 14.0, colour: ground });
        drawing.push(Mark::note((x + 4.0, y), Anchor::Start, theme.fail, label));
    }
}

/// Where a label of `width` beside a threshold's line covers the fewest values: its left edge and its middle. None
/// when labels set before leave no place.
fn quiet_place(lines: &Lines, plot: &Plot, gate: &Threshold, width: f64, taken: &[(f64, f64)]) -> Option<Point> {
    let line = plot.y.at(gate.value);
    let sides = if gate.comparator.prefers_less() { [-9.0, 9.0] } else { [9.0, -9.0] };
    let mut best: Option<(usize, Point)> = None;
    for y in sides.map(|side| line + side) {
        if y - 7.0 < plot.y.end
            || y + 7.0 > plot.y.start
            || taken.iter().any(|(_, other)| (other - y).abs() < text::LINE)
        {
            continue;
        }
        let mut x = plot.x.start + 4.0;
        while x + width <= plot.x.end {
            let covered = covered(lines, plot, (x, y - 8.0, x + width, y + 8.0));
            if best.is_none_or(|(least, _)| covered < least) {
                best = Some((covered, (x, y)));
            }
            x += 8.0;
        }
    }
    best.map(|(_, place)| place)
}

/// How many values or steps between neighbours lie within a rectangle.
fn covered(lines: &Lines, plot: &Plot, (left, top, right, bottom): (f64, f64, f64, f64)) -> usize {
    let crosses = |pair: &[series::Point]| {
        let (Some(one), Some(two)) = (pair[0].y, pair[1].y) else { return false };
        let (from, to) = (plot.x.at(pair[0].x), plot.x.at(pair[1].x));
        let (high, low) = (plot.y.at(one.max(two)), plot.y.at(one.min(two)));
        from <= right && to >= left && high <= bottom && low >= top
    };
    lines.lines.iter().flat_map(|line| line.points.windows(2)).filter(|pair| crosses(pair)).count()
}
