//! Central weights: what one would have to care about for each alternative to be the choice.

use super::{
    Anchor, Drawing, Frame, Mark,
    mark::{SWATCH, swatch},
    number::{self, probability},
    scale::Scale,
    text,
    whose::{Whose, criterion},
};
use crate::{
    analysis::{findings::Findings, robustness::Smaa},
    package::{Id, Package},
};

const ROW: f64 = 18.0;
const BAR: f64 = 8.0;
const HEAD: f64 = 42.0;
const GAP: f64 = 22.0;
/// A block needs this much width to stand beside another.
const LEAST: f64 = 280.0;

/// A block of bars per alternative that some weights put first: its mean weights, with the weights stated in the
/// package as a tick.
pub fn draw(package: &Package, findings: &Findings, frame: &Frame) -> Drawing {
    let drawn = findings.robustness.as_ref().and_then(|robustness| robustness.smaa.as_ref());
    let Some(smaa) = drawn.filter(|smaa| smaa.central_weights.iter().any(Option::is_some)) else {
        return Drawing::empty(frame, "Central weights have not been drawn yet.");
    };
    let whose = Whose::of(package, &smaa.alternatives);
    let blocks: Vec<(usize, &[f64])> = smaa
        .central_weights
        .iter()
        .enumerate()
        .filter_map(|(place, weights)| Some((place, weights.as_deref()?)))
        .collect();
    let columns = ((frame.width / LEAST) as usize).clamp(1, blocks.len());
    let w = (frame.width - GAP * (columns as f64 - 1.0)) / columns as f64;
    let h = HEAD + ROW * smaa.criteria.len() as f64;
    let greatest = blocks
        .iter()
        .flat_map(|(_, weights)| weights.iter())
        .chain(own(findings, smaa).iter())
        .fold(0.0_f64, |most, weight| most.max(*weight));
    let mut drawing = Drawing::new(frame, 0.0);
    for (count, (place, weights)) in blocks.iter().enumerate() {
        let (row, column) = (count / columns, count % columns);
        let corner = (column as f64 * (w + GAP), row as f64 * (h + GAP));
        let block = Block { package, findings, smaa, whose: &whose, place: *place, weights, greatest, w };
        block.draw(&mut drawing, frame, corner);
        drawing.height = corner.1 + h;
    }
    let key = drawing.height + 14.0;
    drawing.push(Mark::line((3.0, key - 7.0), (3.0, key + 7.0), frame.theme.ink, 1.5));
    drawing.push(Mark::note((12.0, key), Anchor::Start, frame.theme.muted, "the weight stated now"));
    drawing.height = key + 10.0;
    drawing.sentence = sentence(package, findings, smaa, &whose, &blocks);
    drawing.table = table(package, smaa, &whose);
    drawing
}

/// The package's own weights, in the order of the criteria drawn.
fn own(findings: &Findings, smaa: &Smaa) -> Vec<f64> {
    let weight =
        |id: &Id| findings.weights.iter().find(|weight| &weight.criterion == id).map_or(0.0, |weight| weight.weight);
    smaa.criteria.iter().map(weight).collect()
}

struct Block<'a> {
    package: &'a Package,
    findings: &'a Findings,
    smaa: &'a Smaa,
    whose: &'a Whose<'a>,
    place: usize,
    weights: &'a [f64],
    greatest: f64,
    w: f64,
}

impl Block<'_> {
    fn draw(&self, drawing: &mut Drawing, frame: &Frame, (left, top): (f64, f64)) {
        let theme = &frame.theme;
        let index = self.whose.index(self.place);
        let name = self.whose.name(self.place);
        drawing.extend(swatch((left, top + 9.0), index, theme));
        let fitted = text::fit(name, text::SIZE, true, self.w - SWATCH);
        drawing.push(Mark::strong((left + SWATCH, top + 9.0), Anchor::Start, theme.ink, fitted));
        let confidence = self.smaa.confidence.get(self.place).copied().flatten();
        let words =
            confidence.map_or_else(String::new, |share| format!("first with {} at these weights", probability(share)));
        let words = text::fit(&words, text::SMALL, false, self.w - SWATCH);
        drawing.push(Mark::note((left + SWATCH, top + 26.0), Anchor::Start, theme.muted, words));
        let names: Vec<&str> = self.smaa.criteria.iter().map(|id| criterion(self.package, id)).collect();
        let widest = names.iter().map(|name| text::width(name, text::SMALL, false)).fold(0.0, f64::max);
        let start = left + (widest + 8.0).min(self.w * 0.5);
        let scale = Scale::new((0.0, self.greatest), (start, left + self.w - 42.0));
        let own = own(self.findings, self.smaa);
        for (row, ((criterion, weight), own)) in names.iter().zip(self.weights).zip(own).enumerate() {
            let y = top + HEAD + ROW * (row as f64 + 0.5);
            let words = text::fit(criterion, text::SMALL, false, start - left - 8.0);
            drawing.push(Mark::note((start - 8.0, y), Anchor::End, theme.muted, words));
            let end = scale.at(*weight);
            drawing.push(Mark::Rect {
                x: start,
                y: y - BAR / 2.0,
                w: end - start,
                h: BAR,
                colour: theme.series(index),
            });
            let tick = scale.at(own);
            drawing.push(Mark::line((tick, y - 7.0), (tick, y + 7.0), theme.paper, 4.0));
            drawing.push(Mark::line((tick, y - 7.0), (tick, y + 7.0), theme.ink, 1.5));
            let label = (end.max(tick) + 6.0, y);
            drawing.push(Mark::note(label, Anchor::Start, theme.ink, probability(*weight)));
            let readout = format!("{} on average where it is first; {} stated", probability(*weight), probability(own));
            drawing.hot((left, y - ROW / 2.0, self.w, ROW), format!("{name}: {criterion}"), readout);
        }
    }
}

/// What each alternative would need, in terms of the criterion that must count more than it does.
fn sentence(
    package: &Package,
    findings: &Findings,
    smaa: &Smaa,
    whose: &Whose<'_>,
    blocks: &[(usize, &[f64])],
) -> String {
    // What tells an alternative's weights from those of the others, or from those stated when there are no others.
    let count = blocks.len() as f64;
    let usual: Vec<f64> = if blocks.len() > 1 {
        let column = |place: usize| blocks.iter().filter_map(|(_, weights)| weights.get(place)).sum::<f64>() / count;
        (0..smaa.criteria.len()).map(column).collect()
    } else {
        own(findings, smaa)
    };
    let parts: Vec<String> = blocks
        .iter()
        .take(3)
        .filter_map(|(place, weights)| {
            let more = weights.iter().zip(&usual).map(|(weight, usual)| weight - usual).enumerate();
            let (most, by) = more.max_by(|one, two| one.1.total_cmp(&two.1))?;
            let name = criterion(package, smaa.criteria.get(most)?);
            let cared =
                if by > 0.02 { format!("if you cared more about {name}") } else { "at about even weights".to_owned() };
            Some(format!("{} {cared}", whose.name(*place)))
        })
        .collect();
    let never = whose.len() - blocks.len();
    let rest = match never {
        0 => String::new(),
        1 => " One alternative is first under no weights.".to_owned(),
        _ => format!(" {never} alternatives are first under no weights."),
    };
    format!("You would choose {}.{rest}", parts.join("; "))
}

fn table(package: &Package, smaa: &Smaa, whose: &Whose<'_>) -> Vec<Vec<String>> {
    let mut header = vec!["Alternative".to_owned()];
    header.extend(smaa.criteria.iter().map(|id| criterion(package, id).to_owned()));
    header.push("First at these weights".to_owned());
    let rows = smaa.central_weights.iter().enumerate().take(whose.len()).map(|(place, weights)| {
        let mut row = vec![whose.name(place).to_owned()];
        let missing = || "never first".to_owned();
        row.extend((0..smaa.criteria.len()).map(|criterion| {
            let weight = weights.as_ref().and_then(|weights| weights.get(criterion));
            weight.map_or_else(missing, |weight| format!("{} %", number::fixed(weight * 100.0, 1)))
        }));
        row.push(smaa.confidence.get(place).copied().flatten().map_or_else(missing, probability));
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
        for count in [1, 3, 12] {
            let (package, findings) = fixture::robust(count);
            legible::check(|frame| draw(&package, &findings, frame));
        }
        legible::check(|frame| draw(&Package::default(), &Findings::default(), frame));
    }
}
