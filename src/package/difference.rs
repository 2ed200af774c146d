//! What differs between two documents, field by field and record by record.

use serde_json::Value;

use super::path::{Path, records};

/// One field or record that differs.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit {
    /// Where.
    pub path: Path,
    /// How.
    pub kind: EditKind,
}

/// How something differs.
#[derive(Clone, Debug, PartialEq)]
pub enum EditKind {
    /// A value became another; null for none.
    Changed {
        /// What stood there.
        before: Value,
        /// What stands there.
        after: Value,
    },
    /// A record that was not there.
    Added(Value),
    /// A record that is no longer there.
    Removed(Value),
    /// The records that stay stand in another order.
    Reordered,
}

/// Everything in which `after` differs from `before`, in the order of the document.
pub fn difference(before: &Value, after: &Value) -> Vec<Edit> {
    let mut edits = Vec::new();
    compare(&Path::default(), before, after, &mut edits);
    edits
}

fn compare(path: &Path, before: &Value, after: &Value, edits: &mut Vec<Edit>) {
    if before == after {
        return;
    }
    if let (Value::Object(then), Value::Object(now)) = (before, after) {
        for (key, value) in now {
            compare(&path.field(key), then.get(key).unwrap_or(&Value::Null), value, edits);
        }
        for (key, value) in then.iter().filter(|(key, _)| !now.contains_key(*key)) {
            compare(&path.field(key), value, &Value::Null, edits);
        }
        return;
    }
    match (records(Some(before)), records(Some(after))) {
        (Some(then), Some(now)) if !(then.is_empty() && now.is_empty()) => compare_records(path, &then, &now, edits),
        _ => edits.push(Edit {
            path: path.clone(),
            kind: EditKind::Changed { before: before.clone(), after: after.clone() },
        }),
    }
}

fn compare_records(path: &Path, then: &[(&str, &Value)], now: &[(&str, &Value)], edits: &mut Vec<Edit>) {
    for (id, value) in now {
        let path = path.record(id);
        match then.iter().find(|(former, _)| former == id) {
            Some((_, former)) => compare(&path, former, value, edits),
            None => edits.push(Edit { path, kind: EditKind::Added((*value).clone()) }),
        }
    }
    for (id, value) in then.iter().filter(|(id, _)| !is_among(now, id)) {
        edits.push(Edit { path: path.record(id), kind: EditKind::Removed((*value).clone()) });
    }
    let stayed = then.iter().filter(|(id, _)| is_among(now, id)).map(|(id, _)| id);
    if !stayed.eq(now.iter().filter(|(id, _)| is_among(then, id)).map(|(id, _)| id)) {
        edits.push(Edit { path: path.clone(), kind: EditKind::Reordered });
    }
}

fn is_among(records: &[(&str, &Value)], id: &str) -> bool {
    records.iter().any(|(other, _)| *other == id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[track_caller]
    fn check(before: Value, after: Value, expected: &[(&str, EditKind)]) {
        let said =
            |edit: Edit| (serde_json::to_string(&crate::package::document::Plain::to_value(&edit.path)), edit.kind);
        let found: Vec<_> = difference(&before, &after).into_iter().map(said).collect();
        let expected: Vec<_> = expected.iter().map(|(path, kind)| (Ok((*path).to_owned()), kind.clone())).collect();
        assert_eq!(found.len(), expected.len(), "{found:?}");
        for ((path, kind), (expected_path, expected_kind)) in found.into_iter().zip(expected) {
            assert_eq!(
                (path.unwrap(), kind),
                (expected_path.unwrap_or_else(|_: serde_json::Error| String::new()), expected_kind)
            );
        }
    }

    #[test]
    fn each_difference_is_named_once() {
        let changed = |before: Value, after: Value| EditKind::Changed { before, after };
        let list = |ids: &[&str]| json!({"risks": ids.iter().map(|id| json!({"id": id})).collect::<Vec<_>>()});
        check(list(&["a"]), list(&["a"]), &[]);
        check(
            json!({"a": 1}),
            json!({"b": 2}),
            &[("[\".b\"]", changed(Value::Null, json!(2))), ("[\".a\"]", changed(json!(1), Value::Null))],
        );
        check(
            list(&["a", "b"]),
            list(&["b", "c"]),
            &[
                ("[\".risks\",\"#c\"]", EditKind::Added(json!({"id": "c"}))),
                ("[\".risks\",\"#a\"]", EditKind::Removed(json!({"id": "a"}))),
            ],
        );
        check(list(&["a", "b"]), list(&["b", "a"]), &[("[\".risks\"]", EditKind::Reordered)]);
        check(
            json!({"risks": [{"id": "a", "cause": "x"}, {"id": "b"}]}),
            json!({"risks": [{"id": "b"}, {"id": "a", "cause": "y"}]}),
            &[
                ("[\".risks\",\"#a\",\".cause\"]", changed(json!("x"), json!("y"))),
                ("[\".risks\"]", EditKind::Reordered),
            ],
        );
        check(
            json!({"in": ["a"]}),
            json!({"in": ["a", "b"]}),
            &[("[\".in\"]", changed(json!(["a"]), json!(["a", "b"])))],
        );
    }
}
