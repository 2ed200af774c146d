//! Scores: every alternative under weighted sum, TOPSIS and PROMETHEE II.

pub mod normalise;
pub mod promethee;
pub mod scorer;
pub mod topsis;
pub mod weighted_sum;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    findings::{AlternativeFinding, Contribution, Estimate, WeightFinding, finding},
    matrix::{Cells, DecisionMatrix},
    weight,
};
use crate::package::{
    Package,
    settings::{Method, MissingRule},
};

/// Two scores nearer than this are equal: what is left of rounding, not a difference between alternatives.
pub const TOLERANCE: f64 = 1e-12;

finding! {
    /// Every alternative's scores, with the weights behind them.
    pub struct Scores {
        /// The deciding weights, summing to 1, in the package's order of criteria; 0 for one left out.
        pub weights: Vec<WeightFinding>,
        /// Every alternative, in the package's order; whether it is releasable is filled in later.
        pub alternatives: Vec<AlternativeFinding>,
        /// Why an alternative, or all of them, could not be ranked, in plain words.
        pub problems: Vec<String>,
        /// What a reader should know about the scores, in plain words.
        pub warnings: Vec<String>,
    }
}

/// The scores of a decision matrix under one method or all, by row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MethodScores {
    /// Σ weight × worth.
    pub weighted_sum: Vec<f64>,
    /// Closeness to the ideal.
    pub topsis: Vec<f64>,
    /// Net outranking flow.
    pub promethee: Vec<f64>,
}

impl MethodScores {
    /// Scores every row of `matrix` under all three methods.
    pub fn new(matrix: &DecisionMatrix) -> Self {
        let weights = matrix.weights();
        Self {
            weighted_sum: weighted_sum::scores(&weighted_sum::worths(matrix), &weights),
            topsis: topsis::Distances::new(matrix).closeness(&weights),
            promethee: weighted_sum::scores(&promethee::flows(matrix), &weights),
        }
    }

    /// The scores under one method.
    pub fn under(&self, method: Method) -> &[f64] {
        match method {
            Method::WeightedSum => &self.weighted_sum,
            Method::Topsis => &self.topsis,
            Method::PrometheeIi => &self.promethee,
        }
    }
}

/// Scores a package's alternatives under all three methods.
pub fn score(package: &Package, estimates: &[Estimate]) -> Scores {
    let weights = weight::weights(package);
    let cells = Cells::read(package, estimates);
    let matrix = cells.complete(package, &weights.deciding);
    let scores = MethodScores::new(&matrix);
    let mut alternatives: Vec<AlternativeFinding> = package
        .alternatives
        .iter()
        .enumerate()
        .map(|(index, alternative)| AlternativeFinding {
            id: alternative.id.clone(),
            name: alternative.name.clone(),
            contributions: unscored(package, &cells, index),
            ..AlternativeFinding::default()
        })
        .collect();
    let ranks = Method::ALL.iter().map(|method| (*method, ranks(scores.under(*method)))).collect::<Vec<_>>();
    let worths = weighted_sum::worths(&matrix);
    for (row, index) in matrix.alternatives.iter().enumerate() {
        let finding = &mut alternatives[*index];
        finding.weighted_sum = Some(scores.weighted_sum[row]);
        finding.topsis = Some(scores.topsis[row]);
        finding.promethee = Some(scores.promethee[row]);
        finding.ranks = ranks.iter().map(|(method, ranks)| (key(*method).to_owned(), ranks[row])).collect();
        finding.rank = finding.ranks.get(key(package.settings.method)).copied();
        for (column, criterion) in matrix.criteria.iter().enumerate() {
            let worth = worths[row * matrix.columns() + column];
            let contribution = &mut finding.contributions[criterion.criterion];
            contribution.value = Some(matrix.value(row, column));
            contribution.worth = Some(worth);
            contribution.contribution = Some(criterion.weight * worth);
        }
    }
    if package.settings.missing == MissingRule::Interval {
        weighted_sum::fill_ranges(&matrix, &mut alternatives);
    }
    let mut warnings = weights.warnings;
    warnings.extend(matrix.warnings.iter().cloned());
    Scores { weights: weight_findings(package, &matrix), alternatives, problems: matrix.problems, warnings }
}

/// The name of a method in findings: `weighted_sum`, `topsis` or `promethee`.
pub fn key(method: Method) -> &'static str {
    match method {
        Method::WeightedSum => "weighted_sum",
        Method::Topsis => "topsis",
        Method::PrometheeIi => "promethee",
    }
}

/// Ranks by score: 1 + the number of scores that are greater by more than [`TOLERANCE`].
pub fn ranks(scores: &[f64]) -> Vec<u32> {
    let mut sorted = scores.to_vec();
    sorted.sort_by(|a, b| b.total_cmp(a));
    scores.iter().map(|score| 1 + sorted.partition_point(|other| *other > score + TOLERANCE) as u32).collect()
}

fn unscored(package: &Package, cells: &Cells, alternative: usize) -> Vec<Contribution> {
    package
        .criteria
        .iter()
        .enumerate()
        .map(|(index, criterion)| Contribution {
            criterion: criterion.id.clone(),
            value: cells.value(alternative, index),
            ..Contribution::default()
        })
        .collect()
}

fn weight_findings(package: &Package, matrix: &DecisionMatrix) -> Vec<WeightFinding> {
    let kept: BTreeMap<usize, f64> = matrix.criteria.iter().map(|column| (column.criterion, column.weight)).collect();
    package
        .criteria
        .iter()
        .enumerate()
        .map(|(index, criterion)| WeightFinding {
            criterion: criterion.id.clone(),
            weight: kept.get(&index).copied().unwrap_or(0.0),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        analysis::fixture::decision,
        package::{Direction, settings::Normalisation},
    };

    #[track_caller]
    fn check(found: &[f64], expected: &[f64], digits: f64) {
        assert_eq!(found.len(), expected.len());
        for (found, expected) in found.iter().zip(expected) {
            assert!((found - expected).abs() < digits, "{found} instead of {expected}");
        }
    }

    /// Tzeng & Huang 2011.
    #[test]
    fn topsis_is_that_of_tzeng_and_huang() {
        let values = [&[5.0, 8.0, 4.0], &[7.0, 6.0, 8.0], &[8.0, 8.0, 6.0], &[7.0, 4.0, 6.0]];
        let package = decision(&values.map(|row| &row[..]), &[0.3, 0.4, 0.3]);
        let matrix = DecisionMatrix::new(&package, &[]);
        check(&MethodScores::new(&matrix).topsis, &[0.5037, 0.6581, 0.7482, 0.3340], 5e-5);
    }

    /// Opricovic & Tzeng 2004: the closeness on the local range and on vector norms has two winners.
    #[test]
    fn normalisation_decides() {
        let mut package = decision(&[&[1.0, 3000.0], &[2.0, 3750.0], &[5.0, 4500.0]], &[0.5, 0.5]);
        package.criteria[0].direction = Direction::Min;
        let mut closeness = |normalisation| {
            package.settings.normalisation = normalisation;
            MethodScores::new(&DecisionMatrix::new(&package, &[])).topsis
        };
        check(&closeness(Normalisation::MinMax), &[0.500, 0.617, 0.500], 5e-4);
        check(&closeness(Normalisation::Vector), &[0.7621, 0.7222, 0.2379], 5e-5);
        check(&closeness(Normalisation::Scale), &[0.7621, 0.7222, 0.2379], 5e-5);
    }

    /// Zhao 2013.
    #[test]
    fn promethee_is_that_of_zhao() {
        let package = decision(&[&[4.0, 3.0, 2.0], &[3.0, 2.0, 4.0], &[5.0, 1.0, 3.0]], &[0.5, 0.3, 0.2]);
        let scores = score(&package, &[]);
        let flows: Vec<f64> = scores.alternatives.iter().map(|finding| finding.promethee.unwrap()).collect();
        check(&flows, &[0.1, -0.3, 0.2], 1e-12);
        let ranks: Vec<u32> = scores.alternatives.iter().map(|finding| finding.ranks["promethee"]).collect();
        assert_eq!(ranks, [2, 3, 1]);
    }

    #[test]
    fn contributions_add_up_to_the_weighted_sum() {
        let package = decision(&[&[4.0, 3.0, 2.0], &[3.0, 2.0, 4.0], &[5.0, 1.0, 3.0]], &[0.5, 0.3, 0.2]);
        for finding in score(&package, &[]).alternatives {
            let sum: f64 = finding.contributions.iter().filter_map(|part| part.contribution).sum();
            assert!((sum - finding.weighted_sum.unwrap()).abs() < 1e-12);
        }
    }

    #[test]
    fn equals_share_a_rank() {
        assert_eq!(ranks(&[0.3, 0.5, 0.1 + 0.2, 0.1]), [2, 1, 2, 4]);
    }

    #[test]
    fn a_gap_is_asked_about_left_out_assumed_or_left_open() {
        let mut package = decision(&[&[4.0, 3.0], &[3.0, f64::NAN], &[5.0, 1.0]], &[0.5, 0.5]);
        let mut scored = |rule| {
            package.settings.missing = rule;
            score(&package, &[])
        };
        let asked = scored(MissingRule::Ask);
        assert_eq!((asked.alternatives[1].rank, asked.alternatives[1].weighted_sum), (None, None));
        assert_eq!(
            asked.problems,
            ["A1 is not ranked: it has no value for C1. Enter one, or choose what a missing value means."]
        );
        let left = scored(MissingRule::LeaveOut);
        assert_eq!((left.weights[0].weight, left.weights[1].weight), (1.0, 0.0));
        assert_eq!(left.alternatives[1].rank, Some(3));
        assert!(left.problems.is_empty() && left.warnings[0].starts_with("C1 is left out for all"));
        let worst = scored(MissingRule::WorstCase);
        assert_eq!(worst.alternatives[1].contributions[1].worth, Some(0.0));
        let open = scored(MissingRule::Interval);
        assert_eq!(open.alternatives[1].weighted_sum, Some(0.25));
        assert_eq!(open.alternatives[1].range, Some([0.0, 0.5]));
        assert_eq!(open.alternatives[0].range, None);
    }

    #[test]
    fn degenerate_input_has_an_explained_answer() {
        let check = |rows: &[&[f64]], weights: &[f64], scores_expected: &[[f64; 3]], said: &str| {
            let scores = score(&decision(rows, weights), &[]);
            let found: Vec<[f64; 3]> = scores
                .alternatives
                .iter()
                .filter_map(|finding| Some([finding.weighted_sum?, finding.topsis?, finding.promethee?]))
                .collect();
            assert_eq!(found, scores_expected, "{rows:?}");
            let said_all = [scores.problems, scores.warnings].concat();
            assert!(said_all.iter().any(|text| text.contains(said)), "{said_all:?}");
        };
        check(&[&[3.0]], &[1.0], &[[1.0, 0.5, 0.0]], "nothing to compare");
        check(&[&[3.0], &[3.0]], &[1.0], &[[1.0, 0.5, 0.0]; 2], "share the first rank");
        check(&[&[3.0, 1.0], &[3.0, 2.0]], &[0.5, 0.5], &[[0.5, 0.0, -0.5], [1.0, 1.0, 0.5]], "C0 is the same");
        check(&[&[1.0], &[2.0]], &[0.0], &[[0.0, 0.0, -1.0], [1.0, 1.0, 1.0]], "counts the same");
        check(&[], &[1.0], &[], "no alternative yet");
        check(&[&[], &[]], &[], &[], "no criterion yet");
        check(&[&[0.0, 0.0], &[0.0, 1.0]], &[1.0, 0.0], &[[1.0, 0.5, 0.0]; 2], "C0 is the same");
    }

    #[test]
    fn two_hundred_by_fifty_are_scored() {
        let rows: Vec<Vec<f64>> =
            (0..200).map(|row| (0..50).map(|column| f64::from((row * 31 + column * 17) % 101)).collect()).collect();
        let rows: Vec<&[f64]> = rows.iter().map(Vec::as_slice).collect();
        let scores = score(&decision(&rows, &[1.0; 50]), &[]);
        assert!(scores.problems.is_empty());
        assert_eq!(scores.alternatives.iter().filter_map(|finding| finding.rank).min(), Some(1));
        assert!((scores.weights.iter().map(|weight| weight.weight).sum::<f64>() - 1.0).abs() < 1e-12);
    }
}
