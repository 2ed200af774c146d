//! Random weights: uniform on the simplex, or on the part of it that is allowed.

use wide::bytemuck::cast;
use wide::{f64x2, u64x2};

use crate::block::{BLOCK, Block};
use crate::network::Network;
use crate::random::Stream;

/// Blocks tried before rejection is given up for a random walk.
const TRIALS: usize = 32;

/// Rejection is for ranges that hold at least one draw in so many.
const REJECTED: usize = 20;

/// Steps of the random walk between two draws, per criterion.
const WALK: usize = 4;

/// Draws weights block by block, one [`Block`] per criterion. In each draw they are ≥ 0 and sum to 1.
#[derive(Clone, Debug)]
pub struct WeightSampler {
    simplex: Simplex,
    space: Space,
}

#[derive(Clone, Debug)]
enum Space {
    /// All weights.
    Any,
    /// Criteria from the heaviest to the lightest, in groups of equals.
    Order { groups: Vec<Vec<usize>>, network: Network, sorted: Vec<Block> },
    /// Draws outside the ranges are thrown away.
    Rejection { ranges: Vec<[f64; 2]>, tried: Vec<Block>, next: usize },
    /// A random walk inside the ranges.
    Walk { ranges: Vec<[f64; 2]>, at: Vec<f64> },
}

impl WeightSampler {
    /// Weights of no preference: uniform on the simplex, which is Dirichlet(1, …, 1).
    pub fn any(stream: Stream, criteria: usize) -> Self {
        Self { simplex: Simplex::new(stream, criteria), space: Space::Any }
    }

    /// Uniform on the weights that fall from group to group; within a group any order is as likely. The groups
    /// hold every criterion below their number once.
    pub fn in_order(stream: Stream, groups: Vec<Vec<usize>>) -> Self {
        let criteria = groups.iter().map(Vec::len).sum();
        let (network, sorted) = (Network::new(criteria), vec![Block::default(); criteria]);
        Self { simplex: Simplex::new(stream, criteria), space: Space::Order { groups, network, sorted } }
    }

    /// Uniform on the weights within one range, from low to high, per criterion; `None` when no such weights
    /// sum to 1. By rejection where at least a twentieth is accepted, else by a random walk.
    pub fn within(stream: Stream, ranges: Vec<[f64; 2]>) -> Option<Self> {
        let (least, most) = ranges.iter().fold((0.0, 0.0), |(least, most), range| (least + range[0], most + range[1]));
        if least > 1.0 || most < 1.0 {
            return None;
        }
        let mut simplex = Simplex::new(stream, ranges.len());
        let mut tried = vec![Block::default(); ranges.len()];
        let mut accepted = 0;
        for _ in 0..TRIALS {
            simplex.fill(&mut tried);
            accepted += (0..BLOCK).filter(|draw| is_within(&tried, *draw, &ranges)).count();
        }
        let space = if accepted * REJECTED >= TRIALS * BLOCK {
            Space::Rejection { ranges, tried, next: BLOCK }
        } else {
            let part = if most > least { (1.0 - least) / (most - least) } else { 0.0 };
            let mut at: Vec<f64> = ranges.iter().map(|[low, high]| low + part * (high - low)).collect();
            (0..10 * WALK).for_each(|_| walk(&ranges, &mut at, &mut simplex.stream));
            Space::Walk { ranges, at }
        };
        Some(Self { simplex, space })
    }

    /// The next block of draws: one [`Block`] per criterion.
    pub fn fill(&mut self, weights: &mut [Block]) {
        match &mut self.space {
            Space::Any => self.simplex.fill(weights),
            Space::Order { groups, network, sorted } => {
                self.simplex.fill(sorted);
                network.sort(sorted);
                hand_out(groups, sorted, weights, &mut self.simplex.stream);
            }
            Space::Rejection { ranges, tried, next } => {
                for draw in 0..BLOCK {
                    // Ranges are accepted at a known rate, so this ends; the walk is for the others.
                    let accepted = loop {
                        if *next == BLOCK {
                            self.simplex.fill(tried);
                            *next = 0;
                        }
                        *next += 1;
                        if is_within(tried, *next - 1, ranges) {
                            break *next - 1;
                        }
                    };
                    weights.iter_mut().zip(&*tried).for_each(|(weight, tried)| weight[draw] = tried[accepted]);
                }
            }
            Space::Walk { ranges, at } => {
                for draw in 0..BLOCK {
                    walk(ranges, at, &mut self.simplex.stream);
                    weights.iter_mut().zip(&*at).for_each(|(weight, at)| weight[draw] = *at);
                }
            }
        }
    }
}

/// Draws uniformly from the simplex.
#[derive(Clone, Debug)]
struct Simplex {
    stream: Stream,
    network: Network,
}

impl Simplex {
    fn new(stream: Stream, criteria: usize) -> Self {
        Self { stream, network: Network::new(criteria.saturating_sub(1)) }
    }

    /// The spacings of n − 1 sorted uniforms and the ends of the unit interval are Dirichlet(1, …, 1), uniform on
    /// the simplex of n weights (Devroye 1986, Non-Uniform Random Variate Generation, ch. V, section 2).
    ///
    /// The uniforms are the middles of 2³² equal parts, so that every difference is exact and the weights sum to
    /// exactly 1, without a logarithm or a division.
    fn fill(&mut self, weights: &mut [Block]) {
        let Some((last, uniforms)) = weights.split_last_mut() else { return };
        for uniform in &mut *uniforms {
            fill_uniform(&self.stream.block_of_bits(), uniform);
        }
        self.network.sort(uniforms);
        *last = Block::splat(2.0);
        for index in (1..weights.len()).rev() {
            let (before, from) = weights.split_at_mut(index);
            for (weight, before) in from[0].0.iter_mut().zip(&before[index - 1].0) {
                *weight -= *before;
            }
        }
        weights[0].0.iter_mut().for_each(|weight| *weight -= f64x2::ONE);
    }
}

/// Uniform between 1 and 2: the fraction of a floating-point number there is 32 random bits and a half.
fn fill_uniform(bits: &[u64; BLOCK / 2], uniforms: &mut Block) {
    const HALF: u64x2 = u64x2::splat(1.0_f64.to_bits() | 1 << 19);
    const LOW: u64x2 = u64x2::splat(u32::MAX as u64);
    for (fours, bits) in uniforms.0.as_chunks_mut::<2>().0.iter_mut().zip(bits.as_chunks().0) {
        let bits = u64x2::new(*bits);
        *fours = [(bits & LOW) << 20, bits >> 32 << 20].map(|fraction| cast(fraction | HALF));
    }
}

/// Gives ascending weights out to groups of criteria from the heaviest to the lightest; within a group at random.
fn hand_out(groups: &[Vec<usize>], sorted: &[Block], weights: &mut [Block], stream: &mut Stream) {
    let mut rest = sorted;
    for group in groups {
        let (lighter, these) = rest.split_at(rest.len() - group.len());
        rest = lighter;
        for (criterion, block) in group.iter().zip(these) {
            weights[*criterion] = *block;
        }
        for last in (1..group.len()).rev() {
            (0..BLOCK).for_each(|draw| {
                let (one, other) = (group[last], group[stream.below(last + 1)]);
                (weights[one][draw], weights[other][draw]) = (weights[other][draw], weights[one][draw]);
            });
        }
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

fn is_within(weights: &[Block], draw: usize, ranges: &[[f64; 2]]) -> bool {
    weights.iter().zip(ranges).all(|(weight, [low, high])| (low..=high).contains(&&weight[draw]))
}

#[cfg(test)]
mod tests {
    use rand_core::SeedableRng;

    use super::*;

    const BLOCKS: usize = 1_000;

    fn stream() -> Stream {
        Stream::from_seed([3; 32])
    }

    /// Every draw, as a list of weights.
    fn draws(mut sampler: WeightSampler, criteria: usize) -> Vec<Vec<f64>> {
        let mut weights = vec![Block::default(); criteria];
        let mut draws = Vec::new();
        for _ in 0..BLOCKS {
            sampler.fill(&mut weights);
            draws.extend((0..BLOCK).map(|draw| weights.iter().map(|weight| weight[draw]).collect::<Vec<f64>>()));
        }
        draws
    }

    fn mean(draws: &[Vec<f64>], of: impl Fn(&[f64]) -> f64) -> f64 {
        draws.iter().map(|draw| of(draw)).sum::<f64>() / draws.len() as f64
    }

    /// Moments of Dirichlet(1, …, 1) over n: mean 1/n, variance (n − 1)/(n²(n + 1)), covariance −1/(n²(n + 1)).
    #[test]
    fn weights_of_no_preference_have_the_moments_of_dirichlet() {
        for criteria in [1, 2, 3, 5, 8, 13] {
            let draws = draws(WeightSampler::any(stream(), criteria), criteria);
            let n = criteria as f64;
            let variance = (n - 1.0) / (n * n * (n + 1.0));
            // Four standard errors, generously: no product of weights varies more than a weight does.
            let error = 4.0 * (variance / draws.len() as f64).sqrt() + 1e-15;
            let near = |found: f64, expected: f64| assert!((found - expected).abs() <= error, "{found} {expected}");
            for one in 0..criteria {
                near(mean(&draws, |weights| weights[one]), 1.0 / n);
                for other in 0..criteria {
                    let found = mean(&draws, |weights| (weights[one] - 1.0 / n) * (weights[other] - 1.0 / n));
                    near(found, if one == other { variance } else { -1.0 / (n * n * (n + 1.0)) });
                }
            }
        }
    }

    /// A weight is Beta(1, n − 1): P(w ≤ x) = 1 − (1 − x)ⁿ⁻¹. Kolmogorov's distance at a significance of 0.001.
    #[test]
    fn each_weight_of_no_preference_has_the_beta_distribution() {
        let draws = draws(WeightSampler::any(stream(), 4), 4);
        for criterion in 0..4 {
            let mut weights: Vec<f64> = draws.iter().map(|draw| draw[criterion]).collect();
            weights.sort_by(f64::total_cmp);
            let count = weights.len() as f64;
            let distance = weights.iter().enumerate().fold(0.0_f64, |distance, (index, weight)| {
                let expected = 1.0 - (1.0 - weight).powi(3);
                distance.max((expected - index as f64 / count).abs()).max((expected - (index + 1) as f64 / count).abs())
            });
            assert!(distance < 1.95 / count.sqrt(), "{distance}");
        }
    }

    #[test]
    fn weights_sum_to_exactly_one() {
        for draw in draws(WeightSampler::any(stream(), 8), 8) {
            assert!(draw.iter().all(|weight| *weight >= 0.0));
            assert_eq!(draw.iter().sum::<f64>(), 1.0);
        }
    }

    #[test]
    fn weights_keep_their_order_and_equals_share_it() {
        let draws = draws(WeightSampler::in_order(stream(), vec![vec![2], vec![0, 3], vec![1]]), 4);
        for draw in &draws {
            assert!(draw[2] >= draw[0].max(draw[3]) && draw[0].min(draw[3]) >= draw[1]);
        }
        let above = mean(&draws, |weights| f64::from(u8::from(weights[0] > weights[3])));
        assert!((above - 0.5).abs() < 2.0 / (draws.len() as f64).sqrt(), "{above}");
        // The means of ordered weights are the rank-order centroid.
        let centroid = [(2, 25.0 / 48.0), (0, 10.0 / 48.0), (3, 10.0 / 48.0), (1, 3.0 / 48.0)];
        for (criterion, expected) in centroid {
            let found = mean(&draws, |weights| weights[criterion]);
            assert!((found - expected).abs() < 0.003, "{criterion}: {found} {expected}");
        }
    }

    #[test]
    fn weights_keep_to_wide_and_to_narrow_ranges() {
        for ranges in [vec![[0.1, 0.7], [0.0, 1.0], [0.2, 1.0]], vec![[0.2, 0.21], [0.0, 1.0], [0.3, 0.32]]] {
            let sampler = WeightSampler::within(stream(), ranges.clone()).unwrap();
            for draw in draws(sampler, 3) {
                assert!((draw.iter().sum::<f64>() - 1.0).abs() < 1e-12);
                assert!(
                    draw.iter().zip(&ranges).all(|(weight, [low, high])| (low - 1e-12..high + 1e-12).contains(weight))
                );
            }
        }
        assert!(WeightSampler::within(stream(), vec![[0.0, 0.2], [0.0, 0.3]]).is_none());
        assert!(WeightSampler::within(stream(), vec![[0.6, 1.0], [0.5, 1.0]]).is_none());
    }
}
