//! Templates: complete worked examples to start from.
//!
//! Each is a file beside the page, `templates/<name>.json`, and `templates/index.json` lists them. The page fetches
//! both; everything else has them inside (`TEMPLATES`).

#[cfg(not(all(target_arch = "wasm32", feature = "page")))]
mod included;

#[cfg(not(all(target_arch = "wasm32", feature = "page")))]
pub use included::TEMPLATES;

use serde_json::Value;

use super::document::{self, DocumentError};
use super::schema::{Content, VERSION};
use super::{Id, Package};
use crate::sorted_map::SortedMap;

/// What `format` says in every template's file.
pub const FORMAT: &str = "shipworthy-template";

record! {
    /// A worked example one can start from.
    pub struct Template {
        /// As on the command line, and the file's name: `mlops-release`.
        pub name: String,
        /// As on its card.
        pub title: String,
        /// What it is for, in a sentence.
        pub summary: String,
        /// The worked example, complete.
        pub package: Package,
        /// The bytes of its files, by the identifiers they travel under; left out where it has none.
        pub telemetry: SortedMap<Id, Content>,
    }
}

/// Why a file is not a template.
#[derive(Debug, thiserror::Error)]
pub enum TemplateError {
    /// Something else came in its place.
    #[error("what came is not a template of Shipworthy")]
    NotTemplate,
    /// It belongs to another version.
    #[error(
        "it is of another version (form {found}; this one takes {VERSION}). Reload the page, so that both are the same"
    )]
    OtherVersion {
        /// The file's version.
        found: u64,
    },
    /// A field of it is wrong.
    #[error(transparent)]
    Unreadable(#[from] DocumentError),
}

impl Template {
    /// The template a file holds.
    ///
    /// # Errors
    /// When the file is not a template, is of another version, or cannot be read.
    pub fn read(text: &str) -> Result<Self, TemplateError> {
        let file: Value = serde_json::from_str(text).map_err(|_| TemplateError::NotTemplate)?;
        if file.get("format").and_then(Value::as_str) != Some(FORMAT) {
            return Err(TemplateError::NotTemplate);
        }
        match file.get("schema_version").and_then(Value::as_u64) {
            Some(version) if version == u64::from(VERSION) => {
                Ok(document::from_value(file).map_err(DocumentError::Field)?)
            }
            found => Err(TemplateError::OtherVersion { found: found.unwrap_or_default() }),
        }
    }
}

record! {
    /// A template as the first page lists it, before its file is asked for.
    pub struct TemplateCard {
        /// The template's name.
        pub name: String,
        /// Its title.
        pub title: String,
        /// Its summary.
        pub summary: String,
        /// The shape of its telemetry.
        pub sketch: Sketch,
    }
}

record! {
    /// The shape of some telemetry, from which no number is to be read.
    pub struct Sketch {
        /// One line per alternative, in the package's order.
        pub lines: Vec<SketchLine>,
        /// What gates ask for, upwards from 0 to [`Sketch::FULL`].
        pub thresholds: Vec<u32>,
    }
}

record! {
    /// One alternative's line.
    pub struct SketchLine {
        /// The alternative's name.
        pub name: String,
        /// Sideways, ascending, and upwards, each from 0 to [`Sketch::FULL`]; nothing upwards where the line is broken.
        pub points: Vec<(u32, Option<u32>)>,
    }
}

impl Sketch {
    /// The whole width, and the whole height.
    pub const FULL: u32 = 1_000;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_template_is_told_apart() {
        let check = |file: &str, expected: &str| {
            let refused = Template::read(file).unwrap_err().to_string();
            assert!(refused.contains(expected), "{file}: {refused}");
        };
        check("", "not a template");
        check("<!doctype html>", "not a template");
        check(r#"{"format": "shipworthy-package", "schema_version": 1}"#, "not a template");
        check(r#"{"format": "shipworthy-template", "schema_version": 999}"#, "form 999");
        check(r#"{"format": "shipworthy-template"}"#, "another version");
        check(r#"{"format": "shipworthy-template", "schema_version": 1, "name": 3}"#, "something unexpected at name");
        let wrong =
            r#"{"format": "shipworthy-template", "schema_version": 1, "package": {"gates": [{"threshold": "high"}]}}"#;
        check(wrong, "package.gates[0].threshold");
    }
}
