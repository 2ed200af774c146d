//! What the monitoring plan says that cannot hold beside the rest.

use super::Contradiction;
use crate::package::gate::Severity;
use crate::package::incident::moment;
use crate::package::signal::SignalKind;
use crate::package::{Gate, Id, Monitor, Package, PastIncident, RollbackTarget, Statistic};

/// In the order of monitors, service levels, failure modes and incidents.
pub(super) fn of_monitoring(package: &Package) -> Vec<Contradiction> {
    let mut found = Vec::new();
    for monitor in &package.monitors {
        found.extend(late_warning(monitor));
        found.extend(rolled_back(package, &monitor.id, monitor.rolls_back, monitor.rollback));
        found.extend(out_of_reach(package, monitor));
        found.extend(package.gates.iter().filter_map(|gate| lets_through(package, monitor, gate)));
    }
    for level in package.service_levels.iter() {
        found.extend(rolled_back(package, &level.id, level.rolls_back, level.rollback));
    }
    for mode in &package.failure_modes {
        found.extend(mode.rollback.and_then(|target| missing(package, &mode.id, target)));
    }
    found.extend(package.incidents.iter().filter_map(of_incident));
    found
}

fn late_warning(monitor: &Monitor) -> Option<Contradiction> {
    let (warning, critical) = monitor.warning.zip(monitor.critical)?;
    let is_late = if monitor.comparator.prefers_less() { warning > critical } else { warning < critical };
    is_late.then(|| Contradiction::LateWarning { monitor: monitor.id.clone(), warning, critical })
}

/// A trigger has to say what it rolls back, and the release how.
fn rolled_back(package: &Package, id: &Id, rolls_back: bool, target: Option<RollbackTarget>) -> Option<Contradiction> {
    match target {
        _ if !rolls_back => None,
        None => Some(Contradiction::NoTarget { trigger: id.clone() }),
        Some(target) => missing(package, id, target),
    }
}

/// A target for which Release has no way back, as soon as it has one for anything.
fn missing(package: &Package, id: &Id, target: RollbackTarget) -> Option<Contradiction> {
    let targets = &package.release.rollback.targets;
    let is_missing = !targets.is_empty() && targets.iter().all(|one| one.target != target);
    is_missing.then(|| Contradiction::TargetMissing { record: id.clone(), target })
}

/// Thresholds that no share, or every share, is beyond.
fn out_of_reach(package: &Package, monitor: &Monitor) -> Vec<Contradiction> {
    let Some(most) = greatest(package, monitor) else { return Vec::new() };
    let thresholds = [monitor.warning, monitor.critical];
    let of = |threshold: f64| {
        // Of numbers between 0 and the greatest, those at the ends are the last to be on the other side.
        let [least, greatest] = [0.0, most].map(|value| !monitor.comparator.accepts(value, threshold));
        let monitor = monitor.id.clone();
        match (least, greatest) {
            (false, false) => Some(Contradiction::NeverFires { monitor, threshold }),
            (true, true) => Some(Contradiction::AlwaysFires { monitor, threshold }),
            _ => None,
        }
    };
    thresholds.into_iter().flatten().filter_map(of).collect()
}

/// The greatest a number can be that is a share of events; nothing of other numbers.
fn greatest(package: &Package, monitor: &Monitor) -> Option<f64> {
    if matches!(monitor.signal.kind, SignalKind::Share | SignalKind::Slow) {
        return Some(monitor.signal.multiplied_by()).filter(|factor| *factor > 0.0);
    }
    let measure = package.measure(&monitor.measure).filter(|_| monitor.signal.is_empty())?;
    let is_share = measure.statistic == Statistic::Rate && monitor.follows.is_empty();
    is_share.then_some(if monitor.unit.trim() == "%" { 100.0 } else { 1.0 })
}

/// A gate without which nothing is released, on the measure that a monitor continues, passes what the monitor rolls back.
fn lets_through(package: &Package, monitor: &Monitor, gate: &Gate) -> Option<Contradiction> {
    let critical = monitor.critical.filter(|_| monitor.rolls_back)?;
    let measure = package.measure(&monitor.measure).filter(|measure| measure.id == gate.measure)?;
    let is_limit = gate.severity != Severity::Advisory && !gate.proposed.threshold;
    // A statistic over the whole of the evidence bounds what a window sees only where it is the worst there is.
    let is_worst = match measure.statistic {
        Statistic::Maximum => gate.comparator.prefers_less(),
        Statistic::Minimum => !gate.comparator.prefers_less(),
        Statistic::Mean | Statistic::Rate | Statistic::Median | Statistic::P90 | Statistic::P95 | Statistic::P99 => {
            true
        }
        _ => false,
    };
    let times = monitor.follows.times.unwrap_or(usual(monitor, measure.statistic, &measure.unit));
    if !is_limit || !is_worst || times <= 0.0 || gate.comparator.prefers_less() != monitor.comparator.prefers_less() {
        return None;
    }
    let passes = gate.threshold * times + monitor.follows.plus.unwrap_or(0.0);
    let beyond = if gate.comparator.prefers_less() { passes > critical } else { passes < critical };
    beyond.then(|| Contradiction::RolledBackOnceReleased {
        monitor: monitor.id.clone(),
        gate: gate.id.clone(),
        passes,
        critical,
    })
}

fn usual(monitor: &Monitor, statistic: Statistic, unit: &str) -> f64 {
    if statistic == Statistic::Rate && unit.trim().is_empty() && monitor.unit.trim() == "%" { 100.0 } else { 1.0 }
}

fn of_incident(incident: &PastIncident) -> Option<Contradiction> {
    let readable = |text: &str| text.trim().is_empty() || moment(text).is_some();
    let id = || incident.id.clone();
    if incident.from.trim().is_empty() && incident.until.trim().is_empty() {
        return None;
    }
    if incident.from.trim().is_empty() || !readable(&incident.from) || !readable(&incident.until) {
        return Some(Contradiction::NoMoment { incident: id() });
    }
    incident.span().is_none().then(|| Contradiction::EndsBefore { incident: id() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::release::RollbackVersion;
    use crate::package::{Comparator, Measure, Signal};

    fn found(monitor: Monitor) -> Vec<Contradiction> {
        let mut package = Package { monitors: vec![monitor], ..Package::default() };
        package.release.rollback.targets.push(RollbackVersion::default());
        of_monitoring(&package)
    }

    #[test]
    fn a_rollback_has_a_target_that_the_release_knows() {
        let of = |rolls_back, rollback| found(Monitor { rolls_back, rollback, ..Monitor::default() });
        assert_eq!(of(false, None), []);
        assert_eq!(of(true, None), [Contradiction::NoTarget { trigger: Id::default() }]);
        assert_eq!(of(true, Some(RollbackTarget::Code)), []);
        let missing = Contradiction::TargetMissing { record: Id::default(), target: RollbackTarget::Data };
        assert_eq!(of(true, Some(RollbackTarget::Data)), [missing]);
    }

    #[test]
    fn a_threshold_can_be_crossed() {
        let check = |comparator, threshold, expected: &str| {
            let signal = Signal { kind: SignalKind::Share, factor: Some(100.0), ..Signal::default() };
            let found = found(Monitor { comparator, critical: Some(threshold), signal, ..Monitor::default() });
            let kind = match found.as_slice() {
                [] => "",
                [Contradiction::NeverFires { .. }] => "never",
                [Contradiction::AlwaysFires { .. }] => "always",
                _ => "other",
            };
            assert_eq!(kind, expected, "{comparator} {threshold}");
        };
        check(Comparator::AtMost, 12.0, "");
        check(Comparator::AtMost, 0.0, "");
        check(Comparator::AtMost, 100.0, "never");
        check(Comparator::AtMost, -1.0, "always");
        check(Comparator::Below, 100.0, "");
        check(Comparator::Below, 0.0, "always");
        check(Comparator::AtLeast, 0.0, "never");
        check(Comparator::AtLeast, 100.0, "");
        check(Comparator::Above, 100.0, "always");
        check(Comparator::Above, -1.0, "never");
    }

    #[test]
    fn what_a_gate_passes_is_not_rolled_back_at_once() {
        let check = |threshold, comparator, critical, expected: usize| {
            let mut package = Package::default();
            package.evidence.measures.push(Measure { id: "p99".into(), ..Measure::default() });
            package.gates.push(Gate { measure: "p99".into(), threshold, comparator, ..Gate::default() });
            package.monitors.push(Monitor {
                measure: "p99".into(),
                comparator,
                critical: Some(critical),
                rolls_back: true,
                rollback: Some(RollbackTarget::Code),
                ..Monitor::default()
            });
            assert_eq!(of_monitoring(&package).len(), expected, "{comparator} {threshold} {critical}");
        };
        check(100.0, Comparator::AtMost, 200.0, 0);
        check(100.0, Comparator::AtMost, 100.0, 0);
        check(100.0, Comparator::AtMost, 80.0, 1);
        check(0.9, Comparator::AtLeast, 0.8, 0);
        check(0.7, Comparator::AtLeast, 0.8, 1);
    }

    #[test]
    fn an_incident_has_a_beginning_before_its_end() {
        let check = |from: &str, until: &str, expected: Option<Contradiction>| {
            let incident = PastIncident { from: from.into(), until: until.into(), ..PastIncident::default() };
            assert_eq!(of_incident(&incident), expected, "{from} to {until}");
        };
        let (none, before) = (
            Contradiction::NoMoment { incident: Id::default() },
            Contradiction::EndsBefore { incident: Id::default() },
        );
        check("", "", None);
        check("2026-04-13", "", None);
        check("2026-04-13", "2026-04-20", None);
        check("", "2026-04-13", Some(none.clone()));
        check("in April", "", Some(none.clone()));
        check("2026-04-13", "later", Some(none));
        check("2026-04-13", "2026-04-01", Some(before));
    }

    #[test]
    fn a_warning_comes_before_the_critical_threshold() {
        let check = |comparator, warning, critical, expected: usize| {
            let monitor = Monitor { comparator, warning, critical, ..Monitor::default() };
            let package = Package { monitors: vec![monitor], ..Package::default() };
            assert_eq!(of_monitoring(&package).len(), expected, "{comparator} {warning:?} {critical:?}");
        };
        check(Comparator::AtMost, Some(150.0), Some(200.0), 0);
        check(Comparator::AtMost, Some(250.0), Some(200.0), 1);
        check(Comparator::AtMost, Some(200.0), Some(200.0), 0);
        check(Comparator::AtLeast, Some(0.9), Some(0.8), 0);
        check(Comparator::AtLeast, Some(0.7), Some(0.8), 1);
        check(Comparator::Below, None, Some(0.8), 0);
    }
}
