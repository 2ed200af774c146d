//! Rank reversal: whether the absence of one alternative changes the order of the others.

use super::standing::Standing;
use crate::analysis::score::{self, scorer::Scorer};
use crate::findings::Reversal;
use crate::package::settings::{Method, Normalisation};

/// Drops each alternative that is not first and ranks again; those whose absence changes nothing are left out.
pub(super) fn reversal(standing: &Standing<'_>) -> Vec<Reversal> {
    let Some(winner) = standing.winner().filter(|_| standing.matrix.rows() > 2) else { return Vec::new() };
    (0..standing.matrix.rows())
        .filter(|row| standing.ranks[*row] > 1 && may_matter(standing, *row))
        .filter_map(|dropped| {
            let matrix = standing.matrix.without(standing.package, dropped);
            let ranks = score::ranks(&Scorer::new(&matrix, standing.method).scores(&standing.weights));
            let rest: Vec<usize> = (0..standing.matrix.rows()).filter(|row| *row != dropped).collect();
            let before = score::ranks(&rest.iter().map(|row| -f64::from(standing.ranks[*row])).collect::<Vec<_>>());
            if before == ranks {
                return None;
            }
            let first = rest[ranks.iter().position(|rank| *rank == 1)?];
            let winner_now = rest.iter().position(|row| *row == winner)?;
            let winner_changes = ranks[winner_now] != 1;
            let first = if winner_changes { first } else { winner };
            Some(Reversal { dropped: standing.id(dropped), first: standing.id(first), winner_changes })
        })
        .collect()
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
