//! Unit tests of the alerts: each stays silent while its number is good and comes once it is not.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{Alert, Cause, MOST_SILENT, RULES};
use crate::package::Comparator;
use crate::publish::manifest::promql::{Series, idle, series};
use crate::publish::manifest::watched::Watched;
use crate::publish::manifest::{window, yaml_file};
use crate::publish::publication::File;

/// Samples within a monitor's window.
const SAMPLES: u64 = 20;

/// Samples within the long window of a burn rate: five within the short one.
const BURN_SAMPLES: u64 = 60;

/// The least time between two samples, in seconds.
const LEAST_INTERVAL: u64 = 15;

/// Files of tests, one for every interval since all of a file's are evaluated in the same steps, and the names of the
/// alerts that have none.
pub(super) fn files(alerts: &[&Alert<'_>], title: &str) -> (Vec<File>, Vec<String>) {
    let (mut by_interval, mut untested) = (BTreeMap::<u64, Vec<Value>>::new(), Vec::new());
    for alert in alerts {
        let (window, samples) = window(&alert.cause);
        let interval = (window / samples).max(LEAST_INTERVAL);
        match test(alert, window, interval) {
            Some(test) => by_interval.entry(interval).or_default().push(test),
            None => untested.push(alert.name.clone()),
        }
        if let Some((interval, test)) = idle_test(alert, alerts) {
            by_interval.entry(interval).or_default().push(test);
        }
    }
    let file = |(interval, tests): (u64, Vec<Value>)| {
        let step = window::duration(interval);
        let document = json!({ "rule_files": [RULES], "evaluation_interval": step, "tests": tests });
        yaml_file(&format!("prometheus-tests-{step}.yaml"), title, &[document])
    };
    (by_interval.into_iter().map(file).collect(), untested)
}

/// The window an alert looks back over, in seconds, and the samples within it.
fn window(cause: &Cause<'_>) -> (u64, u64) {
    match cause {
        Cause::Crossed { watched, .. } => (watched.seconds, SAMPLES),
        Cause::Burning { alert, .. } => (window::of_hours(alert.long_hours).unwrap_or(LEAST_INTERVAL), BURN_SAMPLES),
        // Silence is noticed as it is, whatever the window.
        Cause::Silent { .. } | Cause::Uncounted { .. } => (MOST_SILENT, SAMPLES),
    }
}

/// The number is good for somewhat more than a window, then bad for as long.
fn test(alert: &Alert<'_>, window: u64, interval: u64) -> Option<Value> {
    let samples = (window + window / 10).div_ceil(interval) + 1;
    let of = |before: f64, after: f64, reading| series(reading, before, after, samples as usize);
    let input = match &alert.cause {
        Cause::Crossed { watched, threshold } => {
            let (good, bad) = levels(watched, *threshold);
            of(good, bad, &watched.reading)?
        }
        Cause::Burning { level, alert } => {
            let share = alert.bad_share;
            of(share * 0.8, (share * 1.2).min((share + 1.0) / 2.0).min(1.0), &level.reading).filter(|_| share < 1.0)?
        }
        Cause::Silent { .. } | Cause::Uncounted { .. } => Vec::new(),
    };
    let is_silent = matches!(alert.cause, Cause::Silent { .. } | Cause::Uncounted { .. });
    // Silence is noticed from the first evaluation on, and has to last.
    let calm_at = if is_silent { 0 } else { samples * interval };
    let bad_at =
        if is_silent { alert.holds.next_multiple_of(interval) + interval } else { (2 * samples - 1) * interval };
    let given: Vec<Value> =
        input.into_iter().map(|Series { name, values }| json!({ "series": name, "values": values })).collect();
    Some(json!({
        "name": alert.name,
        "interval": window::duration(interval),
        "input_series": given,
        "alert_rule_test": [
            { "eval_time": window::duration(calm_at), "alertname": alert.name, "exp_alerts": [] },
            { "eval_time": window::duration(bad_at), "alertname": alert.name, "exp_alerts": [expected(alert)] },
        ],
    }))
}

/// Series that are there and say nothing (counters that stand still, NaN) are no good number: the alert of silence comes,
/// and none of the others does. With the interval it is evaluated in; nothing for other alerts, and where no series can be
/// made.
fn idle_test(alert: &Alert<'_>, alerts: &[&Alert<'_>]) -> Option<(u64, Value)> {
    let (window, reading) = match &alert.cause {
        Cause::Silent { watched } => (watched.seconds, &watched.reading),
        Cause::Uncounted { level, window } => (*window, &level.reading),
        Cause::Crossed { .. } | Cause::Burning { .. } => return None,
    };
    let interval = (window / SAMPLES).max(LEAST_INTERVAL);
    // By then the window is full of it, and it has lasted.
    let at = (window + alert.holds).next_multiple_of(interval) + interval;
    let series = idle(reading, (at / interval) as usize + 1)?;
    let given: Vec<Value> =
        series.into_iter().map(|Series { name, values }| json!({ "series": name, "values": values })).collect();
    let others = alerts
        .iter()
        .filter(|other| is_beside(alert, other))
        .map(|other| json!({ "eval_time": window::duration(at), "alertname": other.name, "exp_alerts": [] }));
    let comes = json!({ "eval_time": window::duration(at), "alertname": alert.name, "exp_alerts": [expected(alert)] });
    let test = json!({
        "name": format!("{} when idle", alert.name),
        "interval": window::duration(interval),
        "input_series": given,
        "alert_rule_test": std::iter::once(comes).chain(others).collect::<Vec<Value>>(),
    });
    Some((interval, test))
}

/// Whether another alert is about the same number.
fn is_beside(silent: &Alert<'_>, other: &Alert<'_>) -> bool {
    match (&silent.cause, &other.cause) {
        (Cause::Silent { watched }, Cause::Crossed { watched: other, .. }) => watched.record == other.record,
        (Cause::Uncounted { level, .. }, Cause::Burning { level: other, .. }) => level.record == other.record,
        _ => false,
    }
}

fn expected(alert: &Alert<'_>) -> Value {
    let plain = |texts: &Map<String, Value>| -> Map<String, Value> {
        let shown =
            |text: &Value| text.as_str().map(|text| json!(text.replace("{{\"{{\"}}", "{{"))).unwrap_or_default();
        texts.iter().map(|(name, text)| (name.clone(), shown(text))).collect()
    };
    json!({ "exp_labels": plain(&alert.labels), "exp_annotations": plain(&alert.annotations) })
}

/// A number on the good side of a threshold and one on the wrong side.
fn levels(watched: &Watched<'_>, threshold: f64) -> (f64, f64) {
    let step = if threshold == 0.0 { 1.0 } else { threshold.abs() / 2.0 };
    let most =
        if watched.reading.counters().is_some() { watched.monitor.signal.multiplied_by() } else { f64::INFINITY };
    let within = |level: f64| if level > most { (threshold + most) / 2.0 } else { level };
    match watched.monitor.comparator {
        // Where nothing less than the threshold can be, the threshold itself is the good number.
        Comparator::AtMost if threshold == 0.0 => (0.0, within(step)),
        Comparator::AtMost | Comparator::Below => (threshold - step, within(threshold + step)),
        Comparator::AtLeast | Comparator::Above => (within(threshold + step), threshold - step),
    }
}
