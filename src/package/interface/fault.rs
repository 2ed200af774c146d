//! What a contract says that cannot all hold.

use serde_json::Value;

use super::example::{Misfit, MisfitKind, Side, misfit_of_text, misfits, request_shapes, sent};
use super::pattern::{Pattern, PatternError};
use super::shape::{DEEPEST, Shape, shapes};
use super::{
    Endpoint, ErrorCause, FieldKind, FieldPlace, InterfaceContract, InterfaceError, InterfaceExample, InterfaceField,
};
use crate::package::Id;

/// Something in a contract that contradicts the rest of it, and the record it is said of.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// The endpoint, field, error or example.
    pub record: Id,
    /// What.
    pub kind: FaultKind,
}

/// A contract of more records than this is not held against itself: what that costs grows with their square.
pub const MOST_RECORDS: usize = 2_000;

/// How a contract contradicts itself.
#[derive(Clone, Debug, PartialEq)]
pub enum FaultKind {
    /// It has more than [`MOST_RECORDS`] endpoints, fields, errors and examples.
    TooMany,
    /// A path that no caller can write: it does not begin with a slash, or has other signs than a path has.
    Path,
    /// An earlier endpoint has the same method and path.
    EndpointTwice,
    /// A parameter of the path, by name, that no field describes.
    ParameterWithoutField(String),
    /// A status of success outside 200 to 299.
    SuccessStatus(u32),
    /// A promise of no time or no bytes at all.
    EmptyPromise,
    /// The endpoint named is not there, or none is named.
    NoEndpoint,
    /// A name that is none: letters, digits, `_` and `-`, parts of objects divided by points.
    FieldName,
    /// An earlier field of the same endpoint has the name. In a request that is so whatever their places.
    FieldTwice,
    /// A field of the path that the path does not name.
    NotInPath,
    /// A body that requests of this method do not have.
    NoBody,
    /// A list or an object in a path or query.
    NotInAddress,
    /// No field of this name is an object, or objects lie too deep in each other.
    NoObject(String),
    /// A field of the path that may be left out.
    OptionalInPath,
    /// Minimum above maximum.
    LimitsCross(f64, f64),
    /// No whole number lies between minimum and maximum.
    NothingBetween(f64, f64),
    /// More letters or entries at least than at most.
    LengthsCross(u32, u32),
    /// A minimum or maximum of something that is no number.
    NotNumeric,
    /// A pattern or allowed texts of something that is no text.
    NotTextual,
    /// A length of something that has none.
    NoLength,
    /// A pattern that cannot be read.
    Unreadable(PatternError),
    /// A text that is allowed, and outside the other limits.
    AllowedOutside(String),
    /// A status of an error outside 400 to 599.
    ErrorStatus(u32),
    /// No body is said.
    NoErrorBody,
    /// The body is not a JSON object.
    ErrorBody(MisfitKind),
    /// An earlier error answers the same cause of the same endpoint.
    CauseTwice,
    /// The error named is not there, or belongs to another endpoint.
    NoError,
    /// A text of the example is not as the fields say.
    Misfit(Side, Misfit),
    /// The answer of a refusal is not the body of its error.
    OtherBody,
    /// It is refused for its limits, and keeps them.
    KeepsLimits,
    /// It is larger than promised: bytes, and the promise.
    Larger(Side, usize, u32),
}

/// Every fault of a contract, in the order of its lists.
pub fn faults(contract: &InterfaceContract) -> Vec<Fault> {
    let InterfaceContract { endpoints, fields, errors, examples, .. } = contract;
    if endpoints.len() + fields.len() + errors.len() + examples.len() > MOST_RECORDS {
        let record = endpoints.first().map(|endpoint| endpoint.id.clone()).unwrap_or_default();
        return vec![Fault { record, kind: FaultKind::TooMany }];
    }
    let bodies: Vec<Bodies<'_>> = endpoints.iter().map(|endpoint| Bodies::of(contract, endpoint)).collect();
    let mut found = Vec::new();
    let mut say = |record: &Id, kinds: Vec<FaultKind>| {
        found.extend(kinds.into_iter().map(|kind| Fault { record: record.clone(), kind }));
    };
    for (place, endpoint) in endpoints.iter().enumerate() {
        say(&endpoint.id, of_endpoint(contract, place, endpoint));
    }
    for (place, field) in fields.iter().enumerate() {
        say(&field.id, of_field(contract, place, field));
    }
    for (place, error) in errors.iter().enumerate() {
        say(&error.id, of_error(contract, place, error));
    }
    for example in examples {
        say(&example.id, of_example(contract, &bodies, example));
    }
    found
}

/// What requests to an endpoint and its answers are made of.
struct Bodies<'a> {
    endpoint: &'a Endpoint,
    request: Vec<Shape<'a>>,
    response: Vec<Shape<'a>>,
}

impl<'a> Bodies<'a> {
    fn of(contract: &'a InterfaceContract, endpoint: &'a Endpoint) -> Self {
        let request = request_shapes(contract, &endpoint.id);
        Self { endpoint, request, response: shapes(contract, &endpoint.id, FieldPlace::Response) }
    }
}

/// The names in braces in a path, in their order.
pub fn path_parameters(path: &str) -> impl Iterator<Item = &str> {
    path.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name)
}

fn is_name(text: &str) -> bool {
    let begins = text.chars().next().is_some_and(|first| first.is_ascii_alphabetic() || first == '_');
    begins && text.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-'))
}

/// Whether it begins with a slash, and each segment is letters, digits and a few signs, or one parameter.
fn is_path(path: &str) -> bool {
    let plain = |text: &str| text.chars().all(|it| it.is_ascii_alphanumeric() || "-._~:".contains(it));
    let parameter =
        |segment: &str| segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).is_some_and(is_name);
    let dots = |segment: &str| matches!(segment, "." | "..");
    path.strip_prefix('/').is_some_and(|path| path.split('/').all(|it| (plain(it) && !dots(it)) || parameter(it)))
}

fn of_endpoint(contract: &InterfaceContract, place: usize, endpoint: &Endpoint) -> Vec<FaultKind> {
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

fn of_field(contract: &InterfaceContract, place: usize, field: &InterfaceField) -> Vec<FaultKind> {
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

fn of_error(contract: &InterfaceContract, place: usize, error: &InterfaceError) -> Vec<FaultKind> {
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

fn of_example(contract: &InterfaceContract, bodies: &[Bodies<'_>], example: &InterfaceExample) -> Vec<FaultKind> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::interface::Method;

    fn sound() -> InterfaceContract {
        let field = |name: &str, place, kind| InterfaceField {
            id: Id(format!("{place}-{name}")),
            name: name.to_owned(),
            place,
            kind,
            endpoint: "e".into(),
            ..InterfaceField::default()
        };
        InterfaceContract {
            endpoints: vec![Endpoint {
                id: "e".into(),
                path: "/v1/tickets/{ticket}".to_owned(),
                request_bytes: Some(100),
                ..Endpoint::default()
            }],
            fields: vec![
                field("ticket", FieldPlace::Path, FieldKind::Text),
                field("text", FieldPlace::Body, FieldKind::Text),
                field("score", FieldPlace::Response, FieldKind::Number),
            ],
            errors: vec![InterfaceError {
                id: "limits".into(),
                body: r#"{"error": "{problem}"}"#.to_owned(),
                ..InterfaceError::default()
            }],
            examples: vec![
                InterfaceExample {
                    id: "good".into(),
                    endpoint: "e".into(),
                    request: r#"{"ticket": "7", "text": "Help"}"#.to_owned(),
                    response: r#"{"score": 0.5}"#.to_owned(),
                    ..InterfaceExample::default()
                },
                InterfaceExample {
                    id: "bad".into(),
                    endpoint: "e".into(),
                    request: r#"{"ticket": "7"}"#.to_owned(),
                    error: "limits".into(),
                    response: r#"{"error": "text is missing"}"#.to_owned(),
                    ..InterfaceExample::default()
                },
            ],
            ..InterfaceContract::default()
        }
    }

    #[test]
    fn a_sound_contract_contradicts_itself_nowhere() {
        assert_eq!(faults(&sound()), []);
        assert_eq!(faults(&InterfaceContract::default()), []);
    }

    #[test]
    fn more_than_anybody_writes_is_not_held_against_itself() {
        let mut contract = sound();
        contract.fields = vec![contract.fields[1].clone(); MOST_RECORDS];
        assert_eq!(faults(&contract), [Fault { record: "e".into(), kind: FaultKind::TooMany }]);
    }

    #[test]
    fn each_contradiction_is_found_at_its_record() {
        #[track_caller]
        fn check(change: impl Fn(&mut InterfaceContract), expected: &[(&str, FaultKind)]) {
            let mut contract = sound();
            change(&mut contract);
            let found: Vec<_> = faults(&contract).into_iter().map(|one| (one.record.0, one.kind)).collect();
            let expected: Vec<_> = expected.iter().map(|(id, kind)| ((*id).to_owned(), kind.clone())).collect();
            assert_eq!(found, expected);
        }
        use FaultKind::*;
        let text = "Request body-text";
        check(|it| it.endpoints[0].path = "v1/{ticket}".to_owned(), &[("e", Path)]);
        check(|it| it.endpoints[0].path = "/../{ticket}".to_owned(), &[("e", Path)]);
        check(
            |it| {
                let again = Endpoint { id: "f".into(), path: "/v1/tickets/{id}".into(), ..Endpoint::default() };
                it.endpoints.push(again);
            },
            &[("f", EndpointTwice), ("f", ParameterWithoutField("id".into()))],
        );
        check(|it| it.endpoints[0].status = 302, &[("e", SuccessStatus(302))]);
        check(|it| it.endpoints[0].latency_ms = Some(0.0), &[("e", EmptyPromise)]);
        check(
            |it| it.endpoints[0].method = Method::Get,
            &[
                (text, NoBody),
                ("good", Misfit(Side::Request, super::Misfit { path: "text".into(), kind: MisfitKind::Unknown })),
                ("bad", KeepsLimits),
            ],
        );
        check(|it| it.endpoints[0].path = "/v1".to_owned(), &[("Path-ticket", NotInPath)]);
        check(
            |it| it.fields[1].endpoint = "gone".into(),
            &[
                (text, NoEndpoint),
                ("good", Misfit(Side::Request, super::Misfit { path: "text".into(), kind: MisfitKind::Unknown })),
                ("bad", KeepsLimits),
            ],
        );
        check(|it| it.fields[0].required = false, &[("Path-ticket", OptionalInPath)]);
        check(
            |it| (it.fields[2].minimum, it.fields[2].maximum) = (Some(2.0), Some(1.0)),
            &[
                ("Answer-score", LimitsCross(2.0, 1.0)),
                ("good", Misfit(Side::Response, super::Misfit { path: "score".into(), kind: MisfitKind::Below(2.0) })),
            ],
        );
        check(
            |it| (it.fields[1].shortest, it.fields[1].longest) = (Some(3), Some(2)),
            &[
                (text, LengthsCross(3, 2)),
                ("good", Misfit(Side::Request, super::Misfit { path: "text".into(), kind: MisfitKind::Longer(2) })),
            ],
        );
        check(|it| it.fields[1].minimum = Some(1.0), &[(text, NotNumeric)]);
        check(|it| it.fields[2].pattern = "a".into(), &[("Answer-score", NotTextual)]);
        check(|it| it.fields[2].longest = Some(1), &[("Answer-score", NoLength)]);
        check(|it| it.fields[1].pattern = "(a)".into(), &[(text, Unreadable(PatternError::Sign('(')))]);
        check(
            |it| {
                it.fields[1].allowed = vec!["Help".into(), "no".into()];
                it.fields[1].shortest = Some(3);
            },
            &[(text, AllowedOutside("no".into()))],
        );
        check(
            |it| {
                it.fields.push(InterfaceField { id: "again".into(), place: FieldPlace::Query, ..it.fields[1].clone() })
            },
            &[("again", FieldTwice)],
        );
        check(
            |it| {
                it.fields.push(InterfaceField {
                    id: "in".into(),
                    name: "a.b".into(),
                    required: false,
                    ..it.fields[1].clone()
                })
            },
            &[("in", NoObject("a".into()))],
        );
        check(
            |it| {
                it.fields.push(InterfaceField {
                    id: "bad-name".into(),
                    name: "a b".into(),
                    required: false,
                    ..it.fields[1].clone()
                })
            },
            &[("bad-name", FieldName)],
        );
        check(|it| it.errors[0].status = 200, &[("limits", ErrorStatus(200))]);
        check(|it| it.errors[0].body.clear(), &[("limits", NoErrorBody), ("bad", OtherBody)]);
        check(
            |it| it.errors.push(InterfaceError { id: "again".into(), ..it.errors[0].clone() }),
            &[("again", CauseTwice)],
        );
        check(|it| it.examples[1].error = "gone".into(), &[("bad", NoError)]);
        check(|it| it.examples[1].request = it.examples[0].request.clone(), &[("bad", KeepsLimits)]);
        check(|it| it.examples[1].response = r#"{"error": 3}"#.into(), &[("bad", OtherBody)]);
        check(|it| it.endpoints[0].request_bytes = Some(14), &[("good", Larger(Side::Request, 15, 14))]);
    }
}
