//! What each alternative costs a month, what that depends on, and how much hardware its traffic needs.

pub mod capacity;
#[cfg(test)]
pub(crate) mod fixture;
mod monthly;
mod stack;
#[cfg(test)]
mod tests;

use crate::findings::{CostFinding, CostFindings, CostItem};
use crate::package::cost::{Serving, ServingCost};
use crate::package::{Id, Package};
use monthly::Reckoning;

/// Hours in a month: 365 × 24 / 12.
pub const HOURS: f64 = 730.0;

/// Seconds in a month.
pub const SECONDS: f64 = HOURS * 3600.0;

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
    Reckoning::new(package.cost.by_alternative.get(alternative)?).monthly()
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
        costs.map(|(alternative, cost)| finding(&alternative.id, &alternative.name, cost)).collect();
    Some(CostFindings { unit: package.cost.monthly_unit(), alternatives, stacks: stack::compare(package) })
}

fn finding(id: &Id, name: &str, cost: &ServingCost) -> CostFinding {
    let reckoning = Reckoning::new(cost);
    let mut finding = CostFinding {
        alternative: id.clone(),
        name: name.to_owned(),
        sizing: capacity::size(cost),
        problems: reckoning.problems.clone(),
        ..CostFinding::default()
    };
    if let Some(monthly) = reckoning.monthly() {
        finding.total = Some(monthly.total);
        (finding.low, finding.high) = (Some(monthly.low), Some(monthly.high));
        finding.deviation = Some(monthly.deviation);
        finding.parts = CostItem::ALL.iter().filter_map(|item| reckoning.part(*item)).collect();
        finding.swings = reckoning.swings();
        let requests = cost.requests.value.filter(|requests| *requests > 0.0 && cost.serving != Serving::NoModel);
        finding.per_thousand_requests = requests.map(|requests| 1000.0 * monthly.total / requests);
    }
    finding
}
