//! The smallest joint shift: the least weight to move for a rival to draw level with the winner.

mod search;

use super::standing::Standing;
use crate::analysis::score::{TOLERANCE, scorer::Scorer};
use crate::findings::{JointShift, WeightMove};
use crate::order;

/// One shift per rival, nearest first; those that no weights bring level come last.
pub(super) fn joint_shift(standing: &Standing<'_>) -> Vec<JointShift> {
    let Some(winner) = standing.winner() else { return Vec::new() };
    let mut shifts: Vec<JointShift> =
        standing.order[1..].iter().map(|rival| finding(standing, winner, *rival)).collect();
    order::sort(&mut shifts, |a, b| a.points.unwrap_or(f64::INFINITY).total_cmp(&b.points.unwrap_or(f64::INFINITY)));
    shifts
}

/// Moves of weight: from column, to column, how much.
type Moves = Vec<(usize, usize, f64)>;

fn finding(standing: &Standing<'_>, winner: usize, rival: usize) -> JointShift {
    let weights = &standing.weights;
    let exact = matches!(standing.scorer, Scorer::Linear { .. });
    let moves = match &standing.scorer {
        _ if standing.scorer.lead(weights, winner, rival) <= TOLERANCE => Some(Vec::new()),
        Scorer::Linear { columns, cells } => {
            let gains: Vec<f64> = (0..*columns)
                .map(|column| cells[rival * columns + column] - cells[winner * columns + column])
                .collect();
            least_moves(&gains, weights)
        }
        Scorer::Topsis(distances) => search::search(distances, weights, winner, rival),
    };
    let mut shift = JointShift {
        alternative: standing.id(rival),
        name: standing.name(rival).to_owned(),
        exact,
        ..JointShift::default()
    };
    if let Some(moves) = moves {
        let moved: f64 = moves.iter().map(|(_, _, amount)| amount).sum();
        shift.points = Some(100.0 * moved);
        shift.distance = Some(2.0 * moved);
        shift.weights = apply(weights, &moves);
        shift.moves = moves
            .iter()
            .map(|(from, to, amount)| WeightMove {
                from: standing.criterion(*from),
                to: standing.criterion(*to),
                points: 100.0 * amount,
            })
            .collect();
    }
    shift
}

/// The least weight to move until Σ weight × gain reaches 0 from below, where `gains` are the rival's cells
/// less the winner's.
///
/// A linear programme with a greedy solution: whatever is moved is best given to the criterion with the
/// greatest gain, and best taken from those with the least, as far as they have any. Absent when even all the
/// weight on the rival's best criterion does not do.
fn least_moves(gains: &[f64], weights: &[f64]) -> Option<Moves> {
    let mut sources = order::argsort(gains.len(), &mut |a, b| gains[a].total_cmp(&gains[b]));
    let to = sources.pop()?;
    let mut gap: f64 = -gains.iter().zip(weights).map(|(gain, weight)| gain * weight).sum::<f64>();
    let mut moves = Moves::new();
    for from in sources {
        let rise = gains[to] - gains[from];
        if gap <= TOLERANCE || rise <= 0.0 {
            break;
        }
        let amount = weights[from].min(gap / rise);
        if amount > 0.0 {
            moves.push((from, to, amount));
            gap -= amount * rise;
        }
    }
    (gap <= TOLERANCE).then_some(moves)
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

fn apply(weights: &[f64], moves: &[(usize, usize, f64)]) -> Vec<f64> {
    let mut weights = weights.to_vec();
    for (from, to, amount) in moves {
        weights[*from] = (weights[*from] - amount).max(0.0);
        weights[*to] += amount;
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weight_goes_from_the_least_gain_to_the_greatest() {
        let found = least_moves(&[-0.5, 0.5, -0.1], &[0.4, 0.2, 0.4]).unwrap();
        let expected = [(0, 1, 0.14)];
        assert_eq!(found.len(), 1);
        assert!((found[0].2 - expected[0].2).abs() < 1e-12 && (found[0].0, found[0].1) == (0, 1), "{found:?}");
        assert_eq!(least_moves(&[-0.5, -0.1], &[0.5, 0.5]), None);
    }
}
