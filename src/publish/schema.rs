//! The JSON Schema of the package file, from the types themselves.

use serde_json::Value;

use crate::package::schema::{FORMAT, PackageFile, VERSION};

/// The JSON Schema (draft 2020-12) of a package file of the present version.
pub fn package_schema() -> Value {
    let mut schema = schemars::schema_for!(PackageFile).to_value();
    schema["title"] = format!("Shipworthy package, form {VERSION}").into();
    let properties = &mut schema["properties"];
    properties["format"]["const"] = FORMAT.into();
    properties["schema_version"]["const"] = VERSION.into();
    schema["required"] = serde_json::json!(["format", "schema_version", "package"]);
    schema
}
