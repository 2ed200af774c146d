//! What an edit did: how the findings after it differ from those before.

use std::fmt::{self, Display, Formatter};

use crate::findings::{AlternativeFinding, Decision, Findings, SignOffFinding, SignOffStanding, Verdict};
use crate::package::Id;
use crate::publish::words::{self, figure};

/// One difference between two findings; its sentence is what it displays as.
#[derive(Clone, Debug, PartialEq)]
pub enum Consequence {
    /// The verdict on the release.
    Outcome {
        /// What it was.
        before: Decision,
        /// What it is.
        after: Decision,
    },
    /// Who ranks first. Names as they are now; equals share a rank, so there may be several.
    First {
        /// Who does and did not.
        gained: Vec<String>,
        /// Who did and does not.
        lost: Vec<String>,
        /// Who did and does.
        kept: Vec<String>,
    },
    /// The score of an alternative that was and is compared; absent when it has none.
    Score {
        /// Its name.
        alternative: String,
        /// In thousandths, as scores are shown.
        before: Option<i64>,
        /// Likewise.
        after: Option<i64>,
    },
    /// A gate's verdict on an alternative, both of which were and are there.
    Gate {
        /// The gate's name.
        gate: String,
        /// The alternative's name.
        alternative: String,
        /// What it was.
        before: Verdict,
        /// What it is.
        after: Verdict,
    },
    /// A sign-off that stood and does not stand any more.
    Stale {
        /// Who signed.
        signer: String,
        /// How it stands.
        standing: String,
    },
    /// A sign-off that stands again.
    Stands {
        /// Who signed.
        signer: String,
    },
}

impl Consequence {
    /// Whether it is about a sign-off.
    pub fn is_of_sign_off(&self) -> bool {
        matches!(self, Self::Stale { .. } | Self::Stands { .. })
    }
}

/// What differs between two findings: outcome, first ranks, scores, gates and sign-offs, in this order. Another name is no
/// difference, and neither is an alternative or gate that only one of the two knows.
pub fn consequences(before: &Findings, after: &Findings) -> Vec<Consequence> {
    let decisions = (before.outcome.decision, after.outcome.decision);
    let outcome =
        (decisions.0 != decisions.1).then_some(Consequence::Outcome { before: decisions.0, after: decisions.1 });
    let of_numbers = first(before, after).into_iter().chain(scores(before, after)).chain(gates(before, after));
    outcome.into_iter().chain(of_numbers).chain(sign_offs(before, after)).collect()
}

fn sign_offs(before: &Findings, after: &Findings) -> impl Iterator<Item = Consequence> {
    after.sign_offs.iter().filter_map(|now| {
        let then = before.sign_offs.iter().find(|each| each.id == now.id)?;
        let held = |finding: &SignOffFinding| finding.standing == SignOffStanding::Holds && !finding.replaced;
        let signer = words::review::signer(&now.name, &now.role);
        match (held(then), held(now)) {
            (true, false) if !now.replaced => {
                Some(Consequence::Stale { signer, standing: words::review::standing(now) })
            }
            (false, true) if then.standing == SignOffStanding::Stale => Some(Consequence::Stands { signer }),
            _ => None,
        }
    })
}

fn first(before: &Findings, after: &Findings) -> Option<Consequence> {
    let winners = |findings: &Findings| {
        let first = findings.alternatives.iter().filter(|each| each.rank == Some(1));
        first.map(|each| each.id.clone()).collect::<Vec<_>>()
    };
    let (then, now) = (winners(before), winners(after));
    let names = |ids: &[Id], wanted: &dyn Fn(&Id) -> bool| {
        let named = |id: &Id| found(after, id).or_else(|| found(before, id)).map(name);
        ids.iter().filter(|id| wanted(id)).filter_map(named).collect::<Vec<_>>()
    };
    let gained = names(&now, &|id| !then.contains(id));
    let lost = names(&then, &|id| !now.contains(id));
    let kept = names(&now, &|id| then.contains(id));
    (!gained.is_empty() || !lost.is_empty()).then_some(Consequence::First { gained, lost, kept })
}

fn scores(before: &Findings, after: &Findings) -> impl Iterator<Item = Consequence> {
    let thousandths = |score: Option<f64>| score.map(|score| (score * 1_000.0).round() as i64);
    after.alternatives.iter().filter_map(move |now| {
        let then = found(before, &now.id)?;
        let (before, after) = (thousandths(then.weighted_sum), thousandths(now.weighted_sum));
        (before != after).then(|| Consequence::Score { alternative: name(now), before, after })
    })
}

fn gates(before: &Findings, after: &Findings) -> impl Iterator<Item = Consequence> {
    after.gates.iter().filter_map(|now| {
        let then = before.gates.iter().find(|each| each.id == now.id && each.alternative == now.alternative)?;
        (then.verdict != now.verdict).then(|| Consequence::Gate {
            gate: now.name.clone(),
            alternative: found(after, &now.alternative).map(name).unwrap_or_default(),
            before: then.verdict,
            after: now.verdict,
        })
    })
}

fn found<'a>(findings: &'a Findings, id: &Id) -> Option<&'a AlternativeFinding> {
    findings.alternatives.iter().find(|each| each.id == *id)
}

fn name(alternative: &AlternativeFinding) -> String {
    if alternative.name.trim().is_empty() { "An unnamed alternative".to_owned() } else { alternative.name.clone() }
}

impl Display for Consequence {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Outcome { before, after } => {
                let words = [before, after].map(|decision| decision.label().to_lowercase());
                write!(out, "The outcome changed from {} to {}.", words[0], words[1])
            }
            Self::First { gained, lost, kept } => write_first(out, gained, lost, kept),
            Self::Score { alternative, before, after } => {
                write!(out, "{alternative}: {} → {}", shown(*before), shown(*after))?;
                if let (Some(before), Some(after)) = (before, after) {
                    let sign = if after > before { '+' } else { '−' };
                    write!(out, " ({sign}{})", shown(Some((after - before).abs())))?;
                }
                out.write_str(".")
            }
            Self::Gate { gate, alternative, before, after } => {
                let words = [before, after].map(|verdict| verdict.label().to_lowercase());
                write!(out, "“{gate}”, {alternative}: {} → {}.", words[0], words[1])
            }
            Self::Stale { signer, standing } => write!(out, "The sign-off by {signer} is {standing}."),
            Self::Stands { signer } => write!(out, "The sign-off by {signer} stands again."),
        }
    }
}

fn write_first(out: &mut Formatter<'_>, gained: &[String], lost: &[String], kept: &[String]) -> fmt::Result {
    let rank = |names: &[String]| if names.len() == 1 { "ranks" } else { "rank" };
    let [won, gone, stayed] = [gained, lost, kept].map(figure::list);
    match (gained, lost, kept) {
        ([], _, []) => write!(out, "{gone} no longer {} first, and nothing else does.", rank(lost)),
        ([], _, _) => write!(out, "{gone} no longer {} first beside {stayed}.", rank(lost)),
        (_, [], []) => write!(out, "{won} now {} first.", rank(gained)),
        (_, [], _) => write!(out, "{won} now {} first beside {stayed}.", rank(gained)),
        (..) => write!(out, "{won} now {} first instead of {gone}.", rank(gained)),
    }
}

/// A score in thousandths, with a point.
fn shown(thousandths: Option<i64>) -> String {
    match thousandths {
        Some(score) => {
            let sign = if score < 0 { "−" } else { "" };
            format!("{sign}{}.{:03}", score.abs() / 1_000, score.abs() % 1_000)
        }
        None => "no score".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::GateFinding;
    use crate::package::review::Part;

    /// Findings of alternatives a, b, … with these names, ranks and scores.
    fn findings(alternatives: &[(&str, &str, Option<u32>, Option<f64>)]) -> Findings {
        let alternatives = alternatives.iter().map(|(id, name, rank, score)| AlternativeFinding {
            id: Id::from(*id),
            name: (*name).to_owned(),
            rank: *rank,
            weighted_sum: *score,
            ..AlternativeFinding::default()
        });
        Findings { alternatives: alternatives.collect(), ..Findings::default() }
    }

    fn ranked(ranks: &[(&str, Option<u32>)]) -> Findings {
        findings(&ranks.iter().map(|(id, rank)| (*id, *id, *rank, None)).collect::<Vec<_>>())
    }

    fn sentences(before: &Findings, after: &Findings) -> Vec<String> {
        consequences(before, after).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn what_an_edit_makes_stale_is_named_with_what_moved() {
        let signed = |standing, moved: &[Part]| Findings {
            sign_offs: vec![SignOffFinding {
                id: "s".into(),
                name: "Ana Lim".to_owned(),
                role: "QA lead".to_owned(),
                standing,
                moved: moved.to_vec(),
                ..SignOffFinding::default()
            }],
            ..Findings::default()
        };
        let (holds, stale) = (signed(SignOffStanding::Holds, &[]), signed(SignOffStanding::Stale, &[Part::Gates]));
        let check = |before: &Findings, after: &Findings, expected: &[&str]| {
            assert_eq!(sentences(before, after), expected);
        };
        check(&holds, &stale, &["The sign-off by Ana Lim (QA lead) is stale: Gates has been edited since."]);
        check(&stale, &holds, &["The sign-off by Ana Lim (QA lead) stands again."]);
        check(&stale, &stale, &[]);
        check(&Findings::default(), &holds, &[]);
    }

    #[test]
    fn who_ranks_first_is_said_whatever_stood_there_before() {
        let check = |before: &[(&str, Option<u32>)], after: &[(&str, Option<u32>)], expected: &[&str]| {
            assert_eq!(sentences(&ranked(before), &ranked(after)), expected, "{before:?} {after:?}");
        };
        let (one, two) = (Some(1), Some(2));
        check(
            &[("flagger", one), ("argo", two)],
            &[("flagger", two), ("argo", one)],
            &["argo now ranks first instead of flagger."],
        );
        check(&[("flagger", None)], &[("flagger", one)], &["flagger now ranks first."]);
        check(&[], &[("flagger", one)], &["flagger now ranks first."]);
        check(&[("flagger", one)], &[("flagger", None)], &["flagger no longer ranks first, and nothing else does."]);
        check(&[("flagger", one)], &[], &["flagger no longer ranks first, and nothing else does."]);
        check(&[("flagger", one), ("argo", two)], &[("argo", one)], &["argo now ranks first instead of flagger."]);
        check(
            &[("flagger", one), ("argo", two)],
            &[("flagger", one), ("argo", one)],
            &["argo now ranks first beside flagger."],
        );
        check(
            &[("flagger", one), ("argo", one)],
            &[("flagger", one), ("argo", two)],
            &["argo no longer ranks first beside flagger."],
        );
        check(
            &[("a", one), ("b", one), ("c", two)],
            &[("a", two), ("b", two), ("c", one)],
            &["c now ranks first instead of a and b."],
        );
        check(&[], &[], &[]);
        check(&[("a", None)], &[("a", None), ("b", None)], &[]);
    }

    #[test]
    fn another_name_is_no_consequence() {
        let before = findings(&[("a", "Flagger", Some(1), Some(0.5))]);
        let after = findings(&[("a", "Flagger 2", Some(1), Some(0.5))]);
        assert_eq!(consequences(&before, &after), []);
        let overtaken = findings(&[("a", "Flagger 2", Some(2), Some(0.5)), ("b", "", Some(1), None)]);
        assert_eq!(sentences(&before, &overtaken), ["An unnamed alternative now ranks first instead of Flagger 2.",]);
    }

    #[test]
    fn scores_are_compared_as_they_are_shown() {
        let check = |before: Option<f64>, after: Option<f64>, expected: &[&str]| {
            let of = |score| findings(&[("a", "A", None, score)]);
            assert_eq!(sentences(&of(before), &of(after)), expected, "{before:?} {after:?}");
        };
        check(Some(0.5), Some(0.603), &["A: 0.500 → 0.603 (+0.103)."]);
        check(Some(0.603), Some(0.5), &["A: 0.603 → 0.500 (−0.103)."]);
        check(Some(0.1), Some(-0.25), &["A: 0.100 → −0.250 (−0.350)."]);
        check(Some(0.612_1), Some(0.612_4), &[]);
        check(Some(0.612_4), Some(0.612_6), &["A: 0.612 → 0.613 (+0.001)."]);
        check(None, Some(0.5), &["A: no score → 0.500."]);
        check(Some(0.5), None, &["A: 0.500 → no score."]);
        check(None, None, &[]);
    }

    #[test]
    fn a_gate_says_whom_it_judges() {
        let judged = |verdict, gate: &str| {
            let gate = GateFinding {
                id: Id::from(gate),
                name: "Latency".to_owned(),
                alternative: Id::from("a"),
                verdict,
                ..GateFinding::default()
            };
            Findings { gates: vec![gate], ..findings(&[("a", "Flagger", None, None)]) }
        };
        let before = judged(Verdict::Fail, "gate");
        assert_eq!(sentences(&before, &judged(Verdict::Waived, "gate")), ["“Latency”, Flagger: fail → waived."]);
        assert_eq!(sentences(&before, &before), [""; 0]);
        assert_eq!(sentences(&before, &judged(Verdict::Pass, "another gate")), [""; 0]);
        assert_eq!(sentences(&Findings::default(), &before), [""; 0]);
    }

    #[test]
    fn an_outcome_that_turned_comes_first() {
        let mut after = ranked(&[("flagger", Some(1))]);
        after.outcome.decision = Decision::ConditionalGo;
        assert_eq!(
            sentences(&Findings::default(), &after),
            ["The outcome changed from undecided to conditional go.", "flagger now ranks first.",]
        );
    }
}
