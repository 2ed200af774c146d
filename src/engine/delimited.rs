//! Where the cells of delimited text stand (RFC 4180, read leniently).

use wide::u8x16;

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

/// Rows found in a piece of text.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    cells: Vec<Span>,
    rows: Vec<RowEnd>,
    /// Cells whose quotation marks have to be taken out.
    quoted: Vec<usize>,
    /// Cells with a stray quotation mark, ascending.
    stray: Vec<(usize, Stray)>,
}

/// What is odd about a cell's quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stray {
    /// One stands within a cell that does not begin with one: `5" disk`.
    Within,
    /// Text follows the closing one: `"fine" x`.
    Behind {
        /// Whether there is a line end between the opening and the closing one, so that rows may have been swallowed.
        spans_lines: bool,
    },
}

/// A cell with a stray quotation mark.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StrayCell<'a> {
    /// The row's place among the rows, counted from 0.
    pub row: usize,
    /// The line on which that row begins, counted from 1.
    pub line: u64,
    /// How many more lines the row takes.
    pub further_lines: u64,
    /// The cell's place in the row, counted from 0.
    pub column: usize,
    /// What is odd.
    pub stray: Stray,
    /// What was read.
    pub cell: &'a [u8],
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
    further_lines: u64,
    reads_as_rows: bool,
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

/// Whether a row of several lines would be as many rows of so many cells, were its quotation marks letters.
fn reads_as_rows(row: &[u8], delimiter: u8, cells: usize) -> bool {
    let end = if row.contains(&b'\n') { b'\n' } else { b'\r' };
    let cells_of = |line: &[u8]| 1 + line.iter().filter(|byte| **byte == delimiter).count();
    cells > 1 && row.split(|byte| *byte == end).all(|line| cells_of(line) == cells)
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
    /// How many more lines it takes, because of line ends within quotation marks.
    pub further_lines: u64,
    /// Whether those lines would be rows of as many cells if their quotation marks were letters: perhaps they are.
    pub reads_as_rows: bool,
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

    /// Whether it has so many `cells`, of which nothing but spaces stands in those behind the first `columns`.
    pub fn fits(&self, columns: usize, cells: usize) -> bool {
        self.len() == cells && self.cells().skip(columns).all(|cell| cell.trim_ascii().is_empty())
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
        self.stray.clear();
    }

    /// Cells of whole rows.
    fn whole(&self) -> usize {
        self.rows.last().map_or(0, |row| row.cells as usize)
    }

    /// Ends a row that stands on the `lines` from first to last.
    fn end_row(&mut self, row: &[u8], delimiter: u8, lines: (u64, u64)) {
        let (line, further_lines) = (lines.0, lines.1 - lines.0);
        let reads_as_rows = further_lines > 0 && reads_as_rows(row, delimiter, self.cells.len() - self.whole());
        self.rows.push(RowEnd { cells: self.cells.len() as u32, line, further_lines, reads_as_rows });
    }

    /// Notes what is odd about the cell under way.
    #[cold]
    fn note(&mut self, stray: Stray) {
        let cell = self.cells.len();
        if self.stray.last().is_none_or(|(last, _)| *last != cell) {
            self.stray.push((cell, stray));
        }
    }

    /// The cells with a stray quotation mark, given the text they were found in.
    pub fn stray_cells<'a>(&'a self, text: &'a [u8]) -> impl Iterator<Item = StrayCell<'a>> {
        self.stray.iter().map(move |(cell, stray)| {
            let row = self.rows.partition_point(|row| row.cells as usize <= *cell);
            let start = row.checked_sub(1).map_or(0, |before| self.rows[before].cells as usize);
            let RowEnd { line, further_lines, .. } = self.rows[row];
            let column = cell - start;
            StrayCell { row, line, further_lines, column, stray: *stray, cell: self.cells[*cell].of(text) }
        })
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
            let RowEnd { line, further_lines, reads_as_rows, .. } = *row;
            Row { text, cells, line, further_lines, reads_as_rows }
        })
    }

    /// Takes the first row out.
    pub fn remove_first(&mut self) {
        if !self.rows.is_empty() {
            let first = self.rows.remove(0).cells;
            self.cells.drain(..first as usize);
            self.rows.iter_mut().for_each(|row| row.cells -= first);
            self.stray.retain_mut(|(cell, _)| {
                let stays = *cell >= first as usize;
                *cell = cell.saturating_sub(first as usize);
                stays
            });
        }
    }

    /// Keeps the first `columns` cells of the rows that [fit](Row::fits); the other rows go to `refuse`, each with
    /// its place among the rows there were. What was stray is forgotten.
    pub fn keep_fitting(&mut self, text: &[u8], columns: usize, cells: usize, refuse: &mut dyn FnMut(usize, Row)) {
        let is_whole = |(place, row): (usize, &RowEnd)| row.cells as usize == (place + 1) * columns;
        if columns == cells && self.rows.iter().enumerate().all(is_whole) {
            return;
        }
        let mut kept = Self::default();
        for (place, row) in self.iter(text).enumerate() {
            if row.fits(columns, cells) {
                kept.cells.extend_from_slice(&row.cells[..columns]);
                let cells = kept.cells.len() as u32;
                kept.rows.push(RowEnd { cells, ..self.rows[place] });
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
        let check = |cells, expected: &[(usize, u64, usize)], kept: &[&[u8]]| {
            let mut text = *b"1,2\n3\n4,5, \n6,7,8\n9,0\n1,1,,\n";
            let mut rows = Rows::default();
            Scanner::new(b',').scan(&mut text, true, &mut rows);
            let mut refused = Vec::new();
            rows.keep_fitting(&text, 2, cells, &mut |place, row| refused.push((place, row.line, row.len())));
            assert_eq!(refused, expected);
            let column = rows.column(&text, 1, 2);
            assert_eq!((0..column.len()).map(|row| column.cell(row)).collect::<Vec<_>>(), kept);
        };
        check(2, &[(1, 2, 1), (2, 3, 3), (3, 4, 3), (5, 6, 4)], &[b"2", b"0"]);
        check(3, &[(0, 1, 2), (1, 2, 1), (3, 4, 3), (4, 5, 2), (5, 6, 4)], &[b"5"]);
    }

    #[test]
    fn stray_quotation_marks_are_found_with_their_place() {
        let check = |text: &str, expected: &[(usize, u64, usize, Stray)]| {
            let mut text = text.as_bytes().to_vec();
            let mut rows = Rows::default();
            Scanner::new(b',').scan(&mut text, true, &mut rows);
            let found: Vec<_> =
                rows.stray_cells(&text).map(|cell| (cell.row, cell.line, cell.column, cell.stray)).collect();
            assert_eq!(found, expected);
        };
        check("a,\"b\"\n\"c\"\"\",\"d\" \n", &[]);
        check("a,5\" disk\"\n", &[(0, 1, 1, Stray::Within)]);
        check(" \"a\",b\n", &[(0, 1, 0, Stray::Within)]);
        let behind = |spans_lines| Stray::Behind { spans_lines };
        check("a,b\n\"fine\" x,1\n", &[(1, 2, 0, behind(false))]);
        check("\"a\"\"\"b\"c\n", &[(0, 1, 0, behind(false))]);
        check("a,b\n\nx,\"1\ny,2\nz,\"3\"\n", &[(1, 3, 1, behind(true))]);
    }

    #[test]
    fn a_row_of_several_lines_may_be_several_rows() {
        let check = |text: &str, expected: &[(u64, bool)]| {
            let mut text = text.as_bytes().to_vec();
            let mut rows = Rows::default();
            Scanner::new(b',').scan(&mut text, true, &mut rows);
            let found: Vec<_> = rows.iter(&text).map(|row| (row.further_lines, row.reads_as_rows)).collect();
            assert_eq!(found, expected);
        };
        check("a,b\n\"one\ntwo\",1\n", &[(0, false), (1, false)]);
        check("a,\"1\r\nb,2\r\nc,3\"\r\nd,4\r\n", &[(2, true), (0, false)]);
        check("\"a\nb\"\n", &[(1, false)]);
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
