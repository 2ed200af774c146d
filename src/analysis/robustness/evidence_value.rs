//! Evidence value: what to measure next.

use engine::Block;
use engine::values::ValueDraws;

use super::{
    drawn_scorer::{DrawnScorer, Scores, stated},
    progress::Progress,
    standing::Standing,
    tornado::cells_of,
};
use crate::findings::EvidenceValue;
use crate::order;
use crate::{
    analysis::score::{TOLERANCE, scorer::ColumnScorer},
    package::settings::Method,
};

/// Scores computed at most, in the methods where a value changes the scores of all.
const WORK: usize = 500_000;

/// Every uncertain value by how much fixing it raises the winner's P(first), most first; absent when stopped.
///
/// The draws are the same with and without fixing, so that the difference is not drowned in chance.
pub(super) fn evidence_value(
    standing: &Standing<'_>,
    draws: &mut ValueDraws,
    progress: &mut Progress<'_>,
) -> Option<Vec<EvidenceValue>> {
    let variables = standing.matrix.variables.len();
    let Some((winner, _)) = standing.leaders().filter(|_| variables > 0) else {
        return Some(Vec::new());
    };
    let place = standing.rows.iter().position(|row| *row == winner)?;
    let linear = standing.method == Method::WeightedSum;
    let work = variables * standing.matrix.rows();
    let count = if linear { progress.draws } else { progress.draws.min((WORK / work).max(200)) };
    let mut scorer = DrawnScorer::new(standing);
    let fixed = FixedWorths::new(standing);
    let weights = stated(&standing.weights);
    let mut values = vec![Block::default(); draws.count()];
    let mut scores = Scores::new(standing);
    let (mut without, mut with) = (0, vec![0; variables]);
    for (block, taken) in progress.blocks(count) {
        draws.take(block, &mut values);
        scorer.fill(&values);
        scorer.scores(&weights, &mut scores.all);
        without += scores.draws_first(place, taken);
        if linear {
            fixed.count(standing, &scorer, &scores.all, winner, taken, &mut with);
        } else {
            for (variable, with) in with.iter_mut().enumerate() {
                let centre = Block::splat(draws.distribution(variable).centre());
                let drawn = std::mem::replace(&mut values[variable], centre);
                scorer.fill_variable(variable, &values);
                scorer.scores(&weights, &mut scores.all);
                *with += scores.draws_first(place, taken);
                values[variable] = drawn;
                scorer.fill_variable(variable, &values);
            }
        }
        progress.step(taken * progress.draws / count)?;
    }
    let share = |first: u32| f64::from(first) / count as f64;
    let mut values: Vec<EvidenceValue> = with
        .iter()
        .enumerate()
        .filter(|(variable, _)| !linear || standing.rows.contains(&standing.matrix.variables[*variable].row))
        .map(|(variable, with)| finding(standing, variable, share(without), share(*with)))
        .collect();
    order::sort(&mut values, |a, b| b.gain.total_cmp(&a.gain));
    Some(values)
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

    /// Counts for each variable in which draws `winner` is first with it fixed, from the scores without.
    fn count(
        &self,
        standing: &Standing<'_>,
        scorer: &DrawnScorer<'_>,
        scores: &[Block],
        winner: usize,
        taken: usize,
        first: &mut [u32],
    ) {
        let rivals = || standing.rows.iter().copied().filter(|row| *row != winner);
        let leaders: Vec<(Option<usize>, f64, f64)> = (0..taken)
            .map(|draw| {
                let score = |row: usize| scores[row][draw];
                let best = rivals().reduce(|best, row| if score(row) > score(best) { row } else { best });
                let others = rivals().filter(|row| Some(*row) != best).map(score);
                (best, best.map_or(f64::NEG_INFINITY, score), others.fold(f64::NEG_INFINITY, f64::max))
            })
            .collect();
        for (fixed, first) in self.0.iter().zip(first) {
            let mut change = Block::default();
            for (column, worth) in &fixed.cells {
                let Some(drawn) = scorer.cell(fixed.row, *column) else { continue };
                let weight = standing.weights[*column];
                change.iter_mut().zip(drawn.iter()).for_each(|(change, drawn)| *change += weight * (worth - drawn));
            }
            for (draw, (best, best_score, other)) in leaders.iter().enumerate() {
                let changed = scores[fixed.row][draw] + change[draw];
                let (own, rival) = if fixed.row == winner {
                    (changed, *best_score)
                } else if standing.rows.contains(&fixed.row) {
                    let rest = if Some(fixed.row) == *best { *other } else { *best_score };
                    (scores[winner][draw], rest.max(changed))
                } else {
                    (scores[winner][draw], *best_score)
                };
                *first += u32::from(rival <= own + TOLERANCE);
            }
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
