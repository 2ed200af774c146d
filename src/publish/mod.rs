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
use crate::findings::{Action, Estimate, Findings, RequiredItem, Robustness, Task};
use crate::package::Package;
use crate::telemetry::Telemetry;

/// Everything that follows from `package` and its `telemetry`, the memo included.
pub fn analyse(package: &Package, telemetry: &Telemetry) -> Findings {
    finish(package, analysis::analyse(package, telemetry))
}

/// What follows from the estimates, the memo included.
pub fn conclude(package: &Package, estimates: &[Estimate], robustness: Option<&Robustness>) -> Findings {
    finish(package, analysis::conclude(package, estimates, robustness))
}

fn finish(package: &Package, findings: Findings) -> Findings {
    let memo = memo_item(package, &findings);
    with_memo(findings, memo)
}

/// What this package has to hold of a memo, from findings without it; nothing when it need not have one. The memo is
/// written to count its words, which takes several times as long as everything else that follows from an edit.
pub fn memo_item(package: &Package, findings: &Findings) -> Option<RequiredItem> {
    let filled = memo::filled_memo(package, findings);
    completeness::memo(package, memo::word_count(&filled.text), &filled.unknown)
}

/// Adds what is asked of the memo to findings without it.
#[must_use]
pub fn with_memo(mut findings: Findings, item: Option<RequiredItem>) -> Findings {
    let Some(item) = item else { return findings };
    if !item.done {
        let task = Task::Complete { items: vec![item.id.clone()] };
        findings.outcome.actions.push(Action { who: String::new(), task, screen: item.screen });
    }
    findings.completeness.push(item);
    findings
}
