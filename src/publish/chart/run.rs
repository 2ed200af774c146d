//! One run of a release: its share of traffic over time, and what each check said.

use engine::rollout::{End, Verdict};

use super::kit::{
    Anchor, Area, BOTTOM, Drawing, Frame, Mark, NOTE, Projection, Scale, Side, Symbol, Table, bottom, left,
    number::{Unit, number},
};
use crate::analysis::simulation::replay::{Replay, ReplayedLook};
use crate::package::Package;
use crate::publish::words::run as words;

const SHARE: f64 = 110.0;
const HEAD: f64 = 22.0;
const ROW: f64 = 22.0;

/// The most of the width that the checks' names take.
const NAMES: f64 = 0.28;
/// The room for a usual name.
const NAME: f64 = 120.0;

/// The run up to `at` hours; what comes after is not shown yet.
pub fn draw(package: &Package, run: &Replay, at: f64, frame: &Frame) -> Drawing {
    let checks = &package.release.checks;
    let foot = HEAD + SHARE + 14.0 + ROW * checks.len() as f64;
    let mut drawing = Drawing::new(frame, foot + BOTTOM + 4.0);
    let theme = drawing.theme;
    let y = Scale::new((0.0, 100.0), (HEAD + SHARE, HEAD));
    let side = Side(Unit::Named("%"));
    let gutter = side.width(&y).max(NAME.min(frame.width * NAMES));
    let x = Scale::new((0.0, run.horizon), (gutter, frame.width - 6.0));
    let plot = Projection { x, y };
    left(&mut drawing, &plot, side);
    let until = at.min(run.until());
    for leg in run.legs.iter().filter(|leg| leg.start < until) {
        let (from, to) = (plot.at((leg.start, 100.0 * leg.share)), plot.at((leg.end.min(until), 0.0)));
        drawing.push(Mark::rect(Area::between(from, to), theme.tint(theme.accent, 0.25)));
        drawing.push(Mark::line(from, (to.0, from.1), theme.accent, 2.0));
    }
    if let Some(shows) = run.shows {
        let place = x.at(shows);
        drawing.push(Mark::line((place, HEAD - 6.0), (place, foot), theme.unsure, 1.5));
        let label =
            Mark::note((place, 8.0), Anchor::Middle, theme.muted, NOTE.fit("the fault shows", frame.width / 2.0));
        drawing.push(label.between(x.start, x.start + (frame.width - x.start) * 0.6));
    }
    for (place, check) in checks.iter().enumerate() {
        let middle = HEAD + SHARE + 14.0 + ROW * (place as f64 + 0.5);
        let name = NOTE.fit(&words::check(check), gutter - 8.0);
        drawing.push(Mark::note((0.0, middle), Anchor::Start, theme.muted, name));
        drawing.push(Mark::line((x.start, middle), (x.end, middle), theme.rule, 1.0));
        let looks = run.looks.iter().filter(|look| look.check == place && look.at <= at);
        for look in looks {
            let at = (x.at(look.at), middle);
            let colour = match look.verdict {
                Verdict::Fail => theme.fail,
                Verdict::Inconclusive => theme.unsure,
                Verdict::Pass => theme.pass,
                Verdict::Error | Verdict::Gathering => theme.muted,
            };
            match look.verdict {
                Verdict::Pass => drawing.push(Mark::line((at.0, middle - 3.0), (at.0, middle + 3.0), colour, 1.0)),
                Verdict::Fail => drawing.append(Symbol::Cross.marks(at, 5.0, colour)),
                Verdict::Inconclusive => drawing.append(Symbol::Half.marks(at, 4.0, colour)),
                Verdict::Error | Verdict::Gathering => {
                    drawing.push(Mark::line((at.0, middle - 1.0), (at.0, middle + 1.0), colour, 1.0))
                }
            }
            if matches!(look.verdict, Verdict::Fail | Verdict::Inconclusive) {
                drawing.hot_spot(Area::point(at), words::check(check), words::look(package, look));
            }
        }
    }
    if at >= run.until() && run.end != End::Through {
        let place = x.at(run.until());
        drawing.push(Mark::line((place, HEAD - 6.0), (place, foot), theme.fail, 2.0));
        drawing.hot_spot(Area::point((place, HEAD)), "The end".to_owned(), words::end(package, run));
    }
    bottom(&mut drawing, &x, foot, &Unit::Named("h"));
    drawing.sentence = if at >= run.until() { words::end(package, run) } else { words::moment(package, run, at) };
    drawing.table = table(package, run, at);
    drawing
}

/// Every look that did not pass.
fn table(package: &Package, run: &Replay, at: f64) -> Table {
    let mut table = Table::new(&["Hour", "Check", "What it saw", "Verdict"]);
    let notable =
        |look: &&ReplayedLook| look.at <= at && look.verdict != Verdict::Pass && look.verdict != Verdict::Gathering;
    for look in run.looks.iter().filter(notable) {
        let check = &package.release.checks[look.check];
        table.row(vec![
            number(look.at),
            words::check(check),
            words::seen(package, look),
            words::verdict(look.verdict).to_owned(),
        ]);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::simulation::replay::replay;
    use crate::package::Id;
    use crate::package::template::TEMPLATES;
    use crate::publish::chart::legible;

    #[test]
    fn it_is_legible_everywhere() {
        for template in TEMPLATES.iter().filter(|one| !one.package.release.simulation.is_empty()) {
            let package = &template.package;
            for fault in &package.release.simulation.faults {
                let run = replay(package, &Id::default(), &fault.id, 0).unwrap();
                for at in [0.0, 30.0, run.horizon] {
                    legible::check(|frame| draw(package, &run, at, frame));
                }
            }
        }
    }
}
