//! The release pipeline: stages with their growing share of traffic, the gates between them, and the way back.

use super::{Anchor, Drawing, Frame, Mark, Point, Symbol, number, text};
use crate::package::{Package, release::Stage};

/// Room between two stages, in which the gate stands.
const GAP: f64 = 26.0;
/// Height of the column of all traffic.
const FULL: f64 = 72.0;
/// A stage needs this much width to stand beside another.
const LEAST: f64 = 124.0;

/// The pipeline as the form has it: side by side where there is room, one under the other where not.
pub fn draw(package: &Package, frame: &Frame) -> Drawing {
    let stages = &package.release.stages;
    if stages.is_empty() {
        return Drawing::empty(frame, "There are no stages yet. Add the first one to see the way to full traffic.");
    }
    let width = (frame.width - GAP * (stages.len() as f64 - 1.0)) / stages.len() as f64;
    let mut drawing = Drawing::new(frame, 0.0);
    if width >= LEAST {
        across(&mut drawing, package, frame, width)
    } else {
        down(&mut drawing, package, frame)
    }
    drawing.sentence = sentence(package);
    drawing.table = table(package);
    drawing
}

/// What a stage says beneath its name.
fn hold(stage: &Stage) -> String {
    format!("{} of traffic for {}", share(stage.traffic_percent), duration(stage.duration_hours))
}

fn share(percent: f64) -> String {
    format!("{} %", number::number(percent.max(0.0)))
}

/// Hours as people say them: `24 h`, `14 days`, `30 min`.
pub fn duration(hours: f64) -> String {
    let (value, one, many) = match hours {
        _ if hours.is_nan() || hours <= 0.0 => return "no time".to_owned(),
        _ if hours < 1.0 => (hours * 60.0, "min", "min"),
        _ if hours <= 72.0 => (hours, "h", "h"),
        _ => (hours / 24.0, "day", "days"),
    };
    let written = number::number(value);
    let unit = if written == "1" { one } else { many };
    format!("{written} {unit}")
}

fn gates<'a>(package: &'a Package, stage: &Stage) -> Vec<&'a str> {
    stage.promotion_gates.iter().filter_map(|id| package.gate(id)).map(|gate| gate.name.as_str()).collect()
}

fn readout(package: &Package, stage: &Stage) -> String {
    let mut words = hold(stage);
    let gates = gates(package, stage);
    if !gates.is_empty() {
        words.push_str(&format!("; goes on when {} pass", number::list(&gates)));
    }
    if !stage.approver.is_empty() {
        words.push_str(&format!("; {} lets it go on", stage.approver));
    }
    words
}

/// The lines under a stage: when it goes on, and who says so. The flag marks gates.
fn conditions(package: &Package, stage: &Stage, room: f64) -> Vec<(bool, String)> {
    let gates = gates(package, stage);
    let mut lines: Vec<(bool, String)> =
        gates.into_iter().map(|gate| (true, text::fit(gate, text::SMALL, false, room - 12.0))).collect();
    if !stage.approver.is_empty() {
        let words = format!("{} decides", stage.approver);
        lines.extend(text::wrap(&words, text::SMALL, false, room, 2).into_iter().map(|line| (false, line)));
    }
    lines
}

fn draw_conditions(drawing: &mut Drawing, frame: &Frame, lines: &[(bool, String)], (x, y): Point) -> f64 {
    let theme = &frame.theme;
    let mut at = y;
    for (is_gate, line) in lines {
        let mut left = x;
        if *is_gate {
            drawing.extend(Symbol::Diamond.marks((x + 4.0, at), 3.5, theme.accent));
            left += 12.0;
        }
        let colour = if *is_gate { theme.ink } else { theme.muted };
        drawing.push(Mark::note((left, at), Anchor::Start, colour, line.as_str()));
        at += 15.0;
    }
    at
}

fn across(drawing: &mut Drawing, package: &Package, frame: &Frame, width: f64) {
    let theme = &frame.theme;
    let stages = &package.release.stages;
    let base = FULL + 20.0;
    let mut foot = base;
    for (place, stage) in stages.iter().enumerate() {
        let x = place as f64 * (width + GAP);
        column(drawing, frame, stage, x, width, base);
        let names = text::wrap(&stage.name, text::SIZE, true, width, 2);
        let mut y = base + 16.0;
        for name in &names {
            drawing.push(Mark::strong((x, y), Anchor::Start, theme.ink, name.as_str()));
            y += text::LINE;
        }
        drawing.push(Mark::note((x, y), Anchor::Start, theme.muted, duration(stage.duration_hours)));
        let lines = conditions(package, stage, width);
        let end = draw_conditions(drawing, frame, &lines, (x, y + 20.0));
        foot = f64::max(foot, end);
        drawing.hot((x, 0.0, width, base), stage.name_or_number(place), readout(package, stage));
        if place + 1 < stages.len() {
            onward(drawing, frame, (x + width + 4.0, base - 8.0), (x + width + GAP - 4.0, base - 8.0));
        }
    }
    let (left, right) = (18.0, frame.width - 18.0);
    let line = foot + 12.0;
    back(drawing, frame, vec![(right, foot - 4.0), (right, line), (left, line), (left, foot + 2.0)]);
    let words = text::wrap(&way_back(package), text::SMALL, false, frame.width - 80.0, 2);
    for (place, row) in words.iter().enumerate() {
        let at = (frame.width / 2.0, line + 13.0 + place as f64 * 14.0);
        drawing.push(Mark::note(at, Anchor::Middle, theme.fail, row.as_str()));
    }
    drawing.height = line + 10.0 + 14.0 * words.len() as f64;
}

/// A stage's share of traffic as a column standing on `base`.
fn column(drawing: &mut Drawing, frame: &Frame, stage: &Stage, x: f64, w: f64, base: f64) {
    let theme = &frame.theme;
    let share_of = (stage.traffic_percent / 100.0).clamp(0.0, 1.0);
    let h = share_of * FULL;
    drawing.push(Mark::Rect { x, y: base - FULL, w, h: FULL, colour: theme.tint(theme.rule, 0.28) });
    drawing.push(Mark::Rect { x, y: base - h, w, h, colour: theme.tint(theme.accent, 0.30) });
    if h > 0.0 {
        drawing.push(Mark::line((x, base - h), (x + w, base - h), theme.accent, 2.0));
    }
    drawing.push(Mark::line((x, base), (x + w, base), theme.muted, 1.0));
    let y = (base - h - 10.0).max(8.0);
    drawing.push(Mark::strong((x + w / 2.0, y), Anchor::Middle, theme.ink, share(stage.traffic_percent)));
}

/// An arrow to the next stage.
fn onward(drawing: &mut Drawing, frame: &Frame, from: Point, to: Point) {
    let colour = frame.theme.muted;
    let (dx, dy) =
        ((to.0 - from.0).signum() * f64::from(to.0 != from.0), (to.1 - from.1).signum() * f64::from(to.1 != from.1));
    let neck = (to.0 - dx * 6.0, to.1 - dy * 6.0);
    drawing.push(Mark::path(vec![from, neck], colour, 1.5));
    let points = vec![to, (neck.0 + dy * 4.0, neck.1 + dx * 4.0), (neck.0 - dy * 4.0, neck.1 - dx * 4.0)];
    drawing.push(Mark::Area { points, colour });
}

/// The way back along `points`, the last piece with an arrow head.
fn back(drawing: &mut Drawing, frame: &Frame, points: Vec<Point>) {
    let colour = frame.theme.fail;
    if let [.., before, last] = points[..] {
        let (dx, dy) = ((last.0 - before.0).signum(), (last.1 - before.1).signum());
        let head = if last.0 == before.0 {
            vec![last, (last.0 - 4.0, last.1 - dy * 7.0), (last.0 + 4.0, last.1 - dy * 7.0)]
        } else {
            vec![last, (last.0 - dx * 7.0, last.1 - 4.0), (last.0 - dx * 7.0, last.1 + 4.0)]
        };
        drawing.push(Mark::Area { points: head, colour });
    }
    for pair in points.windows(2) {
        drawing.push(Mark::dashed(pair[0], pair[1], colour, 1.5, super::Dash::Short));
    }
}

fn way_back(package: &Package) -> String {
    let rollback = &package.release.rollback;
    let mut words = "Roll back".to_owned();
    let mut kinds: Vec<String> = rollback.targets.iter().map(|target| target.target.label().to_lowercase()).collect();
    kinds.dedup();
    if !kinds.is_empty() {
        words.push(' ');
        words.push_str(&number::list(&kinds));
    }
    match rollback.objective_minutes {
        Some(minutes) => words.push_str(&format!(" within {} min", number::number(minutes))),
        None => words.push_str("; no time objective yet"),
    }
    words
}

fn down(drawing: &mut Drawing, package: &Package, frame: &Frame) {
    let theme = &frame.theme;
    let stages = &package.release.stages;
    let right = frame.width - 24.0;
    let mut y = 0.0;
    for (place, stage) in stages.iter().enumerate() {
        let top = y;
        let held = format!("{} · {}", share(stage.traffic_percent), duration(stage.duration_hours));
        let room = right - text::width(&held, text::SMALL, false) - 10.0;
        drawing.push(Mark::strong(
            (0.0, y + 10.0),
            Anchor::Start,
            theme.ink,
            text::fit(&stage.name, text::SIZE, true, room),
        ));
        drawing.push(Mark::note((right, y + 10.0), Anchor::End, theme.muted, held));
        let bar = y + 22.0;
        let width = right * (stage.traffic_percent / 100.0).clamp(0.0, 1.0);
        drawing.push(Mark::Rect { x: 0.0, y: bar, w: right, h: 10.0, colour: theme.tint(theme.rule, 0.4) });
        drawing.push(Mark::Rect { x: 0.0, y: bar, w: width, h: 10.0, colour: theme.accent });
        let lines = conditions(package, stage, right - 20.0);
        y = draw_conditions(drawing, frame, &lines, (20.0, bar + 22.0));
        drawing.hot((0.0, top, right, bar + 10.0 - top), stage.name_or_number(place), readout(package, stage));
        if place + 1 < stages.len() {
            y = y.max(bar + 30.0);
            onward(drawing, frame, (6.0, bar + 14.0), (6.0, y - 2.0));
            y += 6.0;
        }
    }
    let line = frame.width - 8.0;
    back(drawing, frame, vec![(right, y), (line, y), (line, 27.0), (right + 4.0, 27.0)]);
    for row in text::wrap(&way_back(package), text::SMALL, false, frame.width, 3) {
        y += 15.0;
        drawing.push(Mark::note((frame.width, y), Anchor::End, theme.fail, row));
    }
    drawing.height = y + 10.0;
}

impl Stage {
    fn name_or_number(&self, place: usize) -> String {
        if self.name.is_empty() { format!("Stage {}", place + 1) } else { self.name.clone() }
    }
}

fn sentence(package: &Package) -> String {
    let release = &package.release;
    let exposing: Vec<String> = release
        .stages
        .iter()
        .filter(|stage| stage.traffic_percent > 0.0)
        .map(|stage| share(stage.traffic_percent))
        .collect();
    let hours: f64 = release.stages.iter().map(|stage| stage.duration_hours.max(0.0)).sum();
    let back = match release.rollback.objective_minutes {
        Some(minutes) => format!("everybody can be back within {} min", number::number(minutes)),
        None => "no time is set for the way back".to_owned(),
    };
    let steps = match exposing.as_slice() {
        [] => "Nobody is exposed".to_owned(),
        [only] => format!("{only} of traffic is exposed at once"),
        several => format!("Traffic grows by {}", number::list(several)),
    };
    format!("{}: {steps} over {} in all; {back}.", release.strategy.label(), duration(hours))
}

fn table(package: &Package) -> Vec<Vec<String>> {
    let header = ["Stage", "Traffic", "Held for", "Gates to go on", "Who decides"].map(str::to_owned).to_vec();
    let rows = package.release.stages.iter().enumerate().map(|(place, stage)| {
        vec![
            stage.name_or_number(place),
            share(stage.traffic_percent),
            duration(stage.duration_hours),
            number::list(&gates(package, stage)),
            stage.approver.clone(),
        ]
    });
    std::iter::once(header).chain(rows).collect()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::{
        package::{Gate, Id, Release, release::Rollback},
        publish::chart::legible,
    };

    pub fn usual() -> Package {
        let gate = |id: &str, name: &str| Gate { id: Id::from(id), name: name.to_owned(), ..Gate::default() };
        let stage = |name: &str, share: f64, hours: f64, gates: &[&str], approver: &str| Stage {
            name: name.to_owned(),
            traffic_percent: share,
            duration_hours: hours,
            promotion_gates: gates.iter().map(|gate| Id::from(*gate)).collect(),
            approver: approver.to_owned(),
            ..Stage::default()
        };
        let mut package = Package {
            gates: vec![gate("a", "Routing quality"), gate("b", "Open risks"), gate("c", "Few weak weeks")],
            release: Release {
                stages: vec![
                    stage("Shadow", 0.0, 336.0, &["a"], "ML lead"),
                    stage("Canary 5 %", 5.0, 24.0, &["a", "b"], "Operations manager"),
                    stage("Canary 25 %", 25.0, 24.0, &["a", "b", "c"], "Product owner"),
                    stage("Half", 50.0, 168.0, &["c"], "Operations manager"),
                    stage("All tickets", 100.0, 336.0, &[], "Project sponsor"),
                ],
                rollback: Rollback { objective_minutes: Some(30.0), ..Rollback::default() },
                ..Release::default()
            },
            ..Package::default()
        };
        let targets = crate::package::RollbackTarget::ALL.iter();
        package.release.rollback.targets = targets
            .map(|target| crate::package::release::RollbackVersion { target: *target, ..Default::default() })
            .collect();
        package
    }

    #[test]
    fn it_is_legible_everywhere() {
        legible::check(|frame| draw(&usual(), frame));
        legible::check(|frame| draw(&Package::default(), frame));
        let mut package = usual();
        package.release.stages.truncate(1);
        package.release.stages[0].name =
            "A stage with a very long name, longer than any box could hold at all".to_owned();
        package.release.rollback = Rollback::default();
        legible::check(|frame| draw(&package, frame));
        let mut package = usual();
        let more = package.release.stages.clone();
        package.release.stages.extend(more);
        legible::check(|frame| draw(&package, frame));
    }

    #[test]
    fn more_traffic_stands_taller() {
        let drawing = draw(&usual(), &Frame::new(900.0, 0.0));
        let tint = Frame::new(900.0, 0.0).theme;
        let colour = tint.tint(tint.accent, 0.30);
        let heights: Vec<f64> = drawing
            .marks
            .iter()
            .filter_map(|mark| match mark {
                Mark::Rect { h, colour: fill, .. } if *fill == colour => Some(*h),
                _ => None,
            })
            .collect();
        assert_eq!(heights, [0.0, 3.6, 18.0, 36.0, 72.0]);
    }

    #[test]
    fn times_are_written_as_people_say_them() {
        for (hours, expected) in [(0.5, "30 min"), (1.0, "1 h"), (24.0, "24 h"), (96.0, "4 days"), (0.0, "no time")] {
            assert_eq!(duration(hours), expected);
        }
    }

    #[test]
    fn the_sentence_tells_the_growth_and_the_way_back() {
        assert_eq!(
            draw(&usual(), &Frame::new(900.0, 0.0)).sentence,
            "Canary: Traffic grows by 5 %, 25 %, 50 % and 100 % over 37 days in all; everybody can be back within 30 min."
        );
    }
}
