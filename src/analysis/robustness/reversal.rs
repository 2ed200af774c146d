//! Rank reversal: whether the absence of one alternative changes the order of the others.

use super::standing::{Standing, ranks_among};
use crate::analysis::score::scorer::Scorer;
use crate::findings::Reversal;
use crate::package::settings::{Method, Normalisation};

/// Drops each alternative but the winner and ranks again; those whose absence changes nothing are left out. One that
/// cannot be released may change the order of those that can.
pub(super) fn reversal(standing: &Standing<'_>) -> Vec<Reversal> {
    let Some(winner) = standing.winner() else { return Vec::new() };
    (0..standing.matrix.rows())
        .filter(|row| !standing.rows.contains(row) || standing.ranks[*row] > 1)
        .filter(|row| may_matter(standing, *row))
        .filter_map(|dropped| without(standing, winner, dropped))
        .collect()
}

/// What changes without one row.
fn without(standing: &Standing<'_>, winner: usize, dropped: usize) -> Option<Reversal> {
    let rest: Vec<usize> = standing.rows.iter().copied().filter(|row| *row != dropped).collect();
    if rest.len() < 2 {
        return None;
    }
    let matrix = standing.matrix.without(standing.package, dropped);
    let mut scores = Scorer::new(&matrix, standing.method).scores(&standing.weights);
    scores.insert(dropped, f64::NEG_INFINITY);
    let now = ranks_among(&scores, &rest);
    let before = ranks_among(&standing.scores, &rest);
    if rest.iter().all(|row| before[*row] == now[*row]) {
        return None;
    }
    let first = *rest.iter().find(|row| now[**row] == 1)?;
    let winner_changes = now[winner] != 1;
    let first = if winner_changes { first } else { winner };
    Some(Reversal { dropped: standing.id(dropped), first: standing.id(first), winner_changes })
}

/// Whether the others' scores can depend on `row`: not under the weighted sum on the scale, unless the row holds an
/// end of a range that nobody stated.
fn may_matter(standing: &Standing<'_>, row: usize) -> bool {
    let matrix = &standing.matrix;
    if standing.method != Method::WeightedSum || matrix.normalisation != Normalisation::Scale {
        return true;
    }
    matrix.criteria.iter().enumerate().any(|(column, criterion)| {
        let value = matrix.value(row, column);
        !criterion.range.stated
            && (value <= criterion.range.worst.min(criterion.range.best)
                || value >= criterion.range.worst.max(criterion.range.best))
    })
}
