//! A decision matrix put into a package.

use crate::sorted_map::SortedMap;

use super::{DecisionTable, TableAlternative, TableCriterion};
use crate::package::{
    Alternative, Criterion, CriterionSource, Id, Package, Record,
    criterion::{Scale, StatedValue},
    weighting::WeightMethod,
};
use crate::telemetry::sheet::percent;

impl DecisionTable {
    /// Makes the table's alternatives and criteria those of `package`.
    ///
    /// An alternative or criterion of the same name keeps its identity and everything the table does not say
    /// about it; those the table does not name go. Values become stated ones. Weights, where the table has
    /// them, become the active profile's points. New identifiers are made of the names. Values in percent are shares,
    /// or stay in percent where the unit of the criterion is %.
    pub fn apply(&self, package: &mut Package) {
        let alternatives: Vec<Alternative> = adopt(
            &self.alternatives,
            std::mem::take(&mut package.alternatives),
            |row| &row.name,
            |alternative| (&alternative.id, &alternative.name),
            |row, id| Alternative { id, name: row.name.clone(), ..Alternative::default() },
            "alternative",
        );
        let mut criteria: Vec<Criterion> = adopt(
            &self.criteria,
            std::mem::take(&mut package.criteria),
            |column| &column.name,
            |criterion| (&criterion.id, &criterion.name),
            |column, id| Criterion { name: column.name.clone(), ..Criterion::blank(id) },
            "criterion",
        );
        for (index, (criterion, column)) in criteria.iter_mut().zip(&self.criteria).enumerate() {
            let in_percent = column.percent && criterion.unit.trim() == "%";
            let scaled = |value: f64| if in_percent { percent(value) } else { value };
            column.apply(criterion, scaled);
            let rationale = rationales(criterion);
            let values = self.alternatives.iter().zip(&alternatives).map(|(row, alternative)| {
                let rationale = rationale.get(&alternative.id).cloned().unwrap_or_default();
                (alternative.id.clone(), row.stated(index, rationale, scaled))
            });
            criterion.source = CriterionSource::Stated { values: SortedMap::from_iter(values) };
        }
        if self.criteria.iter().any(|column| column.weight.is_some()) {
            let profile = package.weighting.active_profile_mut();
            profile.method = WeightMethod::Points;
            let columns = criteria.iter().zip(&self.criteria);
            profile.points = SortedMap::from_iter(
                columns.map(|(criterion, column)| (criterion.id.clone(), column.weight.unwrap_or(0.0))),
            );
        }
        package.alternatives = alternatives;
        package.criteria = criteria;
    }
}

impl TableCriterion {
    fn apply(&self, criterion: &mut Criterion, scaled: impl Fn(f64) -> f64) {
        if let Some(direction) = self.direction {
            criterion.direction = direction;
            criterion.proposed.direction = false;
        }
        if let Some((worst, best)) = self.scale {
            criterion.scale = Some(Scale { worst: scaled(worst), best: scaled(best), ..Scale::default() });
        }
        if let Some(preference) = &self.preference {
            criterion.preference = preference.clone();
        }
    }
}

impl TableAlternative {
    fn stated(&self, column: usize, rationale: String, scaled: impl Fn(f64) -> f64) -> StatedValue {
        let held = self.values[column].map(|(value, deviation)| (scaled(value), scaled(deviation)));
        let (value, deviation) = held.map_or((None, 0.0), |(value, deviation)| (Some(value), deviation));
        StatedValue { value, deviation, rationale, ..StatedValue::default() }
    }
}

fn rationales(criterion: &Criterion) -> SortedMap<Id, String> {
    match &criterion.source {
        CriterionSource::Stated { values } => {
            SortedMap::from_iter(values.iter().map(|(id, stated)| (id.clone(), stated.rationale.clone())))
        }
        _ => SortedMap::new(),
    }
}

/// Each row's record: the one of the same name among `present`, or else a new one.
fn adopt<R, T>(
    rows: &[R],
    present: Vec<T>,
    row_name: impl Fn(&R) -> &str,
    key: impl Fn(&T) -> (&Id, &str),
    new: impl Fn(&R, Id) -> T,
    prefix: &str,
) -> Vec<T> {
    let mut taken: Vec<Id> = present.iter().map(|record| key(record).0.clone()).collect();
    let mut present = present;
    rows.iter()
        .map(|row| match present.iter().position(|record| key(record).1.trim() == row_name(row)) {
            Some(index) => present.remove(index),
            None => {
                let id = unused(prefix, row_name(row), &taken);
                taken.push(id.clone());
                new(row, id)
            }
        })
        .collect()
}

/// An identifier made of a name, with a number when it is taken.
fn unused(prefix: &str, name: &str, taken: &[Id]) -> Id {
    let words: Vec<String> = name
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let plain = if words.is_empty() { prefix.to_owned() } else { format!("{prefix}-{}", words.join("-")) };
    (1..)
        .map(|number| if number == 1 { Id(plain.clone()) } else { Id(format!("{plain}-{number}")) })
        .find(|id| !taken.contains(id))
        .unwrap_or_default()
}
