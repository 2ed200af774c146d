//! What follows from a package and its telemetry. Pure: no clock, no storage, no page.
//!
//! The analysis comes in four parts so that the page stays live: [`measure::measure`] reads the
//! telemetry (slow, in the worker), [`conclude`] follows from it (fast, on every edit),
//! [`robustness`] and [`simulation`] draw at random (slow, in the worker). [`analyse`] is all four.

pub mod chain;
pub mod closure;
pub mod comment;
pub mod completeness;
pub mod cost;
pub mod environment;
pub mod estimate;
#[cfg(test)]
pub(crate) mod fixture;
pub mod gate;
pub mod matrix;
pub mod measure;
pub mod outcome;
pub mod readiness;
pub mod replay;
pub mod review;
pub mod robustness;
pub mod scenario;
pub mod score;
pub mod service_level;
pub mod simulation;
pub mod test_run;
pub mod triage;
pub mod value;
pub mod version;
pub mod weight;

use crate::findings::{Findings, Measured, MemoLength, Robustness, SimulationFinding};
use crate::package::Package;
use crate::package::document::Sparse;
use crate::telemetry::Telemetry;

/// How long the memo is once these findings fill it, which only who writes memos can tell
/// ([`crate::publish::memo::length`]); nothing while it is not known.
pub type ReadMemo<'a> = &'a dyn Fn(&Package, &Findings) -> Option<MemoLength>;

/// Everything that follows from `package` and its `telemetry`.
pub fn analyse(package: &Package, telemetry: &Telemetry, read_memo: ReadMemo<'_>) -> Findings {
    let measured = measure::measure(package, telemetry);
    let robustness = robustness::robustness(package, &measured, &mut |_, _| true);
    let mut findings = conclude(package, &measured, robustness.as_ref(), read_memo);
    let simulation = simulation::simulate(package, None, &mut |_, _| true).unwrap_or_default();
    add_simulation(package, &mut findings, simulation);
    findings
}

/// Adds what a simulation of the release found, and what of closure follows from it.
pub fn add_simulation(package: &Package, findings: &mut Findings, simulation: SimulationFinding) {
    findings.closure = chain::chain(package, findings, &simulation);
    findings.simulation = simulation;
}

/// What follows from what was measured: gates, scores, risks, completeness and outcome. Takes well under a frame, if
/// reading the memo does.
pub fn conclude(
    package: &Package,
    measured: &Measured,
    robustness: Option<&Robustness>,
    read_memo: ReadMemo<'_>,
) -> Findings {
    let estimates = &measured.estimates;
    let gates = gate::judge(package, estimates);
    let mut scores = score::score(package, estimates);
    outcome::mark_releasable(&mut scores.alternatives, &gates);
    let mut findings = Findings {
        version: version::VERSION,
        estimates: estimates.clone(),
        environments: Sparse(measured.environments.clone()),
        tests: Sparse(measured.tests.clone()),
        gates,
        weights: scores.weights,
        alternatives: scores.alternatives,
        score_problems: scores.problems,
        score_warnings: scores.warnings,
        scenarios: Sparse(scenario::compare(package, estimates)),
        robustness: robustness.cloned(),
        risks: closure::close(package),
        cost: cost::assess(package),
        service_levels: Sparse(service_level::service_levels(package)),
        replays: Sparse(replay::judge(package, &measured.replays)),
        sign_offs: review::assess(package),
        comments: Sparse(comment::locate(package)),
        ..Findings::default()
    };
    findings.closure = chain::chain(package, &findings, &findings.simulation);
    findings.readiness = readiness::assess(package, findings.cost.as_ref());
    findings.completeness = completeness::require(package, &findings);
    findings.outcome = outcome::decide(package, &findings);
    if let Some(memo) = read_memo(package, &findings).and_then(|length| completeness::memo(package, length)) {
        let done = memo.done;
        findings.completeness.push(memo);
        if !done {
            findings.outcome = outcome::decide(package, &findings);
        }
    }
    findings
}
