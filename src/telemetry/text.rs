//! A column of texts, each distinct one stored once.

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

    fn get(&self, code: usize) -> &str {
        let start = if code == 0 { 0 } else { self.ends[code - 1] };
        &self.texts[start..self.ends[code]]
    }
}

/// Takes texts row by row, as bytes whose encoding is settled at the end. No allocation per cell.
#[derive(Clone, Debug, Default)]
pub struct TextBuilder {
    codes: Vec<u32>,
    distinct: Distinct,
}

impl TextBuilder {
    /// Adds a row with a text.
    pub fn push(&mut self, text: &[u8]) {
        self.codes.push(self.distinct.code(text));
    }

    /// Adds a row without one.
    pub fn push_missing(&mut self) {
        self.codes.push(MISSING);
    }

    /// Adds a column's cells from row `from` on; those of spaces or nothing are missing.
    pub fn extend(&mut self, cells: delimited::Column, from: usize) {
        self.distinct.codes(cells, from, MISSING, &mut self.codes);
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
                    dictionary.texts.push_str(&decode(&bytes[start..end]));
                    dictionary.ends.push(dictionary.texts.len());
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
