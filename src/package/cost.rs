//! The cost model: what running each alternative takes a month, assumption by assumption.

use crate::sorted_map::SortedMap;

use super::Id;

record! {
    /// Assumptions about the running cost of the alternatives. No amount in it is computed.
    pub struct CostModel left out when is_empty {
        /// Of every amount, such as "EUR".
        pub currency: String,
        /// By the alternative's identifier; one not named has no cost.
        pub by_alternative: SortedMap<Id, ServingCost>,
        /// Ways of serving a model oneself, to be compared on the alternatives' traffic.
        pub stacks: Vec<ServingStack>,
        ..extra
    }

    /// What one alternative's month is made of. Which assumptions count follows from `serving`; those for
    /// fixed cost and people may be left empty when there are none.
    pub struct ServingCost {
        /// How its model is paid for.
        pub serving: Serving,
        /// Requests a month.
        pub requests: Assumption,
        /// Tokens read for one request.
        pub input_tokens: Assumption,
        /// Tokens written for one request.
        pub output_tokens: Assumption,
        /// Price of a million tokens read.
        pub input_price: Assumption,
        /// Price of a million tokens written.
        pub output_price: Assumption,
        /// Price of one accelerator for an hour.
        pub accelerator_price: Assumption,
        /// Tokens one busy accelerator handles in a second, read and written together.
        pub tokens_per_second: Assumption,
        /// Share of that throughput which is put to use over the hours paid for, above 0 and up to 1.
        pub utilisation: Assumption,
        /// Requests one busy accelerator answered in a second when it was load-tested. Sizing by requests
        /// rests on it; the cost does not.
        pub requests_per_second: Assumption,
        /// Traffic at the peak as a multiple of the month's mean. Sizing for the peak rests on it; the cost
        /// does not.
        pub peak_factor: Assumption,
        /// Licences, storage, support: whatever a month costs besides.
        pub fixed: Assumption,
        /// Hours people work on it a month.
        pub people_hours: Assumption,
        /// What one of these hours costs.
        pub people_rate: Assumption,
        ..extra
    }

    /// A number somebody assumed, and between which ends it may lie.
    pub struct Assumption {
        /// The most likely value; absent when nobody has said.
        pub value: Option<f64>,
        /// The least it may be; the value itself when absent.
        pub low: Option<f64>,
        /// The most it may be; the value itself when absent.
        pub high: Option<f64>,
        /// Where it comes from.
        pub note: String,
        ..extra
    }

    /// One way of serving a model oneself, such as vLLM, TGI or Triton, as it was load-tested.
    pub struct ServingStack {
        /// Identifier.
        pub id: Id,
        /// Its name and the accelerator under it.
        pub name: String,
        /// The alternative whose traffic it would serve; every one with traffic when empty.
        pub alternative: Id,
        /// Tokens one busy accelerator handles in a second, read and written together.
        pub tokens_per_second: Option<f64>,
        /// Requests one busy accelerator answered in a second in its load test.
        pub requests_per_second: Option<f64>,
        /// Price of one accelerator for an hour.
        pub price_per_hour: Option<f64>,
        /// What speaks for or against it.
        pub note: String,
        ..extra
    }
}

words! {
    /// How a model is paid for.
    pub enum Serving {
        /// Per token, to whoever runs it.
        #[default]
        HostedApi = "hosted, paid by the token",
        /// Per hour of an accelerator.
        Accelerators = "own accelerators, paid by the hour",
        /// There is none.
        NoModel = "no model is served",
    }

    /// What a cost rests on: the assumptions of a [`ServingCost`], one each.
    pub enum CostDriver {
        /// [`ServingCost::requests`].
        #[default]
        Requests = "Requests",
        /// [`ServingCost::input_tokens`].
        InputTokens = "Tokens read",
        /// [`ServingCost::output_tokens`].
        OutputTokens = "Tokens written",
        /// [`ServingCost::input_price`].
        InputPrice = "Price of tokens read",
        /// [`ServingCost::output_price`].
        OutputPrice = "Price of tokens written",
        /// [`ServingCost::accelerator_price`].
        AcceleratorPrice = "Price of an accelerator",
        /// [`ServingCost::tokens_per_second`].
        TokensPerSecond = "Throughput in tokens",
        /// [`ServingCost::utilisation`].
        Utilisation = "Utilisation",
        /// [`ServingCost::fixed`].
        Fixed = "Fixed cost",
        /// [`ServingCost::people_hours`].
        PeopleHours = "Hours of people",
        /// [`ServingCost::people_rate`].
        PeopleRate = "Rate of people",
        /// [`ServingCost::requests_per_second`].
        RequestsPerSecond = "Throughput in requests",
        /// [`ServingCost::peak_factor`].
        PeakFactor = "Peak",
    }
}

impl CostModel {
    /// Whether nothing is assumed at all.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The unit of a month's cost, such as "EUR a month".
    pub fn monthly_unit(&self) -> String {
        format!("{} a month", self.currency.trim()).trim_start().to_owned()
    }
}

impl ServingCost {
    /// The assumption about a driver.
    pub fn assumption(&self, driver: CostDriver) -> &Assumption {
        match driver {
            CostDriver::Requests => &self.requests,
            CostDriver::InputTokens => &self.input_tokens,
            CostDriver::OutputTokens => &self.output_tokens,
            CostDriver::InputPrice => &self.input_price,
            CostDriver::OutputPrice => &self.output_price,
            CostDriver::AcceleratorPrice => &self.accelerator_price,
            CostDriver::TokensPerSecond => &self.tokens_per_second,
            CostDriver::Utilisation => &self.utilisation,
            CostDriver::Fixed => &self.fixed,
            CostDriver::PeopleHours => &self.people_hours,
            CostDriver::PeopleRate => &self.people_rate,
            CostDriver::RequestsPerSecond => &self.requests_per_second,
            CostDriver::PeakFactor => &self.peak_factor,
        }
    }

    /// The assumption about a driver, for change.
    pub fn assumption_mut(&mut self, driver: CostDriver) -> &mut Assumption {
        match driver {
            CostDriver::Requests => &mut self.requests,
            CostDriver::InputTokens => &mut self.input_tokens,
            CostDriver::OutputTokens => &mut self.output_tokens,
            CostDriver::InputPrice => &mut self.input_price,
            CostDriver::OutputPrice => &mut self.output_price,
            CostDriver::AcceleratorPrice => &mut self.accelerator_price,
            CostDriver::TokensPerSecond => &mut self.tokens_per_second,
            CostDriver::Utilisation => &mut self.utilisation,
            CostDriver::Fixed => &mut self.fixed,
            CostDriver::PeopleHours => &mut self.people_hours,
            CostDriver::PeopleRate => &mut self.people_rate,
            CostDriver::RequestsPerSecond => &mut self.requests_per_second,
            CostDriver::PeakFactor => &mut self.peak_factor,
        }
    }
}

impl Serving {
    /// The drivers the monthly cost rests on.
    pub const fn cost_drivers(self) -> &'static [CostDriver] {
        use CostDriver::*;
        match self {
            Self::HostedApi => {
                &[Requests, InputTokens, OutputTokens, InputPrice, OutputPrice, Fixed, PeopleHours, PeopleRate]
            }
            Self::Accelerators => &[
                Requests,
                InputTokens,
                OutputTokens,
                AcceleratorPrice,
                TokensPerSecond,
                Utilisation,
                Fixed,
                PeopleHours,
                PeopleRate,
            ],
            Self::NoModel => &[Fixed, PeopleHours, PeopleRate],
        }
    }

    /// The drivers only sizing rests on.
    pub const fn sizing_drivers(self) -> &'static [CostDriver] {
        match self {
            Self::HostedApi => &[CostDriver::PeakFactor],
            Self::Accelerators => &[CostDriver::RequestsPerSecond, CostDriver::PeakFactor],
            Self::NoModel => &[],
        }
    }
}

impl CostDriver {
    /// The unit its numbers are in, amounts in `currency`; empty for a share between 0 and 1.
    pub fn unit(self, currency: &str) -> String {
        let of = |rest: &str| format!("{} {rest}", currency.trim()).trim_start().to_owned();
        match self {
            Self::Requests => "a month".to_owned(),
            Self::InputTokens | Self::OutputTokens => "a request".to_owned(),
            Self::InputPrice | Self::OutputPrice => of("a million"),
            Self::AcceleratorPrice => of("an hour"),
            Self::TokensPerSecond => "tokens/s".to_owned(),
            Self::RequestsPerSecond => "requests/s".to_owned(),
            Self::Utilisation => String::new(),
            Self::PeakFactor => "× mean".to_owned(),
            Self::Fixed => of("a month"),
            Self::PeopleHours => "h a month".to_owned(),
            Self::PeopleRate => of("an hour"),
        }
    }

    /// Whether the cost falls as the number rises, because it is divided by.
    pub const fn divides(self) -> bool {
        matches!(self, Self::TokensPerSecond | Self::Utilisation | Self::RequestsPerSecond)
    }
}
