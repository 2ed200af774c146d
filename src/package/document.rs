//! Documents as text and back.
//!
//! Typed data becomes text by way of JSON values, and the other way round. Only the small and common part
//! between values and text is compiled more than once, which keeps the page small.

use serde::de::{DeserializeOwned, Deserializer, Error as _};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Why a document cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// The text is not JSON.
    #[error("not JSON: {0}")]
    Syntax(#[from] serde_json::Error),
    /// A field is not of the kind expected.
    #[error("something unexpected at {path}: {problem}")]
    Field {
        /// Where, as `package.gates[3].threshold`.
        path: String,
        /// What is wrong.
        problem: String,
    },
}

/// The document as compact text.
///
/// # Errors
/// When the document cannot be written as JSON; no type of this crate is of that kind.
pub fn write(document: &impl Serialize) -> Result<String, serde_json::Error> {
    serde_json::to_value(document).map(|value| value.to_string())
}

/// The document as indented text, its keys in the order of its fields, ending in a line feed.
///
/// # Errors
/// As [`write`].
pub fn write_indented(document: &impl Serialize) -> Result<String, serde_json::Error> {
    Ok(format!("{:#}\n", serde_json::to_value(document)?))
}

/// The document that `text` stands for.
///
/// # Errors
/// When the text is not JSON, or not of this kind.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, DocumentError> {
    from_value(serde_json::from_str(text)?)
}

/// The document that a value stands for.
///
/// # Errors
/// Names the innermost part that is not of the kind expected.
pub fn from_value<T: DeserializeOwned>(value: Value) -> Result<T, DocumentError> {
    serde_json::from_value(value.clone()).map_err(|error: serde_json::Error| DocumentError::Field {
        path: place(&value, &|value| serde_json::from_value::<T>(value).is_ok()),
        problem: error.to_string(),
    })
}

/// Where `value` has something that `reads` refuses: the innermost part without which it would not be
/// refused. Empty for the whole.
fn place(value: &Value, reads: &dyn Fn(Value) -> bool) -> String {
    let (mut path, mut inside) = (String::new(), value);
    // Looked for one level at a time, on a copy of the whole that lacks one part.
    let mut way = Vec::new();
    while let Some(step) = steps(inside).into_iter().find(|step| reads(without(value, &way, step))) {
        path = match &step {
            Step::Field(field) if path.is_empty() => field.clone(),
            Step::Field(field) => format!("{path}.{field}"),
            Step::Element(index) => format!("{path}[{index}]"),
        };
        inside = step.of(inside);
        way.push(step);
    }
    path
}

enum Step {
    Field(String),
    Element(usize),
}

impl Step {
    fn of<'a>(&self, value: &'a Value) -> &'a Value {
        match self {
            Step::Field(field) => &value[field.as_str()],
            Step::Element(index) => &value[*index],
        }
    }
}

/// The parts directly inside a value.
fn steps(value: &Value) -> Vec<Step> {
    match value {
        Value::Object(fields) => fields.keys().cloned().map(Step::Field).collect(),
        Value::Array(elements) => (0..elements.len()).map(Step::Element).collect(),
        _ => Vec::new(),
    }
}

/// A copy of `value` that lacks the part to which `way` and then `last` lead.
fn without(value: &Value, way: &[Step], last: &Step) -> Value {
    let mut copy = value.clone();
    let inside = way.iter().fold(&mut copy, |value, step| match step {
        Step::Field(field) => &mut value[field.as_str()],
        Step::Element(index) => &mut value[*index],
    });
    match (inside, last) {
        (Value::Object(fields), Step::Field(field)) => {
            fields.remove(field);
        }
        (Value::Array(elements), Step::Element(index)) => {
            elements.remove(*index);
        }
        _ => {}
    }
    copy
}

/// The fields of a record to be read.
pub(crate) fn fields<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Map<String, Value>, D::Error> {
    match Value::deserialize(deserializer)? {
        Value::Object(fields) => Ok(fields),
        other => Err(D::Error::custom(format_args!("expected an object with fields, found {}", kind(&other)))),
    }
}

/// Takes a field out of a record's; its default when it is not there.
pub(crate) fn take<T: DeserializeOwned + Default>(
    fields: &mut Map<String, Value>,
    name: &str,
) -> Result<T, serde_json::Error> {
    fields.remove(name).map_or_else(|| Ok(T::default()), serde_json::from_value)
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing (null)",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::package::Package;

    #[test]
    fn the_place_of_what_cannot_be_read_is_found() {
        let check = |package: Value, expected: &str| match from_value::<Package>(package) {
            Err(DocumentError::Field { path, .. }) => assert_eq!(path, expected),
            other => panic!("{expected}: {other:?}"),
        };
        check(json!({"gates": [{}, {"threshold": "high"}]}), "gates[1].threshold");
        check(json!({"title": 7}), "title");
        check(json!({"charter": []}), "charter");
        check(json!({"criteria": [{"source": {"kind": "guess"}}]}), "criteria[0].source");
        check(json!([]), "");
    }

    #[test]
    fn what_is_written_is_read_again() {
        let package = crate::package::template::TEMPLATES[0].package.clone();
        assert_eq!(read::<Package>(&write(&package).unwrap()).unwrap(), package);
    }
}
