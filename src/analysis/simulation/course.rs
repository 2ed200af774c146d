//! A design over time: which share of traffic the new version has, and when.

use super::flow::Flow;
use crate::package::release::{Design, Strategy};
use crate::package::{Id, Package};

/// A stage over time.
#[derive(Clone, Debug, PartialEq)]
pub struct Leg {
    /// The stage of the package's own design; empty in another.
    pub stage: Id,
    /// Hours from the beginning.
    pub start: f64,
    /// Hours from the beginning.
    pub end: f64,
    /// Share of traffic, 0 to 1. At 0 the new version gets a copy of all requests.
    pub share: f64,
}

impl Leg {
    /// Whether nobody sees what the new version answers.
    pub fn is_shadow(&self) -> bool {
        self.share == 0.0
    }

    /// The share of all requests that the new version computes.
    pub fn load(&self) -> f64 {
        if self.is_shadow() { 1.0 } else { self.share }
    }
}

/// A design over time, from the first exposure to the horizon.
#[derive(Clone, Debug, PartialEq)]
pub struct Course {
    /// The design's identifier; empty for the package's own.
    pub design: Id,
    /// How traffic moves.
    pub strategy: Strategy,
    /// Its stages, those that begin before the horizon.
    pub legs: Vec<Leg>,
    /// From the decision to roll back until all traffic is back.
    pub rollback_hours: f64,
    /// Until when it is looked at.
    pub horizon: f64,
}

/// A time during which the new version has a share of traffic.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Exposure {
    /// Hours from the beginning.
    pub from: f64,
    /// Hours from the beginning.
    pub to: f64,
    /// Above 0 and up to 1.
    pub share: f64,
}

impl Course {
    /// The package's own design.
    pub fn of_release(package: &Package) -> Self {
        let release = &package.release;
        let steps = release.stages.iter().map(|stage| (stage.id.clone(), stage.traffic_percent, stage.duration_hours));
        let simulation = &release.simulation;
        Self::new(Id::default(), release.strategy, steps, simulation.rollback_minutes, simulation.horizon_hours)
    }

    /// Another design.
    pub fn of_design(design: &Design, horizon: f64) -> Self {
        let steps = design.steps.iter().map(|(share, hours)| (Id::default(), *share, *hours));
        Self::new(design.id.clone(), design.strategy, steps, design.rollback_minutes, horizon)
    }

    fn new(
        design: Id,
        strategy: Strategy,
        steps: impl Iterator<Item = (Id, f64, f64)>,
        rollback_minutes: f64,
        horizon: f64,
    ) -> Self {
        let mut at = 0.0;
        let legs = steps.map(|(stage, percent, hours)| {
            let (start, end) = (at, at + hours.max(0.0));
            at = end;
            Leg { stage, start, end: end.min(horizon), share: (percent / 100.0).clamp(0.0, 1.0) }
        });
        let legs = legs.filter(|leg| leg.start < horizon).collect();
        Self { design, strategy, legs, rollback_hours: rollback_minutes.max(0.0) / 60.0, horizon }
    }

    /// When all traffic is on the new version, if it is before the horizon.
    pub fn full_after(&self) -> Option<f64> {
        self.legs.iter().find(|leg| leg.share >= 1.0).map(|leg| leg.start)
    }

    /// When the share of traffic the new version computes first exceeds `share`.
    pub fn load_exceeds(&self, share: f64) -> Option<f64> {
        self.legs.iter().find(|leg| leg.load() > share).map(|leg| leg.start)
    }

    /// The shares that people see if the release is stopped at `stopped` and goes on until `until` with the share it
    /// then has; the last stage's share stays. `stopped` is the horizon where nothing stops it.
    pub fn exposures(&self, stopped: f64, until: f64) -> Vec<Exposure> {
        let reached: Vec<&Leg> = self.legs.iter().filter(|leg| leg.start < stopped || leg.start == 0.0).collect();
        let exposure = |(place, leg): (usize, &&Leg)| {
            let to = reached.get(place + 1).map_or(until, |next| next.start).min(until);
            Exposure { from: leg.start, to, share: leg.share }
        };
        reached.iter().enumerate().map(exposure).filter(|one| one.share > 0.0 && one.to > one.from).collect()
    }

    /// Hours of a second environment until the release is stopped, or else until the last stage ends: a whole one beside
    /// a shadow and in blue-green, as much as the share of traffic asks for in a canary or an A/B test, none when the
    /// new version takes the place of the old one.
    pub fn environment_hours(&self, stopped: f64) -> f64 {
        let second = |leg: &Leg| match self.strategy {
            Strategy::BlueGreen => 1.0,
            _ if leg.is_shadow() => 1.0,
            _ if leg.share < 1.0 => leg.share,
            _ => 0.0,
        };
        self.legs.iter().map(|leg| second(leg) * (leg.end.min(stopped) - leg.start).max(0.0)).sum()
    }
}

/// Requests that a part of people's traffic makes, and the people they come from, given when `shows` says how much of
/// the time between two moments counts.
pub fn reach(
    flow: &Flow,
    exposures: &[Exposure],
    segment: f64,
    shows: impl Fn(&Exposure) -> Option<Exposure>,
) -> [f64; 2] {
    let counted: Vec<Exposure> = exposures.iter().filter_map(shows).collect();
    let made = |one: &Exposure| flow.between(one.from, one.to);
    let requests = segment * counted.iter().map(|one| one.share * made(one)).sum::<f64>();
    let people = flow.users * segment;
    if people <= 0.0 {
        return [requests, 0.0];
    }
    let met = |requests_each: f64| 1.0 - libm::exp(-requests_each);
    if !flow.sticky {
        return [requests, people * met(requests / people)];
    }
    let mut users = 0.0;
    let mut share = 0.0;
    for (place, one) in counted.iter().enumerate() {
        let since: f64 = counted[place..].iter().map(made).sum();
        users += people * (one.share - share).max(0.0) * met(since / flow.users);
        share = share.max(one.share);
    }
    [requests, users]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::release::Traffic;

    fn flow(sticky: bool) -> Flow {
        Flow::of(&Traffic { requests_per_hour: 10_000.0, users: 24_000.0, sticky, ..Traffic::default() })
    }

    fn course(strategy: Strategy) -> Course {
        Course::of_design(&Design { rollback_minutes: 0.0, ..Design::preset(strategy) }, 200.0)
    }

    fn reached(course: &Course, until: f64, sticky: bool) -> [f64; 2] {
        reach(&flow(sticky), &course.exposures(until, until), 1.0, |one| Some(*one))
    }

    #[test]
    fn thirty_five_minutes_expose() {
        let requests = |strategy| reached(&course(strategy), 35.0 / 60.0, false)[0];
        assert_eq!(requests(Strategy::Canary).round(), 292.0);
        assert_eq!(requests(Strategy::BigBang).round(), 5_833.0);
        assert_eq!(requests(Strategy::Shadow), 0.0);
    }

    /// Ten requests a person and day, 5 % for a day: 1 − exp(−0.5) of the people, or 5 % of those who come.
    #[test]
    fn a_day_at_five_percent_is_seen_by_two_in_five() {
        let users = |sticky| reached(&course(Strategy::Canary), 24.0, sticky)[1] / 24_000.0;
        assert!((users(false) - 0.3935).abs() < 5e-5);
        assert!((users(true) - 0.05 * (1.0 - (-10.0_f64).exp())).abs() < 1e-9);
    }

    #[test]
    fn a_release_that_is_stopped_keeps_its_share_until_traffic_is_back() {
        let canary = course(Strategy::Canary);
        let found = canary.exposures(30.0, 31.0);
        let expected = [Exposure { from: 0.0, to: 24.0, share: 0.05 }, Exposure { from: 24.0, to: 31.0, share: 0.25 }];
        assert_eq!(found, expected);
        assert_eq!(canary.exposures(200.0, 200.0).last().unwrap().to, 200.0);
        // Stopped at the end of a stage, the next is not begun.
        assert_eq!(canary.exposures(24.0, 25.0), [Exposure { from: 0.0, to: 25.0, share: 0.05 }]);
    }

    #[test]
    fn environments_are_counted_beside_the_one_that_runs_anyway() {
        let hours = |strategy| course(strategy).environment_hours(200.0);
        assert_eq!(hours(Strategy::BigBang), 0.0);
        assert_eq!(hours(Strategy::BlueGreen), 24.0);
        assert_eq!(hours(Strategy::Shadow), 48.0);
        assert!((hours(Strategy::Canary) - 24.0 * 0.8).abs() < 1e-9);
        assert_eq!(hours(Strategy::AbTest), 36.0);
    }

    #[test]
    fn full_traffic_beyond_the_horizon_is_not_reached() {
        assert_eq!(course(Strategy::Canary).full_after(), Some(72.0));
        assert_eq!(Course::of_design(&Design::preset(Strategy::Canary), 60.0).full_after(), None);
        assert_eq!(course(Strategy::BlueGreen).full_after(), Some(0.0));
    }
}
