//! One alternative's monthly total, its parts and its sensitivity.

use super::{HOURS, MonthlyCost};
use crate::analysis::figure::{Unit, list, number, quantity};
use crate::findings::{CostPart, Swing};
use crate::package::cost::{Assumption, CostDriver, Serving, ServingCost};

/// Tokens a price is for.
const MILLION: f64 = 1e6;

/// How many drivers there are.
const COUNT: usize = CostDriver::ALL.len();

/// What a month's money pays for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// requests × (tokens read × their price + tokens written × their price) / 10⁶.
    Tokens,
    /// accelerator-hours × price; hours = requests × tokens / (tokens per second × utilisation × 3600).
    Accelerators,
    /// As assumed.
    Fixed,
    /// hours × rate.
    People,
}

impl Part {
    /// Every part, in the order of the table.
    pub const ALL: &'static [Self] = &[Self::Tokens, Self::Accelerators, Self::Fixed, Self::People];

    const fn label(self) -> &'static str {
        match self {
            Self::Tokens => "Tokens",
            Self::Accelerators => "Accelerators",
            Self::Fixed => "Fixed cost",
            Self::People => "People",
        }
    }
}

/// An alternative's assumptions made fit for arithmetic.
pub struct Reckoning {
    serving: Serving,
    /// What is wrong or missing, in words.
    pub problems: Vec<String>,
    values: Option<Values>,
    /// Least and greatest value of the drivers that have a range.
    ranges: Vec<(CostDriver, [f64; 2])>,
}

/// A value for every driver; those that do not count are 0.
type Values = [f64; COUNT];

impl Reckoning {
    /// Reads the assumptions the cost rests on; amounts in problems are in `currency`.
    pub fn new(cost: &ServingCost, currency: &str) -> Self {
        let mut this = Self { serving: cost.serving, problems: Vec::new(), values: None, ranges: Vec::new() };
        let (mut values, mut missing) = ([0.0; COUNT], Vec::new());
        for driver in cost.serving.cost_drivers() {
            let assumption = cost.assumption(*driver);
            match assumption.value {
                Some(_) => match this.admit(*driver, assumption, currency) {
                    Some(value) => values[*driver as usize] = value,
                    None => missing.push(driver.label().to_lowercase()),
                },
                None if is_optional(*driver, cost) => {}
                None => missing.push(driver.label().to_lowercase()),
            }
        }
        let nothing = cost.serving.cost_drivers().iter().all(|driver| cost.assumption(*driver).value.is_none());
        if nothing {
            this.problems.push("Nothing is assumed yet.".to_owned());
        } else if missing.is_empty() {
            this.values = Some(values);
        } else {
            this.problems.push(format!("There is no total yet: it needs {}.", list(&missing)));
        }
        this
    }

    /// The value, if it can be one; its range is noted, and what is wrong with either.
    fn admit(&mut self, driver: CostDriver, assumption: &Assumption, currency: &str) -> Option<f64> {
        let least_excluded = driver.divides();
        let can_be = |number: f64| {
            number.is_finite()
                && number >= 0.0
                && !(least_excluded && number == 0.0)
                && !(driver == CostDriver::Utilisation && number > 1.0)
        };
        let value = assumption.value?;
        if !can_be(value) {
            let bound = match driver {
                CostDriver::Utilisation => "between 0 and 1, and more than 0",
                _ if least_excluded => "more than 0",
                _ => "0 or more",
            };
            self.problems.push(format!("{} must be {bound}.", driver.label()));
            return None;
        }
        let ends = [assumption.low, assumption.high].map(|end| end.unwrap_or(value));
        if !ends.iter().all(|end| can_be(*end)) || ends[0] > value || ends[1] < value {
            let written = |number: f64| number_in(number, driver, currency);
            self.problems.push(format!(
                "{}: {} does not lie between {} and {}, so its range is left aside.",
                driver.label(),
                written(value),
                written(ends[0]),
                written(ends[1])
            ));
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

    /// A part of the total with its formula, unless it is nothing.
    pub fn part(&self, part: Part) -> Option<CostPart> {
        let values = self.values?;
        let amount = self.amount(part, &values);
        let at = |driver: CostDriver| number(values[driver as usize]);
        let formula = match part {
            Part::Tokens => format!(
                "{} requests × ({} × {} + {} × {}) ÷ 1,000,000",
                at(CostDriver::Requests),
                at(CostDriver::InputTokens),
                at(CostDriver::InputPrice),
                at(CostDriver::OutputTokens),
                at(CostDriver::OutputPrice)
            ),
            Part::Accelerators => format!(
                "{} requests × {} tokens ÷ ({} tokens/s × {} × 3,600 s) × {}",
                at(CostDriver::Requests),
                number(values[CostDriver::InputTokens as usize] + values[CostDriver::OutputTokens as usize]),
                at(CostDriver::TokensPerSecond),
                at(CostDriver::Utilisation),
                at(CostDriver::AcceleratorPrice)
            ),
            Part::Fixed => "as assumed".to_owned(),
            Part::People => format!("{} h × {}", at(CostDriver::PeopleHours), at(CostDriver::PeopleRate)),
        };
        (amount > 0.0).then(|| CostPart { name: part.label().to_owned(), amount, formula })
    }

    fn total(&self, values: &Values) -> f64 {
        Part::ALL.iter().map(|part| self.amount(*part, values)).sum()
    }

    fn total_with(&self, values: &Values, driver: CostDriver, value: f64) -> f64 {
        let mut values = *values;
        values[driver as usize] = value;
        self.total(&values)
    }

    fn amount(&self, part: Part, values: &Values) -> f64 {
        let at = |driver: CostDriver| values[driver as usize];
        let (requests, read, written) =
            (at(CostDriver::Requests), at(CostDriver::InputTokens), at(CostDriver::OutputTokens));
        match (part, self.serving) {
            (Part::Tokens, Serving::HostedApi) => {
                requests * (read * at(CostDriver::InputPrice) + written * at(CostDriver::OutputPrice)) / MILLION
            }
            (Part::Accelerators, Serving::Accelerators) => {
                let an_hour = at(CostDriver::TokensPerSecond) * at(CostDriver::Utilisation) * 3600.0;
                requests * (read + written) / an_hour * at(CostDriver::AcceleratorPrice)
            }
            (Part::Fixed, _) => at(CostDriver::Fixed),
            (Part::People, _) => at(CostDriver::PeopleHours) * at(CostDriver::PeopleRate),
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

/// Seconds in a month.
pub fn seconds_a_month() -> f64 {
    HOURS * 3600.0
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

fn number_in(value: f64, driver: CostDriver, currency: &str) -> String {
    quantity(value, Unit::named(&driver.unit(currency)))
}
