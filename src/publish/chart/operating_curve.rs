//! What other limits of a check would detect, and roll back without cause.

use super::kit::{
    Anchor, Area, BOTTOM, Dash, Drawing, Frame, Mark, Point, Projection, STRONG_NOTE, Scale, Side, Stroke, Symbol,
    Table, bottom, left,
    number::{Unit, quantity},
};
use crate::analysis::simulation::curve::Operating;
use crate::order;
use crate::publish::words::figure::probability;

/// Two lines over the limit, and the limit as it is, which can be dragged. `fault` is the name of the fault that is to be
/// detected; absent where nothing is wrong, and then there is one line.
pub fn draw(curve: &[Operating], threshold: f64, unit: Unit<'_>, fault: Option<&str>, frame: &Frame) -> Drawing {
    let (Some(first), Some(last)) = (curve.first(), curve.last()) else {
        return Drawing::empty(frame, "Only a fixed limit that can be simulated has an operating curve.");
    };
    let mut drawing = Drawing::new(frame, frame.height.max(200.0));
    let foot = drawing.height - BOTTOM - 4.0;
    let y = Scale::new((0.0, 1.0), (foot, 30.0));
    let side = Side(Unit::Share);
    let x = Scale::new((first.threshold, last.threshold), (side.width(&y), frame.width - 8.0));
    let plot = Projection { x, y };
    left(&mut drawing, &plot, side);
    let theme = drawing.theme;
    let line = |of: &dyn Fn(&Operating) -> f64| -> Vec<Point> {
        curve.iter().map(|one| plot.at((one.threshold, of(one)))).collect()
    };
    let (detected, without) = (line(&|one| one.detected), line(&|one| one.false_rollback));
    let stroke = |colour, dash| Stroke { colour, width: 2.0, dash };
    if fault.is_some() {
        drawing.push(Mark::Path { points: detected, stroke: stroke(theme.pass, Dash::Solid) });
    }
    drawing.push(Mark::Path { points: without, stroke: stroke(theme.fail, Dash::series(1)) });
    let now = at(curve, threshold);
    let place = x.at(threshold);
    drawing.push(Mark::line((place, 24.0), (place, foot), theme.accent, 2.0));
    let words = STRONG_NOTE.fit(&format!("limit {}", quantity(threshold, unit)), frame.width);
    drawing.push(Mark::strong_note((place, 10.0), Anchor::Middle, theme.accent, words).between(0.0, frame.width));
    let without = format!("rolls {} of releases back without cause", probability(now.false_rollback));
    let readout = match fault {
        Some(fault) => format!("detects “{fault}” in {} of releases and {without}", probability(now.detected)),
        None => without,
    };
    if fault.is_some() {
        drawing.append(Symbol::Disc.marks(plot.at((threshold, now.detected)), 5.0, theme.pass));
    }
    drawing.append(Symbol::Square.marks(plot.at((threshold, now.false_rollback)), 5.0, theme.fail));
    drawing.hot_spot(
        Area::new(place - 6.0_f64.min(place), 30.0, 12.0_f64.min(frame.width - place + 6.0), foot - 30.0),
        "Limit".to_owned(),
        readout.clone(),
    );
    bottom(&mut drawing, &x, foot, &unit);
    drawing.projection = Some(plot);
    let key = if fault.is_some() { " (solid: detected, broken: without cause)" } else { "" };
    drawing.sentence = format!("With a limit of {} the check {readout}{key}.", quantity(threshold, unit));
    drawing.table = table(curve, unit, fault);
    drawing
}

/// The curve at a limit: that of the nearest looked at.
fn at(curve: &[Operating], threshold: f64) -> Operating {
    let distance = |place: usize| (curve[place].threshold - threshold).abs();
    let order = order::argsort(curve.len(), &mut |one, two| distance(one).total_cmp(&distance(two)));
    curve[order[0]]
}

fn table(curve: &[Operating], unit: Unit<'_>, fault: Option<&str>) -> Table {
    let detected = fault.map(|fault| format!("“{fault}” detected"));
    let columns: Vec<&str> =
        ["Limit"].into_iter().chain(detected.as_deref()).chain(["Rolled back without cause"]).collect();
    let mut table = Table::new(&columns);
    for one in curve {
        let detected = fault.map(|_| probability(one.detected));
        let limit = [quantity(one.threshold, unit)].into_iter();
        table.row(limit.chain(detected).chain([probability(one.false_rollback)]).collect());
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::simulation::curve::curve;
    use crate::package::template::TEMPLATES;
    use crate::publish::chart::legible;
    use crate::publish::words::simulation as words;

    #[test]
    fn it_is_legible_everywhere() {
        for template in TEMPLATES.iter() {
            let package = &template.package;
            for check in package.release.checks.iter() {
                for fault in &package.release.simulation.faults {
                    if let Some(found) = curve(package, &check.id, &fault.id) {
                        let name = words::fault(package, &fault.id);
                        legible::check(|frame| draw(&found, check.threshold, Unit::Named("ms"), Some(&name), frame));
                    }
                }
            }
        }
        legible::check(|frame| draw(&[], 1.0, Unit::Plain, None, frame));
    }

    #[test]
    fn the_sentence_names_what_is_detected() {
        let one = |threshold, detected, false_rollback| Operating { threshold, false_rollback, detected };
        let curve = [one(100.0, 0.9, 0.2), one(200.0, 0.6, 0.01), one(300.0, 0.0, 0.0)];
        let said = |fault| {
            let frame = Frame::new(600.0, 240.0);
            draw(&curve, 200.0, Unit::Named("ms"), fault, &frame).sentence
        };
        assert_eq!(
            said(Some("Slow under load")),
            "With a limit of 200 ms the check detects “Slow under load” in 60 % of releases and rolls 1 % of releases \
             back without cause (solid: detected, broken: without cause)."
        );
        assert_eq!(said(None), "With a limit of 200 ms the check rolls 1 % of releases back without cause.");
    }
}
