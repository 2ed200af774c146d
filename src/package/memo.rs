//! The memo, open questions, and evidence still to be gathered.

use crate::sorted_map::SortedMap;

use super::{Date, Id};

record! {
    /// What people wrote of the memo. A section not named here shows its draft.
    pub struct Memo {
        /// Markdown with placeholders such as `{{outcome}}`, by section.
        pub sections: SortedMap<Section, String>,
        ..extra
    }

    /// Something still unknown.
    pub struct OpenQuestion {
        /// Identifier.
        pub id: Id,
        /// The question.
        pub question: String,
        /// Who finds out.
        pub owner: String,
        /// By when.
        pub due: Date,
        ..extra
    }

    /// Evidence required before real deployment.
    pub struct AdditionalEvidence {
        /// Identifier.
        pub id: Id,
        /// What must be measured or shown.
        pub what: String,
        /// What it would decide.
        pub why: String,
        /// Who gathers it.
        pub owner: String,
        /// By when.
        pub due: Date,
        /// Whether even a pilot must wait for it.
        pub before_pilot: bool,
        ..extra
    }
}

words! {
    /// The memo's sections, in their order.
    pub enum Section {
        /// The question and its boundary.
        #[default]
        Context = "Context",
        /// How the alternatives were compared.
        Method = "Method",
        /// What was found, and its limits.
        Evidence = "Evidence",
        /// What can go wrong.
        Risks = "Risks",
        /// What to do.
        Recommendation = "Recommendation",
        /// What is not known.
        OpenQuestions = "Open questions",
    }
}

/// Words the memo should have, both ends included.
pub const MEMO_WORDS: std::ops::RangeInclusive<usize> = 900..=1200;
