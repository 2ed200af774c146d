//! One gate: every alternative's value with its interval against the threshold.

use super::kit::{
    Anchor, Area, BOTTOM, Drawing, Frame, Mark, Rows, STRONG, STRONG_NOTE, Scale, Series, Symbol, TEXT, Table, bottom,
    extent,
    number::{Unit, list, quantity},
    or_absent,
};
use crate::findings::{Findings, GateFinding, Verdict};
use crate::package::{Gate, Id, Package, gate::Judge};
use crate::publish::words;

const HEAD: f64 = 26.0;
const BODY: f64 = 34.0;

/// The gate `id` for all alternatives, one row each in the package's order.
pub fn draw(package: &Package, findings: &Findings, id: &Id, frame: &Frame) -> Drawing {
    let Some(gate) = package.gate(id) else { return Drawing::empty(frame, "There is no such gate.") };
    let judged = judged(package, findings, id);
    if judged.is_empty() {
        return Drawing::empty(frame, "This gate has not been judged yet.");
    }
    let mut chart = Chart::new(package, gate, &judged, frame);
    chart.threshold();
    for (count, judged) in judged.iter().enumerate() {
        chart.row(judged, HEAD + chart.rows.height * count as f64);
    }
    let unit = chart.unit;
    bottom(&mut chart.drawing, &chart.scale, chart.foot, &unit);
    chart.drawing.sentence = sentence(gate, unit, &judged);
    chart.drawing.table = table(unit, &judged);
    chart.drawing
}

/// An alternative and how the gate judged it.
type Judged<'a> = (Series<'a>, &'a GateFinding);

fn judged<'a>(package: &'a Package, findings: &'a Findings, id: &Id) -> Vec<Judged<'a>> {
    let alternatives = package.alternatives.iter().enumerate();
    alternatives
        .filter_map(|(index, alternative)| {
            let finding = findings.gates.iter().find(|gate| &gate.id == id && gate.alternative == alternative.id)?;
            Some((Series { index, name: &alternative.name }, finding))
        })
        .collect()
}

struct Chart<'a> {
    drawing: Drawing,
    package: &'a Package,
    gate: &'a Gate,
    unit: Unit<'a>,
    rows: Rows,
    scale: Scale,
    /// The widest word of a verdict.
    words: f64,
    foot: f64,
}

impl<'a> Chart<'a> {
    fn new(package: &'a Package, gate: &'a Gate, judged: &[Judged<'_>], frame: &Frame) -> Self {
        let unit = package.measure(&gate.measure).map_or(Unit::Plain, Unit::of);
        let drawing = Drawing::new(frame, 0.0);
        let words = STRONG.widest(judged.iter().map(|(_, finding)| finding.verdict.label()));
        let mut rows = Rows::new(&drawing, TEXT, judged.iter().map(|(series, _)| series.name), BODY);
        rows.spare = words + 24.0;
        let range = if rows.is_stacked() { (4.0, frame.width - 4.0) } else { (rows.start, frame.width - words - 34.0) };
        let foot = HEAD + rows.height * judged.len() as f64;
        let drawing = Drawing { height: foot + BOTTOM + 4.0, ..drawing };
        Self { drawing, package, gate, unit, rows, scale: scale(gate, judged, range), words, foot }
    }

    /// The good side in a soft tint, and the threshold with what it asks for.
    fn threshold(&mut self) {
        let (theme, width, scale) = (self.drawing.theme, self.drawing.width, self.scale);
        let x = scale.at(self.gate.threshold);
        let edge = if self.gate.comparator.prefers_less() { scale.start } else { scale.end };
        let good = Area::between((edge, HEAD - 2.0), (x, self.foot));
        self.drawing.push(Mark::rect(good, theme.tint(theme.pass, 0.09)));
        self.drawing.push(Mark::line((scale.start, self.foot), (scale.end, self.foot), theme.rule, 1.0));
        self.drawing.push(Mark::line((x, HEAD - 8.0), (x, self.foot), theme.ink, 1.5));
        let words = STRONG_NOTE.fit(&asked(self.gate, self.unit), width);
        self.drawing.push(Mark::strong_note((x, 9.0), Anchor::Middle, theme.ink, words).between(0.0, width));
    }

    fn row(&mut self, (series, finding): &Judged<'_>, y: f64) {
        let top = self.rows.name(&mut self.drawing, y, (*series).into());
        self.verdict(finding.verdict, self.rows.heading(y));
        let middle = if self.rows.is_stacked() { top + BODY / 2.0 - 6.0 } else { top + BODY / 2.0 };
        let label = format!("{}: {}", series.name, finding.verdict.label());
        match finding.value {
            Some(value) => self.value(*series, finding, (value, middle)),
            None => {
                let (colour, x) = (self.drawing.theme.muted, self.scale.start);
                self.drawing.push(Mark::note((x + 8.0, middle), Anchor::Start, colour, "no value"));
            }
        }
        let readout = words::gate::sentence(self.package, finding);
        self.drawing.hot_spot(self.spot(finding, middle), label, readout);
    }

    /// Shape and word of a verdict at the right of the name.
    fn verdict(&mut self, verdict: Verdict, y: f64) {
        let (word, colour) = (verdict.label(), self.drawing.theme.verdict(verdict));
        let room = if self.rows.is_stacked() { STRONG.width(word) } else { self.words };
        let x = self.drawing.width - room;
        self.drawing.append(Symbol::verdict(verdict).marks((x - 11.0, y), 5.0, colour));
        self.drawing.push(Mark::strong((x, y), Anchor::Start, colour, word));
    }

    /// A value with its interval; the interval is heavy where it decides.
    fn value(&mut self, series: Series<'_>, finding: &GateFinding, (value, y): (f64, f64)) {
        let theme = self.drawing.theme;
        let colour = series.colour(&theme);
        if let Some((low, high)) = ends(finding) {
            let (left, right) = (self.scale.at(low), self.scale.at(high));
            let width = if self.gate.judge == Judge::Interval { 3.0 } else { 1.0 };
            self.drawing.push(Mark::line((left, y), (right, y), colour, width));
            for x in [left, right] {
                self.drawing.push(Mark::line((x, y - 6.0), (x, y + 6.0), colour, 1.5));
            }
        }
        self.drawing.append(series.marks((self.scale.at(value), y), 5.0, &theme));
    }

    /// Where a row is read: around its interval, or anywhere in it when there is no value.
    fn spot(&self, finding: &GateFinding, middle: f64) -> Area {
        let Some(value) = finding.value else {
            return Area::new(self.scale.start, middle - BODY / 2.0 + 6.0, self.scale.room(), BODY - 12.0);
        };
        let (low, high) = ends(finding).unwrap_or((value, value));
        let (left, right) = (self.scale.at(low) - 8.0, self.scale.at(high) + 8.0);
        Area::between((left, middle - 10.0), (right, middle + 10.0))
    }
}

/// The ends of an interval that is one.
fn ends(finding: &GateFinding) -> Option<(f64, f64)> {
    finding.low.zip(finding.high).filter(|(low, high)| high > low)
}

fn scale(gate: &Gate, judged: &[Judged<'_>], range: (f64, f64)) -> Scale {
    let values = judged.iter().flat_map(|(_, finding)| [finding.value, finding.low, finding.high]).flatten();
    let (low, high) = extent(values.chain([gate.threshold])).unwrap_or((0.0, 1.0));
    let room = (high - low).max(high.abs() * 1e-3) * 0.08;
    let near_zero = low >= 0.0 && low < 0.4 * high;
    Scale::nice((if near_zero { 0.0 } else { low - room }, high + room), range, 6)
}

fn asked(gate: &Gate, unit: Unit<'_>) -> String {
    format!("{} {} {}", gate.name, gate.comparator, quantity(gate.threshold, unit))
}

fn sentence(gate: &Gate, unit: Unit<'_>, judged: &[Judged<'_>]) -> String {
    let groups = [
        (Verdict::Pass, "passes", "pass"),
        (Verdict::Fail, "fails", "fail"),
        (Verdict::NotEnoughEvidence, "lacks evidence", "lack evidence"),
        (Verdict::NoData, "has no data", "have no data"),
        (Verdict::Proposed, "has only a proposed limit", "have only a proposed limit"),
        (Verdict::Waived, "fails but is waived", "fail but are waived"),
    ];
    let parts: Vec<String> = groups
        .into_iter()
        .filter_map(|(verdict, one, many)| {
            let alike = judged.iter().filter(|(_, finding)| finding.verdict == verdict);
            let names: Vec<&str> = alike.map(|(series, _)| series.name).collect();
            let verb = if names.len() == 1 { one } else { many };
            (!names.is_empty()).then(|| format!("{} {verb}", list(&names)))
        })
        .collect();
    let note = if gate.judge == Judge::Point { " Judged by the point estimate alone." } else { "" };
    format!("{}: {}.{note}", asked(gate, unit), parts.join("; "))
}

fn table(unit: Unit<'_>, judged: &[Judged<'_>]) -> Table {
    let mut table = Table::new(&["Alternative", "Verdict", "Value", "Low", "High", "Rows"]);
    for (series, finding) in judged {
        let mut row = vec![series.name.to_owned(), finding.verdict.label().to_owned()];
        row.extend(
            [finding.value, finding.low, finding.high].map(|value| or_absent(value, |value| quantity(value, unit))),
        );
        row.push(finding.n.to_string());
        table.row(row);
    }
    table
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::{
        package::{Alternative, Comparator},
        publish::chart::legible,
    };

    /// Name, value between the ends of its interval, verdict.
    type Example<'a> = (&'a str, Option<(f64, f64, f64)>, Verdict);

    pub fn example(rows: &[Example<'_>]) -> (Package, Findings, Id) {
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
        let side = |row: usize| {
            let area = drawing.hot_spots[row].area;
            (area.x + 8.0 < x, area.right() - 8.0 < x)
        };
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
