//! Completeness: what another reviewer needs in order to reproduce the reasoning, and whether it is
//! there.
//!
//! The checks are code, each with a name; which of them a package must pass is its own list
//! ([`Required`](crate::package::requirement::Required)), which it has from its template.
//!
//! Each item leads to where it belongs. Its anchor is an element's id within the screen: `field-` and
//! the field's name with dashes (`field-decision-question`) for what stands once, the record's
//! identifier for what stands in a list, empty for the whole screen.

mod check;
mod comparison;
mod found;
mod operation;
mod question;
mod usual;

use super::figure;
use crate::findings::{Findings, RequiredItem, Screen};
use crate::package::Package;
use crate::package::memo::MEMO_WORDS;
use crate::package::requirement::Requirement;
use check::Check;

/// The check of the memo's length and of its placeholders.
const MEMO: &str = "memo";

/// Everything the package's list asks for, in its order; all but the memo, which [`memo`] adds once it is
/// written. What the list asks for and this version cannot check is missing.
///
/// `findings` holds what was found so far: estimates, gates, weights, scores and risks.
pub fn require(package: &Package, findings: &Findings) -> Vec<RequiredItem> {
    let asked = required(package).into_iter().filter(|requirement| requirement.check != MEMO);
    asked
        .filter_map(|requirement| match checks().find(|check| check.name == requirement.check) {
            Some(check) => check.item(&requirement, package, findings),
            None => Some(unknown(&requirement.check)),
        })
        .collect()
}

/// What a package asks for.
fn required(package: &Package) -> Vec<Requirement> {
    if !package.required.0.is_empty() {
        return package.required.0.clone();
    }
    let usual = |check: &&str| Requirement { check: (*check).to_owned(), ..Requirement::default() };
    usual::USUAL.iter().map(usual).collect()
}

/// Every check but that of the memo.
fn checks() -> impl Iterator<Item = &'static Check> {
    [question::CHECKS, comparison::CHECKS, operation::CHECKS].into_iter().flatten()
}

/// What no check of this version can find.
fn unknown(check: &str) -> RequiredItem {
    RequiredItem {
        id: check.to_owned(),
        label: format!("What the package calls “{check}”"),
        screen: Screen::Package,
        anchor: String::new(),
        done: false,
        detail: "It is required, but this version of Shipworthy has no check of this name. Use a newer version, or take it off the package's list."
            .to_owned(),
    }
}

/// The memo: from 900 to 1,200 `words`, each placeholder standing for something; `unknown` names those
/// that do not. Nothing for a package that asks for no memo.
pub fn memo(package: &Package, words: usize, unknown: &[String]) -> Option<RequiredItem> {
    if !required(package).iter().any(|requirement| requirement.check == MEMO) {
        return None;
    }
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
    Some(RequiredItem {
        id: MEMO.to_owned(),
        label: format!(
            "A memo of {} to {} words under its six headings",
            figure::count(least as u64),
            figure::count(most as u64)
        ),
        screen: Screen::Memo,
        anchor: String::new(),
        done: unknown.is_empty() && MEMO_WORDS.contains(&words),
        detail,
    })
}

/// What is missing, in the order of the screens.
pub fn missing(findings: &Findings) -> impl Iterator<Item = &RequiredItem> {
    findings.completeness.iter().filter(|item| !item.done)
}

#[cfg(test)]
mod tests;
