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
        /// How much, in the unit of monthly amounts.
        pub amount: f64,
        /// How it comes about, with its numbers.
        pub formula: String,
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
        /// At the month's mean traffic, in the row's unit.
        pub mean: f64,
        /// At the peak, in the row's unit; absent without a peak factor and where there is no peak of it.
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
