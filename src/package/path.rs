//! Where a value stands in a document.
//!
//! A list whose entries are records is entered by a record's identifier, not by its place: two people may have put
//! other records before it.

use serde_json::Value;

use super::document::{Plain, Problem};

/// One step into a document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Into the field or key of this name.
    Field(String),
    /// Into the record of this identifier, in a list of records.
    Record(String),
}

/// The way from a document to a value in it; empty for the document itself.
///
/// In JSON a list of texts: `.name` for a field, `#id` for a record.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema), schemars(with = "Vec<String>"))]
pub struct Path(pub Vec<Step>);

impl Path {
    /// One field further.
    #[must_use]
    pub fn field(&self, name: &str) -> Self {
        self.with(Step::Field(name.to_owned()))
    }

    /// One record further.
    #[must_use]
    pub fn record(&self, id: &str) -> Self {
        self.with(Step::Record(id.to_owned()))
    }

    /// The fields it leads through, outermost first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|step| match step {
            Step::Field(name) => Some(name.as_str()),
            Step::Record(_) => None,
        })
    }

    fn with(&self, step: Step) -> Self {
        Self(self.0.iter().cloned().chain([step]).collect())
    }

    /// The value there; nothing where the document has none.
    pub fn find<'a>(&self, document: &'a Value) -> Option<&'a Value> {
        self.0.iter().try_fold(document, |value, step| match step {
            Step::Field(name) => value.get(name),
            Step::Record(id) => value.as_array()?.iter().find(|entry| id_of(entry) == Some(id)),
        })
    }

    /// Puts a value there, or takes the one there out. A record that was not in its list comes last. Gives whether what
    /// it stands in was there; the document is unchanged otherwise.
    pub fn put(&self, document: &mut Value, value: Option<Value>) -> bool {
        let Some((last, around)) = self.0.split_last() else {
            *document = value.unwrap_or_default();
            return true;
        };
        let Some(parent) = around.iter().try_fold(document, |at, step| step_into(at, step)) else { return false };
        match (last, parent) {
            (Step::Field(name), Value::Object(fields)) => {
                match value {
                    Some(value) => drop(fields.insert(name.clone(), value)),
                    None => drop(fields.shift_remove(name)),
                }
                true
            }
            (Step::Record(id), Value::Array(entries)) => {
                let place = entries.iter().position(|entry| id_of(entry) == Some(id));
                match (place, value) {
                    (Some(place), Some(value)) => entries[place] = value,
                    (Some(place), None) => drop(entries.remove(place)),
                    (None, Some(value)) => entries.push(value),
                    (None, None) => {}
                }
                true
            }
            _ => false,
        }
    }
}

fn step_into<'a>(value: &'a mut Value, step: &Step) -> Option<&'a mut Value> {
    match step {
        Step::Field(name) => value.get_mut(name),
        Step::Record(id) => value.as_array_mut()?.iter_mut().find(|entry| id_of(entry) == Some(id)),
    }
}

serde_by_value! { Path }

impl Plain for Path {
    fn to_value(&self) -> Value {
        let text = |step: &Step| match step {
            Step::Field(name) => format!(".{name}"),
            Step::Record(id) => format!("#{id}"),
        };
        self.0.iter().map(text).collect()
    }

    fn take(&mut self, value: Value) -> Result<(), Problem> {
        let mut texts: Vec<String> = Vec::new();
        texts.take(value)?;
        let step = |text: &String| match (text.strip_prefix('.'), text.strip_prefix('#')) {
            (Some(name), _) => Ok(Step::Field(name.to_owned())),
            (_, Some(id)) => Ok(Step::Record(id.to_owned())),
            _ => Err(Problem::expected("a step as .field or #record", &Value::String(text.clone()))),
        };
        self.0 = texts.iter().map(step).collect::<Result<_, _>>()?;
        Ok(())
    }
}

/// An entry's identifier, if it is a record.
pub fn id_of(entry: &Value) -> Option<&str> {
    entry.get("id")?.as_str().filter(|id| !id.is_empty())
}

/// The entries of a list of records with their identifiers, each of which stands once; nothing for another value. What
/// is not there is an empty list.
pub fn records(value: Option<&Value>) -> Option<Vec<(&str, &Value)>> {
    let entries = match value {
        None | Some(Value::Null) => return Some(Vec::new()),
        Some(value) => value.as_array()?,
    };
    let records: Vec<(&str, &Value)> =
        entries.iter().map(|entry| Some((id_of(entry)?, entry))).collect::<Option<_>>()?;
    let is_own = |place: usize| !records[..place].iter().any(|(id, _)| *id == records[place].0);
    (0..records.len()).all(is_own).then_some(records)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::document;
    use serde_json::json;

    #[test]
    fn a_record_is_found_wherever_it_stands() {
        let mut document = json!({"risks": [{"id": "a", "rating": {"impact": 1}}, {"id": "b"}]});
        let risk = Path::default().field("risks").record("a");
        let impact = risk.field("rating").field("impact");
        assert_eq!(impact.find(&document), Some(&json!(1)));
        document["risks"].as_array_mut().unwrap().reverse();
        assert_eq!(impact.find(&document), Some(&json!(1)));
        assert!(impact.put(&mut document, Some(json!(5))));
        assert_eq!(document, json!({"risks": [{"id": "b"}, {"id": "a", "rating": {"impact": 5}}]}));
        assert!(risk.put(&mut document, None));
        assert!(risk.put(&mut document, None));
        assert!(!impact.put(&mut document, Some(json!(3))));
        assert_eq!(document, json!({"risks": [{"id": "b"}]}));
        assert!(risk.put(&mut document, Some(json!({"id": "a"}))));
        assert_eq!(document, json!({"risks": [{"id": "b"}, {"id": "a"}]}));
    }

    #[test]
    fn a_path_comes_back_from_json() {
        let path = Path::default().field("values").record("#odd.id").field(".x");
        assert_eq!(path.to_value(), json!([".values", "##odd.id", "..x"]));
        assert_eq!(document::from_value::<Path>(path.to_value()), Ok(path));
        assert!(document::from_value::<Path>(json!(["risks"])).is_err());
    }

    #[test]
    fn only_lists_whose_entries_have_each_their_identifier_are_of_records() {
        let ids = |value: Value| records(Some(&value)).map(|records| records.len());
        assert_eq!(ids(json!([{"id": "a"}, {"id": "b"}])), Some(2));
        assert_eq!(ids(json!([])), Some(0));
        assert_eq!(records(None), Some(Vec::new()));
        for none in [json!([{"id": "a"}, {"id": "a"}]), json!([{"id": ""}]), json!(["a"]), json!([{}]), json!("a")] {
            assert_eq!(ids(none.clone()), None, "{none}");
        }
    }
}
