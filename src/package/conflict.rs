//! What two people changed differently, until somebody decides.

use serde_json::Value;

use super::document::{Plain, Problem, from_value};
use super::path::{Path, id_of};
use super::{Id, Package, digest};

record! {
    /// Something that both of two merged copies changed, each differently.
    pub struct Conflict {
        /// Identifier; the same for the same place, so that merging again does not list it twice.
        pub id: Id,
        /// Where in the package.
        pub path: Path,
        /// What it is about.
        pub about: ConflictKind,
        /// What stood there before either changed it; null for nothing.
        pub base: Value,
        /// What stands there in the copy the other was merged into; null for nothing.
        pub ours: Value,
        /// What stands there in the other; null for nothing.
        pub theirs: Value,
        /// Who wrote the one.
        pub ours_by: String,
        /// Who wrote the other.
        pub theirs_by: String,
        ..extra
    }
}

words! {
    /// What a conflict is about.
    pub enum ConflictKind {
        /// A value, or a record as a whole.
        #[default]
        Value = "Value",
        /// The order of a list's records, given by their identifiers.
        Order = "Order",
    }

    /// One of the two that clash.
    pub enum Side {
        /// The copy the other was merged into.
        #[default]
        Ours = "Ours",
        /// The other.
        Theirs = "Theirs",
    }
}

impl Conflict {
    /// The identifier of a conflict at this place.
    pub fn id_at(path: &Path, about: ConflictKind) -> Id {
        let digest = digest::of_value(&Value::from(vec![path.to_value(), about.to_value()]));
        Id(format!("conflict-{}", &digest[..12]))
    }

    /// The value of one side.
    pub const fn of(&self, side: Side) -> &Value {
        match side {
            Side::Ours => &self.ours,
            Side::Theirs => &self.theirs,
        }
    }

    /// Who wrote one side.
    pub fn author(&self, side: Side) -> &str {
        match side {
            Side::Ours => &self.ours_by,
            Side::Theirs => &self.theirs_by,
        }
    }

    /// Lets one side stand in `package` and strikes the conflict off its list. What was written at the place since the
    /// merge gives way.
    ///
    /// # Errors
    /// When the value no longer has a place there; the package is then unchanged.
    pub fn settle(&self, package: &mut Package, side: Side) -> Result<(), Problem> {
        let mut document = package.to_value();
        let value = self.of(side).clone();
        let has_place = match self.about {
            ConflictKind::Value => self.path.put(&mut document, Some(value).filter(|value| !value.is_null())),
            ConflictKind::Order => self.put_in_order(&mut document, &value),
        };
        if !has_place {
            let what = "what it stands in is no longer there".to_owned();
            return Err(Problem { path: self.path.names().collect::<Vec<_>>().join("."), what });
        }
        let mut settled: Package = from_value(document)?;
        settled.conflicts.retain(|conflict| conflict.id != self.id);
        *package = settled;
        Ok(())
    }

    /// Brings the listed records into their order, on the places that they hold together.
    fn put_in_order(&self, document: &mut Value, order: &Value) -> bool {
        let Some(Value::Array(entries)) = self.path.find(document).cloned() else { return false };
        let order: Vec<&str> = order.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let rank = |entry: &Value| order.iter().position(|id| id_of(entry) == Some(id));
        let mut listed: Vec<&Value> = entries.iter().filter(|entry| rank(entry).is_some()).collect();
        listed.sort_by_key(|entry| rank(entry));
        let mut listed = listed.into_iter();
        let ordered = entries.iter().map(|entry| match rank(entry) {
            Some(_) => listed.next().unwrap_or(entry).clone(),
            None => entry.clone(),
        });
        let ordered = ordered.collect();
        self.path.put(document, Some(ordered))
    }
}
