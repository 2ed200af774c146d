//! Numbers as charts write them, beside those of [`crate::publish::words::figure`].

pub use crate::publish::words::figure::{Unit, duration, fixed, list, number, ordinal, probability, quantity};

/// A tick with as many places as ticks `step` apart need.
pub fn tick(value: f64, step: f64, unit: Unit<'_>) -> String {
    match unit {
        Unit::Plain => fixed(value, places(step)),
        Unit::Share => format!("{} %", fixed(value * 100.0, places(step * 100.0))),
        Unit::Named(name) => format!("{} {name}", fixed(value, places(step))),
    }
}

/// The unit's name as it stands alone, as at the head of an axis; empty for a plain number.
pub fn unit_name(unit: Unit<'_>) -> &str {
    match unit {
        Unit::Plain => "",
        Unit::Share => "%",
        Unit::Named(name) => name,
    }
}

/// An interval, the unit once: `120 to 231 ms`.
pub fn interval(low: f64, high: f64, unit: Unit<'_>) -> String {
    let scale = if unit == Unit::Share { 100.0 } else { 1.0 };
    let words = format!("{} to {}", number(low * scale), number(high * scale));
    match unit_name(unit) {
        "" => words,
        name => format!("{words} {name}"),
    }
}

/// A score or weight: two places.
pub fn score(value: f64) -> String {
    fixed(value, 2)
}

/// A weight in percent, with a tenth where there is one: `7.7 %`.
pub fn weight(share: f64) -> String {
    let digits = fixed(share * 100.0, 1);
    format!("{} %", digits.strip_suffix(".0").unwrap_or(&digits))
}

/// A share in percent with a tenth, for columns: `31.6 %`.
pub fn percent(share: f64) -> String {
    format!("{} %", fixed(share * 100.0, 1))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_get_the_places_they_need() {
        for (step, expected) in [(1.0, 0), (0.5, 1), (0.25, 2), (20.0, 0), (0.002, 3)] {
            assert_eq!(places(step), expected, "{step}");
        }
        assert_eq!(tick(0.05, 0.01, Unit::Share), "5 %");
        assert_eq!(tick(-0.5, 0.5, Unit::Plain), "−0.5");
    }

    #[test]
    fn a_probability_is_never_rounded_to_certainty() {
        assert_eq!(probability(0.004), "< 1 %");
        assert_eq!(probability(0.999), "> 99 %");
        assert_eq!(probability(1.0), "100 %");
        assert_eq!(probability(0.316), "32 %");
    }

    #[test]
    fn a_weight_has_at_most_a_tenth() {
        assert_eq!(weight(0.0769), "7.7 %");
        assert_eq!(weight(0.3), "30 %");
    }

    #[test]
    fn an_interval_names_its_unit_once() {
        assert_eq!(interval(120.0, 231.4, Unit::Named("ms")), "120 to 231 ms");
        assert_eq!(interval(0.01, 0.042, Unit::Share), "1 to 4.2 %");
    }
}
