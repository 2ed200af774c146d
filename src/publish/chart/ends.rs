//! Names at the ends of lines, pushed apart and joined to their line.

use super::{
    Anchor, Drawing, Frame, Mark, Point, Symbol,
    mark::{SWATCH, swatch},
    place::apart,
    text,
};

/// Where a line ends, and whose it is.
pub struct End<'a> {
    /// The alternative's name.
    pub name: &'a str,
    /// Its index in the package.
    pub alternative: usize,
    /// The line's last point.
    pub at: Point,
}

/// Room the names take at the right.
pub fn width<'a>(names: impl Iterator<Item = &'a str>, frame: &Frame) -> f64 {
    let widest = names.map(|name| text::width(name, text::SIZE, false)).fold(0.0, f64::max);
    (widest + SWATCH + 12.0).min(frame.width * if frame.is_wide() { 0.28 } else { 0.34 })
}

/// Draws the names from `x` on between `range`'s upper and lower pixel. Of more names than fit the last are left out:
/// the points themselves tell whose they are.
pub fn draw(drawing: &mut Drawing, frame: &Frame, mut ends: Vec<End<'_>>, x: f64, range: (f64, f64)) {
    let theme = &frame.theme;
    let before = if frame.is_wide() { SWATCH } else { 12.0 };
    let room = frame.width - x - before;
    let height = |lines: usize| text::LINE * lines as f64 + 4.0;
    let wrapped = |ends: &[End<'_>], lines: usize| -> Vec<Vec<String>> {
        ends.iter().map(|end| text::wrap(end.name, text::SIZE, false, room, lines)).collect()
    };
    let mut names = wrapped(&ends, 2);
    if names.iter().map(|name| height(name.len())).sum::<f64>() > range.1 - range.0 {
        ends.truncate(((range.1 - range.0) / height(1)) as usize);
        names = wrapped(&ends, 1);
    }
    let wanted: Vec<f64> = ends.iter().map(|end| end.at.1).collect();
    let lengths: Vec<f64> = names.iter().map(|name| height(name.len())).collect();
    for ((end, name), y) in ends.into_iter().zip(names).zip(apart(&wanted, &lengths, range)) {
        if (end.at.1 - y).abs() > 3.0 || end.at.0 < x - 11.0 {
            drawing.push(Mark::path(vec![(end.at.0 + 3.0, end.at.1), (x - 2.0, y)], theme.rule, 1.0));
        }
        if frame.is_wide() {
            drawing.extend(swatch((x, y), end.alternative, theme));
        } else {
            let colour = theme.series(end.alternative);
            drawing.extend(Symbol::series(end.alternative).marks((x + 3.0, y), 3.5, colour));
        }
        let top = y - (name.len() as f64 - 1.0) / 2.0 * text::LINE;
        for (place, row) in name.into_iter().enumerate() {
            let at = (x + before, top + place as f64 * text::LINE);
            drawing.push(Mark::text(at, Anchor::Start, theme.ink, row));
        }
    }
}
