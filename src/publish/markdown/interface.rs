//! The interface contract and the deployment notes; nothing where nothing is said.

use super::document::Document;
use super::table::{Align, Table};
use crate::package::Package;
use crate::package::deployment::looks_secret;
use crate::package::interface::InterfaceContract;
use crate::publish::words::figure::{count, date, number};
use crate::publish::words::interface::limits;

/// The interface contract as a part of a document.
pub fn contract(document: &mut Document, package: &Package) {
    let contract = &package.interface;
    if contract.is_empty() {
        return;
    }
    document.part("Interface contract");
    document.field("Service", &contract.service);
    document.field("Version", &contract.version);
    document.list("Workflow", &contract.workflow);
    endpoints(document, contract);
    fields(document, contract);
    errors(document, contract);
    examples(document, contract);
}

fn columns<const N: usize>(names: [&'static str; N]) -> [(&'static str, Align); N] {
    names.map(|name| (name, Align::Left))
}

/// How an endpoint is called: "POST /v1/queue".
fn called(contract: &InterfaceContract, id: &crate::package::Id) -> String {
    contract.endpoint(id).map(|endpoint| endpoint.called()).unwrap_or_default()
}

fn endpoints(document: &mut Document, contract: &InterfaceContract) {
    let names = ["Endpoint", "Purpose", "Status", "Answers in 95 of 100 cases within", "Request", "Answer"];
    let mut table = Table::new(&columns(names));
    let bytes = |bytes: Option<u32>| bytes.map_or_else(String::new, |it| format!("at most {} bytes", count(it.into())));
    for endpoint in &contract.endpoints {
        table.row(&[
            &endpoint.called(),
            &endpoint.purpose,
            &endpoint.status.to_string(),
            &endpoint.latency_ms.map_or_else(String::new, |latency| format!("{} ms", number(latency))),
            &bytes(endpoint.request_bytes),
            &bytes(endpoint.response_bytes),
        ]);
    }
    document.table(table, "No endpoint is named.");
}

fn fields(document: &mut Document, contract: &InterfaceContract) {
    document.heading("Fields");
    let names = ["Endpoint", "Place", "Field", "Type", "Unit", "Required", "Limits", "Description"];
    let mut table = Table::new(&columns(names));
    for field in &contract.fields {
        table.row(&[
            called(contract, &field.endpoint).as_str(),
            field.place.label(),
            &field.name,
            field.kind.label(),
            &field.unit,
            if field.required { "yes" } else { "no" },
            &limits(field),
            &field.description,
        ]);
    }
    document.table(table, "No field is described.");
}

fn errors(document: &mut Document, contract: &InterfaceContract) {
    document.heading("Errors");
    let mut table = Table::new(&columns(["Status", "Endpoint", "Cause", "When", "Body"]));
    for error in &contract.errors {
        let endpoint =
            if error.endpoint.is_empty() { "every one".to_owned() } else { called(contract, &error.endpoint) };
        table.row(&[&error.status.to_string(), &endpoint, error.cause.label(), &error.when, &error.body]);
    }
    document.table(table, "No error is described.");
}

fn examples(document: &mut Document, contract: &InterfaceContract) {
    document.heading("Examples");
    let mut table = Table::new(&columns(["Example", "Endpoint", "Request", "Status", "Answer"]));
    for example in &contract.examples {
        let endpoint = contract.endpoint(&example.endpoint);
        let status = contract.error(&example.error).map(|error| error.status);
        let status = status.or(endpoint.map(|endpoint| endpoint.status)).map_or_else(String::new, |it| it.to_string());
        let called = called(contract, &example.endpoint);
        table.row(&[&example.name, &called, &example.request, &status, &example.response]);
    }
    document.table(table, "No example is given.");
}

/// A text, unless it looks like a secret itself.
fn public(text: &str) -> &str {
    if looks_secret(text) { "(left out: it looks like a secret)" } else { text }
}

/// The deployment notes as a part of a document.
pub fn deployment(document: &mut Document, package: &Package) {
    let notes = &package.deployment;
    if notes.is_empty() {
        return;
    }
    document.part("Deployment notes");
    let mut values = Table::new(&columns(["Variable", "Default", "Meaning"]));
    for value in &notes.configuration {
        values.row(&[&value.name, &value.default, &value.meaning].map(|text| public(text)));
    }
    document.heading("Configuration");
    document.table(values, "Nothing is configured.");
    if !notes.secrets.is_empty() {
        let mut secrets = Table::new(&columns(["Secret, by name", "What it opens", "Where it is kept"]));
        for secret in &notes.secrets {
            secrets.row(&[&secret.name, &secret.purpose, &secret.kept].map(|text| public(text)));
        }
        document.table(secrets, "");
    }
    document.list("Ports", notes.ports.iter().map(|port| format!("{}: {}", port.number, port.purpose)));
    let mut checks = Table::new(&columns(["Health check", "Status", "Every", "What it tells"]));
    for check in &notes.health_checks {
        let every = check.every_seconds.map_or_else(String::new, |seconds| format!("{} s", number(seconds)));
        checks.row(&[&format!("GET {}", check.path), &check.status.to_string(), &every, &check.purpose]);
    }
    document.heading("Health checks");
    document.table(checks, "None is named.");
    smoke_test(document, package);
    document.field("Rollback", &notes.rollback);
}

fn smoke_test(document: &mut Document, package: &Package) {
    document.heading("Smoke test");
    let mut table = Table::new(&columns(["Step", "Expected", "Last run", "When", "Evidence"]));
    for step in &package.deployment.smoke_test {
        let when = if step.date.0.is_empty() { String::new() } else { date(&step.date) };
        table.row(&[&step.action, &step.expected, step.outcome.label(), &when, &step.evidence]);
    }
    document.table(table, "No step is written down.");
}
