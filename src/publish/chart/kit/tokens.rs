//! The colours of the style sheet, read while the program is compiled: the page, the charts on it and the charts in
//! files have one source, `style/tokens.css`, and a token that is missing or no `#rrggbb` stops the build.

use super::Colour;

const SHEET: &[u8] = include_bytes!("../../../../style/tokens.css");

/// What the tokens of the dark theme stand behind; those of the light one stand before it.
const DARK: &[u8] = b"[data-theme=\"dark\"]";

/// The colour of the custom property `--name`.
///
/// # Panics
/// If the style sheet has no such colour: in a constant, that is an error of the compiler.
pub const fn colour(is_dark: bool, name: &str) -> Colour {
    let turn = find(DARK, 0, SHEET.len());
    let at = if is_dark { declaration(name, turn, SHEET.len()) } else { declaration(name, 0, turn) };
    assert!(SHEET[at] == b'#' && SHEET[at + 7] == b';', "a colour is written #rrggbb");
    Colour { red: channel(at + 1), green: channel(at + 3), blue: channel(at + 5) }
}

/// Where the value of `--name` begins.
const fn declaration(name: &str, from: usize, until: usize) -> usize {
    let name = name.as_bytes();
    let mut at = from;
    while at + name.len() + 4 < until {
        let is_start = SHEET[at] == b'-' && SHEET[at + 1] == b'-' && SHEET[at - 1] == b' ';
        if is_start && is_at(name, at + 2) && SHEET[at + 2 + name.len()] == b':' {
            return at + name.len() + 4;
        }
        at += 1;
    }
    panic!("the style sheet lacks a colour")
}

const fn find(needle: &[u8], from: usize, until: usize) -> usize {
    let mut at = from;
    while at + needle.len() <= until {
        if is_at(needle, at) {
            return at;
        }
        at += 1;
    }
    panic!("the style sheet lacks its dark theme")
}

const fn is_at(needle: &[u8], at: usize) -> bool {
    let mut place = 0;
    while place < needle.len() {
        if at + place >= SHEET.len() || SHEET[at + place] != needle[place] {
            return false;
        }
        place += 1;
    }
    true
}

const fn channel(at: usize) -> u8 {
    digit(SHEET[at]) * 16 + digit(SHEET[at + 1])
}

const fn digit(letter: u8) -> u8 {
    match letter {
        b'0'..=b'9' => letter - b'0',
        b'a'..=b'f' => letter - b'a' + 10,
        _ => panic!("a colour is written in lower-case hexadecimal digits"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What stands in front, what it stands on, and how far it must stand out (WCAG 2.2, 1.4.3 and 1.4.11).
    fn pairs() -> Vec<(&'static str, &'static str, f64)> {
        const TEXT: f64 = 4.5;
        const MARK: f64 = 3.0;
        const GROUNDS: [&str; 3] = ["paper", "surface", "sunken"];
        const SERIES: [&str; 8] =
            ["series-1", "series-2", "series-3", "series-4", "series-5", "series-6", "series-7", "series-8"];
        let mut pairs = vec![("accent-ink", "accent", TEXT)];
        for ground in GROUNDS {
            for text in ["ink", "muted", "accent", "pass", "fail", "unsure", "waived", "nodata"] {
                pairs.push((text, ground, TEXT));
            }
            pairs.extend(["border", "focus"].map(|mark| (mark, ground, MARK)));
            pairs.extend(SERIES.map(|mark| (mark, ground, MARK)));
        }
        for (word, soft) in [
            ("accent", "accent-soft"),
            ("pass", "pass-soft"),
            ("fail", "fail-soft"),
            ("unsure", "unsure-soft"),
            ("nodata", "nodata-soft"),
        ] {
            pairs.extend(["ink", "muted", word].map(|text| (text, soft, TEXT)));
        }
        pairs
    }

    #[test]
    fn text_marks_and_borders_stand_out_in_both_themes() {
        for is_dark in [false, true] {
            for (front, ground, least) in pairs() {
                let ratio = colour(is_dark, front).contrast(colour(is_dark, ground));
                let theme = if is_dark { "dark" } else { "light" };
                assert!(ratio >= least, "{theme}: {front} stands out from {ground} by {ratio:.2}, not {least}");
            }
        }
    }

    #[test]
    fn a_token_is_found_by_its_whole_name() {
        assert_eq!(colour(false, "accent-ink"), Colour::hex(0xffffff));
        assert_ne!(colour(false, "ink"), colour(true, "ink"));
    }

    #[test]
    #[should_panic(expected = "lacks a colour")]
    fn a_token_that_is_missing_is_not_passed_over() {
        colour(true, "ink-of-no-theme");
    }
}
