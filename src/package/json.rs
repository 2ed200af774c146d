//! JSON as a value, read strictly: every key once in its object, and no more values than a package can have.
//!
//! Of a key that stands twice different readers take different values, so that one could judge what another never saw.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

/// The most values a document may be made of, lists and objects counted with what they hold; 5 million take some
/// hundred megabytes.
pub const MOST_VALUES: usize = 5_000_000;

/// Why a text is no such value.
#[derive(Debug)]
pub enum JsonError {
    /// It is not JSON.
    Syntax(serde_json::Error),
    /// A key stands twice in one object: its path.
    KeyTwice(String),
    /// It is made of more than [`MOST_VALUES`].
    TooMany,
}

/// The value that a text stands for.
///
/// # Errors
/// When it is not JSON, says something twice, or is too large.
pub fn read(text: &str) -> Result<Value, JsonError> {
    read_at_most(text, MOST_VALUES)
}

fn read_at_most(text: &str, most: usize) -> Result<Value, JsonError> {
    let mut reader = Reader { left: most, twice: None };
    let mut json = serde_json::Deserializer::from_str(text);
    let value = Part(&mut reader).deserialize(&mut json).and_then(|value| json.end().map(|()| value));
    value.map_err(|error| match reader.twice {
        Some(path) => JsonError::KeyTwice(path),
        None if reader.left == 0 => JsonError::TooMany,
        None => JsonError::Syntax(error),
    })
}

struct Reader {
    /// How many more values there may be.
    left: usize,
    /// The key found twice, with the path so far.
    twice: Option<String>,
}

impl Reader {
    fn count<E: Error>(&mut self) -> Result<(), E> {
        self.left = self.left.saturating_sub(1);
        if self.left == 0 { Err(E::custom("too many values")) } else { Ok(()) }
    }

    /// Puts the key or place that a problem was found under before its path.
    fn inside(&mut self, outer: &str) {
        if let Some(path) = &mut self.twice {
            let separator = if path.starts_with('[') { "" } else { "." };
            *path = format!("{outer}{separator}{path}");
        }
    }
}

/// One value.
struct Part<'a>(&'a mut Reader);

impl<'de> DeserializeSeed<'de> for Part<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Value, D::Error> {
        self.0.count()?;
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Part<'_> {
    type Value = Value;

    fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str("a JSON value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::String(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Value, E> {
        Ok(Value::String(text))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        loop {
            match list.next_element_seed(Part(self.0)) {
                Ok(Some(value)) => {
                    if values.is_empty() {
                        // Most lists of a hostile file hold one value; room for four would take four times the memory.
                        values.reserve_exact(1);
                    }
                    values.push(value);
                }
                Ok(None) => return Ok(Value::Array(values)),
                Err(error) => {
                    self.0.inside(&format!("[{}]", values.len()));
                    return Err(error);
                }
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while let Some(key) = fields.next_key::<String>()? {
            if map.contains_key(&key) {
                self.0.twice = Some(key);
                return Err(A::Error::custom("a key stands twice"));
            }
            let value = fields.next_value_seed(Part(self.0)).inspect_err(|_| self.0.inside(&key))?;
            map.insert(key, value);
        }
        Ok(Value::Object(map))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_key_that_stands_twice_is_named_by_its_path() {
        let check = |text: &str, expected: &str| match read(text) {
            Err(JsonError::KeyTwice(path)) => assert_eq!(path, expected),
            other => panic!("{text}: {other:?}"),
        };
        check(r#"{"a": 1, "a": 1}"#, "a");
        check(r#"{"a": [0, {"b": {"c": 1, "d": 2, "c": 3}}]}"#, "a[1].b.c");
        check(r#"[[{"a": 1, "\u0061": 2}]]"#, "[0][0].a");
    }

    #[test]
    fn values_are_counted() {
        assert!(read_at_most("[[], [1, {\"a\": null}]]", 6).is_err());
        assert!(read_at_most("[[], [1, {\"a\": null}]]", 7).is_ok());
        let many = format!("[{}1]", "[],".repeat(10));
        assert!(matches!(read_at_most(&many, 10), Err(JsonError::TooMany)));
    }

    /// Any JSON value.
    fn values() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<u64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            ".{0,5}".prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 40, 5, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
                prop::collection::btree_map(".{0,3}", inner, 0..5)
                    .prop_map(|fields| Value::Object(fields.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_says_nothing_twice_is_read_as_ever(value in values()) {
            let text = value.to_string();
            prop_assert_eq!(read(&text).unwrap(), serde_json::from_str::<Value>(&text).unwrap());
        }

        #[test]
        fn what_is_no_json_is_none(text in "[\\[\\]{}\",:0-9a e.-]{0,20}") {
            prop_assert!(read(&text).is_err() || serde_json::from_str::<Value>(&text).is_ok());
        }
    }
}
