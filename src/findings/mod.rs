//! Findings: everything that follows from a package and its telemetry. Never edited, always recomputed.

mod closure;
mod completeness;
mod cost;
mod decision;
mod environment;
mod estimate;
mod gate;
mod measured;
mod outcome;
mod plan;
mod readiness;
mod remark;
mod replay;
mod review;
mod risk;
mod robustness;
mod scenario;
mod score;
mod screen;
mod service_level;
mod simulation;
mod test_run;
mod triage;
mod weight;

use crate::package::Id;
use crate::package::document::Sparse;
pub use closure::{Chain, ClosureFinding, Gap, GapKind, TriggerFinding};
pub use completeness::{Found, Lacking, MemoLength, RecordPart, RequiredItem, Unvalued};
pub use cost::{
    CostFinding, CostFindings, CostItem, CostPart, CostProblem, SizingQuantity, SizingRow, StackFinding, Swing,
};
pub use decision::{DecisionEvidence, DecisionFinding, MeasureWaiting, Waiting, WaivedGate};
pub use environment::{EnvironmentFinding, MachineFinding, PackageFinding};
pub use estimate::{Estimate, IntervalMethod, Needed};
pub use gate::{GateFinding, Verdict, WaiverStanding};
pub use measured::Measured;
pub use outcome::{Action, Basis, Condition, Decision, Outcome, Reason, Task};
pub use plan::{Plan, PlanOutcome, PlanSearch, PlannedCheck};
pub use readiness::{
    CommentFinding, CompletionFinding, ReadinessFinding, RubricFinding, SectionScore, TestBand, TestScore,
};
pub use remark::{Fact, Remark};
pub use replay::{Alarm, Firing, IncidentFinding, ReplayFinding, ReplayPoint, ReplayProblem};
pub use review::{SignOffFinding, SignOffStanding};
pub use risk::{RiskFinding, RiskFindings};
pub use robustness::{
    CheckKind, Crossing, Drawn, EvidenceValue, JointShift, MethodDisagreement, Negotiation, ProfileWinner, Profiles,
    Reversal, Robustness, RobustnessCheck, RobustnessVerdict, ScoreChange, Smaa, Stability, Sweep, TornadoBar,
    WeightMove,
};
pub use scenario::{ScenarioFinding, ScenarioScore};
pub use score::{AlternativeFinding, Contribution, Intermediates, Scores};
pub use screen::Screen;
pub use service_level::{BurnAlert, ServiceLevelFinding, Urgency};
pub use simulation::{
    Chance, DesignFinding, DilutionFinding, Expectation, FaultOutcome, PowerFinding, SimulationFinding, Spread, Trigger,
};
pub use test_run::{CaseFinding, RunFinding, TestFinding};
pub use triage::{TriageLack, TriageLackKind, TriageSheet, TriageStep};

pub use weight::{Consistency, Judgement, ProfileWeights, WeightFinding, Weights};

record! {
    /// Everything that follows from one package and its telemetry.
    pub struct Findings {
        /// The version of the analysis that made them, a whole number from 1.
        pub version: u32 = 1,
        /// Every measure for every alternative.
        pub estimates: Vec<Estimate>,
        /// The environments of machines compared; left out while there are none.
        pub environments: Sparse<EnvironmentFinding>,
        /// Test results in numbers; left out while there are none.
        pub tests: Sparse<TestFinding>,
        /// Every gate for every alternative.
        pub gates: Vec<GateFinding>,
        /// The deciding weights, summing to 1, in the package's order of criteria.
        pub weights: Vec<WeightFinding>,
        /// Every alternative, in the package's order.
        pub alternatives: Vec<AlternativeFinding>,
        /// Why something could not be scored; empty when everything could.
        pub score_problems: Vec<Remark>,
        /// What a reader should know about the scores.
        pub score_warnings: Vec<Remark>,
        /// What would be found if a scenario decided, in the package's order; left out while there is none.
        pub scenarios: Sparse<ScenarioFinding>,
        /// How sure the ranking is; absent until computed.
        pub robustness: Option<Robustness>,
        /// What a simulation of the release found; left out when nothing is simulated.
        pub simulation: SimulationFinding,
        /// What each alternative costs a month; absent when there is no cost model.
        pub cost: Option<CostFindings>,
        /// The risk log in numbers.
        pub risks: RiskFindings,
        /// What each service level allows and when its alerts come, in the package's order; left out while there is none.
        pub service_levels: Sparse<ServiceLevelFinding>,
        /// What every monitor and service level would have done on the telemetry, those of the plan in its order and for
        /// each the alternatives in theirs; left out while nothing is watched.
        pub replays: Sparse<ReplayFinding>,
        /// Whether every failure mode is closed, and every trigger was tried; left out while there is nothing to close.
        pub closure: ClosureFinding,
        /// Every sign-off, oldest first.
        pub sign_offs: Vec<SignOffFinding>,
        /// How ready team and service are by their own account.
        pub readiness: ReadinessFinding,
        /// Every comment, in the package's order; left out while there is none.
        pub comments: Sparse<CommentFinding>,
        /// What a complete package needs, and whether it is there.
        pub completeness: Vec<RequiredItem>,
        /// May it be released, and how.
        pub outcome: Outcome,
    }
}

impl Findings {
    /// What a gate says of an alternative.
    pub fn gate(&self, gate: &Id, alternative: &Id) -> Option<&GateFinding> {
        self.gates.iter().find(|finding| finding.id == *gate && finding.alternative == *alternative)
    }

    /// An alternative's scores and rank.
    pub fn alternative(&self, id: &Id) -> Option<&AlternativeFinding> {
        self.alternatives.iter().find(|finding| finding.id == *id)
    }

    /// What the package still lacks, in the order of its list.
    pub fn missing(&self) -> impl Iterator<Item = &RequiredItem> {
        self.completeness.iter().filter(|item| !item.done)
    }

    /// A measure's value for an alternative.
    pub fn estimate(&self, measure: &Id, alternative: &Id) -> Option<&Estimate> {
        self.estimates.iter().find(|estimate| estimate.measure == *measure && estimate.alternative == *alternative)
    }
}
