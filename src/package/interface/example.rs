//! Examples held against the fields of the contract.

use serde_json::{Map, Value};

use super::pattern::Pattern;
use super::shape::{Shape, shapes};
use super::{FieldKind, FieldPlace, InterfaceContract, InterfaceField, Method};
use crate::package::Id;

/// No more misfits than this are named of one text.
pub const MOST_MISFITS: usize = 8;

/// Which text of an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// What is sent.
    Request,
    /// What comes back.
    Response,
}

/// Something in an example that is not as the contract says.
#[derive(Clone, Debug, PartialEq)]
pub struct Misfit {
    /// Where, as `candidates[1].label`; empty for the whole.
    pub path: String,
    /// What.
    pub kind: MisfitKind,
}

/// How something is not as the contract says.
#[derive(Clone, Debug, PartialEq)]
pub enum MisfitKind {
    /// Not JSON; at which line and column it ceases to be.
    NotJson(usize, usize),
    /// JSON, but no object.
    NotAnObject,
    /// Required, but not there.
    Missing,
    /// There, but not in the contract.
    Unknown,
    /// Of another kind than this.
    Kind(FieldKind),
    /// A number below the minimum.
    Below(f64),
    /// A number above the maximum.
    Above(f64),
    /// Fewer letters or entries.
    Shorter(u32),
    /// More letters or entries.
    Longer(u32),
    /// A text that does not look like the pattern.
    Pattern,
    /// A text that is not among those allowed.
    NotAllowed,
}

/// What is not as `shapes` say, in the order of the fields, at most [`MOST_MISFITS`].
pub fn misfits(shapes: &[Shape<'_>], text: &str) -> Vec<Misfit> {
    let whole = |kind| vec![Misfit { path: String::new(), kind }];
    let mut found = match serde_json::from_str::<Value>(text) {
        Err(error) => whole(MisfitKind::NotJson(error.line(), error.column())),
        Ok(Value::Object(fields)) => {
            let mut found = Vec::new();
            compare("", shapes, &fields, &mut found);
            found
        }
        Ok(_) => whole(MisfitKind::NotAnObject),
    };
    found.truncate(MOST_MISFITS);
    found
}

/// Everything a request to an endpoint is made of: fields of path, query and body.
pub fn request_shapes<'a>(contract: &'a InterfaceContract, endpoint: &Id) -> Vec<Shape<'a>> {
    let method = contract.endpoint(endpoint).map(|endpoint| endpoint.method);
    let body = method.is_some_and(Method::has_body);
    let places = [FieldPlace::Path, FieldPlace::Query, FieldPlace::Body];
    let places = places.into_iter().filter(|place| body || *place != FieldPlace::Body);
    places.flat_map(|place| shapes(contract, endpoint, place)).collect()
}

/// The body sent with an example's request: what is not part of path and query.
pub fn sent(contract: &InterfaceContract, endpoint: &Id, request: &Map<String, Value>) -> Map<String, Value> {
    let beside = |name: &str| {
        let at = |place| shapes(contract, endpoint, place).iter().any(|shape| shape.name == name);
        at(FieldPlace::Path) || at(FieldPlace::Query)
    };
    request.iter().filter(|(name, _)| !beside(name)).map(|(name, value)| (name.clone(), value.clone())).collect()
}

fn compare(way: &str, shapes: &[Shape<'_>], fields: &Map<String, Value>, found: &mut Vec<Misfit>) {
    let path = |name: &str| if way.is_empty() { name.to_owned() } else { format!("{way}.{name}") };
    for shape in shapes {
        match fields.get(shape.name) {
            None if shape.field.required => found.push(Misfit { path: path(shape.name), kind: MisfitKind::Missing }),
            None => {}
            Some(value) => one(&path(shape.name), shape, value, found),
        }
    }
    for name in fields.keys().filter(|name| !shapes.iter().any(|shape| shape.name == name.as_str())) {
        found.push(Misfit { path: path(name), kind: MisfitKind::Unknown });
    }
}

fn one(path: &str, shape: &Shape<'_>, value: &Value, found: &mut Vec<Misfit>) {
    let mut say = |kind| found.push(Misfit { path: path.to_owned(), kind });
    let field = shape.field;
    match (field.kind, value) {
        (FieldKind::Object, Value::Object(fields)) => compare(path, &shape.inner, fields, found),
        (FieldKind::Texts | FieldKind::Numbers | FieldKind::Objects, Value::Array(entries)) => {
            if let Some(kind) = misfit_of_length(field, entries.len()) {
                say(kind);
            }
            for (place, entry) in entries.iter().enumerate().take(1_000) {
                let path = format!("{path}[{place}]");
                match entry {
                    Value::Object(fields) if field.kind == FieldKind::Objects => {
                        compare(&path, &shape.inner, fields, found);
                    }
                    entry => found.extend(misfit_of_value(field, entry).map(|kind| Misfit { path, kind })),
                }
            }
        }
        (FieldKind::Object | FieldKind::Texts | FieldKind::Numbers | FieldKind::Objects, _) => {
            say(MisfitKind::Kind(field.kind));
        }
        (_, value) => {
            if let Some(kind) = misfit_of_value(field, value) {
                say(kind);
            }
        }
    }
}

fn misfit_of_length(field: &InterfaceField, length: usize) -> Option<MisfitKind> {
    let length = u32::try_from(length).unwrap_or(u32::MAX);
    let short = field.shortest.filter(|shortest| length < *shortest).map(MisfitKind::Shorter);
    short.or_else(|| field.longest.filter(|longest| length > *longest).map(MisfitKind::Longer))
}

/// What is wrong with one text, number or truth of a field.
fn misfit_of_value(field: &InterfaceField, value: &Value) -> Option<MisfitKind> {
    let other = Some(MisfitKind::Kind(field.kind));
    match (field.kind, value) {
        (FieldKind::YesOrNo, Value::Bool(_)) => None,
        (FieldKind::Text | FieldKind::Texts, Value::String(text)) => misfit_of_text(field, text),
        (FieldKind::WholeNumber | FieldKind::Number | FieldKind::Numbers, Value::Number(number)) => {
            let Some(number) = number.as_f64() else { return other };
            if field.kind == FieldKind::WholeNumber && number.fract() != 0.0 {
                return other;
            }
            let below = field.minimum.filter(|minimum| number < *minimum).map(MisfitKind::Below);
            below.or_else(|| field.maximum.filter(|maximum| number > *maximum).map(MisfitKind::Above))
        }
        _ => other,
    }
}

/// What is wrong with a text; the length of a list is not that of its texts.
pub(super) fn misfit_of_text(field: &InterfaceField, text: &str) -> Option<MisfitKind> {
    let length = (field.kind == FieldKind::Text).then(|| misfit_of_length(field, text.chars().count())).flatten();
    let unlike = || {
        let pattern = Pattern::read(field.pattern.trim()).ok().filter(|_| !field.pattern.trim().is_empty())?;
        (!pattern.fits(text)).then_some(MisfitKind::Pattern)
    };
    let not_allowed = || {
        let allowed = || field.allowed.iter().any(|one| one == text);
        (!field.allowed.is_empty() && !allowed()).then_some(MisfitKind::NotAllowed)
    };
    length.or_else(unlike).or_else(not_allowed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::interface::Endpoint;

    fn contract() -> InterfaceContract {
        let field = |name: &str, kind| InterfaceField {
            name: name.to_owned(),
            kind,
            endpoint: "e".into(),
            ..InterfaceField::default()
        };
        InterfaceContract {
            endpoints: vec![Endpoint { id: "e".into(), ..Endpoint::default() }],
            fields: vec![
                InterfaceField {
                    shortest: Some(1),
                    longest: Some(4),
                    pattern: "[a-z]*".into(),
                    ..field("text", FieldKind::Text)
                },
                InterfaceField {
                    minimum: Some(0.0),
                    maximum: Some(1.0),
                    required: false,
                    ..field("share", FieldKind::Number)
                },
                InterfaceField { required: false, ..field("count", FieldKind::WholeNumber) },
                InterfaceField { required: false, longest: Some(1), ..field("rows", FieldKind::Objects) },
                InterfaceField { allowed: vec!["on".into(), "off".into()], ..field("rows.state", FieldKind::Text) },
                InterfaceField { place: FieldPlace::Query, required: false, ..field("top", FieldKind::WholeNumber) },
            ],
            ..InterfaceContract::default()
        }
    }

    #[test]
    fn each_misfit_is_named_by_its_place() {
        let contract = contract();
        let shapes = request_shapes(&contract, &"e".into());
        let check = |text: &str, expected: &[(&str, MisfitKind)]| {
            let found: Vec<_> = misfits(&shapes, text).into_iter().map(|one| (one.path, one.kind)).collect();
            let expected: Vec<_> = expected.iter().map(|(path, kind)| ((*path).to_owned(), kind.clone())).collect();
            assert_eq!(found, expected, "{text}");
        };
        check(r#"{"text": "abc", "share": 1, "count": 3.0, "top": 2}"#, &[]);
        check("{", &[("", MisfitKind::NotJson(1, 1))]);
        check("[]", &[("", MisfitKind::NotAnObject)]);
        check("{}", &[("text", MisfitKind::Missing)]);
        check(r#"{"text": ""}"#, &[("text", MisfitKind::Shorter(1))]);
        check(r#"{"text": "abcde"}"#, &[("text", MisfitKind::Longer(4))]);
        check(r#"{"text": "A"}"#, &[("text", MisfitKind::Pattern)]);
        check(r#"{"text": 1}"#, &[("text", MisfitKind::Kind(FieldKind::Text))]);
        check(r#"{"text": "a", "share": 1.1}"#, &[("share", MisfitKind::Above(1.0))]);
        check(r#"{"text": "a", "share": true}"#, &[("share", MisfitKind::Kind(FieldKind::Number))]);
        check(r#"{"text": "a", "count": 0.5}"#, &[("count", MisfitKind::Kind(FieldKind::WholeNumber))]);
        check(
            r#"{"text": "a", "rows": [{"state": "on"}, {"state": "up", "more": 1}]}"#,
            &[
                ("rows", MisfitKind::Longer(1)),
                ("rows[1].state", MisfitKind::NotAllowed),
                ("rows[1].more", MisfitKind::Unknown),
            ],
        );
    }

    #[test]
    fn the_body_is_what_stands_neither_in_path_nor_in_query() {
        let contract = contract();
        let Value::Object(request) = serde_json::json!({"text": "a", "top": 1}) else { unreachable!() };
        let body = sent(&contract, &"e".into(), &request);
        assert_eq!(Value::Object(body), serde_json::json!({"text": "a"}));
    }
}
