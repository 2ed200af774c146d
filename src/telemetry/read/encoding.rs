//! Encodings of text files.

use super::error::ReadError;

/// How a file's text is encoded, as far as its beginning shows. Latin-1 shows only at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    Utf16Le,
    Utf16Be,
}

/// What files that are not text begin with.
const BINARY: [(&[u8], &str); 9] = [
    (b"PK\x03\x04", "it begins as a zip file or a spreadsheet (xlsx, ods) does"),
    (b"\xd0\xcf\x11\xe0", "it begins as an old spreadsheet (xls) does"),
    (b"\x1f\x8b", "it begins as a gzip file does"),
    (b"PAR1", "it begins as a Parquet file does"),
    (b"ARROW1", "it begins as an Arrow file does"),
    (b"SQLite format 3", "it begins as an SQLite database does"),
    (b"%PDF", "it begins as a PDF does"),
    (b"\x89PNG", "it begins as a PNG picture does"),
    (b"\xff\xd8\xff", "it begins as a JPEG picture does"),
];

impl Encoding {
    /// The encoding that the beginning of a file shows, and how many bytes its mark takes.
    ///
    /// # Errors
    /// When it is no text.
    pub fn detect(beginning: &[u8]) -> Result<(Self, usize), ReadError> {
        if let Some((_, found)) = BINARY.iter().find(|(mark, _)| beginning.starts_with(mark)) {
            return Err(ReadError::Binary { found: (*found).to_owned() });
        }
        Ok(match beginning {
            [0xef, 0xbb, 0xbf, ..] => (Self::Utf8, 3),
            [0xff, 0xfe, ..] => (Self::Utf16Le, 2),
            [0xfe, 0xff, ..] => (Self::Utf16Be, 2),
            // Without a mark, the first letters of a table are ASCII: every other byte is zero.
            [letter, 0, other, 0, ..] if *letter != 0 && *other != 0 => (Self::Utf16Le, 0),
            [0, letter, 0, other, ..] if *letter != 0 && *other != 0 => (Self::Utf16Be, 0),
            _ => (Self::Utf8, 0),
        })
    }

    /// The decoder it needs.
    pub fn utf16(self) -> Option<Utf16> {
        let unit = match self {
            Self::Utf8 => return None,
            Self::Utf16Le => u16::from_le_bytes,
            Self::Utf16Be => u16::from_be_bytes,
        };
        Some(Utf16 { unit, half: None, lead: None })
    }

    /// Its name.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16 LE",
            Self::Utf16Be => "UTF-16 BE",
        }
    }
}

/// Turns UTF-16 into UTF-8 a chunk at a time. What is no character becomes U+FFFD.
pub struct Utf16 {
    unit: fn([u8; 2]) -> u16,
    /// The first byte of a unit cut in two.
    half: Option<u8>,
    /// The first unit of a pair cut in two.
    lead: Option<u16>,
}

impl Utf16 {
    pub fn decode(&mut self, bytes: &[u8], text: &mut Vec<u8>) {
        let mut bytes = self.half.take().into_iter().chain(bytes.iter().copied());
        let mut units = Vec::with_capacity(bytes.size_hint().0 / 2 + 2);
        units.extend(self.lead.take());
        while let Some(first) = bytes.next() {
            match bytes.next() {
                Some(second) => units.push((self.unit)([first, second])),
                None => self.half = Some(first),
            }
        }
        if let Some(last) = units.pop_if(|last| (0xd800..0xdc00).contains(last)) {
            self.lead = Some(last);
        }
        let mut letter = [0; 4];
        for decoded in char::decode_utf16(units) {
            let decoded = decoded.unwrap_or(char::REPLACEMENT_CHARACTER);
            text.extend_from_slice(decoded.encode_utf8(&mut letter).as_bytes());
        }
    }
}

/// UTF-8 as text.
pub fn utf8(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Latin-1 as text, with the printable characters that Windows puts between 128 and 159.
pub fn latin1(bytes: &[u8]) -> String {
    const WINDOWS: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    let letter = |byte: &u8| match byte {
        128..=159 => WINDOWS[usize::from(byte - 128)],
        _ => char::from(*byte),
    };
    bytes.iter().map(letter).collect()
}
