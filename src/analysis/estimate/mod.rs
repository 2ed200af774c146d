//! Every measure for every alternative, with its interval.

pub(super) mod basis;
mod row_test;
pub(super) mod sample;

use crate::analysis::simulation::criteria::outcome_part;
use crate::findings::{Estimate, Needed};
use crate::sorted_map::SortedMap;

use crate::package::{
    Alternative, Dataset, Evidence, Gate, Id, Measure, Monitor, Package, ServiceLevel, Settings, Statistic,
};
use crate::telemetry::{Table, Telemetry};

use basis::{Basis, Precision};
use sample::Sample;

/// Estimates every measure for every alternative: measures in the package's order, and within each the
/// alternatives in theirs.
///
/// A measure without its dataset or column, and an alternative without rows, have no value and n = 0.
/// An end of an interval that is absent is not bounded on that side.
pub fn estimate(package: &Package, telemetry: &Telemetry) -> Vec<Estimate> {
    Estimator::default().estimate(package, telemetry)
}

/// The part of a package that estimates and replays follow from: the rest may change without a look at them. The rows of its
/// datasets stand elsewhere, so how they are had is left out.
pub fn estimated_part(package: &Package) -> Package {
    let settings = &package.settings;
    let alternative = |alternative: &Alternative| Alternative {
        id: alternative.id.clone(),
        label: alternative.label().to_owned(),
        baseline: alternative.baseline,
        ..Alternative::default()
    };
    let gate = |gate: &Gate| Gate {
        id: gate.id.clone(),
        measure: gate.measure.clone(),
        threshold: gate.threshold,
        comparator: gate.comparator,
        ..Gate::default()
    };
    Package {
        alternatives: package.alternatives.iter().map(alternative).collect(),
        evidence: Evidence {
            datasets: package.evidence.datasets.iter().map(without_rows).collect(),
            // Replays need the units: whether a column of shares is in percent.
            measures: package.evidence.measures.iter().map(with_unit).collect(),
            ..Evidence::default()
        },
        gates: package.gates.iter().map(gate).collect(),
        monitors: package.monitors.iter().map(Monitor::replayed_part).collect(),
        service_levels: package.service_levels.iter().map(ServiceLevel::replayed_part).collect::<Vec<_>>().into(),
        settings: Settings {
            seed: settings.seed,
            resamples: settings.resamples,
            confidence: settings.confidence,
            ..Settings::default()
        },
        // Empty, unless a criterion rests on what is simulated.
        ..outcome_part(package)
    }
}

/// A dataset without how its rows are had, and without words.
fn without_rows(dataset: &Dataset) -> Dataset {
    Dataset {
        id: dataset.id.clone(),
        label_column: dataset.label_column.clone(),
        alternative: dataset.alternative.clone(),
        time_column: dataset.time_column.clone(),
        ordered: dataset.ordered,
        census: dataset.census,
        ..Dataset::default()
    }
}

/// Estimates again and again, and reads the telemetry only for what an edit touched: moving a gate's
/// threshold reads none of it.
#[derive(Clone, Debug, Default)]
pub struct Estimator {
    known: SortedMap<(Id, Id), (Subject, Basis)>,
}

/// Everything an estimate depends on, but the thresholds it is compared with.
#[derive(Clone, Debug, PartialEq)]
struct Subject {
    measure: Measure,
    /// The dataset without its rows.
    dataset: Option<Dataset>,
    /// Label of the alternative.
    label: String,
    /// The baseline with its label, where it counts.
    baseline: Option<(Id, String)>,
    /// Seed, resamples, confidence.
    settings: (u32, u32, f64),
    /// Which of the tables the dataset had.
    version: Option<u64>,
}

impl Estimator {
    /// As [`estimate`], which it always equals.
    pub fn estimate(&mut self, package: &Package, telemetry: &Telemetry) -> Vec<Estimate> {
        let mut former = std::mem::take(&mut self.known);
        let mut estimates = Vec::with_capacity(package.evidence.measures.len() * package.alternatives.len());
        for measure in &package.evidence.measures {
            for alternative in &package.alternatives {
                let subject = subject(package, telemetry, measure, alternative);
                let name = (measure.id.clone(), alternative.id.clone());
                let basis = match former.remove(&name) {
                    Some((known, basis)) if known == subject => basis,
                    _ => take(package, telemetry, measure, alternative),
                };
                estimates.push(finish(package, &basis, measure, alternative));
                self.known.insert(name, (subject, basis));
            }
        }
        estimates
    }
}

fn subject(package: &Package, telemetry: &Telemetry, measure: &Measure, alternative: &Alternative) -> Subject {
    let settings = &package.settings;
    let baseline = package.baseline().filter(|_| measure.statistic == Statistic::RatioToBaseline);
    Subject {
        measure: unnamed(measure),
        dataset: package.dataset(&measure.dataset).map(without_rows),
        label: alternative.label().to_owned(),
        baseline: baseline.map(|baseline| (baseline.id.clone(), baseline.label().to_owned())),
        settings: (settings.seed, settings.resamples, settings.confidence),
        version: telemetry.version(&measure.dataset),
    }
}

/// A measure without its name, on which neither estimates nor replays depend.
fn with_unit(measure: &Measure) -> Measure {
    Measure { name: String::new(), ..measure.clone() }
}

/// A measure without its words, on which no estimate depends.
fn unnamed(measure: &Measure) -> Measure {
    Measure { name: String::new(), unit: String::new(), ..measure.clone() }
}

/// Reads the telemetry.
fn take(package: &Package, telemetry: &Telemetry, measure: &Measure, alternative: &Alternative) -> Basis {
    let place = package.dataset(&measure.dataset).zip(telemetry.table(&measure.dataset));
    let Some((dataset, table)) = place else { return Basis::default() };
    let settings = &package.settings;
    let precision = Precision {
        confidence: held(settings.confidence),
        resamples: settings.resamples.clamp(100, 100_000),
        seed: settings.seed,
        ordered: dataset.ordered,
    };
    let basis = sampled(package, (dataset, table), measure, alternative, precision);
    if dataset.census.0 == Some(true) { basis.counted() } else { basis }
}

fn sampled(
    package: &Package,
    (dataset, table): (&Dataset, &Table),
    measure: &Measure,
    alternative: &Alternative,
    precision: Precision,
) -> Basis {
    let sample = of(table, dataset, measure, alternative);
    if measure.statistic != Statistic::RatioToBaseline {
        return basis::of_statistic(measure, &alternative.id, sample, precision);
    }
    match package.baseline() {
        Some(baseline) if baseline.id != alternative.id => {
            let base = of(table, dataset, measure, baseline);
            basis::of_ratio(measure, (&alternative.id, sample), (&baseline.id, base), precision)
        }
        _ => basis::of_itself(sample),
    }
}

fn of(table: &Table, dataset: &Dataset, measure: &Measure, alternative: &Alternative) -> Sample {
    sample::take(table, dataset, measure, alternative).unwrap_or_default()
}

fn held(confidence: f64) -> f64 {
    if confidence.is_nan() { 0.95 } else { confidence.clamp(0.5, 0.999) }
}

/// The estimate, with the rows each gate on the measure would need.
fn finish(package: &Package, basis: &Basis, measure: &Measure, alternative: &Alternative) -> Estimate {
    let confidence = held(package.settings.confidence);
    let gates = package.gates.iter().filter(|gate| gate.measure == measure.id);
    Estimate {
        measure: measure.id.clone(),
        alternative: alternative.id.clone(),
        needed: gates
            .map(|gate| Needed { gate: gate.id.clone(), n: basis.needed(gate.comparator, gate.threshold, confidence) })
            .collect(),
        ..basis.estimate.clone()
    }
}

#[cfg(test)]
mod tests;
