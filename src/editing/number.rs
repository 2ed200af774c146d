//! Numbers as people type them: every problem, or a value.

use std::fmt::{self, Display, Formatter};

pub use crate::telemetry::sheet::{percent, share};

/// What a field of numbers takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Numbers {
    /// The least it takes.
    pub least: f64,
    /// The most it takes.
    pub most: f64,
    /// Whether it takes whole numbers only.
    pub whole: bool,
    /// Whether it may not be left empty.
    pub required: bool,
    /// Whether its numbers are in percent, so that a per cent sign behind one changes nothing. In other fields the sign
    /// makes the number a share: `81 %` is 0.81.
    pub in_percent: bool,
}

/// What is wrong with what was typed; displays as what to do about it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Problem {
    /// It is no number.
    NoNumber,
    /// It is a number beyond those that can be computed with.
    TooLarge,
    /// It has decimals.
    NotWhole,
    /// It is less than this.
    Below(f64),
    /// It is more than this.
    Above(f64),
    /// Nothing was typed.
    Empty,
}

impl Numbers {
    /// Any number, or none.
    pub const ANY: Self =
        Self { least: f64::NEG_INFINITY, most: f64::INFINITY, whole: false, required: false, in_percent: false };

    /// A number from `least` to `most`.
    pub const fn between(least: f64, most: f64) -> Self {
        Self { least, most, required: true, ..Self::ANY }
    }

    /// A whole number from `least` to `most`.
    pub const fn whole(least: f64, most: f64) -> Self {
        Self { whole: true, ..Self::between(least, most) }
    }

    /// A whole number from `least` to `most`, or none.
    pub const fn whole_if_any(least: f64, most: f64) -> Self {
        Self { required: false, ..Self::whole(least, most) }
    }

    /// The number that `text` means, or none when it is empty. A comma or a point stands before the decimals,
    /// spaces between groups of digits, and the minus may be a hyphen or a minus sign; a per cent sign may follow.
    ///
    /// # Errors
    /// Every problem there is.
    pub fn parse(&self, text: &str) -> Result<Option<f64>, Vec<Problem>> {
        let plain: String = text.chars().filter(|letter| !letter.is_whitespace()).map(plain_letter).collect();
        if plain.is_empty() {
            return if self.required { Err(vec![Problem::Empty]) } else { Ok(None) };
        }
        let (digits, percent) = plain.strip_suffix('%').map_or((plain.as_str(), false), |digits| (digits, true));
        // What the standard library reads beside figures, such as "inf" and "nan", is no number here.
        let figures = digits.chars().all(|letter| letter.is_ascii_digit() || "+-.eE".contains(letter));
        let number = digits.parse::<f64>().ok().filter(|_| figures).ok_or_else(|| vec![Problem::NoNumber])?;
        let number = if percent && !self.in_percent { share(number) } else { number };
        let problems = self.problems(number);
        if problems.is_empty() { Ok(Some(number)) } else { Err(problems) }
    }

    fn problems(&self, number: f64) -> Vec<Problem> {
        if number.is_infinite() {
            return vec![Problem::TooLarge];
        }
        let found = [
            (self.whole && number.fract() != 0.0, Problem::NotWhole),
            (number < self.least, Problem::Below(self.least)),
            (number > self.most, Problem::Above(self.most)),
        ];
        found.into_iter().filter_map(|(is_one, problem)| is_one.then_some(problem)).collect()
    }
}

fn plain_letter(letter: char) -> char {
    match letter {
        ',' => '.',
        '−' => '-',
        other => other,
    }
}

/// A number as it is typed: the shortest text that means this number and no other. Empty for none.
pub fn typed(number: Option<f64>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

impl Display for Problem {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoNumber => out.write_str("Write a number, such as 12.5"),
            Self::TooLarge => out.write_str("Write a smaller number"),
            Self::NotWhole => out.write_str("Write a whole number"),
            Self::Below(least) => write!(out, "Write {least} or more"),
            Self::Above(most) => write!(out, "Write {most} or less"),
            Self::Empty => out.write_str("Write a number"),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn people_write_numbers_in_many_ways() {
        let check = |text: &str, expected: Option<f64>| assert_eq!(Numbers::ANY.parse(text), Ok(expected), "{text:?}");
        check("12.5", Some(12.5));
        check("12,5", Some(12.5));
        check("1.", Some(1.0));
        check(",5", Some(0.5));
        check(".5", Some(0.5));
        check("-3", Some(-3.0));
        check("−3", Some(-3.0));
        check("+3", Some(3.0));
        check(" 1 000 000 ", Some(1e6));
        check("1\u{a0}000\u{202f}000", Some(1e6));
        check("1e3", Some(1_000.0));
        check("2E-3", Some(0.002));
        check("1,234", Some(1.234));
        check("81 %", Some(0.81));
        check("12,3%", Some(0.123));
        check("", None);
        check("  ", None);
    }

    #[test]
    fn what_is_no_number_is_not_taken_for_one() {
        for text in [
            "-",
            "+",
            ".",
            ",",
            "1e",
            "1e-",
            "e5",
            "1.2.3",
            "1,234.5",
            "12a",
            "inf",
            "-Infinity",
            "NaN",
            "0x1f",
            "½",
            "%",
            "5 % 3",
            "5 %%",
            "%5",
        ] {
            assert_eq!(Numbers::ANY.parse(text), Err(vec![Problem::NoNumber]), "{text:?}");
        }
        assert_eq!(Numbers::ANY.parse("1e400"), Err(vec![Problem::TooLarge]));
    }

    #[test]
    fn a_per_cent_sign_changes_nothing_where_percent_is_meant() {
        let percent = Numbers { in_percent: true, ..Numbers::ANY };
        assert_eq!((percent.parse("81 %"), percent.parse("81")), (Ok(Some(81.0)), Ok(Some(81.0))));
        assert_eq!(Numbers::between(0.0, 1.0).parse("81 %"), Ok(Some(0.81)));
        assert_eq!(Numbers::between(0.0, 1.0).parse("810 %"), Err(vec![Problem::Above(1.0)]));
        assert_eq!(Numbers::whole(0.0, 9.0).parse("5 %"), Err(vec![Problem::NotWhole]));
    }

    #[test]
    fn every_problem_is_told() {
        let check = |numbers: Numbers, text: &str, expected: &[&str]| {
            let told = numbers.parse(text).err().unwrap_or_default();
            let told: Vec<String> = told.iter().map(ToString::to_string).collect();
            assert_eq!(told, expected, "{text:?}");
        };
        let draws = Numbers::whole(100.0, 1_000_000.0);
        check(draws, "2.5", &["Write a whole number", "Write 100 or more"]);
        check(draws, "1000001", &["Write 1000000 or less"]);
        check(draws, "", &["Write a number"]);
        check(draws, "100", &[]);
        check(draws, "1000000", &[]);
        check(Numbers::between(0.0, 1.0), "-0.1", &["Write 0 or more"]);
        check(Numbers::between(0.0, 1.0), "1,1", &["Write 1 or less"]);
    }

    #[test]
    fn percents_are_the_shares_their_decimals_mean() {
        for (typed, meant) in [(12.3, 0.123), (7.0, 0.07), (0.1, 0.001), (100.0, 1.0), (-5.5, -0.055), (1e-7, 1e-9)] {
            assert_eq!((share(typed), percent(meant)), (meant, typed));
        }
    }

    proptest! {
        #[test]
        fn a_number_shown_again_means_itself(number in any::<f64>().prop_filter("finite", |it| it.is_finite())) {
            let again = Numbers::ANY.parse(&typed(Some(number))).unwrap().unwrap();
            prop_assert_eq!(again.to_bits(), number.to_bits());
        }

        #[test]
        fn whatever_is_taken_is_within_bounds(text in "[-+]?[0-9]{0,4}[.,]?[0-9]{0,2}", whole: bool) {
            let numbers = Numbers { whole, ..Numbers::between(-20.0, 300.0) };
            if let Ok(number) = numbers.parse(&text) {
                let number = number.unwrap();
                prop_assert!((-20.0..=300.0).contains(&number) && (!whole || number.fract() == 0.0));
            }
        }

        #[test]
        fn a_percentage_is_shown_as_it_was_typed(hundredths in -1_000_000i32..1_000_000) {
            let typed = f64::from(hundredths) / 100.0;
            prop_assert_eq!(percent(share(typed)), typed);
        }

        #[test]
        fn no_text_is_too_strange(text in any::<String>()) {
            let _ = Numbers::whole(0.0, 9.0).parse(&text);
        }
    }
}
