//! The interface contract and the deployment notes.

use super::check::{Check, Look};
use super::found::{Finding, lacking, written};
use crate::findings::{RecordPart, Screen};
use crate::package::deployment::{self, SmokeOutcome};
use crate::package::{Package, interface};

const fn contract(name: &'static str, anchor: &'static str, look: Look) -> Check {
    Check { name, screen: Screen::Charter, anchor, look }
}

const fn notes(name: &'static str, anchor: &'static str, look: Look) -> Check {
    Check { name, screen: Screen::Release, anchor, look }
}

/// The service and its version, endpoints with promises, fields, errors and examples; what is installed, started and
/// checked, with a smoke test that passed.
pub(super) const CHECKS: &[Check] = &[
    contract("interface_service", "field-interface-service", Look::Text(|package| &package.interface.service)),
    contract("interface_version", "field-interface-version", Look::Text(|package| &package.interface.version)),
    contract("interface_endpoints", "field-endpoints", Look::Other(|package, _| endpoints(package))),
    contract(
        "interface_promises",
        "field-endpoints",
        Look::Other(|package, _| {
            Finding::each(
                &package.interface.endpoints,
                |one| &one.path,
                |one| {
                    let size = one.response_bytes.is_some() && (one.request_bytes.is_some() || !one.method.has_body());
                    lacking(&[(RecordPart::LatencyPromise, one.latency_ms.is_some()), (RecordPart::SizePromise, size)])
                },
            )
        }),
    ),
    contract("interface_fields", "field-interface-fields", Look::Other(|package, _| fields(package))),
    contract("interface_errors", "field-interface-errors", Look::Other(|package, _| errors(package))),
    contract(
        "interface_examples",
        "field-interface-examples",
        Look::Number(2, |package| package.interface.examples.iter().filter(|one| written(&one.name)).count()),
    ),
    contract(
        "interface_consistency",
        "interface-title",
        Look::Other(|package, _| {
            let first = interface::faults(&package.interface).into_iter().next();
            let done = first.is_none() && !package.interface.is_empty();
            Finding { anchor: first.map(|fault| fault.record), ..Finding::statement(done) }
        }),
    ),
    notes("no_secrets", "deployment-title", Look::Sometimes(|package, _| secret(package))),
    notes("configuration", "field-configuration", Look::Other(|package, _| configuration(package))),
    notes(
        "ports",
        "field-ports",
        Look::Number(1, |package| package.deployment.ports.iter().filter(|port| port.number > 0).count()),
    ),
    notes(
        "health_checks",
        "field-health-checks",
        Look::Number(1, |package| package.deployment.health_checks.iter().filter(|one| written(&one.path)).count()),
    ),
    notes("smoke_test", "field-smoke-test", Look::Other(|package, _| smoke_test(package))),
    notes("deployment_rollback", "field-deployment-rollback", Look::Text(|package| &package.deployment.rollback)),
    notes(
        "deployment_consistency",
        "deployment-title",
        Look::Other(|package, _| {
            let first = deployment::faults(package).into_iter().next();
            let done = first.is_none() && !package.deployment.is_empty();
            Finding { anchor: first.map(|fault| fault.record), ..Finding::statement(done) }
        }),
    ),
];

/// What looks like a secret; nothing is asked where nothing does.
fn secret(package: &Package) -> Option<Finding> {
    let is_secret = |fault: &deployment::Fault| fault.kind == deployment::FaultKind::Secret;
    let first = deployment::faults(package).into_iter().find(is_secret)?;
    Some(Finding { anchor: Some(first.record), ..Finding::statement(false) })
}

fn endpoints(package: &Package) -> Finding {
    Finding::each(
        &package.interface.endpoints,
        |one| &one.path,
        |one| lacking(&[(RecordPart::Path, written(&one.path)), (RecordPart::Purpose, written(&one.purpose))]),
    )
}

fn fields(package: &Package) -> Finding {
    Finding::each(
        &package.interface.fields,
        |one| &one.name,
        |one| lacking(&[(RecordPart::Name, written(&one.name)), (RecordPart::Description, written(&one.description))]),
    )
}

fn errors(package: &Package) -> Finding {
    Finding::each(
        &package.interface.errors,
        |one| &one.when,
        |one| lacking(&[(RecordPart::When, written(&one.when)), (RecordPart::Body, written(&one.body))]),
    )
}

fn configuration(package: &Package) -> Finding {
    Finding::each(
        &package.deployment.configuration,
        |one| &one.name,
        |one| lacking(&[(RecordPart::Name, written(&one.name)), (RecordPart::Meaning, written(&one.meaning))]),
    )
}

fn smoke_test(package: &Package) -> Finding {
    Finding::each(
        &package.deployment.smoke_test,
        |one| &one.action,
        |one| {
            lacking(&[
                (RecordPart::Action, written(&one.action)),
                (RecordPart::ExpectedResult, written(&one.expected)),
                (RecordPart::PassedRun, one.outcome == SmokeOutcome::Passed),
                (RecordPart::RunEvidence, written(&one.evidence) && !one.date.0.is_empty()),
            ])
        },
    )
}
