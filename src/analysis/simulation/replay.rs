//! One run, look by look.

use engine::rollout::{End, Verdict};

use super::course::Leg;
use super::presence::Presence;
use super::script::{Moment, moments, value};
use super::{Study, courses};
use crate::package::contradiction::prevents_simulation;
use crate::package::release::CheckJudge;
use crate::package::{Id, Package};

/// A run as it went.
#[derive(Clone, Debug, PartialEq)]
pub struct Replay {
    /// The shares of traffic over time.
    pub legs: Vec<Leg>,
    /// Until when it is looked at, in hours from the beginning.
    pub horizon: f64,
    /// When the fault first shows, if it does.
    pub shows: Option<f64>,
    /// How it ended.
    pub end: End,
    /// Every look until then.
    pub looks: Vec<ReplayedLook>,
}

/// One look as it went.
#[derive(Clone, Debug, PartialEq)]
pub struct ReplayedLook {
    /// The check's place in the package.
    pub check: usize,
    /// Hours from the beginning.
    pub at: f64,
    /// In the new version: in percent, milliseconds or currency.
    pub new: f64,
    /// In the old version, where it is compared.
    pub old: Option<f64>,
    /// What it said.
    pub verdict: Verdict,
    /// Failed looks of the stage so far.
    pub failed: u32,
    /// Inconclusive looks of the stage so far.
    pub inconclusive: u32,
}

impl Replay {
    /// Until when the release goes on.
    pub fn until(&self) -> f64 {
        match self.end {
            End::Through => self.horizon,
            End::RolledBack { at, .. } | End::Held { at, .. } => at,
        }
    }
}

/// The run of this number of a design (empty for the package's own) under a fault: the one that [`super::simulate`]
/// counted. Absent when the package has no such design or fault, or nothing can be simulated.
pub fn replay(package: &Package, design: &Id, fault: &Id, run: u32) -> Option<Replay> {
    let supposed = &package.release.simulation;
    if supposed.is_empty() || prevents_simulation(package) {
        return None;
    }
    let course = courses(package).into_iter().find(|course| course.design == *design)?;
    let fault = supposed.faults.iter().find(|one| one.id == *fault)?;
    let presence = Presence { fault, normal: &supposed.normal };
    let study = Study::of(package, supposed.runs);
    let (end, seen) = study.script(&course, &presence).replay(study.seed, run);
    let moments =
        course.legs.iter().flat_map(|leg| moments(&course, leg, &study.checks).into_iter().map(move |at| (leg, at)));
    let look = |((leg, moment), seen): ((&Leg, Moment), engine::rollout::Seeing)| {
        let check = &study.checks[seen.check];
        let is_share = check.metric.is_share();
        let percent = |share: f64| if is_share { 100.0 * share } else { share };
        let new = match check.judge {
            CheckJudge::Threshold if !seen.new.is_nan() => {
                let requests = study.flow.between(moment.from, moment.at);
                let n = libm::round(leg.load() * requests) as u64;
                let affected = presence.affected(leg, moment.from, moment.at, &study.flow);
                value(check, n, affected, &presence, seen.new)
            }
            _ => percent(seen.new),
        };
        let old = seen.old.map(percent);
        let (failed, inconclusive) = (seen.failed, seen.inconclusive);
        ReplayedLook { check: seen.check, at: seen.at, new, old, verdict: seen.verdict, failed, inconclusive }
    };
    let looks = moments.zip(seen).map(look).collect();
    let (shows, horizon) = (presence.first_shows(&course), course.horizon);
    Some(Replay { legs: course.legs.clone(), horizon, shows, end, looks })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::simulation::simulate;
    use crate::package::release::Check;
    use crate::package::template::TEMPLATES;

    /// What a look is said to have seen is what its verdict was about.
    #[test]
    fn values_are_on_the_side_their_verdicts_say() {
        for template in TEMPLATES.iter().filter(|template| !template.package.release.simulation.is_empty()) {
            let package = &template.package;
            for fault in &package.release.simulation.faults {
                let found = replay(package, &Id::default(), &fault.id, 3).unwrap();
                for look in &found.looks {
                    let check: &Check = &package.release.checks[look.check];
                    if check.judge == CheckJudge::Threshold && check.metric.prefers_less() {
                        let failed = look.new > check.threshold * (1.0 + 1e-6);
                        assert_eq!(look.verdict == Verdict::Fail, failed, "{look:?} {}", check.name);
                    }
                }
                assert!(found.looks.is_sorted_by(|a, b| a.at <= b.at));
                assert!(found.looks.last().is_none_or(|last| last.at <= found.until()));
            }
        }
    }

    #[test]
    fn replayed_runs_are_those_that_were_counted() {
        let mut package = TEMPLATES[0].package.clone();
        package.release.simulation.runs = 100;
        let found = simulate(&package, None, &mut |_, _| true).unwrap();
        for outcome in &found.designs[0].faults {
            let ends = (0..100).map(|run| replay(&package, &Id::default(), &outcome.fault, run).unwrap().end);
            let rolled_back = ends.filter(|end| matches!(end, End::RolledBack { .. })).count() as f64;
            let counted = 100.0 * (outcome.detected.value + outcome.false_rollback.value);
            assert!((rolled_back - counted).abs() < 1e-9, "{}: {rolled_back} {counted}", outcome.fault);
        }
    }
}
