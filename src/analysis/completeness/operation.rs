//! Operation: failure modes, risks, the release with its rollback, and monitoring.

use super::check::{Check, Look};
use super::found::{Finding, lacking, written};
use crate::findings::{Findings, Found, RecordPart, Screen};
use crate::package::release::Stage;
use crate::package::risk::Treatment;
use crate::package::{FailureMode, Id, Monitor, Package, Risk};

/// The share of traffic that is all of it, in percent.
const ALL_TRAFFIC: f64 = 100.0;

const fn risks(name: &'static str, anchor: &'static str, look: Look) -> Check {
    Check { name, screen: Screen::Risks, anchor, look }
}

const fn release(name: &'static str, anchor: &'static str, look: Look) -> Check {
    Check { name, screen: Screen::Release, anchor, look }
}

const fn monitoring(name: &'static str, look: Look) -> Check {
    Check { name, screen: Screen::Monitoring, anchor: "field-monitors", look }
}

/// Failure modes and the risk log, the stages and the way back, the monitoring plan and the trigger of the rollback.
pub(super) const CHECKS: &[Check] = &[
    risks(
        "failure_modes",
        "field-failure-modes",
        Look::Number(2, |package| package.failure_modes.iter().filter(|mode| written(&mode.name)).count()),
    ),
    risks(
        "failure_mode_mitigations",
        "field-failure-modes",
        Look::Other(|package, _| {
            each_mode(package, |mode| lacking(&[(RecordPart::Mitigation, written(&mode.mitigation))]))
        }),
    ),
    risks(
        "failure_mode_detection",
        "field-failure-modes",
        Look::Other(|package, findings| {
            let unseen = &findings.risks.unseen_failure_modes;
            each_mode(package, |mode| lacking(&[(RecordPart::Detection, !unseen.contains(&mode.id))]))
        }),
    ),
    risks(
        "risks",
        "field-risks",
        Look::Other(|package, _| {
            each_risk(package, |risk| {
                lacking(&[
                    (RecordPart::Cause, written(&risk.cause)),
                    (RecordPart::Event, written(&risk.event)),
                    (RecordPart::Consequence, written(&risk.consequence)),
                ])
            })
        }),
    ),
    risks(
        "risk_ratings",
        "field-risks",
        Look::Other(|package, _| {
            each_risk(package, |risk| {
                lacking(&[
                    (RecordPart::InherentRating, risk.inherent.priority() > 0),
                    (RecordPart::ResidualRating, risk.residual.priority() > 0),
                ])
            })
        }),
    ),
    risks(
        "risk_owners",
        "field-risks",
        Look::Other(|package, _| each_risk(package, |risk| lacking(&[(RecordPart::Owner, written(&risk.owner))]))),
    ),
    risks(
        "risk_mitigations",
        "field-risks",
        Look::Other(|package, _| {
            each_risk(package, |risk| {
                lacking(&[(RecordPart::Mitigation, risk.treatment == Treatment::Accept || written(&risk.mitigation))])
            })
        }),
    ),
    risks("appetite", "field-appetite", Look::Number(1, |package| package.appetite.len())),
    release("stages", "field-stages", Look::Other(stages)),
    release("stage_promotion", "field-stages", Look::Other(|package, _| promotion(package))),
    release(
        "rollback_targets",
        "field-rollback-targets",
        Look::Other(|package, _| {
            Finding::each(
                &package.release.rollback.targets,
                |target| target.target.label(),
                |target| lacking(&[(RecordPart::PreviousVersion, written(&target.previous))]),
            )
        }),
    ),
    release(
        "rollback_steps",
        "field-rollback-steps",
        Look::Other(|package, _| {
            Finding::each(
                &package.release.rollback.steps,
                |step| &step.action,
                |step| {
                    lacking(&[(RecordPart::Action, written(&step.action)), (RecordPart::Owner, written(&step.owner))])
                },
            )
        }),
    ),
    release(
        "rollback_objective",
        "field-rollback-objective",
        Look::Other(|package, _| {
            Finding::statement(package.release.rollback.objective_minutes.is_some_and(|minutes| minutes > 0.0))
        }),
    ),
    monitoring(
        "monitors",
        Look::Other(|package, _| {
            each_monitor(package, |one| {
                lacking(&[
                    (RecordPart::Metric, written(&one.metric)),
                    (RecordPart::Source, written(&one.source)),
                    (RecordPart::Window, written(&one.window)),
                ])
            })
        }),
    ),
    monitoring(
        "monitor_thresholds",
        Look::Other(|package, _| {
            each_monitor(package, |one| {
                lacking(&[(RecordPart::Warning, one.warning.is_some()), (RecordPart::Critical, one.critical.is_some())])
            })
        }),
    ),
    monitoring(
        "monitor_alerts",
        Look::Other(|package, _| {
            each_monitor(package, |one| lacking(&[(RecordPart::AlertTo, written(&one.alert_to))]))
        }),
    ),
    monitoring(
        "monitor_runbooks",
        Look::Other(|package, _| each_monitor(package, |one| lacking(&[(RecordPart::Runbook, written(&one.runbook))]))),
    ),
    monitoring("rollback_trigger", Look::Other(trigger)),
];

fn each_mode(package: &Package, lacks: impl Fn(&FailureMode) -> Vec<RecordPart>) -> Finding {
    Finding::each(&package.failure_modes, |mode| &mode.name, lacks)
}

fn each_risk(package: &Package, lacks: impl Fn(&Risk) -> Vec<RecordPart>) -> Finding {
    Finding::each(&package.risks, |risk| &risk.name, lacks)
}

fn each_monitor(package: &Package, lacks: impl Fn(&Monitor) -> Vec<RecordPart>) -> Finding {
    Finding::each(&package.monitors, |monitor| &monitor.metric, lacks)
}

/// A gate or an approver for each stage but the last, which goes nowhere.
fn promotion(package: &Package) -> Finding {
    let stages = &package.release.stages;
    let last = stages.last().map(|stage| &stage.id);
    Finding::each(
        stages,
        |stage| &stage.name,
        |stage| {
            let goes_on = written(&stage.approver) || stage.promotion_gates.iter().any(|id| package.gate(id).is_some());
            lacking(&[(RecordPart::Promotion, goes_on || Some(&stage.id) == last)])
        },
    )
}

fn stages(package: &Package, _: &Findings) -> Finding {
    let stages = &package.release.stages;
    let short_of_all = stages.last().filter(|last| last.traffic_percent < ALL_TRAFFIC);
    let shrinks = |pair: &&[Stage]| pair[1].traffic_percent < pair[0].traffic_percent;
    let shrinking = stages.windows(2).find(shrinks).map(|pair| &pair[1]);
    let done = !stages.is_empty() && short_of_all.is_none() && shrinking.is_none();
    let id = |stage: &Stage| stage.id.clone();
    let found =
        Found::Stages { count: stages.len() as u32, short_of_all: short_of_all.map(id), shrinking: shrinking.map(id) };
    Finding::new(done, found)
}

fn trigger(package: &Package, _: &Findings) -> Finding {
    let triggers = package.monitors.iter().filter(|monitor| monitor.rolls_back);
    let ready = triggers.clone().filter(|monitor| monitor.critical.is_some() && monitor.rollback.is_some());
    let ready: Vec<Id> = ready.map(|monitor| monitor.id.clone()).collect();
    Finding::new(!ready.is_empty(), Found::Triggers { count: triggers.count() as u32, ready })
}
