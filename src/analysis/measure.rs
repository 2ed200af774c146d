//! What the telemetry alone says: measures, environments, tests.

use super::estimate::Estimator;
use super::{environment, test_run};
use crate::findings::{EnvironmentFinding, Measured, TestFinding};
use crate::package::{Id, Package};
use crate::telemetry::Telemetry;

/// Everything that is read from the rows: every measure for every alternative, environments compared, tests in numbers.
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
}

impl Measurer {
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
        Measured {
            estimates: self.estimator.estimate(package, telemetry),
            environments: self.environments.clone(),
            tests: self.tests.clone(),
        }
    }
}
