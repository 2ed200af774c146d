//! A column as lines for a chart, and rows as texts for a table.

use engine::select::quantiles;

use crate::order;

use super::table::{Table, Values};

record! {
    /// One line of a chart: the cells of one label in order.
    pub struct Line {
        /// The label; empty when the rows are not told apart.
        pub label: String,
        /// The points, x ascending; of a line with bands, the middles of those.
        pub points: Vec<Point>,
        /// What a long line is reduced to, x ascending; none of a line whose points are all there.
        pub bands: Vec<Band>,
    }

    /// How the values of a stretch of a long line are spread. No value lies outside of it.
    #[derive(Copy)]
    pub struct Band {
        /// The middle of the stretch.
        pub x: f64,
        /// How many values there are.
        pub count: u64,
        /// The least.
        pub least: f64,
        /// A quarter lies at or below this (quantiles are type 7).
        pub lower: f64,
        /// Half of them do.
        pub middle: f64,
        /// Three quarters do.
        pub upper: f64,
        /// The greatest.
        pub greatest: f64,
    }

    /// One point of a line.
    #[derive(Copy)]
    pub struct Point {
        /// Milliseconds since 1970 UTC where the x axis is a time column, its number where it is a column
        /// of numbers, and otherwise the row within the label, counted from 0.
        pub x: f64,
        /// The value; absent where the cell is missing, so that the line is broken there.
        pub y: Option<f64>,
    }

    /// Which columns make the lines.
    pub struct Axes {
        /// The column of numbers drawn upwards.
        pub column: String,
        /// The column drawn sideways; the row's place within its label when empty.
        pub time_column: String,
        /// The column that tells lines apart; one line when empty.
        pub label_column: String,
    }
}

/// More lines than this cannot be told apart; the rest is left out.
const MOST_LINES: usize = 50;

/// How many pixels wide a band is.
const BAND: u32 = 4;

/// The lines of a column, by label in order of first appearance, each reduced to what can be seen at
/// `width` pixels.
///
/// A line of more than two points a pixel would be a solid block: it becomes bands of four pixels, each with the least,
/// the greatest and the quartiles of its values, so that no spike is lost and what is usual can be seen. A band without a
/// value is a gap. Rows without a label or without a time are left out. Empty when the column is not one of numbers.
pub fn lines(table: &Table, axes: &Axes, width: u32) -> Vec<Line> {
    let Some(heights) = table.column(&axes.column).and_then(|column| column.values.numbers()) else {
        return Vec::new();
    };
    let labels = table.column(&axes.label_column).map(|column| &column.values);
    let times = table.column(&axes.time_column).map(|column| &column.values);
    let mut lines = empty_lines(labels);
    for (row, height) in heights.iter().enumerate() {
        let Some(line) = line_of(labels, row).and_then(|line| lines.get_mut(line)) else { continue };
        let x = match times {
            Some(Values::Number(cells)) => Some(cells[row]).filter(|x| !x.is_nan()),
            Some(Values::Time(time)) => time.instant(row).map(|instant| instant as f64),
            Some(Values::Text(_)) | None => Some(line.points.len() as f64),
        };
        if let Some(x) = x {
            line.points.push(Point { x, y: Some(*height).filter(|y| !y.is_nan()) });
        }
    }
    for line in &mut lines {
        if !line.points.is_sorted_by(|one, next| one.x <= next.x) {
            order::sort(&mut line.points, |one, other| one.x.total_cmp(&other.x));
        }
        if line.points.len() > 2 * width.max(1) as usize {
            line.reduce(width.max(1).div_ceil(BAND));
        }
    }
    lines.retain(|line| !line.points.is_empty());
    lines
}

fn empty_lines(labels: Option<&Values>) -> Vec<Line> {
    match labels.and_then(Values::texts) {
        Some(text) => {
            text.distinct().take(MOST_LINES).map(|label| Line { label: label.to_owned(), ..Line::default() }).collect()
        }
        None => vec![Line::default()],
    }
}

/// Which line a row belongs to. A label column of numbers tells no lines apart.
fn line_of(labels: Option<&Values>, row: usize) -> Option<usize> {
    match labels.and_then(Values::texts) {
        Some(text) => text.code(row),
        None => Some(0),
    }
}

impl Line {
    /// Reduces the points to at most `count` bands of equal width.
    fn reduce(&mut self, count: u32) {
        let (Some(first), Some(last)) = (self.points.first(), self.points.last()) else { return };
        let (start, width) = (first.x, (last.x - first.x) / f64::from(count));
        let place = |point: &Point| {
            let place = if width > 0.0 { (point.x - start) / width } else { 0.0 };
            (place as u32).min(count - 1)
        };
        let points = std::mem::take(&mut self.points);
        for stretch in points.chunk_by(|one, next| place(one) == place(next)) {
            let x = start + (f64::from(place(&stretch[0])) + 0.5) * width;
            let mut values: Vec<f64> = stretch.iter().filter_map(|point| point.y).collect();
            let found = quantiles(&mut values, [0.0, 0.25, 0.5, 0.75, 1.0]);
            self.points.push(Point { x, y: found.map(|[_, _, middle, ..]| middle) });
            if let Some([least, lower, middle, upper, greatest]) = found {
                let count = values.len() as u64;
                self.bands.push(Band { x, count, least, lower, middle, upper, greatest });
            }
        }
    }
}

/// Rows `from` (counted from 0) and following as texts, at most `count`, a missing cell empty.
pub fn rows(table: &Table, from: usize, count: usize) -> Vec<Vec<String>> {
    let until = from.saturating_add(count).min(table.rows);
    (from..until).map(|row| table.columns.iter().map(|column| column.values.cell(row).into_owned()).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::telemetry::Column;
    use crate::telemetry::time::Time;
    use proptest::prelude::*;

    fn column(name: &str, values: Values) -> Column {
        Column { name: name.to_owned(), values }
    }

    fn small() -> Table {
        let weeks = ["2026-01-12", "2026-01-05", "2026-01-05"].map(Some).into_iter().collect();
        Table {
            rows: 3,
            columns: vec![
                column("week", Values::Time(Time::of(weeks, |_| false).unwrap())),
                column("option", Values::Text([Some("B"), Some("B"), Some("A")].into_iter().collect())),
                column("score", Values::Number(vec![2.0, f64::NAN, 3.0])),
            ],
        }
    }

    fn axes(column: &str, time: &str, label: &str) -> Axes {
        Axes { column: column.to_owned(), time_column: time.to_owned(), label_column: label.to_owned() }
    }

    #[test]
    fn a_line_per_label_in_order_of_time() {
        let lines = lines(&small(), &axes("score", "week", "option"), 100);
        assert_eq!(lines.iter().map(|line| line.label.as_str()).collect::<Vec<_>>(), ["B", "A"]);
        let first = 1_767_571_200_000.0;
        let week = 604_800_000.0;
        assert_eq!(lines[0].points, [Point { x: first, y: None }, Point { x: first + week, y: Some(2.0) }]);
    }

    #[test]
    fn without_time_and_label_the_rows_are_one_line() {
        let found = lines(&small(), &axes("score", "", ""), 100);
        assert_eq!(found[0].points.iter().map(|point| point.x).collect::<Vec<_>>(), [0.0, 1.0, 2.0]);
        assert_eq!(lines(&small(), &axes("option", "", ""), 100), []);
        assert_eq!(lines(&small(), &axes("absent", "", ""), 100), []);
    }

    #[test]
    fn rows_are_read_as_text() {
        assert_eq!(rows(&small(), 1, 5), [["2026-01-05", "B", ""], ["2026-01-05", "A", "3"]]);
        assert_eq!(rows(&small(), 9, usize::MAX), [[""; 0]; 0]);
    }

    #[test]
    fn a_band_without_a_value_is_a_gap() {
        let heights: Vec<f64> = (0..400).map(|row| if (100..200).contains(&row) { f64::NAN } else { 1.0 }).collect();
        let table = Table { rows: 400, columns: vec![column("y", Values::Number(heights))] };
        let line = lines(&table, &axes("y", "", ""), 16).swap_remove(0);
        let found: Vec<Option<f64>> = line.points.iter().map(|point| point.y).collect();
        assert_eq!(found, [Some(1.0), None, Some(1.0), Some(1.0)]);
        assert_eq!(line.bands.iter().map(|band| band.count).collect::<Vec<_>>(), [100, 100, 100]);
    }

    proptest! {
        #[test]
        fn bands_keep_every_spike_and_every_value(heights in prop::collection::vec(-1e3..1e3, 1..3_000), width in 1_u32..60) {
            let table = Table { rows: heights.len(), columns: vec![column("y", Values::Number(heights.clone()))] };
            let Line { points, bands, .. } = lines(&table, &axes("y", "", ""), width).swap_remove(0);
            prop_assert!(points.is_sorted_by(|one, next| one.x < next.x));
            if heights.len() <= 2 * width as usize {
                prop_assert!(bands.is_empty());
                prop_assert!(points.iter().map(|point| point.y.unwrap()).eq(heights));
                return Ok(());
            }
            prop_assert!(bands.len() <= width.div_ceil(BAND) as usize && bands.len() == points.len());
            prop_assert_eq!(bands.iter().map(|band| band.count).sum::<u64>(), heights.len() as u64);
            let least = |values: &mut dyn Iterator<Item = f64>| values.fold(f64::INFINITY, f64::min);
            prop_assert_eq!(least(&mut heights.iter().copied()), least(&mut bands.iter().map(|band| band.least)));
            let greatest = |values: &mut dyn Iterator<Item = f64>| values.fold(f64::NEG_INFINITY, f64::max);
            prop_assert_eq!(greatest(&mut heights.iter().copied()), greatest(&mut bands.iter().map(|band| band.greatest)));
            for band in bands {
                let rising = [band.least, band.lower, band.middle, band.upper, band.greatest];
                prop_assert!(rising.is_sorted());
            }
        }
    }
}
