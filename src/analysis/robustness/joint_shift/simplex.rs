//! Small linear programmes by the dual simplex method (Lemke 1954), in exact order of operations, so that they give
//! the same bits everywhere.

/// What is less than this is left of rounding.
const ROUNDING: f64 = 1e-12;

/// Entries of the tableau smaller than this are no pivots.
const LEAST_PIVOT: f64 = 1e-11;

/// So many pivots are chosen for the greatest step; those after it, so that no cycle can last, by Bland's rule (1977).
const GREATEST_STEPS: usize = 200;

/// More pivots than this mean that rounding leads in circles.
const MOST_PIVOTS: usize = 5_000;

/// Minimise costs · x over x ≥ 0 with row · x ≤ bound for every row. No cost is negative, so that x = 0 is the best
/// but for the rows it breaks.
pub(super) struct Programme {
    /// Of each variable that is 0, what one more of it costs.
    costs: Vec<f64>,
    /// Row by row: what a variable that is 0 takes of the one that is not, and at last how much of that there is.
    tableau: Vec<Vec<f64>>,
    /// The variable of each column; those of rows, their slack, are numbered after the given ones.
    columns: Vec<usize>,
    /// The variable of each row.
    rows: Vec<usize>,
}

impl Programme {
    /// Without any row.
    pub fn new(costs: Vec<f64>) -> Self {
        let columns = (0..costs.len()).collect();
        Self { costs, tableau: Vec::new(), columns, rows: Vec::new() }
    }

    /// Adds a row before the programme is solved.
    pub fn at_most(&mut self, row: impl Iterator<Item = f64>, bound: f64) {
        self.rows.push(self.columns.len() + self.rows.len());
        self.tableau.push(row.chain([bound]).collect());
    }

    /// The best x; absent when there is none.
    pub fn solve(mut self) -> Option<Vec<f64>> {
        let count = self.columns.len();
        for step in 0..MOST_PIVOTS {
            let cautious = step >= GREATEST_STEPS;
            let Some(row) = self.broken_row(cautious) else { return Some(self.values(count)) };
            let column = self.cheapest_column(row, cautious)?;
            self.pivot(row, column);
        }
        None
    }

    /// A row that is broken: the worst one, or cautiously the one of the first variable.
    fn broken_row(&self, cautious: bool) -> Option<usize> {
        let lacks = |row: &usize| self.tableau[*row][self.columns.len()];
        let broken = (0..self.rows.len()).filter(|row| lacks(row) < -ROUNDING);
        if cautious {
            broken.min_by_key(|row| self.rows[*row])
        } else {
            broken.min_by(|one, other| lacks(one).total_cmp(&lacks(other)))
        }
    }

    /// The column that mends a row at the least cost; absent when none does.
    fn cheapest_column(&self, row: usize, cautious: bool) -> Option<usize> {
        let cells = &self.tableau[row];
        let mut best: Option<(f64, usize)> = None;
        for column in (0..self.columns.len()).filter(|column| cells[*column] < -LEAST_PIVOT) {
            let ratio = self.costs[column] / -cells[column];
            let better = best.is_none_or(|(least, chosen)| {
                let preferred = match cautious {
                    true => self.columns[column] < self.columns[chosen],
                    false => cells[column] < cells[chosen],
                };
                ratio < least - ROUNDING || (ratio < least + ROUNDING && preferred)
            });
            if better {
                best = Some((ratio, column));
            }
        }
        best.map(|(_, column)| column)
    }

    /// Lets the variables of a row and a column change places.
    fn pivot(&mut self, row: usize, column: usize) {
        let pivot = self.tableau[row][column];
        let mut own = std::mem::take(&mut self.tableau[row]);
        own.iter_mut().for_each(|cell| *cell /= pivot);
        own[column] = 1.0 / pivot;
        for cells in self.tableau.iter_mut().filter(|cells| !cells.is_empty()) {
            let factor = std::mem::replace(&mut cells[column], 0.0);
            if factor != 0.0 {
                cells.iter_mut().zip(&own).for_each(|(cell, own)| *cell -= factor * own);
            }
        }
        let factor = std::mem::replace(&mut self.costs[column], 0.0);
        self.costs.iter_mut().zip(&own).for_each(|(cost, own)| *cost = (*cost - factor * own).max(0.0));
        self.costs[column] = (-factor * own[column]).max(0.0);
        self.tableau[row] = own;
        std::mem::swap(&mut self.rows[row], &mut self.columns[column]);
    }

    fn values(&self, count: usize) -> Vec<f64> {
        let mut values = vec![0.0; count];
        for (variable, cells) in self.rows.iter().zip(&self.tableau) {
            if let Some(value) = values.get_mut(*variable) {
                *value = cells[self.columns.len()].max(0.0);
            }
        }
        values
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn solve(costs: &[f64], rows: &[(&[f64], f64)]) -> Option<Vec<f64>> {
        let mut programme = Programme::new(costs.to_vec());
        rows.iter().for_each(|(row, bound)| programme.at_most(row.iter().copied(), *bound));
        programme.solve()
    }

    #[test]
    fn what_breaks_no_row_costs_nothing() {
        assert_eq!(solve(&[1.0, 2.0], &[(&[1.0, 1.0], 3.0)]), Some(vec![0.0, 0.0]));
        assert_eq!(solve(&[1.0], &[]), Some(vec![0.0]));
    }

    #[test]
    fn the_cheapest_corner_is_found() {
        // x + y ≥ 4, x ≤ 3: as much as may be of the cheaper one.
        assert_eq!(solve(&[1.0, 2.0], &[(&[-1.0, -1.0], -4.0), (&[1.0, 0.0], 3.0)]), Some(vec![3.0, 1.0]));
        // x − y = 1 as two rows, 2x + y ≥ 5.
        let found = solve(&[1.0, 1.0], &[(&[1.0, -1.0], 1.0), (&[-1.0, 1.0], -1.0), (&[-2.0, -1.0], -5.0)]).unwrap();
        assert!((found[0] - 2.0).abs() < 1e-15 && (found[1] - 1.0).abs() < 1e-15, "{found:?}");
    }

    #[test]
    fn rows_that_contradict_each_other_have_no_solution() {
        assert_eq!(solve(&[1.0], &[(&[-1.0], -2.0), (&[1.0], 1.0)]), None);
        assert_eq!(solve(&[1.0], &[(&[0.0], -1.0)]), None);
    }
}
