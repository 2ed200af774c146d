//! How wide text may come out, so that nothing overlaps whichever system font is there.

/// Distance between two lines of text.
pub const LINE: f64 = 16.0;

/// A size and a weight.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Font {
    /// Font size in CSS pixels.
    pub size: f64,
    /// Heavier than the rest.
    pub bold: bool,
}

/// Labels.
pub const TEXT: Font = Font { size: 12.5, bold: false };
/// Labels that matter most.
pub const STRONG: Font = Font { size: 12.5, bold: true };
/// Ticks and notes.
pub const NOTE: Font = Font { size: 11.0, bold: false };
/// Notes that matter most.
pub const STRONG_NOTE: Font = Font { size: 11.0, bold: true };

/// Advance of the characters from space to tilde in hundredths of the font size, as in DejaVu Sans: wider than
/// the system fonts of Windows, macOS, iOS and Android, so an upper bound in practice.
const ADVANCE: [u8; 95] = [
    32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 36, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84,
    84, 84, 53, 100, 68, 69, 70, 77, 63, 58, 77, 75, 29, 29, 66, 56, 86, 75, 79, 60, 79, 69, 63, 61, 73, 68, 99, 69,
    61, 69, 39, 34, 39, 84, 50, 50, 61, 63, 55, 63, 62, 35, 63, 63, 28, 28, 58, 28, 97, 63, 61, 63, 63, 41, 52, 39, 63,
    59, 82, 59, 59, 52, 64, 34, 64, 84,
];

/// Bold letters are wider by about this.
const BOLD: f64 = 1.12;

impl Font {
    /// The greatest width `text` is likely to have.
    pub fn width(self, text: &str) -> f64 {
        let hundredths: u32 = text.chars().map(advance).sum();
        f64::from(hundredths) / 100.0 * self.size * if self.bold { BOLD } else { 1.0 }
    }

    /// The width of the widest of several texts; 0 when there is none.
    pub fn widest<'a>(self, texts: impl IntoIterator<Item = &'a str>) -> f64 {
        texts.into_iter().fold(0.0, |widest, text| self.width(text).max(widest))
    }

    /// `text` if it fits `room`, or as much of it as does with an ellipsis, or nothing when not even three letters do.
    pub fn fit(self, text: &str, room: f64) -> String {
        if self.width(text) <= room {
            return text.to_owned();
        }
        let mut kept = String::new();
        for letter in text.chars() {
            kept.push(letter);
            if self.width(&kept) + self.width("…") > room {
                kept.pop();
                break;
            }
        }
        let kept = kept.trim_end();
        if kept.chars().count() < 3 { String::new() } else { format!("{kept}…") }
    }

    /// The first of `texts` that fits `room` as a whole.
    pub fn first_fit<T: AsRef<str>>(self, texts: &[T], room: f64) -> Option<&str> {
        texts.iter().map(AsRef::as_ref).find(|text| self.width(text) <= room)
    }

    /// `text` in lines no wider than `room`, at most `lines` of them; the last one ends in an ellipsis if need be.
    pub fn wrap(self, text: &str, room: f64, lines: usize) -> Vec<String> {
        let mut rows: Vec<String> = Vec::new();
        for word in text.split_whitespace() {
            let full = rows.len() == lines;
            match rows.last_mut() {
                Some(row) if full || self.width(row) + self.width(" ") + self.width(word) <= room => {
                    row.push(' ');
                    row.push_str(word);
                }
                _ => rows.push(word.to_owned()),
            }
        }
        rows.iter().map(|row| self.fit(row, room)).filter(|row| !row.is_empty()).collect()
    }
}

fn advance(letter: char) -> u32 {
    match letter {
        ' '..='~' => u32::from(ADVANCE[letter as usize - 32]),
        '\u{a0}' | '\u{202f}' | '·' => 32,
        '–' => 50,
        '\u{300}'..='\u{36f}' => 0,
        '−' | '≤' | '≥' | '×' | '±' | '→' => 84,
        '\u{a1}'..='\u{5ff}' => 66,
        _ => 100,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWELVE: Font = Font { size: 12.0, bold: false };

    #[test]
    fn width_grows_with_the_text() {
        assert_eq!(TWELVE.width(""), 0.0);
        assert!(TWELVE.width("mm") > TWELVE.width("m"));
        assert!((TWELVE.width("00") - 15.36).abs() < 1e-9);
        assert!(STRONG.width("mm") > TEXT.width("mm"));
    }

    #[test]
    fn what_does_not_fit_is_cut_with_an_ellipsis() {
        assert_eq!(TWELVE.fit("Assisted", 200.0), "Assisted");
        assert_eq!(TWELVE.fit("Assisted", 45.0), "Assis…");
        assert_eq!(TWELVE.fit("Assisted", 10.0), "");
    }

    #[test]
    fn wrapping_keeps_within_the_room() {
        let rows = TWELVE.wrap("one two three four five", 60.0, 2);
        assert_eq!(rows.len(), 2);
        assert!(rows.iter().all(|row| TWELVE.width(row) <= 60.0), "{rows:?}");
        assert!(rows[1].ends_with('…'));
    }
}
