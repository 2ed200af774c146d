//! How long a monitor looks back, as people write it: "5 min", "4 h", "7 days".

/// Seconds in each unit that people write, and in Prometheus' letters.
const UNITS: [(&[&str], u64); 5] = [
    (&["s", "sec", "secs", "second", "seconds"], 1),
    (&["m", "min", "mins", "minute", "minutes"], 60),
    (&["h", "hr", "hrs", "hour", "hours"], 3600),
    (&["d", "day", "days"], 86_400),
    (&["w", "week", "weeks"], 604_800),
];

/// The longest window that is worth asking a database for, in seconds: 90 days.
const LONGEST: f64 = 90.0 * 86_400.0;

/// Seconds of a window as people write it, at least one; nothing when it is not a number with a unit of time.
pub fn seconds(text: &str) -> Option<u64> {
    let text = text.trim().to_lowercase();
    let unit_at = text.find(|letter: char| letter.is_alphabetic())?;
    let (number, unit) = text.split_at(unit_at);
    let number: f64 = number.trim().replace(',', ".").parse().ok()?;
    let (_, seconds) = UNITS.iter().find(|(names, _)| names.contains(&unit.trim_end_matches('.')))?;
    let seconds = (number * *seconds as f64).round();
    (1.0..=LONGEST).contains(&seconds).then_some(seconds as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_is_a_number_with_a_unit_of_time() {
        let check = |text: &str, expected| assert_eq!(seconds(text), expected, "{text}");
        check("5 min", Some(300));
        check("1,5 h", Some(5_400));
        check(" 7 Days ", Some(604_800));
        check("1 deployment", None);
        check("", None);
    }
}
