//! Triage drills: what is looked at in the first thirty minutes of an incident, and what was decided when it was tried.

use super::monitor::MonitorKind;
use super::{Date, Id, RollbackTarget};

record! {
    /// Scenarios of one's own, and every drill that was walked through.
    pub struct Triage left out when is_empty {
        /// Scenarios beside the usual three.
        pub scenarios: Vec<TriageScenario>,
        /// Drills, oldest first.
        pub drills: Vec<TriageDrill>,
        ..extra
    }

    /// Something that is noticed, and where one looks first.
    pub struct TriageScenario {
        /// Identifier; those of the usual three are `data-refresh`, `cost-doubled` and `vendor-latency`.
        pub id: Id,
        /// In a few words, such as "Quality dropped after a data refresh".
        pub name: String,
        /// What is noticed, and by whom.
        pub sign: String,
        /// What kind of monitor shows it.
        pub kind: MonitorKind,
        /// What is suspected first; the others follow in the order code, model, prompt, data.
        pub suspect: RollbackTarget,
        ..extra
    }

    /// One walk through the first thirty minutes.
    pub struct TriageDrill {
        /// Identifier.
        pub id: Id,
        /// The scenario.
        pub scenario: Id,
        /// When.
        pub date: Date,
        /// Who led it.
        pub led_by: String,
        /// What was decided at each step.
        pub decisions: TriageDecisions,
        /// What would have been rolled back; nothing when nothing.
        pub rolled_back: Option<RollbackTarget>,
        /// How many minutes it took to a decision.
        pub minutes: Option<f64>,
        /// What was missing, one thing a line.
        pub missing: Vec<String>,
        ..extra
    }

    /// What was decided at each step of a drill.
    pub struct TriageDecisions {
        /// Whether it is real, and how bad.
        pub confirm: String,
        /// What had changed.
        pub changed: String,
        /// What caused it.
        pub attribute: String,
        /// What was done about it.
        pub act: String,
        /// Who was told what.
        pub tell: String,
        ..extra
    }
}

words! {
    /// The steps of the first thirty minutes.
    pub enum TriageStepKind {
        /// Is it real, and how bad?
        #[default]
        Confirm = "Is it real?",
        /// What changed?
        Changed = "What changed?",
        /// What caused it?
        Attribute = "What caused it?",
        /// Roll back, or not?
        Act = "What goes back?",
        /// Who must know?
        Tell = "Who must know?",
    }
}

impl Triage {
    /// Whether there is neither a scenario nor a drill.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The usual three scenarios, and those of one's own.
    pub fn all(&self) -> Vec<TriageScenario> {
        TriageScenario::usual().into_iter().chain(self.scenarios.iter().cloned()).collect()
    }

    /// The scenario with this identifier.
    pub fn scenario(&self, id: &Id) -> Option<TriageScenario> {
        self.all().into_iter().find(|scenario| scenario.id == *id)
    }
}

impl TriageScenario {
    /// Quality dropped after a data refresh; cost doubled without traffic; latency up after a vendor's change.
    pub fn usual() -> [Self; 3] {
        let of = |id: &str, name: &str, sign: &str, kind, suspect| Self {
            id: id.into(),
            name: name.to_owned(),
            sign: sign.to_owned(),
            kind,
            suspect,
            ..Self::default()
        };
        [
            of(
                "data-refresh",
                "Quality dropped after a data refresh",
                "Answers are worse since yesterday's refresh of data, features or an index. Nothing else was deployed.",
                MonitorKind::Quality,
                RollbackTarget::Data,
            ),
            of(
                "cost-doubled",
                "Cost doubled, traffic did not",
                "The bill is twice last week's at the same number of requests.",
                MonitorKind::Cost,
                RollbackTarget::Prompt,
            ),
            of(
                "vendor-latency",
                "Latency up after a vendor's change",
                "Answers take longer since a vendor changed something on its side. Nothing of ours was deployed.",
                MonitorKind::Service,
                RollbackTarget::Model,
            ),
        ]
    }

    /// What may be rolled back, the first suspect first.
    pub fn suspects(&self) -> Vec<RollbackTarget> {
        let rest = RollbackTarget::ALL.iter().copied().filter(|target| *target != self.suspect);
        std::iter::once(self.suspect).chain(rest).collect()
    }
}

impl TriageStepKind {
    /// From which minute to which.
    pub fn minutes(self) -> (u32, u32) {
        match self {
            Self::Confirm => (0, 5),
            Self::Changed => (5, 10),
            Self::Attribute => (10, 20),
            Self::Act => (20, 25),
            Self::Tell => (25, 30),
        }
    }
}
