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
#[cfg(test)]
pub(crate) mod fixture;
mod found;
mod interface;
mod operation;
mod question;
mod review;
mod usual;

use crate::findings::{Findings, Found, MemoLength, RequiredItem, Screen};
use crate::package::Package;
use crate::package::memo::MEMO_WORDS;
use crate::package::requirement::Requirement;
use check::Check;

/// The check of the memo's length and of its placeholders.
pub const MEMO: &str = "memo";

/// What a person must decide, whatever the package's list asks for: what a merge left open, what was proposed, and what
/// looks like a secret.
const UNDECIDED: [&str; 4] = ["conflicts", "gate_limits", "criterion_directions", "no_secrets"];

/// What is there but nobody has decided, then everything the package's list asks for, in its order; all but the [`memo`], which the findings have to fill
/// first. What the list asks for and this version cannot check is missing.
///
/// `findings` holds what was found so far: estimates, gates, weights, scores and risks.
pub fn require(package: &Package, findings: &Findings) -> Vec<RequiredItem> {
    let named = |check: &&str| Requirement { check: (*check).to_owned(), ..Requirement::default() };
    let asked = required(package).into_iter().filter(|requirement| requirement.check != MEMO);
    UNDECIDED
        .iter()
        .map(named)
        .chain(asked)
        .filter_map(|requirement| match checks().find(|check| check.name == requirement.check) {
            Some(check) => check.item(&requirement, package, findings),
            None => Some(unknown(&requirement.check)),
        })
        .collect()
}

/// Whether what a check looks for is there, be it asked for or not; nothing an unknown check looks for is.
pub fn holds(check: &str, package: &Package, findings: &Findings) -> bool {
    let asked = Requirement { check: check.to_owned(), ..Requirement::default() };
    let known = checks().find(|known| known.name == check);
    known.and_then(|known| known.item(&asked, package, findings)).is_some_and(|item| item.done)
}

/// What a package asks for itself, or else what is usual.
fn required(package: &Package) -> Vec<Requirement> {
    if !package.required.is_empty() {
        return package.required.0.clone();
    }
    let usual = |check: &&str| Requirement { check: (*check).to_owned(), ..Requirement::default() };
    usual::USUAL.iter().map(usual).collect()
}

/// Every check but that of the memo.
fn checks() -> impl Iterator<Item = &'static Check> {
    [question::CHECKS, interface::CHECKS, comparison::CHECKS, operation::CHECKS, review::CHECKS].into_iter().flatten()
}

/// The names of everything that can be asked for but the memo.
pub fn names() -> impl Iterator<Item = &'static str> {
    checks().map(|check| check.name)
}

/// What no check of this version can find.
fn unknown(check: &str) -> RequiredItem {
    RequiredItem { id: check.to_owned(), screen: Screen::Package, ..RequiredItem::default() }
}

/// The memo: from 900 to 1,200 words, each placeholder standing for something. Nothing for a package that asks for
/// no memo.
pub fn memo(package: &Package, length: MemoLength) -> Option<RequiredItem> {
    let MemoLength { words, unknown } = length;
    required(package).iter().any(|requirement| requirement.check == MEMO).then(|| RequiredItem {
        id: MEMO.to_owned(),
        screen: Screen::Memo,
        done: unknown.is_empty() && MEMO_WORDS.contains(&(words as usize)),
        found: Found::Memo { words, unknown },
        ..RequiredItem::default()
    })
}

#[cfg(test)]
mod tests;
