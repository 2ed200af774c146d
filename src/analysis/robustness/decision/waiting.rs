//! Whether waiting is worth it: the chance that more rows turn the decision (normal preposterior analysis; Raiffa &
//! Schlaifer 1961).

use engine::Block;
use engine::values::ValueDraws;

use super::gates::Gates;
use crate::analysis::robustness::drawn_scorer::{DrawnScorer, stated};
use crate::analysis::robustness::progress::Progress;
use crate::analysis::robustness::standing::Standing;
use crate::findings::{MeasureWaiting, Waiting};
use crate::package::Id;
use crate::package::settings::Method;

/// Rows added, as parts of the rows at hand.
const FACTORS: [f64; 3] = [0.25, 1.0, 3.0];

/// Rows of at least this share of the most are about equally many.
const EQUAL: f64 = 0.9;

/// Cells scored at most; they cost more where a value changes the scores of all.
const WORK: usize = 200_000_000;
const COST: usize = 20;

/// The chance that the decision turns, for every number of rows; empty when nothing rests on rows. Absent when stopped.
///
/// With n more rows a value of standard error s on m rows moves by N(0, s² · n / (m + n)). The decision is that at the
/// values themselves, before and after.
pub(super) fn waiting(
    standing: &Standing<'_>,
    gates: &Gates<'_>,
    draws: &mut ValueDraws,
    progress: &mut Progress<'_>,
) -> Option<Vec<Waiting>> {
    let measures = measures(gates);
    if measures.is_empty() {
        return Some(Vec::new());
    }
    let passes = FACTORS.len() * (measures.len() + 1);
    let cells = standing.matrix.rows() * standing.matrix.columns().max(1);
    let cost = if standing.method == Method::WeightedSum { 1 } else { COST };
    let count = progress.draws.min((WORK / (cost * passes * cells)).max(256));
    let mut turning = Turning::new(standing, gates, draws);
    let mut found = Vec::new();
    for rows_factor in FACTORS {
        let share = libm::sqrt(rows_factor / (1.0 + rows_factor));
        let mut chance = |turning: &mut Turning<'_>, measure: Option<&Id>| {
            let moves = |variable: usize| {
                let own = gates.variables[variable].measure;
                if own.is_some() && (measure.is_none() || own == measure) { share } else { 0.0 }
            };
            turning.chance(draws, moves, count, passes, progress)
        };
        let turns = chance(&mut turning, None)?;
        let mut each = Vec::new();
        for measure in &measures {
            each.push(MeasureWaiting { measure: (*measure).clone(), turns: chance(&mut turning, Some(measure))? });
        }
        found.push(Waiting { rows_factor, rows: more_rows(gates, rows_factor), turns, measures: each });
    }
    Some(found)
}

/// Measures with an error that more rows make smaller, in the order they are drawn.
fn measures<'a>(gates: &Gates<'a>) -> Vec<&'a Id> {
    let mut measures: Vec<&Id> = Vec::new();
    for measure in gates.variables.iter().filter_map(|variable| variable.measure) {
        if !measures.contains(&measure) {
            measures.push(measure);
        }
    }
    measures
}

/// Rows added to each value, where all rest on about equally many.
fn more_rows(gates: &Gates<'_>, factor: f64) -> Option<u64> {
    let rows = || gates.variables.iter().filter_map(|variable| variable.rows).map(|rows| rows as f64);
    let (least, most) = rows().fold((f64::INFINITY, 0.0), |(least, most), rows| (rows.min(least), rows.max(most)));
    (most > 0.0 && least >= EQUAL * most).then(|| libm::round(most * factor) as u64)
}

/// The decision now, and how often another is made.
struct Turning<'a> {
    standing: &'a Standing<'a>,
    gates: &'a Gates<'a>,
    scorer: DrawnScorer<'a>,
    weights: Vec<Block>,
    scores: Vec<Block>,
    values: Vec<Block>,
    now: u32,
}

impl<'a> Turning<'a> {
    fn new(standing: &'a Standing<'a>, gates: &'a Gates<'a>, draws: &mut ValueDraws) -> Self {
        let mut turning = Self {
            standing,
            gates,
            scorer: DrawnScorer::new(standing),
            weights: stated(&standing.weights),
            scores: vec![Block::default(); standing.matrix.rows()],
            values: vec![Block::default(); draws.count()],
            now: 0,
        };
        turning.now = turning.chosen(draws, 0, |_| 0.0)[0];
        turning
    }

    /// Who is chosen in the draws of a block, each of so much of the way from what is known now.
    fn chosen(&mut self, draws: &mut ValueDraws, block: usize, share: impl Fn(usize) -> f64) -> [u32; engine::BLOCK] {
        draws.take_shares(block, share, &mut self.values);
        self.scorer.fill(&self.values);
        self.scorer.scores(&self.weights, &mut self.scores);
        let releasable = self.gates.releasable(&self.values, |_, _| {});
        super::chosen(self.standing, &self.scores, &releasable)
    }

    /// The share of draws in which another decision is made; absent when stopped.
    fn chance(
        &mut self,
        draws: &mut ValueDraws,
        share: impl Fn(usize) -> f64,
        count: usize,
        passes: usize,
        progress: &mut Progress<'_>,
    ) -> Option<f64> {
        let mut turned = 0;
        for (block, taken) in progress.blocks(count) {
            let chosen = self.chosen(draws, block, &share);
            turned += chosen[..taken].iter().filter(|one| **one != self.now).count();
            progress.step(taken * progress.draws / (count * passes))?;
        }
        Some(turned as f64 / count as f64)
    }
}
