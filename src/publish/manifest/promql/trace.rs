//! Series that make a number what it is wanted to be, for the tests of alerts.

use super::selector::Selector;
use super::{Form, Reading, bucket};

/// A series in the notation of Prometheus' rule tests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// Its name and labels.
    pub name: String,
    /// Its samples, one an interval: `0+10x40` begins at 0 and grows by 10 forty times.
    pub values: String,
}

/// Events that happen within an interval.
const EVENTS: f64 = 1000.0;

/// Series of a number that is `before` for `samples` intervals and `after` for as many, in the unit of the thresholds;
/// nothing when no series can make it so, or the number is an expression of people's own.
pub fn series(reading: &Reading, before: f64, after: f64, samples: usize) -> Option<Vec<Series>> {
    let [before, after] = [before / reading.factor, after / reading.factor];
    let share = |level: f64| (0.0..=1.0).contains(&level).then_some(level * EVENTS);
    match &reading.form {
        Form::Gauge(gauge) => Some(vec![held(gauge, before, after, samples)]),
        Form::Share { part, whole } => {
            let bad = [share(before)?, share(after)?];
            // Under one name the events meant count among all of them, and the others make the rest.
            let rest = if part.is_of(whole) { bad.map(|bad| EVENTS - bad) } else { [EVENTS; 2] };
            let [part, whole] = [counted(part, bad, samples), counted(whole, rest, samples)];
            (part.name != whole.name).then(|| vec![part, whole])
        }
        Form::Quantile { histogram, quantile } => {
            // All events lie between two bounds, within which the quantile is taken on a line (histogram_quantile).
            let low = before / quantile;
            let high = low + (after - low) / quantile;
            if !(low > 0.0 && high > low && high.is_finite()) {
                return None;
            }
            let buckets = histogram.suffixed("_bucket");
            let of = |bound: &str, counts| counted(&buckets.clone().with("le", "=", bound), counts, samples);
            Some(vec![of(&low.to_string(), [EVENTS, 0.0]), of(&high.to_string(), [EVENTS; 2]), of("+Inf", [EVENTS; 2])])
        }
        Form::Slow { histogram, bound } => Some(vec![
            counted(&bucket(histogram, *bound), [EVENTS - share(before)?, EVENTS - share(after)?], samples),
            counted(&histogram.suffixed("_count"), [EVENTS; 2], samples),
        ]),
        Form::Expression(_) => None,
    }
}

/// Series that are there and say nothing for `samples` intervals: counters that stand still, a gauge that is no number.
/// Nothing for an expression of people's own.
pub fn idle(reading: &Reading, samples: usize) -> Option<Vec<Series>> {
    let still = |selector: &Selector| Series { name: selector.example(), values: format!("7+0x{}", samples - 1) };
    let standing = |selectors: Vec<Selector>| {
        let all: Vec<Series> = selectors.iter().map(still).collect();
        // One series cannot be given twice.
        all.iter()
            .enumerate()
            .all(|(place, one)| all[..place].iter().all(|other| other.name != one.name))
            .then_some(all)
    };
    match &reading.form {
        Form::Gauge(gauge) => {
            let values = vec!["NaN"; samples].join(" ");
            Some(vec![Series { name: gauge.example(), values }])
        }
        Form::Share { part, whole } => standing(vec![part.clone(), whole.clone()]),
        Form::Quantile { histogram, .. } => {
            let buckets = histogram.suffixed("_bucket");
            standing(vec![buckets.clone().with("le", "=", "1"), buckets.with("le", "=", "+Inf")])
        }
        Form::Slow { histogram, bound } => standing(vec![bucket(histogram, *bound), histogram.suffixed("_count")]),
        Form::Expression(_) => None,
    }
}

/// A gauge that holds one value, then the other.
fn held(selector: &Selector, before: f64, after: f64, samples: usize) -> Series {
    let values = format!("{before}+0x{samples} {after}+0x{}", samples - 1);
    Series { name: selector.example(), values }
}

/// A counter that grows by so much an interval, then by so much.
fn counted(selector: &Selector, [before, after]: [f64; 2], samples: usize) -> Series {
    let next = before * samples as f64 + after;
    let values = format!("0+{before}x{samples} {next}+{after}x{}", samples - 1);
    Series { name: selector.example(), values }
}
