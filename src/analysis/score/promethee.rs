//! PROMETHEE II: net outranking flows (Brans 1986; Brans & Vincke 1985).

use crate::{
    analysis::matrix::DecisionMatrix,
    package::criterion::{Direction, PreferenceFunction},
};

/// The preference, 0 to 1, that a difference `d` on the good side gives.
///
/// A threshold below zero, or that is not a number, counts as zero; `p` below `q` counts as `q`.
pub fn preference(function: &PreferenceFunction, d: f64) -> f64 {
    if d <= 0.0 {
        return 0.0;
    }
    match *function {
        PreferenceFunction::Usual => 1.0,
        PreferenceFunction::U { q } => f64::from(u8::from(d > threshold(q))),
        PreferenceFunction::V { p } => {
            let p = threshold(p);
            if d > p { 1.0 } else { d / p }
        }
        PreferenceFunction::Level { q, p } => {
            let (q, p) = thresholds(q, p);
            if d > p {
                1.0
            } else if d > q {
                0.5
            } else {
                0.0
            }
        }
        PreferenceFunction::VIndifference { q, p } => {
            let (q, p) = thresholds(q, p);
            if d > p {
                1.0
            } else if d > q {
                (d - q) / (p - q)
            } else {
                0.0
            }
        }
        PreferenceFunction::Gaussian { s } => {
            let s = threshold(s);
            // The square of a very small one is nothing.
            if s * s > 0.0 { 1.0 - libm::exp(-(d * d) / (2.0 * s * s)) } else { 1.0 }
        }
    }
}

/// Unicriterion net flows, row by row: φⱼ(a) = 1/(n−1) Σₓ [Pⱼ(a,x) − Pⱼ(x,a)]. The net flow under any
/// weights is Σⱼ wⱼ φⱼ. All zero with fewer than two rows.
pub fn flows(matrix: &DecisionMatrix) -> Vec<f64> {
    let columns = matrix.columns();
    let mut flows = vec![0.0; matrix.values.len()];
    let mut work = Workspace::default();
    for column in 0..columns {
        let values: Vec<f64> = matrix.column(column).collect();
        let criterion = &matrix.criteria[column];
        let found = work.column_flows(&values, criterion.direction, &criterion.preference);
        for (row, flow) in found.iter().enumerate() {
            flows[row * columns + column] = *flow;
        }
    }
    flows
}

/// Memory for the flows of one column after another.
#[derive(Clone, Debug, Default)]
pub struct Workspace {
    order: Vec<usize>,
    sorted: Vec<f64>,
    sums: Vec<f64>,
    flows: Vec<f64>,
}

impl Workspace {
    /// The unicriterion net flows of one column's values, by row.
    ///
    /// Sorted, every preference function but the Gaussian needs only to know how many values lie within
    /// each threshold of a value, and their sum: O(n log n). The Gaussian is O(n²).
    pub fn column_flows(&mut self, values: &[f64], direction: Direction, function: &PreferenceFunction) -> &[f64] {
        let count = values.len();
        self.flows.clear();
        self.flows.resize(count, 0.0);
        if count < 2 {
            return &self.flows;
        }
        let sign = if direction == Direction::Max { 1.0 } else { -1.0 };
        self.order.clear();
        self.order.extend(0..count);
        self.order.sort_unstable_by(|a, b| (sign * values[*a]).total_cmp(&(sign * values[*b])));
        self.sorted.clear();
        self.sorted.extend(self.order.iter().map(|row| sign * values[*row]));
        let scale = 1.0 / (count - 1) as f64;
        match *function {
            PreferenceFunction::Usual => self.steps(&[(0.0, 1.0)]),
            PreferenceFunction::U { q } => self.steps(&[(threshold(q), 1.0)]),
            PreferenceFunction::V { p } => self.ramp(0.0, threshold(p)),
            PreferenceFunction::Level { q, p } => {
                let (q, p) = thresholds(q, p);
                self.steps(&[(q, 0.5), (p, 0.5)]);
            }
            PreferenceFunction::VIndifference { q, p } => {
                let (q, p) = thresholds(q, p);
                self.ramp(q, p);
            }
            PreferenceFunction::Gaussian { .. } => self.pairs(function),
        }
        self.flows.iter_mut().for_each(|flow| *flow *= scale);
        &self.flows
    }

    /// A preference that rises by a height where the difference passes each threshold.
    fn steps(&mut self, steps: &[(f64, f64)]) {
        let count = self.sorted.len();
        for &(at, height) in steps {
            let (mut below, mut above) = (0, 0);
            for place in 0..count {
                let value = self.sorted[place];
                while below < count && value - self.sorted[below] > at {
                    below += 1;
                }
                while above < count && self.sorted[above] - value <= at {
                    above += 1;
                }
                self.flows[self.order[place]] += height * (below as f64 - (count - above) as f64);
            }
        }
    }

    /// A preference that rises in a line from 0 at `q` to 1 at `p`.
    fn ramp(&mut self, q: f64, p: f64) {
        if p <= q {
            return self.steps(&[(q, 1.0)]);
        }
        let count = self.sorted.len();
        // Sums are taken above the least value, so that far from zero no digits are lost.
        let least = self.sorted[0];
        self.sums.clear();
        self.sums.push(0.0);
        let mut sum = 0.0;
        for value in &self.sorted {
            sum += value - least;
            self.sums.push(sum);
        }
        // Values in [far_below, near_below) lie between q and p under the value; likewise above.
        let (mut far_below, mut near_below, mut near_above, mut far_above) = (0, 0, 0, 0);
        for place in 0..count {
            let value = self.sorted[place];
            while far_below < count && value - self.sorted[far_below] > p {
                far_below += 1;
            }
            while near_below < count && value - self.sorted[near_below] > q {
                near_below += 1;
            }
            while near_above < count && self.sorted[near_above] - value <= q {
                near_above += 1;
            }
            while far_above < count && self.sorted[far_above] - value <= p {
                far_above += 1;
            }
            let (under, over) = ((near_below - far_below) as f64, (far_above - near_above) as f64);
            let under_sum = self.sums[near_below] - self.sums[far_below];
            let over_sum = self.sums[far_above] - self.sums[near_above];
            let gained = far_below as f64 + (under * (value - least - q) - under_sum) / (p - q);
            let lost = (count - far_above) as f64 + (over_sum - over * (value - least + q)) / (p - q);
            self.flows[self.order[place]] += gained - lost;
        }
    }

    fn pairs(&mut self, function: &PreferenceFunction) {
        for upper in 1..self.sorted.len() {
            for lower in 0..upper {
                let preference = preference(function, self.sorted[upper] - self.sorted[lower]);
                self.flows[self.order[upper]] += preference;
                self.flows[self.order[lower]] -= preference;
            }
        }
    }
}

fn threshold(value: f64) -> f64 {
    if value.is_nan() { 0.0 } else { value.max(0.0) }
}

fn thresholds(q: f64, p: f64) -> (f64, f64) {
    let q = threshold(q);
    (q, threshold(p).max(q))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn by_pairs(values: &[f64], direction: Direction, function: &PreferenceFunction) -> Vec<f64> {
        let sign = if direction == Direction::Max { 1.0 } else { -1.0 };
        values
            .iter()
            .map(|a| {
                let flow: f64 = values
                    .iter()
                    .map(|x| preference(function, sign * (a - x)) - preference(function, sign * (x - a)))
                    .sum();
                flow / (values.len() - 1) as f64
            })
            .collect()
    }

    fn function() -> impl Strategy<Value = PreferenceFunction> {
        (0..6, -1.0..4.0, 0.0..8.0).prop_map(|(kind, q, p)| match kind {
            0 => PreferenceFunction::Usual,
            1 => PreferenceFunction::U { q },
            2 => PreferenceFunction::V { p },
            3 => PreferenceFunction::Level { q, p },
            4 => PreferenceFunction::VIndifference { q, p },
            _ => PreferenceFunction::Gaussian { s: q },
        })
    }

    proptest! {
        #[test]
        fn sorted_flows_are_the_flows_of_all_pairs(
            mut values in proptest::collection::vec(-5.0..5.0_f64, 2..40),
            coarse in any::<bool>(),
            far in any::<bool>(),
            less in any::<bool>(),
            function in function(),
        ) {
            if coarse {
                values.iter_mut().for_each(|value| *value = libm::round(*value));
            }
            if far {
                values.iter_mut().for_each(|value| *value += 1e6);
            }
            let direction = if less { Direction::Min } else { Direction::Max };
            let found = Workspace::default().column_flows(&values, direction, &function).to_vec();
            for (found, expected) in found.iter().zip(by_pairs(&values, direction, &function)) {
                prop_assert!((found - expected).abs() < 1e-9, "{found} instead of {expected}");
            }
        }
    }

    #[test]
    fn thresholds_belong_to_the_lower_step() {
        let check = |function: PreferenceFunction, expected: [f64; 4]| {
            let found = [1.0, 2.0, 4.0, 5.0].map(|d| preference(&function, d));
            assert_eq!(found, expected, "{function:?}");
        };
        check(PreferenceFunction::Usual, [1.0; 4]);
        check(PreferenceFunction::U { q: 2.0 }, [0.0, 0.0, 1.0, 1.0]);
        check(PreferenceFunction::V { p: 4.0 }, [0.25, 0.5, 1.0, 1.0]);
        check(PreferenceFunction::Level { q: 1.0, p: 4.0 }, [0.0, 0.5, 0.5, 1.0]);
        check(PreferenceFunction::VIndifference { q: 1.0, p: 5.0 }, [0.0, 0.25, 0.75, 1.0]);
        check(PreferenceFunction::Gaussian { s: 0.0 }, [1.0; 4]);
    }
}
