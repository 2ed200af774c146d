//! Filling placeholders with computed values.

use crate::findings::{Findings, Screen};
use std::ops::Range;

use super::quantity::Quantity;
use crate::package::{Id, Package};

/// Shown for a value that is known by name but could not be computed yet.
pub const NOT_YET: &str = "(no value yet)";

/// Markdown whose placeholders have been filled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    /// The Markdown; placeholders nobody knows stand in it as they were.
    pub text: String,
    /// Those placeholders, each once, with their braces.
    pub unknown: Vec<String>,
    /// Where each value stands, in order.
    pub places: Vec<Place>,
}

/// One value in filled Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The bytes of [`Filled::text`] it takes.
    pub range: Range<usize>,
    /// What stood there, without its braces.
    pub name: String,
    /// The screen the value comes from.
    pub screen: Screen,
    /// The record it is about; empty for the whole screen.
    pub anchor: Id,
    /// Whether there is a value; otherwise the text says that there is none yet.
    pub known: bool,
}

/// Replaces every `{{name}}` in `text` by its value.
pub fn fill(text: &str, package: &Package, findings: &Findings) -> Filled {
    let mut filled = Filled { text: String::with_capacity(text.len() + text.len() / 4), ..Filled::default() };
    let mut rest = text;
    while let Some((before, name, after)) = next_placeholder(rest) {
        filled.text.push_str(before);
        filled.place(name, package, findings);
        rest = after;
    }
    filled.text.push_str(rest);
    filled
}

/// What stands before the next placeholder, its name as typed, and what stands after it. A name has no
/// braces and no line breaks.
fn next_placeholder(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    loop {
        let open = from + text[from..].find("{{")?;
        let name_at = open + 2;
        let end = name_at + text[name_at..].find(['{', '}', '\n'])?;
        if text[end..].starts_with("}}") && end > name_at {
            return Some((&text[..open], &text[name_at..end], &text[end + 2..]));
        }
        from = open + 1;
    }
}

impl Filled {
    fn place(&mut self, name: &str, package: &Package, findings: &Findings) {
        let Some(computed) = Quantity::parse(name).and_then(|quantity| quantity.value(package, findings)) else {
            let typed = format!("{{{{{name}}}}}");
            self.text.push_str(&typed);
            if !self.unknown.contains(&typed) {
                self.unknown.push(typed);
            }
            return;
        };
        let start = self.text.len();
        self.text.push_str(computed.text.as_deref().unwrap_or(NOT_YET));
        self.places.push(Place {
            range: start..self.text.len(),
            name: name.trim().to_owned(),
            screen: computed.screen,
            anchor: computed.anchor,
            known: computed.text.is_some(),
        });
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::findings::Decision;
    use crate::package::Alternative;

    fn example() -> (Package, Findings) {
        let alternative =
            |id: &str, name: &str| Alternative { id: id.into(), name: name.into(), ..Alternative::default() };
        let package =
            Package { alternatives: vec![alternative("a", "Rules"), alternative("b", "A | B")], ..Package::default() };
        let mut findings = Findings::default();
        findings.outcome.decision = Decision::ConditionalGo;
        (package, findings)
    }

    fn filled(text: &str) -> Filled {
        let (package, findings) = example();
        fill(text, &package, &findings)
    }

    #[test]
    fn names_become_values_and_lead_to_their_screen() {
        let filled = filled("{{outcome}}: {{ name:b }} of {{count:alternatives}}");
        assert_eq!(filled.text, "Conditional go: A \\| B of 2");
        assert!(filled.unknown.is_empty());
        let shown: Vec<&str> = filled.places.iter().map(|place| &filled.text[place.range.clone()]).collect();
        assert_eq!(shown, ["Conditional go", "A \\| B", "2"]);
        assert_eq!(filled.places[1].screen, Screen::Alternatives);
        assert_eq!(filled.places[1].anchor.as_str(), "b");
    }

    #[test]
    fn what_nobody_knows_stays_and_is_listed_once() {
        let filled = filled("{{price}} {{price}} {{score:zebra}} {{name:a:b:c}}");
        assert_eq!(filled.text, "{{price}} {{price}} {{score:zebra}} {{name:a:b:c}}");
        assert_eq!(filled.unknown, ["{{price}}", "{{score:zebra}}", "{{name:a:b:c}}"]);
    }

    #[test]
    fn a_value_not_computed_yet_is_said() {
        let filled = filled("{{score:a}}");
        assert_eq!(filled.text, NOT_YET);
        assert!(!filled.places[0].known);
    }

    #[test]
    fn other_braces_are_left_alone() {
        for text in ["{{}}", "{{a", "{a}", "}}{{", "{{a\nb}}", "{\\{outcome}}"] {
            assert_eq!(filled(text).text, text);
        }
        assert_eq!(filled("{{{outcome}}}").text, "{Conditional go}");
        assert_eq!(filled("{{a {{outcome}}").text, "{{a Conditional go");
    }

    proptest! {
        #[test]
        fn text_without_braces_is_unchanged(text in "[^{}]*") {
            prop_assert_eq!(filled(&text).text, text);
        }

        #[test]
        fn any_text_can_be_filled(text in "[{}a:\n]{0,20}") {
            filled(&text);
        }
    }
}
