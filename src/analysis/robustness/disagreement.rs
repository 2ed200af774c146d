//! Where the three methods rank differently, and which criterion does it.

use super::standing::Standing;
use crate::findings::MethodDisagreement;
use crate::{analysis::score::scorer::Scorer, package::settings::Method};

/// The other methods that rank at least one pair the other way round.
pub(super) fn disagreement(standing: &Standing<'_>) -> Vec<MethodDisagreement> {
    Method::ALL
        .iter()
        .filter(|method| **method != standing.method)
        .filter_map(|method| compare(standing, *method))
        .collect()
}

fn compare(standing: &Standing<'_>, method: Method) -> Option<MethodDisagreement> {
    let scorer = Scorer::new(&standing.matrix, method);
    let ranks = standing.ranks_by(&scorer.scores(&standing.weights));
    let (one, other) = first_reversed(standing, &ranks)?;
    let here = shares(&standing.scorer.advantages(&standing.weights, one, other));
    let there = shares(&scorer.advantages(&standing.weights, one, other));
    let turned = |column: usize| here[column] - there[column];
    let column = (0..here.len()).reduce(|best, column| if turned(column) > turned(best) { column } else { best })?;
    let winner_differs = one == standing.order[0] && ranks[other] == 1;
    Some(MethodDisagreement {
        method,
        winner_differs,
        one: standing.id(one),
        other: standing.id(other),
        criterion: standing.criterion(column),
    })
}

/// The winner with the other method's winner if they differ, else the topmost pair ranked the other way round.
fn first_reversed(standing: &Standing<'_>, ranks: &[u32]) -> Option<(usize, usize)> {
    let reversed = |one: usize, other: usize| standing.ranks[one] < standing.ranks[other] && ranks[one] > ranks[other];
    let winner = standing.winner()?;
    let champion = standing.rows.iter().copied().find(|row| ranks[*row] == 1)?;
    if reversed(winner, champion) {
        return Some((winner, champion));
    }
    let order = &standing.order;
    (0..order.len())
        .flat_map(|place| order[place + 1..].iter().map(move |other| (order[place], *other)))
        .find(|(one, other)| reversed(*one, *other))
}

fn shares(advantages: &[f64]) -> Vec<f64> {
    let whole: f64 = advantages.iter().map(|advantage| advantage.abs()).sum();
    advantages.iter().map(|advantage| if whole > 0.0 { advantage / whole } else { 0.0 }).collect()
}
