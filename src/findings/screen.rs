//! The screens, to which findings lead.

words! {
    /// The screens, in the order of the navigation.
    pub enum Screen {
        /// The one page for the sponsor.
        #[default]
        Overview = "Overview",
        /// Question, boundary, people.
        Charter = "Charter",
        /// Sources, telemetry, measures.
        Evidence = "Evidence",
        /// Alternatives, criteria, weights, scores.
        Alternatives = "Alternatives",
        /// Acceptance gates.
        Gates = "Gates",
        /// Risk log and failure modes.
        Risks = "Risks",
        /// Release pipeline and rollback.
        Release = "Release",
        /// Monitoring plan.
        Monitoring = "Monitoring",
        /// Sign-offs.
        Review = "Review",
        /// The memo.
        Memo = "Memo",
        /// Open, save, export, verify, history.
        Package = "Package",
    }
}

impl Screen {
    /// The screen's address within the page: `#/risks`.
    pub fn address(self) -> String {
        format!("#/{}", self.label().to_lowercase())
    }

    /// The screen at an address, if there is one.
    pub fn at(address: &str) -> Option<Self> {
        let name = address.trim_start_matches("#/").split('/').next()?;
        Self::ALL.iter().copied().find(|screen| screen.label().eq_ignore_ascii_case(name))
    }
}
