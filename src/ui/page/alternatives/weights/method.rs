//! From one way of stating weights to another, keeping the weights as nearly as it can say them.

use crate::analysis::weight;
use crate::order;
use crate::package::weighting::{WeightMethod, WeightProfile};
use crate::package::{Id, Package, Record};
use crate::sorted_map::SortedMap;

/// Makes `chosen` the profile's way. A ranking that was stated before is taken up again; otherwise the new
/// way begins from the present weights.
pub(super) fn change(package: &mut Package, id: &Id, chosen: WeightMethod) {
    let weights = weight::weights(package).profiles.into_iter().find(|one| one.id == *id);
    let weights = weights.map(|one| one.weights).unwrap_or_default();
    let criteria: Vec<Id> = package.criteria.iter().map(|one| one.id.clone()).collect();
    let Some(profile) = WeightProfile::find_mut(package, id) else { return };
    profile.method = chosen;
    match chosen {
        // Points add up to 100; the most important swing is 100.
        WeightMethod::Points | WeightMethod::Swing => {
            let greatest = weights.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
            let scale = if chosen == WeightMethod::Swing { 100.0 / greatest } else { 100.0 };
            let points = weights.iter().map(|weight| (weight * scale * 10.0).round() / 10.0);
            profile.points = SortedMap::from_iter(criteria.into_iter().zip(points));
        }
        WeightMethod::Ranking if profile.ranking.is_empty() => {
            let order = order::argsort(weights.len(), &mut |one, two| weights[two].total_cmp(&weights[one]));
            profile.ranking = order.into_iter().map(|index| criteria[index].clone()).collect();
        }
        _ => {}
    }
}
