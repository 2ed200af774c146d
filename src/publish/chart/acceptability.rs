//! Rank acceptability: how often each alternative has which rank when weights and values are drawn at random.

use super::{
    kit::{
        Anchor, Area, BOTTOM, Drawing, Frame, Mark, NOTE, Rows, Scale, Series, TEXT, Table, bottom,
        number::{self, Unit, percent, probability},
    },
    lookup::{alternatives, compared},
};
use crate::findings::{Findings, Smaa};
use crate::{order, package::Package};

const BAR: f64 = 26.0;
const STRIP: f64 = 3.0;
const GAP: f64 = 12.0;

/// A stacked bar per alternative, the first rank at the left.
pub fn draw(package: &Package, findings: &Findings, frame: &Frame) -> Drawing {
    let drawn = findings.robustness.as_ref().and_then(|robustness| robustness.smaa.as_ref());
    let Some(smaa) = drawn.filter(|smaa| !smaa.alternatives.is_empty()) else {
        return Drawing::empty(frame, "The draws have not been made yet.");
    };
    let series = alternatives(package, &smaa.alternatives);
    let drawing = Drawing::new(frame, 0.0);
    let rows = Rows::new(&drawing, TEXT, series.iter().map(|series| series.name), BAR);
    let scale = Scale::new((0.0, 1.0), (rows.start, frame.width - 2.0));
    let mut chart = Chart { drawing, scale };
    let mut y = 0.0;
    for (series, shares) in series.iter().zip(&smaa.acceptability) {
        let top = rows.name(&mut chart.drawing, y, (*series).into());
        chart.bar(*series, shares, top);
        y += rows.height + GAP;
    }
    let foot = y - GAP + 4.0;
    bottom(&mut chart.drawing, &scale, foot, &Unit::Share);
    chart.drawing.height = foot + BOTTOM;
    chart.drawing.sentence = sentence(smaa, &series, &compared(package, findings));
    chart.drawing.table = table(smaa, &series);
    chart.drawing
}

struct Chart {
    drawing: Drawing,
    scale: Scale,
}

impl Chart {
    /// The shares of the ranks beside each other: the first stands out, the later ones fade.
    fn bar(&mut self, series: Series<'_>, shares: &[f64], top: f64) {
        let theme = self.drawing.theme;
        let colour = series.colour(&theme);
        let mut sum = 0.0;
        for (rank, share) in shares.iter().enumerate() {
            let (left, right) = (self.scale.at(sum), self.scale.at(sum + share));
            sum += share;
            let segment = Area::new(left, top, right - left - 1.0, BAR);
            if segment.w <= 0.0 {
                continue;
            }
            let fill = theme.tint(colour, 0.38 - 0.30 * rank as f64 / (shares.len().max(2) - 1) as f64);
            self.drawing.push(Mark::rect(segment, fill));
            if rank == 0 {
                self.drawing.push(Mark::rect(Area::new(left, top + BAR - STRIP, segment.w, STRIP), colour));
            }
            let (place, words) = (number::ordinal(rank + 1), probability(*share));
            let labels = [format!("{place} {words}"), place];
            if let Some(label) = NOTE.first_fit(&labels, segment.w - 6.0) {
                let at = (segment.middle().0, top + (BAR - STRIP) / 2.0);
                self.drawing.push(Mark::note(at, Anchor::Middle, theme.on(fill), label));
            }
            let label = format!("{}: {} of {}", series.name, labels[1], shares.len());
            self.drawing.hot_spot(segment, label, format!("{words} of the draws"));
        }
    }
}

fn sentence(smaa: &Smaa, series: &[Series<'_>], compared: &str) -> String {
    let mut first: Vec<(usize, f64)> = smaa
        .acceptability
        .iter()
        .map(|shares| shares.first().copied().unwrap_or(0.0))
        .enumerate()
        .take(series.len())
        .collect();
    order::sort(&mut first, |one, two| two.1.total_cmp(&one.1));
    let leader = first.first().map_or(0, |(place, _)| *place);
    let parts: Vec<String> = first
        .iter()
        .take(3)
        .filter(|(place, share)| *share > 0.0 || *place == leader)
        .map(|(place, share)| format!("{} in {}", series[*place].name, probability(*share)))
        .collect();
    let draws = number::fixed(f64::from(smaa.draws), 0);
    // What is said of those compared ends where the sentence goes on.
    let comma = if compared.contains(", ") { "," } else { "" };
    let own = smaa.first_probability.get(leader).map_or_else(String::new, |share| {
        let name = series.get(leader).map_or("", |series| series.name);
        format!(" With the stated weights and only the values drawn, {name} is first in {}.", probability(*share))
    });
    format!(
        "In {draws} draws of weights and uncertain values, first among {compared}{comma} is {}.{own}",
        number::list(&parts)
    )
}

fn table(smaa: &Smaa, series: &[Series<'_>]) -> Table {
    let ranks = smaa.acceptability.iter().map(Vec::len).max().unwrap_or(0);
    let mut table = Table::new(&["Alternative"]);
    (1..=ranks).for_each(|rank| table.column(&number::ordinal(rank)));
    for (series, shares) in series.iter().zip(&smaa.acceptability) {
        let mut row = vec![series.name.to_owned()];
        row.extend((0..ranks).map(|rank| percent(shares.get(rank).copied().unwrap_or(0.0))));
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
        let widths: Vec<f64> = drawing.hot_spots.iter().map(|spot| spot.area.w + 1.0).collect();
        let whole: f64 = widths[..smaa.acceptability[0].len()].iter().sum();
        for (width, share) in widths.iter().zip(smaa.acceptability.iter().flatten()) {
            assert!((width / whole - share).abs() < 0.01, "{width} of {whole} for {share}");
        }
    }
}
