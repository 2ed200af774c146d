//! The version of the analysis: it rises when a number's definition changes, so that a package made by an older one is
//! told apart from a package whose numbers are wrong.

/// The version that makes findings here.
pub const VERSION: u32 = 4;

/// The version since which the answer's sureness is that of the alternatives which can be released; before, of all.
pub const SCOPED: u32 = 3;

/// What a version of the analysis defines differently from the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Redefinition {
    /// The version since which it holds.
    pub since: u32,
    /// What changed, in a sentence.
    pub what: &'static str,
    /// The fields it concerns, with all inside them; a list's elements are written `[]`.
    paths: &'static [&'static str],
}

/// Every change of a definition, oldest first.
const REDEFINITIONS: &[Redefinition] = &[
    Redefinition {
        since: 2,
        what: "Weights of no preference are drawn as the spacings of sorted uniform numbers, not as normalised \
               exponential ones: the same distribution, other draws.",
        paths: &[
            "findings.robustness.smaa",
            "findings.robustness.evidence_value[].first_probability",
            "findings.robustness.evidence_value[].gain",
            "findings.robustness.verdict.checks[].value",
        ],
    },
    Redefinition {
        since: 2,
        what: "Sentences stand beside the findings, and what they are made of stands in their place.",
        paths: &[
            "findings.version",
            "findings.score_problems",
            "findings.score_warnings",
            "findings.gates[].sentence",
            "findings.gates[].waiver",
            "findings.alternatives[].blocked_by",
            "findings.cost",
            "findings.robustness.joint_shift[].sentence",
            "findings.robustness.score_change[].sentence",
            "findings.robustness.reversal[].sentence",
            "findings.robustness.method_disagreement[].sentence",
            "findings.robustness.profiles.negotiate.sentence",
            "findings.robustness.evidence_value[].sentence",
            "findings.robustness.verdict.sentence",
            "findings.robustness.verdict.winner_name",
            "findings.robustness.verdict.level",
            "findings.robustness.verdict.checks[].sentence",
            "findings.robustness.verdict.checks[].name",
            "findings.robustness.verdict.checks[].kind",
            "findings.outcome.sentence",
            "findings.outcome.basis",
            "findings.outcome.reasons",
            "findings.outcome.conditions",
            "findings.outcome.actions",
        ],
    },
    Redefinition {
        since: 3,
        what: "The workspace object has the module as a number where it is one.",
        paths: &["workspace.module"],
    },
    Redefinition {
        since: 3,
        what: "How sure the answer is is said of the alternatives that can be released, as soon as one can; uncertain \
               values are drawn in equal parts of their distributions, a stream for each.",
        paths: &[
            "findings.version",
            "findings.robustness.scope",
            "findings.robustness.compared",
            "findings.robustness.recommended",
            "findings.robustness.decision",
            "findings.robustness.smaa",
            "findings.robustness.evidence_value",
            "findings.robustness.verdict.clear",
            "findings.outcome.reasons",
        ],
    },
    Redefinition {
        since: 3,
        what: "A joint shift leads to the first place, not only level with the winner while a third may lead.",
        paths: &["findings.version", "findings.robustness.joint_shift", "findings.robustness.verdict.checks[].value"],
    },
    Redefinition {
        since: 3,
        what: "What a package lacks and what a cost is made of are stated as data, their sentences beside the \
               findings; utilisation is a share from 0 to 1; what is missing of a memo is asked for with the rest of \
               its screen.",
        paths: &[
            "findings.version",
            "findings.completeness",
            "findings.cost.sentence",
            "findings.cost.stack_sentence",
            "findings.cost.alternatives[].sentence",
            "findings.cost.alternatives[].parts[].name",
            "findings.cost.alternatives[].parts[].formula",
            "findings.cost.alternatives[].parts[].item",
            "findings.cost.alternatives[].capacity",
            "findings.cost.alternatives[].sizing",
            "findings.cost.alternatives[].problems",
            "findings.outcome.actions",
        ],
    },
    Redefinition {
        since: 3,
        what: "A go rests on everything the package requires; while some of that is missing, nothing is decided.",
        paths: &[
            "findings.version",
            "findings.outcome.decision",
            "workspace.recommendation.recommended_option",
            "findings.outcome.basis",
            "findings.outcome.reasons",
            "findings.outcome.conditions",
        ],
    },
    Redefinition {
        since: 3,
        what: "A risk is undetected whichever of its ratings is given, unless somebody accepts it; a monitor without a \
               metric sees nothing, and a gate without a measure stops nothing.",
        paths: &[
            "findings.version",
            "findings.risks.undetected_risks",
            "findings.risks.unseen_failure_modes",
            "findings.completeness",
        ],
    },
    Redefinition {
        since: 3,
        what: "A sign-off rests on the parts its role answers for and is bound to its signer and decision; one that is \
               not signed replaces none.",
        paths: &[
            "findings.version",
            "findings.sign_offs",
            "findings.outcome.conditions",
            "findings.outcome.reasons",
            "findings.outcome.actions",
            "findings.outcome.basis",
        ],
    },
    Redefinition {
        since: 3,
        what: "A sign-off says how it follows those before it and until when it counts; conditions are asked for one by \
               one, and an approval that has expired again.",
        paths: &[
            "findings.version",
            "findings.sign_offs[].expires",
            "findings.sign_offs[].link",
            "findings.sign_offs[].standing",
            "findings.outcome.conditions",
            "findings.outcome.actions",
        ],
    },
    Redefinition {
        since: 4,
        what: "The monitoring plan is replayed on the telemetry, and failure modes are followed to their rollback targets.",
        paths: &["findings.version", "findings.replays", "findings.closure"],
    },
];

/// What has been defined differently, since `version` made it, about the field at `path` (`findings.gates[2].verdict`).
pub fn redefined(version: u32, path: &str) -> Option<Redefinition> {
    let path = without_indices(path);
    let concerns =
        |one: &&Redefinition| one.since > version && one.paths.iter().any(|concerned| is_inside(&path, concerned));
    REDEFINITIONS.iter().find(concerns).copied()
}

/// Whether a path leads to a field or into it.
pub fn is_inside(path: &str, field: &str) -> bool {
    path.strip_prefix(field).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

/// A path with `[]` for every element of a list.
fn without_indices(path: &str) -> String {
    let mut text = String::with_capacity(path.len());
    let mut inside = false;
    for letter in path.chars() {
        inside = inside && letter != ']';
        if !inside {
            text.push(letter);
        }
        inside |= letter == '[';
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_told_by_its_path_and_version() {
        let check = |version, path: &str, expected: bool| {
            assert_eq!(redefined(version, path).is_some(), expected, "{version} {path}");
        };
        check(1, "findings.robustness.smaa.pairwise[0][1]", true);
        check(3, "findings.replays[2].firings[0].from", true);
        check(3, "findings.robustness.smaa.pairwise[0][1]", false);
        check(1, "findings.gates[12].sentence", true);
        check(1, "findings.gates[12].verdict", false);
        check(1, "findings.alternatives[0].rank", false);
        check(1, "findings.outcome.reasons_given", false);
    }

    #[test]
    fn no_redefinition_is_newer_than_the_analysis() {
        assert!(REDEFINITIONS.iter().all(|one| (2..=VERSION).contains(&one.since)));
    }
}
