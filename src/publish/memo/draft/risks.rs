//! Risks: what can go wrong, and what is done about it.

use super::passage::{Passage, Rank};
use super::words_for;
use crate::package::{FailureMode, Risk};
use crate::publish::markdown::text::{clip, inline, phrase, sentence};
use crate::publish::memo::quantity::{Counted, Quantity};
use crate::publish::words::figure::counted;

/// Writes the section; the budget of words is returned.
pub fn write(passage: &mut Passage<'_>) -> usize {
    log(passage);
    failure_modes(passage);
    unseen(passage);
    185
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
    passage.say(match findings.risks.risks.iter().filter(|risk| risk.above_appetite).count() {
        0 => format!("The log holds {logged} risks; after treatment none is above what has been agreed to bear."),
        1 => format!("The log holds {logged} risks, one of which stays above what has been agreed to bear."),
        above => format!(
            "The log holds {logged} risks, {} of which stay above what has been agreed to bear.",
            words_for(above)
        ),
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
            format!("{} is rated low only because it is unlikely: were it to happen, the impact would be the highest on the scale.", inline(&risk.name)),
        );
    }
}

fn greatest(passage: &mut Passage<'_>, risk: &Risk) {
    let owner = if risk.owner.trim().is_empty() { "nobody yet".to_owned() } else { inline(&risk.owner) };
    passage.say(format!(
        "The greatest is {}, {} of 25 after treatment and {} before; its owner is {owner}.",
        inline(&risk.name),
        Quantity::Residual(risk.id.clone()).placeholder(),
        Quantity::Inherent(risk.id.clone()).placeholder(),
    ));
    if !risk.event.trim().is_empty() {
        passage.add(Rank::Extra, inline(&sentence(&clip(&risk.event, 20))));
    }
    if !risk.mitigation.trim().is_empty() {
        passage.add(Rank::Useful, format!("The answer to it: {}", inline(&sentence(&clip(&risk.mitigation, 28)))));
    }
}

fn failure_modes(passage: &mut Passage<'_>) {
    let modes: &[FailureMode] = &passage.package.failure_modes;
    passage.paragraph();
    match modes.len() {
        0 => {
            passage.say("How the system would fail once released has not been described; two failure modes with a mitigation each are the least.");
            return;
        }
        1 => passage.say("One way of failing has been thought through; a second is still needed."),
        2 => passage.say("Two ways of failing have been thought through."),
        number => passage
            .say(format!("Of {} ways of failing that have been thought through, two matter most.", words_for(number))),
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
    let back =
        mode.rollback.map_or(String::new(), |target| format!(", and the {} goes back", target.label().to_lowercase()));
    passage.add(Rank::Useful, format!("The monitor *{}* sees it{back}.", inline(&monitor.metric)));
}

fn unseen(passage: &mut Passage<'_>) {
    let (package, findings) = (passage.package, passage.findings);
    let unseen = findings.risks.unseen_failure_modes.len();
    if unseen > 0 {
        passage.paragraph().say(format!(
            "No monitor sees {}; this has to be settled before release.",
            counted(unseen, "failure mode", "failure modes")
        ));
    } else if !package.monitors.is_empty() && !package.failure_modes.is_empty() {
        passage.paragraph().add(
            Rank::Extra,
            format!(
                "Every failure mode is seen by one of the {} monitors or has been accepted in writing.",
                Quantity::Count(Counted::Monitors).placeholder()
            ),
        );
    }
}
