//! `shipworthy schema`: the JSON Schema of a package.

use super::argument::Arguments;
use super::{Answer, Failure, output};
use crate::publish::schema::package_schema;

pub(super) const OPTIONS: &[&str] = &["output="];

pub(super) const HELP: &str = "\
shipworthy schema [-o FILE]

Writes the JSON Schema (draft 2020-12) of a package file.";

pub(super) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    arguments.no_file()?;
    let text = serde_json::to_string_pretty(&package_schema()).map_err(|error| Failure::file("schema", error))?;
    output::write(arguments, &text)
}
