//! How sign-offs follow one another: each names the seals of those that were the latest when it was signed.
//!
//! So a sign-off that was removed, changed and sealed anew, or moved shows in the one after it. Two copies in which
//! somebody signed fork the chain once they are merged, and the next sign-off joins it again. Nothing follows the last
//! one yet: that it was removed shows only to somebody who has an earlier copy.

use super::super::review::SignOff;
use super::seal;

words! {
    /// How a sign-off follows those before it.
    pub enum Link {
        /// Nothing was signed before it.
        #[default]
        First = "the first",
        /// It names those before it.
        Linked = "linked to what was signed before it",
        /// An earlier one follows the same sign-off, as when two copies are merged in which somebody signed.
        Forked = "signed beside another, as in copies that were merged",
        /// It names none though something was signed before it, as before sign-offs were linked, or in a copy that was
        /// merged.
        Unlinked = "not linked to what was signed before it",
        /// It names one that stands behind it.
        Misplaced = "stands before a sign-off that it follows",
        /// It names one that is not here: removed, or changed and sealed anew.
        Broken = "follows a sign-off that is not here: one was removed or replaced",
    }
}

impl Link {
    /// Whether the record of sign-offs cannot be what it was.
    pub fn is_broken(self) -> bool {
        matches!(self, Self::Misplaced | Self::Broken)
    }
}

/// How each of `sign_offs` follows those before it.
pub fn links(sign_offs: &[SignOff]) -> Vec<Link> {
    let seals: Vec<Option<String>> = sign_offs.iter().map(seal_of).collect();
    let link = |index: usize| {
        if !sign_offs[index].is_signed() {
            return Link::First;
        }
        let before = &sign_offs[..index];
        let previous = &sign_offs[index].signature.previous;
        let place = |seal: &String| seals.iter().position(|other| other.as_ref() == Some(seal));
        let follows_same = |other: &SignOff| other.signature.previous.iter().any(|seal| previous.contains(seal));
        if previous.is_empty() {
            return if before.iter().any(SignOff::is_signed) { Link::Unlinked } else { Link::First };
        }
        match previous.iter().map(place).collect::<Option<Vec<_>>>() {
            None => Link::Broken,
            Some(places) if places.iter().any(|place| *place >= index) => Link::Misplaced,
            Some(_) if before.iter().any(follows_same) => Link::Forked,
            Some(_) => Link::Linked,
        }
    };
    (0..sign_offs.len()).map(link).collect()
}

/// The seals that no later sign-off follows: what the next one names.
pub fn latest(sign_offs: &[SignOff]) -> Vec<String> {
    let named = |seal: &String| sign_offs.iter().any(|one| one.signature.previous.contains(seal));
    sign_offs.iter().filter_map(seal_of).filter(|seal| !named(seal)).collect()
}

/// What a later sign-off names this one by: its seal as it is stated, or what that would be where an older one has none.
fn seal_of(sign_off: &SignOff) -> Option<String> {
    let stated = &sign_off.signature.seal;
    sign_off.is_signed().then(|| if stated.is_empty() { seal(sign_off) } else { stated.clone() })
}

#[cfg(test)]
mod tests {
    use super::super::sign;
    use super::*;
    use crate::package::{Id, Package};

    fn with(package: &Package, id: &str) -> Package {
        let mut package = package.clone();
        let sign_off = SignOff { id: id.into(), role: id.to_owned(), ..SignOff::default() };
        package.review.sign_offs.push(sign_off);
        sign(&mut package, &Id::from(id), "2026-11-21".into());
        package
    }

    fn chain(ids: &[&str]) -> Package {
        ids.iter().fold(Package::default(), |package, id| with(&package, id))
    }

    #[track_caller]
    fn check(change: impl FnOnce(&mut Vec<SignOff>), expected: &[Link]) {
        let mut sign_offs = chain(&["a", "b", "c"]).review.sign_offs;
        change(&mut sign_offs);
        assert_eq!(links(&sign_offs), expected);
    }

    #[test]
    fn what_was_removed_moved_or_inserted_shows() {
        use Link::{Broken, First, Forked, Linked, Misplaced, Unlinked};
        check(|_| {}, &[First, Linked, Linked]);
        check(|all| drop(all.remove(0)), &[Broken, Linked]);
        check(|all| drop(all.remove(1)), &[First, Broken]);
        check(|all| all.swap(0, 1), &[Misplaced, Unlinked, Linked]);
        check(|all| all.swap(1, 2), &[First, Misplaced, Linked]);
        let forged = || SignOff { id: "x".into(), content: "00".to_owned(), ..SignOff::default() };
        check(|all| all.insert(0, forged()), &[First, Unlinked, Linked, Linked]);
        check(|all| all.insert(2, forged()), &[First, Linked, Unlinked, Linked]);
        check(
            |all| {
                let mut inserted = forged();
                inserted.signature.previous = all[1].signature.previous.clone();
                all.insert(1, inserted);
            },
            &[First, Linked, Forked, Linked],
        );
        check(
            |all| {
                all[1].name = "Another".to_owned();
                all[1].signature.seal = seal(&all[1]);
            },
            &[First, Linked, Broken],
        );
    }

    #[test]
    fn a_merge_forks_the_chain_and_the_next_sign_off_joins_it() {
        use crate::package::merge::{Authors, merge};
        let both = chain(&["a"]);
        let (ours, theirs) = (with(&with(&both, "b"), "c"), with(&both, "d"));
        let authors = Authors { ours: "Ana", theirs: "Ben" };
        for (ours, theirs) in [(&ours, &theirs), (&theirs, &ours)] {
            let merged = merge(Some(&both), ours, theirs, authors).unwrap();
            let found = links(&merged.review.sign_offs);
            assert_eq!(found.iter().filter(|link| **link == Link::Forked).count(), 1, "{found:?}");
            assert!(!found.iter().any(|link| link.is_broken()), "{found:?}");
            let joined = with(&merged, "e").review.sign_offs;
            assert_eq!(joined.last().unwrap().signature.previous.len(), 2);
            assert_eq!(links(&joined).last(), Some(&Link::Linked));
        }
    }

    #[test]
    fn what_was_signed_before_there_were_links_can_be_followed() {
        let old = SignOff { id: "old".into(), content: "00".to_owned(), ..SignOff::default() };
        let mut package = Package::default();
        package.review.sign_offs = vec![old.clone(), SignOff { id: "older".into(), ..old }];
        let signed = with(&package, "new").review.sign_offs;
        assert_eq!(links(&signed), [Link::First, Link::Unlinked, Link::Linked]);
    }

    #[test]
    fn whoever_signs_later_stands_behind() {
        let mut package = Package::default();
        let draft = |id: &str| SignOff { id: id.into(), role: id.to_owned(), ..SignOff::default() };
        package.review.sign_offs = vec![draft("a"), draft("b"), draft("c")];
        for id in ["b", "a"] {
            sign(&mut package, &id.into(), "2026-11-21".into());
        }
        let signed: Vec<&str> =
            package.review.sign_offs.iter().filter(|one| one.is_signed()).map(|one| one.id.as_str()).collect();
        assert_eq!(signed, ["b", "a"]);
        assert_eq!(links(&package.review.sign_offs)[..2], [Link::First, Link::First]);
    }
}
