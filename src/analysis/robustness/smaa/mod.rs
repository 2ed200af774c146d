//! Stochastic multicriteria acceptability analysis, SMAA-2 (Lahdelma & Salminen 2001).

mod exponential;
pub(super) mod progress;
mod tally;
pub(super) mod values;
mod weights;

use crate::findings::Smaa;
use wide::{bytemuck::cast_slice_mut, f64x2};

use super::standing::Standing;
use crate::analysis::score::scorer::Scorer;
use progress::Progress;
use tally::Tally;
use values::{DrawnScorer, ValueDraws};
use weights::WeightSampler;

/// Draws made at once: weights stand criterion by criterion and scores row by row, so that neighbouring draws
/// are computed together and what is true of them fits into one number.
pub(super) const BLOCK: usize = 64;

/// Pairs of draws in a block: what one instruction computes.
const PAIRS: usize = BLOCK / 2;

/// Multiplications spent on confidence factors at most.
const CONFIDENCE_WORK: usize = 400_000_000;

/// Draws as often as the settings say; absent when stopped.
pub(super) fn smaa(standing: &Standing<'_>, value_draws: &mut ValueDraws, progress: &mut Progress<'_>) -> Option<Smaa> {
    let draws = progress.draws;
    let mut sampler = WeightSampler::new(standing);
    let mut tally = Tally::new(standing.matrix.rows(), standing.matrix.columns());
    let mut first = vec![0; standing.matrix.rows()];
    let mut weights = vec![f64x2::ZERO; standing.matrix.columns() * PAIRS];
    let mut scores = vec![f64x2::ZERO; standing.matrix.rows() * PAIRS];
    let mut values = DrawnScorer::new(standing);
    let mut done = 0;
    while done < draws {
        let count = BLOCK.min(draws - done);
        sampler.fill(&mut weights);
        if value_draws.is_certain() {
            score_block(&standing.scorer, &weights, &mut scores);
        } else {
            values.score_block(value_draws, standing, &weights, &mut scores, &mut first, count);
        }
        tally.take(&scores, &weights, count);
        done += count;
        progress.step(count)?;
    }
    let first_probability = match value_draws.is_certain() {
        true => standing.ranks.iter().map(|rank| f64::from(u8::from(*rank == 1))).collect(),
        false => first.iter().map(|count| f64::from(*count) / draws as f64).collect(),
    };
    let mut smaa = tally.finish();
    smaa.alternatives = (0..standing.matrix.rows()).map(|row| standing.id(row)).collect();
    smaa.criteria = (0..standing.matrix.columns()).map(|column| standing.criterion(column)).collect();
    smaa.first_probability = first_probability;
    smaa.warnings = sampler.warnings;
    smaa.confidence = confidence(standing, value_draws, &smaa.central_weights, progress)?;
    Some(smaa)
}

/// Every row's score for every draw of a block, from cells that are the same in all.
fn score_block(scorer: &Scorer, weights: &[f64x2], scores: &mut [f64x2]) {
    match scorer {
        Scorer::Linear { columns, cells } => weighted_block(cells, *columns, weights, scores),
        Scorer::Topsis(distances) => {
            let squares: Vec<f64x2> = weights.iter().map(|weight| *weight * *weight).collect();
            let mut from_ideal = vec![f64x2::ZERO; scores.len()];
            weighted_block(&distances.from_ideal, distances.columns, &squares, &mut from_ideal);
            weighted_block(&distances.from_anti_ideal, distances.columns, &squares, scores);
            let from_ideal: &mut [f64] = cast_slice_mut(&mut from_ideal);
            for (score, from_ideal) in cast_slice_mut::<_, f64>(scores).iter_mut().zip(from_ideal) {
                *score = crate::analysis::score::topsis::closeness(from_ideal.sqrt(), score.sqrt());
            }
        }
    }
}

/// Sums of cells times weights, for eight draws at once.
fn weighted_block(cells: &[f64], columns: usize, weights: &[f64x2], sums: &mut [f64x2]) {
    let mut row = vec![f64x2::ZERO; columns];
    for (cells, sums) in cells.chunks_exact(columns).zip(sums.chunks_exact_mut(PAIRS)) {
        row.iter_mut().zip(cells).for_each(|(cell, value)| *cell = f64x2::splat(*value));
        for (place, sums) in sums.as_chunks_mut::<4>().0.iter_mut().enumerate() {
            let [mut a, mut b, mut c, mut d] = [f64x2::ZERO; 4];
            for (cell, weights) in row.iter().zip(weights.as_chunks::<4>().0[place..].iter().step_by(PAIRS / 4)) {
                a += *cell * weights[0];
                b += *cell * weights[1];
                c += *cell * weights[2];
                d += *cell * weights[3];
            }
            *sums = [a, b, c, d];
        }
    }
}

/// The probability that each row is first at its central weights, from the same draws of the values; from
/// fewer when alternatives are many.
fn confidence(
    standing: &Standing<'_>,
    value_draws: &mut ValueDraws,
    central: &[Option<Vec<f64>>],
    progress: &mut Progress<'_>,
) -> Option<Vec<Option<f64>>> {
    let rows = standing.matrix.rows();
    let mut values = DrawnScorer::new(standing);
    let work = rows * rows * standing.matrix.columns().max(1);
    let draws = if value_draws.is_certain() { 1 } else { progress.draws.min((CONFIDENCE_WORK / work).max(500)) };
    let mut first = vec![0_u32; rows];
    for draw in 0..draws {
        let scorer = if value_draws.is_certain() { &standing.scorer } else { values.next(value_draws) };
        for (row, weights) in central.iter().enumerate() {
            let Some(weights) = weights else { continue };
            first[row] += u32::from(scorer.is_first(weights, row));
        }
        if draw % BLOCK == 0 {
            progress.step(0)?;
        }
    }
    progress.step(progress.draws)?;
    let share = |row: usize| f64::from(first[row]) / draws as f64;
    Some(central.iter().enumerate().map(|(row, weights)| weights.as_ref().map(|_| share(row))).collect())
}
