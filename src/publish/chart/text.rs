//! How wide text may come out, so that nothing overlaps whichever system font is there.

/// Font size of labels, in CSS pixels.
pub const SIZE: f64 = 12.5;
/// Font size of ticks and notes.
pub const SMALL: f64 = 11.0;
/// Distance between two lines of text.
pub const LINE: f64 = 16.0;

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

/// The greatest width `text` is likely to have at font size `size`.
pub fn width(text: &str, size: f64, bold: bool) -> f64 {
    let hundredths: u32 = text.chars().map(advance).sum();
    f64::from(hundredths) / 100.0 * size * if bold { BOLD } else { 1.0 }
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

/// `text` if it fits `room`, or as much of it as does with an ellipsis, or nothing when not even three letters do.
pub fn fit(text: &str, size: f64, bold: bool, room: f64) -> String {
    if width(text, size, bold) <= room {
        return text.to_owned();
    }
    let mut kept = String::new();
    for letter in text.chars() {
        kept.push(letter);
        if width(&kept, size, bold) + width("…", size, bold) > room {
            kept.pop();
            break;
        }
    }
    let kept = kept.trim_end();
    if kept.chars().count() < 3 { String::new() } else { format!("{kept}…") }
}

/// `text` in lines no wider than `room`, at most `lines` of them; the last one ends in an ellipsis if need be.
pub fn wrap(text: &str, size: f64, bold: bool, room: f64, lines: usize) -> Vec<String> {
    let mut rows: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let full = rows.len() == lines;
        match rows.last_mut() {
            Some(row) if full || width(row, size, bold) + width(" ", size, bold) + width(word, size, bold) <= room => {
                row.push(' ');
                row.push_str(word);
            }
            _ => rows.push(word.to_owned()),
        }
    }
    rows.iter().map(|row| fit(row, size, bold, room)).filter(|row| !row.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_grows_with_the_text() {
        assert_eq!(width("", 12.0, false), 0.0);
        assert!(width("mm", 12.0, false) > width("m", 12.0, false));
        assert!((width("00", 10.0, false) - 12.8).abs() < 1e-9);
    }

    #[test]
    fn what_does_not_fit_is_cut_with_an_ellipsis() {
        assert_eq!(fit("Assisted", 12.0, false, 200.0), "Assisted");
        assert_eq!(fit("Assisted", 12.0, false, 45.0), "Assis…");
        assert_eq!(fit("Assisted", 12.0, false, 10.0), "");
    }

    #[test]
    fn wrapping_keeps_within_the_room() {
        let rows = wrap("one two three four five", 12.0, false, 60.0, 2);
        assert_eq!(rows.len(), 2);
        assert!(rows.iter().all(|row| width(row, 12.0, false) <= 60.0), "{rows:?}");
        assert!(rows[1].ends_with('…'));
    }
}
