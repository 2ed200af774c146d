//! A column of texts, each distinct one stored once.

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
    bytes: Vec<u8>,
    ends: Vec<usize>,
    /// Open addressing, at most half full: code + 1 (0 where free) below, the text's hash above, so that
    /// most texts are told apart and moved without a look at them.
    slots: Vec<u64>,
    /// Neighbouring rows often hold the same text.
    last: Option<u32>,
}

impl TextBuilder {
    /// Adds a row with a text.
    pub fn push(&mut self, text: &[u8]) {
        let code = match self.last {
            Some(code) if self.entry(code) == text => code,
            _ => self.intern(text),
        };
        self.last = Some(code);
        self.codes.push(code);
    }

    /// Adds a row without one.
    pub fn push_missing(&mut self) {
        self.codes.push(MISSING);
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
        // Texts that are UTF-8 only together would be cut in the middle of a letter.
        std::str::from_utf8(&self.bytes).is_ok_and(|texts| self.ends.iter().all(|end| texts.is_char_boundary(*end)))
    }

    /// The column, its bytes turned into text by `decode`, which is called once for each distinct text; by
    /// UTF-8 when there is none.
    pub fn finish(self, decode: Option<fn(&[u8]) -> String>) -> Text {
        let utf8 = decode.is_none() && self.is_utf8();
        let dictionary = match String::from_utf8(self.bytes) {
            Ok(texts) if utf8 => Dictionary { texts, ends: self.ends },
            bytes => {
                let bytes = bytes.map_or_else(std::string::FromUtf8Error::into_bytes, String::into_bytes);
                let decode = decode.unwrap_or(|bytes| String::from_utf8_lossy(bytes).into_owned());
                let mut dictionary = Dictionary::default();
                let mut start = 0;
                for end in self.ends {
                    dictionary.texts.push_str(&decode(&bytes[start..end]));
                    dictionary.ends.push(dictionary.texts.len());
                    start = end;
                }
                dictionary
            }
        };
        Text { codes: self.codes, dictionary }
    }

    fn entry(&self, code: u32) -> &[u8] {
        let code = code as usize;
        let start = if code == 0 { 0 } else { self.ends[code - 1] };
        &self.bytes[start..self.ends[code]]
    }

    fn intern(&mut self, text: &[u8]) -> u32 {
        if self.slots.len() < 2 * (self.ends.len() + 1) {
            self.grow();
        }
        let hash = hash(text);
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        while self.slots[slot] != 0 {
            let held = self.slots[slot];
            let code = (held as u32) - 1;
            if held >> 32 == u64::from(hash) && self.entry(code) == text {
                return code;
            }
            slot = (slot + 1) & mask;
        }
        let code = self.ends.len() as u32;
        self.bytes.extend_from_slice(text);
        self.ends.push(self.bytes.len());
        self.slots[slot] = u64::from(hash) << 32 | u64::from(code + 1);
        code
    }

    fn grow(&mut self) {
        let capacity = (4 * self.ends.len()).next_power_of_two().max(16);
        let former = std::mem::replace(&mut self.slots, vec![0; capacity]);
        for held in former.into_iter().filter(|held| *held != 0) {
            let mut slot = (held >> 32) as usize & (capacity - 1);
            while self.slots[slot] != 0 {
                slot = (slot + 1) & (capacity - 1);
            }
            self.slots[slot] = held;
        }
    }
}

/// A hash of a text, eight bytes at a time: multiplied (by the odd number next to 2⁶⁴ divided by the golden
/// ratio) and folded, so that near texts lie far apart.
fn hash(text: &[u8]) -> u32 {
    let mix = |hash: u64, word: u64| {
        let product = (hash ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        product ^ (product >> 29)
    };
    let (words, rest) = text.as_chunks::<8>();
    let hash = words.iter().fold(text.len() as u64, |hash, word| mix(hash, u64::from_le_bytes(*word)));
    let rest = rest.iter().fold(0, |word, byte| word << 8 | u64::from(*byte));
    (mix(mix(hash, rest), 0) >> 32) as u32
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

    #[test]
    fn a_hundred_thousand_distinct_texts_are_found_again() {
        let names: Vec<String> = (0..100_000).map(|number| format!("request-{number}")).collect();
        let text: Text = names.iter().chain(&names).map(|name| Some(name.as_str())).collect();
        assert_eq!(text.distinct().len(), 100_000);
        assert!((0..names.len()).all(|row| text.code(row) == text.code(row + names.len())));
    }
}
