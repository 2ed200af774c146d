//! Findings: everything that follows from a package and its telemetry. Never edited, always recomputed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::package::{Id, Severity};

/// Declares findings: plain serialisable data.
macro_rules! finding {
    ($($(#[$meta:meta])* pub struct $name:ident { $($(#[$field_meta:meta])* pub $field:ident: $kind:ty,)* })*) => {$(
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq, Serialize)]
        #[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
        #[serde(default)]
        pub struct $name { $($(#[$field_meta])* pub $field: $kind,)* }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let mut fields = $crate::package::document::fields(deserializer)?;
                Ok(Self {
                    $($field: $crate::package::document::take(&mut fields, stringify!($field))
                        .map_err(serde::de::Error::custom)?,)*
                })
            }
        }
    )*};
}
pub(crate) use finding;

finding! {
    /// Everything that follows from one package and its telemetry.
    pub struct Findings {
        /// Every measure for every alternative.
        pub estimates: Vec<Estimate>,
        /// Every gate for every alternative.
        pub gates: Vec<GateFinding>,
        /// The deciding weights, summing to 1, in the package's order of criteria.
        pub weights: Vec<WeightFinding>,
        /// Every alternative, in the package's order.
        pub alternatives: Vec<AlternativeFinding>,
        /// Why scores could not be computed, in words; empty when they could.
        pub score_problems: Vec<String>,
        /// What a reader should know about the scores, in words.
        pub score_warnings: Vec<String>,
        /// How sure the ranking is; absent until computed.
        pub robustness: Option<crate::analysis::robustness::Robustness>,
        /// What each alternative costs a month; absent when there is no cost model.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub cost: Option<crate::analysis::cost::CostFindings>,
        /// The risk log in numbers.
        pub risks: RiskFindings,
        /// What a complete package needs, and whether it is there.
        pub completeness: Vec<RequiredItem>,
        /// May it be released, and how.
        pub outcome: Outcome,
    }

    /// A measure's value for one alternative, with its confidence interval.
    pub struct Estimate {
        /// The measure.
        pub measure: Id,
        /// The alternative.
        pub alternative: Id,
        /// The statistic in the measure's unit; absent when no row has a value.
        pub value: Option<f64>,
        /// Lower end of the interval; absent when it is not bounded below (say, one row).
        pub low: Option<f64>,
        /// Upper end of the interval; absent when it is not bounded above (say, p99 of 200 rows).
        pub high: Option<f64>,
        /// Rows used.
        pub n: u64,
        /// Rows of this alternative without a value.
        pub missing: u64,
        /// Standard error of the value, for drawing it at random; absent when unknown.
        pub standard_error: Option<f64>,
        /// How the interval was computed.
        pub interval: IntervalMethod,
        /// For each threshold a gate sets on this measure: rows at which the observed value would
        /// decide. Absent when no number of rows would (the value is the threshold) or when it cannot be
        /// told (too few rows for any interval), in the order of the package's gates on this measure.
        pub needed: Vec<Needed>,
    }

    /// The sample size at which an observed value would decide a gate.
    pub struct Needed {
        /// The gate.
        pub gate: Id,
        /// Rows in all, those at hand included.
        pub n: Option<u64>,
    }

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
        /// The observed value.
        pub value: Option<f64>,
        /// Lower end of its interval.
        pub low: Option<f64>,
        /// Upper end of its interval.
        pub high: Option<f64>,
        /// Rows it rests on.
        pub n: u64,
        /// Rows at which the observed value would decide, when there is not enough evidence.
        pub needed: Option<u64>,
        /// How far the value clears the threshold, in its unit; positive on the good side.
        pub margin: Option<f64>,
        /// What and why, in one line.
        pub sentence: String,
    }

    /// A criterion's share of the decision.
    pub struct WeightFinding {
        /// The criterion.
        pub criterion: Id,
        /// Between 0 and 1.
        pub weight: f64,
    }

    /// One alternative's scores and standing.
    pub struct AlternativeFinding {
        /// The alternative.
        pub id: Id,
        /// Its name.
        pub name: String,
        /// Rank by the package's method, 1 best, equals share a rank; absent when it cannot be ranked.
        pub rank: Option<u32>,
        /// Σ weight × worth, 0 to 1 on stated scales.
        pub weighted_sum: Option<f64>,
        /// Closeness to the ideal, 0 to 1.
        pub topsis: Option<f64>,
        /// Net outranking flow, −1 to 1.
        pub promethee: Option<f64>,
        /// Rank under each method: `weighted_sum`, `topsis`, `promethee`.
        pub ranks: BTreeMap<String, u32>,
        /// Each criterion's part of the weighted sum, in the package's order of criteria.
        pub contributions: Vec<Contribution>,
        /// Least and greatest weighted sum possible, when a missing value may be anything.
        pub range: Option<[f64; 2]>,
        /// Whether no blocker stands against it.
        pub releasable: bool,
        /// Names of the blocking gates that fail, lack evidence or data.
        pub blocked_by: Vec<String>,
    }

    /// One criterion's part of an alternative's weighted sum.
    pub struct Contribution {
        /// The criterion.
        pub criterion: Id,
        /// The value in the criterion's unit; absent when missing.
        pub value: Option<f64>,
        /// Its worth, 0 to 1.
        pub worth: Option<f64>,
        /// weight × worth.
        pub contribution: Option<f64>,
    }

    /// The risk log in numbers.
    pub struct RiskFindings {
        /// Every risk, greatest residual exposure first.
        pub risks: Vec<RiskFinding>,
        /// Failure modes that no monitor sees and nobody accepted in writing.
        pub unseen_failure_modes: Vec<Id>,
        /// Risks rated but seen by no gate and no monitor.
        pub undetected_risks: Vec<Id>,
    }

    /// One risk in numbers.
    pub struct RiskFinding {
        /// The risk.
        pub id: Id,
        /// Its name.
        pub name: String,
        /// Probability × impact before treatment.
        pub inherent: u8,
        /// Probability × impact with the treatment in place.
        pub residual: u8,
        /// Severity × occurrence × detection, residual.
        pub priority: u16,
        /// Whether the residual exposure is above the category's appetite.
        pub above_appetite: bool,
        /// Whether the residual impact is 5, whatever the product.
        pub catastrophic: bool,
        /// Whether its due date lies before the package's date and it is not treated or closed.
        pub overdue: bool,
    }

    /// One thing a complete package needs.
    pub struct RequiredItem {
        /// Such as `boundary`.
        pub id: String,
        /// What is needed, as "The decision boundary, in one paragraph".
        pub label: String,
        /// The screen where it belongs.
        pub screen: Screen,
        /// The field or record within the screen, as an element's id; empty for the screen as a whole.
        pub anchor: String,
        /// Whether it is there.
        pub done: bool,
        /// What exactly is missing, or what is there.
        pub detail: String,
    }

    /// May it be released, and how.
    pub struct Outcome {
        /// The verdict.
        pub decision: Decision,
        /// The alternative it is about; absent when none can be.
        pub alternative: Option<Id>,
        /// The verdict in one sentence.
        pub sentence: String,
        /// Why, most important first.
        pub reasons: Vec<String>,
        /// What must hold for a conditional go.
        pub conditions: Vec<String>,
        /// Who must do what next.
        pub actions: Vec<Action>,
    }

    /// Something somebody must do.
    pub struct Action {
        /// Who: an owner or a role; "Nobody yet" is never written, an empty text means not assigned.
        pub who: String,
        /// What.
        pub what: String,
        /// Where.
        pub screen: Screen,
    }
}

/// Declares a closed set of words: `snake_case` in JSON.
macro_rules! word {
    ($($(#[$meta:meta])* pub enum $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $label:literal,)* })*) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$variant_meta])* $variant,)* }

        impl $name {
            /// Every word, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The word as shown to people.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)* }
            }
        }
    )*};
}

word! {
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
        /// It fails, and somebody accepts that for a while.
        Waived = "Waived",
    }

    /// How an interval was computed.
    pub enum IntervalMethod {
        /// None could be.
        #[default]
        None = "none",
        /// Wilson's score interval for a rate.
        Wilson = "Wilson",
        /// Student's t for a mean.
        StudentT = "Student t",
        /// Order statistics for a quantile.
        OrderStatistics = "order statistics",
        /// Moving-block bootstrap.
        BlockBootstrap = "block bootstrap",
        /// The value is a count of what is there, not an estimate.
        Exact = "exact",
    }

    /// The verdict on the release.
    pub enum Decision {
        /// Too little is there to say.
        #[default]
        Undecided = "Undecided",
        /// Release it.
        Go = "Go",
        /// Release it under conditions.
        ConditionalGo = "Conditional go",
        /// Do not release it.
        NoGo = "No-go",
    }

    /// The screens, in the order of the navigation.
    pub enum Screen {
        /// The one page for the sponsor.
        #[default]
        Overview = "Overview",
        /// Question, boundary, people.
        Charter = "Charter",
        /// Sources, telemetry, measures.
        Evidence = "Evidence",
        /// Alternatives, criteria, weights, scores.
        Alternatives = "Alternatives",
        /// Acceptance gates.
        Gates = "Gates",
        /// Risk log and failure modes.
        Risks = "Risks",
        /// Release pipeline and rollback.
        Release = "Release",
        /// Monitoring plan.
        Monitoring = "Monitoring",
        /// Sign-offs.
        Review = "Review",
        /// The memo.
        Memo = "Memo",
        /// Open, save, export, verify, history.
        Package = "Package",
    }
}

impl Screen {
    /// The screen's address within the page: `#/risks`.
    pub fn address(self) -> String {
        format!("#/{}", self.label().to_lowercase())
    }

    /// The screen at an address, if there is one.
    pub fn at(address: &str) -> Option<Self> {
        let name = address.trim_start_matches("#/").split('/').next()?;
        Self::ALL.iter().copied().find(|screen| screen.label().eq_ignore_ascii_case(name))
    }
}
