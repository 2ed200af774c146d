//! What each uncertain value does to the winner's lead.

use super::{
    kit::{
        ABSENT, Anchor, Area, BOTTOM, Drawing, Frame, Mark, NOTE, RowName, Rows, Scale, TEXT, Table, bottom, extent,
        number::{self, Unit, number},
    },
    lookup::{alternative, criterion},
};
use crate::findings::{AlternativeFinding, Findings, TornadoBar};
use crate::publish::words::robustness::among;
use crate::{
    order,
    package::{Package, settings::Method},
};

const BAR: f64 = 18.0;
const GAP: f64 = 8.0;
const HEAD: f64 = 20.0;
/// More rows than this decide nothing.
const MOST: usize = 12;

/// The widest bars: the lead over the best rival with one value at its low and at its high end. Left of zero
/// somebody else is first.
pub fn draw(package: &Package, findings: &Findings, frame: &Frame) -> Drawing {
    let bars = findings.robustness.as_ref().map_or(&[][..], |robustness| robustness.tornado.as_slice());
    let bars = &bars[..bars.len().min(MOST)];
    if bars.is_empty() {
        let alone = findings.robustness.as_ref().is_some_and(|robustness| robustness.compared.len() < 2);
        return Drawing::empty(
            frame,
            match alone {
                true => "There is no rival, so there is no lead to change.",
                false => "No value is uncertain, so none can change the lead.",
            },
        );
    }
    let names: Vec<String> = bars.iter().map(|bar| name(package, bar)).collect();
    let drawing = Drawing::new(frame, 0.0);
    let rows = Rows::new(&drawing, TEXT, names.iter().map(String::as_str), BAR);
    let lead = lead(package, findings);
    let ends = bars.iter().flat_map(|bar| bar.leads).chain([0.0]).chain(lead);
    let labels = bars.iter().flat_map(|bar| bar.ends).map(|end| NOTE.width(&number(end)));
    let room = labels.fold(0.0, f64::max) + 8.0;
    let scale = Scale::new(extent(ends).unwrap_or((0.0, 1.0)), (rows.start + room, frame.width - room));
    let foot = HEAD + (rows.height + GAP) * bars.len() as f64;
    let mut chart = Chart { drawing, package, rows, scale, foot };
    chart.ground(lead);
    for (count, (bar, name)) in bars.iter().zip(&names).enumerate() {
        chart.bar(bar, name, HEAD + (rows.height + GAP) * count as f64);
    }
    bottom(&mut chart.drawing, &scale, foot, &Unit::Plain);
    chart.drawing.height = foot + BOTTOM;
    let scope = findings.robustness.as_ref().map_or_else(String::new, |robustness| among(package, robustness));
    chart.drawing.sentence = scope + &sentence(package, bars, &names);
    chart.drawing.table = table(package, bars, &names);
    chart.drawing
}

/// The winner's lead over the second under the package's method.
fn lead(package: &Package, findings: &Findings) -> Option<f64> {
    let score = |alternative: &AlternativeFinding| match package.settings.method {
        Method::WeightedSum => alternative.weighted_sum,
        Method::Topsis => alternative.topsis,
        Method::PrometheeIi => alternative.promethee,
    };
    let mut scores: Vec<f64> = findings.alternatives.iter().filter_map(score).collect();
    order::sort(&mut scores, |one, two| two.total_cmp(one));
    Some(scores.first()? - scores.get(1)?)
}

fn name(package: &Package, bar: &TornadoBar) -> String {
    let criteria: Vec<&str> = bar.criteria.iter().map(|id| criterion(package, id)).collect();
    let owner = alternative(package, &bar.alternative).map_or(bar.alternative.as_str(), |series| series.name);
    format!("{owner}: {}", number::list(&criteria))
}

struct Chart<'a> {
    drawing: Drawing,
    package: &'a Package,
    rows: Rows,
    scale: Scale,
    foot: f64,
}

impl Chart<'_> {
    /// The side where somebody else is first, the zero and the lead now.
    fn ground(&mut self, lead: Option<f64>) {
        let (theme, width) = (self.drawing.theme, self.drawing.width);
        let (zero, is_open) = (self.scale.at(0.0), self.scale.low < 0.0);
        if is_open {
            let lost = Area::between((self.scale.start, HEAD - 4.0), (zero, self.foot));
            self.drawing.push(Mark::rect(lost, theme.tint(theme.fail, 0.07)));
        }
        self.drawing.push(Mark::line((zero, HEAD - 6.0), (zero, self.foot), theme.ink, 1.5));
        let mut taken = Area::default();
        if let Some(lead) = lead {
            let x = self.scale.at(lead);
            self.drawing.push(Mark::line((x, HEAD - 6.0), (x, self.foot), theme.accent, 1.5));
            let words = format!("lead now {}", number::score(lead));
            let label = Mark::note((x, 7.0), Anchor::Middle, theme.accent, words).between(0.0, width);
            taken = label.bounds().inset(-8.0);
            self.drawing.push(label);
        }
        let label = Mark::note((zero - 4.0, 7.0), Anchor::End, theme.fail, "another is first");
        let covers = label.bounds();
        if is_open && covers.x >= 0.0 && (covers.right() < taken.x || covers.x > taken.right()) {
            self.drawing.push(label);
        }
    }

    fn bar(&mut self, bar: &TornadoBar, name: &str, y: f64) {
        let theme = self.drawing.theme;
        let series = alternative(self.package, &bar.alternative);
        let top = self.rows.name(&mut self.drawing, y, RowName { words: name, series });
        let colour = series.map_or(theme.muted, |series| series.colour(&theme));
        let ends = bar.leads.map(|lead| self.scale.at(lead));
        let area = Area::between((ends[0], top), (ends[1], top + BAR));
        self.drawing.push(Mark::rect(area, theme.tint(colour, 0.36)));
        for x in ends {
            self.drawing.push(Mark::line((x, top), (x, top + BAR), colour, 2.0));
        }
        // The value at each end stands outside of the bar; of a bar without length, one on each side.
        let is_low_first = ends[0] <= ends[1];
        self.end((ends[0], top), bar.ends[0], if is_low_first { Anchor::End } else { Anchor::Start });
        self.end((ends[1], top), bar.ends[1], if is_low_first { Anchor::Start } else { Anchor::End });
        let spot = Area { w: area.w.max(2.0), ..area };
        self.drawing.hot_spot(spot, name.to_owned(), readout(self.package, bar));
    }

    /// The value at one end of a bar, on a ground of its own so that no line runs through it.
    fn end(&mut self, (x, top): (f64, f64), value: f64, anchor: Anchor) {
        let theme = self.drawing.theme;
        let gap = if anchor == Anchor::End { -5.0 } else { 5.0 };
        let label = Mark::note((x + gap, top + BAR / 2.0), anchor, theme.muted, number(value));
        let covers = label.bounds();
        let is_lost = self.scale.low < 0.0 && covers.right() <= self.scale.at(0.0) && covers.x >= self.scale.start;
        let ground = if is_lost { theme.tint(theme.fail, 0.07) } else { theme.paper };
        self.drawing.push(Mark::rect(Area { y: top + 2.0, h: BAR - 4.0, ..covers }, ground));
        self.drawing.push(label);
    }
}

/// Who is first at an end of a bar.
fn first<'a>(package: &'a Package, bar: &TornadoBar, end: usize) -> &'a str {
    alternative(package, &bar.first[end]).map_or(ABSENT, |series| series.name)
}

fn readout(package: &Package, bar: &TornadoBar) -> String {
    let side = |end: usize| {
        let first = first(package, bar, end);
        format!("at {} {first} leads by {}", number(bar.ends[end]), number::score(bar.leads[end].abs()))
    };
    format!("{}; {}", side(0), side(1))
}

fn sentence(package: &Package, bars: &[TornadoBar], names: &[String]) -> String {
    let turning: Vec<&str> = bars
        .iter()
        .zip(names)
        .filter(|(bar, _)| bar.leads.iter().any(|lead| *lead < 0.0))
        .map(|(_, name)| name.as_str())
        .collect();
    let widest = &names[0];
    match turning.as_slice() {
        [] => format!("No single uncertain value changes who is first. {widest} moves the lead most."),
        [only] => {
            let first = bars
                .iter()
                .find(|bar| bar.leads.iter().any(|lead| *lead < 0.0))
                .and_then(|bar| if bar.leads[0] < 0.0 { bar.first.first() } else { bar.first.last() })
                .and_then(|id| alternative(package, id))
                .map_or("another one", |series| series.name);
            format!("Only {only} alone can change who is first: to {first}.")
        }
        several => format!("{} uncertain values can each change who is first, {widest} most of all.", several.len()),
    }
}

fn table(package: &Package, bars: &[TornadoBar], names: &[String]) -> Table {
    let mut table =
        Table::new(&["Value", "Low end", "Lead there", "First there", "High end", "Lead there", "First there"]);
    for (bar, name) in bars.iter().zip(names) {
        let mut row = vec![name.clone()];
        for end in 0..2 {
            let first = first(package, bar, end).to_owned();
            row.extend([number(bar.ends[end]), number::fixed(bar.leads[end], 3), first]);
        }
        table.row(row);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::chart::{fixture, legible};

    #[test]
    fn it_is_legible_everywhere() {
        for count in [1, 3, 20] {
            let (package, findings) = fixture::robust(count);
            legible::check(|frame| draw(&package, &findings, frame));
        }
        legible::check(|frame| draw(&Package::default(), &Findings::default(), frame));
    }

    #[test]
    fn the_widest_stands_first_and_bars_span_their_leads() {
        let (package, findings) = fixture::robust(3);
        let drawing = draw(&package, &findings, &Frame::new(900.0, 0.0));
        assert!(drawing.hot_spots.windows(2).all(|pair| pair[0].area.w >= pair[1].area.w - 1e-6));
        let bars = &findings.robustness.as_ref().expect("it is computed").tornado;
        let span = |bar: &TornadoBar| (bar.leads[0] - bar.leads[1]).abs();
        let scale = drawing.hot_spots[0].area.w / span(&bars[0]);
        for (spot, bar) in drawing.hot_spots.iter().zip(bars) {
            assert!((spot.area.w - (span(bar) * scale).max(2.0)).abs() < 1e-6);
        }
    }
}
