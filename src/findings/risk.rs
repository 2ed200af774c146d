//! The risk log in numbers.

use crate::package::Id;

record! {
    /// The risk log in numbers.
    pub struct RiskFindings {
        /// Every risk, greatest residual exposure first.
        pub risks: Vec<RiskFinding>,
        /// Failure modes that no monitor with a metric sees and nobody accepted in writing.
        pub unseen_failure_modes: Vec<Id>,
        /// Open risks, rated or not, that no gate with a measure would stop and no monitor with a metric sees, and that
        /// nobody accepts.
        pub undetected_risks: Vec<Id>,
    }

    /// One risk in numbers.
    pub struct RiskFinding {
        /// The risk.
        pub id: Id,
        /// Its name.
        pub name: String,
        /// Probability × impact before treatment, 1 to 25; 0 when not rated.
        pub inherent: u8,
        /// Probability × impact with the treatment in place, 1 to 25; 0 when not rated.
        pub residual: u8,
        /// Severity × occurrence × detection, residual, 1 to 125; 0 when not rated.
        pub priority: u16,
        /// Whether the residual exposure is above the category's appetite.
        pub above_appetite: bool,
        /// Whether the residual impact is 5, whatever the product.
        pub catastrophic: bool,
        /// Whether its due date lies before the package's date and it is not treated or closed.
        pub overdue: bool,
    }
}
