//! A statistic with its interval, and what is needed to tell how many rows would decide.

use engine::normal::normal_quantile;
use engine::resample::{Bootstrap, Replicates};
use engine::select::{count_at_most, count_below, places, quantile, quantile_of_sorted, sort_range};
use engine::summary::{mean, standard_deviation, trend};

use crate::findings::{Estimate, IntervalMethod};
use crate::package::{Comparator, Id, Measure, Statistic};
use crate::telemetry::random::stream;
use crate::telemetry::statistics::{
    Interval, for_bootstrap, for_mean, for_quantile, for_rate, order_statistic_places, order_statistics, student_t,
    wilson,
};

use super::sample::Sample;

/// Fewer rows than this give a bootstrap nothing to resample: no interval is given.
pub const LEAST_RESAMPLED: usize = 8;

/// How intervals are had.
#[derive(Clone, Copy, Debug)]
pub struct Precision {
    /// Of every interval.
    pub confidence: f64,
    /// Of a bootstrap.
    pub resamples: u32,
    /// Of a bootstrap.
    pub seed: u32,
    /// Whether neighbouring rows depend on each other.
    pub ordered: bool,
}

/// An estimate before it is compared with thresholds.
#[derive(Clone, Debug, Default)]
pub struct Basis {
    /// Without `needed`.
    pub estimate: Estimate,
    shape: Shape,
}

/// What the interval's width depends on.
#[derive(Clone, Debug, Default)]
enum Shape {
    /// Nothing that could be told.
    #[default]
    Unknown,
    /// It has no width.
    Exact,
    /// The rate itself.
    Rate,
    /// The standard deviation.
    Mean { deviation: f64 },
    /// All values, in any order.
    Quantile { p: f64, values: Vec<f64> },
    /// Its present width.
    Resampled,
}

impl Basis {
    /// The same value where the rows are all there is: it is counted, and nothing is left to be estimated (a sampling
    /// fraction of 1; Cochran 1977, section 2.6).
    pub fn counted(self) -> Self {
        match self.estimate.value {
            Some(value) => exact(value, self.estimate),
            None => self,
        }
    }

    /// Rows in all at which the observed value would decide a gate; `None` when none would, or when it
    /// cannot be told from the rows at hand.
    pub fn needed(&self, comparator: Comparator, threshold: f64, confidence: f64) -> Option<u64> {
        let Estimate { value, low, high, n, .. } = &self.estimate;
        let value = (*value)?;
        match &self.shape {
            Shape::Unknown => None,
            Shape::Exact => Some(*n),
            Shape::Rate => for_rate(value, threshold, confidence),
            Shape::Mean { deviation } => for_mean(value, *deviation, threshold, confidence),
            Shape::Quantile { p, values } => {
                let beneath = match comparator {
                    Comparator::AtMost | Comparator::Above => count_at_most(values, threshold),
                    Comparator::Below | Comparator::AtLeast => count_below(values, threshold),
                };
                for_quantile(beneath as f64 / values.len() as f64, *p, confidence)
            }
            Shape::Resampled => {
                let half = if threshold > value { (*high)? - value } else { value - (*low)? };
                for_bootstrap(*n, half, (value - threshold).abs())
            }
        }
    }
}

/// The statistic of one alternative's sample.
pub fn of_statistic(measure: &Measure, alternative: &Id, sample: Sample, precision: Precision) -> Basis {
    let mut values = sample.values();
    let counts = counts(&sample, values.len());
    if values.is_empty() {
        return Basis { estimate: counts, shape: Shape::Unknown };
    }
    let Precision { confidence, ordered, .. } = precision;
    let statistic = measure.statistic;
    if statistic == Statistic::Count {
        return exact(values.len() as f64, counts);
    }
    // Resampling weeks in which it never happened only ever finds none: Wilson still knows how little
    // that says.
    if statistic == Statistic::Rate && (!ordered || is_unanimous(&values)) {
        return of_rate(&values, counts, confidence);
    }
    if !ordered {
        if statistic == Statistic::Mean {
            return of_mean(&values, counts, confidence);
        }
        if let Some(p) = probability(statistic) {
            return of_quantile(values, p, counts, confidence);
        }
    }
    let bootstrap = resampler(measure, alternative, precision);
    let (value, replicates) = match statistic {
        Statistic::StandardDeviation => (standard_deviation(&values), bootstrap.standard_deviation(&values)),
        Statistic::Trend => (trend(&sample.cells), bootstrap.trend(&sample.cells)),
        Statistic::Last => (values.last().copied(), Bootstrap::last(&sample.cells)),
        Statistic::Minimum => (values.iter().copied().min_by(f64::total_cmp), bootstrap.minimum(&values)),
        Statistic::Maximum => (values.iter().copied().max_by(f64::total_cmp), bootstrap.maximum(&values)),
        _ => match probability(statistic) {
            Some(p) => {
                let replicates = bootstrap.quantile(&values, p);
                (quantile(&mut values, p), replicates)
            }
            None => (mean(&values), bootstrap.mean(&values)),
        },
    };
    resampled(value, replicates, counts, confidence)
}

/// Whether all rows say the same.
fn is_unanimous(values: &[f64]) -> bool {
    values.windows(2).all(|pair| pair[0] == pair[1])
}

/// The mean of an alternative divided by the baseline's.
pub fn of_ratio(measure: &Measure, own: (&Id, Sample), base: (&Id, Sample), precision: Precision) -> Basis {
    let (values, base_values) = (own.1.values(), base.1.values());
    let mut counts = counts(&own.1, values.len());
    let ratio = mean(&values).zip(mean(&base_values)).map(|(own, base)| own / base);
    if base_values.len() < LEAST_RESAMPLED {
        return Basis { estimate: Estimate { value: finite(ratio), ..counts }, shape: Shape::Unknown };
    }
    let replicates = |alternative, values: &[f64]| resampler(measure, alternative, precision).mean(values);
    let replicates = replicates(own.0, &values).ratio(&replicates(base.0, &base_values));
    counts.n = values.len() as u64;
    resampled(ratio, replicates, counts, precision.confidence)
}

/// The baseline divided by itself.
pub fn of_itself(sample: Sample) -> Basis {
    let n = sample.values().len();
    let counts = counts(&sample, n);
    if n == 0 { Basis { estimate: counts, shape: Shape::Unknown } } else { exact(1.0, counts) }
}

fn counts(sample: &Sample, n: usize) -> Estimate {
    Estimate { n: n as u64, missing: (sample.cells.len() - n) as u64, ..Default::default() }
}

fn exact(value: f64, counts: Estimate) -> Basis {
    let (value, error) = (Some(value), Some(0.0));
    let estimate =
        Estimate { value, low: value, high: value, standard_error: error, interval: IntervalMethod::Exact, ..counts };
    Basis { estimate, shape: Shape::Exact }
}

fn of_rate(values: &[f64], counts: Estimate, confidence: f64) -> Basis {
    let successes = values.iter().filter(|value| **value > 0.0).count() as u64;
    let interval = wilson(successes, counts.n, confidence);
    // Half of Wilson's width, not √(p(1 − p)/n), which is 0 where nothing has happened yet.
    let error = width(interval).map(|width| width / (2.0 * two_sided(confidence)));
    let estimate = Estimate { value: mean(values), standard_error: error, ..counts };
    Basis { estimate: with(interval, IntervalMethod::Wilson, estimate), shape: Shape::Rate }
}

fn of_mean(values: &[f64], counts: Estimate, confidence: f64) -> Basis {
    let deviation = standard_deviation(values);
    let error = deviation.map(|deviation| deviation / libm::sqrt(values.len() as f64));
    let estimate = Estimate { value: finite(mean(values)), standard_error: finite(error), ..counts };
    Basis {
        estimate: with(student_t(values, confidence), IntervalMethod::StudentT, estimate),
        shape: deviation.map_or(Shape::Unknown, |deviation| Shape::Mean { deviation }),
    }
}

fn of_quantile(mut values: Vec<f64>, p: f64, counts: Estimate, confidence: f64) -> Basis {
    let n = values.len();
    // A standard error of the share beneath, to either side, read off as values (Woodruff 1952).
    let step = libm::sqrt(p * (1.0 - p) / n as f64);
    let (below, above) = (places(n, p - step), places(n, p + step));
    let bounds = order_statistic_places(n, p, confidence);
    sort_range(&mut values, below.start.min(bounds.start)..above.end.max(bounds.end));
    let ends = quantile_of_sorted(&values, p - step).zip(quantile_of_sorted(&values, p + step));
    let error = ends.filter(|_| n > 1).map(|(low, high)| 0.5 * (high - low));
    let value = quantile_of_sorted(&values, p);
    let estimate = Estimate { value, standard_error: error, ..counts };
    let interval = order_statistics(&values, p, confidence);
    Basis { estimate: with(interval, IntervalMethod::OrderStatistics, estimate), shape: Shape::Quantile { p, values } }
}

fn resampled(value: Option<f64>, replicates: Replicates, counts: Estimate, confidence: f64) -> Basis {
    let estimate = Estimate { value: finite(value), ..counts };
    let Some(value) = estimate.value.filter(|_| estimate.n >= LEAST_RESAMPLED as u64) else {
        return Basis { estimate, shape: Shape::Unknown };
    };
    let [low, high] = replicates.interval(confidence).map_or([None; 2], |ends| ends.map(Some));
    // A percentile interval may miss the value it is about; it never does once it reaches to it.
    let interval =
        Interval { low: finite(low).map(|low| low.min(value)), high: finite(high).map(|high| high.max(value)) };
    let estimate = Estimate { standard_error: finite(replicates.standard_error()), ..estimate };
    Basis { estimate: with(interval, IntervalMethod::BlockBootstrap, estimate), shape: Shape::Resampled }
}

fn with(interval: Interval, method: IntervalMethod, estimate: Estimate) -> Estimate {
    let (low, high) = (finite(interval.low), finite(interval.high));
    let method = if low.is_none() && high.is_none() { IntervalMethod::None } else { method };
    Estimate { low, high, interval: method, ..estimate }
}

fn resampler(measure: &Measure, alternative: &Id, precision: Precision) -> Bootstrap {
    let stream = stream(precision.seed, &["bootstrap", measure.id.as_str(), alternative.as_str()]);
    Bootstrap { resamples: precision.resamples, stream }
}

/// The probability of a quantile.
pub fn probability(statistic: Statistic) -> Option<f64> {
    match statistic {
        Statistic::Median => Some(0.50),
        Statistic::P90 => Some(0.90),
        Statistic::P95 => Some(0.95),
        Statistic::P99 => Some(0.99),
        _ => None,
    }
}

fn two_sided(confidence: f64) -> f64 {
    normal_quantile(0.5 + 0.5 * confidence)
}

fn width(interval: Interval) -> Option<f64> {
    Some(interval.high? - interval.low?)
}

/// Overflow has no value.
fn finite(value: Option<f64>) -> Option<f64> {
    value.filter(|value| value.is_finite())
}
