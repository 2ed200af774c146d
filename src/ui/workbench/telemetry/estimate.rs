//! Having the worker estimate the measures whenever what they follow from changes.

use crate::findings::Estimate;
use std::sync::Arc;

use super::Workbench;
use crate::package::{Comparator, Id, Measure, Package};
use crate::worker::protocol::Request;

/// Whether an estimate is under way, and whether another is wanted after it.
#[derive(Clone, Copy, Default, PartialEq)]
pub(super) enum Turn {
    #[default]
    Idle,
    Busy,
    BusyAndStale,
}

impl Workbench {
    pub(super) fn estimate(&self) {
        if self.compute.estimating.get_value() != Turn::Idle {
            self.compute.estimating.set_value(Turn::BusyAndStale);
            return;
        }
        self.compute.estimating.set_value(Turn::Busy);
        let package = Box::new(Package::clone(&self.package_now()));
        self.send(&Request::Estimate { revision: 0, package }, None);
    }

    pub(super) fn estimated(&self, estimates: Vec<Estimate>) {
        let first = self.estimates.with_untracked(|known| known.is_empty());
        self.estimates.set(Arc::new(estimates));
        if first {
            self.settle();
        }
        let stale = self.compute.estimating.get_value() == Turn::BusyAndStale;
        self.compute.estimating.set_value(Turn::Idle);
        if stale {
            self.estimate();
        }
    }
}

/// The part of a package that estimates follow from.
#[derive(PartialEq)]
pub(super) struct Asked {
    measures: Vec<Measure>,
    datasets: Vec<(Id, String, Id, String, bool)>,
    alternatives: Vec<(Id, String, bool)>,
    gates: Vec<(Id, Id, f64, Comparator)>,
    settings: (u32, u32, f64),
}

impl Asked {
    pub(super) fn of(package: &Package) -> Self {
        let settings = &package.settings;
        Self {
            measures: package.evidence.measures.clone(),
            datasets: package
                .evidence
                .datasets
                .iter()
                .map(|it| {
                    let (label, whole) = (it.label_column.clone(), it.alternative.clone());
                    (it.id.clone(), label, whole, it.time_column.clone(), it.ordered)
                })
                .collect(),
            alternatives: package
                .alternatives
                .iter()
                .map(|it| (it.id.clone(), it.label().to_owned(), it.baseline))
                .collect(),
            gates: package
                .gates
                .iter()
                .map(|it| (it.id.clone(), it.measure.clone(), it.threshold, it.comparator))
                .collect(),
            settings: (settings.seed, settings.resamples, settings.confidence),
        }
    }
}
