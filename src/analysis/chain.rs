//! Closure as a chain: failure mode, mitigation, monitor, alert, rollback target; and triggers that were never tried.

use crate::findings::{Alarm, Chain, ClosureFinding, Findings, Gap, GapKind, SimulationFinding, TriggerFinding};
use crate::package::{Date, FailureMode, Id, Monitor, Package, Record, RollbackTarget, ServiceLevel};

/// What watches, whichever kind of record it is.
struct Watch<'a> {
    id: &'a Id,
    has_threshold: bool,
    alert_to: &'a str,
    runbook: &'a str,
    rolls_back: bool,
    rollback: Option<RollbackTarget>,
}

impl<'a> Watch<'a> {
    fn of_monitor(monitor: &'a Monitor) -> Self {
        Self {
            id: &monitor.id,
            has_threshold: monitor.critical.is_some(),
            alert_to: &monitor.alert_to,
            runbook: &monitor.runbook,
            rolls_back: monitor.rolls_back,
            rollback: monitor.rollback,
        }
    }

    fn of_level(level: &'a ServiceLevel) -> Self {
        Self {
            id: &level.id,
            has_threshold: super::service_level::finding(level).alerts.iter().any(|alert| alert.bad_share <= 1.0),
            alert_to: &level.alert_to,
            runbook: &level.runbook,
            rolls_back: level.rolls_back,
            rollback: level.rollback,
        }
    }

    /// What watches under this identifier; a monitor without a metric sees nothing.
    fn find(package: &'a Package, id: &Id) -> Option<Self> {
        let monitor = package.monitor(id).filter(|monitor| !monitor.metric.trim().is_empty()).map(Self::of_monitor);
        monitor.or_else(|| ServiceLevel::find(package, id).map(Self::of_level))
    }

    fn all(package: &'a Package) -> impl Iterator<Item = Self> {
        package.monitors.iter().map(Self::of_monitor).chain(package.service_levels.iter().map(Self::of_level))
    }
}

/// Follows every failure mode to its rollback target, and asks of every trigger whether it was ever tried: on the
/// telemetry of `findings.replays`, in `simulation`, or by a rehearsal of its target.
pub fn chain(package: &Package, findings: &Findings, simulation: &SimulationFinding) -> ClosureFinding {
    let chains: Vec<Chain> = package.failure_modes.iter().map(|mode| link(package, mode)).collect();
    let triggers: Vec<TriggerFinding> = Watch::all(package)
        .filter(|watch| watch.rolls_back)
        .map(|watch| trigger(package, findings, simulation, &watch))
        .collect();
    let mut gaps = Vec::new();
    for (mode, chain) in package.failure_modes.iter().zip(&chains) {
        gaps.extend(gaps_of_mode(package, mode, chain));
    }
    let is_needed = |watch: &Watch<'_>| watch.rolls_back || chains.iter().any(|chain| chain.monitor == *watch.id);
    for watch in Watch::all(package).filter(is_needed) {
        gaps.extend(gaps_of_watch(package, &watch));
    }
    let untried = triggers.iter().filter(|trigger| !trigger.exercised);
    gaps.extend(untried.map(|one| Gap { kind: GapKind::NeverExercised, record: one.id.clone(), target: one.target }));
    ClosureFinding { chains, triggers, gaps }
}

fn is_written(text: &str) -> bool {
    !text.trim().is_empty()
}

fn link(package: &Package, mode: &FailureMode) -> Chain {
    let watch = Watch::find(package, &mode.monitor);
    Chain {
        mode: mode.id.clone(),
        mitigated: is_written(&mode.mitigation),
        accepted: is_written(&mode.acceptance) && watch.is_none(),
        monitor: watch.as_ref().map(|watch| watch.id.clone()).unwrap_or_default(),
        told: watch.as_ref().is_some_and(|watch| is_written(watch.alert_to)),
        rollback: mode.rollback.or(watch.and_then(|watch| watch.rollback.filter(|_| watch.rolls_back))),
    }
}

fn gaps_of_mode(package: &Package, mode: &FailureMode, chain: &Chain) -> Vec<Gap> {
    let gap = |kind, target| Gap { kind, record: mode.id.clone(), target };
    let mut gaps = Vec::new();
    if !chain.mitigated {
        gaps.push(gap(GapKind::NoMitigation, None));
    }
    if chain.accepted {
        return gaps;
    }
    if chain.monitor.is_empty() {
        gaps.push(gap(GapKind::NoMonitor, None));
    }
    match chain.rollback {
        None => gaps.push(gap(GapKind::NoRollback, None)),
        Some(target) if mode.rollback.is_some() && lacks_way_back(package, target) => {
            gaps.push(gap(GapKind::NoWayBack, Some(target)));
        }
        Some(_) => {}
    }
    let watched = Watch::find(package, &mode.monitor).filter(|watch| watch.rolls_back).and_then(|watch| watch.rollback);
    if let (Some(asked), Some(done)) = (mode.rollback, watched)
        && asked != done
    {
        gaps.push(gap(GapKind::TargetsDiffer, Some(done)));
    }
    gaps
}

fn gaps_of_watch(package: &Package, watch: &Watch<'_>) -> Vec<Gap> {
    let gap = |kind, target| Gap { kind, record: watch.id.clone(), target };
    let mut gaps = Vec::new();
    if !watch.has_threshold {
        gaps.push(gap(GapKind::NoThreshold, None));
    }
    if !is_written(watch.alert_to) {
        gaps.push(gap(GapKind::NobodyTold, None));
    }
    if !is_written(watch.runbook) {
        gaps.push(gap(GapKind::NoRunbook, None));
    }
    match watch.rollback.filter(|_| watch.rolls_back) {
        None if watch.rolls_back => gaps.push(gap(GapKind::NoRollback, None)),
        Some(target) if lacks_way_back(package, target) => gaps.push(gap(GapKind::NoWayBack, Some(target))),
        _ => {}
    }
    gaps
}

/// Whether the release says nowhere how a target goes back.
fn lacks_way_back(package: &Package, target: RollbackTarget) -> bool {
    package.release.rollback.targets.iter().all(|one| one.target != target)
}

fn trigger(
    package: &Package,
    findings: &Findings,
    simulation: &SimulationFinding,
    watch: &Watch<'_>,
) -> TriggerFinding {
    let replays = findings.replays.iter().filter(|one| one.id == *watch.id);
    let fired = replays.map(|one| one.of(Alarm::Critical).count() as u32).sum();
    let simulated = simulated(package, simulation, watch.id);
    let drilled = watch.rollback.map(|target| last_drill(package, target)).unwrap_or_default();
    let exercised = fired > 0 || simulated.is_some_and(|share| share > 0.0) || !drilled.is_empty();
    TriggerFinding { id: watch.id.clone(), target: watch.rollback, fired, simulated, drilled, exercised }
}

/// How often a check on a monitor rolled the package's own design back, under the fault where it did most often.
fn simulated(package: &Package, simulation: &SimulationFinding, monitor: &Id) -> Option<f64> {
    let checks: Vec<&Id> =
        package.release.checks.iter().filter(|one| one.monitor == *monitor).map(|one| &one.id).collect();
    let own = simulation.own().filter(|_| !checks.is_empty())?;
    let share = |fault: &crate::findings::FaultOutcome| {
        fault
            .triggers
            .iter()
            .filter(|trigger| checks.contains(&&trigger.check))
            .map(|trigger| trigger.share)
            .sum::<f64>()
    };
    Some(own.faults.iter().map(share).fold(0.0, f64::max))
}

/// When the rollback of a target was last rehearsed, whatever came of it: a rehearsal of all targets counts for each.
fn last_drill(package: &Package, target: RollbackTarget) -> Date {
    let rollback = &package.release.rollback;
    let is_of = |id: &Id| id.is_empty() || rollback.targets.iter().any(|one| one.id == *id && one.target == target);
    let dates = rollback.drills.iter().filter(|drill| is_of(&drill.target)).map(|drill| &drill.date);
    dates.max_by(|one, other| one.0.cmp(&other.0)).cloned().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::{DesignFinding, FaultOutcome, Firing, ReplayFinding, Trigger};
    use crate::package::release::{Check, Drill, RollbackVersion};

    fn package() -> Package {
        let mode = FailureMode {
            id: "mode".into(),
            mitigation: "retries".to_owned(),
            monitor: "errors".into(),
            ..FailureMode::default()
        };
        let monitor = Monitor {
            id: "errors".into(),
            metric: "errors".to_owned(),
            critical: Some(1.0),
            alert_to: "On call".to_owned(),
            runbook: "Runbook 1".to_owned(),
            rolls_back: true,
            rollback: Some(RollbackTarget::Code),
            ..Monitor::default()
        };
        let mut package = Package { failure_modes: vec![mode], monitors: vec![monitor], ..Package::default() };
        package.release.rollback.targets.push(RollbackVersion { id: "code".into(), ..RollbackVersion::default() });
        package.release.rollback.drills.0.push(Drill {
            date: "2026-05-04".into(),
            target: "code".into(),
            ..Drill::default()
        });
        package
    }

    fn closed(package: &Package) -> ClosureFinding {
        chain(package, &Findings::default(), &SimulationFinding::default())
    }

    fn kinds(package: &Package) -> Vec<(GapKind, String)> {
        closed(package).gaps.into_iter().map(|gap| (gap.kind, gap.record.0)).collect()
    }

    #[test]
    fn what_is_closed_has_no_gap() {
        let found = closed(&package());
        assert_eq!(found.gaps, []);
        let chain = &found.chains[0];
        assert!(chain.mitigated && chain.told && !chain.accepted);
        assert_eq!((chain.monitor.as_str(), chain.rollback), ("errors", Some(RollbackTarget::Code)));
        assert_eq!(found.triggers[0].drilled, Date::from("2026-05-04"));
        assert!(closed(&Package::default()).is_empty());
    }

    #[test]
    fn each_missing_link_is_a_gap_at_the_record_that_closes_it() {
        let check = |change: &dyn Fn(&mut Package), expected: &[(GapKind, &str)]| {
            let mut package = package();
            change(&mut package);
            let expected: Vec<(GapKind, String)> =
                expected.iter().map(|(kind, id)| (*kind, (*id).to_owned())).collect();
            assert_eq!(kinds(&package), expected);
        };
        check(&|one| one.failure_modes[0].mitigation = " ".to_owned(), &[(GapKind::NoMitigation, "mode")]);
        check(
            &|one| one.failure_modes[0].monitor = "gone".into(),
            &[(GapKind::NoMonitor, "mode"), (GapKind::NoRollback, "mode")],
        );
        check(
            &|one| {
                one.failure_modes[0].monitor = "gone".into();
                one.failure_modes[0].acceptance = "harmless".to_owned();
            },
            &[],
        );
        check(&|one| one.monitors[0].critical = None, &[(GapKind::NoThreshold, "errors")]);
        check(&|one| one.monitors[0].alert_to.clear(), &[(GapKind::NobodyTold, "errors")]);
        check(&|one| one.monitors[0].runbook.clear(), &[(GapKind::NoRunbook, "errors")]);
        check(
            &|one| one.monitors[0].rollback = Some(RollbackTarget::Data),
            &[(GapKind::NoWayBack, "errors"), (GapKind::NeverExercised, "errors")],
        );
        check(
            &|one| one.failure_modes[0].rollback = Some(RollbackTarget::Model),
            &[(GapKind::NoWayBack, "mode"), (GapKind::TargetsDiffer, "mode")],
        );
        check(&|one| one.release.rollback.drills.0.clear(), &[(GapKind::NeverExercised, "errors")]);
        check(&|one| one.monitors[0].rolls_back = false, &[(GapKind::NoRollback, "mode")]);
        check(
            &|one| {
                one.failure_modes.clear();
                one.monitors[0].rolls_back = false;
                one.monitors[0].runbook.clear();
            },
            &[],
        );
    }

    #[test]
    fn a_trigger_is_exercised_by_telemetry_simulation_or_drill() {
        let mut package = package();
        package.release.rollback.drills.0.clear();
        let firing = Firing { alarm: Alarm::Warning, ..Firing::default() };
        let mut findings = Findings::default();
        findings.replays.0.push(ReplayFinding {
            id: "errors".into(),
            firings: vec![firing],
            ..ReplayFinding::default()
        });
        let exercised = |package: &Package, findings: &Findings, simulation: &SimulationFinding| {
            chain(package, findings, simulation).triggers[0].exercised
        };
        let mut simulation = SimulationFinding::default();
        assert!(!exercised(&package, &findings, &simulation), "a warning rolls nothing back");
        package.release.checks.0.push(Check { id: "check".into(), monitor: "errors".into(), ..Check::default() });
        let triggers = vec![Trigger { check: "check".into(), share: 0.4 }];
        let faults = vec![FaultOutcome { triggers, ..FaultOutcome::default() }];
        simulation.designs.push(DesignFinding { faults, ..DesignFinding::default() });
        assert_eq!(chain(&package, &findings, &simulation).triggers[0].simulated, Some(0.4));
        assert!(exercised(&package, &findings, &simulation));
        findings.replays.0[0].firings[0].alarm = Alarm::Critical;
        assert!(exercised(&package, &findings, &SimulationFinding::default()));
        package.release.rollback.drills.0.push(Drill { date: "2026-05-04".into(), ..Drill::default() });
        assert!(exercised(&package, &Findings::default(), &SimulationFinding::default()), "a drill of everything");
    }
}
