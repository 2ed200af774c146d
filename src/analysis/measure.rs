//! What the telemetry alone says: measures, environments, tests, and what monitors would have done on it.

use super::estimate::Estimator;
use super::replay::Replayer;
use super::simulation::criteria;
use super::{environment, test_run};
use crate::findings::{EnvironmentFinding, Estimate, Measured, TestFinding};
use crate::package::{Alternative, Id, Package};
use crate::telemetry::Telemetry;

/// Everything that is read from the rows: every measure for every alternative, environments compared, tests in numbers,
/// monitors replayed; and what the simulation of the release comes to, where a criterion rests on it.
pub fn measure(package: &Package, telemetry: &Telemetry) -> Measured {
    Measurer::default().measure(package, telemetry)
}

/// Measures again and again, and reads the telemetry only for what an edit touched.
#[derive(Debug, Default)]
pub struct Measurer {
    estimator: Estimator,
    /// What environments and tests follow from: each dataset, its column of labels, and which of its tables it has.
    known: Vec<(Id, String, Option<u64>)>,
    environments: Vec<EnvironmentFinding>,
    tests: Vec<TestFinding>,
    /// What simulated outcomes follow from, and the outcomes.
    outcomes: (Package, Vec<Estimate>),
    replayer: Replayer,
}

impl Measurer {
    /// What the simulation of the release comes to, where a criterion rests on it; simulated anew only after a change.
    fn outcomes(&mut self, package: &Package) -> Vec<Estimate> {
        let alternatives = package.alternatives.iter();
        let alternatives =
            alternatives.map(|one| Alternative { id: one.id.clone(), ..Alternative::default() }).collect();
        let part = Package { alternatives, ..criteria::outcome_part(package) };
        if self.outcomes.0 != part {
            let found = criteria::estimates(&part);
            self.outcomes = (part, found);
        }
        self.outcomes.1.clone()
    }

    /// As [`measure`], which it always equals.
    pub fn measure(&mut self, package: &Package, telemetry: &Telemetry) -> Measured {
        let datasets = package.evidence.datasets.iter();
        let subject = |id: &Id, label: &String| (id.clone(), label.clone(), telemetry.version(id));
        let known = datasets.clone().map(|dataset| subject(&dataset.id, &dataset.label_column)).collect();
        if self.known != known {
            self.known = known;
            let tables = datasets.filter_map(|dataset| Some((dataset, telemetry.table(&dataset.id)?)));
            self.environments =
                tables.clone().flat_map(|(dataset, table)| environment::compare(dataset, table)).collect();
            self.tests = tables.flat_map(|(dataset, table)| test_run::summarise(dataset, table)).collect();
        }
        let mut estimates = self.estimator.estimate(package, telemetry);
        estimates.extend(self.outcomes(package));
        Measured {
            estimates,
            environments: self.environments.clone(),
            tests: self.tests.clone(),
            replays: self.replayer.replay(package, telemetry),
        }
    }
}
