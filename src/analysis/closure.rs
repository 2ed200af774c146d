//! Closure: the risk log in numbers, and what nothing detects.
//!
//! Ratings are on scales of 1 to 5; the priority number is severity × occurrence × detection (AIAG
//! FMEA). Since 9 · 3 · 5 = 5 · 9 · 3, the number never stands alone: exposure and the catastrophic
//! flag are beside it.

use crate::findings::{RiskFinding, RiskFindings};
use std::cmp::Reverse;

use crate::order;
use crate::package::risk::{Rating, RiskStatus, Treatment};
use crate::package::{FailureMode, Gate, Id, Package, Risk};

/// The impact that is flagged whatever the product.
const CATASTROPHIC: u8 = 5;

/// The risk log in numbers, failure modes no monitor sees, and risks nothing detects.
///
/// Risks come with the greatest residual exposure first, those that are closed last.
pub fn close(package: &Package) -> RiskFindings {
    let mut risks: Vec<(bool, RiskFinding)> =
        package.risks.iter().map(|risk| (is_closed(risk), finding(package, risk))).collect();
    let key = |(closed, risk): &(bool, RiskFinding)| (*closed, Reverse((risk.residual, risk.priority, risk.inherent)));
    order::sort(&mut risks, |a, b| key(a).cmp(&key(b)));
    RiskFindings {
        risks: risks.into_iter().map(|(_, risk)| risk).collect(),
        unseen_failure_modes: package
            .failure_modes
            .iter()
            .filter(|mode| !is_seen_or_accepted(package, mode))
            .map(|mode| mode.id.clone())
            .collect(),
        undetected_risks: package
            .risks
            .iter()
            .filter(|risk| !is_closed(risk) && risk.treatment != Treatment::Accept && !is_detected(package, risk))
            .map(|risk| risk.id.clone())
            .collect(),
    }
}

/// The highest probability × impact accepted in a category: the category's own, or else that of every
/// other category; absent when nobody stated one.
pub fn appetite(package: &Package, category: &str) -> Option<u8> {
    let named = |name: &str| {
        let same = |stated: &str| stated.trim().eq_ignore_ascii_case(name.trim());
        package.appetite.iter().find(|appetite| same(&appetite.category)).map(|appetite| appetite.limit)
    };
    named(category).or_else(|| named(""))
}

/// The rating that stands: the residual one, or the inherent one while nobody rated the residual.
pub fn standing(risk: &Risk) -> &Rating {
    if risk.residual.is_rated() { &risk.residual } else { &risk.inherent }
}

fn finding(package: &Package, risk: &Risk) -> RiskFinding {
    let standing = standing(risk);
    let open = !is_closed(risk);
    RiskFinding {
        id: risk.id.clone(),
        name: risk.name.clone(),
        inherent: risk.inherent.exposure(),
        residual: standing.exposure(),
        priority: standing.priority(),
        above_appetite: open && appetite(package, &risk.category).is_some_and(|limit| standing.exposure() > limit),
        catastrophic: open && standing.impact >= CATASTROPHIC,
        overdue: open && risk.status != RiskStatus::Treated && risk.due.is_before(&package.settings.as_of),
    }
}

fn is_closed(risk: &Risk) -> bool {
    risk.status == RiskStatus::Closed
}

fn is_seen_or_accepted(package: &Package, mode: &FailureMode) -> bool {
    is_monitor(package, &mode.monitor) || !mode.acceptance.trim().is_empty()
}

fn is_detected(package: &Package, risk: &Risk) -> bool {
    let judges = |gate: &Gate| package.measure(&gate.measure).is_some();
    is_monitor(package, &risk.monitor) || package.gate(&risk.gate).is_some_and(judges)
}

fn is_monitor(package: &Package, id: &Id) -> bool {
    package.monitor(id).is_some_and(|monitor| !monitor.metric.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::risk::Appetite;
    use crate::package::{Measure, Monitor};

    fn risk(id: &str, inherent: (u8, u8, u8), residual: (u8, u8, u8)) -> Risk {
        let rating = |(p, i, d)| Rating::new(p, i, d);
        Risk {
            id: id.into(),
            name: id.to_owned(),
            category: "Operations".to_owned(),
            inherent: rating(inherent),
            residual: rating(residual),
            ..Risk::default()
        }
    }

    fn package(risks: Vec<Risk>) -> Package {
        let limit = |category: &str, limit| Appetite { category: category.to_owned(), limit, ..Appetite::default() };
        let mut package =
            Package { risks, appetite: vec![limit("operations", 6), limit("", 12)], ..Package::default() };
        package.settings.as_of = "2026-11-20".into();
        package
    }

    #[test]
    fn risks_are_rated_and_ordered() {
        let closed = Risk { status: RiskStatus::Closed, ..risk("closed", (5, 5, 5), (5, 5, 5)) };
        let unrated = risk("unrated", (4, 4, 2), (0, 0, 0));
        let findings = close(&package(vec![
            closed,
            risk("small", (3, 3, 3), (1, 5, 2)),
            risk("big", (5, 4, 3), (2, 4, 1)),
            unrated,
        ]));
        let seen: Vec<_> = findings
            .risks
            .iter()
            .map(|r| (r.name.as_str(), r.inherent, r.residual, r.priority, r.above_appetite, r.catastrophic))
            .collect();
        assert_eq!(
            seen,
            [
                ("unrated", 16, 16, 32, true, false),
                ("big", 20, 8, 8, true, false),
                ("small", 9, 5, 10, false, true),
                ("closed", 25, 25, 125, false, false),
            ]
        );
    }

    #[test]
    fn the_general_appetite_stands_where_a_category_has_none() {
        let package = package(Vec::new());
        assert_eq!(appetite(&package, " Operations "), Some(6));
        assert_eq!(appetite(&package, "Legal"), Some(12));
        assert_eq!(appetite(&Package::default(), "Legal"), None);
    }

    #[test]
    fn what_is_late_depends_on_the_packages_date() {
        let due = |date: &str, status| Risk { due: date.into(), status, ..risk("r", (2, 2, 2), (1, 1, 1)) };
        let check = |risk: Risk, expected: bool| assert_eq!(close(&package(vec![risk])).risks[0].overdue, expected);
        check(due("2026-11-19", RiskStatus::Open), true);
        check(due("2026-11-20", RiskStatus::Open), false);
        check(due("2026-11-19", RiskStatus::Treated), false);
        check(due("", RiskStatus::Treating), false);
    }

    #[test]
    fn what_nothing_detects_is_listed() {
        let watched = Risk { monitor: "errors".into(), ..risk("watched", (2, 2, 2), (1, 1, 1)) };
        let gated = Risk { gate: "latency".into(), ..risk("gated", (2, 2, 2), (1, 1, 1)) };
        let dangling = Risk { gate: "gone".into(), ..risk("dangling", (2, 2, 2), (1, 1, 1)) };
        let accepted = Risk { treatment: Treatment::Accept, ..risk("accepted", (2, 2, 2), (1, 1, 1)) };
        let blank = Risk { monitor: "blank".into(), ..risk("blank", (0, 0, 0), (5, 5, 5)) };
        let idle = Risk { gate: "idle".into(), ..risk("idle", (2, 2, 2), (0, 0, 0)) };
        let mode = |id: &str, monitor: &str, acceptance: &str| FailureMode {
            id: id.into(),
            monitor: monitor.into(),
            acceptance: acceptance.to_owned(),
            ..FailureMode::default()
        };
        let package = Package {
            monitors: vec![
                Monitor { id: "errors".into(), metric: "errors".to_owned(), ..Monitor::default() },
                Monitor { id: "blank".into(), metric: " ".to_owned(), ..Monitor::default() },
            ],
            gates: vec![
                Gate { id: "latency".into(), measure: "p99".into(), ..Gate::default() },
                Gate { id: "idle".into(), ..Gate::default() },
            ],
            failure_modes: vec![mode("seen", "errors", ""), mode("accepted", "", "rare"), mode("unseen", "gone", " ")],
            ..package(vec![watched, gated, dangling, risk("unrated", (0, 0, 0), (0, 0, 0)), accepted, blank, idle])
        };
        let mut package = package;
        package.evidence.measures.push(Measure { id: "p99".into(), ..Measure::default() });
        let findings = close(&package);
        assert_eq!(findings.undetected_risks, ["dangling", "unrated", "blank", "idle"].map(Id::from));
        assert_eq!(findings.unseen_failure_modes, [Id::from("unseen")]);
    }
}
