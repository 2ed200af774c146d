//! Python literals of plain data.

use serde_json::Value;

/// A value as a Python literal over several lines, its lines after the first indented as deep as `depth` levels.
pub fn literal(value: &Value, depth: usize) -> String {
    match value {
        Value::Null => "None".to_owned(),
        Value::Bool(true) => "True".to_owned(),
        Value::Bool(false) => "False".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => string(text),
        Value::Array(items) => enclosed(['[', ']'], items.iter().map(|item| literal(item, depth + 1)).collect(), depth),
        Value::Object(fields) => {
            let field = |(name, value): (&String, &Value)| format!("{}: {}", string(name), literal(value, depth + 1));
            enclosed(['{', '}'], fields.iter().map(field).collect(), depth)
        }
    }
}

/// A text as one Python string literal on one line, of characters that show: everything that steers a terminal or an
/// editor, or that could be taken for the end of a line, is escaped.
pub fn string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            letter if is_hidden(letter) => out.push_str(&escape(letter)),
            letter => out.push(letter),
        }
    }
    out.push('"');
    out
}

/// A text as string literals that Python joins, a line of the text each, in parentheses.
pub fn lines(text: &str, depth: usize) -> String {
    let indent = "    ".repeat(depth + 1);
    let lines: Vec<String> = text.split_inclusive('\n').map(|line| format!("{indent}{}\n", string(line))).collect();
    match lines.is_empty() {
        true => string(text),
        false => format!("(\n{}{})", lines.concat(), "    ".repeat(depth)),
    }
}

/// Items between brackets: on one line when they are short, or else a line each.
fn enclosed([open, close]: [char; 2], items: Vec<String>, depth: usize) -> String {
    let width: usize = items.iter().map(|item| item.chars().count() + 2).sum();
    if width + 4 * depth <= 100 && !items.iter().any(|item| item.contains('\n')) {
        return format!("{open}{}{close}", items.join(", "));
    }
    let indent = "    ".repeat(depth + 1);
    let items: String = items.iter().map(|item| format!("{indent}{item},\n")).collect();
    format!("{open}\n{items}{}{close}", "    ".repeat(depth))
}

/// Control characters, line and paragraph separators, what changes the direction of reading, and what has no width.
fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{ffff}')
}

fn escape(letter: char) -> String {
    match u32::from(letter) {
        code @ 0..=0xff => format!("\\x{code:02x}"),
        code => format!("\\u{code:04x}"),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    /// What Python reads of a literal of one line, by the rules of its reference (2.4.1, string and bytes literals).
    fn read(literal: &str) -> Option<String> {
        let inside = literal.strip_prefix('"')?.strip_suffix('"')?;
        let mut letters = inside.chars();
        let mut text = String::new();
        while let Some(letter) = letters.next() {
            let code = |letters: &mut std::str::Chars<'_>, digits: usize| {
                let digits: String = letters.take(digits).collect();
                u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32)
            };
            text.push(match letter {
                '"' | '\n' | '\r' | '\0' => return None,
                '\\' => match letters.next()? {
                    'n' => '\n',
                    'r' => '\r',
                    't' => '\t',
                    'x' => code(&mut letters, 2)?,
                    'u' => code(&mut letters, 4)?,
                    escaped @ ('"' | '\\') => escaped,
                    _ => return None,
                },
                letter => letter,
            });
        }
        Some(text)
    }

    #[test]
    fn values_are_written_as_python_has_them() {
        let check = |value: Value, expected: &str| assert_eq!(literal(&value, 0), expected);
        check(json!([null, true, false, 5, -0.5, 1e-7, 1e300]), "[None, True, False, 5, -0.5, 1e-7, 1e+300]");
        check(json!({"a": "b", "c": []}), "{\"a\": \"b\", \"c\": []}");
        check(
            json!({"a": ["b".repeat(99)]}),
            &format!("{{\n    \"a\": [\n        \"{}\",\n    ],\n}}", "b".repeat(99)),
        );
    }

    #[test]
    fn hostile_texts_stay_texts() {
        let check = |text: &str, expected: &str| assert_eq!(string(text), expected);
        check("\"\"\"); import os #", "\"\\\"\\\"\\\"); import os #\"");
        check("\\", "\"\\\\\"");
        check("\\N{DIGIT ONE} {x}", "\"\\\\N{DIGIT ONE} {x}\"");
        check("a\r\nb\0\u{1b}[2J", "\"a\\r\\nb\\x00\\x1b[2J\"");
        check("\u{202e}\u{2028}\u{feff}", "\"\\u202e\\u2028\\ufeff\"");
        check("Prüfung 😀", "\"Prüfung 😀\"");
        assert_eq!(lines("a\n\"b", 0), "(\n    \"a\\n\"\n    \"\\\"b\"\n)");
        assert_eq!(lines("", 0), "\"\"");
    }

    proptest! {
        #[test]
        fn any_text_reads_back(text in prop_oneof![any::<String>(), "[\"'\\\\\n\r\t\0{}%a#u0x]{0,20}"]) {
            let written = string(&text);
            prop_assert_eq!(written.lines().count(), 1);
            prop_assert_eq!(read(&written), Some(text));
        }

        #[test]
        fn lines_join_to_the_text(text in "[ab\"\\\\\n\r]{1,30}") {
            let written = lines(&text, 0);
            let body = written.strip_prefix("(\n").and_then(|rest| rest.strip_suffix(")")).unwrap();
            let joined: Option<String> = body.lines().map(|line| read(line.trim_start())).collect();
            prop_assert_eq!(joined, Some(text));
        }
    }
}
