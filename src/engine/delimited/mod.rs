//! Where the cells of delimited text stand (RFC 4180, read leniently).

mod scanner;
#[cfg(test)]
mod tests;

pub use scanner::Scanner;

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

/// Whether a row of several lines would be as many rows of so many cells, were its quotation marks letters.
fn reads_as_rows(row: &[u8], delimiter: u8, cells: usize) -> bool {
    let end = if row.contains(&b'\n') { b'\n' } else { b'\r' };
    let cells_of = |line: &[u8]| 1 + line.iter().filter(|byte| **byte == delimiter).count();
    cells > 1 && row.split(|byte| *byte == end).all(|line| cells_of(line) == cells)
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
