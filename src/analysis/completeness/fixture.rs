//! The worked example, damaged and asked for this and that.

use super::require;
use crate::analysis::{closure, gate, outcome};
use crate::findings::{AlternativeFinding, Estimate, Findings, RequiredItem, WeightFinding};
use crate::package::Package;
use crate::package::document::Sparse;
use crate::package::requirement::Requirement;
use crate::package::template::Template;

/// The worked example, with a value for everything that can be measured.
pub fn complete() -> Package {
    let mut package = Template::named("mlops-release").unwrap().package.clone();
    package.recommendation.option = package.alternatives[0].id.clone();
    package
}

/// What is missing of `package` when everything can be measured and ranked.
pub fn missing_of(package: &Package) -> Vec<RequiredItem> {
    let mut estimates = Vec::new();
    for measure in &package.evidence.measures {
        for alternative in &package.alternatives {
            estimates.push(Estimate {
                measure: measure.id.clone(),
                alternative: alternative.id.clone(),
                value: Some(1.0),
                ..Estimate::default()
            });
        }
    }
    let gates = gate::judge(package, &estimates);
    let mut alternatives: Vec<_> = package
        .alternatives
        .iter()
        .map(|one| AlternativeFinding {
            id: one.id.clone(),
            name: one.name.clone(),
            rank: Some(1),
            ..Default::default()
        })
        .collect();
    outcome::mark_releasable(&mut alternatives, &gates);
    let weights = package.criteria.iter().map(|one| WeightFinding { criterion: one.id.clone(), weight: 0.1 }).collect();
    let risks = closure::close(package);
    let findings = Findings { estimates, gates, weights, alternatives, risks, ..Findings::default() };
    require(package, &findings).into_iter().filter(|item| !item.done).collect()
}

/// A package that asks for these checks, each with the number it asks for.
pub fn asking(checks: &[(&str, Option<u32>)]) -> Package {
    let requirement = |&(check, least): &(&str, Option<u32>)| Requirement {
        check: check.to_owned(),
        least,
        ..Requirement::default()
    };
    Package { required: Sparse(checks.iter().map(requirement).collect()), ..complete() }
}
