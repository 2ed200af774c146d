//! Drafts of the memo's sections, written from the package and the findings.
//!
//! Each section has a budget of words. What every reader needs is always said; the rest is left out,
//! least important first, until the section fits. Nothing is said to fill a page: where the package is
//! silent, the draft says what is missing and on which screen it belongs.

mod certainty;
mod context;
mod evidence;
mod method;
mod passage;
mod questions;
mod recommendation;
mod risks;

use crate::findings::Findings;
use crate::package::memo::Section;
use crate::package::{Alternative, Package};
use crate::publish::markdown::text::inline;
use crate::publish::words::capital;
use passage::Passage;

/// A section's draft: Markdown with placeholders, without the section's heading.
pub fn draft(package: &Package, findings: &Findings, section: Section) -> String {
    let mut passage = Passage::new(package, findings);
    let budget = match section {
        Section::Context => context::write(&mut passage),
        Section::Method => method::write(&mut passage),
        Section::Evidence => evidence::write(&mut passage),
        Section::Risks => risks::write(&mut passage),
        Section::Recommendation => recommendation::write(&mut passage),
        Section::OpenQuestions => questions::write(&mut passage),
    };
    passage.finish(budget)
}

/// The alternative the memo is about: the one the outcome names, else the recommended, else the first.
fn focus<'a>(package: &'a Package, findings: &Findings) -> Option<&'a Alternative> {
    let named = findings.outcome.alternative.as_ref().or(Some(&package.recommendation.option));
    named.and_then(|id| package.alternative(id)).or_else(|| package.alternatives.first())
}

/// Names of records as spoken, escaped.
fn spoken<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.into_iter().map(inline).collect();
    crate::publish::words::figure::list(&names)
}

/// A whole number as prose has it: words up to twelve.
fn words_for(number: usize) -> String {
    const WORDS: [&str; 13] =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    WORDS.get(number).map_or_else(|| crate::publish::words::figure::count(number as u64), |word| (*word).to_owned())
}
