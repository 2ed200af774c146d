//! Which character separates a file's cells.

/// A character that may separate cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delimiter {
    /// The character.
    pub byte: u8,
    /// How the ledger names a file separated by it.
    pub format: &'static str,
}

/// What separates cells when nothing seems to.
const COMMA: Delimiter = Delimiter { byte: b',', format: "CSV, comma" };

/// The ones that stand within cells most seldom first, so that tabs outweigh as many decimal commas.
const DELIMITERS: [Delimiter; 4] = [
    Delimiter { byte: b'\t', format: "TSV" },
    Delimiter { byte: b';', format: "CSV, semicolon" },
    COMMA,
    Delimiter { byte: b'|', format: "CSV, bar" },
];

/// Finds the separator: the one that stands in the header and most often as many times in the lines
/// beneath it, quotes left out; among equals the one that makes more columns, and then a tab before a semicolon, a
/// semicolon before a comma, a comma before a bar. A comma when none does.
pub fn detect(beginning: &[u8]) -> Delimiter {
    const MOST_LINES: usize = 50;
    let lines = counts(beginning, MOST_LINES);
    let Some(header) = lines.first() else { return COMMA };
    let agreement = |place: &usize| {
        let alike = lines.iter().filter(|counts| counts[*place] == header[*place]).count();
        (alike, header[*place])
    };
    // Of equals the last one is the greatest.
    let best = (0..DELIMITERS.len()).rev().filter(|place| header[*place] > 0).max_by_key(agreement);
    best.map_or(COMMA, |place| DELIMITERS[place])
}

/// How often each separator stands in each line, outside quotes. A last line cut off is left out.
fn counts(text: &[u8], most: usize) -> Vec<[usize; 4]> {
    let mut lines = Vec::new();
    let mut line = [0; 4];
    let mut blank = true;
    let mut quoted = false;
    for byte in text {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => {
                if !blank {
                    lines.push(line);
                }
                (line, blank) = ([0; 4], true);
                if lines.len() == most {
                    return lines;
                }
                continue;
            }
            _ if !quoted => {
                if let Some(place) = DELIMITERS.iter().position(|delimiter| delimiter.byte == *byte) {
                    line[place] += 1;
                }
            }
            _ => {}
        }
        blank = false;
    }
    if lines.is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_that_fits_all_lines() {
        let cases: &[(&str, u8)] = &[
            ("a,b\n1,2\n", b','),
            ("a;b\n1,5;2,5\n1,5;3,5\n", b';'),
            ("a\tb\n1,2\t3\n", b'\t'),
            ("a|b\n1|2\n", b'|'),
            ("only\n1\n2\n", b','),
            ("only\n1,5\n2,5\n", b','),
            ("\"x;y;z\",b\n1,2\n", b','),
            ("name,note\nA,\"one; two\"\nB,three; four; five\n", b','),
            ("a,b;c\n1,2;3\n4;5\n", b';'),
            ("name\tlatency, s\nA\t1,5\nB\t2,5\n", b'\t'),
            ("", b','),
            // As many of each in every line.
            ("a;b,c\n1;2,5\n2;3,5\n", b';'),
            ("a\tb;c\n1\t2;5\n", b'\t'),
            ("a\tb,c\n1\t2,5\n", b'\t'),
            ("a,b|c\n1,2|3\n", b','),
        ];
        for (text, expected) in cases {
            assert_eq!(detect(text.as_bytes()).byte, *expected, "{text:?}");
        }
    }
}
