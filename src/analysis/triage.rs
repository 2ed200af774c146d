//! Triage: the first thirty minutes of a scenario in the plan at hand.
//!
//! What is asked first follows the attribution of drift: inputs moved, then it is the data; inputs stable and quality
//! fell, the model; a vendor's or a version's string changed where it broke, the vendor; a prompt's or the code's version
//! changed, the prompt or the code.

use crate::findings::{TriageLack, TriageLackKind, TriageSheet, TriageStep};
use crate::package::monitor::MonitorKind;
use crate::package::release::{RollbackVersion, retreats};
use crate::package::triage::{TriageScenario, TriageStepKind};
use crate::package::{Id, Monitor, Package, RollbackTarget};

/// What there is to look at in each step of a scenario, and what is missing.
pub fn sheet(package: &Package, scenario: &TriageScenario) -> TriageSheet {
    let shown = monitors(package, scenario.kind);
    let steps = vec![
        confirm(package, scenario, &shown),
        changed(package, scenario),
        attribute(package, scenario, &shown),
        act(package, scenario),
        tell(&shown),
    ];
    TriageSheet { scenario: scenario.id.clone(), steps }
}

fn monitors(package: &Package, kind: MonitorKind) -> Vec<&Monitor> {
    package.monitors.iter().filter(|monitor| monitor.kind.0 == Some(kind) && is_written(&monitor.metric)).collect()
}

fn is_written(text: &str) -> bool {
    !text.trim().is_empty()
}

fn lack(kind: TriageLackKind, record: &Id) -> TriageLack {
    TriageLack { kind, record: record.clone(), target: None }
}

fn confirm(package: &Package, scenario: &TriageScenario, shown: &[&Monitor]) -> TriageStep {
    let mut look: Vec<Id> = shown.iter().map(|monitor| monitor.id.clone()).collect();
    if scenario.kind == MonitorKind::Service {
        look.extend(package.service_levels.iter().map(|level| level.id.clone()));
    }
    let mut lacking = Vec::new();
    if look.is_empty() {
        lacking.push(lack(TriageLackKind::NoMonitor, &Id::default()));
    }
    for monitor in shown {
        if !is_written(&monitor.source) && monitor.signal.is_empty() {
            lacking.push(lack(TriageLackKind::NoSource, &monitor.id));
        }
        if monitor.critical.is_none() {
            lacking.push(lack(TriageLackKind::NoThreshold, &monitor.id));
        }
    }
    TriageStep { kind: TriageStepKind::Confirm, look, lacking }
}

/// The package's ways back, the first suspect's first.
fn versions<'a>(package: &'a Package, scenario: &TriageScenario) -> Vec<(RollbackTarget, Vec<&'a RollbackVersion>)> {
    let of = |target| package.release.rollback.targets.iter().filter(|one| one.target == target).collect();
    scenario.suspects().into_iter().map(|target| (target, of(target))).collect()
}

fn changed(package: &Package, scenario: &TriageScenario) -> TriageStep {
    let (mut look, mut lacking) = (Vec::new(), Vec::new());
    for (target, found) in versions(package, scenario) {
        if found.is_empty() {
            lacking.push(TriageLack { target: Some(target), ..lack(TriageLackKind::NoVersion, &Id::default()) });
        }
        for one in found {
            look.push(one.id.clone());
            if !is_written(&one.current) || !is_written(&one.previous) {
                lacking.push(TriageLack { target: Some(target), ..lack(TriageLackKind::VersionUnwritten, &one.id) });
            }
        }
    }
    TriageStep { kind: TriageStepKind::Changed, look, lacking }
}

fn attribute(package: &Package, scenario: &TriageScenario, shown: &[&Monitor]) -> TriageStep {
    let drift = monitors(package, MonitorKind::Drift);
    let mut look: Vec<Id> = drift.iter().map(|monitor| monitor.id.clone()).collect();
    let sees = |monitor: &Id| shown.iter().any(|one| one.id == *monitor);
    let modes =
        package.failure_modes.iter().filter(|mode| sees(&mode.monitor) || mode.rollback == Some(scenario.suspect));
    let modes: Vec<Id> = modes.map(|mode| mode.id.clone()).collect();
    let mut lacking = Vec::new();
    if drift.is_empty() {
        lacking.push(lack(TriageLackKind::NoDrift, &Id::default()));
    }
    if modes.is_empty() {
        lacking.push(lack(TriageLackKind::NoFailureMode, &Id::default()));
    }
    look.extend(modes);
    TriageStep { kind: TriageStepKind::Attribute, look, lacking }
}

fn act(package: &Package, scenario: &TriageScenario) -> TriageStep {
    let (mut look, mut lacking) = (Vec::new(), Vec::new());
    let rollback = &package.release.rollback;
    // The first that can go back, and all that have to go with it.
    let first = versions(package, scenario).into_iter().find_map(|(_, found)| found.first().copied());
    let ids: Vec<&Id> = first
        .map(|one| {
            let with = retreats(rollback).into_iter().find(|retreat| retreat.target == one.id);
            let with = with.map(|retreat| retreat.with).unwrap_or_default();
            rollback.targets.iter().map(|one| &one.id).filter(|id| **id == one.id || with.contains(id)).collect()
        })
        .unwrap_or_default();
    for one in rollback.targets.iter().filter(|one| ids.contains(&&one.id)) {
        look.push(one.id.clone());
        let mut lacks = |kind| lacking.push(TriageLack { target: Some(one.target), ..lack(kind, &one.id) });
        if !is_written(&one.reach.owner) && !is_written(&one.how) {
            lacks(TriageLackKind::NoOwner);
        }
        if one.reach.minutes.is_none() {
            lacks(TriageLackKind::NoMinutes);
        }
        if !rollback.drills.iter().any(|drill| drill.target.is_empty() || drill.target == one.id) {
            lacks(TriageLackKind::NeverRehearsed);
        }
    }
    if look.is_empty() {
        lacking.push(TriageLack { target: Some(scenario.suspect), ..lack(TriageLackKind::NoVersion, &Id::default()) });
    }
    TriageStep { kind: TriageStepKind::Act, look, lacking }
}

fn tell(shown: &[&Monitor]) -> TriageStep {
    let mut lacking = Vec::new();
    for monitor in shown {
        if !is_written(&monitor.alert_to) {
            lacking.push(lack(TriageLackKind::NobodyTold, &monitor.id));
        }
        if !is_written(&monitor.runbook) {
            lacking.push(lack(TriageLackKind::NoRunbook, &monitor.id));
        }
    }
    if shown.is_empty() {
        lacking.push(lack(TriageLackKind::NobodyTold, &Id::default()));
    }
    TriageStep { kind: TriageStepKind::Tell, look: shown.iter().map(|monitor| monitor.id.clone()).collect(), lacking }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::FailureMode;
    use crate::package::document::Said;
    use crate::package::release::{Compatibility, Drill};
    use crate::package::template::TEMPLATES;

    fn scenario(id: &str) -> TriageScenario {
        TriageScenario::usual().into_iter().find(|one| one.id == Id::from(id)).unwrap()
    }

    fn lacks(sheet: &TriageSheet) -> Vec<(TriageStepKind, TriageLackKind)> {
        sheet.steps.iter().flat_map(|step| step.lacking.iter().map(move |lack| (step.kind, lack.kind))).collect()
    }

    #[test]
    fn an_empty_plan_lacks_everything_and_says_so() {
        use TriageLackKind as Lack;
        use TriageStepKind as Step;
        let found = lacks(&sheet(&Package::default(), &scenario("data-refresh")));
        let mut expected = vec![(Step::Confirm, Lack::NoMonitor)];
        expected.extend([(Step::Changed, Lack::NoVersion); 4]);
        expected.extend([(Step::Attribute, Lack::NoDrift), (Step::Attribute, Lack::NoFailureMode)]);
        expected.extend([(Step::Act, Lack::NoVersion), (Step::Tell, Lack::NobodyTold)]);
        assert_eq!(found, expected);
    }

    #[test]
    fn the_worked_examples_have_something_to_look_at_in_every_step() {
        for template in TEMPLATES.iter() {
            for scenario in TriageScenario::usual() {
                let sheet = sheet(&template.package, &scenario);
                for step in &sheet.steps {
                    assert!(!step.look.is_empty(), "{} {} {}", template.name, scenario.name, step.kind);
                }
            }
        }
    }

    #[test]
    fn what_goes_back_takes_along_what_it_needs() {
        let target = |id: &str, target| RollbackVersion {
            id: id.into(),
            target,
            current: "new".to_owned(),
            previous: "old".to_owned(),
            ..RollbackVersion::default()
        };
        let mut package = Package::default();
        package.release.rollback.targets = vec![
            target("code", RollbackTarget::Code),
            target("model", RollbackTarget::Model),
            target("data", RollbackTarget::Data),
        ];
        package.release.rollback.compatibility.0.push(Compatibility {
            target: "model".into(),
            version: "new".to_owned(),
            needs: "data".into(),
            needs_version: "new".to_owned(),
            ..Compatibility::default()
        });
        package.release.rollback.drills.0.push(Drill { target: "data".into(), ..Drill::default() });
        package.failure_modes.push(FailureMode {
            id: "mode".into(),
            rollback: Some(RollbackTarget::Data),
            ..FailureMode::default()
        });
        package.monitors.push(Monitor {
            id: "drift".into(),
            metric: "PSI".to_owned(),
            kind: Said(Some(MonitorKind::Drift)),
            ..Monitor::default()
        });
        let sheet = sheet(&package, &scenario("data-refresh"));
        assert_eq!(sheet.steps[1].look, ["data", "code", "model"].map(Id::from));
        assert_eq!(sheet.steps[2].look, ["drift", "mode"].map(Id::from));
        assert_eq!(sheet.steps[3].look, ["model", "data"].map(Id::from));
        let unrehearsed = sheet.steps[3].lacking.iter().filter(|one| one.kind == TriageLackKind::NeverRehearsed);
        assert_eq!(unrehearsed.map(|one| one.record.as_str()).collect::<Vec<_>>(), ["model"]);
    }
}
