//! Sign-offs that are not what was signed: another content, another order, a signature that is not the key's.

use serde_json::Value;

use super::{Difference, difference};
use crate::package::Package;
use crate::package::signing::key::Keyed;
use crate::package::signing::{links, seal};
use crate::publish::words::review;

/// Every seal that is not its sign-off's, and every sign-off that follows one which is not before it.
pub fn faults(package: &Package) -> Vec<Difference> {
    let sign_offs = &package.review.sign_offs;
    let mut faults = Vec::new();
    for (index, (sign_off, link)) in sign_offs.iter().zip(links(sign_offs)).enumerate() {
        let signer = review::signer(&sign_off.name, &sign_off.role);
        let stated = &sign_off.signature.seal;
        let found = seal(sign_off);
        if sign_off.is_signed() && !stated.is_empty() && *stated != found {
            let what = "content changed after it was signed";
            faults.push(fault(index, &signer, "seal", what, Some(stated), Some(&found)));
        }
        if link.is_broken() {
            let known = |seal: &&String| !sign_offs[..index].iter().any(|one| one.signature.seal == **seal);
            let missing = sign_off.signature.previous.iter().find(known);
            faults.push(fault(index, &signer, "previous", link.label(), missing, None));
        }
    }
    faults
}

/// Notes what was found of a key's signature: in words that it is its key's, or that nobody could tell here (`None`), or
/// else as a difference.
pub fn note(keyed: &Keyed, is_genuine: Option<bool>, lines: &mut Vec<String>, differences: &mut Vec<Difference>) {
    let (signer, key) = (review::signer(&keyed.name, &keyed.role), review::key_name(&keyed.public));
    match is_genuine {
        Some(true) => lines.push(format!("The signature by {signer} is that of the key {key}.")),
        None => lines
            .push(format!("The signature by {signer} could not be checked here: this browser has no Ed25519 keys.")),
        Some(false) => {
            let what = "the signature is not the key's";
            let place = keyed.place as usize;
            differences.push(fault(place, &signer, "key.signature", what, Some(&keyed.signature), None));
        }
    }
}

fn fault(
    index: usize,
    signer: &str,
    field: &str,
    what: &str,
    stated: Option<&String>,
    found: Option<&String>,
) -> Difference {
    let value = |text: Option<&String>| text.cloned().map(Value::from);
    Difference {
        place: format!("Review, sign-off by {signer}: {what}"),
        ..difference(
            format!("package.review.sign_offs[{index}].signature.{field}"),
            value(stated).as_ref(),
            value(found).as_ref(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::Id;
    use crate::package::review::SignOff;
    use crate::package::signing::sign;

    fn signed() -> Package {
        let mut package = Package::default();
        for id in ["a", "b", "c"] {
            let sign_off = SignOff { id: id.into(), role: id.to_owned(), ..SignOff::default() };
            package.review.sign_offs.push(sign_off);
            sign(&mut package, &Id::from(id), "2026-11-21".into());
        }
        package
    }

    #[track_caller]
    fn check(change: impl FnOnce(&mut Vec<SignOff>), expected: &[&str]) {
        let mut package = signed();
        change(&mut package.review.sign_offs);
        let found: Vec<String> = faults(&package).into_iter().map(|one| one.place).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn what_was_done_to_sign_offs_is_named() {
        let gone = "follows a sign-off that is not here: one was removed or replaced";
        check(|_| {}, &[]);
        check(|all| drop(all.pop()), &[]);
        check(|all| drop(all.remove(0)), &[&format!("Review, sign-off by b: {gone}")]);
        check(
            |all| all[1].name = "Eve".to_owned(),
            &["Review, sign-off by Eve (b): content changed after it was signed"],
        );
        check(
            |all| {
                all[1].name = "Eve".to_owned();
                all[1].signature.seal = seal(&all[1]);
            },
            &[&format!("Review, sign-off by c: {gone}")],
        );
        check(
            |all| all.swap(0, 2),
            &[
                "Review, sign-off by c: stands before a sign-off that it follows",
                "Review, sign-off by b: stands before a sign-off that it follows",
            ],
        );
    }
}
