//! Numbers as people read them in a chart.

/// How values of a quantity are written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unit {
    /// Stands behind the number, such as "ms"; empty for a plain number.
    pub suffix: String,
    /// Whether a value between 0 and 1 is written in percent.
    pub percent: bool,
}

impl Unit {
    /// Values with a suffix; empty or "%" for none beside the number. "%" means the values are percentages already.
    pub fn new(suffix: &str) -> Self {
        Self { suffix: suffix.to_owned(), percent: false }
    }

    /// Shares between 0 and 1, written in percent.
    pub fn share() -> Self {
        Self { suffix: "%".to_owned(), percent: true }
    }

    /// The value to three significant digits, with its unit.
    pub fn write(&self, value: f64) -> String {
        self.with_suffix(short(self.shown(value)))
    }

    /// The value with as many places as ticks `step` apart need, with its unit.
    pub fn write_tick(&self, value: f64, step: f64) -> String {
        self.with_suffix(fixed(self.shown(value), places(self.shown(step))))
    }

    /// An interval, the unit once.
    pub fn write_interval(&self, low: f64, high: f64) -> String {
        self.with_suffix(format!("{} to {}", short(self.shown(low)), short(self.shown(high))))
    }

    fn shown(&self, value: f64) -> f64 {
        if self.percent { value * 100.0 } else { value }
    }

    fn with_suffix(&self, number: String) -> String {
        if self.suffix.is_empty() { number } else { format!("{number} {}", self.suffix) }
    }
}

/// `value` with exactly `places` digits behind the point, thousands apart, and a true minus.
pub fn fixed(value: f64, places: usize) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    let plain = format!("{:.*}", places, value.abs());
    let (whole, rest) = plain.split_at(plain.find('.').unwrap_or(plain.len()));
    let mut text = String::with_capacity(plain.len() + 4);
    if value < 0.0 && plain.bytes().any(|byte| (b'1'..=b'9').contains(&byte)) {
        text.push('−');
    }
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    text.push_str(rest);
    text
}

/// `value` to three significant digits, without zeros at the end.
pub fn short(value: f64) -> String {
    let size = value.abs();
    let digits = match size {
        _ if size >= 100.0 || size == 0.0 => 0,
        _ if size >= 10.0 => 1,
        _ if size >= 1.0 => 2,
        _ if size >= 0.1 => 3,
        _ if size >= 0.01 => 4,
        _ => 6,
    };
    let text = fixed(value, digits);
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// A score or weight: two places.
pub fn score(value: f64) -> String {
    fixed(value, 2)
}

/// A share between 0 and 1 in whole percent; what is neither nothing nor all never rounds to it.
pub fn percent(share: f64) -> String {
    match share * 100.0 {
        part if part > 0.0 && part < 0.5 => "< 1 %".to_owned(),
        part if part < 100.0 && part > 99.5 => "> 99 %".to_owned(),
        part => format!("{} %", fixed(part, 0)),
    }
}

/// Places behind the point that tell values `step` apart.
pub fn places(step: f64) -> usize {
    let mut places = 0;
    let mut left = step.abs();
    while places < 8 && left > 0.0 && (left - (left + 0.5).floor()).abs() > 1e-6 * left.max(1e-3) {
        left *= 10.0;
        places += 1;
    }
    places
}

/// "one", "one and two", "one, two and three".
pub fn list(words: &[impl AsRef<str>]) -> String {
    let mut text = String::new();
    for (place, word) in words.iter().enumerate() {
        if place > 0 {
            text.push_str(if place + 1 == words.len() { " and " } else { ", " });
        }
        text.push_str(word.as_ref());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_for_people() {
        assert_eq!(fixed(28408.0, 0), "28,408");
        assert_eq!(fixed(-1234.5, 1), "−1,234.5");
        assert_eq!(fixed(-0.001, 2), "0.00");
        assert_eq!(fixed(f64::NAN, 2), "–");
        assert_eq!(short(143.2), "143");
        assert_eq!(short(14.32), "14.3");
        assert_eq!(short(2.0), "2");
        assert_eq!(short(0.0451), "0.0451");
        assert_eq!(short(100.0), "100");
        assert_eq!(percent(0.004), "< 1 %");
        assert_eq!(percent(0.999), "> 99 %");
        assert_eq!(percent(1.0), "100 %");
        assert_eq!(Unit::share().write(0.041), "4.1 %");
        assert_eq!(Unit::new("ms").write_interval(120.0, 231.0), "120 to 231 ms");
    }

    #[test]
    fn ticks_get_the_places_they_need() {
        for (step, expected) in [(1.0, 0), (0.5, 1), (0.25, 2), (20.0, 0), (0.002, 3)] {
            assert_eq!(places(step), expected, "{step}");
        }
        assert_eq!(Unit::share().write_tick(0.05, 0.01), "5 %");
    }

    #[test]
    fn lists_end_in_and() {
        assert_eq!(list(&["a", "b", "c"]), "a, b and c");
        assert_eq!(list(&["a"]), "a");
    }
}
