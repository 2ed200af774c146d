//! One gate: every alternative's value with its interval against the threshold.

use super::{
    Anchor, Drawing, Frame, Mark, Symbol, axis,
    mark::{SWATCH, swatch},
    number::{Unit, interval, list, quantity},
    scale::{Scale, extent},
    text,
};
use crate::{
    analysis::findings::{Findings, GateFinding, Verdict},
    package::{Gate, Id, Package, gate::Judge},
};

const HEAD: f64 = 26.0;
const HEADING: f64 = 20.0;
const ROW: f64 = 34.0;

/// The gate `id` for all alternatives, one row each in the package's order.
pub fn draw(package: &Package, findings: &Findings, id: &Id, frame: &Frame) -> Drawing {
    let Some(gate) = package.gate(id) else { return Drawing::empty(frame, "There is no such gate.") };
    let rows: Vec<Row<'_>> = package
        .alternatives
        .iter()
        .enumerate()
        .filter_map(|(index, alternative)| {
            let finding = findings.gates.iter().find(|gate| &gate.id == id && gate.alternative == alternative.id)?;
            Some(Row { index, name: &alternative.name, finding })
        })
        .collect();
    if rows.is_empty() {
        return Drawing::empty(frame, "This gate has not been judged yet.");
    }
    let unit = package.measure(&gate.measure).map_or(Unit::Plain, Unit::of);
    let columns = Columns::of(&rows, frame);
    let scale = scale(gate, &rows, columns.plot);
    let step = if frame.is_wide() { ROW } else { HEADING + ROW };
    let foot = HEAD + step * rows.len() as f64;
    let mut drawing = Drawing::new(frame, foot + axis::BOTTOM + 4.0);
    threshold(&mut drawing, gate, unit, &scale, foot, frame);
    for (place, row) in rows.iter().enumerate() {
        row.draw(&mut drawing, gate, unit, &scale, &columns, HEAD + step * place as f64, frame);
    }
    axis::bottom(&mut drawing, frame, &scale, foot, unit);
    drawing.sentence = sentence(gate, unit, &rows);
    drawing.table = table(unit, &rows);
    drawing
}

struct Row<'a> {
    index: usize,
    name: &'a str,
    finding: &'a GateFinding,
}

/// Where the plot begins and ends.
struct Columns {
    plot: (f64, f64),
}

impl Columns {
    fn of(rows: &[Row<'_>], frame: &Frame) -> Self {
        if !frame.is_wide() {
            return Self { plot: (4.0, frame.width - 4.0) };
        }
        let widest = rows.iter().map(|row| text::width(row.name, text::SIZE, false)).fold(0.0, f64::max);
        let names = (SWATCH + widest + 14.0).min(frame.width * 0.28);
        let words =
            rows.iter().map(|row| text::width(row.finding.verdict.label(), text::SIZE, true)).fold(0.0, f64::max);
        Self { plot: (names, frame.width - words - 34.0) }
    }
}

fn scale(gate: &Gate, rows: &[Row<'_>], range: (f64, f64)) -> Scale {
    let values = rows.iter().flat_map(|row| [row.finding.value, row.finding.low, row.finding.high]).flatten();
    let (low, high) = extent(values.chain([gate.threshold])).unwrap_or((0.0, 1.0));
    let room = (high - low).max(high.abs() * 1e-3) * 0.08;
    let near_zero = low >= 0.0 && low < 0.4 * high;
    Scale::nice((if near_zero { 0.0 } else { low - room }, high + room), range, 6)
}

/// The good side in a soft tint, and the threshold with what it asks for.
fn threshold(drawing: &mut Drawing, gate: &Gate, unit: Unit<'_>, scale: &Scale, foot: f64, frame: &Frame) {
    let theme = &frame.theme;
    let x = scale.at(gate.threshold);
    let less = gate.comparator.prefers_less();
    let edge = if less { scale.start } else { scale.end };
    drawing.push(Mark::rect((edge, HEAD - 2.0), (x, foot), theme.tint(theme.pass, 0.09)));
    drawing.push(Mark::line((scale.start, foot), (scale.end, foot), theme.rule, 1.0));
    drawing.push(Mark::line((x, HEAD - 8.0), (x, foot), theme.ink, 1.5));
    let full = format!("{} {} {}", gate.name, gate.comparator, quantity(gate.threshold, unit));
    let label = text::fit(&full, text::SMALL, true, frame.width);
    let half = text::width(&label, text::SMALL, true) / 2.0;
    let at = (x.clamp(half, (frame.width - half).max(half)), 9.0);
    drawing.push(Mark::strong_note(at, Anchor::Middle, theme.ink, label));
}

impl Row<'_> {
    #[allow(clippy::too_many_arguments)]
    fn draw(
        &self,
        drawing: &mut Drawing,
        gate: &Gate,
        unit: Unit<'_>,
        scale: &Scale,
        columns: &Columns,
        y: f64,
        frame: &Frame,
    ) {
        let theme = &frame.theme;
        let wide = frame.is_wide();
        let heading = if wide { y + ROW / 2.0 } else { y + HEADING / 2.0 + 2.0 };
        let middle = if wide { heading } else { y + HEADING + ROW / 2.0 - 6.0 };
        let verdict = self.finding.verdict;
        let colour = theme.verdict(verdict);
        let word = verdict.label();
        let word_left = if wide { columns.plot.1 + 34.0 } else { frame.width - text::width(word, text::SIZE, true) };
        if !wide {
            // The threshold does not run through the names.
            drawing.push(Mark::Rect { x: 0.0, y, w: frame.width, h: HEADING + 2.0, colour: theme.paper });
        }
        drawing.extend(swatch((0.0, heading), self.index, theme));
        let until = if wide { columns.plot.0 - 8.0 } else { word_left - 24.0 };
        let name = text::fit(self.name, text::SIZE, false, until - SWATCH);
        drawing.push(Mark::text((SWATCH, heading), Anchor::Start, theme.ink, name));
        drawing.extend(Symbol::verdict(verdict).marks((word_left - 11.0, heading), 5.0, colour));
        drawing.push(Mark::strong((word_left, heading), Anchor::Start, colour, word));
        let label = format!("{}: {word}", self.name);
        let Some(value) = self.finding.value else {
            drawing.push(Mark::note((scale.start + 8.0, middle), Anchor::Start, theme.muted, "no value"));
            drawing.hot(
                (columns.plot.0, y, columns.plot.1 - columns.plot.0, ROW),
                label,
                self.finding.sentence_or("no value"),
            );
            return;
        };
        let series = theme.series(self.index);
        let (low, high) = (self.finding.low.unwrap_or(value), self.finding.high.unwrap_or(value));
        let (left, right) = (scale.at(low), scale.at(high));
        if high > low {
            let width = if gate.judge == Judge::Interval { 3.0 } else { 1.0 };
            drawing.push(Mark::line((left, middle), (right, middle), series, width));
            for x in [left, right] {
                drawing.push(Mark::line((x, middle - 6.0), (x, middle + 6.0), series, 1.5));
            }
        }
        drawing.extend(Symbol::series(self.index).marks((scale.at(value), middle), 5.0, series));
        let words = self.finding.sentence_or(&self.numbers(unit));
        let reach = 8.0;
        drawing.hot((left - reach, middle - 10.0, right - left + 2.0 * reach, 20.0), label, words);
    }

    fn numbers(&self, unit: Unit<'_>) -> String {
        let GateFinding { value, low, high, .. } = self.finding;
        match (value, low, high) {
            (Some(value), Some(low), Some(high)) => {
                format!("{}, {}", quantity(*value, unit), interval(*low, *high, unit))
            }
            (Some(value), ..) => quantity(*value, unit),
            _ => "no value".to_owned(),
        }
    }
}

impl GateFinding {
    fn sentence_or(&self, words: &str) -> String {
        if self.sentence.is_empty() { words.to_owned() } else { self.sentence.clone() }
    }
}

fn sentence(gate: &Gate, unit: Unit<'_>, rows: &[Row<'_>]) -> String {
    let groups = [
        (Verdict::Pass, "passes", "pass"),
        (Verdict::Fail, "fails", "fail"),
        (Verdict::NotEnoughEvidence, "lacks evidence", "lack evidence"),
        (Verdict::NoData, "has no data", "have no data"),
        (Verdict::Waived, "fails, which is waived", "fail, which is waived"),
    ];
    let parts: Vec<String> = groups
        .into_iter()
        .filter_map(|(verdict, one, many)| {
            let names: Vec<&str> =
                rows.iter().filter(|row| row.finding.verdict == verdict).map(|row| row.name).collect();
            let verb = if names.len() == 1 { one } else { many };
            (!names.is_empty()).then(|| format!("{} {verb}", list(&names)))
        })
        .collect();
    let judged = if gate.judge == Judge::Point { " Judged by the point value alone." } else { "" };
    let asked = format!("{} {} {}", gate.name, gate.comparator, quantity(gate.threshold, unit));
    format!("{asked}: {}.{judged}", parts.join("; "))
}

fn table(unit: Unit<'_>, rows: &[Row<'_>]) -> Vec<Vec<String>> {
    let header = ["Alternative", "Verdict", "Value", "Low", "High", "Rows"].map(str::to_owned).to_vec();
    let written = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| quantity(value, unit));
    let rows = rows.iter().map(|row| {
        let GateFinding { verdict, value, low, high, n, .. } = row.finding;
        vec![
            row.name.to_owned(),
            verdict.label().to_owned(),
            written(*value),
            written(*low),
            written(*high),
            n.to_string(),
        ]
    });
    std::iter::once(header).chain(rows).collect()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::{
        package::{Alternative, Comparator},
        publish::chart::legible,
    };

    /// Name, value between the ends of its interval, verdict.
    type Judged<'a> = (&'a str, Option<(f64, f64, f64)>, Verdict);

    pub fn example(rows: &[Judged<'_>]) -> (Package, Findings, Id) {
        let id = Id::from("gate-open-risks");
        let gate = Gate {
            id: id.clone(),
            name: "Open risks".to_owned(),
            comparator: Comparator::AtMost,
            threshold: 12.0,
            ..Gate::default()
        };
        let alternatives = rows.iter().map(|(name, ..)| Alternative {
            id: Id::from(*name),
            name: (*name).to_owned(),
            ..Alternative::default()
        });
        let gates = rows.iter().map(|(name, numbers, verdict)| GateFinding {
            id: id.clone(),
            alternative: Id::from(*name),
            verdict: *verdict,
            value: numbers.map(|numbers| numbers.1),
            low: numbers.map(|numbers| numbers.0),
            high: numbers.map(|numbers| numbers.2),
            n: 26,
            ..GateFinding::default()
        });
        let findings = Findings { gates: gates.collect(), ..Findings::default() };
        let alternatives = alternatives.collect();
        (Package { gates: vec![gate], alternatives, ..Package::default() }, findings, id)
    }

    pub fn usual() -> (Package, Findings, Id) {
        example(&[
            ("Manual with rules", Some((7.9, 8.8, 9.7)), Verdict::Pass),
            ("Assisted with approval", Some((9.8, 11.4, 13.2)), Verdict::NotEnoughEvidence),
            ("Fully automatic", Some((14.1, 15.6, 17.3)), Verdict::Fail),
            ("Vendor service", None, Verdict::NoData),
        ])
    }

    #[test]
    fn it_is_legible_everywhere() {
        let (package, findings, id) = usual();
        legible::check(|frame| draw(&package, &findings, &id, frame));
        legible::check(|frame| draw(&package, &Findings::default(), &id, frame));
        let long = "An alternative with a name that never ends, not even on a wide screen";
        let (package, findings, id) = example(&[(long, Some((-3.0, 12.0, 900.0)), Verdict::Waived)]);
        legible::check(|frame| draw(&package, &findings, &id, frame));
    }

    #[test]
    fn what_fails_lies_beyond_the_threshold() {
        let (package, findings, id) = usual();
        let drawing = draw(&package, &findings, &id, &Frame::new(800.0, 0.0));
        let threshold = drawing.marks.iter().find_map(|mark| match mark {
            Mark::Path { points, .. } if points[0].0 == points[1].0 && points[1].1 > 100.0 => Some(points[0].0),
            _ => None,
        });
        let x = threshold.expect("a threshold line");
        let side =
            |place: usize| (drawing.hot[place].x + 8.0 < x, drawing.hot[place].x + drawing.hot[place].w - 8.0 < x);
        assert_eq!(side(0), (true, true));
        assert_eq!(side(1), (true, false));
        assert_eq!(side(2), (false, false));
    }

    #[test]
    fn the_sentence_names_every_verdict() {
        let (package, findings, id) = usual();
        assert_eq!(
            draw(&package, &findings, &id, &Frame::new(800.0, 0.0)).sentence,
            "Open risks ≤ 12: Manual with rules passes; Fully automatic fails; Assisted with approval lacks evidence; \
             Vendor service has no data."
        );
    }
}
