//! Distinct texts, each stored once.

use super::delimited::Column;

/// Distinct texts in order of first appearance; a text's code is its place among them. No allocation per text.
#[derive(Clone, Debug, Default)]
pub struct Distinct {
    bytes: Vec<u8>,
    ends: Vec<usize>,
    /// Open addressing, at most half full: code + 1 (0 where free) below, the text's hash above, so that
    /// most texts are told apart and moved without a look at them.
    slots: Vec<u64>,
}

impl Distinct {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// All of them, one behind the other, and where each ends.
    pub fn into_parts(self) -> (Vec<u8>, Vec<usize>) {
        (self.bytes, self.ends)
    }

    /// Whether every text is UTF-8.
    pub fn is_utf8(&self) -> bool {
        // Texts that are UTF-8 only together would be cut in the middle of a letter.
        std::str::from_utf8(&self.bytes).is_ok_and(|texts| self.ends.iter().all(|end| texts.is_char_boundary(*end)))
    }

    /// A text's code; the text is added if it is new.
    #[inline]
    pub fn code(&mut self, text: &[u8]) -> u32 {
        if self.slots.len() < 2 * (self.ends.len() + 1) {
            self.grow();
        }
        let hash = hash(text);
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        while self.slots[slot] != 0 {
            let held = self.slots[slot];
            let code = (held as u32) - 1;
            if held >> 32 == u64::from(hash) && same(self.text(code), text) {
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

    /// The codes of a column's cells from row `from` on, without the spaces around them; `blank` for cells of spaces
    /// or nothing. A text that had spaces around it goes to `padded` as it stood, with the place of its code.
    pub fn codes(
        &mut self,
        column: Column,
        from: usize,
        blank: u32,
        codes: &mut Vec<u32>,
        padded: &mut dyn FnMut(usize, &[u8]),
    ) {
        let (text, cells) = column.ranges(from);
        codes.reserve(column.len() - from);
        for (start, end) in cells {
            let whole = &text[start..end];
            let cell = whole.trim_ascii();
            if cell.is_empty() {
                codes.push(blank);
                continue;
            }
            if cell.len() < whole.len() {
                padded(codes.len(), whole);
            }
            codes.push(self.code(cell));
        }
    }

    fn text(&self, code: u32) -> &[u8] {
        let code = code as usize;
        let start = if code == 0 { 0 } else { self.ends[code - 1] };
        &self.bytes[start..self.ends[code]]
    }

    #[cold]
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

/// A text in words of eight bytes: whole ones, and a last one that overlaps them, or that holds all of a short text.
#[inline]
fn words(text: &[u8]) -> (&[[u8; 8]], u64) {
    let (whole, _) = text.as_chunks::<8>();
    let last = match (text.last_chunk::<8>(), text.first_chunk::<4>(), text.last_chunk::<4>()) {
        (Some(last), ..) => u64::from_le_bytes(*last),
        (_, Some(first), Some(last)) => {
            u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last))
        }
        _ => text.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)),
    };
    (whole, last)
}

/// Whether two texts are equal; quicker than `==` for the short ones that cells are.
#[inline]
fn same(one: &[u8], other: &[u8]) -> bool {
    let ((words_of_one, last_of_one), (words_of_other, last_of_other)) = (words(one), words(other));
    one.len() == other.len()
        && last_of_one == last_of_other
        && words_of_one.iter().zip(words_of_other).all(|(one, other)| one == other)
}

/// A hash of a text, eight bytes at a time: multiplied (by the odd number next to 2⁶⁴ divided by the golden
/// ratio) and folded, so that near texts lie far apart.
#[inline]
fn hash(text: &[u8]) -> u32 {
    let mix = |hash: u64, word: u64| {
        let product = (hash ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        product ^ (product >> 29)
    };
    let (whole, last) = words(text);
    let hash = whole.iter().fold(text.len() as u64, |hash, word| mix(hash, u64::from_le_bytes(*word)));
    (mix(mix(hash, last), 0) >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    #[test]
    fn a_hundred_thousand_texts_are_found_again() {
        let names: Vec<String> = (0..100_000).map(|number| format!("request-{number}")).collect();
        let mut distinct = Distinct::default();
        for _ in 0..2 {
            assert!((0_u32..).zip(&names).all(|(code, name)| distinct.code(name.as_bytes()) == code));
        }
        assert_eq!(distinct.len(), names.len());
    }

    proptest! {
        #[test]
        fn codes_are_places_of_first_appearance(texts in prop::collection::vec("[ab]{0,2}(ccccc|ccccd|dcccc)?[ab]{0,9}", 0..300)) {
            let (mut distinct, mut places) = (Distinct::default(), BTreeMap::new());
            for text in &texts {
                let next = places.len() as u32;
                prop_assert_eq!(distinct.code(text.as_bytes()), *places.entry(text).or_insert(next));
            }
        }
    }
}
