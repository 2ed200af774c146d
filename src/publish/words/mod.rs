//! Words: what findings say, in sentences, numbers, durations and lists. Whatever people read of findings, on screen, in
//! the memo and on the command line, is written here, from the findings and the package they came from.

pub mod claim;
pub mod closure;
pub mod completeness;
pub mod conflict;
pub mod contradiction;
pub mod cost;
pub mod decision;
pub mod deployment;
pub mod difference;
pub mod edit;
pub mod environment;
pub mod figure;
pub mod file_read;
pub mod gate;
pub mod glossary;
pub mod hand_off;
pub mod interface;
pub mod outcome;
pub mod plan;
pub mod readiness;
pub mod release;
pub mod replay;
pub mod review;
pub mod risk;
pub mod robustness;
pub mod run;
pub mod scenario;
pub mod score;
pub mod service_level;
pub mod simulation;
pub mod since;
pub mod test_run;
pub mod triage;

use serde_json::{Value, json};

use crate::findings::{Action, CostFinding, CostFindings, Findings, GateFinding, ReplayFinding, RequiredItem};
use crate::package::{DatasetSource, Id, Measure, Package};

/// Everything the findings say, for readers of a package's JSON.
pub fn sentences(package: &Package, findings: &Findings) -> Value {
    let gate = |finding: &GateFinding| {
        json!({
            "gate": finding.id.as_str(),
            "alternative": finding.alternative.as_str(),
            "sentence": gate::sentence(package, finding),
        })
    };
    let action = |action: &Action| json!({"who": action.who, "what": outcome::task(package, findings, action), "screen": action.screen.label()});
    let required = |item: &RequiredItem| {
        json!({
            "id": item.id,
            "label": completeness::label(item),
            "detail": completeness::detail(package, findings, item),
        })
    };
    let mut sentences = json!({
        "outcome": {
            "verdict": outcome::sentence(package, findings),
            "reasons": outcome::reasons(package, findings),
            "conditions": outcome::conditions(package, findings),
            "actions": findings.outcome.actions.iter().map(action).collect::<Vec<_>>(),
        },
        "gates": findings.gates.iter().map(gate).collect::<Vec<_>>(),
        "scores": {
            "problems": score::problems(package, findings),
            "warnings": score::warnings(package, findings),
        },
        "scenarios": scenario::sentence(package, findings),
        "cost": findings.cost.as_ref().map(|cost| cost_sentences(package, cost)),
        "completeness": findings.completeness.iter().map(required).collect::<Vec<_>>(),
        "robustness": findings.robustness.as_ref().map(|found| robustness::sentences(package, found)),
    });
    if !findings.simulation.is_empty() {
        sentences["simulation"] = simulation::sentences(package, &findings.simulation);
    }
    if !findings.closure.is_empty() {
        let gaps = findings.closure.gaps.iter().map(|gap| closure::gap(package, gap));
        sentences["closure"] =
            json!({ "summary": closure::summary(&findings.closure), "gaps": gaps.collect::<Vec<_>>() });
    }
    if !findings.replays.is_empty() {
        sentences["replays"] = findings.replays.iter().map(|found| replayed(package, found)).collect();
    }
    if !findings.readiness.is_empty() || !findings.comments.is_empty() {
        sentences["review"] = review_sentences(package, findings);
    }
    if !findings.environments.is_empty() {
        sentences["environments"] = findings.environments.iter().map(environment::sentence).collect();
    }
    if !findings.tests.is_empty() {
        sentences["tests"] = findings.tests.iter().map(test_run::sentence).collect();
    }
    sentences
}

fn replayed(package: &Package, found: &ReplayFinding) -> Value {
    json!({
        "watched": replay::name(package, &found.id),
        "alternative": found.alternative.as_str(),
        "sentence": replay::sentence(package, found),
    })
}

fn review_sentences(package: &Package, findings: &Findings) -> Value {
    let found = &findings.readiness;
    json!({
        "self_evaluation": readiness::rubric(found),
        "completion": readiness::completion(package, found),
        "ml_test_score": found.tests.as_ref().map(readiness::test_score),
        "comments": readiness::open_comments(&findings.comments),
    })
}

fn cost_sentences(package: &Package, found: &CostFindings) -> Value {
    let alternative = |finding: &CostFinding| {
        json!({
            "alternative": finding.alternative.as_str(),
            "sentence": cost::dependence(package, finding),
            "problems": finding.problems.iter().map(|problem| cost::problem(package, finding, problem)).collect::<Vec<_>>(),
            "sizing": cost::sizing(package, finding),
        })
    };
    json!({
        "sentence": cost::sentence(package, found),
        "alternatives": found.alternatives.iter().map(alternative).collect::<Vec<_>>(),
        "stacks": cost::stacks(package, found),
    })
}

/// What a measure's rows are called, one and many: generated telemetry comes in weeks, files in rows.
pub fn rows_of(package: &Package, measure: &Measure) -> (&'static str, &'static str) {
    match package.dataset(&measure.dataset).map(|dataset| &dataset.source) {
        Some(DatasetSource::Generated(_)) => ("week", "weeks"),
        _ => ("row", "rows"),
    }
}

/// The names of gates.
pub fn gate_names<'a>(package: &'a Package, gates: &[Id]) -> Vec<&'a str> {
    gates.iter().filter_map(|id| package.gate(id)).map(|gate| gate.name.as_str()).collect()
}

/// A name that a person gave, as it stands in a sentence: “a”.
pub fn quoted(name: &str) -> String {
    format!("“{}”", if name.trim().is_empty() { "unnamed" } else { name.trim() })
}

/// Names as they stand in a sentence: “a”, “b” and “c”.
pub fn quoted_list(names: &[&str]) -> String {
    figure::list(&names.iter().map(|name| quoted(name)).collect::<Vec<_>>())
}

/// A text as the start of a sentence. "p99" and "vLLM" are written as they are wherever they stand.
pub fn capital(text: &str) -> String {
    let word = text.split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
    let mut letters = text.chars();
    if word.chars().skip(1).any(|letter| letter.is_ascii_digit() || letter.is_uppercase()) {
        return text.to_owned();
    }
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_begins_with_a_capital_unless_it_begins_with_a_name_that_has_none() {
        let check = |text: &str, expected: &str| assert_eq!(capital(text), expected);
        check("", "");
        check("the gate holds", "The gate holds");
        check("p99 latency", "p99 latency");
        check("vLLM cannot be released", "vLLM cannot be released");
        check("a vLLM server", "A vLLM server");
        check("émile refused", "Émile refused");
        check("“b” fails", "“b” fails");
    }
}
