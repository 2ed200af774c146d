//! A Grafana dashboard: every monitor with its thresholds, every service level with what it burns.

use serde_json::{Value, json};

use super::fidelity::Fidelity;
use super::watched::{self, Level, Watched};
use super::window;
use crate::package::{Comparator, RollbackTarget};
use crate::publish::publication::{File, Material, Publication, Written};

/// A dashboard.
pub const PUBLICATION: Publication = Publication {
    name: "grafana",
    label: "Grafana dashboard",
    purpose: "A dashboard of every monitor with its warning and its critical threshold, in rows by what it rolls back, and of every service level.",
    ending: "json",
    media_type: "application/json",
    lacks: watched::lacks,
    write,
};

/// The dashboard's format, as Grafana 10 writes it; later ones read it.
const SCHEMA: u32 = 39;
/// A panel's size on Grafana's grid of 24 columns.
const PANEL: (u32, u32) = (8, 8);
const COLUMNS: u32 = 24;

/// Panels laid out from left to right, row by row.
#[derive(Default)]
struct Layout {
    panels: Vec<Value>,
    x: u32,
    y: u32,
}

impl Layout {
    fn row(&mut self, title: &str) {
        if self.x > 0 {
            (self.x, self.y) = (0, self.y + PANEL.1);
        }
        let place = json!({ "h": 1, "w": COLUMNS, "x": 0, "y": self.y });
        self.y += 1;
        let id = self.panels.len() + 1;
        self.panels.push(
            json!({ "id": id, "type": "row", "title": title, "collapsed": false, "gridPos": place, "panels": [] }),
        );
    }

    fn place(&mut self, panel: impl FnOnce(usize, Value) -> Value) {
        let place = json!({ "h": PANEL.1, "w": PANEL.0, "x": self.x, "y": self.y });
        self.panels.push(panel(self.panels.len() + 1, place));
        self.x += PANEL.0;
        if self.x >= COLUMNS {
            (self.x, self.y) = (0, self.y + PANEL.1);
        }
    }
}

fn write(material: &Material<'_>) -> Written {
    let package = material.package;
    let service = watched::service(package);
    let mut fidelity = Fidelity::default();
    let (monitors, levels) = watched::all(package, material.findings, &mut fidelity);
    let mut layout = Layout::default();
    let targets = RollbackTarget::ALL.iter().copied().map(Some).chain([None]);
    for target in targets {
        let of_target: Vec<&Watched<'_>> = monitors
            .iter()
            .filter(|watched| watched.monitor.rollback.filter(|_| watched.monitor.rolls_back) == target)
            .collect();
        if of_target.is_empty() {
            continue;
        }
        layout.row(&match target {
            Some(target) => format!("Rolls back: {}", target.label().to_lowercase()),
            None => "Told, without a rollback".to_owned(),
        });
        for watched in of_target {
            layout.place(|id, place| monitor(watched, id, place));
        }
    }
    if !levels.is_empty() {
        layout.row("Service levels");
        for level in &levels {
            layout.place(|id, place| burn(level, id, place));
        }
    }
    report(&mut fidelity, &monitors, &levels);
    let dashboard = json!({
        "title": package.title.trim(),
        "uid": service.chars().take(40).collect::<String>(),
        "tags": ["shipworthy"],
        "schemaVersion": SCHEMA,
        "version": 1,
        "editable": true,
        "timezone": "browser",
        "time": { "from": "now-24h", "to": "now" },
        "refresh": "1m",
        "templating": { "list": [{ "name": "datasource", "label": "Prometheus", "type": "datasource", "query": "prometheus" }] },
        "annotations": { "list": [] },
        "panels": layout.panels,
    });
    let text = format!("{dashboard:#}\n");
    fidelity.with(
        PUBLICATION.name,
        "Grafana",
        vec![File { name: "grafana-dashboard.json".to_owned(), bytes: text.into_bytes() }],
    )
}

fn monitor(watched: &Watched<'_>, id: usize, place: Value) -> Value {
    let monitor = watched.monitor;
    let expression = watched.reading.over(&window::duration(watched.seconds));
    let named = if monitor.metric.trim().is_empty() { "A metric without a name" } else { monitor.metric.trim() };
    panel(
        id,
        place,
        named,
        &monitor.runbook,
        &monitor.unit,
        steps(watched),
        &[(expression, format!("over {}", window::duration(watched.seconds)))],
    )
}

/// Colours from the good side to the bad one, which lies above or below the thresholds.
fn steps(watched: &Watched<'_>) -> Value {
    let monitor = watched.monitor;
    let [warning, critical] = [monitor.warning, monitor.critical].map(|one| one.filter(|one| one.is_finite()));
    let step = |colour: &str, value: Option<f64>| json!({ "color": colour, "value": value });
    let mut steps = Vec::new();
    match monitor.comparator {
        Comparator::AtMost | Comparator::Below => {
            steps.push(step("green", None));
            steps.extend(
                warning
                    .filter(|one| critical.is_none_or(|critical| *one < critical))
                    .map(|one| step("orange", Some(one))),
            );
            steps.extend(critical.map(|one| step("red", Some(one))));
        }
        Comparator::AtLeast | Comparator::Above => {
            let lowest = if critical.is_some() {
                "red"
            } else if warning.is_some() {
                "orange"
            } else {
                "green"
            };
            steps.push(step(lowest, None));
            let warns = warning.filter(|one| critical.is_none_or(|critical| *one > critical));
            if let Some(critical) = critical {
                steps.push(step(if warns.is_some() { "orange" } else { "green" }, Some(critical)));
            }
            steps.extend(warns.map(|one| step("green", Some(one))));
        }
    }
    Value::Array(steps)
}

fn burn(level: &Level<'_>, id: usize, place: Value) -> Value {
    let budget = level.found.budget.unwrap_or(1.0);
    let of = |seconds: u64| {
        let window = window::duration(seconds);
        let expression = level.reading.share_over(&window)?;
        Some((format!("{expression} / {budget}"), format!("burn rate over {window}")))
    };
    let hours = level.found.alerts.iter().filter_map(|alert| window::of_hours(alert.long_hours));
    let targets: Vec<(String, String)> = hours.filter_map(of).collect();
    let mut steps = vec![json!({ "color": "green", "value": null }), json!({ "color": "orange", "value": 1.0 })];
    steps.extend(level.found.alerts.first().map(|alert| json!({ "color": "red", "value": alert.burn_rate })));
    let name =
        if level.level.name.trim().is_empty() { "A service level without a name" } else { level.level.name.trim() };
    panel(id, place, name, &level.level.runbook, "×", Value::Array(steps), &targets)
}

fn panel(
    id: usize,
    place: Value,
    title: &str,
    told: &str,
    unit: &str,
    steps: Value,
    targets: &[(String, String)],
) -> Value {
    let source = json!({ "type": "prometheus", "uid": "${datasource}" });
    let target = |(place, (expression, legend)): (usize, &(String, String))| json!({ "refId": char::from(b'A' + (place % 26) as u8).to_string(), "datasource": source, "expr": expression, "legendFormat": legend });
    json!({
        "id": id,
        "type": "timeseries",
        "title": variables_apart(title),
        "description": variables_apart(told.trim()),
        "gridPos": place,
        "datasource": source,
        "fieldConfig": {
            "defaults": {
                "unit": if unit.trim().is_empty() { "none".to_owned() } else { format!("suffix: {}", unit.trim()) },
                "custom": { "thresholdsStyle": { "mode": "line" }, "spanNulls": false },
                "thresholds": { "mode": "absolute", "steps": steps },
            },
            "overrides": [],
        },
        "options": { "legend": { "displayMode": "list", "placement": "bottom" } },
        "targets": targets.iter().enumerate().map(target).collect::<Vec<Value>>(),
    })
}

/// People's text without what Grafana would take for a variable.
fn variables_apart(text: &str) -> String {
    text.replace('$', "＄")
}

fn report(fidelity: &mut Fidelity, monitors: &[Watched<'_>], levels: &[Level<'_>]) {
    for watched in monitors {
        let called = watched::called(&watched.monitor.metric, "A monitor without a name");
        match watched.is_stated {
            true => fidelity.exact(format!("{called}: its number over its window, with both thresholds as lines.")),
            false => fidelity.nearly(called, "Nobody has said how it is read, so a gauge of its name is assumed"),
        }
    }
    for level in levels {
        fidelity.exact(format!(
            "{}: its burn rates.",
            watched::called(&level.level.name, "A service level without a name")
        ));
    }
    if !monitors.is_empty() {
        fidelity.absent("Who is told, and what is rolled back", "A dashboard shows; the Prometheus rules tell");
        fidelity.nearly("A strict limit", "A threshold's colour begins at the threshold itself");
    }
    fidelity.needs("Grafana 10 or later with a Prometheus data source, chosen at the top of the dashboard.");
}
