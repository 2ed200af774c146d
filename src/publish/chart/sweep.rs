//! What becomes of every score as one weight goes from nothing to all.

use super::{
    kit::{
        ABSENT, Anchor, Area, BOTTOM, Drawing, Frame, LineEnd, Mark, Projection, STRONG_NOTE, Scale, Series, Side,
        Symbol, Table, bottom, extent, left, line_ends, line_ends_width,
        number::{self, Unit, weight},
        or_absent,
    },
    lookup::{alternative, alternatives, criterion},
};
use crate::findings::{Robustness, Sweep};
use crate::order;
use crate::package::{Id, Package};
use crate::publish::words::{quoted, robustness::among};

const STRIP: f64 = 10.0;

/// The scores along the weight of one criterion, with the weight now and where the winner changes.
pub fn draw(package: &Package, robustness: &Robustness, sweep: &Sweep, frame: &Frame) -> Drawing {
    let Some(domain) = extent(sweep.scores.iter().flatten().copied()) else {
        return Drawing::empty(frame, "There are no scores to follow along this weight.");
    };
    let series = alternatives(package, &sweep.alternatives);
    let mut drawing = Drawing::new(frame, frame.height.max(180.0));
    let foot = drawing.height - BOTTOM - STRIP - 8.0;
    let y = Scale::upright(domain, foot, 24.0);
    let right = frame.width - line_ends_width(series.iter().map(|series| series.name), &drawing);
    let plot = Projection { x: Scale::new((0.0, 1.0), (Side(Unit::Plain).width(&y), right)), y };
    left(&mut drawing, &plot, Side(Unit::Plain));
    drawing.sentence = among(package, robustness) + &sentence(package, sweep);
    drawing.table = table(sweep, &series);
    drawing.projection = Some(plot);
    let mut chart = Chart { drawing, plot, package, sweep, series };
    chart.present();
    chart.lines();
    chart.crossings();
    chart.winners();
    bottom(&mut chart.drawing, &plot.x, foot + STRIP + 6.0, &Unit::Share);
    chart.drawing
}

struct Chart<'a> {
    drawing: Drawing,
    plot: Projection,
    package: &'a Package,
    sweep: &'a Sweep,
    series: Vec<Series<'a>>,
}

impl Chart<'_> {
    /// The weight as it is.
    fn present(&mut self) {
        let (colour, width) = (self.drawing.theme.accent, self.drawing.width);
        let (x, y) = (self.plot.x.at(self.sweep.weight), self.plot.y);
        self.drawing.push(Mark::line((x, y.end - 6.0), (x, y.start + STRIP + 6.0), colour, 2.0));
        let words = format!("{} now {}", criterion(self.package, &self.sweep.criterion), weight(self.sweep.weight));
        let words = STRONG_NOTE.fit(&words, width);
        self.drawing.push(Mark::strong_note((x, 9.0), Anchor::Middle, colour, words).between(0.0, width));
    }

    fn lines(&mut self) {
        let theme = self.drawing.theme;
        let mut ends = Vec::new();
        for (scores, series) in self.sweep.scores.iter().zip(&self.series) {
            let points: Vec<_> =
                self.sweep.at.iter().zip(scores).map(|(weight, score)| self.plot.at((*weight, *score))).collect();
            if let Some(at) = points.last() {
                ends.push(LineEnd { series: *series, at: *at });
            }
            let score = between(&self.sweep.at, scores, self.sweep.weight);
            let now = self.plot.at((self.sweep.weight, score));
            self.drawing.push(Mark::Path { points, stroke: series.stroke(&theme, 2.0) });
            self.drawing.append(series.marks(now, 4.0, &theme));
            let readout = format!("{} at {}", number::score(score), weight(self.sweep.weight));
            self.drawing.hot_spot(Area::point(now), series.name.to_owned(), readout);
        }
        // The best of those at the right end first, so that it keeps its name when not all fit.
        order::sort(&mut ends, |one, two| one.at.1.total_cmp(&two.at.1));
        line_ends(&mut self.drawing, &self.plot.x, self.plot.y.start + STRIP, ends);
    }

    /// Rings where another one becomes first, with the weight.
    fn crossings(&mut self) {
        let theme = self.drawing.theme;
        let (from, to) = (self.plot.x.start + 4.0, self.plot.x.end - 2.0);
        let mut free = f64::NEG_INFINITY;
        for crossing in &self.sweep.crossings {
            let Some(place) = self.sweep.alternatives.iter().position(|id| id == &crossing.to) else { continue };
            let score = between(&self.sweep.at, &self.sweep.scores[place], crossing.at);
            let at = self.plot.at((crossing.at, score));
            self.drawing.append(Symbol::Ring.marks(at, 6.0, theme.ink));
            let words = weight(crossing.at);
            let label = Mark::strong_note((at.0, at.1 - 15.0), Anchor::Middle, theme.ink, words.as_str());
            let label = label.between(from, to);
            let covers = label.bounds();
            if covers.x >= free && covers.middle().1 > self.plot.y.end + 4.0 {
                self.drawing.push(Mark::rect(covers.inset(-2.0), theme.paper));
                self.drawing.push(label);
                free = covers.right() + 8.0;
            }
            let name = format!("{} becomes first", self.series[place].name);
            self.drawing.hot_spot(Area::point(at), name, format!("above a weight of {words}"));
        }
    }

    /// Who is first along the weight, as a strip under the plot.
    fn winners(&mut self) {
        let theme = self.drawing.theme;
        for (from, to, winner) in reigns(self.sweep) {
            let Some(series) = alternative(self.package, winner) else { continue };
            let (left, right) = (self.plot.x.at(from), self.plot.x.at(to));
            let strip = Area::new(left, self.plot.y.start + 3.0, (right - left - 1.0).max(0.0), STRIP - 4.0);
            self.drawing.push(Mark::rect(strip, series.colour(&theme)));
            if strip.w > 14.0 {
                let at = ((left + right) / 2.0, strip.middle().1);
                self.drawing.push(Mark::Disc { at, radius: 7.0, colour: theme.paper });
                self.drawing.append(series.marks(at, 4.5, &theme));
            }
        }
    }
}

/// The score at `weight`, on the straight lines between those given.
fn between(at: &[f64], scores: &[f64], weight: f64) -> f64 {
    let after = at.partition_point(|place| *place < weight).clamp(1, at.len().max(2) - 1);
    match (at.get(after - 1), at.get(after), scores.get(after - 1), scores.get(after)) {
        (Some(left), Some(right), Some(from), Some(to)) if right > left => {
            from + (to - from) * ((weight - left) / (right - left)).clamp(0.0, 1.0)
        }
        _ => scores.first().copied().unwrap_or(0.0),
    }
}

/// From which weight to which, and who is first.
fn reigns(sweep: &Sweep) -> Vec<(f64, f64, &Id)> {
    let mut reigns = Vec::new();
    let (mut from, mut winner) = (0.0, &sweep.first);
    for crossing in &sweep.crossings {
        reigns.push((from, crossing.at, winner));
        (from, winner) = (crossing.at, &crossing.to);
    }
    reigns.push((from, 1.0, winner));
    reigns
}

fn sentence(package: &Package, sweep: &Sweep) -> String {
    let name = quoted(criterion(package, &sweep.criterion));
    let reigns = reigns(sweep);
    let now = reigns.iter().rposition(|(from, ..)| *from <= sweep.weight).unwrap_or(0);
    let leader = |place: usize| alternative(package, reigns[place].2).map_or(ABSENT, |series| series.name);
    let (from, to, _) = reigns[now];
    if reigns.len() == 1 {
        return format!("{} is first whatever the weight of {name}.", leader(0));
    }
    let mut turns = Vec::new();
    if now > 0 {
        turns.push(format!("below {} {} is", weight(from), leader(now - 1)));
    }
    if now + 1 < reigns.len() {
        turns.push(format!("above {} {} is", weight(to), leader(now + 1)));
    }
    let now_at = weight(sweep.weight);
    format!("{} is first with {name} at {now_at}; {}.", leader(now), number::list(&turns))
}

fn table(sweep: &Sweep, series: &[Series<'_>]) -> Table {
    let mut table = Table::new(&["Weight"]);
    series.iter().for_each(|series| table.column(series.name));
    for (place, at) in sweep.at.iter().enumerate() {
        let scores = (0..series.len()).map(|line| sweep.scores.get(line)?.get(place).copied());
        let mut row = vec![weight(*at)];
        row.extend(scores.map(|score| or_absent(score, |score| number::fixed(score, 3))));
        table.row(row);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::chart::{fixture, legible};

    #[test]
    fn it_is_legible_everywhere() {
        for count in [1, 3, 20] {
            let (package, findings) = fixture::robust(count);
            let robustness = findings.robustness.expect("it is computed");
            for sweep in &robustness.sweep {
                legible::check(|frame| draw(&package, &robustness, sweep, frame));
            }
        }
        legible::check(|frame| draw(&Package::default(), &Robustness::default(), &Sweep::default(), frame));
    }

    #[test]
    fn the_crossing_lies_on_both_lines() {
        let (package, findings) = fixture::robust(3);
        let robustness = findings.robustness.expect("it is computed");
        let sweep = robustness.sweep.iter().find(|sweep| !sweep.crossings.is_empty()).expect("a crossing");
        let crossing = &sweep.crossings[0];
        let score = |id: &Id| {
            let place = sweep.alternatives.iter().position(|other| other == id).expect("it is ranked");
            between(&sweep.at, &sweep.scores[place], crossing.at)
        };
        assert!((score(&crossing.from) - score(&crossing.to)).abs() < 1e-9);
        let drawing = draw(&package, &robustness, sweep, &Frame::new(900.0, 300.0));
        let plot = drawing.projection.expect("it has a plot");
        let ring = drawing.hot_spots.iter().find(|spot| spot.label.ends_with("becomes first")).expect("a ring");
        assert!((plot.x.value(ring.area.x) - crossing.at).abs() < 1e-9);
    }
}
