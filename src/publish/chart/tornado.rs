//! What each uncertain value does to the winner's lead.

use super::{
    Anchor, Drawing, Frame, Mark, axis,
    number::{self, Unit, number},
    row::Rows,
    scale::{Scale, extent},
    text,
    whose::{Whose, criterion},
};
use crate::{
    analysis::{
        findings::{AlternativeFinding, Findings},
        robustness::TornadoBar,
    },
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
        return Drawing::empty(frame, "No value is uncertain, so none can change the lead.");
    }
    let names: Vec<String> = bars.iter().map(|bar| name(package, bar)).collect();
    let rows = Rows::new(frame, names.iter().map(String::as_str), BAR);
    let lead = lead(package, findings);
    let ends = bars.iter().flat_map(|bar| bar.leads).chain([0.0]).chain(lead);
    let labels = bars.iter().flat_map(|bar| bar.ends).map(|end| text::width(&number(end), text::SMALL, false));
    let room = labels.fold(0.0, f64::max) + 8.0;
    let range = (rows.start + room, frame.width - room);
    let scale = Scale::new(extent(ends).unwrap_or((0.0, 1.0)), range);
    let foot = HEAD + (rows.height + GAP) * bars.len() as f64;
    let mut drawing = Drawing::new(frame, foot + axis::BOTTOM);
    ground(&mut drawing, frame, &scale, lead, foot);
    for (place, (bar, name)) in bars.iter().zip(&names).enumerate() {
        let y = HEAD + (rows.height + GAP) * place as f64;
        let index = Whose::one(package, &bar.alternative).map(|(index, _)| index);
        let top = rows.name(&mut drawing, frame, y, name, index, 0.0);
        draw_bar(&mut drawing, package, frame, &scale, bar, name, top);
    }
    axis::bottom(&mut drawing, frame, &scale, foot, Unit::Plain);
    drawing.sentence = sentence(package, bars, &names);
    drawing.table = table(package, bars, &names);
    drawing
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
    let whose = Whose::one(package, &bar.alternative).map_or(bar.alternative.as_str(), |(_, name)| name);
    format!("{whose}: {}", number::list(&criteria))
}

/// The side where somebody else is first, the zero and the lead now.
fn ground(drawing: &mut Drawing, frame: &Frame, scale: &Scale, lead: Option<f64>, foot: f64) {
    let theme = &frame.theme;
    let zero = scale.at(0.0);
    if scale.low < 0.0 {
        drawing.push(Mark::rect((scale.start, HEAD - 4.0), (zero, foot), theme.tint(theme.fail, 0.07)));
    }
    drawing.push(Mark::line((zero, HEAD - 6.0), (zero, foot), theme.ink, 1.5));
    let mut taken = (0.0, 0.0);
    if let Some(lead) = lead {
        let x = scale.at(lead);
        drawing.push(Mark::line((x, HEAD - 6.0), (x, foot), theme.accent, 1.5));
        let label = format!("lead now {}", number::score(lead));
        let half = text::width(&label, text::SMALL, false) / 2.0;
        let at = x.clamp(half, (frame.width - half).max(half));
        drawing.push(Mark::note((at, 7.0), Anchor::Middle, theme.accent, label));
        taken = (at - half - 8.0, at + half + 8.0);
    }
    let label = "another is first";
    let width = text::width(label, text::SMALL, false);
    if scale.low < 0.0 && zero - width - 4.0 >= 0.0 && (zero - 4.0 < taken.0 || zero - width - 4.0 > taken.1) {
        drawing.push(Mark::note((zero - 4.0, 7.0), Anchor::End, theme.fail, label));
    }
}

fn draw_bar(
    drawing: &mut Drawing,
    package: &Package,
    frame: &Frame,
    scale: &Scale,
    bar: &TornadoBar,
    name: &str,
    top: f64,
) {
    let theme = &frame.theme;
    let colour = Whose::one(package, &bar.alternative).map_or(theme.muted, |(index, _)| theme.series(index));
    let [low, high] = bar.leads.map(|lead| scale.at(lead));
    let (left, right) = (low.min(high), low.max(high));
    drawing.push(Mark::rect((left, top), (right, top + BAR), theme.tint(colour, 0.36)));
    for x in [low, high] {
        drawing.push(Mark::line((x, top), (x, top + BAR), colour, 2.0));
    }
    for (x, end) in [low, high].into_iter().zip(bar.ends) {
        let outward = if x == left && (low != high || end == bar.ends[0]) { -1.0 } else { 1.0 };
        let anchor = if outward < 0.0 { Anchor::End } else { Anchor::Start };
        let label = Mark::note((x + outward * 5.0, top + BAR / 2.0), anchor, theme.muted, number(end));
        let (from, _, to, _) = label.bounds();
        let beyond = scale.low < 0.0 && to <= scale.at(0.0);
        let ground = if beyond && from >= scale.start { theme.tint(theme.fail, 0.07) } else { theme.paper };
        drawing.push(Mark::Rect { x: from, y: top + 2.0, w: to - from, h: BAR - 4.0, colour: ground });
        drawing.push(label);
    }
    drawing.hot((left, top, (right - left).max(2.0), BAR), name.to_owned(), readout(package, bar));
}

fn readout(package: &Package, bar: &TornadoBar) -> String {
    let side = |end: usize| {
        let first = Whose::one(package, &bar.first[end]).map_or("–", |(_, name)| name);
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
                .and_then(|id| Whose::one(package, id))
                .map_or("another one", |(_, name)| name);
            format!("Only {only} alone can change who is first: to {first}.")
        }
        several => format!("{} uncertain values can each change who is first, {widest} most of all.", several.len()),
    }
}

fn table(package: &Package, bars: &[TornadoBar], names: &[String]) -> Vec<Vec<String>> {
    let header = ["Value", "Low end", "Lead there", "First there", "High end", "Lead there", "First there"]
        .map(str::to_owned)
        .to_vec();
    let rows = bars.iter().zip(names).map(|(bar, name)| {
        let mut row = vec![name.clone()];
        for end in 0..2 {
            let first = Whose::one(package, &bar.first[end]).map_or("–", |(_, name)| name);
            row.extend([number(bar.ends[end]), number::fixed(bar.leads[end], 3), first.to_owned()]);
        }
        row
    });
    std::iter::once(header).chain(rows).collect()
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
        assert!(drawing.hot.windows(2).all(|pair| pair[0].w >= pair[1].w - 1e-6));
        let bars = &findings.robustness.as_ref().expect("it is computed").tornado;
        let span = |bar: &TornadoBar| (bar.leads[0] - bar.leads[1]).abs();
        let scale = drawing.hot[0].w / span(&bars[0]);
        for (hot, bar) in drawing.hot.iter().zip(bars) {
            assert!((hot.w - (span(bar) * scale).max(2.0)).abs() < 1e-6);
        }
    }
}
