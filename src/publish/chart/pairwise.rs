//! How often each alternative beats each other one when weights and values are drawn at random.

use super::{
    kit::{
        ABSENT, Anchor, Area, Drawing, Frame, Mark, NOTE, STRONG_NOTE, SWATCH, Series, TEXT, Table,
        number::{percent, probability},
    },
    lookup::alternatives,
};
use crate::findings::{Findings, Smaa};
use crate::publish::words::robustness::among;
use crate::{order, package::Package};

const HEIGHT: f64 = 34.0;
const HEAD: f64 = 24.0;

/// A table of shares: the row beats the column. As many alternatives as fit, the likeliest first ones.
pub fn draw(package: &Package, findings: &Findings, frame: &Frame) -> Drawing {
    let drawn = findings.robustness.as_ref().and_then(|robustness| robustness.smaa.as_ref());
    let Some(smaa) = drawn.filter(|smaa| smaa.alternatives.len() > 1) else {
        return Drawing::empty(frame, "Two alternatives are needed before one can beat the other.");
    };
    let series = alternatives(package, &smaa.alternatives);
    let drawing = Drawing::new(frame, 0.0);
    let most = drawing.width * if drawing.is_wide() { 0.3 } else { 0.42 };
    let left = (SWATCH + TEXT.widest(series.iter().map(|series| series.name)) + 10.0).min(most);
    let fitting = ((drawing.width - left) / 40.0) as usize;
    let shown = shown(smaa, fitting.max(2));
    let width = ((drawing.width - left) / shown.len() as f64).min(150.0);
    let mut chart = Chart { drawing, smaa, series, left, width };
    for (column, other) in shown.iter().enumerate() {
        chart.heading(*other, column);
    }
    for (row, place) in shown.iter().enumerate() {
        chart.name(*place, row);
        for (column, other) in shown.iter().enumerate().filter(|(_, other)| *other != place) {
            chart.share((*place, *other), (row, column));
        }
    }
    chart.drawing.height = HEAD + HEIGHT * shown.len() as f64;
    let scope = findings.robustness.as_ref().map_or_else(String::new, |robustness| among(package, robustness));
    chart.drawing.sentence = scope + &sentence(smaa, &chart.series, shown.len());
    chart.drawing.table = table(smaa, &chart.series);
    chart.drawing
}

struct Chart<'a> {
    drawing: Drawing,
    smaa: &'a Smaa,
    series: Vec<Series<'a>>,
    /// Where the columns begin.
    left: f64,
    /// Of a column.
    width: f64,
}

impl Chart<'_> {
    fn heading(&mut self, other: usize, column: usize) {
        let (theme, series) = (self.drawing.theme, self.series[other]);
        let x = self.left + self.width * (column as f64 + 0.5);
        // A few letters say less than the shape.
        let name = if self.width >= 84.0 { NOTE.fit(series.name, self.width - 20.0) } else { String::new() };
        let at = if name.is_empty() { x } else { x - NOTE.width(&name) / 2.0 - 2.0 };
        self.drawing.append(series.marks((at, 10.0), 3.5, &theme));
        self.drawing.push(Mark::note((at + 8.0, 10.0), Anchor::Start, theme.muted, name));
    }

    fn name(&mut self, place: usize, row: usize) {
        let series = self.series[place];
        let middle = HEAD + HEIGHT * (row as f64 + 0.5);
        self.drawing.swatch((0.0, middle), &series);
        let name = TEXT.wrap(series.name, self.left - SWATCH - 8.0, 2);
        self.drawing.block((SWATCH, middle), TEXT, name);
    }

    /// How often the first of a pair of alternatives beats the second.
    fn share(&mut self, (place, other): (usize, usize), (row, column): (usize, usize)) {
        let theme = self.drawing.theme;
        let share = wins(self.smaa, place, other);
        let fill = theme.tint(theme.accent, 0.04 + 0.46 * share);
        let (x, y) = (self.left + self.width * column as f64, HEAD + HEIGHT * row as f64);
        let area = Area::new(x, y, self.width, HEIGHT).inset(1.0);
        self.drawing.push(Mark::rect(area, fill));
        let words = probability(share);
        let labels = [words.clone(), words.trim_end_matches(" %").to_owned()];
        let text = STRONG_NOTE.first_fit(&labels, area.w - 2.0).unwrap_or(&labels[1]).to_owned();
        let font = if share > 0.5 { STRONG_NOTE } else { NOTE };
        self.drawing.push(Mark::Text { at: area.middle(), anchor: Anchor::Middle, font, colour: theme.on(fill), text });
        let label = format!("{} beats {}", self.series[place].name, self.series[other].name);
        self.drawing.hot_spot(area, label, format!("in {words} of the draws"));
    }
}

/// In which share of the draws one alternative beats another.
fn wins(smaa: &Smaa, one: usize, other: usize) -> f64 {
    smaa.pairwise.get(one).and_then(|shares| shares.get(other)).copied().unwrap_or(0.0)
}

fn first(smaa: &Smaa, place: usize) -> f64 {
    smaa.acceptability.get(place).and_then(|shares| shares.first()).copied().unwrap_or(0.0)
}

/// Of the alternatives, in the package's order, at most `count` likeliest to be first.
fn shown(smaa: &Smaa, count: usize) -> Vec<usize> {
    let likeliest = &mut |one, two| first(smaa, two).total_cmp(&first(smaa, one));
    let mut shown = order::argsort(smaa.alternatives.len(), likeliest);
    shown.truncate(count);
    order::sort(&mut shown, usize::cmp);
    shown
}

fn sentence(smaa: &Smaa, series: &[Series<'_>], shown: usize) -> String {
    let all = 0..series.len();
    let best = all.clone().max_by(|one, two| first(smaa, *one).total_cmp(&first(smaa, *two))).unwrap_or(0);
    let rivals = all.filter(|other| *other != best);
    let hardest = rivals.min_by(|one, two| wins(smaa, best, *one).total_cmp(&wins(smaa, best, *two)));
    let Some(rival) = hardest else { return String::new() };
    let rest = match series.len() - shown {
        0 => String::new(),
        left => format!(" {left} less likely ones are in the table only."),
    };
    let share = probability(wins(smaa, best, rival));
    let (best, rival) = (series[best].name, series[rival].name);
    format!(
        "Row beats column, with weights and uncertain values drawn at random: {best} beats its hardest rival, {rival}, in \
         {share} of the draws.{rest}"
    )
}

fn table(smaa: &Smaa, series: &[Series<'_>]) -> Table {
    let mut table = Table::new(&["Beats"]);
    series.iter().for_each(|series| table.column(series.name));
    for (place, one) in series.iter().enumerate().take(smaa.pairwise.len()) {
        let mut row = vec![one.name.to_owned()];
        row.extend((0..series.len()).map(|other| match other == place {
            true => ABSENT.to_owned(),
            false => percent(wins(smaa, place, other)),
        }));
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
        for count in [1, 2, 4, 25] {
            let (package, findings) = fixture::robust(count);
            legible::check(|frame| draw(&package, &findings, frame));
        }
    }

    #[test]
    fn every_pair_has_its_share() {
        let (package, findings) = fixture::robust(4);
        let drawing = draw(&package, &findings, &Frame::new(900.0, 0.0));
        assert_eq!(drawing.hot_spots.len(), 12);
        assert_eq!(drawing.table.rows.len(), 4);
    }
}
