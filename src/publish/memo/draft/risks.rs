//! Risks: what can go wrong, and what is done about it.

use super::passage::{Passage, Rank};
use super::words_for;
use crate::package::{FailureMode, Risk};
use crate::publish::markdown::text::{clip, inline, phrase, sentence};
use crate::publish::memo::quantity::{Counted, Quantity};
use crate::publish::words::figure::counted;
use crate::publish::words::quoted;

/// Writes the section; the budget of words is returned.
pub fn write(passage: &mut Passage<'_>) -> usize {
    log(passage);
    failure_modes(passage);
    unseen(passage);
    165
}

fn log(passage: &mut Passage<'_>) {
    let (package, findings) = (passage.package, passage.findings);
    if package.risks.is_empty() {
        passage.say("The risk log is empty. That is rarely because there are no risks.");
        return;
    }
    let ranked: Vec<&Risk> = findings
        .risks
        .risks
        .iter()
        .filter_map(|finding| package.risks.iter().find(|risk| risk.id == finding.id))
        .collect();
    let logged = Quantity::Count(Counted::Risks).placeholder();
    let noun = if package.risks.len() == 1 { "risk" } else { "risks" };
    passage.say(match findings.risks.risks.iter().filter(|risk| risk.above_appetite).count() {
        0 => format!("The log holds {logged} {noun}; after treatment, none is above appetite."),
        1 => format!("The log holds {logged} {noun}, one of which stays above appetite."),
        above => format!("The log holds {logged} {noun}, {} of which stay above appetite.", words_for(above)),
    });
    if let Some(risk) = ranked.first() {
        greatest(passage, risk);
    }
    if let Some(risk) = package
        .risks
        .iter()
        .find(|risk| risk.residual.impact == 5 && Some(&risk.id) != ranked.first().map(|first| &first.id))
    {
        passage.add(
            Rank::Useful,
            format!("{} would have the highest impact on the scale, however unlikely.", inline(&quoted(&risk.name))),
        );
    }
}

fn greatest(passage: &mut Passage<'_>, risk: &Risk) {
    let owner = match risk.owner.trim() {
        "" => "; it has no owner".to_owned(),
        owner => format!(" (owner: {})", inline(owner)),
    };
    passage.say(format!(
        "The greatest is {}: {} of 25 after treatment, {} before{owner}.",
        inline(&quoted(&risk.name)),
        Quantity::Residual(risk.id.clone()).placeholder(),
        Quantity::Inherent(risk.id.clone()).placeholder(),
    ));
    if !risk.event.trim().is_empty() {
        passage.add(Rank::Extra, inline(&sentence(&clip(&risk.event, 20))));
    }
    if !risk.mitigation.trim().is_empty() {
        passage.add(Rank::Useful, format!("*Mitigation:* {}", inline(&sentence(&clip(&risk.mitigation, 28)))));
    }
}

fn failure_modes(passage: &mut Passage<'_>) {
    let modes: &[FailureMode] = &passage.package.failure_modes;
    passage.paragraph();
    match modes.len() {
        0 => {
            passage.say("How the system could fail once released has not been described: at least two failure modes are needed, each with a mitigation.");
            return;
        }
        1 => passage.say("One failure mode has been thought through; a second is needed."),
        2 => passage.say("Two failure modes have been thought through."),
        number => passage.say(format!(
            "{} failure modes have been thought through. The first two:",
            super::capital(&words_for(number))
        )),
    };
    for mode in modes.iter().take(2) {
        passage.paragraph();
        passage.say(format!("**{}.** {}", inline(phrase(&mode.name)), inline(&sentence(&clip(&mode.description, 42)))));
        if mode.mitigation.trim().is_empty() {
            passage.say("*Mitigation:* none yet.");
        } else {
            passage.say(format!("*Mitigation:* {}", inline(&sentence(&clip(&mode.mitigation, 34)))));
        }
        seen(passage, mode);
    }
}

fn seen(passage: &mut Passage<'_>, mode: &FailureMode) {
    let Some(monitor) = passage.package.monitor(&mode.monitor) else { return };
    let back = mode
        .rollback
        .map_or(String::new(), |target| format!(", and the {} is rolled back", target.label().to_lowercase()));
    passage.add(Rank::Useful, format!("The monitor *{}* sees it{back}.", inline(&monitor.metric)));
}

fn unseen(passage: &mut Passage<'_>) {
    let (package, findings) = (passage.package, passage.findings);
    let unseen = findings.risks.unseen_failure_modes.len();
    if unseen > 0 {
        passage.paragraph().say(format!(
            "No monitor sees {}; settle this before release.",
            counted(unseen, "failure mode", "failure modes")
        ));
    } else if !package.monitors.is_empty() && !package.failure_modes.is_empty() {
        passage.paragraph().add(Rank::Extra, "Every failure mode is seen by a monitor or accepted in writing.");
    }
}
