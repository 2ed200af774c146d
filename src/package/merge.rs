//! Two people's copies of a package made one again.
//!
//! Three-way, by the identity of records, field by field: what one of the two changed since the common ancestor is taken
//! over; what both changed differently stands in a list of conflicts with both values. Nothing else happens to either's
//! work, and no value comes out that neither wrote.

use serde_json::{Map, Value};

use super::conflict::{Conflict, ConflictKind};
use super::document::{Plain, Problem, from_value};
use super::identity::referrer;
use super::path::{Path, records};
use super::{Id, Package, list};

/// Why two packages cannot be merged.
#[derive(Debug, thiserror::Error, PartialEq)]
pub enum MergeError {
    /// They did not begin as one.
    #[error(
        "The two are different packages, not two copies of one: “{ours}” and “{theirs}” have different identifiers."
    )]
    NotKin {
        /// The title of the one.
        ours: String,
        /// The title of the other.
        theirs: String,
    },
    /// What came out is no package.
    #[error("The two cannot be put together at {}: {}.", .0.path, .0.what)]
    Unreadable(Problem),
}

/// Who wrote each of the two copies, as conflicts name them.
#[derive(Clone, Copy, Debug)]
pub struct Authors<'a> {
    /// Of the copy the other is merged into.
    pub ours: &'a str,
    /// Of the other.
    pub theirs: &'a str,
}

/// Both copies in one package; its [`conflicts`](Package::conflicts) are what a person must decide. Until then the
/// value of the first copy stands there, or the record that only one of the two removed. Without an ancestor everything
/// in which the two differ is a conflict, but for records that only one has.
///
/// # Errors
/// When the two are not copies of one package.
pub fn merge(
    ancestor: Option<&Package>,
    ours: &Package,
    theirs: &Package,
    authors: Authors<'_>,
) -> Result<Package, MergeError> {
    if ours.id != theirs.id || ancestor.is_some_and(|ancestor| ancestor.id != ours.id) {
        return Err(MergeError::NotKin { ours: ours.title.clone(), theirs: theirs.title.clone() });
    }
    let base = ancestor.map_or(Value::Null, Plain::to_value);
    let (document, clashes) = merge_documents(&base, &ours.to_value(), &theirs.to_value());
    let mut merged: Package = from_value(document).map_err(MergeError::Unreadable)?;
    let clashes = clashes
        .into_iter()
        .map(|clash| clash.between(authors))
        .chain(restored(ancestor, ours, theirs, &mut merged)?.into_iter().map(|clash| clash.between(authors)));
    for conflict in clashes {
        merged.conflicts.retain(|former| former.id != conflict.id);
        merged.conflicts.push(conflict);
    }
    Ok(merged)
}

/// A place at which both copies changed the same thing differently.
#[derive(Clone, Debug, PartialEq)]
pub struct Clash {
    /// Where.
    pub path: Path,
    /// Whether it is about a value or about the order of records.
    pub kind: ConflictKind,
    /// In the ancestor; null for nothing. For an order, the identifiers.
    pub base: Value,
    /// In the first copy.
    pub ours: Value,
    /// In the other.
    pub theirs: Value,
}

impl Clash {
    fn between(self, authors: Authors<'_>) -> Conflict {
        let Self { path, kind, base, ours, theirs } = self;
        let (ours_by, theirs_by) = (authors.ours.to_owned(), authors.theirs.to_owned());
        Conflict {
            id: Conflict::id_at(&path, kind),
            path,
            about: kind,
            base,
            ours,
            theirs,
            ours_by,
            theirs_by,
            ..Conflict::default()
        }
    }
}

/// Two copies of a document in one, and where they clash.
pub fn merge_documents(base: &Value, ours: &Value, theirs: &Value) -> (Value, Vec<Clash>) {
    let mut clashes = Vec::new();
    let merged = three_way(
        &Path::default(),
        Sides { base: there(base), ours: there(ours), theirs: there(theirs) },
        &mut clashes,
    );
    (merged.unwrap_or_default(), clashes)
}

fn there(value: &Value) -> Option<&Value> {
    Some(value).filter(|value| !value.is_null())
}

/// What stands at one place in the ancestor and in the two copies.
#[derive(Clone, Copy)]
struct Sides<'a> {
    base: Option<&'a Value>,
    ours: Option<&'a Value>,
    theirs: Option<&'a Value>,
}

impl<'a> Sides<'a> {
    fn field(self, name: &str) -> Self {
        let inside = |value: Option<&'a Value>| value.and_then(|value| value.get(name)).and_then(there);
        Self { base: inside(self.base), ours: inside(self.ours), theirs: inside(self.theirs) }
    }

    fn clash(self, path: &Path, kind: ConflictKind) -> Clash {
        let owned = |value: Option<&Value>| value.cloned().unwrap_or_default();
        Clash { path: path.clone(), kind, base: owned(self.base), ours: owned(self.ours), theirs: owned(self.theirs) }
    }
}

fn three_way(path: &Path, sides: Sides<'_>, clashes: &mut Vec<Clash>) -> Option<Value> {
    let Sides { base, ours, theirs } = sides;
    if ours == theirs || theirs == base {
        return ours.cloned();
    }
    if ours == base {
        return theirs.cloned();
    }
    if let (Some(Value::Object(mine)), Some(Value::Object(other))) = (ours, theirs)
        && !is_whole(path, sides)
    {
        return Some(Value::Object(fields(path, sides, mine, other, clashes)));
    }
    if let (Some(then), Some(mine), Some(other)) = (records(base), records(ours), records(theirs))
        && !(mine.is_empty() && other.is_empty())
    {
        return Some(Value::Array(merge_records(path, [&then, &mine, &other], clashes)));
    }
    clashes.push(sides.clash(path, ConflictKind::Value));
    ours.or(theirs).cloned()
}

/// Whether parts of the value mean nothing apart from one another: one of several forms, a file that was imported, what
/// somebody waived, and what somebody signed, but for the conditions that were met since.
fn is_whole(path: &Path, sides: Sides<'_>) -> bool {
    const WHOLE: [&str; 2] = ["waiver", "sign_offs"];
    let Sides { base, ours, theirs } = sides;
    let kind =
        |value: Option<&Value>| value.and_then(|value| value.get("kind")).and_then(Value::as_str).map(str::to_owned);
    let another = |value: Option<&Value>| value.is_some() && kind(value) != kind(ours);
    kind(ours).as_deref() == Some("imported")
        || another(theirs)
        || another(base)
        || path.names().any(|name| WHOLE.contains(&name)) && !differ_in_conditions_met(sides)
}

/// Whether the three are the same but for which conditions are met: what a seal leaves open.
fn differ_in_conditions_met(Sides { base, ours, theirs }: Sides<'_>) -> bool {
    let [base, ours, theirs] = [base, ours, theirs].map(|value| value.map(without_met));
    ours == theirs && (base == ours || base.is_none())
}

/// A value without any word on whether a condition is met.
fn without_met(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let kept = fields.iter().filter(|(name, _)| *name != "met");
            Value::Object(kept.map(|(name, value)| (name.clone(), without_met(value))).collect())
        }
        Value::Array(entries) => entries.iter().map(without_met).collect(),
        other => other.clone(),
    }
}

fn fields(
    path: &Path,
    sides: Sides<'_>,
    ours: &Map<String, Value>,
    theirs: &Map<String, Value>,
    clashes: &mut Vec<Clash>,
) -> Map<String, Value> {
    let only_theirs = theirs.keys().filter(|key| !ours.contains_key(*key));
    let keys = ours.keys().chain(only_theirs);
    let merged = keys.filter_map(|key| {
        let merged = three_way(&path.field(key), sides.field(key), clashes);
        let is_kept_empty = ours.contains_key(key) && theirs.contains_key(key);
        merged.or_else(|| is_kept_empty.then_some(Value::Null)).map(|value| (key.clone(), value))
    });
    merged.collect()
}

/// A list of records with their identifiers.
type Records<'a> = [(&'a str, &'a Value)];

fn merge_records(path: &Path, [base, ours, theirs]: [&Records<'_>; 3], clashes: &mut Vec<Clash>) -> Vec<Value> {
    let order = order(path, [base, ours, theirs], clashes);
    let merged = order.into_iter().filter_map(|id| {
        let sides = Sides { base: find(base, id), ours: find(ours, id), theirs: find(theirs, id) };
        three_way(&path.record(id), sides, clashes)
    });
    merged.collect()
}

fn find<'a>(records: &Records<'a>, id: &str) -> Option<&'a Value> {
    records.iter().find(|(other, _)| *other == id).map(|(_, value)| *value)
}

/// Every identifier of either copy once: those of both in the order of whoever changed it, each other one behind what it
/// stands behind in its own copy.
fn order<'a>(path: &Path, [base, ours, theirs]: [&Records<'a>; 3], clashes: &mut Vec<Clash>) -> Vec<&'a str> {
    let in_all = |id: &str| [base, ours, theirs].iter().all(|list| find(list, id).is_some());
    let former = |list: &Records<'a>| list.iter().map(|(id, _)| *id).filter(|id| in_all(id)).collect::<Vec<_>>();
    let shared = |list: &Records<'a>| -> Vec<&'a str> {
        list.iter().map(|(id, _)| *id).filter(|id| find(ours, id).is_some() && find(theirs, id).is_some()).collect()
    };
    let (then, mine, other) = (former(base), former(ours), former(theirs));
    let skeleton = match (mine == then, other == then) {
        // What both added may stand differently.
        (true, true) => shared(ours).min(shared(theirs)),
        (true, false) => shared(theirs),
        (false, true) => shared(ours),
        (false, false) if mine == other => shared(ours).min(shared(theirs)),
        (false, false) => {
            let listed = |ids: &[&str]| ids.iter().map(|&id| Value::from(id)).collect();
            let (base, listed_ours, listed_theirs) = (listed(&then), listed(&mine), listed(&other));
            clashes.push(Clash {
                path: path.clone(),
                kind: ConflictKind::Order,
                base,
                ours: listed_ours,
                theirs: listed_theirs,
            });
            shared(ours)
        }
    };
    let behind = |list: &Records<'a>, anchor: Option<&str>| -> Vec<&'a str> {
        let start =
            anchor.map_or(0, |anchor| list.iter().position(|(id, _)| *id == anchor).map_or(list.len(), |at| at + 1));
        list[start..].iter().map(|(id, _)| *id).take_while(|id| !skeleton.contains(id)).collect()
    };
    let mut order: Vec<&str> = Vec::new();
    for anchor in std::iter::once(None).chain(skeleton.iter().copied().map(Some)) {
        order.extend(anchor);
        let mut added = [behind(ours, anchor), behind(theirs, anchor)];
        // Whoever merges whom, the order is the same.
        added.sort_unstable();
        order.extend(added.concat());
    }
    order
}

/// Puts back records that one copy removed, with all that referred to them, while the other made something refer to
/// them.
fn restored(
    ancestor: Option<&Package>,
    ours: &Package,
    theirs: &Package,
    merged: &mut Package,
) -> Result<Vec<Clash>, MergeError> {
    let Some(ancestor) = ancestor else { return Ok(Vec::new()) };
    let [base, mine, other] = [ancestor, ours, theirs].map(Plain::to_value);
    let mut document = merged.to_value();
    let mut clashes = Vec::new();
    for (noun, list) in list::paths() {
        for (id, value) in records(list.find(&base)).unwrap_or_default() {
            let path = list.record(id);
            let [mine, other] = [&mine, &other].map(|copy| path.find(copy).cloned().unwrap_or_default());
            let without = if mine.is_null() { ours } else { theirs };
            let refers = |package: &Package| referrer(package, noun, &Id::from(id)).is_some();
            if mine.is_null() != other.is_null() && path.find(&document).is_none() && refers(merged) && !refers(without)
            {
                path.put(&mut document, Some(value.clone()));
                clashes.push(Clash { path, kind: ConflictKind::Value, base: value.clone(), ours: mine, theirs: other });
            }
        }
    }
    if !clashes.is_empty() {
        *merged = from_value(document).map_err(MergeError::Unreadable)?;
    }
    Ok(clashes)
}
