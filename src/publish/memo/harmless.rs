//! What people wrote as Markdown, without what could run where it is read.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

/// Where a link may lead.
const SCHEMES: [&str; 4] = ["https:", "http:", "mailto:", "#"];

/// The Markdown with raw HTML as the text it is, with links that lead anywhere but to an address or within the document
/// as text, too, and with a block of code that is left open closed, so that it takes nothing behind it in. On screen
/// nothing else is shown of them; a file is read by programs that may be less careful.
pub fn harmless(markdown: &str) -> Cow<'_, str> {
    if !markdown.contains(['<', ']', '`', '~']) {
        return Cow::Borrowed(markdown);
    }
    let written = without_signs(markdown);
    match open_fence(&written) {
        Some(fence) => Cow::Owned(format!("{written}\n{fence}")),
        None => written,
    }
}

/// The Markdown with the signs that begin raw HTML or a link that leads elsewhere as the text they are.
fn without_signs(markdown: &str) -> Cow<'_, str> {
    let mut written = Cow::Borrowed(markdown);
    // What became text may let something else stand out that was hidden behind it.
    for _ in 0..MOST_ROUNDS {
        let begun = beginnings(&written);
        if begun.is_empty() {
            return written;
        }
        let mut text = String::with_capacity(written.len() + 4 * begun.len());
        let mut from = 0;
        for at in begun {
            text.push_str(&written[from..at]);
            text.push_str(if written[at..].starts_with('<') { "&lt;" } else { "&#91;" });
            from = at + 1;
        }
        text.push_str(&written[from..]);
        written = Cow::Owned(text);
    }
    Cow::Owned(written.replace('<', "&lt;").replace('[', "&#91;"))
}

/// The fence of a block of code that stands by itself and is left open at the end.
fn open_fence(markdown: &str) -> Option<&str> {
    let (mut depth, mut last) = (0, None);
    for (event, range) in Parser::new_ext(markdown, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) if depth == 0 => {
                (depth, last) = (depth + 1, Some(range));
            }
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            _ => {}
        }
    }
    let block = &markdown[last.filter(|range| markdown[range.end..].trim().is_empty())?];
    let sign = block.chars().next()?;
    let fence = &block[..block.find(|letter| letter != sign).unwrap_or(block.len())];
    let (_, after) = block.split_once('\n').unwrap_or((block, ""));
    let closing = after.trim_end().lines().last().unwrap_or_default().trim();
    let is_closed = closing.len() >= fence.len() && closing.chars().all(|letter| letter == sign);
    (!is_closed).then_some(fence)
}

/// After so many rounds every sign that begins something is taken for text.
const MOST_ROUNDS: usize = 8;

/// The signs that begin raw HTML or a link that leads elsewhere, in their order.
fn beginnings(markdown: &str) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    for (event, range) in Parser::new_ext(markdown, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Html(_) | Event::InlineHtml(_) => found.extend(signs(markdown, &range, '<')),
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) if !leads_out(&dest_url) => {
                let mark = if markdown[range.clone()].starts_with('<') { '<' } else { '[' };
                found.extend(signs(markdown, &range, mark).into_iter().take(1));
            }
            _ => {}
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn signs(markdown: &str, range: &Range<usize>, sign: char) -> Vec<usize> {
    markdown[range.clone()].match_indices(sign).map(|(at, _)| range.start + at).collect()
}

fn leads_out(address: &str) -> bool {
    SCHEMES.iter().any(|scheme| address.get(..scheme.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(scheme)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn html_and_odd_links_become_text_and_the_rest_stays() {
        let check = |text: &str, expected: &str| assert_eq!(harmless(text), expected, "{text}");
        for same in
            ["plain *text*", "1 < 2 and [a] b", "[a](https://a.example) <https://a.example> [b](#risks)", "`<b>`"]
        {
            check(same, same);
        }
        check("<script>alert(1)</script>", "&lt;script>alert(1)&lt;/script>");
        check("a <img src=x onerror=alert(1)> b", "a &lt;img src=x onerror=alert(1)> b");
        check("[go](javascript:alert(1))", "&#91;go](javascript:alert(1))");
        check("<javascript:alert(1)>", "&lt;javascript:alert(1)>");
        check("a\n\n```sh\n<b>", "a\n\n```sh\n<b>\n```");
        check("~~~~\n~~~\nb", "~~~~\n~~~\nb\n~~~~");
        check("```\na\n```", "```\na\n```");
        check("[a][b]\n\n[b]: javascript:alert(1)", "&#91;a]&#91;b]\n\n[b]: javascript:alert(1)");
    }

    proptest! {
        #[test]
        fn nothing_in_it_is_html_or_leads_elsewhere(
            text in "([<>/a-z!\\[\\]()`\"'= :&#\n-]|\n```\n|\n~~~~|<b>|<!--|javascript:|\\]\\(|\\[a\\]: |https://){0,30}",
        ) {
            let written = harmless(&text);
            prop_assert!(beginnings(&written).is_empty(), "{} in {}", text, written);
            prop_assert_eq!(open_fence(&written), None, "{}", written);
            prop_assert_eq!(harmless(&written), written.as_ref());
        }
    }
}
