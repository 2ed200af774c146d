//! The risk log and the failure modes.

use super::{Date, Id, RollbackTarget};

record! {
    /// One risk: cause, event, consequence, and what is done about it.
    pub struct Risk {
        /// Identifier.
        pub id: Id,
        /// Short name.
        pub name: String,
        /// Because of what.
        pub cause: String,
        /// What might happen.
        pub event: String,
        /// With what effect.
        pub consequence: String,
        /// Such as "Model quality" or "Operations".
        pub category: String,
        /// Who answers for it.
        pub owner: String,
        /// What is done about it in principle.
        pub treatment: Treatment,
        /// What makes it less likely or less severe.
        pub mitigation: String,
        /// What is done once it happens.
        pub contingency: String,
        /// The sign that it is about to happen.
        pub trigger: String,
        /// Before any treatment.
        pub inherent: Rating,
        /// With the treatment in place.
        pub residual: Rating,
        /// When the treatment is to be in place.
        pub due: Date,
        /// When the risk is looked at again.
        pub review: Date,
        /// Where it stands.
        pub status: RiskStatus,
        /// The gate that would stop it.
        pub gate: Id,
        /// The monitor that would see it.
        pub monitor: Id,
        /// What is rolled back if it happens.
        pub rollback: Option<RollbackTarget>,
        /// What changed, newest last.
        pub history: Vec<RiskNote>,
        ..extra
    }

    /// How likely, how severe, how hard to detect: 1 to 5 each, 0 when not rated.
    pub struct Rating {
        /// 1 rare to 5 almost certain.
        pub probability: u8,
        /// 1 negligible to 5 catastrophic.
        pub impact: u8,
        /// 1 seen at once to 5 not seen at all.
        pub detectability: u8,
        ..extra
    }

    /// One line of a risk's history.
    pub struct RiskNote {
        /// When.
        pub date: Date,
        /// Who wrote it.
        pub who: String,
        /// What changed.
        pub note: String,
        ..extra
    }

    /// The highest residual priority accepted in a category.
    pub struct Appetite {
        /// The category as the risks name it; every other category when empty.
        pub category: String,
        /// The highest probability × impact accepted, 1 to 25.
        pub limit: u8,
        ..extra
    }

    /// A way in which the released system can fail.
    pub struct FailureMode {
        /// Identifier.
        pub id: Id,
        /// Short name.
        pub name: String,
        /// How it comes about and what it does.
        pub description: String,
        /// What prevents or softens it.
        pub mitigation: String,
        /// The monitor that sees it.
        pub monitor: Id,
        /// What is rolled back.
        pub rollback: Option<RollbackTarget>,
        /// Accepted without a monitor, and why.
        pub acceptance: String,
        ..extra
    }
}

words! {
    /// What is done about a risk.
    pub enum Treatment {
        /// Do not do what causes it.
        Avoid = "Avoid",
        /// Make it less likely or less severe.
        #[default]
        Reduce = "Reduce",
        /// Let somebody else carry it.
        Transfer = "Transfer",
        /// Live with it.
        Accept = "Accept",
    }

    /// Where a risk stands.
    pub enum RiskStatus {
        /// Known, treatment not in place.
        #[default]
        Open = "Open",
        /// Treatment under way.
        Treating = "Being treated",
        /// Treatment in place.
        Treated = "Treated",
        /// It happened.
        Occurred = "Occurred",
        /// No longer possible.
        Closed = "Closed",
    }
}

impl Rating {
    /// A rating from its three parts.
    pub fn new(probability: u8, impact: u8, detectability: u8) -> Self {
        Self { probability, impact, detectability, ..Self::default() }
    }

    /// Whether probability and impact are both rated.
    pub fn is_rated(&self) -> bool {
        self.probability > 0 && self.impact > 0
    }

    /// Probability × impact, 1 to 25; 0 when not rated.
    pub fn exposure(&self) -> u8 {
        self.probability.saturating_mul(self.impact)
    }

    /// Severity × occurrence × detection, 1 to 125; 0 when a part is not rated (AIAG FMEA).
    pub fn priority(&self) -> u16 {
        u16::from(self.probability) * u16::from(self.impact) * u16::from(self.detectability)
    }
}

/// What each step of the probability scale means, from 1 to 5.
pub const PROBABILITY: [&str; 5] = [
    "rare, not within years",
    "unlikely, once every few years",
    "possible, about once a year",
    "likely, a few times a year",
    "almost certain, every month",
];

/// What each step of the impact scale means, from 1 to 5.
pub const IMPACT: [&str; 5] = [
    "negligible, nobody notices",
    "minor, a few users for minutes",
    "moderate, many users for hours",
    "severe, money or trust lost",
    "catastrophic, people or the business harmed",
];

/// What each step of the detectability scale means, from 1 to 5.
pub const DETECTABILITY: [&str; 5] = [
    "seen at once, an alert fires",
    "seen within an hour",
    "seen within a day",
    "seen only by looking for it",
    "not seen until users report it",
];
