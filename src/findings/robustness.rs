//! How sure the ranking is, and what would change it.

use super::{DecisionFinding, Remark};
use crate::package::{
    Id,
    settings::{Method, Scope},
};

record! {
    /// How sure the ranking is, and what would change it, all under the package's method and of the alternatives in
    /// `scope`, whose lists follow `compared`. Alternatives that cannot be ranked take no part.
    pub struct Robustness {
        /// The method judged.
        pub method: Method,
        /// Draws made; 0 until there are any.
        pub draws: u32,
        /// Seed of the draws.
        pub seed: u32,
        /// Which alternatives every statement here is about. Those that can be released only if there is one.
        pub scope: Scope,
        /// These alternatives, in the package's order.
        pub compared: Vec<Id>,
        /// The alternative to release as far as ranks and gates say: the one the authors recommend, or else the best
        /// that can be released; absent when there is neither.
        pub recommended: Option<Id>,
        /// How far each weight can go, in the package's order of criteria.
        pub stability: Vec<Stability>,
        /// The least shift of weights that puts each rival first, nearest first; at most sixty.
        pub joint_shift: Vec<JointShift>,
        /// The least change of one value that makes a rival draw level with the winner, nearest first.
        pub score_change: Vec<ScoreChange>,
        /// Every score along every weight, in the package's order of criteria.
        pub sweep: Vec<Sweep>,
        /// What each uncertain value does to the winner's lead, widest first; at most sixty.
        pub tornado: Vec<TornadoBar>,
        /// Alternatives whose mere absence changes the order of the others; empty when none does.
        pub reversal: Vec<Reversal>,
        /// Who wins for whom.
        pub profiles: Profiles,
        /// The other methods that rank differently.
        pub method_disagreement: Vec<MethodDisagreement>,
        /// Stochastic multicriteria acceptability analysis; absent until drawn.
        pub smaa: Option<Smaa>,
        /// What to measure next: uncertain values by how much knowing them would settle; empty until drawn,
        /// or when every value is certain.
        pub evidence_value: Vec<EvidenceValue>,
        /// The decision under gates; absent until drawn.
        pub decision: Option<DecisionFinding>,
        /// Clear winner or not, and why.
        pub verdict: RobustnessVerdict,
    }

    /// The part of [`Robustness`] that is drawn at random, and what else takes longer than a frame.
    pub struct Drawn {
        /// The least shift of weights that puts each rival first, nearest first; at most sixty.
        pub joint_shift: Vec<JointShift>,
        /// Stochastic multicriteria acceptability analysis.
        pub smaa: Smaa,
        /// What to measure next.
        pub evidence_value: Vec<EvidenceValue>,
        /// The decision under gates.
        pub decision: DecisionFinding,
    }

    /// Whether there is a clear winner.
    pub struct RobustnessVerdict {
        /// The alternative that is first; absent when none is ranked.
        pub winner: Option<Id>,
        /// The one that follows.
        pub runner_up: Option<Id>,
        /// Whether it shares the first rank.
        pub level: bool,
        /// Whether every check is met and there is a rival at all.
        pub clear: bool,
        /// The three checks, each with its setting. The probability of being first is missing until drawn.
        pub checks: Vec<RobustnessCheck>,
    }

    /// One reason for or against a clear winner.
    pub struct RobustnessCheck {
        /// Which one.
        pub kind: CheckKind,
        /// What was found: the lead as a share of the winner's score, the probability of being first under
        /// measured uncertainty, 0 to 1, or the least joint shift in points of 100. Absent when no shift at all does
        /// it.
        pub value: Option<f64>,
        /// The setting it is compared with, in the same unit.
        pub least: f64,
        /// Whether it speaks for a clear winner.
        pub met: bool,
    }

    /// How far one weight can go, the others keeping their proportions. Ends are weights between 0 and 1 at
    /// which two alternatives draw level.
    pub struct Stability {
        /// The criterion.
        pub criterion: Id,
        /// Its name.
        pub name: String,
        /// Its weight now, 0 to 1.
        pub weight: f64,
        /// Within these weights, 0 to 1, the winner stays first; absent when this criterion has all the weight, so
        /// that nothing says how the others would share it.
        pub winner: Option<[f64; 2]>,
        /// Within these weights, 0 to 1, every rank stays as it is; absent likewise.
        pub ranking: Option<[f64; 2]>,
    }

    /// The least shift of weights that puts a rival first: level with every other alternative, or ahead of it.
    pub struct JointShift {
        /// The rival.
        pub alternative: Id,
        /// Its name.
        pub name: String,
        /// Points of 100 taken from some criteria and given to others; absent when no weights put it first.
        pub points: Option<f64>,
        /// Σ |weight after − weight before|, at least 0: twice the points, of 1.
        pub distance: Option<f64>,
        /// What is moved; nothing when it shares the first place already.
        pub moves: Vec<WeightMove>,
        /// The weights after it, 0 to 1, in the order of the criteria that are kept; empty when no weights do.
        pub weights: Vec<f64>,
        /// A shift hardly greater, in as few digits as put the rival ahead of everybody; empty when it can at best
        /// share the first place.
        pub stated: Vec<WeightMove>,
        /// Whether it is the least there is, and whether there is none when none is given. Under TOPSIS it is found
        /// by search, and a smaller one may exist.
        pub exact: bool,
    }

    /// Weight taken from one criterion and given to another.
    pub struct WeightMove {
        /// Taken from.
        pub from: Id,
        /// Given to.
        pub to: Id,
        /// Points of 100.
        pub points: f64,
        /// Whether that is all the weight there is to take.
        pub all: bool,
    }

    /// The least change of one value that makes a rival draw level with the winner, everything else as it is.
    pub struct ScoreChange {
        /// The rival.
        pub rival: Id,
        /// Whose value changes: the rival's or the winner's.
        pub alternative: Id,
        /// On which criterion.
        pub criterion: Id,
        /// The value now, in the criterion's unit.
        pub from: f64,
        /// The value at which the rival draws level, in the same unit.
        pub to: f64,
        /// How much of the criterion's range that is, 0 to 1.
        pub share: f64,
    }

    /// Every score as one weight goes from 0 to 1, the others keeping their proportions.
    pub struct Sweep {
        /// The criterion.
        pub criterion: Id,
        /// Its weight now, 0 to 1.
        pub weight: f64,
        /// Weights, 0 to 1, at which scores are given; straight lines join them.
        pub at: Vec<f64>,
        /// The alternatives compared.
        pub alternatives: Vec<Id>,
        /// Their scores in the method's range (0 to 1, PROMETHEE II −1 to 1), one list per alternative, one score per
        /// weight.
        pub scores: Vec<Vec<f64>>,
        /// Who is first at weight 0.
        pub first: Id,
        /// Where another one becomes first, ascending.
        pub crossings: Vec<Crossing>,
    }

    /// Where another alternative becomes first.
    pub struct Crossing {
        /// The weight, 0 to 1.
        pub at: f64,
        /// Who is first below it.
        pub from: Id,
        /// Who is first above it.
        pub to: Id,
    }

    /// The winner's lead with one uncertain value at either end of what it may be, everything else as it is.
    pub struct TornadoBar {
        /// Whose value.
        pub alternative: Id,
        /// On which criteria; more than one when they rest on the same measure.
        pub criteria: Vec<Id>,
        /// The measure it is an estimate of; absent for a stated value.
        pub measure: Option<Id>,
        /// The value at its low and its high end (95 %), in its unit.
        pub ends: [f64; 2],
        /// The winner's lead over the best rival at each end, a difference of scores, −1 to 1 (PROMETHEE II −2 to 2);
        /// negative where a rival is ahead.
        pub leads: [f64; 2],
        /// Who is first at each end.
        pub first: [Id; 2],
    }

    /// An alternative whose mere absence changes the order of the others.
    pub struct Reversal {
        /// The one left out.
        pub dropped: Id,
        /// Who is first without it.
        pub first: Id,
        /// Whether that is another winner.
        pub winner_changes: bool,
    }

    /// Who wins under each profile's weights.
    pub struct Profiles {
        /// One per profile, in the package's order.
        pub winners: Vec<ProfileWinner>,
        /// Whether all profiles have the same winner.
        pub agree: bool,
        /// What to negotiate about; absent when they agree.
        pub negotiate: Option<Negotiation>,
    }

    /// One profile's winner.
    pub struct ProfileWinner {
        /// The profile.
        pub profile: Id,
        /// Whose weights these are.
        pub name: String,
        /// The winner; absent when nothing is ranked.
        pub winner: Option<Id>,
        /// Every compared alternative's rank under this profile, 1 best, in the package's order.
        pub ranks: Vec<u32>,
    }

    /// The criterion whose weight divides the profiles.
    pub struct Negotiation {
        /// The criterion.
        pub criterion: Id,
        /// How much of what divides the profiles' winners is due to it, 0 to 1.
        pub share: f64,
        /// The least weight a profile gives it, 0 to 1.
        pub low: f64,
        /// The greatest, 0 to 1.
        pub high: f64,
    }

    /// Another method that ranks differently from the package's.
    pub struct MethodDisagreement {
        /// The other method.
        pub method: Method,
        /// Whether it has another winner.
        pub winner_differs: bool,
        /// The better of the two alternatives looked at under the package's method: the winner, or the first
        /// one that is ranked otherwise.
        pub one: Id,
        /// The one that the other method puts before it.
        pub other: Id,
        /// The criterion that does it: the one that speaks most more for `other` there than here.
        pub criterion: Id,
    }

    /// How often each alternative has which rank when weights and uncertain values are drawn at random.
    /// Lists follow `alternatives` and `criteria`. Rank = 1 + number strictly better, so that equals share one.
    pub struct Smaa {
        /// Draws made.
        pub draws: u32,
        /// The alternatives compared.
        pub alternatives: Vec<Id>,
        /// The criteria that are kept.
        pub criteria: Vec<Id>,
        /// Per alternative, the share of draws, 0 to 1, in which it has rank 1, 2, …
        pub acceptability: Vec<Vec<f64>>,
        /// Per alternative, the mean of the weights that put it first, each 0 to 1; absent when none does.
        pub central_weights: Vec<Option<Vec<f64>>>,
        /// Per alternative, the probability that it is first at its central weights, 0 to 1; absent likewise.
        pub confidence: Vec<Option<f64>>,
        /// Per alternative, the share of draws, 0 to 1, in which it is strictly better than each other one.
        pub pairwise: Vec<Vec<f64>>,
        /// Per alternative, the entropy of its ranks, 0 to 1: 0 when always the same, 1 when all are as likely.
        pub rank_entropy: Vec<f64>,
        /// The entropy of who is first, 0 to 1 likewise.
        pub entropy: f64,
        /// Per alternative, the probability, 0 to 1, that it is first at the package's own weights, under the
        /// uncertainty of the values alone.
        pub first_probability: Vec<f64>,
        /// What a reader should know about the draws.
        pub warnings: Vec<Remark>,
    }

    /// What knowing one uncertain value exactly would do for the decision.
    pub struct EvidenceValue {
        /// Whose value.
        pub alternative: Id,
        /// On which criteria; more than one when they rest on the same measure.
        pub criteria: Vec<Id>,
        /// The measure it is an estimate of; absent for a stated value.
        pub measure: Option<Id>,
        /// P(first), 0 to 1, of the winner at the package's own weights with this value fixed at its mean.
        pub first_probability: f64,
        /// How much that is more than without, −1 to 1.
        pub gain: f64,
    }
}

words! {
    /// The checks of a clear winner.
    pub enum CheckKind {
        /// The lead over the runner-up as a share of the winner's score, against `least_lead`.
        #[default]
        Lead = "lead",
        /// The probability of being first under measured uncertainty, against `least_first`.
        First = "first",
        /// The points of the least joint shift of weights, against `least_shift`.
        Shift = "shift",
    }
}
