//! When and where a fault shows, and what it does to what is measured.

use engine::rollout::Latency;

use super::course::{Course, Exposure, Leg};
use super::flow::Flow;
use crate::package::release::{Check, CheckMetric, Fault, NormalLevels, Onset};

/// z at 99 %.
const Z99: f64 = 2.326_347_874_040_840_8;

/// A fault among normal levels.
#[derive(Clone, Copy, Debug)]
pub struct Presence<'a> {
    /// The fault.
    pub fault: &'a Fault,
    /// What is measured where it does not show.
    pub normal: &'a NormalLevels,
}

impl Presence<'_> {
    /// The share of the requests it can show in.
    pub fn segment(&self) -> f64 {
        match self.fault.onset {
            Onset::InSegment => (self.fault.segment_percent / 100.0).clamp(0.0, 1.0),
            _ => 1.0,
        }
    }

    /// Whether it shows at all.
    pub fn is_fault(&self) -> bool {
        self.fault.onset != Onset::Never
    }

    /// Hours from the beginning until it first shows in a course; absent when it never does.
    pub fn first_shows(&self, course: &Course) -> Option<f64> {
        match self.fault.onset {
            Onset::Never => None,
            Onset::AtDeploy | Onset::InSegment => Some(0.0),
            Onset::AfterDelay => Some(self.fault.delay_hours.max(0.0)).filter(|delay| *delay < course.horizon),
            Onset::UnderLoad => course.load_exceeds(self.fault.above_percent / 100.0),
        }
    }

    /// The part of an exposure during which it shows.
    pub fn shows(&self, one: &Exposure) -> Option<Exposure> {
        match self.fault.onset {
            Onset::Never => None,
            Onset::AtDeploy | Onset::InSegment => Some(*one),
            Onset::UnderLoad => (one.share > self.fault.above_percent / 100.0).then_some(*one),
            Onset::AfterDelay => {
                let from = one.from.max(self.fault.delay_hours);
                (from < one.to).then_some(Exposure { from, ..*one })
            }
        }
    }

    /// Which share of the requests of a window is affected.
    pub fn affected(&self, leg: &Leg, from: f64, to: f64, flow: &Flow) -> f64 {
        match self.fault.onset {
            Onset::Never => 0.0,
            Onset::AtDeploy => 1.0,
            Onset::InSegment => self.segment(),
            Onset::UnderLoad => f64::from(u8::from(leg.load() > self.fault.above_percent / 100.0)),
            Onset::AfterDelay => {
                let all = flow.between(from, to);
                if all > 0.0 { flow.between(from.max(self.fault.delay_hours), to) / all } else { 0.0 }
            }
        }
    }

    /// The share of events of a metric, 0 to 1, where `affected` of the requests are; none for other metrics.
    pub fn share(&self, metric: CheckMetric, affected: f64) -> f64 {
        let (normal, change) = match metric {
            CheckMetric::Errors => (self.normal.error_percent / 100.0, self.fault.error_points / 100.0),
            CheckMetric::Conversions => {
                let normal = self.normal.conversion_percent / 100.0;
                (normal, normal * self.fault.conversion_percent / 100.0)
            }
            CheckMetric::Latency | CheckMetric::RequestCost => (0.0, 0.0),
        };
        let normal = normal.clamp(0.0, 1.0);
        normal + affected * ((normal + change).clamp(0.0, 1.0) - normal)
    }

    /// What requests take where `affected` of them are.
    pub fn latency(&self, affected: f64) -> Latency {
        let NormalLevels { latency_median, latency_p99, .. } = self.normal;
        Latency {
            location: libm::log(*latency_median),
            spread: (libm::log(latency_p99 / latency_median) / Z99).max(1e-9),
            affected: if self.fault.latency_percent == 0.0 { 0.0 } else { affected },
            shift: libm::log1p((self.fault.latency_percent / 100.0).max(-0.999)),
        }
    }

    /// Mean cost of a request and its variance, where `affected` of them are.
    pub fn cost(&self, affected: f64) -> (f64, f64) {
        let NormalLevels { request_cost, cost_deviation, .. } = self.normal;
        let change = request_cost * self.fault.cost_percent / 100.0;
        let variance = cost_deviation * cost_deviation + affected * (1.0 - affected) * change * change;
        (request_cost + affected * change, variance)
    }

    /// By how much it changes a metric where `affected` of the requests are: in percentage points for shares, in percent
    /// for a latency or a cost.
    pub fn change(&self, check: &Check, affected: f64) -> f64 {
        let normal = self.normal;
        match check.metric {
            metric if metric.is_share() => 100.0 * (self.share(metric, affected) - self.share(metric, 0.0)),
            CheckMetric::RequestCost => percent_of(self.cost(affected).0, normal.request_cost),
            _ => {
                let quantile = |affected| self.latency(affected).quantile(check.quantile);
                percent_of(quantile(affected), quantile(0.0))
            }
        }
    }
}

fn percent_of(value: f64, normal: f64) -> f64 {
    if normal == 0.0 { 0.0 } else { 100.0 * (value / normal - 1.0) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::release::{Design, Traffic};

    fn normal() -> NormalLevels {
        NormalLevels {
            error_percent: 0.0,
            latency_median: 40.0,
            latency_p99: 90.0,
            conversion_percent: 3.0,
            request_cost: 0.002,
            ..NormalLevels::default()
        }
    }

    /// A canary at 5 % with 10 % errors: the fleet sees half a percent.
    #[test]
    fn a_fleet_dilutes_what_a_canary_shows() {
        let fault = Fault { onset: Onset::AtDeploy, error_points: 10.0, ..Fault::default() };
        let (normal, canary) = (normal(), Leg { stage: "c".into(), start: 0.0, end: 24.0, share: 0.05 });
        let presence = Presence { fault: &fault, normal: &normal };
        let change = presence.change(&Check::default(), 1.0);
        assert!((change - 10.0).abs() < 1e-12);
        assert!((canary.share * change - 0.5).abs() < 1e-12);
    }

    #[test]
    fn a_fault_shows_when_and_where_it_does() {
        let flow = Flow::of(&Traffic { requests_per_hour: 100.0, ..Traffic::default() });
        let course = Course::of_design(&Design { steps: vec![(5.0, 24.0), (50.0, 24.0)], ..Design::default() }, 100.0);
        let check = |fault: Fault, first: Option<f64>, affected: f64| {
            let normal = normal();
            let presence = Presence { fault: &fault, normal: &normal };
            assert_eq!(presence.first_shows(&course), first);
            assert!((presence.affected(&course.legs[1], 24.0, 28.0, &flow) - affected).abs() < 1e-9);
        };
        let fault = |onset| Fault { onset, ..Fault::default() };
        check(fault(Onset::Never), None, 0.0);
        check(fault(Onset::AtDeploy), Some(0.0), 1.0);
        check(Fault { delay_hours: 27.0, ..fault(Onset::AfterDelay) }, Some(27.0), 0.25);
        check(Fault { delay_hours: 300.0, ..fault(Onset::AfterDelay) }, None, 0.0);
        check(Fault { above_percent: 20.0, ..fault(Onset::UnderLoad) }, Some(24.0), 1.0);
        check(Fault { above_percent: 50.0, ..fault(Onset::UnderLoad) }, None, 0.0);
        check(Fault { segment_percent: 20.0, ..fault(Onset::InSegment) }, Some(0.0), 0.2);
    }

    #[test]
    fn normal_latency_has_the_quantiles_that_are_stated() {
        let (normal, fault) = (normal(), Fault { latency_percent: 50.0, ..Fault::default() });
        let presence = Presence { fault: &fault, normal: &normal };
        assert!((presence.latency(0.0).quantile(0.99) - 90.0).abs() < 1e-9);
        assert!((presence.latency(0.0).quantile(0.5) - 40.0).abs() < 1e-9);
        assert!((presence.latency(1.0).quantile(0.99) - 135.0).abs() < 1e-9);
        let some = presence.latency(0.2).quantile(0.99);
        assert!(some > 90.0 && some < 135.0, "{some}");
    }
}
