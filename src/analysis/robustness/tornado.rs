//! Tornado: what each uncertain value does to the winner's lead.

use super::standing::Standing;
use crate::analysis::{
    matrix::UncertainCell,
    score::{
        TOLERANCE,
        scorer::{ColumnScorer, Scorer},
    },
};
use crate::findings::TornadoBar;
use crate::order;

/// At most so many bars.
const MOST: usize = 60;

/// Bars for the uncertain values, widest first.
pub(super) fn tornado(standing: &Standing<'_>) -> Vec<TornadoBar> {
    let Some(winner) = standing.winner().filter(|_| standing.rows.len() > 1) else { return Vec::new() };
    let mut bars: Vec<(f64, TornadoBar)> = widest(standing)
        .into_iter()
        .map(|variable| {
            let bar = bar(standing, winner, variable);
            ((bar.leads[1] - bar.leads[0]).abs(), variable, bar)
        })
        .filter(|(width, variable, _)| {
            *width > 0.0 || standing.rows.contains(&standing.matrix.variables[*variable].row)
        })
        .map(|(width, _, bar)| (width, bar))
        .collect();
    order::sort(&mut bars, |a, b| b.0.total_cmp(&a.0));
    bars.into_iter().map(|(_, bar)| bar).collect()
}

/// The cells that rest on a variable.
pub(super) fn cells_of<'a>(standing: &'a Standing<'_>, variable: usize) -> impl Iterator<Item = &'a UncertainCell> {
    standing.matrix.uncertain.iter().filter(move |cell| cell.variable == variable)
}

/// The variables that move the most weight over the criteria's ranges, at most [`MOST`].
pub(super) fn widest(standing: &Standing<'_>) -> Vec<usize> {
    let mut reach = vec![0.0; standing.matrix.variables.len()];
    for cell in &standing.matrix.uncertain {
        let (low, high) = standing.matrix.variables[cell.variable].distribution.ends();
        let range = standing.matrix.criteria[cell.column].range;
        let extent = (range.best - range.worst).abs();
        if extent > 0.0 {
            reach[cell.variable] += standing.weights[cell.column] * (high - low) / extent;
        }
    }
    let mut variables = order::argsort(reach.len(), &mut |a, b| reach[b].total_cmp(&reach[a]));
    variables.truncate(MOST);
    variables
}

fn bar(standing: &Standing<'_>, winner: usize, variable: usize) -> TornadoBar {
    let uncertain = &standing.matrix.variables[variable];
    let (low, high) = uncertain.distribution.ends();
    let [at_low, at_high] = [low, high].map(|value| {
        let scores = scores_with(standing, variable, value);
        let rivals = standing.rows.iter().copied().filter(|row| *row != winner);
        let best_rival = rivals.reduce(|best, row| if scores[row] > scores[best] { row } else { best });
        let lead = best_rival.map_or(0.0, |rival| scores[winner] - scores[rival]);
        let first = best_rival.filter(|_| lead < -TOLERANCE).unwrap_or(winner);
        (lead, standing.id(first))
    });
    TornadoBar {
        alternative: standing.id(uncertain.row),
        criteria: cells_of(standing, variable).map(|cell| standing.criterion(cell.column)).collect(),
        measure: uncertain.measure.clone(),
        ends: [low, high],
        leads: [at_low.0, at_high.0],
        first: [at_low.1, at_high.1],
    }
}

fn scores_with(standing: &Standing<'_>, variable: usize, value: f64) -> Vec<f64> {
    let mut scorer: Scorer = standing.scorer.clone();
    for cell in cells_of(standing, variable) {
        let mut values: Vec<f64> = standing.matrix.column(cell.column).collect();
        values[cell.row] = cell.factor * value + cell.offset;
        scorer.refresh(&mut ColumnScorer::new(&standing.matrix, cell.column, standing.method), &values);
    }
    scorer.scores(&standing.weights)
}
