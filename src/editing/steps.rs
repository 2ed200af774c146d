//! The steps of a design as people write them: "5 % 24 h, 25 % 24 h, 100 % 24 h".

/// Shares of traffic and hours as text.
pub fn written(steps: &[(f64, f64)]) -> String {
    let step = |(share, hours): &(f64, f64)| format!("{share} % {hours} h");
    steps.iter().map(step).collect::<Vec<_>>().join(", ")
}

/// What such a text says; nothing where a part of it is not a share and a time. A day is 24 hours, a minute a sixtieth of
/// one.
pub fn read(text: &str) -> Option<Vec<(f64, f64)>> {
    let parts = text.split([',', ';', '\n']).map(str::trim).filter(|part| !part.is_empty());
    let steps: Vec<(f64, f64)> = parts.map(step).collect::<Option<_>>()?;
    (!steps.is_empty()).then_some(steps)
}

fn step(text: &str) -> Option<(f64, f64)> {
    let (share, time) = text.split_once('%')?;
    let time = time.trim().trim_start_matches("for").trim();
    let digits = time.find(|letter: char| letter.is_alphabetic()).unwrap_or(time.len());
    let scale = match time[digits..].trim() {
        "" | "h" | "hour" | "hours" => 1.0,
        "d" | "day" | "days" => 24.0,
        "min" | "m" | "minute" | "minutes" => 1.0 / 60.0,
        _ => return None,
    };
    let number = |text: &str| text.trim().parse::<f64>().ok();
    let (share, hours) = (number(share)?, scale * number(&time[..digits])?);
    ((0.0..=100.0).contains(&share) && hours >= 0.0).then_some((share, hours))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_read_as_they_are_written() {
        let steps = vec![(0.0, 72.0), (5.0, 24.0), (12.5, 0.5), (100.0, 336.0)];
        assert_eq!(read(&written(&steps)), Some(steps));
        assert_eq!(read("5 % for 1 day; 100% 30 min"), Some(vec![(5.0, 24.0), (100.0, 0.5)]));
        for bad in ["", "5", "5 % soon", "% 3 h", "120 % 3 h", "5 % -3 h", "5 % 3 weeks"] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }
}
