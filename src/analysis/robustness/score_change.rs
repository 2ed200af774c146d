//! The smallest change of one value that makes a rival draw level.

use super::{joint_shift::bisect, standing::Standing};
use crate::findings::ScoreChange;
use crate::order;
use crate::{
    analysis::score::{
        TOLERANCE,
        scorer::{ColumnScorer, Scorer},
    },
    package::settings::{Method, Normalisation},
};

/// The least change per rival, smallest first. A rival that no single value within its criterion's range
/// brings level is left out; so, but under the weighted sum on the scale, is every rival but the nearest.
///
/// Scales are held: a value that moves does not change what the others are worth.
pub(super) fn score_change(standing: &Standing<'_>) -> Vec<ScoreChange> {
    let Some(winner) = standing.winner() else { return Vec::new() };
    let on_scale = standing.method == Method::WeightedSum
        && matches!(standing.matrix.normalisation, Normalisation::Scale | Normalisation::MinMax);
    let rivals = if on_scale { &standing.order[1..] } else { &standing.order[1..standing.order.len().min(2)] };
    let mut changes: Vec<ScoreChange> = rivals
        .iter()
        .filter(|rival| standing.ranks[**rival] > standing.ranks[winner])
        .filter_map(|rival| {
            let rows = [(*rival, true), (winner, false)];
            let found = rows
                .iter()
                .flat_map(|(row, rises)| (0..standing.weights.len()).map(move |column| (*row, column, *rises)))
                .filter_map(|cell| {
                    if on_scale {
                        on_line(standing, winner, *rival, cell)
                    } else {
                        by_search(standing, winner, *rival, cell)
                    }
                })
                .min_by(|a, b| a.share.total_cmp(&b.share))?;
            Some(finding(standing, *rival, found))
        })
        .collect();
    order::sort(&mut changes, |a, b| a.share.total_cmp(&b.share));
    changes
}

#[derive(Clone, Copy)]
struct Change {
    row: usize,
    column: usize,
    to: f64,
    share: f64,
}

/// The change of worth is the lead divided by the weight; its value follows from the value function.
fn on_line(
    standing: &Standing<'_>,
    winner: usize,
    rival: usize,
    (row, column, rises): (usize, usize, bool),
) -> Option<Change> {
    let Scorer::Linear { columns, cells } = &standing.scorer else { return None };
    let change = standing.scorer.lead(&standing.weights, winner, rival) / standing.weights[column];
    let worth = cells[row * columns + column] + if rises { change } else { -change };
    if !change.is_finite() || !(-TOLERANCE..=1.0 + TOLERANCE).contains(&worth) {
        return None;
    }
    let value = standing.matrix.value(row, column);
    let to = standing.matrix.criteria[column].worth.inverse(worth.clamp(0.0, 1.0), value)?;
    Some(Change { row, column, to, share: share(standing, column, value, to) })
}

/// The least step towards the end of the range at which the rival is level.
fn by_search(
    standing: &Standing<'_>,
    winner: usize,
    rival: usize,
    (row, column, rises): (usize, usize, bool),
) -> Option<Change> {
    let range = standing.matrix.criteria[column].range;
    let value = standing.matrix.value(row, column);
    let end = if rises { range.best } else { range.worst };
    if range.worst == range.best || standing.weights[column] == 0.0 || value == end {
        return None;
    }
    let mut values: Vec<f64> = standing.matrix.column(column).collect();
    let mut scorer = standing.scorer.clone();
    let mut column_scorer = ColumnScorer::new(&standing.matrix, column, standing.method);
    let mut level = |part: f64| {
        values[row] = value + part * (end - value);
        scorer.refresh(&mut column_scorer, &values);
        scorer.lead(&standing.weights, winner, rival) <= TOLERANCE
    };
    if !level(1.0) {
        return None;
    }
    let to = value + bisect(1.0, level) * (end - value);
    Some(Change { row, column, to, share: share(standing, column, value, to) })
}

fn share(standing: &Standing<'_>, column: usize, from: f64, to: f64) -> f64 {
    let range = standing.matrix.criteria[column].range;
    let extent = (range.best - range.worst).abs();
    if extent > 0.0 { (to - from).abs() / extent } else { 0.0 }
}

fn finding(standing: &Standing<'_>, rival: usize, change: Change) -> ScoreChange {
    let from = standing.matrix.value(change.row, change.column);
    let criterion = &standing.package.criteria[standing.matrix.criteria[change.column].criterion];
    ScoreChange {
        rival: standing.id(rival),
        alternative: standing.id(change.row),
        criterion: criterion.id.clone(),
        from,
        to: change.to,
        share: change.share,
    }
}
