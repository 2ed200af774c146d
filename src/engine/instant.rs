//! Dates and times as ISO 8601 writes them.

const DAY: i64 = 86_400_000;

/// The instant an ISO 8601 date (`2026-11-21`) or date and time (`2026-11-21T09:30:00.5+02:00`, also
/// with a space, without seconds, without zone) stands for, in milliseconds since 1970 UTC.
pub fn parse_instant(text: &str) -> Option<i64> {
    let text = text.trim().as_bytes();
    let day = parse_day(text.get(..10)?)?;
    let midnight = day * DAY;
    match text.get(10..)? {
        [] => Some(midnight),
        [b'T' | b't' | b' ', clock @ ..] => Some(midnight + parse_clock(clock)?),
        _ => None,
    }
}

fn parse_day(text: &[u8]) -> Option<i64> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *text else { return None };
    let (year, month, day) = (digits(&[y1, y2, y3, y4])?, digits(&[m1, m2])?, digits(&[d1, d2])?);
    let count = day_of(year, month, day);
    ((1..=12).contains(&month) && civil(count) == (year, month, day)).then_some(count)
}

fn parse_clock(text: &[u8]) -> Option<i64> {
    let zone = text.iter().position(|byte| matches!(byte, b'Z' | b'z' | b'+' | b'-')).unwrap_or(text.len());
    let (clock, zone) = text.split_at(zone);
    let (hour, minute, rest) = match clock.trim_ascii_end() {
        [h1, h2, b':', m1, m2, rest @ ..] => (digits(&[*h1, *h2])?, digits(&[*m1, *m2])?, rest),
        _ => return None,
    };
    let (second, fraction) = match rest {
        [] => (0, 0),
        [b':', s1, s2] => (digits(&[*s1, *s2])?, 0),
        [b':', s1, s2, b'.' | b',', fraction @ ..] => (digits(&[*s1, *s2])?, milliseconds(fraction)?),
        _ => return None,
    };
    let within = hour < 24 && minute < 60 && second <= 60;
    within.then_some(((hour * 60 + minute) * 60 + second) * 1000 + fraction - parse_zone(zone)?)
}

fn parse_zone(text: &[u8]) -> Option<i64> {
    let (sign, hours, minutes) = match text {
        [] | [b'Z' | b'z'] => return Some(0),
        [sign, h1, h2] => (sign, digits(&[*h1, *h2])?, 0),
        [sign, h1, h2, m1, m2] | [sign, h1, h2, b':', m1, m2] => (sign, digits(&[*h1, *h2])?, digits(&[*m1, *m2])?),
        _ => return None,
    };
    let size = (hours * 60 + minutes) * 60_000;
    match sign {
        b'+' => Some(size),
        b'-' => Some(-size),
        _ => None,
    }
}

fn milliseconds(fraction: &[u8]) -> Option<i64> {
    let size = fraction.len();
    let value = digits(&fraction[..size.min(3)])?;
    digits(fraction).filter(|_| (1..=9).contains(&size))?;
    Some(value * [1, 100, 10, 1][size.min(3)])
}

fn digits(text: &[u8]) -> Option<i64> {
    text.iter().try_fold(0, |value, byte| byte.is_ascii_digit().then(|| value * 10 + i64::from(byte - b'0')))
}

/// The date `days` after 1970-01-01, as `2026-11-21`.
pub fn date_text(days: i64) -> String {
    let (year, month, day) = civil(days);
    format!("{year:04}-{month:02}-{day:02}")
}

/// The instant so many milliseconds after 1970-01-01T00:00Z, as `2026-11-21T09:30:00Z`, with a fraction where there is
/// one.
pub fn instant_text(instant: i64) -> String {
    let (day, clock) = (date_text(instant.div_euclid(DAY)), instant.rem_euclid(DAY));
    let (seconds, fraction) = (clock / 1000, clock % 1000);
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let fraction = if fraction == 0 { String::new() } else { format!(".{fraction:03}") };
    format!("{day}T{hour:02}:{minute:02}:{second:02}{fraction}Z")
}

/// The day of an ISO date, counted from 1970-01-01.
pub fn parse_date(text: &str) -> Option<i64> {
    parse_day(text.as_bytes())
}

/// Days from 1970-01-01 to a date of the Gregorian calendar (Hinnant, "chrono-compatible low-level
/// date algorithms", `days_from_civil`).
fn day_of(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// Year, month and day of a day counted from 1970-01-01 (Hinnant, `civil_from_days`).
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day_of_year - (153 * shifted + 2) / 5 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iso_texts_are_instants() {
        let cases: &[(&str, Option<i64>)] = &[
            ("1970-01-01", Some(0)),
            ("2000-02-29", Some(951_782_400_000)),
            ("2026-11-21T09:30:00Z", Some(1_795_253_400_000)),
            ("2026-11-21 09:30", Some(1_795_253_400_000)),
            ("2026-11-21T11:30:00.25+02:00", Some(1_795_253_400_250)),
            ("2026-11-21T04:00:00,123456-0530", Some(1_795_253_400_123)),
            ("1969-12-31T23:59:59.999Z", Some(-1)),
            ("2025-02-29", None),
            ("2026-13-01", None),
            ("2026-11-21T25:00", None),
            ("2026-11-21x", None),
            ("21.11.2026", None),
            ("20261121", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(parse_instant(text), *expected, "{text}");
        }
    }

    #[test]
    fn days_and_dates_are_inverse() {
        for days in (-200_000..200_000).step_by(37) {
            assert_eq!(parse_date(&date_text(days)), Some(days));
        }
    }

    #[test]
    fn instants_and_their_texts_are_inverse() {
        assert_eq!(instant_text(1_795_253_400_000), "2026-11-21T09:30:00Z");
        assert_eq!(instant_text(-1), "1969-12-31T23:59:59.999Z");
        for instant in (-9_000_000_000_000..9_000_000_000_000).step_by(7_654_321_009) {
            assert_eq!(parse_instant(&instant_text(instant)), Some(instant));
        }
    }
}
