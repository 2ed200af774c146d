//! The memo: six sections of Markdown whose numbers are computed values.
//!
//! Each section is what a person wrote, or else a draft made from the package. Numbers stand in it as
//! placeholders such as `{{score:assisted}}`, each the name of a [`Quantity`], and are filled when it is shown, so that they cannot go
//! stale. The drafts of a complete package have [`MEMO_WORDS`](crate::package::memo::MEMO_WORDS) words
//! with their headings and the scoring table; a sparse package gets a shorter one that says what is
//! missing.

pub mod draft;
pub mod fill;
mod harmless;
pub mod quantity;
pub mod word;

pub use draft::draft;
pub use fill::{Filled, Place, fill};
use harmless::harmless;
pub use quantity::{Quantity, offered};
pub use word::word_count;

use super::markdown::text::line;
use super::publication::{Publication, Written, nothing_lacks};
use crate::findings::{Findings, MemoLength};
use crate::package::Package;
use crate::package::memo::Section;

/// The memo by itself.
pub const PUBLICATION: Publication = Publication {
    name: "memo",
    label: "memo",
    purpose: "The memo alone, as Markdown: six sections whose numbers are computed values.",
    ending: "memo.md",
    media_type: "text/markdown",
    lacks: nothing_lacks,
    write: |material| Written::text(material, PUBLICATION.ending, memo(material.package, material.findings)),
};

/// One section of the memo before its placeholders are filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionText {
    /// Which section.
    pub section: Section,
    /// Markdown with placeholders, without the section's heading.
    pub text: String,
    /// Whether a person wrote it; otherwise it is the draft.
    pub written: bool,
}

/// The memo's sections in their order: what a person wrote, or else the draft. A section emptied by a
/// person shows its draft again.
pub fn sections(package: &Package, findings: &Findings) -> Vec<SectionText> {
    Section::ALL.iter().map(|&section| section_text(package, findings, section)).collect()
}

/// One section: what a person wrote, or else the draft.
pub fn section_text(package: &Package, findings: &Findings, section: Section) -> SectionText {
    match package.memo.sections.get(&section).filter(|text| !text.trim().is_empty()) {
        Some(text) => SectionText { section, text: text.clone(), written: true },
        None => SectionText { section, text: draft(package, findings, section), written: false },
    }
}

/// The whole memo as Markdown: the title and the six headings, placeholders filled.
pub fn memo(package: &Package, findings: &Findings) -> String {
    filled_memo(package, findings).text
}

/// The whole memo, with where each of its values comes from.
pub fn filled_memo(package: &Package, findings: &Findings) -> Filled {
    let mut text = format!("# {}\n", title(package));
    for part in sections(package, findings) {
        text.push_str(&format!("\n## {}\n\n{}\n", part.section.label(), harmless(part.text.trim())));
    }
    fill(&text, package, findings)
}

/// How many words the whole memo has, title and headings included, and what in it stands for nothing. Takes several
/// times as long as everything else that follows from an edit.
pub fn length(package: &Package, findings: &Findings) -> Option<MemoLength> {
    let Filled { text, unknown, .. } = filled_memo(package, findings);
    Some(MemoLength { words: word_count(&text) as u32, unknown })
}

fn title(package: &Package) -> String {
    match package.title.trim() {
        "" => "Release decision".to_owned(),
        title => line(title),
    }
}

#[cfg(test)]
mod tests;
