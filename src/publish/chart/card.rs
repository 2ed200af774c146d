//! The small chart on a template's card: its telemetry without numbers.

use super::{
    Anchor, Dash, Drawing, Frame, Mark, Stroke, Symbol,
    line::{self, Lines},
    place::apart,
    scale::{Scale, extent},
    text,
};
use crate::{
    package::{Dataset, DatasetSource, Package},
    telemetry::{
        generate::generate,
        series::{self, Axes},
    },
};

/// The chart of a template: the generated column that its first gate judges, or else the first one there is. Nothing to
/// see when the template generates no telemetry.
pub fn of_template(package: &Package, frame: &Frame) -> Drawing {
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
        let lines = series::lines(&generate(generator, &package.alternatives), &axes, frame.width as u32);
        Some(draw(&Lines::of_column(package, id, column, &lines), frame))
    });
    shown.unwrap_or_else(|| Drawing::empty(frame, "A package without telemetry yet."))
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
pub fn draw(lines: &Lines<'_>, frame: &Frame) -> Drawing {
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
        legible::check(|frame| of_template(&Package::default(), frame));
    }

    #[test]
    fn a_template_shows_a_column_that_a_gate_judges() {
        let template = crate::package::template::Template::named("mlops-release").expect("it is there");
        let package = template.package().expect("it reads");
        let drawing = of_template(&package, &Frame::new(300.0, 80.0));
        assert!(
            drawing.marks.iter().any(|mark| matches!(mark, Mark::Path { stroke, .. } if stroke.dash == Dash::Short))
        );
    }
}
