//! Small packages for tests.

use crate::package::{
    Alternative, Criterion, CriterionSource, Id, Package, criterion::StatedValue, weighting::WeightProfile,
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
