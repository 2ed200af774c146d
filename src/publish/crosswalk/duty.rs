//! The duties of two frameworks, by number and in words of our own, with the parts of a package that answer them.
//!
//! The numbers are those of NIST AI 100-1 (January 2023), tables 1 to 4 of section 5, and of Regulation (EU) 2024/1689 as
//! published in the Official Journal (L, 2024/1689, 12 July 2024): Chapter III, section 2, Articles 9 to 15, and Annex IV.
//! When and to whom the Regulation applies is no part of this, and neither is what asks for nothing a package could show:
//! what the Article is about (9(3), 10(1), 15(2)), how it goes with other law (9(10), 10(6), 11(2)–(3)), and what remote
//! biometric identification alone is asked for (12(3), 14(5)).

use super::part::Part::{self, *};

words! {
    /// A framework of duties.
    pub enum Framework {
        /// The National Institute of Standards and Technology's AI Risk Management Framework 1.0 (NIST AI 100-1, 2023):
        /// the categories of its four functions.
        #[default]
        NistAiRmf = "NIST AI RMF 1.0",
        /// Regulation (EU) 2024/1689: Articles 9 to 15 and Annex IV, for high-risk systems.
        EuAiAct = "EU AI Act",
    }
}

/// Something a framework asks for.
#[derive(Clone, Copy, Debug)]
pub struct Duty {
    /// The framework.
    pub framework: Framework,
    /// Its number there: "MAP 3", "Article 9(2)(a)", "Annex IV(9)".
    pub number: &'static str,
    /// What it is about, in a few words.
    pub name: &'static str,
    /// The parts of a package that answer it.
    pub parts: &'static [Part],
    /// What it asks for that no package holds; empty where a package can answer it whole.
    pub outside: &'static str,
}

const fn nist(number: &'static str, name: &'static str, parts: &'static [Part], outside: &'static str) -> Duty {
    Duty { framework: Framework::NistAiRmf, number, name, parts, outside }
}

const fn act(number: &'static str, name: &'static str, parts: &'static [Part], outside: &'static str) -> Duty {
    Duty { framework: Framework::EuAiAct, number, name, parts, outside }
}

/// Every duty, in the frameworks' order.
pub const DUTIES: &[Duty] = &[
    nist(
        "GOVERN 1",
        "Policies and processes for risk",
        &[Appetite, Gates, SignOffs],
        "the organisation's own policies",
    ),
    nist("GOVERN 2", "Who answers for what", &[Stakeholders, Treatment, SignOffs], "training of the people named"),
    nist(
        "GOVERN 3",
        "Diversity and inclusion of those who decide",
        &[Stakeholders],
        "who the people are, and how they are chosen",
    ),
    nist(
        "GOVERN 4",
        "A culture that speaks of risk",
        &[Risks, OpenQuestions, Comments],
        "how the organisation lives it",
    ),
    nist("GOVERN 5", "Hearing those concerned", &[Stakeholders, Comments], "feedback of people outside the package"),
    nist("GOVERN 6", "Third parties and supply chain", &[Dependencies, CiEvidence], "contracts and suppliers"),
    nist("MAP 1", "Context", &[Boundary, Objective, Scope, Stakeholders, Assumptions, Appetite], ""),
    nist("MAP 2", "What kind of system it is", &[Boundary, Alternatives, Sources], ""),
    nist(
        "MAP 3",
        "Abilities, use, goals, benefits and costs",
        &[Objective, Scope, SuccessCriteria, Alternatives, Cost],
        "",
    ),
    nist(
        "MAP 4",
        "Risks and benefits of each component",
        &[Risks, FailureModes, Dependencies, CiEvidence],
        "legal risk of third-party parts",
    ),
    nist(
        "MAP 5",
        "Effects on people, groups and society",
        &[Stakeholders, Risks, Fairness],
        "effects on society at large",
    ),
    nist("MEASURE 1", "Methods and metrics", &[Measures, Intervals, Gates], ""),
    nist(
        "MEASURE 2",
        "Trustworthiness evaluated",
        &[Measures, Verdicts, Sources, Robustness, Fairness, Privacy, TestScore],
        "",
    ),
    nist("MEASURE 3", "Risks followed over time", &[Monitors, Detection, RiskReview], ""),
    nist("MEASURE 4", "Whether measuring works", &[Sources, ReviewQuestions, Comments], "feedback from the field"),
    nist("MANAGE 1", "Risks ranked and answered", &[Risks, Treatment, Residual, Outcome], ""),
    nist("MANAGE 2", "Benefits kept, harm held down", &[Alternatives, Stages, Rollback, Rehearsal], ""),
    nist("MANAGE 3", "Third parties managed", &[Dependencies, CiEvidence, Monitors], "contracts and suppliers"),
    nist(
        "MANAGE 4",
        "Treatment watched, people told",
        &[Monitors, Alerts, Rollback, RiskReview],
        "telling those affected",
    ),
    act("Article 9(1)–(2)", "A risk management system, kept up", &[Risks, RiskReview, Treatment], ""),
    act("Article 9(2)(a)", "Known and foreseeable risks", &[Risks, FailureModes], ""),
    act("Article 9(2)(b)", "Risks in use and foreseeable misuse", &[Risks, Scope, FailureModes], ""),
    act("Article 9(2)(c)", "Risks seen after the market", &[Monitors, Detection], "data gathered after release"),
    act("Article 9(2)(d)", "Measures against those risks", &[Treatment, FailureModes], ""),
    act("Article 9(4)", "Measures weighed together", &[Treatment], "how they act on the other duties of this section"),
    act("Article 9(5)", "Residual risk acceptable", &[Appetite, Residual], "information and training for deployers"),
    act("Article 9(6)–(8)", "Tested against limits set before", &[Gates, Verdicts, Measures], ""),
    act("Article 9(9)", "Minors and vulnerable people", &[Fairness], "whether such people are concerned"),
    act(
        "Article 10(2)(a)–(e)",
        "Origin, preparation and suitability of data",
        &[Sources, Datasets, Assumptions, InputChecks],
        "how training data was prepared",
    ),
    act("Article 10(2)(f)–(g)", "Bias looked for and countered", &[Fairness], "bias within the training data"),
    act("Article 10(2)(h)", "Gaps in the data, and how to close them", &[Sources, AdditionalEvidence], ""),
    act(
        "Article 10(3)–(4)",
        "Data relevant and representative",
        &[Sources, Fairness],
        "the statistics of the training data",
    ),
    act("Article 10(5)", "Special categories of personal data", &[Privacy], "the legal ground of their use"),
    act(
        "Article 11(1)",
        "Technical documentation",
        &[Boundary, Measures, Gates, Risks, Monitors, Memo],
        "what Annex IV asks beyond",
    ),
    act("Article 12(1)", "Logs kept by the system itself", &[], "the logs, and how long they are kept"),
    act("Article 12(2)", "What logs must let one see", &[Monitors, Detection], "which events the system writes down"),
    act("Article 13(1)–(2)", "Instructions for deployers", &[Scope, Memo], "the instructions for use"),
    act("Article 13(3)(a)", "Who provides it", &[], "the provider's name and how to reach it"),
    act(
        "Article 13(3)(b)",
        "Purpose, accuracy, limits and inputs told",
        &[Objective, Measures, Intervals, Sources, Risks, Fairness, Interface],
        "how its output is explained",
    ),
    act(
        "Article 13(3)(c)",
        "Changes settled beforehand",
        &[Stages, Rollback],
        "changes made after the conformity assessment",
    ),
    act("Article 13(3)(d)", "Oversight measures told", &[Approvers, Alerts], "what the interface shows people"),
    act("Article 13(3)(e)", "Resources and upkeep told", &[Cost, Deployment, Rollback], "expected lifetime"),
    act("Article 13(3)(f)", "How deployers keep and read logs", &[], "the logs, and what reads them"),
    act(
        "Article 14(1)–(3)",
        "Oversight by people",
        &[Approvers, Stages, SignOffs],
        "the interface people oversee it with",
    ),
    act(
        "Article 14(4)(a)–(c)",
        "People understand it and see when it fails",
        &[Sources, Monitors, Alerts],
        "how they are kept from relying on it blindly",
    ),
    act(
        "Article 14(4)(d)–(e)",
        "People can override it and stop it",
        &[Alerts, Rollback, Rehearsal],
        "overriding a single output",
    ),
    act(
        "Article 15(1), (3)",
        "Accuracy, and its level declared",
        &[Measures, Intervals, Verdicts],
        "the instructions that declare it",
    ),
    act(
        "Article 15(4)",
        "Robust against errors and feedback",
        &[FailureModes, Detection, Rollback, InputChecks, Interface],
        "feedback where it goes on learning",
    ),
    act(
        "Article 15(5)",
        "Cybersecurity",
        &[Dependencies, CiEvidence, Deployment],
        "attacks on data, model and input, and their defence",
    ),
    act(
        "Annex IV(1)",
        "General description",
        &[Boundary, Objective, Scope, Interface, CiEvidence, Deployment],
        "hardware, and who provides it",
    ),
    act(
        "Annex IV(2)",
        "Elements and development",
        &[Alternatives, Datasets, Sources, Gates, TestScore, CiEvidence, SignOffs],
        "design of the model, training, security",
    ),
    act(
        "Annex IV(3)",
        "Monitoring, functioning, control",
        &[Measures, Risks, Monitors, Approvers, Interface],
        "how its output is explained",
    ),
    act("Annex IV(4)", "Why these metrics", &[Measures, Gates], ""),
    act("Annex IV(5)", "The risk management system", &[Risks, Treatment, Residual], ""),
    act("Annex IV(6)", "Changes over the lifecycle", &[Rollback, RiskReview], "the record of changes after release"),
    act("Annex IV(7)", "Standards applied", &[], "the list of standards"),
    act("Annex IV(8)", "Declaration of conformity", &[], "the declaration"),
    act("Annex IV(9)", "Monitoring after the market", &[Monitors, Alerts, Detection], ""),
];
