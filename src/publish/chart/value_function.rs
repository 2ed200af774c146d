//! A criterion's value function: what each value is worth, with points that can be dragged.

use super::{
    Anchor, Drawing, Frame, Mark, Plot, Point, Symbol, axis,
    number::{self, Unit, quantity},
    place::apart,
    scale::{Scale, extent},
    text,
};
use crate::{
    analysis::{
        findings::Findings,
        value::{Range, Worth},
    },
    order,
    package::{Criterion, Id, Package, criterion::ValueFunction},
};

const HANDLE: f64 = 5.5;

/// The value function of criterion `id` with the alternatives on it.
///
/// The first entries of [`Drawing::hot`] are the points of a piecewise function, in its order (or the one threshold);
/// [`Drawing::plot`] turns a pixel back into a value and its worth.
pub fn draw(package: &Package, findings: &Findings, id: &Id, frame: &Frame) -> Drawing {
    let Some(criterion) = package.criterion(id) else { return Drawing::empty(frame, "There is no such criterion.") };
    let values = values(package, findings, id);
    let numbers = || values.iter().map(|(.., value)| *value);
    let range = Range::new(criterion.scale.as_ref(), criterion.direction, numbers());
    let worth = Worth::new(criterion, criterion.direction, &range);
    let handles = handles(criterion, &worth);
    let ends = [range.worst, range.best].into_iter().chain(handles.iter().map(|handle| handle.0)).chain(numbers());
    let Some(domain) = extent(ends).filter(|_| range.worst != range.best || !handles.is_empty()) else {
        return Drawing::empty(
            frame,
            "State a scale, or give the alternatives different values, to see what they are worth.",
        );
    };
    let mut drawing = Drawing::new(frame, frame.height.max(180.0));
    let unit = Unit::named(&criterion.unit);
    let y = Scale::new((0.0, 1.0), (drawing.height - axis::BOTTOM - 22.0, 26.0));
    let x = Scale::new(domain, (axis::left_width(&y, Unit::Plain) + 4.0, frame.width - 12.0));
    let plot = Plot { x, y };
    axis::left(&mut drawing, frame, &y, (x.start, x.end), Unit::Plain);
    axis::bottom(&mut drawing, frame, &x, y.start, if axis::is_short(unit) { unit } else { Unit::Plain });
    let title = format!(
        "{}{}",
        criterion.name,
        if criterion.unit.is_empty() { String::new() } else { format!(", {}", criterion.unit) }
    );
    let title = text::fit(&title, text::SMALL, false, frame.width - x.start);
    drawing.push(Mark::note((x.end, y.start + 30.0), Anchor::End, frame.theme.muted, title));
    drawing.push(Mark::note((0.0, 8.0), Anchor::Start, frame.theme.muted, "worth"));
    let points = curve(&worth, domain, &handles).into_iter().map(|(value, worth)| (x.at(value), y.at(worth))).collect();
    drawing.push(Mark::path(points, frame.theme.accent, 2.0));
    handle_hot(&mut drawing, &plot, &handles, unit);
    alternatives(&mut drawing, frame, &plot, &worth, &values, unit);
    draw_handles(&mut drawing, frame, &plot, &handles);
    drawing.sentence = sentence(criterion, &range, &worth, &values, unit);
    drawing.table = table(&worth, &values, unit);
    drawing.plot = Some(plot);
    drawing
}

/// Index, name and value of each alternative that has one.
fn values<'a>(package: &'a Package, findings: &Findings, id: &Id) -> Vec<(usize, &'a str, f64)> {
    let value = |alternative: &Id| {
        let finding = findings.alternatives.iter().find(|finding| &finding.id == alternative)?;
        finding.contributions.iter().find(|part| &part.criterion == id)?.value
    };
    let alternatives = package.alternatives.iter().enumerate();
    alternatives
        .filter_map(|(index, alternative)| Some((index, alternative.name.as_str(), value(&alternative.id)?)))
        .collect()
}

/// What can be dragged: values with their worth.
fn handles(criterion: &Criterion, worth: &Worth) -> Vec<Point> {
    match &criterion.value_function {
        ValueFunction::Linear => Vec::new(),
        ValueFunction::Piecewise { points } => points.clone(),
        ValueFunction::Threshold { at } => vec![(*at, worth.of(*at))],
    }
}

/// The corners of the function's line over the whole domain.
fn curve(worth: &Worth, (low, high): (f64, f64), handles: &[Point]) -> Vec<Point> {
    if let Worth::Threshold { at, direction } = worth {
        let (before, after) = if *direction == crate::package::Direction::Max { (0.0, 1.0) } else { (1.0, 0.0) };
        return vec![(low, before), (*at, before), (*at, after), (high, after)];
    }
    let mut values = vec![low, high];
    values.extend(handles.iter().map(|handle| handle.0));
    if let Worth::Linear { worst, best, .. } = worth {
        values.extend([*worst, *best]);
    }
    order::sort(&mut values, f64::total_cmp);
    values.into_iter().map(|value| (value, worth.of(value))).collect()
}

fn handle_hot(drawing: &mut Drawing, plot: &Plot, handles: &[Point], unit: Unit<'_>) {
    for (place, (value, worth)) in handles.iter().enumerate() {
        let readout = format!("{} is worth {}", quantity(*value, unit), number::score(*worth));
        drawing.hot((plot.x.at(*value), plot.y.at(*worth), 0.0, 0.0), format!("Point {}", place + 1), readout);
    }
}

/// Squares on top of everything, for what can be dragged.
fn draw_handles(drawing: &mut Drawing, frame: &Frame, plot: &Plot, handles: &[Point]) {
    for (value, worth) in handles {
        let (x, y) = (plot.x.at(*value), plot.y.at(*worth));
        let square =
            |reach: f64, colour| Mark::Rect { x: x - reach, y: y - reach, w: 2.0 * reach, h: 2.0 * reach, colour };
        drawing.push(square(HANDLE, frame.theme.accent));
        drawing.push(square(HANDLE - 2.0, frame.theme.paper));
    }
}

/// Each alternative's value on the line, dropped to the axis, with its name above the plot.
fn alternatives(
    drawing: &mut Drawing,
    frame: &Frame,
    plot: &Plot,
    worth: &Worth,
    values: &[(usize, &str, f64)],
    unit: Unit<'_>,
) {
    let theme = &frame.theme;
    let left = text::width("worth", text::SMALL, false) + 8.0;
    let each = (frame.width - left) / values.len().max(1) as f64 - 22.0;
    let names: Vec<String> = values.iter().map(|(_, name, _)| text::fit(name, text::SMALL, false, each)).collect();
    let wanted: Vec<f64> = values.iter().map(|(.., value)| plot.x.at(*value)).collect();
    let lengths: Vec<f64> = names.iter().map(|name| text::width(name, text::SMALL, false) + 22.0).collect();
    let places = apart(&wanted, &lengths, (left, frame.width));
    for (((index, name, value), short), place) in values.iter().zip(&names).zip(places) {
        let colour = theme.series(*index);
        let at = (plot.x.at(*value), plot.y.at(worth.of(*value)));
        drawing.push(Mark::path(
            vec![(place, 16.0), (at.0, 24.0), (at.0, plot.y.start)],
            theme.tint(colour, 0.45),
            1.0,
        ));
        drawing.extend(Symbol::series(*index).marks(at, 4.5, colour));
        let start = place - text::width(short, text::SMALL, false) / 2.0 - 4.0;
        drawing.extend(Symbol::series(*index).marks((start, 8.0), 3.5, colour));
        drawing.push(Mark::note((start + 8.0, 8.0), Anchor::Start, theme.ink, short.as_str()));
        let readout = format!("{} is worth {}", quantity(*value, unit), number::score(worth.of(*value)));
        drawing.hot((at.0, at.1, 0.0, 0.0), (*name).to_owned(), readout);
    }
}

fn sentence(
    criterion: &Criterion,
    range: &Range,
    worth: &Worth,
    values: &[(usize, &str, f64)],
    unit: Unit<'_>,
) -> String {
    let (worst, best) = (quantity(range.worst, unit), quantity(range.best, unit));
    let stated = if range.stated { "the stated scale" } else { "no stated scale: worst and best of the alternatives" };
    let shape = match &criterion.value_function {
        ValueFunction::Linear => format!("Worth rises evenly from {worst} to {best} ({stated})."),
        ValueFunction::Piecewise { points } => format!("Worth follows {} points.", points.len()),
        ValueFunction::Threshold { at } => format!("All or nothing at {}.", quantity(*at, unit)),
    };
    let best = values.iter().max_by(|one, two| worth.of(one.2).total_cmp(&worth.of(two.2)));
    match best {
        Some((_, name, value)) => format!(
            "{shape} {name} is worth most here: {} at {}.",
            number::score(worth.of(*value)),
            quantity(*value, unit)
        ),
        None => shape,
    }
}

fn table(worth: &Worth, values: &[(usize, &str, f64)], unit: Unit<'_>) -> Vec<Vec<String>> {
    let header = ["Alternative", "Value", "Worth"].map(str::to_owned).to_vec();
    let rows = values
        .iter()
        .map(|(_, name, value)| vec![(*name).to_owned(), quantity(*value, unit), number::fixed(worth.of(*value), 3)]);
    std::iter::once(header).chain(rows).collect()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::publish::chart::{fixture, legible};

    pub fn bent() -> (Package, Findings, Id) {
        let (mut package, findings) = fixture::robust(3);
        let points = vec![(0.0, 0.0), (4.0, 0.55), (7.0, 0.9), (10.0, 1.0)];
        package.criteria[0].value_function = ValueFunction::Piecewise { points };
        let id = package.criteria[0].id.clone();
        (package, findings, id)
    }

    #[test]
    fn it_is_legible_everywhere() {
        let (mut package, findings, id) = bent();
        legible::check(|frame| draw(&package, &findings, &id, frame));
        for function in [ValueFunction::Linear, ValueFunction::Threshold { at: 6.0 }] {
            package.criteria[0].value_function = function;
            legible::check(|frame| draw(&package, &findings, &id, frame));
        }
        legible::check(|frame| draw(&package, &Findings::default(), &id, frame));
        package.criteria[0].scale = None;
        legible::check(|frame| draw(&package, &Findings::default(), &id, frame));
    }

    #[test]
    fn a_dragged_point_comes_back_where_it_was_dropped() {
        let (package, findings, id) = bent();
        let drawing = draw(&package, &findings, &id, &Frame::new(600.0, 260.0));
        let plot = drawing.plot.expect("it has a plot");
        let (value, worth) = plot.values(drawing.hot[1].x, drawing.hot[1].y);
        assert!((value - 4.0).abs() < 1e-9 && (worth - 0.55).abs() < 1e-9, "{value} {worth}");
        assert_eq!(drawing.hot[1].readout, "4 points is worth 0.55");
    }
}
