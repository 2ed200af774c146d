//! What differs between two packages, field by field, as people read it.

use serde_json::Value;

use super::{capital, figure};
use crate::package::difference::{Edit, EditKind};
use crate::package::path::{Path, Step, id_of};

/// A text is cut after so many letters.
const LONGEST: usize = 120;

/// What differs, in words.
pub struct Said {
    /// Where: "Risk “Drift”, residual, impact".
    pub place: String,
    /// What stood there; empty for nothing.
    pub from: String,
    /// What stands there; empty for nothing.
    pub to: String,
}

/// One difference between two documents.
pub fn said(edit: &Edit, before: &Value, after: &Value) -> Said {
    let place = place(&edit.path, &[after, before]);
    let (from, to) = match &edit.kind {
        EditKind::Changed { before, after } => (value(before), value(after)),
        EditKind::Added(_) => (String::new(), "added".to_owned()),
        EditKind::Removed(_) => ("there".to_owned(), "removed".to_owned()),
        EditKind::Reordered => (String::new(), "in another order".to_owned()),
    };
    Said { place, from, to }
}

/// The same on one line: "Risk “Drift”, owner: Ben (was Ana)".
pub fn line(edit: &Edit, before: &Value, after: &Value) -> String {
    let Said { place, from, to } = said(edit, before, after);
    match &edit.kind {
        EditKind::Changed { .. } if from.is_empty() => format!("{place}: {to} (was empty)"),
        EditKind::Changed { .. } if to.is_empty() => format!("{place}: empty (was {from})"),
        EditKind::Changed { .. } => format!("{place}: {to} (was {from})"),
        _ => format!("{place}: {to}"),
    }
}

/// Where a path leads: the innermost record by its name, and the fields within it. The record is looked up in the first
/// of the documents that has it.
pub fn place(path: &Path, documents: &[&Value]) -> String {
    let (mut record, mut fields) = (String::new(), Vec::new());
    for (depth, step) in path.0.iter().enumerate() {
        match step {
            Step::Field(name) => fields.push(name.replace('_', " ")),
            Step::Record(id) => {
                let list = Path(path.0[..depth].to_vec());
                let noun = singular(fields.last().map_or("record", String::as_str));
                record = documents.iter().find_map(|document| called(&noun, list.find(document)?, id)).unwrap_or(noun);
                fields.clear();
            }
        }
    }
    let parts: Vec<&str> = [record.as_str()]
        .into_iter()
        .chain(fields.iter().map(String::as_str))
        .filter(|part| !part.is_empty())
        .collect();
    capital(&parts.join(", "))
}

/// An entry of a list, as people name it: "risk “Drift”", or "risk 2".
fn called(noun: &str, list: &Value, id: &str) -> Option<String> {
    const NAMES: [&str; 8] = ["name", "title", "metric", "question", "what", "role", "action", "target"];
    let place = list.as_array()?.iter().position(|entry| id_of(entry) == Some(id))?;
    let entry = &list[place];
    let name = NAMES.iter().filter_map(|key| entry.get(key)?.as_str()).find(|name| !name.trim().is_empty());
    Some(match name {
        Some(name) => format!("{noun} “{}”", shortened(name)),
        None => format!("{noun} {}", place + 1),
    })
}

/// A value as people read it, cut to a readable length; empty for nothing.
pub fn value(value: &Value) -> String {
    shortened(&whole(value))
}

/// A value as people read it; empty for nothing.
pub fn whole(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.trim().to_owned(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Array(items) if items.iter().all(|item| !item.is_object()) => {
            items.iter().map(whole).collect::<Vec<_>>().join(", ")
        }
        Value::Array(items) => figure::counted(items.len(), "entry", "entries"),
        Value::Number(number) => number.as_f64().map_or_else(|| number.to_string(), |number| number.to_string()),
        Value::Object(fields) => {
            let said = fields.iter().filter(|(key, _)| *key != "id").map(|(key, value)| (key, whole(value)));
            let said = said.filter(|(_, value)| !value.is_empty());
            said.map(|(key, value)| format!("{} {value}", key.replace('_', " "))).collect::<Vec<_>>().join("; ")
        }
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

/// Everything a package says, one statement a line: where, and what. Lines of one record stand together, so that a
/// comparison of two such texts shows what differs.
pub fn statements(document: &Value) -> Vec<String> {
    let mut lines = Vec::new();
    state(&Path::default(), document, document, &mut lines);
    lines
}

fn state(path: &Path, part: &Value, document: &Value, lines: &mut Vec<String>) {
    match (part, crate::package::path::records(Some(part))) {
        (Value::Object(fields), _) => {
            let fields = fields.iter().filter(|(key, _)| *key != "id");
            fields.for_each(|(key, value)| state(&path.field(key), value, document, lines));
        }
        (Value::Array(_), Some(records)) => {
            records.iter().for_each(|(id, value)| state(&path.record(id), value, document, lines));
        }
        _ => {
            let text = whole(part).split_whitespace().collect::<Vec<_>>().join(" ");
            if !text.is_empty() {
                lines.push(format!("{}: {text}", place(path, &[document])));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::package::difference::difference;

    #[test]
    fn a_difference_is_said_on_one_line_with_what_was_there() {
        let lines = |before: Value, after: Value| {
            let edits = difference(&before, &after);
            edits.iter().map(|edit| line(edit, &before, &after)).collect::<Vec<_>>()
        };
        let owner = |name: &str| json!({"risks": [{"id": "r", "name": "Drift", "owner": name}]});
        assert_eq!(lines(owner("Ana"), owner("Ben")), ["Risk “Drift”, owner: Ben (was Ana)"]);
        assert_eq!(lines(owner(""), owner("Ben")), ["Risk “Drift”, owner: Ben (was empty)"]);
        assert_eq!(lines(owner("Ana"), owner("")), ["Risk “Drift”, owner: empty (was Ana)"]);
        assert_eq!(lines(owner("Ana"), json!({"risks": []})), ["Risk “Drift”: removed"]);
    }
}
