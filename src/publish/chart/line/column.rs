//! A column of telemetry as a line chart: named after the alternatives, with the gates set on it and the incidents
//! that were put into it.

use super::{Incident, Line, Lines, Threshold};
use crate::{
    order,
    package::{Dataset, DatasetSource, Id, Package, Statistic, evidence::Generator},
    publish::chart::kit::{
        Time,
        number::{Unit, list},
    },
    telemetry::series,
};

/// Instants later than this (1970-01-12) are no row numbers.
const FIRST_INSTANT: f64 = 1e9;

impl<'a> Lines<'a> {
    /// The column `column` of `dataset`, whose lines are `series` as [`crate::telemetry::series::lines`] gives them.
    /// Labels that belong to no alternative come last, under their own name.
    pub fn of_column(package: &'a Package, dataset: &Id, column: &str, series: &[series::Line]) -> Self {
        let dataset = package.dataset(dataset);
        let instants = series.iter().flat_map(|line| &line.points).any(|point| point.x.abs() > FIRST_INSTANT);
        let time = if instants { Time::Instant } else { Time::Number(row_word(dataset)) };
        let mut lines = Self::new(&spoken(column), unit(package, dataset, column), time);
        lines.lines = series.iter().enumerate().map(|(place, line)| named(package, dataset, place, line)).collect();
        order::sort(&mut lines.lines, |one, two| one.alternative.cmp(&two.alternative));
        if let Some(dataset) = dataset {
            lines.thresholds = thresholds(package, dataset, column);
            if let DatasetSource::Generated(generator) = &dataset.source {
                lines.incidents = incidents(package, generator, column, &lines.lines);
            }
        }
        lines
    }
}

fn row_word(dataset: Option<&Dataset>) -> String {
    let name = dataset.map_or("", |dataset| dataset.time_column.as_str());
    if name.is_empty() { "row".to_owned() } else { spoken(name).to_lowercase() }
}

/// `operational_load` as people write it: "Operational load".
fn spoken(column: &str) -> String {
    crate::publish::words::capital(&column.replace('_', " "))
}

fn unit<'a>(package: &'a Package, dataset: Option<&'a Dataset>, column: &str) -> Unit<'a> {
    let Some(dataset) = dataset else { return Unit::Plain };
    if let DatasetSource::Generated(generator) = &dataset.source {
        let column = generator.columns.iter().find(|each| each.name == column);
        return column.map_or(Unit::Plain, |column| Unit::named(&column.unit));
    }
    let measures = package.evidence.measures.iter();
    let mut on_it = measures.filter(|measure| measure.dataset == dataset.id && measure.column == column);
    on_it.find(|measure| is_level(measure.statistic)).map_or(Unit::Plain, |measure| Unit::named(&measure.unit))
}

/// Whether the statistic's values can be compared with the column's own.
fn is_level(statistic: Statistic) -> bool {
    use Statistic::{Last, Maximum, Mean, Median, Minimum, P90, P95, P99};
    matches!(statistic, Mean | Median | P90 | P95 | P99 | Minimum | Maximum | Last)
}

fn named(package: &Package, dataset: Option<&Dataset>, place: usize, line: &series::Line) -> Line {
    let whole = line.label.is_empty();
    let found = package.alternatives.iter().position(|alternative| {
        alternative.label() == line.label
            || whole && dataset.is_some_and(|dataset| dataset.alternative == alternative.id)
    });
    let name = found.map_or(&line.label, |index| &package.alternatives[index].name);
    let name = if name.is_empty() { "All rows" } else { name }.to_owned();
    let alternative = found.unwrap_or(package.alternatives.len() + place);
    Line { name, alternative, points: line.points.clone(), bands: line.bands.clone() }
}

fn thresholds(package: &Package, dataset: &Dataset, column: &str) -> Vec<Threshold> {
    let gates = package.gates.iter().filter(|gate| {
        let measure = package.measure(&gate.measure);
        measure.is_some_and(|measure| {
            measure.dataset == dataset.id && measure.column == column && is_level(measure.statistic)
        })
    });
    gates
        .map(|gate| Threshold { name: gate.name.clone(), comparator: gate.comparator, value: gate.threshold })
        .collect()
}

/// Incidents of the generator; of several in the same weeks, one with all names.
fn incidents(package: &Package, generator: &Generator, column: &str, lines: &[Line]) -> Vec<Incident> {
    let Some(column) = generator.columns.iter().find(|each| each.name == column) else { return Vec::new() };
    let mut found: Vec<(f64, f64, Vec<&str>)> = Vec::new();
    for (index, alternative) in package.alternatives.iter().enumerate() {
        let incident = column.series.get(&alternative.id).and_then(|series| series.incident.as_ref());
        let (Some(incident), Some(line)) = (incident, lines.iter().find(|line| line.alternative == index)) else {
            continue;
        };
        // A reduced line has no place for every week.
        let week =
            |number: u32| (line.points.len() == generator.weeks as usize).then(|| line.points.get(number as usize));
        let last = incident.week.saturating_add(incident.weeks).min(generator.weeks + 1);
        let first = week(incident.week.saturating_sub(1)).flatten();
        let (Some(from), Some(to)) = (first, week(last.saturating_sub(2)).flatten()) else { continue };
        match found.iter_mut().find(|other| (other.0, other.1) == (from.x, to.x)) {
            Some(other) => other.2.push(&alternative.name),
            None => found.push((from.x, to.x, vec![&alternative.name])),
        }
    }
    order::sort(&mut found, |one, two| one.0.total_cmp(&two.0));
    let named =
        |(from, to, names): (f64, f64, Vec<&str>)| Incident { from, to, name: format!("{}: incident", list(&names)) };
    found.into_iter().map(named).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        package::template::Template,
        publish::chart::{legible, line},
        telemetry::{generate::generate, series::Axes},
    };

    #[test]
    fn the_template_is_drawn_with_its_gates_and_incidents() {
        let package = Template::named("mlops-release").expect("it is there").package.clone();
        let dataset = &package.evidence.datasets[0];
        let DatasetSource::Generated(generator) = &dataset.source else { panic!("it is generated") };
        let table = generate(generator, &package.alternatives);
        for column in &generator.columns {
            let axes = Axes {
                column: column.name.clone(),
                time_column: dataset.time_column.clone(),
                label_column: dataset.label_column.clone(),
            };
            let series = series::lines(&table, &axes, 600);
            let lines = Lines::of_column(&package, &dataset.id, &column.name, &series);
            assert_eq!(lines.lines.len(), package.alternatives.len());
            assert_eq!(lines.time, Time::Instant);
            let names: Vec<&str> = lines.lines.iter().map(|line| line.name.as_str()).collect();
            assert_eq!(names, package.alternatives.iter().map(|each| each.name.as_str()).collect::<Vec<_>>());
            legible::check(|frame| line::draw(&lines, frame));
        }
    }

    #[test]
    fn columns_are_spoken() {
        assert_eq!(spoken("operational_load"), "Operational load");
        assert_eq!(spoken(""), "");
    }
}
