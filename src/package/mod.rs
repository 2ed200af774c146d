//! The document: what people wrote and decided, as plain data.
//!
//! A [`Package`] holds no computed number and no measured one. It can be built, compared, cloned and
//! serialised; everything else is derived from it in the layers below. Unknown fields of a newer
//! writer are kept in each record's `extra` and written back unchanged.

#[macro_use]
mod record;

pub mod alternative;
pub mod charter;
pub mod ci_check;
pub mod claim;
pub mod comment;
pub mod conflict;
pub mod contradiction;
pub mod cost;
pub mod criterion;
pub mod dataset;
pub mod date;
pub mod deployment;
pub mod difference;
pub mod digest;
pub mod document;
pub mod evidence;
pub mod gate;
pub mod hand_off;
pub mod id;
pub mod identity;
pub mod incident;
pub mod interface;
mod joining;
pub mod json;
pub mod lineage;
pub mod list;
pub mod memo;
pub mod merge;
pub mod monitor;
pub mod path;
pub mod proposal;
mod proposing;
pub mod range;
pub mod readiness;
pub mod release;
pub mod requirement;
pub mod review;
pub mod risk;
pub mod scenario;
pub mod schema;
pub mod service_level;
pub mod settings;
pub mod signal;
pub mod signing;
pub mod template;
pub mod triage;
pub mod weighting;
pub mod window;
pub mod workspace;

pub use alternative::Alternative;
pub use charter::Charter;
pub use conflict::Conflict;
pub use cost::CostModel;
pub use criterion::{Criterion, CriterionSource, Direction};
pub use date::Date;
pub use deployment::DeploymentNotes;
pub use document::Extra;
pub use evidence::{Dataset, DatasetSource, Evidence, Measure, Statistic};
pub use gate::{Comparator, Gate, Severity};
pub use id::Id;
pub use incident::PastIncident;
pub use interface::InterfaceContract;
pub use list::Record;
pub use memo::Memo;
pub use monitor::Monitor;
pub use proposal::Proposal;
pub use proposing::Proposing;
pub use record::Word;
pub use release::{Release, RollbackTarget};
pub use review::Review;
pub use risk::{FailureMode, Risk};
pub use service_level::ServiceLevel;
pub use settings::Settings;
pub use signal::Signal;
pub use triage::Triage;
pub use weighting::Weighting;

use alternative::Recommendation;
use document::Sparse;
use memo::{AdditionalEvidence, OpenQuestion};
use requirement::Requirement;
use risk::Appetite;
use scenario::Scenario;

record! {
    /// One release decision, complete.
    pub struct Package {
        /// Stays the same through edits and exports, so that two copies can be recognised as kin.
        pub id: Id,
        /// Shown in the top bar and in the list of packages.
        pub title: String,
        /// The template it began as (`mlops-release`), or empty when started blank.
        pub template: String,
        /// The course module or programme step this answers, as it stands in the workspace object.
        pub module: String,
        /// The artefact this package is, in one sentence, as it stands in the workspace object.
        pub artifact: String,
        /// What must be there for the package to be complete, in order; a package without such a list asks for what
        /// packages usually need.
        pub required: Sparse<Requirement>,
        /// The question, its boundary and the people.
        pub charter: Charter,
        /// What the service promises those who call it; left out of the file while nothing is said.
        pub interface: InterfaceContract,
        /// Where the numbers come from, and the statistics taken of them.
        pub evidence: Evidence,
        /// What is being compared; at least two for a complete package.
        pub alternatives: Vec<Alternative>,
        /// What the alternatives are compared on.
        pub criteria: Vec<Criterion>,
        /// What running each of them costs, assumption by assumption; left out of the file when nothing is assumed.
        pub cost: CostModel,
        /// How much each criterion counts, per stakeholder profile.
        pub weighting: Weighting,
        /// What could have decided instead, to be seen beside it; left out of the file while there is none.
        pub scenarios: Sparse<Scenario>,
        /// Hard constraints beside the compensatory scores.
        pub gates: Vec<Gate>,
        /// Ways in which the system can fail once released.
        pub failure_modes: Vec<FailureMode>,
        /// The risk log.
        pub risks: Vec<Risk>,
        /// The highest residual priority accepted, per category.
        pub appetite: Vec<Appetite>,
        /// The monitoring plan.
        pub monitors: Vec<Monitor>,
        /// What share of events must be good; left out of the file while none is promised.
        pub service_levels: Sparse<ServiceLevel>,
        /// When something was wrong in what was measured, as far as people know; left out of the file while nobody says.
        pub incidents: Sparse<PastIncident>,
        /// Triage drills and their scenarios; left out of the file while there is none.
        pub triage: Triage,
        /// The release pipeline with its rollback.
        pub release: Release,
        /// How the service is installed, started and checked; left out of the file while nothing is said.
        pub deployment: DeploymentNotes,
        /// Readiness, comments and sign-offs.
        pub review: Review,
        /// What the authors recommend; the rest of the recommendation is derived.
        pub recommendation: Recommendation,
        /// The memo's sections, where a person wrote them.
        pub memo: Memo,
        /// What is still unknown.
        pub open_questions: Vec<OpenQuestion>,
        /// What must be measured before real deployment.
        pub additional_evidence: Vec<AdditionalEvidence>,
        /// Method, seed, dates and thresholds of the analysis.
        pub settings: Settings,
        /// What two people changed differently, until one of them decides; left out of the file while there is none.
        pub conflicts: Sparse<Conflict>,
        ..extra
    }
}

impl Package {
    /// A package with nothing in it yet but a title, judged on the day `as_of`.
    pub fn blank(id: Id, as_of: Date) -> Self {
        let mut package = Self { id, title: "Untitled package".to_owned(), ..Self::default() };
        package.settings.as_of = as_of;
        package.weighting.active_profile_mut();
        package
    }

    /// The alternative with this identifier.
    pub fn alternative(&self, id: &Id) -> Option<&Alternative> {
        self.alternatives.iter().find(|alternative| &alternative.id == id)
    }

    /// The criterion with this identifier.
    pub fn criterion(&self, id: &Id) -> Option<&Criterion> {
        self.criteria.iter().find(|criterion| &criterion.id == id)
    }

    /// The gate with this identifier.
    pub fn gate(&self, id: &Id) -> Option<&Gate> {
        self.gates.iter().find(|gate| &gate.id == id)
    }

    /// The measure with this identifier.
    pub fn measure(&self, id: &Id) -> Option<&Measure> {
        self.evidence.measures.iter().find(|measure| &measure.id == id)
    }

    /// The dataset with this identifier.
    pub fn dataset(&self, id: &Id) -> Option<&Dataset> {
        self.evidence.datasets.iter().find(|dataset| &dataset.id == id)
    }

    /// The monitor with this identifier.
    pub fn monitor(&self, id: &Id) -> Option<&Monitor> {
        self.monitors.iter().find(|monitor| &monitor.id == id)
    }

    /// The failure mode with this identifier.
    pub fn failure_mode(&self, id: &Id) -> Option<&FailureMode> {
        self.failure_modes.iter().find(|mode| &mode.id == id)
    }

    /// The alternative the others are compared with: the one so marked, or else the first.
    pub fn baseline(&self) -> Option<&Alternative> {
        self.alternatives.iter().find(|alternative| alternative.baseline).or_else(|| self.alternatives.first())
    }
}
