//! Sweeps: every score as one weight goes from 0 to 1.

use super::{path::Path, standing::Standing};
use crate::findings::{Crossing, Sweep};
use crate::{analysis::score::TOLERANCE, package::Id};

/// A sweep of every weight; a criterion that has all the weight has none.
pub(super) fn sweep(standing: &Standing<'_>) -> Vec<Sweep> {
    if standing.rows.is_empty() {
        return Vec::new();
    }
    let alternatives: Vec<Id> = standing.rows.iter().map(|row| standing.id(*row)).collect();
    (0..standing.weights.len())
        .filter_map(|column| {
            let path = Path::new(&standing.scorer, &standing.weights, column)?;
            let at = path.grid();
            let (first, crossings) = leaders(standing, &path);
            Some(Sweep {
                criterion: standing.criterion(column),
                weight: standing.weights[column],
                scores: standing.rows.iter().map(|row| at.iter().map(|t| path.score(*row, *t)).collect()).collect(),
                at,
                alternatives: alternatives.clone(),
                first,
                crossings,
            })
        })
        .collect()
}

fn leaders(standing: &Standing<'_>, path: &Path) -> (Id, Vec<Crossing>) {
    let mut leader = first_after(standing, path, 0.0);
    let first = standing.id(leader);
    let mut crossings = Vec::new();
    let mut at = 0.0;
    while let Some(end) = standing
        .rows
        .iter()
        .filter(|row| **row != leader)
        .map(|row| path.ahead(leader, *row, at).1)
        .filter(|end| *end < 1.0 - TOLERANCE)
        .min_by(f64::total_cmp)
    {
        let next = first_after(standing, path, end);
        if next == leader || crossings.len() >= 2 * standing.rows.len() {
            break;
        }
        crossings.push(Crossing { at: end, from: standing.id(leader), to: standing.id(next) });
        (leader, at) = (next, end);
    }
    (first, crossings)
}

/// Who is first just above `t`.
fn first_after(standing: &Standing<'_>, path: &Path, t: f64) -> usize {
    let score = |row: usize| path.score(row, t + 1e-6 * (1.0 - t));
    let better = |best: usize, row: usize| if score(row) > score(best) { row } else { best };
    standing.rows.iter().copied().reduce(better).unwrap_or_default()
}
