//! Robustness: how sure the ranking is, and what would change it.
//!
//! What is [`exact`] follows from formulas, and [`at_once`] is what of it is fast enough to follow a weight under the
//! finger. What is [`drawn`] at random takes longer and belongs in the worker. [`robustness`] is everything.

mod decision;
mod disagreement;
mod drawn_scorer;
mod evidence_value;
mod joint_shift;
mod path;
mod profile;
mod progress;
mod reversal;
mod score_change;
mod smaa;
mod stability;
mod standing;
mod sweep;
#[cfg(test)]
mod tests;
mod tornado;
mod verdict;

use crate::findings::{Drawn, Estimate, JointShift, Robustness};
use crate::package::alternative::Recommendation;
use crate::package::{Evidence, Package};
use decision::Decisions;
use progress::Progress;
use standing::Standing;

impl Robustness {
    /// Takes the drawn part in and judges again. All joint shifts are taken in if they begin with the nearest ones found
    /// here; else they start from other weights.
    #[must_use]
    pub fn with(mut self, drawn: Drawn) -> Self {
        if drawn.joint_shift.starts_with(&self.joint_shift) {
            self.joint_shift = drawn.joint_shift;
        }
        self.draws = drawn.smaa.draws;
        self.verdict = verdict::with_first_probability(self.verdict, &drawn.smaa);
        self.smaa = Some(drawn.smaa);
        self.evidence_value = drawn.evidence_value;
        self.decision = Some(drawn.decision);
        self
    }
}

/// How sure the ranking is, complete; absent when `keep_going` said no, or when nothing can be ranked.
///
/// `keep_going(done, total)` is asked every few milliseconds.
pub fn robustness(
    package: &Package,
    estimates: &[Estimate],
    keep_going: &mut dyn FnMut(usize, usize) -> bool,
) -> Option<Robustness> {
    drawn(package, estimates, keep_going).map(|drawn| at_once(package, estimates).with(drawn))
}

/// The part of a package that scores and their robustness follow from: the rest may change without a look at them.
pub fn scoring_part(package: &Package) -> Package {
    Package {
        alternatives: package.alternatives.clone(),
        criteria: package.criteria.clone(),
        weighting: package.weighting.clone(),
        cost: package.cost.clone(),
        gates: package.gates.clone(),
        recommendation: Recommendation { option: package.recommendation.option.clone(), ..Recommendation::default() },
        evidence: Evidence { measures: package.evidence.measures.clone(), ..Evidence::default() },
        settings: package.settings.clone(),
        ..Package::default()
    }
}

/// What follows without chance: intervals, shifts, sweeps, reversals, profiles. Empty where nothing can be ranked.
pub fn exact(package: &Package, estimates: &[Estimate]) -> Robustness {
    let standing = Standing::new(package, estimates);
    follows(&standing, joint_shift::joint_shift(&standing))
}

/// So many joint shifts are found [`at_once`].
const NEAREST: usize = 3;

/// The same with the nearest joint shifts alone: fast enough for every move of a weight.
pub fn at_once(package: &Package, estimates: &[Estimate]) -> Robustness {
    let standing = Standing::new(package, estimates);
    follows(&standing, joint_shift::nearest(&standing, NEAREST))
}

fn follows(standing: &Standing<'_>, joint_shift: Vec<JointShift>) -> Robustness {
    let mut robustness = Robustness {
        method: standing.package.settings.method,
        seed: standing.package.settings.seed,
        scope: standing.scope,
        compared: standing.rows.iter().map(|row| standing.id(*row)).collect(),
        recommended: standing.recommended(),
        stability: stability::stability(standing),
        joint_shift,
        score_change: score_change::score_change(standing),
        sweep: sweep::sweep(standing),
        tornado: tornado::tornado(standing),
        reversal: reversal::reversal(standing),
        profiles: profile::profiles(standing),
        method_disagreement: disagreement::disagreement(standing),
        ..Robustness::default()
    };
    robustness.verdict = verdict::verdict(standing, robustness.joint_shift.first());
    robustness
}

/// What is drawn at random from the package's seed, and all joint shifts: the same numbers everywhere. Absent when
/// `keep_going` said no, or when nothing can be ranked.
pub fn drawn(
    package: &Package,
    estimates: &[Estimate],
    keep_going: &mut dyn FnMut(usize, usize) -> bool,
) -> Option<Drawn> {
    let standing = Standing::new(package, estimates);
    if standing.matrix.rows() == 0 {
        return None;
    }
    let mut progress = Progress::new(&package.settings, keep_going);
    let mut decisions = Decisions::new(&standing);
    let mut draws = decisions.value_draws();
    let smaa = smaa::smaa(&standing, &mut draws, &mut decisions, &mut progress)?;
    let evidence_value = evidence_value::evidence_value(&standing, &mut draws, &mut progress)?;
    let decision = decisions.finding(&mut draws, &mut progress)?;
    Some(Drawn { joint_shift: joint_shift::joint_shift(&standing), smaa, evidence_value, decision })
}
