//! What a verification found.

use crate::analysis::version::{Redefinition, redefined};
use crate::publish::verify::{Difference, DifferenceKind};
use crate::publish::words::figure::counted;

/// How many fields differ, and what that means, in a sentence or two.
pub fn summary(differences: &[Difference]) -> String {
    let count = |kind| differences.iter().filter(|one| one.kind == kind).count();
    let (failed, redefined, reworded, unknown) = (
        count(DifferenceKind::Differs),
        count(DifferenceKind::DefinedDifferently),
        count(DifferenceKind::Reworded),
        count(DifferenceKind::Unknown),
    );
    let mut text = match failed {
        0 if redefined + reworded == 0 => "Verified: every field follows from the package and its data.".to_owned(),
        0 => {
            "Verified: every number whose definition has not changed follows from the package and its data.".to_owned()
        }
        failed => format!(
            "{} from what follows from the package and its data.",
            counted(failed, "field differs", "fields differ")
        ),
    };
    if redefined > 0 {
        let since = differences.iter().filter_map(|one| one.since).max().unwrap_or_default();
        let were = counted(redefined, "field has been", "fields have been");
        text += &format!(" {were} defined differently since version {since} of the analysis.");
    }
    if reworded > 0 {
        text += &format!(" {} worded differently now.", counted(reworded, "sentence is", "sentences are"));
    }
    if unknown > 0 {
        text += &format!(
            " {} not known here and {} not checked.",
            counted(unknown, "field is", "fields are"),
            if unknown == 1 { "was" } else { "were" }
        );
    }
    text
}

/// What was defined differently, each change once.
pub fn redefinitions(differences: &[Difference]) -> Vec<Redefinition> {
    let mut changes = Vec::new();
    for difference in differences.iter().filter(|one| one.kind == DifferenceKind::DefinedDifferently) {
        let version = difference.since.unwrap_or_default().saturating_sub(1);
        changes.extend(redefined(version, &difference.path).filter(|change| !changes.contains(change)));
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_is_counted() {
        let check = |kinds: &[DifferenceKind], expected: &str| {
            let of = |kind: &DifferenceKind| Difference {
                path: String::new(),
                kind: *kind,
                since: (*kind == DifferenceKind::DefinedDifferently).then_some(2),
                stated: None,
                found: None,
            };
            assert_eq!(summary(&kinds.iter().map(of).collect::<Vec<_>>()), expected);
        };
        use DifferenceKind::{DefinedDifferently, Differs, Reworded, Unknown};
        check(&[], "Verified: every field follows from the package and its data.");
        check(
            &[DefinedDifferently, DefinedDifferently],
            "Verified: every number whose definition has not changed follows from the package and its data. 2 fields have \
             been defined differently since version 2 of the analysis.",
        );
        check(
            &[Unknown],
            "Verified: every field follows from the package and its data. 1 field is not known here and was not checked.",
        );
        check(
            &[Differs, Reworded],
            "1 field differs from what follows from the package and its data. 1 sentence is worded differently now.",
        );
    }
}
