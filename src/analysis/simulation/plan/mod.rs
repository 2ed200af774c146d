//! "Find me a plan": which ways of moving traffic expose fewest requests to faults at which time to full traffic, while they
//! detect faults as surely as wanted and stop no more releases without cause than allowed.
//!
//! Each way of moving traffic gets its checks as strict as the limit on false stops lets them be: a stricter check detects
//! no less and no later, so that nothing is lost by it. What that comes to is computed in closed form; the plans that none
//! other is better than in both respects are then simulated, and those that the runs contradict are left out.

mod candidate;
mod trial;

#[cfg(test)]
mod tests;

use super::course::Course;
use super::fate::Hazard;
use super::presence::Presence;
use super::priors::Priors;
use super::{Progress, Study, expected};
use crate::findings::{Plan, PlanOutcome, PlanSearch, PlannedCheck};
use crate::order;
use crate::package::contradiction::prevents_simulation;
use crate::package::release::{Check, Design, Fault, Onset};
use crate::package::{Id, Package};
use engine::rollout::End;
use trial::{Trial, goes_on, share_stopped, stopped};

/// Plans that are shown at most.
const MOST: usize = 8;

/// A plan counts beside a sooner one if it exposes fewer requests by this share.
const CLEARLY: f64 = 0.03;

/// Standard errors by which runs may miss what is wanted before they contradict a plan.
const ERRORS: f64 = 2.0;

/// A way of releasing, its checks set.
struct Candidate {
    design: Design,
    course: Course,
    chosen: Vec<usize>,
    full_after: f64,
    computed: PlanOutcome,
}

/// Searches for plans; absent when nothing can be simulated, when no fault has a prior or no check is there, when what is
/// wanted is no share, or when `keep_going` said no, which is asked with what is done and all there is.
pub fn search(package: &Package, keep_going: &mut dyn FnMut(usize, usize) -> bool) -> Option<PlanSearch> {
    let supposed = &package.release.simulation;
    let wanted = &supposed.wanted;
    let (detection, false_stops) = (wanted.detection_percent / 100.0, wanted.false_percent / 100.0);
    let is_wanted = detection > 0.0 && detection <= 1.0 && false_stops > 0.0 && false_stops < 1.0;
    if supposed.is_empty() || prevents_simulation(package) || package.release.checks.is_empty() || !is_wanted {
        return None;
    }
    let study = Study::of(package, supposed.runs);
    let priors = Priors::new(&supposed.faults);
    if priors.faulty <= 0.0 {
        return None;
    }
    let nothing = Fault::default();
    let of = |fault| Presence { fault, normal: &supposed.normal };
    let faulty: Vec<Fault> = supposed.faults.iter().filter(|fault| fault.onset != Onset::Never).cloned().collect();
    let settings =
        package.release.checks.iter().map(|one| candidate::settings(one, &supposed.normal, &faulty)).collect();
    let mut trial = Trial::new(&study, supposed.faults.iter().map(of).collect(), of(&nothing), settings, priors);
    let planned = as_planned(package, &mut trial);
    let designs = candidate::designs(package);
    let mut progress = Progress { done: 0, total: designs.len() + MOST, keep_going };
    let looked_at = designs.len() as u32;
    let mut kept = Vec::new();
    for (design, course) in designs {
        kept.extend(tried(&mut trial, design, course, false_stops));
        progress.step(1)?;
    }
    let most_detected = kept.iter().map(|one| one.computed.detected).reduce(f64::max);
    let enough = kept.into_iter().filter(|one| one.computed.detected >= detection).collect();
    let mut plans = Vec::new();
    for candidate in front(enough) {
        let plan = simulated(package, &study, &trial, candidate);
        plans.extend(Some(plan).filter(|plan| is_confirmed(plan, detection, false_stops, study.runs)));
        progress.step(1)?;
    }
    let planned_full_after_hours = Course::of_release(package).full_after();
    Some(PlanSearch { detection, false_stops, looked_at, plans, most_detected, planned, planned_full_after_hours })
}

/// How the package's own pipeline fares with its checks as they are.
fn as_planned(package: &Package, trial: &mut Trial<'_>) -> PlanOutcome {
    let course = Course::of_release(package);
    let own = |(settings, check): (&Vec<Check>, &Check)| settings.iter().position(|one| one == check).unwrap_or(0);
    let chosen: Vec<usize> = trial.settings.iter().zip(package.release.checks.iter()).map(own).collect();
    let quiet: Vec<Vec<Hazard>> =
        chosen.iter().enumerate().map(|(at, setting)| trial.alone(&course, at, *setting)).collect();
    trial.outcome(&course, &chosen, &quiet)
}

/// A course with its checks as strict as the limit on false stops lets them be; nothing where even the most lenient
/// stop more, or where full traffic is not reached.
fn tried(trial: &mut Trial<'_>, design: Design, course: Course, false_stops: f64) -> Option<Candidate> {
    let full_after = course.full_after()?;
    // Each check may stop an equal part.
    let each = libm::pow(1.0 - false_stops, 1.0 / trial.settings.len() as f64);
    let mut chosen = Vec::new();
    let mut quiet = Vec::new();
    for check in 0..trial.settings.len() {
        let (mut low, mut high) = (0, trial.settings[check].len() - 1);
        let mut found = trial.alone(&course, check, high);
        while low < high {
            let middle = (low + high) / 2;
            let tried = trial.alone(&course, check, middle);
            if goes_on(&tried) >= each {
                high = middle;
                found = tried;
            } else {
                low = middle + 1;
            }
        }
        chosen.push(high);
        quiet.push(found);
    }
    if stopped(&quiet) > false_stops {
        return None;
    }
    let computed = trial.outcome(&course, &chosen, &quiet);
    Some(Candidate { design, course, chosen, full_after, computed })
}

/// Those of which no other is as soon at full traffic and exposes as few, from the soonest on.
fn front(mut all: Vec<Candidate>) -> Vec<Candidate> {
    order::sort(&mut all, |one, two| {
        one.full_after.total_cmp(&two.full_after).then(one.computed.requests.total_cmp(&two.computed.requests))
    });
    let mut found: Vec<Candidate> = Vec::new();
    for one in all {
        let least = found.last().map_or(f64::INFINITY, |last| last.computed.requests);
        if one.computed.requests < (1.0 - CLEARLY) * least {
            found.push(one);
        }
    }
    while found.len() > MOST {
        // The one that gains least over the one before it.
        let gain = |at: usize| found[at].computed.requests / found[at - 1].computed.requests;
        let least = order::argsort(found.len() - 2, &mut |one, two| gain(two + 1).total_cmp(&gain(one + 1)));
        found.remove(least[0] + 1);
    }
    found
}

/// A candidate as a plan, run as often as the package says.
fn simulated(package: &Package, study: &Study, trial: &Trial<'_>, candidate: Candidate) -> Plan {
    let Candidate { design, course, chosen, full_after, computed } = candidate;
    let checks: Vec<Check> = chosen.iter().zip(&trial.settings).map(|(at, settings)| settings[*at].clone()).collect();
    let set = Study { checks, ..study.clone() };
    let ends = |presence: &Presence<'_>| -> Vec<End> { set.script(&course, presence).run(set.seed, 0..set.runs) };
    let outcomes: Vec<_> =
        trial.faults.iter().map(|presence| set.outcome_of(&course, presence, &ends(presence))).collect();
    let mean = expected(&package.release.simulation.faults, &outcomes);
    let simulated = PlanOutcome {
        detected: mean.detected.unwrap_or_default(),
        stopped: share_stopped(&ends(&trial.quiet)),
        requests: mean.requests,
        users: mean.users,
        harm: mean.harm,
        environment_hours: mean.environment_hours,
    };
    let planned =
        |check: &Check| PlannedCheck { check: check.id.clone(), threshold: check.threshold, level: check.level };
    let checks = set.checks.iter().map(planned).collect();
    Plan { strategy: design.strategy, steps: design.steps, checks, full_after_hours: full_after, computed, simulated }
}

/// Whether the runs do not speak against what is wanted.
fn is_confirmed(plan: &Plan, detection: f64, false_stops: f64, runs: u32) -> bool {
    let error = |share: f64| ERRORS * libm::sqrt(share * (1.0 - share) / f64::from(runs.max(1)));
    plan.simulated.detected >= detection - error(detection)
        && plan.simulated.stopped <= false_stops + error(false_stops)
}

/// Makes a plan the package's pipeline: its steps become the stages, and the checks are set as it has them and look in
/// every stage. Gates, approvers and notes of a stage in the same place stay; `fresh` gives a further stage its
/// identifier.
pub fn take(package: &mut Package, plan: &Plan, fresh: &mut dyn FnMut(usize) -> Id) {
    let release = &mut package.release;
    release.strategy = plan.strategy;
    release.set_stages(&plan.steps, fresh);
    for check in release.checks.iter_mut() {
        let Some(planned) = plan.checks.iter().find(|one| one.check == check.id) else { continue };
        check.passes_at =
            check.passes_at.map(|passes| candidate::rounded(passes + planned.threshold - check.threshold));
        (check.threshold, check.level) = (planned.threshold, planned.level);
        check.stages.clear();
    }
}
