//! Scores: each alternative's weighted sum as a bar of its criteria's contributions, with its gates beside it.

use super::{
    Anchor, Drawing, Frame, Mark, Symbol, axis,
    mark::{SWATCH, swatch},
    number,
    scale::Scale,
    text,
};
use crate::{
    analysis::findings::{AlternativeFinding, Contribution, Findings},
    order,
    package::Package,
};

const BAR: f64 = 26.0;
const STRIP: f64 = 3.0;
const HEADING: f64 = 20.0;
const VERDICT: f64 = 20.0;
const GAP: f64 = 16.0;

/// The weighted sums, one row per alternative in the package's order.
pub fn draw(package: &Package, findings: &Findings, frame: &Frame) -> Drawing {
    let alternatives = &findings.alternatives;
    if alternatives.iter().all(|alternative| alternative.weighted_sum.is_none()) {
        let why = findings.score_problems.first().map_or("There is nothing to score yet.", String::as_str);
        return Drawing::empty(frame, why);
    }
    let names: Vec<&str> = package.criteria.iter().map(|criterion| criterion.name.as_str()).collect();
    let mut drawing = Drawing::new(frame, 0.0);
    let layout = Layout::of(alternatives, frame);
    let mut y = 0.0;
    for (index, alternative) in alternatives.iter().enumerate() {
        y = row(&mut drawing, frame, &layout, &names, alternative, index, y) + GAP;
    }
    let foot = y - GAP + 4.0;
    axis::bottom(&mut drawing, frame, &layout.scale, foot, number::Unit::Plain);
    drawing.height = foot + axis::BOTTOM;
    key(&mut drawing, frame, &names, &layout);
    drawing.sentence = sentence(alternatives);
    drawing.table = table(&names, alternatives);
    drawing
}

struct Layout {
    scale: Scale,
    names: f64,
}

impl Layout {
    fn of(alternatives: &[AlternativeFinding], frame: &Frame) -> Self {
        let widest = alternatives.iter().map(|alternative| text::width(&alternative.name, text::SIZE, true));
        let names = (SWATCH + widest.fold(0.0, f64::max) + 12.0).min(frame.width * 0.3);
        let (start, end) = if frame.is_wide() { (names, frame.width - 64.0) } else { (1.0, frame.width - 1.0) };
        let (low, high) = alternatives.iter().fold((0.0_f64, 0.0_f64), |(low, high), alternative| {
            let parts = || alternative.contributions.iter().filter_map(|part| part.contribution);
            (low.min(parts().filter(|part| *part < 0.0).sum()), high.max(parts().filter(|part| *part > 0.0).sum()))
        });
        // The whole scale from 0 to 1, so that the bars do not change their measure while a weight is moved; only
        // normalisations that keep every score small get a closer one.
        let high = if high > 0.25 { high.max(1.0) } else { high };
        let scale = Scale::nice((low, high), (start, end), 5);
        Self { scale, names }
    }
}

/// A contribution's place: its index, and the pixels of its left and right edge.
fn spans(alternative: &AlternativeFinding, scale: &Scale) -> Vec<(usize, f64, f64)> {
    let (mut above, mut below) = (0.0_f64, 0.0_f64);
    let parts = alternative.contributions.iter().enumerate();
    parts
        .filter_map(|(place, part)| {
            let size = part.contribution?;
            let from = if size < 0.0 { &mut below } else { &mut above };
            let start = *from;
            *from += size;
            let (left, right) = (scale.at(start.min(*from)), scale.at(start.max(*from)));
            Some((place, left, (right - 1.0).max(left)))
        })
        .collect()
}

/// The criteria by the numbers they have in the bars, in as many rows as they take.
fn key(drawing: &mut Drawing, frame: &Frame, names: &[&str], layout: &Layout) {
    let (start, end) = (if frame.is_wide() { layout.scale.start } else { 0.0 }, frame.width);
    let (mut x, mut y) = (start, drawing.height + 12.0);
    for (place, name) in names.iter().enumerate() {
        let label = text::fit(&format!("{} {name}", place + 1), text::SMALL, false, end - start);
        let width = text::width(&label, text::SMALL, false);
        if x > start && x + width > end {
            (x, y) = (start, y + text::LINE);
        }
        drawing.push(Mark::note((x, y), Anchor::Start, frame.theme.muted, label));
        x += width + 16.0;
    }
    drawing.height = y + 10.0;
}

/// Draws one alternative from `y` on and returns where it ends.
fn row(
    drawing: &mut Drawing,
    frame: &Frame,
    layout: &Layout,
    names: &[&str],
    alternative: &AlternativeFinding,
    index: usize,
    y: f64,
) -> f64 {
    let theme = &frame.theme;
    let wide = frame.is_wide();
    let bar = if wide { y } else { y + HEADING };
    let heading = if wide { bar + BAR / 2.0 } else { y + HEADING / 2.0 };
    drawing.extend(swatch((0.0, heading), index, theme));
    let total = alternative.weighted_sum.map_or_else(|| "not scored".to_owned(), number::score);
    let rank = alternative.rank.map(|rank| number::ordinal(rank as usize)).unwrap_or_default();
    let room = if wide { layout.names - SWATCH - 8.0 } else { frame.width - SWATCH - 90.0 };
    let name = text::fit(&alternative.name, text::SIZE, true, room);
    drawing.push(Mark::strong((SWATCH, heading), Anchor::Start, theme.ink, name));
    drawing.push(Mark::strong((frame.width, heading), Anchor::End, theme.ink, total.clone()));
    let before = frame.width - text::width(&total, text::SIZE, true) - 6.0;
    if alternative.weighted_sum.is_some() {
        let (at, anchor) =
            if wide { ((frame.width, bar + BAR + 11.0), Anchor::End) } else { ((before, heading), Anchor::End) };
        drawing.push(Mark::note(at, anchor, theme.muted, rank));
    }
    if alternative.weighted_sum.is_some() {
        segments(drawing, frame, layout, names, alternative, index, bar);
    }
    verdict(drawing, frame, layout, alternative, bar + BAR + 11.0);
    bar + BAR + VERDICT
}

fn segments(
    drawing: &mut Drawing,
    frame: &Frame,
    layout: &Layout,
    names: &[&str],
    alternative: &AlternativeFinding,
    index: usize,
    bar: f64,
) {
    let theme = &frame.theme;
    let colour = theme.series(index);
    let scale = &layout.scale;
    let whole = theme.tint(theme.rule, 0.35);
    drawing.push(Mark::rect((scale.at(0.0), bar), (scale.at(scale.high.min(1.0)), bar + BAR), whole));
    for (place, left, right) in spans(alternative, scale) {
        let name = names.get(place).copied().unwrap_or("Criterion");
        let fill = theme.tint(colour, if place % 2 == 0 { 0.36 } else { 0.22 });
        let width = right - left;
        drawing.push(Mark::Rect { x: left, y: bar, w: width, h: BAR, colour: fill });
        drawing.push(Mark::Rect { x: left, y: bar + BAR - STRIP, w: width, h: STRIP, colour });
        let labels = [format!("{} {name}", place + 1), (place + 1).to_string()];
        let fitting = labels.into_iter().find(|label| text::width(label, text::SMALL, false) + 6.0 <= width);
        if let Some(label) = fitting {
            let at = ((left + right) / 2.0, bar + (BAR - STRIP) / 2.0);
            drawing.push(Mark::note(at, Anchor::Middle, theme.ink, label));
        }
        let part = &alternative.contributions[place];
        drawing.hot((left, bar, width, BAR), format!("{}: {name}", alternative.name), readout(alternative, part));
    }
}

fn verdict(drawing: &mut Drawing, frame: &Frame, layout: &Layout, alternative: &AlternativeFinding, y: f64) {
    let theme = &frame.theme;
    let (symbol, colour) =
        if alternative.releasable { (Symbol::Check, theme.pass) } else { (Symbol::Cross, theme.fail) };
    let x = layout.scale.start;
    drawing.extend(symbol.marks((x + 5.0, y), 4.0, colour));
    let room = frame.width - x - 14.0 - if frame.is_wide() { 40.0 } else { 0.0 };
    let words = text::fit(&standing(alternative), text::SMALL, false, room);
    drawing.push(Mark::note((x + 14.0, y), Anchor::Start, colour, words));
}

/// Whether it may be released, in words.
fn standing(alternative: &AlternativeFinding) -> String {
    match (alternative.releasable, alternative.blocked_by.as_slice()) {
        (true, _) => "Releasable".to_owned(),
        (false, []) => "Not releasable".to_owned(),
        (false, gates) => format!("Not releasable: {}", number::list(gates)),
    }
}

fn readout(alternative: &AlternativeFinding, part: &Contribution) -> String {
    let mut words = part.contribution.map_or_else(|| "no value".to_owned(), number::score);
    if let Some(total) = alternative.weighted_sum {
        words.push_str(&format!(" of {}", number::score(total)));
    }
    if let (Some(value), Some(worth)) = (part.value, part.worth) {
        words.push_str(&format!("; {} is worth {}", number::number(value), number::score(worth)));
    }
    words
}

fn sentence(alternatives: &[AlternativeFinding]) -> String {
    let mut scored: Vec<(&AlternativeFinding, f64)> =
        alternatives.iter().filter_map(|alternative| Some((alternative, alternative.weighted_sum?))).collect();
    order::sort(&mut scored, |one, two| two.1.total_cmp(&one.1));
    let Some(&(first, best)) = scored.first() else { return String::new() };
    let score = number::score(best);
    if !first.releasable {
        let why = match first.blocked_by.as_slice() {
            [] => String::new(),
            gates => format!(" ({})", number::list(gates)),
        };
        let rest = match scored.iter().find(|(alternative, _)| alternative.releasable) {
            Some((next, score)) => format!("{} leads those that are, with {}.", next.name, number::score(*score)),
            None => "no alternative is.".to_owned(),
        };
        return format!("{} scores highest with {score} but is not releasable{why}; {rest}", first.name);
    }
    match scored.get(1) {
        None => format!("{} scores {score}.", first.name),
        Some((next, second)) if number::score(*second) == score => {
            format!("{} and {} are level at {score}.", first.name, next.name)
        }
        Some((next, second)) => {
            let blocked = if next.releasable { "" } else { ", which is not releasable" };
            let second = number::score(*second);
            format!("{} leads with {score}, ahead of {} with {second}{blocked}.", first.name, next.name)
        }
    }
}

fn table(names: &[&str], alternatives: &[AlternativeFinding]) -> Vec<Vec<String>> {
    let mut header = vec!["Alternative".to_owned()];
    header.extend(names.iter().map(|name| (*name).to_owned()));
    header.extend(["Weighted sum".to_owned(), "Gates".to_owned()]);
    let missing = || "–".to_owned();
    let rows = alternatives.iter().map(|alternative| {
        let mut row = vec![alternative.name.clone()];
        row.extend((0..names.len()).map(|place| {
            let part = alternative.contributions.get(place).and_then(|part| part.contribution);
            part.map_or_else(missing, |part| number::fixed(part, 3))
        }));
        row.push(alternative.weighted_sum.map_or_else(missing, |sum| number::fixed(sum, 3)));
        row.push(standing(alternative));
        row
    });
    std::iter::once(header).chain(rows).collect()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::{
        package::{Criterion, Id},
        publish::chart::legible,
    };

    pub fn example(names: &[(&str, &[f64], &[&str])], criteria: &[&str]) -> (Package, Findings) {
        let package = Package {
            criteria: criteria
                .iter()
                .map(|name| Criterion { id: Id::from(*name), name: (*name).to_owned(), ..Criterion::default() })
                .collect(),
            ..Package::default()
        };
        let mut order: Vec<f64> = names.iter().map(|(_, parts, _)| parts.iter().sum()).collect();
        order.sort_by(|one, two| two.total_cmp(one));
        let alternatives = names
            .iter()
            .map(|(name, parts, blocked)| {
                let sum: f64 = parts.iter().sum();
                AlternativeFinding {
                    id: Id::from(*name),
                    name: (*name).to_owned(),
                    weighted_sum: (!parts.is_empty()).then_some(sum),
                    rank: (!parts.is_empty()).then(|| 1 + order.iter().filter(|other| **other > sum).count() as u32),
                    contributions: parts
                        .iter()
                        .zip(criteria)
                        .map(|(part, criterion)| Contribution {
                            criterion: Id::from(*criterion),
                            value: Some(part * 100.0),
                            worth: Some((part * 4.0).min(1.0)),
                            contribution: Some(*part),
                        })
                        .collect(),
                    releasable: blocked.is_empty(),
                    blocked_by: blocked.iter().map(|gate| (*gate).to_owned()).collect(),
                    ..AlternativeFinding::default()
                }
            })
            .collect();
        (package, Findings { alternatives, ..Findings::default() })
    }

    pub const CRITERIA: [&str; 5] =
        ["Evaluation score", "Adoption readiness", "Operational load", "Open risks", "Scope volatility"];

    pub fn three() -> (Package, Findings) {
        example(
            &[
                ("Manual triage", &[0.08, 0.10, 0.16, 0.12, 0.08], &[]),
                ("Assisted triage", &[0.21, 0.17, 0.13, 0.11, 0.09], &[]),
                ("Automatic triage", &[0.28, 0.12, 0.20, 0.04, 0.12], &["Open risks at release", "Evaluation floor"]),
            ],
            &CRITERIA,
        )
    }

    fn bar_end(drawing: &Drawing, name: &str) -> f64 {
        let parts = drawing.hot.iter().filter(|hot| hot.label.starts_with(name));
        parts.map(|hot| hot.x + hot.w).fold(0.0, f64::max)
    }

    #[test]
    fn it_is_legible_everywhere() {
        let (package, findings) = three();
        legible::check(|frame| draw(&package, &findings, frame));
        let long = "A very long name of an alternative that nobody can read to its end";
        let parts = [0.01, 0.02, 0.05, 0.01, 0.12, 0.09, 0.1, 0.03, 0.02, 0.01, 0.2, 0.05];
        let many: Vec<String> = (1..=12).map(|place| format!("Criterion number {place}")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        let (package, findings) = example(&[(long, &parts, &[long, long]), ("B", &[], &[]), ("C", &parts, &[])], &many);
        legible::check(|frame| draw(&package, &findings, frame));
    }

    #[test]
    fn a_greater_score_has_a_longer_bar_from_the_same_zero() {
        let (package, findings) = three();
        for width in legible::WIDTHS {
            let drawing = draw(&package, &findings, &Frame::new(width, 0.0));
            let ends = ["Manual", "Assisted", "Automatic"].map(|name| bar_end(&drawing, name));
            assert!(ends[0] < ends[1] && ends[1] < ends[2], "{ends:?}");
            let starts: Vec<f64> = drawing.hot.iter().step_by(5).map(|hot| hot.x).collect();
            assert!(starts.windows(2).all(|pair| pair[0] == pair[1]));
        }
    }

    #[test]
    fn the_best_score_that_fails_a_gate_is_said_aloud() {
        let (package, findings) = three();
        let drawing = draw(&package, &findings, &Frame::new(900.0, 0.0));
        assert_eq!(
            drawing.sentence,
            "Automatic triage scores highest with 0.76 but is not releasable (Open risks at release and Evaluation \
             floor); Assisted triage leads those that are, with 0.71."
        );
        assert!(!legible::texts(&drawing, "Not releasable").is_empty());
    }

    #[test]
    fn without_scores_it_says_why() {
        let (package, mut findings) = example(&[("A", &[], &[])], &[]);
        findings.score_problems = vec!["No criterion has a weight.".to_owned()];
        assert_eq!(draw(&package, &findings, &Frame::new(320.0, 0.0)).sentence, "No criterion has a weight.");
    }
}
