//! Operation: failure modes, risks, the release with its rollback, and monitoring.

use super::checklist::{Checklist, item, lacking, written};
use crate::findings::{Findings, Screen};
use crate::package::risk::Treatment;
use crate::package::{Package, Risk};

/// The share of traffic that is all of it, in percent.
const ALL_TRAFFIC: f64 = 100.0;

/// Failure modes and the risk log.
pub(super) fn risks(list: &mut Checklist, package: &Package, findings: &Findings) {
    let modes = |id, label| item(id, label, Screen::Risks, "field-failure-modes");
    let named = package.failure_modes.iter().filter(|mode| written(&mode.name)).count();
    list.number(modes("failure_modes", "At least two failure modes"), named, 2, ("failure mode", "failure modes"));
    list.each(
        modes("failure_mode_mitigations", "A mitigation for each failure mode"),
        &package.failure_modes,
        |mode| &mode.name,
        |mode| lacking(&[("a mitigation", written(&mode.mitigation))]),
    );
    list.each(
        modes("failure_mode_detection", "A monitor that sees each failure mode, or a written acceptance"),
        &package.failure_modes,
        |mode| &mode.name,
        |mode| lacking(&[("a monitor or an acceptance", !findings.risks.unseen_failure_modes.contains(&mode.id))]),
    );
    let log = |id, label| item(id, label, Screen::Risks, "field-risks");
    list.each(
        log("risks", "The risk log: cause, event and consequence of each risk"),
        &package.risks,
        |risk| &risk.name,
        |risk| {
            lacking(&[
                ("a cause", written(&risk.cause)),
                ("an event", written(&risk.event)),
                ("a consequence", written(&risk.consequence)),
            ])
        },
    );
    list.each(log("risk_ratings", "Each risk rated, before and after treatment"), &package.risks, name, |risk| {
        lacking(&[
            ("an inherent rating", risk.inherent.priority() > 0),
            ("a residual rating", risk.residual.priority() > 0),
        ])
    });
    list.each(log("risk_owners", "An owner for each risk"), &package.risks, name, |risk| {
        lacking(&[("an owner", written(&risk.owner))])
    });
    list.each(
        log("risk_mitigations", "A mitigation for each risk that is not accepted"),
        &package.risks,
        name,
        |risk| lacking(&[("a mitigation", risk.treatment == Treatment::Accept || written(&risk.mitigation))]),
    );
    list.number(
        item("appetite", "The risk appetite", Screen::Risks, "field-appetite"),
        package.appetite.len(),
        1,
        ("limit", "limits"),
    );
}

fn name(risk: &Risk) -> &str {
    &risk.name
}

/// The stages and the way back.
pub(super) fn release(list: &mut Checklist, package: &Package) {
    let release = &package.release;
    let here = |id, label, anchor| item(id, label, Screen::Release, anchor);
    list.check(here("stages", "Release stages up to full traffic", "field-stages"), stages(package));
    let last = release.stages.last().map(|stage| &stage.id);
    list.each(
        here("stage_promotion", "What lets each stage go on: a gate or an approver", "field-stages"),
        &release.stages,
        |stage| &stage.name,
        |stage| {
            let goes_on = written(&stage.approver) || stage.promotion_gates.iter().any(|id| package.gate(id).is_some());
            lacking(&[("a promotion gate or an approver", goes_on || Some(&stage.id) == last)])
        },
    );
    list.each(
        here("rollback_targets", "Rollback targets, each with the version gone back to", "field-rollback-targets"),
        &release.rollback.targets,
        |target| target.target.label(),
        |target| lacking(&[("the version gone back to", written(&target.previous))]),
    );
    list.each(
        here("rollback_steps", "Rollback steps, each with an owner", "field-rollback-steps"),
        &release.rollback.steps,
        |step| &step.action,
        |step| lacking(&[("an action", written(&step.action)), ("an owner", written(&step.owner))]),
    );
    let objective = release.rollback.objective_minutes.filter(|minutes| *minutes > 0.0);
    list.check(
        here("rollback_objective", "The time within which everybody is back", "field-rollback-objective"),
        objective.map(|_| "Stated.".to_owned()).ok_or_else(|| "Not stated yet.".to_owned()),
    );
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

/// The monitoring plan and the trigger of the rollback.
pub(super) fn monitoring(list: &mut Checklist, package: &Package) {
    let monitors = &package.monitors;
    let here = |id, label| item(id, label, Screen::Monitoring, "field-monitors");
    list.each(
        here("monitors", "The monitoring plan: metric, source and window"),
        monitors,
        |one| &one.metric,
        |one| {
            lacking(&[
                ("a metric", written(&one.metric)),
                ("a source", written(&one.source)),
                ("a window", written(&one.window)),
            ])
        },
    );
    list.each(
        here("monitor_thresholds", "A warning and a critical threshold for each metric"),
        monitors,
        |one| &one.metric,
        |one| {
            lacking(&[("a warning threshold", one.warning.is_some()), ("a critical threshold", one.critical.is_some())])
        },
    );
    list.each(
        here("monitor_alerts", "Whom each alert goes to"),
        monitors,
        |one| &one.metric,
        |one| lacking(&[("whom it alerts", written(&one.alert_to))]),
    );
    list.each(
        here("monitor_runbooks", "A runbook for each alert"),
        monitors,
        |one| &one.metric,
        |one| lacking(&[("a runbook", written(&one.runbook))]),
    );
    list.check(here("rollback_trigger", "A rollback trigger with its target"), trigger(package));
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
