//! Sizing: how many accelerators a traffic needs, by requests and by tokens.
//!
//! A limit in requests holds for requests as long as those of the load test. Work grows with tokens, so
//! sizing by tokens stays right when requests grow longer; sizing by requests does not notice.

use super::SECONDS;
use crate::findings::{SizingQuantity, SizingRow};
use crate::package::cost::{Assumption, Serving, ServingCost};

/// The traffic of an alternative that serves a model.
#[derive(Clone, Copy, Debug)]
pub struct Traffic {
    /// Requests a month.
    pub requests: f64,
    /// Tokens read and written for one request.
    pub tokens: f64,
    /// Tokens of one request at the upper end of the assumptions.
    pub most_tokens: f64,
    /// The peak as a multiple of the mean.
    pub peak: Option<f64>,
}

impl Traffic {
    /// The traffic assumed, if requests and their tokens are.
    pub fn of(cost: &ServingCost) -> Option<Self> {
        if cost.serving == Serving::NoModel {
            return None;
        }
        let most = |assumption: &Assumption, value: f64| {
            assumption.high.filter(|high| high.is_finite() && *high > value).unwrap_or(value)
        };
        let requests = at_least_zero(&cost.requests)?;
        let (read, written) = (at_least_zero(&cost.input_tokens)?, at_least_zero(&cost.output_tokens)?);
        Some(Self {
            requests,
            tokens: read + written,
            most_tokens: most(&cost.input_tokens, read) + most(&cost.output_tokens, written),
            peak: at_least_zero(&cost.peak_factor).filter(|peak| *peak > 0.0),
        })
    }

    /// Requests in a second, on the mean of the month.
    pub fn requests_per_second(&self) -> f64 {
        self.requests / SECONDS
    }

    /// Tokens in a second, on the mean of the month.
    pub fn tokens_per_second(&self) -> f64 {
        self.requests_per_second() * self.tokens
    }

    /// At the peak, or at the mean when no peak is assumed.
    pub fn at_peak(&self, mean: f64) -> f64 {
        mean * self.peak.unwrap_or(1.0)
    }
}

/// Whole accelerators for a rate of which each handles `each` when busy.
pub fn accelerators(rate: f64, each: f64) -> f64 {
    // A quotient that is whole but for rounding asks for no further accelerator.
    libm::ceil(rate / each * (1.0 - 1e-12))
}

/// The worked table of an alternative's sizing, as far as its assumptions reach.
pub fn size(cost: &ServingCost) -> Vec<SizingRow> {
    let Some(traffic) = Traffic::of(cost) else { return Vec::new() };
    let row = |quantity, mean: f64| SizingRow { quantity, mean, peak: traffic.peak.map(|peak| peak * mean) };
    let mut rows = vec![
        row(SizingQuantity::Requests, traffic.requests_per_second()),
        row(SizingQuantity::Tokens, traffic.tokens_per_second()),
    ];
    if cost.serving == Serving::Accelerators {
        let above_zero = |assumption: &Assumption| at_least_zero(assumption).filter(|value| *value > 0.0);
        rows.extend(
            above_zero(&cost.requests_per_second).map(|each| {
                whole(&traffic, SizingQuantity::AcceleratorsByRequests, traffic.requests_per_second(), each)
            }),
        );
        if let Some(each) = above_zero(&cost.tokens_per_second) {
            rows.extend(by_tokens(&traffic, each));
        }
    }
    rows
}

/// Whole accelerators for a rate of which each handles `each` when busy.
fn whole(traffic: &Traffic, quantity: SizingQuantity, rate: f64, each: f64) -> SizingRow {
    SizingRow {
        quantity,
        mean: accelerators(rate, each),
        peak: traffic.peak.map(|peak| accelerators(peak * rate, each)),
    }
}

/// Accelerators of which each handles so many tokens in a second, and how busy they would be.
fn by_tokens(traffic: &Traffic, each: f64) -> Vec<SizingRow> {
    let rate = traffic.tokens_per_second();
    let mut rows = vec![whole(traffic, SizingQuantity::AcceleratorsByTokens, rate, each)];
    if traffic.most_tokens > traffic.tokens {
        let most = traffic.requests_per_second() * traffic.most_tokens;
        rows.push(whole(traffic, SizingQuantity::AcceleratorsAtLongest, most, each));
    }
    if rate > 0.0 {
        let busy = |at: f64| rate / (accelerators(at, each) * each);
        let peak = traffic.peak.map(|peak| busy(peak * rate));
        rows.push(SizingRow { quantity: SizingQuantity::Utilisation, mean: busy(rate), peak });
    }
    rows
}

fn at_least_zero(assumption: &Assumption) -> Option<f64> {
    assumption.value.filter(|value| value.is_finite() && *value >= 0.0)
}
