//! What stands in the matrix: every value as stated or measured, and what takes the place of a missing one.

use crate::findings::{Estimate, Fact};
use crate::sorted_map::SortedMap;

use engine::values::Distribution;

use super::{Column, DecisionMatrix, UncertainCell, Variable};
use crate::analysis::{
    cost,
    value::{Range, Worth},
};
use crate::package::{
    Criterion, CriterionSource, Id, Package, criterion::Direction, criterion::SimulatedOutcome, evidence::Statistic,
    settings::MissingRule,
};

/// Every value of a package's alternatives on its criteria, as stated or measured, gaps included.
#[derive(Clone, Debug, Default)]
pub struct Cells {
    columns: usize,
    cells: Vec<Option<Cell>>,
    variables: Vec<Variable>,
}

#[derive(Clone, Copy, Debug)]
struct Cell {
    value: f64,
    source: Option<(usize, f64, f64)>,
}

impl Cells {
    /// Reads all cells; those without a finite value are gaps.
    pub fn read(package: &Package, estimates: &[Estimate]) -> Self {
        let mut reader = Reader {
            package,
            estimates: SortedMap::from_iter(
                estimates.iter().map(|estimate| ((&estimate.measure, &estimate.alternative), estimate)),
            ),
            measured: SortedMap::new(),
            variables: Vec::new(),
        };
        let mut cells = Vec::with_capacity(package.alternatives.len() * package.criteria.len());
        for row in 0..package.alternatives.len() {
            cells.extend(package.criteria.iter().map(|criterion| reader.cell(row, criterion)));
        }
        Self { columns: package.criteria.len(), cells, variables: reader.variables }
    }

    /// The value of an alternative on a criterion, by the package's order; absent when missing.
    pub fn value(&self, alternative: usize, criterion: usize) -> Option<f64> {
        self.cell(alternative, criterion).map(|cell| cell.value)
    }

    fn cell(&self, alternative: usize, criterion: usize) -> Option<&Cell> {
        self.cells.get(alternative * self.columns + criterion)?.as_ref()
    }

    fn column(&self, criterion: usize) -> impl Iterator<Item = Option<f64>> {
        self.cells.iter().skip(criterion).step_by(self.columns.max(1)).map(|cell| cell.map(|cell| cell.value))
    }

    /// The decision matrix of these cells under `weights`, gaps filled as the package's missing rule says.
    pub fn complete(&self, package: &Package, weights: &[f64]) -> DecisionMatrix {
        let mut matrix = DecisionMatrix { normalisation: package.settings.normalisation, ..DecisionMatrix::default() };
        let rule = package.settings.missing;
        for (index, criterion) in package.criteria.iter().enumerate() {
            let present = self.column(index).flatten().count();
            if rule == MissingRule::LeaveOut && present < package.alternatives.len() {
                let alternatives = self.gaps(index).map(|row| package.alternatives[row].id.clone()).collect();
                matrix.warnings.push(Fact::LeftOut { criterion: criterion.id.clone(), alternatives }.into());
                continue;
            }
            let direction = direction(criterion);
            let known =
                self.column(index).enumerate().filter(|(row, _)| rule != MissingRule::Ask || self.is_whole(*row));
            let range = Range::new(criterion.scale.as_ref(), direction, known.filter_map(|(_, value)| value));
            matrix.criteria.push(Column {
                criterion: index,
                weight: weights.get(index).copied().unwrap_or(0.0),
                direction,
                worth: Worth::new(criterion, direction, &range),
                range,
                preference: criterion.preference.clone(),
            });
        }
        self.share_weights(package, &mut matrix);
        self.fill(package, &mut matrix);
        note_degenerate(package, &mut matrix);
        matrix
    }

    fn is_whole(&self, alternative: usize) -> bool {
        (0..self.columns).all(|criterion| self.cell(alternative, criterion).is_some())
    }

    fn gaps(&self, criterion: usize) -> impl Iterator<Item = usize> {
        self.column(criterion).enumerate().filter(|(_, value)| value.is_none()).map(|(row, _)| row)
    }

    fn share_weights(&self, package: &Package, matrix: &mut DecisionMatrix) {
        let total: f64 = matrix.criteria.iter().map(|column| column.weight).sum();
        let equal = 1.0 / matrix.criteria.len().max(1) as f64;
        if total <= 0.0 && matrix.criteria.len() < package.criteria.len() && !matrix.criteria.is_empty() {
            matrix.warnings.push(Fact::KeptWithoutWeight.into());
        }
        let whole = matrix.criteria.len() == package.criteria.len();
        for column in &mut matrix.criteria {
            column.weight = match total > 0.0 {
                true if whole => column.weight,
                true => column.weight / total,
                false => equal,
            };
        }
    }

    /// Puts values and uncertainty into the matrix, row by row, as the missing rule says.
    fn fill(&self, package: &Package, matrix: &mut DecisionMatrix) {
        let mut variables: Vec<Option<usize>> = vec![None; self.variables.len()];
        for (index, alternative) in package.alternatives.iter().enumerate() {
            let criteria: Vec<Id> = matrix
                .criteria
                .iter()
                .filter(|column| self.cell(index, column.criterion).is_none())
                .map(|column| package.criteria[column.criterion].id.clone())
                .collect();
            let alternative = alternative.id.clone();
            match package.settings.missing {
                _ if criteria.is_empty() => {}
                MissingRule::WorstCase => matrix.warnings.push(Fact::WorstAssumed { alternative, criteria }.into()),
                MissingRule::Interval => matrix.warnings.push(Fact::MiddleAssumed { alternative, criteria }.into()),
                MissingRule::Ask | MissingRule::LeaveOut => {
                    matrix.problems.push(Fact::ValuesMissing { alternative, criteria }.into());
                    continue;
                }
            }
            let row = matrix.alternatives.len();
            matrix.alternatives.push(index);
            for column in 0..matrix.criteria.len() {
                let value = match self.cell(index, matrix.criteria[column].criterion) {
                    Some(cell) => {
                        if let Some((variable, factor, offset)) = cell.source {
                            let variable = *variables[variable].get_or_insert_with(|| {
                                matrix.variables.push(Variable { row, ..self.variables[variable].clone() });
                                matrix.variables.len() - 1
                            });
                            matrix.uncertain.push(UncertainCell { row, column, variable, factor, offset });
                        }
                        cell.value
                    }
                    None => assume(package.settings.missing, row, column, matrix),
                };
                matrix.values.push(value);
            }
        }
    }
}

/// The value taken for a gap; under [`MissingRule::Interval`] an uncertain one.
fn assume(rule: MissingRule, row: usize, column: usize, matrix: &mut DecisionMatrix) -> f64 {
    let range = matrix.criteria[column].range;
    if rule != MissingRule::Interval {
        return range.worst;
    }
    if range.worst != range.best {
        let distribution =
            Distribution::Uniform { low: range.worst.min(range.best), high: range.worst.max(range.best) };
        let variable = matrix.variables.len();
        matrix.variables.push(Variable { row, measure: None, distribution });
        matrix.uncertain.push(UncertainCell { row, column, variable, factor: 1.0, offset: 0.0 });
    }
    f64::midpoint(range.worst, range.best)
}

fn note_degenerate(package: &Package, matrix: &mut DecisionMatrix) {
    if package.alternatives.is_empty() {
        matrix.problems.push(Fact::NoAlternative.into());
    }
    if package.criteria.is_empty() {
        matrix.problems.push(Fact::NoCriterion.into());
        matrix.alternatives.clear();
    } else if matrix.criteria.is_empty() {
        matrix.problems.push(Fact::NoCompleteCriterion.into());
        matrix.alternatives.clear();
    }
    let beyond =
        matrix.criteria.iter().enumerate().filter(|(place, column)| is_beyond(&column.range, matrix.column(*place)));
    let beyond: Vec<usize> = beyond.map(|(_, column)| column.criterion).collect();
    if !beyond.is_empty() {
        let criteria = beyond.into_iter().map(|index| package.criteria[index].id.clone()).collect();
        matrix.problems.push(Fact::BeyondComputing { criteria }.into());
        matrix.alternatives.clear();
        matrix.values.clear();
        matrix.variables.clear();
        matrix.uncertain.clear();
    }
    if matrix.rows() == 1 {
        matrix.warnings.push(Fact::OneAlternative.into());
    }
    if matrix.rows() < 2 {
        return;
    }
    let constant: Vec<bool> = (0..matrix.columns())
        .map(|column| matrix.column(column).all(|value| value == matrix.value(0, column)))
        .collect();
    if constant.iter().all(|constant| *constant) {
        matrix.warnings.push(Fact::AllTheSame.into());
        return;
    }
    for (column, _) in constant.iter().enumerate().filter(|(_, constant)| **constant) {
        let criterion = package.criteria[matrix.criteria[column].criterion].id.clone();
        matrix.warnings.push(Fact::DecidesNothing { criterion }.into());
    }
    for column in &matrix.criteria {
        let criterion = &package.criteria[column.criterion];
        let Some(scale) = criterion.scale.as_ref().filter(|_| column.range.stated) else { continue };
        if (scale.worst, scale.best) != (column.range.worst, column.range.best) {
            matrix.warnings.push(Fact::ScaleAgainstDirection { criterion: criterion.id.clone() }.into());
        }
    }
}

/// Whether a criterion's values or the ends of its range are so great, or the ends so near each other, that squares and
/// quotients of them are no finite numbers any more.
fn is_beyond(range: &Range, mut values: impl Iterator<Item = f64>) -> bool {
    const GREATEST: f64 = 1e150;
    let extent = (range.best - range.worst).abs();
    let is_great = |value: f64| value.abs() > GREATEST;
    values.any(is_great) || is_great(range.worst) || is_great(range.best) || (extent > 0.0 && extent < 1.0 / GREATEST)
}

/// Which values are better: a gate's margin is on the good side when positive, whatever is stated.
fn direction(criterion: &Criterion) -> Direction {
    match criterion.source {
        CriterionSource::GateMargin { .. } => Direction::Max,
        _ => criterion.direction,
    }
}

struct Reader<'a> {
    package: &'a Package,
    estimates: SortedMap<(&'a Id, &'a Id), &'a Estimate>,
    /// The variable of each alternative's measure, so that two criteria on one measure move together.
    measured: SortedMap<(usize, &'a Id), usize>,
    variables: Vec<Variable>,
}

impl<'a> Reader<'a> {
    fn cell(&mut self, row: usize, criterion: &'a Criterion) -> Option<Cell> {
        match &criterion.source {
            CriterionSource::Measure { measure } => self.measure(row, measure, 1.0, 0.0),
            CriterionSource::Outcome { outcome } => self.outcome(row, *outcome),
            CriterionSource::GateMargin { gate } => {
                let gate = self.package.gate(gate).filter(|gate| gate.threshold.is_finite())?;
                match gate.comparator.prefers_less() {
                    true => self.measure(row, &gate.measure, -1.0, gate.threshold),
                    false => self.measure(row, &gate.measure, 1.0, -gate.threshold),
                }
            }
            CriterionSource::Cost => {
                let monthly = cost::monthly(self.package, &self.package.alternatives[row].id)?;
                let source = (monthly.deviation > 0.0).then(|| {
                    let (mean, deviation) = (monthly.total, monthly.deviation);
                    let distribution = Distribution::Normal { mean, deviation, low: monthly.low, high: monthly.high };
                    self.variables.push(Variable { row, measure: None, distribution });
                    (self.variables.len() - 1, 1.0, 0.0)
                });
                Some(Cell { value: monthly.total, source })
            }
            CriterionSource::Stated { values } => {
                let stated = values.get(&self.package.alternatives[row].id)?;
                let value = stated.value.filter(|value| value.is_finite())?;
                let source = (stated.deviation.is_finite() && stated.deviation > 0.0).then(|| {
                    let distribution = Distribution::Normal {
                        mean: value,
                        deviation: stated.deviation,
                        low: f64::NEG_INFINITY,
                        high: f64::INFINITY,
                    };
                    self.variables.push(Variable { row, measure: None, distribution });
                    (self.variables.len() - 1, 1.0, 0.0)
                });
                Some(Cell { value, source })
            }
        }
    }

    fn outcome(&mut self, row: usize, outcome: SimulatedOutcome) -> Option<Cell> {
        let id = outcome.id();
        let estimate = *self.estimates.get(&(&id, &self.package.alternatives[row].id))?;
        let value = estimate.value.filter(|value| value.is_finite())?;
        let source = estimate.standard_error.filter(|error| error.is_finite() && *error > 0.0).map(|deviation| {
            let distribution = Distribution::Normal { mean: value, deviation, low: 0.0, high: 100.0 };
            self.variables.push(Variable { row, measure: None, distribution });
            (self.variables.len() - 1, 1.0, 0.0)
        });
        Some(Cell { value, source })
    }

    fn measure(&mut self, row: usize, measure: &'a Id, factor: f64, offset: f64) -> Option<Cell> {
        let estimate = *self.estimates.get(&(measure, &self.package.alternatives[row].id))?;
        let mean = estimate.value.filter(|value| value.is_finite())?;
        let source = distribution(self.package, estimate).map(|distribution| {
            let variables = &mut self.variables;
            let variable = *self.measured.get_or_insert_with((row, measure), || {
                variables.push(Variable { row, measure: Some(measure.clone()), distribution });
                variables.len() - 1
            });
            (variable, factor, offset)
        });
        Some(Cell { value: factor * mean + offset, source })
    }
}

/// Where an estimate's value lies; absent when it is certain, or nothing is known of its error.
pub fn distribution(package: &Package, estimate: &Estimate) -> Option<Distribution> {
    let mean = estimate.value.filter(|value| value.is_finite())?;
    let deviation = estimate.standard_error.filter(|error| error.is_finite() && *error > 0.0)?;
    let (low, high) = bounds(package, &estimate.measure);
    Some(Distribution::Normal { mean, deviation, low, high })
}

/// Between which ends a measure's statistic can lie at all.
fn bounds(package: &Package, measure: &Id) -> (f64, f64) {
    match package.measure(measure).map(|measure| measure.statistic) {
        Some(Statistic::Rate) => (0.0, 1.0),
        Some(Statistic::Count | Statistic::StandardDeviation) => (0.0, f64::INFINITY),
        _ => (f64::NEG_INFINITY, f64::INFINITY),
    }
}
