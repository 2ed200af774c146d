//! People's text inside Markdown: escaped, so that it reads as it was typed and breaks nothing.

/// `text` on one line, so that it shows literally anywhere within a line of Markdown, a table cell
/// included. White space of any kind becomes one space; control characters go.
pub fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = None;
    let mut characters = one_line(text).peekable();
    while let Some(character) = characters.next() {
        if needs_escape(character, before, characters.peek().copied()) {
            out.push('\\');
        }
        out.push(character);
        before = Some(character);
    }
    out
}

/// As [`inline`], and safe at the beginning of a line too, where a dash or `1.` would begin a list.
pub fn line(text: &str) -> String {
    let text = inline(text);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (at, marker) = match text.as_bytes().get(digits) {
        Some(b'.' | b')') if digits > 0 => (digits, true),
        Some(b'#' | b'+' | b'-' | b'=' | b'>' | b':') if digits == 0 => (0, true),
        _ => (0, false),
    };
    if marker { format!("{}\\{}", &text[..at], &text[at..]) } else { text }
}

/// Paragraphs of `text`, divided at empty lines, each as [`line()`] has it.
pub fn paragraphs(text: &str) -> String {
    let mut paragraphs: Vec<String> = Vec::new();
    let mut lines: Vec<&str> = Vec::new();
    for typed in text.lines().chain([""]) {
        if typed.trim().is_empty() {
            let paragraph = line(&lines.join(" "));
            if !paragraph.is_empty() {
                paragraphs.push(paragraph);
            }
            lines.clear();
        } else {
            lines.push(typed);
        }
    }
    paragraphs.join("\n\n")
}

/// As many whole sentences of `text` as have at most `words` words; at least the first, cut short with
/// an ellipsis when it is longer than that.
pub fn clip(text: &str, words: usize) -> String {
    let all: Vec<&str> = text.split_whitespace().collect();
    if all.len() <= words {
        return all.join(" ");
    }
    match (1..=words).rev().find(|&end| ends_sentence(all[end - 1])) {
        Some(end) => all[..end].join(" "),
        None => all[..words].join(" ").trim_end_matches([',', ';', ':']).to_owned() + "…",
    }
}

/// `text` without white space around it, ended like a sentence.
pub fn sentence(text: &str) -> String {
    let text = text.trim();
    match text.chars().next_back() {
        None => String::new(),
        Some('.' | '!' | '?' | '…') => text.to_owned(),
        Some(_) => format!("{}.", text.trim_end_matches([',', ';', ':'])),
    }
}

/// `text` without the full stop at its end, to stand within a sentence.
pub fn phrase(text: &str) -> &str {
    text.trim().trim_end_matches('.')
}

fn ends_sentence(word: &str) -> bool {
    word.trim_end_matches(['"', '\'', ')', '”', '’']).ends_with(['.', '!', '?'])
}

/// The characters of `text` with runs of white space as one space, without control characters.
fn one_line(text: &str) -> impl Iterator<Item = char> {
    let mut pending = false;
    text.trim()
        .chars()
        .flat_map(move |character| {
            if character.is_whitespace() {
                pending = true;
                return [None, None];
            }
            if character.is_control() {
                return [None, None];
            }
            let space = std::mem::take(&mut pending).then_some(' ');
            [space, Some(character)]
        })
        .flatten()
}

fn needs_escape(character: char, before: Option<char>, after: Option<char>) -> bool {
    let is_word = |neighbour: Option<char>| neighbour.is_some_and(char::is_alphanumeric);
    match character {
        '\\' | '`' | '*' | '[' | ']' | '<' | '|' | '~' | '$' | '^' => true,
        '_' => !(is_word(before) && is_word(after)),
        '&' => after.is_some_and(|next| next.is_ascii_alphabetic() || next == '#'),
        '{' => before == Some('{'),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser};

    use super::*;

    /// What a reader sees of one paragraph.
    fn rendered(markdown: &str) -> String {
        Parser::new_ext(markdown, Options::all() - Options::ENABLE_SMART_PUNCTUATION)
            .map(|event| match event {
                Event::Text(text) => text.to_string(),
                Event::Start(pulldown_cmark::Tag::Paragraph) | Event::End(_) => String::new(),
                other => format!("<{other:?}>"),
            })
            .collect()
    }

    #[test]
    fn markup_is_shown_as_typed() {
        let check = |text: &str, expected: &str| assert_eq!(inline(text), expected);
        check("a | b", "a \\| b");
        check("two\r\nlines\tand\u{2028}more", "two lines and more");
        check("open_risks and _this_", "open_risks and \\_this\\_");
        check("R&D, &amp;", "R\\&D, \\&amp;");
        check("{{outcome}}", "{\\{outcome}}");
        check("x^2^ ~~y~~", "x\\^2\\^ \\~\\~y\\~\\~");
        check("nul\0", "nul");
    }

    #[test]
    fn a_line_begins_no_block() {
        for text in ["# title", "- item", "+ item", "12. item", "1) item", "> quote", "---", "===", ": term", "* star"]
        {
            assert_eq!(rendered(&line(text)), text, "{text}");
        }
    }

    #[test]
    fn text_is_clipped_at_a_sentence() {
        let check = |text: &str, words, expected: &str| assert_eq!(clip(text, words), expected);
        check("One two. Three four.", 4, "One two. Three four.");
        check("One two. Three four.", 3, "One two.");
        check("One two, three four.", 2, "One two…");
        check("", 3, "");
    }

    #[test]
    fn paragraphs_stay_apart() {
        assert_eq!(paragraphs("a\nb\n\n \n- c"), "a b\n\n\\- c");
    }

    proptest! {
        #[test]
        fn any_text_is_shown_as_typed(text in any::<String>()) {
            let expected: String = one_line(&text).collect();
            prop_assert_eq!(rendered(&line(&text)), expected);
        }

        #[test]
        fn text_full_of_markup_is_shown_as_typed(text in "[-#>=+:*_~`|<&;\\[\\]()!{}$\\\\ a1.\n^]{0,12}") {
            let expected: String = one_line(&text).collect();
            prop_assert_eq!(rendered(&line(&text)), expected);
        }
    }
}
