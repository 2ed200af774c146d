//! Sign-offs against the package as it is.

use crate::findings::{SignOffFinding, SignOffStanding};
use crate::package::Package;
use crate::package::review::SignOff;
use crate::package::signing::{Standing, links, standing};

/// How every sign-off stands, oldest first.
pub fn assess(package: &Package) -> Vec<SignOffFinding> {
    let signed = &package.review.sign_offs;
    let links = links(signed);
    let finding = |(index, sign_off): (usize, &SignOff)| {
        let (standing, moved) = match standing(sign_off, package) {
            Standing::Unsigned => (SignOffStanding::Unsigned, Vec::new()),
            Standing::Holds => (SignOffStanding::Holds, Vec::new()),
            Standing::Expired => (SignOffStanding::Expired, Vec::new()),
            Standing::Stale(moved) => (SignOffStanding::Stale, moved),
            Standing::Altered => (SignOffStanding::Altered, Vec::new()),
        };
        let replaced = sign_off.is_signed() && is_replaced(signed, index);
        SignOffFinding {
            id: sign_off.id.clone(),
            role: sign_off.role.clone(),
            name: sign_off.name.clone(),
            standing,
            moved,
            replaced,
            expires: sign_off.terms.expires.clone(),
            link: links[index],
        }
    };
    signed.iter().enumerate().map(finding).collect()
}

/// The last word of everybody who signed, in the order of signing: what is not signed replaces nothing, and counts only
/// of those who have signed nothing.
pub(crate) fn last_words(package: &Package) -> Vec<&SignOff> {
    let all = &package.review.sign_offs;
    let signs = |word: &SignOff| all.iter().any(|other| other.is_signed() && other.is_of_signer(word));
    let counts = |index: usize| (all[index].is_signed() || !signs(&all[index])) && !is_replaced(all, index);
    (0..all.len()).filter(|index| counts(*index)).map(|index| &all[index]).collect()
}

/// Whether the same signer said something else later, signed if this was.
fn is_replaced(all: &[SignOff], index: usize) -> bool {
    let word = &all[index];
    all[index + 1..].iter().any(|later| later.is_of_signer(word) && (later.is_signed() || !word.is_signed()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::signing::{again, sealed};

    #[test]
    fn a_word_counts_until_the_same_signer_signs_again() {
        let mut package = Package::default();
        let draft = SignOff { id: "first".into(), role: "QA lead".to_owned(), ..SignOff::default() };
        let first = sealed(&draft, &package, "2026-11-20".into(), "");
        let second = SignOff { id: "second".into(), ..again(&first) };
        package.review.sign_offs = vec![first, second];
        let words = |package: &Package| last_words(package).iter().map(|word| word.id.0.clone()).collect::<Vec<_>>();
        assert_eq!(words(&package), ["first"]);
        assert!(!assess(&package)[0].replaced);

        let draft = package.review.sign_offs.pop().unwrap();
        let signed = sealed(&draft, &package, "2026-11-21".into(), "");
        package.review.sign_offs.push(signed);
        assert_eq!(words(&package), ["second"]);
        let found = assess(&package);
        assert_eq!((found[0].replaced, found[1].replaced), (true, false));
        assert!(found.iter().all(|found| found.standing == SignOffStanding::Holds), "signing moves no ground");
    }
}
