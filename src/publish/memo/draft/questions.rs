//! Open questions: what is not known, and the evidence still to be had.

use super::passage::{Passage, Rank};
use crate::package::{Date, Package};
use crate::publish::markdown::text::{clip, inline, phrase, sentence};
use crate::publish::words::figure::date;

/// Writes the section; the budget of words is returned.
pub fn write(passage: &mut Passage<'_>) -> usize {
    questions(passage);
    evidence(passage);
    100
}

fn questions(passage: &mut Passage<'_>) {
    let package = passage.package;
    let questions: Vec<_> =
        package.open_questions.iter().filter(|question| !question.question.trim().is_empty()).collect();
    if questions.is_empty() {
        passage.say("No open questions are on record, which a reviewer will doubt. Add them on the Memo screen.");
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
        passage.say("Nothing says yet what evidence real deployment would need.");
    } else if !later.is_empty() {
        let what: Vec<String> =
            later.iter().take(4).map(|evidence| inline(phrase(&clip(&evidence.what, 18)))).collect();
        passage.say(format!("Still to be shown before everyone is served: {}.", what.join("; ")));
    } else {
        passage.say("All further evidence is due before the pilot; nothing more is planned after it.");
    }
    if let Some(first) = later.iter().find(|evidence| !evidence.why.trim().is_empty()) {
        passage.add(Rank::Extra, format!("What the first would decide: {}", inline(&sentence(&clip(&first.why, 22)))));
    }
}

/// " (ML lead, by 4 Dec 2026)".
fn who_and_when(owner: &str, due: &Date) -> String {
    let due = if due.is_empty() { String::new() } else { format!("by {}", inline(&date(due))) };
    let parts: Vec<String> = [inline(owner), due].into_iter().filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) }
}
