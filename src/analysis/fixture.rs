//! Small packages for tests.

use crate::{
    package::{
        Alternative, Criterion, CriterionSource, Id, Package,
        criterion::{Direction, PreferenceFunction, Scale, StatedValue},
        settings::Normalisation,
        weighting::WeightProfile,
    },
    telemetry::random::stream,
};

/// A package that compares A0, A1, … on C0, C1, … with these stated values and points; not a number is a gap.
pub fn decision(rows: &[&[f64]], points: &[f64]) -> Package {
    let mut package = Package::default();
    for row in 0..rows.len() {
        package.alternatives.push(Alternative {
            id: Id(format!("a{row}")),
            name: format!("A{row}"),
            ..Alternative::default()
        });
    }
    let mut profile = WeightProfile { id: Id::from("team"), name: "Team".to_owned(), ..WeightProfile::default() };
    for (column, points) in points.iter().enumerate() {
        let values = rows.iter().enumerate().map(|(row, values)| {
            let value = Some(values[column]).filter(|value| !value.is_nan());
            (Id(format!("a{row}")), StatedValue { value, ..StatedValue::default() })
        });
        let id = Id(format!("c{column}"));
        profile.points.insert(id.clone(), *points);
        package.criteria.push(Criterion {
            id,
            name: format!("C{column}"),
            source: CriterionSource::Stated { values: values.collect() },
            ..Criterion::default()
        });
    }
    package.weighting.profiles.push(profile);
    package
}

/// States how uncertain a value is.
pub fn set_deviation(package: &mut Package, row: usize, column: usize, deviation: f64) {
    let alternative = package.alternatives[row].id.clone();
    if let CriterionSource::Stated { values } = &mut package.criteria[column].source {
        values.get_or_insert_with(alternative, Default::default).deviation = deviation;
    }
}

/// Random values between 0 and 10 with random points, under a random normalisation, with stated scales and
/// directions here and there; the same for the same seed.
pub fn random_decision(seed: u32, rows: usize, columns: usize) -> Package {
    let mut stream = stream(seed, &["fixture"]);
    let values: Vec<Vec<f64>> = (0..rows).map(|_| (0..columns).map(|_| 10.0 * stream.uniform()).collect()).collect();
    let points: Vec<f64> = (0..columns).map(|_| stream.uniform()).collect();
    let values: Vec<&[f64]> = values.iter().map(Vec::as_slice).collect();
    let mut package = decision(&values, &points);
    for criterion in &mut package.criteria {
        let (p, q) = (1.0 + 8.0 * stream.uniform(), stream.uniform());
        criterion.direction = if stream.below(2) == 0 { Direction::Max } else { Direction::Min };
        let (worst, best) = if criterion.direction == Direction::Max { (0.0, 10.0) } else { (10.0, 0.0) };
        criterion.scale = (stream.below(2) == 0).then(|| Scale { worst, best, ..Scale::default() });
        criterion.preference = match stream.below(6) {
            0 => PreferenceFunction::Usual,
            1 => PreferenceFunction::U { q },
            2 => PreferenceFunction::V { p },
            3 => PreferenceFunction::Level { q, p },
            4 => PreferenceFunction::VIndifference { q, p },
            _ => PreferenceFunction::Gaussian { s: p },
        };
    }
    package.settings.normalisation = Normalisation::ALL[stream.below(Normalisation::ALL.len())];
    package
}
