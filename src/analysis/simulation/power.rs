//! What each check of the package's own design can see in each stage.

use engine::normal::{normal_distribution, normal_quantile};
use engine::rollout::{Rollout, Sight, WINDOW};
use engine::spending;

use super::course::{Course, Leg};
use super::exact;
use super::flow::Flow;
use super::presence::Presence;
use super::script::{limits, moments};
use crate::findings::{DilutionFinding, PowerFinding};
use crate::package::release::{Check, CheckJudge, CheckMetric, Fault, NormalLevels, Onset};

/// The probability with which a change is to be seen.
const POWER: f64 = 0.8;

/// Asymptotic relative efficiency of Mann-Whitney's test to that of means (3/π).
const EFFICIENCY: f64 = 0.954_929_658_551_372;

/// More requests than so many times those there are, are as good as none.
const MOST: f64 = 10_000.0;

/// What is known of one check in one stage.
struct View<'a> {
    check: &'a Check,
    leg: &'a Leg,
    normal: &'a NormalLevels,
    looks: usize,
    /// Requests to the new version and to the old one in a look, on average.
    new: f64,
    old: f64,
    /// The last boundary of a judge that spends its level.
    boundary: f64,
}

/// What each check can see in each stage of a course; `scripts` are the faults' with what they run.
pub fn power(
    course: &Course,
    flow: &Flow,
    checks: &[Check],
    normal: &NormalLevels,
    quiet: &Rollout,
    scripts: &[(Presence<'_>, Rollout)],
) -> Vec<PowerFinding> {
    let mut found = Vec::new();
    for (stage, leg) in course.legs.iter().enumerate() {
        let moments = moments(course, leg, checks);
        for (place, check) in checks.iter().enumerate() {
            let own: Vec<_> = moments.iter().filter(|moment| moment.check == place).collect();
            let (Some(first), Some(last)) = (own.first(), own.last()) else { continue };
            let looks = own.len();
            let mean = flow.between(first.from, last.at) / looks as f64;
            let old = if leg.is_shadow() { mean } else { (1.0 - leg.share) * mean };
            let boundary = if check.judge == CheckJudge::LanDeMets { last_boundary(check, looks) } else { 0.0 };
            let view = View { check, leg, normal, looks, new: leg.load() * mean, old, boundary };
            let of_fault = |(presence, rollout): &(Presence<'_>, Rollout)| {
                let affected = presence.affected(leg, first.from, last.at, flow);
                let detected = exact::looks(rollout, stage, place).map(|looks| rolled_back(check, looks));
                view.dilution(presence, affected, detected)
            };
            found.push(PowerFinding {
                stage: leg.stage.clone(),
                check: check.id.clone(),
                requests_a_look: view.new,
                looks: looks as u32,
                false_rollback: exact::looks(quiet, stage, place).map(|looks| rolled_back(check, looks)),
                smallest: view.smallest(),
                faults: scripts.iter().filter_map(of_fault).collect(),
            });
        }
    }
    found
}

fn rolled_back(check: &Check, looks: Vec<exact::Limits>) -> f64 {
    exact::rolled_back(looks, check.failure_limit, check.inconclusive_limit)
}

/// The boundary at the last of so many looks alike, for a judge that spends its level.
fn last_boundary(check: &Check, looks: usize) -> f64 {
    let information: Vec<f64> = (1..=looks).map(|look| look as f64 / looks as f64).collect();
    spending::boundaries(check.level.clamp(1e-9, 0.5), &information).last().copied().unwrap_or_default()
}

impl View<'_> {
    fn dilution(&self, presence: &Presence<'_>, affected: f64, detected: Option<f64>) -> Option<DilutionFinding> {
        let change = presence.change(self.check, affected);
        if change == 0.0 {
            return None;
        }
        let fleet = match self.leg.is_shadow() {
            true => 0.0,
            false => presence.change(self.check, self.leg.share * affected),
        };
        let worse = if self.check.metric.prefers_less() { change } else { -change };
        let missing = if worse > 0.0 { self.missing(worse) } else { None };
        Some(DilutionFinding { fault: presence.fault.id.clone(), change, fleet, detected, missing })
    }

    /// How many times as many requests see a change for the worse; absent when those there are do, or none would.
    fn missing(&self, worse: f64) -> Option<f64> {
        let sees = |times: f64| {
            let more = View { new: self.new * times, old: self.old * times, ..*self };
            more.smallest().is_some_and(|smallest| smallest <= worse)
        };
        if sees(1.0) || !sees(MOST) {
            return None;
        }
        let (mut low, mut high) = (1.0, MOST);
        while high / low > 1.02 {
            let middle = libm::sqrt(low * high);
            if sees(middle) { high = middle } else { low = middle }
        }
        Some(high)
    }

    /// The smallest change for the worse that is seen.
    fn smallest(&self) -> Option<f64> {
        let greatest = match self.check.metric {
            CheckMetric::Errors => 100.0 - self.normal.error_percent,
            CheckMetric::Conversions => self.normal.conversion_percent,
            CheckMetric::Latency | CheckMetric::RequestCost => 10_000.0,
        };
        if self.new < 1.0 || greatest <= 0.0 || self.seen(greatest) < POWER {
            return None;
        }
        let (mut low, mut high) = (0.0, greatest);
        for _ in 0..40 {
            let middle = 0.5 * (low + high);
            if self.seen(middle) >= POWER { high = middle } else { low = middle }
        }
        Some(high)
    }

    /// The probability that the stage rolls back for a change for the worse that shows from the start.
    fn seen(&self, worse: f64) -> f64 {
        let fault = changed(self.check.metric, worse, self.normal);
        let presence = Presence { fault: &fault, normal: self.normal };
        match self.check.judge {
            CheckJudge::Threshold => {
                let Sight::Limits { passes, fails } = limits(self.check, libm::round(self.new) as u64, 1.0, &presence)
                else {
                    return 0.0;
                };
                rolled_back(self.check, vec![(passes, fails); self.looks])
            }
            CheckJudge::Relative => {
                let [new, old] =
                    [(self.new, 1.0), (self.old, 0.0)].map(|(n, affected)| self.look(&presence, n, affected));
                let side = if self.check.metric.prefers_less() { 1.0 } else { -1.0 };
                let ratio = 1.0 + side * self.check.threshold / 100.0;
                let error = libm::hypot(new.1, ratio * old.1);
                let fails = normal_distribution(side * (new.0 - ratio * old.0) / error);
                rolled_back(self.check, vec![(1.0 - fails, 1.0 - fails); self.looks])
            }
            _ => self.tested(&presence),
        }
    }

    /// The power of a test over all looks of the stage, by the normal distribution.
    fn tested(&self, presence: &Presence<'_>) -> f64 {
        let level = self.check.level.clamp(1e-9, 0.5);
        let looks =
            if self.check.judge == CheckJudge::MannWhitney { WINDOW.min(self.looks) } else { self.looks } as f64;
        let new = self.look(presence, self.new * looks, 1.0);
        let old = self.look(presence, self.old * looks, 0.0);
        let distance = (new.0 - old.0).abs();
        let error = libm::hypot(new.1, old.1);
        let without = self.without(presence, looks);
        let critical = match self.check.judge {
            CheckJudge::LanDeMets => self.boundary,
            CheckJudge::Msprt => {
                let tau = self.check.threshold / 100.0 * presence.share(self.check.metric, 0.0);
                let (variance, tau_squared) = (without * without, tau * tau);
                let both = variance + tau_squared;
                // The distance at which the likelihood ratio reaches 1 / level.
                libm::sqrt(2.0 * both / tau_squared * (-libm::log(level) + 0.5 * libm::log(both / variance)))
            }
            CheckJudge::MannWhitney if self.looks < WINDOW => return 0.0,
            CheckJudge::MannWhitney => {
                let kept = 1.0 - self.check.threshold / 100.0;
                if kept <= 0.0 {
                    return 0.0;
                }
                normal_quantile(1.0 - level) / (kept * libm::sqrt(EFFICIENCY))
            }
            _ => normal_quantile(1.0 - level),
        };
        normal_distribution((distance - critical * without) / error)
    }

    /// The standard error of the difference if there were none, over so many looks: that of shares is pooled.
    fn without(&self, presence: &Presence<'_>, looks: f64) -> f64 {
        let (n, m) = (self.new * looks, self.old * looks);
        if self.check.metric.is_share() {
            let [new, old] = [1.0, 0.0].map(|affected| presence.share(self.check.metric, affected));
            let pooled = (n * new + m * old) / (n + m);
            return libm::sqrt(pooled * (1.0 - pooled) * (1.0 / n + 1.0 / m));
        }
        libm::hypot(self.look(presence, n, 0.0).1, self.look(presence, m, 0.0).1)
    }

    /// The value of a metric over `n` requests, and its standard error.
    fn look(&self, presence: &Presence<'_>, n: f64, affected: f64) -> (f64, f64) {
        match self.check.metric {
            CheckMetric::Latency => {
                let latency = presence.latency(affected);
                let (q, z) = (self.check.quantile, normal_quantile(self.check.quantile));
                let density = libm::exp(-0.5 * z * z) / libm::sqrt(std::f64::consts::TAU);
                let value = latency.quantile(q);
                (value, value * latency.spread * libm::sqrt(q * (1.0 - q) / n) / density)
            }
            CheckMetric::RequestCost => {
                let (mean, variance) = presence.cost(affected);
                (mean, libm::sqrt(variance / n))
            }
            metric => {
                let share = presence.share(metric, affected);
                (share, libm::sqrt(share * (1.0 - share) / n))
            }
        }
    }
}

/// A fault from the start that changes one metric for the worse by so much.
fn changed(metric: CheckMetric, worse: f64, normal: &NormalLevels) -> Fault {
    let mut fault = Fault { onset: Onset::AtDeploy, ..Fault::default() };
    match metric {
        CheckMetric::Errors => fault.error_points = worse,
        CheckMetric::Conversions => fault.conversion_percent = -100.0 * worse / normal.conversion_percent,
        CheckMetric::Latency => fault.latency_percent = worse,
        CheckMetric::RequestCost => fault.cost_percent = worse,
    }
    fault
}
