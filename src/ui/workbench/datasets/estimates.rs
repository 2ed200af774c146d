//! Every measure's value, estimated whenever what it follows from changes.

use std::sync::Arc;

use crate::ui::prelude::*;

use super::Datasets;
use crate::analysis::estimate::estimated_part;
use crate::findings::Measured;
use crate::package::Package;
use crate::ui::workbench::jobs::Asker;
use crate::worker::job::EstimateMeasures;

/// Every measure's value. A handle.
#[derive(Clone, Copy)]
pub struct Estimates {
    datasets: Datasets,
    asker: Asker,
    part: Memo<Arc<Package>>,
    values: RwSignal<Arc<Measured>>,
}

impl Estimates {
    /// Nothing estimated yet.
    pub fn new(datasets: Datasets) -> Self {
        Self {
            datasets,
            asker: datasets.jobs.asker(),
            part: datasets.editing.slice(|package| Arc::new(estimated_part(package))),
            values: RwSignal::new(Arc::new(Measured::default())),
        }
    }

    /// Every measure's value, as the worker last had it: in the order of measures, then of alternatives.
    pub fn values(&self) -> RwSignal<Arc<Measured>> {
        self.values
    }

    /// Keeps up with the package and its tables from here on.
    pub fn start(&self) {
        let this = *self;
        Effect::new(move |_| {
            this.datasets.version.track();
            this.ask(this.part.get());
        });
    }

    /// Forgets the values, which belong to another package, and estimates anew.
    pub fn start_over(&self) {
        self.asker.withdraw();
        self.values.set(Arc::new(Measured::default()));
        self.ask(self.part.get_untracked());
    }

    fn ask(&self, package: Arc<Package>) {
        let this = *self;
        if package.evidence.measures.is_empty() && package.evidence.datasets.is_empty() && package.criteria.is_empty() {
            // No worker is started for nothing. Environments and test results are found without a measure.
            self.asker.withdraw();
            if self.values.with_untracked(|values| **values != Measured::default()) {
                self.values.set(Arc::default());
            }
            return;
        }
        self.asker.ask(EstimateMeasures { package }, None, move |outcome| match outcome {
            Ok(estimates) => this.values.set(Arc::new(estimates)),
            Err(why) => this.datasets.notices.problem(format!(
                "The measures were not estimated: values and verdicts are from before. {why} The next change estimates them again."
            )),
        });
    }
}
