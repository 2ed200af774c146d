//! Sweeps: every score as one weight goes from 0 to 1.

use super::{path::Path, standing::Standing};
use crate::findings::{Crossing, Sweep};
use crate::{analysis::score::TOLERANCE, package::Id};

/// A sweep of every weight; a criterion that has all the weight has none.
pub(super) fn sweep(standing: &Standing<'_>) -> Vec<Sweep> {
    if standing.matrix.rows() == 0 {
        return Vec::new();
    }
    let alternatives: Vec<Id> = (0..standing.matrix.rows()).map(|row| standing.id(row)).collect();
    (0..standing.weights.len())
        .filter_map(|column| {
            let path = Path::new(&standing.scorer, &standing.weights, column)?;
            let at = path.grid();
            let (first, crossings) = leaders(standing, &path);
            Some(Sweep {
                criterion: standing.criterion(column),
                weight: standing.weights[column],
                scores: (0..path.rows()).map(|row| at.iter().map(|t| path.score(row, *t)).collect()).collect(),
                at,
                alternatives: alternatives.clone(),
                first,
                crossings,
            })
        })
        .collect()
}

fn leaders(standing: &Standing<'_>, path: &Path) -> (Id, Vec<Crossing>) {
    let mut leader = first_after(path, 0.0);
    let first = standing.id(leader);
    let mut crossings = Vec::new();
    let mut at = 0.0;
    while let Some(end) = (0..path.rows())
        .filter(|row| *row != leader)
        .map(|row| path.ahead(leader, row, at).1)
        .filter(|end| *end < 1.0 - TOLERANCE)
        .min_by(f64::total_cmp)
    {
        let next = first_after(path, end);
        if next == leader || crossings.len() >= 2 * path.rows() {
            break;
        }
        crossings.push(Crossing { at: end, from: standing.id(leader), to: standing.id(next) });
        (leader, at) = (next, end);
    }
    (first, crossings)
}

/// Who is first just above `t`.
fn first_after(path: &Path, t: f64) -> usize {
    let step = 1e-6 * (1.0 - t);
    let mut best = 0;
    for row in 1..path.rows() {
        if path.score(row, t + step) > path.score(best, t + step) {
            best = row;
        }
    }
    best
}
