//! The guided path of a package begun blank: from a question to a first verdict, step by step.
//!
//! Nothing is remembered of it: which steps are done follows from the package and its findings.

use crate::analysis::completeness;
use crate::findings::{Findings, GateFinding, Screen, Verdict};
use crate::package::Package;
use crate::publish::words;

/// One step of the path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuideStep {
    /// Whether it is done.
    pub done: bool,
    /// What is done in it, in a few words: "Ask the question".
    pub name: &'static str,
    /// What exactly to do.
    pub what: &'static str,
    /// Why.
    pub why: &'static str,
    /// The screen on which it is done.
    pub screen: Screen,
    /// The field there, as an element's id.
    pub anchor: &'static str,
    /// What is there once it is done.
    pub found: String,
}

impl GuideStep {
    /// Where it is done: `#/charter/field-boundary`.
    pub fn address(&self) -> String {
        format!("{}/{}", self.screen.address(), self.anchor)
    }
}

/// Every step, in order.
pub fn steps(package: &Package, findings: &Findings) -> Vec<GuideStep> {
    let holds = |check: &str| completeness::holds(check, package, findings);
    let evidence = &package.evidence;
    let set = package.gates.iter().filter(|gate| !gate.proposed.stands() && package.measure(&gate.measure).is_some());
    let verdict = first_verdict(findings);
    let counted = |count: usize, one: &str, many: &str| format!("{}.", words::figure::counted(count, one, many));
    vec![
        GuideStep {
            done: holds("decision_question"),
            name: "Ask the question",
            what: "Write the one question that this package answers, such as: may the assistant sort incoming tickets?",
            why: "Evidence, gates and risks count as far as they help to answer it.",
            screen: Screen::Charter,
            anchor: "field-decision-question",
            found: words::quoted(&package.charter.decision_question),
        },
        GuideStep {
            done: holds("boundary"),
            name: "Draw the boundary",
            what: "Say in one paragraph which system, for whom, and from when.",
            why: "Whoever reads the verdict has to know what it is about, and what it leaves out.",
            screen: Screen::Charter,
            anchor: "field-boundary",
            found: "Written, in one paragraph.".to_owned(),
        },
        GuideStep {
            done: holds("stakeholders"),
            name: "Name who answers for it",
            what: "List who has a say, by role, and make one of them accountable.",
            why: "A release that nobody answers for is nobody's to stop.",
            screen: Screen::Charter,
            anchor: "field-stakeholders",
            found: counted(package.charter.stakeholders.len(), "person or role", "people or roles"),
        },
        GuideStep {
            done: holds("alternatives"),
            name: "Name two alternatives",
            what: "Write down at least two ways to go, one of them what is done today.",
            why: "Whether something is good enough shows beside what one would do without it.",
            screen: Screen::Alternatives,
            anchor: "field-alternatives",
            found: counted(package.alternatives.len(), "alternative", "alternatives"),
        },
        GuideStep {
            done: !evidence.datasets.is_empty(),
            name: "Bring evidence",
            what: "Load a file of what was measured. Without one yet, load the sample or generate rows from a seed.",
            why: "A verdict rests on rows that somebody else can read again.",
            screen: Screen::Evidence,
            anchor: "field-datasets",
            found: counted(evidence.datasets.len(), "dataset", "datasets"),
        },
        GuideStep {
            done: !evidence.measures.is_empty(),
            name: "Say what counts",
            what: "Take over a suggested measure, such as a share of failures, or make one of a column.",
            why: "A gate judges one number; the measure says how it is taken, and how sure it is.",
            screen: Screen::Evidence,
            anchor: "field-measures",
            found: counted(evidence.measures.len(), "measure", "measures"),
        },
        GuideStep {
            done: set.clone().next().is_some(),
            name: "Set a gate",
            what: "Put a limit on the measure. One that was only proposed has to be changed, or kept with a click.",
            why: "The limit stands before the verdict does, so that no result can move it.",
            screen: Screen::Gates,
            anchor: "field-gates",
            found: counted(set.count(), "gate with a limit", "gates with limits"),
        },
        GuideStep {
            done: verdict.is_some(),
            name: "Read the first verdict",
            what: "See whether it passes, fails, or lacks evidence, and then how many rows would decide.",
            why: "A verdict without enough evidence is none: it says what to measure next.",
            screen: Screen::Gates,
            anchor: "field-gates",
            found: verdict.map(|found| words::gate::sentence(package, found)).unwrap_or_default(),
        },
    ]
}

/// How many steps a person does by writing; the last one follows from them.
pub const WRITTEN: usize = 7;

/// The first verdict that the evidence gave.
fn first_verdict(findings: &Findings) -> Option<&GateFinding> {
    let judged = |found: &&GateFinding| {
        matches!(found.verdict, Verdict::Pass | Verdict::Fail | Verdict::NotEnoughEvidence | Verdict::Waived)
    };
    findings.gates.iter().find(judged)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::analyse;
    use crate::package::charter::{Part, Stakeholder};
    use crate::package::evidence::{GeneratedColumn, GeneratedSeries, Generator};
    use crate::package::template::TEMPLATES;
    use crate::package::{Alternative, Dataset, DatasetSource, Gate, Id, Measure};
    use crate::publish::memo;
    use crate::publish::telemetry::{contents_of_template, of_contents};
    use crate::telemetry::Telemetry;

    fn done(package: &Package) -> Vec<bool> {
        let findings = analyse(package, &Telemetry::generated(package), &memo::length);
        steps(package, &findings).iter().map(|step| step.done).collect()
    }

    /// What a newcomer does, one step after the other.
    const DEEDS: [fn(&mut Package); WRITTEN] = [
        |package| package.charter.decision_question = "May it?".to_owned(),
        |package| package.charter.boundary = "This, for them, from then.".to_owned(),
        |package| {
            let accountable =
                Stakeholder { role: "Owner".to_owned(), part: Part::Accountable, ..Stakeholder::default() };
            package.charter.stakeholders.push(accountable);
        },
        |package| {
            let named = |id: &str| Alternative { id: id.into(), name: id.to_owned(), ..Alternative::default() };
            package.alternatives = vec![named("today"), named("new")];
        },
        |package| {
            let series = GeneratedSeries { level: 5.0, noise: 1.0, ..GeneratedSeries::default() };
            let series = ["today", "new"].map(|id| (Id::from(id), series.clone())).into_iter().collect();
            let column = GeneratedColumn { name: "latency".to_owned(), series, ..GeneratedColumn::default() };
            let generator = Generator { weeks: 30, columns: vec![column], ..Generator::default() };
            let source = DatasetSource::Generated(generator);
            let label_column = "option".to_owned();
            package.evidence.datasets.push(Dataset { id: "d".into(), source, label_column, ..Dataset::default() });
        },
        |package| {
            let of = Measure { dataset: "d".into(), column: "latency".to_owned(), ..Measure::default() };
            package.evidence.measures.push(Measure { id: "m".into(), ..of });
        },
        |package| package.gates.push(Gate { measure: "m".into(), threshold: 9.0, ..Gate::default() }),
    ];

    #[test]
    fn each_deed_does_its_step_and_the_last_brings_the_verdict() {
        let mut package = Package::default();
        assert_eq!(done(&package), [false; WRITTEN + 1]);
        for (place, deed) in DEEDS.iter().enumerate() {
            deed(&mut package);
            let mut expected = [false; WRITTEN + 1];
            expected[..=place].fill(true);
            expected[WRITTEN] = place + 1 == WRITTEN;
            assert_eq!(done(&package), expected, "after step {}", place + 1);
        }
    }

    #[test]
    fn what_was_only_proposed_is_no_step() {
        let mut package = Package::default();
        DEEDS.iter().for_each(|deed| deed(&mut package));
        package.gates[0].proposed.threshold = true;
        assert_eq!(done(&package)[WRITTEN - 1..], [false, false]);
        package.gates[0].measure = "gone".into();
        package.gates[0].proposed.threshold = false;
        assert_eq!(done(&package)[WRITTEN - 1..], [false, false]);
    }

    #[test]
    fn a_worked_example_has_gone_the_whole_way() {
        for template in TEMPLATES.iter() {
            let mut package = template.package.clone();
            (package.settings.draws, package.settings.resamples) = (100, 100);
            let telemetry = of_contents(&package, &contents_of_template(template));
            let steps = steps(&package, &analyse(&package, &telemetry, &memo::length));
            assert!(steps.iter().all(|step| step.done && !step.found.is_empty()), "{}", template.name);
        }
    }
}
