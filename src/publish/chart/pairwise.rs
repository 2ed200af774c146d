//! How often each alternative beats each other one when weights and values are drawn at random.

use super::{
    Anchor, Drawing, Frame, Mark, Symbol,
    mark::{SWATCH, swatch},
    number::{self, probability},
    text,
    whose::Whose,
};
use crate::{
    analysis::{findings::Findings, robustness::Smaa},
    order,
    package::Package,
};

const CELL: f64 = 30.0;
const HEAD: f64 = 24.0;

/// A table of shares: the row beats the column. As many alternatives as fit, the likeliest first ones.
pub fn draw(package: &Package, findings: &Findings, frame: &Frame) -> Drawing {
    let drawn = findings.robustness.as_ref().and_then(|robustness| robustness.smaa.as_ref());
    let Some(smaa) = drawn.filter(|smaa| smaa.alternatives.len() > 1) else {
        return Drawing::empty(frame, "Two alternatives are needed before one can beat the other.");
    };
    let whose = Whose::of(package, &smaa.alternatives);
    let widest = whose.names().map(|name| text::width(name, text::SIZE, false)).fold(0.0, f64::max);
    let left = (SWATCH + widest + 10.0).min(frame.width * if frame.is_wide() { 0.3 } else { 0.42 });
    let fitting = ((frame.width - left) / 40.0) as usize;
    let shown = shown(smaa, fitting.max(2));
    let w = ((frame.width - left) / shown.len() as f64).min(150.0);
    let mut drawing = Drawing::new(frame, HEAD + CELL * shown.len() as f64);
    for (column, place) in shown.iter().enumerate() {
        let x = left + w * (column as f64 + 0.5);
        heading(&mut drawing, frame, &whose, *place, x, w);
    }
    for (row, place) in shown.iter().enumerate() {
        let y = HEAD + CELL * row as f64;
        let middle = y + CELL / 2.0;
        drawing.extend(swatch((0.0, middle), whose.index(*place), &frame.theme));
        let name = text::fit(whose.name(*place), text::SIZE, false, left - SWATCH - 8.0);
        drawing.push(Mark::text((SWATCH, middle), Anchor::Start, frame.theme.ink, name));
        for (column, other) in shown.iter().enumerate().filter(|(_, other)| *other != place) {
            let x = left + w * column as f64;
            cell(&mut drawing, frame, &whose, smaa, (*place, *other), (x, y, w));
        }
    }
    drawing.sentence = sentence(smaa, &whose, shown.len());
    drawing.table = table(smaa, &whose);
    drawing
}

fn first(smaa: &Smaa, place: usize) -> f64 {
    smaa.acceptability.get(place).and_then(|shares| shares.first()).copied().unwrap_or(0.0)
}

/// The places of at most `count` alternatives, in the package's order, those likeliest to be first.
fn shown(smaa: &Smaa, count: usize) -> Vec<usize> {
    let likeliest = &mut |one, two| first(smaa, two).total_cmp(&first(smaa, one));
    let mut places = order::places(smaa.alternatives.len(), likeliest);
    places.truncate(count);
    order::sort(&mut places, usize::cmp);
    places
}

fn heading(drawing: &mut Drawing, frame: &Frame, whose: &Whose<'_>, place: usize, x: f64, w: f64) {
    let theme = &frame.theme;
    let index = whose.index(place);
    // A few letters say less than the shape.
    let name = if w >= 84.0 { text::fit(whose.name(place), text::SMALL, false, w - 20.0) } else { String::new() };
    let width = text::width(&name, text::SMALL, false);
    let at = if name.is_empty() { x } else { x - width / 2.0 - 2.0 };
    drawing.extend(Symbol::series(index).marks((at, 10.0), 3.5, theme.series(index)));
    drawing.push(Mark::note((at + 8.0, 10.0), Anchor::Start, theme.muted, name));
}

fn cell(
    drawing: &mut Drawing,
    frame: &Frame,
    whose: &Whose<'_>,
    smaa: &Smaa,
    (place, other): (usize, usize),
    (x, y, w): (f64, f64, f64),
) {
    let theme = &frame.theme;
    let share = smaa.pairwise.get(place).and_then(|shares| shares.get(other)).copied().unwrap_or(0.0);
    let fill = theme.tint(theme.accent, 0.04 + 0.56 * share);
    drawing.push(Mark::Rect { x: x + 1.0, y: y + 1.0, w: w - 2.0, h: CELL - 2.0, colour: fill });
    let words = probability(share);
    let label =
        if text::width(&words, text::SMALL, true) > w - 4.0 { words.trim_end_matches(" %").to_owned() } else { words };
    let (anchor, size, bold, colour) = (Anchor::Middle, text::SMALL, share > 0.5, theme.on(fill));
    drawing.push(Mark::Text { at: (x + w / 2.0, y + CELL / 2.0), anchor, size, bold, colour, text: label });
    let label = format!("{} beats {}", whose.name(place), whose.name(other));
    drawing.hot((x + 1.0, y + 1.0, w - 2.0, CELL - 2.0), label, format!("in {} of the draws", probability(share)));
}

fn sentence(smaa: &Smaa, whose: &Whose<'_>, shown: usize) -> String {
    let best = (0..whose.len()).max_by(|one, two| first(smaa, *one).total_cmp(&first(smaa, *two))).unwrap_or(0);
    let rival = (0..whose.len()).filter(|other| *other != best).min_by(|one, two| {
        let share = |other: usize| smaa.pairwise.get(best).and_then(|shares| shares.get(other)).copied().unwrap_or(0.0);
        share(*one).total_cmp(&share(*two))
    });
    let Some(rival) = rival else { return String::new() };
    let share = smaa.pairwise.get(best).and_then(|shares| shares.get(rival)).copied().unwrap_or(0.0);
    let rest = match whose.len() - shown {
        0 => String::new(),
        left => format!(" {left} less likely ones are in the table only."),
    };
    let (best, rival) = (whose.name(best), whose.name(rival));
    format!("Row beats column: {best} beats its hardest rival, {rival}, in {} of the draws.{rest}", probability(share))
}

fn table(smaa: &Smaa, whose: &Whose<'_>) -> Vec<Vec<String>> {
    let mut header = vec!["Beats".to_owned()];
    header.extend(whose.names().map(str::to_owned));
    let rows = smaa.pairwise.iter().enumerate().take(whose.len()).map(|(place, shares)| {
        let mut row = vec![whose.name(place).to_owned()];
        row.extend((0..whose.len()).map(|other| match shares.get(other) {
            Some(share) if other != place => format!("{} %", number::fixed(share * 100.0, 1)),
            _ => "–".to_owned(),
        }));
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
        for count in [1, 2, 4, 25] {
            let (package, findings) = fixture::robust(count);
            legible::check(|frame| draw(&package, &findings, frame));
        }
    }

    #[test]
    fn every_pair_has_its_cell() {
        let (package, findings) = fixture::robust(4);
        let drawing = draw(&package, &findings, &Frame::new(900.0, 0.0));
        assert_eq!(drawing.hot.len(), 12);
        assert_eq!(drawing.table.len(), 5);
    }
}
