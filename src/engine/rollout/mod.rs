//! Releases, run again and again: what each look sees is drawn, judged and counted until too many have failed.
//!
//! A release is a list of looks in order of time. What a look sees is drawn without drawing requests: shares are
//! [`Binomial`], quantiles are order statistics. Where a limit alone decides, not even the value is drawn: a value is
//! beyond a limit exactly when the uniform number it would be made of is beyond the limit's probability.
//!
//! Verdicts count as in Argo Rollouts: more failed looks than allowed roll back, more inconclusive ones hold the
//! release where it is, and an error is neither.

mod judge;
mod value;

pub use judge::{Judge, Verdict, WINDOW, mixture_ratio};
pub use value::{Latency, Value};

use rand_core::SeedableRng;

use crate::binomial::Binomial;
use crate::random::Stream;
use judge::Seen;

/// How a check counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// How a look becomes a verdict.
    pub judge: Judge,
    /// Whether small values are the good ones.
    pub less_is_better: bool,
    /// How many looks of a stage may fail.
    pub failure_limit: u32,
    /// How many looks of a stage may be inconclusive.
    pub inconclusive_limit: u32,
}

/// What there is to see at one moment.
#[derive(Clone, Debug, PartialEq)]
pub enum Sight {
    /// Nothing, which is an error.
    Nothing,
    /// One value against its limits: a uniform number, greater where the value is worse, passes beneath `passes` and
    /// fails from `fails` on.
    Limits {
        /// Probability of a value that passes.
        passes: f64,
        /// Probability of a value that does not fail.
        fails: f64,
    },
    /// Events among requests in the new version and in the old one: which of the release's distributions, and of how
    /// many requests; and the boundary of a judge that spends its level.
    Shares {
        /// In the new version.
        new: (u32, f64),
        /// In the old version.
        old: (u32, f64),
        /// A z value.
        boundary: f64,
    },
    /// A value in the new version and in the old one.
    Values {
        /// In the new version.
        new: Value,
        /// In the old version.
        old: Value,
    },
}

/// One look of one check.
#[derive(Clone, Debug, PartialEq)]
pub struct Look {
    /// The check's place in the release.
    pub check: usize,
    /// When, in any unit.
    pub at: f64,
    /// What there is to see.
    pub sight: Sight,
}

/// What happens, in order of time.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A stage begins, and all counting anew.
    Stage,
    /// A check looks.
    Look(Look),
}

/// A release to be run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rollout {
    /// The checks.
    pub checks: Vec<Check>,
    /// What looks of shares draw from.
    pub shares: Vec<Binomial>,
    /// In order of time.
    pub events: Vec<Event>,
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum End {
    /// Every look was passed over.
    Through,
    /// Rolled back at this time by this check.
    RolledBack {
        /// When.
        at: f64,
        /// The check's place.
        check: usize,
    },
    /// Held at this time because this check could not tell.
    Held {
        /// When.
        at: f64,
        /// The check's place.
        check: usize,
    },
}

/// One look as it went.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Seeing {
    /// The check's place.
    pub check: usize,
    /// When.
    pub at: f64,
    /// The value in the new version; where a limit decides, the uniform number it is made of.
    pub new: f64,
    /// The value in the old version, where it is compared.
    pub old: Option<f64>,
    /// What it said.
    pub verdict: Verdict,
    /// Failed looks of the stage so far, this one included.
    pub failed: u32,
    /// Inconclusive looks of the stage so far.
    pub inconclusive: u32,
}

/// What a run of this number is drawn from.
fn stream(seed: [u8; 32], run: u32) -> Stream {
    let mut seed = seed;
    seed.iter_mut().zip(run.to_le_bytes()).for_each(|(byte, more)| *byte ^= more);
    Stream::from_seed(seed)
}

impl Rollout {
    /// How the runs of these numbers end; the same from the same seed, whichever are asked together.
    pub fn run(&self, seed: [u8; 32], runs: std::ops::Range<u32>) -> Vec<End> {
        let mut seen = vec![Seen::default(); self.checks.len()];
        runs.map(|run| self.run_once(&mut stream(seed, run), &mut seen, |_| {})).collect()
    }

    /// One run, every look as it went.
    pub fn replay(&self, seed: [u8; 32], run: u32) -> (End, Vec<Seeing>) {
        let mut seen = vec![Seen::default(); self.checks.len()];
        let mut looks = Vec::new();
        let end = self.run_once(&mut stream(seed, run), &mut seen, |look| looks.push(look));
        (end, looks)
    }

    #[inline]
    fn run_once(&self, stream: &mut Stream, seen: &mut [Seen], mut note: impl FnMut(Seeing)) -> End {
        let mut held: Option<(f64, usize)> = None;
        for event in &self.events {
            let Event::Look(look) = event else {
                seen.iter_mut().for_each(Seen::begin);
                continue;
            };
            if held.is_some_and(|(at, _)| look.at > at) {
                break;
            }
            let (check, seen) = (&self.checks[look.check], &mut seen[look.check]);
            let (verdict, new, old) = self.look(&look.sight, check, seen, stream);
            match verdict {
                Verdict::Fail => seen.failed += 1,
                Verdict::Inconclusive => seen.inconclusive += 1,
                _ => {}
            }
            let (failed, inconclusive) = (seen.failed, seen.inconclusive);
            note(Seeing { check: look.check, at: look.at, new, old, verdict, failed, inconclusive });
            if verdict == Verdict::Fail && failed > check.failure_limit {
                return End::RolledBack { at: look.at, check: look.check };
            }
            if verdict == Verdict::Inconclusive && inconclusive > check.inconclusive_limit && held.is_none() {
                held = Some((look.at, look.check));
            }
        }
        held.map_or(End::Through, |(at, check)| End::Held { at, check })
    }

    #[inline]
    fn look(&self, sight: &Sight, check: &Check, seen: &mut Seen, stream: &mut Stream) -> (Verdict, f64, Option<f64>) {
        match sight {
            Sight::Limits { passes, fails } => {
                let u = stream.uniform();
                let verdict = if u < *passes {
                    Verdict::Pass
                } else if u >= *fails {
                    Verdict::Fail
                } else {
                    Verdict::Inconclusive
                };
                (verdict, u, None)
            }
            Sight::Shares { new, old, boundary } => {
                let mut count = |share: u32| self.shares[share as usize].quantile(stream.uniform()) as f64;
                let (new, old) = ([count(new.0), new.1], [count(old.0), old.1]);
                let verdict = seen.shares(&check.judge, new, old, check.less_is_better, *boundary);
                (verdict, new[0] / new[1], Some(old[0] / old[1]))
            }
            Sight::Values { new, old } => {
                let (new, old) = (new.draw(stream), old.draw(stream));
                (seen.values(&check.judge, new, old, check.less_is_better), new, Some(old))
            }
            Sight::Nothing => (Verdict::Error, f64::NAN, None),
        }
    }
}

#[cfg(test)]
mod tests;
