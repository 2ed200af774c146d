//! What each alternative costs a month, what that depends on, and how much hardware its traffic needs.

mod capacity;
mod monthly;
mod sentence;
mod stack;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::findings::finding;
use crate::package::cost::{CostDriver, Serving, ServingCost};
use crate::package::{Id, Package};
use monthly::{Part, Reckoning};

/// Hours in a month: 365 × 24 / 12.
pub const HOURS: f64 = 730.0;

finding! {
    /// The cost model in numbers.
    pub struct CostFindings {
        /// The unit of every monthly amount, such as "EUR a month".
        pub unit: String,
        /// Every alternative somebody made assumptions about, in the package's order.
        pub alternatives: Vec<CostFinding>,
        /// Every serving stack on the traffic of every alternative it would serve.
        pub stacks: Vec<StackFinding>,
        /// Which assumption moves a total most, of all, in words.
        pub sentence: String,
        /// Which stack is the least expensive for whom, in words; empty without stacks.
        pub stack_sentence: String,
    }

    /// One alternative's monthly cost.
    pub struct CostFinding {
        /// The alternative.
        pub alternative: Id,
        /// Its name.
        pub name: String,
        /// The cost of a month at the assumed values; absent while an assumption it rests on is missing.
        pub total: Option<f64>,
        /// The total with every assumption at its less expensive end.
        pub low: Option<f64>,
        /// The total with every assumption at its more expensive end.
        pub high: Option<f64>,
        /// Standard deviation of the total, to first order; see [`MonthlyCost::deviation`].
        pub deviation: Option<f64>,
        /// What the total is made of; parts of nothing are left out.
        pub parts: Vec<CostPart>,
        /// What a thousand requests cost; absent where no requests are assumed.
        pub per_thousand_requests: Option<f64>,
        /// Assumptions with a range, the one that moves the total most first.
        pub swings: Vec<Swing>,
        /// Which assumption the total depends on most, in words.
        pub sentence: String,
        /// What the traffic needs; absent where none is assumed.
        pub capacity: Option<Capacity>,
        /// What is missing or cannot be, in words.
        pub problems: Vec<String>,
    }

    /// One part of a monthly total.
    pub struct CostPart {
        /// What it pays for.
        pub name: String,
        /// How much a month.
        pub amount: f64,
        /// How it comes about, with its numbers.
        pub formula: String,
    }

    /// What one assumption does to the total, everything else as assumed.
    pub struct Swing {
        /// The assumption.
        pub driver: CostDriver,
        /// Its least and its greatest value.
        pub ends: [f64; 2],
        /// The total at each of them.
        pub totals: [f64; 2],
        /// Its share of the total's variance, 0 to 1.
        pub share: f64,
    }

    /// How much traffic there is and how many accelerators it needs, by requests and by tokens.
    pub struct Capacity {
        /// The worked table, a quantity a row.
        pub rows: Vec<CapacityRow>,
        /// Where sizing by requests misleads, in words.
        pub sentence: String,
    }

    /// One quantity of a sizing.
    pub struct CapacityRow {
        /// What it is.
        pub name: String,
        /// How its mean comes about, with its numbers.
        pub formula: String,
        /// Its unit; empty for a count.
        pub unit: String,
        /// At the month's mean traffic.
        pub mean: f64,
        /// At the peak; absent without a peak factor and where there is no peak of it.
        pub peak: Option<f64>,
    }

    /// A serving stack on one alternative's traffic. Accelerators are whole.
    pub struct StackFinding {
        /// The stack.
        pub stack: Id,
        /// Its name.
        pub name: String,
        /// The alternative whose traffic it is.
        pub alternative: Id,
        /// Accelerators by requests, at the peak or else at the mean.
        pub by_requests: Option<f64>,
        /// Accelerators by tokens, at the peak or else at the mean.
        pub by_tokens: Option<f64>,
        /// What the accelerators by tokens cost when they run all month.
        pub monthly: Option<f64>,
        /// What a million of the traffic's tokens cost then.
        pub per_million_tokens: Option<f64>,
    }
}

/// A monthly total and how uncertain it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MonthlyCost {
    /// At the assumed values.
    pub total: f64,
    /// With every assumption at its less expensive end.
    pub low: f64,
    /// With every assumption at its more expensive end.
    pub high: f64,
    /// Standard deviation to first order, u² = Σ (cᵢ uᵢ)² (JCGM 100:2008, 5.1.2). uᵢ is that of a triangular
    /// distribution from low to high with its mode at the value, uᵢ² = (a² + b² + m² − ab − am − bm) / 18
    /// (Kotz & van Dorp 2004, 1.2). cᵢ is the slope of the total over the whole range: the derivative where the
    /// total is a straight line in the assumption, and steadier than it where the total is divided by one.
    /// Assumptions are taken to be independent, within an alternative and between alternatives.
    pub deviation: f64,
}

/// The monthly cost of an alternative; absent while an assumption it rests on is missing.
pub fn monthly(package: &Package, alternative: &Id) -> Option<MonthlyCost> {
    Reckoning::new(package.cost.by_alternative.get(alternative)?, "").monthly()
}

/// The cost model in numbers; absent when nothing is assumed.
pub fn assess(package: &Package) -> Option<CostFindings> {
    if package.cost.is_empty() {
        return None;
    }
    let costs = package.alternatives.iter().filter_map(|alternative| {
        let cost = package.cost.by_alternative.get(&alternative.id)?;
        Some((alternative, cost))
    });
    let alternatives: Vec<CostFinding> =
        costs.map(|(alternative, cost)| finding(package, &alternative.id, &alternative.name, cost)).collect();
    let stacks = stack::compare(package);
    Some(CostFindings {
        unit: package.cost.monthly_unit(),
        sentence: sentence::overall(package, &alternatives),
        stack_sentence: sentence::stacks(package, &stacks),
        alternatives,
        stacks,
    })
}

fn finding(package: &Package, id: &Id, name: &str, cost: &ServingCost) -> CostFinding {
    let reckoning = Reckoning::new(cost, &package.cost.currency);
    let mut finding = CostFinding {
        alternative: id.clone(),
        name: name.to_owned(),
        capacity: capacity::size(cost),
        problems: reckoning.problems.clone(),
        ..CostFinding::default()
    };
    if let Some(monthly) = reckoning.monthly() {
        finding.total = Some(monthly.total);
        (finding.low, finding.high) = (Some(monthly.low), Some(monthly.high));
        finding.deviation = Some(monthly.deviation);
        finding.parts = Part::ALL.iter().filter_map(|part| reckoning.part(*part)).collect();
        finding.swings = reckoning.swings();
        let requests = cost.requests.value.filter(|requests| *requests > 0.0 && cost.serving != Serving::NoModel);
        finding.per_thousand_requests = requests.map(|requests| 1000.0 * monthly.total / requests);
    }
    finding.sentence = sentence::dependence(package, &finding);
    finding
}
