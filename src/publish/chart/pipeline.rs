//! The release pipeline: stages with their growing share of traffic, the gates between them, and the way back.

use super::kit::{
    Anchor, Area, Dash, Drawing, Frame, LINE, Mark, NOTE, Point, STRONG, Stroke, Symbol, Table,
    number::{duration, list, number},
};
use crate::package::{Package, release::Stage};
use crate::publish::words::quoted_list;

/// Room between two stages, in which the gate stands.
const GAP: f64 = 26.0;
/// Height of the column of all traffic.
const FULL: f64 = 72.0;
/// Where the columns stand.
const BASE: f64 = FULL + 20.0;
/// A stage needs this much width to stand beside another.
const LEAST: f64 = 124.0;

/// The pipeline as the form has it: side by side where there is room, one under the other where not.
pub fn draw(package: &Package, frame: &Frame) -> Drawing {
    let stages = &package.release.stages;
    if stages.is_empty() {
        return Drawing::empty(frame, "There are no stages yet. Add the first one to see the way to full traffic.");
    }
    let width = (frame.width - GAP * (stages.len() as f64 - 1.0)) / stages.len() as f64;
    let mut chart = Chart { drawing: Drawing::new(frame, 0.0), package };
    if width >= LEAST {
        chart.across(width)
    } else {
        chart.down()
    }
    chart.drawing.sentence = sentence(package);
    chart.drawing.table = table(package);
    chart.drawing
}

/// Beneath a stage's name.
fn hold(stage: &Stage) -> String {
    format!("{} of traffic for {}", share(stage.traffic_percent), duration(stage.duration_hours))
}

fn share(percent: f64) -> String {
    format!("{} %", number(percent.max(0.0)))
}

fn gates<'a>(package: &'a Package, stage: &Stage) -> Vec<&'a str> {
    stage.promotion_gates.iter().filter_map(|id| package.gate(id)).map(|gate| gate.name.as_str()).collect()
}

fn readout(package: &Package, stage: &Stage) -> String {
    let mut words = hold(stage);
    let gates = gates(package, stage);
    if !gates.is_empty() {
        let pass = if gates.len() == 1 { "passes" } else { "pass" };
        words.push_str(&format!("; proceeds when {} {pass}", quoted_list(&gates)));
    }
    if !stage.approver.is_empty() {
        words.push_str(&format!("; {} approves", stage.approver));
    }
    words
}

struct Chart<'a> {
    drawing: Drawing,
    package: &'a Package,
}

impl Chart<'_> {
    fn across(&mut self, width: f64) {
        let stages = &self.package.release.stages;
        let mut foot = BASE;
        for (place, stage) in stages.iter().enumerate() {
            let x = place as f64 * (width + GAP);
            self.column(stage, x, width);
            foot = foot.max(self.words(stage, x, width));
            let column = Area::new(x, 0.0, width, BASE);
            self.drawing.hot_spot(column, stage.name_or_number(place), readout(self.package, stage));
            if place + 1 < stages.len() {
                let y = BASE - 8.0;
                self.arrow(&[(x + width + 4.0, y), (x + width + GAP - 4.0, y)], self.onward());
            }
        }
        let (left, right) = (18.0, self.drawing.width - 18.0);
        let line = foot + 12.0;
        self.arrow(&[(right, foot - 4.0), (right, line), (left, line), (left, foot + 2.0)], self.back());
        self.drawing.height = line + 10.0;
        for row in NOTE.wrap(&way_back(self.package), self.drawing.width - 80.0, 2) {
            let at = (self.drawing.width / 2.0, self.drawing.height + 3.0);
            self.drawing.push(Mark::note(at, Anchor::Middle, self.drawing.theme.fail, row));
            self.drawing.height += 14.0;
        }
    }

    /// A stage's share of traffic as a column.
    fn column(&mut self, stage: &Stage, x: f64, w: f64) {
        let theme = self.drawing.theme;
        let h = (stage.traffic_percent / 100.0).clamp(0.0, 1.0) * FULL;
        let top = BASE - h;
        self.drawing.push(Mark::rect(Area::new(x, BASE - FULL, w, FULL), theme.tint(theme.rule, 0.28)));
        self.drawing.push(Mark::rect(Area::new(x, top, w, h), theme.tint(theme.accent, 0.30)));
        if h > 0.0 {
            self.drawing.push(Mark::line((x, top), (x + w, top), theme.accent, 2.0));
        }
        self.drawing.push(Mark::line((x, BASE), (x + w, BASE), theme.muted, 1.0));
        let at = (x + w / 2.0, (top - 10.0).max(8.0));
        self.drawing.push(Mark::strong(at, Anchor::Middle, theme.ink, share(stage.traffic_percent)));
    }

    /// What stands beneath a column; returns where it ends.
    fn words(&mut self, stage: &Stage, x: f64, width: f64) -> f64 {
        let theme = self.drawing.theme;
        let mut y = BASE + 16.0;
        for name in STRONG.wrap(&stage.name, width, 2) {
            self.drawing.push(Mark::strong((x, y), Anchor::Start, theme.ink, name));
            y += LINE;
        }
        self.drawing.push(Mark::note((x, y), Anchor::Start, theme.muted, duration(stage.duration_hours)));
        self.conditions(stage, (x, y + 20.0), width)
    }

    fn down(&mut self) {
        let (theme, width) = (self.drawing.theme, self.drawing.width);
        let stages = &self.package.release.stages;
        let right = width - 24.0;
        let mut y = 0.0;
        for (place, stage) in stages.iter().enumerate() {
            let bar = y + 22.0;
            self.bar(stage, y, right);
            let spot = Area::between((0.0, y), (right, bar + 10.0));
            self.drawing.hot_spot(spot, stage.name_or_number(place), readout(self.package, stage));
            y = self.conditions(stage, (20.0, bar + 22.0), right - 20.0);
            if place + 1 < stages.len() {
                y = y.max(bar + 30.0);
                self.arrow(&[(6.0, bar + 14.0), (6.0, y - 2.0)], self.onward());
                y += 6.0;
            }
        }
        let line = width - 8.0;
        self.arrow(&[(right, y), (line, y), (line, 27.0), (right + 4.0, 27.0)], self.back());
        for row in NOTE.wrap(&way_back(self.package), width, 3) {
            y += 15.0;
            self.drawing.push(Mark::note((width, y), Anchor::End, theme.fail, row));
        }
        self.drawing.height = y + 10.0;
    }

    /// A stage's name above its share of traffic as a bar.
    fn bar(&mut self, stage: &Stage, y: f64, right: f64) {
        let theme = self.drawing.theme;
        let hold = format!("{} · {}", share(stage.traffic_percent), duration(stage.duration_hours));
        let name = STRONG.fit(&stage.name, right - NOTE.width(&hold) - 10.0);
        self.drawing.push(Mark::strong((0.0, y + 10.0), Anchor::Start, theme.ink, name));
        self.drawing.push(Mark::note((right, y + 10.0), Anchor::End, theme.muted, hold));
        let all = Area::new(0.0, y + 22.0, right, 10.0);
        let part = Area { w: right * (stage.traffic_percent / 100.0).clamp(0.0, 1.0), ..all };
        self.drawing.push(Mark::rect(all, theme.tint(theme.rule, 0.4)));
        self.drawing.push(Mark::rect(part, theme.accent));
    }

    /// When a stage goes on, and who says so; returns where the words end.
    fn conditions(&mut self, stage: &Stage, (x, mut y): Point, room: f64) -> f64 {
        let theme = self.drawing.theme;
        for gate in gates(self.package, stage) {
            self.drawing.append(Symbol::Diamond.marks((x + 4.0, y), 3.5, theme.accent));
            self.drawing.push(Mark::note((x + 12.0, y), Anchor::Start, theme.ink, NOTE.fit(gate, room - 12.0)));
            y += 15.0;
        }
        if !stage.approver.is_empty() {
            for row in NOTE.wrap(&format!("{} decides", stage.approver), room, 2) {
                self.drawing.push(Mark::note((x, y), Anchor::Start, theme.muted, row));
                y += 15.0;
            }
        }
        y
    }

    /// The line to the next stage.
    fn onward(&self) -> Stroke {
        Stroke { colour: self.drawing.theme.muted, width: 1.5, dash: Dash::Solid }
    }

    /// The line of the way back.
    fn back(&self) -> Stroke {
        Stroke { colour: self.drawing.theme.fail, width: 1.5, dash: Dash::Short }
    }

    /// A line of level and upright pieces with a head at its end.
    fn arrow(&mut self, points: &[Point], stroke: Stroke) {
        let [.., before, tip] = *points else { return };
        let (dx, dy) = ((tip.0 - before.0).clamp(-1.0, 1.0), (tip.1 - before.1).clamp(-1.0, 1.0));
        let neck = (tip.0 - dx * 6.0, tip.1 - dy * 6.0);
        let sides = [(neck.0 + dy * 4.0, neck.1 + dx * 4.0), (neck.0 - dy * 4.0, neck.1 - dx * 4.0)];
        for pair in points.windows(2) {
            let end = if pair[1] == tip { neck } else { pair[1] };
            self.drawing.push(Mark::stroke(pair[0], end, stroke));
        }
        self.drawing.push(Mark::Polygon { points: vec![tip, sides[0], sides[1]], colour: stroke.colour });
    }
}

fn way_back(package: &Package) -> String {
    let rollback = &package.release.rollback;
    let mut words = "Roll back".to_owned();
    let mut kinds: Vec<String> = rollback.targets.iter().map(|target| target.target.label().to_lowercase()).collect();
    kinds.dedup();
    if !kinds.is_empty() {
        words.push(' ');
        words.push_str(&list(&kinds));
    }
    match rollback.objective_minutes {
        Some(minutes) => words.push_str(&format!(" within {}", duration(minutes / 60.0))),
        None => words.push_str("; no time objective yet"),
    }
    words
}

impl Stage {
    fn name_or_number(&self, place: usize) -> String {
        if self.name.is_empty() { format!("Stage {}", place + 1) } else { self.name.clone() }
    }
}

fn sentence(package: &Package) -> String {
    let release = &package.release;
    let exposing: Vec<f64> =
        release.stages.iter().map(|stage| stage.traffic_percent).filter(|percent| *percent > 0.0).collect();
    let hours: f64 = release.stages.iter().map(|stage| stage.duration_hours.max(0.0)).sum();
    let back = match release.rollback.objective_minutes {
        Some(minutes) => format!("a rollback within {}", duration(minutes / 60.0)),
        None => "no time set for a rollback".to_owned(),
    };
    let grows = exposing.windows(2).all(|pair| pair[0] <= pair[1]);
    let shares = exposing.iter().map(|percent| share(*percent)).collect::<Vec<_>>();
    let steps = match shares.as_slice() {
        [] => "no traffic is exposed".to_owned(),
        [only] => format!("{only} of traffic is exposed at once"),
        several if release.strategy.moves_at_once() => format!("the stages carry {}", list(several)),
        several if grows => format!("traffic grows to {}", list(several)),
        several => format!("traffic goes to {}", list(several)),
    };
    format!("{}: {steps}, over {} in all, with {back}.", release.strategy.label(), duration(hours))
}

fn table(package: &Package) -> Table {
    let mut table = Table::new(&["Stage", "Traffic", "Held for", "Gates to proceed", "Who decides"]);
    for (place, stage) in package.release.stages.iter().enumerate() {
        table.row(vec![
            stage.name_or_number(place),
            share(stage.traffic_percent),
            duration(stage.duration_hours),
            list(&gates(package, stage)),
            stage.approver.clone(),
        ]);
    }
    table
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
                Mark::Rect { area, colour: fill } if *fill == colour => Some(area.h),
                _ => None,
            })
            .collect();
        assert_eq!(heights, [0.0, 3.6, 18.0, 36.0, 72.0]);
    }

    #[test]
    fn the_sentence_tells_the_growth_and_the_way_back() {
        assert_eq!(
            draw(&usual(), &Frame::new(900.0, 0.0)).sentence,
            "Canary: traffic grows to 5 %, 25 %, 50 % and 100 %, over 37 days in all, with a rollback within 30 minutes."
        );
    }
}
