//! What a monitor sees at each look: the statistic of the rows within its window.

use engine::select::quantile;
use engine::summary::{mean, standard_deviation, trend};

use crate::analysis::estimate::basis::probability;
use crate::analysis::estimate::sample::Timed;
use crate::order;
use crate::package::Statistic;

/// Looks within one window, where rows stand close enough: a value is never older than this share of the window.
const LOOKS_A_WINDOW: f64 = 12.0;

/// The most looks at one monitor.
const MOST_LOOKS: f64 = 20_000.0;

/// When a monitor looks, and how far back; all in milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Pace {
    /// The first look, at the first row.
    pub first: f64,
    /// The last one, at the last row.
    pub last: f64,
    /// From one look to the next; 0 when there is only one.
    pub step: f64,
}

impl Pace {
    /// A look at the usual distance between rows, but not more than twelve within the shortest `window` and 20,000 in
    /// all. The usual distance is the median one between neighbouring times that differ. Nothing of no rows.
    pub fn of(times: &[f64], window: f64) -> Option<Self> {
        let (first, last) = (*times.first()?, *times.last()?);
        let mut gaps: Vec<f64> = times.windows(2).map(|pair| pair[1] - pair[0]).filter(|gap| *gap > 0.0).collect();
        order::sort(&mut gaps, f64::total_cmp);
        let usual = gaps.get(gaps.len().saturating_sub(1) / 2).copied().unwrap_or_default();
        let least = (window / LOOKS_A_WINDOW).max((last - first) / MOST_LOOKS);
        Some(Self { first, last, step: if gaps.is_empty() { 0.0 } else { usual.max(least) } })
    }

    /// How far a look reaches back over a window of `length`: at least to the look before it, so that no row is skipped.
    pub fn reach(&self, length: f64) -> f64 {
        length.max(self.step)
    }

    /// Every look. The last one comes at the last row, even where that is less than a step from the one before.
    pub fn looks(&self) -> impl Iterator<Item = f64> + use<> {
        let Self { first, last, step } = *self;
        let whole = if step > 0.0 { libm::floor((last - first) / step) as usize } else { 0 };
        let regular = (0..=whole).map(move |place| first + place as f64 * step);
        let end = first + whole as f64 * step;
        regular.chain((end < last).then_some(last))
    }
}

/// The statistic of the rows after `at - reach` up to `at`, for every look; nothing where no row there has a value, or
/// where it has none that is finite.
pub fn values(
    rows: &Timed,
    baseline: Option<&Timed>,
    statistic: Statistic,
    pace: &Pace,
    reach: f64,
) -> Vec<Option<f64>> {
    let mut own = Window::new(rows, reach);
    let mut base = baseline.map(|baseline| Window::new(baseline, reach));
    let look = |at: f64| {
        let cells = own.at(at);
        let value = match (statistic, &mut base) {
            (Statistic::RatioToBaseline, Some(base)) => {
                present_mean(cells).zip(present_mean(base.at(at))).map(|(own, base)| own / base)
            }
            (Statistic::RatioToBaseline, None) => present_mean(cells).map(|_| 1.0),
            _ => value(statistic, cells),
        };
        value.filter(|value| value.is_finite())
    };
    pace.looks().map(look).collect()
}

fn present(cells: &[f64]) -> Vec<f64> {
    cells.iter().copied().filter(|cell| !cell.is_nan()).collect()
}

fn present_mean(cells: &[f64]) -> Option<f64> {
    mean(&present(cells))
}

fn value(statistic: Statistic, cells: &[f64]) -> Option<f64> {
    let mut values = present(cells);
    if values.is_empty() {
        return None;
    }
    match statistic {
        Statistic::Count => Some(values.len() as f64),
        Statistic::StandardDeviation => standard_deviation(&values),
        Statistic::Trend => trend(cells),
        Statistic::Last => values.last().copied(),
        Statistic::Minimum => values.into_iter().min_by(f64::total_cmp),
        Statistic::Maximum => values.into_iter().max_by(f64::total_cmp),
        _ => match probability(statistic) {
            Some(p) => quantile(&mut values, p),
            None => mean(&values),
        },
    }
}

/// Rows within a window that only moves on.
struct Window<'a> {
    rows: &'a Timed,
    reach: f64,
    begin: usize,
    end: usize,
}

impl<'a> Window<'a> {
    fn new(rows: &'a Timed, reach: f64) -> Self {
        Self { rows, reach, begin: 0, end: 0 }
    }

    /// The cells after `at - reach` up to `at`; no earlier moment may be asked for afterwards.
    fn at(&mut self, at: f64) -> &'a [f64] {
        let Timed { times, cells, .. } = self.rows;
        while times.get(self.end).is_some_and(|time| *time <= at) {
            self.end += 1;
        }
        // Where the window holds no more than what lies between two looks, each row is seen once.
        while self.begin < self.end && times[self.begin] <= at - self.reach {
            self.begin += 1;
        }
        &cells[self.begin..self.end]
    }
}

/// Sums from the first row to each: shares over long windows in as much time as over short ones.
pub struct Sums<'a> {
    rows: &'a Timed,
    sums: Vec<f64>,
    counts: Vec<usize>,
}

impl<'a> Sums<'a> {
    /// Adds up. What is missing adds nothing.
    pub fn new(rows: &'a Timed) -> Self {
        let (mut sums, mut counts) = (vec![0.0], vec![0]);
        let (mut sum, mut count) = (0.0, 0);
        for cell in &rows.cells {
            if !cell.is_nan() {
                sum += cell;
                count += 1;
            }
            sums.push(sum);
            counts.push(count);
        }
        Self { rows, sums, counts }
    }

    /// The mean of the rows after `at - reach` up to `at`, for every look; nothing where no row has a value.
    pub fn means(&self, pace: &Pace, reach: f64) -> Vec<Option<f64>> {
        let times = &self.rows.times;
        let (mut begin, mut end) = (0, 0);
        let look = |at: f64| {
            while times.get(end).is_some_and(|time| *time <= at) {
                end += 1;
            }
            while begin < end && times[begin] <= at - reach {
                begin += 1;
            }
            let count = self.counts[end] - self.counts[begin];
            (count > 0).then(|| (self.sums[end] - self.sums[begin]) / count as f64)
        };
        pace.looks().map(look).collect()
    }
}
