//! Guesses about what the columns of a table are for.

use super::table::{Column, Table, Values};
use crate::order;

/// A label column has at most this many distinct values.
const MOST_LABELS: usize = 20;

const LABEL_NAMES: [&str; 14] = [
    "option",
    "alternative",
    "label",
    "variant",
    "arm",
    "version",
    "model",
    "environment",
    "engine",
    "candidate",
    "service",
    "provider",
    "group",
    "name",
];
/// What such columns hold happens to every alternative.
const NO_LABELS: [&str; 8] = ["status", "outcome", "result", "success", "passed", "error", "method", "url"];
const TIME_NAMES: [&str; 10] =
    ["week", "date", "day", "timestamp", "time", "datetime", "month", "offset", "offset_s", "ts"];

record! {
    /// What the columns of a table seem to be for. Suggestions, to be confirmed by a person.
    pub struct Guesses {
        /// The column that says which alternative a row belongs to.
        pub label: Option<String>,
        /// The column that orders the rows in time.
        pub time: Option<String>,
        /// Whether the rows are a series in time: at most one row for each label and time.
        pub ordered: bool,
    }
}

/// Guesses which column holds the labels, which the time, and whether the rows are a series.
///
/// - Label: a text column without gaps, 2 to 20 distinct values and more rows than that; one with a telling
///   name before others, then the one with fewest values.
/// - Time: a time column, one with a telling name before others; failing that a column of numbers with
///   such a name and no gaps.
/// - Ordered: there is a time and no label has two rows of the same time.
pub fn guess(table: &Table) -> Guesses {
    let label = table
        .columns
        .iter()
        .filter_map(|column| Some((label_rank(table, column)?, column)))
        .min_by_key(|(rank, _)| *rank)
        .map(|(_, column)| column.name.as_str());
    guess_labelled(table, label)
}

/// As [`guess`], where the column that holds the labels is known.
pub fn guess_labelled(table: &Table, label: Option<&str>) -> Guesses {
    let label = label.and_then(|name| table.column(name));
    let time = table
        .columns
        .iter()
        .filter_map(|column| Some((time_rank(column)?, column)))
        .min_by_key(|(rank, _)| *rank)
        .map(|(_, column)| column);
    Guesses {
        label: label.map(|column| column.name.clone()),
        time: time.map(|column| column.name.clone()),
        ordered: time.is_some_and(|time| is_series(table, label, time)),
    }
}

/// Where a name stands among telling ones: first those it is, then those it has as one of its words, then
/// none.
fn name_rank(name: &str, telling: &[&str]) -> (u8, usize) {
    let name = name.to_lowercase();
    let has = |word: &&str| name.split(|letter: char| !letter.is_alphanumeric()).any(|part| part == *word);
    match telling.iter().position(|word| *word == name) {
        Some(place) => (0, place),
        None => telling.iter().position(has).map_or((2, 0), |place| (1, place)),
    }
}

fn label_rank(table: &Table, column: &Column) -> Option<((u8, usize), usize)> {
    let Values::Text(text) = &column.values else { return None };
    let distinct = text.distinct().len();
    let fits = (2..=MOST_LABELS).contains(&distinct) && distinct < table.rows && text.missing() == 0;
    let fits = fits && !NO_LABELS.iter().any(|word| column.name.to_lowercase() == *word);
    fits.then(|| (name_rank(&column.name, &LABEL_NAMES), distinct))
}

fn time_rank(column: &Column) -> Option<(bool, (u8, usize))> {
    let rank = name_rank(&column.name, &TIME_NAMES);
    match &column.values {
        Values::Time(_) => Some((false, rank)),
        Values::Number(cells) if rank.0 == 0 && !cells.iter().any(|cell| cell.is_nan()) => Some((true, rank)),
        _ => None,
    }
}

fn is_series(table: &Table, label: Option<&Column>, time: &Column) -> bool {
    let label = label.and_then(|column| column.values.texts());
    if let Values::Time(time) = &time.values
        && time.text.distinct().len() * label.map_or(1, |label| label.distinct().len()) < table.rows
    {
        // Too few pairs of label and time for each row to have its own.
        return false;
    }
    let places = (0..table.rows).map(|row| Some((label.and_then(|label| label.code(row)), time.values.moment(row)?)));
    let Some(mut places) = places.collect::<Option<Vec<_>>>() else { return false };
    order::sort(&mut places, Ord::cmp);
    places.is_sorted_by(|one, next| one < next)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::telemetry::time::Time;

    fn text(name: &str, cells: &[&str]) -> Column {
        let text = cells.iter().map(|cell| Some(*cell).filter(|cell| !cell.is_empty())).collect();
        Column { name: name.to_owned(), values: Values::Text(text) }
    }

    fn time(name: &str, cells: &[&str]) -> Column {
        let text = cells.iter().map(|cell| Some(*cell)).collect();
        Column { name: name.to_owned(), values: Values::Time(Time::of(text, |_| false).unwrap()) }
    }

    fn check(columns: Vec<Column>, label: Option<&str>, time: Option<&str>, ordered: bool) {
        let found = guess(&Table { rows: columns[0].values.len(), columns });
        assert_eq!((found.label.as_deref(), found.time.as_deref(), found.ordered), (label, time, ordered));
    }

    #[test]
    fn names_decide_among_columns_that_fit() {
        let options = text("option", &["A", "B", "C", "A"]);
        let phases = text("phase", &["x", "y", "x", "y"]);
        let weeks = time("week", &["2026-01-05", "2026-01-05", "2026-01-05", "2026-01-12"]);
        let seen = time("seen", &["2026-01-05", "2026-01-05", "2026-01-05", "2026-01-05"]);
        check(vec![phases.clone(), options.clone(), seen.clone(), weeks.clone()], Some("option"), Some("week"), true);
        check(vec![phases.clone(), seen], Some("phase"), Some("seen"), false);
        check(vec![text("id", &["p", "q", "r", "s"])], None, None, false);
        check(vec![text("option", &["A", "B", "A", ""])], None, None, false);
        check(vec![phases, weeks], Some("phase"), Some("week"), false);
    }

    #[test]
    fn a_column_of_numbers_may_be_the_time_by_its_name() {
        let numbers = |name: &str| Column { name: name.to_owned(), values: Values::Number(vec![0.5, 1.0, 1.5]) };
        check(vec![numbers("offset")], None, Some("offset"), true);
        check(vec![numbers("latency")], None, None, false);
        check(vec![numbers("response-time")], None, None, false);
    }
}
