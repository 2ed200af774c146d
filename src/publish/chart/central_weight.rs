//! Central weights: what one would have to care about for each alternative to be the choice.

use super::{
    kit::{
        Anchor, Area, Drawing, Frame, Mark, NOTE, STRONG, SWATCH, Scale, Series, Table,
        number::{percent, probability},
    },
    lookup::{alternatives, criterion},
};
use crate::findings::{Findings, Smaa};
use crate::package::{Id, Package};
use crate::publish::words::{quoted, robustness::among};

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
        return Drawing::empty(frame, "The draws have not been made yet.");
    };
    let series = alternatives(package, &smaa.alternatives);
    let blocks = blocks(smaa, &series);
    let criteria: Vec<&str> = smaa.criteria.iter().map(|id| criterion(package, id)).collect();
    let stated = stated(findings, smaa);
    let columns = ((frame.width / LEAST) as usize).clamp(1, blocks.len().max(1));
    let w = (frame.width - GAP * (columns as f64 - 1.0)) / columns as f64;
    let h = HEAD + ROW * criteria.len() as f64;
    let all = blocks.iter().flat_map(|block| block.weights).chain(&stated);
    let greatest = all.fold(0.0_f64, |most, weight| most.max(*weight));
    let names = (NOTE.widest(criteria.iter().copied()) + 8.0).min(w * 0.5);
    let mut chart = Chart { drawing: Drawing::new(frame, 0.0), criteria, stated, names, greatest };
    for (count, block) in blocks.iter().enumerate() {
        let (row, column) = (count / columns, count % columns);
        let area = Area::new(column as f64 * (w + GAP), row as f64 * (h + GAP), w, h);
        chart.block(block, area);
        chart.drawing.height = area.bottom();
    }
    chart.key();
    let scope = findings.robustness.as_ref().map_or_else(String::new, |robustness| among(package, robustness));
    chart.drawing.sentence = scope + &sentence(&chart, &blocks, series.len());
    chart.drawing.table = table(&chart.criteria, smaa, &series);
    chart.drawing
}

/// An alternative that some weights put first.
struct Block<'a> {
    series: Series<'a>,
    /// The mean of those weights, in the order of the criteria.
    weights: &'a [f64],
    /// How likely it is first at that mean.
    confidence: Option<f64>,
}

fn blocks<'a>(smaa: &'a Smaa, series: &[Series<'a>]) -> Vec<Block<'a>> {
    let confidence = |place: usize| smaa.confidence.get(place).copied().flatten();
    let all = smaa.central_weights.iter().zip(series).enumerate();
    all.filter_map(|(place, (weights, series))| {
        Some(Block { series: *series, weights: weights.as_deref()?, confidence: confidence(place) })
    })
    .collect()
}

/// The package's own weights, in the order of the criteria drawn.
fn stated(findings: &Findings, smaa: &Smaa) -> Vec<f64> {
    let weight =
        |id: &Id| findings.weights.iter().find(|weight| &weight.criterion == id).map_or(0.0, |weight| weight.weight);
    smaa.criteria.iter().map(weight).collect()
}

struct Chart<'a> {
    drawing: Drawing,
    criteria: Vec<&'a str>,
    stated: Vec<f64>,
    /// Width of the criteria's names.
    names: f64,
    /// The greatest weight of all, so that every block has the same scale.
    greatest: f64,
}

impl Chart<'_> {
    fn block(&mut self, block: &Block<'_>, area: Area) {
        let (theme, x, room) = (self.drawing.theme, area.x + SWATCH, area.w - SWATCH);
        self.drawing.swatch((area.x, area.y + 9.0), &block.series);
        let name = STRONG.fit(block.series.name, room);
        self.drawing.push(Mark::strong((x, area.y + 9.0), Anchor::Start, theme.ink, name));
        if let Some(share) = block.confidence {
            let words = NOTE.fit(&format!("first with {} at these weights", probability(share)), room);
            self.drawing.push(Mark::note((x, area.y + 26.0), Anchor::Start, theme.muted, words));
        }
        let scale = Scale::new((0.0, self.greatest), (area.x + self.names, area.right() - 42.0));
        for row in 0..self.criteria.len().min(block.weights.len()) {
            let spot = Area::new(area.x, area.y + HEAD + ROW * row as f64, area.w, ROW);
            self.weight(block, (row, spot.middle().1), &scale);
            let (mean, stated) = (probability(block.weights[row]), probability(self.stated[row]));
            let label = format!("{}: {}", block.series.name, self.criteria[row]);
            self.drawing.hot_spot(spot, label, format!("{mean} on average where it is first; {stated} stated"));
        }
    }

    /// One criterion's name, bar, tick and number.
    fn weight(&mut self, block: &Block<'_>, (row, y): (usize, f64), scale: &Scale) {
        let theme = self.drawing.theme;
        let name = NOTE.fit(self.criteria[row], self.names - 8.0);
        self.drawing.push(Mark::note((scale.start - 8.0, y), Anchor::End, theme.muted, name));
        let (end, tick) = (scale.at(block.weights[row]), scale.at(self.stated[row]));
        let track = Area::new(scale.start, y - 0.5, scale.end - scale.start, 1.0);
        self.drawing.push(Mark::rect(track, theme.rule));
        let bar = Area::new(scale.start, y - BAR / 2.0, end - scale.start, BAR);
        self.drawing.push(Mark::rect(bar, block.series.colour(&theme)));
        self.drawing.push(Mark::line((tick, y - 7.0), (tick, y + 7.0), theme.paper, 4.0));
        self.drawing.push(Mark::line((tick, y - 7.0), (tick, y + 7.0), theme.ink, 1.5));
        // Beside its bar, unless the tick stands in the way.
        let words = probability(block.weights[row]);
        let beside = Area::new(end + 4.0, y - ROW / 2.0, NOTE.width(&words) + 6.0, ROW);
        let clear = tick < end || tick > beside.right();
        let from = if clear { end } else { tick } + 6.0;
        self.drawing
            .push(Mark::Rect { area: Area::new(from - 2.0, y - 6.0, beside.w - 2.0, 12.0), colour: theme.paper });
        self.drawing.push(Mark::note((from, y), Anchor::Start, theme.ink, words));
    }

    fn key(&mut self) {
        let (theme, y) = (self.drawing.theme, self.drawing.height + 14.0);
        self.drawing.push(Mark::line((3.0, y - 7.0), (3.0, y + 7.0), theme.ink, 1.5));
        self.drawing.push(Mark::note((12.0, y), Anchor::Start, theme.muted, "the stated weight"));
        self.drawing.height = y + 10.0;
    }
}

/// What each alternative would need, in terms of the criterion that must count more than it does.
fn sentence(chart: &Chart<'_>, blocks: &[Block<'_>], alternatives: usize) -> String {
    // What tells an alternative's weights from those of the others, or from those stated when there are no others.
    let usual = |criterion: usize| match blocks {
        [_] => chart.stated[criterion],
        _ => blocks.iter().filter_map(|block| block.weights.get(criterion)).sum::<f64>() / blocks.len() as f64,
    };
    let wish = |block: &Block<'_>| {
        let more = (0..chart.criteria.len()).map(|criterion| block.weights[criterion] - usual(criterion)).enumerate();
        let (most, by) = more.max_by(|one, two| one.1.total_cmp(&two.1))?;
        let cared = match by > 0.02 {
            true => format!("if you cared more about {}", quoted(chart.criteria[most])),
            false => "if all counted about equally".to_owned(),
        };
        Some(format!("{} {cared}", block.series.name))
    };
    let parts: Vec<String> = blocks.iter().take(3).filter_map(wish).collect();
    let rest = match alternatives - blocks.len() {
        0 => String::new(),
        1 => " One alternative is first with no weights at all.".to_owned(),
        never => format!(" {never} alternatives are first with no weights at all."),
    };
    format!("You would choose {}.{rest}", parts.join("; "))
}

fn table(criteria: &[&str], smaa: &Smaa, series: &[Series<'_>]) -> Table {
    const NEVER: &str = "never first";
    let mut table = Table::new(&["Alternative"]);
    criteria.iter().for_each(|name| table.column(name));
    table.column("First at these weights");
    for (place, (weights, series)) in smaa.central_weights.iter().zip(series).enumerate() {
        let mut row = vec![series.name.to_owned()];
        let weight = |criterion: usize| weights.as_ref()?.get(criterion).copied();
        row.extend((0..criteria.len()).map(|criterion| weight(criterion).map_or(NEVER.to_owned(), percent)));
        let confidence = smaa.confidence.get(place).copied().flatten();
        row.push(confidence.map_or(NEVER.to_owned(), probability));
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
        for count in [1, 3, 12] {
            let (package, findings) = fixture::robust(count);
            legible::check(|frame| draw(&package, &findings, frame));
        }
        legible::check(|frame| draw(&Package::default(), &Findings::default(), frame));
    }
}
