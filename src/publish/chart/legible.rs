//! What every chart must satisfy, whatever its data and room.

use super::{Drawing, Frame, Mark, Theme};

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
        let (left, top, right, bottom) = mark.bounds();
        assert!(left.is_finite() && top.is_finite() && right.is_finite() && bottom.is_finite(), "{mark:?}");
        let inside = left >= -1.0 && top >= -1.0 && right <= width + 1.0 && bottom <= drawing.height + 1.0;
        assert!(inside, "outside {width} × {}: {mark:?}", drawing.height);
    }
    let texts: Vec<&Mark> = drawing.marks.iter().filter(|mark| matches!(mark, Mark::Text { .. })).collect();
    for (place, one) in texts.iter().enumerate() {
        for two in &texts[place + 1..] {
            assert!(!overlap(one.bounds(), two.bounds()), "at {width} overlap {one:?} and {two:?}");
        }
    }
    for hot in &drawing.hot {
        assert!(!hot.label.is_empty() && !hot.readout.is_empty(), "{hot:?}");
        let inside = hot.x >= -1.0 && hot.x + hot.w <= width + 1.0 && hot.y >= -1.0;
        assert!(inside && hot.y + hot.h <= drawing.height + 1.0, "outside: {hot:?}");
    }
    let columns = drawing.table.first().map_or(0, Vec::len);
    assert!(drawing.table.iter().all(|row| row.len() == columns), "the table is ragged: {:?}", drawing.table);
}

fn overlap(one: (f64, f64, f64, f64), two: (f64, f64, f64, f64)) -> bool {
    let across = one.2.min(two.2) - one.0.max(two.0);
    let down = one.3.min(two.3) - one.1.max(two.1);
    across > 0.5 && down > 1.5
}

/// The text marks that hold `part`.
pub fn texts<'a>(drawing: &'a Drawing, part: &str) -> Vec<&'a Mark> {
    drawing.marks.iter().filter(|mark| matches!(mark, Mark::Text { text, .. } if text.contains(part))).collect()
}
