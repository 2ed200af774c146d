//! Telemetry: one line per alternative over time, with the thresholds that gates set on it.

use super::{
    Anchor, Dash, Drawing, Frame, Mark, Plot, Point, Stroke, Symbol, Unit, axis,
    mark::{SWATCH, swatch},
    number,
    place::apart,
    scale::{Scale, extent},
    text,
};
use crate::package::Comparator;

/// Everything a line chart shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lines {
    /// What is measured, such as "p99 latency".
    pub quantity: String,
    /// How its values are written.
    pub unit: Unit,
    /// What the rows count, such as "week".
    pub time: String,
    /// Names of the rows 0, 1, 2, … when numbers do not do, such as dates; otherwise empty.
    pub row_names: Vec<String>,
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
    /// Ascending in `at`.
    pub samples: Vec<Sample>,
}

/// The values at one place of the time axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sample {
    /// Row number.
    pub at: f64,
    /// The least value there; not a number when it is missing.
    pub low: f64,
    /// The greatest value there; the same as `low` unless many rows were reduced to one column of pixels.
    pub high: f64,
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
    /// First row.
    pub from: f64,
    /// Last row.
    pub to: f64,
    /// What happened.
    pub name: String,
}

impl Sample {
    /// One value.
    pub fn new(at: f64, value: f64) -> Self {
        Self { at, low: value, high: value }
    }

    fn is_missing(&self) -> bool {
        !(self.low.is_finite() && self.high.is_finite())
    }
}

impl Lines {
    fn row_name(&self, at: f64) -> String {
        let name = (at >= 0.0 && at.fract() == 0.0).then(|| self.row_names.get(at as usize)).flatten();
        name.cloned().unwrap_or_else(|| number::fixed(at, number::places(at)))
    }

    fn values(&self) -> impl Iterator<Item = f64> + '_ {
        self.lines.iter().flat_map(|line| &line.samples).flat_map(|sample| [sample.low, sample.high])
    }

    /// The scale of values it takes by itself: all values and thresholds, and zero when near.
    pub fn natural_domain(&self) -> (f64, f64) {
        let (low, high) =
            extent(self.values().chain(self.thresholds.iter().map(|gate| gate.value))).unwrap_or((0.0, 1.0));
        match (self.from_zero, low >= 0.0, high <= 0.0) {
            (true, _, _) => (low.min(0.0), high.max(0.0)),
            (_, true, _) if low < 0.5 * high => (0.0, high),
            (_, _, true) if high > 0.5 * low => (low, 0.0),
            _ => (low, high),
        }
    }
}

/// The lines over time.
pub fn draw(lines: &Lines, frame: &Frame) -> Drawing {
    let Some((first, last)) = extent(lines.lines.iter().flat_map(|line| &line.samples).map(|sample| sample.at)) else {
        return Drawing::empty(frame, &format!("No rows of {} yet.", lines.quantity));
    };
    if extent(lines.values()).is_none() {
        return Drawing::empty(frame, &format!("Every value of {} is missing.", lines.quantity));
    }
    let mut drawing = Drawing::new(frame, frame.height.max(160.0));
    let plot = layout(lines, frame, drawing.height, (first, last));
    thresholds_below(&mut drawing, lines, frame, &plot);
    incidents(&mut drawing, lines, frame, &plot);
    axis::left(&mut drawing, frame, &plot.y, (plot.x.start, plot.x.end), &lines.unit);
    time_axis(&mut drawing, lines, frame, &plot);
    for line in &lines.lines {
        line_marks(&mut drawing, line, frame, &plot);
        line_hot(&mut drawing, lines, line, &plot);
    }
    threshold_labels(&mut drawing, lines, frame, &plot);
    end_labels(&mut drawing, lines, frame, &plot);
    drawing.sentence = sentence(lines);
    drawing.table = table(lines);
    drawing.plot = Some(plot);
    drawing
}

/// Room of the line names at the right.
fn names_width(lines: &Lines, frame: &Frame) -> f64 {
    let widest = lines.lines.iter().map(|line| text::width(&line.name, text::SIZE, false)).fold(0.0, f64::max);
    (widest + SWATCH + 12.0).min(frame.width * if frame.is_wide() { 0.28 } else { 0.34 })
}

fn layout(lines: &Lines, frame: &Frame, height: f64, time: (f64, f64)) -> Plot {
    let top = if lines.incidents.is_empty() { 10.0 } else { 22.0 };
    let bottom = height - axis::BOTTOM - 4.0;
    let count = (((bottom - top) / 44.0) as usize).clamp(2, 6);
    let y = Scale::nice(lines.domain.unwrap_or_else(|| lines.natural_domain()), (bottom, top), count);
    let left = axis::left_width(&y, bottom - top, &lines.unit);
    let right = frame.width - names_width(lines, frame);
    Plot { x: Scale::new(time, (left, right)), y }
}

fn time_axis(drawing: &mut Drawing, lines: &Lines, frame: &Frame, plot: &Plot) {
    let y = plot.y.start;
    if lines.row_names.is_empty() {
        axis::bottom(drawing, frame, &plot.x, y, &Unit::default());
    } else {
        let names = || lines.row_names.iter().map(|name| text::width(name, text::SMALL, false));
        let widest = names().fold(0.0, f64::max) + 12.0;
        let fitting = ((plot.x.end - plot.x.start) / widest).max(1.0);
        let every = ((plot.x.high - plot.x.low) / fitting).ceil().max(1.0);
        let mut at = plot.x.low.ceil();
        while at <= plot.x.high {
            let x = plot.x.at(at);
            let name = lines.row_name(at);
            let half = text::width(&name, text::SMALL, false) / 2.0;
            if x + half <= plot.x.end + 10.0 {
                drawing.push(Mark::line((x, y), (x, y + 4.0), frame.theme.muted, 1.0));
                drawing.push(Mark::note((x.max(half), y + 12.0), Anchor::Middle, frame.theme.muted, name));
            }
            at += every;
        }
    }
    let x = plot.x.end + 14.0;
    let word = text::fit(&lines.time, text::SMALL, false, frame.width - x);
    drawing.push(Mark::note((x, y + 12.0), Anchor::Start, frame.theme.muted, word));
}

fn incidents(drawing: &mut Drawing, lines: &Lines, frame: &Frame, plot: &Plot) {
    let theme = &frame.theme;
    let mut free = 0.0;
    for incident in &lines.incidents {
        let half = 0.5_f64.min((plot.x.high - plot.x.low) / 40.0);
        let (left, right) = (plot.x.at(incident.from - half), plot.x.at(incident.to + half));
        let tint = theme.tint(theme.unsure, 0.14);
        let band = Mark::rect((left, plot.y.end), (right, plot.y.start), tint);
        drawing.push(band);
        let room = frame.width - plot.x.start;
        let label = text::fit(&incident.name, text::SMALL, false, room);
        let half = text::width(&label, text::SMALL, false) / 2.0;
        let centre = ((left + right) / 2.0).clamp(plot.x.start + half, (frame.width - half).max(plot.x.start + half));
        if centre - half >= free {
            drawing.push(Mark::note((centre, plot.y.end - 11.0), Anchor::Middle, theme.unsure, label));
            free = centre + half + 8.0;
        }
    }
}

/// The bad side of each threshold in a soft tint, and its line.
fn thresholds_below(drawing: &mut Drawing, lines: &Lines, frame: &Frame, plot: &Plot) {
    let theme = &frame.theme;
    for gate in lines.thresholds.iter().filter(|gate| plot.y.holds(gate.value)) {
        let y = plot.y.at(gate.value);
        let edge = if gate.comparator.prefers_less() { plot.y.end } else { plot.y.start };
        drawing.push(Mark::rect((plot.x.start, y), (plot.x.end, edge), theme.tint(theme.fail, 0.07)));
    }
}

fn threshold_labels(drawing: &mut Drawing, lines: &Lines, frame: &Frame, plot: &Plot) {
    let theme = &frame.theme;
    let shown: Vec<&Threshold> = lines.thresholds.iter().filter(|gate| plot.y.holds(gate.value)).collect();
    for gate in &shown {
        let y = plot.y.at(gate.value);
        drawing.push(Mark::dashed((plot.x.start, y), (plot.x.end, y), theme.fail, 1.5, Dash::Short));
    }
    let mut taken: Vec<(f64, f64)> = Vec::new();
    for gate in shown {
        let full = format!("{} {} {}", gate.name, gate.comparator, lines.unit.write(gate.value));
        let label = text::fit(&full, text::SMALL, false, plot.x.end - plot.x.start - 12.0);
        let width = text::width(&label, text::SMALL, false) + 8.0;
        let Some((x, y)) = quiet_place(lines, plot, gate, width, &taken) else { continue };
        taken.push((x, y));
        let bad = gate.comparator.accepts(plot.y.value(y), gate.value);
        let ground = if bad { theme.paper } else { theme.tint(theme.fail, 0.07) };
        drawing.push(Mark::Rect { x, y: y - 7.0, w: width, h: 14.0, colour: ground });
        drawing.push(Mark::note((x + 4.0, y), Anchor::Start, theme.fail, label));
    }
}

/// Where a label of `width` beside a threshold's line covers the fewest values: its left edge and its middle. None
/// when labels set before leave no place.
fn quiet_place(lines: &Lines, plot: &Plot, gate: &Threshold, width: f64, taken: &[(f64, f64)]) -> Option<Point> {
    let line = plot.y.at(gate.value);
    let sides = if gate.comparator.prefers_less() { [-9.0, 9.0] } else { [9.0, -9.0] };
    let mut best: Option<(usize, Point)> = None;
    for y in sides.map(|side| line + side) {
        if y - 7.0 < plot.y.end
            || y + 7.0 > plot.y.start
            || taken.iter().any(|(_, other)| (other - y).abs() < text::LINE)
        {
            continue;
        }
        let mut x = plot.x.start + 4.0;
        while x + width <= plot.x.end {
            let covered = covered(lines, plot, (x, y - 8.0, x + width, y + 8.0));
            if best.is_none_or(|(least, _)| covered < least) {
                best = Some((covered, (x, y)));
            }
            x += 8.0;
        }
    }
    best.map(|(_, place)| place)
}

/// How many values or steps between neighbours lie within a rectangle.
fn covered(lines: &Lines, plot: &Plot, (left, top, right, bottom): (f64, f64, f64, f64)) -> usize {
    let crosses = |pair: &[Sample]| {
        let (from, to) = (plot.x.at(pair[0].at), plot.x.at(pair[1].at));
        let (high, low) = (plot.y.at(pair[0].high.max(pair[1].high)), plot.y.at(pair[0].low.min(pair[1].low)));
        from <= right && to >= left && high <= bottom && low >= top
    };
    let pairs = lines.lines.iter().flat_map(|line| line.samples.windows(2));
    pairs.filter(|pair| !pair[0].is_missing() && !pair[1].is_missing() && crosses(pair)).count()
}

/// The stretches of a line without a gap.
fn stretches(line: &Line) -> impl Iterator<Item = &[Sample]> {
    line.samples.split(Sample::is_missing).filter(|stretch| !stretch.is_empty())
}

fn line_marks(drawing: &mut Drawing, line: &Line, frame: &Frame, plot: &Plot) {
    let colour = frame.theme.series(line.alternative);
    let symbol = Symbol::series(line.alternative);
    let mut next = plot.x.start + 24.0;
    for stretch in stretches(line) {
        let mut points: Vec<Point> = Vec::with_capacity(stretch.len());
        for sample in stretch {
            let x = plot.x.at(sample.at);
            let (low, high) = (plot.y.at(sample.low), plot.y.at(sample.high));
            if low == high {
                points.push((x, low));
            } else if points.last().is_some_and(|last| (last.1 - low).abs() < (last.1 - high).abs()) {
                points.extend([(x, low), (x, high)]);
            } else {
                points.extend([(x, high), (x, low)]);
            }
        }
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

fn line_hot(drawing: &mut Drawing, lines: &Lines, line: &Line, plot: &Plot) {
    for sample in line.samples.iter().filter(|sample| !sample.is_missing()) {
        let label = format!("{}, {} {}", line.name, lines.time, lines.row_name(sample.at));
        let readout = if sample.low == sample.high {
            lines.unit.write(sample.high)
        } else {
            lines.unit.write_interval(sample.low, sample.high)
        };
        let place = (plot.x.at(sample.at), plot.y.at(sample.high), 0.0, 0.0);
        drawing.hot(place, label, readout);
    }
}

fn end_labels(drawing: &mut Drawing, lines: &Lines, frame: &Frame, plot: &Plot) {
    let ends: Vec<(&Line, Point)> = lines
        .lines
        .iter()
        .filter_map(|line| {
            let last = line.samples.iter().rev().find(|sample| !sample.is_missing())?;
            Some((line, (plot.x.at(last.at), plot.y.at((last.low + last.high) / 2.0))))
        })
        .collect();
    let x = plot.x.end + 10.0;
    let before = if frame.is_wide() { SWATCH } else { 12.0 };
    let names: Vec<Vec<String>> =
        ends.iter().map(|(line, _)| text::wrap(&line.name, text::SIZE, false, frame.width - x - before, 2)).collect();
    let wanted: Vec<f64> = ends.iter().map(|(_, end)| end.1).collect();
    let lengths: Vec<f64> = names.iter().map(|name| text::LINE * name.len() as f64 + 4.0).collect();
    let places = apart(&wanted, &lengths, (0.0, plot.y.start));
    for (((line, end), name), y) in ends.into_iter().zip(names).zip(places) {
        let theme = &frame.theme;
        if (end.1 - y).abs() > 3.0 || end.0 < plot.x.end - 1.0 {
            drawing.push(Mark::path(vec![(end.0 + 3.0, end.1), (x - 2.0, y)], theme.rule, 1.0));
        }
        if frame.is_wide() {
            drawing.extend(swatch((x, y), line.alternative, theme));
        } else {
            let colour = theme.series(line.alternative);
            drawing.extend(Symbol::series(line.alternative).marks((x + 3.0, y), 3.5, colour));
        }
        let top = y - (name.len() as f64 - 1.0) / 2.0 * text::LINE;
        for (place, row) in name.into_iter().enumerate() {
            let at = (x + before, top + place as f64 * text::LINE);
            drawing.push(Mark::text(at, Anchor::Start, theme.ink, row));
        }
    }
}

fn sentence(lines: &Lines) -> String {
    let mut words = match lines.thresholds.first() {
        Some(gate) => against(lines, gate),
        None => ends(lines),
    };
    let missing: usize =
        lines.lines.iter().map(|line| line.samples.iter().filter(|sample| sample.is_missing()).count()).sum();
    if missing > 0 {
        words.push_str(&format!(
            " {missing} {} missing and left as gaps.",
            if missing == 1 { "value is" } else { "values are" }
        ));
    }
    words
}

/// How often each line is on the bad side of a threshold.
fn against(lines: &Lines, gate: &Threshold) -> String {
    let asked = format!("{} {} {}", gate.name, gate.comparator, lines.unit.write(gate.value));
    let (mut held, mut broken): (Vec<&str>, Vec<String>) = (Vec::new(), Vec::new());
    for line in &lines.lines {
        let there = line.samples.iter().filter(|sample| !sample.is_missing());
        let bad = there
            .clone()
            .filter(|sample| {
                !(gate.comparator.accepts(sample.low, gate.value) && gate.comparator.accepts(sample.high, gate.value))
            })
            .count();
        match (bad, there.count()) {
            (_, 0) => {}
            (0, _) => held.push(&line.name),
            (bad, all) if bad == all => broken.push(format!("{} never meets it", line.name)),
            (bad, all) => broken.push(format!("{} misses it in {bad} of {all}", line.name)),
        }
    }
    match (held.is_empty(), broken.is_empty()) {
        (true, true) => format!("{asked}: no values."),
        (false, true) => format!("{asked}: {} held it throughout.", number::list(&held)),
        (true, false) => format!("{asked}: {}.", broken.join("; ")),
        (false, false) => format!("{asked}: {} held it throughout; {}.", number::list(&held), broken.join("; ")),
    }
}

/// Where the lines end.
fn ends(lines: &Lines) -> String {
    let ends: Vec<String> = lines
        .lines
        .iter()
        .filter_map(|line| {
            let mut there = line.samples.iter().filter(|sample| !sample.is_missing());
            let first = there.next()?;
            let last = there.next_back().unwrap_or(first);
            Some(format!("{} from {} to {}", line.name, lines.unit.write(first.low), lines.unit.write(last.high)))
        })
        .collect();
    format!("{} went {}.", lines.quantity, number::list(&ends))
}

fn table(lines: &Lines) -> Vec<Vec<String>> {
    let mut rows: Vec<f64> = lines.lines.iter().flat_map(|line| &line.samples).map(|sample| sample.at).collect();
    rows.sort_by(f64::total_cmp);
    rows.dedup();
    let mut header = vec![lines.time.clone()];
    header.extend(lines.lines.iter().map(|line| line.name.clone()));
    let mut table = vec![header];
    table.extend(rows.into_iter().map(|at| {
        let mut row = vec![lines.row_name(at)];
        row.extend(lines.lines.iter().map(|line| match line.samples.iter().find(|sample| sample.at == at) {
            Some(sample) if sample.is_missing() => "missing".to_owned(),
            Some(sample) if sample.low == sample.high => lines.unit.write(sample.low),
            Some(sample) => lines.unit.write_interval(sample.low, sample.high),
            None => "–".to_owned(),
        }));
        row
    }));
    table
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::publish::chart::legible;

    /// Three alternatives over 26 weeks, with gaps and an incident.
    pub fn example() -> Lines {
        let wave = |week: i32, phase: f64| libm::sin(f64::from(week) * 1.7 + phase) * 4.0;
        let line = |name: &str, alternative: usize, level: f64, trend: f64| Line {
            name: name.to_owned(),
            alternative,
            samples: (1..=26)
                .map(|week| {
                    let shift = if alternative == 2 && (15..=17).contains(&week) { 22.0 } else { 0.0 };
                    let value = level + trend * f64::from(week) + wave(week, level) + shift;
                    let missing = alternative == 1 && (8..=9).contains(&week);
                    Sample::new(f64::from(week), if missing { f64::NAN } else { value })
                })
                .collect(),
        };
        Lines {
            quantity: "Operational load".to_owned(),
            unit: Unit::new("h"),
            time: "week".to_owned(),
            lines: vec![
                line("Manual triage", 0, 54.0, 0.1),
                line("Assisted triage", 1, 44.0, -0.5),
                line("Automatic triage", 2, 40.0, -0.6),
            ],
            thresholds: vec![Threshold {
                name: "Operational load".to_owned(),
                comparator: Comparator::AtMost,
                value: 48.0,
            }],
            incidents: vec![Incident { from: 15.0, to: 17.0, name: "Automatic triage: incident".to_owned() }],
            ..Lines::default()
        }
    }

    #[test]
    fn it_is_legible_everywhere() {
        legible::check(|frame| draw(&example(), frame));
        let mut lines = example();
        lines.row_names = (0..30).map(|week| format!("2026-01-{week:02}")).collect();
        lines.thresholds.push(Threshold {
            name: "Another gate with a long name".to_owned(),
            value: 48.5,
            ..Threshold::default()
        });
        lines.lines.iter_mut().for_each(|line| line.name.push_str(" with a long name that does not fit"));
        legible::check(|frame| draw(&lines, frame));
        lines.lines.iter_mut().for_each(|line| line.samples.iter_mut().for_each(|sample| sample.low = f64::NAN));
        legible::check(|frame| draw(&lines, frame));
        legible::check(|frame| draw(&Lines { quantity: "Latency".to_owned(), ..Lines::default() }, frame));
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
        assert!(!legible::texts(&drawing, "Operational load ≤ 48 h").is_empty());
    }

    #[test]
    fn a_gap_stays_a_gap() {
        let drawing = draw(&example(), &Frame::new(800.0, 300.0));
        let pieces = |index: usize| {
            let dash = Dash::series(index);
            let long = |mark: &&Mark| matches!(mark, Mark::Path { points, stroke } if stroke.dash == dash && stroke.width == 2.0 && points.len() > 2);
            drawing.marks.iter().filter(long).count()
        };
        assert_eq!((pieces(1), pieces(2)), (2, 1));
        assert!(drawing.sentence.ends_with("2 values are missing and left as gaps."), "{}", drawing.sentence);
    }

    #[test]
    fn the_sentence_counts_what_breaks_the_threshold() {
        let sentence = draw(&example(), &Frame::new(800.0, 300.0)).sentence;
        let expected = "Operational load ≤ 48 h: Assisted triage held it throughout; Manual triage never meets it; \
                        Automatic triage misses it in 3 of 26.";
        assert!(sentence.starts_with(expected), "{sentence}");
    }

    #[test]
    fn reduced_series_keep_their_extremes() {
        let samples =
            (0..500).map(|at| Sample { at: f64::from(at), low: 10.0, high: if at == 250 { 90.0 } else { 12.0 } });
        let lines = Lines {
            lines: vec![Line { name: "A".to_owned(), alternative: 0, samples: samples.collect() }],
            ..Lines::default()
        };
        let drawing = draw(&lines, &Frame::new(600.0, 240.0));
        let top = drawing.marks.iter().filter(|mark| matches!(mark, Mark::Path { points, .. } if points.len() > 100));
        let plot = drawing.plot.expect("it has a plot");
        assert!((top.map(|mark| mark.bounds().1).fold(f64::MAX, f64::min) - plot.y.at(90.0)).abs() < 1.5);
    }
}
