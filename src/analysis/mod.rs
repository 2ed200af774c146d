//! What follows from a package and its telemetry. Pure: no clock, no storage, no page.
//!
//! The analysis comes in three parts so that the page stays live: [`estimate::estimate`] reads the
//! telemetry (slow, in the worker), [`conclude`] follows from the estimates (fast, on every edit) and
//! [`robustness`] draws at random (slow, in the worker). [`analyse`] is all three.

pub mod closure;
pub mod completeness;
pub mod cost;
pub mod estimate;
pub mod figure;
#[cfg(test)]
pub(crate) mod fixture;
pub mod gate;
pub mod matrix;
pub mod outcome;
pub mod robustness;
pub mod score;
pub mod value;
pub mod version;
pub mod weight;

use crate::findings::{Estimate, Findings, Robustness};
use crate::package::Package;
use crate::telemetry::Telemetry;

/// Everything that follows from `package` and its `telemetry`, but the memo's length, which
/// [`crate::publish`] adds.
pub fn analyse(package: &Package, telemetry: &Telemetry) -> Findings {
    let estimates = estimate::estimate(package, telemetry);
    let robustness = robustness::robustness(package, &estimates, &mut |_, _| true);
    conclude(package, &estimates, robustness.as_ref())
}

/// What follows from the estimates: gates, scores, risks, completeness and outcome. Takes well under
/// a frame.
pub fn conclude(package: &Package, estimates: &[Estimate], robustness: Option<&Robustness>) -> Findings {
    let gates = gate::judge(package, estimates);
    let mut scores = score::score(package, estimates);
    outcome::mark_releasable(&mut scores.alternatives, &gates);
    let mut findings = Findings {
        version: version::VERSION,
        estimates: estimates.to_vec(),
        gates,
        weights: scores.weights,
        alternatives: scores.alternatives,
        score_problems: scores.problems,
        score_warnings: scores.warnings,
        robustness: robustness.cloned(),
        risks: closure::close(package),
        cost: cost::assess(package),
        ..Findings::default()
    };
    findings.completeness = completeness::require(package, &findings);
    findings.outcome = outcome::decide(package, &findings);
    findings
}
