use super::*;
use crate::package::interface::{
    Endpoint, FieldKind, FieldPlace, InterfaceError, InterfaceExample, InterfaceField, Method,
};

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
        |it| it.fields.push(InterfaceField { id: "again".into(), place: FieldPlace::Query, ..it.fields[1].clone() }),
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
    check(|it| it.errors.push(InterfaceError { id: "again".into(), ..it.errors[0].clone() }), &[("again", CauseTwice)]);
    check(|it| it.examples[1].error = "gone".into(), &[("bad", NoError)]);
    check(|it| it.examples[1].request = it.examples[0].request.clone(), &[("bad", KeepsLimits)]);
    check(|it| it.examples[1].response = r#"{"error": 3}"#.into(), &[("bad", OtherBody)]);
    check(|it| it.endpoints[0].request_bytes = Some(14), &[("good", Larger(Side::Request, 15, 14))]);
}
