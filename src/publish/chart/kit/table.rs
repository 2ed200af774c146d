//! The table behind a chart.

/// Rows of words under a header; every row is as long as the header.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// What each column holds.
    pub header: Vec<String>,
    /// The data, row by row.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// A table without rows yet.
    pub fn new(header: &[&str]) -> Self {
        Self { header: header.iter().map(|&name| name.to_owned()).collect(), rows: Vec::new() }
    }

    /// Adds a column at the right.
    pub fn column(&mut self, name: &str) {
        self.header.push(name.to_owned());
    }

    /// Adds a row.
    pub fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells);
    }
}

/// What stands where there is no value.
pub const ABSENT: &str = "–";

/// A value in words, or the sign for none.
pub fn or_absent<T>(value: Option<T>, written: impl FnOnce(T) -> String) -> String {
    value.map_or_else(|| ABSENT.to_owned(), written)
}
