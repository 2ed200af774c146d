//! Tables and lists for a terminal.

use std::borrow::Cow;

/// Whether a character steers a terminal or reorders the letters around it, rather than being shown.
fn is_unseen(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A text whose lines stay, and whose other letters that would not be seen stand as `\u{1b}`: what comes from a file may
/// steer no terminal.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    escaped(text, &|letter| letter == '\n', &|letter, out| out.extend(letter.escape_unicode()))
}

/// The same of JSON, which stays JSON and means the same.
pub(super) fn visible_json(text: &str) -> Cow<'_, str> {
    escaped(text, &|letter| matches!(letter, '\n' | '\r' | '\t'), &|letter, out| {
        *out += &format!("\\u{:04x}", u32::from(letter));
    })
}

/// The same of what must stay on one line.
pub(super) fn on_a_line(text: &str) -> Cow<'_, str> {
    escaped(text, &|_| false, &|letter, out| out.extend(letter.escape_unicode()))
}

fn escaped<'a>(text: &'a str, stays: &dyn Fn(char) -> bool, escape: &dyn Fn(char, &mut String)) -> Cow<'a, str> {
    if !text.contains(|letter| is_unseen(letter) && !stays(letter)) {
        return Cow::Borrowed(text);
    }
    let mut seen = String::with_capacity(text.len() + 16);
    for letter in text.chars() {
        match is_unseen(letter) && !stays(letter) {
            true => escape(letter, &mut seen),
            false => seen.push(letter),
        }
    }
    Cow::Owned(seen)
}

/// Rows in columns as wide as their widest cell, two spaces between them; numbers, known by their first
/// character, lie on the right.
pub(super) fn table(heads: &[&str], rows: &[Vec<String>]) -> String {
    let seen = |cells: &[String]| cells.iter().map(|cell| on_a_line(cell).into_owned()).collect::<Vec<_>>();
    let (heads, rows) = (
        heads.iter().map(|head| on_a_line(head)).collect::<Vec<_>>(),
        rows.iter().map(|row| seen(row)).collect::<Vec<_>>(),
    );
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).chain([heads[column].chars().count()]).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..heads.len()).map(width).collect();
    let right: Vec<bool> = (0..heads.len()).map(|column| rows.iter().all(|row| is_number(&row[column]))).collect();
    let line = |cells: &[&str]| {
        let padded: Vec<String> = cells
            .iter()
            .zip(&widths)
            .zip(&right)
            .map(|((cell, width), right)| if *right { format!("{cell:>width$}") } else { format!("{cell:<width$}") })
            .collect();
        padded.join("  ").trim_end().to_owned() + "\n"
    };
    let mut text = line(&heads.iter().map(|head| &**head).collect::<Vec<_>>());
    for row in &rows {
        text += &line(&row.iter().map(String::as_str).collect::<Vec<_>>());
    }
    text
}

fn is_number(cell: &str) -> bool {
    cell.is_empty() || cell == "–" || cell.starts_with(|first: char| first.is_ascii_digit() || first == '−')
}

/// A heading with its lines beneath it; nothing without lines.
pub(super) fn list(heading: &str, lines: &[String]) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let mut text = format!("\n{heading}\n");
    for line in lines {
        text += &format!("  - {}\n", on_a_line(line));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_steers_a_terminal_is_shown() {
        assert_eq!(visible("a\u{1b}[31m\u{9b}2J\rb\nc\u{202e}d"), "a\\u{1b}[31m\\u{9b}2J\\u{d}b\nc\\u{202e}d");
        assert!(matches!(visible("Größe – 名"), Cow::Borrowed(_)));
        assert_eq!(list("Why", &["a\nb".to_owned()]), "\nWhy\n  - a\\u{a}b\n");
        let table = table(&["A\n"], &[vec!["x\u{7}".to_owned()]]);
        assert_eq!(table, "A\\u{a}\nx\\u{7}\n");
    }

    proptest! {
        #[test]
        fn json_means_the_same(text in any::<String>()) {
            let json = serde_json::to_string_pretty(&[&text]).unwrap();
            let seen = visible_json(&json);
            prop_assert!(!seen.contains(|letter| is_unseen(letter) && letter != '\n'));
            prop_assert_eq!(serde_json::from_str::<Vec<String>>(&seen).unwrap(), [text]);
        }
    }
}
