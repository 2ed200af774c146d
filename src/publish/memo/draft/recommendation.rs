//! Recommendation: what to do, how it is released, and how it comes back.

use super::passage::{Passage, Rank};
use super::words_for;
use crate::findings::{Basis, Decision};
use crate::package::release::{Release, Stage};
use crate::package::review::SignOff;
use crate::package::{Comparator, Record};
use crate::publish::markdown::text::{clip, inline, phrase, sentence};
use crate::publish::memo::quantity::{Quantity, StagePart, Threshold};
use crate::publish::words;
use crate::publish::words::figure::{duration, list};

/// Writes the section; the budget of words is returned.
pub fn write(passage: &mut Passage<'_>) -> usize {
    verdict(passage);
    pipeline(passage);
    rollback(passage);
    first_watch(passage);
    if passage.findings.outcome.conditions.is_empty() {
        pilot(passage);
    }
    180
}

fn verdict(passage: &mut Passage<'_>) {
    let (package, findings) = (passage.package, passage.findings);
    let stated = &package.recommendation;
    passage.say(format!("**{}**", Quantity::OutcomeSentence.placeholder()));
    if let Basis::Refused { sign_off } = &findings.outcome.basis
        && let Some(refusal) = SignOff::find(package, sign_off).filter(|refusal| !refusal.remarks.trim().is_empty())
    {
        passage.say(format!("The reason given: {}", inline(&sentence(&clip(&refusal.remarks, 40)))));
    }
    if !stated.decision.trim().is_empty() {
        passage.say(inline(&sentence(&clip(&stated.decision, 40))));
    }
    if !stated.reason.trim().is_empty() {
        passage.say(format!("The authors add: {}", inline(&sentence(&clip(&stated.reason, 40)))));
    }
    let conditions: Vec<String> =
        words::outcome::conditions(package, findings).iter().take(8).map(|one| sentence(&clip(one, 20))).collect();
    passage.paragraph();
    if !conditions.is_empty() {
        passage.say("The conditions:");
        passage.paragraph();
        for (at, condition) in conditions.iter().enumerate() {
            let rank = if at < 4 { Rank::Needed } else { Rank::Useful };
            passage.line(rank, format!("- {}", inline(condition)));
        }
    }
}

fn pipeline(passage: &mut Passage<'_>) {
    let release = &passage.package.release;
    passage.paragraph();
    if release.stages.is_empty() {
        passage.say("How it would reach its users is still open: the Release screen has no stages.");
        return;
    }
    let mut of_traffic = " of traffic";
    let stages: Vec<String> = release.stages.iter().take(6).map(|one| stage(one, &mut of_traffic)).collect();
    let begin = match passage.findings.outcome.decision {
        Decision::Go | Decision::ConditionalGo => "It is released in steps",
        Decision::NoGo | Decision::Undecided => "Should it be released later, it goes in steps",
    };
    passage.say(format!("{begin}: {}.", list(&stages)));
    let gated = release.stages.iter().filter(|stage| !stage.promotion_gates.is_empty()).count();
    let approved = release.stages.iter().filter(|stage| !stage.approver.trim().is_empty()).count();
    if gated > 0 && approved == release.stages.len() {
        passage.add(Rank::Useful, "Each step waits for its gates and a named approver.");
    } else if gated > 1 && gated == release.stages.len() {
        passage.add(Rank::Useful, "Each step waits for its gates.");
    } else if gated > 0 {
        passage.add(
            Rank::Useful,
            format!(
                "{} of them {} for gates.",
                super::capital(&words_for(gated)),
                if gated == 1 { "waits" } else { "wait" }
            ),
        );
    }
}

/// "5 % of traffic for 24 hours"; what the share is of is said of the first alone.
fn stage(stage: &Stage, of_traffic: &mut &'static str) -> String {
    let part = |part| Quantity::Stage(stage.id.clone(), part).placeholder();
    let share = if stage.traffic_percent > 0.0 {
        format!("{}{}", part(StagePart::Traffic), std::mem::take(of_traffic))
    } else {
        inline(&stage.name.to_lowercase())
    };
    format!("{share} for {}", part(StagePart::Duration))
}

fn rollback(passage: &mut Passage<'_>) {
    let rollback = &passage.package.release.rollback;
    passage.paragraph();
    let targets: Vec<String> = rollback
        .targets
        .iter()
        .filter(|target| !target.previous.trim().is_empty())
        .take(4)
        .map(|target| format!("{} to {}", target.target.label().to_lowercase(), inline(&clip(&target.previous, 6))))
        .collect();
    if targets.is_empty() {
        passage.say("There is no rollback yet: nothing on the Release screen says which version would be restored.");
        return;
    }
    passage.say(format!("A rollback returns {}.", list(&targets)));
    steps(passage, &passage.package.release);
    if rollback.rehearsed.trim().is_empty() {
        passage.say("It has never been rehearsed.");
    } else {
        passage.add(Rank::Useful, format!("Last rehearsed: {}", inline(&sentence(&clip(&rollback.rehearsed, 24)))));
    }
}

fn steps(passage: &mut Passage<'_>, release: &Release) {
    let minutes: Vec<f64> = release.rollback.steps.iter().filter_map(|step| step.minutes).collect();
    if minutes.is_empty() || minutes.len() < release.rollback.steps.len() {
        return;
    }
    let total = duration(minutes.iter().sum::<f64>() / 60.0);
    let objective = match release.rollback.objective_minutes {
        Some(_) => format!("; the objective is {}", Quantity::Objective.placeholder()),
        None => String::new(),
    };
    passage.add(
        Rank::Useful,
        match minutes.len() {
            1 => format!("Its one step takes {total}{objective}."),
            several => format!("Its {} steps take {total}{objective}.", words_for(several)),
        },
    );
}

fn first_watch(passage: &mut Passage<'_>) {
    let package = passage.package;
    let chosen = package.monitor(&package.recommendation.monitor);
    let Some(monitor) = chosen.or_else(|| package.monitors.iter().find(|monitor| monitor.rolls_back)) else {
        passage.paragraph().say("No monitor triggers a rollback yet.");
        return;
    };
    let trigger = package.recommendation.rollback_trigger.trim();
    passage.paragraph().say(if !trigger.is_empty() {
        format!("Watch *{}* first; roll back when: {}", inline(&monitor.metric), inline(&sentence(&clip(trigger, 30))))
    } else if monitor.critical.is_some() {
        let threshold = |threshold| Quantity::Monitor(monitor.id.clone(), threshold).placeholder();
        let [warning, critical] = [Threshold::Warning, Threshold::Critical].map(threshold);
        let (good, bad) = match monitor.comparator {
            Comparator::AtMost => (format!("up to {warning}"), format!("above {critical}")),
            Comparator::Below => (format!("under {warning}"), format!("at {critical} or more")),
            Comparator::AtLeast => (format!("{warning} or more"), format!("under {critical}")),
            Comparator::Above => (format!("above {warning}"), format!("at {critical} or less")),
        };
        let good = monitor.warning.map_or(String::new(), |_| format!("{good} is good; "));
        let window = match monitor.window.trim() {
            "" => String::new(),
            window => format!(" over {}", inline(window)),
        };
        format!("Watch *{}* first: {good}{bad}{window}, roll back without discussion.", inline(&monitor.metric))
    } else {
        format!("Watch *{}* first.", inline(&monitor.metric))
    });
}

fn pilot(passage: &mut Passage<'_>) {
    let required = passage.package.additional_evidence.iter().filter(|evidence| evidence.before_pilot);
    let required: Vec<String> = required.take(3).map(|evidence| inline(phrase(&clip(&evidence.what, 20)))).collect();
    if !required.is_empty() {
        passage.paragraph().say(format!("Needed before a pilot: {}.", required.join("; ")));
    }
}
