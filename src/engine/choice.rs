//! What is decided in each draw of a block: who is chosen of those that are admissible.

use crate::block::{BLOCK, Block};

/// In which draws of a block something is true, the first draw in the last bit.
pub type Draws = u64;

/// All draws before the first `count` are done; the others of the block are not counted.
pub fn first(count: usize) -> Draws {
    Draws::MAX >> (BLOCK - count)
}

/// In which draws a value is at most the threshold.
pub fn at_most(values: &Block, threshold: f64) -> Draws {
    that(values, |value| value <= threshold)
}

/// In which draws a value is less than the threshold.
pub fn below(values: &Block, threshold: f64) -> Draws {
    that(values, |value| value < threshold)
}

fn that(values: &Block, test: impl Fn(f64) -> bool) -> Draws {
    values.iter().enumerate().fold(0, |draws, (draw, value)| draws | Draws::from(test(*value)) << draw)
}

/// The best score in every draw.
pub fn best(scores: &[Block]) -> Block {
    let mut best = Block::splat(f64::NEG_INFINITY);
    for scores in scores {
        best.iter_mut()
            .zip(scores.iter())
            .for_each(|(best, score)| *best = if *score > *best { *score } else { *best });
    }
    best
}

/// In which draws a score is the best, or short of it by no more than `tolerance`.
pub fn is_best(score: &Block, best: &Block, tolerance: f64) -> Draws {
    let pairs = score.iter().zip(best.iter()).enumerate();
    pairs.fold(0, |draws, (draw, (score, best))| draws | Draws::from(*best <= score + tolerance) << draw)
}

/// The row chosen in every draw: the best of those that are admissible in it, of equals (to `tolerance`) the first;
/// where none is, their number.
pub fn choose(scores: &[Block], admissible: &[Draws], tolerance: f64) -> [u32; BLOCK] {
    let mut best = [f64::NEG_INFINITY; BLOCK];
    let mut chosen = [scores.len() as u32; BLOCK];
    for (row, (scores, admissible)) in scores.iter().zip(admissible).enumerate() {
        for draw in 0..BLOCK {
            let better = (admissible >> draw) & 1 == 1 && scores[draw] > best[draw] + tolerance;
            best[draw] = if better { scores[draw] } else { best[draw] };
            chosen[draw] = if better { row as u32 } else { chosen[draw] };
        }
    }
    chosen
}

/// The class of the value in every draw: how many of the bounds, in any order, it is greater than.
pub fn classes(values: &Block, bounds: &[f64]) -> [u32; BLOCK] {
    let mut classes = [0; BLOCK];
    for bound in bounds {
        classes.iter_mut().zip(values.iter()).for_each(|(class, value)| *class += u32::from(value > bound));
    }
    classes
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 0 in the first draw, 1 in the next, and so on.
    fn ascending() -> Block {
        let mut block = Block::default();
        block.iter_mut().enumerate().for_each(|(draw, value)| *value = draw as f64);
        block
    }

    #[test]
    fn a_threshold_belongs_to_the_good_side_or_not() {
        assert_eq!([at_most(&ascending(), 2.0), below(&ascending(), 2.0)], [0b111, 0b11]);
        assert_eq!([first(2), first(64)], [0b11, u64::MAX]);
    }

    #[test]
    fn the_best_of_the_admissible_is_chosen_and_the_first_of_equals() {
        let scores = [Block::splat(3.0), ascending(), Block::splat(3.0)];
        assert_eq!(choose(&scores, &[u64::MAX; 3], 1e-12)[2..5], [0, 0, 1]);
        assert_eq!(choose(&scores, &[0, u64::MAX, u64::MAX], 1e-12)[2..5], [2, 1, 1]);
        assert_eq!(choose(&scores, &[0, 0b1000, 0b100], 1e-12)[2..5], [2, 1, 3]);
        assert_eq!(choose(&[], &[], 1e-12)[0], 0);
    }

    #[test]
    fn who_is_first_has_nobody_ahead() {
        let scores = [Block::splat(3.0), ascending()];
        let best = best(&scores);
        assert_eq!(scores.map(|score| is_best(&score, &best, 1e-12)), [0b1111, !0b111]);
    }

    #[test]
    fn a_class_is_between_bounds() {
        assert_eq!(classes(&ascending(), &[2.0, 0.5])[..4], [0, 1, 1, 2]);
    }
}
