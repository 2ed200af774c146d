//! Weights: how much each criterion counts, and for whom.

use crate::sorted_map::SortedMap;

use super::Id;

record! {
    /// Every profile of weights, and which of them decides.
    pub struct Weighting {
        /// Whether one profile decides or the blend of all.
        pub rule: WeightingRule,
        /// The deciding profile under [`WeightingRule::Profile`]; the first when empty.
        pub active: Id,
        /// One per stakeholder role that holds weights of its own; at least one in practice.
        pub profiles: Vec<WeightProfile>,
        ..extra
    }

    /// One role's weights.
    pub struct WeightProfile {
        /// Identifier.
        pub id: Id,
        /// Whose weights these are, such as "Product owner" or "Team".
        pub name: String,
        /// How the weights are stated.
        pub method: WeightMethod,
        /// Points (any scale ≥ 0; only proportions count), or swing ratings (0-100, the most important
        /// swing 100), by criterion. A criterion not named has none.
        pub points: SortedMap<Id, f64>,
        /// Criteria from the most important down, for the ranking method.
        pub ranking: Vec<Id>,
        /// Judgements for the pairwise method.
        pub comparisons: Vec<Comparison>,
        /// How much this profile counts in the blend; only proportions count.
        pub share: f64,
        ..extra
    }

    /// "`more` is `ratio` times as important as `less`."
    pub struct Comparison {
        /// The criterion that counts more (when `ratio` ≥ 1).
        pub more: Id,
        /// The criterion it is compared with.
        pub less: Id,
        /// From 1/9 to 9 on Saaty's scale.
        pub ratio: f64,
        ..extra
    }
}

words! {
    /// Whether one profile's weights decide or the blend of all.
    pub enum WeightingRule {
        /// The active profile alone.
        #[default]
        Profile = "one profile decides",
        /// The mean of all profiles, by share.
        Blend = "profiles are blended",
    }

    /// How a profile's weights are stated.
    pub enum WeightMethod {
        /// Points shared out over the criteria.
        #[default]
        Points = "Points",
        /// How much each swing from worst to best matters beside the greatest.
        Swing = "Swing",
        /// The order alone: rank-order centroid.
        Ranking = "Ranking only",
        /// Pairs of criteria compared: principal eigenvector.
        Pairwise = "Pairwise comparison",
    }
}

impl Weighting {
    /// The deciding profile, or the one being edited under a blend.
    pub fn active_profile(&self) -> Option<&WeightProfile> {
        self.profiles.iter().find(|profile| profile.id == self.active).or_else(|| self.profiles.first())
    }

    /// The deciding profile, for change; one is made when there is none.
    pub fn active_profile_mut(&mut self) -> &mut WeightProfile {
        if self.profiles.is_empty() {
            self.profiles.push(WeightProfile {
                id: Id::from("weights-team"),
                name: "Team".to_owned(),
                share: 1.0,
                ..WeightProfile::default()
            });
        }
        let index = self.profiles.iter().position(|profile| profile.id == self.active).unwrap_or(0);
        &mut self.profiles[index]
    }

    /// Gives a new criterion the mean of the points each profile gives to the others, 10 where it gives
    /// none, and the last rank.
    pub fn include(&mut self, criterion: &Id) {
        self.active_profile_mut();
        for profile in &mut self.profiles {
            let given: Vec<f64> = profile.points.values().copied().filter(|points| *points > 0.0).collect();
            let mean = if given.is_empty() { 10.0 } else { given.iter().sum::<f64>() / given.len() as f64 };
            profile.points.get_or_insert_with(criterion.clone(), || libm::round(mean));
            if !profile.ranking.is_empty() && !profile.ranking.contains(criterion) {
                profile.ranking.push(criterion.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_criterion_counts_as_much_as_the_others_on_average() {
        let mut weighting = Weighting::default();
        let ids = ["quality", "cost", "risk"].map(Id::from);
        weighting.include(&ids[0]);
        weighting.active_profile_mut().points.insert(ids[1].clone(), 31.0);
        weighting.include(&ids[2]);
        let points: Vec<f64> = ids.iter().map(|id| weighting.profiles[0].points[id]).collect();
        assert_eq!(points, [10.0, 31.0, 21.0]);
    }
}
