//! The meaning of a cell's text.

use super::comma::{CommaShape, shape};
use super::number::{number, plain};

/// What a cell's text stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Meaning {
    /// Nothing stands there.
    Empty,
    /// It says that there is no value.
    Marker,
    /// It says that there is no finite number, or is one too great to be held.
    NotFinite,
    /// A number written otherwise.
    Number {
        /// Its value.
        value: f64,
        /// Whether it is a whole number that a double cannot hold.
        rounded: bool,
    },
    /// A number with commas, whose value depends on what they mean.
    Comma(CommaShape),
    /// Anything else.
    Text,
}

impl Meaning {
    /// What the text stands for.
    pub fn of(text: &[u8]) -> Self {
        let text = text.trim_ascii();
        if text.is_empty() {
            return Self::Empty;
        }
        if let Some((value, _)) = plain(text) {
            return Self::Number { value, rounded: false };
        }
        if is_marker(text) {
            return Self::Marker;
        }
        if !text.iter().any(u8::is_ascii_digit) {
            return if is_not_finite(text) { Self::NotFinite } else { Self::Text };
        }
        if let Some(value) = number(text) {
            let rounded = text.iter().all(|byte| matches!(byte, b'0'..=b'9' | b'-' | b'+')) && is_rounded(text, value);
            return if value.is_finite() { Self::Number { value, rounded } } else { Self::NotFinite };
        }
        shape(text).map_or(Self::Text, Self::Comma)
    }
}

/// Whether a text among numbers or dates says that there is no value.
pub fn is_marker(text: &[u8]) -> bool {
    const WORDS: [&[u8]; 9] = [b"na", b"n/a", b"#n/a", b"null", b"none", b"nil", b"-", b"--", b"?"];
    text.len() <= 4 && WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

fn is_not_finite(text: &[u8]) -> bool {
    const WORDS: [&[u8]; 3] = [b"nan", b"inf", b"infinity"];
    let text = text.strip_prefix(b"-").or_else(|| text.strip_prefix(b"+")).unwrap_or(text);
    WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// Whether a whole number's digits differ from those of the double it became.
fn is_rounded(digits: &[u8], value: f64) -> bool {
    value.abs() >= 9_007_199_254_740_992.0
        && format!("{value:.0}").as_bytes() != digits.strip_prefix(b"+").unwrap_or(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_stand_for() {
        let number = |value| Meaning::Number { value, rounded: false };
        let cases: &[(&str, Meaning)] = &[
            ("", Meaning::Empty),
            ("  ", Meaning::Empty),
            ("NA", Meaning::Marker),
            ("-", Meaning::Marker),
            ("null", Meaning::Marker),
            ("NaN", Meaning::NotFinite),
            ("-Infinity", Meaning::NotFinite),
            ("1e999", Meaning::NotFinite),
            (" 12 ", number(12.0)),
            ("+3", number(3.0)),
            (".5", number(0.5)),
            ("1.5E-3", number(0.0015)),
            ("0.30000000000000004", number(0.30000000000000004)),
            ("9007199254740992", number(9007199254740992.0)),
            ("9007199254740993", Meaning::Number { value: 9007199254740992.0, rounded: true }),
            ("1,5", Meaning::Comma(CommaShape::Decimal)),
            ("1,234", Meaning::Comma(CommaShape::Either)),
            ("007", Meaning::Text),
            ("1.2.3", Meaning::Text),
            ("12 ms", Meaning::Text),
            ("e5", Meaning::Text),
            ("--5", Meaning::Text),
            ("argo", Meaning::Text),
        ];
        for (text, expected) in cases {
            assert_eq!(Meaning::of(text.as_bytes()), *expected, "{text:?}");
        }
    }
}
