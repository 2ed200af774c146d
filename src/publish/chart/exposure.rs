//! Designs side by side under one fault: how many requests meet it.

use super::kit::RowName;
use super::kit::{
    Anchor, Area, BOTTOM, Drawing, Frame, Mark, Rows, STRONG_NOTE, Scale, Symbol, TEXT, Table, bottom,
    number::{Unit, number},
};
use crate::findings::{DesignFinding, FaultOutcome, SimulationFinding};
use crate::package::{Id, Package};
use crate::publish::words::figure::probability;
use crate::publish::words::simulation as words;

const HEAD: f64 = 8.0;
const BODY: f64 = 34.0;

/// A row for every design: the mean of its runs, and from where to where nine in ten lie.
pub fn draw(package: &Package, found: &SimulationFinding, fault: &Id, frame: &Frame) -> Drawing {
    let rows: Vec<(String, &DesignFinding, &FaultOutcome)> = found
        .designs
        .iter()
        .filter_map(|design| {
            let outcome = design.faults.iter().find(|one| one.fault == *fault)?;
            Some((words::design(package, &design.design), design, outcome))
        })
        .collect();
    if rows.is_empty() {
        return Drawing::empty(frame, "Nothing has been simulated under this fault yet.");
    }
    let most = rows.iter().map(|(.., one)| one.requests.high.max(one.requests.mean)).fold(1.0, f64::max);
    let mut drawing = Drawing::new(frame, 0.0);
    let layout = Rows::new(&drawing, TEXT, rows.iter().map(|(name, ..)| name.as_str()), BODY);
    let foot = HEAD + layout.height * rows.len() as f64;
    drawing.height = foot + BOTTOM + 4.0;
    let scale = Scale::nice((0.0, most), (layout.start.max(4.0), frame.width - 44.0), 5);
    let theme = drawing.theme;
    for (place, (name, _, outcome)) in rows.iter().enumerate() {
        let y = HEAD + layout.height * place as f64;
        let top = layout.name(&mut drawing, y, RowName { words: name, series: None });
        let middle = top + BODY / 2.0 - 5.0;
        let spread = &outcome.requests;
        let (left, right, mean) = (scale.at(spread.low), scale.at(spread.high), scale.at(spread.mean));
        let colour = if place == 0 { theme.accent } else { theme.muted };
        drawing.push(Mark::line((scale.start, middle), (scale.end, middle), theme.rule, 1.0));
        drawing.push(Mark::line((left, middle), (right.max(left + 1.0), middle), colour, 5.0));
        drawing.append(Symbol::Disc.marks((mean, middle), 5.0, colour));
        let said = format!("{}, detected {}", words::rounded(spread.mean), probability(outcome.detected.value));
        let label = Mark::strong_note(
            (mean, middle + 13.0),
            Anchor::Middle,
            theme.ink,
            STRONG_NOTE.fit(&said, frame.width - 8.0),
        );
        drawing.push(label.between(scale.start, scale.end));
        let area = Area::between((left - 8.0, middle - 9.0), (right + 8.0, middle + 9.0));
        let left = area.x.max(0.0);
        let area = Area::new(left, area.y, (area.right().min(frame.width) - left).max(0.0), area.h);
        drawing.hot_spot(area, name.clone(), words::outcome(package, outcome));
    }
    bottom(&mut drawing, &scale, foot, &Unit::Plain);
    drawing.sentence = sentence(package, fault, &rows);
    drawing.table = table(&rows);
    drawing
}

fn sentence(package: &Package, fault: &Id, rows: &[(String, &DesignFinding, &FaultOutcome)]) -> String {
    let name = words::fault(package, fault);
    let least = rows.iter().min_by(|one, two| one.2.requests.mean.total_cmp(&two.2.requests.mean));
    let most = rows.iter().max_by(|one, two| one.2.requests.mean.total_cmp(&two.2.requests.mean));
    match (least, most) {
        (Some(least), Some(most)) if most.2.requests.mean > least.2.requests.mean => format!(
            "Under “{name}” the fewest requests meet it with {} ({}), the most with {} ({}).",
            least.0,
            words::rounded(least.2.requests.mean),
            most.0,
            words::rounded(most.2.requests.mean)
        ),
        _ => format!("Under “{name}” as many requests meet it whatever the design."),
    }
}

fn table(rows: &[(String, &DesignFinding, &FaultOutcome)]) -> Table {
    let mut table = Table::new(&[
        "Design",
        "Detected",
        "Hours to detect",
        "Requests, mean",
        "5 %",
        "95 %",
        "People",
        "Failed requests",
        "Lost conversions",
    ]);
    for (name, _, one) in rows {
        table.row(vec![
            name.clone(),
            probability(one.detected.value),
            one.hours_to_detect.as_ref().map_or("–".to_owned(), |spread| number(spread.mean)),
            words::rounded(one.requests.mean),
            words::rounded(one.requests.low),
            words::rounded(one.requests.high),
            words::rounded(one.users.mean),
            words::rounded(one.failed_requests.mean),
            words::rounded(one.lost_conversions.mean),
        ]);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::simulation::simulate;
    use crate::package::template::TEMPLATES;
    use crate::publish::chart::legible;

    #[test]
    fn it_is_legible_everywhere() {
        for template in TEMPLATES.iter().filter(|one| !one.package.release.simulation.is_empty()) {
            let package = &template.package;
            let found = simulate(package, Some(100), &mut |_, _| true).unwrap();
            for fault in &package.release.simulation.faults {
                legible::check(|frame| draw(package, &found, &fault.id, frame));
            }
        }
        legible::check(|frame| draw(&Package::default(), &SimulationFinding::default(), &Id::default(), frame));
    }
}
