//! The glossary: terms of art, each in a sentence with its source. Screens, memo and README draw on it.

use std::ops::Range;

/// A term of art.
#[derive(Debug, PartialEq, Eq)]
pub struct Term {
    /// As it is listed: "Wilson interval".
    pub name: &'static str,
    /// As it stands in texts, in small letters, the longest first.
    pub forms: &'static [&'static str],
    /// What it means, as the rest of a sentence: small letters, no full stop.
    pub means: &'static str,
    /// Where that is written down.
    pub source: &'static str,
}

/// Every term, in the order of the alphabet.
pub const GLOSSARY: &[Term] = &[
    Term {
        name: "Bootstrap interval",
        forms: &["bootstrap interval", "bootstrap"],
        means: "the range in which a statistic falls when the rows are resampled many times, with replacement",
        source: "Efron & Tibshirani 1993",
    },
    Term {
        name: "Central weights",
        forms: &["central weights"],
        means: "the average of all weights that put an alternative first: what somebody who chooses it cares about",
        source: "Lahdelma & Salminen 2001",
    },
    Term {
        name: "Consistency ratio",
        forms: &["consistency ratio"],
        means: "how far pairwise comparisons contradict each other, compared with comparisons made at random; up to 0.1 is acceptable",
        source: "Saaty 1980",
    },
    Term {
        name: "Decision acceptability",
        forms: &["decision acceptability"],
        means: "the share of draws in which an alternative passes every blocker and is the best of those that do",
        source: "after Lahdelma & Salminen 2001, with gates",
    },
    Term {
        name: "Detectability",
        forms: &["detectability"],
        means: "how late a failure would be noticed, from 1, at once, to 5, not before it does harm",
        source: "IEC 60812",
    },
    Term {
        name: "Entropy",
        forms: &["entropy"],
        means: "how evenly first place is spread over the alternatives: 0 when always the same is first, 1 when each is as often as any other",
        source: "Shannon 1948",
    },
    Term {
        name: "Evidence value",
        forms: &["evidence value", "value of knowing"],
        means: "how much more often the right alternative would be chosen if one uncertain value were known",
        source: "Claxton 1999; Strong & Oakley 2013",
    },
    Term {
        name: "Inherent risk",
        forms: &["inherent risk", "inherent"],
        means: "a risk as it would be without any treatment",
        source: "ISO Guide 73",
    },
    Term {
        name: "Joint shift",
        forms: &["joint shift"],
        means: "the smallest number of weight points that must move between criteria before another alternative is first",
        source: "Triantaphyllou & Sánchez 1997, for all weights at once",
    },
    Term {
        name: "PROMETHEE II",
        forms: &["promethee ii", "promethee"],
        means: "the alternatives are compared in pairs, criterion by criterion, and the preferences are netted",
        source: "Brans & Vincke 1985",
    },
    Term {
        name: "Random draws",
        forms: &["random draws", "draws", "any draw"],
        means: "what could be true, imagined thousands of times: each draw picks a value for everything that is uncertain",
        source: "Metropolis & Ulam 1949",
    },
    Term {
        name: "Rank acceptability",
        forms: &["rank acceptability"],
        means: "the share of draws, of weights and uncertain values, that give an alternative a rank",
        source: "Lahdelma & Salminen 2001",
    },
    Term {
        name: "Residual risk",
        forms: &["residual risk", "residual"],
        means: "what remains of a risk with its treatment in place",
        source: "ISO Guide 73",
    },
    Term {
        name: "Risk appetite",
        forms: &["risk appetite", "appetite"],
        means: "the highest residual risk that is accepted without further treatment",
        source: "ISO Guide 73",
    },
    Term {
        name: "Stability interval",
        forms: &["stability interval"],
        means: "how far one weight can go, the others keeping their proportions, before another alternative is first",
        source: "Mareschal 1988",
    },
    Term {
        name: "Swing weights",
        forms: &["swing weights", "swing"],
        means: "weights derived from how much it matters to lift each criterion from its worst to its best",
        source: "von Winterfeldt & Edwards 1986",
    },
    Term {
        name: "TOPSIS",
        forms: &["topsis"],
        means: "the closer an alternative lies to the best value on every criterion, and the farther from the worst, the better it is",
        source: "Hwang & Yoon 1981",
    },
    Term {
        name: "Waiver",
        forms: &["waivers", "waiver", "waived"],
        means: "a named person's written acceptance, until a date, of a gate that is not passed",
        source: "Shipworthy",
    },
    Term {
        name: "Weighted sum",
        forms: &["weighted sum"],
        means: "each value is scored from 0 to 1 on a scale stated beforehand, and the scores are added up in proportion to the weights",
        source: "Keeney & Raiffa 1976",
    },
    Term {
        name: "Wilson interval",
        forms: &["wilson interval", "wilson"],
        means: "the range of true rates that the observed share does not contradict; it holds for small numbers and rates near 0 too",
        source: "Wilson 1927",
    },
];

impl Term {
    /// The term of this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        GLOSSARY.iter().find(|term| term.name == name)
    }

    /// What it means and who says so, as a sentence: "A risk as it would be without any treatment (ISO Guide 73)."
    pub fn sentence(&self) -> String {
        let mut letters = self.means.chars();
        let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
        format!("{first}{} ({}).", letters.as_str(), self.source)
    }
}

/// Where terms stand in a text, in order; of each term its first place alone.
pub fn terms_in(text: &str) -> Vec<(Range<usize>, &'static Term)> {
    let small = text.to_ascii_lowercase();
    let mut found: Vec<(Range<usize>, &'static Term)> = Vec::new();
    for term in GLOSSARY {
        let place = term.forms.iter().find_map(|form| whole_word(&small, form));
        found.extend(place.map(|place| (place, term)));
    }
    found.sort_by_key(|(place, _)| place.start);
    found
}

/// The first place of `form` in `text` that is no part of a longer word.
fn whole_word(text: &str, form: &str) -> Option<Range<usize>> {
    let is_letter = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    let mut places = text.match_indices(form).map(|(start, _)| start..start + form.len());
    places.find(|place| {
        !is_letter(text[..place.start].chars().next_back()) && !is_letter(text[place.end..].chars().next())
    })
}

/// The glossary as a list in Markdown.
pub fn markdown() -> String {
    GLOSSARY.iter().map(|term| format!("- **{}**: {}\n", term.name, term.sentence())).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn terms_are_listed_by_the_alphabet_and_no_form_belongs_to_two() {
        assert!(GLOSSARY.windows(2).all(|pair| pair[0].name.to_lowercase() < pair[1].name.to_lowercase()));
        let mut forms: Vec<&str> = GLOSSARY.iter().flat_map(|term| term.forms).copied().collect();
        forms.sort_unstable();
        assert!(forms.windows(2).all(|pair| pair[0] != pair[1]));
        for term in GLOSSARY {
            assert!(
                !term.means.ends_with('.') && term.forms.contains(&term.name.to_lowercase().as_str()),
                "{}",
                term.name
            );
        }
    }

    #[test]
    fn terms_are_found_as_whole_words_and_once() {
        let found =
            |text: &str| terms_in(text).into_iter().map(|(place, _)| text[place].to_owned()).collect::<Vec<_>>();
        assert_eq!(found("Wilson interval, and a waiver"), ["Wilson interval", "waiver"]);
        assert_eq!(found("Residual, residual, residuals"), ["Residual"]);
        assert_eq!(found("residuals"), [""; 0]);
        assert_eq!(found("TOPSIS and PROMETHEE II rank alike"), ["TOPSIS", "PROMETHEE II"]);
        assert_eq!(found(""), [""; 0]);
    }

    #[test]
    fn the_readme_holds_the_glossary() {
        let readme = include_str!("../../../README.md");
        assert!(readme.contains(&markdown()), "README.md lacks:\n{}", markdown());
    }

    proptest! {
        #[test]
        fn places_follow_each_other_in_any_text(text in "([a-zé–“” ]|residual risk|waiver|TOPSIS|swing){0,30}") {
            let mut end = 0;
            for (place, _) in terms_in(&text) {
                prop_assert!(place.start >= end && text.is_char_boundary(place.start) && text.is_char_boundary(place.end));
                end = place.end;
            }
        }
    }
}
