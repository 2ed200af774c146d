//! Weights: from how people state them to numbers that sum to 1, per profile and for the decision.

mod pairwise;
mod ranking;

use crate::findings::{Fact, ProfileWeights, Remark, Weights};
use crate::package::{
    Package,
    weighting::{WeightMethod, WeightProfile, WeightingRule},
};

/// The weights a package states.
///
/// A profile without any weight counts every criterion the same, and says so; so does a package without a
/// profile. Points and swing ratings count in proportion; negative ones and those that are not numbers as 0.
pub fn weights(package: &Package) -> Weights {
    let mut profiles: Vec<ProfileWeights> =
        package.weighting.profiles.iter().map(|profile| profile_weights(package, profile)).collect();
    share(package, &mut profiles);
    let count = package.criteria.len();
    if profiles.is_empty() {
        let warnings = vec![Fact::NoWeights.into()];
        return Weights { deciding: equal(count), profiles, warnings };
    }
    if package.weighting.rule == WeightingRule::Blend {
        let deciding = (0..count)
            .map(|index| profiles.iter().map(|profile| profile.share * profile.weights[index]).sum())
            .collect();
        let warnings = profiles
            .iter()
            .flat_map(|profile| {
                let of_profile = |one: &Remark| Remark { profile: Some(profile.id.clone()), fact: one.fact.clone() };
                profile.warnings.iter().map(of_profile)
            })
            .collect();
        return Weights { deciding, profiles, warnings };
    }
    let active = package.weighting.active_profile().map(|profile| &profile.id);
    let active = profiles.iter().find(|profile| Some(&profile.id) == active).unwrap_or(&profiles[0]);
    Weights { deciding: active.weights.clone(), warnings: active.warnings.clone(), profiles }
}

fn profile_weights(package: &Package, profile: &WeightProfile) -> ProfileWeights {
    let mut warnings = Vec::new();
    let mut consistency = None;
    let raw = match profile.method {
        WeightMethod::Points | WeightMethod::Swing => package
            .criteria
            .iter()
            .map(|criterion| profile.points.get(&criterion.id).copied().filter(|points| points.is_finite()))
            .map(|points| points.unwrap_or(0.0).max(0.0))
            .collect(),
        WeightMethod::Ranking => ranking::centroid(package, &profile.ranking, &mut warnings),
        WeightMethod::Pairwise => {
            let (weights, found) = pairwise::eigenvector(package, &profile.comparisons, &mut warnings);
            consistency = found;
            weights
        }
    };
    let weights = normalised(&raw).unwrap_or_else(|| {
        if !package.criteria.is_empty() {
            warnings.push(Fact::AllWeightsZero.into());
        }
        equal(raw.len())
    });
    ProfileWeights { id: profile.id.clone(), name: profile.name.clone(), weights, share: 0.0, consistency, warnings }
}

/// Gives each profile its part of a blend; equal parts when no share is stated.
fn share(package: &Package, profiles: &mut [ProfileWeights]) {
    let stated: Vec<f64> = package
        .weighting
        .profiles
        .iter()
        .map(|profile| if profile.share.is_finite() { profile.share.max(0.0) } else { 0.0 })
        .collect();
    let shares = normalised(&stated).unwrap_or_else(|| equal(stated.len()));
    for (profile, share) in profiles.iter_mut().zip(shares) {
        profile.share = share;
    }
}

fn normalised(weights: &[f64]) -> Option<Vec<f64>> {
    let greatest = weights.iter().copied().fold(0.0, f64::max);
    if greatest <= 0.0 {
        return None;
    }
    // Scaled first, so that neither huge nor tiny points overflow their sum.
    let total: f64 = weights.iter().map(|weight| weight / greatest).sum();
    Some(weights.iter().map(|weight| weight / greatest / total).collect())
}

fn equal(count: usize) -> Vec<f64> {
    vec![1.0 / count.max(1) as f64; count]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::{Criterion, Id, weighting::Comparison};

    fn package(criteria: usize, profile: WeightProfile) -> Package {
        let mut package = Package::default();
        for index in 0..criteria {
            let id = Id(format!("c{index}"));
            package.criteria.push(Criterion { name: id.0.to_uppercase(), id, ..Criterion::default() });
        }
        package.weighting.profiles.push(profile);
        package
    }

    #[track_caller]
    fn check(found: &[f64], expected: &[f64]) {
        assert_eq!(found.len(), expected.len());
        for (found, expected) in found.iter().zip(expected) {
            assert!((found - expected).abs() < 5e-5, "{found} instead of {expected}");
        }
    }

    fn points(points: &[f64]) -> WeightProfile {
        let points = points.iter().enumerate().map(|(index, points)| (Id(format!("c{index}")), *points)).collect();
        WeightProfile { points, ..WeightProfile::default() }
    }

    #[test]
    fn points_count_in_proportion() {
        check(&weights(&package(3, points(&[20.0, 60.0, f64::NAN]))).deciding, &[0.25, 0.75, 0.0]);
        check(&weights(&package(2, points(&[1e308, 1e308]))).deciding, &[0.5, 0.5]);
    }

    #[test]
    fn no_weight_at_all_counts_everything_the_same_and_says_so() {
        let found = weights(&package(4, points(&[0.0; 4])));
        check(&found.deciding, &[0.25; 4]);
        assert_eq!(found.warnings, [Fact::AllWeightsZero.into()]);
    }

    /// Barron & Barrett 1996, table 1: rank-order centroid weights for four criteria.
    #[test]
    fn a_ranking_gives_the_centroid() {
        let ranking = ["c2", "c0", "c3", "c1"].map(Id::from).to_vec();
        let profile = WeightProfile { method: WeightMethod::Ranking, ranking, ..WeightProfile::default() };
        check(&weights(&package(4, profile)).deciding, &[0.2708, 0.0625, 0.5208, 0.1458]);
    }

    #[test]
    fn criteria_not_ranked_share_the_last_places() {
        let profile =
            WeightProfile { method: WeightMethod::Ranking, ranking: vec![Id::from("c1")], ..WeightProfile::default() };
        let found = weights(&package(3, profile));
        check(&found.deciding, &[0.1944, 0.6111, 0.1944]);
        let unranked = Fact::Unranked { criteria: vec!["c0".into(), "c2".into()] };
        assert_eq!(found.warnings, [unranked.into()]);
    }

    fn pairwise(judgements: &[(usize, usize, f64)]) -> WeightProfile {
        let comparisons = judgements
            .iter()
            .map(|(more, less, ratio)| Comparison {
                more: Id(format!("c{more}")),
                less: Id(format!("c{less}")),
                ratio: *ratio,
                ..Comparison::default()
            })
            .collect();
        WeightProfile { method: WeightMethod::Pairwise, comparisons, ..WeightProfile::default() }
    }

    /// Eigenvector and ratio by `numpy.linalg.eig` (2.4) of [[1, 3, 5], [1/3, 1, 3], [1/5, 1/3, 1]].
    #[test]
    fn comparisons_give_the_principal_eigenvector() {
        let found = weights(&package(3, pairwise(&[(0, 1, 3.0), (0, 2, 5.0), (1, 2, 3.0)])));
        check(&found.deciding, &[0.636_986, 0.258_285, 0.104_729]);
        let consistency = found.profiles[0].consistency.as_ref().unwrap();
        check(&[consistency.eigenvalue, consistency.ratio.unwrap()], &[3.038_511, 0.033_199]);
        assert!(consistency.consistent && found.warnings.is_empty());
    }

    #[test]
    fn judgements_that_contradict_each_other_are_named() {
        let found = weights(&package(3, pairwise(&[(0, 1, 3.0), (1, 2, 3.0), (2, 0, 3.0)])));
        let consistency = found.profiles[0].consistency.as_ref().unwrap();
        assert!(!consistency.consistent && consistency.ratio.unwrap() > 0.1);
        assert!(matches!(found.warnings[0].fact, Fact::Contradictory { .. }), "{:?}", found.warnings);
        let found = weights(&package(
            4,
            pairwise(&[(0, 1, 2.0), (0, 2, 4.0), (3, 0, 9.0), (1, 2, 2.0), (1, 3, 4.0), (2, 3, 2.0)]),
        ));
        let least = found.profiles[0].consistency.as_ref().unwrap().least_consistent.clone().unwrap();
        assert_eq!((least.more.as_str(), least.less.as_str()), ("c3", "c0"));
    }

    #[test]
    fn missing_comparisons_follow_from_the_others() {
        let found = weights(&package(3, pairwise(&[(0, 1, 2.0), (1, 2, 2.0)])));
        check(&found.deciding, &[0.5714, 0.2857, 0.1429]);
        let found = weights(&package(4, pairwise(&[(0, 1, 2.0)])));
        let apart = Fact::NotCompared { criteria: vec!["c2".into(), "c3".into()] };
        assert_eq!(found.warnings[0], apart.into());
    }

    #[test]
    fn profiles_blend_by_share() {
        let mut package = package(2, WeightProfile { share: 3.0, ..points(&[1.0, 0.0]) });
        package.weighting.profiles.push(WeightProfile { id: Id::from("b"), share: 1.0, ..points(&[0.0, 1.0]) });
        package.weighting.rule = WeightingRule::Blend;
        check(&weights(&package).deciding, &[0.75, 0.25]);
        package.weighting.rule = WeightingRule::Profile;
        package.weighting.active = Id::from("b");
        check(&weights(&package).deciding, &[0.0, 1.0]);
    }
}
