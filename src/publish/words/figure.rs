//! How numbers are written for people: rounded, separated, with their unit.
//!
//! Three significant digits suffice to decide; a whole part is never cut; numbers that differ are
//! never shown as the same one when they stand side by side.

use crate::package::{Date, Measure, Statistic};

/// Significant digits of a number that stands alone.
const SIGNIFICANT: i32 = 3;

/// The months' short names.
pub const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Digits after the point are never more than this.
const MOST_DECIMALS: usize = 9;

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit<'a> {
    /// Nothing: a plain number.
    Plain,
    /// A share between 0 and 1, written in percent.
    Share,
    /// Something with a name, such as `ms`.
    Named(&'a str),
}

impl<'a> Unit<'a> {
    /// The unit a measure's values are in.
    pub fn of(measure: &'a Measure) -> Self {
        match measure.statistic {
            Statistic::Rate => Self::Share,
            _ => Self::named(&measure.unit),
        }
    }

    /// The unit of this name; plain when empty.
    pub fn named(name: &'a str) -> Self {
        match name.trim() {
            "" => Self::Plain,
            name => Self::Named(name),
        }
    }

    fn scaled(self, value: f64) -> f64 {
        if self == Self::Share { 100.0 * value } else { value }
    }

    fn attach(self, digits: String) -> String {
        match self {
            Self::Plain => digits,
            Self::Share => digits + " %",
            Self::Named(name) => digits + " " + name,
        }
    }
}

/// A number on its own: `0.0123`, `143`, `−4.2`, `28,408`.
pub fn number(value: f64) -> String {
    trimmed(value, decimals_for(value))
}

/// A number with its unit: `143 ms`, `4.2 %`. A share short of all is never written `100 %`.
pub fn quantity(value: f64, unit: Unit<'_>) -> String {
    let scaled = unit.scaled(value);
    let mut digits = trimmed(scaled, decimals_for(scaled));
    if unit == Unit::Share && value < 1.0 {
        let mut decimals = decimals_for(scaled);
        while digits == "100" && decimals < MOST_DECIMALS {
            decimals += 1;
            digits = trimmed(scaled, decimals);
        }
    }
    unit.attach(digits)
}

/// Numbers that are read against each other, rounded alike and finely enough that those which differ
/// look different.
pub fn quantities<const N: usize>(values: [f64; N], unit: Unit<'_>) -> [String; N] {
    let scaled = values.map(|value| unit.scaled(value));
    let greatest = scaled.iter().copied().filter(|value| value.is_finite()).fold(0.0_f64, |a, b| a.max(b.abs()));
    let mut decimals = decimals_for(greatest);
    let mut texts = scaled.map(|value| trimmed(value, decimals));
    while decimals < MOST_DECIMALS && looks_equal(&scaled, &texts) {
        decimals += 1;
        texts = scaled.map(|value| trimmed(value, decimals));
    }
    texts.map(|digits| unit.attach(digits))
}

/// Whether two numbers that differ are written the same.
fn looks_equal(values: &[f64], texts: &[String]) -> bool {
    values
        .iter()
        .enumerate()
        .any(|(i, a)| (0..i).any(|j| texts[i] == texts[j] && a.is_finite() && values[j].is_finite() && *a != values[j]))
}

/// `1st`, `2nd`, `3rd`, `4th`.
pub fn ordinal(rank: usize) -> String {
    let ending = match (rank % 10, rank % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{rank}{ending}")
}

/// A number with exactly so many digits after the point, for columns and scores: `0.740`.
pub fn fixed(value: f64, decimals: usize) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    let text = format!("{:.*}", decimals.min(MOST_DECIMALS), value.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let nothing = text.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    let sign = if value < 0.0 && !nothing { "−" } else { "" };
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{}{point}{fraction}", separated(whole))
}

/// A share between 0 and 1 in percent: `4.2 %`.
pub fn percent(share: f64) -> String {
    quantity(share, Unit::Share)
}

/// A probability in whole percent; what is neither never nor always is not rounded to it.
pub fn probability(share: f64) -> String {
    match share * 100.0 {
        part if part > 0.0 && part < 0.5 => "< 1 %".to_owned(),
        part if part < 100.0 && part > 99.5 => "> 99 %".to_owned(),
        part => format!("{} %", fixed(part, 0)),
    }
}

/// A whole number with separators: `1,204`.
pub fn count(value: u64) -> String {
    separated(&value.to_string())
}

/// A whole number rounded up to two significant digits, for estimates: 881 becomes `890`.
pub fn about(value: u64) -> String {
    let mut step = 1;
    while value / step >= 100 {
        step *= 10;
    }
    count(value.div_ceil(step).saturating_mul(step))
}

/// So many of something: `1 row`, `1,204 rows`.
pub fn counted(value: usize, one: &str, many: &str) -> String {
    format!("{} {}", count(value as u64), if value == 1 { one } else { many })
}

/// A file's size: `831 bytes`, `28 KB`, `48.2 MB`.
pub fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => counted(bytes as usize, "byte", "bytes"),
        1_000..1_000_000 => format!("{} KB", number(bytes as f64 / 1e3)),
        _ => format!("{} MB", number(bytes as f64 / 1e6)),
    }
}

/// Hours in words: `24 hours`, `14 days`, `30 minutes`.
pub fn duration(hours: f64) -> String {
    let named =
        |value: f64, one: &str, many: &str| format!("{} {}", number(value), if value == 1.0 { one } else { many });
    if hours >= 48.0 && hours % 24.0 == 0.0 {
        named(hours / 24.0, "day", "days")
    } else if hours > 0.0 && hours < 1.0 {
        named(hours * 60.0, "minute", "minutes")
    } else {
        named(hours, "hour", "hours")
    }
}

/// A day as it is written in a sentence: `21 Nov 2026`. A date that is none stays as it is.
pub fn date(date: &Date) -> String {
    let mut parts = date.0.splitn(3, '-');
    let numbers = [parts.next(), parts.next(), parts.next()].map(|part| part.and_then(|part| part.parse::<u32>().ok()));
    match numbers {
        [Some(year), Some(month @ 1..=12), Some(day)] => format!("{day} {} {year}", month_name(month as usize)),
        _ => date.0.clone(),
    }
}

/// The day that a text begins with, written as [`date()`] does, and how long it stands there.
pub fn parse_date(text: &str) -> Option<(Date, usize)> {
    let (day, rest) = text.split_once(' ')?;
    let (month, rest) = rest.split_once(' ')?;
    let number = MONTHS.iter().position(|name| *name == month)? + 1;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let is_day = (1..=2).contains(&day.len()) && day.bytes().all(|byte| byte.is_ascii_digit());
    let written = Date(format!("{}-{number:02}-{day:0>2}", rest.get(..4)?));
    (digits == 4 && is_day).then_some((written, day.len() + month.len() + 6))
}

/// A month's short name, 1 for January: `Jan`.
pub fn month_name(month: usize) -> &'static str {
    MONTHS.get(month.wrapping_sub(1)).copied().unwrap_or("–")
}

/// A list as it is spoken: `a, b and c`.
pub fn list<T: AsRef<str>>(items: &[T]) -> String {
    let mut text = String::new();
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            text.push_str(if index + 1 == items.len() { " and " } else { ", " });
        }
        text.push_str(item.as_ref());
    }
    text
}

/// Digits after the point for a number with three significant ones.
fn decimals_for(value: f64) -> usize {
    if value == 0.0 || !value.is_finite() {
        return 0;
    }
    let magnitude = libm::floor(libm::log10(value.abs())) as i32;
    usize::try_from(SIGNIFICANT - 1 - magnitude).unwrap_or(0).min(MOST_DECIMALS)
}

/// Fixed decimals, without zeros that say nothing.
fn trimmed(value: f64, decimals: usize) -> String {
    let text = fixed(value, decimals);
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

fn separated(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_three_significant_digits_and_their_whole_part() {
        let check = |value: f64, expected: &str| assert_eq!(number(value), expected, "{value:?}");
        check(0.0, "0");
        check(-0.0, "0");
        check(-0.000_000_000_04, "0");
        check(143.456, "143");
        check(14.345, "14.3");
        check(28_408.4, "28,408");
        check(1_234_567.0, "1,234,567");
        check(0.012_345, "0.0123");
        check(-4.2, "−4.2");
        check(0.5, "0.5");
        check(999.6, "1,000");
        check(f64::NAN, "–");
        check(f64::INFINITY, "–");
    }

    #[test]
    fn quantities_carry_their_unit() {
        assert_eq!(quantity(143.2, Unit::Named("ms")), "143 ms");
        assert_eq!(quantity(0.042, Unit::Share), "4.2 %");
        assert_eq!(quantity(0.9996, Unit::Share), "99.96 %");
        assert_eq!(quantity(1.0, Unit::Share), "100 %");
        assert_eq!(quantity(7.0, Unit::named(" ")), "7");
    }

    #[test]
    fn what_differs_looks_different() {
        assert_eq!(quantities([143.2, 231.4, 200.0], Unit::Named("ms")), ["143 ms", "231 ms", "200 ms"]);
        assert_eq!(quantities([200.04, 200.0], Unit::Plain), ["200.04", "200"]);
        assert_eq!(quantities([0.8612, 0.84, 0.8], Unit::Plain), ["0.861", "0.84", "0.8"]);
        assert_eq!(quantities([5.0, 5.0], Unit::Plain), ["5", "5"]);
        assert_eq!(quantities([f64::INFINITY, 5.0], Unit::Plain), ["–", "5"]);
    }

    #[test]
    fn columns_keep_their_decimals() {
        assert_eq!(fixed(0.74, 3), "0.740");
        assert_eq!(fixed(-0.000_1, 3), "0.000");
        assert_eq!(fixed(-1234.5, 1), "−1,234.5");
    }

    #[test]
    fn estimates_of_counts_are_rounded_up() {
        assert_eq!(about(0), "0");
        assert_eq!(about(99), "99");
        assert_eq!(about(881), "890");
        assert_eq!(about(28_408), "29,000");
        assert_eq!(about(u64::MAX).chars().next(), Some('1'));
    }

    #[test]
    fn sizes_of_files() {
        assert_eq!([831, 28_109, 48_200_000].map(size), ["831 bytes", "28.1 KB", "48.2 MB"]);
    }

    #[test]
    fn times_are_written_as_people_say_them() {
        let check = |hours: f64, expected: &str| assert_eq!(duration(hours), expected);
        check(0.5, "30 minutes");
        check(20.0 / 60.0, "20 minutes");
        check(1.0, "1 hour");
        check(24.0, "24 hours");
        check(48.0, "2 days");
        check(100.0, "100 hours");
    }

    #[test]
    fn days_are_written_out() {
        let check = |text: &str, expected: &str| assert_eq!(date(&text.into()), expected);
        check("2026-11-21", "21 Nov 2026");
        check("2027-01-05", "5 Jan 2027");
        check("", "");
        check("2027-13-05", "2027-13-05");
        check("soon", "soon");
        let read = |text: &str| parse_date(text).map(|(date, length)| (date.0, length));
        assert_eq!(read("21 Nov 2026, and on"), Some(("2026-11-21".to_owned(), 11)));
        assert_eq!(read("5 Jan 2027"), Some(("2027-01-05".to_owned(), 10)));
        for text in ["", "5", "5 Jan", "5 Jan 27", "5 Jan 20270", "500 Jan 2027", "2026-11-21", "5 rows 2027"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn counts_and_lists_read_as_spoken() {
        assert_eq!(counted(1, "row", "rows"), "1 row");
        assert_eq!(counted(1204, "row", "rows"), "1,204 rows");
        assert_eq!(list::<&str>(&[]), "");
        assert_eq!(list(&["a"]), "a");
        assert_eq!(list(&["a", "b", "c"]), "a, b and c");
    }
}
