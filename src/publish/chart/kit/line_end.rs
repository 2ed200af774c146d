//! Names at the ends of lines, pushed apart and joined to their line.

use super::{Drawing, Font, LINE, Mark, Point, SWATCH, Scale, Series, TEXT, apart};

/// Where a line ends, and whose it is.
pub struct LineEnd<'a> {
    /// The alternative.
    pub series: Series<'a>,
    /// The line's last point.
    pub at: Point,
}

const FONT: Font = TEXT;
/// From the end of the plot to the names.
const GAP: f64 = 10.0;

/// Room the names take at the right.
pub fn line_ends_width<'a>(names: impl IntoIterator<Item = &'a str>, drawing: &Drawing) -> f64 {
    let most = drawing.width * if drawing.is_wide() { 0.28 } else { 0.34 };
    (FONT.widest(names) + SWATCH + 12.0).min(most)
}

/// Draws the names to the right of the scale `x`, no lower than `bottom`. Of more names than fit the last are left
/// out: the points themselves tell whose they are.
pub fn line_ends(drawing: &mut Drawing, x: &Scale, bottom: f64, mut ends: Vec<LineEnd<'_>>) {
    let theme = drawing.theme;
    let wide = drawing.is_wide();
    let x = x.end + GAP;
    let before = if wide { SWATCH } else { 12.0 };
    let room = drawing.width - x - before;
    let height = |lines: usize| LINE * lines as f64 + 4.0;
    let wrapped = |ends: &[LineEnd<'_>], lines: usize| -> Vec<Vec<String>> {
        ends.iter().map(|end| FONT.wrap(end.series.name, room, lines)).collect()
    };
    let mut names = wrapped(&ends, 2);
    if names.iter().map(|name| height(name.len())).sum::<f64>() > bottom {
        ends.truncate((bottom / height(1)) as usize);
        names = wrapped(&ends, 1);
    }
    let wanted: Vec<f64> = ends.iter().map(|end| end.at.1).collect();
    let lengths: Vec<f64> = names.iter().map(|name| height(name.len())).collect();
    for ((end, name), y) in ends.into_iter().zip(names).zip(apart(&wanted, &lengths, (0.0, bottom))) {
        if (end.at.1 - y).abs() > 3.0 || end.at.0 < x - GAP - 1.0 {
            drawing.push(Mark::path(vec![(end.at.0 + 3.0, end.at.1), (x - 2.0, y)], theme.rule, 1.0));
        }
        if wide {
            drawing.swatch((x, y), &end.series);
        } else {
            drawing.append(end.series.marks((x + 3.0, y), 3.5, &theme));
        }
        drawing.block((x + before, y), FONT, name);
    }
}
