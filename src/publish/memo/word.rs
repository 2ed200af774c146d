//! Counting the memo's words.

use pulldown_cmark::{Event, Options, Parser, TagEnd};

/// How many words a reader reads in `markdown`.
///
/// Everything that is shown counts: headings, list items and the cells of tables too, as a word
/// processor counts them. Markup does not, nor does HTML. A word is a run of characters between white
/// space with at least one letter or digit in it, so that a dash or a `%` standing alone is none.
pub fn word_count(markdown: &str) -> usize {
    words_of(&shown_text(markdown))
}

/// Words of plain text.
pub(super) fn words_of(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

/// The text a reader sees, blocks and cells apart.
fn shown_text(markdown: &str) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut text = String::with_capacity(markdown.len());
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Text(part) | Event::Code(part) => text.push_str(&part),
            Event::SoftBreak | Event::HardBreak | Event::Rule => text.push('\n'),
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image) => {}
            Event::End(_) => text.push('\n'),
            _ => {}
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_as_read() {
        let check = |markdown: &str, expected: usize| assert_eq!(word_count(markdown), expected, "{markdown}");
        check("", 0);
        check("one two\nthree", 3);
        check("# Open questions\n\nWhy?", 3);
        check("**bo**ld and [a link](https://example.org/with-words)", 4);
        check("12 % – 3.5 h/week", 3);
        check("- a\n- b\n\n1. c", 3);
        check("| a | b c |\n| --- | ---: |\n| 1 |  |\n", 4);
        check("`x = 1` <b>kept</b>", 3);
        check("don’t self-evident 1,204", 3);
        check("escaped \\| pipe", 2);
    }
}
