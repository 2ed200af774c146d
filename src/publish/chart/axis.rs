//! Axes: thin rules and round numbers.

use super::{
    Anchor, Drawing, Frame, Mark,
    number::{Unit, tick, unit_name},
    scale::Scale,
    text,
};

/// How much height a bottom axis takes.
pub const BOTTOM: f64 = 20.0;

/// Grid lines with their numbers at the left of the plot; `scale.start` is the lower edge. A longer unit stands
/// once above them, for which there must be 20 pixels.
pub fn left(drawing: &mut Drawing, frame: &Frame, scale: &Scale, (from, to): (f64, f64), unit: Unit<'_>) {
    for (tick, label) in left_ticks(scale, unit) {
        let y = scale.at(tick);
        let colour = if tick == 0.0 { frame.theme.muted } else { frame.theme.rule };
        drawing.push(Mark::line((from, y), (to, y), colour, 1.0));
        drawing.push(Mark::note((from - 6.0, y), Anchor::End, frame.theme.muted, label));
    }
    if !is_short(unit) {
        let name = text::fit(unit_name(unit), text::SMALL, false, to);
        drawing.push(Mark::note((0.0, scale.end - 16.0), Anchor::Start, frame.theme.muted, name));
    }
}

/// Whether a unit stands behind each number of a left axis.
pub fn is_short(unit: Unit<'_>) -> bool {
    unit_name(unit).chars().count() <= 2
}

fn left_ticks(scale: &Scale, unit: Unit<'_>) -> Vec<(f64, String)> {
    let count = (((scale.start - scale.end) / 44.0) as usize).clamp(2, 6);
    let step = scale.step(count);
    let unit = if is_short(unit) { unit } else { Unit::Plain };
    scale.ticks(count).into_iter().map(|value| (value, tick(value, step, unit))).collect()
}

/// How much width the numbers of a left axis take, with the gap to the plot.
pub fn left_width(scale: &Scale, unit: Unit<'_>) -> f64 {
    let widths = left_ticks(scale, unit).into_iter().map(|(_, label)| text::width(&label, text::SMALL, false));
    widths.fold(0.0, f64::max) + 8.0
}

/// Round numbers under the plot at `y`, with a short tick each; as many as fit.
pub fn bottom(drawing: &mut Drawing, frame: &Frame, scale: &Scale, y: f64, unit: Unit<'_>) {
    for (at, label) in bottom_ticks(scale, unit) {
        drawing.push(Mark::line((at, y), (at, y + 4.0), frame.theme.muted, 1.0));
        let half = text::width(&label, text::SMALL, false) / 2.0;
        let held = at.clamp(half, (frame.width - half).max(half));
        drawing.push(Mark::note((held, y + 12.0), Anchor::Middle, frame.theme.muted, label));
    }
}

/// Pixels and labels of as many round numbers as fit beside each other.
pub fn bottom_ticks(scale: &Scale, unit: Unit<'_>) -> Vec<(f64, String)> {
    let room = (scale.end - scale.start).abs();
    let mut count = ((room / 60.0) as usize).clamp(1, 10);
    loop {
        let step = scale.step(count);
        let ticks: Vec<(f64, String)> =
            scale.ticks(count).into_iter().map(|value| (scale.at(value), tick(value, step, unit))).collect();
        let widest = ticks.iter().map(|(_, label)| text::width(label, text::SMALL, false)).fold(0.0, f64::max);
        let gap = room * step / (scale.high - scale.low).abs();
        if count == 1 || gap >= widest + 10.0 {
            return ticks;
        }
        count -= 1;
    }
}
