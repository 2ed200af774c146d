//! The joint shift under TOPSIS, whose scores are not linear in the weights: found by search.

use engine::weights::WeightSampler;
use engine::{BLOCK, Block};

use super::first_place::FirstPlace;
use super::{Shift, bisect, extent};
use crate::analysis::score::TOLERANCE;
use crate::analysis::score::topsis::Distances;
use crate::order;
use crate::telemetry::random::stream;

/// Starts from which the search is refined at most.
const STARTS: usize = 12;

/// Blocks of weights scattered over all there are.
const BLOCKS: usize = 4;

/// Linear programmes solved from one start at most.
const STEPS: usize = 12;

/// A lead asked over and above, so that what is found is not short of it by rounding.
const INSIDE: f64 = 1e-10;

/// Near weights at which the rival is first; absent when none were found.
///
/// The search starts from the present weights, and from first places on straight ways from them. From there scores are made linear where the search
/// stands, the nearest first place under them is where it stands next, and so on (sequential linear programming).
pub(super) fn nearest(shift: &Shift<'_>, distances: &Distances, margin: f64) -> Option<Vec<f64>> {
    let weights = &shift.standing.weights;
    let search = Search { shift, distances, margin };
    if shift.standing.ranks[shift.rival] == 1 && margin == 0.0 {
        return Some(weights.clone());
    }
    let mut starts = search.starts();
    let mut best = starts.first().cloned();
    starts.truncate(STARTS);
    starts.push(weights.clone());
    for start in starts {
        search.refine(start, &mut best);
    }
    best
}

struct Search<'a> {
    shift: &'a Shift<'a>,
    distances: &'a Distances,
    margin: f64,
}

impl Search<'_> {
    /// First places on the straight ways to where one or two criteria have all the weight, and to weights scattered
    /// over all there are; nearest first.
    fn starts(&self) -> Vec<Vec<f64>> {
        let columns = self.distances.columns;
        let pairs = (0..columns).flat_map(|one| (0..=one).map(move |other| (one, other)));
        let mut ends: Vec<Vec<f64>> = pairs
            .map(|(one, other)| {
                let mut end = vec![0.0; columns];
                end[one] += 0.5;
                end[other] += 0.5;
                end
            })
            .collect();
        ends.extend(self.scattered());
        let mut found: Vec<Vec<f64>> = ends.iter().filter_map(|end| self.first_towards(end)).collect();
        order::sort(&mut found, |one, other| self.distance(one).total_cmp(&self.distance(other)));
        found
    }

    /// First places among weights of no preference, the nearest ones.
    fn scattered(&self) -> Vec<Vec<f64>> {
        let columns = self.distances.columns;
        let mut sampler = WeightSampler::any(stream(0, &["joint shift"]), columns);
        let mut block = vec![Block::default(); columns];
        let mut found = Vec::new();
        for _ in 0..BLOCKS {
            sampler.fill(&mut block);
            let draws = (0..BLOCK).map(|draw| block.iter().map(|weight| weight[draw]).collect::<Vec<f64>>());
            found.extend(draws.filter(|weights| self.is_first(weights)));
        }
        order::sort(&mut found, |one, other| self.distance(one).total_cmp(&self.distance(other)));
        found.truncate(STARTS);
        found
    }

    /// The first place on the way from the present weights to `end`, as far as a few looks find one.
    fn first_towards(&self, end: &[f64]) -> Option<Vec<f64>> {
        let at = |share: f64| -> Vec<f64> {
            let weights = &self.shift.standing.weights;
            weights.iter().zip(end).map(|(weight, end)| (1.0 - share) * weight + share * end).collect()
        };
        let first = [0.25, 0.5, 0.75, 1.0].into_iter().find(|share| self.is_first(&at(*share)))?;
        Some(at(bisect(first, |share| self.is_first(&at(share)))))
    }

    /// Goes on from `start`, and keeps the nearest first place met on the way.
    fn refine(&self, start: Vec<f64>, best: &mut Option<Vec<f64>>) {
        let mut at = start;
        for _ in 0..STEPS {
            let rivals = self.shift.others().map(|other| {
                let gains = self.gains(&at, other);
                let lead = self.shift.standing.scorer.lead(&at, self.shift.rival, other);
                let here: f64 = gains.iter().zip(&at).map(|(gain, weight)| gain * weight).sum();
                let asked = here - lead + INSIDE + self.margin * extent(&gains);
                (gains, asked)
            });
            let next = FirstPlace::new(self.distances.columns, rivals).nearest(&self.shift.standing.weights);
            let Some(next) = next else { return };
            if self.is_first(&next) && best.as_ref().is_none_or(|best| self.distance(&next) < self.distance(best)) {
                *best = Some(next.clone());
            }
            let step: f64 = next.iter().zip(&at).map(|(next, at)| (next - at).abs()).sum();
            at = next;
            if step < TOLERANCE {
                return;
            }
        }
    }

    fn is_first(&self, weights: &[f64]) -> bool {
        self.shift.least_lead(weights) >= 1e-3 * self.margin
    }

    fn distance(&self, weights: &[f64]) -> f64 {
        weights.iter().zip(&self.shift.standing.weights).map(|(one, other)| (one - other).abs()).sum()
    }

    /// The slope of the rival's lead over another alternative, criterion by criterion.
    fn gains(&self, weights: &[f64], other: usize) -> Vec<f64> {
        let [own, others] = [self.shift.rival, other].map(|row| self.slope(weights, row));
        own.iter().zip(&others).map(|(own, other)| own - other).collect()
    }

    /// The slope of d⁻ / (d⁺ + d⁻).
    fn slope(&self, weights: &[f64], row: usize) -> Vec<f64> {
        let columns = self.distances.columns;
        let cells = row * columns..(row + 1) * columns;
        let [from_ideal, from_anti_ideal] =
            [&self.distances.from_ideal, &self.distances.from_anti_ideal].map(|cells_of| &cells_of[cells.clone()]);
        let distance =
            |cells: &[f64]| cells.iter().zip(weights).map(|(cell, weight)| weight * weight * cell).sum::<f64>().sqrt();
        let (far, near) = (distance(from_ideal), distance(from_anti_ideal));
        let whole = far + near;
        if whole == 0.0 {
            return vec![0.0; columns];
        }
        let of = |distance: f64, weight: f64, cell: f64| if distance > 0.0 { weight * cell / distance } else { 0.0 };
        let slopes = from_ideal.iter().zip(from_anti_ideal).zip(weights);
        slopes
            .map(|((ideal, anti_ideal), weight)| {
                (of(near, *weight, *anti_ideal) * far - of(far, *weight, *ideal) * near) / (whole * whole)
            })
            .collect()
    }
}
