//! Stochastic multicriteria acceptability analysis, SMAA-2 (Lahdelma & Salminen 2001).

pub(super) mod drawn_scorer;
pub(super) mod progress;

use engine::tally::Tally;
use engine::values::ValueDraws;
use engine::weights::WeightSampler;
use engine::{BLOCK, Block};

use super::standing::Standing;
use crate::analysis::score::scorer::Scorer;
use crate::findings::{Fact, Remark, Smaa};
use crate::order;
use crate::package::settings::WeightSpace;
use crate::telemetry::random::stream;
use drawn_scorer::DrawnScorer;
use progress::Progress;

/// Multiplications spent on confidence factors at most.
const CONFIDENCE_WORK: usize = 400_000_000;

/// Draws as often as the settings say; absent when stopped.
pub(super) fn smaa(standing: &Standing<'_>, value_draws: &mut ValueDraws, progress: &mut Progress<'_>) -> Option<Smaa> {
    let draws = progress.draws;
    let (rows, columns) = (standing.matrix.rows(), standing.matrix.columns());
    let mut warnings = Vec::new();
    let mut sampler = weight_sampler(standing, &mut warnings);
    let mut tally = Tally::new(rows, columns);
    let mut first = vec![0; rows];
    let (mut weights, mut scores) = (vec![Block::default(); columns], vec![Block::default(); rows]);
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
    let (acceptability, central_weights) = (tally.acceptability(), tally.central_weights());
    Some(Smaa {
        draws: tally.draws(),
        alternatives: (0..rows).map(|row| standing.id(row)).collect(),
        criteria: (0..columns).map(|column| standing.criterion(column)).collect(),
        confidence: confidence(standing, value_draws, &central_weights, progress)?,
        central_weights,
        pairwise: tally.wins(),
        rank_entropy: acceptability.iter().map(|shares| entropy(shares.iter().copied())).collect(),
        entropy: entropy(acceptability.iter().map(|shares| shares[0])),
        acceptability,
        first_probability,
        warnings,
    })
}

/// Draws weights as the package's settings allow.
fn weight_sampler(standing: &Standing<'_>, warnings: &mut Vec<Remark>) -> WeightSampler {
    let stream = stream(standing.package.settings.seed, &["robustness", "weights"]);
    let columns = standing.weights.len();
    match &standing.package.settings.weight_space {
        WeightSpace::Any => WeightSampler::any(stream, columns),
        WeightSpace::Order => WeightSampler::in_order(stream, groups(&standing.weights)),
        WeightSpace::Ranges { ranges } => {
            let range = |column| ranges.get(&standing.criterion(column)).map_or([0.0, 1.0], |range| clean(*range));
            WeightSampler::within(stream.clone(), (0..columns).map(range).collect()).unwrap_or_else(|| {
                warnings.push(Fact::RangesLeaveNone.into());
                WeightSampler::any(stream, columns)
            })
        }
    }
}

/// Criteria from the heaviest to the lightest, in groups of equals.
fn groups(weights: &[f64]) -> Vec<Vec<usize>> {
    let order = order::argsort(weights.len(), &mut |a, b| weights[b].total_cmp(&weights[a]));
    order.chunk_by(|a, b| (weights[*a] - weights[*b]).abs() < 1e-9).map(<[usize]>::to_vec).collect()
}

/// A range within 0 to 1, the lower end first.
fn clean([low, high]: [f64; 2]) -> [f64; 2] {
    let hold = |end: f64, otherwise: f64| if end.is_nan() { otherwise } else { end.clamp(0.0, 1.0) };
    let (low, high) = (hold(low, 0.0), hold(high, 1.0));
    [low.min(high), high.max(low)]
}

/// Every row's score for every draw of a block, from cells that are the same in all.
fn score_block(scorer: &Scorer, weights: &[Block], scores: &mut [Block]) {
    match scorer {
        Scorer::Linear { cells, .. } => engine::score::weighted_sums(cells, weights, scores),
        Scorer::Topsis(distances) => {
            engine::score::closenesses(&distances.from_ideal, &distances.from_anti_ideal, weights, scores);
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

/// −Σ p ln p over ln n: 0 when one thing is certain, 1 when n are as likely. Shares are taken as parts of
/// their sum, which is over 1 when equals share the first rank.
fn entropy(shares: impl ExactSizeIterator<Item = f64> + Clone) -> f64 {
    let whole: f64 = shares.clone().sum();
    let count = shares.len();
    if count < 2 || whole <= 0.0 {
        return 0.0;
    }
    let sum: f64 =
        shares.map(|share| share / whole).filter(|share| *share > 0.0).map(|share| -share * libm::log(share)).sum();
    (sum / libm::log(count as f64)).clamp(0.0, 1.0)
}
