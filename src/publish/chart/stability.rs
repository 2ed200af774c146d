//! How far each weight can go: the interval within which the winner stays first.

use crate::findings::{Findings, Stability};
use super::{
    Anchor, Drawing, Frame, Mark, axis,
    number::{Unit, weight},
    row::Rows,
    scale::Scale,
    text,
};

const STRIP: f64 = 10.0;
const GAP: f64 = 12.0;

/// One weight's interval as a strip to lie under its slider: `inset` is how far the slider's ends stand from the
/// frame's (half its thumb).
pub fn strip(stability: &Stability, winner: &str, inset: f64, frame: &Frame) -> Drawing {
    let mut drawing = Drawing::new(frame, 14.0);
    let scale = Scale::new((0.0, 1.0), (inset, frame.width - inset));
    marks(&mut drawing, frame, stability, &scale, 2.0);
    drawing.sentence = sentence(stability, winner);
    drawing.hot((inset, 0.0, frame.width - 2.0 * inset, 14.0), stability.name.clone(), drawing.sentence.clone());
    drawing.table = table(std::slice::from_ref(stability));
    drawing
}

/// The intervals of all weights, one row each in the package's order of criteria.
pub fn draw(findings: &Findings, frame: &Frame) -> Drawing {
    let Some(robustness) = findings.robustness.as_ref().filter(|robustness| !robustness.stability.is_empty()) else {
        return Drawing::empty(frame, "There is no ranking yet whose weights could change it.");
    };
    let (list, winner) = (&robustness.stability, robustness.verdict.winner_name.as_str());
    let words: Vec<String> = list.iter().map(interval).collect();
    let widest = words.iter().map(|words| text::width(words, text::SMALL, false)).fold(0.0, f64::max) + 12.0;
    let rows = Rows::new(frame, list.iter().map(|stability| stability.name.as_str()), 18.0);
    let end = if frame.is_wide() { frame.width - widest } else { frame.width - 2.0 };
    let scale = Scale::new((0.0, 1.0), (rows.start, end));
    let mut drawing = Drawing::new(frame, 0.0);
    let mut y = 0.0;
    for (stability, words) in list.iter().zip(&words) {
        let top = rows.name(&mut drawing, frame, y, &stability.name, None, widest);
        let at = if frame.is_wide() { top + 9.0 } else { y + 8.5 };
        drawing.push(Mark::note((frame.width, at), Anchor::End, frame.theme.muted, words.as_str()));
        marks(&mut drawing, frame, stability, &scale, top + 4.0);
        drawing.hot(
            (scale.start, top, scale.end - scale.start, 18.0),
            stability.name.clone(),
            sentence(stability, winner),
        );
        y += rows.height + GAP;
    }
    axis::bottom(&mut drawing, frame, &scale, y - GAP + 4.0, Unit::Share);
    drawing.height = y - GAP + 4.0 + axis::BOTTOM;
    key(&mut drawing, frame);
    drawing.sentence = overall(list, winner);
    drawing.table = table(list);
    drawing
}

/// The strip itself, its upper edge at `y`: the winner's interval in the accent's tint, within it the ranking's, and
/// the weight now.
fn marks(drawing: &mut Drawing, frame: &Frame, stability: &Stability, scale: &Scale, y: f64) {
    let theme = &frame.theme;
    let band = |[low, high]: [f64; 2], top: f64, h: f64, colour| {
        let (left, right) = (scale.at(low), scale.at(high));
        Mark::Rect { x: left, y: top, w: right - left, h, colour }
    };
    drawing.push(band([0.0, 1.0], y, STRIP, theme.tint(theme.rule, 0.5)));
    if let Some(winner) = stability.winner {
        drawing.push(band(winner, y, STRIP, theme.tint(theme.accent, 0.35)));
        // An end short of nothing or all is a place where somebody else takes over.
        for end in winner.into_iter().filter(|end| *end > 0.0 && *end < 1.0) {
            let x = scale.at(end);
            drawing.push(Mark::line((x, y - 2.0), (x, y + STRIP + 2.0), theme.ink, 1.5));
        }
    }
    if let Some(ranking) = stability.ranking {
        drawing.push(band(ranking, y + STRIP - 4.0, 4.0, theme.accent));
    }
    let x = scale.at(stability.weight);
    drawing.push(Mark::Rect { x: x - 2.5, y: y - 2.0, w: 5.0, h: STRIP + 4.0, colour: theme.paper });
    drawing.push(Mark::Rect { x: x - 1.5, y: y - 2.0, w: 3.0, h: STRIP + 4.0, colour: theme.ink });
}

/// What the bands mean, beneath them.
fn key(drawing: &mut Drawing, frame: &Frame) {
    let theme = &frame.theme;
    let y = drawing.height + 10.0;
    let items = [
        ("same winner", STRIP, theme.tint(theme.accent, 0.35)),
        ("same order", 4.0, theme.accent),
        ("now", STRIP + 4.0, theme.ink),
    ];
    let mut x = 0.0;
    for (words, h, colour) in items {
        let w = if words == "now" { 3.0 } else { 16.0 };
        drawing.push(Mark::Rect { x, y: y - h / 2.0, w, h, colour });
        drawing.push(Mark::note((x + w + 6.0, y), Anchor::Start, theme.muted, words));
        x += w + text::width(words, text::SMALL, false) + 22.0;
    }
    drawing.height = y + 10.0;
}

fn interval(stability: &Stability) -> String {
    match stability.winner {
        Some([low, high]) if low <= 0.0 && high >= 1.0 => "any weight".to_owned(),
        Some([low, high]) if low <= 0.0 => format!("up to {}", weight(high)),
        Some([low, high]) if high >= 1.0 => format!("from {}", weight(low)),
        Some([low, high]) => format!("{} to {}", weight(low), weight(high)),
        None => "has all the weight".to_owned(),
    }
}

fn sentence(stability: &Stability, winner: &str) -> String {
    let now = weight(stability.weight);
    let name = &stability.name;
    match stability.winner {
        Some([low, high]) if low <= 0.0 && high >= 1.0 => format!("{winner} stays first whatever {name} weighs."),
        Some(_) => format!("{winner} stays first while {name} weighs {} (now {now}).", interval(stability)),
        None => format!("{name} has all the weight."),
    }
}

/// How far a weight is from the nearest end at which the winner changes.
fn room(stability: &Stability) -> Option<f64> {
    let [low, high] = stability.winner?;
    let below = (low > 0.0).then_some(stability.weight - low);
    let above = (high < 1.0).then_some(high - stability.weight);
    below.into_iter().chain(above).min_by(f64::total_cmp)
}

fn overall(list: &[Stability], winner: &str) -> String {
    let tightest = list.iter().filter_map(|stability| Some((stability, room(stability)?)));
    match tightest.min_by(|one, two| one.1.total_cmp(&two.1)) {
        Some((stability, _)) => format!("The nearest turn is {}: {}", stability.name, sentence(stability, winner)),
        None => format!("{winner} stays first whatever any single criterion weighs."),
    }
}

fn table(list: &[Stability]) -> Vec<Vec<String>> {
    let header = ["Criterion", "Weight now", "Winner from", "Winner to", "Ranking from", "Ranking to"]
        .map(str::to_owned)
        .to_vec();
    let rows = list.iter().map(|stability| {
        let mut row = vec![stability.name.clone(), weight(stability.weight)];
        for interval in [stability.winner, stability.ranking] {
            let ends = interval.map_or_else(|| ["–".to_owned(), "–".to_owned()], |ends| ends.map(weight));
            row.extend(ends);
        }
        row
    });
    std::iter::once(header).chain(rows).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::chart::{fixture, legible};

    fn stability(winner: [f64; 2]) -> Stability {
        Stability {
            name: "Cost".to_owned(),
            weight: 0.25,
            winner: Some(winner),
            ranking: Some([0.2, 0.3]),
            ..Stability::default()
        }
    }

    #[test]
    fn it_is_legible_everywhere() {
        let (_, findings) = fixture::robust(3);
        legible::check(|frame| draw(&findings, frame));
        legible::check(|frame| draw(&Findings::default(), frame));
        legible::check(|frame| strip(&stability([0.18, 0.46]), "Assisted", 8.0, frame));
    }

    #[test]
    fn the_strip_lies_under_its_slider() {
        let drawing = strip(&stability([0.18, 0.46]), "Assisted", 8.0, &Frame::new(216.0, 0.0));
        let Mark::Rect { x, w, .. } = &drawing.marks[1] else { panic!("the winner's interval") };
        assert!((x - (8.0 + 36.0)).abs() < 1e-9 && (w - 56.0).abs() < 1e-9, "{x} {w}");
    }

    #[test]
    fn it_says_how_far_the_weight_can_go() {
        for (winner, expected) in [
            ([0.18, 0.46], "Assisted stays first while Cost weighs 18 % to 46 % (now 25 %)."),
            ([0.0, 0.46], "Assisted stays first while Cost weighs up to 46 % (now 25 %)."),
            ([0.0, 1.0], "Assisted stays first whatever Cost weighs."),
        ] {
            assert_eq!(sentence(&stability(winner), "Assisted"), expected);
        }
    }
}
