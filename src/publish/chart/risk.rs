//! The risk matrix: where each risk stands now, and where it stood before treatment.

use super::{Anchor, Drawing, Frame, Mark, Point, Symbol, Theme, number, text};
use crate::package::{
    Package,
    risk::{IMPACT, PROBABILITY, Rating, Risk},
};

const RADIUS: f64 = 9.0;
const SLOT: f64 = 20.0;
const FOOT: f64 = 34.0;

/// The 5 × 5 matrix with the residual rating of each risk as a numbered disc, and an arrow from its inherent one.
pub fn draw(package: &Package, frame: &Frame) -> Drawing {
    let risks: Vec<(usize, &Risk)> = (1..).zip(&package.risks).filter(|(_, risk)| now(risk).is_rated()).collect();
    if risks.is_empty() {
        return Drawing::empty(frame, "No risk is rated yet.");
    }
    let grid = Grid::of(frame);
    let mut drawing = Drawing::new(frame, grid.top + 5.0 * grid.h + FOOT);
    grid.draw(&mut drawing, frame);
    arrows(&mut drawing, &grid, &risks, frame);
    discs(&mut drawing, &grid, &risks, frame);
    names(&mut drawing, &grid, &risks, frame);
    drawing.sentence = sentence(&risks);
    drawing.table = table(&risks);
    drawing
}

/// The rating with the treatment in place, or the inherent one as long as nobody has rated it.
fn now(risk: &Risk) -> &Rating {
    if risk.residual.is_rated() { &risk.residual } else { &risk.inherent }
}

/// Whether the names have room beside the matrix.
fn is_beside(frame: &Frame) -> bool {
    frame.width >= 780.0
}

/// Where the cells lie; probability upwards, impact to the right.
struct Grid {
    left: f64,
    top: f64,
    w: f64,
    h: f64,
}

/// The word of a step without its explanation.
fn word(step: &'static str) -> &'static str {
    step.split(',').next().unwrap_or(step)
}

impl Grid {
    fn of(frame: &Frame) -> Self {
        let words = PROBABILITY.iter().map(|step| text::width(word(step), text::SMALL, false)).fold(0.0, f64::max);
        let left = if frame.is_wide() { words + 26.0 } else { 22.0 };
        let room = if is_beside(frame) { frame.width * 0.62 } else { frame.width }.min(620.0);
        Self { left, top: 20.0, w: (room - left) / 5.0, h: 58.0 }
    }

    /// The upper left corner of a cell.
    fn corner(&self, probability: u8, impact: u8) -> Point {
        let (probability, impact) = (probability.clamp(1, 5), impact.clamp(1, 5));
        (self.left + f64::from(impact - 1) * self.w, self.top + f64::from(5 - probability) * self.h)
    }

    fn draw(&self, drawing: &mut Drawing, frame: &Frame) {
        let theme = &frame.theme;
        drawing.push(Mark::note((0.0, 8.0), Anchor::Start, theme.muted, "Probability"));
        for probability in 1..=5 {
            for impact in 1..=5 {
                let (x, y) = self.corner(probability, impact);
                let exposure = probability * impact;
                let colour = band(exposure, theme);
                drawing.push(Mark::Rect { x: x + 1.0, y: y + 1.0, w: self.w - 2.0, h: self.h - 2.0, colour });
                let at = (x + self.w - 6.0, y + 10.0);
                drawing.push(Mark::note(at, Anchor::End, theme.muted, exposure.to_string()));
            }
            let (_, y) = self.corner(probability, 1);
            let step = word(PROBABILITY[usize::from(probability) - 1]);
            let label = if frame.is_wide() { format!("{step} {probability}") } else { probability.to_string() };
            drawing.push(Mark::note((self.left - 8.0, y + self.h / 2.0), Anchor::End, theme.muted, label));
        }
        let foot = self.top + 5.0 * self.h;
        let label = |impact: u8| format!("{impact} {}", word(IMPACT[usize::from(impact) - 1]));
        let in_words = (1..=5).all(|impact| text::width(&label(impact), text::SMALL, false) <= self.w - 4.0);
        for impact in 1..=5 {
            let at = (self.corner(1, impact).0 + self.w / 2.0, foot + 10.0);
            let label = if in_words { label(impact) } else { impact.to_string() };
            drawing.push(Mark::note(at, Anchor::Middle, theme.muted, label));
        }
        let key = (self.left + 5.0, foot + 25.0);
        drawing.extend(Symbol::Ring.marks(key, 3.5, theme.muted));
        let room = 5.0 * self.w - 70.0;
        let words = text::fit("before treatment; the number is where it stands now", text::SMALL, false, room);
        drawing.push(Mark::note((key.0 + 9.0, key.1), Anchor::Start, theme.muted, words));
        let at = (self.left + 5.0 * self.w, foot + 25.0);
        drawing.push(Mark::note(at, Anchor::End, theme.muted, "Impact"));
    }

    /// Middles of the places for discs in a cell, left to right and down.
    fn slots(&self, probability: u8, impact: u8) -> Vec<Point> {
        let (x, y) = self.corner(probability, impact);
        let columns = (((self.w - 22.0) / SLOT) as usize).max(1);
        let across = columns as f64 * SLOT;
        let left = x + 4.0 + SLOT / 2.0 + ((self.w - 24.0 - across) / 2.0).max(0.0);
        let slot = |place: usize| {
            let (row, column) = (place / columns, place % columns);
            (left + column as f64 * SLOT, y + 14.0 + row as f64 * SLOT)
        };
        (0..columns * 2).map(slot).collect()
    }
}

fn band(exposure: u8, theme: &Theme) -> super::Colour {
    match exposure {
        15.. => theme.tint(theme.fail, 0.26),
        8.. => theme.tint(theme.unsure, 0.20),
        4.. => theme.tint(theme.unsure, 0.08),
        _ => theme.tint(theme.pass, 0.08),
    }
}

/// Where each risk's disc stands; none for those a full cell only counts.
fn places(grid: &Grid, risks: &[(usize, &Risk)]) -> Vec<Option<Point>> {
    let mut taken = [[0usize; 6]; 6];
    risks
        .iter()
        .map(|(_, risk)| {
            let rating = now(risk);
            let slots = grid.slots(rating.probability, rating.impact);
            let cell = &mut taken[usize::from(rating.probability.min(5))][usize::from(rating.impact.min(5))];
            *cell += 1;
            let all = risks.iter().filter(|(_, other)| {
                (now(other).probability, now(other).impact) == (rating.probability, rating.impact)
            });
            // The last place of an overfull cell says how many more there are.
            let free = if all.count() > slots.len() { slots.len() - 1 } else { slots.len() };
            slots.get(*cell - 1).filter(|_| *cell <= free).copied()
        })
        .collect()
}

fn arrows(drawing: &mut Drawing, grid: &Grid, risks: &[(usize, &Risk)], frame: &Frame) {
    let theme = &frame.theme;
    let mut taken = [[0u8; 6]; 6];
    for ((_, risk), place) in risks.iter().zip(places(grid, risks)) {
        let (from, to) = (&risk.inherent, now(risk));
        let moved = (from.probability, from.impact) != (to.probability, to.impact);
        let Some(end) = place.filter(|_| moved && from.is_rated()) else { continue };
        let count = &mut taken[usize::from(from.probability.min(5))][usize::from(from.impact.min(5))];
        let (x, y) = grid.corner(from.probability, from.impact);
        let start = ((x + 9.0 + f64::from(*count) * 10.0).min(x + grid.w - 8.0), y + grid.h - 8.0);
        *count += 1;
        drawing.extend(Symbol::Ring.marks(start, 3.5, theme.muted));
        let (dx, dy) = (end.0 - start.0, end.1 - start.1);
        let length = libm::sqrt(dx * dx + dy * dy).max(1.0);
        let along = |distance: f64| (start.0 + dx / length * distance, start.1 + dy / length * distance);
        let tip = along(length - RADIUS - 1.0);
        let neck = along(length - RADIUS - 7.0);
        let side = (-dy / length * 3.0, dx / length * 3.0);
        drawing.push(Mark::path(vec![along(4.0), neck], theme.muted, 1.0));
        let points = vec![tip, (neck.0 + side.0, neck.1 + side.1), (neck.0 - side.0, neck.1 - side.1)];
        drawing.push(Mark::Area { points, colour: theme.muted });
    }
}

fn discs(drawing: &mut Drawing, grid: &Grid, risks: &[(usize, &Risk)], frame: &Frame) {
    let theme = &frame.theme;
    let mut more: Vec<((u8, u8), usize)> = Vec::new();
    for ((number, risk), place) in risks.iter().zip(places(grid, risks)) {
        let cell = (now(risk).probability, now(risk).impact);
        match (place, more.iter_mut().find(|(other, _)| *other == cell)) {
            (Some((x, y)), _) => {
                drawing.push(Mark::Disc { at: (x, y), radius: RADIUS, colour: theme.ink });
                drawing.push(Mark::strong_note((x, y), Anchor::Middle, theme.paper, number.to_string()));
                let square = (x - RADIUS, y - RADIUS, 2.0 * RADIUS, 2.0 * RADIUS);
                drawing.hot(square, format!("{number} · {}", risk.name), readout(risk));
            }
            (None, Some((_, count))) => *count += 1,
            (None, None) => more.push((cell, 1)),
        }
    }
    for ((probability, impact), count) in more {
        let at = grid.slots(probability, impact).last().copied().unwrap_or_default();
        drawing.push(Mark::note(at, Anchor::Middle, theme.ink, format!("+{count}")));
    }
}

/// The risks by number: beside the matrix, or beneath it where there is no room.
fn names(drawing: &mut Drawing, grid: &Grid, risks: &[(usize, &Risk)], frame: &Frame) {
    let theme = &frame.theme;
    let (x, mut y) =
        if is_beside(frame) { (grid.left + 5.0 * grid.w + 28.0, grid.top + 8.0) } else { (0.0, drawing.height + 12.0) };
    for (number, risk) in risks {
        let change = change(risk);
        let until = frame.width - text::width(&change, text::SMALL, false) - 8.0;
        let name = text::fit(&risk.name, text::SIZE, false, until - x - 32.0);
        drawing.push(Mark::strong((x + 22.0, y), Anchor::End, theme.ink, number.to_string()));
        drawing.push(Mark::text((x + 30.0, y), Anchor::Start, theme.ink, name));
        drawing.push(Mark::note((frame.width, y), Anchor::End, theme.muted, change));
        y += 20.0;
    }
    drawing.height = drawing.height.max(y);
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

fn sentence(risks: &[(usize, &Risk)]) -> String {
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
    let count = number::fixed(risks.len() as f64, 0);
    match after.len() {
        0 => format!(
            "Of {count} rated risks, {before} stand at 15 or more before treatment and none after it. {leading}"
        ),
        left => format!(
            "Of {count} rated risks, {before} stand at 15 or more before treatment and {left} after it. {leading}"
        ),
    }
}

fn table(risks: &[(usize, &Risk)]) -> Vec<Vec<String>> {
    let header =
        ["Number", "Risk", "Probability", "Impact", "Exposure", "Before treatment"].map(str::to_owned).to_vec();
    let rows = risks.iter().map(|(number, risk)| {
        let rating = now(risk);
        vec![
            number.to_string(),
            risk.name.clone(),
            rating.probability.to_string(),
            rating.impact.to_string(),
            rating.exposure().to_string(),
            risk.inherent.exposure().to_string(),
        ]
    });
    std::iter::once(header).chain(rows).collect()
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
        let (low, high) = (&drawing.hot[0], &drawing.hot[1]);
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
