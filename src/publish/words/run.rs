//! One run of a release in words: what a check saw, and why the run ended as it did.

use engine::rollout::{End, Verdict};

use super::figure::{Unit, counted, number, quantity};
use super::{quoted, release};
use crate::analysis::simulation::Leg;
use crate::analysis::simulation::replay::{Replay, ReplayedLook};
use crate::package::release::{Check, CheckMetric, Stage};
use crate::package::{Package, Record};

/// What a check is called.
pub fn check(check: &Check) -> String {
    if check.name.trim().is_empty() { release::metric(check) } else { check.name.trim().to_owned() }
}

/// A verdict in a word or two.
pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Pass => "passes",
        Verdict::Fail => "fails",
        Verdict::Inconclusive => "cannot tell",
        Verdict::Error => "nothing to see",
        Verdict::Gathering => "gathers more",
    }
}

/// What a look saw: "212 ms", "0.3 % against 0.1 % in the old version".
pub fn seen(package: &Package, look: &ReplayedLook) -> String {
    let unit = match package.release.checks[look.check].metric {
        CheckMetric::Errors | CheckMetric::Conversions => Unit::Named("%"),
        CheckMetric::Latency => Unit::Named("ms"),
        CheckMetric::RequestCost => Unit::named(&package.cost.currency),
    };
    if !look.new.is_finite() {
        return "nothing".to_owned();
    }
    match look.old {
        Some(old) => format!("{} against {} in the old version", quantity(look.new, unit), quantity(old, unit)),
        None => quantity(look.new, unit),
    }
}

/// One look in a sentence.
pub fn look(package: &Package, look: &ReplayedLook) -> String {
    let count = match look.verdict {
        Verdict::Fail => format!(", {} failed in this stage", counted(look.failed as usize, "look", "looks")),
        Verdict::Inconclusive => {
            format!(", {} inconclusive in this stage", counted(look.inconclusive as usize, "look", "looks"))
        }
        _ => String::new(),
    };
    format!("hour {}: {}, {}{count}", number(look.at), seen(package, look), verdict(look.verdict))
}

/// Where a run stands at a moment.
pub fn moment(package: &Package, run: &Replay, at: f64) -> String {
    let leg = run.legs.iter().rev().find(|leg| leg.start <= at);
    let place = leg.map_or("Before the first stage".to_owned(), |leg| stage(package, leg));
    let last = run.looks.iter().rev().find(|look| look.at <= at);
    let seen = last.map_or("nothing has been looked at yet".to_owned(), |last| {
        let check = check(&package.release.checks[last.check]);
        format!("{} saw {} and {}", quoted(&check), seen(package, last), verdict(last.verdict))
    });
    format!("Hour {}: {place}; {seen}.", number((at * 10.0).round() / 10.0))
}

/// Why a run ended as it did.
pub fn end(package: &Package, run: &Replay) -> String {
    let before = |at: f64| run.shows.is_none_or(|shows| at <= shows);
    let last = |place: usize| run.looks.iter().rev().find(|look| look.check == place);
    match run.end {
        End::RolledBack { at, check: place } => {
            let one = &package.release.checks[place];
            let saw = last(place).map_or(String::new(), |look| seen(package, look));
            let why = if before(at) { " Nothing was wrong yet." } else { "" };
            format!(
                "Rolled back at hour {}: {} saw {saw} and failed, and a stage allows {} failed {}.{why}",
                number(at),
                quoted(&check(one)),
                number(f64::from(one.failure_limit)),
                if one.failure_limit == 1 { "look" } else { "looks" }
            )
        }
        End::Held { at, check: place } => {
            let one = &package.release.checks[place];
            format!(
                "Held at hour {}: {} could not tell more than {} times in a stage, so a person has to look.",
                number(at),
                quoted(&check(one)),
                number(f64::from(one.inconclusive_limit))
            )
        }
        End::Through => {
            let failed = run.looks.iter().filter(|look| look.verdict == Verdict::Fail).count();
            let looks = counted(run.looks.len(), "look", "looks");
            match run.shows {
                None => format!("Not rolled back: of {looks} {failed} failed, never too many in a stage."),
                Some(_) => format!(
                    "Not rolled back although the fault showed: of {looks} {failed} failed, never too many in a stage."
                ),
            }
        }
    }
}

fn stage(package: &Package, leg: &Leg) -> String {
    let name = Stage::find(package, &leg.stage).map(|stage| stage.name.trim()).filter(|name| !name.is_empty());
    match (name, leg.share == 0.0) {
        (Some(name), _) => name.to_owned(),
        (None, true) => "a copy of all traffic".to_owned(),
        (None, false) => format!("{} % of traffic", number(100.0 * leg.share)),
    }
}
