//! Plans of which none is both sooner at full traffic and exposes fewer requests than another.

use super::kit::{
    Anchor, Area, BOTTOM, Dash, Drawing, Frame, Mark, NOTE, Point, STRONG_NOTE, Scale, Stroke, Symbol, Table, bottom,
    number::{Unit, number},
};
use crate::findings::{PlanOutcome, PlanSearch};
use crate::publish::words::plan as words;
use crate::publish::words::simulation::rounded;

/// What is less is drawn as so much: a logarithm has no place for none.
const LEAST: f64 = 0.5;

const TOP: f64 = 40.0;

/// A point for each plan: when all traffic is on the new version, and how many requests meet a fault on average, by powers
/// of ten; and the pipeline as it stood.
pub fn draw(found: &PlanSearch, frame: &Frame) -> Drawing {
    let mut drawing = Drawing::new(frame, frame.height.max(220.0));
    let requests = |outcome: &PlanOutcome| libm::log10(outcome.requests.max(LEAST));
    let all = found.plans.iter().map(|plan| (plan.full_after_hours, requests(&plan.simulated)));
    let own = found.planned_full_after_hours.map(|after| (after, requests(&found.planned)));
    let points: Vec<(f64, f64)> = all.collect();
    if points.is_empty() {
        return Drawing::empty(frame, "No plan keeps to what is wanted.");
    }
    let every = || points.iter().copied().chain(own);
    let (low, high) = every().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), (_, y)| (low.min(y), high.max(y)));
    let foot = drawing.height - BOTTOM - 4.0;
    let y = Scale::new((libm::floor(low), libm::ceil(high.max(low + 0.1))), (foot, TOP));
    let theme = drawing.theme;
    let tick = |power: i32| number(libm::pow(10.0, f64::from(power)));
    let powers = y.low as i32..=y.high as i32;
    let gutter = NOTE.widest(powers.clone().map(tick).collect::<Vec<_>>().iter().map(String::as_str)) + 10.0;
    let longest = every().map(|(after, _)| after).fold(1.0, f64::max);
    let x = Scale::new((0.0, longest), (gutter, frame.width - 20.0));
    for power in powers {
        let place = y.at(f64::from(power));
        drawing.push(Mark::line((x.start, place), (x.end, place), theme.rule, 1.0));
        drawing.push(Mark::note((gutter - 6.0, place), Anchor::End, theme.muted, tick(power)));
    }
    drawing.push(Mark::note((0.0, 8.0), Anchor::Start, theme.muted, NOTE.fit("requests exposed", frame.width)));
    let places: Vec<Point> = points.iter().map(|(after, y_value)| (x.at(*after), y.at(*y_value))).collect();
    drawing.push(Mark::Path {
        points: stairs(&places),
        stroke: Stroke { colour: theme.accent, width: 1.5, dash: Dash::Solid },
    });
    let mut labelled: Vec<Point> = Vec::new();
    for (at, place) in places.iter().enumerate() {
        drawing.append(Symbol::Disc.marks(*place, 5.0, theme.accent));
        let plan = &found.plans[at];
        let readout = format!("{}; {} requests exposed", words::full(plan), rounded(plan.simulated.requests));
        drawing.hot_spot(spot(*place, frame), format!("Plan {}", at + 1), readout);
        let free = |other: &Point| (other.0 - place.0).abs() > 16.0 || (other.1 - place.1).abs() > 16.0;
        if labelled.iter().all(free) {
            labelled.push(*place);
            let label =
                Mark::strong_note((place.0 + 8.0, place.1 - 9.0), Anchor::Start, theme.ink, (at + 1).to_string());
            drawing.push(label.between(x.start, frame.width));
        }
    }
    if let Some((after, value)) = own {
        let place = (x.at(after), y.at(value));
        drawing.append(Symbol::Square.marks(place, 5.0, theme.muted));
        let words = STRONG_NOTE.fit("pipeline as it was", frame.width / 2.0);
        drawing.hot_spot(
            spot(place, frame),
            "The pipeline when this was searched".to_owned(),
            format!("{} requests exposed", rounded(found.planned.requests)),
        );
        let clear = |other: &Point| (other.1 - place.1).abs() > 18.0 || (other.0 - place.0).abs() > 90.0;
        if places.iter().all(clear) {
            let label = Mark::strong_note((place.0, place.1 + 14.0), Anchor::Middle, theme.muted, words);
            if place.1 + 20.0 < foot {
                drawing.push(label.between(x.start, frame.width));
            }
        }
    }
    bottom(&mut drawing, &x, foot, &Unit::Named("h"));
    drawing.sentence = words::front(found);
    drawing.table = table(found);
    drawing
}

fn spot(place: Point, frame: &Frame) -> Area {
    let left = (place.0 - 8.0).max(0.0);
    Area::new(left, (place.1 - 8.0).max(0.0), 16.0_f64.min(frame.width - left), 16.0)
}

/// Nothing is as good as what lies between two points: the line goes across, then down.
fn stairs(points: &[Point]) -> Vec<Point> {
    let mut line = Vec::new();
    for point in points {
        if let Some(&(_, before)) = line.last() {
            line.push((point.0, before));
        }
        line.push(*point);
    }
    line
}

fn table(found: &PlanSearch) -> Table {
    let mut table = Table::new(&words::COLUMNS);
    for plan in &found.plans {
        table.row(words::row(plan).to_vec());
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::Plan;
    use crate::publish::chart::legible;

    fn plan(full_after_hours: f64, requests: f64) -> Plan {
        let simulated = PlanOutcome { detected: 0.9, requests, ..PlanOutcome::default() };
        Plan { steps: vec![(100.0, 24.0)], full_after_hours, simulated, ..Plan::default() }
    }

    #[test]
    fn it_is_legible_everywhere() {
        let cases = [
            vec![],
            vec![plan(0.0, 0.0)],
            vec![plan(0.0, 48_000.0), plan(1.0, 30_000.0), plan(2.0, 29_000.0), plan(3.0, 1_000.0), plan(96.0, 12.0)],
            vec![plan(0.0, 1e7), plan(336.0, 0.01)],
        ];
        for plans in cases {
            let planned = PlanOutcome { requests: 2_000.0, ..PlanOutcome::default() };
            let mut found = PlanSearch { plans, looked_at: 100, planned, ..PlanSearch::default() };
            legible::check(|frame| draw(&found, frame));
            found.planned_full_after_hours = Some(48.0);
            legible::check(|frame| draw(&found, frame));
        }
    }
}
