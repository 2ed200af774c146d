//! The parts of a package that a signature rests on: which a role answers for, and their digests.

use super::super::review::Part;
use super::super::{Evidence, Package, digest};

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

/// Digest of everything but the review itself.
pub fn whole(package: &Package) -> String {
    digest::of_document(&Package { review: Default::default(), ..package.clone() })
}

/// Digest of one part.
pub fn digest_of(package: &Package, part: Part) -> String {
    digest::of_document(&extract(package, part))
}

/// A package with nothing in it but one part of this one.
pub fn extract(package: &Package, part: Part) -> Package {
    let mut alone = Package::default();
    match part {
        Part::Charter => {
            alone.title.clone_from(&package.title);
            alone.module.clone_from(&package.module);
            alone.artifact.clone_from(&package.artifact);
            alone.charter.clone_from(&package.charter);
            alone.interface.clone_from(&package.interface);
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
        Part::Release => {
            alone.release.clone_from(&package.release);
            alone.deployment.clone_from(&package.deployment);
        }
        Part::Monitoring => {
            alone.monitors.clone_from(&package.monitors);
            alone.service_levels.clone_from(&package.service_levels);
            alone.incidents.clone_from(&package.incidents);
            alone.triage.clone_from(&package.triage);
        }
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

    #[test]
    fn a_role_answers_for_its_part() {
        assert_eq!(parts_of_role("Machine learning lead"), [Part::Evidence, Part::Alternatives, Part::Gates]);
        assert_eq!(parts_of_role("data-protection officer")[0], Part::Charter);
        for role in ["", "Product owner", "Sponsor", "Small business owner"] {
            assert_eq!(parts_of_role(role), Part::ALL, "{role}");
        }
    }
}
