//! What a complete package needs, and what is there of it.

use crate::analysis::completeness::MEMO;
use crate::findings::{Findings, Found, Lacking, RequiredItem, Unvalued};
use crate::package::memo::MEMO_WORDS;
use crate::package::settings::MissingRule;
use crate::package::{Id, Package};
use crate::publish::words::figure::{count, counted, list};
use crate::publish::words::readiness;

/// How many records at fault are named before the rest is counted.
const NAMED: usize = 3;

/// What is needed, as "The decision boundary, in one paragraph".
pub fn label(item: &RequiredItem) -> String {
    if item.id == MEMO {
        let [least, most] = [*MEMO_WORDS.start(), *MEMO_WORDS.end()].map(|words| count(words as u64));
        return format!("A memo of {least} to {most} words under its six headings");
    }
    let Some((label, (one, many))) = asked(&item.id) else {
        return format!("What the package calls “{}”", item.id);
    };
    match item.least {
        Some(least) if one == "entry" => format!("{label}, at least {least}"),
        Some(least) => format!("At least {}", counted(least as usize, one, many)),
        None => label.to_owned(),
    }
}

/// What is there, or what exactly is missing, in a sentence.
pub fn detail(package: &Package, findings: &Findings, item: &RequiredItem) -> String {
    let (one, many) = asked(&item.id).map_or(("entry", "entries"), |(_, noun)| noun);
    match &item.found {
        Found::UnknownCheck => "It is required, but this version of Shipworthy has no check by that name. Use a newer version, or remove it from the package's list."
            .to_owned(),
        Found::Statement { .. } if !package.conflicts.is_empty() && item.id == "conflicts" => {
            format!("{} of the merge to be decided.", counted(package.conflicts.len(), one, many))
        }
        Found::Statement { stated } => statement(&item.id, *stated).to_owned(),
        Found::Paragraphs { count: 0 } => "Not written yet.".to_owned(),
        Found::Paragraphs { count: 1 } => "Written, in one paragraph.".to_owned(),
        Found::Paragraphs { count } => format!("It has {count} paragraphs; one is required."),
        Found::Count { count, least } => match (*count, *least) {
            (have, least) if have >= least => format!("{}.", counted(have as usize, one, many)),
            (0, 1) => format!("No {one} yet."),
            (0, least) => format!("No {one} yet; {least} are required."),
            (have, least) => format!("Only {}; {least} are required.", counted(have as usize, one, many)),
        },
        Found::Records { count: 0, .. } => format!("No {one} yet."),
        Found::Records { lacking, .. } if lacking.is_empty() => "None lacks it.".to_owned(),
        Found::Records { lacking, .. } => faults(lacking, |fault| lacks(one, fault)),
        Found::Stakeholders { named: 0, .. } => "No stakeholder yet.".to_owned(),
        Found::Stakeholders { named, accountable: true } => format!("{named} named."),
        Found::Stakeholders { .. } => "Nobody among them is accountable for the outcome.".to_owned(),
        Found::Measures { datasets: 0, .. } => "No dataset yet: generate one, or load a file.".to_owned(),
        Found::Measures { count, valued, .. } => measures(*count, *valued),
        Found::Values { criteria: 0, .. } => "No criterion yet.".to_owned(),
        Found::Values { without, .. } => values(package, without),
        Found::Weights { weighted: 0, .. } => "No criterion has a weight yet.".to_owned(),
        Found::Weights { criteria, weighted } => format!("{weighted} of {criteria} criteria have a weight."),
        Found::Ranks { blocked: true, .. } => "The Alternatives screen says what is missing.".to_owned(),
        Found::Ranks { alternatives: 0, .. } => "No alternative yet.".to_owned(),
        Found::Ranks { alternatives, ranked, .. } if ranked < alternatives => {
            format!("{} of {alternatives} alternatives are not ranked.", alternatives - ranked)
        }
        Found::Ranks { alternatives, .. } => {
            format!("{} ranked.", counted(*alternatives as usize, "alternative", "alternatives"))
        }
        Found::Recommendation { alternative: None, .. } => {
            "No alternative can be released, and none is recommended.".to_owned()
        }
        Found::Recommendation { alternative: Some(id), releasable } => {
            let caveat = if *releasable { "" } else { ", which cannot be released yet" };
            format!("{}{caveat}.", alternative(package, id))
        }
        Found::Reason { written: true, .. } => "Written.".to_owned(),
        Found::Reason { first, recommended, .. } => reason(package, findings, first, recommended),
        Found::Stages { count: 0, .. } => "No stage yet.".to_owned(),
        Found::Stages { short_of_all: Some(stage), .. } => {
            format!("The last stage, {}, does not reach all traffic.", stage_name(package, stage))
        }
        Found::Stages { shrinking: Some(stage), .. } => {
            format!("{} has less traffic than the stage before it.", stage_name(package, stage))
        }
        Found::Stages { count, .. } => format!("{}.", counted(*count as usize, one, many)),
        Found::Triggers { count: 0, .. } => "No monitor rolls the release back yet.".to_owned(),
        Found::Triggers { ready, .. } if ready.is_empty() => {
            "The trigger lacks a critical threshold or a rollback target.".to_owned()
        }
        Found::Triggers { ready, .. } => {
            let metric = |id: &Id| package.monitor(id).map_or("", |monitor| monitor.metric.as_str());
            format!("{}.", list(&ready.iter().map(metric).collect::<Vec<_>>()))
        }
        Found::Completion { .. } => readiness::completion(package, &findings.readiness),
        Found::Memo { words, unknown } => memo(*words as usize, unknown),
    }
}

/// Whether a text is written, or a date or a number stated.
fn statement(check: &str, stated: bool) -> &'static str {
    if matches!(check, "interface_consistency" | "deployment_consistency") {
        return if stated {
            "Nothing contradicts itself."
        } else {
            "Something is missing or contradicts itself; it is said beside the record."
        };
    }
    if check == "no_secrets" {
        return "Something looks like a secret itself; it is said beside the record.";
    }
    match (stated, matches!(check, "as_of" | "rollback_objective")) {
        (true, true) => "Stated.",
        (false, true) => "Not stated yet.",
        (true, false) => "Written.",
        (false, false) => "Not written yet.",
    }
}

/// Some faults as one sentence; those beyond the first few are counted.
fn faults<T>(faults: &[T], said: impl Fn(&T) -> String) -> String {
    let mut text = faults.iter().take(NAMED).map(said).collect::<Vec<_>>().join("; ");
    if faults.len() > NAMED {
        text += &format!("; and {} more", faults.len() - NAMED);
    }
    text + "."
}

fn lacks(noun: &str, fault: &Lacking) -> String {
    let parts: Vec<&str> = fault.parts.iter().map(|part| part.label()).collect();
    let name = if fault.name.is_empty() { format!("{noun} {}", fault.place) } else { fault.name.clone() };
    format!("{name} lacks {}", list(&parts))
}

fn measures(count: u32, valued: u32) -> String {
    match (count, valued) {
        (0, _) => "Nothing is measured yet.".to_owned(),
        (_, 0) => "No measure has a value: the data is not loaded, or holds nothing for them.".to_owned(),
        (all, some) if some < all => format!("{} of {all} measures have no value.", all - some),
        (1, _) => "1 measure, with values.".to_owned(),
        (all, _) => format!("{all} measures, all with values."),
    }
}

fn values(package: &Package, without: &[Unvalued]) -> String {
    if without.is_empty() {
        return "None lacks it.".to_owned();
    }
    let said = faults(without, |gap| {
        let criterion = package.criterion(&gap.criterion).map_or("", |criterion| criterion.name.as_str());
        let missing: Vec<&str> = gap.alternatives.iter().map(|id| alternative(package, id)).collect();
        format!("{criterion} has no value for {}", list(&missing))
    });
    match package.settings.missing {
        MissingRule::Ask => said,
        rule => format!("{said} Chosen for these: {}.", rule.label()),
    }
}

/// Why a reason is asked for.
fn reason(package: &Package, findings: &Findings, first: &Id, recommended: &Id) -> String {
    let rank = |id: &Id| findings.alternative(id).and_then(|finding| finding.rank);
    let (first_name, name) = (alternative(package, first), alternative(package, recommended));
    match (rank(first), rank(recommended)) {
        (Some(before), Some(after)) if before < after => {
            format!("{first_name} ranks above {name}; say why it is not chosen.")
        }
        _ => format!("{first_name} can be released; say why {name} is recommended instead."),
    }
}

fn memo(words: usize, unknown: &[String]) -> String {
    let (least, most) = (*MEMO_WORDS.start(), *MEMO_WORDS.end());
    let length = counted(words, "word", "words");
    if words < least {
        format!("It has {length}, {} too few.", count((least - words) as u64))
    } else if words > most {
        format!("It has {length}, {} too many.", count((words - most) as u64))
    } else if !unknown.is_empty() {
        format!("It names {}, which stands for nothing in this package.", list(unknown))
    } else {
        format!("It has {length} under its six headings.")
    }
}

fn alternative<'a>(package: &'a Package, id: &Id) -> &'a str {
    package.alternative(id).map_or("", |alternative| &alternative.name)
}

fn stage_name<'a>(package: &'a Package, id: &Id) -> &'a str {
    package.release.stages.iter().find(|stage| stage.id == *id).map_or("", |stage| &stage.name)
}

/// What a check asks for, and what one and several of what it looks at are called; nothing for a check this version
/// does not know.
fn asked(check: &str) -> Option<(&'static str, (&'static str, &'static str))> {
    Some(match check {
        "title" => ("A title", ("entry", "entries")),
        "module" => ("The module or programme step this answers", ("entry", "entries")),
        "artifact" => ("The artefact this package is, in one sentence", ("entry", "entries")),
        "as_of" => ("The date the package is judged on", ("entry", "entries")),
        "decision_question" => ("The decision question", ("entry", "entries")),
        "boundary" => ("The decision boundary, in one paragraph", ("entry", "entries")),
        "objective" => ("The objective", ("entry", "entries")),
        "scope_in" => ("What is in scope", ("entry", "entries")),
        "scope_out" => ("What is out of scope", ("entry", "entries")),
        "stakeholders" => ("The stakeholders, one of them accountable", ("entry", "entries")),
        "success_criteria" => ("How success will be recognised", ("entry", "entries")),
        "constraints" => ("The constraints", ("entry", "entries")),
        "assumptions" => ("The assumptions", ("entry", "entries")),
        "evidence_source" => ("The evidence source, named and described", ("source", "sources")),
        "evidence_limits" => ("The limits of each source", ("source", "sources")),
        "evidence_real_data" => ("What real data would change", ("source", "sources")),
        "telemetry" => ("Telemetry with at least one measure", ("entry", "entries")),
        "ci_checks" => (
            "At least two checks of continuous integration, each with its command, outcome, date and log line",
            ("check", "checks"),
        ),
        "environments" => ("The environments of two machines, compared", ("machine", "machines")),
        "test_results" => ("Test results of at least one run", ("run", "runs")),
        "additional_evidence" => ("Additional evidence before real deployment", ("evidence", "pieces of evidence")),
        "open_questions" => ("The open questions, each with an owner", ("question", "questions")),
        "alternatives" => ("At least two alternatives", ("alternative", "alternatives")),
        "alternative_details" => ("Strength, risk and evidence of each alternative", ("alternative", "alternatives")),
        "criteria" => ("Criteria to compare them on", ("criterion", "criteria")),
        "criterion_values" => ("A value for each criterion and alternative", ("criterion", "criteria")),
        "judgements" => ("A reason for each judged value", ("criterion", "criteria")),
        "weights" => ("Weights of the criteria", ("entry", "entries")),
        "scores" => ("The scoring table", ("entry", "entries")),
        "recommendation" => ("The alternative recommended", ("entry", "entries")),
        "recommendation_reason" => ("Why the best that can be released is not recommended", ("entry", "entries")),
        "gates" => ("At least one acceptance gate", ("gate", "gates")),
        "gate_measures" => ("A measure for each gate to judge", ("gate", "gates")),
        "conflicts" => ("A decision on everything that two people changed differently", ("conflict", "conflicts")),
        "gate_limits" => ("A threshold and direction for each gate, set by a person", ("gate", "gates")),
        "criterion_directions" => ("A direction for each criterion, set by a person", ("criterion", "criteria")),
        "gate_owners" => ("An owner for each gate", ("gate", "gates")),
        "waivers" => ("Who, why and until when for each waiver", ("gate", "gates")),
        "failure_modes" => ("At least two failure modes", ("failure mode", "failure modes")),
        "failure_mode_mitigations" => ("A mitigation for each failure mode", ("failure mode", "failure modes")),
        "failure_mode_detection" => {
            ("A monitor for each failure mode, or a written acceptance", ("failure mode", "failure modes"))
        }
        "risks" => ("The risk log: cause, event and consequence of each risk", ("risk", "risks")),
        "risk_ratings" => ("Each risk rated, before and after treatment", ("risk", "risks")),
        "risk_owners" => ("An owner for each risk", ("risk", "risks")),
        "risk_mitigations" => ("A mitigation for each risk that is not accepted", ("risk", "risks")),
        "appetite" => ("The risk appetite", ("limit", "limits")),
        "stages" => ("Release stages up to full traffic", ("stage", "stages")),
        "stage_promotion" => ("What lets each stage proceed: a gate or an approver", ("stage", "stages")),
        "rollback_targets" => {
            ("Rollback targets, each with the version to go back to", ("rollback target", "rollback targets"))
        }
        "rollback_steps" => ("Rollback steps, each with an owner", ("rollback step", "rollback steps")),
        "rollback_objective" => ("The rollback time objective", ("entry", "entries")),
        "monitors" => ("The monitoring plan: metric, source and window", ("monitor", "monitors")),
        "monitor_thresholds" => ("A warning and a critical threshold for each metric", ("monitor", "monitors")),
        "monitor_alerts" => ("Who receives each alert", ("monitor", "monitors")),
        "monitor_runbooks" => ("A runbook for each alert", ("monitor", "monitors")),
        "review_questions" => ("An answer and points for each question of the review", ("question", "questions")),
        "ml_test_score" => ("Every check of the ML Test Score, rated", ("check rated", "checks rated")),
        "completion_gate" => ("A completion gate that holds", ("item", "items")),
        "interface_service" => ("The service of the interface contract, by name", ("entry", "entries")),
        "interface_version" => ("The version of the interface contract", ("entry", "entries")),
        "interface_endpoints" => {
            ("The endpoints of the interface contract, each with its purpose", ("endpoint", "endpoints"))
        }
        "interface_promises" => ("A promise of latency and size for each endpoint", ("endpoint", "endpoints")),
        "interface_fields" => ("The fields of requests and answers, each described", ("field", "fields")),
        "interface_errors" => ("The errors, each with when it happens and its body", ("error", "errors")),
        "interface_examples" => ("At least two examples of request and answer", ("example", "examples")),
        "interface_consistency" => ("An interface contract without contradiction", ("entry", "entries")),
        "no_secrets" => ("Deployment notes without a secret in them", ("entry", "entries")),
        "configuration" => ("The configuration, each value with its meaning", ("value", "values")),
        "ports" => ("The ports on which the service listens", ("port", "ports")),
        "health_checks" => ("A health check", ("health check", "health checks")),
        "smoke_test" => ("A smoke test that passed, each step with its evidence", ("step", "steps")),
        "deployment_rollback" => ("How the version before is put back", ("entry", "entries")),
        "deployment_consistency" => ("Deployment notes without contradiction or secret", ("entry", "entries")),
        "rollback_trigger" => ("A rollback trigger with its target", ("entry", "entries")),
        _ => return None,
    })
}

#[cfg(test)]
mod tests;
