//! Serving stacks compared on the alternatives' traffic.

use super::HOURS;
use super::capacity::{Traffic, accelerators};
use crate::findings::StackFinding;
use crate::package::cost::ServingStack;
use crate::package::{Id, Package};

/// Every stack on the traffic of every alternative it would serve.
pub fn compare(package: &Package) -> Vec<StackFinding> {
    let mut found = Vec::new();
    for alternative in &package.alternatives {
        let Some(traffic) = package.cost.by_alternative.get(&alternative.id).and_then(Traffic::of) else { continue };
        let serves = |stack: &&ServingStack| stack.alternative.is_empty() || stack.alternative == alternative.id;
        found.extend(package.cost.stacks.iter().filter(serves).map(|stack| size(stack, &alternative.id, &traffic)));
    }
    found
}

fn size(stack: &ServingStack, alternative: &Id, traffic: &Traffic) -> StackFinding {
    let above_zero = |number: Option<f64>| number.filter(|number| number.is_finite() && *number > 0.0);
    let tokens = above_zero(stack.tokens_per_second);
    let price = stack.price_per_hour.filter(|price| price.is_finite() && *price >= 0.0);
    let by_tokens = tokens.map(|each| accelerators(traffic.at_peak(traffic.tokens_per_second()), each));
    let monthly = by_tokens.zip(price).map(|(count, price)| count * price * HOURS);
    StackFinding {
        stack: stack.id.clone(),
        name: stack.name.clone(),
        alternative: alternative.clone(),
        by_requests: above_zero(stack.requests_per_second)
            .map(|each| accelerators(traffic.at_peak(traffic.requests_per_second()), each)),
        by_tokens,
        monthly,
        per_million_tokens: monthly
            .map(|monthly| 1e6 * monthly / (traffic.requests * traffic.tokens))
            .filter(|cost| cost.is_finite()),
    }
}
