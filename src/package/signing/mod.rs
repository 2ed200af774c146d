//! Signing: what a role answers for, and whether what was signed still stands.

mod chain;
pub mod key;
mod part;

pub use chain::{Link, links};
pub use part::{extract, parts_of_role};

use part::{digest_of, whole};

use super::review::{Ground, Key, Part, SignOff, Signature};
use super::{Date, Id, Package, digest};

/// How a sign-off stands against the package as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Not signed yet.
    Unsigned,
    /// What it rests on is what was signed.
    Holds,
    /// It is an approval whose last day lies before the day the package is judged on.
    Expired,
    /// What it rests on has moved: these parts, or something somewhere when it was bound to the package as a whole.
    Stale(Vec<Part>),
    /// Its signer, decision, rationale, terms or date are not those that were signed.
    Altered,
}

/// Signs the sign-off `id` on the package as it stands, without a key; it then stands behind every other. Nothing
/// happens when there is none, or it is signed already.
pub fn sign(package: &mut Package, id: &Id, today: Date) {
    let draft = package.review.sign_offs.iter().find(|one| one.id == *id && !one.is_signed()).cloned();
    if let Some(draft) = draft {
        let signed = sealed(&draft, package, today, "");
        enter(package, signed);
    }
}

/// `draft` signed on `package` as it stands: for the parts chosen in it, or else those of its role, and following what
/// was signed last. With a public key (in hexadecimal, or empty for none) its [`message`](key::message) is still to be
/// signed.
pub fn sealed(draft: &SignOff, package: &Package, today: Date, public_key: &str) -> SignOff {
    let chosen = match draft.signature.ground.is_empty() {
        true => parts_of_role(&draft.role),
        false => draft.parts(),
    };
    let ground = |part| Ground { part, content: digest_of(package, part), ..Ground::default() };
    let mut signed = SignOff { content: whole(package), date: today, ..draft.clone() };
    signed.signature.ground = chosen.into_iter().map(ground).collect();
    signed.signature.previous.0 = chain::latest(&package.review.sign_offs);
    signed.signature.key = Key { public: public_key.to_owned(), ..Key::default() };
    signed.signature.seal = seal(&signed);
    signed
}

/// Puts a signed sign-off behind every other, in place of its draft.
pub fn enter(package: &mut Package, signed: SignOff) {
    let sign_offs = &mut package.review.sign_offs;
    sign_offs.retain(|one| one.id != signed.id);
    sign_offs.push(signed);
}

/// A sign-off by the same signer with the same words, to be signed again.
pub fn again(sign_off: &SignOff) -> SignOff {
    let ground = sign_off.signature.ground.iter().map(|ground| Ground { content: String::new(), ..ground.clone() });
    SignOff {
        content: String::new(),
        signature: Signature { ground: ground.collect(), ..Signature::default() },
        ..sign_off.clone()
    }
}

/// How `sign_off` stands. One signed before parts were told apart is bound to the package as a whole.
pub fn standing(sign_off: &SignOff, package: &Package) -> Standing {
    let Signature { ground, seal: sealed, .. } = &sign_off.signature;
    if !sign_off.is_signed() {
        return Standing::Unsigned;
    }
    if !sealed.is_empty() && *sealed != seal(sign_off) {
        return Standing::Altered;
    }
    if sign_off.has_expired(&package.settings.as_of) {
        return Standing::Expired;
    }
    if ground.is_empty() {
        return if sign_off.content == whole(package) { Standing::Holds } else { Standing::Stale(Vec::new()) };
    }
    let moved = ground.iter().filter(|ground| ground.content != digest_of(package, ground.part));
    let moved: Vec<Part> = moved.map(|ground| ground.part).collect();
    if moved.is_empty() { Standing::Holds } else { Standing::Stale(moved) }
}

/// The parts in which two packages differ.
pub fn changed_parts(one: &Package, other: &Package) -> Vec<Part> {
    Part::ALL.iter().copied().filter(|part| digest_of(one, *part) != digest_of(other, *part)).collect()
}

/// Which of the parts it rests on are in `package` as they were signed.
pub fn unmoved(sign_off: &SignOff, package: &Package) -> Vec<Part> {
    let ground = sign_off.signature.ground.iter();
    ground.filter(|ground| ground.content == digest_of(package, ground.part)).map(|ground| ground.part).collect()
}

/// What the seal of a sign-off must be: the digest of everything in it but the seal, the key's signature, and which
/// conditions are met.
pub fn seal(sign_off: &SignOff) -> String {
    digest::of_document(&bare(sign_off))
}

/// A sign-off as its seal covers it.
fn bare(sign_off: &SignOff) -> SignOff {
    let mut bare = sign_off.clone();
    bare.signature.seal.clear();
    bare.signature.key.signature.clear();
    bare.terms.conditions.iter_mut().for_each(|condition| condition.met = false);
    bare
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::review::{SignOffCondition, SignOffDecision};
    use crate::package::{Gate, Monitor};

    fn signed(role: &str, package: &Package) -> SignOff {
        let draft = SignOff { role: role.to_owned(), name: "Ana".to_owned(), ..SignOff::default() };
        sealed(&draft, package, "2026-11-21".into(), "")
    }

    #[test]
    fn an_edit_makes_stale_only_what_rests_on_it() {
        let mut package = Package { gates: vec![Gate::default()], ..Package::default() };
        let [ml, operations, sponsor] = ["ML lead", "Operations manager", "Sponsor"].map(|role| signed(role, &package));
        let check = |package: &Package, expected: [Standing; 3]| {
            let found = [&ml, &operations, &sponsor].map(|sign_off| standing(sign_off, package));
            assert_eq!(found, expected);
        };
        check(&package, [Standing::Holds, Standing::Holds, Standing::Holds]);
        package.monitors.push(Monitor::default());
        let moved = || Standing::Stale(vec![Part::Monitoring]);
        check(&package, [Standing::Holds, moved(), moved()]);
        package.monitors.clear();
        check(&package, [Standing::Holds, Standing::Holds, Standing::Holds]);
        package.interface.service = "triage".to_owned();
        package.deployment.ports.push(Default::default());
        check(
            &package,
            [
                Standing::Holds,
                Standing::Stale(vec![Part::Release]),
                Standing::Stale(vec![Part::Charter, Part::Release]),
            ],
        );
        (package.interface, package.deployment) = Default::default();
        package.gates[0].threshold = 3.0;
        let moved = || Standing::Stale(vec![Part::Gates]);
        check(&package, [moved(), moved(), moved()]);
    }

    #[test]
    fn what_is_signed_is_bound_to_signer_and_decision() {
        let package = Package::default();
        let signed = signed("QA lead", &package);
        let check = |change: fn(&mut SignOff), expected: Standing| {
            let mut changed = signed.clone();
            change(&mut changed);
            assert_eq!(standing(&changed, &package), expected);
        };
        check(|_| {}, Standing::Holds);
        check(|it| it.decision = SignOffDecision::Refused, Standing::Altered);
        check(|it| it.name = "Another".to_owned(), Standing::Altered);
        check(|it| it.remarks = "On condition.".to_owned(), Standing::Altered);
        check(|it| it.date = "2027-01-01".into(), Standing::Altered);
        check(|it| it.signature.ground.truncate(1), Standing::Altered);
        check(|it| it.terms.expires = "2027-01-01".into(), Standing::Altered);
        check(|it| it.terms.conditions.push(SignOffCondition::default()), Standing::Altered);
        check(|it| it.signature.previous.push("00".to_owned()), Standing::Altered);
        check(|it| it.signature.key.public = "00".to_owned(), Standing::Altered);
        check(|it| *it = again(it), Standing::Unsigned);
    }

    #[test]
    fn an_approval_counts_until_its_last_day_and_a_refusal_until_it_is_taken_back() {
        let mut package = Package::default();
        let mut check = |decision, expires: &str, as_of: &str, expected: Standing| {
            package.settings.as_of = as_of.into();
            let mut draft = SignOff { decision, ..SignOff::default() };
            draft.terms.expires = expires.into();
            assert_eq!(standing(&sealed(&draft, &package, "2026-11-21".into(), ""), &package), expected);
        };
        use SignOffDecision::{Approved, Conditional, Refused};
        check(Approved, "2026-12-01", "2026-12-01", Standing::Holds);
        check(Approved, "2026-12-01", "2026-12-02", Standing::Expired);
        check(Conditional, "2026-12-01", "2026-12-02", Standing::Expired);
        check(Refused, "2026-12-01", "2026-12-02", Standing::Holds);
        check(Approved, "", "2026-12-02", Standing::Holds);
        check(Approved, "2026-12-01", "", Standing::Holds);
    }

    #[test]
    fn a_condition_is_met_without_signing_again() {
        let mut draft = SignOff { decision: SignOffDecision::Conditional, ..SignOff::default() };
        draft.terms.conditions.push(SignOffCondition { what: "A drill".to_owned(), ..SignOffCondition::default() });
        let package = Package::default();
        let mut signed = sealed(&draft, &package, "2026-11-21".into(), "");
        signed.terms.conditions[0].met = true;
        assert_eq!(standing(&signed, &package), Standing::Holds);
        signed.terms.conditions[0].what = "Nothing".to_owned();
        assert_eq!(standing(&signed, &package), Standing::Altered);
    }

    #[test]
    fn what_was_signed_before_parts_were_told_apart_holds_as_a_whole() {
        let mut package = Package::default();
        let old = SignOff { content: whole(&package), ..SignOff::default() };
        assert_eq!(standing(&old, &package), Standing::Holds);
        assert!(!super::super::document::write(&old).contains("signature"), "its package's digest is what it was");
        package.title = "Another".to_owned();
        assert_eq!(standing(&old, &package), Standing::Stale(Vec::new()));
    }

    #[test]
    fn every_part_can_be_chosen_and_moves() {
        let mut package = Package::default();
        let sign_off = signed("Sponsor", &package);
        package.title = "t".to_owned();
        package.evidence.datasets.push(Default::default());
        package.criteria.push(Default::default());
        package.gates.push(Default::default());
        package.appetite.push(Default::default());
        package.release.service = "s".to_owned();
        package.monitors.push(Default::default());
        package.recommendation.reason = "r".to_owned();
        package.review.readiness.questions.push(Default::default());
        assert_eq!(standing(&sign_off, &package), Standing::Stale(Part::ALL.to_vec()));
    }
}
