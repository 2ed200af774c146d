//! What two people changed differently.

use serde_json::Value;

use super::edit::{place, whole};
use super::figure;
use crate::package::conflict::{Conflict, ConflictKind, Side};

/// Where the two differ: "Risk “Drift”, owner", or "Risks: order".
pub fn subject(conflict: &Conflict, document: &Value) -> String {
    let place = place(&conflict.path, &[document]);
    match conflict.about {
        ConflictKind::Value => place,
        ConflictKind::Order => format!("{place}: order"),
    }
}

/// What one side wrote, as a person reads it.
pub fn said(conflict: &Conflict, side: Side, document: &Value) -> String {
    let written = conflict.of(side);
    match (conflict.about, written) {
        (ConflictKind::Order, Value::Array(ids)) => {
            let names = ids.iter().filter_map(Value::as_str).map(|id| place(&conflict.path.record(id), &[document]));
            figure::list(&names.collect::<Vec<_>>())
        }
        (_, Value::Null) => "removed or left empty".to_owned(),
        (_, Value::Object(fields)) => fields
            .iter()
            .filter(|(name, part)| *name != "id" && !whole(part).is_empty() && !part.is_object())
            .map(|(name, part)| format!("{}: {}", name.replace('_', " "), whole(part)))
            .collect::<Vec<_>>()
            .join("; "),
        (_, written) => match whole(written) {
            text if text.is_empty() => "left empty".to_owned(),
            text => text,
        },
    }
}

/// Both sides on one line: "Risk “Drift”, owner: either Ana (mine.json) or Ben (theirs.json)".
pub fn sentence(conflict: &Conflict, document: &Value) -> String {
    let side = |side| format!("{} ({})", said(conflict, side, document), conflict.author(side));
    format!("{}: either {} or {}", subject(conflict, document), side(Side::Ours), side(Side::Theirs))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::path::Path;
    use serde_json::json;

    #[track_caller]
    fn check(path: &Path, about: ConflictKind, ours: Value, theirs: Value, expected: &str) {
        let document = json!({"risks": [{"id": "a", "name": "Drift"}, {"id": "b", "name": ""}]});
        let conflict = Conflict {
            path: path.clone(),
            about,
            ours,
            theirs,
            ours_by: "Ana".to_owned(),
            theirs_by: "Ben".to_owned(),
            ..Conflict::default()
        };
        assert_eq!(sentence(&conflict, &document), expected);
    }

    #[test]
    fn both_sides_are_said_whatever_they_are() {
        use ConflictKind::{Order, Value};
        let risks = Path::default().field("risks");
        let owner = risks.record("a").field("owner");
        check(&owner, Value, json!("X"), json!(""), "Risk “Drift”, owner: either X (Ana) or left empty (Ben)");
        let record = json!({"id": "b", "name": "", "cause": "Heat", "rating": {"impact": 2}});
        let removed = "Risk 2: either cause: Heat (Ana) or removed or left empty (Ben)";
        check(&risks.record("b"), Value, record, json!(null), removed);
        let turned = "Risks: order: either Risk “Drift” and Risk 2 (Ana) or Risk 2 and Risk “Drift” (Ben)";
        check(&risks, Order, json!(["a", "b"]), json!(["b", "a"]), turned);
        let long = "é".repeat(500);
        check(
            &owner,
            Value,
            json!(long),
            json!(["a", "b"]),
            &format!("Risk “Drift”, owner: either {long} (Ana) or a, b (Ben)"),
        );
    }
}
