//! Finding rows and their cells.

use wide::u8x16;

use super::{Rows, Span, Stray};

const QUOTE: u8 = b'"';
/// Rows are handed over when they have so many cells together: few enough to stay near the processor.
const CELLS_AT_ONCE: usize = 8_192;

/// Goes through delimited text piece by piece.
///
/// A line ends with LF, CR or both; blank lines are skipped. A cell that begins with a quotation mark ends
/// its quoted part at the next one that is not doubled; what follows it belongs to the cell as it stands, and so
/// does a quotation mark elsewhere. Both are [stray](Stray).
#[derive(Clone, Debug)]
pub struct Scanner {
    delimiter: u8,
    line: u64,
    /// Whether the text before this piece ended with CR, whose LF may come first in it.
    after_return: bool,
}

impl Scanner {
    /// A scanner at the beginning of a text whose cells `delimiter` separates: no quotation mark, CR or LF.
    pub const fn new(delimiter: u8) -> Self {
        Self { delimiter, line: 1, after_return: false }
    }

    /// The line, counted from 1, on which the text that was not taken begins.
    pub const fn line(&self) -> u64 {
        self.line
    }

    /// Finds whole rows at the beginning of `text` (less than 4 GB), some thousand cells at a time, and gives how
    /// many bytes they take: the next call begins there. Quotation marks are taken out of cells in place.
    ///
    /// With `is_last`, nothing follows `text`, and its last row needs no line end; only a row whose quotation
    /// mark is never closed is left over then. Without it, no row may be found: call again with more text behind.
    pub fn scan(&mut self, text: &mut [u8], is_last: bool, rows: &mut Rows) -> usize {
        rows.clear();
        let taken = self.find(text, is_last, rows);
        for place in &rows.quoted {
            if let Some(Span { start, end }) = rows.cells.get_mut(*place) {
                *end = *start + unquote(&mut text[*start as usize..*end as usize]) as u32;
            }
        }
        if let Some(last) = taken.checked_sub(1) {
            self.after_return = text[last] == b'\r';
        }
        taken
    }

    fn find(&mut self, text: &[u8], is_last: bool, rows: &mut Rows) -> usize {
        const NOWHERE: usize = usize::MAX;
        let (mut row, mut cell) = (0, 0);
        let mut line = self.line;
        // Within a cell that began with a quotation mark: whether it is open, where it was closed last, and
        // whether one was doubled.
        let (mut open, mut closed, mut doubled) = (false, NOWHERE, false);
        let end_cell = |rows: &mut Rows, cell: usize, end: usize, closed: usize, doubled: bool| {
            let (start, end) = match closed {
                NOWHERE => (cell, end),
                _ if closed + 1 == end && !doubled => (cell + 1, closed),
                _ => {
                    rows.quoted.push(rows.cells.len());
                    if !text[closed + 1..end].trim_ascii().is_empty() {
                        let spans_lines = text[cell..closed].iter().any(|byte| matches!(byte, b'\n' | b'\r'));
                        rows.note(Stray::Behind { spans_lines });
                    }
                    (cell, end)
                }
            };
            rows.cells.push(Span { start: start as u32, end: end as u32 });
        };
        let mut block = 0;
        'text: while block < text.len() {
            let mut marks = marks(&text[block..], self.delimiter);
            while marks != 0 {
                let place = block + marks.trailing_zeros() as usize;
                marks &= marks - 1;
                let byte = text[place];
                if open {
                    match byte {
                        // The second of two.
                        QUOTE if closed != NOWHERE && closed + 1 == place => closed = NOWHERE,
                        QUOTE if text.get(place + 1) == Some(&QUOTE) => (closed, doubled) = (place, true),
                        QUOTE => (open, closed) = (false, place),
                        b'\n' => line += 1,
                        b'\r' if text.get(place + 1) != Some(&b'\n') => line += 1,
                        _ => {}
                    }
                } else if byte == self.delimiter {
                    end_cell(rows, cell, place, closed, doubled);
                    (cell, closed, doubled) = (place + 1, NOWHERE, false);
                } else if byte == QUOTE {
                    open = place == cell;
                    if !open && closed == NOWHERE {
                        rows.note(Stray::Within);
                    }
                } else if place == cell && rows.cells.len() == rows.whole() {
                    // A blank line, or the LF of a CR that ended a row.
                    let before = if place == 0 { self.after_return } else { text[place - 1] == b'\r' };
                    self.line += u64::from(byte == b'\r' || !before);
                    (row, cell, line) = (place + 1, place + 1, self.line);
                } else {
                    end_cell(rows, cell, place, closed, doubled);
                    rows.end_row(&text[row..place], self.delimiter, (self.line, line));
                    self.line = line + 1;
                    (row, cell, line) = (place + 1, place + 1, self.line);
                    (closed, doubled) = (NOWHERE, false);
                    if rows.cells.len() >= CELLS_AT_ONCE {
                        break 'text;
                    }
                }
            }
            block += 64;
        }
        if is_last && block >= text.len() && !open && (cell < text.len() || rows.cells.len() > rows.whole()) {
            end_cell(rows, cell, text.len(), closed, doubled);
            rows.end_row(&text[row..], self.delimiter, (self.line, line));
            row = text.len();
        }
        rows.cells.truncate(rows.whole());
        rows.stray.retain(|(cell, _)| *cell < rows.cells.len());
        row
    }
}

/// The places of delimiters, quotation marks and line ends among the first 64 bytes, a bit each.
#[inline]
fn marks(text: &[u8], delimiter: u8) -> u64 {
    let mut rest = [0; 64];
    let block = match text.first_chunk::<64>() {
        Some(block) => block,
        None => {
            rest[..text.len()].copy_from_slice(text);
            &rest
        }
    };
    let (parts, _) = block.as_chunks::<16>();
    let marks = |part: &[u8; 16]| {
        let part = u8x16::new(*part);
        let ends = part.simd_eq(u8x16::splat(b'\n')) | part.simd_eq(u8x16::splat(b'\r'));
        let cells = part.simd_eq(u8x16::splat(delimiter)) | part.simd_eq(u8x16::splat(QUOTE));
        u64::from((ends | cells).to_bitmask())
    };
    marks(&parts[0]) | marks(&parts[1]) << 16 | marks(&parts[2]) << 32 | marks(&parts[3]) << 48
}

/// Takes the quotation marks out of a cell that begins with one; gives how many bytes are left.
fn unquote(cell: &mut [u8]) -> usize {
    let (mut from, mut to, mut open) = (1, 0, true);
    while from < cell.len() {
        let byte = cell[from];
        from += 1;
        if open && byte == QUOTE {
            if cell.get(from) != Some(&QUOTE) {
                open = false;
                continue;
            }
            from += 1;
        }
        cell[to] = byte;
        to += 1;
    }
    to
}
