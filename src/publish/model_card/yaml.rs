//! Texts in YAML 1.1 and 1.2.

/// A text as a double-quoted scalar on one line.
///
/// JSON's escapes are YAML's too; beyond them, what YAML counts as a line break or not as printable is escaped.
pub fn scalar(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            '\u{feff}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}' => {
                out.push_str(&format!("\\u{:04x}", u32::from(letter)));
            }
            letter if letter.is_control() => out.push_str(&format!("\\u{:04x}", u32::from(letter))),
            letter => out.push(letter),
        }
    }
    out.push('"');
    out
}

/// Texts as a block sequence.
pub fn list<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    texts.into_iter().map(|text| format!("- {}\n", scalar(text))).collect()
}

/// A finite number as YAML 1.1 takes it too: with a point, and a sign before the exponent.
pub fn number(value: f64) -> String {
    let text = format!("{value:?}");
    let Some((digits, exponent)) = text.split_once('e') else { return text };
    let point = if digits.contains('.') { "" } else { ".0" };
    let sign = if exponent.starts_with('-') { "" } else { "+" };
    format!("{digits}{point}e{sign}{exponent}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn hostile_texts_stay_scalars() {
        let check = |text: &str, expected: &str| assert_eq!(scalar(text), expected);
        check("a: b # c", "\"a: b # c\"");
        check("---\nlicense: none", "\"---\\u000alicense: none\"");
        check("\\\"", "\"\\\\\\\"\"");
        check("\u{85}\u{2028}\u{7f}\0", "\"\\u0085\\u2028\\u007f\\u0000\"");
        check("Prüfung 😀", "\"Prüfung 😀\"");
        assert_eq!(list(["a", "- b"]), "- \"a\"\n- \"- b\"\n");
    }

    #[test]
    fn numbers_are_numbers_to_old_readers_too() {
        let check = |value: f64, expected: &str| assert_eq!(number(value), expected);
        check(0.05, "0.05");
        check(3.0, "3.0");
        check(1e-7, "1.0e-7");
        check(-2.5e-17, "-2.5e-17");
        check(1e16, "1.0e+16");
    }

    proptest! {
        #[test]
        fn a_scalar_is_a_json_text_of_one_line(text in any::<String>()) {
            let written = scalar(&text);
            prop_assert_eq!(written.lines().count(), 1);
            prop_assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text);
        }
    }
}
