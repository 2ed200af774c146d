//! What a contract says that cannot all hold.

mod endpoint;
mod error;
mod example;
mod field;
#[cfg(test)]
mod tests;

use super::InterfaceContract;
use super::example::{Misfit, MisfitKind, Side};
use super::pattern::PatternError;
use crate::package::Id;
use example::Bodies;

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
    let bodies: Vec<_> = endpoints.iter().map(|endpoint| Bodies::of(contract, endpoint)).collect();
    let mut found = Vec::new();
    let mut say = |record: &Id, kinds: Vec<FaultKind>| {
        found.extend(kinds.into_iter().map(|kind| Fault { record: record.clone(), kind }));
    };
    for (place, endpoint) in endpoints.iter().enumerate() {
        say(&endpoint.id, endpoint::faults(contract, place, endpoint));
    }
    for (place, field) in fields.iter().enumerate() {
        say(&field.id, field::faults(contract, place, field));
    }
    for (place, error) in errors.iter().enumerate() {
        say(&error.id, error::faults(contract, place, error));
    }
    for example in examples {
        say(&example.id, example::faults(contract, &bodies, example));
    }
    found
}

/// The names in braces in a path, in their order.
pub fn path_parameters(path: &str) -> impl Iterator<Item = &str> {
    path.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name)
}

fn is_name(text: &str) -> bool {
    let begins = text.chars().next().is_some_and(|first| first.is_ascii_alphabetic() || first == '_');
    begins && text.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-'))
}
