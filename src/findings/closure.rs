//! Whether every way to fail is closed: prevented, seen, told to somebody, and undone.

use crate::package::{Date, Id, RollbackTarget};

record! {
    /// Failure mode by failure mode, and trigger by trigger.
    pub struct ClosureFinding left out when is_empty {
        /// Every failure mode, in the package's order.
        pub chains: Vec<Chain>,
        /// Every monitor and service level that rolls back, in the package's order.
        pub triggers: Vec<TriggerFinding>,
        /// What is missing: failure modes first, then what watches them, then triggers.
        pub gaps: Vec<Gap>,
    }

    /// One failure mode and what closes it.
    pub struct Chain {
        /// The failure mode.
        pub mode: Id,
        /// Whether something prevents or softens it.
        pub mitigated: bool,
        /// Whether it is accepted without being seen.
        pub accepted: bool,
        /// The monitor or service level that sees it; empty when none does.
        pub monitor: Id,
        /// Whether somebody is told.
        pub told: bool,
        /// What is rolled back, as the failure mode says, or else the monitor that rolls back; absent when nothing is.
        pub rollback: Option<RollbackTarget>,
    }

    /// What rolls back, and whether that was ever tried.
    pub struct TriggerFinding {
        /// The monitor or service level.
        pub id: Id,
        /// What it rolls back; absent when nobody says.
        pub target: Option<RollbackTarget>,
        /// How many times it would have fired critically on the telemetry, over all alternatives: a number of firings.
        pub fired: u32,
        /// How often, between 0 and 1, a check on it rolled back in the simulation, under the fault where it did most
        /// often; absent where no check is on it, or nothing is simulated.
        pub simulated: Option<f64>,
        /// When the rollback of its target was last rehearsed; empty when never.
        pub drilled: Date,
        /// Whether any of these ever happened.
        pub exercised: bool,
    }

    /// Something that is missing.
    pub struct Gap {
        /// What.
        pub kind: GapKind,
        /// The record in whose field it belongs.
        pub record: Id,
        /// The rollback target it is about, if it is about one.
        pub target: Option<RollbackTarget>,
    }
}

words! {
    /// What may be missing between a way to fail and the way back.
    pub enum GapKind {
        /// Nothing prevents or softens a failure mode.
        #[default]
        NoMitigation = "no mitigation",
        /// Nothing sees a failure mode.
        NoMonitor = "no monitor",
        /// Neither the failure mode nor its monitor says what is rolled back.
        NoRollback = "no rollback",
        /// The failure mode asks for one target, and its monitor rolls back another.
        TargetsDiffer = "targets differ",
        /// A monitor has no threshold at which somebody must act.
        NoThreshold = "no threshold",
        /// Nobody is told.
        NobodyTold = "nobody told",
        /// Nobody has written what to do.
        NoRunbook = "no runbook",
        /// The release has no way back for a target.
        NoWayBack = "no way back",
        /// A trigger never fired on telemetry or in a simulation, and its rollback was never rehearsed.
        NeverExercised = "never exercised",
    }
}

impl ClosureFinding {
    /// Whether there is nothing to close.
    pub fn is_empty(&self) -> bool {
        self.chains.is_empty() && self.triggers.is_empty()
    }

    /// What is missing around one record.
    pub fn gaps_of<'a>(&'a self, record: &'a Id) -> impl Iterator<Item = &'a Gap> {
        self.gaps.iter().filter(move |gap| gap.record == *record)
    }
}
