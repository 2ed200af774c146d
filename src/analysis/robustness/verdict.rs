//! Clear winner or not, and why.

use serde::{Deserialize, Serialize};

use super::{
    JointShift, Smaa,
    standing::{Standing, points},
};
use crate::{
    analysis::{figure, findings::finding},
    package::Id,
};

finding! {
    /// Whether there is a clear winner.
    pub struct RobustnessVerdict {
        /// The alternative that is first; absent when none is ranked.
        pub winner: Option<Id>,
        /// The winner's name.
        pub winner_name: String,
        /// The one that follows.
        pub runner_up: Option<Id>,
        /// Whether every check is met and there is a rival at all.
        pub clear: bool,
        /// The three checks, each with its setting. The probability of being first is missing until drawn.
        pub checks: Vec<RobustnessCheck>,
        /// The verdict in one line.
        pub sentence: String,
    }

    /// One reason for or against a clear winner.
    pub struct RobustnessCheck {
        /// `lead`, `first` or `shift`, after the settings `least_lead`, `least_first` and `least_shift`.
        pub name: String,
        /// What was found: the lead as a share of the winner's score, the probability of being first under
        /// measured uncertainty, the points of the least joint shift. Absent when no shift at all does it.
        pub value: Option<f64>,
        /// The setting it is compared with.
        pub least: f64,
        /// Whether it speaks for a clear winner.
        pub met: bool,
        /// In words.
        pub sentence: String,
    }
}

impl RobustnessVerdict {
    /// Adds the check that only drawing can answer, and judges again.
    pub(super) fn take_first_probability(&mut self, smaa: &Smaa) {
        let Some(first) = self.checks.iter_mut().find(|check| check.name == "first") else { return };
        let row = smaa.alternatives.iter().position(|id| Some(id) == self.winner.as_ref());
        let Some(value) = row.and_then(|row| smaa.first_probability.get(row).copied()) else { return };
        first.value = Some(value);
        first.met = value >= first.least;
        first.sentence = format!(
            "{} is first in {} of the draws from the measured uncertainty (at least {} is asked).",
            self.winner_name,
            figure::percent(value),
            figure::percent(first.least)
        );
        self.judge();
    }

    fn judge(&mut self) {
        let against: Vec<&str> =
            self.checks.iter().filter(|check| !check.met).map(|check| check.sentence.as_str()).collect();
        self.clear = against.is_empty();
        self.sentence = if self.clear {
            format!("{} wins clearly.", self.winner_name)
        } else {
            format!("No clear winner. {}", against.join(" "))
        };
    }
}

/// The verdict as far as it follows without chance: `nearest` is the least joint shift of any rival.
pub(super) fn verdict(standing: &Standing<'_>, nearest: Option<&JointShift>) -> RobustnessVerdict {
    let mut verdict = RobustnessVerdict {
        winner: standing.winner().map(|row| standing.id(row)),
        winner_name: standing.winner().map_or("", |row| standing.name(row)).to_owned(),
        ..RobustnessVerdict::default()
    };
    let Some((winner, runner_up)) = standing.leaders() else {
        verdict.sentence = match standing.winner() {
            Some(row) => {
                format!("{} is the only alternative ranked: there is nothing to compare it with.", standing.name(row))
            }
            None => "Nothing can be ranked yet.".to_owned(),
        };
        return verdict;
    };
    verdict.runner_up = Some(standing.id(runner_up));
    let settings = &standing.package.settings;
    verdict.checks = vec![
        lead(standing, winner, runner_up),
        RobustnessCheck {
            name: "first".to_owned(),
            least: settings.least_first,
            met: true,
            ..RobustnessCheck::default()
        },
    ];
    verdict.checks.extend(nearest.map(|nearest| shift(nearest, settings.least_shift)));
    verdict.judge();
    verdict
}

fn lead(standing: &Standing<'_>, winner: usize, runner_up: usize) -> RobustnessCheck {
    let least = standing.package.settings.least_lead;
    let (first, second) = (standing.scores[winner], standing.scores[runner_up]);
    let level = standing.ranks[winner] == standing.ranks[runner_up];
    let share = if level || first == 0.0 { 0.0 } else { (first - second) / first.abs() };
    let [winner, runner_up] = [winner, runner_up].map(|row| standing.name(row));
    let sentence = if level {
        format!("{winner} and {runner_up} share the first place.")
    } else {
        format!(
            "{winner} leads {runner_up} by {} of its score (at least {} is asked).",
            figure::percent(share),
            figure::percent(least)
        )
    };
    RobustnessCheck { name: "lead".to_owned(), value: Some(share), least, met: !level && share >= least, sentence }
}

fn shift(nearest: &JointShift, least: f64) -> RobustnessCheck {
    let sentence = match nearest.points {
        Some(found) => format!(
            "Moving {} of weight would make {} win (at least {} is asked).",
            points(found),
            nearest.name,
            points(least)
        ),
        None => nearest.sentence.clone(),
    };
    let met = nearest.points.is_none_or(|found| found >= least);
    RobustnessCheck { name: "shift".to_owned(), value: nearest.points, least, met, sentence }
}
