//! Findings: everything that follows from a package and its telemetry. Never edited, always recomputed.

mod completeness;
mod cost;
mod estimate;
mod gate;
mod outcome;
mod risk;
mod robustness;
mod score;
mod screen;
mod weight;

pub use completeness::RequiredItem;
pub use cost::{Capacity, CapacityRow, CostFinding, CostFindings, CostPart, StackFinding, Swing};
pub use estimate::{Estimate, IntervalMethod, Needed};
pub use gate::{GateFinding, Verdict};
pub use outcome::{Action, Decision, Outcome};
pub use risk::{RiskFinding, RiskFindings};
pub use robustness::{
    Crossing, Drawn, EvidenceValue, JointShift, MethodDisagreement, Negotiation, ProfileWinner, Profiles, Reversal,
    Robustness, RobustnessCheck, RobustnessVerdict, ScoreChange, Smaa, Stability, Sweep, TornadoBar, WeightMove,
};
pub use score::{AlternativeFinding, Contribution, Intermediates, Scores};
pub use screen::Screen;
pub use weight::{Consistency, Judgement, ProfileWeights, WeightFinding, Weights};

record! {
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
        pub robustness: Option<Robustness>,
        /// What each alternative costs a month; absent when there is no cost model.
        pub cost: Option<CostFindings>,
        /// The risk log in numbers.
        pub risks: RiskFindings,
        /// What a complete package needs, and whether it is there.
        pub completeness: Vec<RequiredItem>,
        /// May it be released, and how.
        pub outcome: Outcome,
    }
}
