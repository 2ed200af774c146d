//! Numbers written in text.

use super::delimited::Column;

/// Powers of ten that a double holds exactly.
const POWERS: [f64; 16] = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];
/// The most digits whose every number a double holds exactly.
const EXACT_DIGITS: usize = 15;

/// A number written plainly (`-12.50`: at most 15 digits, no leading zeros, no exponent) and how many
/// decimals it has. Value and decimals give the text back exactly.
///
/// Both the digits and the power of ten are exact doubles, so that their quotient is the nearest double
/// to the number (Clinger 1990).
pub fn plain(text: &[u8]) -> Option<(f64, u8)> {
    let (negative, digits) = match text {
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
    if count > EXACT_DIGITS || (point.is_some() && decimals == 0) {
        return None;
    }
    Some((quotient(negative, mantissa, decimals), decimals as u8))
}

#[inline]
fn quotient(negative: bool, mantissa: u64, decimals: usize) -> f64 {
    let value = mantissa as i64 as f64 / POWERS[decimals];
    if negative { -value } else { value }
}

/// Reads a column's cells from row `from` on, as long as they are plain numbers, and gives the row of the first
/// that is none; see [`plain`].
pub fn take_plain(column: Column, from: usize, numbers: &mut Vec<f64>, decimals: &mut Vec<u8>) -> usize {
    let (text, cells) = column.ranges(from);
    let mut row = from;
    for (start, end) in cells {
        let Some((value, places)) = plain_within(text, start, end) else { break };
        numbers.push(value);
        decimals.push(places);
        row += 1;
    }
    row
}

/// As [`plain`], of the bytes from `start` to `end`, eight at a time.
#[inline]
fn plain_within(text: &[u8], start: usize, end: usize) -> Option<(f64, u8)> {
    if text.len() < end + 8 {
        return plain(&text[start..end]);
    }
    let negative = text[start] == b'-';
    let first = start + usize::from(negative);
    match end.wrapping_sub(first) {
        length @ 1..=8 => short(word(text, first)?, length, negative),
        length @ 9..=16 => long(text, first, length, negative),
        _ => None,
    }
}

const fn each(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}

fn word(text: &[u8], start: usize) -> Option<u64> {
    Some(u64::from_le_bytes(*text.get(start..)?.first_chunk()?))
}

/// A plain number without its sign, which is the first `length` (1 to 8) bytes of a word.
#[inline]
fn short(word: u64, length: usize, negative: bool) -> Option<(f64, u8)> {
    // Digits become 0 to 9 and stand last, zeros before them; a point becomes 0x1e.
    let digits = (word ^ each(b'0')) << (64 - 8 * length);
    let others = digits ^ each(b'.' ^ b'0');
    // The high bit of each byte that was a point.
    let points = !(((others & each(0x7f)) + each(0x7f)) | others) & each(0x80);
    let [one, two, ..] = word.to_le_bytes();
    let padded = one == b'0' && two != b'.' && length > 1;
    if padded || one == b'.' || points & points.wrapping_sub(1) != 0 || points >> 63 == 1 {
        return None;
    }
    let (digits, decimals) = match points {
        0 => (digits, 0),
        points => {
            let place = points.trailing_zeros() & !7;
            let before = digits & ((1 << place) - 1);
            (((digits >> place) & !0xff) << place | before << 8, 7 - place as usize / 8)
        }
    };
    let value = eight_digits(digits)?;
    Some((quotient(negative, value, decimals), decimals as u8))
}

/// The number of eight digits, each a byte from 0 to 9, the first in the lowest; `None` when one is none.
#[inline]
fn eight_digits(digits: u64) -> Option<u64> {
    if (digits.wrapping_add(each(0x76)) | digits) & each(0x80) != 0 {
        return None;
    }
    // Pairs, then fours, then all eight: neighbours are multiplied and added in one multiplication each.
    let pairs = digits.wrapping_mul(10) + (digits >> 8);
    let low = (pairs & 0x0000_00ff_0000_00ff).wrapping_mul(0x000f_4240_0000_0064);
    let high = ((pairs >> 16) & 0x0000_00ff_0000_00ff).wrapping_mul(0x0000_2710_0000_0001);
    Some(low.wrapping_add(high) >> 32)
}

/// A plain number without its sign, of `length` (9 to 16) bytes; eight more follow it.
fn long(text: &[u8], first: usize, length: usize, negative: bool) -> Option<(f64, u8)> {
    let cell = &text[first..first + length];
    if let [b'0', b'0'..=b'9', ..] | [b'.', ..] | [.., b'.'] = cell {
        return None;
    }
    let whole = cell.iter().position(|byte| *byte == b'.').unwrap_or(length);
    let decimals = (length - whole).saturating_sub(1);
    if whole + decimals > EXACT_DIGITS {
        return None;
    }
    let mantissa = whole_number(text, first, whole)? * POWERS[decimals] as u64
        + if decimals == 0 { 0 } else { whole_number(text, first + whole + 1, decimals)? };
    Some((quotient(negative, mantissa, decimals), decimals as u8))
}

/// The number of 1 to 16 digits; eight more bytes follow them.
fn whole_number(text: &[u8], start: usize, count: usize) -> Option<u64> {
    let last = |start, count| eight_digits((word(text, start)? ^ each(b'0')) << (64 - 8 * count));
    match count.checked_sub(8) {
        None | Some(0) => last(start, count),
        Some(more) => Some(last(start, more)? * 100_000_000 + last(start + more, 8)?),
    }
}

/// A number with a point as its decimal mark, perhaps with an exponent: the nearest double. Whole numbers with
/// leading zeros are none.
pub fn number(text: &[u8]) -> Option<f64> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn plain_numbers_are_only_those_that_can_be_written_back() {
        for text in ["", "-", ".", "1.", ".5", "00", "01.5", "1e5", "+1", "1234567890123456", "1.2.3", " 1"] {
            assert_eq!(plain(text.as_bytes()), None, "{text:?}");
        }
    }

    /// Texts that are plain numbers, or nearly.
    fn texts() -> impl Strategy<Value = String> {
        prop_oneof!["-?[0-9]{0,9}[.]?[0-9]{0,9}", "-?(0|[1-9][0-9]{0,8})([.][0-9]{1,6})?", "[-0-9.e:/ ]{0,17}"]
    }

    proptest! {
        #[test]
        fn a_plain_number_is_the_nearest_double_and_writes_back(text in texts()) {
            if let Some((value, decimals)) = plain(text.as_bytes()) {
                prop_assert_eq!(value.to_bits(), text.parse::<f64>().unwrap().to_bits());
                prop_assert_eq!(format!("{:.*}", usize::from(decimals), value), text);
            }
        }

        #[test]
        fn eight_bytes_at_a_time_it_is_the_same(text in texts(), after in "[-0-9.,]{0,17}") {
            let whole = format!("9{text}{after}");
            let bits = |found: Option<(f64, u8)>| found.map(|(value, decimals)| (value.to_bits(), decimals));
            let found = plain_within(whole.as_bytes(), 1, 1 + text.len());
            prop_assert_eq!(bits(found), bits(plain(text.as_bytes())));
        }

        #[test]
        fn a_number_is_the_nearest_double(text in "[-+]?[0-9]{0,25}[.]?[0-9]{0,25}([eE][-+]?[0-9]{1,3})?", value in any::<f64>()) {
            let digits = text.trim_start_matches(['-', '+']).as_bytes();
            let padded = matches!(digits, [b'0', b'0'..=b'9', ..]);
            let expected = text.parse::<f64>().ok().filter(|_| !padded);
            prop_assert_eq!(number(text.as_bytes()).map(f64::to_bits), expected.map(f64::to_bits));
            if value.is_finite() {
                prop_assert_eq!(number(format!("{value:e}").as_bytes()).map(f64::to_bits), Some(value.to_bits()));
            }
        }
    }
}
