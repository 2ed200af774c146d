//! The value of evidence for the decision: expected value of partial perfect information, by classes (Claxton 1999;
//! Strong & Oakley 2013).

use engine::choice::classes as classes_of;
use engine::{BLOCK, Block};

use super::gates::Gates;
use crate::analysis::robustness::standing::Standing;
use crate::analysis::robustness::tornado::{cells_of, widest};
use crate::findings::DecisionEvidence;
use crate::order;

/// Classes of equal probability that a value is sorted into. Where a gate's threshold falls into one, it is two.
const CLASSES: u32 = 20;

/// At most so many values are looked at, those that gates rest on first.
const MOST: usize = 120;

/// A gain up to so many times what chance gives is taken for chance.
const NOISE: f64 = 2.0;

/// How often each decision was made in each class of one uncertain value.
pub(super) struct Classes {
    variable: usize,
    bounds: Vec<f64>,
    decisions: usize,
    /// Class by class, how often each row was chosen, and at last nobody.
    counts: Vec<u32>,
    /// The same of decisions that have nothing to do with the value: those of the block before.
    by_chance: Vec<u32>,
    before: Option<[u32; BLOCK]>,
}

/// The values whose knowledge may count.
pub(super) fn classes(standing: &Standing<'_>, gates: &Gates<'_>) -> Vec<Classes> {
    let ranked = |variable: &usize| standing.matrix.alternatives.contains(&gates.variables[*variable].alternative);
    let blocking = (0..gates.variables.len()).filter(|variable| gates.block_on(*variable)).filter(ranked);
    let mut variables: Vec<usize> = blocking.take(MOST).collect();
    let room = MOST - variables.len();
    let scored = widest(standing).into_iter().filter(|variable| !gates.block_on(*variable));
    variables.extend(scored.take(room));
    variables.into_iter().map(|variable| Classes::new(standing, gates, variable)).collect()
}

impl Classes {
    fn new(standing: &Standing<'_>, gates: &Gates<'_>, variable: usize) -> Self {
        let distribution = &gates.variables[variable].distribution;
        let quantiles = (1..CLASSES).map(|part| distribution.quantile(f64::from(part) / f64::from(CLASSES)));
        let bounds: Vec<f64> = quantiles.chain(gates.thresholds(variable)).collect();
        let decisions = standing.matrix.rows() + 1;
        let counts = vec![0; (bounds.len() + 1) * decisions];
        Self { variable, bounds, decisions, by_chance: counts.clone(), counts, before: None }
    }

    pub fn take(&mut self, values: &[Block], chosen: &[u32; BLOCK], count: usize) {
        let classes = classes_of(&values[self.variable], &self.bounds);
        for (class, chosen) in classes.iter().zip(chosen).take(count) {
            self.counts[*class as usize * self.decisions + *chosen as usize] += 1;
        }
        for (class, chosen) in classes.iter().zip(self.before.as_ref().unwrap_or(chosen)).take(count) {
            self.by_chance[*class as usize * self.decisions + *chosen as usize] += 1;
        }
        self.before = Some(*chosen);
    }

    /// Σ over classes of P(class) · max P(decision | class), less max P(decision): how much more often the decision
    /// would be right; 0 where that is hardly more than as many classes give by chance alone.
    fn value(&self, draws: u32) -> f64 {
        let gain = |counts: &[u32]| {
            let classes = counts.chunks_exact(self.decisions);
            let knowing: u32 = classes.clone().map(|class| class.iter().copied().max().unwrap_or(0)).sum();
            let total = |decision: usize| classes.clone().map(|class| class[decision]).sum::<u32>();
            let without = (0..self.decisions).map(total).max().unwrap_or(0);
            f64::from(knowing - without) / f64::from(draws)
        };
        let (found, by_chance) = (gain(&self.counts), gain(&self.by_chance));
        if found > NOISE * by_chance { found } else { 0.0 }
    }
}

/// Every value by what knowing it would do for the decision, most first.
pub(super) fn values(
    standing: &Standing<'_>,
    gates: &Gates<'_>,
    classes: &[Classes],
    draws: u32,
) -> Vec<DecisionEvidence> {
    let mut values: Vec<DecisionEvidence> = classes
        .iter()
        .map(|classes| {
            let drawn = &gates.variables[classes.variable];
            let mut criteria: Vec<_> =
                cells_of(standing, classes.variable).map(|cell| standing.criterion(cell.column)).collect();
            criteria.dedup();
            DecisionEvidence {
                measure: drawn.measure.cloned(),
                alternative: standing.package.alternatives[drawn.alternative].id.clone(),
                criteria,
                value: classes.value(draws),
            }
        })
        .collect();
    order::sort(&mut values, |one, other| other.value.total_cmp(&one.value));
    values
}
