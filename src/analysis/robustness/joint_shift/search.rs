//! The joint shift under TOPSIS, whose scores are not linear in the weights: found by search.

use super::{Moves, bisect};
use crate::analysis::score::topsis::{Distances, closeness};

/// Weight moved in one step of the search.
const STEP: f64 = 0.01;

/// A short way to move weight until `rival` is level with `winner`; absent when none was found.
///
/// For each criterion that may receive: point by point, whatever helps most is taken from another. Beside it
/// stands every way of taking from one criterion only. The least of all that do is kept.
pub(super) fn search(distances: &Distances, weights: &[f64], winner: usize, rival: usize) -> Option<Moves> {
    let pair = Pair::new(distances, weights, winner, rival);
    let columns = 0..weights.len();
    let single = columns.clone().flat_map(|from| weights_to(from, weights)).filter_map(|(from, to)| {
        let most = weights[from];
        (pair.lead_after(from, to, most) <= 0.0)
            .then(|| vec![(from, to, bisect(most, |amount| pair.lead_after(from, to, amount) <= 0.0))])
    });
    let stepped = columns.filter_map(|to| step_by_step(pair.clone(), to));
    single.chain(stepped).min_by(|a, b| moved(a).total_cmp(&moved(b)))
}

fn weights_to(from: usize, weights: &[f64]) -> impl Iterator<Item = (usize, usize)> {
    let some = weights[from] > 0.0;
    (0..weights.len()).filter(move |to| some && *to != from).map(move |to| (from, to))
}

fn moved(moves: &Moves) -> f64 {
    moves.iter().map(|(_, _, amount)| amount).sum()
}

fn step_by_step(mut pair: Pair<'_>, to: usize) -> Option<Moves> {
    let mut taken = vec![0.0; pair.weights.len()];
    loop {
        let (from, amount) = (0..taken.len())
            .filter(|from| *from != to && pair.weights[*from] > 0.0)
            .map(|from| (from, pair.weights[from].min(STEP)))
            .min_by(|a, b| pair.slope(*a, to).total_cmp(&pair.slope(*b, to)))?;
        if pair.lead_after(from, to, amount) <= 0.0 {
            taken[from] += bisect(amount, |amount| pair.lead_after(from, to, amount) <= 0.0);
            let moves = taken.iter().enumerate().filter(|(_, amount)| **amount > 0.0);
            return Some(moves.map(|(from, amount)| (from, to, *amount)).collect());
        }
        pair.shift(from, to, amount);
        taken[from] += amount;
    }
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

    /// The winner's lead with `amount` moved.
    fn lead_after(&self, from: usize, to: usize, amount: f64) -> f64 {
        let [winner, rival] =
            self.squares_after(from, to, amount).map(|[ideal, anti]| closeness(ideal.sqrt(), anti.sqrt()));
        winner - rival
    }

    /// The lead after a step, per weight moved: the less, the better for the rival.
    fn slope(&self, (from, amount): (usize, f64), to: usize) -> f64 {
        let lead = |amount| self.lead_after(from, to, amount);
        (lead(amount) - lead(0.0)) / amount
    }

    fn shift(&mut self, from: usize, to: usize, amount: f64) {
        self.squares = self.squares_after(from, to, amount);
        self.weights[from] = (self.weights[from] - amount).max(0.0);
        self.weights[to] += amount;
    }
}
