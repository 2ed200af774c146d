//! Evidence value: what to measure next.

use engine::values::ValueDraws;

use super::{
    smaa::{drawn_scorer::DrawnScorer, progress::Progress},
    standing::Standing,
    tornado::cells_of,
};
use crate::findings::EvidenceValue;
use crate::order;
use crate::{
    analysis::score::{
        TOLERANCE,
        scorer::{ColumnScorer, Scorer},
    },
    package::settings::Method,
};

/// Scores computed at most, in the methods where a value changes the scores of all.
const WORK: usize = 500_000;

/// Every uncertain value by how much fixing it raises the winner's P(first), most first; absent when stopped.
///
/// The draws are the same with and without fixing, so that the difference is not drowned in chance.
pub(super) fn evidence_value(
    standing: &Standing<'_>,
    value_draws: &mut ValueDraws,
    progress: &mut Progress<'_>,
) -> Option<Vec<EvidenceValue>> {
    let Some((winner, _)) = standing.leaders().filter(|_| !standing.matrix.variables.is_empty()) else {
        return Some(Vec::new());
    };
    let count = standing.matrix.variables.len();
    let linear = standing.method == Method::WeightedSum;
    let work = count * standing.matrix.rows();
    let draws = if linear { progress.draws } else { progress.draws.min((WORK / work).max(200)) };
    let mut drawn = DrawnScorer::new(standing);
    let known: Vec<f64> = standing.matrix.variables.iter().map(|variable| variable.distribution.centre()).collect();
    let worths = FixedWorths::new(standing);
    let (mut without, mut with) = (0, vec![0; count]);
    let mut scores = vec![0.0; standing.matrix.rows()];
    for _ in 0..draws {
        drawn.next(value_draws).each_score(&standing.weights, |row, score| scores[row] = score);
        without += u32::from(is_first(&scores, winner));
        if linear {
            worths.count(standing, &drawn.scorer, &scores, winner, &mut with);
        } else {
            for (variable, first) in with.iter_mut().enumerate() {
                *first += u32::from(drawn.is_first_with(variable, known[variable], &standing.weights, winner));
            }
        }
        progress.step(progress.draws / draws)?;
    }
    let share = |count: u32| f64::from(count) / draws as f64;
    let mut values: Vec<EvidenceValue> = with
        .iter()
        .enumerate()
        .map(|(variable, with)| finding(standing, variable, share(without), share(*with)))
        .collect();
    order::sort(&mut values, |a, b| b.gain.total_cmp(&a.gain));
    Some(values)
}

fn is_first(scores: &[f64], row: usize) -> bool {
    scores.iter().all(|score| *score <= scores[row] + TOLERANCE)
}

/// Under the weighted sum a value changes one alternative's score only, so that fixing it needs no new scores.
struct FixedWorths(Vec<FixedWorth>);

struct FixedWorth {
    row: usize,
    /// Column and the worth of the cell with the variable at its mean.
    cells: Vec<(usize, f64)>,
}

impl FixedWorths {
    fn new(standing: &Standing<'_>) -> Self {
        let matrix = &standing.matrix;
        let fixed = matrix.variables.iter().enumerate().map(|(variable, uncertain)| {
            let cells = cells_of(standing, variable).filter_map(|cell| {
                let scorer = ColumnScorer::new(matrix, cell.column, standing.method);
                let value = cell.factor * uncertain.distribution.centre() + cell.offset;
                Some((cell.column, scorer.normaliser()?.of(value)))
            });
            FixedWorth { row: uncertain.row, cells: cells.collect() }
        });
        Self(fixed.collect())
    }

    /// Counts for each variable whether `winner` is first with it fixed, from the scores without.
    fn count(&self, standing: &Standing<'_>, scorer: &Scorer, scores: &[f64], winner: usize, first: &mut [u32]) {
        let Scorer::Linear { columns, cells } = scorer else { return };
        let rivals = || (0..scores.len()).filter(|row| *row != winner);
        let best = rivals().reduce(|best, row| if scores[row] > scores[best] { row } else { best });
        let other = rivals().filter(|row| Some(*row) != best).map(|row| scores[row]).fold(f64::NEG_INFINITY, f64::max);
        let best_score = best.map_or(f64::NEG_INFINITY, |row| scores[row]);
        for (fixed, first) in self.0.iter().zip(first) {
            let change: f64 = fixed
                .cells
                .iter()
                .map(|(column, worth)| standing.weights[*column] * (worth - cells[fixed.row * columns + column]))
                .sum();
            let (own, rival) = if fixed.row == winner {
                (scores[winner] + change, best_score)
            } else {
                let rest = if Some(fixed.row) == best { other } else { best_score };
                (scores[winner], rest.max(scores[fixed.row] + change))
            };
            *first += u32::from(rival <= own + TOLERANCE);
        }
    }
}

fn finding(standing: &Standing<'_>, variable: usize, without: f64, with: f64) -> EvidenceValue {
    let uncertain = &standing.matrix.variables[variable];
    let columns: Vec<usize> = cells_of(standing, variable).map(|cell| cell.column).collect();
    EvidenceValue {
        alternative: standing.id(uncertain.row),
        criteria: columns.iter().map(|column| standing.criterion(*column)).collect(),
        measure: uncertain.measure.clone(),
        first_probability: with,
        gain: with - without,
    }
}
