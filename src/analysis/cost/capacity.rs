//! Sizing: how many accelerators a traffic needs, by requests and by tokens.
//!
//! A limit in requests holds for requests as long as those of the load test. Work grows with tokens, so
//! sizing by tokens stays right when requests grow longer; sizing by requests does not notice.

use super::monthly::seconds_a_month;
use super::sentence;
use crate::analysis::figure::number;
use crate::findings::{Capacity, CapacityRow};
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

/// What one accelerator handles when busy.
#[derive(Clone, Copy, Debug)]
pub struct Throughput {
    /// Tokens in a second.
    pub tokens: Option<f64>,
    /// Requests in a second in its load test.
    pub requests: Option<f64>,
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
        self.requests / seconds_a_month()
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
pub fn size(cost: &ServingCost) -> Option<Capacity> {
    let traffic = Traffic::of(cost)?;
    let mut rows = traffic_rows(&traffic);
    if cost.serving != Serving::Accelerators {
        return Some(Capacity { rows, sentence: sentence::limits(&traffic) });
    }
    let above_zero = |assumption: &Assumption| at_least_zero(assumption).filter(|value| *value > 0.0);
    let throughput =
        Throughput { tokens: above_zero(&cost.tokens_per_second), requests: above_zero(&cost.requests_per_second) };
    rows.extend(accelerator_rows(&traffic, throughput));
    let mut said = sentence::sizing(&traffic, throughput);
    if let (Some(each), Some(assumed)) = (throughput.tokens, above_zero(&cost.utilisation)) {
        said += &sentence::idle(&traffic, each, assumed);
    }
    Some(Capacity { rows, sentence: said })
}

fn traffic_rows(traffic: &Traffic) -> Vec<CapacityRow> {
    let row = |name: &str, formula: String, unit: &str, mean: f64| CapacityRow {
        name: name.to_owned(),
        formula,
        unit: unit.to_owned(),
        mean,
        peak: traffic.peak.map(|peak| peak * mean),
    };
    let (requests, tokens) = (traffic.requests_per_second(), traffic.tokens_per_second());
    vec![
        row(
            "Requests",
            format!("{} a month ÷ {} s", number(traffic.requests), number(seconds_a_month())),
            "requests/s",
            requests,
        ),
        row(
            "Tokens",
            format!("{} requests/s × {} tokens", number(requests), number(traffic.tokens)),
            "tokens/s",
            tokens,
        ),
    ]
}

fn accelerator_rows(traffic: &Traffic, throughput: Throughput) -> Vec<CapacityRow> {
    let row = |name: &str, rate: f64, each: f64, unit: &str| CapacityRow {
        name: name.to_owned(),
        formula: format!("{} {unit} ÷ {} {unit}, rounded up", number(rate), number(each)),
        unit: String::new(),
        mean: accelerators(rate, each),
        peak: traffic.peak.map(|peak| accelerators(peak * rate, each)),
    };
    let mut rows = Vec::new();
    if let Some(each) = throughput.requests {
        rows.push(row("Accelerators by requests", traffic.requests_per_second(), each, "requests/s"));
    }
    if let Some(each) = throughput.tokens {
        rows.push(row("Accelerators by tokens", traffic.tokens_per_second(), each, "tokens/s"));
        if traffic.most_tokens > traffic.tokens {
            let most = traffic.requests_per_second() * traffic.most_tokens;
            rows.push(row("Accelerators by tokens, requests at their longest", most, each, "tokens/s"));
        }
        rows.extend(utilisation_row(traffic, each));
    }
    rows
}

/// How busy accelerators by tokens would be if as many ran all month.
fn utilisation_row(traffic: &Traffic, each: f64) -> Option<CapacityRow> {
    let rate = traffic.tokens_per_second();
    let percent = |at: f64| 100.0 * rate / (accelerators(at, each) * each);
    (rate > 0.0).then(|| CapacityRow {
        name: "Utilisation when they run all month".to_owned(),
        formula: format!("{} tokens/s ÷ (accelerators × {} tokens/s)", number(rate), number(each)),
        unit: "%".to_owned(),
        mean: percent(rate),
        peak: traffic.peak.map(|peak| percent(peak * rate)),
    })
}

fn at_least_zero(assumption: &Assumption) -> Option<f64> {
    assumption.value.filter(|value| value.is_finite() && *value >= 0.0)
}
