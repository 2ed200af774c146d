//! The smallest joint shift: the least weight to move for a rival to come first.
//!
//! The weights that put a rival first are those under which it is level with every other alternative or ahead. Where
//! scores are linear in the weights that is a polytope, whose nearest point a linear programme finds; under TOPSIS
//! the same programme is solved again and again on scores made linear, which is a search.

mod first_place;
mod moves;
mod search;
mod simplex;
#[cfg(test)]
mod tests;

use super::standing::Standing;
use crate::analysis::score::{TOLERANCE, scorer::Scorer};
use crate::findings::{JointShift, WeightMove};
use crate::order;
use first_place::FirstPlace;
use moves::Move;

/// At most so many rivals are looked at, those nearest to drawing level with the winner.
const MOST: usize = 60;

/// Digits after the point, in points of 100, in which a shift is stated at most.
const MOST_DIGITS: i32 = 5;

/// Weight, of 1, by which each stated move may be more than the least.
const OVERSHOOT: f64 = 0.001;

/// One shift per rival, nearest first; those that no weights put first come last.
pub(super) fn joint_shift(standing: &Standing<'_>) -> Vec<JointShift> {
    nearest(standing, MOST)
}

/// The first `count` of them. Where scores are linear in the weights, rivals that are too far even to draw level with
/// the winner are not looked at.
pub(super) fn nearest(standing: &Standing<'_>, count: usize) -> Vec<JointShift> {
    let points = |shift: &JointShift| shift.points.unwrap_or(f64::INFINITY);
    let mut shifts: Vec<JointShift> = Vec::new();
    for (rival, least) in rivals(standing) {
        if count.checked_sub(1).and_then(|last| shifts.get(last)).is_some_and(|last| 100.0 * least > points(last)) {
            break;
        }
        shifts.push(Shift { standing, rival }.finding());
        order::sort(&mut shifts, |a, b| points(a).total_cmp(&points(b)));
    }
    shifts.truncate(count);
    shifts
}

/// The rivals that are looked at, each with what it moves at least, of 1: nothing where that is not known.
fn rivals(standing: &Standing<'_>) -> Vec<(usize, f64)> {
    let Some(winner) = standing.winner() else { return Vec::new() };
    let mut rivals: Vec<(usize, f64)> = standing.order[1..].iter().map(|rival| (*rival, 0.0)).collect();
    if let Scorer::Linear { .. } = &standing.scorer {
        rivals.iter_mut().for_each(|(rival, least)| *least = least_to_draw_level(standing, winner, *rival));
        order::sort(&mut rivals, |(_, one), (_, other)| one.total_cmp(other));
    }
    rivals.truncate(MOST);
    rivals
}

/// The least weight to move for a rival to draw level with the winner, whoever else is ahead: what is moved is best
/// given to the criterion with the greatest gain, and best taken from those with the least. Infinite when nothing
/// does it.
fn least_to_draw_level(standing: &Standing<'_>, winner: usize, rival: usize) -> f64 {
    let gains = standing.scorer.gains(rival, winner);
    let mut sources = order::argsort(gains.len(), &mut |a, b| gains[a].total_cmp(&gains[b]));
    let Some(to) = sources.pop() else { return f64::INFINITY };
    let mut gap: f64 = -gains.iter().zip(&standing.weights).map(|(gain, weight)| gain * weight).sum::<f64>();
    let mut moved = 0.0;
    for from in sources {
        let rise = gains[to] - gains[from];
        if gap <= TOLERANCE || rise <= 0.0 {
            break;
        }
        let amount = standing.weights[from].min(gap / rise);
        moved += amount;
        gap -= amount * rise;
    }
    if gap <= TOLERANCE { moved } else { f64::INFINITY }
}

/// What it takes to put one rival first.
struct Shift<'a> {
    standing: &'a Standing<'a>,
    rival: usize,
}

impl Shift<'_> {
    fn finding(&self) -> JointShift {
        let weights = &self.standing.weights;
        let mut shift = JointShift {
            alternative: self.standing.id(self.rival),
            name: self.standing.name(self.rival).to_owned(),
            exact: matches!(self.standing.scorer, Scorer::Linear { .. }),
            ..JointShift::default()
        };
        let Some(nearest) = self.nearest(0.0) else { return shift };
        let moves = moves::between(weights, &nearest);
        let moved = moves::moved(&moves);
        shift.points = Some(100.0 * moved);
        shift.distance = Some(2.0 * moved);
        shift.weights = moves::apply(weights, &moves);
        if !moves.is_empty() {
            shift.stated = self.stated(&moves).into_iter().map(|one| self.weight_move(one)).collect();
        }
        shift.moves = moves.into_iter().map(|one| self.weight_move(one)).collect();
        shift
    }

    /// The nearest weights at which the rival is first with a lead, over each other alternative, of at least the
    /// greatest that moving `margin` can undo; absent when there are none, or none were found.
    fn nearest(&self, margin: f64) -> Option<Vec<f64>> {
        let Standing { scorer, weights, .. } = self.standing;
        match scorer {
            Scorer::Linear { columns, .. } => {
                let rivals = self.others().map(|other| {
                    let gains = scorer.gains(self.rival, other);
                    let lead = margin * extent(&gains);
                    (gains, lead)
                });
                FirstPlace::new(*columns, rivals).nearest(weights)
            }
            Scorer::Topsis(distances) => search::nearest(self, distances, margin),
        }
    }

    /// The shift in as few digits as keep the rival ahead of everybody, and it hardly greater; nothing when no
    /// weights do.
    fn stated(&self, moves: &[Move]) -> Vec<Move> {
        let weights = &self.standing.weights;
        let most = moves::moved(moves) + OVERSHOOT * (moves.len() + 1) as f64;
        let does = |moves: &Vec<Move>| moves::moved(moves) <= most && self.is_ahead(&moves::apply(weights, moves));
        let stated = |digits| {
            let with_margin = || {
                let unit = libm::pow(10.0, -f64::from(digits + 2));
                let nearest = self.nearest(2.0 * moves.len() as f64 * unit)?;
                Some(moves::rounded(weights, &moves::between(weights, &nearest), digits))
            };
            let rounded = moves::rounded(weights, moves, digits);
            Some(rounded).filter(does).or_else(|| with_margin().filter(does))
        };
        (1..=MOST_DIGITS).find_map(stated).unwrap_or_default()
    }

    /// Everybody else the statement is about.
    fn others(&self) -> impl Iterator<Item = usize> {
        self.standing.order.iter().copied().filter(|row| *row != self.rival)
    }

    /// The rival's least lead over anybody else.
    fn least_lead(&self, weights: &[f64]) -> f64 {
        let leads = self.others().map(|other| self.standing.scorer.lead(weights, self.rival, other));
        leads.fold(f64::INFINITY, f64::min)
    }

    /// Whether nobody else is level or ahead.
    fn is_ahead(&self, weights: &[f64]) -> bool {
        self.least_lead(weights) > TOLERANCE
    }

    fn weight_move(&self, one: Move) -> WeightMove {
        let Move { from, to, amount } = one;
        WeightMove {
            from: self.standing.criterion(from),
            to: self.standing.criterion(to),
            points: 100.0 * amount,
            all: amount >= self.standing.weights[from],
        }
    }
}

/// The greatest change of a lead that moving all the weight can make.
fn extent(gains: &[f64]) -> f64 {
    let (low, high) =
        gains.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), gain| (low.min(*gain), high.max(*gain)));
    high - low
}

/// The least amount up to `most` that `suffices`, to the last digit, given that `most` does.
pub(in crate::analysis::robustness) fn bisect(most: f64, mut suffices: impl FnMut(f64) -> bool) -> f64 {
    let (mut low, mut high) = (0.0, most);
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if suffices(middle) {
            high = middle;
        } else {
            low = middle;
        }
    }
    high
}
