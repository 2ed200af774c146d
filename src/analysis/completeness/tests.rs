use super::*;
use crate::analysis::{closure, gate, outcome};
use crate::findings::{AlternativeFinding, Estimate, WeightFinding};
use crate::package::CriterionSource;
use crate::package::requirement::Required;
use crate::package::risk::Rating;
use crate::package::template::Template;

/// The worked example, with a value for everything that can be measured.
fn complete() -> Package {
    let mut package = Template::named("mlops-release").unwrap().package.clone();
    package.recommendation.option = package.alternatives[0].id.clone();
    package
}

/// What is missing of `package` when everything can be measured and ranked.
fn missing_of(package: &Package) -> Vec<RequiredItem> {
    let mut estimates = Vec::new();
    for measure in &package.evidence.measures {
        for alternative in &package.alternatives {
            estimates.push(Estimate {
                measure: measure.id.clone(),
                alternative: alternative.id.clone(),
                value: Some(1.0),
                ..Estimate::default()
            });
        }
    }
    let gates = gate::judge(package, &estimates);
    let mut alternatives: Vec<_> = package
        .alternatives
        .iter()
        .map(|one| AlternativeFinding {
            id: one.id.clone(),
            name: one.name.clone(),
            rank: Some(1),
            ..Default::default()
        })
        .collect();
    outcome::mark_releasable(&mut alternatives, &gates);
    let weights = package.criteria.iter().map(|one| WeightFinding { criterion: one.id.clone(), weight: 0.1 }).collect();
    let risks = closure::close(package);
    let findings = Findings { estimates, gates, weights, alternatives, risks, ..Findings::default() };
    require(package, &findings).into_iter().filter(|item| !item.done).collect()
}

#[test]
fn the_worked_example_is_complete() {
    assert_eq!(missing_of(&complete()), []);
}

#[test]
fn names_of_checks_are_unique_and_the_usual_ones_are_there() {
    let mut names: Vec<_> = checks().map(|check| check.name).chain([MEMO]).collect();
    names.sort_unstable();
    let all = names.len();
    names.dedup();
    assert_eq!(names.len(), all);
    for usual in usual::USUAL {
        assert!(names.contains(usual), "{usual}");
    }
}

/// A package that asks for these checks, each with the number it asks for.
fn asking(checks: &[(&str, Option<u32>)]) -> Package {
    let requirement = |&(check, least): &(&str, Option<u32>)| Requirement {
        check: check.to_owned(),
        least,
        ..Requirement::default()
    };
    Package { required: Required(checks.iter().map(requirement).collect()), ..complete() }
}

#[test]
fn a_package_is_asked_for_what_it_lists() {
    let package = asking(&[("risk_owners", None), ("title", None)]);
    let ids: Vec<_> = require(&package, &Findings::default()).into_iter().map(|item| item.id).collect();
    assert_eq!(ids, ["risk_owners", "title"]);
    assert_eq!(memo(&package, 1, &[]), None);

    let package = asking(&[("alternatives", Some(9)), ("scope_in", Some(40)), ("gates", Some(1)), ("memo", None)]);
    let items: Vec<_> =
        require(&package, &Findings::default()).into_iter().map(|item| (item.label, item.done)).collect();
    let expected = [
        ("At least 9 alternatives", false),
        ("What is in scope, at least 40", false),
        ("At least one acceptance gate", true),
    ];
    assert_eq!(items, expected.map(|(label, done)| (label.to_owned(), done)));
    assert!(memo(&package, 1, &[]).is_some());
}

#[test]
fn what_no_check_can_find_is_missing() {
    let package = asking(&[("moon_phase", None)]);
    let missing = missing_of(&package);
    assert_eq!(missing[0].id, "moon_phase");
    assert!(missing[0].label.contains("moon_phase") && missing[0].detail.contains("no check of this name"));
}

#[test]
fn a_package_without_a_list_asks_for_what_the_worked_example_lists() {
    let listing = complete();
    let silent = Package { required: Required::default(), ..complete() };
    let found = Findings::default();
    assert_eq!(require(&silent, &found), require(&listing, &found));
    assert!(!crate::package::document::write(&silent).contains("\"required\""), "its digest is what it was");
}

#[test]
fn a_blank_package_lacks_everything_and_says_where() {
    let blank = Package::default();
    let items = require(&blank, &Findings::default());
    let done: Vec<_> = items.iter().filter(|item| item.done).map(|item| item.id.as_str()).collect();
    assert_eq!(done, [""; 0]);
    assert!(items.iter().all(|item| !item.detail.is_empty() && item.anchor.starts_with("field-")));
    let mut ids: Vec<_> = items.iter().map(|item| &item.id).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), items.len(), "identifiers are unique");
}

/// Damages the worked example and expects one item to say so, leading to one place.
#[track_caller]
fn check(damage: impl Fn(&mut Package), id: &str, anchor: &str, detail: &str) {
    let mut package = complete();
    damage(&mut package);
    let missing = missing_of(&package);
    let found = missing.iter().find(|item| item.id == id);
    let Some(found) = found else { panic!("{id} is not missing, but {missing:?}") };
    assert_eq!(found.anchor, anchor, "{id}");
    assert!(found.detail.contains(detail), "{id}: {}", found.detail);
}

#[test]
fn every_gap_in_the_question_is_named() {
    check(|p| p.title.clear(), "title", "field-title", "Not written");
    check(|p| p.module.clear(), "module", "field-module", "Not written");
    check(|p| p.artifact = "  ".to_owned(), "artifact", "field-artifact", "Not written");
    check(|p| p.settings.as_of.0.clear(), "as_of", "field-as-of", "Not written");
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
    check(|p| p.evidence.sources[1].limits.clear(), "evidence_limits", "source-audit", "lacks its limits");
    check(|p| p.evidence.sources[0].with_real_data.clear(), "evidence_real_data", "source-telemetry", "real data");
    check(|p| p.evidence.measures.clear(), "telemetry", "field-measures", "No measure");
    check(|p| p.additional_evidence.clear(), "additional_evidence", "field-additional-evidence", "No evidence");
    check(|p| p.open_questions.clear(), "open_questions", "field-open-questions", "No question");
}

#[test]
fn every_gap_in_the_comparison_is_named() {
    check(|p| p.alternatives.truncate(1), "alternatives", "field-alternatives", "Only 1 alternative; 2 are asked for.");
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
    check(|p| p.monitors[0].alert_to.clear(), "monitor_alerts", &monitor, "whom it alerts");
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
    assert!(missing[0].detail.ends_with(&more), "{}", missing[0].detail);
}

#[test]
fn the_memo_has_its_length_and_no_empty_place() {
    let check = |words: usize, unknown: &[String], done: bool, detail: &str| {
        let item = memo(&Package::default(), words, unknown).unwrap();
        assert_eq!((item.done, item.detail.as_str()), (done, detail));
    };
    check(899, &[], false, "It has 899 words, 1 too few.");
    check(900, &[], true, "It has 900 words under its six headings.");
    check(1200, &[], true, "It has 1,200 words under its six headings.");
    check(1234, &[], false, "It has 1,234 words, 34 too many.");
    let unknown = ["{{score:gone}}".to_owned()];
    check(1000, &unknown, false, "It names {{score:gone}}, which stands for nothing in this package.");
}
