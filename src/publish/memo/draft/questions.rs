//! Open questions: what is not known, and the evidence still to be had.

use super::passage::{Passage, Rank};
use crate::package::{Date, Package};
use crate::publish::markdown::text::{clip, inline, phrase, sentence};

/// Writes the section; the budget of words is returned.
pub fn write(passage: &mut Passage<'_>) -> usize {
    questions(passage);
    evidence(passage);
    105
}

fn questions(passage: &mut Passage<'_>) {
    let package = passage.package;
    let questions: Vec<_> =
        package.open_questions.iter().filter(|question| !question.question.trim().is_empty()).collect();
    if questions.is_empty() {
        passage.say("No open question is on record, which a reviewer will doubt. The Memo screen takes them.");
        return;
    }
    for (at, question) in questions.iter().take(5).enumerate() {
        let who = who_and_when(&question.owner, &question.due);
        let rank = if at < 2 { Rank::Needed } else { Rank::Useful };
        passage.line(rank, format!("- {}{who}", inline(&clip(&question.question, 30))));
    }
}

fn evidence(passage: &mut Passage<'_>) {
    let package: &Package = passage.package;
    passage.paragraph();
    let later: Vec<_> = package.additional_evidence.iter().filter(|evidence| !evidence.before_pilot).collect();
    if package.additional_evidence.is_empty() {
        passage.say("What evidence would be needed before real deployment has not been said.");
    } else if !later.is_empty() {
        let what: Vec<String> =
            later.iter().take(4).map(|evidence| inline(phrase(&clip(&evidence.what, 18)))).collect();
        passage.say(format!(
            "Before everybody is served, evidence is still to come on these points: {}.",
            what.join("; ")
        ));
    } else {
        passage.say("All further evidence is due before the pilot; nothing more is planned after it.");
    }
    if let Some(first) = later.iter().find(|evidence| !evidence.why.trim().is_empty()) {
        passage
            .add(Rank::Extra, format!("What the first of them would do: {}", inline(&sentence(&clip(&first.why, 22)))));
    }
}

/// " (ML lead, by 2026-12-04)".
fn who_and_when(owner: &str, due: &Date) -> String {
    let due = if due.is_empty() { String::new() } else { format!("by {}", inline(&due.0)) };
    let parts: Vec<String> = [inline(owner), due].into_iter().filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) }
}
