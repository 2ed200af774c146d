//! What an interface contract says that cannot all hold, in sentences; limits in words.

use super::figure::{count, counted, list, number};
use crate::package::interface::{
    Fault, FaultKind, FieldKind, InterfaceContract, InterfaceField, MOST_RECORDS, Misfit, MisfitKind, PatternError,
    Side,
};

/// A contradiction of the contract, and how it is mended, as it stands beside its record.
pub fn sentence(contract: &InterfaceContract, fault: &Fault) -> String {
    match &fault.kind {
        FaultKind::TooMany => format!("The contract has more than {} records, too many to be held against each other: divide it into several services.", count(MOST_RECORDS as u64)),
        FaultKind::Path => "A path begins with a slash and is made of letters, digits, - . _ ~ and parameters in braces, such as /v1/tickets/{ticket}.".to_owned(),
        FaultKind::EndpointTwice => "An earlier endpoint has the same method and path: callers could not tell the two apart.".to_owned(),
        FaultKind::ParameterWithoutField(name) => {
            format!("The path names “{name}”, but no field in the path describes it: add one, or take it out of the path.")
        }
        FaultKind::SuccessStatus(status) => {
            format!("{status} is not the status of a success: write 200 to 299, and refusals under Errors.")
        }
        FaultKind::EmptyPromise => "A promise of 0 cannot be kept: write a larger number, or leave it empty.".to_owned(),
        FaultKind::NoEndpoint => "It belongs to no endpoint: choose one.".to_owned(),
        FaultKind::FieldName => "A name begins with a letter and goes on with letters, digits, _ and -; a field within an object is written after a point, as in candidates.label.".to_owned(),
        FaultKind::FieldTwice => "An earlier field of the same endpoint has this name.".to_owned(),
        FaultKind::NotInPath => match contract.fields.iter().find(|field| field.id == fault.record) {
            Some(field) => format!("The path of its endpoint does not name it: write {{{}}} there, or choose another place.", field.name.trim()),
            None => "The path of its endpoint does not name it.".to_owned(),
        },
        FaultKind::NoBody => "Requests of this method have no body: choose another place, or another method.".to_owned(),
        FaultKind::NotInAddress => "Lists and objects cannot stand in a path or query: put it into the body.".to_owned(),
        FaultKind::NoObject(around) => format!("No object or list of objects at this place is called “{around}”: add it as a field of that kind."),
        FaultKind::OptionalInPath => "What stands in the path is always there: mark it as required.".to_owned(),
        FaultKind::LimitsCross(least, most) => {
            format!("The minimum of {} is above the maximum of {}: nothing fits.", number(*least), number(*most))
        }
        FaultKind::NothingBetween(least, most) => {
            format!("No whole number lies between {} and {}.", number(*least), number(*most))
        }
        FaultKind::LengthsCross(least, most) => {
            format!("The shortest length of {} is above the longest of {}: nothing fits.", count(u64::from(*least)), count(u64::from(*most)))
        }
        FaultKind::NotNumeric => "Only numbers have a minimum and a maximum.".to_owned(),
        FaultKind::NotTextual => "Only texts have a pattern and allowed texts.".to_owned(),
        FaultKind::NoLength => "Only texts and lists have a length.".to_owned(),
        FaultKind::Unreadable(error) => pattern(error),
        FaultKind::AllowedOutside(text) => format!("“{text}” is allowed here, but breaks the length or the pattern of the field."),
        FaultKind::ErrorStatus(status) => format!("{status} is not the status of an error: write 400 to 599."),
        FaultKind::NoErrorBody => "Nobody can rely on an error whose body is not known: write it as JSON.".to_owned(),
        FaultKind::ErrorBody(kind) => format!("The body {}.", misfit(None, kind)),
        FaultKind::CauseTwice => "An earlier error answers the same cause at the same endpoint: keep one of the two.".to_owned(),
        FaultKind::NoError => "It names an error that this endpoint does not have: choose another, or none.".to_owned(),
        FaultKind::Misfit(side, found) => format!("{} {}.", of_side(*side), located(contract, found)),
        FaultKind::OtherBody => "Its answer has other fields than the body of the error it names, or fields of another kind.".to_owned(),
        FaultKind::KeepsLimits => "It names an error for fields outside their limits, but its request keeps them all: break one, or name no error.".to_owned(),
        FaultKind::Larger(side, bytes, most) => format!(
            "{} {} long without white space, but no more than {} are promised.",
            match side { Side::Request => "The body it sends is", Side::Response => "Its answer is" },
            counted(*bytes, "byte", "bytes"),
            count(u64::from(*most)),
        ),
    }
}

/// The limits of a field in words: "0 to 1", "at most 4,000 letters", "open or closed"; empty for none.
pub fn limits(field: &InterfaceField) -> String {
    let mut said = Vec::new();
    said.extend(range(field.minimum.map(number), field.maximum.map(number), ""));
    let [one, many] = if field.kind.is_list() { ["entry", "entries"] } else { ["letter", "letters"] };
    let length = |length: Option<u32>| length.map(|length| count(u64::from(length)));
    let unit = if field.longest.or(field.shortest) == Some(1) { one } else { many };
    said.extend(range(length(field.shortest), length(field.longest), unit));
    if !field.pattern.trim().is_empty() {
        said.push(format!("like {}", field.pattern.trim()));
    }
    if !field.allowed.is_empty() {
        said.push(format!("one of: {}", field.allowed.join(", ")));
    }
    said.join("; ")
}

fn range(least: Option<String>, most: Option<String>, unit: &str) -> Option<String> {
    let text = match (least, most) {
        (None, None) => return None,
        (Some(least), None) => format!("at least {least} {unit}"),
        (None, Some(most)) => format!("at most {most} {unit}"),
        (Some(least), Some(most)) if least == most => format!("{least} {unit}"),
        (Some(least), Some(most)) => format!("{least} to {most} {unit}"),
    };
    Some(text.trim_end().to_owned())
}

fn of_side(side: Side) -> &'static str {
    match side {
        Side::Request => "The request",
        Side::Response => "The answer",
    }
}

fn pattern(error: &PatternError) -> String {
    let what = match error {
        PatternError::Sign(sign) => format!("“{sign}” cannot stand there"),
        PatternError::Unfinished => "a class or repetition is not finished".to_owned(),
        PatternError::Long => "it has more than 1,000 signs".to_owned(),
        PatternError::Repetition => "a repetition goes from more to fewer, or beyond 10,000".to_owned(),
    };
    format!(
        "The pattern cannot be read: {what}. It is made of letters, classes such as [a-z0-9], \\d, \\w and ., each repeated by ?, *, + or {{2,5}}."
    )
}

fn located(contract: &InterfaceContract, found: &Misfit) -> String {
    if found.path.is_empty() {
        return misfit(None, &found.kind);
    }
    let name: String = strip_places(&found.path);
    let field = contract.fields.iter().find(|field| field.name.trim() == name);
    match &found.kind {
        MisfitKind::Missing => format!("lacks “{}”, which is required", found.path),
        MisfitKind::Unknown => format!("has “{}”, which is not in the contract", found.path),
        kind => format!("has “{}”, which {}", found.path, misfit(field, kind)),
    }
}

/// A way through objects without the places in lists: `rows[1].state` is the field `rows.state`.
fn strip_places(path: &str) -> String {
    path.split('.').map(|step| step.split('[').next().unwrap_or_default()).collect::<Vec<_>>().join(".")
}

fn misfit(field: Option<&InterfaceField>, kind: &MisfitKind) -> String {
    match kind {
        MisfitKind::NotJson(line, column) => format!("is not JSON from line {line}, column {column} on"),
        MisfitKind::NotAnObject => "is JSON, but not an object with fields".to_owned(),
        MisfitKind::Missing => "is missing".to_owned(),
        MisfitKind::Unknown => "is not in the contract".to_owned(),
        MisfitKind::Kind(kind) => format!("is not {}", of_kind(*kind)),
        MisfitKind::Below(least) => format!("is below the minimum of {}", number(*least)),
        MisfitKind::Above(most) => format!("is above the maximum of {}", number(*most)),
        MisfitKind::Shorter(least) => format!("is shorter than {}", count(u64::from(*least))),
        MisfitKind::Longer(most) => format!("is longer than {}", count(u64::from(*most))),
        MisfitKind::Pattern => "does not look like the pattern".to_owned(),
        MisfitKind::NotAllowed => {
            let allowed = field.map(|field| field.allowed.as_slice()).unwrap_or_default();
            let some: Vec<&str> = allowed.iter().take(6).map(String::as_str).collect();
            if some.is_empty() {
                "is not among the texts allowed".to_owned()
            } else {
                format!("is not one of {}", list(&some))
            }
        }
    }
}

fn of_kind(kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::Text => "a text",
        FieldKind::WholeNumber => "a whole number",
        FieldKind::Number => "a number",
        FieldKind::YesOrNo => "true or false",
        FieldKind::Texts => "a list of texts",
        FieldKind::Numbers => "a list of numbers",
        FieldKind::Object => "an object",
        FieldKind::Objects => "a list of objects",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misfits_are_said_with_their_place() {
        let contract = InterfaceContract {
            fields: vec![InterfaceField {
                name: "rows.state".to_owned(),
                allowed: vec!["on".to_owned(), "off".to_owned()],
                ..InterfaceField::default()
            }],
            ..InterfaceContract::default()
        };
        let check = |path: &str, kind: MisfitKind, expected: &str| {
            let found = Misfit { path: path.to_owned(), kind };
            let fault = Fault { record: Default::default(), kind: FaultKind::Misfit(Side::Request, found) };
            assert_eq!(sentence(&contract, &fault), expected);
        };
        check("", MisfitKind::NotJson(2, 5), "The request is not JSON from line 2, column 5 on.");
        check("text", MisfitKind::Missing, "The request lacks “text”, which is required.");
        check("x", MisfitKind::Unknown, "The request has “x”, which is not in the contract.");
        check("share", MisfitKind::Above(1.0), "The request has “share”, which is above the maximum of 1.");
        check(
            "rows[3].state",
            MisfitKind::NotAllowed,
            "The request has “rows[3].state”, which is not one of on and off.",
        );
        check("n", MisfitKind::Kind(FieldKind::WholeNumber), "The request has “n”, which is not a whole number.");
    }

    #[test]
    fn limits_are_said_in_words() {
        let check = |field: InterfaceField, expected: &str| assert_eq!(limits(&field), expected);
        let field = InterfaceField::default;
        check(field(), "");
        check(InterfaceField { minimum: Some(0.0), maximum: Some(1.0), ..field() }, "0 to 1");
        check(InterfaceField { longest: Some(4000), ..field() }, "at most 4,000 letters");
        check(
            InterfaceField { shortest: Some(1), kind: FieldKind::Texts, pattern: "[a-z]+".into(), ..field() },
            "at least 1 entry; like [a-z]+",
        );
        check(InterfaceField { allowed: vec!["on".into(), "off".into()], ..field() }, "one of: on, off");
    }
}
