//! When alerts come and go, look by look, as Prometheus' rules have it: an alert is there at every look whose value lies
//! on the wrong side, and is gone at one that has no value; silence is an alert of its own.

use super::look::Pace;
use crate::findings::{Alarm, Firing, ReplayFinding, ReplayPoint};
use crate::package::Comparator;
use crate::package::document::Said;

/// The most firings that are listed.
const MOST_FIRINGS: usize = 500;

/// The most points that are listed.
const MOST_POINTS: usize = 240;

/// An alert: whether it is there at each look, and what was seen then.
pub struct Alert<'a> {
    pub alarm: Alarm,
    pub burn_rate: Option<f64>,
    /// On which side the good values lie, for the worst one.
    pub comparator: Comparator,
    /// By look.
    pub is_on: Vec<bool>,
    /// By look.
    pub values: &'a [Option<f64>],
}

impl Alert<'_> {
    /// Every time it came.
    pub fn firings(&self, pace: &Pace) -> Vec<Firing> {
        let looks: Vec<f64> = pace.looks().collect();
        let mut firings: Vec<Firing> = Vec::new();
        let mut begun = None;
        for place in 0..=looks.len() {
            let on = self.is_on.get(place).copied().unwrap_or_default();
            match begun {
                None if on => begun = Some(place),
                Some(from) if !on => {
                    firings.push(Firing {
                        alarm: self.alarm,
                        burn_rate: self.burn_rate,
                        from: looks[from],
                        until: looks.get(place).copied().unwrap_or(pace.last + pace.step),
                        ended: place < looks.len(),
                        worst: self.worst(from..place),
                        for_nothing: None,
                    });
                    begun = None;
                }
                _ => {}
            }
        }
        firings
    }

    fn worst(&self, looks: std::ops::Range<usize>) -> Option<f64> {
        let values = self.values[looks].iter().flatten().copied();
        if self.comparator.prefers_less() { values.max_by(f64::total_cmp) } else { values.min_by(f64::total_cmp) }
    }
}

/// At which looks there has been no value for `holds` milliseconds, each look counted for the time to the next.
pub fn silence(values: &[Option<f64>], pace: &Pace, holds: f64) -> Vec<bool> {
    let mut silent_for = 0.0;
    let silent = |value: &Option<f64>| {
        silent_for = if value.is_some() { 0.0 } else { silent_for + pace.step };
        value.is_none() && silent_for >= holds
    };
    values.iter().map(silent).collect()
}

/// What the looks saw and what came of it, in a finding.
pub fn record(finding: &mut ReplayFinding, pace: &Pace, values: &[Option<f64>], mut firings: Vec<Firing>) {
    (finding.from, finding.until, finding.step_seconds) = (pace.first, pace.last, pace.step / 1e3);
    finding.looks = values.len() as u32;
    finding.silent = values.iter().filter(|value| value.is_none()).count() as u32;
    let longest = values.split(Option::is_some).map(<[_]>::len).max().unwrap_or_default();
    finding.longest_silence_seconds = longest as f64 * pace.step / 1e3;
    let looks: Vec<f64> = pace.looks().collect();
    let together = values.len().div_ceil(MOST_POINTS).max(1);
    finding.points =
        looks.chunks(together).zip(values.chunks(together)).map(|(looks, seen)| point(looks, seen)).collect();
    crate::order::sort(&mut firings, |one, other| (one.from.total_cmp(&other.from)).then(one.alarm.cmp(&other.alarm)));
    finding.unlisted = firings.len().saturating_sub(MOST_FIRINGS) as u32;
    firings.truncate(MOST_FIRINGS);
    finding.firings = firings;
}

fn point(looks: &[f64], seen: &[Option<f64>]) -> ReplayPoint {
    let values: Vec<f64> = seen.iter().flatten().copied().collect();
    let least = values.iter().copied().min_by(f64::total_cmp);
    let greatest = values.iter().copied().max_by(f64::total_cmp);
    ReplayPoint {
        at: (looks[0] + looks[looks.len() - 1]) / 2.0,
        value: engine::summary::mean(&values),
        spread: Said(least.zip(greatest).filter(|_| seen.len() > 1)),
    }
}
