//! A gate of at most 200 ms, to be judged.

use super::judge;
use crate::findings::{Estimate, GateFinding};
use crate::package::{Alternative, Comparator, Evidence, Gate, Measure, Package, Severity};

pub(crate) fn package(gate: Gate) -> Package {
    let alternative = |name: &str| Alternative { id: name.into(), name: name.to_owned(), ..Alternative::default() };
    let measure =
        Measure { id: "p99".into(), name: "p99 latency".to_owned(), unit: "ms".to_owned(), ..Measure::default() };
    let mut package = Package {
        alternatives: vec![alternative("Canary"), alternative("Big-bang")],
        evidence: Evidence { measures: vec![measure], ..Evidence::default() },
        gates: vec![gate],
        ..Package::default()
    };
    package.settings.as_of = "2026-11-20".into();
    package
}

pub(crate) fn at_most_200() -> Gate {
    Gate {
        id: "latency".into(),
        name: "Fast enough".to_owned(),
        measure: "p99".into(),
        comparator: Comparator::AtMost,
        threshold: 200.0,
        severity: Severity::Blocker,
        ..Gate::default()
    }
}

pub(crate) fn estimate(value: f64, low: Option<f64>, high: Option<f64>, n: u64) -> Estimate {
    Estimate {
        measure: "p99".into(),
        alternative: "Canary".into(),
        value: Some(value),
        low,
        high,
        n,
        ..Estimate::default()
    }
}

pub(crate) fn first(gate: Gate, estimate: Estimate) -> GateFinding {
    judge(&package(gate), &[estimate]).swap_remove(0)
}
