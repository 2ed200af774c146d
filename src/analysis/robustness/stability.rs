//! Stability intervals: how far one weight can go before something changes (Mareschal 1988).

use super::{path::Path, standing::Standing};
use crate::analysis::score::TOLERANCE;
use crate::findings::Stability;

/// The stability of every weight; empty when nothing is ranked.
pub(super) fn stability(standing: &Standing<'_>) -> Vec<Stability> {
    if standing.rows.is_empty() {
        return Vec::new();
    }
    (0..standing.weights.len())
        .map(|column| {
            let path = Path::new(&standing.scorer, &standing.weights, column);
            Stability {
                criterion: standing.criterion(column),
                name: standing.criterion_name(column).to_owned(),
                weight: standing.weights[column],
                winner: path.as_ref().map(|path| winner_interval(standing, path, column)),
                ranking: path.as_ref().map(|path| ranking_interval(standing, path, column)),
            }
        })
        .collect()
}

fn winner_interval(standing: &Standing<'_>, path: &Path, column: usize) -> [f64; 2] {
    let winner = standing.order[0];
    let pairs = standing.order[1..].iter().map(|rival| path.ahead(winner, *rival, standing.weights[column]));
    intersection(pairs)
}

/// Where the ranking first changes, two neighbours in it draw level; so neighbours suffice.
fn ranking_interval(standing: &Standing<'_>, path: &Path, column: usize) -> [f64; 2] {
    let from = standing.weights[column];
    let pairs = standing.order.windows(2).map(|pair| {
        let level = |t: f64| (path.score(pair[0], t) - path.score(pair[1], t)).abs() <= TOLERANCE;
        match standing.ranks[pair[0]] == standing.ranks[pair[1]] {
            true if level(0.0) && level(0.5) && level(1.0) => (0.0, 1.0),
            true => (from, from),
            false => path.ahead(pair[0], pair[1], from),
        }
    });
    intersection(pairs)
}

fn intersection(intervals: impl Iterator<Item = (f64, f64)>) -> [f64; 2] {
    let (low, high) = intervals.fold((0.0, 1.0), |(low, high): (f64, f64), (from, to)| (low.max(from), high.min(to)));
    [low, high]
}
