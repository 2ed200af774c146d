//! What a cell's text stands for.

use super::comma::{CommaShape, shape};

/// Powers of ten that a double holds exactly.
const POWERS: [f64; 16] = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

/// A number written plainly (`-12.50`: at most 15 digits, no leading zeros, no exponent) and how many
/// decimals it has. Value and decimals give the text back exactly.
///
/// Both the digits and the power of ten are exact doubles, so that their quotient is the nearest double
/// to the number (Clinger 1990).
pub fn plain_number(cell: &[u8]) -> Option<(f64, u8)> {
    let (negative, digits) = match cell {
        [b'-', digits @ ..] => (true, digits),
        digits => (false, digits),
    };
    if let [b'0', b'0'..=b'9', ..] | [] | [b'.', ..] = digits {
        return None;
    }
    let mut mantissa = 0_u64;
    let mut count = 0;
    let mut point = None;
    for byte in digits {
        let digit = byte.wrapping_sub(b'0');
        if digit < 10 {
            mantissa = mantissa.wrapping_mul(10).wrapping_add(u64::from(digit));
            count += 1;
        } else if *byte == b'.' && point.is_none() {
            point = Some(count);
        } else {
            return None;
        }
    }
    let decimals = point.map_or(0, |point| count - point);
    if count > 15 || (point.is_some() && decimals == 0) {
        return None;
    }
    let value = mantissa as f64 / POWERS[decimals];
    Some((if negative { -value } else { value }, decimals as u8))
}

/// What a cell that is no plain number stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell {
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

impl Cell {
    /// What the text stands for.
    pub fn of(text: &[u8]) -> Self {
        let text = text.trim_ascii();
        if text.is_empty() {
            return Self::Empty;
        }
        if let Some((value, _)) = plain_number(text) {
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

/// A number with a point as its decimal mark, perhaps with an exponent.
fn number(text: &[u8]) -> Option<f64> {
    let digits = match text {
        [b'-' | b'+', digits @ ..] => digits,
        digits => digits,
    };
    let leading_zeros = matches!(digits, [b'0', b'0'..=b'9', ..]);
    let known = digits.iter().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'-' | b'+'));
    if leading_zeros || !known {
        return None;
    }
    std::str::from_utf8(text).ok()?.parse().ok()
}

/// Whether a whole number's digits differ from those of the double it became.
fn is_rounded(digits: &[u8], value: f64) -> bool {
    value.abs() >= 9_007_199_254_740_992.0
        && format!("{value:.0}").as_bytes() != digits.strip_prefix(b"+").unwrap_or(digits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn cells_stand_for() {
        let number = |value| Cell::Number { value, rounded: false };
        let cases: &[(&str, Cell)] = &[
            ("", Cell::Empty),
            ("  ", Cell::Empty),
            ("NA", Cell::Marker),
            ("-", Cell::Marker),
            ("null", Cell::Marker),
            ("NaN", Cell::NotFinite),
            ("-Infinity", Cell::NotFinite),
            ("1e999", Cell::NotFinite),
            (" 12 ", number(12.0)),
            ("+3", number(3.0)),
            (".5", number(0.5)),
            ("1.5E-3", number(0.0015)),
            ("0.30000000000000004", number(0.30000000000000004)),
            ("9007199254740992", number(9007199254740992.0)),
            ("9007199254740993", Cell::Number { value: 9007199254740992.0, rounded: true }),
            ("1,5", Cell::Comma(CommaShape::Decimal)),
            ("1,234", Cell::Comma(CommaShape::Either)),
            ("007", Cell::Text),
            ("1.2.3", Cell::Text),
            ("12 ms", Cell::Text),
            ("e5", Cell::Text),
            ("--5", Cell::Text),
            ("argo", Cell::Text),
        ];
        for (text, expected) in cases {
            assert_eq!(Cell::of(text.as_bytes()), *expected, "{text:?}");
        }
    }

    #[test]
    fn plain_numbers_are_only_those_that_can_be_written_back() {
        for text in ["", "-", ".", "1.", ".5", "00", "01.5", "1e5", "+1", "1234567890123456", "1.2.3", " 1"] {
            assert_eq!(plain_number(text.as_bytes()), None, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn a_plain_number_is_the_nearest_double_and_writes_back(text in "-?(0|[1-9][0-9]{0,8})(\\.[0-9]{1,6})?") {
            let (value, decimals) = plain_number(text.as_bytes()).unwrap();
            prop_assert_eq!(value, text.parse::<f64>().unwrap());
            prop_assert_eq!(format!("{:.*}", usize::from(decimals), value), text);
        }
    }
}
