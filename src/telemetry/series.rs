//! A column as lines for a chart, and rows as texts for a table.

use crate::order;

use super::table::{Table, Values};

record! {
    /// One line of a chart: the cells of one label in order.
    pub struct Line {
        /// The label; empty when the rows are not told apart.
        pub label: String,
        /// The points, x ascending.
        pub points: Vec<Point>,
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

/// The lines of a column, by label in order of first appearance, each reduced to what can be seen at
/// `width` pixels.
///
/// A line of more than four points a pixel column keeps first, least, greatest and last of each (M4,
/// Jugel et al. 2014), so that no spike is lost. Rows without a label or without a time are left out.
/// Empty when the column is not one of numbers.
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
        if line.points.len() > 4 * width.max(1) as usize {
            line.points = reduce(&line.points, width.max(1));
        }
    }
    lines.retain(|line| !line.points.is_empty());
    lines
}

fn empty_lines(labels: Option<&Values>) -> Vec<Line> {
    match labels.and_then(Values::texts) {
        Some(text) => {
            text.distinct().take(MOST_LINES).map(|label| Line { label: label.to_owned(), points: Vec::new() }).collect()
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

/// First, least, greatest and last of each pixel column, in their order; gaps between are not kept.
fn reduce(points: &[Point], width: u32) -> Vec<Point> {
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return Vec::new() };
    let span = last.x - first.x;
    let pixel = |point: &Point| {
        let share = if span > 0.0 { (point.x - first.x) / span } else { 0.0 };
        ((share * f64::from(width)) as u32).min(width - 1)
    };
    points.chunk_by(|one, next| pixel(one) == pixel(next)).flat_map(extremes).collect()
}

fn extremes(points: &[Point]) -> Vec<Point> {
    let heights = || points.iter().enumerate().filter_map(|(place, point)| point.y.map(|y| (place, y)));
    let ends = heights().next().zip(heights().next_back());
    let least = heights().min_by(|one, other| one.1.total_cmp(&other.1));
    let greatest = heights().max_by(|one, other| one.1.total_cmp(&other.1));
    let (Some(((first, _), (last, _))), Some((least, _)), Some((greatest, _))) = (ends, least, greatest) else {
        return points.first().copied().into_iter().collect();
    };
    let mut kept = [first, least, greatest, last];
    order::sort(&mut kept, Ord::cmp);
    let mut kept: Vec<usize> = kept.to_vec();
    kept.dedup();
    kept.into_iter().map(|place| points[place]).collect()
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

    proptest! {
        #[test]
        fn a_reduced_line_keeps_every_spike(heights in prop::collection::vec(-1e3..1e3, 1..3_000), width in 1_u32..60) {
            let table = Table { rows: heights.len(), columns: vec![column("y", Values::Number(heights.clone()))] };
            let found = lines(&table, &axes("y", "", ""), width).swap_remove(0).points;
            prop_assert!(found.len() <= 4 * width as usize || found.len() == heights.len());
            prop_assert!(found.is_sorted_by(|one, next| one.x < next.x));
            let least = |values: &mut dyn Iterator<Item = f64>| values.fold(f64::INFINITY, f64::min);
            prop_assert_eq!(least(&mut heights.iter().copied()), least(&mut found.iter().filter_map(|point| point.y)));
            prop_assert_eq!(found[0].y, Some(heights[0]));
            prop_assert_eq!(found[found.len() - 1].y, heights.last().copied());
        }
    }
}
