//! Completeness: what another reviewer needs in order to reproduce the reasoning, and whether it is
//! there.
//!
//! Each item leads to where it belongs. Its anchor is an element's id within the screen: `field-` and
//! the field's name with dashes (`field-decision-question`) for what stands once, the record's
//! identifier for what stands in a list, empty for the whole screen.

mod checklist;
mod comparison;
mod operation;
mod question;

use super::figure;
use crate::findings::{Findings, RequiredItem, Screen};
use crate::package::Package;
use crate::package::memo::MEMO_WORDS;
use checklist::Checklist;

/// Everything a complete package needs, in the order of the screens; all but the memo, which
/// [`memo`] adds once it is written.
///
/// `findings` holds what was found so far: estimates, gates, weights, scores and risks.
pub fn require(package: &Package, findings: &Findings) -> Vec<RequiredItem> {
    let mut list = Checklist::default();
    question::charter(&mut list, package);
    question::evidence(&mut list, package, findings);
    comparison::alternatives(&mut list, package, findings);
    comparison::gates(&mut list, package);
    operation::risks(&mut list, package, findings);
    operation::release(&mut list, package);
    operation::monitoring(&mut list, package);
    question::unknown(&mut list, package);
    list.finish()
}

/// The memo: from 900 to 1,200 `words`, each placeholder standing for something; `unknown` names those
/// that do not.
pub fn memo(words: usize, unknown: &[String]) -> RequiredItem {
    let (least, most) = (*MEMO_WORDS.start(), *MEMO_WORDS.end());
    let length = figure::counted(words, "word", "words");
    let detail = if words < least {
        format!("It has {length}, {} too few.", figure::count((least - words) as u64))
    } else if words > most {
        format!("It has {length}, {} too many.", figure::count((words - most) as u64))
    } else if !unknown.is_empty() {
        format!("It names {}, which stands for nothing in this package.", figure::list(unknown))
    } else {
        format!("It has {length} under its six headings.")
    };
    RequiredItem {
        id: "memo".to_owned(),
        label: format!(
            "A memo of {} to {} words under its six headings",
            figure::count(least as u64),
            figure::count(most as u64)
        ),
        screen: Screen::Memo,
        anchor: String::new(),
        done: unknown.is_empty() && MEMO_WORDS.contains(&words),
        detail,
    }
}

/// What is missing, in the order of the screens.
pub fn missing(findings: &Findings) -> impl Iterator<Item = &RequiredItem> {
    findings.completeness.iter().filter(|item| !item.done)
}

#[cfg(test)]
mod tests;
