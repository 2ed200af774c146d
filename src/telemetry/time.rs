//! Dates and times: a column of them, and how they are written.

pub use engine::instant::{date_text, instant_text, parse_date, parse_instant};

use super::text::Text;

/// A column of dates or dates with a time: the texts as they came, and each distinct one's instant.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Time {
    /// The texts by row.
    pub text: Text,
    /// For each of the distinct texts, milliseconds since 1970-01-01T00:00Z. A time without a zone
    /// counts as UTC.
    pub instants: Vec<i64>,
}

impl Time {
    /// The column as times, if every text is one but those that `says_missing`, which become missing.
    ///
    /// # Errors
    /// Gives the texts back when one of them is no time, or none is.
    pub fn of(text: Text, says_missing: impl Fn(&str) -> bool) -> Result<Self, Text> {
        let times = || text.distinct().filter(|text| !says_missing(text)).map(parse_instant);
        let Some(instants) = times().collect::<Option<Vec<i64>>>().filter(|instants| !instants.is_empty()) else {
            return Err(text);
        };
        if instants.len() == text.distinct().len() {
            return Ok(Self { text, instants });
        }
        let kept = (0..text.len()).map(|row| text.get(row).filter(|text| !says_missing(text)));
        Ok(Self { text: kept.collect(), instants })
    }

    /// The row's instant; `None` when missing.
    pub fn instant(&self, row: usize) -> Option<i64> {
        self.text.code(row).map(|code| self.instants[code])
    }
}
