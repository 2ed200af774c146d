//! Pointing into a chart: the nearest point, the next one, and how it is shown.

use super::{Anchor, Area, Drawing, Font, LINE, Mark, Point, STRONG, Symbol, TEXT};

/// How far from a point the pointer may be, in CSS pixels.
const REACH: f64 = 40.0;
/// Between a hot spot and its note.
const GAP: f64 = 10.0;

impl Drawing {
    /// The index in [`Drawing::hot_spots`] of what is nearest to a place, if anything is near.
    pub fn nearest(&self, at: Point) -> Option<usize> {
        let distance = |index: &usize| {
            let area = &self.hot_spots[*index].area;
            let dx = (area.x - at.0).max(at.0 - area.right()).max(0.0);
            let dy = (area.y - at.1).max(at.1 - area.bottom()).max(0.0);
            // Of rectangles within one another, the smallest is meant.
            (dx * dx + dy * dy, area.w * area.h)
        };
        (0..self.hot_spots.len())
            .min_by(|one, two| {
                let (one, two) = (distance(one), distance(two));
                one.0.total_cmp(&two.0).then(one.1.total_cmp(&two.1))
            })
            .filter(|index| distance(index).0 <= REACH * REACH)
    }

    /// Where an arrow key leads: the nearest hot spot in that direction (`dx`, `dy` each −1, 0 or 1), or the same
    /// one when there is none. From nowhere, the first.
    pub fn step(&self, from: Option<usize>, (dx, dy): (i8, i8)) -> Option<usize> {
        let Some(from) = from.filter(|index| *index < self.hot_spots.len()) else {
            return (!self.hot_spots.is_empty()).then_some(0);
        };
        let centre = |index: usize| self.hot_spots[index].area.middle();
        let (x, y) = centre(from);
        let (dx, dy) = (f64::from(dx), f64::from(dy));
        let cost = |index: &usize| {
            let (ahead_x, ahead_y) = (centre(*index).0 - x, centre(*index).1 - y);
            let along = ahead_x * dx + ahead_y * dy;
            let aside = (ahead_x * dy).abs() + (ahead_y * dx).abs();
            // Along a line of points a small sideways move is no obstacle; a row above is.
            (along > 0.5).then_some(along + 2.0 * aside)
        };
        (0..self.hot_spots.len())
            .filter_map(|index| cost(&index).map(|cost| (cost, index)))
            .min_by(|one, two| one.0.total_cmp(&two.0))
            .map(|(_, index)| index)
            .or(Some(from))
    }
}

/// The marks that show the hot spot at `index`: an outline and a note with its label and readout. To be painted
/// over the drawing.
pub fn focus(drawing: &Drawing, index: usize) -> Vec<Mark> {
    let Some(spot) = drawing.hot_spots.get(index) else { return Vec::new() };
    let (theme, area) = (&drawing.theme, spot.area);
    let mut marks = if area.is_point() {
        Symbol::Ring.marks((area.x, area.y), 7.0, theme.ink)
    } else {
        vec![Mark::outline(area, theme.ink, 1.5)]
    };
    let room = (drawing.width - 16.0).min(320.0) - 16.0;
    let mut rows: Vec<(Font, String)> =
        STRONG.wrap(&spot.label, room, 2).into_iter().map(|row| (STRONG, row)).collect();
    rows.extend(TEXT.wrap(&spot.readout, room, 3).into_iter().map(|row| (TEXT, row)));
    let width = rows.iter().map(|(font, row)| font.width(row)).fold(0.0, f64::max) + 16.0;
    let note = beside(drawing, area, (width, rows.len() as f64 * LINE + 10.0));
    marks.push(Mark::rect(note, theme.ink));
    for (count, (font, text)) in rows.into_iter().enumerate() {
        let at = (note.x + 8.0, note.y + 5.0 + (count as f64 + 0.5) * LINE);
        marks.push(Mark::Text { at, anchor: Anchor::Start, font, colour: theme.paper, text });
    }
    marks
}

/// Where a note of this size stands: above, below, to the right or to the left of `area`, whichever has room first, and
/// over it where none has.
fn beside(drawing: &Drawing, area: Area, (width, height): (f64, f64)) -> Area {
    let (most_x, most_y) = ((drawing.width - width).max(0.0), (drawing.height - height).max(0.0));
    let (x, y) = (area.middle().0 - width / 2.0, area.middle().1 - height / 2.0);
    let (x, y) = (x.clamp(0.0, most_x), y.clamp(0.0, most_y));
    let at = [(x, area.y - height - GAP), (x, area.bottom() + GAP), (area.right() + GAP, y), (area.x - width - GAP, y)];
    let is_inside = |(x, y): &Point| (0.0..=most_x).contains(x) && (0.0..=most_y).contains(y);
    let (x, y) = at.into_iter().find(is_inside).unwrap_or((x, most_y));
    Area::new(x, y, width, height)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::chart::HotSpot;

    fn grid() -> Drawing {
        let spot = |x: f64, y: f64| HotSpot { area: Area::point((x, y)), ..HotSpot::default() };
        Drawing {
            width: 300.0,
            height: 200.0,
            hot_spots: vec![spot(50.0, 50.0), spot(100.0, 60.0), spot(50.0, 150.0), spot(100.0, 150.0)],
            ..Drawing::default()
        }
    }

    #[test]
    fn the_nearest_point_is_found_within_reach() {
        assert_eq!(grid().nearest((95.0, 65.0)), Some(1));
        assert_eq!(grid().nearest((290.0, 10.0)), None);
    }

    #[test]
    fn arrow_keys_go_from_point_to_point() {
        let drawing = grid();
        assert_eq!(drawing.step(None, (1, 0)), Some(0));
        assert_eq!(drawing.step(Some(0), (1, 0)), Some(1));
        assert_eq!(drawing.step(Some(1), (0, 1)), Some(3));
        assert_eq!(drawing.step(Some(3), (-1, 0)), Some(2));
        assert_eq!(drawing.step(Some(2), (-1, 0)), Some(2));
        assert_eq!(Drawing::default().step(None, (1, 0)), None);
    }

    #[test]
    fn the_note_stays_inside() {
        let mut drawing = grid();
        drawing.hot_spots[0] =
            HotSpot { area: Area::point((2.0, 3.0)), label: "A".repeat(90), readout: "b ".repeat(200) };
        for mark in &focus(&drawing, 0)[1..] {
            let area = mark.bounds();
            assert!(area.x >= 0.0 && area.y >= 0.0 && area.right() <= 300.0 && area.bottom() <= 200.0, "{mark:?}");
        }
    }
}
