//! Three alternatives in the order of their rank, and one gate of each severity.

use super::{decide, mark_releasable};
use crate::findings::{AlternativeFinding, Decision, Findings, GateFinding, Verdict};
use crate::package::{Alternative, Gate, Package, Severity};

/// What an outcome follows from.
pub(crate) struct Scene {
    pub package: Package,
    pub findings: Findings,
}

impl Scene {
    /// Everything passes.
    pub fn new() -> Self {
        let mut package = Package::default();
        let mut findings = Findings::default();
        for (rank, name) in (1..).zip(["Fast", "Safe", "Slow"]) {
            package.alternatives.push(Alternative { id: name.into(), name: name.to_owned(), ..Alternative::default() });
            findings.alternatives.push(AlternativeFinding {
                id: name.into(),
                name: name.to_owned(),
                rank: Some(rank),
                weighted_sum: Some(1.0 - f64::from(rank) / 10.0),
                ..AlternativeFinding::default()
            });
        }
        for severity in Severity::ALL {
            let name = severity.label();
            package.gates.push(Gate {
                id: name.into(),
                name: format!("{name} gate"),
                severity: *severity,
                owner: "Ana".to_owned(),
                ..Gate::default()
            });
            for alternative in ["Fast", "Safe", "Slow"] {
                findings.gates.push(GateFinding {
                    id: name.into(),
                    name: format!("{name} gate"),
                    alternative: alternative.into(),
                    verdict: Verdict::Pass,
                    severity: *severity,
                    ..GateFinding::default()
                });
            }
        }
        Self { package, findings }
    }

    /// With another verdict.
    pub fn gate(mut self, severity: Severity, alternative: &str, verdict: Verdict) -> Self {
        for gate in &mut self.findings.gates {
            if gate.severity == severity && gate.alternative.as_str() == alternative {
                gate.verdict = verdict;
            }
        }
        self
    }

    /// With something else in the package.
    pub fn package(mut self, edit: impl FnOnce(&mut Package)) -> Self {
        edit(&mut self.package);
        self
    }

    /// With its outcome.
    pub fn decided(mut self) -> Self {
        mark_releasable(&mut self.findings.alternatives, &self.findings.gates);
        self.findings.outcome = decide(&self.package, &self.findings);
        self
    }

    /// The verdict.
    pub fn decision(self) -> Decision {
        self.decided().findings.outcome.decision
    }
}
