//! Clear winner or not, and why.

use super::standing::{Standing, points};
use crate::analysis::figure;
use crate::findings::{JointShift, RobustnessCheck, RobustnessVerdict, Smaa};

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
