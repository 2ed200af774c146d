//! What the simulation comes to, as values of the alternatives that the designs release.

use super::priors::Priors;
use super::{simulate, simulated_part};
use crate::findings::{DesignFinding, Estimate, SimulationFinding};
use crate::package::criterion::SimulatedOutcome;
use crate::package::release::{Fault, Onset, Released};
use crate::package::{CriterionSource, Id, Package};

/// The outcomes that criteria rest on, each once, in the order of the criteria.
fn asked(package: &Package) -> Vec<SimulatedOutcome> {
    let mut found = Vec::new();
    for criterion in &package.criteria {
        if let CriterionSource::Outcome { outcome } = criterion.source
            && !found.contains(&outcome)
        {
            found.push(outcome);
        }
    }
    found
}

/// The part of a package that these values follow from; a package that says nothing where no criterion rests on them.
pub fn outcome_part(package: &Package) -> Package {
    if asked(package).is_empty() {
        return Package::default();
    }
    let mut part = simulated_part(package);
    part.release.simulation.released.clone_from(&package.release.simulation.released);
    part.release.simulation.designs.clone_from(&package.release.simulation.designs);
    let rests = |source: &CriterionSource| matches!(source, CriterionSource::Outcome { .. });
    part.criteria = package.criteria.iter().filter(|one| rests(&one.source)).cloned().collect();
    for criterion in &mut part.criteria {
        (criterion.name, criterion.description, criterion.unit) = Default::default();
    }
    part
}

/// Every outcome that a criterion rests on, for every alternative, as an estimate named by [`SimulatedOutcome::id`]; of
/// several designs that release one alternative the first counts, the package's own before all. Nothing where no
/// criterion rests on an outcome; without a value where no design releases an alternative or nothing can be simulated.
pub fn estimates(package: &Package) -> Vec<Estimate> {
    let asked = asked(package);
    if asked.is_empty() {
        return Vec::new();
    }
    let found = simulate(package, None, &mut |_, _| true).unwrap_or_default();
    let supposed = &package.release.simulation;
    let designs = supposed.compared();
    let own = Id::default();
    let others = designs.iter().map(|design| (&design.id, &design.released));
    let released: Vec<(&Id, &Released)> = [(&own, &supposed.released)].into_iter().chain(others).collect();
    let of = |alternative: &Id| {
        let (design, _) = released.iter().find(|(_, released)| released.alternative == *alternative)?;
        found.designs.iter().find(|one| one.design == **design)
    };
    let estimate = |outcome: SimulatedOutcome, alternative: &Id| {
        let design = of(alternative);
        Estimate {
            measure: outcome.id(),
            alternative: alternative.clone(),
            value: design.and_then(|design| value(outcome, design)),
            n: design.map_or(0, |_| u64::from(found.runs)),
            standard_error: design.and_then(|design| standard_error(outcome, design, &supposed.faults, &found)),
            ..Estimate::default()
        }
    };
    let alternatives = || package.alternatives.iter().map(|alternative| &alternative.id);
    asked
        .into_iter()
        .flat_map(|outcome| alternatives().map(move |id| (outcome, id)))
        .map(|(outcome, id)| estimate(outcome, id))
        .collect()
}

fn value(outcome: SimulatedOutcome, design: &DesignFinding) -> Option<f64> {
    let expected = &design.expected;
    match outcome {
        SimulatedOutcome::Detected => expected.detected.map(|share| 100.0 * share),
        SimulatedOutcome::FalseRollbacks => Some(100.0 * expected.false_rollback),
        SimulatedOutcome::Requests => Some(expected.requests),
        SimulatedOutcome::People => Some(expected.users),
        SimulatedOutcome::Harm => Some(expected.harm),
        SimulatedOutcome::HoursToFull => design.full_after_hours,
        SimulatedOutcome::EnvironmentHours => Some(expected.environment_hours),
    }
}

/// The standard error of a share over the runs; that of other means is not kept, and hours to full traffic are certain.
fn standard_error(
    outcome: SimulatedOutcome,
    design: &DesignFinding,
    faults: &[Fault],
    found: &SimulationFinding,
) -> Option<f64> {
    let priors = Priors::new(faults);
    let detected = outcome == SimulatedOutcome::Detected;
    if !detected && outcome != SimulatedOutcome::FalseRollbacks {
        return None;
    }
    let counts = |fault: &Fault| !detected || fault.onset != Onset::Never;
    let pairs = faults.iter().zip(&priors.of).zip(&design.faults).filter(|((fault, _), _)| counts(fault));
    let variance: f64 = pairs
        .map(|((_, prior), one)| {
            let share = if detected { one.detected.value } else { one.false_rollback.value };
            prior * prior * share * (1.0 - share) / f64::from(found.runs.max(1))
        })
        .sum();
    let of = if detected { priors.faulty } else { 1.0 };
    (of > 0.0).then(|| 100.0 * libm::sqrt(variance) / of)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::simulation::tests::example;
    use crate::analysis::{measure::measure, score::score};
    use crate::package::{Alternative, Criterion};
    use crate::telemetry::Telemetry;

    fn package() -> Package {
        let mut package = example();
        let named = |id: &str| Alternative { id: id.into(), name: id.to_owned(), ..Alternative::default() };
        package.alternatives = vec![named("careful"), named("at-once"), named("unplanned")];
        let simulation = &mut package.release.simulation;
        simulation.released.alternative = "careful".into();
        simulation.designs[0].released.alternative = "at-once".into();
        let criterion = |outcome: SimulatedOutcome| Criterion {
            id: Id(outcome.label().to_owned()),
            direction: outcome.direction(),
            source: CriterionSource::Outcome { outcome },
            ..Criterion::default()
        };
        package.criteria = vec![criterion(SimulatedOutcome::Requests), criterion(SimulatedOutcome::Detected)];
        package
    }

    #[test]
    fn what_is_simulated_is_a_value_of_what_is_released() {
        let package = package();
        let found = simulate(&package, None, &mut |_, _| true).unwrap();
        let values: Vec<Option<f64>> = estimates(&package).iter().map(|one| one.value).collect();
        let requests = |at: usize| Some(found.designs[at].expected.requests);
        let detected = |at: usize| found.designs[at].expected.detected.map(|share| 100.0 * share);
        assert_eq!(values, [requests(0), requests(1), None, detected(0), detected(1), None]);
        let all = estimates(&package);
        assert!(all[0].standard_error.is_none() && all[3].standard_error.is_some_and(|error| error < 1.0));
        assert_eq!(estimates(&outcome_part(&package)).len(), 0, "a part has no alternatives");
    }

    /// The careful pipeline exposes far fewer, which counts most, so that it is first; what nobody plans is not ranked.
    #[test]
    fn outcomes_are_scored_like_measures() {
        let mut package = package();
        for (criterion, points) in [("requests exposed", 3.0), ("faults detected", 1.0)] {
            package.weighting.active_profile_mut().points.insert(criterion.into(), points);
        }
        let measured = measure(&package, &Telemetry::default());
        let scores = score(&package, &measured);
        let rank = |id: &str| scores.alternatives.iter().find(|one| one.id == id.into()).and_then(|one| one.rank);
        assert_eq!([rank("careful"), rank("at-once"), rank("unplanned")], [Some(1), Some(2), None]);
        // Nothing can be simulated: nothing is ranked, and no number is made up.
        package.release.simulation.traffic.requests_per_hour = 0.0;
        assert!(measure(&package, &Telemetry::default()).iter().all(|one| one.value.is_none()));
    }
}
