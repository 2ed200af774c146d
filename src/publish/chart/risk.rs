//! The risk matrix: where each risk stands now, and where it stood before treatment.

use super::kit::{Anchor, Area, Colour, Drawing, Frame, Mark, NOTE, Point, Symbol, TEXT, Table, Theme, number::fixed};
use crate::package::{
    Package,
    risk::{IMPACT, PROBABILITY, Rating, Risk},
};

const RADIUS: f64 = 9.0;
/// Room for a disc.
const SLOT: f64 = 20.0;
const HEAD: f64 = 20.0;
const FOOT: f64 = 34.0;
const HEIGHT: f64 = 58.0;

/// The 5 × 5 matrix with the residual rating of each risk as a numbered disc, and an arrow from its inherent one.
pub fn draw(package: &Package, frame: &Frame) -> Drawing {
    let risks: Vec<Numbered<'_>> = (1..).zip(&package.risks).filter(|(_, risk)| now(risk).is_rated()).collect();
    if risks.is_empty() {
        return Drawing::empty(frame, "No risk is rated yet.");
    }
    let mut chart = Chart::new(risks, frame);
    chart.matrix();
    chart.scales();
    chart.key();
    let middles = chart.middles();
    chart.arrows(&middles);
    chart.discs(&middles);
    chart.names();
    chart.drawing.sentence = sentence(&chart.risks);
    chart.drawing.table = table(&chart.risks);
    chart.drawing
}

/// A risk and its number in the list of risks.
type Numbered<'a> = (usize, &'a Risk);

/// The rating with the treatment in place, or the inherent one as long as nobody has rated it.
fn now(risk: &Risk) -> &Rating {
    if risk.residual.is_rated() { &risk.residual } else { &risk.inherent }
}

/// Probability and impact, held within the matrix.
fn square(rating: &Rating) -> (u8, u8) {
    (rating.probability.clamp(1, 5), rating.impact.clamp(1, 5))
}

/// The word of a step without its explanation.
fn word(step: &'static str) -> &'static str {
    step.split(',').next().unwrap_or(step)
}

struct Chart<'a> {
    drawing: Drawing,
    risks: Vec<Numbered<'a>>,
    /// Where the matrix begins.
    left: f64,
    /// Width of one of its squares.
    width: f64,
}

impl<'a> Chart<'a> {
    fn new(risks: Vec<Numbered<'a>>, frame: &Frame) -> Self {
        let drawing = Drawing::new(frame, HEAD + 5.0 * HEIGHT + FOOT);
        let words = NOTE.widest(PROBABILITY.iter().map(|step| word(step)));
        let left = if drawing.is_wide() { words + 26.0 } else { 22.0 };
        let mut chart = Self { drawing, risks, left, width: 0.0 };
        let room = if chart.is_beside() { frame.width * 0.62 } else { frame.width };
        chart.width = (room.min(620.0) - left) / 5.0;
        chart
    }

    /// Whether the names have room beside the matrix.
    fn is_beside(&self) -> bool {
        self.drawing.width >= 780.0
    }

    fn right(&self) -> f64 {
        self.left + 5.0 * self.width
    }

    /// A square of the matrix; probability upwards, impact to the right.
    fn square(&self, (probability, impact): (u8, u8)) -> Area {
        let x = self.left + f64::from(impact - 1) * self.width;
        Area::new(x, HEAD + f64::from(5 - probability) * HEIGHT, self.width, HEIGHT)
    }

    fn matrix(&mut self) {
        let theme = self.drawing.theme;
        for probability in 1..=5 {
            for impact in 1..=5 {
                let (area, exposure) = (self.square((probability, impact)), probability * impact);
                self.drawing.push(Mark::rect(area.inset(1.0), band(exposure, &theme)));
                let at = (area.right() - 6.0, area.y + 10.0);
                self.drawing.push(Mark::note(at, Anchor::End, theme.ink, exposure.to_string()));
            }
        }
    }

    /// The words or numbers of the steps.
    fn scales(&mut self) {
        let muted = self.drawing.theme.muted;
        self.drawing.push(Mark::note((0.0, 8.0), Anchor::Start, muted, "Probability"));
        let impact = |step: u8| format!("{step} {}", word(IMPACT[usize::from(step) - 1]));
        let is_worded = (1..=5).all(|step| NOTE.width(&impact(step)) <= self.width - 4.0);
        for step in 1..=5 {
            let probability = word(PROBABILITY[usize::from(step) - 1]);
            let label = if self.drawing.is_wide() { format!("{probability} {step}") } else { step.to_string() };
            let at = (self.left - 8.0, self.square((step, 1)).middle().1);
            self.drawing.push(Mark::note(at, Anchor::End, muted, label));
            let area = self.square((1, step));
            let label = if is_worded { impact(step) } else { step.to_string() };
            self.drawing.push(Mark::note((area.middle().0, area.bottom() + 10.0), Anchor::Middle, muted, label));
        }
    }

    fn key(&mut self) {
        let muted = self.drawing.theme.muted;
        let (x, y) = (self.left + 5.0, HEAD + 5.0 * HEIGHT + 25.0);
        self.drawing.append(Symbol::Ring.marks((x, y), 3.5, muted));
        let words = ["before treatment; the number is where it stands now", "before treatment; number: now"];
        let words = NOTE.first_fit(&words, 5.0 * self.width - 70.0).unwrap_or("before treatment");
        self.drawing.push(Mark::note((x + 9.0, y), Anchor::Start, muted, words));
        self.drawing.push(Mark::note((self.right(), y), Anchor::End, muted, "Impact"));
    }

    /// Middles of the slots for discs in a square, left to right and down.
    fn slots(&self, square: (u8, u8)) -> Vec<Point> {
        let area = self.square(square);
        let columns = (((area.w - 22.0) / SLOT) as usize).max(1);
        let across = columns as f64 * SLOT;
        let left = area.x + 4.0 + SLOT / 2.0 + ((area.w - 24.0 - across) / 2.0).max(0.0);
        let slot = |count: usize| {
            let (row, column) = (count / columns, count % columns);
            (left + column as f64 * SLOT, area.y + 14.0 + row as f64 * SLOT)
        };
        (0..columns * 2).map(slot).collect()
    }

    /// Where each risk's disc stands; none for those a full square only counts.
    fn middles(&self) -> Vec<Option<Point>> {
        let squares: Vec<(u8, u8)> = self.risks.iter().map(|(_, risk)| square(now(risk))).collect();
        let middle = |index: usize| {
            let same = |other: &&(u8, u8)| **other == squares[index];
            let (before, all) = (squares[..index].iter().filter(same).count(), squares.iter().filter(same).count());
            let slots = self.slots(squares[index]);
            // The last slot of an overfull square says how many more there are.
            let free = if all > slots.len() { slots.len() - 1 } else { slots.len() };
            (before < free).then(|| slots[before])
        };
        (0..squares.len()).map(middle).collect()
    }

    /// From the inherent rating of each risk to its disc.
    fn arrows(&mut self, middles: &[Option<Point>]) {
        let mut begun: Vec<(u8, u8)> = Vec::new();
        for ((_, risk), middle) in self.risks.iter().zip(middles) {
            let (from, to) = (square(&risk.inherent), square(now(risk)));
            let Some(end) = middle.filter(|_| from != to && risk.inherent.is_rated()) else { continue };
            let before = begun.iter().filter(|other| **other == from).count();
            begun.push(from);
            let area = self.square(from);
            let x = (area.x + 9.0 + before as f64 * 10.0).min(area.right() - 8.0);
            arrow(&mut self.drawing, (x, area.bottom() - 8.0), end);
        }
    }

    fn discs(&mut self, middles: &[Option<Point>]) {
        let theme = self.drawing.theme;
        let mut crowded: Vec<((u8, u8), usize)> = Vec::new();
        for ((number, risk), middle) in self.risks.iter().zip(middles) {
            let square = square(now(risk));
            match (middle, crowded.iter_mut().find(|(other, _)| *other == square)) {
                (Some(at), _) => {
                    self.drawing.push(Mark::Disc { at: *at, radius: RADIUS, colour: theme.ink });
                    self.drawing.push(Mark::strong_note(*at, Anchor::Middle, theme.paper, number.to_string()));
                    self.drawing.hot_spot(
                        Area::around(*at, RADIUS),
                        format!("{number} · {}", risk.name),
                        readout(risk),
                    );
                }
                (None, Some((_, count))) => *count += 1,
                (None, None) => crowded.push((square, 1)),
            }
        }
        for (square, count) in crowded {
            let at = self.slots(square).last().copied().unwrap_or_default();
            self.drawing.push(Mark::note(at, Anchor::Middle, theme.ink, format!("+{count}")));
        }
    }

    /// The risks by number: beside the matrix, or beneath it where there is no room.
    fn names(&mut self) {
        let (theme, width) = (self.drawing.theme, self.drawing.width);
        let (x, mut y) = match self.is_beside() {
            true => (self.right() + 28.0, HEAD + 8.0),
            false => (0.0, self.drawing.height + 12.0),
        };
        for (number, risk) in &self.risks {
            let change = change(risk);
            let name = TEXT.fit(&risk.name, width - NOTE.width(&change) - x - 40.0);
            self.drawing.push(Mark::strong((x + 22.0, y), Anchor::End, theme.ink, number.to_string()));
            self.drawing.push(Mark::text((x + 30.0, y), Anchor::Start, theme.ink, name));
            self.drawing.push(Mark::note((width, y), Anchor::End, theme.muted, change));
            y += 20.0;
        }
        self.drawing.height = self.drawing.height.max(y);
    }
}

fn band(exposure: u8, theme: &Theme) -> Colour {
    match exposure {
        15.. => theme.tint(theme.fail, 0.26),
        8.. => theme.tint(theme.unsure, 0.20),
        4.. => theme.tint(theme.unsure, 0.08),
        _ => theme.tint(theme.pass, 0.08),
    }
}

/// An arrow from a ring to the edge of a disc.
fn arrow(drawing: &mut Drawing, start: Point, end: Point) {
    let colour = drawing.theme.muted;
    drawing.append(Symbol::Ring.marks(start, 3.5, colour));
    let (dx, dy) = (end.0 - start.0, end.1 - start.1);
    let length = libm::sqrt(dx * dx + dy * dy).max(1.0);
    let along = |distance: f64| (start.0 + dx / length * distance, start.1 + dy / length * distance);
    let (neck, side) = (along(length - RADIUS - 7.0), (-dy / length * 3.0, dx / length * 3.0));
    drawing.push(Mark::path(vec![along(4.0), neck], colour, 1.0));
    let barbs = [(neck.0 + side.0, neck.1 + side.1), (neck.0 - side.0, neck.1 - side.1)];
    drawing.push(Mark::Polygon { points: vec![along(length - RADIUS - 1.0), barbs[0], barbs[1]], colour });
}

fn change(risk: &Risk) -> String {
    let (from, to) = (risk.inherent.exposure(), now(risk).exposure());
    if from > 0 && from != to { format!("{from} → {to}") } else { to.to_string() }
}

fn readout(risk: &Risk) -> String {
    let rating = now(risk);
    let words =
        |steps: &[&'static str; 5], step: u8| steps.get(usize::from(step).wrapping_sub(1)).copied().map_or("", word);
    let (probability, impact) = (words(&PROBABILITY, rating.probability), words(&IMPACT, rating.impact));
    let before = match risk.inherent.exposure() {
        0 => String::new(),
        before => format!("; {before} before treatment"),
    };
    format!("{probability} and {impact}: {}{before}", rating.exposure())
}

fn sentence(risks: &[Numbered<'_>]) -> String {
    let high = |rating: &Rating| rating.exposure() >= 15;
    let before = risks.iter().filter(|(_, risk)| high(&risk.inherent)).count();
    let after: Vec<&str> =
        risks.iter().filter(|(_, risk)| high(now(risk))).map(|(_, risk)| risk.name.as_str()).collect();
    let worst = risks.iter().map(|(_, risk)| now(risk).exposure()).max().unwrap_or(0);
    let names: Vec<&str> =
        risks.iter().filter(|(_, risk)| now(risk).exposure() == worst).map(|(_, risk)| risk.name.as_str()).collect();
    let leading = match names.as_slice() {
        [one] => format!("{one} weighs most, with {worst} of 25."),
        [one, rest @ ..] => format!("{one} and {} more weigh most, with {worst} of 25.", rest.len()),
        [] => String::new(),
    };
    let count = fixed(risks.len() as f64, 0);
    match after.len() {
        0 => format!(
            "Of {count} rated risks, {before} stand at 15 or more before treatment and none after it. {leading}"
        ),
        left => format!(
            "Of {count} rated risks, {before} stand at 15 or more before treatment and {left} after it. {leading}"
        ),
    }
}

fn table(risks: &[Numbered<'_>]) -> Table {
    let mut table = Table::new(&["Number", "Risk", "Probability", "Impact", "Exposure", "Before treatment"]);
    for (number, risk) in risks {
        let rating = now(risk);
        let mut row = vec![number.to_string(), risk.name.clone()];
        let figures = [rating.probability, rating.impact, rating.exposure(), risk.inherent.exposure()];
        row.extend(figures.map(|figure| figure.to_string()));
        table.row(row);
    }
    table
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::publish::chart::legible;

    /// Name, inherent and residual probability and impact.
    type Rated<'a> = (&'a str, (u8, u8), (u8, u8));

    pub fn example(risks: &[Rated<'_>]) -> Package {
        let risks = risks.iter().map(|(name, inherent, residual)| Risk {
            name: (*name).to_owned(),
            inherent: Rating::new(inherent.0, inherent.1, 2),
            residual: Rating::new(residual.0, residual.1, 2),
            ..Risk::default()
        });
        Package { risks: risks.collect(), ..Package::default() }
    }

    pub fn usual() -> Package {
        example(&[
            ("Categories drift", (4, 4), (2, 3)),
            ("Emergency report delayed", (3, 5), (1, 5)),
            ("Approval becomes a formality", (4, 4), (3, 3)),
            ("Vendor replaces the model", (3, 4), (2, 3)),
            ("Personal data leaves the region", (3, 5), (1, 4)),
            ("Promised hours do not come", (4, 3), (3, 3)),
            ("Urgent queue is flooded", (3, 4), (2, 3)),
            ("The way back is slower than thought", (3, 4), (2, 4)),
            ("Smaller languages are served worse", (4, 3), (2, 3)),
        ])
    }

    #[test]
    fn it_is_legible_everywhere() {
        legible::check(|frame| draw(&usual(), frame));
        let crowd: Vec<Rated<'_>> = (0..40).map(|_| ("A crowd in one cell", (5, 5), (4, 4))).collect();
        legible::check(|frame| draw(&example(&crowd), frame));
        legible::check(|frame| draw(&Package::default(), frame));
        legible::check(|frame| draw(&example(&[("Not yet treated", (9, 9), (0, 0))]), frame));
    }

    #[test]
    fn worse_stands_higher_and_further_right() {
        let drawing = draw(&example(&[("Low", (1, 1), (1, 1)), ("High", (5, 5), (4, 5))]), &Frame::new(800.0, 0.0));
        let (low, high) = (drawing.hot_spots[0].area, drawing.hot_spots[1].area);
        assert!(high.x > low.x && high.y < low.y, "{low:?} {high:?}");
    }

    #[test]
    fn the_sentence_tells_what_treatment_changed() {
        assert_eq!(
            draw(&usual(), &Frame::new(800.0, 0.0)).sentence,
            "Of 9 rated risks, 4 stand at 15 or more before treatment and none after it. Approval becomes a formality and \
             1 more weigh most, with 9 of 25."
        );
    }
}
