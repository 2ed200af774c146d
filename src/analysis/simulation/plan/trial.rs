//! How a design would fare with its checks set so, without running it: in closed form where a limit decides, and from some
//! runs of the one check alone where none does.

use engine::rollout::{End, Sight};

use super::super::Study;
use super::super::course::Course;
use super::super::exact::Limits;
use super::super::fate::{self, Hazard};
use super::super::outcome;
use super::super::presence::Presence;
use super::super::priors::Priors;
use super::super::script::{self, limits, moments};
use crate::findings::PlanOutcome;
use crate::package::release::{Check, CheckJudge};
use crate::sorted_map::SortedMap;

/// Runs of a check without a closed form.
const RUNS: u32 = 400;

/// What is less likely than this is left out of the means.
const LEAST: f64 = 1e-10;

/// A look's probabilities by how many requests it sees and how many of them are affected.
type Known = SortedMap<(u64, u64), Limits>;

/// Everything a design is tried on.
pub struct Trial<'a> {
    /// Traffic, seed and confidence.
    pub study: &'a Study,
    /// The faults, in the package's order.
    pub faults: Vec<Presence<'a>>,
    /// Nothing wrong.
    pub quiet: Presence<'a>,
    /// Every check as it could be set.
    pub settings: Vec<Vec<Check>>,
    /// The priors of the faults.
    pub priors: Priors,
    /// By fault (the last is nothing wrong), check and setting.
    known: Vec<Vec<Vec<Known>>>,
}

impl<'a> Trial<'a> {
    /// Nothing tried yet.
    pub fn new(
        study: &'a Study,
        faults: Vec<Presence<'a>>,
        quiet: Presence<'a>,
        settings: Vec<Vec<Check>>,
        priors: Priors,
    ) -> Self {
        let of_fault = || settings.iter().map(|one| vec![Known::new(); one.len()]).collect();
        let known = (0..=faults.len()).map(|_| of_fault()).collect();
        Self { study, faults, quiet, settings, priors, known }
    }

    /// How each check alone would end a course in which nothing is wrong, when it is set so.
    pub fn alone(&mut self, course: &Course, check: usize, setting: usize) -> Vec<Hazard> {
        self.hazards(course, self.faults.len(), check, setting)
    }

    /// What becomes of a course whose checks are set so. `quiet` says how each would end it while nothing is wrong.
    pub fn outcome(&mut self, course: &Course, chosen: &[usize], quiet: &[Vec<Hazard>]) -> PlanOutcome {
        let mut found = PlanOutcome { stopped: stopped(quiet), ..PlanOutcome::default() };
        for fault in 0..self.faults.len() {
            let presence = self.faults[fault];
            let prior = self.priors.of[fault];
            let own: Vec<Vec<Hazard>> = match presence.is_fault() {
                true => {
                    chosen.iter().enumerate().map(|(at, setting)| self.hazards(course, fault, at, *setting)).collect()
                }
                false => quiet.to_vec(),
            };
            let first = presence.first_shows(course);
            for (end, share) in fate::ends(&own).into_iter().filter(|(_, share)| *share > LEAST) {
                let result = outcome::result(course, &self.study.flow, &presence, first, end);
                found.environment_hours += prior * share * result.environment_hours;
                if !presence.is_fault() {
                    continue;
                }
                if result.hours_to_detect.is_some() {
                    found.detected += prior * share / self.priors.faulty;
                }
                found.requests += prior * share * result.requests;
                found.users += prior * share * result.users;
                found.harm += prior * share * (result.failed_requests + result.lost_conversions);
            }
        }
        found
    }

    fn hazards(&mut self, course: &Course, fault: usize, place: usize, setting: usize) -> Vec<Hazard> {
        let presence = *self.faults.get(fault).unwrap_or(&self.quiet);
        let check = &self.settings[place][setting];
        if check.judge != CheckJudge::Threshold {
            let rollout = script::script(course, &self.study.flow, std::slice::from_ref(check), &presence);
            return fate::of_runs(&rollout.run(self.study.seed, 0..RUNS));
        }
        let known = &mut self.known[fault][place][setting];
        let stages = looks(course, check, self.study, &presence, known);
        fate::of_limits(check, stages.iter().map(Vec::as_slice))
    }
}

/// The looks of a check that judges by a limit, stage by stage; those without requests count for nothing.
fn looks(
    course: &Course,
    check: &Check,
    study: &Study,
    presence: &Presence<'_>,
    known: &mut Known,
) -> Vec<Vec<(f64, Limits)>> {
    let of_leg = |leg| {
        let moments = moments(course, leg, std::slice::from_ref(check));
        let look = |moment: &script::Moment| {
            let n = libm::round(leg.load() * study.flow.between(moment.from, moment.at)) as u64;
            let affected = presence.affected(leg, moment.from, moment.at, &study.flow);
            let found =
                *known.get_or_insert_with((n, affected.to_bits()), || match limits(check, n, affected, presence) {
                    Sight::Limits { passes, fails } => (passes, fails),
                    _ => (1.0, 1.0),
                });
            (n > 0).then_some((moment.at, found))
        };
        moments.iter().filter_map(look).collect()
    };
    course.legs.iter().map(of_leg).collect()
}

/// Probability that a release is rolled back or held.
pub fn stopped(checks: &[Vec<Hazard>]) -> f64 {
    1.0 - checks.iter().map(|hazards| goes_on(hazards)).product::<f64>()
}

/// Probability that one check lets a release through.
pub fn goes_on(hazards: &[Hazard]) -> f64 {
    hazards.iter().map(|one| (1.0 - one.rolls_back - one.holds).max(0.0)).product()
}

/// Probability that runs did not go through.
pub fn share_stopped(ends: &[End]) -> f64 {
    ends.iter().filter(|end| **end != End::Through).count() as f64 / ends.len().max(1) as f64
}
