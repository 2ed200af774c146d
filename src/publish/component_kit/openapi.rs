//! The contract as an OpenAPI 3.1 document.

use serde_json::{Map, Value, json};

use super::contract::{body, error_body, health_checks};
use super::schema::{number, of_field};
use crate::package::interface::{
    Endpoint, FieldPlace, InterfaceContract, InterfaceError, InterfaceExample, InterfaceField, Shape, sent, shapes,
};
use crate::package::{Id, Package};

/// The whole document. What OpenAPI has no word for stands in fields that begin with `x-`.
pub fn document(package: &Package) -> Value {
    let contract = &package.interface;
    let mut paths = Map::new();
    for (place, endpoint) in contract.endpoints.iter().enumerate() {
        let methods = paths.entry(endpoint.path.trim().to_owned()).or_insert_with(|| json!({}));
        let method = endpoint.method.label().to_lowercase();
        methods[method.as_str()] = operation(contract, endpoint, &format!("{method}_{}", place + 1));
    }
    for (place, (path, status)) in health_checks(package).enumerate() {
        let methods = paths.entry(path.to_owned()).or_insert_with(|| json!({}));
        if methods.get("get").is_none() {
            methods["get"] = health(place, status);
        }
    }
    let text = |text: &str, otherwise: &str| {
        if text.trim().is_empty() { otherwise.to_owned() } else { text.trim().to_owned() }
    };
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": text(&contract.service, "Service"),
            "version": text(&contract.version, "0"),
            "description": contract.workflow.iter().enumerate().map(|(place, step)| format!("{}. {step}", place + 1)).collect::<Vec<_>>().join("\n"),
        },
        "paths": paths,
    })
}

fn health(place: usize, status: u32) -> Value {
    let status_schema = json!({"type": "object", "properties": {"status": {"type": "string"}}, "required": ["status"]});
    let answer = json!({
        "description": "The service is well.",
        "content": {"application/json": {"schema": status_schema}},
    });
    json!({
        "operationId": format!("health_{}", place + 1),
        "summary": "Health check",
        "responses": {status.to_string(): answer},
    })
}

fn operation(contract: &InterfaceContract, endpoint: &Endpoint, name: &str) -> Value {
    let mut operation = json!({
        "operationId": name,
        "summary": endpoint.purpose,
        "parameters": parameters(contract, endpoint),
        "responses": responses(contract, endpoint),
    });
    let request = body(contract, endpoint, FieldPlace::Body);
    if !request.is_null() {
        let schema = described(&shapes(contract, &endpoint.id, FieldPlace::Body), request);
        let content = json!({"schema": schema, "examples": requests(contract, endpoint)});
        operation["requestBody"] = json!({"required": true, "content": {"application/json": content}});
    }
    let promises = [
        ("x-latency-ms-of-95-in-100", endpoint.latency_ms.map(number)),
        ("x-largest-request-bytes", endpoint.request_bytes.map(Value::from)),
        ("x-largest-response-bytes", endpoint.response_bytes.map(Value::from)),
    ];
    for (name, promise) in promises {
        if let Some(promise) = promise {
            operation[name] = promise;
        }
    }
    operation
}

fn parameters(contract: &InterfaceContract, endpoint: &Endpoint) -> Vec<Value> {
    let at = |place: FieldPlace, name: &str| {
        let parameter = |shape: &Shape<'_>| {
            json!({
                "name": shape.name,
                "in": name,
                "required": shape.field.required,
                "description": meaning(shape.field),
                "schema": of_field(shape),
            })
        };
        shapes(contract, &endpoint.id, place).iter().map(parameter).collect::<Vec<_>>()
    };
    [at(FieldPlace::Path, "path"), at(FieldPlace::Query, "query")].concat()
}

/// What a field means, its unit included.
fn meaning(field: &InterfaceField) -> String {
    let unit = if field.unit.trim().is_empty() { String::new() } else { format!(" Unit: {}.", field.unit.trim()) };
    format!("{}{unit}", field.description).trim().to_owned()
}

/// A schema with what its fields mean.
fn described(shapes: &[Shape<'_>], mut schema: Value) -> Value {
    for shape in shapes {
        let property = &mut schema["properties"][shape.name];
        let meaning = meaning(shape.field);
        if !meaning.is_empty() {
            property["description"] = meaning.into();
        }
        if !shape.inner.is_empty() {
            let list = property.get("items").is_some();
            let inner = if list { property["items"].take() } else { property.take() };
            let inner = described(&shape.inner, inner);
            if list { property["items"] = inner } else { *property = inner }
        }
    }
    schema
}

/// The examples of requests that are sent to be answered, or refused for their limits: the bodies.
fn requests(contract: &InterfaceContract, endpoint: &Endpoint) -> Map<String, Value> {
    examples(
        contract,
        endpoint,
        |id| id.is_empty(),
        |example| {
            let Ok(Value::Object(fields)) = serde_json::from_str(&example.request) else { return None };
            Some(Value::Object(sent(contract, &endpoint.id, &fields)))
        },
    )
}

fn examples(
    contract: &InterfaceContract,
    endpoint: &Endpoint,
    of_error: impl Fn(&Id) -> bool,
    value: impl Fn(&InterfaceExample) -> Option<Value>,
) -> Map<String, Value> {
    let here = contract.examples.iter().enumerate().filter(|(_, it)| it.endpoint == endpoint.id && of_error(&it.error));
    let named = here.filter_map(|(place, it)| {
        Some((format!("example-{}", place + 1), json!({"summary": it.name, "value": value(it)?})))
    });
    named.collect()
}

fn responses(contract: &InterfaceContract, endpoint: &Endpoint) -> Map<String, Value> {
    let mut responses = Map::new();
    let schema = body(contract, endpoint, FieldPlace::Response);
    let mut success = json!({"description": if endpoint.purpose.trim().is_empty() { "The answer." } else { endpoint.purpose.trim() }});
    if !schema.is_null() {
        let schema = described(&shapes(contract, &endpoint.id, FieldPlace::Response), schema);
        let shown = examples(contract, endpoint, |id| id.is_empty(), |it| serde_json::from_str(&it.response).ok());
        success["content"] = json!({"application/json": {"schema": schema, "examples": shown}});
    }
    responses.insert(endpoint.status.to_string(), success);
    let errors = contract.errors.iter().filter(|error| error.endpoint.is_empty() || error.endpoint == endpoint.id);
    for error in errors {
        let stated = responses.entry(error.status.to_string()).or_insert_with(
            || json!({"description": "", "content": {"application/json": {"schema": {"anyOf": []}, "examples": {}}}}),
        );
        refused(contract, endpoint, error, stated);
    }
    responses
}

/// Adds an error to the answer of its status.
fn refused(contract: &InterfaceContract, endpoint: &Endpoint, error: &InterfaceError, stated: &mut Value) {
    let when = if error.when.trim().is_empty() { error.cause.label() } else { error.when.trim() };
    let said = stated["description"].as_str().unwrap_or_default();
    stated["description"] = if said.is_empty() { when.to_owned() } else { format!("{said}; {when}") }.into();
    let content = &mut stated["content"]["application/json"];
    let body = error_body(error);
    if let Some(forms) = content["schema"]["anyOf"].as_array_mut() {
        forms.push(schema_of(&body));
    }
    let shown = examples(contract, endpoint, |id| *id == error.id, |it| serde_json::from_str(&it.response).ok());
    if let Some(all) = content["examples"].as_object_mut() {
        all.extend(shown);
    }
}

/// The schema of bodies like this one: the same fields, of the same kinds.
fn schema_of(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let properties: Map<String, Value> =
                fields.iter().map(|(name, part)| (name.clone(), schema_of(part))).collect();
            let required: Vec<&String> = fields.keys().collect();
            json!({"type": "object", "properties": properties, "required": required})
        }
        Value::Array(_) => json!({"type": "array"}),
        Value::String(_) => json!({"type": "string"}),
        Value::Number(_) => json!({"type": "number"}),
        Value::Bool(_) => json!({"type": "boolean"}),
        Value::Null => json!({"type": "null"}),
    }
}
