//! What differs between two packages, field by field, as people read it.

use serde_json::Value;

use crate::package::Package;
use crate::package::document::Plain;

/// So many fields are named; a table pasted in changes hundreds.
const MOST: usize = 8;

/// A text is cut after so many letters.
const LONGEST: usize = 120;

record! {
    /// A field that changed.
    pub struct Change {
        /// Where: "Risk “Drift”, residual impact".
        pub place: String,
        /// What stood there; empty for nothing.
        pub from: String,
        /// What stands there; empty for nothing.
        pub to: String,
    }
}

/// The first fields in which two packages differ, in the order of the document.
pub fn difference(before: &Package, after: &Package) -> Vec<Change> {
    let mut changes = Vec::new();
    compare(&Path::default(), &before.to_value(), &after.to_value(), &mut changes);
    changes
}

/// The way to a field: the records it stands in, and the field's name in the last of them.
#[derive(Clone, Default)]
struct Path {
    record: String,
    field: Vec<String>,
}

impl Path {
    fn into(&self, key: &str) -> Self {
        let mut inner = self.clone();
        inner.field.push(key.replace('_', " "));
        inner
    }

    /// An entry of the list at this path, as people name it.
    fn entry(&self, value: &Value, index: usize) -> Self {
        let list = self.field.last().cloned().unwrap_or_default();
        let names = ["name", "title", "metric", "question", "what", "role", "action", "target"];
        let name = names.iter().filter_map(|key| value.get(key)?.as_str()).find(|name| !name.trim().is_empty());
        let noun = singular(&list);
        let record = match name {
            Some(name) => format!("{noun} “{}”", shortened(name)),
            None => format!("{noun} {}", index + 1),
        };
        Self { record, field: Vec::new() }
    }

    fn place(&self) -> String {
        let field = self.field.join(", ");
        let place = match (self.record.as_str(), field.as_str()) {
            ("", field) => field.to_owned(),
            (record, "") => record.to_owned(),
            (record, field) => format!("{record}, {field}"),
        };
        crate::publish::words::capital(&place)
    }
}

fn compare(path: &Path, before: &Value, after: &Value, changes: &mut Vec<Change>) {
    if before == after || changes.len() >= MOST {
        return;
    }
    match (before, after) {
        (Value::Object(then), Value::Object(now)) => {
            for (key, value) in now.iter().filter(|(key, _)| !is_seal(path, key)) {
                compare(&path.into(key), then.get(key).unwrap_or(&Value::Null), value, changes);
            }
            for (key, value) in then.iter().filter(|(key, _)| !now.contains_key(*key)) {
                compare(&path.into(key), value, &Value::Null, changes);
            }
        }
        (Value::Array(then), Value::Array(now)) if are_records(then) && are_records(now) => {
            records(path, then, now, changes);
        }
        _ => changes.push(Change { place: path.place(), from: shown(before), to: shown(after) }),
    }
}

/// Whether a field of a sign-off is a digest, which tells people nothing that its date does not.
fn is_seal(path: &Path, key: &str) -> bool {
    path.record.starts_with("sign off") && matches!(key, "content" | "signature")
}

/// Lists of records are compared record by record, whatever their order.
fn records(path: &Path, then: &[Value], now: &[Value], changes: &mut Vec<Change>) {
    let same = |one: &Value, other: &Value| one.get("id") == other.get("id");
    let before = changes.len();
    for (index, value) in now.iter().enumerate() {
        let entry = path.entry(value, index);
        match then.iter().find(|one| same(one, value)) {
            Some(former) => compare(&entry, former, value, changes),
            None if changes.len() < MOST => {
                changes.push(Change { place: entry.place(), from: String::new(), to: "added".to_owned() });
            }
            None => {}
        }
    }
    for (index, value) in then.iter().enumerate() {
        if changes.len() < MOST && !now.iter().any(|one| same(one, value)) {
            let place = path.entry(value, index).place();
            changes.push(Change { place, from: "there".to_owned(), to: "removed".to_owned() });
        }
    }
    if changes.len() == before {
        changes.push(Change { place: path.place(), from: String::new(), to: "in another order".to_owned() });
    }
}

fn are_records(list: &[Value]) -> bool {
    list.iter().all(|one| one.get("id").is_some_and(Value::is_string))
}

fn shown(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => shortened(text),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Array(items) if items.iter().all(|item| !item.is_object()) => {
            shortened(&items.iter().map(shown).collect::<Vec<_>>().join(", "))
        }
        Value::Array(items) => crate::publish::words::figure::counted(items.len(), "entry", "entries"),
        other => shortened(&other.to_string()),
    }
}

fn shortened(text: &str) -> String {
    let text = text.trim();
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{} …", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

/// "risks" as "risk", "criteria" as "criterion".
fn singular(list: &str) -> String {
    match list {
        "criteria" => "criterion".to_owned(),
        "additional evidence" => "evidence".to_owned(),
        list => match list.strip_suffix("ies") {
            Some(stem) => format!("{stem}y"),
            None => list.strip_suffix('s').unwrap_or(list).to_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::{Criterion, Record, Risk};

    fn package() -> Package {
        let risk = Risk { name: "Drift".to_owned(), ..Risk::blank("drift".into()) };
        Package { risks: vec![risk, Risk::blank("other".into())], ..Package::default() }
    }

    #[track_caller]
    fn check(change: impl FnOnce(&mut Package), expected: &[(&str, &str, &str)]) {
        let (before, mut after) = (package(), package());
        change(&mut after);
        let found = difference(&before, &after);
        let found: Vec<_> = found.iter().map(|one| (one.place.as_str(), one.from.as_str(), one.to.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn what_changed_is_said_with_what_stood_there() {
        check(|_| {}, &[]);
        check(|it| it.risks[0].residual.impact = 4, &[("Risk “Drift”, residual, impact", "0", "4")]);
        check(|it| it.risks[1].owner = "Ana".to_owned(), &[("Risk 2, owner", "", "Ana")]);
        check(|it| it.title = "T".to_owned(), &[("Title", "", "T")]);
        check(|it| it.charter.scope_in = vec!["a".to_owned(), "b".to_owned()], &[("Charter, scope in", "", "a, b")]);
        check(|it| it.criteria.push(Criterion::blank("c".into())), &[("Criterion 1", "", "added")]);
        check(|it| drop(it.risks.remove(0)), &[("Risk “Drift”", "there", "removed")]);
        check(|it| it.risks.swap(0, 1), &[("Risks", "", "in another order")]);
        check(
            |it| it.risks[0].cause = "é".repeat(130),
            &[("Risk “Drift”, cause", "", &format!("{} …", "é".repeat(120)))],
        );
    }

    #[test]
    fn only_the_first_of_many_are_named() {
        let mut after = package();
        (0..50).for_each(|index| after.risks.push(Risk::blank(format!("r{index}").as_str().into())));
        assert_eq!(difference(&package(), &after).len(), MOST);
    }

    #[test]
    fn a_signature_is_said_without_its_digests() {
        use crate::package::review::{Ground, Signature};
        let before = Package { review: signed("", Signature::default()), ..package() };
        let ground = Ground { content: "ab".repeat(32), ..Ground::default() };
        let seal = Signature { seal: "cd".repeat(32), ground: vec![ground], ..Signature::default() };
        let after = Package { review: signed("2026-11-21", seal), ..package() };
        let said = difference(&before, &after);
        assert_eq!(said.len(), 1, "{said:?}");
        assert_eq!((said[0].to.as_str(), said[0].place.contains("date")), ("2026-11-21", true));
    }

    fn signed(date: &str, signature: crate::package::review::Signature) -> crate::package::review::Review {
        let sign_off = crate::package::review::SignOff {
            id: "ml".into(),
            role: "ML lead".to_owned(),
            date: date.into(),
            content: signature.seal.clone(),
            signature,
            ..Default::default()
        };
        let mut review = crate::package::review::Review::default();
        review.sign_offs.push(sign_off);
        review
    }
}
