//! A column of pasted rows.

use super::Cell;
use crate::package::Package;

/// What a column says of a record.
pub struct Column<R: 'static> {
    /// Its heading, as the screens name the field.
    pub heading: &'static str,
    /// What else people call it, in lower case and without blanks.
    pub also: &'static [&'static str],
    /// What of the record stands under it.
    pub shown: fn(&R, &Package) -> String,
    /// Takes a cell into the record, or says what was expected. The cell is not empty.
    pub take: fn(&mut R, &Cell) -> Result<(), String>,
}

impl<R> Column<R> {
    /// Whether a column of the sheet headed `found` is this one.
    pub(super) fn is_headed(&self, found: &str) -> bool {
        let found = plain(found);
        found == plain(self.heading) || self.also.contains(&found.as_str())
    }
}

fn plain(heading: &str) -> String {
    heading.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
