//! Telemetry: one line per alternative over time, with the thresholds that gates set on it.

mod column;
mod threshold;
mod time;
mod words;

pub(super) use words::{sentence, table};

use super::{
    Anchor, Dash, Drawing, Frame, Mark, Plot, Point, Stroke, Symbol, axis,
    ends::{self, End},
    number::{Unit, quantity, unit_name},
    scale::{Scale, extent},
    text,
};
use crate::{package::Comparator, telemetry::series};

/// Everything a line chart shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Lines<'a> {
    /// What is measured, such as "p99 latency".
    pub quantity: String,
    /// How its values are written.
    pub unit: Unit<'a>,
    /// What the points' `x` are.
    pub time: Time,
    /// One per alternative.
    pub lines: Vec<Line>,
    /// What gates ask for.
    pub thresholds: Vec<Threshold>,
    /// Stretches of time to be marked.
    pub incidents: Vec<Incident>,
    /// Whether zero must be on the scale; it also is when the values come near it.
    pub from_zero: bool,
    /// The scale of values to keep, so that it does not jump while a knob is held.
    pub domain: Option<(f64, f64)>,
}

/// What counts the time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Time {
    /// A number of something, such as "week" or "row".
    Number(String),
    /// Milliseconds since 1970 UTC.
    Instant,
}

/// One alternative's values.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// The alternative's name.
    pub name: String,
    /// The alternative's index in the package, for its colour, dash and shape.
    pub alternative: usize,
    /// Ascending in `x`; a missing value breaks the line. A long line reduced to what can be seen has several
    /// points at one `x`.
    pub points: Vec<series::Point>,
}

/// A value on one side of which a gate passes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Threshold {
    /// The gate's name.
    pub name: String,
    /// On which side the good values lie.
    pub comparator: Comparator,
    /// In the unit of the values.
    pub value: f64,
}

/// A stretch of time to be marked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Incident {
    /// First `x`.
    pub from: f64,
    /// Last `x`.
    pub to: f64,
    /// What happened.
    pub name: String,
}

impl Line {
    /// The stretches without a gap, in pixels.
    pub(super) fn stretches(&self, x: &Scale, y: &Scale) -> Vec<Vec<Point>> {
        let stretches = self.points.split(|point| point.y.is_none()).filter(|stretch| !stretch.is_empty());
        let pixels = |point: &series::Point| Some((x.at(point.x), y.at(point.y?)));
        stretches.map(|stretch| stretch.iter().filter_map(pixels).collect()).collect()
    }
}

impl<'a> Lines<'a> {
    /// A chart of `quantity` without lines yet.
    pub fn new(quantity: &str, unit: Unit<'a>, time: Time) -> Self {
        Self {
            quantity: quantity.to_owned(),
            unit,
            time,
            lines: Vec::new(),
            thresholds: Vec::new(),
            incidents: Vec::new(),
            from_zero: false,
            domain: None,
        }
    }

    fn values(&self) -> impl Iterator<Item = f64> + '_ {
        self.lines.iter().flat_map(|line| &line.points).filter_map(|point| point.y)
    }

    /// The scale of values it takes by itself: all values and thresholds, and zero when near.
    pub fn natural_domain(&self) -> (f64, f64) {
        let thresholds = self.thresholds.iter().map(|gate| gate.value);
        let (low, high) = extent(self.values().chain(thresholds)).unwrap_or((0.0, 1.0));
        match (self.from_zero, low >= 0.0, high <= 0.0) {
            (true, _, _) => (low.min(0.0), high.max(0.0)),
            (_, true, _) if low < 0.5 * high => (0.0, high),
            (_, _, true) if high > 0.5 * low => (low, 0.0),
            _ => (low, high),
        }
    }
}

/// The lines over time.
pub fn draw(lines: &Lines<'_>, frame: &Frame) -> Drawing {
    let Some((first, last)) = extent(lines.lines.iter().flat_map(|line| &line.points).map(|point| point.x)) else {
        return Drawing::empty(frame, &format!("No rows of {} yet.", lines.quantity));
    };
    if extent(lines.values()).is_none() {
        return Drawing::empty(frame, &format!("Every value of {} is missing.", lines.quantity));
    }
    let mut drawing = Drawing::new(frame, frame.height.max(160.0));
    let plot = layout(lines, frame, drawing.height, (first, last));
    threshold::tints(&mut drawing, lines, frame, &plot);
    incidents(&mut drawing, lines, frame, &plot);
    axis::left(&mut drawing, frame, &plot.y, (plot.x.start, plot.x.end), lines.unit);
    lines.time.draw(&mut drawing, frame, &plot);
    for line in &lines.lines {
        line_marks(&mut drawing, line, frame, &plot);
        line_hot(&mut drawing, lines, line, &plot);
    }
    threshold::labels(&mut drawing, lines, frame, &plot);
    end_labels(&mut drawing, lines, frame, &plot);
    drawing.sentence = sentence(lines);
    drawing.table = table(lines);
    drawing.plot = Some(plot);
    drawing
}

fn layout(lines: &Lines<'_>, frame: &Frame, height: f64, time: (f64, f64)) -> Plot {
    let top = if lines.incidents.is_empty() && axis::is_short(lines.unit) { 10.0 } else { 24.0 };
    let bottom = height - axis::BOTTOM - 4.0;
    let count = (((bottom - top) / 44.0) as usize).clamp(2, 6);
    let y = Scale::nice(lines.domain.unwrap_or_else(|| lines.natural_domain()), (bottom, top), count);
    let left = axis::left_width(&y, lines.unit);
    let right = frame.width - ends::width(lines.lines.iter().map(|line| line.name.as_str()), frame);
    Plot { x: Scale::new(time, (left, right)), y }
}

fn incidents(drawing: &mut Drawing, lines: &Lines<'_>, frame: &Frame, plot: &Plot) {
    let theme = &frame.theme;
    let mut free =
        if axis::is_short(lines.unit) { 0.0 } else { text::width(unit_name(lines.unit), text::SMALL, false) + 8.0 };
    for incident in &lines.incidents {
        let half = (plot.x.high - plot.x.low) / 50.0;
        let (left, right) = (plot.x.at(incident.from - half), plot.x.at(incident.to + half));
        let tint = theme.tint(theme.unsure, 0.14);
        let band = Mark::rect((left, plot.y.end), (right, plot.y.start), tint);
        drawing.push(band);
        let room = frame.width - plot.x.start;
        let label = text::fit(&incident.name, text::SMALL, false, room);
        let half = text::width(&label, text::SMALL, false) / 2.0;
        let first = plot.x.start.max(free) + half;
        let centre = ((left + right) / 2.0).clamp(first, (frame.width - half).max(first));
        if centre - half >= free && centre + half <= frame.width {
            drawing.push(Mark::note((centre, plot.y.end - 13.0), Anchor::Middle, theme.unsure, label));
            free = centre + half + 8.0;
        }
    }
}

fn line_marks(drawing: &mut Drawing, line: &Line, frame: &Frame, plot: &Plot) {
    let colour = frame.theme.series(line.alternative);
    let symbol = Symbol::series(line.alternative);
    let mut next = plot.x.start + 24.0;
    for points in line.stretches(&plot.x, &plot.y) {
        if let [point] = points[..] {
            drawing.extend(symbol.marks(point, 3.0, colour));
            continue;
        }
        for point in &points {
            if point.0 >= next {
                drawing.extend(symbol.marks(*point, 3.0, colour));
                next = point.0 + 48.0;
            }
        }
        let stroke = Stroke { colour, width: 2.0, dash: Dash::series(line.alternative) };
        drawing.push(Mark::Path { points, stroke });
    }
}

fn line_hot(drawing: &mut Drawing, lines: &Lines<'_>, line: &Line, plot: &Plot) {
    for point in &line.points {
        let Some(value) = point.y else { continue };
        let label = format!("{}, {}", line.name, lines.time.name(point.x));
        let place = (plot.x.at(point.x), plot.y.at(value), 0.0, 0.0);
        drawing.hot(place, label, quantity(value, lines.unit));
    }
}

fn end_labels(drawing: &mut Drawing, lines: &Lines<'_>, frame: &Frame, plot: &Plot) {
    let ends = lines.lines.iter().filter_map(|line| {
        let last = line.points.iter().rev().find(|point| point.y.is_some())?;
        Some(End { name: &line.name, alternative: line.alternative, at: (plot.x.at(last.x), plot.y.at(last.y?)) })
    });
    ends::draw(drawing, frame, ends.collect(), plot.x.end + 10.0, (0.0, plot.y.start));
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::publish::chart::legible;

    const WEEK: f64 = 7.0 * 86_400_000.0;
    const START: f64 = 1_767_571_200_000.0;

    /// Three alternatives over 26 weeks, with gaps and an incident.
    pub fn example() -> Lines<'static> {
        let wave = |week: i32, phase: f64| libm::sin(f64::from(week) * 1.7 + phase) * 4.0;
        let line = |name: &str, alternative: usize, level: f64, trend: f64| Line {
            name: name.to_owned(),
            alternative,
            points: (0..26)
                .map(|week| {
                    let shift = if alternative == 2 && (14..=16).contains(&week) { 22.0 } else { 0.0 };
                    let value = level + trend * f64::from(week) + wave(week, level) + shift;
                    let missing = alternative == 1 && (8..=9).contains(&week);
                    series::Point { x: START + f64::from(week) * WEEK, y: (!missing).then_some(value) }
                })
                .collect(),
        };
        Lines {
            lines: vec![
                line("Manual with rules", 0, 54.0, 0.1),
                line("Assisted with approval", 1, 44.0, -0.5),
                line("Fully automatic", 2, 40.0, -0.6),
            ],
            thresholds: vec![Threshold {
                name: "Operational load".to_owned(),
                comparator: Comparator::AtMost,
                value: 48.0,
            }],
            incidents: vec![Incident {
                from: START + 14.0 * WEEK,
                to: START + 16.0 * WEEK,
                name: "Fully automatic: incident".to_owned(),
            }],
            ..Lines::new("Operational load", Unit::Named("h/week"), Time::Instant)
        }
    }

    #[test]
    fn it_is_legible_everywhere() {
        legible::check(|frame| draw(&example(), frame));
        let mut lines = example();
        lines.time = Time::Number("milliseconds".to_owned());
        lines.thresholds.push(Threshold {
            name: "Another gate with a long name".to_owned(),
            value: 48.5,
            ..Threshold::default()
        });
        lines.lines.iter_mut().for_each(|line| line.name.push_str(" with a long name that does not fit"));
        legible::check(|frame| draw(&lines, frame));
        lines.lines.iter_mut().flat_map(|line| &mut line.points).for_each(|point| point.y = None);
        legible::check(|frame| draw(&lines, frame));
        legible::check(|frame| draw(&Lines::new("Latency", Unit::Plain, Time::Instant), frame));
    }

    #[test]
    fn the_threshold_lies_at_its_value() {
        let drawing = draw(&example(), &Frame::new(800.0, 300.0));
        let plot = drawing.plot.expect("it has a plot");
        let dashed = drawing.marks.iter().find_map(|mark| match mark {
            Mark::Path { points, stroke } if stroke.dash == Dash::Short => Some(points[0].1),
            _ => None,
        });
        assert!((plot.y.value(dashed.expect("a threshold line")) - 48.0).abs() < 1e-9);
        assert!(!legible::texts(&drawing, "Operational load ≤ 48 h/week").is_empty());
    }

    #[test]
    fn a_gap_stays_a_gap() {
        let drawing = draw(&example(), &Frame::new(800.0, 300.0));
        let plot = drawing.plot.expect("it has a plot");
        let pieces = example().lines.iter().map(|line| line.stretches(&plot.x, &plot.y).len()).collect::<Vec<_>>();
        assert_eq!(pieces, [1, 2, 1]);
        assert!(drawing.sentence.ends_with("2 values are missing and left as gaps."), "{}", drawing.sentence);
    }

    #[test]
    fn the_sentence_counts_what_breaks_the_threshold() {
        let sentence = draw(&example(), &Frame::new(800.0, 300.0)).sentence;
        let expected = "Operational load ≤ 48 h/week: Assisted with approval held it throughout; Manual with rules never \
                        meets it; Fully automatic misses it in 3 of 26.";
        assert!(sentence.starts_with(expected), "{sentence}");
    }

    #[test]
    fn several_values_at_one_place_are_told_as_a_range() {
        let point = |x: f64, y: f64| series::Point { x, y: Some(y) };
        let lines = Lines {
            lines: vec![Line {
                name: "A".to_owned(),
                alternative: 0,
                points: vec![point(0.0, 1.0), point(1.0, 2.0), point(1.0, 9.0)],
            }],
            ..Lines::new("Latency", Unit::Named("ms"), Time::Number("row".to_owned()))
        };
        let table = draw(&lines, &Frame::new(600.0, 240.0)).table;
        assert_eq!(table, [["Time", "A"], ["row 0", "1 ms"], ["row 1", "2 to 9 ms"]]);
    }
}
