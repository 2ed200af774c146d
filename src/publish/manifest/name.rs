//! Names as the targets take them.

use std::collections::BTreeSet;

/// The most letters of a label of DNS (RFC 1123).
const LONGEST: usize = 63;

/// A label of DNS made of a text: small letters, digits and single dashes, at most 63 in all, begun with a letter; the
/// `fallback` when nothing of the text is left.
pub fn dns(text: &str, fallback: &str) -> String {
    let name = words(text).join("-").to_ascii_lowercase();
    let name: String =
        name.trim_start_matches(|letter: char| !letter.is_ascii_alphabetic()).chars().take(LONGEST).collect();
    match name.trim_matches('-') {
        "" => fallback.to_owned(),
        name => name.to_owned(),
    }
}

/// A metric's name made of a text: small letters, digits and single underscores, begun with a letter.
pub fn metric(text: &str, fallback: &str) -> String {
    let name = words(text).join("_").to_ascii_lowercase();
    let name: String = name.trim_start_matches(|one: char| !one.is_ascii_alphabetic()).chars().take(LONGEST).collect();
    match name.trim_end_matches('_') {
        "" => fallback.to_owned(),
        name => name.to_owned(),
    }
}

/// An alert's name made of a text: words run together, each begun with a capital.
pub fn alert(text: &str, fallback: &str) -> String {
    let capital = |word: &str| {
        let (first, rest) = word.split_at(1);
        first.to_ascii_uppercase() + rest
    };
    let name: String = words(text).into_iter().map(capital).collect();
    let name: String = name.trim_start_matches(|letter: char| letter.is_ascii_digit()).chars().take(LONGEST).collect();
    if name.is_empty() { fallback.to_owned() } else { name }
}

/// The words of a text, of letters and digits that every target takes.
fn words(text: &str) -> Vec<&str> {
    text.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

/// Gives every record of a file a name of its own.
#[derive(Debug, Default)]
pub struct Names(BTreeSet<String>);

impl Names {
    /// The name, with a number behind the separator when it is taken.
    pub fn unused(&mut self, name: String, separator: &str) -> String {
        let with = |number: usize| {
            let ending = format!("{separator}{number}");
            let kept: String = name.chars().take(LONGEST - ending.len()).collect();
            kept + &ending
        };
        let numbered = std::iter::once(name.clone()).chain((2..).map(with));
        let free = numbered.into_iter().find(|candidate| !self.0.contains(candidate)).unwrap_or_default();
        self.0.insert(free.clone());
        free
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_text_becomes_a_name_of_each_kind() {
        assert_eq!(dns("Goes well with: p99 (ms)", "x"), "goes-well-with-p99-ms");
        assert_eq!(dns("99 %", "gate"), "gate");
        assert_eq!(dns("2nd try", "gate"), "nd-try");
        assert_eq!(metric("p99 latency", "x"), "p99_latency");
        assert_eq!(alert("p99 latency of a proposal", "x"), "P99LatencyOfAProposal");
        assert_eq!(alert("…", "Monitor3"), "Monitor3");
        let mut names = Names::default();
        let all: Vec<String> = (0..3).map(|_| names.unused("a".to_owned(), "-")).collect();
        assert_eq!(all, ["a", "a-2", "a-3"]);
    }

    proptest! {
        #[test]
        fn a_name_is_what_the_target_takes(text in any::<String>()) {
            let name = dns(&text, "x");
            prop_assert!(name.len() <= 63 && name.starts_with(|one: char| one.is_ascii_lowercase()));
            prop_assert!(name.ends_with(|one: char| one.is_ascii_alphanumeric()));
            prop_assert!(name.chars().all(|one| one.is_ascii_lowercase() || one.is_ascii_digit() || one == '-'));
            prop_assert!(alert(&text, "X").starts_with(|one: char| one.is_ascii_alphabetic()));
            prop_assert!(metric(&text, "x").starts_with(|one: char| one.is_ascii_lowercase()));
            prop_assert!(metric(&text, "x").chars().all(|one| one.is_ascii_lowercase() || one.is_ascii_digit() || one == '_'));
        }
    }
}
