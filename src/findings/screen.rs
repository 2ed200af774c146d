//! The screens, to which findings lead.

use crate::package::review::Part;

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

    /// The screen on which a part of the package is edited.
    pub fn of_part(part: Part) -> Self {
        match part {
            Part::Charter => Self::Charter,
            Part::Evidence => Self::Evidence,
            Part::Alternatives => Self::Alternatives,
            Part::Gates => Self::Gates,
            Part::Risks => Self::Risks,
            Part::Release => Self::Release,
            Part::Monitoring => Self::Monitoring,
            Part::Recommendation => Self::Memo,
            Part::Readiness => Self::Review,
        }
    }

    /// The screen at an address, if there is one.
    pub fn at(address: &str) -> Option<Self> {
        let name = address.trim_start_matches("#/").split('/').next()?;
        Self::ALL.iter().copied().find(|screen| screen.label().eq_ignore_ascii_case(name))
    }
}
