//! Prometheus: recording rules, alerts and unit tests for both.

mod test;

use serde_json::{Map, Value, json};

use super::fidelity::Fidelity;
use super::watched::{self, Level, Watched};
use super::{window, yaml_file};
use crate::findings::{BurnAlert, Urgency};
use crate::package::{Comparator, Monitor, Package, RollbackTarget};
use crate::publish::publication::{Material, Publication, Written};
use crate::publish::words::figure::{Unit, number, quantity};

/// Rules and their unit tests.
pub const PUBLICATION: Publication = Publication {
    name: "prometheus",
    label: "Prometheus rules",
    purpose: "Recording rules and alerts for every monitor, burn-rate alerts for every service level, and unit tests that promtool runs on them.",
    ending: "yaml",
    media_type: "application/yaml",
    lacks: watched::lacks,
    write,
};

/// How long a number may be missing before somebody is told, in seconds.
const MOST_SILENT: u64 = 3600;

/// The file of rules, which the tests name.
const RULES: &str = "prometheus-rules.yaml";

/// An alert and what brings it about, for the rules and for their tests.
struct Alert<'a> {
    name: String,
    expression: String,
    /// How long the expression must hold, in seconds.
    holds: u64,
    labels: Map<String, Value>,
    annotations: Map<String, Value>,
    cause: Cause<'a>,
}

/// What brings an alert about.
enum Cause<'a> {
    /// A monitor's number on the wrong side of a threshold.
    Crossed { watched: &'a Watched<'a>, threshold: f64 },
    /// A monitor without a number.
    Silent { watched: &'a Watched<'a> },
    /// A service level's budget used up too fast.
    Burning { level: &'a Level<'a>, alert: &'a BurnAlert },
    /// A service level without a number, whose window is so many seconds long.
    Uncounted { level: &'a Level<'a>, window: u64 },
}

fn write(material: &Material<'_>) -> Written {
    let package = material.package;
    let service = watched::service(package);
    let mut fidelity = Fidelity::default();
    let (monitors, levels) = watched::all(package, material.findings, &mut fidelity);
    let groups: Vec<(String, Vec<Value>, Vec<Alert<'_>>)> = monitors
        .iter()
        .map(|watched| {
            (watched.record.clone(), vec![recorded(watched, &service)], of_monitor(watched, &service, package))
        })
        .chain(levels.iter().map(|level| (level.record.clone(), shares(level, &service), of_level(level, &service))))
        .collect();
    let mut files = vec![yaml_file(RULES, &package.title, &[rules(&groups)])];
    let alerts: Vec<&Alert<'_>> = groups.iter().flat_map(|(.., alerts)| alerts).collect();
    let (tests, untested) = test::files(&alerts, &package.title);
    files.extend(tests);
    report(&mut fidelity, &monitors, &levels, &untested);
    fidelity.with(PUBLICATION.name, "Prometheus", files)
}

fn rules(groups: &[(String, Vec<Value>, Vec<Alert<'_>>)]) -> Value {
    let alert = |alert: &Alert<'_>| {
        let mut rule = Map::new();
        rule.insert("alert".to_owned(), json!(alert.name));
        rule.insert("expr".to_owned(), json!(alert.expression));
        if alert.holds > 0 {
            rule.insert("for".to_owned(), json!(window::duration(alert.holds)));
        }
        rule.insert("labels".to_owned(), Value::Object(alert.labels.clone()));
        rule.insert("annotations".to_owned(), Value::Object(alert.annotations.clone()));
        Value::Object(rule)
    };
    let group = |(name, records, alerts): &(String, Vec<Value>, Vec<Alert<'_>>)| {
        let rules: Vec<Value> = records.iter().cloned().chain(alerts.iter().map(alert)).collect();
        json!({ "name": name, "rules": rules })
    };
    json!({ "groups": groups.iter().map(group).collect::<Vec<Value>>() })
}

fn recorded(watched: &Watched<'_>, service: &str) -> Value {
    let expression = watched.reading.over(&window::duration(watched.seconds));
    json!({ "record": watched.record, "expr": expression, "labels": { "service": service } })
}

fn of_monitor<'a>(watched: &'a Watched<'a>, service: &str, package: &Package) -> Vec<Alert<'a>> {
    let monitor = watched.monitor;
    let value = format!("{}{{service=\"{service}\"}}", watched.record);
    let crossed = |threshold: Option<f64>, severity: &str, ending: &str| {
        let threshold = threshold.filter(|threshold| threshold.is_finite())?;
        let is_critical = severity == "critical";
        let rollback = monitor.rollback.filter(|_| is_critical && monitor.rolls_back);
        Some(Alert {
            name: format!("{}{ending}", watched.alert),
            expression: format!("{value} {} {threshold}", wrong_side(monitor.comparator)),
            holds: 0,
            labels: labels(service, severity, rollback),
            annotations: annotations(
                &format!(
                    "{} is {} {}",
                    named(&monitor.metric),
                    outside(monitor.comparator),
                    quantity(threshold, Unit::named(&monitor.unit))
                ),
                monitor,
                rollback.map(|target| back_to(package, target)),
            ),
            cause: Cause::Crossed { watched, threshold },
        })
    };
    let silent = Alert {
        name: format!("{}NoValue", watched.alert),
        expression: no_value(&value),
        holds: watched.seconds.min(MOST_SILENT),
        labels: labels(service, "warning", None),
        annotations: annotations(&format!("{} has no value", named(&monitor.metric)), monitor, None),
        cause: Cause::Silent { watched },
    };
    let warning = crossed(monitor.warning, "warning", "Warning");
    warning.into_iter().chain(crossed(monitor.critical, "critical", "Critical")).chain([silent]).collect()
}

/// The share of bad events over every window that an alert looks at, each once.
fn shares(level: &Level<'_>, service: &str) -> Vec<Value> {
    let hours = level.found.alerts.iter().flat_map(|alert| [alert.short_hours, alert.long_hours]);
    let mut seconds: Vec<u64> = hours.filter_map(window::of_hours).collect();
    seconds.sort_unstable();
    seconds.dedup();
    let record = |seconds: u64| {
        let window = window::duration(seconds);
        let expression = level.reading.share_over(&window)?;
        Some(json!({ "record": share(level, &window), "expr": expression, "labels": { "service": service } }))
    };
    seconds.into_iter().filter_map(record).collect()
}

/// The name under which the share over a window is recorded.
fn share(level: &Level<'_>, window: &str) -> String {
    format!("{}_{window}", level.record)
}

fn of_level<'a>(level: &'a Level<'a>, service: &str) -> Vec<Alert<'a>> {
    let promised = level.level;
    let value = |hours: f64| {
        let window = window::duration(window::of_hours(hours).unwrap_or(1));
        (format!("{}{{service=\"{service}\"}}", share(level, &window)), window)
    };
    let burning = |alert: &'a BurnAlert| {
        let [(long, window), (short, _)] = [value(alert.long_hours), value(alert.short_hours)];
        let severity = if alert.urgency == Urgency::Page { "critical" } else { "warning" };
        let rollback = promised.rollback.filter(|_| promised.rolls_back && alert.urgency == Urgency::Page);
        let said = format!(
            "{} uses its error budget {} times too fast over {window}",
            named(&promised.name),
            number(alert.burn_rate)
        );
        Alert {
            name: format!("{}Burn{window}", level.alert),
            expression: format!("{long} > {share} and {short} > {share}", share = plain(alert.bad_share)),
            holds: 0,
            labels: labels(service, severity, rollback),
            annotations: told(&said, &promised.alert_to, &promised.runbook, None),
            cause: Cause::Burning { level, alert },
        }
    };
    let mut alerts: Vec<Alert<'a>> =
        level.found.alerts.iter().filter(|alert| alert.seconds_when_all_fail.is_some()).map(burning).collect();
    if let Some(shortest) = level.found.alerts.first() {
        let (value, _) = value(shortest.long_hours);
        let said = format!("{} has no value", named(&promised.name));
        alerts.push(Alert {
            name: format!("{}NoShare", level.alert),
            expression: no_value(&value),
            holds: MOST_SILENT,
            labels: labels(service, "warning", None),
            annotations: told(&said, &promised.alert_to, &promised.runbook, None),
            cause: Cause::Uncounted { level, window: window::of_hours(shortest.long_hours).unwrap_or(1) },
        });
    }
    alerts
}

/// Nothing is recorded, or what is recorded is no number: a share of no events is NaN, which no threshold catches.
fn no_value(value: &str) -> String {
    format!("absent({value}) or ({value} != {value})")
}

fn labels(service: &str, severity: &str, rollback: Option<RollbackTarget>) -> Map<String, Value> {
    let mut labels = Map::new();
    labels.insert("service".to_owned(), json!(service));
    labels.insert("severity".to_owned(), json!(severity));
    if let Some(target) = rollback {
        labels.insert("rollback".to_owned(), json!(target.label().to_lowercase()));
    }
    labels
}

fn annotations(said: &str, monitor: &Monitor, rollback: Option<String>) -> Map<String, Value> {
    told(said, &monitor.alert_to, &monitor.runbook, rollback)
}

fn told(said: &str, alert_to: &str, runbook: &str, rollback: Option<String>) -> Map<String, Value> {
    let mut annotations = Map::new();
    let mut say = |name: &str, text: &str| {
        if !text.trim().is_empty() {
            annotations.insert(name.to_owned(), json!(literal(text.trim())));
        }
    };
    say("summary", said);
    say("alert_to", alert_to);
    say("runbook", runbook);
    say("rollback", rollback.as_deref().unwrap_or(""));
    annotations
}

/// Where a target goes back to, as people wrote it.
fn back_to(package: &Package, target: RollbackTarget) -> String {
    let version = package.release.rollback.targets.iter().find(|one| one.target == target);
    match version.map(|version| version.previous.trim()).filter(|previous| !previous.is_empty()) {
        Some(previous) => format!("{} back to {previous}", target.label()),
        None => target.label().to_owned(),
    }
}

/// People's text as Prometheus' templates take it literally.
fn literal(text: &str) -> String {
    text.replace("{{", "{{\"{{\"}}")
}

fn named(name: &str) -> String {
    match name.trim() {
        "" => "A metric without a name".to_owned(),
        name => name.to_owned(),
    }
}

/// The comparison that holds on the wrong side of a threshold.
pub fn wrong_side(comparator: Comparator) -> &'static str {
    match comparator {
        Comparator::AtMost => ">",
        Comparator::Below => ">=",
        Comparator::AtLeast => "<",
        Comparator::Above => "<=",
    }
}

fn outside(comparator: Comparator) -> &'static str {
    match comparator {
        Comparator::AtMost => "above",
        Comparator::Below => "not below",
        Comparator::AtLeast => "below",
        Comparator::Above => "not above",
    }
}

/// A share without the noise of its product's last digits.
fn plain(share: f64) -> f64 {
    (share * 1e12).round() / 1e12
}

fn report(fidelity: &mut Fidelity, monitors: &[Watched<'_>], levels: &[Level<'_>], untested: &[String]) {
    let stated = monitors.iter().filter(|watched| watched.is_stated);
    for watched in stated {
        let (name, window) = (named(&watched.monitor.metric), window::said(watched.seconds));
        fidelity.exact(format!("“{name}”: its thresholds over {window}, and an alert when it has no value."));
    }
    for watched in monitors.iter().filter(|watched| !watched.is_stated) {
        let gauge = super::name::metric(&watched.monitor.metric, "the metric");
        fidelity.nearly(
            format!("“{}”", named(&watched.monitor.metric)),
            format!("Nobody has said how it is read, so a gauge “{gauge}” in the unit of its thresholds is assumed"),
        );
    }
    if monitors.iter().any(|watched| watched.monitor.rolls_back) || levels.iter().any(|level| level.level.rolls_back) {
        fidelity.nearly(
            "The rollback",
            "Prometheus only tells: the label “rollback” names the target, and whoever receives the alert acts on it",
        );
    }
    for level in levels {
        fidelity
            .exact(format!("“{}”: its burn rates, each over a long window and a short one.", named(&level.level.name)));
        for alert in level.found.alerts.iter().filter(|alert| alert.seconds_when_all_fail.is_none()) {
            fidelity.absent(
                format!("The alert of “{}” at burn rate {}", named(&level.level.name), number(alert.burn_rate)),
                format!("It would need {} % of events to fail, so it can never come", number(alert.bad_share * 100.0)),
            );
        }
    }
    if !untested.is_empty() {
        fidelity.absent(
            format!("A unit test of {}", untested.join(", ")),
            "No series can be made that bring about an expression of your own, a condition that only excludes, or a number beyond what a share can be",
        );
    }
    fidelity.needs(
        "Counters that are there from the start, at 0: a counter that first appears with its first error hides it.",
    );
    fidelity.needs("Alertmanager's routes for the labels “severity” and “rollback”.");
}
