//! How long a monitor looks back, as engines write it.

pub use crate::package::window::seconds;

/// Seconds as Prometheus, Argo and Grafana write a duration, in the greatest unit that has a whole number: `5m`.
pub fn duration(seconds: u64) -> String {
    match seconds {
        s if s.is_multiple_of(86_400) => format!("{}d", s / 86_400),
        s if s.is_multiple_of(3600) => format!("{}h", s / 3600),
        s if s.is_multiple_of(60) => format!("{}m", s / 60),
        s => format!("{s}s"),
    }
}

/// Seconds as people read them.
pub fn said(seconds: u64) -> String {
    crate::publish::words::figure::duration(seconds as f64 / 3600.0)
}

/// Seconds in minutes and seconds alone, as Go's and Flagger's durations: `1440m`.
pub fn minutes(seconds: u64) -> String {
    if seconds.is_multiple_of(60) { format!("{}m", seconds / 60) } else { format!("{seconds}s") }
}

/// Hours of a stage in whole seconds; nothing for none, or for more than a year.
pub fn of_hours(hours: f64) -> Option<u64> {
    let seconds = (hours * 3600.0).round();
    (1.0..=366.0 * 86_400.0).contains(&seconds).then_some(seconds as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_are_read_as_people_write_them() {
        let check =
            |text: &str, expected: Option<&str>| assert_eq!(seconds(text).map(duration).as_deref(), expected, "{text}");
        check("5 min", Some("5m"));
        check("4 h", Some("4h"));
        check("7 days", Some("7d"));
        check("24 h", Some("1d"));
        check("1,5 h", Some("90m"));
        check("30s", Some("30s"));
        check("1 Week", Some("7d"));
        for text in ["", "5", "a while", "0 min", "-1 h", "1 year", "5 min later", "NaN h", "inf d", "1e9 d"] {
            check(text, None);
        }
        assert_eq!(minutes(86_400), "1440m");
        assert_eq!(of_hours(0.0), None);
        assert_eq!(of_hours(f64::NAN), None);
    }
}
