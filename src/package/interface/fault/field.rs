//! A field: its name, its place and its limits.

use super::{FaultKind, is_name, path_parameters};
use crate::package::interface::example::misfit_of_text;
use crate::package::interface::{DEEPEST, Endpoint, FieldKind, FieldPlace, InterfaceContract, InterfaceField, Pattern};

pub(super) fn faults(contract: &InterfaceContract, place: usize, field: &InterfaceField) -> Vec<FaultKind> {
    let Some(endpoint) = contract.endpoint(&field.endpoint) else { return vec![FaultKind::NoEndpoint] };
    let mut found = Vec::new();
    let name = field.name.trim();
    if !name.is_empty() {
        found.extend(of_name(contract, place, field, endpoint));
    }
    match field.place {
        FieldPlace::Body if !endpoint.method.has_body() => found.push(FaultKind::NoBody),
        FieldPlace::Path | FieldPlace::Query if field.kind.is_list() || field.kind.has_fields() => {
            found.push(FaultKind::NotInAddress);
        }
        FieldPlace::Path if !field.required => found.push(FaultKind::OptionalInPath),
        _ => {}
    }
    found.extend(of_limits(field));
    found
}

fn of_name(contract: &InterfaceContract, place: usize, field: &InterfaceField, endpoint: &Endpoint) -> Vec<FaultKind> {
    let name = field.name.trim();
    if !name.split('.').all(is_name) {
        return vec![FaultKind::FieldName];
    }
    let mut found = Vec::new();
    let beside = |other: &&InterfaceField| {
        let answers = |one: &InterfaceField| one.place == FieldPlace::Response;
        other.endpoint == field.endpoint && answers(other) == answers(field)
    };
    if contract.fields[..place].iter().filter(beside).any(|other| other.name.trim() == name) {
        found.push(FaultKind::FieldTwice);
    }
    if let Some((around, _)) = name.rsplit_once('.') {
        let holds = |other: &&InterfaceField| {
            other.place == field.place && other.kind.has_fields() && other.name.trim() == around
        };
        let declared = contract.fields.iter().filter(beside).any(|other| holds(&other));
        if !declared || name.split('.').count() > DEEPEST {
            found.push(FaultKind::NoObject(around.to_owned()));
        }
    }
    if field.place == FieldPlace::Path && !path_parameters(&endpoint.path).any(|parameter| parameter == name) {
        found.push(FaultKind::NotInPath);
    }
    found
}

fn of_limits(field: &InterfaceField) -> Vec<FaultKind> {
    let mut found = Vec::new();
    let InterfaceField { kind, minimum, maximum, shortest, longest, .. } = field;
    if !kind.is_numeric() && (minimum.is_some() || maximum.is_some()) {
        found.push(FaultKind::NotNumeric);
    } else if let Some((least, most)) = minimum.zip(*maximum) {
        if least > most {
            found.push(FaultKind::LimitsCross(least, most));
        } else if *kind == FieldKind::WholeNumber && libm::ceil(least) > libm::floor(most) {
            found.push(FaultKind::NothingBetween(least, most));
        }
    }
    if !(*kind == FieldKind::Text || kind.is_list()) && (shortest.is_some() || longest.is_some()) {
        found.push(FaultKind::NoLength);
    } else if let Some((least, most)) = shortest.zip(*longest).filter(|(least, most)| least > most) {
        found.push(FaultKind::LengthsCross(least, most));
    }
    let pattern = field.pattern.trim();
    if !kind.is_textual() {
        if !pattern.is_empty() || !field.allowed.is_empty() {
            found.push(FaultKind::NotTextual);
        }
        return found;
    }
    if let Err(error) = Pattern::read(pattern) {
        found.push(FaultKind::Unreadable(error));
    }
    let outside = field.allowed.iter().filter(|text| misfit_of_text(field, text).is_some());
    found.extend(outside.map(|text| FaultKind::AllowedOutside(text.clone())));
    found
}
