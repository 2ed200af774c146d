//! The small chart on a template's card: its telemetry without numbers.

use super::{
    Anchor, Dash, Drawing, Frame, Mark, Stroke, Symbol,
    line::{self, Lines, Threshold, Time},
    number::Unit,
    place::apart,
    scale::{Scale, extent},
    text,
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
    };
    let mut lines = Lines::new("telemetry", Unit::Plain, Time::Number("time".to_owned()));
    lines.lines = sketch.lines.iter().enumerate().map(line).collect();
    let threshold = |value: &u32| Threshold { value: f64::from(*value), ..Threshold::default() };
    lines.thresholds = sketch.thresholds.iter().map(threshold).collect();
    draw(&lines, frame)
}

/// The generated columns of a dataset.
fn columns(dataset: &Dataset) -> impl Iterator<Item = &str> {
    let generator = match &dataset.source {
        DatasetSource::Generated(generator) => Some(generator),
        DatasetSource::Imported(_) => None,
    };
    generator.into_iter().flat_map(|generator| &generator.columns).map(|column| column.name.as_str())
}

/// The lines with their thresholds, as small as a card; with names at their ends from 240 pixels up.
fn draw(lines: &Lines<'_>, frame: &Frame) -> Drawing {
    let mut drawing = Drawing::new(frame, frame.height.max(48.0));
    drawing.sentence = line::sentence(lines);
    let places = lines.lines.iter().flat_map(|line| &line.points).map(|point| point.x);
    let Some(time) = extent(places) else { return Drawing::empty(frame, &drawing.sentence) };
    let theme = &frame.theme;
    let widest = lines.lines.iter().map(|line| text::width(&line.name, text::SMALL, false)).fold(0.0, f64::max);
    let names = if frame.width >= 240.0 { (widest + 22.0).min(frame.width * 0.45) } else { 8.0 };
    let (top, bottom) = (6.0, drawing.height - 6.0);
    let x = Scale::new(time, (2.0, frame.width - names));
    // Without numbers there is no zero to keep: the whole height is for the shape.
    let values = lines.lines.iter().flat_map(|line| &line.points).filter_map(|point| point.y);
    let thresholds = lines.thresholds.iter().map(|gate| gate.value);
    let Some(domain) = extent(values.chain(thresholds)) else { return Drawing::empty(frame, &drawing.sentence) };
    let y = Scale::new(domain, (bottom, top));
    for gate in &lines.thresholds {
        let at = y.at(gate.value);
        drawing.push(Mark::dashed((x.start, at), (x.end, at), theme.fail, 1.0, Dash::Short));
    }
    let mut ends = Vec::new();
    for line in &lines.lines {
        let colour = theme.series(line.alternative);
        for points in line.stretches(&x, &y) {
            if points.len() > 1 {
                let stroke = Stroke { colour, width: 1.5, dash: Dash::series(line.alternative) };
                drawing.push(Mark::Path { points: points.clone(), stroke });
            }
            ends.retain(|(other, _): &(&line::Line, _)| other.alternative != line.alternative);
            ends.extend(points.last().map(|end| (line, *end)));
        }
    }
    let wanted: Vec<f64> = ends.iter().map(|(_, end)| end.1).collect();
    let labels = apart(&wanted, &vec![14.0; ends.len()], (0.0, drawing.height));
    for ((line, end), at) in ends.into_iter().zip(labels) {
        let colour = theme.series(line.alternative);
        let name = text::fit(&line.name, text::SMALL, false, names - 20.0);
        if frame.width >= 240.0 && drawing.height >= 14.0 * wanted.len() as f64 {
            drawing.push(Mark::path(vec![end, (x.end + 10.0, at)], theme.rule, 1.0));
            drawing.extend(Symbol::series(line.alternative).marks((x.end + 12.0, at), 3.0, colour));
            drawing.push(Mark::note((x.end + 20.0, at), Anchor::Start, theme.muted, name));
        } else {
            drawing.extend(Symbol::series(line.alternative).marks(end, 3.0, colour));
        }
    }
    drawing.table = line::table(lines);
    drawing
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
