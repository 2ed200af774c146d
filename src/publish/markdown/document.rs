//! A Markdown document, block by block.

use super::table::Table;
use super::text::{self, inline};

/// A document under construction, block by block.
#[derive(Clone, Debug, Default)]
pub struct Document {
    text: String,
}

impl Document {
    /// A document that begins with Markdown.
    pub fn after(text: String) -> Self {
        Self { text }
    }

    /// The whole document.
    pub fn finish(self) -> String {
        self.text
    }

    /// A heading of level 2 with escaped text.
    pub fn part(&mut self, name: &str) {
        self.block(&format!("## {}", inline(name)));
    }

    /// A heading of level 3 with escaped text.
    pub fn heading(&mut self, name: &str) {
        self.block(&format!("### {}", inline(name)));
    }

    /// Paragraphs of people's text; nothing when it is empty.
    pub fn prose(&mut self, people: &str) {
        self.block(&text::paragraphs(people));
    }

    /// "**Name:** text" on a line of its own; nothing when the text is empty.
    pub fn field(&mut self, name: &str, value: &str) {
        if !value.trim().is_empty() {
            self.block(&format!("**{}:** {}", inline(name), inline(value)));
        }
    }

    /// A list of people's text; nothing when it has no items.
    pub fn list<T: AsRef<str>>(&mut self, name: &str, items: impl IntoIterator<Item = T>) {
        let items: Vec<String> = items
            .into_iter()
            .filter(|item| !item.as_ref().trim().is_empty())
            .map(|item| format!("- {}", text::line(item.as_ref())))
            .collect();
        if !items.is_empty() {
            self.block(&format!("**{}**", inline(name)));
            self.block(&items.join("\n"));
        }
    }

    /// A table, or a word that there is nothing in it.
    pub fn table(&mut self, table: Table, empty: &str) {
        if table.is_empty() {
            self.block(empty);
        } else {
            self.block(&table.finish());
        }
    }

    /// Markdown as it is, set off by an empty line.
    pub fn block(&mut self, markdown: &str) {
        let markdown = markdown.trim_end();
        if !markdown.is_empty() {
            self.text.push('\n');
            self.text.push_str(markdown);
            self.text.push('\n');
        }
    }
}
