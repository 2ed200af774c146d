//! The ranks under the three methods side by side: lines that cross are disagreements.

use super::kit::{
    Anchor, Area, Drawing, Frame, Mark, NOTE, Point, STRONG_NOTE, SWATCH, Series, TEXT, Table, number, or_absent,
};
use crate::findings::{AlternativeFinding, Findings};
use crate::{
    analysis::score::key,
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
    let drawing = Drawing::new(frame, HEAD + ROW * ranked.len() as f64);
    let (names, scores) = if drawing.is_wide() { (0.34, 90.0) } else { (0.44, 30.0) };
    let widest = TEXT.widest(ranked.iter().map(|(_, alternative)| alternative.name.as_str()));
    let left = (widest + SWATCH + 34.0).min(drawing.width * names);
    let right = drawing.width - scores;
    let last = (Method::ALL.len() - 1) as f64;
    let columns = (0..Method::ALL.len()).map(|column| left + (right - left) * column as f64 / last).collect();
    let mut chart = Chart { drawing, columns };
    chart.headings(package.settings.method);
    let rows: Vec<Vec<usize>> = Method::ALL.iter().map(|method| rows(&ranked, *method)).collect();
    for (line, (index, alternative)) in ranked.iter().enumerate() {
        let y = |rows: &Vec<usize>| HEAD + ROW * (rows[line] as f64 + 0.5);
        let points: Vec<Point> = chart.columns.iter().copied().zip(rows.iter().map(y)).collect();
        let series = Series { index: *index, name: &alternative.name };
        chart.name(series, points[0]);
        chart.line(series, alternative, points);
    }
    chart.drawing.sentence = sentence(package, &ranked);
    chart.drawing.table = table(&ranked);
    chart.drawing
}

struct Chart {
    drawing: Drawing,
    /// The middle of each method's column.
    columns: Vec<f64>,
}

impl Chart {
    fn headings(&mut self, chosen: Method) {
        let (theme, width, height) = (self.drawing.theme, self.drawing.width, self.drawing.height);
        let room = self.columns[1] - self.columns[0] - 6.0;
        for (method, x) in Method::ALL.iter().zip(&self.columns) {
            let is_chosen = *method == chosen;
            let (font, colour) = if is_chosen { (STRONG_NOTE, theme.accent) } else { (NOTE, theme.muted) };
            let mut rows = font.wrap(method.label(), room, 2);
            if is_chosen {
                rows.push("chosen".to_owned());
            }
            for (row, text) in (0..).zip(rows) {
                let at = (*x, 7.0 + 14.0 * f64::from(row));
                let heading = Mark::Text { at, anchor: Anchor::Middle, font, colour, text };
                self.drawing.push(heading.between(0.0, width));
            }
            self.drawing.push(Mark::line((*x, 48.0), (*x, height - 2.0), theme.rule, 1.0));
        }
    }

    /// The name before the first of its ranks.
    fn name(&mut self, series: Series<'_>, (x, y): Point) {
        self.drawing.swatch((0.0, y), &series);
        let name = TEXT.wrap(series.name, x - SWATCH - 18.0, 2);
        self.drawing.block((SWATCH, y), TEXT, name);
    }

    fn line(&mut self, series: Series<'_>, alternative: &AlternativeFinding, points: Vec<Point>) {
        let theme = self.drawing.theme;
        let path = Mark::Path { points: points.clone(), stroke: series.stroke(&theme, 2.5) };
        self.drawing.push(path);
        for (method, at) in Method::ALL.iter().zip(points) {
            let rank = or_absent(alternative.ranks.get(key(*method)), u32::to_string);
            let score = or_absent(score(alternative, *method), number::score);
            self.drawing.push(Mark::Disc { at, radius: 11.0, colour: series.colour(&theme) });
            self.drawing.push(Mark::Disc { at, radius: 9.0, colour: theme.paper });
            self.drawing.push(Mark::strong_note(at, Anchor::Middle, theme.ink, rank.as_str()));
            if self.drawing.is_wide() {
                let label = Mark::note((at.0 + 15.0, at.1), Anchor::Start, theme.muted, score.as_str());
                self.drawing.push(Mark::rect(label.bounds().inset(-2.0), theme.paper));
                self.drawing.push(label);
            }
            let label = format!("{}, {}", series.name, method.label());
            self.drawing.hot_spot(Area::around(at, 11.0), label, format!("rank {rank}, score {score}"));
        }
    }
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
fn rows(ranked: &[(usize, &AlternativeFinding)], method: Method) -> Vec<usize> {
    let order =
        order::argsort(ranked.len(), &mut |one, two| rank(ranked[one].1, method).cmp(&rank(ranked[two].1, method)));
    let mut rows = vec![0; ranked.len()];
    for (row, line) in order.into_iter().enumerate() {
        rows[line] = row;
    }
    rows
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
        let rest = if same { "and agree on the whole order" } else { "though they differ further down" };
        return format!("All three methods put {winner} first, {rest}.");
    }
    let parts: Vec<String> = others
        .iter()
        .map(|method| format!("{} puts {} first", method.label(), first(*method).map_or("nobody", String::as_str)))
        .collect();
    format!("{winner} is first under {}, but {}.", chosen.label(), number::list(&parts))
}

fn table(ranked: &[(usize, &AlternativeFinding)]) -> Table {
    let mut table = Table::new(&["Alternative"]);
    for method in Method::ALL {
        table.column(&format!("{} rank", method.label()));
        table.column(&format!("{} score", method.label()));
    }
    for (_, alternative) in ranked {
        let mut row = vec![alternative.name.clone()];
        for method in Method::ALL {
            row.push(or_absent(alternative.ranks.get(key(*method)), u32::to_string));
            row.push(or_absent(score(alternative, *method), |score| number::fixed(score, 3)));
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
            let spots = drawing.hot_spots.iter().skip(column).step_by(3);
            let mut ranks: Vec<(f64, &str)> = spots.map(|spot| (spot.area.y, spot.readout.as_str())).collect();
            ranks.sort_by(|one, two| one.0.total_cmp(&two.0));
            assert!(ranks[0].1.starts_with("rank 1"), "{ranks:?}");
            assert!(ranks.windows(2).all(|pair| pair[0].1 <= pair[1].1), "{ranks:?}");
        }
    }
}
