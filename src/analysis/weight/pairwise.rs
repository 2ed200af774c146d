//! Weights from comparing pairs of criteria.

use crate::findings::{Consistency, Fact, Judgement, Remark};
use crate::package::{Id, Package, weighting::Comparison};

/// Mean consistency index of random matrices by size, from 1 (Saaty 1980); the last one for larger sizes.
const RANDOM_INDEX: [f64; 15] =
    [0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59];

/// The principal eigenvector of the judgements (Saaty 1980), missing ones as in Harker 1987: zero, and one
/// more on the diagonal for each missing in the row. Of contradicting judgements on a pair the last counts.
///
/// All zero when there is no judgement.
pub(super) fn eigenvector(
    package: &Package,
    comparisons: &[Comparison],
    warnings: &mut Vec<Remark>,
) -> (Vec<f64>, Option<Consistency>) {
    let count = package.criteria.len();
    let judgements = Judgements::new(package, comparisons);
    let apart = judgements.apart();
    if !apart.is_empty() {
        let criteria = apart.iter().map(|index| package.criteria[*index].id.clone()).collect();
        warnings.push(Fact::NotCompared { criteria }.into());
    }
    if judgements.given == 0 {
        return (vec![0.0; count], None);
    }
    let (weights, eigenvalue) = judgements.power_iteration();
    let consistency = judgements.consistency(package, &weights, eigenvalue);
    if let (false, Some(worst)) = (consistency.consistent, &consistency.least_consistent) {
        let fact = Fact::Contradictory {
            ratio: consistency.ratio.unwrap_or_default(),
            more: worst.more.clone(),
            less: worst.less.clone(),
            stated: worst.stated,
            implied: worst.implied,
        };
        warnings.push(fact.into());
    }
    (weights, Some(consistency))
}

struct Judgements {
    count: usize,
    /// Row by row; 0 where nobody has judged.
    ratios: Vec<f64>,
    given: u32,
}

impl Judgements {
    fn new(package: &Package, comparisons: &[Comparison]) -> Self {
        let count = package.criteria.len();
        let mut ratios = vec![0.0; count * count];
        let index = |id: &Id| package.criteria.iter().position(|criterion| &criterion.id == id);
        for comparison in comparisons.iter().filter(|comparison| comparison.ratio.is_finite() && comparison.ratio > 0.0)
        {
            if let (Some(more), Some(less)) = (index(&comparison.more), index(&comparison.less))
                && more != less
            {
                ratios[more * count + less] = comparison.ratio;
                ratios[less * count + more] = 1.0 / comparison.ratio;
            }
        }
        let given = ratios.iter().filter(|ratio| **ratio > 0.0).count() / 2;
        Self { count, ratios, given: u32::try_from(given).unwrap_or(u32::MAX) }
    }

    /// Criteria not linked with the first compared one by any chain of judgements.
    fn apart(&self) -> Vec<usize> {
        let linked = |from: usize, to: usize| self.ratios[from * self.count + to] > 0.0;
        let start = (0..self.count).find(|row| (0..self.count).any(|column| linked(*row, column))).unwrap_or(0);
        let mut reached = vec![false; self.count];
        let mut open = vec![start];
        while let Some(from) = open.pop() {
            if let Some(seen) = reached.get_mut(from).filter(|seen| !**seen) {
                *seen = true;
                open.extend((0..self.count).filter(|to| linked(from, *to)));
            }
        }
        if self.count < 2 { Vec::new() } else { (0..self.count).filter(|index| !reached[*index]).collect() }
    }

    fn power_iteration(&self) -> (Vec<f64>, f64) {
        let mut weights = vec![1.0 / self.count as f64; self.count];
        let mut eigenvalue = self.count as f64;
        for _ in 0..10_000 {
            let mut next = self.times(&weights);
            eigenvalue = next.iter().sum();
            next.iter_mut().for_each(|weight| *weight /= eigenvalue);
            let change = next.iter().zip(&weights).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
            weights = next;
            if change < 1e-15 {
                break;
            }
        }
        (weights, eigenvalue)
    }

    fn times(&self, weights: &[f64]) -> Vec<f64> {
        (0..self.count)
            .map(|row| {
                let ratios = &self.ratios[row * self.count..(row + 1) * self.count];
                let missing = ratios.iter().filter(|ratio| **ratio == 0.0).count() - 1;
                let judged: f64 = ratios.iter().zip(weights).map(|(ratio, weight)| ratio * weight).sum();
                judged + (1 + missing) as f64 * weights[row]
            })
            .collect()
    }

    fn consistency(&self, package: &Package, weights: &[f64], eigenvalue: f64) -> Consistency {
        let pairs = self.count * self.count.saturating_sub(1) / 2;
        let ratio = (self.count >= 3).then(|| {
            let random = RANDOM_INDEX[self.count.min(RANDOM_INDEX.len()) - 1];
            ((eigenvalue - self.count as f64) / (self.count - 1) as f64 / random).max(0.0)
        });
        Consistency {
            eigenvalue,
            ratio,
            consistent: ratio.is_none_or(|ratio| ratio <= 0.1),
            missing: u32::try_from(pairs).unwrap_or(u32::MAX) - self.given,
            least_consistent: self.least_consistent(package, weights),
        }
    }

    fn least_consistent(&self, package: &Package, weights: &[f64]) -> Option<Judgement> {
        let mut worst: Option<(f64, Judgement)> = None;
        for row in 0..self.count {
            for column in 0..self.count {
                let stated = self.ratios[row * self.count + column];
                if stated < 1.0 || (stated == 1.0 && row > column) {
                    continue;
                }
                let implied = weights[row] / weights[column];
                let distance = (stated / implied).max(implied / stated);
                if worst.as_ref().is_none_or(|(furthest, _)| distance > *furthest + 1e-9) {
                    let [more, less] = [row, column].map(|index| package.criteria[index].id.clone());
                    worst = Some((distance, Judgement { more, less, stated, implied }));
                }
            }
        }
        worst.filter(|(distance, _)| *distance > 1.0 + 1e-9).map(|(_, judgement)| judgement)
    }
}
