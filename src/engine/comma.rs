//! Numbers with commas, decimal marks to some and separators of thousands to others; and with points, the other way
//! round.

/// What a number's commas can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommaShape {
    /// Only a decimal mark: `1,5`, `0,125` or `1,5e3`.
    Decimal,
    /// Only a decimal mark, with points that separate thousands: `1.234,5`.
    DottedDecimal,
    /// Only separators of thousands: `1,234,567` or `1,234.5`.
    Thousands,
    /// Either: `1,234`.
    Either,
    /// No comma, but points that can only separate thousands, as they do where commas are decimal: `1.234.567`.
    DottedThousands,
}

/// What commas are taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommaUse {
    /// The decimal mark.
    Decimal,
    /// A separator of thousands.
    Thousands,
}

/// The shape of a number with commas, or with several points; `None` when the text is none.
pub fn shape(text: &[u8]) -> Option<CommaShape> {
    let digits = unsigned(text);
    match digits.iter().position(|byte| matches!(byte, b'e' | b'E')) {
        None => shape_of_digits(digits),
        // Nobody separates thousands before an exponent.
        Some(mark) => {
            let power = unsigned(&digits[mark + 1..]);
            let is_power = !power.is_empty() && power.iter().all(u8::is_ascii_digit);
            let shape = shape_of_digits(&digits[..mark]).filter(|_| is_power)?;
            matches!(shape, CommaShape::Decimal | CommaShape::Either).then_some(CommaShape::Decimal)
        }
    }
}

fn unsigned(text: &[u8]) -> &[u8] {
    match text {
        [b'-' | b'+', digits @ ..] => digits,
        digits => digits,
    }
}

fn shape_of_digits(digits: &[u8]) -> Option<CommaShape> {
    if !digits.iter().all(|byte| matches!(byte, b'0'..=b'9' | b',' | b'.')) {
        return None;
    }
    let Some(first_comma) = digits.iter().position(|byte| *byte == b',') else {
        let points = digits.iter().filter(|byte| **byte == b'.').count();
        return (points > 1 && are_groups(digits, b'.')).then_some(CommaShape::DottedThousands);
    };
    let last_comma = digits.iter().rposition(|byte| *byte == b',')?;
    match digits.iter().position(|byte| *byte == b'.') {
        Some(point) if point > last_comma => {
            let one_point = !digits[point + 1..].contains(&b'.');
            (one_point && are_groups(&digits[..point], b',')).then_some(CommaShape::Thousands)
        }
        Some(_) => {
            let decimals = first_comma == last_comma && first_comma + 1 < digits.len();
            let whole = &digits[..first_comma];
            (decimals && are_groups(whole, b'.') && !digits[first_comma..].contains(&b'.'))
                .then_some(CommaShape::DottedDecimal)
        }
        None if first_comma != last_comma => are_groups(digits, b',').then_some(CommaShape::Thousands),
        None => {
            let (whole, decimals) = (&digits[..first_comma], &digits[first_comma + 1..]);
            let leading_zeros = matches!(whole, [b'0', _, ..]);
            if leading_zeros || decimals.is_empty() {
                None
            } else if decimals.len() == 3 && (1..=3).contains(&whole.len()) && whole != b"0" {
                Some(CommaShape::Either)
            } else {
                Some(CommaShape::Decimal)
            }
        }
    }
}

/// Whether a number with one point, perhaps signed, could as well have it between its thousands: `1.234`, but not
/// `0.125`, `1.5` or `1234.567`.
pub fn has_ambiguous_point(text: &[u8]) -> bool {
    let digits = unsigned(text);
    digits.contains(&b'.') && are_groups(digits, b'.')
}

/// Whether digits are separated in threes: `1,234,567`.
pub fn are_groups(digits: &[u8], separator: u8) -> bool {
    let mut groups = digits.split(|byte| *byte == separator);
    let first = groups.next().unwrap_or_default();
    (1..=3).contains(&first.len())
        && first != b"0"
        && groups.all(|group| group.len() == 3 && group.iter().all(u8::is_ascii_digit))
}

/// How many cells of each shape there are.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct CommaCounts {
    /// Where it can only be the decimal mark.
    pub decimal: u64,
    /// Where it can only separate thousands.
    pub thousands: u64,
    /// Where it can be either.
    pub either: u64,
    /// Whether points separate thousands somewhere.
    pub dotted: bool,
}

impl CommaCounts {
    /// Counts one more.
    pub fn count(&mut self, shape: CommaShape) {
        match shape {
            CommaShape::Decimal => self.decimal += 1,
            CommaShape::DottedDecimal => {
                self.decimal += 1;
                self.dotted = true;
            }
            CommaShape::Thousands => self.thousands += 1,
            CommaShape::Either => self.either += 1,
            CommaShape::DottedThousands => self.dotted = true,
        }
    }
}

/// How a file's commas are read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CommaReading {
    /// What `1,234` is taken for.
    pub either: CommaUse,
    /// What was said by a person, if anything was: then cells of the other shape are no numbers.
    stated: Option<CommaUse>,
    /// Whether nothing in the file tells what `1,234` is.
    pub is_question: bool,
    /// Whether commas are decimal marks here, by what was said or by the cells: then a point may separate thousands.
    pub has_decimal_commas: bool,
}

impl CommaReading {
    /// Settles it for the whole file: as a person said, or as the cells of one clear shape show, or else as
    /// is `likely`.
    pub fn settle(counts: impl Iterator<Item = CommaCounts>, stated: Option<bool>, likely: CommaUse) -> Self {
        let (decimal, thousands, either) = counts.fold((0, 0, 0), |(decimal, thousands, either), counts| {
            (decimal + counts.decimal, thousands + counts.thousands, either + counts.either)
        });
        let stated = stated.map(|decimal| if decimal { CommaUse::Decimal } else { CommaUse::Thousands });
        let shown = match (decimal > 0, thousands > 0) {
            (true, false) => Some(CommaUse::Decimal),
            (false, true) => Some(CommaUse::Thousands),
            _ => None,
        };
        let settled = stated.or(shown).unwrap_or(likely);
        let is_question = stated.is_none() && shown.is_none() && either > 0;
        let is_known = stated.is_some() || shown.is_some() || is_question;
        Self { either: settled, stated, is_question, has_decimal_commas: is_known && settled == CommaUse::Decimal }
    }

    /// Whether a person said what commas are.
    pub const fn is_stated(&self) -> bool {
        self.stated.is_some()
    }

    /// The value of a number of this shape; `None` when it is none in this reading.
    pub fn value(&self, text: &[u8], shape: CommaShape) -> Option<f64> {
        let uses = match shape {
            CommaShape::DottedThousands if !self.has_decimal_commas => return None,
            CommaShape::Decimal | CommaShape::DottedDecimal | CommaShape::DottedThousands => CommaUse::Decimal,
            CommaShape::Thousands => CommaUse::Thousands,
            CommaShape::Either => self.either,
        };
        if self.stated.is_some_and(|stated| stated != uses) {
            return None;
        }
        let (decimal, separator) = match uses {
            CommaUse::Decimal => (b',', b'.'),
            CommaUse::Thousands => (b'.', b','),
        };
        let letters = text.trim_ascii().iter().filter(|byte| **byte != separator);
        let number: String = letters.map(|byte| if *byte == decimal { '.' } else { char::from(*byte) }).collect();
        number.parse().ok().filter(|value: &f64| value.is_finite())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes() {
        use CommaShape::{Decimal, DottedDecimal, DottedThousands, Either, Thousands};
        let cases: &[(&str, Option<CommaShape>)] = &[
            ("1,5", Some(Decimal)),
            ("-0,125", Some(Decimal)),
            ("1234,567", Some(Decimal)),
            (",5", Some(Decimal)),
            ("1.234,5", Some(DottedDecimal)),
            ("1.234.567,25", Some(DottedDecimal)),
            ("1,234", Some(Either)),
            ("123,456", Some(Either)),
            ("1,234,567", Some(Thousands)),
            ("1,234.5", Some(Thousands)),
            ("12,34,567", None),
            ("1,2,3", None),
            ("01,5", None),
            ("1,", None),
            ("1.2,3.4", None),
            ("1,234.5.6", None),
            ("1.23,4", None),
            ("1,5 ms", None),
            ("1,5e3", Some(Decimal)),
            ("-1,234E-5", Some(Decimal)),
            ("1,234,567e3", None),
            ("1,5e", None),
            ("1,5e3,0", None),
            ("1.234.567", Some(DottedThousands)),
            ("1.234", None),
            ("1.23.456", None),
        ];
        for (text, expected) in cases {
            assert_eq!(shape(text.as_bytes()), *expected, "{text}");
        }
    }

    #[test]
    fn a_point_may_stand_between_thousands() {
        let check = |text: &str, expected| assert_eq!(has_ambiguous_point(text.as_bytes()), expected, "{text}");
        for text in ["1.234", "-12.500", "+999.000"] {
            check(text, true);
        }
        for text in ["0.125", "1.5", "1234.567", "1.2345", "12", "1.234e3", ""] {
            check(text, false);
        }
    }

    #[test]
    fn clear_cells_settle_the_others() {
        let counts = |decimal, thousands, either| CommaCounts { decimal, thousands, either, dotted: false };
        let settle = |counts, stated| {
            let reading = CommaReading::settle([counts].into_iter(), stated, CommaUse::Thousands);
            (reading.either, reading.is_question)
        };
        assert_eq!(settle(counts(1, 0, 9), None), (CommaUse::Decimal, false));
        assert_eq!(settle(counts(0, 1, 9), None), (CommaUse::Thousands, false));
        assert_eq!(settle(counts(0, 0, 9), None), (CommaUse::Thousands, true));
        assert_eq!(settle(counts(1, 1, 9), None), (CommaUse::Thousands, true));
        assert_eq!(settle(counts(1, 1, 0), None), (CommaUse::Thousands, false));
        assert_eq!(settle(counts(0, 0, 9), Some(true)), (CommaUse::Decimal, false));
    }

    #[test]
    fn decimal_commas_are_said_or_seen() {
        let has = |decimal, either, stated, likely| {
            let counts = CommaCounts { decimal, either, ..CommaCounts::default() };
            CommaReading::settle([counts].into_iter(), stated, likely).has_decimal_commas
        };
        assert!(has(1, 0, None, CommaUse::Thousands));
        assert!(has(0, 1, None, CommaUse::Decimal));
        assert!(has(0, 0, Some(true), CommaUse::Thousands));
        assert!(!has(0, 0, None, CommaUse::Decimal));
        assert!(!has(0, 1, None, CommaUse::Thousands));
        assert!(!has(0, 0, Some(false), CommaUse::Decimal));
    }

    #[test]
    fn values() {
        let reading = |stated| CommaReading::settle(std::iter::empty(), stated, CommaUse::Decimal);
        let value = |stated, text: &str| reading(stated).value(text.as_bytes(), shape(text.as_bytes()).unwrap());
        assert_eq!(value(None, "1.234,5"), Some(1234.5));
        assert_eq!(value(None, "1,234.5"), Some(1234.5));
        assert_eq!(value(None, "1,234"), Some(1.234));
        assert_eq!(value(Some(false), "1,234"), Some(1234.0));
        assert_eq!(value(Some(false), "1,5"), None);
        assert_eq!(value(Some(true), "1,234,567"), None);
        assert_eq!(value(None, "-,5"), Some(-0.5));
        assert_eq!(value(None, "1,5e3"), Some(1500.0));
        assert_eq!(value(Some(true), "1.234.567"), Some(1_234_567.0));
        assert_eq!(value(None, "1.234.567"), None);
        assert_eq!(value(Some(false), "0,125"), None);
    }
}
