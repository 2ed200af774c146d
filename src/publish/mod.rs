//! Package and findings as files for other people and other tools.

pub mod chart;
pub mod markdown;
pub mod memo;

use crate::analysis::{self, Findings, findings::Estimate, robustness::Robustness};
use crate::package::Package;
use crate::telemetry::Telemetry;

/// Everything that follows from `package` and its `telemetry`, the memo included.
pub fn analyse(package: &Package, telemetry: &Telemetry) -> Findings {
    finish(package, analysis::analyse(package, telemetry))
}

/// What follows from the estimates, the memo included: what the page computes on every edit.
pub fn conclude(package: &Package, estimates: &[Estimate], robustness: Option<&Robustness>) -> Findings {
    finish(package, analysis::conclude(package, estimates, robustness))
}

/// Adds what is only known once the memo is written: whether it is long enough and whole.
fn finish(_package: &Package, findings: Findings) -> Findings {
    findings
}
