//! Release simulation: every design under every fault, on the same traffic.
//!
//! One look of a check sees one interval. What it sees is drawn by the engine; exposure, harm and environments follow
//! without chance from when a run ended, so that only detection is left to it. The same seed gives the same runs to every
//! design: those that begin alike fare alike until they differ.

mod course;
pub mod criteria;
pub mod curve;
mod exact;
mod fate;
mod flow;
mod outcome;
pub mod plan;
mod power;
mod presence;
mod priors;
pub mod replay;
mod script;
#[cfg(test)]
mod tests;

use engine::rollout::{End, Rollout};
use rand::Rng;

use crate::findings::{DesignFinding, Expectation, FaultOutcome, SimulationFinding};
use crate::package::Package;
use crate::package::contradiction::prevents_simulation;
use crate::package::release::{Check, Fault, Onset, Released};
use crate::telemetry::random;
pub use course::Leg;

use course::Course;
use flow::Flow;
use presence::Presence;
use priors::Priors;

/// Runs between two questions whether to go on.
const STEP: u32 = 500;

/// Simulates every design of the package under every fault; absent when the package supposes nothing, or something that
/// cannot be simulated, or when `keep_going` said no.
///
/// `runs` takes the place of the package's own number, for a first coarse answer. `keep_going(done, total)` is asked every
/// few milliseconds.
pub fn simulate(
    package: &Package,
    runs: Option<u32>,
    keep_going: &mut dyn FnMut(usize, usize) -> bool,
) -> Option<SimulationFinding> {
    let supposed = &package.release.simulation;
    if supposed.is_empty() || prevents_simulation(package) {
        return None;
    }
    let courses = courses(package);
    let runs = runs.unwrap_or(supposed.runs);
    let mut progress = Progress { done: 0, total: courses.len() * supposed.faults.len() * runs as usize, keep_going };
    let study = Study::of(package, runs);
    let mut designs = Vec::new();
    let mut power = Vec::new();
    for (place, course) in courses.iter().enumerate() {
        let scripts: Vec<(Presence<'_>, Rollout)> = supposed
            .faults
            .iter()
            .map(|fault| Presence { fault, normal: &supposed.normal })
            .map(|presence| (presence, study.script(course, &presence)))
            .collect();
        if place == 0 {
            let nothing = Fault::default();
            let quiet = study.script(course, &Presence { fault: &nothing, normal: &supposed.normal });
            power = power::power(course, &study.flow, &study.checks, &supposed.normal, &quiet, &scripts);
        }
        let faults: Option<Vec<FaultOutcome>> =
            scripts.iter().map(|(presence, rollout)| study.outcome(course, presence, rollout, &mut progress)).collect();
        let faults = faults?;
        designs.push(DesignFinding {
            design: course.design.clone(),
            full_after_hours: course.full_after(),
            expected: expected(&supposed.faults, &faults),
            faults,
        });
    }
    let (seed, horizon_hours) = (supposed.seed, supposed.horizon_hours);
    Some(SimulationFinding { runs, seed, horizon_hours, designs, power })
}

/// The part of a package that a simulation follows from.
pub fn simulated_part(package: &Package) -> Package {
    let mut alone = Package::default();
    alone.release.strategy = package.release.strategy;
    alone.release.stages.clone_from(&package.release.stages);
    alone.release.checks.clone_from(&package.release.checks);
    alone.release.simulation.clone_from(&package.release.simulation);
    let supposed = &mut alone.release.simulation;
    (supposed.wanted, supposed.released) = Default::default();
    supposed.designs.iter_mut().for_each(|design| design.released = Released::default());
    alone.settings.confidence = package.settings.confidence;
    alone
}

/// The part of a package that a search for a plan follows from.
pub fn searched_part(package: &Package) -> Package {
    let mut alone = simulated_part(package);
    alone.release.simulation.wanted.clone_from(&package.release.simulation.wanted);
    alone.release.simulation.designs.clear();
    alone
}

fn courses(package: &Package) -> Vec<Course> {
    let supposed = &package.release.simulation;
    let others = supposed.compared();
    let others = others.iter().map(|design| Course::of_design(design, supposed.horizon_hours));
    std::iter::once(Course::of_release(package)).chain(others).collect()
}

/// What every run of every design has in common.
#[derive(Clone)]
struct Study {
    flow: Flow,
    checks: Vec<Check>,
    seed: [u8; 32],
    runs: u32,
    confidence: f64,
}

impl Study {
    fn of(package: &Package, runs: u32) -> Self {
        let supposed = &package.release.simulation;
        let mut seed = [0; 32];
        random::stream(supposed.seed, &["release simulation"]).fill_bytes(&mut seed);
        let checks = package.release.checks.to_vec();
        Self { flow: Flow::of(&supposed.traffic), checks, seed, runs, confidence: package.settings.confidence }
    }

    fn script(&self, course: &Course, presence: &Presence<'_>) -> Rollout {
        script::script(course, &self.flow, &self.checks, presence)
    }

    /// Runs a design under a fault; nothing when it was asked to stop.
    fn outcome(
        &self,
        course: &Course,
        presence: &Presence<'_>,
        rollout: &Rollout,
        progress: &mut Progress<'_>,
    ) -> Option<FaultOutcome> {
        let mut ends: Vec<End> = Vec::with_capacity(self.runs as usize);
        for first in (0..self.runs).step_by(STEP as usize) {
            let last = (first + STEP).min(self.runs);
            ends.extend(rollout.run(self.seed, first..last));
            progress.step((last - first) as usize)?;
        }
        Some(self.outcome_of(course, presence, &ends))
    }

    /// What runs of a design under a fault that ended so came to.
    fn outcome_of(&self, course: &Course, presence: &Presence<'_>, ends: &[End]) -> FaultOutcome {
        outcome::outcome(course, &self.flow, presence, &self.checks, ends, self.confidence)
    }
}

struct Progress<'a> {
    done: usize,
    total: usize,
    keep_going: &'a mut dyn FnMut(usize, usize) -> bool,
}

impl Progress<'_> {
    fn step(&mut self, runs: usize) -> Option<()> {
        self.done += runs;
        (self.keep_going)(self.done, self.total).then_some(())
    }
}

/// Means over the faults, weighed with their priors.
fn expected(faults: &[Fault], outcomes: &[FaultOutcome]) -> Expectation {
    let priors = Priors::new(faults);
    let pairs = || priors.of.iter().zip(outcomes);
    let faulty = || faults.iter().zip(pairs()).filter(|(fault, _)| fault.onset != Onset::Never).map(|(_, pair)| pair);
    let mean = |of: fn(&FaultOutcome) -> f64| faulty().map(|(prior, one)| prior * of(one)).sum::<f64>();
    Expectation {
        detected: (priors.faulty > 0.0).then(|| mean(|one| one.detected.value) / priors.faulty),
        false_rollback: pairs().map(|(prior, one)| prior * one.false_rollback.value).sum(),
        requests: mean(|one| one.requests.mean),
        users: mean(|one| one.users.mean),
        harm: mean(|one| one.failed_requests.mean + one.lost_conversions.mean),
        environment_hours: pairs().map(|(prior, one)| prior * one.environment_hours.mean).sum(),
    }
}
