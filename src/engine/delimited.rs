//! Where the cells of delimited text stand (RFC 4180, read leniently).

use wide::u8x16;

const QUOTE: u8 = b'"';
/// Rows are handed over when they have so many cells together: few enough to stay near the processor.
const CELLS_AT_ONCE: usize = 8_192;

/// Goes through delimited text piece by piece.
///
/// A line ends with LF, CR or both; blank lines are skipped. A cell that begins with a quotation mark ends
/// its quoted part at the next one that is not doubled; what follows it belongs to the cell as it stands, and so
/// does a quotation mark elsewhere.
#[derive(Clone, Debug)]
pub struct Scanner {
    delimiter: u8,
    line: u64,
    /// Whether the text before this piece ended with CR, whose LF may come first in it.
    after_return: bool,
}

/// Rows found in a piece of text.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    cells: Vec<Span>,
    rows: Vec<RowEnd>,
    /// Cells whose quotation marks have to be taken out.
    quoted: Vec<usize>,
}

/// Where a cell begins in the text, and where it ends.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Span {
    start: u32,
    end: u32,
}

#[derive(Clone, Copy, Debug)]
struct RowEnd {
    /// Cells up to its last.
    cells: u32,
    line: u64,
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
                } else if place == cell && rows.cells.len() == rows.whole() {
                    // A blank line, or the LF of a CR that ended a row.
                    let before = if place == 0 { self.after_return } else { text[place - 1] == b'\r' };
                    self.line += u64::from(byte == b'\r' || !before);
                    (row, cell, line) = (place + 1, place + 1, self.line);
                } else {
                    end_cell(rows, cell, place, closed, doubled);
                    rows.end_row(self.line);
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
            rows.end_row(self.line);
            row = text.len();
        }
        rows.cells.truncate(rows.whole());
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

/// One row.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    text: &'a [u8],
    cells: &'a [Span],
    /// The line, counted from 1, on which it begins.
    pub line: u64,
}

impl<'a> Row<'a> {
    /// How many cells it has; at least one.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether it has no cell, which none is.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// Its cells in order.
    pub fn cells(&self) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        let text = self.text;
        self.cells.iter().map(|span| span.of(text))
    }

    /// Whether it has so many cells, empty ones at its end left out.
    pub fn fits(&self, columns: usize) -> bool {
        self.len() == columns || (self.len() > columns && self.cells().skip(columns).all(<[u8]>::is_empty))
    }
}

impl Span {
    fn of(self, text: &[u8]) -> &[u8] {
        &text[self.start as usize..self.end as usize]
    }
}

impl Rows {
    fn clear(&mut self) {
        self.cells.clear();
        self.rows.clear();
        self.quoted.clear();
    }

    /// Cells of whole rows.
    fn whole(&self) -> usize {
        self.rows.last().map_or(0, |row| row.cells as usize)
    }

    fn end_row(&mut self, line: u64) {
        self.rows.push(RowEnd { cells: self.cells.len() as u32, line });
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The rows, given the text they were found in.
    pub fn iter<'a>(&'a self, text: &'a [u8]) -> impl Iterator<Item = Row<'a>> {
        let mut start = 0;
        self.rows.iter().map(move |row| {
            let cells = &self.cells[start..row.cells as usize];
            start = row.cells as usize;
            Row { text, cells, line: row.line }
        })
    }

    /// Takes the first row out.
    pub fn remove_first(&mut self) {
        if !self.rows.is_empty() {
            let first = self.rows.remove(0).cells;
            self.cells.drain(..first as usize);
            self.rows.iter_mut().for_each(|row| row.cells -= first);
        }
    }

    /// Keeps only rows of so many cells, empty ones at a row's end left out; the others go to `refuse`, each with
    /// its place among the rows there were.
    pub fn keep_fitting(&mut self, text: &[u8], columns: usize, refuse: &mut dyn FnMut(usize, Row)) {
        if self.rows.iter().enumerate().all(|(place, row)| row.cells as usize == (place + 1) * columns) {
            return;
        }
        let mut kept = Self::default();
        for (place, row) in self.iter(text).enumerate() {
            if row.fits(columns) {
                kept.cells.extend_from_slice(&row.cells[..columns]);
                kept.end_row(row.line);
            } else {
                refuse(place, row);
            }
        }
        *self = kept;
    }

    /// The cells of one column, counted from 0, of rows that all have `columns` cells.
    pub fn column<'a>(&'a self, text: &'a [u8], place: usize, columns: usize) -> Column<'a> {
        Column { text, cells: &self.cells, place, columns }
    }
}

/// The cells of one column.
#[derive(Clone, Copy, Debug)]
pub struct Column<'a> {
    text: &'a [u8],
    cells: &'a [Span],
    place: usize,
    columns: usize,
}

impl<'a> Column<'a> {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.cells.len() / self.columns
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A row's cell.
    pub fn cell(&self, row: usize) -> &'a [u8] {
        self.cells[row * self.columns + self.place].of(self.text)
    }

    /// Begin and end of each cell in the text that is given first, from row `from` on.
    #[inline]
    pub(crate) fn ranges(&self, from: usize) -> (&'a [u8], impl Iterator<Item = (usize, usize)> + use<'a>) {
        let place = self.place;
        let rows = self.cells[from * self.columns..].chunks_exact(self.columns);
        (self.text, rows.map(move |row| (row[place].start as usize, row[place].end as usize)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Every row's cells and line, the text given `piece` more bytes at a time; `None` when a quotation mark is
    /// never closed.
    fn scanned(text: &[u8], piece: usize) -> Option<Vec<(u64, Vec<Vec<u8>>)>> {
        let mut scanner = Scanner::new(b',');
        let (mut rows, mut found) = (Rows::default(), Vec::new());
        let (mut held, mut rest) = (Vec::new(), text);
        loop {
            let taken = scanner.scan(&mut held, rest.is_empty(), &mut rows);
            found.extend(rows.iter(&held).map(|row| (row.line, row.cells().map(<[u8]>::to_vec).collect())));
            held.drain(..taken);
            if rows.is_empty() {
                if rest.is_empty() {
                    return held.is_empty().then_some(found);
                }
                let (more, after) = rest.split_at(piece.min(rest.len()));
                held.extend_from_slice(more);
                rest = after;
            }
        }
    }

    fn cells(text: &str) -> Option<Vec<(u64, Vec<String>)>> {
        let texts = |cells: Vec<Vec<u8>>| cells.into_iter().map(|cell| String::from_utf8(cell).unwrap()).collect();
        Some(scanned(text.as_bytes(), 7)?.into_iter().map(|(line, cells)| (line, texts(cells))).collect())
    }

    #[test]
    fn rows_begin_on_their_lines_whatever_ends_those() {
        let row = |line, cells: &[&str]| (line, cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>());
        for text in ["a,b\n\n\"c\n\nd\",e\nf", "a,b\r\n\r\n\"c\n\nd\",e\r\nf\r\n", "a,b\r\r\"c\n\nd\",e\rf\r"] {
            let expected = [row(1, &["a", "b"]), row(3, &["c\n\nd", "e"]), row(6, &["f"])];
            assert_eq!(cells(text).unwrap(), expected, "{text:?}");
        }
    }

    #[test]
    fn an_open_quotation_mark_is_left_over() {
        assert_eq!(cells("a\n\"b,\"\"\n"), None);
        assert_eq!(cells("a,\""), None);
        assert!(cells("a,\"\"").is_some());
    }

    #[test]
    fn rows_that_do_not_fit_are_refused() {
        let mut text = *b"1,2\n3\n4,5,,\n6,7,8\n9,0\n";
        let mut rows = Rows::default();
        Scanner::new(b',').scan(&mut text, true, &mut rows);
        let mut refused = Vec::new();
        rows.keep_fitting(&text, 2, &mut |place, row| refused.push((place, row.line, row.len())));
        assert_eq!(refused, [(1, 2, 1), (3, 4, 3)]);
        let column = rows.column(&text, 1, 2);
        assert_eq!((0..column.len()).map(|row| column.cell(row)).collect::<Vec<_>>(), [b"2", b"5", b"0"]);
    }

    proptest! {
        /// The csv crate, the reference, closes an open quotation mark at the end of the text.
        #[test]
        fn cells_are_those_of_the_csv_crate(text in "[a,\"\n\r é]{0,90}", piece in 1_usize..80) {
            if let Some(found) = scanned(text.as_bytes(), piece) {
                let reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
                let expected: Vec<Vec<Vec<u8>>> = reader
                    .into_byte_records()
                    .map(|record| record.unwrap().iter().map(<[u8]>::to_vec).collect())
                    .collect();
                prop_assert_eq!(found.into_iter().map(|(_, cells)| cells).collect::<Vec<_>>(), expected);
            }
        }

        #[test]
        fn written_cells_are_read_back(table in prop::collection::vec(prop::collection::vec("[a-c,\"\n\r ]{0,40}", 3), 1..20)) {
            let mut writer = csv::Writer::from_writer(Vec::new());
            table.iter().for_each(|row| writer.write_record(row).unwrap());
            let found = cells(&String::from_utf8(writer.into_inner().unwrap()).unwrap()).unwrap();
            prop_assert_eq!(found.into_iter().map(|(_, cells)| cells).collect::<Vec<_>>(), table);
        }
    }
}
