//! May it be released, and how.

use super::Screen;
use crate::package::Id;

record! {
    /// May it be released, and how.
    pub struct Outcome {
        /// The verdict.
        pub decision: Decision,
        /// The alternative it is about; absent when none can be.
        pub alternative: Option<Id>,
        /// What the verdict rests on.
        pub basis: Basis,
        /// Why, most important first.
        pub reasons: Vec<Reason>,
        /// What must hold for a conditional go.
        pub conditions: Vec<Condition>,
        /// Who must do what next, most pressing first.
        pub actions: Vec<Action>,
    }

    /// Something somebody must do.
    pub struct Action {
        /// Who: an owner or a role; empty when nobody is named.
        pub who: String,
        /// What.
        pub task: Task,
        /// Where.
        pub screen: Screen,
    }
}

choice! {
    /// What a verdict on the release rests on. Gates and names are those of the outcome's alternative.
    #[derive(Default)]
    pub enum Basis {
        /// There is no alternative yet.
        #[default]
        NoAlternative,
        /// No alternative is ranked, and none is recommended.
        NoRank,
        /// There is no gate yet.
        NoGate,
        /// It fails blockers.
        FailsBlockers {
            /// Those it fails.
            gates: Vec<Id>,
            /// Whether any alternative can be released.
            any_releasable: bool,
        },
        /// Somebody refused to sign.
        Refused {
            /// The refusal.
            sign_off: Id,
        },
        /// It fails major gates for which no mitigation is named.
        FailsUnmitigated {
            /// Those gates.
            gates: Vec<Id>,
        },
        /// Blockers lack evidence or data.
        LacksEvidence {
            /// Those blockers.
            gates: Vec<Id>,
        },
        /// Nothing stands in its way, but the package lacks what a release has to rest on.
        Incomplete {
            /// Identifiers of the required items that are missing, in their order.
            items: Vec<String>,
        },
        /// It can be released under conditions.
        UnderConditions,
        /// It passes every gate that could stop it.
        PassesAll,
    }
}

choice! {
    /// One reason for a verdict.
    #[derive(Default)]
    pub enum Reason {
        /// An alternative that ranks before the outcome's, or shares the first rank, cannot be released.
        NotReleasable {
            /// Which.
            alternative: Id,
            /// Blockers it fails.
            failing: Vec<Id>,
            /// Blockers without enough evidence.
            unsure: Vec<Id>,
            /// Blockers without data.
            without_data: Vec<Id>,
            /// Blockers whose threshold or direction nobody has set.
            proposed: Vec<Id>,
        },
        /// The authors recommend another than the first that can be released.
        RecommendedBehind {
            /// The one that ranks before it.
            first: Id,
        },
        /// The alternative's rank by the package's method.
        Ranked {
            /// Others of the same rank.
            tied: Vec<Id>,
            /// The next in rank.
            next: Option<Id>,
        },
        /// No gate is a blocker.
        #[default]
        NoBlocker,
        /// It passes all blockers.
        PassesBlockers {
            /// How many there are, at least one.
            count: u32,
        },
        /// What a gate says of it.
        Gate {
            /// The gate.
            gate: Id,
        },
        /// The ranking has no clear winner.
        NoClearWinner,
        /// Risks are above appetite with their treatment in place.
        AboveAppetite {
            /// Those risks.
            risks: Vec<Id>,
        },
        /// Risks are catastrophic if they happen, however unlikely.
        Catastrophic {
            /// Those risks.
            risks: Vec<Id>,
        },
        /// Somebody refused to sign.
        Refused {
            /// The refusal.
            sign_off: Id,
        },
    }
}

choice! {
    /// What must hold for a conditional go.
    pub enum Condition {
        /// The mitigation of a failing major gate is in place.
        MitigationInPlace {
            /// The gate.
            gate: Id,
        },
        /// A major gate without evidence or data is shown to pass.
        GateShown {
            /// The gate.
            gate: Id,
        },
        /// A waived gate is accepted as such.
        WaiverAccepted {
            /// The gate.
            gate: Id,
        },
        /// A risk comes down within appetite.
        RiskReduced {
            /// The risk.
            risk: Id,
        },
        /// What a sign-off asks for.
        Asked {
            /// The sign-off.
            sign_off: Id,
        },
        /// One of the conditions of a sign-off, which is not met yet.
        Unmet {
            /// The sign-off.
            sign_off: Id,
            /// The condition.
            condition: Id,
        },
        /// An approval that has expired is given again.
        Renewed {
            /// The sign-off.
            sign_off: Id,
        },
        /// Evidence before any pilot.
        EvidenceGathered {
            /// The evidence.
            evidence: Id,
        },
    }
}

impl Default for Condition {
    fn default() -> Self {
        Self::GateShown { gate: Id::default() }
    }
}

choice! {
    /// Something to be done.
    pub enum Task {
        /// Bring a gate's value to its good side, or have it waived.
        PassOrWaive {
            /// The gate.
            gate: Id,
        },
        /// Bring a gate's value to its good side, or name a mitigation.
        PassOrMitigate {
            /// The gate.
            gate: Id,
        },
        /// Put a gate's mitigation in place.
        Mitigate {
            /// The gate.
            gate: Id,
        },
        /// Set a gate's threshold and direction, or confirm those proposed.
        SetLimit {
            /// The gate.
            gate: Id,
        },
        /// Gather more evidence for a gate.
        GatherRows {
            /// The gate.
            gate: Id,
            /// Rows still missing; absent when no number is known.
            more: Option<u64>,
        },
        /// Bring data for a gate.
        BringData {
            /// The gate.
            gate: Id,
        },
        /// Resolve what a waiver covers before it ends.
        ResolveWaiver {
            /// The gate.
            gate: Id,
        },
        /// Confirm that a sign-off's conditions are met.
        ConfirmConditions {
            /// The sign-off.
            sign_off: Id,
        },
        /// Meet one of a sign-off's conditions.
        MeetCondition {
            /// The sign-off.
            sign_off: Id,
            /// The condition.
            condition: Id,
        },
        /// Sign again what has expired.
        RenewSignOff {
            /// The sign-off.
            sign_off: Id,
        },
        /// Say what would turn a refusal.
        AnswerRefusal {
            /// The sign-off.
            sign_off: Id,
        },
        /// Finish a risk's treatment, which is late.
        FinishTreatment {
            /// The risk.
            risk: Id,
        },
        /// Bring a risk within appetite.
        ReduceRisk {
            /// The risk.
            risk: Id,
        },
        /// Gather evidence somebody asked for.
        GatherEvidence {
            /// The evidence.
            evidence: Id,
        },
        /// Write down what the package lacks on a screen.
        Complete {
            /// Identifiers of the required items.
            items: Vec<String>,
        },
    }
}

impl Default for Task {
    fn default() -> Self {
        Self::Complete { items: Vec::new() }
    }
}

words! {
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
}
