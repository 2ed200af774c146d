//! The JSON Schema of the package file, from the types themselves.

use schemars::SchemaGenerator;
use serde_json::Value;

use crate::findings::Findings;
use crate::package::schema::{FORMAT, PackageFile, VERSION};
use crate::package::workspace::Workspace;

/// The JSON Schema (draft 2020-12) of a package file of the present version, findings included. Their comments, with
/// units and ranges, are its descriptions.
pub fn package_schema() -> Value {
    let mut generator = SchemaGenerator::default();
    let parts =
        [("findings", generator.subschema_for::<Findings>()), ("workspace", generator.subschema_for::<Workspace>())];
    let mut schema = generator.into_root_schema_for::<PackageFile>().to_value();
    schema["title"] = format!("Shipworthy package, form {VERSION}").into();
    let properties = &mut schema["properties"];
    properties["format"]["const"] = FORMAT.into();
    properties["schema_version"]["const"] = VERSION.into();
    // The file keeps what is computed as it came; what it is made of is known here.
    for (name, part) in parts {
        let description = properties[name]["description"].take();
        properties[name] = part.to_value();
        properties[name]["description"] = description;
    }
    schema["required"] = serde_json::json!(["format", "schema_version", "package"]);
    schema
}
