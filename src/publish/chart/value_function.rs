//! A criterion's value function: what each value is worth, with points that can be dragged.

use super::kit::{
    Anchor, Area, BOTTOM, Drawing, Frame, Mark, NOTE, Point, Projection, Scale, Series, Side, Table, apart, bottom,
    extent, left,
    number::{self, Unit, quantity},
};
use crate::findings::Findings;
use crate::{
    analysis::value::{Range, Worth},
    order,
    package::{Criterion, Direction, Id, Package, criterion::ValueFunction},
};

const HANDLE: f64 = 5.5;
/// What the vertical axis counts.
const WORTH: &str = "worth";

/// The value function of criterion `id` with the alternatives on it.
///
/// The first entries of [`Drawing::hot_spots`] are the points of a piecewise function, in its order (or the one
/// threshold); [`Drawing::projection`] turns a pixel back into a value and its worth.
pub fn draw(package: &Package, findings: &Findings, id: &Id, frame: &Frame) -> Drawing {
    let Some(criterion) = package.criterion(id) else { return Drawing::empty(frame, "There is no such criterion.") };
    let values = values(package, findings, id);
    let numbers = || values.iter().map(|(_, value)| *value);
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
    let drawing = Drawing::new(frame, frame.height.max(180.0));
    let y = Scale::new((0.0, 1.0), (drawing.height - BOTTOM - 22.0, 26.0));
    let x = Scale::new(domain, (Side(Unit::Plain).width(&y) + 4.0, frame.width - 12.0));
    let mut chart = Chart { drawing, plot: Projection { x, y }, criterion, range, worth, handles };
    chart.axes();
    chart.curve();
    chart.alternatives(&values);
    chart.handles();
    chart.drawing.sentence = chart.sentence(&values);
    chart.drawing.table = chart.table(&values);
    chart.drawing.projection = Some(chart.plot);
    chart.drawing
}

/// The value of each alternative that has one.
fn values<'a>(package: &'a Package, findings: &Findings, id: &Id) -> Vec<(Series<'a>, f64)> {
    let value = |alternative: &Id| {
        let finding = findings.alternatives.iter().find(|finding| &finding.id == alternative)?;
        finding.contributions.iter().find(|part| &part.criterion == id)?.value
    };
    let alternatives = package.alternatives.iter().enumerate();
    alternatives
        .filter_map(|(index, alternative)| Some((Series { index, name: &alternative.name }, value(&alternative.id)?)))
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

struct Chart<'a> {
    drawing: Drawing,
    plot: Projection,
    criterion: &'a Criterion,
    range: Range,
    worth: Worth,
    /// What can be dragged: values with their worth.
    handles: Vec<Point>,
}

impl Chart<'_> {
    fn unit(&self) -> Unit<'_> {
        Unit::named(&self.criterion.unit)
    }

    fn at(&self, value: f64) -> Point {
        self.plot.at((value, self.worth.of(value)))
    }

    fn readout(&self, value: f64, worth: f64) -> String {
        format!("{} is worth {}", quantity(value, self.unit()), number::score(worth))
    }

    fn axes(&mut self) {
        let (plot, muted, width) = (self.plot, self.drawing.theme.muted, self.drawing.width);
        let unit = Unit::named(&self.criterion.unit);
        left(&mut self.drawing, &plot, Side(Unit::Plain));
        let unit = if Side(unit).is_short() { unit } else { Unit::Plain };
        bottom(&mut self.drawing, &plot.x, plot.y.start, &unit);
        let title = match self.criterion.unit.as_str() {
            "" => self.criterion.name.clone(),
            unit => format!("{}, {unit}", self.criterion.name),
        };
        let title = NOTE.fit(&title, width - plot.x.start);
        self.drawing.push(Mark::note((plot.x.end, plot.y.start + 30.0), Anchor::End, muted, title));
        self.drawing.push(Mark::note((0.0, 8.0), Anchor::Start, muted, WORTH));
    }

    fn curve(&mut self) {
        let points = self.corners().into_iter().map(|corner| self.plot.at(corner)).collect();
        self.drawing.push(Mark::path(points, self.drawing.theme.accent, 2.0));
    }

    /// The corners of the function's line over the whole domain.
    fn corners(&self) -> Vec<Point> {
        let (low, high) = (self.plot.x.low, self.plot.x.high);
        if let Worth::Threshold { at, direction } = &self.worth {
            let (before, after) = if *direction == Direction::Max { (0.0, 1.0) } else { (1.0, 0.0) };
            return vec![(low, before), (*at, before), (*at, after), (high, after)];
        }
        let mut values = vec![low, high];
        values.extend(self.handles.iter().map(|handle| handle.0));
        if let Worth::Linear { worst, best, .. } = &self.worth {
            values.extend([*worst, *best]);
        }
        order::sort(&mut values, f64::total_cmp);
        values.into_iter().map(|value| (value, self.worth.of(value))).collect()
    }

    /// Each alternative's value on the line, dropped to the axis, with its name above the plot.
    fn alternatives(&mut self, values: &[(Series<'_>, f64)]) {
        for (count, (value, worth)) in self.handles.iter().enumerate() {
            let (at, readout) = (self.plot.at((*value, *worth)), self.readout(*value, *worth));
            self.drawing.hot_spot(Area::point(at), format!("Point {}", count + 1), readout);
        }
        let (theme, width) = (self.drawing.theme, self.drawing.width);
        let left = NOTE.width(WORTH) + 8.0;
        let each = (width - left) / values.len().max(1) as f64 - 22.0;
        let names: Vec<String> = values.iter().map(|(series, _)| NOTE.fit(series.name, each)).collect();
        let wanted: Vec<f64> = values.iter().map(|(_, value)| self.plot.x.at(*value)).collect();
        let lengths: Vec<f64> = names.iter().map(|name| NOTE.width(name) + 22.0).collect();
        let centres = apart(&wanted, &lengths, (left, width));
        for (((series, value), name), centre) in values.iter().zip(names).zip(centres) {
            let (at, colour) = (self.at(*value), series.colour(&theme));
            let line = vec![(centre, 16.0), (at.0, 24.0), (at.0, self.plot.y.start)];
            self.drawing.push(Mark::path(line, theme.tint(colour, 0.45), 1.0));
            self.drawing.append(series.marks(at, 4.5, &theme));
            let start = centre - NOTE.width(&name) / 2.0 - 4.0;
            self.drawing.append(series.marks((start, 8.0), 3.5, &theme));
            self.drawing.push(Mark::note((start + 8.0, 8.0), Anchor::Start, theme.ink, name));
            let readout = self.readout(*value, self.worth.of(*value));
            self.drawing.hot_spot(Area::point(at), series.name.to_owned(), readout);
        }
    }

    /// Squares on top of everything, for what can be dragged.
    fn handles(&mut self) {
        let theme = self.drawing.theme;
        for handle in &self.handles {
            let square = Area::around(self.plot.at(*handle), HANDLE);
            self.drawing.push(Mark::rect(square, theme.accent));
            self.drawing.push(Mark::rect(square.inset(2.0), theme.paper));
        }
    }

    fn sentence(&self, values: &[(Series<'_>, f64)]) -> String {
        let unit = self.unit();
        let (worst, best) = (quantity(self.range.worst, unit), quantity(self.range.best, unit));
        let stated = match self.range.stated {
            true => "the stated scale",
            false => "no stated scale: worst and best of the alternatives",
        };
        let shape = match &self.criterion.value_function {
            ValueFunction::Linear => format!("Worth rises evenly from {worst} to {best} ({stated})."),
            ValueFunction::Piecewise { points } => format!("Worth follows {} points.", points.len()),
            ValueFunction::Threshold { at } => format!("All or nothing at {}.", quantity(*at, unit)),
        };
        let best = values.iter().max_by(|one, two| self.worth.of(one.1).total_cmp(&self.worth.of(two.1)));
        let Some((series, value)) = best else { return shape };
        let (worth, value) = (number::score(self.worth.of(*value)), quantity(*value, unit));
        format!("{shape} {} is worth most here: {worth} at {value}.", series.name)
    }

    fn table(&self, values: &[(Series<'_>, f64)]) -> Table {
        let mut table = Table::new(&["Alternative", "Value", "Worth"]);
        for (series, value) in values {
            let worth = number::fixed(self.worth.of(*value), 3);
            table.row(vec![series.name.to_owned(), quantity(*value, self.unit()), worth]);
        }
        table
    }
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
        let plot = drawing.projection.expect("it has a plot");
        let (value, worth) = plot.values(drawing.hot_spots[1].area.middle());
        assert!((value - 4.0).abs() < 1e-9 && (worth - 0.55).abs() < 1e-9, "{value} {worth}");
        assert_eq!(drawing.hot_spots[1].readout, "4 points is worth 0.55");
    }
}
