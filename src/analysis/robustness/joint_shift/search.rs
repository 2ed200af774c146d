//! The joint shift under TOPSIS, whose scores are not linear in the weights: found by search.

use super::{Moves, bisect};
use crate::analysis::score::topsis::{Distances, closeness};

/// Weight moved in one step of the search.
const STEP: f64 = 0.01;

/// A short way to move weight until `rival` is level with `winner`; absent when none was found.
///
/// For each criterion that speaks for the rival: point by point, whatever helps most is taken from another.
/// Beside it stands every way of taking from one criterion only. The least of all that do is kept.
pub(super) fn search(distances: &Distances, weights: &[f64], winner: usize, rival: usize) -> Option<Moves> {
    let pair = Pair::new(distances, weights, winner, rival);
    let mut best: Option<Moves> = None;
    let receivers = || (0..weights.len()).filter(|to| pair.speaks_for_rival(*to));
    for to in receivers() {
        for from in (0..weights.len()).filter(|from| *from != to && weights[*from] > 0.0) {
            let most = weights[from].min(best.as_ref().map_or(1.0, moved));
            if pair.lead_after(from, to, most) <= 0.0 {
                best = Some(vec![(from, to, bisect(most, |amount| pair.lead_after(from, to, amount) <= 0.0))]);
            }
        }
    }
    for to in receivers() {
        best = step_by_step(pair.clone(), to, best.as_ref().map_or(1.0, moved)).or(best);
    }
    best
}

fn moved(moves: &Moves) -> f64 {
    moves.iter().map(|(_, _, amount)| amount).sum()
}

/// Moves to one criterion that are less than `limit` together, if these do.
fn step_by_step(mut pair: Pair<'_>, to: usize, limit: f64) -> Option<Moves> {
    let mut taken = vec![0.0; pair.weights.len()];
    while taken.iter().sum::<f64>() < limit {
        let lead = pair.lead();
        let (from, amount) = (0..taken.len())
            .filter(|from| *from != to && pair.weights[*from] > 0.0)
            .map(|from| (from, pair.weights[from].min(STEP)))
            .map(|(from, amount)| ((pair.lead_after(from, to, amount) - lead) / amount, (from, amount)))
            .min_by(|a, b| a.0.total_cmp(&b.0))?
            .1;
        if pair.lead_after(from, to, amount) <= 0.0 {
            taken[from] += bisect(amount, |amount| pair.lead_after(from, to, amount) <= 0.0);
            let moves: Moves = taken
                .iter()
                .enumerate()
                .filter(|(_, amount)| **amount > 0.0)
                .map(|(from, amount)| (from, to, *amount))
                .collect();
            return Some(moves).filter(|moves| moved(moves) < limit);
        }
        pair.shift(from, to, amount);
        taken[from] += amount;
    }
    None
}

/// Squared distances of a winner and a rival under weights that move.
#[derive(Clone)]
struct Pair<'a> {
    distances: &'a Distances,
    rows: [usize; 2],
    weights: Vec<f64>,
    /// Of winner and rival: from the ideal, from the anti-ideal.
    squares: [[f64; 2]; 2],
}

impl<'a> Pair<'a> {
    fn new(distances: &'a Distances, weights: &[f64], winner: usize, rival: usize) -> Self {
        let rows = [winner, rival];
        let sum = |cells: &[f64], row: usize| {
            let cells = &cells[row * distances.columns..(row + 1) * distances.columns];
            cells.iter().zip(weights).map(|(cell, weight)| weight * weight * cell).sum()
        };
        let squares = rows.map(|row| [sum(&distances.from_ideal, row), sum(&distances.from_anti_ideal, row)]);
        Self { distances, rows, weights: weights.to_vec(), squares }
    }

    fn squares_after(&self, from: usize, to: usize, amount: f64) -> [[f64; 2]; 2] {
        let square = |weight: f64| weight * weight;
        let lost = square((self.weights[from] - amount).max(0.0)) - square(self.weights[from]);
        let gained = square(self.weights[to] + amount) - square(self.weights[to]);
        let mut squares = self.squares;
        for (squares, row) in squares.iter_mut().zip(self.rows) {
            let start = row * self.distances.columns;
            let change = |cells: &[f64]| lost * cells[start + from] + gained * cells[start + to];
            squares[0] = (squares[0] + change(&self.distances.from_ideal)).max(0.0);
            squares[1] = (squares[1] + change(&self.distances.from_anti_ideal)).max(0.0);
        }
        squares
    }

    /// Whether the rival is better than the winner on a criterion.
    fn speaks_for_rival(&self, column: usize) -> bool {
        let [winner, rival] = self.rows.map(|row| self.distances.normalised[row * self.distances.columns + column]);
        rival > winner
    }

    fn lead(&self) -> f64 {
        lead(self.squares)
    }

    /// The winner's lead with `amount` moved.
    fn lead_after(&self, from: usize, to: usize, amount: f64) -> f64 {
        lead(self.squares_after(from, to, amount))
    }

    fn shift(&mut self, from: usize, to: usize, amount: f64) {
        self.squares = self.squares_after(from, to, amount);
        self.weights[from] = (self.weights[from] - amount).max(0.0);
        self.weights[to] += amount;
    }
}

fn lead(squares: [[f64; 2]; 2]) -> f64 {
    let [winner, rival] = squares.map(|[ideal, anti_ideal]| closeness(ideal.sqrt(), anti_ideal.sqrt()));
    winner - rival
}
