//! Signing: what a role answers for, and whether what was signed still stands.

use super::review::{Ground, Part, SignOff, Signature};
use super::{Date, Evidence, Package, digest};

/// How a sign-off stands against the package as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Not signed yet.
    Unsigned,
    /// What it rests on is what was signed.
    Holds,
    /// What it rests on has moved: these parts, or something somewhere when it was bound to the package as a whole.
    Stale(Vec<Part>),
    /// Its signer, decision, remarks or date are not those that were signed.
    Altered,
}

/// Words that begin a word of a role, and the parts such a role answers for; the first line that fits counts.
const ANSWERS: &[(&[&str], &[Part])] = &[
    (
        &["secur", "privacy", "protection", "legal", "complian", "governance", "risk", "safety", "audit"],
        &[Part::Charter, Part::Gates, Part::Risks, Part::Release, Part::Monitoring],
    ),
    (
        &["qa", "quality", "test", "data", "ml", "model", "research", "analyst", "machine"],
        &[Part::Evidence, Part::Alternatives, Part::Gates],
    ),
    (
        &["operat", "sre", "reliab", "platform", "devops", "release", "infrastruct", "support"],
        &[Part::Gates, Part::Risks, Part::Release, Part::Monitoring],
    ),
    (&["financ", "budget", "procure", "controller"], &[Part::Charter, Part::Alternatives]),
];

/// The parts a role answers for unless it chooses others; all of them for a role that no list names, such as a sponsor.
pub fn parts_of_role(role: &str) -> Vec<Part> {
    let role = role.to_lowercase();
    let words: Vec<&str> = role.split(|letter: char| !letter.is_alphanumeric()).collect();
    let names = |beginnings: &[&str]| words.iter().any(|word| beginnings.iter().any(|begin| word.starts_with(begin)));
    ANSWERS.iter().find(|(beginnings, _)| names(beginnings)).map_or(Part::ALL, |(_, parts)| parts).to_vec()
}

/// Signs `sign_off` on the package as it stands: for the parts chosen in it, or else those of its role.
pub fn sign(sign_off: &mut SignOff, package: &Package, today: Date) {
    let chosen = match sign_off.signature.ground.is_empty() {
        true => parts_of_role(&sign_off.role),
        false => sign_off.parts(),
    };
    let ground = |part| Ground { part, content: digest_of(package, part), ..Ground::default() };
    sign_off.signature.ground = chosen.into_iter().map(ground).collect();
    sign_off.content = whole(package);
    sign_off.date = today;
    sign_off.signature.seal = seal(sign_off);
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
    if ground.is_empty() {
        return if sign_off.content == whole(package) { Standing::Holds } else { Standing::Stale(Vec::new()) };
    }
    let moved = ground.iter().filter(|ground| ground.content != digest_of(package, ground.part));
    let moved: Vec<Part> = moved.map(|ground| ground.part).collect();
    if moved.is_empty() { Standing::Holds } else { Standing::Stale(moved) }
}

/// Digest of everything but the review itself.
fn whole(package: &Package) -> String {
    digest::of_document(&Package { review: Default::default(), ..package.clone() })
}

fn seal(sign_off: &SignOff) -> String {
    let signature = Signature { seal: String::new(), ..sign_off.signature.clone() };
    digest::of_document(&SignOff { signature, ..sign_off.clone() })
}

fn digest_of(package: &Package, part: Part) -> String {
    digest::of_document(&extract(package, part))
}

/// A part of the package, alone.
fn extract(package: &Package, part: Part) -> Package {
    let mut alone = Package::default();
    match part {
        Part::Charter => {
            alone.title.clone_from(&package.title);
            alone.module.clone_from(&package.module);
            alone.artifact.clone_from(&package.artifact);
            alone.charter.clone_from(&package.charter);
            alone.settings.as_of.clone_from(&package.settings.as_of);
        }
        Part::Evidence => alone.evidence = Evidence::clone(&package.evidence),
        Part::Alternatives => {
            alone.alternatives.clone_from(&package.alternatives);
            alone.criteria.clone_from(&package.criteria);
            alone.cost.clone_from(&package.cost);
            alone.weighting.clone_from(&package.weighting);
            alone.scenarios.clone_from(&package.scenarios);
            alone.settings.clone_from(&package.settings);
        }
        Part::Gates => alone.gates.clone_from(&package.gates),
        Part::Risks => {
            alone.failure_modes.clone_from(&package.failure_modes);
            alone.risks.clone_from(&package.risks);
            alone.appetite.clone_from(&package.appetite);
        }
        Part::Release => alone.release.clone_from(&package.release),
        Part::Monitoring => alone.monitors.clone_from(&package.monitors),
        Part::Recommendation => {
            alone.recommendation.clone_from(&package.recommendation);
            alone.memo.clone_from(&package.memo);
            alone.open_questions.clone_from(&package.open_questions);
            alone.additional_evidence.clone_from(&package.additional_evidence);
        }
        Part::Readiness => alone.review.readiness.clone_from(&package.review.readiness),
    }
    alone
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::review::SignOffDecision;
    use crate::package::{Gate, Monitor};

    fn signed(role: &str, package: &Package) -> SignOff {
        let mut sign_off = SignOff { role: role.to_owned(), name: "Ana".to_owned(), ..SignOff::default() };
        sign(&mut sign_off, package, "2026-11-21".into());
        sign_off
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
        check(|it| *it = again(it), Standing::Unsigned);
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

    #[test]
    fn a_role_answers_for_its_part() {
        assert_eq!(parts_of_role("Machine learning lead"), [Part::Evidence, Part::Alternatives, Part::Gates]);
        assert_eq!(parts_of_role("data-protection officer")[0], Part::Charter);
        for role in ["", "Product owner", "Sponsor", "Small business owner"] {
            assert_eq!(parts_of_role(role), Part::ALL, "{role}");
        }
    }
}
