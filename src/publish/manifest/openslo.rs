//! OpenSLO v1: services, objectives and burn-rate alerts.

use serde_json::{Value, json};

use super::fidelity::Fidelity;
use super::name::{self, Names};
use super::watched::{self, Level};
use super::{window, yaml_file};
use crate::findings::{BurnAlert, Urgency};
use crate::package::Package;
use crate::publish::publication::{Material, Publication, Written};
use crate::publish::words::figure::number;

/// Service levels as OpenSLO has them.
pub const PUBLICATION: Publication = Publication {
    name: "openslo",
    label: "OpenSLO file",
    purpose: "Every service level as an OpenSLO v1 objective with its error budget and its burn-rate alerts.",
    ending: "yaml",
    media_type: "application/yaml",
    lacks: |package, _| {
        package
            .service_levels
            .is_empty()
            .then_some("There is no objective to hand on: Monitoring has no service level yet.")
    },
    write,
};

fn write(material: &Material<'_>) -> Written {
    let package = material.package;
    let service = watched::service(package);
    let (levels, unwatched) = watched::levels(package, material.findings);
    let mut fidelity = Fidelity::default();
    unwatched.into_iter().for_each(|one| fidelity.absent(one.what, one.why));
    let mut names = Names::default();
    let mut documents = vec![json!({
        "apiVersion": "openslo/v1",
        "kind": "Service",
        "metadata": metadata(&service, &package.release.service),
        "spec": { "description": described(&package.artifact) },
    })];
    for (place, level) in levels.iter().enumerate() {
        let name = names.unused(name::dns(&level.level.name, &format!("level-{}", place + 1)), "-");
        documents.extend(objective(level, &name, &service, &mut fidelity));
    }
    report(&mut fidelity, package, &levels);
    fidelity.with(PUBLICATION.name, "OpenSLO", vec![yaml_file("openslo.yaml", &package.title, &documents)])
}

/// An objective, and its alerts as documents of their own.
fn objective(level: &Level<'_>, name: &str, service: &str, fidelity: &mut Fidelity) -> Vec<Value> {
    let Some((good, total)) = level.reading.counters() else { return Vec::new() };
    let counter = |query: String| json!({ "metricSource": { "type": "Prometheus", "spec": { "query": query } } });
    let period = period(level.level.period_days);
    let target = level.level.objective / 100.0;
    let alerts: Vec<&BurnAlert> =
        level.found.alerts.iter().filter(|alert| alert.seconds_when_all_fail.is_some()).collect();
    let policies: Vec<Value> = alerts.iter().map(|alert| policy(level, alert, name)).collect();
    let names: Vec<Value> = policies.iter().map(|policy| policy["metadata"]["name"].clone()).collect();
    fidelity.exact(format!(
        "{}: {} % over {period}.",
        watched::called(&level.level.name, "A service level without a name"),
        number(level.level.objective)
    ));
    let objective = json!({
        "apiVersion": "openslo/v1",
        "kind": "SLO",
        "metadata": metadata(name, &level.level.name),
        "spec": {
            "description": described(&level.level.runbook),
            "service": service,
            "indicator": {
                "metadata": metadata(&ending(name, "good"), &level.level.name),
                "spec": { "ratioMetric": { "counter": true, "good": counter(good), "total": counter(total) } },
            },
            "timeWindow": [{ "duration": period, "isRolling": true }],
            "budgetingMethod": "Occurrences",
            "objectives": [{ "displayName": shown(&level.level.name), "target": (target * 1e12).round() / 1e12 }],
            "alertPolicies": names,
        },
    });
    std::iter::once(objective).chain(policies).collect()
}

/// A policy with one condition, which is all that OpenSLO allows.
fn policy(level: &Level<'_>, alert: &BurnAlert, objective: &str) -> Value {
    let long = window::duration(window::of_hours(alert.long_hours).unwrap_or(1));
    let name = ending(objective, &long);
    let severity = if alert.urgency == Urgency::Page { "page" } else { "ticket" };
    json!({
        "apiVersion": "openslo/v1",
        "kind": "AlertPolicy",
        "metadata": metadata(&name, &level.level.name),
        "spec": {
            "description": described(&level.level.runbook),
            "alertWhenBreaching": true,
            "conditions": [{
                "kind": "AlertCondition",
                "metadata": { "name": ending(&name, "burn") },
                "spec": {
                    "severity": severity,
                    "condition": {
                        "kind": "burnrate",
                        "op": "gt",
                        "threshold": (alert.burn_rate * 1e9).round() / 1e9,
                        "lookbackWindow": long,
                        "alertAfter": "0m",
                    },
                },
            }],
            "notificationTargets": [{
                "kind": "AlertNotificationTarget",
                "metadata": { "name": name::dns(&level.level.alert_to, "on-call") },
                "spec": { "target": name::dns(&level.level.alert_to, "on-call"), "description": described(&level.level.alert_to) },
            }],
        },
    })
}

/// A name with an ending, as long as a label of DNS may be.
fn ending(name: &str, ending: &str) -> String {
    let kept: String = name.chars().take(62 - ending.len()).collect();
    format!("{}-{ending}", kept.trim_end_matches('-'))
}

fn metadata(name: &str, display: &str) -> Value {
    json!({ "name": name, "displayName": shown(display) })
}

/// People's name on one line.
fn shown(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A description, which OpenSLO limits to 1,050 letters.
fn described(text: &str) -> String {
    text.trim().chars().take(1050).collect()
}

/// A period in the units that OpenSLO has: whole days, or hours.
fn period(days: f64) -> String {
    let hours = (days * 24.0).round().max(1.0) as u64;
    if hours.is_multiple_of(24) { format!("{}d", hours / 24) } else { format!("{hours}h") }
}

fn report(fidelity: &mut Fidelity, package: &Package, levels: &[Level<'_>]) {
    if levels.iter().any(|level| !level.found.alerts.is_empty()) {
        fidelity.nearly("Burn rates over two windows", "An alert has one window there: the long one");
    }
    if levels.iter().any(|level| level.level.rolls_back) {
        fidelity.absent(
            "What rolls back",
            "OpenSLO alerts, and says nothing of what is done then; it stands in the description",
        );
    }
    if !package.monitors.is_empty() {
        fidelity.absent(
            "The monitors beside the service levels",
            "A threshold without a share of good events is no objective; the Prometheus rules have them",
        );
    }
    let never = levels.iter().flat_map(|level| level.found.alerts.iter().map(move |alert| (level, alert)));
    for (level, alert) in never.filter(|(_, alert)| alert.seconds_when_all_fail.is_none()) {
        fidelity.absent(
            format!("The alert of “{}” at burn rate {}", shown(&level.level.name), number(alert.burn_rate)),
            format!("It would need {} % of events to fail, so it can never come", number(alert.bad_share * 100.0)),
        );
    }
}
