//! What every chart must satisfy, whatever its data and room.

use super::{Area, Colour, Drawing, Frame, Mark, Point, Theme};

/// Widths at which every chart is tried.
pub const WIDTHS: [f64; 4] = [320.0, 390.0, 640.0, 1000.0];

/// Draws at every width in both themes and checks each drawing.
pub fn check(draw: impl Fn(&Frame) -> Drawing) {
    for width in WIDTHS {
        for theme in [Theme::LIGHT, Theme::DARK] {
            let drawing = draw(&Frame { width, height: 280.0, theme });
            check_drawing(&drawing, width);
        }
    }
}

fn check_drawing(drawing: &Drawing, width: f64) {
    assert_eq!(drawing.width, width);
    assert!(drawing.height > 0.0 && drawing.height < 4000.0, "height {}", drawing.height);
    assert!(!drawing.sentence.is_empty(), "a chart says what is to be seen");
    for mark in &drawing.marks {
        let area = mark.bounds();
        assert!([area.x, area.y, area.w, area.h].iter().all(|length| length.is_finite()), "{mark:?}");
        assert!(is_inside(drawing, area), "outside {width} × {}: {mark:?}", drawing.height);
    }
    for (count, mark) in drawing.marks.iter().enumerate() {
        let Mark::Text { colour, text, .. } = mark else { continue };
        let ground = ground(drawing, &drawing.marks[..count], mark.bounds().middle());
        let ratio = colour.contrast(ground);
        assert!(ratio >= 4.5, "at {width} {text:?} stands out from {ground:?} by {ratio:.2} only");
    }
    let texts: Vec<&Mark> = drawing.marks.iter().filter(|mark| matches!(mark, Mark::Text { .. })).collect();
    for (count, one) in texts.iter().enumerate() {
        for two in &texts[count + 1..] {
            assert!(!overlap(one.bounds(), two.bounds()), "at {width} overlap {one:?} and {two:?}");
        }
    }
    for spot in &drawing.hot_spots {
        assert!(!spot.label.is_empty() && !spot.readout.is_empty(), "{spot:?}");
        assert!(is_inside(drawing, spot.area), "outside: {spot:?}");
    }
    let columns = drawing.table.header.len();
    assert!(drawing.table.rows.iter().all(|row| row.len() == columns), "the table is ragged: {:?}", drawing.table);
}

/// What a text at a place stands on.
fn ground(drawing: &Drawing, below: &[Mark], (x, y): Point) -> Colour {
    let fill = |mark: &Mark| match mark {
        Mark::Rect { area, colour } => {
            let covers = area.x <= x && x <= area.right() && area.y <= y && y <= area.bottom();
            covers.then_some(*colour)
        }
        Mark::Disc { at, radius, colour } => ((at.0 - x).hypot(at.1 - y) <= *radius).then_some(*colour),
        _ => None,
    };
    below.iter().rev().find_map(fill).unwrap_or(drawing.theme.paper)
}

fn is_inside(drawing: &Drawing, area: Area) -> bool {
    area.x >= -1.0 && area.y >= -1.0 && area.right() <= drawing.width + 1.0 && area.bottom() <= drawing.height + 1.0
}

fn overlap(one: Area, two: Area) -> bool {
    let across = one.right().min(two.right()) - one.x.max(two.x);
    let down = one.bottom().min(two.bottom()) - one.y.max(two.y);
    across > 0.5 && down > 1.5
}

/// The text marks that hold `part`.
pub fn texts<'a>(drawing: &'a Drawing, part: &str) -> Vec<&'a Mark> {
    drawing.marks.iter().filter(|mark| matches!(mark, Mark::Text { text, .. } if text.contains(part))).collect()
}
