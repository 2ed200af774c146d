//! What each alternative costs a month.

use crate::package::{Id, cost::CostDriver};

record! {
    /// The cost model in numbers.
    pub struct CostFindings {
        /// The unit of every monthly amount, such as "EUR a month".
        pub unit: String,
        /// Every alternative somebody made assumptions about, in the package's order.
        pub alternatives: Vec<CostFinding>,
        /// Every serving stack on the traffic of every alternative it would serve.
        pub stacks: Vec<StackFinding>,
    }

    /// One alternative's monthly cost.
    pub struct CostFinding {
        /// The alternative.
        pub alternative: Id,
        /// Its name.
        pub name: String,
        /// The cost of a month at the assumed values, in the unit of monthly amounts; absent while an assumption it rests
        /// on is missing.
        pub total: Option<f64>,
        /// The total with every assumption at its less expensive end, in the same unit.
        pub low: Option<f64>,
        /// The total with every assumption at its more expensive end, in the same unit.
        pub high: Option<f64>,
        /// Standard deviation of the total, to first order, in the same unit.
        pub deviation: Option<f64>,
        /// What the total is made of; parts of nothing are left out.
        pub parts: Vec<CostPart>,
        /// What a thousand requests cost, in the package's currency, which is the unit of monthly amounts without
        /// "a month"; absent where no requests are assumed.
        pub per_thousand_requests: Option<f64>,
        /// Assumptions with a range, the one that moves the total most first.
        pub swings: Vec<Swing>,
        /// What the traffic needs; empty where none is assumed.
        pub sizing: Vec<SizingRow>,
        /// What is missing or cannot be.
        pub problems: Vec<CostProblem>,
    }

    /// One part of a monthly total.
    pub struct CostPart {
        /// What it pays for.
        pub item: CostItem,
        /// How much, in the unit of monthly amounts.
        pub amount: f64,
    }

    /// What one assumption does to the total, everything else as assumed.
    pub struct Swing {
        /// The assumption.
        pub driver: CostDriver,
        /// Its least and its greatest value, in the assumption's unit.
        pub ends: [f64; 2],
        /// The total at each of them, in the unit of monthly amounts.
        pub totals: [f64; 2],
        /// Its share of the total's variance, 0 to 1.
        pub share: f64,
    }

    /// One quantity of a sizing: how much traffic there is, or what it needs.
    pub struct SizingRow {
        /// Which.
        pub quantity: SizingQuantity,
        /// At the month's mean traffic, in the quantity's unit.
        pub mean: f64,
        /// At the peak, in the quantity's unit; absent without a peak factor.
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
        /// What the accelerators by tokens cost when they run all month, in the unit of monthly amounts.
        pub monthly: Option<f64>,
        /// What a million of the traffic's tokens cost then, in the package's currency, the unit without "a month".
        pub per_million_tokens: Option<f64>,
    }
}

choice! {
    /// Why a cost is not what it could be.
    #[derive(Default)]
    pub enum CostProblem {
        /// Nothing is assumed yet.
        #[default]
        NothingAssumed,
        /// A value an assumption cannot have, so that it counts as missing.
        Impossible {
            /// The assumption.
            driver: CostDriver,
        },
        /// A range that does not lie around its value, and is left aside.
        RangeLeftAside {
            /// The assumption.
            driver: CostDriver,
        },
        /// There is no total, because assumptions are missing.
        Missing {
            /// Those assumptions.
            drivers: Vec<CostDriver>,
        },
    }
}

words! {
    /// What a month's money pays for.
    pub enum CostItem {
        /// requests × (tokens read × their price + tokens written × their price) / 10⁶.
        #[default]
        Tokens = "Tokens",
        /// accelerator-hours × price; hours = requests × tokens / (tokens per second × utilisation × 3600).
        Accelerators = "Accelerators",
        /// As assumed.
        Fixed = "Fixed cost",
        /// hours × rate.
        People = "People",
    }

    /// A quantity of a sizing.
    pub enum SizingQuantity {
        /// Requests a second.
        #[default]
        Requests = "Requests",
        /// Tokens a second.
        Tokens = "Tokens",
        /// Whole accelerators for the requests a second.
        AcceleratorsByRequests = "Accelerators by requests",
        /// Whole accelerators for the tokens a second.
        AcceleratorsByTokens = "Accelerators by tokens",
        /// Whole accelerators for the tokens a second, with every request at the upper end of its length.
        AcceleratorsAtLongest = "Accelerators by tokens, requests at their longest",
        /// How busy the accelerators by tokens are when as many run all month, a share from 0 to 1.
        Utilisation = "Utilisation when they run all month",
    }
}

impl CostFindings {
    /// The finding of an alternative.
    pub fn of(&self, alternative: &Id) -> Option<&CostFinding> {
        self.alternatives.iter().find(|finding| finding.alternative == *alternative)
    }
}

impl CostFinding {
    /// A quantity of the sizing.
    pub fn sized(&self, quantity: SizingQuantity) -> Option<&SizingRow> {
        self.sizing.iter().find(|row| row.quantity == quantity)
    }
}

impl SizingRow {
    /// At the peak, or at the mean when no peak is assumed.
    pub fn at_peak(&self) -> f64 {
        self.peak.unwrap_or(self.mean)
    }
}
