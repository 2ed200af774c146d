//! What other limits of a check would detect, and roll back without cause.

use super::kit::{
    Anchor, Area, BOTTOM, Dash, Drawing, Frame, Mark, Point, Projection, STRONG_NOTE, Scale, Side, Stroke, Symbol,
    Table, bottom, left,
    number::{Unit, quantity},
};
use crate::analysis::simulation::curve::Operating;
use crate::order;
use crate::publish::words::figure::probability;

/// Two lines over the limit, and the limit as it is, which can be dragged.
pub fn draw(curve: &[Operating], threshold: f64, unit: Unit<'_>, frame: &Frame) -> Drawing {
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
    drawing.push(Mark::Path { points: detected, stroke: stroke(theme.pass, Dash::Solid) });
    drawing.push(Mark::Path { points: without, stroke: stroke(theme.fail, Dash::series(1)) });
    let now = at(curve, threshold);
    let place = x.at(threshold);
    drawing.push(Mark::line((place, 24.0), (place, foot), theme.accent, 2.0));
    let words = STRONG_NOTE.fit(&format!("limit {}", quantity(threshold, unit)), frame.width);
    drawing.push(Mark::strong_note((place, 10.0), Anchor::Middle, theme.accent, words).between(0.0, frame.width));
    let readout =
        format!("detects {}, rolls back without cause {}", probability(now.detected), probability(now.false_rollback));
    drawing.append(Symbol::Disc.marks(plot.at((threshold, now.detected)), 5.0, theme.pass));
    drawing.append(Symbol::Square.marks(plot.at((threshold, now.false_rollback)), 5.0, theme.fail));
    drawing.hot_spot(
        Area::new(place - 6.0_f64.min(place), 30.0, 12.0_f64.min(frame.width - place + 6.0), foot - 30.0),
        "Limit".to_owned(),
        readout.clone(),
    );
    bottom(&mut drawing, &x, foot, &unit);
    drawing.projection = Some(plot);
    drawing.sentence = format!(
        "With a limit of {} the check {readout} (solid: detected, broken: without cause).",
        quantity(threshold, unit)
    );
    drawing.table = table(curve, unit);
    drawing
}

/// The curve at a limit: that of the nearest looked at.
fn at(curve: &[Operating], threshold: f64) -> Operating {
    let distance = |place: usize| (curve[place].threshold - threshold).abs();
    let order = order::argsort(curve.len(), &mut |one, two| distance(one).total_cmp(&distance(two)));
    curve[order[0]]
}

fn table(curve: &[Operating], unit: Unit<'_>) -> Table {
    let mut table = Table::new(&["Limit", "Detected", "Rolled back without cause"]);
    for one in curve {
        table.row(vec![quantity(one.threshold, unit), probability(one.detected), probability(one.false_rollback)]);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::simulation::curve::curve;
    use crate::package::template::TEMPLATES;
    use crate::publish::chart::legible;

    #[test]
    fn it_is_legible_everywhere() {
        for template in TEMPLATES.iter() {
            let package = &template.package;
            for check in package.release.checks.iter() {
                for fault in &package.release.simulation.faults {
                    if let Some(found) = curve(package, &check.id, &fault.id) {
                        legible::check(|frame| draw(&found, check.threshold, Unit::Named("ms"), frame));
                    }
                }
            }
        }
        legible::check(|frame| draw(&[], 1.0, Unit::Plain, frame));
    }
}
