//! The parts of the screen, of which one is shown.

use crate::package::deployment::{ConfigurationValue, HealthCheck, Port, Secret, SmokeStep};
use crate::package::release::{Compatibility, Design, Drill, Fault, RollbackStep, RollbackVersion};
use crate::package::{Id, Package, Record};
use crate::ui::part;

/// A part of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Stages and checks.
    Pipeline,
    /// Ways of releasing on the same faults.
    Simulation,
    /// What each stage can see, and what other limits would.
    Power,
    /// A search for a plan.
    Plan,
    /// What the simulation supposes.
    Supposed,
    /// The way back.
    Rollback,
    /// Deployment notes and manifests.
    Deployment,
}

impl part::Part for Part {
    const ALL: &'static [Self] =
        &[Self::Pipeline, Self::Simulation, Self::Power, Self::Plan, Self::Supposed, Self::Rollback, Self::Deployment];
    const SCREEN: &'static str = "release";

    fn label(self) -> &'static str {
        match self {
            Self::Pipeline => "Pipeline",
            Self::Simulation => "Simulation",
            Self::Power => "What is seen",
            Self::Plan => "Find a plan",
            Self::Supposed => "Faults and traffic",
            Self::Rollback => "Rollback",
            Self::Deployment => "Deployment",
        }
    }

    fn address(self) -> &'static str {
        match self {
            Self::Pipeline => "pipeline",
            Self::Simulation => "simulation",
            Self::Power => "power",
            Self::Plan => "plan",
            Self::Supposed => "supposed",
            Self::Rollback => "rollback",
            Self::Deployment => "deployment",
        }
    }

    fn of(anchor: &str, package: &Package) -> Option<Self> {
        let id = Id::from(anchor);
        Some(match anchor {
            "field-stages" | "field-checks" => Self::Pipeline,
            "field-simulation" => Self::Simulation,
            "field-rollback-objective"
            | "field-rehearsed"
            | "field-rollback-targets"
            | "field-rollback-steps"
            | "field-drills"
            | "rollback-title"
            | "targets-title"
            | "compatibility-title"
            | "steps-title"
            | "drills-title" => Self::Rollback,
            "field-manifests"
            | "manifests"
            | "deployment-title"
            | "field-configuration"
            | "field-secrets"
            | "field-ports"
            | "field-health-checks"
            | "field-smoke-test"
            | "field-deployment-rollback" => Self::Deployment,
            _ if Fault::find(package, &id).is_some() || Design::find(package, &id).is_some() => Self::Supposed,
            _ if is_of_rollback(package, &id) => Self::Rollback,
            _ if is_of_deployment(package, &id) => Self::Deployment,
            _ => Self::Pipeline,
        })
    }

    fn first(_: &Package) -> Self {
        Self::Pipeline
    }
}

fn is_of_rollback(package: &Package, id: &Id) -> bool {
    RollbackVersion::find(package, id).is_some()
        || RollbackStep::find(package, id).is_some()
        || Compatibility::find(package, id).is_some()
        || Drill::find(package, id).is_some()
}

fn is_of_deployment(package: &Package, id: &Id) -> bool {
    ConfigurationValue::find(package, id).is_some()
        || Secret::find(package, id).is_some()
        || Port::find(package, id).is_some()
        || HealthCheck::find(package, id).is_some()
        || SmokeStep::find(package, id).is_some()
}
