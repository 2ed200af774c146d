//! Documents: plain data as JSON and back.
//!
//! A type of the document says what its parts are ([`Fields`], written by `record!`); how parts become JSON and come
//! back is compiled once for all of them, by way of JSON values. That keeps the page small, and it is why a field that
//! cannot be read is always named by its path.

mod left_out;
mod value;

pub use left_out::{Said, Sparse};

use crate::sorted_map::SortedMap;

use serde_json::{Map, Value};

/// Fields this version does not know, kept as they came and written back.
pub type Extra = SortedMap<String, serde_json::Value>;

/// Data that is JSON.
pub trait Plain {
    /// The data as a JSON value.
    fn to_value(&self) -> Value;

    /// Takes over what `value` says. Parts it does not name stay as they are, so that a default becomes what was
    /// written, and what an older writer did not know keeps its default.
    ///
    /// # Errors
    /// Names the innermost part that is not of its kind; the data is then half changed and of no use.
    fn take(&mut self, value: Value) -> Result<(), Problem>;

    /// Whether a record leaves this out when it is written.
    fn is_left_out(&self) -> bool {
        false
    }
}

/// Data made of named parts.
pub trait Fields {
    /// Shows every part with its name, in order.
    fn each(&self, visit: &mut dyn FnMut(&'static str, &dyn Plain));

    /// Shows every part with its name, for change.
    fn each_mut(&mut self, visit: &mut dyn FnMut(&'static str, &mut dyn Plain));

    /// Parts this version does not know, where they are kept.
    fn unknown(&self) -> Option<&Extra> {
        None
    }

    /// The same, for change.
    fn unknown_mut(&mut self) -> Option<&mut Extra> {
        None
    }
}

/// What is wrong with a part of a document, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where, as `gates[3].threshold`; empty for the whole.
    pub path: String,
    /// What is wrong: "expected a number, found the text “high”".
    pub what: String,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.path.as_str() {
            "" => out.write_str(&self.what),
            path => write!(out, "{path}: {}", self.what),
        }
    }
}

impl Problem {
    /// A part is of another kind than `expected` ("a number").
    pub fn expected(expected: &str, found: &Value) -> Self {
        Self { path: String::new(), what: format!("expected {expected}, found {}", described(found)) }
    }

    /// The same problem, seen from the record whose field it stands in.
    #[must_use]
    pub fn inside(mut self, field: &str) -> Self {
        let separator = if self.path.is_empty() || self.path.starts_with('[') { "" } else { "." };
        self.path = format!("{field}{separator}{}", self.path);
        self
    }

    /// The same problem, seen from the list it stands in.
    #[must_use]
    pub fn at(self, index: usize) -> Self {
        self.inside(&format!("[{index}]"))
    }
}

/// Why a document cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// The text is not JSON.
    #[error("not JSON: {0}")]
    Syntax(#[from] serde_json::Error),
    /// A field is not of the kind expected.
    #[error("something unexpected at {}: {}", .0.path, .0.what)]
    Field(Problem),
}

/// The document as compact text.
pub fn write(document: &dyn Plain) -> String {
    document.to_value().to_string()
}

/// The document as indented text, its keys in the order of its fields, ending in a line feed.
pub fn write_indented(document: &dyn Plain) -> String {
    format!("{:#}\n", document.to_value())
}

/// The document that `text` stands for.
///
/// # Errors
/// When the text is not JSON, or not of this kind.
pub fn read<T: Plain + Default>(text: &str) -> Result<T, DocumentError> {
    from_value(serde_json::from_str(text)?).map_err(DocumentError::Field)
}

/// The document that a value stands for.
///
/// # Errors
/// Names the innermost part that is not of the kind expected.
pub fn from_value<T: Plain + Default>(value: Value) -> Result<T, Problem> {
    let mut document = T::default();
    document.take(value)?;
    Ok(document)
}

/// A record as a value: its fields in their order, then those this version does not know.
pub(crate) fn write_fields(fields: &dyn Fields) -> Value {
    let mut map = Map::new();
    fields.each(&mut |name, part| {
        if !part.is_left_out() {
            map.insert(name.to_owned(), part.to_value());
        }
    });
    if let Some(unknown) = fields.unknown() {
        map.extend(unknown.iter().map(|(name, value)| (name.clone(), value.clone())));
    }
    Value::Object(map)
}

/// Takes every field out of a value; what is left over is unknown to this version.
pub(crate) fn take_fields(fields: &mut dyn Fields, value: Value) -> Result<(), Problem> {
    let Value::Object(mut map) = value else { return Err(Problem::expected("an object with fields", &value)) };
    let mut result = Ok(());
    fields.each_mut(&mut |name, part| {
        if let (Ok(()), Some(value)) = (&result, map.remove(name)) {
            result = part.take(value).map_err(|problem| problem.inside(name));
        }
    });
    if let Some(unknown) = fields.unknown_mut() {
        unknown.extend(map);
    }
    result
}

/// One of several forms, told apart by the field `kind`.
pub(crate) struct Tagged {
    kind: String,
    fields: Map<String, Value>,
}

impl Tagged {
    /// The form a value says it has.
    pub(crate) fn of(value: Value) -> Result<Self, Problem> {
        let Value::Object(mut fields) = value else { return Err(Problem::expected("an object with fields", &value)) };
        match fields.remove("kind") {
            Some(Value::String(kind)) => Ok(Self { kind, fields }),
            Some(other) => Err(Problem::expected("a text", &other).inside("kind")),
            None => Err(Problem { path: String::new(), what: "the field “kind” is missing".to_owned() }),
        }
    }

    /// Whether it is the form of this name, `VIndifference` for `v_indifference`.
    pub(crate) fn is(&self, name: &str) -> bool {
        self.kind == snake_case(name)
    }

    /// Takes a field out, which must be there.
    pub(crate) fn required<T: Plain + Default>(&mut self, name: &str) -> Result<T, Problem> {
        let missing = || Problem { path: String::new(), what: format!("the field “{name}” is missing") };
        let value = self.fields.remove(name).ok_or_else(missing)?;
        from_value(value).map_err(|problem| problem.inside(name))
    }

    /// The fields but the kind.
    pub(crate) fn rest(self) -> Value {
        Value::Object(self.fields)
    }

    /// It has none of the forms there are.
    pub(crate) fn unknown(&self, names: &[&str]) -> Problem {
        unknown_word(names, &self.kind).inside("kind")
    }

    /// A record as the value of the form `name`.
    pub(crate) fn with(name: &str, record: Value) -> Value {
        let mut map = Map::new();
        map.insert("kind".to_owned(), Value::String(snake_case(name)));
        if let Value::Object(fields) = record {
            map.extend(fields);
        }
        Value::Object(map)
    }

    /// A value of the form `name` with these fields.
    pub(crate) fn value(name: &str, fields: &[(&str, &dyn Plain)]) -> Value {
        Self::with(name, fields.iter().map(|(name, part)| ((*name).to_owned(), part.to_value())).collect())
    }
}

/// The position among `names` of the word a value holds.
pub(crate) fn take_word(names: &[&str], value: &Value) -> Result<usize, Problem> {
    let Value::String(word) = value else { return Err(Problem::expected("a text", value)) };
    names.iter().position(|name| snake_case(name) == *word).ok_or_else(|| unknown_word(names, word))
}

fn unknown_word(names: &[&str], found: &str) -> Problem {
    let mut known = String::new();
    for name in names {
        known.push_str(if known.is_empty() { "" } else { ", " });
        known.push_str(&snake_case(name));
    }
    let what = format!("expected one of {known}, found {}", described(&Value::String(found.to_owned())));
    Problem { path: String::new(), what }
}

/// A word of the code as it stands in JSON: `NotEnoughEvidence` becomes `not_enough_evidence`.
pub(crate) fn snake_case(name: &str) -> String {
    let mut word = String::with_capacity(name.len() + 4);
    for (index, letter) in name.char_indices() {
        if letter.is_ascii_uppercase() && index > 0 {
            word.push('_');
        }
        word.push(letter.to_ascii_lowercase());
    }
    word
}

/// No more of a text than this many letters is quoted in a message.
const MOST_QUOTED: usize = 40;

fn described(value: &Value) -> String {
    match value {
        Value::Null => "nothing (null)".to_owned(),
        Value::Bool(truth) => truth.to_string(),
        Value::Number(number) => format!("the number {number}"),
        Value::String(text) if text.chars().count() > MOST_QUOTED => {
            format!("the text “{}…”", text.chars().take(MOST_QUOTED).collect::<String>())
        }
        Value::String(text) => format!("the text “{text}”"),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::package::Package;

    #[test]
    fn what_cannot_be_read_is_named_by_its_path() {
        let check = |package: Value, path: &str, what: &str| {
            let problem = from_value::<Package>(package).unwrap_err();
            assert_eq!((problem.path.as_str(), problem.what.as_str()), (path, what));
        };
        let text = "expected a number, found the text “high”";
        check(json!({"gates": [{}, {"threshold": "high"}]}), "gates[1].threshold", text);
        check(json!({"title": 7}), "title", "expected a text, found the number 7");
        check(json!({"charter": []}), "charter", "expected an object with fields, found a list");
        check(
            json!({"criteria": [{"source": {"kind": "guess"}}]}),
            "criteria[0].source.kind",
            "expected one of measure, gate_margin, cost, outcome, stated, found the text “guess”",
        );
        check(
            json!({"criteria": [{"source": {"kind": "measure"}}]}),
            "criteria[0].source",
            "the field “measure” is missing",
        );
        check(
            json!({"criteria": [{"value_function": {"kind": "piecewise", "points": [[1]]}}]}),
            "criteria[0].value_function.points[0]",
            "expected a list of 2, found a list",
        );
        check(
            json!({"settings": {"draws": -1}}),
            "settings.draws",
            "expected a whole number from 0 to 4294967295, found the number -1",
        );
        check(json!([]), "", "expected an object with fields, found a list");
    }

    #[test]
    fn what_is_written_is_read_again() {
        let package = crate::package::template::TEMPLATES[0].package.clone();
        assert_eq!(read::<Package>(&write(&package)).unwrap(), package);
    }

    #[test]
    fn words_of_the_code_are_written_with_underscores() {
        let check = |name: &str, expected: &str| assert_eq!(snake_case(name), expected);
        check("NotEnoughEvidence", "not_enough_evidence");
        check("P99", "p99");
        check("VIndifference", "v_indifference");
    }
}
