//! The risk log in words.

use super::figure::counted;
use crate::findings::{Findings, RiskFinding};

/// The state of the risk log in a sentence; none while it is empty.
pub fn summary(findings: &Findings) -> Option<String> {
    let risks = &findings.risks.risks;
    let count = |test: fn(&RiskFinding) -> bool| risks.iter().filter(|risk| test(risk)).count();
    let undetected = match findings.risks.undetected_risks.len() {
        0 => "each is stopped by a gate, seen by a monitor, accepted or closed".to_owned(),
        count => format!("{count} that no gate or monitor would detect"),
    };
    (!risks.is_empty()).then(|| {
        format!(
            "{} in the log: {} above appetite after treatment, {} overdue; {undetected}.",
            counted(risks.len(), "risk", "risks"),
            count(|risk| risk.above_appetite),
            count(|risk| risk.overdue),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::closure::close;
    use crate::package::risk::Rating;
    use crate::package::{Package, Risk};

    fn said(risk: Risk) -> String {
        let package = Package { risks: vec![risk], ..Package::default() };
        summary(&Findings { risks: close(&package), ..Findings::default() }).unwrap()
    }

    #[test]
    fn a_risk_rated_only_after_treatment_is_no_all_clear() {
        let worst = Risk { residual: Rating::new(5, 5, 0), ..Risk::default() };
        assert_eq!(
            said(worst),
            "1 risk in the log: 0 above appetite after treatment, 0 overdue; 1 that no gate or monitor would detect."
        );
        assert!(said(Risk::default()).contains("1 that no gate"));
        assert_eq!(summary(&Findings::default()), None);
    }
}
