//! Pointing into a chart: the nearest point, the next one, and how it is shown.

use super::{Anchor, Drawing, Frame, Mark, text};

/// How far from a point the pointer may be, in CSS pixels.
const REACH: f64 = 40.0;

impl Drawing {
    /// The index in [`Drawing::hot`] of what is nearest to a place, if anything is near.
    pub fn nearest(&self, x: f64, y: f64) -> Option<usize> {
        let distance = |index: &usize| {
            let hot = &self.hot[*index];
            let dx = (hot.x - x).max(x - hot.x - hot.w).max(0.0);
            let dy = (hot.y - y).max(y - hot.y - hot.h).max(0.0);
            // Of rectangles within one another, the smallest is meant.
            (dx * dx + dy * dy, hot.w * hot.h)
        };
        (0..self.hot.len())
            .min_by(|one, two| {
                let (one, two) = (distance(one), distance(two));
                one.0.total_cmp(&two.0).then(one.1.total_cmp(&two.1))
            })
            .filter(|index| distance(index).0 <= REACH * REACH)
    }

    /// Where an arrow key leads: the nearest hot place in that direction (`dx`, `dy` each −1, 0 or 1), or the same
    /// one when there is none. From nowhere, the first.
    pub fn step(&self, from: Option<usize>, dx: i8, dy: i8) -> Option<usize> {
        let Some(from) = from.filter(|index| *index < self.hot.len()) else {
            return (!self.hot.is_empty()).then_some(0);
        };
        let centre = |index: usize| {
            let hot = &self.hot[index];
            (hot.x + hot.w / 2.0, hot.y + hot.h / 2.0)
        };
        let (x, y) = centre(from);
        let (dx, dy) = (f64::from(dx), f64::from(dy));
        let cost = |index: &usize| {
            let (ahead_x, ahead_y) = (centre(*index).0 - x, centre(*index).1 - y);
            let along = ahead_x * dx + ahead_y * dy;
            let aside = (ahead_x * dy).abs() + (ahead_y * dx).abs();
            // Along a line of points a small sideways move is no obstacle; a row above is.
            (along > 0.5).then_some(along + 2.0 * aside)
        };
        (0..self.hot.len())
            .filter_map(|index| cost(&index).map(|cost| (cost, index)))
            .min_by(|one, two| one.0.total_cmp(&two.0))
            .map(|(_, index)| index)
            .or(Some(from))
    }
}

/// The marks that show the hot place at `index`: an outline and a note with its label and readout. To be painted
/// over the drawing.
pub fn focus(drawing: &Drawing, index: usize, frame: &Frame) -> Vec<Mark> {
    let Some(hot) = drawing.hot.get(index) else { return Vec::new() };
    let theme = &frame.theme;
    let mut marks = Vec::new();
    if hot.w == 0.0 && hot.h == 0.0 {
        marks.extend(super::Symbol::Ring.marks((hot.x, hot.y), 7.0, theme.ink));
    } else {
        marks.push(Mark::outline(hot.x, hot.y, hot.w, hot.h, theme.ink, 1.5));
    }
    let room = (drawing.width - 16.0).min(320.0);
    let mut rows: Vec<(String, bool)> =
        text::wrap(&hot.label, text::SIZE, true, room - 16.0, 2).into_iter().map(|row| (row, true)).collect();
    rows.extend(text::wrap(&hot.readout, text::SIZE, false, room - 16.0, 3).into_iter().map(|row| (row, false)));
    let width = rows.iter().map(|(row, bold)| text::width(row, text::SIZE, *bold)).fold(0.0, f64::max) + 16.0;
    let height = rows.len() as f64 * text::LINE + 10.0;
    let x = (hot.x + hot.w / 2.0 - width / 2.0).clamp(0.0, (drawing.width - width).max(0.0));
    let above = hot.y - height - 10.0;
    let below = hot.y + hot.h + 10.0;
    let y = if above >= 0.0 { above } else { below.min(drawing.height - height).max(0.0) };
    marks.push(Mark::Rect { x, y, w: width, h: height, colour: theme.ink });
    for (place, (row, bold)) in rows.into_iter().enumerate() {
        let at = (x + 8.0, y + 5.0 + (place as f64 + 0.5) * text::LINE);
        let colour = theme.paper;
        marks.push(Mark::Text { at, anchor: Anchor::Start, size: text::SIZE, bold, colour, text: row });
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::chart::Hot;

    fn grid() -> Drawing {
        let hot = |x: f64, y: f64| Hot { x, y, ..Hot::default() };
        Drawing {
            width: 300.0,
            height: 200.0,
            hot: vec![hot(50.0, 50.0), hot(100.0, 60.0), hot(50.0, 150.0), hot(100.0, 150.0)],
            ..Drawing::default()
        }
    }

    #[test]
    fn the_nearest_point_is_found_within_reach() {
        assert_eq!(grid().nearest(95.0, 65.0), Some(1));
        assert_eq!(grid().nearest(290.0, 10.0), None);
    }

    #[test]
    fn arrow_keys_go_from_point_to_point() {
        let drawing = grid();
        assert_eq!(drawing.step(None, 1, 0), Some(0));
        assert_eq!(drawing.step(Some(0), 1, 0), Some(1));
        assert_eq!(drawing.step(Some(1), 0, 1), Some(3));
        assert_eq!(drawing.step(Some(3), -1, 0), Some(2));
        assert_eq!(drawing.step(Some(2), -1, 0), Some(2));
        assert_eq!(Drawing::default().step(None, 1, 0), None);
    }

    #[test]
    fn the_note_stays_inside() {
        let mut drawing = grid();
        drawing.hot[0] = Hot { x: 2.0, y: 3.0, label: "A".repeat(90), readout: "b ".repeat(200), ..Hot::default() };
        for mark in &focus(&drawing, 0, &Frame::new(300.0, 200.0))[1..] {
            let (left, top, right, bottom) = mark.bounds();
            assert!(left >= 0.0 && top >= 0.0 && right <= 300.0 && bottom <= 200.0, "{mark:?}");
        }
    }
}
