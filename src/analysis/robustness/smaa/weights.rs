//! Random weights: uniform on the simplex, or on the part of it that the package allows.

use wide::bytemuck::{cast_slice, cast_slice_mut};
use wide::{f64x2, u64x2};

use super::{super::standing::Standing, BLOCK, PAIRS, exponential::exponentials};
use crate::order;
use crate::{package::settings::WeightSpace, telemetry::random::Stream};

/// Tries before rejection is given up for a random walk.
const TRIALS: usize = 2_000;

/// Steps of the random walk between two draws, per criterion.
const WALK: usize = 4;

/// Draws weights block by block.
pub(super) struct WeightSampler {
    stream: Stream,
    columns: usize,
    space: Space,
    bits: Vec<u64x2>,
    pub warnings: Vec<String>,
}

enum Space {
    /// All weights.
    Simplex,
    /// Criteria from the heaviest to the lightest, in groups of equals.
    Order(Vec<Vec<usize>>),
    /// Draws outside the ranges are thrown away.
    Rejected(Vec<[f64; 2]>),
    /// A random walk inside the ranges.
    Walk(Vec<[f64; 2]>, Vec<f64>),
}

impl WeightSampler {
    pub fn new(standing: &Standing<'_>) -> Self {
        let columns = standing.weights.len();
        let mut sampler = Self {
            stream: Stream::new(standing.package.settings.seed, &["robustness", "weights"]),
            columns,
            space: Space::Simplex,
            bits: vec![u64x2::ZERO; columns * PAIRS / 2],
            warnings: Vec::new(),
        };
        match &standing.package.settings.weight_space {
            WeightSpace::Any => {}
            WeightSpace::Order => sampler.space = Space::Order(groups(&standing.weights)),
            WeightSpace::Ranges { ranges } => {
                let ranges: Vec<[f64; 2]> = (0..columns)
                    .map(|column| ranges.get(&standing.criterion(column)).map_or([0.0, 1.0], |range| clean(*range)))
                    .collect();
                sampler.hold(ranges);
            }
        }
        sampler
    }

    /// Fills a block: criterion by criterion, draw by draw.
    pub fn fill(&mut self, weights: &mut [f64x2]) {
        match &mut self.space {
            Space::Simplex => self.simplex(weights),
            Space::Order(groups) => {
                let groups = groups.clone();
                self.simplex(weights);
                self.order(&groups, cast_slice_mut(weights));
            }
            Space::Rejected(ranges) => {
                let ranges = std::mem::take(ranges);
                for draw in 0..BLOCK {
                    // Ranges are accepted at a known rate, so this ends; the walk is for the others.
                    let drawn = std::iter::repeat_with(|| self.one()).find(|drawn| within(drawn, &ranges));
                    put(cast_slice_mut(weights), draw, &drawn.unwrap_or_default());
                }
                self.space = Space::Rejected(ranges);
            }
            Space::Walk(ranges, at) => {
                for draw in 0..BLOCK {
                    walk(ranges, at, &mut self.stream);
                    put(cast_slice_mut(weights), draw, at);
                }
            }
        }
    }

    /// Normalised exponential draws are uniform on the simplex.
    fn simplex(&mut self, weights: &mut [f64x2]) {
        const LEAST: f64x2 = f64x2::splat(f64::MIN_POSITIVE);
        self.stream.fill_bits(cast_slice_mut(&mut self.bits));
        let mut sums = [f64x2::ZERO; PAIRS];
        for (weights, bits) in weights.chunks_exact_mut(PAIRS).zip(self.bits.chunks_exact(PAIRS / 2)) {
            for (weights, bits) in weights.as_chunks_mut().0.iter_mut().zip(bits) {
                *weights = exponentials(*bits);
            }
            for (weight, sum) in weights.iter().zip(&mut sums) {
                *sum += *weight;
            }
        }
        // All draws can be 0 with a probability of 2⁻³² to the number of criteria.
        sums.iter_mut().for_each(|sum| *sum = f64x2::ONE / sum.fast_max(LEAST));
        for weights in weights.chunks_exact_mut(PAIRS) {
            for (weight, scale) in weights.iter_mut().zip(&sums) {
                *weight *= *scale;
            }
        }
    }

    /// One draw.
    fn one(&mut self) -> Vec<f64> {
        let bits = &mut self.bits[..self.columns.div_ceil(4)];
        self.stream.fill_bits(cast_slice_mut(bits));
        let drawn: Vec<f64x2> = bits.iter().flat_map(|bits| exponentials(*bits)).collect();
        let drawn = &cast_slice::<_, f64>(&drawn)[..self.columns];
        let sum = drawn.iter().sum::<f64>().max(f64::MIN_POSITIVE);
        drawn.iter().map(|weight| weight / sum).collect()
    }

    /// Sorts each draw into the order of the groups; within a group any order is as likely.
    fn order(&mut self, groups: &[Vec<usize>], weights: &mut [f64]) {
        for draw in 0..BLOCK {
            let mut sorted: Vec<f64> = weights.iter().skip(draw).step_by(BLOCK).copied().collect();
            sorted.sort_unstable_by(f64::total_cmp);
            sorted.reverse();
            let mut rest = sorted.as_mut_slice();
            for group in groups {
                let (here, after) = rest.split_at_mut(group.len());
                for last in (1..here.len()).rev() {
                    here.swap(last, self.stream.below(last + 1));
                }
                for (column, weight) in group.iter().zip(here.iter()) {
                    weights[column * BLOCK + draw] = *weight;
                }
                rest = after;
            }
        }
    }

    /// Holds the draws to ranges: by rejection where enough are accepted, else by a random walk.
    fn hold(&mut self, ranges: Vec<[f64; 2]>) {
        let (least, most) = ranges.iter().fold((0.0, 0.0), |(least, most), range| (least + range[0], most + range[1]));
        if least > 1.0 || most < 1.0 {
            let said = "The ranges of the weights leave none that sum to 100 points, so all weights are drawn.";
            self.warnings.push(said.to_owned());
            return;
        }
        let accepted = (0..TRIALS).filter(|_| within(&self.one(), &ranges)).count();
        self.space = if accepted * 20 >= TRIALS {
            Space::Rejected(ranges)
        } else {
            let part = if most > least { (1.0 - least) / (most - least) } else { 0.0 };
            let mut at: Vec<f64> = ranges.iter().map(|range| range[0] + part * (range[1] - range[0])).collect();
            (0..10 * WALK).for_each(|_| walk(&ranges, &mut at, &mut self.stream));
            Space::Walk(ranges, at)
        };
    }
}

/// Steps of a Gibbs sampler: two weights share anew what they have together, uniformly within their ranges.
fn walk(ranges: &[[f64; 2]], at: &mut [f64], stream: &mut Stream) {
    if at.len() < 2 {
        return;
    }
    for _ in 0..WALK * at.len() {
        let one = stream.below(at.len());
        let other = (one + 1 + stream.below(at.len() - 1)) % at.len();
        let both = at[one] + at[other];
        let low = ranges[one][0].max(both - ranges[other][1]);
        let high = ranges[one][1].min(both - ranges[other][0]);
        if high > low {
            at[one] = low + (high - low) * stream.uniform();
            at[other] = both - at[one];
        }
    }
}

fn groups(weights: &[f64]) -> Vec<Vec<usize>> {
    let order = order::argsort(weights.len(), &mut |a, b| weights[b].total_cmp(&weights[a]));
    order.chunk_by(|a, b| (weights[*a] - weights[*b]).abs() < 1e-9).map(<[usize]>::to_vec).collect()
}

fn clean([low, high]: [f64; 2]) -> [f64; 2] {
    let hold = |end: f64, otherwise: f64| if end.is_nan() { otherwise } else { end.clamp(0.0, 1.0) };
    let (low, high) = (hold(low, 0.0), hold(high, 1.0));
    [low.min(high), high.max(low)]
}

fn within(weights: &[f64], ranges: &[[f64; 2]]) -> bool {
    weights.iter().zip(ranges).all(|(weight, [low, high])| (low..=high).contains(&weight))
}

fn put(block: &mut [f64], draw: usize, weights: &[f64]) {
    for (column, weight) in weights.iter().enumerate() {
        block[column * BLOCK + draw] = *weight;
    }
}
