//! Weights from an order alone.

use crate::findings::{Fact, Remark};
use crate::package::{Id, Package};

/// Rank-order centroid weights (Barron & Barrett 1996): the r-th of m criteria weighs (1/m) Σ 1/k for k
/// from r to m. Criteria the ranking does not name share the mean of the last places.
pub(super) fn centroid(package: &Package, ranking: &[Id], warnings: &mut Vec<Remark>) -> Vec<f64> {
    let count = package.criteria.len();
    let mut weights = vec![None; count];
    let mut place = 0;
    for id in ranking {
        let index = package.criteria.iter().position(|criterion| &criterion.id == id);
        if let Some(weight) = index.and_then(|index| weights.get_mut(index)).filter(|weight| weight.is_none()) {
            *weight = Some(centroid_weight(place, count));
            place += 1;
        }
    }
    let rest = (place..count).map(|place| centroid_weight(place, count)).sum::<f64>() / (count - place).max(1) as f64;
    let unranked: Vec<Id> = package
        .criteria
        .iter()
        .zip(&weights)
        .filter(|(_, weight)| weight.is_none())
        .map(|(criterion, _)| criterion.id.clone())
        .collect();
    if !unranked.is_empty() {
        warnings.push(Fact::Unranked { criteria: unranked }.into());
    }
    weights.into_iter().map(|weight| weight.unwrap_or(rest)).collect()
}

fn centroid_weight(place: usize, count: usize) -> f64 {
    (place..count).rev().map(|rank| 1.0 / (rank + 1) as f64).sum::<f64>() / count as f64
}
