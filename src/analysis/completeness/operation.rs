//! Operation: failure modes, risks, the release with its rollback, and monitoring.

use super::check::{Check, Look};
use super::found::{Found, lacking, written};
use crate::findings::Screen;
use crate::package::risk::Treatment;
use crate::package::{FailureMode, Monitor, Package, Risk};

/// The share of traffic that is all of it, in percent.
const ALL_TRAFFIC: f64 = 100.0;

const fn risks(name: &'static str, label: &'static str, anchor: &'static str, look: Look) -> Check {
    Check { name, label, screen: Screen::Risks, anchor, look }
}

const fn release(name: &'static str, label: &'static str, anchor: &'static str, look: Look) -> Check {
    Check { name, label, screen: Screen::Release, anchor, look }
}

const fn monitoring(name: &'static str, label: &'static str, look: Look) -> Check {
    Check { name, label, screen: Screen::Monitoring, anchor: "field-monitors", look }
}

/// Failure modes and the risk log, the stages and the way back, the monitoring plan and the trigger of the rollback.
pub(super) const CHECKS: &[Check] = &[
    risks(
        "failure_modes",
        "At least two failure modes",
        "field-failure-modes",
        Look::Number(2, ("failure mode", "failure modes"), |package| {
            package.failure_modes.iter().filter(|mode| written(&mode.name)).count()
        }),
    ),
    risks(
        "failure_mode_mitigations",
        "A mitigation for each failure mode",
        "field-failure-modes",
        Look::Other(|package, _| each_mode(package, |mode| lacking(&[("a mitigation", written(&mode.mitigation))]))),
    ),
    risks(
        "failure_mode_detection",
        "A monitor that sees each failure mode, or a written acceptance",
        "field-failure-modes",
        Look::Other(|package, findings| {
            let unseen = &findings.risks.unseen_failure_modes;
            each_mode(package, |mode| lacking(&[("a monitor or an acceptance", !unseen.contains(&mode.id))]))
        }),
    ),
    risks(
        "risks",
        "The risk log: cause, event and consequence of each risk",
        "field-risks",
        Look::Other(|package, _| {
            each_risk(package, |risk| {
                lacking(&[
                    ("a cause", written(&risk.cause)),
                    ("an event", written(&risk.event)),
                    ("a consequence", written(&risk.consequence)),
                ])
            })
        }),
    ),
    risks(
        "risk_ratings",
        "Each risk rated, before and after treatment",
        "field-risks",
        Look::Other(|package, _| {
            each_risk(package, |risk| {
                lacking(&[
                    ("an inherent rating", risk.inherent.priority() > 0),
                    ("a residual rating", risk.residual.priority() > 0),
                ])
            })
        }),
    ),
    risks(
        "risk_owners",
        "An owner for each risk",
        "field-risks",
        Look::Other(|package, _| each_risk(package, |risk| lacking(&[("an owner", written(&risk.owner))]))),
    ),
    risks(
        "risk_mitigations",
        "A mitigation for each risk that is not accepted",
        "field-risks",
        Look::Other(|package, _| {
            each_risk(package, |risk| {
                lacking(&[("a mitigation", risk.treatment == Treatment::Accept || written(&risk.mitigation))])
            })
        }),
    ),
    risks(
        "appetite",
        "The risk appetite",
        "field-appetite",
        Look::Number(1, ("limit", "limits"), |package| package.appetite.len()),
    ),
    release(
        "stages",
        "Release stages up to full traffic",
        "field-stages",
        Look::Other(|package, _| stages(package).into()),
    ),
    release(
        "stage_promotion",
        "What lets each stage go on: a gate or an approver",
        "field-stages",
        Look::Other(|package, _| promotion(package)),
    ),
    release(
        "rollback_targets",
        "Rollback targets, each with the version gone back to",
        "field-rollback-targets",
        Look::Other(|package, _| {
            Found::each(
                &package.release.rollback.targets,
                |target| target.target.label(),
                |target| lacking(&[("the version gone back to", written(&target.previous))]),
            )
        }),
    ),
    release(
        "rollback_steps",
        "Rollback steps, each with an owner",
        "field-rollback-steps",
        Look::Other(|package, _| {
            Found::each(
                &package.release.rollback.steps,
                |step| &step.action,
                |step| lacking(&[("an action", written(&step.action)), ("an owner", written(&step.owner))]),
            )
        }),
    ),
    release(
        "rollback_objective",
        "The time within which everybody is back",
        "field-rollback-objective",
        Look::Other(|package, _| {
            let objective = package.release.rollback.objective_minutes.filter(|minutes| *minutes > 0.0);
            objective.map(|_| "Stated.".to_owned()).ok_or_else(|| "Not stated yet.".to_owned()).into()
        }),
    ),
    monitoring(
        "monitors",
        "The monitoring plan: metric, source and window",
        Look::Other(|package, _| {
            each_monitor(package, |one| {
                lacking(&[
                    ("a metric", written(&one.metric)),
                    ("a source", written(&one.source)),
                    ("a window", written(&one.window)),
                ])
            })
        }),
    ),
    monitoring(
        "monitor_thresholds",
        "A warning and a critical threshold for each metric",
        Look::Other(|package, _| {
            each_monitor(package, |one| {
                lacking(&[
                    ("a warning threshold", one.warning.is_some()),
                    ("a critical threshold", one.critical.is_some()),
                ])
            })
        }),
    ),
    monitoring(
        "monitor_alerts",
        "Whom each alert goes to",
        Look::Other(|package, _| each_monitor(package, |one| lacking(&[("whom it alerts", written(&one.alert_to))]))),
    ),
    monitoring(
        "monitor_runbooks",
        "A runbook for each alert",
        Look::Other(|package, _| each_monitor(package, |one| lacking(&[("a runbook", written(&one.runbook))]))),
    ),
    monitoring(
        "rollback_trigger",
        "A rollback trigger with its target",
        Look::Other(|package, _| trigger(package).into()),
    ),
];

fn each_mode(package: &Package, lacks: impl Fn(&FailureMode) -> Vec<&'static str>) -> Found {
    Found::each(&package.failure_modes, |mode| &mode.name, lacks)
}

fn each_risk(package: &Package, lacks: impl Fn(&Risk) -> Vec<&'static str>) -> Found {
    Found::each(&package.risks, |risk| &risk.name, lacks)
}

fn each_monitor(package: &Package, lacks: impl Fn(&Monitor) -> Vec<&'static str>) -> Found {
    Found::each(&package.monitors, |monitor| &monitor.metric, lacks)
}

/// A gate or an approver for each stage but the last, which goes nowhere.
fn promotion(package: &Package) -> Found {
    let stages = &package.release.stages;
    let last = stages.last().map(|stage| &stage.id);
    Found::each(
        stages,
        |stage| &stage.name,
        |stage| {
            let goes_on = written(&stage.approver) || stage.promotion_gates.iter().any(|id| package.gate(id).is_some());
            lacking(&[("a promotion gate or an approver", goes_on || Some(&stage.id) == last)])
        },
    )
}

fn stages(package: &Package) -> Result<String, String> {
    let stages = &package.release.stages;
    let Some(last) = stages.last() else { return Err("No stage yet.".to_owned()) };
    if last.traffic_percent < ALL_TRAFFIC {
        return Err(format!("The last stage, {}, does not reach all traffic.", last.name));
    }
    if stages.windows(2).any(|pair| pair[1].traffic_percent < pair[0].traffic_percent) {
        return Err("A later stage has less traffic than the one before it.".to_owned());
    }
    Ok(format!("{} stages.", stages.len()))
}

fn trigger(package: &Package) -> Result<String, String> {
    let mut triggers = package.monitors.iter().filter(|monitor| monitor.rolls_back).peekable();
    if triggers.peek().is_none() {
        return Err("No monitor rolls the release back yet.".to_owned());
    }
    let ready: Vec<&str> = triggers
        .filter(|monitor| monitor.critical.is_some() && monitor.rollback.is_some())
        .map(|monitor| monitor.metric.as_str())
        .collect();
    if ready.is_empty() {
        Err("The trigger lacks its critical threshold or what is rolled back.".to_owned())
    } else {
        Ok(format!("{}.", crate::analysis::figure::list(&ready)))
    }
}
