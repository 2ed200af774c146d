//! The cost model in words: what it depends on, how its numbers come about, what is missing.

use crate::analysis::cost::SECONDS;
use crate::analysis::cost::capacity::Traffic;
use crate::findings::{
    CostFinding, CostFindings, CostItem, CostProblem, SizingQuantity, SizingRow, StackFinding, Swing,
};
use crate::package::cost::{CostDriver, Serving, ServingCost};
use crate::package::{Id, Package};
use crate::publish::words::figure::{Unit, counted, list, number, percent, quantities, quantity};

/// From this amount on, money is read without its cents.
const WITHOUT_CENTS: f64 = 100.0;

/// An amount of money: `3,100`, `4.6`.
pub fn amount(value: f64) -> String {
    number(to_whole(value))
}

/// Which assumption moves a total most, of all alternatives; empty when there is no total.
pub fn sentence(package: &Package, cost: &CostFindings) -> String {
    let width = |swing: &Swing| (swing.totals[1] - swing.totals[0]).abs();
    let widest = cost.alternatives.iter().filter_map(|finding| Some((finding, finding.swings.first()?)));
    match widest.reduce(|most, next| if width(next.1) > width(most.1) { next } else { most }) {
        Some((finding, swing)) => {
            format!("The cost of {} depends most on {}", finding.name, moves(package, swing))
        }
        None if cost.alternatives.iter().any(|finding| finding.total.is_some()) => {
            "No assumption has a range yet, so nobody can say which one to trust least.".to_owned()
        }
        None => String::new(),
    }
}

/// Which assumption an alternative's total depends on most; without a total, what it lacks.
pub fn dependence(package: &Package, finding: &CostFinding) -> String {
    match (finding.total, finding.swings.first()) {
        (None, _) => finding.problems.last().map(|last| problem(package, finding, last)).unwrap_or_default(),
        (_, Some(swing)) => format!("The total depends most on {}", moves(package, swing)),
        (_, None) => {
            "No assumption has a range, so nobody can say what the total depends on. Give the least certain one a low and a high value."
                .to_owned()
        }
    }
}

/// "tokens written: from 150 to 600 a request it goes from 3,100 to 7,900 EUR a month, 72 % of its uncertainty."
fn moves(package: &Package, swing: &Swing) -> String {
    let [low, high] = quantities(swing.ends, Unit::Plain);
    let unit = package.cost.monthly_unit();
    let [at_low, at_high] = quantities(swing.totals.map(to_whole), Unit::Plain);
    format!(
        "{}: from {low} to {high}{}, it goes from {at_low} to {at_high} {unit}, {} of its uncertainty.",
        swing.driver.label().to_lowercase(),
        spaced(&swing.driver.unit(&package.cost.currency)),
        percent(round_share(swing.share))
    )
}

/// What is missing or cannot be, in a sentence.
pub fn problem(package: &Package, finding: &CostFinding, problem: &CostProblem) -> String {
    match problem {
        CostProblem::NothingAssumed => "Nothing is assumed yet.".to_owned(),
        CostProblem::Impossible { driver } => {
            let bound = match driver {
                CostDriver::Utilisation => "between 0 and 1, and more than 0",
                _ if driver.divides() => "more than 0",
                _ => "0 or more",
            };
            format!("{} must be {bound}.", driver.label())
        }
        CostProblem::RangeLeftAside { driver } => {
            let unit = driver.unit(&package.cost.currency);
            let written = |value: Option<f64>| quantity(value.unwrap_or(f64::NAN), Unit::named(&unit));
            let assumption = assumed(package, &finding.alternative).assumption(*driver).clone();
            format!(
                "{}: {} does not lie between {} and {}, so its range is ignored.",
                driver.label(),
                written(assumption.value),
                written(assumption.low.or(assumption.value)),
                written(assumption.high.or(assumption.value))
            )
        }
        CostProblem::Missing { drivers } => {
            let names: Vec<String> = drivers.iter().map(|driver| driver.label().to_lowercase()).collect();
            format!("There is no total yet: it needs {}.", list(&names))
        }
    }
}

/// How a part of an alternative's total comes about, with its numbers.
pub fn formula(package: &Package, alternative: &Id, item: CostItem) -> String {
    let cost = assumed(package, alternative);
    let value = |driver: CostDriver| cost.assumption(driver).value.unwrap_or_default();
    let at = |driver: CostDriver| number(value(driver));
    match item {
        CostItem::Tokens => format!(
            "{} requests × ({} × {} + {} × {}) ÷ 1,000,000",
            at(CostDriver::Requests),
            at(CostDriver::InputTokens),
            at(CostDriver::InputPrice),
            at(CostDriver::OutputTokens),
            at(CostDriver::OutputPrice)
        ),
        CostItem::Accelerators => format!(
            "{} requests × {} tokens ÷ ({} tokens/s × {} × 3,600 s) × {}",
            at(CostDriver::Requests),
            number(value(CostDriver::InputTokens) + value(CostDriver::OutputTokens)),
            at(CostDriver::TokensPerSecond),
            at(CostDriver::Utilisation),
            at(CostDriver::AcceleratorPrice)
        ),
        CostItem::Fixed => "as assumed".to_owned(),
        CostItem::People => format!("{} h × {}", at(CostDriver::PeopleHours), at(CostDriver::PeopleRate)),
    }
}

/// A quantity of a sizing with its unit.
pub fn sized(quantity_of: SizingQuantity, value: f64) -> String {
    let unit = match quantity_of {
        SizingQuantity::Requests => Unit::Named("requests/s"),
        SizingQuantity::Tokens => Unit::Named("tokens/s"),
        SizingQuantity::Utilisation => Unit::Share,
        _ => Unit::Plain,
    };
    quantity(value, unit)
}

/// How the mean of a row of an alternative's sizing comes about, with its numbers.
pub fn sizing_formula(package: &Package, finding: &CostFinding, row: &SizingRow) -> String {
    let cost = assumed(package, &finding.alternative);
    let mean = |of: SizingQuantity| number(finding.sized(of).map_or(f64::NAN, |row| row.mean));
    let (requests, tokens) = (mean(SizingQuantity::Requests), mean(SizingQuantity::Tokens));
    let each = |driver: CostDriver| number(cost.assumption(driver).value.unwrap_or_default());
    match row.quantity {
        SizingQuantity::Requests => {
            format!("{} a month ÷ {} s", each(CostDriver::Requests), number(SECONDS))
        }
        SizingQuantity::Tokens => {
            format!("{requests} requests/s × {} tokens", number(of_traffic(cost, |traffic| traffic.tokens)))
        }
        SizingQuantity::AcceleratorsByRequests => {
            format!("{requests} requests/s ÷ {} requests/s, rounded up", each(CostDriver::RequestsPerSecond))
        }
        SizingQuantity::AcceleratorsByTokens => {
            format!("{tokens} tokens/s ÷ {} tokens/s, rounded up", each(CostDriver::TokensPerSecond))
        }
        SizingQuantity::AcceleratorsAtLongest => format!(
            "{requests} requests/s × {} tokens ÷ {} tokens/s, rounded up",
            number(of_traffic(cost, |traffic| traffic.most_tokens)),
            each(CostDriver::TokensPerSecond)
        ),
        SizingQuantity::Utilisation => {
            format!("{tokens} tokens/s ÷ (accelerators × {} tokens/s)", each(CostDriver::TokensPerSecond))
        }
    }
}

/// What the sizing tells: which limits a vendor must grant, or where sizing by requests misleads.
pub fn sizing(package: &Package, finding: &CostFinding) -> String {
    let Some(requests) = finding.sized(SizingQuantity::Requests) else { return String::new() };
    let cost = assumed(package, &finding.alternative);
    let when = if requests.peak.is_some() { "at the peak" } else { "on average" };
    if cost.serving != Serving::Accelerators {
        let tokens = finding.sized(SizingQuantity::Tokens).map_or(0.0, SizingRow::at_peak);
        return format!(
            "Ask the vendor for both limits: {} requests/s and {} tokens/s {when}. Longer requests use up the second, not the first.",
            number(requests.at_peak()),
            number(tokens)
        );
    }
    compared(cost, finding, when) + &idle(cost, finding)
}

/// Sizing by requests beside sizing by tokens.
fn compared(cost: &ServingCost, finding: &CostFinding, when: &str) -> String {
    let by = |of: SizingQuantity| finding.sized(of).map(SizingRow::at_peak);
    let sizes = by(SizingQuantity::AcceleratorsByTokens).zip(by(SizingQuantity::AcceleratorsByRequests));
    let Some((by_tokens, by_requests)) = sizes else {
        return "Give the throughput in tokens and in requests to see whether sizing by requests would mislead."
            .to_owned();
    };
    let each = |driver: CostDriver| cost.assumption(driver).value.unwrap_or_default();
    let (tokens, requests) = (each(CostDriver::TokensPerSecond), each(CostDriver::RequestsPerSecond));
    let lengths = format!(
        "The load test's requests had about {} tokens ({} ÷ {}); these have {}",
        number(tokens / requests),
        number(tokens),
        number(requests),
        number(of_traffic(cost, |traffic| traffic.tokens))
    );
    let (needed, seeming) = (count(by_tokens), number(by_requests));
    if by_tokens > by_requests {
        format!("Sized by requests, {seeming} would seem enough {when}; the tokens need {needed}. {lengths}.")
    } else if by_tokens < by_requests {
        format!("Sized by requests, {seeming} would be bought {when}; the tokens need {needed}. {lengths}.")
    } else {
        format!(
            "Both ways of sizing come to {needed} {when}. {lengths}: should they grow, only sizing by tokens would notice."
        )
    }
}

/// Whether the accelerators of the peak, running all month, would be clearly less busy than assumed.
fn idle(cost: &ServingCost, finding: &CostFinding) -> String {
    let needed = finding.sized(SizingQuantity::AcceleratorsByTokens).map(SizingRow::at_peak);
    let reached = finding.sized(SizingQuantity::Utilisation).map(SizingRow::at_peak);
    let assumed = cost.utilisation.value.filter(|assumed| assumed.is_finite());
    match (needed, reached, assumed) {
        (Some(needed), Some(reached), Some(assumed)) if assumed > 1.1 * reached => format!(
            " Run all month, {} would be {} utilised, not {} as assumed: the total holds only if they are switched off between peaks.",
            count(needed),
            percent(reached),
            percent(assumed)
        ),
        _ => String::new(),
    }
}

/// The least expensive stack for each alternative.
pub fn stacks(package: &Package, cost: &CostFindings) -> String {
    let said = package.alternatives.iter().filter_map(|alternative| {
        let known = cost.stacks.iter().filter(|found| found.alternative == alternative.id);
        let priced = known.filter_map(|found| Some((found, found.monthly?)));
        let (found, monthly): (&StackFinding, f64) =
            priced.reduce(|least, next| if next.1 < least.1 { next } else { least })?;
        Some(format!(
            "For {}, {} is the least expensive: {}, {}.",
            alternative.name,
            found.name,
            count(found.by_tokens.unwrap_or_default()),
            quantity(to_whole(monthly), Unit::named(&cost.unit))
        ))
    });
    said.collect::<Vec<_>>().join(" ")
}

/// What is assumed of an alternative; nothing of one without assumptions.
fn assumed<'a>(package: &'a Package, alternative: &Id) -> &'a ServingCost {
    static NOTHING: std::sync::LazyLock<ServingCost> = std::sync::LazyLock::new(ServingCost::default);
    package.cost.by_alternative.get(alternative).unwrap_or(&NOTHING)
}

/// A figure of an alternative's traffic; not a number where none is assumed.
fn of_traffic(cost: &ServingCost, figure: impl Fn(&Traffic) -> f64) -> f64 {
    Traffic::of(cost).as_ref().map_or(f64::NAN, figure)
}

/// A unit as it follows a number.
fn spaced(unit: &str) -> String {
    if unit.is_empty() { String::new() } else { format!(" {unit}") }
}

fn count(accelerators: f64) -> String {
    counted(accelerators as usize, "accelerator", "accelerators")
}

fn to_whole(amount: f64) -> f64 {
    if amount.abs() >= WITHOUT_CENTS { libm::round(amount) } else { amount }
}

/// A share that reads as a whole percent.
fn round_share(share: f64) -> f64 {
    libm::round(100.0 * share) / 100.0
}

#[cfg(test)]
mod tests;
