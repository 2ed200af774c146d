//! What two people changed differently.

use serde_json::Value;

use super::edit::{place, whole};
use super::figure;
use crate::package::conflict::{Conflict, ConflictKind, Side};

/// Where the two differ: "Risk “Drift”, owner", or "Order of risks".
pub fn subject(conflict: &Conflict, document: &Value) -> String {
    // A record that one of the two removed is no longer in the document under its name.
    let place = place(&conflict.path, &[document]);
    match conflict.about {
        ConflictKind::Value => place,
        ConflictKind::Order => format!("Order of {}", place.to_lowercase()),
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
