//! Documents as text and back.
//!
//! Typed data becomes text by way of JSON values, and the other way round. Only the small and common part
//! between values and text is compiled more than once, which keeps the page small.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

/// Why a document cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// The text is not JSON.
    #[error("not JSON: {0}")]
    Syntax(#[from] serde_json::Error),
    /// A field is not of the kind expected.
    #[error("something unexpected at {path}: {problem}")]
    Field {
        /// Where, as `package.gates[3].threshold`.
        path: String,
        /// What is wrong.
        problem: String,
    },
}

/// The document as compact text.
///
/// # Errors
/// When the document cannot be written as JSON; no type of this crate is of that kind.
pub fn write(document: &impl Serialize) -> Result<String, serde_json::Error> {
    serde_json::to_value(document).map(|value| value.to_string())
}

/// The document as indented text, its keys in the order of its fields, ending in a line feed.
///
/// # Errors
/// As [`write`].
pub fn write_indented(document: &impl Serialize) -> Result<String, serde_json::Error> {
    Ok(format!("{:#}\n", serde_json::to_value(document)?))
}

/// The document that `text` stands for.
///
/// # Errors
/// When the text is not JSON, or not of this kind.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, DocumentError> {
    from_value(serde_json::from_str(text)?)
}

/// The document that a value stands for.
///
/// # Errors
/// Names the first field that is not of the kind expected.
pub fn from_value<T: DeserializeOwned>(value: Value) -> Result<T, DocumentError> {
    serde_path_to_error::deserialize(value)
        .map_err(|error| DocumentError::Field { path: error.path().to_string(), problem: error.inner().to_string() })
}
