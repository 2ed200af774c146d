//! Scores: each alternative's weighted sum as a bar of its criteria's contributions, with its gates beside it.

use super::kit::{
    Anchor, Area, BOTTOM, Drawing, Frame, LINE, Mark, NOTE, Rows, STRONG, Scale, Series, Symbol, Table, bottom,
    number::{self, Unit},
    or_absent,
};
use crate::findings::{AlternativeFinding, Contribution, Findings};
use crate::publish::words::{self, gate_names};
use crate::{order, package::Package};

/// So many alternatives are drawn; further ones could not be told apart.
const MOST: usize = 24;

const BAR: f64 = 26.0;
const STRIP: f64 = 3.0;
const VERDICT: f64 = 20.0;
const GAP: f64 = 16.0;

/// The weighted sums, one row per alternative in the package's order; of very many the best, the best first.
pub fn draw(package: &Package, findings: &Findings, frame: &Frame) -> Drawing {
    let alternatives = &findings.alternatives;
    if alternatives.iter().all(|alternative| alternative.weighted_sum.is_none()) {
        let problems = words::score::problems(package, findings);
        return Drawing::empty(frame, problems.first().map_or("There is nothing to score yet.", String::as_str));
    }
    let drawn = drawn(alternatives);
    let mut chart = Chart::new(package, &drawn, frame);
    let mut y = 0.0;
    for &(index, alternative) in &drawn {
        chart.row(index, alternative, y);
        y += chart.rows.height + VERDICT + GAP;
    }
    let foot = y - GAP + 4.0;
    bottom(&mut chart.drawing, &chart.scale, foot, &Unit::Plain);
    chart.key(foot + BOTTOM);
    chart.drawing.sentence = sentence(package, alternatives);
    if drawn.len() < alternatives.len() {
        let all = alternatives.len();
        chart.drawing.sentence.push_str(&format!(" Only the best {MOST} of {all} alternatives are drawn."));
    }
    chart.drawing.table = table(package, &drawn);
    chart.drawing
}

/// The alternatives that are drawn, each with its place in the package.
fn drawn(alternatives: &[AlternativeFinding]) -> Vec<(usize, &AlternativeFinding)> {
    let mut drawn: Vec<_> = alternatives.iter().enumerate().collect();
    if drawn.len() > MOST {
        let rank = |alternative: &AlternativeFinding| alternative.rank.unwrap_or(u32::MAX);
        order::sort(&mut drawn, |one, two| rank(one.1).cmp(&rank(two.1)));
        drawn.truncate(MOST);
    }
    drawn
}

struct Chart<'a> {
    drawing: Drawing,
    package: &'a Package,
    rows: Rows,
    scale: Scale,
    criteria: Vec<&'a str>,
}

impl<'a> Chart<'a> {
    fn new(package: &'a Package, alternatives: &[(usize, &AlternativeFinding)], frame: &Frame) -> Self {
        let criteria: Vec<&str> = package.criteria.iter().map(|criterion| criterion.name.as_str()).collect();
        let drawing = Drawing::new(frame, 0.0);
        let mut rows =
            Rows::new(&drawing, STRONG, alternatives.iter().map(|(_, alternative)| alternative.name.as_str()), BAR);
        rows.spare = 90.0;
        let end = frame.width - if rows.is_stacked() { 1.0 } else { 64.0 };
        let (low, high) = alternatives.iter().fold((0.0_f64, 0.0_f64), |(low, high), (_, alternative)| {
            let parts = || alternative.contributions.iter().filter_map(|part| part.contribution);
            (low.min(parts().filter(|part| *part < 0.0).sum()), high.max(parts().filter(|part| *part > 0.0).sum()))
        });
        // The whole scale from 0 to 1, so that the bars do not change their measure while a weight is moved; only
        // normalisations that keep every score small get a closer one.
        let high = if high > 0.25 { high.max(1.0) } else { high };
        let scale = Scale::nice((low, high), (rows.start, end), 5);
        Self { drawing, package, rows, scale, criteria }
    }

    /// One alternative from `y` on.
    fn row(&mut self, index: usize, alternative: &AlternativeFinding, y: f64) {
        let series = Series { index, name: &alternative.name };
        let top = self.rows.name(&mut self.drawing, y, series.into());
        let foot = top + BAR + 11.0;
        self.total(alternative, self.rows.heading(y), foot);
        if alternative.weighted_sum.is_some() {
            self.bar(series, alternative, top);
        }
        self.verdict(alternative, foot);
    }

    /// The score at the right of the name, and the rank beneath or before it.
    fn total(&mut self, alternative: &AlternativeFinding, heading: f64, foot: f64) {
        let (width, theme) = (self.drawing.width, self.drawing.theme);
        let total = alternative.weighted_sum.map_or_else(|| "not scored".to_owned(), number::score);
        let before = width - STRONG.width(&total) - 6.0;
        self.drawing.push(Mark::strong((width, heading), Anchor::End, theme.ink, total));
        if let (Some(_), Some(rank)) = (alternative.weighted_sum, alternative.rank) {
            let at = if self.rows.is_stacked() { (before, heading) } else { (width, foot) };
            self.drawing.push(Mark::note(at, Anchor::End, theme.muted, number::ordinal(rank as usize)));
        }
    }

    fn bar(&mut self, series: Series<'_>, alternative: &AlternativeFinding, top: f64) {
        let theme = self.drawing.theme;
        let colour = series.colour(&theme);
        let (zero, one) = (self.scale.at(0.0), self.scale.at(self.scale.high.min(1.0)));
        let whole = Area::between((zero, top), (one, top + BAR));
        self.drawing.push(Mark::rect(whole, theme.tint(theme.rule, 0.35)));
        for (place, left, right) in segments(alternative, &self.scale) {
            let name = self.criteria.get(place).copied().unwrap_or("Criterion");
            let segment = Area::new(left, top, right - left, BAR);
            let fill = theme.tint(colour, if place % 2 == 0 { 0.36 } else { 0.22 });
            self.drawing.push(Mark::rect(segment, fill));
            self.drawing.push(Mark::rect(Area::new(left, top + BAR - STRIP, segment.w, STRIP), colour));
            let labels = [format!("{} {name}", place + 1), (place + 1).to_string()];
            if let Some(label) = NOTE.first_fit(&labels, segment.w - 6.0) {
                let at = (segment.middle().0, top + (BAR - STRIP) / 2.0);
                self.drawing.push(Mark::note(at, Anchor::Middle, theme.on(fill), label));
            }
            let readout = readout(alternative, &alternative.contributions[place]);
            self.drawing.hot_spot(segment, format!("{}: {name}", series.name), readout);
        }
    }

    fn verdict(&mut self, alternative: &AlternativeFinding, y: f64) {
        let theme = self.drawing.theme;
        let (symbol, colour) =
            if alternative.releasable { (Symbol::Check, theme.pass) } else { (Symbol::Cross, theme.fail) };
        let x = self.scale.start;
        self.drawing.append(symbol.marks((x + 5.0, y), 4.0, colour));
        let room = self.drawing.width - x - 14.0 - if self.rows.is_stacked() { 0.0 } else { 40.0 };
        let words = NOTE.fit(&release(self.package, alternative), room);
        self.drawing.push(Mark::note((x + 14.0, y), Anchor::Start, colour, words));
    }

    /// The criteria by the numbers they have in the bars, in as many rows as they take.
    fn key(&mut self, foot: f64) {
        let (start, end) = (if self.rows.is_stacked() { 0.0 } else { self.scale.start }, self.drawing.width);
        let (mut x, mut y) = (start, foot + 12.0);
        for (place, name) in self.criteria.iter().enumerate() {
            let label = NOTE.fit(&format!("{} {name}", place + 1), end - start);
            let width = NOTE.width(&label);
            if x > start && x + width > end {
                (x, y) = (start, y + LINE);
            }
            self.drawing.push(Mark::note((x, y), Anchor::Start, self.drawing.theme.muted, label));
            x += width + 16.0;
        }
        self.drawing.height = y + 10.0;
    }
}

/// Each contribution's index, and the pixels of its left and right edge.
fn segments(alternative: &AlternativeFinding, scale: &Scale) -> Vec<(usize, f64, f64)> {
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

/// Whether it may be released, in words.
fn release(package: &Package, alternative: &AlternativeFinding) -> String {
    match (alternative.releasable, alternative.blocked_by.as_slice()) {
        (true, _) => "Releasable".to_owned(),
        (false, []) => "Not releasable".to_owned(),
        (false, gates) => format!("Not releasable: {}", number::list(&gate_names(package, gates))),
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

fn sentence(package: &Package, alternatives: &[AlternativeFinding]) -> String {
    let mut scored: Vec<(&AlternativeFinding, f64)> =
        alternatives.iter().filter_map(|alternative| Some((alternative, alternative.weighted_sum?))).collect();
    order::sort(&mut scored, |one, two| two.1.total_cmp(&one.1));
    let Some(&(first, best)) = scored.first() else { return String::new() };
    let score = number::score(best);
    if !first.releasable {
        let why = match first.blocked_by.as_slice() {
            [] => String::new(),
            gates => format!(" ({})", number::list(&gate_names(package, gates))),
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

fn table(package: &Package, alternatives: &[(usize, &AlternativeFinding)]) -> Table {
    let mut table = Table::new(&["Alternative"]);
    package.criteria.iter().for_each(|criterion| table.column(&criterion.name));
    table.column("Weighted sum");
    table.column("Gates");
    let written = |score: Option<f64>| or_absent(score, |score| number::fixed(score, 3));
    for (_, alternative) in alternatives {
        let mut row = vec![alternative.name.clone()];
        let parts = (0..package.criteria.len()).map(|place| alternative.contributions.get(place)?.contribution);
        row.extend(parts.map(written));
        row.extend([written(alternative.weighted_sum), release(package, alternative)]);
        table.row(row);
    }
    table
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::findings::Fact;
    use crate::{
        package::{Criterion, Gate, Id},
        publish::chart::legible,
    };

    pub fn example(names: &[(&str, &[f64], &[&str])], criteria: &[&str]) -> (Package, Findings) {
        let package = Package {
            criteria: criteria
                .iter()
                .map(|name| Criterion { id: Id::from(*name), name: (*name).to_owned(), ..Criterion::default() })
                .collect(),
            gates: names
                .iter()
                .flat_map(|(_, _, blocked)| blocked.iter())
                .map(|name| Gate { id: Id::from(*name), name: (*name).to_owned(), ..Gate::default() })
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
                    blocked_by: blocked.iter().map(|gate| Id::from(*gate)).collect(),
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
        let parts = drawing.hot_spots.iter().filter(|spot| spot.label.starts_with(name));
        parts.map(|spot| spot.area.right()).fold(0.0, f64::max)
    }

    #[test]
    fn of_very_many_the_best_are_drawn_and_it_is_said() {
        let names: Vec<String> = (0..MOST + 1).map(|place| format!("A{place}")).collect();
        let parts: Vec<[f64; 1]> = (0..=MOST).map(|place| [0.01 * place as f64]).collect();
        let rows: Vec<(&str, &[f64], &[&str])> =
            names.iter().zip(&parts).map(|(name, parts)| (name.as_str(), parts.as_slice(), [].as_slice())).collect();
        let (_, findings) = example(&rows, &["Quality"]);
        let places: Vec<usize> = drawn(&findings.alternatives).iter().map(|(place, _)| *place).collect();
        assert_eq!(places, (1..=MOST).rev().collect::<Vec<_>>());
        assert_eq!(drawn(&findings.alternatives[..MOST]).len(), MOST);
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
            let starts: Vec<f64> = drawing.hot_spots.iter().step_by(5).map(|spot| spot.area.x).collect();
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
        findings.score_problems = vec![Fact::NoCriterion.into()];
        let said = "There is no criterion yet. Add what the alternatives are compared on.";
        assert_eq!(draw(&package, &findings, &Frame::new(320.0, 0.0)).sentence, said);
    }
}
