//! Telemetry: one line per alternative over time, with the thresholds that gates set on it.

mod band;
mod column;
mod threshold;
mod words;

use words::band_words;
pub(super) use words::{sentence, table};

use super::kit::{
    Anchor, Area, BOTTOM, Drawing, Frame, LineEnd, Mark, NOTE, Point, Projection, Scale, Series, Side, Time, bottom,
    extent, left, line_ends, line_ends_width,
    number::{Unit, quantity, unit_name},
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

/// One alternative's values.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// The alternative's name.
    pub name: String,
    /// The alternative's index in the package, for its colour, dash and shape.
    pub alternative: usize,
    /// Ascending in `x`; a missing value breaks the line.
    pub points: Vec<series::Point>,
    /// How a long line is spread around its points, one for each point with a value; none of a short one.
    pub bands: Vec<series::Band>,
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
    /// Its name, colour, dash and shape.
    pub(super) fn series(&self) -> Series<'_> {
        Series { index: self.alternative, name: &self.name }
    }

    /// The stretches without a gap, in pixels.
    pub(super) fn stretches(&self, plot: &Projection) -> Vec<Vec<Point>> {
        let stretches = self.points.split(|point| point.y.is_none()).filter(|stretch| !stretch.is_empty());
        let pixels = |point: &series::Point| Some(plot.at((point.x, point.y?)));
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

    /// All values there are between: of a long line, the ends of its bands.
    fn values(&self) -> impl Iterator<Item = f64> + '_ {
        let ends = self.lines.iter().flat_map(|line| &line.bands).flat_map(|band| [band.least, band.greatest]);
        self.lines.iter().flat_map(|line| &line.points).filter_map(|point| point.y).chain(ends)
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
    let Some(time) = extent(lines.lines.iter().flat_map(|line| &line.points).map(|point| point.x)) else {
        return Drawing::empty(frame, &format!("No rows of {} yet.", lines.quantity));
    };
    if extent(lines.values()).is_none() {
        return Drawing::empty(frame, &format!("Every value of {} is missing.", lines.quantity));
    }
    let mut chart = Chart::new(lines, time, frame);
    chart.bad_sides();
    chart.incidents();
    left(&mut chart.drawing, &chart.plot, Side(lines.unit));
    bottom(&mut chart.drawing, &chart.plot.x, chart.plot.y.start, &lines.time);
    chart.bands();
    for line in &lines.lines {
        chart.line(line);
        chart.hot_spots(line);
    }
    chart.thresholds();
    chart.names();
    chart.drawing.sentence = sentence(lines);
    chart.drawing.table = table(lines);
    chart.drawing.projection = Some(chart.plot);
    chart.drawing
}

struct Chart<'a> {
    drawing: Drawing,
    plot: Projection,
    lines: &'a Lines<'a>,
}

impl<'a> Chart<'a> {
    fn new(lines: &'a Lines<'a>, time: (f64, f64), frame: &Frame) -> Self {
        let drawing = Drawing::new(frame, frame.height.max(160.0));
        let side = Side(lines.unit);
        let top = if lines.incidents.is_empty() && side.is_short() { 10.0 } else { 24.0 };
        let domain = lines.domain.unwrap_or_else(|| lines.natural_domain());
        let y = Scale::upright(domain, drawing.height - BOTTOM - 4.0, top);
        let names = line_ends_width(lines.lines.iter().map(|line| line.name.as_str()), &drawing);
        let x = Scale::new(time, (side.width(&y), drawing.width - names));
        Self { drawing, plot: Projection { x, y }, lines }
    }

    /// Bands with their names above the plot, as long as there is room.
    fn incidents(&mut self) {
        let (theme, plot, width) = (self.drawing.theme, self.plot, self.drawing.width);
        let unit = self.lines.unit;
        let mut free = if Side(unit).is_short() { 0.0 } else { NOTE.width(unit_name(unit)) + 8.0 };
        for incident in &self.lines.incidents {
            let half = (plot.x.high - plot.x.low) / 50.0;
            let (from, to) = (plot.x.at(incident.from - half), plot.x.at(incident.to + half));
            let band = Area::between((from, plot.y.end), (to, plot.y.start));
            self.drawing.push(Mark::rect(band, theme.tint(theme.unsure, 0.14)));
            let name = NOTE.fit(&incident.name, width - plot.x.start);
            let at = (band.middle().0, plot.y.end - 13.0);
            let label = Mark::note(at, Anchor::Middle, theme.unsure, name).between(plot.x.start.max(free), width);
            let covers = label.bounds();
            if covers.x >= free && covers.right() <= width + 0.01 {
                self.drawing.push(label);
                free = covers.right() + 8.0;
            }
        }
    }

    /// A line with its shape on it every now and then; a value alone between gaps is its shape only.
    fn line(&mut self, line: &Line) {
        let (theme, series) = (self.drawing.theme, line.series());
        let mut next = self.plot.x.start + 24.0;
        for points in line.stretches(&self.plot) {
            if let [point] = points[..] {
                self.drawing.append(series.marks(point, 3.0, &theme));
                continue;
            }
            for point in &points {
                if point.0 >= next {
                    self.drawing.append(series.marks(*point, 3.0, &theme));
                    next = point.0 + 48.0;
                }
            }
            self.drawing.push(Mark::Path { points, stroke: series.stroke(&theme, 2.0) });
        }
    }

    fn hot_spots(&mut self, line: &Line) {
        for point in &line.points {
            let Some(value) = point.y else { continue };
            let label = format!("{}, {}", line.name, self.lines.time.label(point.x));
            let at = self.plot.at((point.x, value));
            let band = line.bands.iter().find(|band| band.x == point.x);
            let said = band.map_or_else(|| quantity(value, self.lines.unit), |band| band_words(band, self.lines.unit));
            self.drawing.hot_spot(Area::point(at), label, said);
        }
    }

    fn names(&mut self) {
        let plot = self.plot;
        let ends = self.lines.lines.iter().filter_map(|line| {
            let last = line.points.iter().rev().find(|point| point.y.is_some())?;
            Some(LineEnd { series: line.series(), at: plot.at((last.x, last.y?)) })
        });
        line_ends(&mut self.drawing, &plot.x, plot.y.start, ends.collect());
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::publish::chart::{Dash, legible};

    const WEEK: f64 = 7.0 * 86_400_000.0;
    const START: f64 = 1_767_571_200_000.0;

    /// Three alternatives over 26 weeks, with gaps and an incident.
    pub fn example() -> Lines<'static> {
        let wave = |week: i32, phase: f64| libm::sin(f64::from(week) * 1.7 + phase) * 4.0;
        let line = |name: &str, alternative: usize, level: f64, trend: f64| Line {
            name: name.to_owned(),
            alternative,
            bands: Vec::new(),
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
        let plot = drawing.projection.expect("it has a plot");
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
        let plot = drawing.projection.expect("it has a plot");
        let pieces = example().lines.iter().map(|line| line.stretches(&plot).len()).collect::<Vec<_>>();
        assert_eq!(pieces, [1, 2, 1]);
        assert!(drawing.sentence.ends_with("2 values are missing and left as gaps."), "{}", drawing.sentence);
    }

    #[test]
    fn the_sentence_counts_what_breaks_the_threshold() {
        let sentence = draw(&example(), &Frame::new(800.0, 300.0)).sentence;
        let expected = "Operational load ≤ 48 h/week: Assisted with approval met it throughout; Manual with rules never \
                        met it; Fully automatic missed it in 3 of 26.";
        assert!(sentence.starts_with(expected), "{sentence}");
    }

    /// Two alternatives of many rows, the second with a stretch without values.
    fn long() -> Lines<'static> {
        let line = |name: &str, alternative: usize, level: f64| {
            let band = |place: i32| {
                let middle = level + libm::sin(f64::from(place));
                let x = START + f64::from(place) * WEEK;
                series::Band {
                    x,
                    count: 50,
                    least: middle - 9.0,
                    lower: middle - 1.0,
                    middle,
                    upper: middle + 2.0,
                    greatest: middle + 20.0,
                }
            };
            let is_gap =
                |band: &series::Band| alternative == 1 && (80..100).contains(&(((band.x - START) / WEEK) as i32));
            let all: Vec<series::Band> = (0..200).map(band).collect();
            Line {
                name: name.to_owned(),
                alternative,
                points: all
                    .iter()
                    .map(|band| series::Point { x: band.x, y: (!is_gap(band)).then_some(band.middle) })
                    .collect(),
                bands: all.into_iter().filter(|band| !is_gap(band)).collect(),
            }
        };
        Lines {
            lines: vec![line("Rules", 0, 40.0), line("Bayes", 1, 60.0)],
            ..Lines::new("Latency", Unit::Named("ms"), Time::Instant)
        }
    }

    #[test]
    fn a_long_series_is_bands_from_the_least_to_the_greatest() {
        let mut lines = long();
        legible::check(|frame| draw(&lines, frame));
        let drawing = draw(&lines, &Frame::new(800.0, 300.0));
        let polygons = drawing.marks.iter().filter(|mark| matches!(mark, Mark::Polygon { .. })).count();
        assert!(polygons >= 6, "two bands for each of three stretches, not {polygons}");
        assert!(
            drawing.sentence.starts_with("Latency: Rules: 30 to 61 ms in 10,000 values; Bayes: 50 to 81 ms"),
            "{}",
            drawing.sentence
        );
        assert!(drawing.table.rows[0][1].ends_with("(31 to 60 ms)"), "{:?}", drawing.table.rows[0]);
        for (value, expected) in [
            (100.0, "Rules and Bayes met it throughout."),
            (70.0, "Rules met it throughout; Bayes missed it in some of 9,000."),
        ] {
            lines.thresholds = vec![Threshold { name: "Gate".to_owned(), value, ..Threshold::default() }];
            let sentence = draw(&lines, &Frame::new(800.0, 300.0)).sentence;
            assert!(sentence.contains(expected), "{sentence}");
        }
        lines.thresholds[0].value = 20.0;
        assert!(draw(&lines, &Frame::new(800.0, 300.0)).sentence.contains("Rules never met it; Bayes never met it."));
    }

    #[test]
    fn several_values_at_one_place_are_told_as_a_range() {
        let point = |x: f64, y: f64| series::Point { x, y: Some(y) };
        let lines = Lines {
            lines: vec![Line {
                name: "A".to_owned(),
                alternative: 0,
                points: vec![point(0.0, 1.0), point(1.0, 2.0), point(1.0, 9.0)],
                bands: Vec::new(),
            }],
            ..Lines::new("Latency", Unit::Named("ms"), Time::Number("row".to_owned()))
        };
        let table = draw(&lines, &Frame::new(600.0, 240.0)).table;
        assert_eq!(table.header, ["Time", "A"]);
        assert_eq!(table.rows, [["row 0", "1 ms"], ["row 1", "2 to 9 ms"]]);
    }
}
