//! The monitoring plan on telemetry: who would have fired when, and what a monitor saw.

use super::kit::{
    Anchor, Area, BOTTOM, Drawing, Frame, Mark, NOTE, Projection, Scale, TEXT, Table, Theme, Time, bottom, extent,
};
use super::line::{self, Incident, Line, Lines, Threshold};
use crate::findings::{Alarm, Findings, Firing, ReplayFinding};
use crate::package::{Comparator, Id, Package, Record, ServiceLevel};
use crate::publish::words::figure::number;
use crate::publish::words::replay as words;
use crate::telemetry::series::{Band, Point};

/// Height of what is watched: its name, and beneath it what happened.
const LANE: f64 = 44.0;
/// Where the bars begin beneath a lane's top.
const BARS: f64 = 20.0;
/// How high the bars are.
const BAR: f64 = 16.0;
/// A firing is at least so wide.
const LEAST: f64 = 3.0;

/// What the bars are.
const LEGEND: &str = "High: critical or page. Low: warning or ticket. Hollow: no value. Crossed out: for nothing. Shaded: something was wrong.";

/// Everything that could be replayed on an alternative's telemetry, a lane each: what would have fired when, and beneath
/// it when something is known to have been wrong.
pub fn timeline(package: &Package, findings: &Findings, alternative: &Id, frame: &Frame) -> Drawing {
    let all: Vec<&ReplayFinding> =
        findings.replays.iter().filter(|one| one.problem.is_none() && one.alternative == *alternative).collect();
    let said = words::summary(package, findings, alternative);
    let ends = all.iter().flat_map(|one| [one.from, one.until + one.step_seconds * 1e3]);
    let (Some(span), false) = (extent(ends), all.is_empty()) else { return Drawing::empty(frame, &said) };
    let legend = NOTE.wrap(LEGEND, frame.width - 4.0, 3);
    let head = 16.0 * legend.len() as f64 + 8.0;
    let foot = head + LANE * all.len() as f64 + 2.0;
    let mut drawing = Drawing::new(frame, foot + BOTTOM + 4.0);
    let dated = all.iter().all(|one| one.dated);
    let scale = if dated { 1.0 } else { 1e-3 };
    let x = Scale::new((span.0 * scale, span.1 * scale), (2.0, frame.width - 8.0));
    for (place, line) in legend.into_iter().enumerate() {
        let at = (x.start, 8.0 + 16.0 * place as f64);
        drawing.push(Mark::note(at, Anchor::Start, drawing.theme.muted, line));
    }
    for (place, found) in all.iter().enumerate() {
        lane(&mut drawing, package, found, &x, (head + LANE * place as f64, scale));
    }
    bottom(&mut drawing, &x, foot, &time(dated));
    drawing.sentence = said;
    drawing.table = firings(package, &all);
    drawing
}

fn time(dated: bool) -> Time {
    if dated { Time::Instant } else { Time::Number("seconds".to_owned()) }
}

fn lane(drawing: &mut Drawing, package: &Package, found: &ReplayFinding, x: &Scale, (top, scale): (f64, f64)) {
    let theme = drawing.theme;
    let (bars, low) = (top + BARS, top + BARS + BAR);
    let counts = NOTE.fit(&status(package, found), drawing.width * 0.64);
    let name = TEXT.fit(&words::name(package, &found.id), (drawing.width - NOTE.width(&counts) - 18.0).max(60.0));
    drawing.push(Mark::text((x.start, top + 10.0), Anchor::Start, theme.ink, name));
    drawing.push(Mark::note((x.end, top + 10.0), Anchor::End, theme.muted, counts));
    for incident in found.incidents.iter().filter(|one| one.covered) {
        let area = Area::between((x.at(incident.from * scale), bars - 1.0), (x.at(incident.until * scale), low + 1.0));
        drawing.push(Mark::rect(area, theme.tint(theme.unsure, 0.22)));
        let label = format!("{}, {}", words::name(package, &found.id), words::incident_name(package, incident));
        let span = format!(
            "from {} to {}",
            words::moment(incident.from, found.dated),
            words::moment(incident.until, found.dated)
        );
        drawing.hot_spot(area, label, span);
    }
    let (from, until) = (x.at(found.from * scale), x.at((found.until + found.step_seconds * 1e3) * scale));
    drawing.push(Mark::line((from, low), (until.max(from + LEAST), low), theme.rule, 1.0));
    // The most urgent stand before the others.
    for alarm in [Alarm::NoValue, Alarm::Warning, Alarm::Critical] {
        for firing in found.of(alarm) {
            bar(drawing, package, found, firing, (x, scale), low);
        }
    }
}

/// A firing: high when critical, half as high when a warning, and hollow while there was no value.
fn bar(
    drawing: &mut Drawing,
    package: &Package,
    found: &ReplayFinding,
    firing: &Firing,
    (x, scale): (&Scale, f64),
    low: f64,
) {
    let theme = drawing.theme;
    let (height, colour) = match firing.alarm {
        Alarm::Critical => (BAR, theme.fail),
        Alarm::Warning => (BAR * 0.5, theme.unsure),
        Alarm::NoValue => (BAR * 0.5, theme.muted),
    };
    let from = x.at(firing.from * scale).min(x.end - LEAST);
    let area = Area::between((from, low - height), (x.at(firing.until * scale).max(from + LEAST), low));
    match firing.alarm {
        Alarm::NoValue => drawing.push(Mark::outline(area, colour, 1.0)),
        _ => drawing.push(Mark::rect(area, colour)),
    }
    if firing.for_nothing == Some(true) {
        // What came for nothing is crossed out.
        drawing.push(Mark::line((area.x, low), (area.right(), low - height), theme.on(colour), 1.0));
    }
    drawing.hot_spot(area, words::name(package, &found.id), words::firing(package, found, firing));
}

/// How often it fired, at the end of its line.
fn status(package: &Package, found: &ReplayFinding) -> String {
    let [critical, warning] =
        if words::is_level(package, &found.id) { ["page", "ticket"] } else { ["critical", "warning"] };
    let counted = |alarm, one: &str| {
        let count = found.of(alarm).count();
        let ending = if count > 1 && matches!(one, "page" | "ticket" | "warning") { "s" } else { "" };
        (count > 0).then(|| format!("{count} {one}{ending}"))
    };
    let parts = [
        counted(Alarm::Critical, critical),
        counted(Alarm::Warning, warning),
        counted(Alarm::NoValue, "without a value"),
    ];
    let mut parts: Vec<String> = parts.into_iter().flatten().collect();
    if let Some(some) = found.for_nothing().filter(|some| *some > 0) {
        parts.push(format!("{some} for nothing"));
    }
    if parts.is_empty() { "never fired".to_owned() } else { parts.join(" · ") }
}

/// Every firing, and a row for what never fired.
fn firings(package: &Package, all: &[&ReplayFinding]) -> Table {
    let mut table = Table::new(&["Watched", "Fired"]);
    for found in all {
        let name = words::name(package, &found.id);
        if found.firings.is_empty() {
            table.row(vec![name.clone(), "never".to_owned()]);
        }
        for firing in &found.firings {
            table.row(vec![name.clone(), words::firing(package, found, firing)]);
        }
    }
    table
}

/// What one monitor or service level saw, with its thresholds, what would have fired, and when something was wrong.
pub fn draw(package: &Package, found: &ReplayFinding, frame: &Frame) -> Drawing {
    let sentence = words::sentence(package, found);
    if found.problem.is_some() || found.points.iter().all(|point| point.value.is_none()) {
        return Drawing::empty(frame, &sentence);
    }
    let scale = if found.dated { 1.0 } else { 1e-3 };
    let mut lines = Lines::new(&words::name(package, &found.id), words::unit(package, &found.id), time(found.dated));
    let place = package.alternatives.iter().position(|one| one.id == found.alternative);
    let name = package.alternative(&found.alternative).map(|one| one.name.clone()).unwrap_or_default();
    lines.lines = vec![line_of(found, scale, name, place.unwrap_or_default())];
    lines.thresholds = thresholds(package, &found.id);
    lines.incidents = found
        .incidents
        .iter()
        .filter(|one| one.covered)
        .map(|one| Incident { from: one.from * scale, to: one.until * scale, name: words::incident_name(package, one) })
        .collect();
    let mut drawing = line::draw(&lines, frame);
    if let Some(plot) = drawing.projection {
        under(&mut drawing, found, &plot, scale);
    }
    drawing.sentence = sentence;
    drawing
}

fn line_of(found: &ReplayFinding, scale: f64, name: String, alternative: usize) -> Line {
    let points = found.points.iter().map(|point| Point { x: point.at * scale, y: point.value }).collect();
    let together = u64::from(found.looks).div_ceil(found.points.len().max(1) as u64);
    let band = |point: &crate::findings::ReplayPoint| {
        let ((least, greatest), middle) = (point.spread.0?, point.value?);
        Some(Band { x: point.at * scale, count: together, least, lower: middle, middle, upper: middle, greatest })
    };
    let bands = found.points.iter().filter_map(band).collect();
    Line { name, alternative, points, bands }
}

/// The thresholds a number is held against: of a service level those of its pages.
fn thresholds(package: &Package, id: &Id) -> Vec<Threshold> {
    if let Some(level) = ServiceLevel::find(package, id) {
        let found = crate::analysis::service_level::finding(level);
        let pages = found.alerts.iter().filter(|alert| alert.bad_share <= 1.0).take(2);
        return pages
            .map(|alert| Threshold {
                name: format!("burn rate {}", number(alert.burn_rate)),
                comparator: Comparator::AtMost,
                value: 100.0 * alert.bad_share,
            })
            .collect();
    }
    let Some(monitor) = package.monitor(id) else { return Vec::new() };
    let threshold = |name: &str, value: Option<f64>| {
        Some(Threshold { name: name.to_owned(), comparator: monitor.comparator, value: value? })
    };
    threshold("critical", monitor.critical).into_iter().chain(threshold("warning", monitor.warning)).collect()
}

/// What fired, along the foot of the plot.
fn under(drawing: &mut Drawing, found: &ReplayFinding, plot: &Projection, scale: f64) {
    let theme: Theme = drawing.theme;
    let low = plot.y.start;
    for firing in &found.firings {
        let colour = match firing.alarm {
            Alarm::Critical => theme.fail,
            Alarm::Warning => theme.unsure,
            Alarm::NoValue => theme.muted,
        };
        let height = if firing.alarm == Alarm::Critical { 8.0 } else { 4.0 };
        let from = plot.x.at(firing.from * scale).min(plot.x.end - LEAST);
        let until = plot.x.at(firing.until * scale).max(from + LEAST);
        drawing.push(Mark::rect(Area::between((from, low - height), (until, low)), colour));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::conclude;
    use crate::analysis::measure::measure;
    use crate::package::template::TEMPLATES;
    use crate::publish::chart::legible;
    use crate::telemetry::Telemetry;

    #[test]
    fn it_is_legible_everywhere() {
        for template in TEMPLATES.iter() {
            let package = &template.package;
            let measured = measure(package, &Telemetry::generated(package));
            let findings = conclude(package, &measured, None, &|_, _| None);
            for alternative in &package.alternatives {
                legible::check(|frame| timeline(package, &findings, &alternative.id, frame));
            }
            for found in findings.replays.iter() {
                legible::check(|frame| draw(package, found, frame));
            }
        }
        legible::check(|frame| timeline(&Package::default(), &Findings::default(), &Id::default(), frame));
    }

    #[test]
    fn a_firing_lies_where_it_fired() {
        let package = Package::default();
        let firing = Firing { from: 2.0 * 864e5, until: 4.0 * 864e5, ended: true, ..Firing::default() };
        let found = ReplayFinding {
            dated: true,
            until: 9.0 * 864e5,
            looks: 10,
            step_seconds: 86_400.0,
            firings: vec![firing],
            ..ReplayFinding::default()
        };
        let findings = Findings { replays: vec![found].into(), ..Findings::default() };
        let drawing = timeline(&package, &findings, &Id::default(), &Frame::new(510.0, 200.0));
        let bars: Vec<Area> = drawing
            .marks
            .iter()
            .filter_map(|mark| match mark {
                Mark::Rect { area, colour } if *colour == drawing.theme.fail => Some(*area),
                _ => None,
            })
            .collect();
        let [bar] = bars[..] else { panic!("{bars:?}") };
        assert!((bar.x - (2.0 + 500.0 * 0.2)).abs() < 1e-9 && (bar.w - 100.0).abs() < 1e-9, "{bar:?}");
    }
}
