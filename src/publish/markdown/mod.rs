//! The complete decision package as one Markdown document, for readers without Shipworthy.

mod charter;
mod comparison;
mod cost;
mod operation;
mod reproduction;
mod review;
mod risk;
pub mod table;
pub mod text;

use super::memo;
use super::publication::{Publication, Written, nothing_lacks};
use crate::findings::Findings;
use crate::package::Package;
use text::inline;

/// The whole decision package, for reading.
pub const PUBLICATION: Publication = Publication {
    name: "markdown",
    label: "Markdown",
    purpose: "The memo with every table, for reading: charter, evidence, scores, gates, risks, monitoring, release and how to reproduce it.",
    ending: "md",
    media_type: "text/markdown",
    lacks: nothing_lacks,
    write: |material| {
        Written::text(material, PUBLICATION.ending, decision_package(material.package, material.findings))
    },
};

/// Everything that was decided and what it rests on: the memo first, then the charter, the evidence,
/// the scores, gates, risks, monitoring, release and rollback, and how to reproduce it.
///
/// GitHub-flavoured Markdown. What people typed is escaped, except in the memo's sections, which they
/// wrote as Markdown.
pub fn decision_package(package: &Package, findings: &Findings) -> String {
    let mut document = Document { text: memo::memo(package, findings) };
    document.text.push_str("\n---\n");
    charter::write(&mut document, package);
    comparison::write(&mut document, package, findings);
    cost::write(&mut document, package, findings);
    risk::write(&mut document, package, findings);
    operation::write(&mut document, package);
    review::write(&mut document, package, findings);
    reproduction::write(&mut document, package);
    document.text
}

/// A document under construction, block by block.
struct Document {
    text: String,
}

impl Document {
    /// A heading of level 2 with escaped text.
    fn part(&mut self, name: &str) {
        self.block(&format!("## {}", inline(name)));
    }

    /// A heading of level 3 with escaped text.
    fn heading(&mut self, name: &str) {
        self.block(&format!("### {}", inline(name)));
    }

    /// Paragraphs of people's text; nothing when it is empty.
    fn prose(&mut self, people: &str) {
        self.block(&text::paragraphs(people));
    }

    /// "**Name:** text" on a line of its own; nothing when the text is empty.
    fn field(&mut self, name: &str, value: &str) {
        if !value.trim().is_empty() {
            self.block(&format!("**{name}:** {}", inline(value)));
        }
    }

    /// A list of people's text; nothing when it has no items.
    fn list<T: AsRef<str>>(&mut self, name: &str, items: impl IntoIterator<Item = T>) {
        let items: Vec<String> = items
            .into_iter()
            .filter(|item| !item.as_ref().trim().is_empty())
            .map(|item| format!("- {}", text::line(item.as_ref())))
            .collect();
        if !items.is_empty() {
            self.block(&format!("**{name}**"));
            self.block(&items.join("\n"));
        }
    }

    /// A table, or a word that there is nothing in it.
    fn table(&mut self, table: table::Table, empty: &str) {
        if table.is_empty() {
            self.block(empty);
        } else {
            self.block(&table.finish());
        }
    }

    /// Markdown as it is, set off by an empty line.
    fn block(&mut self, markdown: &str) {
        let markdown = markdown.trim_end();
        if !markdown.is_empty() {
            self.text.push('\n');
            self.text.push_str(markdown);
            self.text.push('\n');
        }
    }
}

#[cfg(test)]
mod tests;
