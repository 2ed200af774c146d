//! A column of texts, each distinct one stored once.

use super::ledger::Note;
use engine::delimited;
use engine::distinct::Distinct;

/// The code of a missing cell.
const MISSING: u32 = u32::MAX;

/// Texts by row: a dictionary in order of first appearance, and a code per row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Text {
    codes: Vec<u32>,
    dictionary: Dictionary,
}

impl Text {
    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.codes.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.codes.is_empty()
    }

    /// The row's text; `None` when missing or beyond the last row.
    pub fn get(&self, row: usize) -> Option<&str> {
        self.code(row).map(|code| self.dictionary.get(code))
    }

    /// The row's place in [`Text::distinct`]; `None` when missing or beyond the last row.
    pub fn code(&self, row: usize) -> Option<usize> {
        self.codes.get(row).filter(|code| **code != MISSING).map(|code| *code as usize)
    }

    /// How many cells are missing.
    pub fn missing(&self) -> usize {
        self.codes.iter().filter(|code| **code == MISSING).count()
    }

    /// Takes texts that differ in upper and lower case alone for the first of them, where there are fewer distinct ones
    /// than rows and `most` at the most, as there are of labels; says which rows changed.
    pub fn unite_letter_cases(&mut self, most: usize) -> Altered {
        let mut altered = Altered::default();
        let distinct = self.dictionary.len();
        if distinct > most || distinct >= self.len() {
            return altered;
        }
        let lower: Vec<String> = self.distinct().map(str::to_lowercase).collect();
        let first = |code: usize| lower.iter().position(|other| *other == lower[code]).unwrap_or(code);
        let (mut united, mut codes) = (Dictionary::default(), Vec::with_capacity(distinct));
        for code in 0..distinct {
            codes.push(match first(code) {
                own if own == code => united.push(self.dictionary.get(code)),
                other => codes[other],
            });
        }
        if united.len() == distinct {
            return altered;
        }
        for (row, code) in self.codes.iter_mut().enumerate().filter(|(_, code)| **code != MISSING) {
            let former = self.dictionary.get(*code as usize);
            *code = codes[*code as usize];
            if united.get(*code as usize) != former {
                altered.add(row, former.as_bytes());
            }
        }
        self.dictionary = united;
        altered
    }

    /// Every distinct text, in order of first appearance.
    pub fn distinct(&self) -> impl ExactSizeIterator<Item = &str> {
        (0..self.dictionary.len()).map(|code| self.dictionary.get(code))
    }
}

impl<'a> FromIterator<Option<&'a str>> for Text {
    fn from_iter<I: IntoIterator<Item = Option<&'a str>>>(cells: I) -> Self {
        let mut builder = TextBuilder::default();
        for cell in cells {
            match cell {
                Some(text) => builder.push(text.as_bytes()),
                None => builder.push_missing(),
            }
        }
        builder.finish(None)
    }
}

/// Distinct texts, one behind the other.
#[derive(Clone, Debug, Default, PartialEq)]
struct Dictionary {
    texts: String,
    ends: Vec<usize>,
}

impl Dictionary {
    fn len(&self) -> usize {
        self.ends.len()
    }

    /// Adds a text and gives its code.
    fn push(&mut self, text: &str) -> u32 {
        self.texts.push_str(text);
        self.ends.push(self.texts.len());
        self.ends.len() as u32 - 1
    }

    fn get(&self, code: usize) -> &str {
        let start = if code == 0 { 0 } else { self.ends[code - 1] };
        &self.texts[start..self.ends[code]]
    }
}

/// Takes texts row by row, as bytes whose encoding is settled at the end, and leaves out the spaces around them. No
/// allocation per cell.
#[derive(Clone, Debug, Default)]
pub struct TextBuilder {
    codes: Vec<u32>,
    distinct: Distinct,
    padded: Altered,
}

/// Texts that were not taken as they stood.
#[derive(Clone, Debug, Default)]
pub struct Altered {
    /// How many.
    pub count: u64,
    /// The rows of the first of them, counted from 0, each with its text as it stood.
    pub first: Vec<(usize, Vec<u8>)>,
}

impl Altered {
    fn add(&mut self, row: usize, text: &[u8]) {
        self.count += 1;
        if self.first.len() < Note::MOST_PLACES {
            self.first.push((row, text.to_vec()));
        }
    }
}

impl TextBuilder {
    /// Adds a row with a text.
    pub fn push(&mut self, text: &[u8]) {
        let trimmed = text.trim_ascii();
        if trimmed.len() < text.len() {
            self.padded.add(self.codes.len(), text);
        }
        self.codes.push(self.distinct.code(trimmed));
    }

    /// Adds a row without one.
    pub fn push_missing(&mut self) {
        self.codes.push(MISSING);
    }

    /// Adds a column's cells from row `from` on; those of spaces or nothing are missing.
    pub fn extend(&mut self, cells: delimited::Column, from: usize) {
        let padded = &mut self.padded;
        self.distinct.codes(cells, from, MISSING, &mut self.codes, &mut |row, text| padded.add(row, text));
    }

    /// How many rows were added.
    pub fn len(&self) -> usize {
        self.codes.len()
    }

    /// Whether no row was added.
    pub fn is_empty(&self) -> bool {
        self.codes.is_empty()
    }

    /// Whether every text is UTF-8.
    pub fn is_utf8(&self) -> bool {
        self.distinct.is_utf8()
    }

    /// Takes the list of texts that had spaces around them.
    pub fn padded(&mut self) -> Altered {
        std::mem::take(&mut self.padded)
    }

    /// The column, its bytes turned into text by `decode`, which is called once for each distinct text; by
    /// UTF-8 when there is none.
    pub fn finish(self, decode: Option<fn(&[u8]) -> String>) -> Text {
        let utf8 = decode.is_none() && self.is_utf8();
        let (bytes, ends) = self.distinct.into_parts();
        let dictionary = match String::from_utf8(bytes) {
            Ok(texts) if utf8 => Dictionary { texts, ends },
            bytes => {
                let bytes = bytes.map_or_else(std::string::FromUtf8Error::into_bytes, String::into_bytes);
                let decode = decode.unwrap_or(|bytes| String::from_utf8_lossy(bytes).into_owned());
                let mut dictionary = Dictionary::default();
                let mut start = 0;
                for end in ends {
                    dictionary.push(&decode(&bytes[start..end]));
                    start = end;
                }
                dictionary
            }
        };
        Text { codes: self.codes, dictionary }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_one_whatever_their_letter_case() {
        let check = |cells: &[&str], expected: &[&str], rows: &[usize]| {
            let mut text: Text = cells.iter().map(|cell| Some(*cell)).collect();
            let altered = text.unite_letter_cases(3);
            assert_eq!((0..text.len()).filter_map(|row| text.get(row)).collect::<Vec<_>>(), expected);
            assert_eq!(altered.first.iter().map(|(row, _)| *row).collect::<Vec<_>>(), rows);
        };
        check(&["b", "A", "a", "É", "B"], &["b", "A", "a", "É", "B"], &[]);
        check(&["A", "a", "A", "A"], &["A"; 4], &[1]);
        check(&["b", "B", "É", "é"], &["b", "B", "É", "é"], &[]);
        check(&["a ", " A", "a", "b"], &["a", "a", "a", "b"], &[1]);
        check(&["a", "A"], &["a", "A"], &[]);
    }

    #[test]
    fn each_distinct_text_is_stored_once() {
        let text: Text = [Some("b"), Some("a"), None, Some("b"), Some("")].into_iter().collect();
        assert_eq!(text.distinct().collect::<Vec<_>>(), ["b", "a", ""]);
        assert_eq!(
            (0..6).map(|row| text.code(row)).collect::<Vec<_>>(),
            [Some(0), Some(1), None, Some(0), Some(2), None]
        );
        assert_eq!(text.missing(), 1);
    }
}
