//! Package and findings as files for other people and other tools.

pub mod catalogue;
pub mod chart;
#[cfg(not(target_arch = "wasm32"))]
pub mod charts;
pub mod json;
pub mod markdown;
pub mod memo;
pub mod publication;
#[cfg(not(target_arch = "wasm32"))]
pub mod schema;
pub mod telemetry;
pub mod verify;
pub mod words;
pub mod workspace;

pub use catalogue::PUBLICATIONS;
pub use json::{package_file, to_text};
pub use verify::{Difference, DifferenceKind, follows, verify};

use crate::analysis::{self, completeness};
use crate::findings::{Action, Estimate, Findings, Robustness, Task};
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

/// Adds what is only known once the memo is written: whether it is long enough.
fn finish(package: &Package, mut findings: Findings) -> Findings {
    let filled = memo::filled_memo(package, &findings);
    let Some(item) = completeness::memo(package, memo::word_count(&filled.text), &filled.unknown) else {
        return findings;
    };
    if !item.done {
        let task = Task::Complete { items: vec![item.id.clone()] };
        findings.outcome.actions.push(Action { who: String::new(), task, screen: item.screen });
    }
    findings.completeness.push(item);
    findings
}
