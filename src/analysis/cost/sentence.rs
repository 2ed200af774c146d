//! What the cost model says, in words.

use super::capacity::{Throughput, Traffic, accelerators};
use crate::analysis::figure::{Unit, counted, number, percent, quantities, quantity};
use crate::findings::{CostFinding, StackFinding, Swing};
use crate::package::Package;

/// Which assumption an alternative's total depends on most.
pub fn dependence(package: &Package, finding: &CostFinding) -> String {
    match (finding.total, finding.swings.first()) {
        (None, _) => finding.problems.last().cloned().unwrap_or_default(),
        (_, Some(swing)) => format!("The total depends most on {}", moves(package, swing)),
        (_, None) => {
            "No assumption has a range, so nobody can say what the total depends on. Give the one you trust least a low and a high."
                .to_owned()
        }
    }
}

/// Which assumption moves a total most, of all alternatives.
pub fn overall(package: &Package, findings: &[CostFinding]) -> String {
    let width = |swing: &Swing| (swing.totals[1] - swing.totals[0]).abs();
    let first = findings.iter().filter_map(|finding| Some((finding, finding.swings.first()?)));
    match first.reduce(|most, next| if width(next.1) > width(most.1) { next } else { most }) {
        Some((finding, swing)) => {
            format!("The cost of {} depends most on {}", finding.name, moves(package, swing))
        }
        None if findings.iter().any(|finding| finding.total.is_some()) => {
            "No assumption has a range yet, so nobody can say which one to trust least.".to_owned()
        }
        None => String::new(),
    }
}

/// "tokens written: from 150 to 600 a request it goes from 3,100 to 7,900 EUR a month, 72 % of its uncertainty."
fn moves(package: &Package, swing: &Swing) -> String {
    let [low, high] = quantities(swing.ends, Unit::Plain);
    let unit = package.cost.monthly_unit();
    let [at_low, at_high] = quantities(swing.totals.map(to_whole), Unit::Plain);
    format!(
        "{}: from {low} to {high}{} it goes from {at_low} to {at_high} {unit}, {} of its uncertainty.",
        swing.driver.label().to_lowercase(),
        spaced(&swing.driver.unit(&package.cost.currency)),
        percent(round_share(swing.share))
    )
}

/// Which limits a vendor must grant.
pub fn limits(traffic: &Traffic) -> String {
    format!(
        "Ask the vendor for both limits: {} requests/s and {} tokens/s {}. Longer requests use up the second, not the first.",
        number(traffic.at_peak(traffic.requests_per_second())),
        number(traffic.at_peak(traffic.tokens_per_second())),
        when(traffic)
    )
}

/// A unit as it follows a number.
fn spaced(unit: &str) -> String {
    if unit.is_empty() { String::new() } else { format!(" {unit}") }
}

/// Where sizing by requests misleads.
pub fn sizing(traffic: &Traffic, throughput: Throughput) -> String {
    let (Some(each_tokens), Some(each_requests)) = (throughput.tokens, throughput.requests) else {
        return "Give the throughput in tokens and in requests to see whether sizing by requests would mislead."
            .to_owned();
    };
    let by_tokens = accelerators(traffic.at_peak(traffic.tokens_per_second()), each_tokens);
    let by_requests = accelerators(traffic.at_peak(traffic.requests_per_second()), each_requests);
    let lengths = format!(
        "The load test's requests had about {} tokens ({} ÷ {}); these have {}",
        number(each_tokens / each_requests),
        number(each_tokens),
        number(each_requests),
        number(traffic.tokens)
    );
    let (needed, seeming, when) = (count(by_tokens), number(by_requests), when(traffic));
    if by_tokens > by_requests {
        format!("Sized by requests, {seeming} would seem enough {when}; the tokens need {needed}. {lengths}.")
    } else if by_tokens < by_requests {
        format!("Sized by requests, {seeming} would be bought {when}; the tokens need {needed}. {lengths}.")
    } else {
        format!("Both sizings ask for {needed} {when}. {lengths}: should they grow, only sizing by tokens notices.")
    }
}

/// Whether the accelerators of the peak, running all month, would be less busy than assumed.
pub fn idle(traffic: &Traffic, each: f64, assumed: f64) -> String {
    let needed = accelerators(traffic.at_peak(traffic.tokens_per_second()), each);
    let reached = traffic.tokens_per_second() / (needed * each);
    if !reached.is_finite() || assumed <= 1.1 * reached {
        return String::new();
    }
    format!(
        " Run all month, {} would be used to {}, not to the {} assumed: the total holds only if they are switched off between peaks.",
        count(needed),
        percent(reached),
        percent(assumed)
    )
}

fn when(traffic: &Traffic) -> &'static str {
    if traffic.peak.is_some() { "at the peak" } else { "on the mean" }
}

fn count(accelerators: f64) -> String {
    counted(accelerators as usize, "accelerator", "accelerators")
}

/// The least expensive stack for each alternative.
pub fn stacks(package: &Package, findings: &[StackFinding]) -> String {
    let unit = package.cost.monthly_unit();
    let mut said = Vec::new();
    for alternative in &package.alternatives {
        let known = findings.iter().filter(|found| found.alternative == alternative.id);
        let priced = known.filter_map(|found| Some((found, found.monthly?)));
        let least = priced.reduce(|least, next| if next.1 < least.1 { next } else { least });
        if let Some((found, monthly)) = least {
            let needed = count(found.by_tokens.unwrap_or_default());
            said.push(format!(
                "For {}, {} is the least expensive: {needed}, {}.",
                alternative.name,
                found.name,
                quantity(to_whole(monthly), Unit::named(&unit))
            ));
        }
    }
    said.join(" ")
}

/// Amounts of a thousand and more are read without their cents.
fn to_whole(amount: f64) -> f64 {
    if amount.abs() >= 100.0 { libm::round(amount) } else { amount }
}

/// A share that reads as a whole percent.
fn round_share(share: f64) -> f64 {
    libm::round(100.0 * share) / 100.0
}
