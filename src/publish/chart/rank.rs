//! The ranks under the three methods side by side: lines that cross are disagreements.

use super::{
    Anchor, Dash, Drawing, Frame, Mark, Stroke,
    mark::{SWATCH, swatch},
    number, text,
};
use crate::{
    analysis::{
        findings::{AlternativeFinding, Findings},
        score::key,
    },
    order,
    package::{Package, settings::Method},
};

const ROW: f64 = 34.0;
const HEAD: f64 = 54.0;

/// One column per method, one line per alternative, the first rank on top.
pub fn draw(package: &Package, findings: &Findings, frame: &Frame) -> Drawing {
    let ranked: Vec<(usize, &AlternativeFinding)> =
        findings.alternatives.iter().enumerate().filter(|(_, alternative)| !alternative.ranks.is_empty()).collect();
    if ranked.is_empty() {
        return Drawing::empty(frame, "Nothing is ranked yet.");
    }
    let slots: Vec<Vec<usize>> = Method::ALL.iter().map(|method| slots(&ranked, *method)).collect();
    let names = ranked.iter().map(|(_, alternative)| text::width(&alternative.name, text::SIZE, false));
    let left = (names.fold(0.0, f64::max) + SWATCH + 34.0).min(frame.width * if frame.is_wide() { 0.34 } else { 0.44 });
    let right = frame.width - if frame.is_wide() { 90.0 } else { 30.0 };
    let columns: Vec<f64> = (0..Method::ALL.len())
        .map(|place| left + (right - left) * place as f64 / (Method::ALL.len() - 1) as f64)
        .collect();
    let mut drawing = Drawing::new(frame, HEAD + ROW * ranked.len() as f64);
    headings(&mut drawing, package, frame, &columns);
    let y = |slot: usize| HEAD + ROW * (slot as f64 + 0.5);
    for (line, (index, alternative)) in ranked.iter().enumerate() {
        let points: Vec<_> = columns.iter().zip(&slots).map(|(x, slots)| (*x, y(slots[line]))).collect();
        name(&mut drawing, frame, alternative, *index, left, points[0].1);
        draw_line(&mut drawing, frame, alternative, *index, &points);
    }
    drawing.sentence = sentence(package, &ranked);
    drawing.table = table(&ranked);
    drawing
}

fn rank(alternative: &AlternativeFinding, method: Method) -> u32 {
    alternative.ranks.get(key(method)).copied().unwrap_or(u32::MAX)
}

fn score(alternative: &AlternativeFinding, method: Method) -> Option<f64> {
    match method {
        Method::WeightedSum => alternative.weighted_sum,
        Method::Topsis => alternative.topsis,
        Method::PrometheeIi => alternative.promethee,
    }
}

/// Each alternative's row in a method's column; equals stand under one another.
fn slots(ranked: &[(usize, &AlternativeFinding)], method: Method) -> Vec<usize> {
    let order =
        order::places(ranked.len(), &mut |one, two| rank(ranked[one].1, method).cmp(&rank(ranked[two].1, method)));
    let mut slots = vec![0; ranked.len()];
    for (slot, place) in order.into_iter().enumerate() {
        slots[place] = slot;
    }
    slots
}

fn headings(drawing: &mut Drawing, package: &Package, frame: &Frame, columns: &[f64]) {
    let theme = &frame.theme;
    for (method, x) in Method::ALL.iter().zip(columns) {
        let chosen = *method == package.settings.method;
        let room = (columns[1] - columns[0]) - 6.0;
        let mut rows = text::wrap(method.label(), text::SMALL, chosen, room, 2);
        if chosen {
            rows.push("chosen".to_owned());
        }
        let colour = if chosen { theme.accent } else { theme.muted };
        for (place, row) in rows.into_iter().enumerate() {
            let half = text::width(&row, text::SMALL, chosen) / 2.0;
            let at = (x.clamp(half, (frame.width - half).max(half)), 7.0 + 14.0 * place as f64);
            let (anchor, size) = (Anchor::Middle, text::SMALL);
            drawing.push(Mark::Text { at, anchor, size, bold: chosen, colour, text: row });
        }
        drawing.push(Mark::line((*x, 48.0), (*x, drawing.height - 2.0), theme.rule, 1.0));
    }
}

fn name(drawing: &mut Drawing, frame: &Frame, alternative: &AlternativeFinding, index: usize, left: f64, y: f64) {
    drawing.extend(swatch((0.0, y), index, &frame.theme));
    let name = text::fit(&alternative.name, text::SIZE, false, left - SWATCH - 18.0);
    drawing.push(Mark::text((SWATCH, y), Anchor::Start, frame.theme.ink, name));
}

fn draw_line(
    drawing: &mut Drawing,
    frame: &Frame,
    alternative: &AlternativeFinding,
    index: usize,
    points: &[super::Point],
) {
    let theme = &frame.theme;
    let colour = theme.series(index);
    let stroke = Stroke { colour, width: 2.5, dash: Dash::series(index) };
    drawing.push(Mark::Path { points: points.to_vec(), stroke });
    for (method, (x, y)) in Method::ALL.iter().zip(points) {
        let rank = rank(alternative, *method);
        drawing.push(Mark::Disc { at: (*x, *y), radius: 11.0, colour });
        drawing.push(Mark::Disc { at: (*x, *y), radius: 9.0, colour: theme.paper });
        let words = if rank == u32::MAX { "–".to_owned() } else { rank.to_string() };
        drawing.push(Mark::strong_note((*x, *y), Anchor::Middle, theme.ink, words));
        let value = score(alternative, *method).map_or_else(|| "–".to_owned(), number::score);
        if frame.is_wide() {
            drawing.push(Mark::Rect {
                x: x + 13.0,
                y: y - 7.0,
                w: text::width(&value, text::SMALL, false) + 4.0,
                h: 14.0,
                colour: theme.paper,
            });
            drawing.push(Mark::note((x + 15.0, *y), Anchor::Start, theme.muted, value.as_str()));
        }
        let label = format!("{}, {}", alternative.name, method.label());
        drawing.hot((x - 11.0, y - 11.0, 22.0, 22.0), label, format!("rank {rank}, score {value}"));
    }
}

fn sentence(package: &Package, ranked: &[(usize, &AlternativeFinding)]) -> String {
    let first = |method: Method| {
        ranked.iter().find(|(_, alternative)| rank(alternative, method) == 1).map(|(_, alternative)| &alternative.name)
    };
    let chosen = package.settings.method;
    let winner = first(chosen).map_or("Nobody", String::as_str);
    let others: Vec<Method> = Method::ALL.iter().copied().filter(|method| first(*method) != first(chosen)).collect();
    if others.is_empty() {
        let same = Method::ALL.iter().all(|method| {
            ranked.iter().all(|(_, alternative)| rank(alternative, *method) == rank(alternative, chosen))
        });
        let rest = if same { "and they rank alike throughout" } else { "though they differ further down" };
        return format!("All three methods put {winner} first, {rest}.");
    }
    let parts: Vec<String> = others
        .iter()
        .map(|method| format!("{} puts {} first", method.label(), first(*method).map_or("nobody", String::as_str)))
        .collect();
    format!("{winner} is first under {}, but {}.", chosen.label(), number::list(&parts))
}

fn table(ranked: &[(usize, &AlternativeFinding)]) -> Vec<Vec<String>> {
    let mut header = vec!["Alternative".to_owned()];
    for method in Method::ALL {
        header.extend([format!("{} rank", method.label()), format!("{} score", method.label())]);
    }
    let rows = ranked.iter().map(|(_, alternative)| {
        let mut row = vec![alternative.name.clone()];
        for method in Method::ALL {
            row.push(alternative.ranks.get(key(*method)).map_or_else(|| "–".to_owned(), u32::to_string));
            row.push(score(alternative, *method).map_or_else(|| "–".to_owned(), |score| number::fixed(score, 3)));
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
        for count in [1, 4, 20] {
            let (package, findings) = fixture::robust(count);
            legible::check(|frame| draw(&package, &findings, frame));
        }
        legible::check(|frame| draw(&Package::default(), &Findings::default(), frame));
    }

    #[test]
    fn a_better_rank_stands_higher() {
        let (package, findings) = fixture::robust(4);
        let drawing = draw(&package, &findings, &Frame::new(900.0, 0.0));
        for column in 0..3 {
            let mut places: Vec<(f64, &str)> =
                drawing.hot.iter().skip(column).step_by(3).map(|hot| (hot.y, hot.readout.as_str())).collect();
            places.sort_by(|one, two| one.0.total_cmp(&two.0));
            assert!(places[0].1.starts_with("rank 1"), "{places:?}");
            assert!(places.windows(2).all(|pair| pair[0].1 <= pair[1].1), "{places:?}");
        }
    }
}
