//! The workspace object that the source assignments ask for, with exactly their keys.

record! {
    /// The filled workspace object.
    pub struct Workspace {
        /// The package's module.
        pub module: String,
        /// The package's artefact.
        pub artifact: String,
        /// One per alternative.
        pub alternatives: Vec<WorkspaceAlternative>,
        /// What is recommended.
        pub recommendation: WorkspaceRecommendation,
    }
}

record! {
    /// One alternative as the workspace object has it.
    pub struct WorkspaceAlternative {
        /// Its name.
        pub option: String,
        /// What speaks for it.
        pub strength: String,
        /// What speaks against it.
        pub risk: String,
        /// What is known about it.
        pub evidence: String,
    }
}

record! {
    /// The recommendation as the workspace object has it.
    pub struct WorkspaceRecommendation {
        /// The decision in a sentence.
        pub decision: String,
        /// Name of the alternative recommended; empty when none can be.
        pub recommended_option: String,
        /// What a pilot must wait for.
        pub minimum_evidence_before_pilot: Vec<String>,
        /// What is watched first.
        pub monitoring_metric: String,
        /// When it is rolled back.
        pub rollback_trigger: String,
    }
}
