//! What differs between two packages, as the history tells it.

use crate::package::Package;
use crate::package::difference;
use crate::package::document::Plain;
use crate::package::path::Path;
use crate::publish::words::edit::{Said, line, said};

/// So many fields are named; a table pasted in changes hundreds.
const MOST: usize = 8;

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

/// Everything in which two packages differ, a line each: "Risk “Drift”, owner: Ben (was Ana)".
pub fn lines(before: &Package, after: &Package) -> Vec<String> {
    let (before, after) = (before.to_value(), after.to_value());
    let edits = difference::difference(&before, &after);
    edits.iter().filter(|edit| !is_seal(&edit.path)).map(|edit| line(edit, &before, &after)).collect()
}

/// The first fields in which two packages differ, in the order of the document.
pub fn difference(before: &Package, after: &Package) -> Vec<Change> {
    let (before, after) = (before.to_value(), after.to_value());
    let edits = difference::difference(&before, &after);
    let changes = edits.iter().filter(|edit| !is_seal(&edit.path)).take(MOST).map(|edit| {
        let Said { place, from, to } = said(edit, &before, &after);
        Change { place, from, to }
    });
    changes.collect()
}

/// Whether a field of a sign-off is a digest, which tells people nothing that its date does not.
fn is_seal(path: &Path) -> bool {
    let names: Vec<&str> = path.names().collect();
    matches!(names[..], ["review", "sign_offs", "content" | "signature", ..])
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
        assert_eq!(lines(&package(), &Package { title: "T".to_owned(), ..package() }), ["Title: T (was empty)"]);
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
