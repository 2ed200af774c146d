//! Scores along one weight: from 0 to 1, the other weights keeping their proportions.

use crate::analysis::score::{TOLERANCE, scorer::Scorer, topsis::closeness};

/// Every row's score as a function of one weight t, the others being wⱼ(1−t)/(1−wₖ) (Mareschal 1988).
pub(super) enum Path {
    /// score = t · at one + (1 − t) · rest.
    Linear(Vec<[f64; 2]>),
    /// d⁺² = t² · \[0\] + (1 − t)² · \[1\], d⁻² with \[2\] and \[3\].
    Topsis(Vec<[f64; 4]>),
}

impl Path {
    /// The path of a weight; absent when it is all the weight there is, so that the others have no proportions.
    pub fn new(scorer: &Scorer, weights: &[f64], along: usize) -> Option<Self> {
        let rest: f64 = weights.iter().enumerate().filter(|(column, _)| *column != along).map(|(_, w)| w).sum();
        if rest <= TOLERANCE {
            return None;
        }
        let others: Vec<f64> = weights
            .iter()
            .enumerate()
            .map(|(column, weight)| if column == along { 0.0 } else { weight / rest })
            .collect();
        let dot = |cells: &[f64], weights: &[f64]| cells.iter().zip(weights).map(|(a, b)| a * b).sum::<f64>();
        Some(match scorer {
            Scorer::Linear { columns, cells } => {
                Self::Linear(cells.chunks_exact(*columns).map(|row| [row[along], dot(row, &others)]).collect())
            }
            Scorer::Topsis(distances) => {
                let squares: Vec<f64> = others.iter().map(|weight| weight * weight).collect();
                let from_ideal = distances.from_ideal.chunks_exact(distances.columns);
                let from_anti_ideal = distances.from_anti_ideal.chunks_exact(distances.columns);
                Self::Topsis(
                    from_ideal
                        .zip(from_anti_ideal)
                        .map(|(ideal, anti)| [ideal[along], dot(ideal, &squares), anti[along], dot(anti, &squares)])
                        .collect(),
                )
            }
        })
    }

    /// Weights at which the scores are drawn: the two ends of straight lines, or enough for curves.
    pub fn grid(&self) -> Vec<f64> {
        match self {
            Self::Linear(_) => vec![0.0, 1.0],
            Self::Topsis(_) => (0..=20).map(|step| f64::from(step) / 20.0).collect(),
        }
    }

    /// The score of a row at `t`.
    pub fn score(&self, row: usize, t: f64) -> f64 {
        match self {
            Self::Linear(rows) => t * rows[row][0] + (1.0 - t) * rows[row][1],
            Self::Topsis(rows) => {
                let [ideal_at, ideal_rest, anti_at, anti_rest] = rows[row];
                let (x, y) = (t * t, (1.0 - t) * (1.0 - t));
                closeness((x * ideal_at + y * ideal_rest).sqrt(), (x * anti_at + y * anti_rest).sqrt())
            }
        }
    }

    /// Where two rows draw level, ascending, at most two places; none where they are level throughout.
    ///
    /// Linear: t = −R/(D−R) with D and R the differences at the weight and at the rest. TOPSIS: d⁻ₐ/d⁺ₐ =
    /// d⁻ᵦ/d⁺ᵦ is a quadratic in u = (t/(1−t))².
    pub fn crossings(&self, a: usize, b: usize) -> [Option<f64>; 2] {
        match self {
            Self::Linear(rows) => {
                let [at, rest] = [rows[a][0] - rows[b][0], rows[a][1] - rows[b][1]];
                let crossing = -rest / (at - rest);
                [Some(crossing).filter(|t| (0.0..=1.0).contains(t)), None]
            }
            Self::Topsis(rows) => {
                let ([ai, ar, bi, br], [ci, cr, di, dr]) = (rows[a], rows[b]);
                let mut found = quadratic(bi * ci - di * ai, bi * cr + br * ci - di * ar - dr * ai, br * cr - dr * ar)
                    .map(|u| u.filter(|u| *u >= 0.0).map(|u| u.sqrt() / (1.0 + u.sqrt())));
                if found[0].is_none() || found[1].is_some_and(|second| Some(second) < found[0]) {
                    found.swap(0, 1);
                }
                found
            }
        }
    }

    /// The weights around `from` within which `a` stays level with `b` or ahead.
    pub fn ahead(&self, a: usize, b: usize, from: f64) -> (f64, f64) {
        let places: Vec<f64> = self.crossings(a, b).into_iter().flatten().collect();
        let behind = |t: f64| self.score(a, t) < self.score(b, t) - TOLERANCE;
        let after = |index: usize| f64::midpoint(places[index], places.get(index + 1).copied().unwrap_or(1.0));
        let before = |index: usize| f64::midpoint(places[index], if index > 0 { places[index - 1] } else { 0.0 });
        let high = (0..places.len()).find(|index| places[*index] >= from - TOLERANCE && behind(after(*index)));
        let low = (0..places.len()).rev().find(|index| places[*index] <= from + TOLERANCE && behind(before(*index)));
        (low.map_or(0.0, |index| places[index].min(from)), high.map_or(1.0, |index| places[index].max(from)))
    }
}

/// Real roots of αu² + βu + γ, without the loss of digits of the school formula.
fn quadratic(alpha: f64, beta: f64, gamma: f64) -> [Option<f64>; 2] {
    let finite = |root: f64| Some(root).filter(|root| root.is_finite());
    if alpha == 0.0 {
        return [finite(-gamma / beta), None];
    }
    let discriminant = beta * beta - 4.0 * alpha * gamma;
    if discriminant < 0.0 {
        return [None, None];
    }
    let half = -0.5 * (beta + discriminant.sqrt().copysign(beta));
    [finite(half / alpha), finite(gamma / half)]
}
