//! The decision under gates: who would be released if everything uncertain were known.
//!
//! One draw feeds the gates and the criteria on the same measure. In a draw an alternative is admissible when all its
//! blockers hold; the best of those by the package's method is chosen, or nobody.

mod evidence;
mod gates;
#[cfg(test)]
mod tests;
mod waiting;

use engine::choice::{Draws, choose, first};
use engine::values::ValueDraws;
use engine::{BLOCK, Block};

use super::progress::Progress;
use super::standing::Standing;
use crate::analysis::score::TOLERANCE;
use crate::findings::{DecisionFinding, WaivedGate};
use crate::package::Id;
use crate::sorted_map::SortedMap;
use crate::telemetry::random::stream;
use evidence::Classes;
use gates::Gates;

/// Decisions counted over the draws.
pub(super) struct Decisions<'a> {
    standing: &'a Standing<'a>,
    gates: Gates<'a>,
    draws: u32,
    /// Draws in which each case of a gate holds.
    holds: Vec<u32>,
    /// Draws in which each alternative can be released.
    releasable: Vec<u32>,
    /// Draws in which each row is chosen at the stated weights, and at last nobody.
    chosen: Vec<u32>,
    /// The same at the weights drawn.
    chosen_at_any: Vec<u32>,
    classes: Vec<Classes>,
}

impl<'a> Decisions<'a> {
    pub fn new(standing: &'a Standing<'a>) -> Self {
        let gates = Gates::new(standing);
        let decisions = standing.matrix.rows() + 1;
        Self {
            standing,
            draws: 0,
            holds: vec![0; gates.cases.len()],
            releasable: vec![0; standing.package.alternatives.len()],
            chosen: vec![0; decisions],
            chosen_at_any: vec![0; decisions],
            classes: evidence::classes(standing, &gates),
            gates,
        }
    }

    /// Draws of everything uncertain: the variables of the matrix, then those of gates alone. Each has its own stream,
    /// so that one more shifts no other.
    pub fn value_draws(&self) -> ValueDraws {
        let package = self.standing.package;
        ValueDraws::new(self.gates.variables.iter().enumerate().map(|(index, variable)| {
            let alternative = package.alternatives[variable.alternative].id.as_str();
            let criterion = || {
                let cell = self.standing.matrix.uncertain.iter().find(|cell| cell.variable == index);
                cell.map(|cell| self.standing.criterion(cell.column)).unwrap_or_default()
            };
            let (kind, id) = match variable.measure {
                Some(measure) => ("measure", measure.clone()),
                None => ("criterion", criterion()),
            };
            let names = ["robustness", "values", alternative, kind, id.as_str()];
            (stream(package.settings.seed, &names), variable.distribution)
        }))
    }

    /// Takes in the first `count` draws of a block: values of everything drawn, and every row's score at the stated
    /// weights and at the weights drawn.
    pub fn take(&mut self, values: &[Block], at_stated: &[Block], at_any: &[Block], count: usize) {
        self.draws += count as u32;
        let (taken, holds) = (first(count), &mut self.holds);
        let releasable = self.gates.releasable(values, |case, draws| holds[case] += (draws & taken).count_ones());
        for (sum, draws) in self.releasable.iter_mut().zip(&releasable) {
            *sum += (draws & taken).count_ones();
        }
        let chosen = self.chosen_of(at_stated, &releasable);
        chosen[..count].iter().for_each(|one| self.chosen[*one as usize] += 1);
        let at_any = self.chosen_of(at_any, &releasable);
        at_any[..count].iter().for_each(|one| self.chosen_at_any[*one as usize] += 1);
        self.classes.iter_mut().for_each(|classes| classes.take(values, &chosen, count));
    }

    fn chosen_of(&self, scores: &[Block], releasable: &[Draws]) -> [u32; BLOCK] {
        chosen(self.standing, scores, releasable)
    }

    /// What was found; absent when stopped.
    pub fn finding(self, draws: &mut ValueDraws, progress: &mut Progress<'_>) -> Option<DecisionFinding> {
        let Self { standing, gates, .. } = &self;
        let package = standing.package;
        let share = |count: u32| f64::from(count) / f64::from(self.draws);
        let alternative = |index: usize| package.alternatives[index].id.clone();
        let by_row = |counts: &[u32]| -> SortedMap<Id, f64> {
            counts
                .iter()
                .take(standing.matrix.rows())
                .enumerate()
                .map(|(row, one)| (standing.id(row), share(*one)))
                .collect()
        };
        let mut holds: SortedMap<Id, SortedMap<Id, f64>> = SortedMap::new();
        for (case, count) in gates.cases.iter().zip(&self.holds) {
            let by_alternative = holds.get_or_insert_with(case.gate.id.clone(), SortedMap::new);
            by_alternative.insert(alternative(case.alternative), share(*count));
        }
        let waived = gates.cases.iter().filter(|case| case.waived);
        Some(DecisionFinding {
            scope: standing.scope,
            draws: self.draws,
            chosen: by_row(&self.chosen),
            nobody: self.chosen.last().map_or(0.0, |count| share(*count)),
            chosen_at_any_weights: by_row(&self.chosen_at_any),
            releasable: self
                .releasable
                .iter()
                .enumerate()
                .map(|(one, count)| (alternative(one), share(*count)))
                .collect(),
            holds,
            waived: waived
                .map(|case| WaivedGate { gate: case.gate.id.clone(), alternative: alternative(case.alternative) })
                .collect(),
            evidence_value: evidence::values(standing, gates, &self.classes, self.draws),
            waiting: waiting::waiting(standing, gates, draws, progress)?,
        })
    }
}

/// Who is chosen in every draw of a block, as a row; the number of rows where nobody is.
fn chosen(standing: &Standing<'_>, scores: &[Block], releasable: &[Draws]) -> [u32; BLOCK] {
    let admissible: Vec<Draws> = standing.matrix.alternatives.iter().map(|one| releasable[*one]).collect();
    choose(scores, &admissible, TOLERANCE)
}
