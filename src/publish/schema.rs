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
    for complete in COMPLETE {
        require_all(&mut schema["$defs"][complete]);
    }
    schema
}

/// Records that are always written whole, and that mean nothing without one of their fields.
const COMPLETE: [&str; 4] = ["Content", "Workspace", "WorkspaceAlternative", "WorkspaceRecommendation"];

fn require_all(record: &mut Value) {
    let Some(fields) = record["properties"].as_object_mut() else { return };
    let names: Vec<Value> = fields.keys().map(|name| name.as_str().into()).collect();
    for field in fields.values_mut().filter_map(Value::as_object_mut) {
        field.remove("default");
    }
    record["required"] = names.into();
}
