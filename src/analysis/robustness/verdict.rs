//! Clear winner or not, and why.

use super::standing::Standing;
use crate::findings::{CheckKind, JointShift, RobustnessCheck, RobustnessVerdict, Smaa};

/// Adds the check that only drawing can answer, and judges again.
pub(super) fn with_first_probability(mut verdict: RobustnessVerdict, smaa: &Smaa) -> RobustnessVerdict {
    let row = smaa.alternatives.iter().position(|id| Some(id) == verdict.winner.as_ref());
    let value = row.and_then(|row| smaa.first_probability.get(row).copied());
    let check = verdict.checks.iter_mut().find(|check| check.kind == CheckKind::First);
    if let (Some(check), Some(value)) = (check, value) {
        check.value = Some(value);
        check.met = value >= check.least;
    }
    judged(verdict)
}

/// The verdict as far as it follows without chance: `nearest` is the least joint shift of any rival.
pub(super) fn verdict(standing: &Standing<'_>, nearest: Option<&JointShift>) -> RobustnessVerdict {
    let mut verdict =
        RobustnessVerdict { winner: standing.winner().map(|row| standing.id(row)), ..RobustnessVerdict::default() };
    let Some((winner, runner_up)) = standing.leaders() else { return verdict };
    let settings = &standing.package.settings;
    verdict.runner_up = Some(standing.id(runner_up));
    verdict.level = standing.ranks[winner] == standing.ranks[runner_up];
    let lead = lead(standing, winner, runner_up, verdict.level);
    let (kind, value) = (CheckKind::First, None);
    verdict.checks = vec![lead, RobustnessCheck { kind, value, least: settings.least_first, met: true }];
    verdict.checks.extend(nearest.map(|nearest| {
        let met = nearest.points.is_none_or(|points| points >= settings.least_shift);
        RobustnessCheck { kind: CheckKind::Shift, value: nearest.points, least: settings.least_shift, met }
    }));
    judged(verdict)
}

fn judged(mut verdict: RobustnessVerdict) -> RobustnessVerdict {
    verdict.clear = !verdict.checks.is_empty() && verdict.checks.iter().all(|check| check.met);
    verdict
}

fn lead(standing: &Standing<'_>, winner: usize, runner_up: usize, level: bool) -> RobustnessCheck {
    let least = standing.package.settings.least_lead;
    let (first, second) = (standing.scores[winner], standing.scores[runner_up]);
    let share = if level || first == 0.0 { 0.0 } else { (first - second) / first.abs() };
    RobustnessCheck { kind: CheckKind::Lead, value: Some(share), least, met: !level && share >= least }
}
