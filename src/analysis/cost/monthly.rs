//! One alternative's monthly total, its parts and its sensitivity.

use super::MonthlyCost;
use crate::findings::{CostItem, CostPart, CostProblem, Swing};
use crate::package::cost::{Assumption, CostDriver, Serving, ServingCost};

/// Tokens a price is for.
const MILLION: f64 = 1e6;

/// How many drivers there are.
const COUNT: usize = CostDriver::ALL.len();

/// An alternative's assumptions made fit for arithmetic.
pub struct Reckoning {
    serving: Serving,
    /// What is wrong or missing.
    pub problems: Vec<CostProblem>,
    values: Option<Values>,
    /// Least and greatest value of the drivers that have a range.
    ranges: Vec<(CostDriver, [f64; 2])>,
}

/// A value for every driver; those that do not count are 0.
type Values = [f64; COUNT];

impl Reckoning {
    /// Reads the assumptions the cost rests on.
    pub fn new(cost: &ServingCost) -> Self {
        let mut this = Self { serving: cost.serving, problems: Vec::new(), values: None, ranges: Vec::new() };
        let (mut values, mut missing) = ([0.0; COUNT], Vec::new());
        for driver in cost.serving.cost_drivers() {
            let assumption = cost.assumption(*driver);
            match assumption.value {
                Some(_) => match this.admit(*driver, assumption) {
                    Some(value) => values[*driver as usize] = value,
                    None => missing.push(*driver),
                },
                None if is_optional(*driver, cost) => {}
                None => missing.push(*driver),
            }
        }
        let nothing = cost.serving.cost_drivers().iter().all(|driver| cost.assumption(*driver).value.is_none());
        if nothing {
            this.problems.push(CostProblem::NothingAssumed);
        } else if missing.is_empty() {
            this.values = Some(values);
        } else {
            this.problems.push(CostProblem::Missing { drivers: missing });
        }
        this
    }

    /// The value, if it can be one; its range is noted, and what is wrong with either.
    fn admit(&mut self, driver: CostDriver, assumption: &Assumption) -> Option<f64> {
        let value = assumption.value?;
        if !can_be(driver, value) {
            self.problems.push(CostProblem::Impossible { driver });
            return None;
        }
        let ends = [assumption.low, assumption.high].map(|end| end.unwrap_or(value));
        if !ends.iter().all(|end| can_be(driver, *end)) || ends[0] > value || ends[1] < value {
            self.problems.push(CostProblem::RangeLeftAside { driver });
        } else if ends[0] < ends[1] {
            self.ranges.push((driver, ends));
        }
        Some(value)
    }

    /// The total with its ends and its standard deviation.
    pub fn monthly(&self) -> Option<MonthlyCost> {
        let values = self.values?;
        let (mut cheap, mut dear) = (values, values);
        let mut variance = 0.0;
        for (driver, ends) in &self.ranges {
            let (low, high) = if driver.divides() { (ends[1], ends[0]) } else { (ends[0], ends[1]) };
            cheap[*driver as usize] = low;
            dear[*driver as usize] = high;
            variance += self.variance(&values, *driver, *ends);
        }
        let (total, low, high) = (self.total(&values), self.total(&cheap), self.total(&dear));
        let deviation = variance.sqrt();
        [total, low, high, deviation].iter().all(|number| number.is_finite()).then_some(MonthlyCost {
            total,
            low,
            high,
            deviation,
        })
    }

    /// What each assumption with a range does to the total, the widest first.
    pub fn swings(&self) -> Vec<Swing> {
        let Some(values) = self.values else { return Vec::new() };
        let mut swings: Vec<Swing> = self
            .ranges
            .iter()
            .map(|(driver, ends)| Swing {
                driver: *driver,
                ends: *ends,
                totals: ends.map(|end| self.total_with(&values, *driver, end)),
                share: self.variance(&values, *driver, *ends),
            })
            .collect();
        let variance: f64 = swings.iter().map(|swing| swing.share).sum();
        for swing in &mut swings {
            swing.share = if variance > 0.0 { swing.share / variance } else { 0.0 };
        }
        let width = |swing: &Swing| (swing.totals[1] - swing.totals[0]).abs();
        swings.sort_by(|one, two| width(two).total_cmp(&width(one)));
        swings
    }

    /// A part of the total, unless it is nothing.
    pub fn part(&self, item: CostItem) -> Option<CostPart> {
        let amount = self.amount(item, &self.values?);
        (amount > 0.0).then_some(CostPart { item, amount })
    }

    fn total(&self, values: &Values) -> f64 {
        CostItem::ALL.iter().map(|item| self.amount(*item, values)).sum()
    }

    fn total_with(&self, values: &Values, driver: CostDriver, value: f64) -> f64 {
        let mut values = *values;
        values[driver as usize] = value;
        self.total(&values)
    }

    fn amount(&self, item: CostItem, values: &Values) -> f64 {
        let at = |driver: CostDriver| values[driver as usize];
        let (requests, read, written) =
            (at(CostDriver::Requests), at(CostDriver::InputTokens), at(CostDriver::OutputTokens));
        match (item, self.serving) {
            (CostItem::Tokens, Serving::HostedApi) => {
                requests * (read * at(CostDriver::InputPrice) + written * at(CostDriver::OutputPrice)) / MILLION
            }
            (CostItem::Accelerators, Serving::Accelerators) => {
                let an_hour = at(CostDriver::TokensPerSecond) * at(CostDriver::Utilisation) * 3600.0;
                requests * (read + written) / an_hour * at(CostDriver::AcceleratorPrice)
            }
            (CostItem::Fixed, _) => at(CostDriver::Fixed),
            (CostItem::People, _) => at(CostDriver::PeopleHours) * at(CostDriver::PeopleRate),
            _ => 0.0,
        }
    }

    /// (cᵢ uᵢ)² of one driver; see [`MonthlyCost::deviation`].
    fn variance(&self, values: &Values, driver: CostDriver, [low, high]: [f64; 2]) -> f64 {
        let slope = (self.total_with(values, driver, high) - self.total_with(values, driver, low)) / (high - low);
        slope * slope * triangular_variance(low, values[driver as usize], high)
    }
}

/// Variance of the triangular distribution on [low, high] with this mode, in a form that does not cancel:
/// ((high − low)² − (mode − low) (high − mode)) / 18.
pub fn triangular_variance(low: f64, mode: f64, high: f64) -> f64 {
    let width = high - low;
    (width * width - (mode - low) * (high - mode)) / 18.0
}

/// Whether a driver may be left empty: there need be no fixed cost and no people, but hours need a rate.
fn is_optional(driver: CostDriver, cost: &ServingCost) -> bool {
    match driver {
        CostDriver::Fixed => true,
        CostDriver::PeopleHours => cost.people_rate.value.is_none(),
        CostDriver::PeopleRate => cost.people_hours.value.is_none(),
        _ => false,
    }
}

/// Whether an assumption can have this value.
fn can_be(driver: CostDriver, value: f64) -> bool {
    let least = if driver.divides() { value > 0.0 } else { value >= 0.0 };
    value.is_finite() && least && !(driver == CostDriver::Utilisation && value > 1.0)
}
