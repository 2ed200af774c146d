//! Scores of alternatives in every draw of a block.

use wide::f64x2;

use crate::block::Block;

/// Σ weight × cell for every row of `cells`, which are the same in every draw (row by row, as many columns as there
/// are weights).
pub fn weighted_sums(cells: &[f64], weights: &[Block], sums: &mut [Block]) {
    if weights.is_empty() {
        sums.fill(Block::default());
        return;
    }
    for (cells, sums) in cells.chunks_exact(weights.len()).zip(sums) {
        for (place, sums) in sums.0.as_chunks_mut::<4>().0.iter_mut().enumerate() {
            let [mut a, mut b, mut c, mut d] = [f64x2::ZERO; 4];
            for (cell, weight) in cells.iter().zip(weights) {
                let cell = f64x2::splat(*cell);
                let weights = &weight.0.as_chunks::<4>().0[place];
                a += cell * weights[0];
                b += cell * weights[1];
                c += cell * weights[2];
                d += cell * weights[3];
            }
            *sums = [a, b, c, d];
        }
    }
}

/// Adds weight × cell, both of which differ from draw to draw.
pub fn add_product(cells: &Block, weights: &Block, sums: &mut Block) {
    for ((sum, cell), weight) in sums.0.iter_mut().zip(&cells.0).zip(&weights.0) {
        *sum += *cell * *weight;
    }
}

/// The squares of weights, which TOPSIS weights squared distances with.
pub fn squares(weights: &[Block]) -> Vec<Block> {
    weights.iter().map(|weight| Block(weight.0.map(|weight| weight * weight))).collect()
}

/// The closeness of every row to the ideal (Hwang & Yoon 1981), from its squared distances: from the ideal in
/// `to_ideal`, from the anti-ideal in `scores`, which it takes the place of.
pub fn closenesses(to_ideal: &[Block], scores: &mut [Block]) {
    for (score, to_ideal) in scores.iter_mut().zip(to_ideal) {
        for (score, to_ideal) in score.iter_mut().zip(to_ideal.iter()) {
            *score = closeness(to_ideal.sqrt(), score.sqrt());
        }
    }
}

/// d⁻ / (d⁺ + d⁻); where nothing tells the alternatives apart, each is as near to the ideal as to the
/// anti-ideal, which is ½.
pub fn closeness(from_ideal: f64, from_anti_ideal: f64) -> f64 {
    let whole = from_ideal + from_anti_ideal;
    if whole > 0.0 { from_anti_ideal / whole } else { 0.5 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weights() -> [Block; 3] {
        let mut weights = [0.2, 0.3, 0.5].map(Block::splat);
        (weights[0][9], weights[2][9]) = (0.5, 0.2);
        weights
    }

    #[test]
    fn sums_are_those_of_each_draw() {
        let mut sums = [Block::default(); 2];
        weighted_sums(&[1.0, 0.0, 2.0, 0.5, 1.0, 0.0], &weights(), &mut sums);
        assert_eq!([sums[0][8], sums[1][8]], [0.2 + 0.5 * 2.0, 0.2 * 0.5 + 0.3]);
        assert_eq!([sums[0][9], sums[1][9]], [0.5 + 0.2 * 2.0, 0.5 * 0.5 + 0.3]);
    }

    #[test]
    fn drawn_cells_add_their_own_product() {
        let mut sum = Block::splat(1.0);
        add_product(&weights()[0], &weights()[1], &mut sum);
        assert_eq!([sum[8], sum[9]], [1.0 + 0.2 * 0.3, 1.0 + 0.5 * 0.3]);
    }

    #[test]
    fn the_ideal_is_1_the_anti_ideal_0_and_no_difference_a_half() {
        let (mut to_ideal, mut scores) = ([Block::default(); 3], [Block::default(); 3]);
        let squares = squares(&weights());
        weighted_sums(&[0.0, 0.0, 0.0, 1.0, 4.0, 1.0, 0.0, 0.0, 0.0], &squares, &mut to_ideal);
        weighted_sums(&[1.0, 4.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0], &squares, &mut scores);
        closenesses(&to_ideal, &mut scores);
        assert_eq!(scores, [1.0, 0.0, 0.5].map(Block::splat));
    }
}
