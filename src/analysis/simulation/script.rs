//! A course as the looks its checks take, ready to be run.

use engine::binomial::Binomial;
use engine::normal::{normal_distribution, normal_quantile};
use engine::rank_test::bounding_place;
use engine::rollout::{self, Event, Judge, Look, Rollout, Sight, Value, WINDOW};
use engine::{order_statistic, spending};

use super::course::{Course, Leg};
use super::flow::Flow;
use super::presence::Presence;
use crate::package::release::{Check, CheckJudge, CheckMetric, Strategy};
use crate::sorted_map::SortedMap;

/// What a threshold must be exceeded by to be taken for exceeded: rounding of the arithmetic.
const SLACK: f64 = 1e-9;

/// One look, without what there is to see.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moment {
    /// The check's place in the package.
    pub check: usize,
    /// From when on requests count.
    pub from: f64,
    /// When it is looked at.
    pub at: f64,
}

/// The looks of a stage, in order of time; at one moment, in the package's order of checks.
pub fn moments(course: &Course, leg: &Leg, checks: &[Check]) -> Vec<Moment> {
    let mut moments = Vec::new();
    for (place, check) in checks.iter().enumerate() {
        let hours = check.interval_minutes / 60.0;
        let long = leg.end - leg.start;
        if !looks(course, leg, check) || hours <= 0.0 || long <= 0.0 {
            continue;
        }
        let moment = |from, at| Moment { check: place, from, at };
        if looks_once(course, leg, check) {
            moments.push(moment(leg.start, leg.end));
            continue;
        }
        let count = libm::floor(long / hours + SLACK) as usize;
        let at = |look: usize| leg.start + hours * look as f64;
        moments.extend((1..=count).map(|look| moment(at(look - 1), at(look))));
    }
    moments.sort_by(|a, b| a.at.total_cmp(&b.at));
    moments
}

/// Whether a check has something to look at in a stage: no user sees a shadow and converts, and where all traffic is on
/// the new version there is no old one to compare with.
fn looks(course: &Course, leg: &Leg, check: &Check) -> bool {
    let belongs = !course.design.is_empty() || check.is_in(&leg.stage);
    let unseen = leg.is_shadow() && check.metric == CheckMetric::Conversions;
    let alone = leg.share >= 1.0 && check.judge.compares();
    belongs && !unseen && !alone
}

/// Whether a check waits for a stage's end: a test of fixed horizon in an A/B test.
fn looks_once(course: &Course, leg: &Leg, check: &Check) -> bool {
    course.strategy == Strategy::AbTest && !leg.is_shadow() && check.judge == CheckJudge::TwoProportion
}

/// What a course's checks see while a fault is present, ready to be run.
pub fn script(course: &Course, flow: &Flow, checks: &[Check], presence: &Presence<'_>) -> Rollout {
    let mut script =
        Script { flow, checks, presence, shares: Vec::new(), known: SortedMap::new(), boundaries: SortedMap::new() };
    let mut events = Vec::new();
    for leg in &course.legs {
        events.push(Event::Stage);
        let moments = moments(course, leg, checks);
        let boundaries = script.boundaries(leg, &moments);
        for (moment, boundary) in moments.iter().zip(boundaries) {
            let sight = script.sight(leg, moment, boundary);
            events.push(Event::Look(Look { check: moment.check, at: moment.at, sight }));
        }
    }
    let checks = checks.iter().map(|check| counted(check, presence)).collect();
    Rollout { checks, shares: script.shares, events }
}

fn counted(check: &Check, presence: &Presence<'_>) -> rollout::Check {
    let less_is_better = check.metric.prefers_less();
    let ratio = |percent: f64| if less_is_better { 1.0 + percent / 100.0 } else { 1.0 - percent / 100.0 };
    let level = check.level.clamp(1e-9, 0.5);
    let judge = match check.judge {
        CheckJudge::Threshold => Judge::Limit,
        CheckJudge::Relative => {
            Judge::Relative { passes: ratio(check.passes_at.unwrap_or(check.threshold)), fails: ratio(check.threshold) }
        }
        CheckJudge::TwoProportion => Judge::TwoProportion { critical: normal_quantile(1.0 - level) },
        CheckJudge::MannWhitney => {
            Judge::MannWhitney { tolerance: check.threshold / 100.0, place: bounding_place(WINDOW, WINDOW, level) }
        }
        CheckJudge::Msprt => {
            let effect = check.threshold / 100.0 * presence.share(check.metric, 0.0);
            Judge::Msprt { tau_squared: effect * effect, bound: 1.0 / level }
        }
        CheckJudge::LanDeMets => Judge::Spending,
    };
    rollout::Check {
        judge,
        less_is_better,
        failure_limit: check.failure_limit,
        inconclusive_limit: check.inconclusive_limit,
    }
}

struct Script<'a> {
    flow: &'a Flow,
    checks: &'a [Check],
    presence: &'a Presence<'a>,
    shares: Vec<Binomial>,
    /// Where the distribution of so many requests and this probability stands in `shares`.
    known: SortedMap<(u64, u64), u32>,
    /// Boundaries of a check's level over so many looks alike.
    boundaries: SortedMap<(u64, Vec<u64>), Vec<f64>>,
}

impl Script<'_> {
    fn sight(&mut self, leg: &Leg, moment: &Moment, boundary: f64) -> Sight {
        let check = &self.checks[moment.check];
        let all = self.flow.between(moment.from, moment.at);
        let new = libm::round(leg.load() * all) as u64;
        let affected = self.presence.affected(leg, moment.from, moment.at, self.flow);
        if new == 0 {
            return Sight::Nothing;
        }
        if check.judge == CheckJudge::Threshold {
            return limits(check, new, affected, self.presence);
        }
        let old = libm::round(if leg.is_shadow() { all } else { (1.0 - leg.share) * all }) as u64;
        if old == 0 {
            return Sight::Nothing;
        }
        if check.metric.is_share() {
            let mut of = |n: u64, affected| (self.share(n, self.presence.share(check.metric, affected)), n as f64);
            return Sight::Shares { new: of(new, affected), old: of(old, 0.0), boundary };
        }
        let of = |n: u64, affected| match check.metric {
            CheckMetric::Latency => Value::Quantile {
                latency: self.presence.latency(affected),
                n,
                place: order_statistic::place(n, check.quantile),
            },
            _ => {
                let (mean, variance) = self.presence.cost(affected);
                Value::Mean { mean, error: libm::sqrt(variance / n as f64) }
            }
        };
        Sight::Values { new: of(new, affected), old: of(old, 0.0) }
    }

    fn share(&mut self, n: u64, probability: f64) -> u32 {
        let shares = &mut self.shares;
        *self.known.get_or_insert_with((n, probability.to_bits()), || {
            shares.push(Binomial::new(n, probability));
            shares.len() as u32 - 1
        })
    }

    /// The boundary of every moment, for checks that spend their level over the stage's looks; 0 for others.
    fn boundaries(&mut self, leg: &Leg, moments: &[Moment]) -> Vec<f64> {
        let mut found = vec![0.0; moments.len()];
        for (place, check) in self.checks.iter().enumerate() {
            if check.judge != CheckJudge::LanDeMets {
                continue;
            }
            let own: Vec<usize> = (0..moments.len()).filter(|at| moments[*at].check == place).collect();
            let Some(last) = own.last() else { continue };
            let total = self.flow.between(leg.start, moments[*last].at);
            let share = |at: &usize| self.flow.between(leg.start, moments[*at].at) / total;
            let information: Vec<f64> = own.iter().map(share).collect();
            let key = (check.level.to_bits(), information.iter().map(|share| share.to_bits()).collect());
            let level = check.level.clamp(1e-9, 0.5);
            let bounds = self.boundaries.get_or_insert_with(key, || spending::boundaries(level, &information));
            own.iter().zip(bounds.iter()).for_each(|(at, bound)| found[*at] = *bound);
        }
        found
    }
}

/// One value against its limits.
pub fn limits(check: &Check, n: u64, affected: f64, presence: &Presence<'_>) -> Sight {
    let within = within(check, n, affected, presence);
    let fails = within(check.threshold);
    let passes = check.passes_at.map_or(fails, |passes| within(passes).min(fails));
    Sight::Limits { passes, fails }
}

/// The probability that a look at `n` requests, of which `affected` are, sees a value on the good side of a limit.
fn within(check: &Check, n: u64, affected: f64, presence: &Presence<'_>) -> impl Fn(f64) -> f64 {
    let seen = match check.metric {
        CheckMetric::Latency => Seen::Latency(presence.latency(affected)),
        CheckMetric::RequestCost => {
            let (mean, variance) = presence.cost(affected);
            Seen::Mean(mean, libm::sqrt(variance / n as f64))
        }
        metric => Seen::Share(Binomial::new(n, presence.share(metric, affected))),
    };
    let (quantile, metric) = (check.quantile, check.metric);
    move |limit| match &seen {
        Seen::Share(counts) if metric.prefers_less() => counts.at_most(limit / 100.0 * n as f64 + SLACK),
        Seen::Share(counts) => 1.0 - counts.at_most(libm::ceil(limit / 100.0 * n as f64 - SLACK) - 1.0),
        // A quantile is within a limit exactly when few enough requests are beyond it.
        Seen::Latency(latency) => {
            let beyond = 1.0 - latency.at_most(limit);
            Binomial::new(n, beyond).at_most((n - order_statistic::place(n, quantile)) as f64)
        }
        Seen::Mean(mean, error) if *error > 0.0 => normal_distribution((limit - mean) / error),
        Seen::Mean(mean, _) => f64::from(u8::from(*mean <= limit)),
    }
}

/// The value at a look at `n` requests, of which `affected` are, for the uniform number that its limits were compared
/// with: in percent, milliseconds or currency.
pub fn value(check: &Check, n: u64, affected: f64, presence: &Presence<'_>, u: f64) -> f64 {
    match check.metric {
        CheckMetric::Latency => {
            let within = within(check, n, affected, presence);
            let typical = presence.latency(affected).quantile(check.quantile);
            let (mut low, mut high) = (libm::log(typical) - 5.0, libm::log(typical) + 5.0);
            for _ in 0..30 {
                let middle = 0.5 * (low + high);
                if within(libm::exp(middle)) < u { low = middle } else { high = middle }
            }
            libm::exp(0.5 * (low + high))
        }
        CheckMetric::RequestCost => {
            let (mean, variance) = presence.cost(affected);
            mean + libm::sqrt(variance / n as f64) * normal_quantile(u)
        }
        metric => {
            let counts = Binomial::new(n, presence.share(metric, affected));
            let good = if metric.prefers_less() { u } else { 1.0 - u };
            100.0 * counts.quantile(good) as f64 / n as f64
        }
    }
}

enum Seen {
    Share(Binomial),
    Latency(rollout::Latency),
    Mean(f64, f64),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::release::{Design, Fault, NormalLevels, Traffic};

    fn normal() -> NormalLevels {
        NormalLevels {
            error_percent: 1.0,
            latency_median: 40.0,
            latency_p99: 90.0,
            conversion_percent: 3.0,
            ..NormalLevels::default()
        }
    }

    fn of(metric: CheckMetric, threshold: f64) -> Check {
        Check { metric, threshold, ..Check::default() }
    }

    fn passing(check: &Check, n: u64) -> f64 {
        let (normal, fault) = (normal(), Fault::default());
        let Sight::Limits { fails, .. } = limits(check, n, 0.0, &Presence { fault: &fault, normal: &normal }) else {
            unreachable!()
        };
        fails
    }

    #[test]
    fn a_limit_is_kept_with_its_exact_probability() {
        // Not one of a hundred requests may fail.
        assert!((passing(&of(CheckMetric::Errors, 0.5), 100) - 0.99_f64.powi(100)).abs() < 1e-12);
        // Exactly one in a hundred is still within 1 %.
        let one = 0.99_f64.powi(100) + 100.0 * 0.01 * 0.99_f64.powi(99);
        assert!((passing(&of(CheckMetric::Errors, 1.0), 100) - one).abs() < 1e-12);
        // At least 2 % of a hundred convert: two or more.
        let fewer = 0.97_f64.powi(100) + 100.0 * 0.03 * 0.97_f64.powi(99);
        assert!((passing(&of(CheckMetric::Conversions, 2.0), 100) - (1.0 - fewer)).abs() < 1e-12);
        // The greatest but one of a hundred latencies, against their own 99 % quantile.
        assert!((passing(&of(CheckMetric::Latency, 90.0), 100) - one).abs() < 1e-9);
    }

    #[test]
    fn looks_are_taken_where_there_is_something_to_see() {
        let checks = [
            of(CheckMetric::Errors, 1.0),
            of(CheckMetric::Conversions, 1.0),
            Check { judge: CheckJudge::Relative, interval_minutes: 60.0, ..of(CheckMetric::Latency, 20.0) },
        ];
        let design = Design { steps: vec![(0.0, 1.0), (5.0, 1.0), (100.0, 1.0)], ..Design::preset(Strategy::Canary) };
        let course = Course::of_design(&design, 48.0);
        let counts: Vec<[usize; 3]> = course
            .legs
            .iter()
            .map(|leg| {
                let moments = moments(&course, leg, &checks);
                assert!(moments.is_sorted_by(|a, b| a.at <= b.at));
                [0, 1, 2].map(|check| moments.iter().filter(|moment| moment.check == check).count())
            })
            .collect();
        assert_eq!(counts, [[12, 0, 1], [12, 12, 1], [12, 12, 0]]);
    }

    #[test]
    fn an_ab_test_of_fixed_horizon_looks_once() {
        let check = Check { judge: CheckJudge::TwoProportion, ..of(CheckMetric::Conversions, 10.0) };
        let count = |strategy| {
            let design = Design { steps: vec![(50.0, 24.0)], ..Design::preset(strategy) };
            let course = Course::of_design(&design, 48.0);
            moments(&course, &course.legs[0], std::slice::from_ref(&check)).len()
        };
        assert_eq!([count(Strategy::AbTest), count(Strategy::Canary)], [1, 288]);
    }

    #[test]
    fn without_requests_there_is_nothing_to_see() {
        let (normal, fault) = (normal(), Fault::default());
        let flow = Flow::of(&Traffic::default());
        let course = Course::of_design(&Design::preset(Strategy::BigBang), 48.0);
        let found =
            script(&course, &flow, &[of(CheckMetric::Errors, 1.0)], &Presence { fault: &fault, normal: &normal });
        let seen = found
            .events
            .iter()
            .filter(|event| !matches!(event, Event::Stage | Event::Look(Look { sight: Sight::Nothing, .. })));
        assert_eq!(seen.count(), 0);
    }
}
