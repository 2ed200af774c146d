//! The small chart on a template's card: its telemetry without numbers.

use super::{
    kit::{
        Anchor, Dash, Drawing, Frame, LineEnd, Mark, NOTE, Projection, Scale, Stroke, Time, apart, extent, number::Unit,
    },
    line::{self, Lines, Threshold},
};
use crate::{
    package::{
        Dataset, DatasetSource, Package,
        template::{Sketch, SketchLine},
    },
    telemetry::{
        generate::generate,
        series::{self, Axes},
    },
};

/// How many pixels wide a card's chart is taken to be.
const WIDTH: u32 = 150;

/// The shape of what a template generates: of the column that its first gate judges, or else of the first one there is.
/// Nothing when it generates no telemetry.
pub fn sketch(package: &Package) -> Sketch {
    let judged = package.gates.iter().filter_map(|gate| package.measure(&gate.measure));
    let wanted = judged.map(|measure| (&measure.dataset, measure.column.as_str()));
    let all = package.evidence.datasets.iter().flat_map(|dataset| columns(dataset).map(|column| (&dataset.id, column)));
    let shown = wanted.chain(all).find_map(|(id, column)| {
        let dataset = package.dataset(id)?;
        let DatasetSource::Generated(generator) = &dataset.source else { return None };
        columns(dataset).find(|each| *each == column)?;
        let axes = Axes {
            column: column.to_owned(),
            time_column: dataset.time_column.clone(),
            label_column: dataset.label_column.clone(),
        };
        let lines = series::lines(&generate(generator, &package.alternatives), &axes, WIDTH);
        Some(shape(&Lines::of_column(package, id, column, &lines)))
    });
    shown.unwrap_or_default()
}

/// Lines and thresholds without their units.
fn shape(lines: &Lines<'_>) -> Sketch {
    let points = || lines.lines.iter().flat_map(|line| &line.points);
    let values = points().filter_map(|point| point.y).chain(lines.thresholds.iter().map(|gate| gate.value));
    let (Some(across), Some(up)) = (extent(points().map(|point| point.x)), extent(values)) else {
        return Sketch::default();
    };
    let (across, up) = (Scale::new(across, (0.0, Sketch::FULL.into())), Scale::new(up, (0.0, Sketch::FULL.into())));
    let line = |line: &line::Line| SketchLine {
        name: line.name.clone(),
        points: line
            .points
            .iter()
            .map(|point| (across.at(point.x).round() as u32, point.y.map(|y| up.at(y).round() as u32)))
            .collect(),
    };
    Sketch {
        lines: lines.lines.iter().map(line).collect(),
        thresholds: lines.thresholds.iter().map(|gate| up.at(gate.value).round() as u32).collect(),
    }
}

/// A sketch's lines, as small as a card.
pub fn draw_sketch(sketch: &Sketch, frame: &Frame) -> Drawing {
    let line = |(alternative, line): (usize, &SketchLine)| line::Line {
        name: line.name.clone(),
        alternative,
        points: line.points.iter().map(|(x, y)| series::Point { x: f64::from(*x), y: y.map(f64::from) }).collect(),
        bands: Vec::new(),
    };
    let mut lines = Lines::new("telemetry", Unit::Plain, Time::Number("time".to_owned()));
    lines.lines = sketch.lines.iter().enumerate().map(line).collect();
    let threshold = |value: &u32| Threshold { value: f64::from(*value), ..Threshold::default() };
    lines.thresholds = sketch.thresholds.iter().map(threshold).collect();
    draw(&lines, frame)
}

/// The generated columns of a dataset.
fn columns(dataset: &Dataset) -> impl Iterator<Item = &str> {
    dataset.generator().into_iter().flat_map(|generator| &generator.columns).map(|column| column.name.as_str())
}

/// The lines with their thresholds, as small as a card; with names at their ends from 240 pixels up.
fn draw(lines: &Lines<'_>, frame: &Frame) -> Drawing {
    let sentence = line::sentence(lines);
    let times = extent(lines.lines.iter().flat_map(|line| &line.points).map(|point| point.x));
    // Without numbers there is no zero to keep: the whole height is for the shape.
    let values = lines.lines.iter().flat_map(|line| &line.points).filter_map(|point| point.y);
    let domain = extent(values.chain(lines.thresholds.iter().map(|gate| gate.value)));
    let (Some(times), Some(domain)) = (times, domain) else { return Drawing::empty(frame, &sentence) };
    let mut drawing = Drawing::new(frame, frame.height.max(48.0));
    let widest = NOTE.widest(lines.lines.iter().map(|line| line.name.as_str()));
    let is_named = frame.width >= 240.0 && drawing.height >= 14.0 * lines.lines.len() as f64;
    let names = if is_named { (widest + 22.0).min(frame.width * 0.45) } else { 8.0 };
    let plot = Projection {
        x: Scale::new(times, (2.0, frame.width - names)),
        y: Scale::new(domain, (drawing.height - 6.0, 6.0)),
    };
    let stroke = Stroke { colour: frame.theme.fail, width: 1.0, dash: Dash::Short };
    for gate in &lines.thresholds {
        let y = plot.y.at(gate.value);
        drawing.push(Mark::stroke((plot.x.start, y), (plot.x.end, y), stroke));
    }
    let ends = draw_lines(&mut drawing, lines, &plot);
    if is_named {
        draw_names(&mut drawing, plot.x.end, &ends);
    } else {
        ends.iter().for_each(|end| drawing.append(end.series.marks(end.at, 3.0, &frame.theme)));
    }
    drawing.sentence = sentence;
    drawing.table = line::table(lines);
    drawing
}

/// Draws the lines and returns where each ends.
fn draw_lines<'a>(drawing: &mut Drawing, lines: &'a Lines<'_>, plot: &Projection) -> Vec<LineEnd<'a>> {
    let mut ends = Vec::new();
    for line in &lines.lines {
        let (series, stretches) = (line.series(), line.stretches(plot));
        let last = stretches.last().and_then(|points| points.last()).copied();
        ends.extend(last.map(|at| LineEnd { series, at }));
        for points in stretches.into_iter().filter(|points| points.len() > 1) {
            drawing.push(Mark::Path { points, stroke: series.stroke(&drawing.theme, 1.5) });
        }
    }
    ends
}

fn draw_names(drawing: &mut Drawing, right: f64, ends: &[LineEnd<'_>]) {
    let theme = drawing.theme;
    let wanted: Vec<f64> = ends.iter().map(|end| end.at.1).collect();
    let middles = apart(&wanted, &vec![14.0; ends.len()], (0.0, drawing.height));
    for (end, y) in ends.iter().zip(middles) {
        let name = NOTE.fit(end.series.name, drawing.width - right - 20.0);
        drawing.push(Mark::path(vec![end.at, (right + 10.0, y)], theme.rule, 1.0));
        drawing.append(end.series.marks((right + 12.0, y), 3.0, &theme));
        drawing.push(Mark::note((right + 20.0, y), Anchor::Start, theme.muted, name));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::chart::legible;

    #[test]
    fn it_is_legible_everywhere() {
        let lines = line::tests::example();
        legible::check(|frame| draw(&lines, &Frame { height: 80.0, ..*frame }));
        legible::check(|frame| draw(&lines, &Frame { height: 20.0, ..*frame }));
        legible::check(|frame| draw_sketch(&sketch(&Package::default()), frame));
    }

    #[test]
    fn a_template_shows_a_column_that_a_gate_judges() {
        let template = crate::package::template::Template::named("mlops-release").expect("it is there");
        let sketch = sketch(&template.package);
        assert_eq!(sketch.lines.len(), template.package.alternatives.len());
        legible::check(|frame| draw_sketch(&sketch, &Frame { height: 64.0, ..*frame }));
        let drawing = draw_sketch(&sketch, &Frame::new(300.0, 80.0));
        assert!(
            drawing.marks.iter().any(|mark| matches!(mark, Mark::Path { stroke, .. } if stroke.dash == Dash::Short))
        );
    }
}
