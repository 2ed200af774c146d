//! A cost model whose numbers can be worked out by hand.

use crate::analysis::fixture;
use crate::package::cost::{Assumption, Serving, ServingCost};
use crate::package::{Id, Package};

pub fn assume(value: f64) -> Assumption {
    Assumption { value: Some(value), ..Assumption::default() }
}

pub fn between(low: f64, value: f64, high: f64) -> Assumption {
    Assumption { low: Some(low), high: Some(high), ..assume(value) }
}

/// 10⁶ × (500 × 2 + 200 × 10) / 10⁶ = 3,000 of tokens, 400 fixed and 20 × 60 = 1,200 of people.
pub fn hosted() -> ServingCost {
    ServingCost {
        requests: assume(1e6),
        input_tokens: assume(500.0),
        output_tokens: between(100.0, 200.0, 400.0),
        input_price: assume(2.0),
        output_price: assume(10.0),
        fixed: assume(400.0),
        people_hours: between(10.0, 20.0, 30.0),
        people_rate: assume(60.0),
        peak_factor: assume(4.0),
        ..ServingCost::default()
    }
}

/// One request a second of 1,500 tokens on accelerators of 2,500 × 0.6 tokens/s: 730 hours at 4.
pub fn own() -> ServingCost {
    ServingCost {
        serving: Serving::Accelerators,
        requests: assume(2_628_000.0),
        input_tokens: assume(1000.0),
        output_tokens: between(300.0, 500.0, 1100.0),
        accelerator_price: assume(4.0),
        tokens_per_second: assume(2500.0),
        utilisation: between(0.3, 0.6, 0.8),
        requests_per_second: assume(10.0),
        peak_factor: assume(3.0),
        ..ServingCost::default()
    }
}

pub fn people() -> ServingCost {
    ServingCost {
        serving: Serving::NoModel,
        people_hours: assume(100.0),
        people_rate: assume(50.0),
        ..ServingCost::default()
    }
}

/// A0 is hosted, A1 runs on own accelerators, A2 is done by people.
pub fn package() -> Package {
    let mut package = fixture::decision(&[&[1.0], &[2.0], &[3.0]], &[1.0]);
    package.cost.currency = "EUR".to_owned();
    for (place, cost) in [hosted(), own(), people()].into_iter().enumerate() {
        package.cost.by_alternative.insert(Id(format!("a{place}")), cost);
    }
    package
}
