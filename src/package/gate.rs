//! Acceptance gates: hard constraints on measured values.

use super::{Date, Id, Proposal};

record! {
    /// "This measure must lie on the good side of this threshold."
    pub struct Gate {
        /// Identifier.
        pub id: Id,
        /// Short name, such as "p99 latency".
        pub name: String,
        /// The measure judged.
        pub measure: Id,
        /// On which side of the threshold the good values lie.
        pub comparator: Comparator,
        /// In the measure's unit; for a rate between 0 and 1.
        pub threshold: f64,
        /// Which of the two nobody has set yet.
        pub proposed: Proposal,
        /// What a fail means for the release.
        pub severity: Severity,
        /// Whether the whole interval is judged, or the point value alone.
        pub judge: Judge,
        /// Who answers for it.
        pub owner: String,
        /// Why this threshold.
        pub rationale: String,
        /// What is done when a major gate fails, so that a release may still go conditionally.
        pub mitigation: String,
        /// Accepted in spite of a fail.
        pub waiver: Option<Waiver>,
        ..extra
    }

    /// Somebody accepts a failing gate for a while.
    pub struct Waiver {
        /// Who accepts it.
        pub who: String,
        /// Why.
        pub why: String,
        /// The last day it holds.
        pub until: Date,
        /// For which alternative; for all when empty.
        pub alternative: Id,
        ..extra
    }
}

words! {
    /// On which side of a threshold the good values lie.
    pub enum Comparator {
        /// At most the threshold.
        #[default]
        AtMost = "≤",
        /// Less than the threshold.
        Below = "<",
        /// At least the threshold.
        AtLeast = "≥",
        /// More than the threshold.
        Above = ">",
    }

    /// What a failing gate means for the release.
    pub enum Severity {
        /// No release.
        #[default]
        Blocker = "Blocker",
        /// Release only with a named mitigation.
        Major = "Major",
        /// Said, without consequence.
        Advisory = "Advisory",
    }

    /// What of an estimate is compared with the threshold.
    pub enum Judge {
        /// The whole confidence interval.
        #[default]
        Interval = "the whole interval",
        /// The point value alone.
        Point = "the point estimate alone",
    }
}

impl Comparator {
    /// Whether `value` lies on the good side of `threshold`.
    pub fn accepts(self, value: f64, threshold: f64) -> bool {
        match self {
            Self::AtMost => value <= threshold,
            Self::Below => value < threshold,
            Self::AtLeast => value >= threshold,
            Self::Above => value > threshold,
        }
    }

    /// Whether smaller values are the good ones.
    pub fn prefers_less(self) -> bool {
        matches!(self, Self::AtMost | Self::Below)
    }
}
