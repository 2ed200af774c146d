//! An error: its endpoint, its status, its body and its cause.

use serde_json::Value;

use super::FaultKind;
use crate::package::interface::{ErrorCause, InterfaceContract, InterfaceError, MisfitKind};

pub(super) fn faults(contract: &InterfaceContract, place: usize, error: &InterfaceError) -> Vec<FaultKind> {
    let mut found = Vec::new();
    if !error.endpoint.is_empty() && contract.endpoint(&error.endpoint).is_none() {
        found.push(FaultKind::NoEndpoint);
    }
    if !(400..600).contains(&error.status) {
        found.push(FaultKind::ErrorStatus(error.status));
    }
    match serde_json::from_str::<Value>(&error.body) {
        _ if error.body.trim().is_empty() => found.push(FaultKind::NoErrorBody),
        Err(broken) => found.push(FaultKind::ErrorBody(MisfitKind::NotJson(broken.line(), broken.column()))),
        Ok(Value::Object(_)) => {}
        Ok(_) => found.push(FaultKind::ErrorBody(MisfitKind::NotAnObject)),
    }
    let same = |other: &InterfaceError| other.cause == error.cause && other.endpoint == error.endpoint;
    if error.cause != ErrorCause::Other && contract.errors[..place].iter().any(same) {
        found.push(FaultKind::CauseTwice);
    }
    found
}
