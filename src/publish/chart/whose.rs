//! Which alternative a finding's list is about: its name and its index in the package, for colour and shape.

use crate::package::{Id, Package};

/// The alternatives of a list of identifiers.
pub struct Whose<'a>(Vec<(usize, &'a str)>);

impl<'a> Whose<'a> {
    /// In the order of `ids`; one that is no longer in the package has its identifier as name.
    pub fn of(package: &'a Package, ids: &'a [Id]) -> Self {
        Self(ids.iter().enumerate().map(|(place, id)| Self::one(package, id).unwrap_or((place, id.as_str()))).collect())
    }

    /// Index and name of one alternative.
    pub fn one(package: &'a Package, id: &Id) -> Option<(usize, &'a str)> {
        let index = package.alternatives.iter().position(|alternative| &alternative.id == id)?;
        Some((index, package.alternatives[index].name.as_str()))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The name of the one at `place`.
    pub fn name(&self, place: usize) -> &'a str {
        self.0.get(place).map_or("", |(_, name)| name)
    }

    /// The package's index of the one at `place`.
    pub fn index(&self, place: usize) -> usize {
        self.0.get(place).map_or(place, |(index, _)| *index)
    }

    /// Every name.
    pub fn names(&self) -> impl Iterator<Item = &'a str> + '_ {
        self.0.iter().map(|(_, name)| *name)
    }
}

/// A criterion's name, or its identifier when it is gone.
pub fn criterion<'a>(package: &'a Package, id: &'a Id) -> &'a str {
    package.criterion(id).map_or(id.as_str(), |criterion| criterion.name.as_str())
}
