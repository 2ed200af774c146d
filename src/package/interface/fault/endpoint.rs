//! An endpoint: its path, its status and what it promises.

use super::{FaultKind, is_name, path_parameters};
use crate::package::interface::{Endpoint, FieldPlace, InterfaceContract, shapes};

/// Whether it begins with a slash, and each segment is letters, digits and a few signs, or one parameter.
fn is_path(path: &str) -> bool {
    let plain = |text: &str| text.chars().all(|it| it.is_ascii_alphanumeric() || "-._~:".contains(it));
    let parameter =
        |segment: &str| segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).is_some_and(is_name);
    let dots = |segment: &str| matches!(segment, "." | "..");
    path.strip_prefix('/').is_some_and(|path| path.split('/').all(|it| (plain(it) && !dots(it)) || parameter(it)))
}

pub(super) fn faults(contract: &InterfaceContract, place: usize, endpoint: &Endpoint) -> Vec<FaultKind> {
    let mut found = Vec::new();
    let path = endpoint.path.trim();
    if !path.is_empty() && !is_path(path) {
        found.push(FaultKind::Path);
    }
    let same = |other: &&Endpoint| other.method == endpoint.method && pathless(&other.path) == pathless(path);
    if !path.is_empty() && contract.endpoints[..place].iter().any(|other| same(&other)) {
        found.push(FaultKind::EndpointTwice);
    }
    let described = shapes(contract, &endpoint.id, FieldPlace::Path);
    let undescribed = path_parameters(path).filter(|name| !described.iter().any(|shape| shape.name == *name));
    found.extend(undescribed.map(|name| FaultKind::ParameterWithoutField(name.to_owned())));
    if !(200..300).contains(&endpoint.status) {
        found.push(FaultKind::SuccessStatus(endpoint.status));
    }
    let nothing = endpoint.latency_ms.is_some_and(|latency| latency.is_nan() || latency <= 0.0)
        || endpoint.request_bytes == Some(0)
        || endpoint.response_bytes == Some(0);
    if nothing {
        found.push(FaultKind::EmptyPromise);
    }
    found
}

/// The path with its parameters unnamed: what a caller cannot tell apart is the same.
fn pathless(path: &str) -> String {
    let segments = path.trim().split('/').map(|segment| if segment.starts_with('{') { "{}" } else { segment });
    segments.collect::<Vec<_>>().join("/")
}
