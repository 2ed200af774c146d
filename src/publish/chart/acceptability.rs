//! Rank acceptability: how often each alternative has which rank when weights and values are drawn at random.

use super::{
    Anchor, Drawing, Frame, Mark, axis,
    number::{self, Unit, probability},
    row::Rows,
    scale::Scale,
    text,
    whose::Whose,
};
use crate::{
    analysis::{findings::Findings, robustness::Smaa},
    order,
    package::Package,
};

const BAR: f64 = 26.0;
const STRIP: f64 = 3.0;
const GAP: f64 = 12.0;

/// A stacked bar per alternative, the first rank at the left.
pub fn draw(package: &Package, findings: &Findings, frame: &Frame) -> Drawing {
    let drawn = findings.robustness.as_ref().and_then(|robustness| robustness.smaa.as_ref());
    let Some(smaa) = drawn.filter(|smaa| !smaa.alternatives.is_empty()) else {
        return Drawing::empty(frame, "How sure the ranking is has not been drawn yet.");
    };
    let whose = Whose::of(package, &smaa.alternatives);
    let rows = Rows::new(frame, whose.names(), BAR);
    let scale = Scale::new((0.0, 1.0), (rows.start, frame.width - 2.0));
    let mut drawing = Drawing::new(frame, 0.0);
    let mut y = 0.0;
    for (place, shares) in smaa.acceptability.iter().enumerate().take(whose.len()) {
        let top = rows.name(&mut drawing, frame, y, whose.name(place), Some(whose.index(place)), 0.0);
        bar(&mut drawing, frame, &whose, place, shares, &scale, top);
        y += rows.height + GAP;
    }
    axis::bottom(&mut drawing, frame, &scale, y - GAP + 4.0, Unit::Share);
    drawing.height = y - GAP + 4.0 + axis::BOTTOM;
    drawing.sentence = sentence(smaa, &whose);
    drawing.table = table(smaa, &whose);
    drawing
}

fn bar(drawing: &mut Drawing, frame: &Frame, whose: &Whose<'_>, place: usize, shares: &[f64], scale: &Scale, top: f64) {
    let theme = &frame.theme;
    let colour = theme.series(whose.index(place));
    let mut sum = 0.0;
    for (rank, share) in shares.iter().enumerate() {
        let (left, right) = (scale.at(sum), scale.at(sum + share));
        sum += share;
        let width = (right - left - 1.0).max(0.0);
        if width <= 0.0 {
            continue;
        }
        // The first rank stands out, the later ones fade.
        let fade = 0.52 - 0.44 * rank as f64 / (shares.len().max(2) - 1) as f64;
        let fill = theme.tint(colour, fade);
        drawing.push(Mark::Rect { x: left, y: top, w: width, h: BAR, colour: fill });
        if rank == 0 {
            drawing.push(Mark::Rect { x: left, y: top + BAR - STRIP, w: width, h: STRIP, colour });
        }
        let words = [format!("{} {}", number::ordinal(rank + 1), probability(*share)), number::ordinal(rank + 1)];
        if let Some(label) = words.into_iter().find(|label| text::width(label, text::SMALL, false) + 6.0 <= width) {
            let at = ((left + right) / 2.0, top + (BAR - STRIP) / 2.0);
            drawing.push(Mark::note(at, Anchor::Middle, theme.on(fill), label));
        }
        let label = format!("{}: {} of {}", whose.name(place), number::ordinal(rank + 1), shares.len());
        drawing.hot((left, top, width, BAR), label, format!("{} of the draws", probability(*share)));
    }
}

fn sentence(smaa: &Smaa, whose: &Whose<'_>) -> String {
    let mut first: Vec<(usize, f64)> =
        smaa.acceptability.iter().map(|shares| shares.first().copied().unwrap_or(0.0)).enumerate().collect();
    order::sort(&mut first, |one, two| two.1.total_cmp(&one.1));
    let leader = first.first().map_or(0, |(place, _)| *place);
    let parts: Vec<String> = first
        .iter()
        .take(3)
        .filter(|(place, share)| *share > 0.0 || *place == leader)
        .map(|(place, share)| format!("{} in {}", whose.name(*place), probability(*share)))
        .collect();
    let draws = number::fixed(f64::from(smaa.draws), 0);
    let own = smaa.first_probability.get(leader).map_or_else(String::new, |share| {
        format!(" At the weights stated now it is first in {}.", probability(*share))
    });
    format!("Were the weights anything at all, first would be {} of {draws} draws.{own}", number::list(&parts))
}

fn table(smaa: &Smaa, whose: &Whose<'_>) -> Vec<Vec<String>> {
    let ranks = smaa.acceptability.iter().map(Vec::len).max().unwrap_or(0);
    let mut header = vec!["Alternative".to_owned()];
    header.extend((1..=ranks).map(number::ordinal));
    let rows = smaa.acceptability.iter().enumerate().take(whose.len()).map(|(place, shares)| {
        let mut row = vec![whose.name(place).to_owned()];
        row.extend((0..ranks).map(|rank| format!("{} %", number::fixed(shares.get(rank).unwrap_or(&0.0) * 100.0, 1))));
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
        let (package, findings) = fixture::robust(4);
        legible::check(|frame| draw(&package, &findings, frame));
        let (package, findings) = fixture::robust(14);
        legible::check(|frame| draw(&package, &findings, frame));
        legible::check(|frame| draw(&package, &Findings::default(), frame));
    }

    #[test]
    fn a_greater_share_is_a_wider_segment() {
        let (package, findings) = fixture::robust(3);
        let drawing = draw(&package, &findings, &Frame::new(900.0, 0.0));
        let smaa = findings.robustness.and_then(|robustness| robustness.smaa).expect("it is drawn");
        let widths: Vec<f64> = drawing.hot.iter().map(|hot| hot.w + 1.0).collect();
        let whole: f64 = widths[..smaa.acceptability[0].len()].iter().sum();
        for (width, share) in widths.iter().zip(smaa.acceptability.iter().flatten()) {
            assert!((width / whole - share).abs() < 0.01, "{width} of {whole} for {share}");
        }
    }
}
