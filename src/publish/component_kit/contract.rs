//! The contract as data: what the service is held to, and what its tests hold it to.

use serde_json::{Map, Value, json};

use super::schema::{number, object, of_field};
use crate::package::Package;
use crate::package::deployment::{SmokeStep, looks_secret};
use crate::package::interface::{
    Endpoint, ErrorCause, FieldPlace, InterfaceContract, InterfaceError, InterfaceExample, shapes,
};

/// The causes for which the service refuses a request, by their name in the contract's data, each with the status it has
/// where the contract says none.
pub const REFUSALS: [(ErrorCause, &str, u32); 4] = [
    (ErrorCause::Limits, "limits", 422),
    (ErrorCause::NotJson, "not_json", 400),
    (ErrorCause::MediaType, "media_type", 415),
    (ErrorCause::TooLarge, "too_large", 413),
];

/// Where the service listens unless the notes say otherwise.
const USUAL_PORT: u32 = 8080;

/// `contract.json`.
pub fn data(package: &Package) -> Value {
    let (contract, notes) = (&package.interface, &package.deployment);
    let health: Vec<Value> =
        health_checks(package).map(|(path, status)| json!({"path": path, "status": status})).collect();
    let public = |text: &str| if looks_secret(text) { String::new() } else { text.to_owned() };
    let values = notes.configuration.iter().filter(|it| !looks_secret(&it.name));
    let values: Vec<Value> = values.map(|it| json!({"name": it.name.trim(), "default": public(&it.default)})).collect();
    let secrets = notes.secrets.iter().map(|it| it.name.trim()).filter(|name| !name.is_empty() && !looks_secret(name));
    let step = |it: &SmokeStep| json!({"action": public(&it.action), "expected": public(&it.expected), "example": it.example.as_str()});
    json!({
        "service": contract.service,
        "version": contract.version,
        "workflow": contract.workflow,
        "port": port(package),
        "endpoints": contract.endpoints.iter().map(|one| endpoint(contract, one)).collect::<Vec<_>>(),
        "health_checks": health,
        "configuration": values,
        "secrets": secrets.collect::<Vec<_>>(),
        "smoke_test": notes.smoke_test.iter().map(step).collect::<Vec<_>>(),
    })
}

/// The port on which the service listens.
pub fn port(package: &Package) -> u32 {
    package.deployment.ports.first().map_or(USUAL_PORT, |port| port.number)
}

/// The health checks that the service answers by itself: path and status.
pub fn health_checks(package: &Package) -> impl Iterator<Item = (&str, u32)> {
    let checks = package.deployment.health_checks.iter().map(|check| (check.path.trim(), check.status));
    checks.filter(|(path, _)| !path.is_empty())
}

/// Whether a request of an example can be sent by the kit, and its answer expected.
pub fn is_tried(contract: &InterfaceContract, example: &InterfaceExample) -> bool {
    contract.error(&example.error).is_none_or(|error| error.cause != ErrorCause::Other)
}

fn endpoint(contract: &InterfaceContract, endpoint: &Endpoint) -> Value {
    let parameter = |place: FieldPlace, name: &str| {
        shapes(contract, &endpoint.id, place).into_iter().map(move |shape| {
            json!({"name": shape.name, "in": name, "required": shape.field.required, "schema": of_field(&shape)})
        }).collect::<Vec<_>>()
    };
    let parameters = [parameter(FieldPlace::Path, "path"), parameter(FieldPlace::Query, "query")].concat();
    let errors: Map<String, Value> = REFUSALS
        .iter()
        .map(|(cause, name, status)| ((*name).to_owned(), refusal(contract, endpoint, *cause, *status)))
        .collect();
    let examples = contract.examples.iter().filter(|one| one.endpoint == endpoint.id && is_tried(contract, one));
    json!({
        "method": endpoint.method.label(),
        "path": endpoint.path.trim(),
        "purpose": endpoint.purpose,
        "status": endpoint.status,
        "latency_ms": endpoint.latency_ms.map(number),
        "request_bytes": endpoint.request_bytes,
        "response_bytes": endpoint.response_bytes,
        "parameters": parameters,
        "request": body(contract, endpoint, FieldPlace::Body),
        "response": body(contract, endpoint, FieldPlace::Response),
        "errors": errors,
        "examples": examples.map(|one| example(contract, one)).collect::<Vec<_>>(),
    })
}

/// The schema of a body; nothing where none is described.
pub fn body(contract: &InterfaceContract, endpoint: &Endpoint, place: FieldPlace) -> Value {
    let shapes = shapes(contract, &endpoint.id, place);
    if shapes.is_empty() { Value::Null } else { object(&shapes) }
}

fn refusal(contract: &InterfaceContract, endpoint: &Endpoint, cause: ErrorCause, usual: u32) -> Value {
    let stated = contract.refusal(&endpoint.id, cause);
    let body = stated.map_or_else(|| json!({"error": "{problem}"}), error_body);
    json!({"status": stated.map_or(usual, |error| error.status), "body": body})
}

/// The body of an error, an empty object where it is none.
pub fn error_body(error: &InterfaceError) -> Value {
    serde_json::from_str(&error.body).unwrap_or_else(|_| json!({}))
}

fn example(contract: &InterfaceContract, example: &InterfaceExample) -> Value {
    let cause = contract.error(&example.error).map(|error| error.cause);
    let name = REFUSALS.iter().find(|(refused, ..)| Some(*refused) == cause).map(|(_, name, _)| *name);
    let value = |text: &str| serde_json::from_str::<Value>(text).ok();
    json!({
        "id": example.id.as_str(),
        "name": example.name,
        "request": value(&example.request).unwrap_or_else(|| json!({})),
        "error": name,
        "response": value(&example.response),
    })
}
