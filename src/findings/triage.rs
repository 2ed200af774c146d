//! The sheet for a triage drill: what there is to look at in the plan at hand, and what is missing.

use crate::package::triage::TriageStepKind;
use crate::package::{Id, RollbackTarget};

record! {
    /// The first thirty minutes of one scenario.
    pub struct TriageSheet {
        /// The scenario.
        pub scenario: Id,
        /// In order of time.
        pub steps: Vec<TriageStep>,
    }

    /// One step.
    pub struct TriageStep {
        /// Which.
        pub kind: TriageStepKind,
        /// Monitors, service levels, failure modes and rollback targets to look at, in order.
        pub look: Vec<Id>,
        /// What is missing for it.
        pub lacking: Vec<TriageLack>,
    }

    /// Something a step needs and the plan has not.
    pub struct TriageLack {
        /// What.
        pub kind: TriageLackKind,
        /// The record it is missing of; empty when a whole record is missing.
        pub record: Id,
        /// The rollback target it is about, if it is about one.
        pub target: Option<RollbackTarget>,
    }
}

words! {
    /// What may be missing when it counts.
    pub enum TriageLackKind {
        /// No monitor shows what is noticed.
        #[default]
        NoMonitor = "no monitor",
        /// A monitor says nowhere where its number is read.
        NoSource = "no source",
        /// A monitor has no critical threshold, so that nobody can say how bad it is.
        NoThreshold = "no threshold",
        /// The release says nothing of a target, so that nobody can say whether it changed.
        NoVersion = "no version",
        /// A target does not say which version runs, or which one it goes back to.
        VersionUnwritten = "version not written",
        /// No monitor watches for drift.
        NoDrift = "no drift monitor",
        /// No failure mode is described that this monitor sees.
        NoFailureMode = "no failure mode",
        /// A target does not say who takes it back.
        NoOwner = "no owner",
        /// A target does not say how long its way back takes.
        NoMinutes = "no minutes",
        /// The rollback of a target was never rehearsed.
        NeverRehearsed = "never rehearsed",
        /// A monitor says nowhere who is told.
        NobodyTold = "nobody told",
        /// A monitor has no runbook.
        NoRunbook = "no runbook",
    }
}
