//! The decision under gates: who would be released how often, if everything uncertain were known.

use super::{
    kit::{
        ABSENT, Anchor, Area, Colour, Drawing, Frame, Mark, NOTE, SWATCH, Series, TEXT, Table,
        number::{percent, probability},
    },
    lookup::alternative,
};
use crate::findings::{DecisionFinding, Findings};
use crate::package::{Id, Package};
use crate::publish::words;

const BAR: f64 = 34.0;
const STRIP: f64 = 3.0;
const LINE: f64 = 22.0;

/// One bar of all cases: a part per alternative in the package's order, and nobody at last.
pub fn draw(package: &Package, findings: &Findings, frame: &Frame) -> Drawing {
    let drawn = findings.robustness.as_ref().and_then(|robustness| robustness.decision.as_ref());
    let Some(decision) = drawn.filter(|decision| decision.draws > 0) else {
        return Drawing::empty(frame, "The draws have not been made yet.");
    };
    let mut chart = Chart { drawing: Drawing::new(frame, BAR), key: (0.0, BAR + LINE / 2.0 + 2.0) };
    let whole = frame.width - 2.0;
    let mut left = 1.0;
    for part in parts(package, decision) {
        let width = part.share * whole;
        chart.part(&part, Area::new(left, 0.0, (width - 1.0).max(0.5), BAR));
        left += width;
    }
    chart.drawing.sentence = words::decision::chances(package, decision);
    chart.drawing.table = table(package, decision);
    chart.drawing
}

/// A part of the bar; nobody's has no series.
struct Part<'a> {
    series: Option<Series<'a>>,
    share: f64,
}

fn parts<'a>(package: &'a Package, decision: &DecisionFinding) -> Vec<Part<'a>> {
    let share = |id: &Id| decision.chosen.get(id).copied().unwrap_or(0.0);
    let each =
        package.alternatives.iter().map(|one| Part { series: alternative(package, &one.id), share: share(&one.id) });
    each.chain([Part { series: None, share: decision.nobody }]).filter(|part| part.share > 0.0).collect()
}

struct Chart {
    drawing: Drawing,
    /// Where the next name beneath the bar stands.
    key: (f64, f64),
}

impl Chart {
    fn part(&mut self, part: &Part<'_>, area: Area) {
        let theme = self.drawing.theme;
        let name = part.series.map_or("Nobody", |series| series.name);
        let colour = part.series.map_or(theme.muted, |series| series.colour(&theme));
        let fill = theme.tint(colour, if part.series.is_some() { 0.34 } else { 0.16 });
        self.drawing.push(Mark::rect(area, fill));
        self.drawing.push(Mark::rect(Area { y: BAR - STRIP, h: STRIP, ..area }, colour));
        let words = probability(part.share);
        let labels = [format!("{name} {words}"), words.clone()];
        let at = (area.middle().0, (BAR - STRIP) / 2.0);
        let shown = NOTE.first_fit(&labels, area.w - 6.0).map(str::to_owned);
        let is_named = shown.as_ref() == Some(&labels[0]);
        if let Some(label) = shown {
            self.drawing.push(Mark::note(at, Anchor::Middle, theme.on(fill), label));
        }
        if !is_named {
            self.name(part.series.as_ref(), &format!("{name} {words}"), colour);
        }
        self.drawing.hot_spot(area, name.to_owned(), format!("released in {words} of the draws"));
    }

    /// A name that does not fit into its part of the bar, beneath it.
    fn name(&mut self, series: Option<&Series<'_>>, label: &str, colour: Colour) {
        let room = self.drawing.width - SWATCH - 2.0;
        let label = TEXT.fit(label, room);
        let width = SWATCH + TEXT.width(&label);
        if self.key.0 > 0.0 && self.key.0 + width > self.drawing.width {
            self.key = (0.0, self.key.1 + LINE);
        }
        match series {
            Some(series) => self.drawing.swatch(self.key, series),
            None => self.drawing.push(Mark::rect(Area::new(self.key.0, self.key.1 - 4.0, 20.0, 8.0), colour)),
        }
        let ink = self.drawing.theme.ink;
        self.drawing.push(Mark::text((self.key.0 + SWATCH, self.key.1), Anchor::Start, ink, label));
        self.key.0 += width + 18.0;
        self.drawing.height = self.key.1 + LINE / 2.0 + 2.0;
    }
}

fn table(package: &Package, decision: &DecisionFinding) -> Table {
    let mut table = Table::new(&["Alternative", "Released", "Released if weights are drawn too", "Can be released"]);
    let share = |share: Option<&f64>| share.map_or(ABSENT.to_owned(), |share| percent(*share));
    for one in &package.alternatives {
        let found = [&decision.chosen, &decision.chosen_at_any_weights, &decision.releasable];
        table.row([one.name.clone()].into_iter().chain(found.map(|shares| share(shares.get(&one.id)))).collect());
    }
    let nobody = percent(decision.nobody);
    table.row(vec!["Nobody".to_owned(), nobody.clone(), nobody, ABSENT.to_owned()]);
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::chart::{fixture, legible};

    #[test]
    fn it_is_legible_everywhere() {
        for count in [1, 4, 14] {
            let (package, findings) = fixture::robust(count);
            legible::check(|frame| draw(&package, &findings, frame));
        }
        let (package, mut findings) = fixture::robust(4);
        let decision = findings.robustness.as_mut().unwrap().decision.as_mut().unwrap();
        for (place, (_, share)) in decision.chosen.iter_mut().enumerate() {
            *share = [0.71, 0.12, 0.004, 0.0][place];
        }
        decision.nobody = 0.166;
        legible::check(|frame| draw(&package, &findings, frame));
        legible::check(|frame| draw(&Package::default(), &Findings::default(), frame));
    }

    #[test]
    fn parts_are_as_long_as_their_share() {
        let (package, findings) = fixture::robust(4);
        let drawing = draw(&package, &findings, &Frame::new(800.0, 60.0));
        let decision = findings.robustness.as_ref().unwrap().decision.as_ref().unwrap();
        let shares: Vec<f64> = parts(&package, decision).iter().map(|part| part.share).collect();
        assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        for (spot, share) in drawing.hot_spots.iter().zip(shares) {
            assert!((spot.area.w - (share * 798.0 - 1.0).max(0.5)).abs() < 1e-9, "{spot:?} for {share}");
        }
    }
}
