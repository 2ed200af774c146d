//! Acceptance gates, judged.

use crate::package::{Id, Severity};

record! {
    /// One gate judged for one alternative.
    pub struct GateFinding {
        /// The gate.
        pub id: Id,
        /// The gate's name.
        pub name: String,
        /// The alternative judged.
        pub alternative: Id,
        /// The verdict.
        pub verdict: Verdict,
        /// What the verdict would be without a waiver.
        pub unwaived: Verdict,
        /// What a fail means.
        pub severity: Severity,
        /// The observed value, in the unit of the gate's measure.
        pub value: Option<f64>,
        /// Lower end of its interval, in the same unit.
        pub low: Option<f64>,
        /// Upper end of its interval, in the same unit.
        pub high: Option<f64>,
        /// Rows it rests on.
        pub n: u64,
        /// Rows at which the observed value would decide, when there is not enough evidence.
        pub needed: Option<u64>,
        /// How far the value clears the threshold, in the same unit; positive on the good side.
        pub margin: Option<f64>,
        /// Whether a waiver counts for this alternative.
        pub waiver: WaiverStanding,
    }
}

words! {
    /// Whether a gate's waiver counts for an alternative on the package's date.
    pub enum WaiverStanding {
        /// There is none for this alternative.
        #[default]
        Absent = "none",
        /// It says who, why and until when, and the day has not passed.
        Holds = "holds",
        /// It held until before the package's date.
        Ended = "ended",
        /// It does not say who, why or until when.
        Incomplete = "incomplete",
        /// The package has no date to compare with.
        NoDate = "no date to compare with",
    }

    /// What a gate says.
    pub enum Verdict {
        /// The whole interval lies on the good side.
        Pass = "Pass",
        /// The whole interval lies on the bad side.
        Fail = "Fail",
        /// The interval covers the threshold.
        NotEnoughEvidence = "Not enough evidence",
        /// No row has a value.
        #[default]
        NoData = "No data",
        /// Its threshold or direction was proposed, and nobody has set it yet.
        Proposed = "Proposed",
        /// It fails, and somebody accepts that for a while.
        Waived = "Waived",
    }
}
