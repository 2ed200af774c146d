//! Telemetry drawn from a seed.

use rand::RngExt;

use crate::package::evidence::{GeneratedSeries, Generator};
use crate::package::{Alternative, DatasetSource, Package};

use super::random::stream;
use super::table::{Column, Table, Telemetry, Values, number_text};
use super::text::TextBuilder;
use super::time::{Time, date_text, parse_date};

/// The name of the column of dates.
pub const TIME_COLUMN: &str = "week";
/// The name of the column of labels.
pub const LABEL_COLUMN: &str = "option";

/// The first week when none is set: Monday, 2026-01-05.
const FIRST_WEEK: i64 = 20_458;
const MOST_WEEKS: u32 = 5_200;

impl Telemetry {
    /// The tables of every generated dataset of `package`, drawn from their seeds. Imported datasets
    /// are left out: their bytes stand beside the package.
    pub fn generated(package: &Package) -> Self {
        let mut telemetry = Self::default();
        for dataset in &package.evidence.datasets {
            if let DatasetSource::Generated(generator) = &dataset.source {
                telemetry.insert(dataset.id.clone(), generate(generator, &package.alternatives));
            }
        }
        telemetry
    }
}

/// Draws the table the settings describe: `week`, `option`, and the generated columns, all weeks of the
/// first alternative, then those of the next.
///
/// The same settings give the same table everywhere. Each column of each alternative has a stream of
/// its own, another for which weeks are missing, and every week takes the same draws: changing one
/// setting leaves all other cells as they were. The number of weeks is held to 1 to 5,200; an unset or
/// unreadable first day is 2026-01-05.
pub fn generate(generator: &Generator, alternatives: &[Alternative]) -> Table {
    let weeks = generator.weeks.clamp(1, MOST_WEEKS);
    let rows = weeks as usize * alternatives.len();
    let mut columns = vec![
        Column { name: TIME_COLUMN.to_owned(), values: dates(generator, weeks, alternatives.len()) },
        Column { name: LABEL_COLUMN.to_owned(), values: labels(weeks, alternatives) },
    ];
    for column in &generator.columns {
        let mut cells = Vec::with_capacity(rows);
        for alternative in alternatives {
            match column.series.get(&alternative.id) {
                Some(series) => {
                    let name = [column.id.as_str(), alternative.id.as_str()];
                    let draws = draw(series, generator.seed, name, weeks);
                    cells.extend(draws.map(|value| held(value, column.minimum, column.maximum, column.decimals)));
                }
                None => cells.extend(std::iter::repeat_n(f64::NAN, weeks as usize)),
            }
        }
        columns.push(Column { name: column.name.clone(), values: Values::Number(cells) });
    }
    Table { rows, columns }
}

/// The day of the first row, counted from 1970-01-01.
pub fn first_day(generator: &Generator) -> i64 {
    parse_date(&generator.start.0).unwrap_or(FIRST_WEEK)
}

fn dates(generator: &Generator, weeks: u32, alternatives: usize) -> Values {
    let first = first_day(generator);
    let dates: Vec<String> = (0..i64::from(weeks)).map(|week| date_text(first + 7 * week)).collect();
    let text = (0..alternatives).flat_map(|_| dates.iter().map(|date| Some(date.as_str()))).collect();
    Time::of(text, |_| false).map_or_else(Values::Text, Values::Time)
}

fn labels(weeks: u32, alternatives: &[Alternative]) -> Values {
    let mut labels = TextBuilder::default();
    for alternative in alternatives {
        (0..weeks).for_each(|_| labels.push(alternative.label().as_bytes()));
    }
    Values::Text(labels.finish(None))
}

/// level + trend · week + noise · N(0, 1), plus the incident while it lasts; NaN where missing.
fn draw(
    series: &GeneratedSeries,
    seed: u32,
    [column, alternative]: [&str; 2],
    weeks: u32,
) -> impl Iterator<Item = f64> {
    let mut noise = stream(seed, &["noise", column, alternative]);
    let mut missing = stream(seed, &["missing", column, alternative]);
    // A share out of range means none or all.
    let share = if series.missing > 0.0 { series.missing.min(1.0) } else { 0.0 };
    (0..weeks).map(move |week| {
        let incident = series.incident.as_ref().map_or(0.0, |incident| {
            let begun = week + 1 >= incident.week;
            if begun && week + 1 - incident.week < incident.weeks { incident.size } else { 0.0 }
        });
        let value = series.level + series.trend * f64::from(week) + series.noise * noise.normal() + incident;
        let absent = missing.random_bool(share);
        if absent || !value.is_finite() { f64::NAN } else { value }
    })
}

fn held(value: f64, minimum: Option<f64>, maximum: Option<f64>, decimals: u8) -> f64 {
    let mut value = rounded(value, decimals);
    // Not `clamp`, which panics when the bounds are crossed; a missing value stays missing.
    if let Some(least) = minimum.filter(|least| value < *least) {
        value = least;
    }
    if let Some(most) = maximum.filter(|most| value > *most) {
        value = most;
    }
    value + 0.0
}

fn rounded(value: f64, decimals: u8) -> f64 {
    const POWERS: [f64; 10] = [1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];
    let power = POWERS[usize::from(decimals.min(9))];
    let scaled = libm::round(value * power) / power;
    if scaled.is_finite() { scaled } else { value }
}

/// The table as CSV (RFC 4180, LF), which reads back to the same table. A column of texts that all look
/// like numbers or dates reads back as those.
pub fn to_csv(table: &Table) -> Vec<u8> {
    let mut csv = Vec::new();
    write_row(&mut csv, table.columns.iter().map(|column| column.name.as_str()));
    for row in 0..table.rows {
        for (place, column) in table.columns.iter().enumerate() {
            if place > 0 {
                csv.push(b',');
            }
            match &column.values {
                Values::Number(cells) => csv.extend_from_slice(number_text(cells[row]).as_bytes()),
                values => write_cell(&mut csv, &values.cell(row)),
            }
        }
        csv.push(b'\n');
    }
    csv
}

fn write_row<'a>(csv: &mut Vec<u8>, cells: impl Iterator<Item = &'a str>) {
    for (place, cell) in cells.enumerate() {
        if place > 0 {
            csv.push(b',');
        }
        write_cell(csv, cell);
    }
    csv.push(b'\n');
}

fn write_cell(csv: &mut Vec<u8>, cell: &str) {
    let plain = !cell.bytes().any(|byte| matches!(byte, b',' | b'"' | b'\n' | b'\r'));
    if plain {
        csv.extend_from_slice(cell.as_bytes());
    } else {
        csv.push(b'"');
        csv.extend_from_slice(cell.replace('"', "\"\"").as_bytes());
        csv.push(b'"');
    }
}
