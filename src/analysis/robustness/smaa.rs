//! Stochastic multicriteria acceptability analysis, SMAA-2 (Lahdelma & Salminen 2001).

use engine::Block;
use engine::choice::{best, first, is_best};
use engine::tally::Tally;
use engine::values::ValueDraws;
use engine::weights::WeightSampler;

use super::decision::Decisions;
use super::drawn_scorer::{DrawnScorer, Scores, stated};
use super::progress::Progress;
use super::standing::Standing;
use crate::analysis::score::TOLERANCE;
use crate::findings::{Fact, Remark, Smaa};
use crate::order;
use crate::package::settings::WeightSpace;
use crate::telemetry::random::stream;

/// Multiplications spent on confidence factors at most.
const CONFIDENCE_WORK: usize = 400_000_000;

/// Draws as often as the settings say, and lets `decisions` judge the same draws; absent when stopped.
pub(super) fn smaa(
    standing: &Standing<'_>,
    draws: &mut ValueDraws,
    decisions: &mut Decisions<'_>,
    progress: &mut Progress<'_>,
) -> Option<Smaa> {
    let (rows, columns) = (standing.rows.len(), standing.matrix.columns());
    let mut warnings = Vec::new();
    let mut sampler = weight_sampler(standing, &mut warnings);
    let mut tally = Tally::new(rows, columns);
    let mut scorer = DrawnScorer::new(standing);
    let mut values = vec![Block::default(); draws.count()];
    let (mut weights, own_weights) = (vec![Block::default(); columns], stated(&standing.weights));
    let (mut scores, mut own_scores) = (Scores::new(standing), Scores::new(standing));
    scorer.scores(&own_weights, &mut own_scores.all);
    let mut firsts = vec![0; rows];
    for (block, count) in progress.blocks(progress.draws) {
        sampler.fill(&mut weights);
        draws.take(block, &mut values);
        if !scorer.is_certain() {
            scorer.fill(&values);
            scorer.scores(&own_weights, &mut own_scores.all);
        }
        scorer.scores(&weights, &mut scores.all);
        tally.take(scores.in_scope(), &weights, count);
        let best = best(own_scores.in_scope());
        for (firsts, score) in firsts.iter_mut().zip(own_scores.in_scope()) {
            *firsts += (is_best(score, &best, TOLERANCE) & first(count)).count_ones();
        }
        decisions.take(&values, &own_scores.all, &scores.all, count);
        progress.step(count)?;
    }
    let (acceptability, central_weights) = (tally.acceptability(), tally.central_weights());
    Some(Smaa {
        draws: tally.draws(),
        alternatives: standing.rows.iter().map(|row| standing.id(*row)).collect(),
        criteria: (0..columns).map(|column| standing.criterion(column)).collect(),
        confidence: confidence(standing, draws, &central_weights, progress)?,
        central_weights,
        pairwise: tally.wins(),
        rank_entropy: acceptability.iter().map(|shares| entropy(shares.iter().copied())).collect(),
        entropy: entropy(acceptability.iter().map(|shares| shares[0])),
        acceptability,
        first_probability: firsts.iter().map(|count| f64::from(*count) / progress.draws as f64).collect(),
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

/// The probability that each row is first at its central weights, from the same draws of the values; from
/// fewer when alternatives are many.
fn confidence(
    standing: &Standing<'_>,
    draws: &mut ValueDraws,
    central: &[Option<Vec<f64>>],
    progress: &mut Progress<'_>,
) -> Option<Vec<Option<f64>>> {
    let mut scorer = DrawnScorer::new(standing);
    let (rows, all) = (standing.rows.len(), standing.matrix.rows());
    let work = rows * all * standing.matrix.columns().max(1);
    let count = if scorer.is_certain() { 1 } else { progress.draws.min((CONFIDENCE_WORK / work).max(500)) };
    let central: Vec<Option<Vec<Block>>> = central.iter().map(|weights| Some(stated(weights.as_ref()?))).collect();
    let mut values = vec![Block::default(); draws.count()];
    let mut scores = Scores::new(standing);
    let mut firsts = vec![0_u32; rows];
    for (block, taken) in progress.blocks(count) {
        if !scorer.is_certain() {
            draws.take(block, &mut values);
            scorer.fill(&values);
        }
        for (row, weights) in central.iter().enumerate() {
            let Some(weights) = weights else { continue };
            scorer.scores(weights, &mut scores.all);
            firsts[row] += scores.draws_first(row, taken);
        }
        progress.step(taken * progress.draws / count)?;
    }
    let share = |row: usize| f64::from(firsts[row]) / count as f64;
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
