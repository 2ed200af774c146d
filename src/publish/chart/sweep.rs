//! What becomes of every score as one weight goes from nothing to all.

use super::{
    Anchor, Dash, Drawing, Frame, Mark, Plot, Stroke, Symbol, axis,
    ends::{self, End},
    number::{self, Unit, weight},
    scale::{Scale, extent},
    text,
    whose::{Whose, criterion},
};
use crate::{
    analysis::robustness::Sweep,
    order,
    package::{Id, Package},
};

const STRIP: f64 = 10.0;

/// The scores along the weight of one criterion, with the weight now and where the winner changes.
pub fn draw(package: &Package, sweep: &Sweep, frame: &Frame) -> Drawing {
    let Some(domain) = extent(sweep.scores.iter().flatten().copied()) else {
        return Drawing::empty(frame, "There are no scores to follow along this weight.");
    };
    let whose = Whose::of(package, &sweep.alternatives);
    let mut drawing = Drawing::new(frame, frame.height.max(180.0));
    let (top, bottom) = (24.0, drawing.height - axis::BOTTOM - STRIP - 8.0);
    let y = Scale::nice(domain, (bottom, top), (((bottom - top) / 44.0) as usize).clamp(2, 6));
    let right = frame.width - ends::width(whose.names(), frame);
    let x = Scale::new((0.0, 1.0), (axis::left_width(&y, Unit::Plain), right));
    let plot = Plot { x, y };
    axis::left(&mut drawing, frame, &y, (x.start, x.end), Unit::Plain);
    present(&mut drawing, package, sweep, frame, &plot);
    lines(&mut drawing, sweep, &whose, frame, &plot);
    crossings(&mut drawing, sweep, &whose, frame, &plot);
    winners(&mut drawing, package, sweep, frame, &plot);
    axis::bottom(&mut drawing, frame, &x, bottom + STRIP + 6.0, Unit::Share);
    drawing.sentence = sentence(package, sweep);
    drawing.table = table(sweep, &whose);
    drawing.plot = Some(plot);
    drawing
}

/// The weight as it is.
fn present(drawing: &mut Drawing, package: &Package, sweep: &Sweep, frame: &Frame, plot: &Plot) {
    let theme = &frame.theme;
    let x = plot.x.at(sweep.weight);
    drawing.push(Mark::line((x, plot.y.end - 6.0), (x, plot.y.start + STRIP + 6.0), theme.accent, 2.0));
    let full = format!("{} now {}", criterion(package, &sweep.criterion), weight(sweep.weight));
    let label = text::fit(&full, text::SMALL, true, frame.width);
    let half = text::width(&label, text::SMALL, true) / 2.0;
    let at = (x.clamp(half, (frame.width - half).max(half)), 9.0);
    drawing.push(Mark::strong_note(at, Anchor::Middle, theme.accent, label));
}

fn lines(drawing: &mut Drawing, sweep: &Sweep, whose: &Whose<'_>, frame: &Frame, plot: &Plot) {
    let mut marks = Vec::new();
    for (place, scores) in sweep.scores.iter().enumerate() {
        let index = whose.index(place);
        let colour = frame.theme.series(index);
        let points: Vec<_> =
            sweep.at.iter().zip(scores).map(|(weight, score)| (plot.x.at(*weight), plot.y.at(*score))).collect();
        if let Some(end) = points.last() {
            marks.push(End { name: whose.name(place), alternative: index, at: *end });
        }
        let stroke = Stroke { colour, width: 2.0, dash: Dash::series(index) };
        let now = (plot.x.at(sweep.weight), plot.y.at(between(&sweep.at, scores, sweep.weight)));
        drawing.push(Mark::Path { points, stroke });
        drawing.extend(Symbol::series(index).marks(now, 4.0, colour));
        let readout = format!("{} at {}", number::score(plot.y.value(now.1)), weight(sweep.weight));
        drawing.hot((now.0, now.1, 0.0, 0.0), whose.name(place).to_owned(), readout);
    }
    // The best of those at the right end first, so that it keeps its name when not all fit.
    order::sort(&mut marks, |one, two| one.at.1.total_cmp(&two.at.1));
    ends::draw(drawing, frame, marks, plot.x.end + 10.0, (0.0, plot.y.start + STRIP));
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

/// Rings where another one becomes first, with the weight.
fn crossings(drawing: &mut Drawing, sweep: &Sweep, whose: &Whose<'_>, frame: &Frame, plot: &Plot) {
    let theme = &frame.theme;
    let mut free = f64::NEG_INFINITY;
    for crossing in &sweep.crossings {
        let Some(place) = sweep.alternatives.iter().position(|id| id == &crossing.to) else { continue };
        let at = (plot.x.at(crossing.at), plot.y.at(between(&sweep.at, &sweep.scores[place], crossing.at)));
        drawing.extend(Symbol::Ring.marks(at, 6.0, theme.ink));
        let label = weight(crossing.at);
        let width = text::width(&label, text::SMALL, true);
        let left = (at.0 - width / 2.0).clamp(plot.x.start + 4.0, plot.x.end - width - 2.0);
        let above = at.1 - 15.0;
        if left >= free && above > plot.y.end + 4.0 {
            drawing.push(Mark::Rect { x: left - 2.0, y: above - 7.0, w: width + 4.0, h: 14.0, colour: theme.paper });
            drawing.push(Mark::strong_note((left, above), Anchor::Start, theme.ink, label));
            free = left + width + 8.0;
        }
        let label = format!("{} becomes first", whose.name(place));
        drawing.hot((at.0, at.1, 0.0, 0.0), label, format!("above a weight of {}", weight(crossing.at)));
    }
}

/// Who is first along the weight, as a strip under the plot.
fn winners(drawing: &mut Drawing, package: &Package, sweep: &Sweep, frame: &Frame, plot: &Plot) {
    for (from, to, winner) in reigns(sweep) {
        let Some((index, _)) = Whose::one(package, winner) else { continue };
        let (left, right) = (plot.x.at(from), plot.x.at(to));
        let colour = frame.theme.series(index);
        let (y, w) = (plot.y.start + 3.0, (right - left - 1.0).max(0.0));
        drawing.push(Mark::Rect { x: left, y, w, h: STRIP - 4.0, colour });
        if w > 14.0 {
            let at = ((left + right) / 2.0, y + 3.0);
            drawing.push(Mark::Disc { at, radius: 6.5, colour: frame.theme.paper });
            drawing.extend(Symbol::series(index).marks(at, 3.5, colour));
        }
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
    let name = criterion(package, &sweep.criterion);
    let reigns = reigns(sweep);
    let now = reigns.iter().rposition(|(from, ..)| *from <= sweep.weight).unwrap_or(0);
    let leader = |place: usize| Whose::one(package, reigns[place].2).map_or("–", |(_, name)| name);
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

fn table(sweep: &Sweep, whose: &Whose<'_>) -> Vec<Vec<String>> {
    let mut header = vec!["Weight".to_owned()];
    header.extend(whose.names().map(str::to_owned));
    let rows = sweep.at.iter().enumerate().map(|(place, at)| {
        let mut row = vec![weight(*at)];
        row.extend((0..whose.len()).map(|line| {
            let score = sweep.scores.get(line).and_then(|scores| scores.get(place));
            score.map_or_else(|| "–".to_owned(), |score| number::fixed(*score, 3))
        }));
        row
    });
    std::iter::once(header).chain(rows).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::chart::{fixture, legible};

    #[test]
    fn it_is_legible_everywhere() {
        for count in [1, 3, 20] {
            let (package, findings) = fixture::robust(count);
            for sweep in &findings.robustness.expect("it is computed").sweep {
                legible::check(|frame| draw(&package, sweep, frame));
            }
        }
        legible::check(|frame| draw(&Package::default(), &Sweep::default(), frame));
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
        let drawing = draw(&package, sweep, &Frame::new(900.0, 300.0));
        let plot = drawing.plot.expect("it has a plot");
        let ring = drawing.hot.iter().find(|hot| hot.label.ends_with("becomes first")).expect("a ring");
        assert!((plot.x.value(ring.x) - crossing.at).abs() < 1e-9);
    }
}
