//! Reading files into tables.

mod error;

pub use error::ReadError;

use std::io::Read;

use serde::{Deserialize, Serialize};

use super::ledger::Ledger;
use super::table::Table;

/// What a person may settle before a file is read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReadOptions {
    /// The file's name, for the ledger.
    pub file_name: String,
    /// How numbers with commas are read: `true` as decimals, `false` as separators of thousands; found
    /// out from the file when absent.
    pub decimal_comma: Option<bool>,
}

/// A file read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// The table.
    pub table: Table,
    /// What was done.
    pub ledger: Ledger,
    /// Whether a person should say how numbers such as `1,234` are meant: the file can be read both
    /// ways, and the ledger says which was assumed. Read again with [`ReadOptions::decimal_comma`].
    pub decimal_comma_question: bool,
}

/// Reads CSV (comma, semicolon, tab or bar), a JSON array of objects, or JSON Lines, whichever it is.
///
/// `progress` is called with the number of bytes read so far, after every quarter of a megabyte or so.
///
/// # Errors
/// Says what is wrong and where; a file is read whole or not at all.
pub fn read(bytes: &mut dyn Read, options: &ReadOptions, progress: &mut dyn FnMut(u64)) -> Result<Reading, ReadError> {
    let _ = (bytes, options, progress);
    Err(ReadError::Empty)
}
