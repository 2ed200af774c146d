//! Scenarios: the alternatives scored as if other weights and another method decided.

use super::score::score;
use crate::findings::{Estimate, ScenarioFinding, ScenarioScore};
use crate::package::scenario::Scenario;
use crate::package::{Id, Package};

/// Every scenario of `package`, in its order.
pub fn compare(package: &Package, estimates: &[Estimate]) -> Vec<ScenarioFinding> {
    package.scenarios.iter().map(|scenario| find(package, estimates, scenario)).collect()
}

fn find(package: &Package, estimates: &[Estimate], scenario: &Scenario) -> ScenarioFinding {
    let mut supposed = package.clone();
    scenario.apply(&mut supposed);
    let scores = score(&supposed, estimates);
    let alternatives = scores.alternatives.into_iter().map(|one| ScenarioScore {
        score: one.score(scenario.method),
        rank: one.rank,
        alternative: one.id,
    });
    ScenarioFinding { scenario: scenario.id.clone(), alternatives: alternatives.collect(), weights: scores.weights }
}

/// The alternatives that rank first in a scenario.
pub fn first(finding: &ScenarioFinding) -> impl Iterator<Item = &Id> {
    finding.alternatives.iter().filter(|one| one.rank == Some(1)).map(|one| &one.alternative)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::conclude;
    use crate::analysis::fixture::decision;
    use crate::package::settings::Method;

    /// A is better on the first criterion, B on the second.
    fn package() -> Package {
        let mut package = decision(&[&[1.0, 0.0], &[0.0, 1.0]], &[3.0, 1.0]);
        let mut kept = Scenario { id: "now".into(), name: "As it is".to_owned(), ..Scenario::default() };
        kept.keep(&package);
        let mut other = Scenario { id: "other".into(), ..kept.clone() };
        let second = package.criteria[1].id.clone();
        other.weighting.active_profile_mut().points.insert(second, 9.0);
        other.method = Method::Topsis;
        package.scenarios.0 = vec![kept, other];
        package
    }

    #[test]
    fn a_scenario_that_keeps_what_decides_finds_what_is_found() {
        let package = package();
        let findings = conclude(&package, &crate::findings::Measured::default(), None, &|_, _| None);
        let same = &findings.scenarios[0];
        assert_eq!(same.weights, findings.weights);
        for (scenario, found) in same.alternatives.iter().zip(&findings.alternatives) {
            assert_eq!((scenario.score, scenario.rank), (found.weighted_sum, found.rank));
        }
        assert_eq!(first(same).collect::<Vec<_>>(), [&package.alternatives[0].id]);
    }

    #[test]
    fn a_scenario_finds_what_would_be_found_if_it_decided() {
        let package = package();
        let other = &conclude(&package, &crate::findings::Measured::default(), None, &|_, _| None).scenarios[1];
        let mut applied = package.clone();
        package.scenarios[1].apply(&mut applied);
        let findings = conclude(&applied, &crate::findings::Measured::default(), None, &|_, _| None);
        assert_eq!(other.weights, findings.weights);
        for (scenario, found) in other.alternatives.iter().zip(&findings.alternatives) {
            assert_eq!((scenario.score, scenario.rank), (found.topsis, found.rank));
        }
        assert_eq!(first(other).collect::<Vec<_>>(), [&package.alternatives[1].id]);
    }

    #[test]
    fn a_scenario_kept_before_a_criterion_was_added_leaves_it_without_weight() {
        let mut package = package();
        package.criteria.push(crate::package::Criterion { id: "late".into(), ..Default::default() });
        package.weighting.include(&"late".into());
        let weights = &compare(&package, &[])[0].weights;
        assert_eq!(weights[2].weight, 0.0);
    }
}
