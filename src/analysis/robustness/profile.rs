//! Who wins for whom, and what to negotiate about.

use super::standing::Standing;
use crate::analysis::{score::scorer::Scorer, weight};
use crate::findings::{Negotiation, ProfileWinner, Profiles};

/// Winners under every profile's own weights, by the package's method.
pub(super) fn profiles(standing: &Standing<'_>) -> Profiles {
    let profiles = weight::weights(standing.package).profiles;
    let weights: Vec<Vec<f64>> = profiles.iter().map(|profile| standing.kept(&profile.weights)).collect();
    let ranks: Vec<Vec<u32>> =
        weights.iter().map(|weights| standing.ranks_by(&standing.scorer.scores(weights))).collect();
    let first: Vec<Option<usize>> =
        ranks.iter().map(|ranks| standing.rows.iter().copied().find(|row| ranks[*row] == 1)).collect();
    let winners = profiles
        .iter()
        .zip(&first)
        .zip(ranks)
        .map(|((profile, first), ranks)| ProfileWinner {
            profile: profile.id.clone(),
            name: profile.name.clone(),
            winner: first.map(|row| standing.id(row)),
            ranks: standing.rows.iter().map(|row| ranks[*row]).collect(),
        })
        .collect();
    let agree = first.windows(2).all(|pair| pair[0] == pair[1]);
    let negotiate = if agree { None } else { negotiate(standing, &weights, &first) };
    Profiles { winners, agree, negotiate }
}

/// Of two profiles with different winners, each criterion divides them as much as the difference of its
/// weights times the difference of the winners on it; the criterion with the most over all such pairs is the
/// one to negotiate.
fn negotiate(standing: &Standing<'_>, weights: &[Vec<f64>], first: &[Option<usize>]) -> Option<Negotiation> {
    let mut parts = vec![0.0; standing.weights.len()];
    for one in 0..weights.len() {
        for other in 0..one {
            let (Some(a), Some(b)) = (first[one], first[other]) else { continue };
            for (column, part) in parts.iter_mut().enumerate().filter(|_| a != b) {
                *part += (weights[one][column] - weights[other][column]) * difference(standing, column, a, b);
            }
        }
    }
    let total: f64 = parts.iter().filter(|part| **part > 0.0).sum();
    let column = (0..parts.len()).reduce(|best, column| if parts[column] > parts[best] { column } else { best })?;
    let given = || weights.iter().map(|weights| weights[column]);
    let (low, high) = (given().fold(f64::INFINITY, f64::min), given().fold(0.0, f64::max));
    (total > 0.0).then(|| Negotiation {
        criterion: standing.criterion(column),
        share: parts[column] / total,
        low,
        high,
    })
}

fn difference(standing: &Standing<'_>, column: usize, a: usize, b: usize) -> f64 {
    match &standing.scorer {
        Scorer::Linear { columns, cells } => cells[a * columns + column] - cells[b * columns + column],
        Scorer::Topsis(distances) => {
            distances.normalised[a * distances.columns + column] - distances.normalised[b * distances.columns + column]
        }
    }
}
