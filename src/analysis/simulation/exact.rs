//! What follows without chance, where every look of a check is judged by a limit.

use engine::rollout::{Event, Rollout, Sight};

/// A look's probabilities to pass and to pass or be inconclusive.
pub type Limits = (f64, f64);

/// The looks of one check in one stage of a rollout, the stage counted from 0; absent when one of them is not judged by
/// a limit. Errors count for nothing and are left out.
pub fn looks(rollout: &Rollout, stage: usize, check: usize) -> Option<Vec<Limits>> {
    let mut place = 0;
    let mut found = Vec::new();
    for event in &rollout.events {
        match event {
            Event::Stage => place += 1,
            Event::Look(look) if place == stage + 1 && look.check == check => match look.sight {
                Sight::Limits { passes, fails } => found.push((passes, fails)),
                Sight::Nothing => {}
                _ => return None,
            },
            Event::Look(_) => {}
        }
    }
    Some(found)
}

/// How many looks of a check have failed and been inconclusive in a stage so far, as probabilities.
pub struct Counting {
    rows: usize,
    columns: usize,
    state: Vec<f64>,
}

impl Counting {
    /// A check that may have so many failed and inconclusive looks, at the beginning of a stage.
    pub fn new(failures: u32, inconclusive: u32) -> Self {
        // Neither count can pass what a stage has of looks; a limit beyond that is never reached.
        const MOST: u32 = 200;
        let (rows, columns) = (failures.min(MOST) as usize + 1, inconclusive.min(MOST) as usize + 1);
        let mut state = vec![0.0; rows * columns];
        state[0] = 1.0;
        Self { rows, columns, state }
    }

    /// Begins a stage.
    pub fn begin(&mut self) {
        self.state.fill(0.0);
        self.state[0] = 1.0;
    }

    /// Probability that no look has ended the stage.
    pub fn going(&self) -> f64 {
        self.state.iter().sum()
    }

    /// The probabilities that the next look is reached and rolls back, or holds.
    pub fn look(&mut self, (passes, fails): Limits) -> (f64, f64) {
        let (pass, fail, neither) = (passes, 1.0 - fails, fails - passes);
        let (mut gone, mut held) = (0.0, 0.0);
        for row in (0..self.rows).rev() {
            for column in (0..self.columns).rev() {
                let place = row * self.columns + column;
                let here = self.state[place];
                if here == 0.0 {
                    continue;
                }
                self.state[place] = here * pass;
                match row + 1 < self.rows {
                    true => self.state[place + self.columns] += here * fail,
                    false => gone += here * fail,
                }
                match column + 1 < self.columns {
                    true => self.state[place + 1] += here * neither,
                    false => held += here * neither,
                }
            }
        }
        (gone, held)
    }
}

/// Probability that more looks fail than `failures` before more than `inconclusive` are inconclusive.
pub fn rolled_back(looks: impl IntoIterator<Item = Limits>, failures: u32, inconclusive: u32) -> f64 {
    let mut counting = Counting::new(failures, inconclusive);
    looks.into_iter().map(|look| counting.look(look).0).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(count: usize, pass: f64, fail: f64) -> impl Iterator<Item = Limits> {
        std::iter::repeat_n((pass, 1.0 - fail), count)
    }

    #[test]
    fn twelve_checks_that_each_fail_one_time_in_twenty() {
        for (limit, expected) in [(0, 0.459_640), (1, 0.118_360), (2, 0.019_568)] {
            assert!((rolled_back(alike(12, 0.95, 0.05), limit, 0) - expected).abs() < 5e-7);
        }
    }

    #[test]
    fn what_holds_first_is_not_rolled_back() {
        assert_eq!(rolled_back(alike(3, 0.0, 0.0), 0, 5), 0.0);
        // The first look that does not pass decides: failing is as likely as not.
        assert!((rolled_back(alike(200, 0.8, 0.1), 0, 0) - 0.5).abs() < 1e-9);
        assert_eq!(rolled_back(alike(0, 0.5, 0.5), 0, 0), 0.0);
    }
}
