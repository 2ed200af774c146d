//! From the identifiers in findings to what charts call them.

use super::kit::Series;
use crate::findings::Findings;
use crate::package::{Id, Package};
use crate::publish::words;

/// The alternatives of a finding's list, in its order; one that is no longer in the package is called by its
/// identifier.
pub fn alternatives<'a>(package: &'a Package, ids: &'a [Id]) -> Vec<Series<'a>> {
    let gone = |index: usize, id: &'a Id| Series { index, name: id.as_str() };
    ids.iter().enumerate().map(|(index, id)| alternative(package, id).unwrap_or_else(|| gone(index, id))).collect()
}

/// One alternative.
pub fn alternative<'a>(package: &'a Package, id: &Id) -> Option<Series<'a>> {
    let index = package.alternatives.iter().position(|alternative| &alternative.id == id)?;
    Some(Series { index, name: &package.alternatives[index].name })
}

/// A criterion's name, or its identifier when it is gone.
pub fn criterion<'a>(package: &'a Package, id: &'a Id) -> &'a str {
    package.criterion(id).map_or(id.as_str(), |criterion| criterion.name.as_str())
}

/// Which alternatives a statement on how sure the answer is compares.
pub fn compared(package: &Package, findings: &Findings) -> String {
    findings.robustness.as_ref().map_or_else(String::new, |robustness| words::robustness::scope(package, robustness))
}
