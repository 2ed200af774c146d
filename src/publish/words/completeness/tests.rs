use super::*;
use crate::analysis::completeness::fixture::{asking, complete, missing_of};
use crate::analysis::completeness::{memo as memo_item, names, require};
use crate::findings::{AlternativeFinding, MemoLength};
use crate::package::CriterionSource;
use crate::package::risk::Rating;

/// Damages the worked example and expects one item to say so, leading to one place.
#[track_caller]
fn check(damage: impl Fn(&mut Package), id: &str, anchor: &str, detail: &str) {
    let mut package = complete();
    damage(&mut package);
    let (missing, findings) = (missing_of(&package), Findings::default());
    let found = missing.iter().find(|item| item.id == id);
    let Some(found) = found else { panic!("{id} is not missing, but {missing:?}") };
    assert_eq!(found.anchor, anchor, "{id}");
    let said = super::detail(&package, &findings, found);
    assert!(said.contains(detail), "{id}: {said}");
}

#[test]
fn every_gap_in_the_question_is_named() {
    check(|p| p.title.clear(), "title", "field-title", "Not written");
    check(|p| p.module.clear(), "module", "field-module", "Not written");
    check(|p| p.artifact = "  ".to_owned(), "artifact", "field-artifact", "Not written");
    check(|p| p.settings.as_of.0.clear(), "as_of", "field-as-of", "Not stated");
    check(|p| p.charter.decision_question.clear(), "decision_question", "field-decision-question", "Not written");
    check(|p| p.charter.boundary.clear(), "boundary", "field-boundary", "Not written");
    check(|p| p.charter.boundary.push_str("\n\nMore."), "boundary", "field-boundary", "2 paragraphs");
    check(|p| p.charter.scope_out = vec![" ".to_owned()], "scope_out", "field-scope-out", "No entry");
    check(|p| p.charter.stakeholders.clear(), "stakeholders", "field-stakeholders", "No stakeholder");
    check(
        |p| p.charter.stakeholders.iter_mut().for_each(|one| one.part = Default::default()),
        "stakeholders",
        "field-stakeholders",
        "accountable",
    );
    check(|p| p.evidence.sources.clear(), "evidence_source", "field-sources", "No source");
    check(|p| p.evidence.sources[1].limits.clear(), "evidence_limits", "source-audit", "lacks a note on its limits");
    check(|p| p.evidence.sources[0].with_real_data.clear(), "evidence_real_data", "source-telemetry", "real data");
    check(|p| p.evidence.measures.clear(), "telemetry", "field-measures", "Nothing is measured");
    check(|p| p.additional_evidence.clear(), "additional_evidence", "field-additional-evidence", "No evidence");
    check(|p| p.open_questions.clear(), "open_questions", "field-open-questions", "No question");
}

#[test]
fn every_gap_in_the_comparison_is_named() {
    check(|p| p.alternatives.truncate(1), "alternatives", "field-alternatives", "Only 1 alternative; 2 are required.");
    check(|p| p.alternatives[1].strength.clear(), "alternative_details", "assisted", "lacks a strength");
    check(|p| p.criteria.clear(), "criteria", "field-criteria", "No criterion");
    check(
        |p| {
            p.criteria[0].source = CriterionSource::default();
            p.criteria[0].id = "first".into();
        },
        "criterion_values",
        "first",
        "has no value for",
    );
    check(|p| p.criteria.clear(), "weights", "field-weights", "No criterion has a weight");
    check(|p| p.gates.clear(), "gates", "field-gates", "No gate yet.");
    let first_gate = complete().gates[0].id.to_string();
    check(|p| p.gates[0].owner.clear(), "gate_owners", &first_gate, "lacks an owner");
    check(|p| p.gates[0].measure = "gone".into(), "gate_measures", &first_gate, "lacks a measure");
    check(
        |p| p.gates[0].waiver = Some(crate::package::gate::Waiver::default()),
        "waivers",
        &first_gate,
        "a part of its waiver",
    );
}

#[test]
fn every_gap_in_the_operation_is_named() {
    check(|p| p.failure_modes.truncate(1), "failure_modes", "field-failure-modes", "Only 1 failure mode");
    let mode = complete().failure_modes[0].id.to_string();
    check(|p| p.failure_modes[0].mitigation.clear(), "failure_mode_mitigations", &mode, "lacks a mitigation");
    check(
        |p| {
            p.failure_modes[0].monitor = "gone".into();
            p.failure_modes[0].acceptance.clear();
        },
        "failure_mode_detection",
        &mode,
        "a monitor or an acceptance",
    );
    let risk = complete().risks[0].id.to_string();
    check(|p| p.risks[0].cause.clear(), "risks", &risk, "lacks a cause");
    check(|p| p.risks[0].residual = Rating::new(1, 2, 0), "risk_ratings", &risk, "a residual rating");
    check(|p| p.risks[0].owner.clear(), "risk_owners", &risk, "lacks an owner");
    check(|p| p.appetite.clear(), "appetite", "field-appetite", "No limit");
    check(|p| p.release.stages.clear(), "stages", "field-stages", "No stage");
    check(
        |p| {
            p.release.stages.pop();
        },
        "stages",
        "field-stages",
        "does not reach all traffic",
    );
    check(|p| p.release.rollback.targets.clear(), "rollback_targets", "field-rollback-targets", "No rollback target");
    check(|p| p.release.rollback.steps.clear(), "rollback_steps", "field-rollback-steps", "No rollback step");
    check(
        |p| p.release.rollback.objective_minutes = None,
        "rollback_objective",
        "field-rollback-objective",
        "Not stated",
    );
    check(|p| p.monitors.clear(), "monitors", "field-monitors", "No monitor");
    let monitor = complete().monitors[0].id.to_string();
    check(|p| p.monitors[0].critical = None, "monitor_thresholds", &monitor, "a critical threshold");
    check(|p| p.monitors[0].alert_to.clear(), "monitor_alerts", &monitor, "somebody to alert");
    check(|p| p.monitors[0].runbook.clear(), "monitor_runbooks", &monitor, "a runbook");
    check(
        |p| p.monitors.iter_mut().for_each(|one| one.rolls_back = false),
        "rollback_trigger",
        "field-monitors",
        "No monitor rolls",
    );
}

#[test]
fn many_faults_are_counted() {
    let mut package = complete();
    for risk in &mut package.risks {
        risk.owner.clear();
    }
    let missing = missing_of(&package);
    assert_eq!(missing.len(), 1);
    let more = format!("; and {} more.", package.risks.len() - 3);
    let said = super::detail(&package, &Findings::default(), &missing[0]);
    assert!(said.ends_with(&more), "{said}");
}

#[test]
fn every_check_has_its_words() {
    let names: Vec<&str> = names().collect();
    for name in &names {
        assert!(asked(name).is_some(), "{name}");
    }
    let blank = Package::default();
    let findings = Findings::default();
    for item in require(&blank, &findings) {
        assert!(names.contains(&item.id.as_str()) && !detail(&blank, &findings, &item).is_empty(), "{}", item.id);
    }
}

#[test]
fn a_number_asked_for_is_named() {
    let package =
        asking(&[("alternatives", Some(9)), ("scope_in", Some(40)), ("gates", Some(1)), ("moon_phase", None)]);
    let items = require(&package, &Findings::default());
    let labels: Vec<String> = items.iter().map(label).collect();
    let expected = [
        "At least 9 alternatives",
        "What is in scope, at least 40",
        "At least one acceptance gate",
        "What the package calls “moon_phase”",
    ];
    assert_eq!(labels, expected);
    assert!(detail(&package, &Findings::default(), &items[3]).contains("no check by that name"));
}

#[test]
fn the_memo_says_its_length_and_what_stands_for_nothing() {
    let check = |words: u32, unknown: &[&str], expected: &str| {
        let unknown = unknown.iter().map(|&name| name.to_owned()).collect();
        let item = memo_item(&Package::default(), MemoLength { words, unknown }).unwrap();
        assert_eq!(detail(&Package::default(), &Findings::default(), &item), expected);
    };
    check(899, &[], "It has 899 words, 1 too few.");
    check(900, &[], "It has 900 words under its six headings.");
    check(1200, &[], "It has 1,200 words under its six headings.");
    check(1234, &[], "It has 1,234 words, 34 too many.");
    check(1000, &["{{score:gone}}"], "It names {{score:gone}}, which stands for nothing in this package.");
}

#[test]
fn nobody_is_said_to_rank_before_one_who_ranks_first() {
    let package = complete();
    let [first, second] = [&package.alternatives[0], &package.alternatives[1]];
    let said = |ranks: [u32; 2]| {
        let finding =
            |id: &Id, rank: u32| AlternativeFinding { id: id.clone(), rank: Some(rank), ..Default::default() };
        let alternatives = vec![finding(&first.id, ranks[0]), finding(&second.id, ranks[1])];
        let findings = Findings { alternatives, ..Findings::default() };
        reason(&package, &findings, &first.id, &second.id)
    };
    assert_eq!(said([1, 2]), format!("{} ranks above {}; say why it is not chosen.", first.name, second.name));
    let releasable = format!("{} can be released; say why {} is recommended instead.", first.name, second.name);
    assert_eq!(said([2, 1]), releasable);
    assert_eq!(said([1, 1]), releasable);
}
