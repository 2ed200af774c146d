//! Where a package comes from, so that copies of it can be merged.
//!
//! Whenever a package is handed on as a file, the digest of that state joins its lineage, and whoever opens the file
//! keeps the state it came in. Two copies then have a common ancestor: the latest state that is in both lineages.

use super::document::Said;
use super::hand_off::HandOff;
use super::{Package, digest};

/// So many states are kept; a package handed on more often has its oldest forgotten.
const MOST: usize = 200;

record! {
    /// The states in which a package was handed on.
    pub struct Lineage left out when is_empty {
        /// Their digests (SHA-256 over canonical JSON), oldest first.
        pub states: Vec<String>,
        /// The state this copy began from, when it came from somebody else or was merged with somebody's.
        pub ancestor: Said<Package>,
        /// What whoever opens it is asked to see to; left out while nobody is.
        pub hand_off: HandOff,
        ..extra
    }
}

impl Lineage {
    /// Whether nothing was handed on.
    pub fn is_empty(&self) -> bool {
        self.states.is_empty() && self.ancestor.0.is_none() && self.hand_off.is_empty()
    }

    /// The lineage of `package` as it is handed on now.
    #[must_use]
    pub fn handing_on(&self, package: &Package) -> Self {
        let mut lineage = self.clone();
        lineage.join([digest::of_document(package)]);
        lineage
    }

    /// The lineage of a copy that begins from `package`, which came with the lineage `theirs`: this one's states and
    /// theirs.
    #[must_use]
    pub fn beginning_from(&self, package: &Package, theirs: &Self) -> Self {
        let mut lineage = Self { ancestor: Said(Some(package.clone())), ..self.clone() };
        lineage.join(theirs.states.iter().cloned());
        lineage.join([digest::of_document(package)]);
        lineage
    }

    fn join(&mut self, states: impl IntoIterator<Item = String>) {
        for state in states {
            self.states.retain(|former| *former != state);
            self.states.push(state);
        }
        let forgotten = self.states.len().saturating_sub(MOST);
        self.states.drain(..forgotten);
    }
}

/// A copy of a package with its lineage.
#[derive(Clone, Copy, Debug)]
pub struct Copy<'a> {
    /// As it stands.
    pub package: &'a Package,
    /// Where it comes from.
    pub lineage: &'a Lineage,
}

impl<'a> Copy<'a> {
    /// The states of it that can be had.
    fn states(self) -> impl Iterator<Item = &'a Package> {
        [Some(self.package), self.lineage.ancestor.0.as_ref()].into_iter().flatten()
    }
}

/// The latest state that both copies were, as far as one of them still has it; or else the one that an answer to a
/// hand-off began from, whatever the other still knows of it.
pub fn common_ancestor<'a>(ours: Copy<'a>, theirs: Copy<'a>) -> Option<&'a Package> {
    let handed = |copy: Copy<'a>| match copy.lineage.hand_off.is_empty() {
        true => None,
        false => copy.lineage.ancestor.0.as_ref().filter(|state| state.id == ours.package.id),
    };
    latest_of_both(ours, theirs).or_else(|| handed(theirs)).or_else(|| handed(ours))
}

fn latest_of_both<'a>(ours: Copy<'a>, theirs: Copy<'a>) -> Option<&'a Package> {
    let of = |copy: Copy<'_>| copy.lineage.handing_on(copy.package).states;
    let (mine, other) = (of(ours), of(theirs));
    let shared = ours.states().chain(theirs.states()).filter_map(|state| {
        let digest = digest::of_document(state);
        let place = mine.iter().position(|former| *former == digest)?;
        other.contains(&digest).then_some((place, state))
    });
    shared.max_by_key(|(place, _)| *place).map(|(_, state)| state)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titled(title: &str) -> Package {
        Package { title: title.to_owned(), ..Package::default() }
    }

    #[track_caller]
    fn check(ours: (&Package, &Lineage), theirs: (&Package, &Lineage), expected: Option<&str>) {
        let copy = |(package, lineage)| Copy { package, lineage };
        for (ours, theirs) in [(ours, theirs), (theirs, ours)] {
            let found = common_ancestor(copy(ours), copy(theirs));
            assert_eq!(found.map(|package| package.title.as_str()), expected);
        }
    }

    #[test]
    fn the_common_ancestor_is_the_latest_state_both_were() {
        let [first, second, other] = ["first", "second", "other"].map(titled);
        // Ana hands on twice; Ben began from the first, Cem from the second.
        let ana = Lineage::default().handing_on(&first);
        let ben = Lineage::default().beginning_from(&first, &ana);
        let ana = ana.handing_on(&second);
        let cem = Lineage::default().beginning_from(&second, &ana);
        check((&titled("Ana's"), &ana), (&other, &ben), Some("first"));
        check((&titled("Ana's"), &ana), (&other, &cem), Some("second"));
        check((&titled("Ben's"), &ben), (&titled("Cem's"), &cem), Some("first"));
        check((&second, &ana), (&titled("Cem's"), &cem), Some("second"));
        check((&titled("Ana's"), &Lineage::default()), (&other, &ben), None);

        // Ana merges Ben's and hands the merged one on.
        let merged = ana.beginning_from(&other, &ben.handing_on(&other));
        check((&titled("merged"), &merged), (&titled("Ben's next"), &ben.handing_on(&other)), Some("other"));
    }

    #[test]
    fn a_lineage_has_an_end() {
        let mut lineage = Lineage::default();
        (0..300).for_each(|index| lineage = lineage.handing_on(&titled(&index.to_string())));
        assert_eq!(lineage.states.len(), MOST);
        assert_eq!(lineage.states.last(), Some(&digest::of_document(&titled("299"))));
    }
}
