//! From weights to other weights, move by move.

/// Weight taken from one column and given to another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Move {
    pub from: usize,
    pub to: usize,
    /// Of 1.
    pub amount: f64,
}

/// What is less than this is left of rounding.
const ROUNDING: f64 = 1e-14;

/// The least moves, by what they move in all, that lead from weights to others of the same sum.
pub(super) fn between(before: &[f64], after: &[f64]) -> Vec<Move> {
    let mut lost: Vec<f64> = before.iter().zip(after).map(|(before, after)| (before - after).max(0.0)).collect();
    let mut moves = Vec::new();
    for (to, (before, after)) in before.iter().zip(after).enumerate() {
        let mut gained = after - before;
        for (from, lost) in lost.iter_mut().enumerate() {
            let amount = gained.min(*lost);
            if amount > ROUNDING {
                moves.push(Move { from, to, amount });
                *lost -= amount;
                gained -= amount;
            }
        }
    }
    moves
}

/// What is moved in all.
pub(super) fn moved(moves: &[Move]) -> f64 {
    moves.iter().map(|one| one.amount).sum()
}

/// The weights after the moves.
pub(super) fn apply(weights: &[f64], moves: &[Move]) -> Vec<f64> {
    let mut weights = weights.to_vec();
    for Move { from, to, amount } in moves {
        weights[*from] = (weights[*from] - amount).max(0.0);
        weights[*to] += amount;
    }
    weights
}

/// The moves with each amount rounded up to so many digits after the point, in points of 100; all there is where there
/// is no more to take.
pub(super) fn rounded(weights: &[f64], moves: &[Move], digits: i32) -> Vec<Move> {
    let units = libm::pow(10.0, f64::from(digits + 2));
    let mut left = weights.to_vec();
    let mut rounded = Vec::new();
    for Move { from, to, amount } in moves {
        let wanted = libm::ceil(amount * units + 1e-6) / units;
        let amount = if wanted < left[*from] {
            wanted
        } else if left[*from] == weights[*from] {
            weights[*from]
        } else {
            libm::floor(left[*from] * units) / units
        };
        left[*from] -= amount;
        if amount > 0.0 {
            rounded.push(Move { from: *from, to: *to, amount });
        }
    }
    rounded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moves_lead_from_one_to_the_other() {
        let (before, after) = ([0.5, 0.3, 0.2, 0.0], [0.1, 0.25, 0.4, 0.25]);
        let moves = between(&before, &after);
        assert!((moved(&moves) - 0.45).abs() < 1e-15, "{moves:?}");
        let found = apply(&before, &moves);
        assert!(found.iter().zip(after).all(|(found, after)| (found - after).abs() < 1e-15), "{found:?}");
        assert_eq!(between(&before, &before), []);
    }

    #[test]
    fn a_rounded_move_is_more_but_never_more_than_there_is() {
        let check = |weight: f64, amount: f64, expected: f64| {
            let found = rounded(&[weight, 1.0 - weight], &[Move { from: 0, to: 1, amount }], 1);
            assert_eq!(found[0].amount, expected, "{weight} {amount}");
        };
        check(0.5, 0.070_3, 0.071);
        // A move that only brings it level is one unit short.
        check(0.5, 0.07, 0.071);
        check(1.0 / 7.0, 1.0 / 7.0, 1.0 / 7.0);
    }
}
