//! The package's lists of records: which kind stands in which.

use super::conflict::Conflict;
use super::path::{Path, Step};
use super::{
    Alternative, Criterion, FailureMode, Gate, Id, Monitor, Package, PastIncident, Proposal, Risk, ServiceLevel,
    charter, ci_check, comment::Comment, cost, deployment, document::Plain, evidence, interface, memo, readiness,
    release, review, scenario::Scenario, triage, weighting,
};

/// A record that stands in one of the package's lists and is named by its identifier.
pub trait Record: Clone + Send + Sync + 'static {
    /// What its identifiers begin with, and what one of them is called: "risk".
    const NOUN: &'static str;

    /// Its identifier.
    fn id(&self) -> &Id;

    /// A blank one of this identifier. What stands in it by default, but is for a person to set, counts as proposed.
    fn blank(id: Id) -> Self;

    /// The package's list of them.
    fn list(package: &Package) -> &Vec<Self>;

    /// The package's list of them, for change.
    fn list_mut(package: &mut Package) -> &mut Vec<Self>;

    /// The one with this identifier.
    fn find<'a>(package: &'a Package, id: &Id) -> Option<&'a Self> {
        Self::list(package).iter().find(|record| record.id() == id)
    }

    /// The one with this identifier, for change.
    fn find_mut<'a>(package: &'a mut Package, id: &Id) -> Option<&'a mut Self> {
        Self::list_mut(package).iter_mut().find(|record| record.id() == id)
    }
}

/// The identifiers of a list of records.
pub(super) struct Identifiers<'a> {
    /// What one of them is called: "risk".
    pub noun: &'static str,
    /// Where the list stands: `release.stages`.
    pub path: String,
    /// In the order of the list.
    pub ids: Vec<&'a mut Id>,
}

macro_rules! records {
    ($($kind:ty = $noun:literal in $($path:ident).+ $(proposing $($part:ident),+)?;)*) => {
        /// The identifiers of every list of records.
        pub(super) fn identifiers(package: &mut Package) -> Vec<Identifiers<'_>> {
            vec![$(Identifiers {
                noun: $noun,
                path: [$(stringify!($path)),+].join("."),
                ids: package.$($path).+.iter_mut().map(|record| &mut record.id).collect(),
            }),*]
        }

        /// How many records of each kind a package has.
        pub fn counts(package: &Package) -> Vec<(&'static str, usize)> {
            vec![$(($noun, package.$($path).+.len())),*]
        }

        /// What a record of each list is called, and where the list stands.
        pub(super) fn paths() -> Vec<(&'static str, Path)> {
            vec![$(($noun, Path(vec![$(Step::Field(stringify!($path).to_owned())),+]))),*]
        }

        /// The first record of this identifier: what one of its kind is called, and the record itself.
        pub(super) fn record<'a>(package: &'a Package, id: &Id) -> Option<(&'static str, &'a dyn Plain)> {
            $(if let Some(record) = <$kind as Record>::find(package, id) {
                return Some(($noun, record));
            })*
            None
        }

        $(
        impl Record for $kind {
            const NOUN: &'static str = $noun;

            fn id(&self) -> &Id {
                &self.id
            }

            fn blank(id: Id) -> Self {
                Self {
                    id,
                    $(proposed: Proposal { $($part: true,)+ ..Proposal::default() },)?
                    ..Self::default()
                }
            }

            fn list(package: &Package) -> &Vec<Self> {
                &package.$($path).+
            }

            fn list_mut(package: &mut Package) -> &mut Vec<Self> {
                &mut package.$($path).+
            }
        }
        )*
    };
}

records! {
    charter::Stakeholder = "stakeholder" in charter.stakeholders;
    interface::Endpoint = "endpoint" in interface.endpoints;
    interface::InterfaceField = "interface field" in interface.fields;
    interface::InterfaceError = "error answer" in interface.errors;
    interface::InterfaceExample = "example" in interface.examples;
    evidence::EvidenceSource = "source" in evidence.sources;
    evidence::Dataset = "dataset" in evidence.datasets;
    evidence::Measure = "measure" in evidence.measures;
    ci_check::CiCheck = "CI check" in evidence.checks;
    Alternative = "alternative" in alternatives;
    Criterion = "criterion" in criteria proposing direction;
    cost::ServingStack = "serving stack" in cost.stacks;
    weighting::WeightProfile = "profile" in weighting.profiles;
    Scenario = "scenario" in scenarios;
    Gate = "gate" in gates proposing direction, threshold;
    FailureMode = "failure mode" in failure_modes;
    Risk = "risk" in risks;
    Monitor = "monitor" in monitors;
    ServiceLevel = "service level" in service_levels;
    PastIncident = "incident" in incidents;
    triage::TriageScenario = "triage scenario" in triage.scenarios;
    triage::TriageDrill = "triage drill" in triage.drills;
    release::Stage = "stage" in release.stages;
    release::RollbackVersion = "rollback target" in release.rollback.targets;
    release::RollbackStep = "rollback step" in release.rollback.steps;
    release::Compatibility = "compatibility rule" in release.rollback.compatibility;
    release::Drill = "drill" in release.rollback.drills;
    release::Check = "check" in release.checks;
    release::Fault = "fault" in release.simulation.faults;
    release::Design = "design" in release.simulation.designs;
    deployment::ConfigurationValue = "configuration value" in deployment.configuration;
    deployment::Secret = "secret" in deployment.secrets;
    deployment::Port = "port" in deployment.ports;
    deployment::HealthCheck = "health check" in deployment.health_checks;
    deployment::SmokeStep = "smoke test step" in deployment.smoke_test;
    review::SignOff = "sign-off" in review.sign_offs;
    readiness::ReviewQuestion = "review question" in review.readiness.questions;
    readiness::CompletionItem = "completion item" in review.readiness.completion;
    Comment = "comment" in review.comments;
    memo::OpenQuestion = "question" in open_questions;
    memo::AdditionalEvidence = "evidence" in additional_evidence;
    Conflict = "conflict" in conflicts;
}
