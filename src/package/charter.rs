//! The charter: the question, its boundary, and the people it concerns.

use super::Id;

record! {
    /// What is being decided, within which boundary, for whom.
    pub struct Charter {
        /// The one question this package answers.
        pub decision_question: String,
        /// The decision or system boundary, in one paragraph.
        pub boundary: String,
        /// What the release is to achieve.
        pub objective: String,
        /// What is part of the decision, an item each.
        pub scope_in: Vec<String>,
        /// What is deliberately left out, an item each.
        pub scope_out: Vec<String>,
        /// Who has a say or is affected.
        pub stakeholders: Vec<Stakeholder>,
        /// How success will be recognised, an item each.
        pub success_criteria: Vec<String>,
        /// What cannot be moved: budget, law, dates.
        pub constraints: Vec<String>,
        /// What is taken for true without proof.
        pub assumptions: Vec<String>,
        ..extra
    }

    /// Someone with a say in the decision, or affected by it.
    pub struct Stakeholder {
        /// Identifier.
        pub id: Id,
        /// The role, such as "governance reviewer".
        pub role: String,
        /// The person's name, if it should stand in the package.
        pub name: String,
        /// What this role wants from the decision.
        pub interest: String,
        /// The part played in the decision.
        pub part: Part,
        ..extra
    }
}

words! {
    /// The part a stakeholder plays in the decision (RACI).
    pub enum Part {
        /// Does the work.
        Responsible = "Responsible",
        /// Answers for the outcome.
        Accountable = "Accountable",
        /// Asked before the decision.
        #[default]
        Consulted = "Consulted",
        /// Told afterwards.
        Informed = "Informed",
    }
}
