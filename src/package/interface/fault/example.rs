//! An example: whether its request and its answer are as the contract says.

use serde_json::Value;

use super::FaultKind;
use crate::package::interface::example::{request_shapes, sent};
use crate::package::interface::{
    Endpoint, ErrorCause, FieldPlace, InterfaceContract, InterfaceError, InterfaceExample, Misfit, MisfitKind, Shape,
    Side, misfits, shapes,
};

/// What requests to an endpoint and its answers are made of.
pub(super) struct Bodies<'a> {
    endpoint: &'a Endpoint,
    request: Vec<Shape<'a>>,
    response: Vec<Shape<'a>>,
}

impl<'a> Bodies<'a> {
    pub fn of(contract: &'a InterfaceContract, endpoint: &'a Endpoint) -> Self {
        let request = request_shapes(contract, &endpoint.id);
        Self { endpoint, request, response: shapes(contract, &endpoint.id, FieldPlace::Response) }
    }
}

pub(super) fn faults(
    contract: &InterfaceContract,
    bodies: &[Bodies<'_>],
    example: &InterfaceExample,
) -> Vec<FaultKind> {
    let Some(Bodies { endpoint, request, response }) = bodies.iter().find(|one| one.endpoint.id == example.endpoint)
    else {
        return vec![FaultKind::NoEndpoint];
    };
    let applies = |error: &&InterfaceError| error.endpoint.is_empty() || error.endpoint == endpoint.id;
    let refused = contract.error(&example.error).filter(applies);
    if refused.is_none() && !example.error.is_empty() {
        return vec![FaultKind::NoError];
    }
    let of = |side: Side| move |misfit: Misfit| FaultKind::Misfit(side, misfit);
    let mut found = Vec::new();
    let request = misfits(request, &example.request);
    match refused.map(|error| error.cause) {
        Some(ErrorCause::Limits) if request.is_empty() => found.push(FaultKind::KeepsLimits),
        Some(ErrorCause::Limits) => {
            let broken = |one: &Misfit| matches!(one.kind, MisfitKind::NotJson(..) | MisfitKind::NotAnObject);
            found.extend(request.into_iter().filter(broken).map(of(Side::Request)));
        }
        Some(ErrorCause::NotJson | ErrorCause::MediaType | ErrorCause::TooLarge) => {}
        Some(ErrorCause::Other) | None => found.extend(request.into_iter().map(of(Side::Request))),
    }
    match refused {
        // Where no field is promised, there may be no body.
        None if response.is_empty() && example.response.trim().is_empty() => {}
        None => {
            found.extend(misfits(response, &example.response).into_iter().map(of(Side::Response)));
            found.extend(larger(contract, endpoint, example));
        }
        Some(error) if !example.response.trim().is_empty() && !answers_alike(&error.body, &example.response) => {
            found.push(FaultKind::OtherBody);
        }
        Some(_) => {}
    }
    found
}

/// Whether two bodies have the same fields, each of the same kind.
fn answers_alike(stated: &str, shown: &str) -> bool {
    let (Ok(Value::Object(stated)), Ok(Value::Object(shown))) =
        (serde_json::from_str(stated), serde_json::from_str(shown))
    else {
        return false;
    };
    let alike = |name: &String, value: &Value| {
        shown.get(name).is_some_and(|other: &Value| std::mem::discriminant(other) == std::mem::discriminant(value))
    };
    stated.len() == shown.len() && stated.iter().all(|(name, value)| alike(name, value))
}

/// Texts of an example that take more bytes than promised, in JSON without white space.
fn larger(contract: &InterfaceContract, endpoint: &Endpoint, example: &InterfaceExample) -> Vec<FaultKind> {
    let object = |text: &str| match serde_json::from_str(text) {
        Ok(Value::Object(fields)) => Some(fields),
        _ => None,
    };
    let sides = [
        (Side::Request, object(&example.request).map(|it| sent(contract, &endpoint.id, &it)), endpoint.request_bytes),
        (Side::Response, object(&example.response), endpoint.response_bytes),
    ];
    let over = sides.into_iter().filter_map(|(side, fields, most)| {
        let bytes = Value::Object(fields?).to_string().len();
        let most = most.filter(|most| bytes > *most as usize)?;
        Some(FaultKind::Larger(side, bytes, most))
    });
    over.collect()
}
