//! How a sheet writes its numbers.

use engine::cell::Meaning;
use engine::comma::{CommaCounts, CommaReading, CommaUse, are_groups};

/// How a sheet writes its numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NumberStyle {
    commas: CommaReading,
}

impl NumberStyle {
    /// The style of a sheet whose cells `separator` separates: a comma is decimal when it separates neither cells
    /// nor, anywhere, thousands, and no point is a decimal mark. A comma before exactly three digits is one of
    /// thousands if all are.
    pub fn of<'a>(separator: u8, cells: impl Iterator<Item = &'a str>) -> Self {
        let (mut counts, mut points) = (CommaCounts::default(), false);
        for part in cells.flat_map(|cell| cell.split(['±', ':'])) {
            let part = without_blanks(part.trim_end().trim_end_matches('%'));
            match Meaning::of(part.as_bytes()) {
                Meaning::Comma(shape) => counts.count(shape),
                Meaning::Number { .. } => {
                    points |= part.rsplit_once('.').is_some_and(|(_, decimals)| decimals.len() != 3);
                }
                _ => {}
            }
        }
        let decimal = separator != b',' && counts.decimal > 0 && counts.thousands == 0 && !points;
        Self { commas: CommaReading::settle(std::iter::once(counts), Some(decimal), CommaUse::Thousands) }
    }

    /// The number a text is; infinite when it is none that can be held.
    pub fn number(self, text: &str) -> Option<f64> {
        let mut text = without_blanks(text);
        let decimal_comma = self.commas.either == CommaUse::Decimal;
        if decimal_comma && !text.contains(',') && text.contains('.') {
            if !are_groups(text.trim_start_matches(['-', '+']).as_bytes(), b'.') {
                return None;
            }
            text = text.replace('.', "");
        }
        match Meaning::of(text.as_bytes()) {
            Meaning::Number { value, .. } => Some(value),
            Meaning::Comma(shape) => self.commas.value(text.as_bytes(), shape),
            Meaning::NotFinite => Some(f64::INFINITY),
            _ => None,
        }
    }
}

/// A share, 0 to 1, in percent, without the noise of binary fractions.
pub fn percent(share: f64) -> f64 {
    (share * 1e12).round() / 1e10
}

/// The share that so many percent are: the very number that its decimals mean, so 12.3 % is 0.123.
pub fn share(percent: f64) -> f64 {
    format!("{percent}e-2").parse().unwrap_or(percent / 100.0)
}

/// A number's text as engines write it: without blanks and apostrophes between its digits, with a hyphen as its
/// minus, and without zeros before its first digit.
fn without_blanks(text: &str) -> String {
    let plain = text.trim().replace(['\u{a0}', '\u{202f}', '\'', ' '], "").replace('−', "-");
    let digits = plain.trim_start_matches(['-', '+']);
    let sign = &plain[..plain.len() - digits.len()];
    let zeros = digits.bytes().zip(digits.bytes().skip(1)).take_while(|pair| pair.0 == b'0' && pair.1.is_ascii_digit());
    format!("{sign}{}", &digits[zeros.count()..])
}
