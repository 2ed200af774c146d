//! Alternatives, and which of them the authors recommend.

use super::Id;

record! {
    /// One of the things that could be done.
    pub struct Alternative {
        /// Identifier.
        pub id: Id,
        /// Short name, shown everywhere.
        pub name: String,
        /// The value that marks this alternative's rows in a dataset's label column; the name when empty.
        pub label: String,
        /// What it is, in a sentence or two.
        pub description: String,
        /// What speaks for it.
        pub strength: String,
        /// What speaks against it.
        pub risk: String,
        /// What is known about it, and from where.
        pub evidence: String,
        /// Whether the others are compared with this one.
        pub baseline: bool,
        ..extra
    }

    /// What the authors recommend. Everything left empty is derived from the findings.
    pub struct Recommendation {
        /// The alternative recommended; the best releasable one when empty.
        pub option: Id,
        /// The decision in the authors' words; a sentence from the findings when empty.
        pub decision: String,
        /// Why the authors depart from the findings, if they do.
        pub reason: String,
        /// The monitor to watch first; the first rollback trigger's when empty.
        pub monitor: Id,
        /// When to roll back, in words; from the monitor's critical threshold when empty.
        pub rollback_trigger: String,
        ..extra
    }
}

impl Alternative {
    /// The text that marks this alternative's rows in a label column.
    pub fn label(&self) -> &str {
        if self.label.is_empty() { &self.name } else { &self.label }
    }

    /// Whether it is the one that `label` marks, whatever the letter case and the spaces around.
    pub fn bears(&self, label: &str) -> bool {
        self.label().trim().to_lowercase() == label.trim().to_lowercase()
    }
}
