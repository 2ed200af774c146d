//! Where in the package an edit happens, and what a person calls it.

use std::borrow::Cow;
use std::fmt::Display;

use crate::package::{Id, Record};

/// A field of the package: of one of its records, or of the package itself.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// What kind of record it is ("risk"), as [`Record::NOUN`] says; empty for the package itself.
    pub kind: &'static str,
    /// The record; empty for the package itself.
    pub record: Id,
    /// The way from there to the field, as in `inherent.impact`.
    pub field: Cow<'static, str>,
}

impl Place {
    /// A field of the package itself.
    pub fn in_package(field: impl Into<Cow<'static, str>>) -> Self {
        Self { kind: "", record: Id::default(), field: field.into() }
    }

    /// A field of one record.
    pub fn of<R: Record>(record: &Id, field: impl Into<Cow<'static, str>>) -> Self {
        Self { kind: R::NOUN, record: record.clone(), field: field.into() }
    }

    /// What stands under `key` in a list, a map or a record at this place.
    pub fn at(mut self, key: impl Display) -> Self {
        self.field = format!("{}.{key}", self.field).into();
        self
    }
}

/// What is about to be changed, and what a person calls it.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit {
    /// In the words of a person: "Edit risk name".
    pub label: String,
    /// The one field that changes. Absent when a list changes, or several fields at once.
    pub place: Option<Place>,
    /// By whom, as a role; empty when nobody says.
    pub who: String,
}

impl Edit {
    /// A change of one field. A run of them is one step to undo.
    pub fn of(place: Place, label: impl Into<String>) -> Self {
        Self { label: label.into(), place: Some(place), who: String::new() }
    }

    /// A change of the field that people know as `name`, such as "Risk name" or "FMEA".
    pub fn of_field(place: Place, name: &str) -> Self {
        Self::of(place, format!("Edit {}", lower_first(name)))
    }
}

/// A change that is a step to undo by itself.
impl From<String> for Edit {
    fn from(label: String) -> Self {
        Self { label, place: None, who: String::new() }
    }
}

/// A change that is a step to undo by itself.
impl From<&str> for Edit {
    fn from(label: &str) -> Self {
        label.to_owned().into()
    }
}

/// The text with a small first letter, unless it begins with an abbreviation.
fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => first.to_lowercase().chain(letters).collect(),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::{Alternative, Risk};

    #[test]
    fn places_differ_by_kind_record_and_field() {
        let id = Id::from("flagger");
        let place = Place::of::<Risk>(&id, "name");
        assert_eq!(place, Place::of::<Risk>(&id, String::from("name")));
        assert_ne!(place, Place::of::<Alternative>(&id, "name"));
        assert_ne!(place, Place::of::<Risk>(&id, "owner"));
        assert_ne!(place, Place::of::<Risk>(&Id::from("argo"), "name"));
        assert_ne!(place, Place::in_package("name"));
        assert_eq!(Place::in_package("appetite").at(2).at("limit"), Place::in_package("appetite.2.limit"));
    }

    #[test]
    fn a_field_names_its_edits() {
        let check = |name: &str, expected: &str| {
            assert_eq!(Edit::of_field(Place::in_package(""), name).label, expected);
        };
        check("Risk name", "Edit risk name");
        check("FMEA", "Edit FMEA");
        check("Q", "Edit Q");
        check("", "Edit ");
    }
}
