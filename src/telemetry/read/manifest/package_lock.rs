//! package-lock.json, as npm writes it: nested tables (version 1) or a list of places (versions 2 and 3).

use serde_json::{Map, Value};

use super::{Entry, MOST_BYTES, Manifest, without_credentials};
use crate::telemetry::ledger::{FileKind, NoteKind};
use crate::telemetry::read::ReadOptions;
use crate::telemetry::read::error::ReadError;
use crate::telemetry::read::format::{Beginning, Format, Records, Sureness};
use crate::telemetry::read::json_record::explain;
use crate::telemetry::read::source::Source;

pub const FORMAT: Format =
    Format { name: "package-lock.json", endings: &[], kind: FileKind::Environment, recognise, read };

const FOLDER: &str = "node_modules/";
const NESTED: &str = "packages within another one's folder";
const LINK: &str = "links to packages of the project itself";
const OWN: &str = "packages of the project itself";
const WITHOUT_VERSION: &str = "packages without a version";

fn recognise(beginning: &Beginning) -> Sureness {
    let text = String::from_utf8_lossy(beginning.text);
    if text.starts_with('{') && text.contains("\"lockfileVersion\"") { Sureness::Certain } else { Sureness::No }
}

fn read(source: &mut Source, options: &ReadOptions) -> Result<Records, ReadError> {
    let text = source.whole(FORMAT.name, MOST_BYTES)?;
    let value: Value = serde_json::from_str(&text).map_err(explain)?;
    let mut manifest = Manifest::new(FORMAT.name);
    match (value.get("packages"), value.get("dependencies")) {
        (Some(Value::Object(packages)), _) => take_places(&mut manifest, packages)?,
        (_, Some(Value::Object(tree))) => take_tree(&mut manifest, tree, "")?,
        _ => return Err(ReadError::NothingListed { format: FORMAT.name, what: "package" }),
    }
    manifest.finish(options)
}

/// Versions 2 and 3: each package under the place it is installed in.
fn take_places(manifest: &mut Manifest, packages: &Map<String, Value>) -> Result<(), ReadError> {
    for (place, package) in packages {
        let Some((_, name)) = place.rsplit_once(FOLDER).or_else(|| place.strip_prefix(FOLDER).map(|name| ("", name)))
        else {
            if !place.is_empty() {
                manifest.note(NoteKind::Dropped, OWN, place, "");
            }
            continue;
        };
        if package["link"] == Value::Bool(true) {
            manifest.note(NoteKind::Dropped, LINK, place, name);
            continue;
        }
        if place.matches(FOLDER).count() > 1 {
            manifest.note(NoteKind::Coerced, NESTED, place, name);
        }
        let name = package["name"].as_str().unwrap_or(name);
        take(manifest, name, package, place)?;
    }
    Ok(())
}

/// Version 1: each package within the one that needs it. The reader of JSON holds the depth.
fn take_tree(manifest: &mut Manifest, tree: &Map<String, Value>, within: &str) -> Result<(), ReadError> {
    for (name, package) in tree {
        let place = if within.is_empty() { name.clone() } else { format!("{within} > {name}") };
        if !within.is_empty() {
            manifest.note(NoteKind::Coerced, NESTED, &place, name);
        }
        take(manifest, name, package, &place)?;
        if let Some(Value::Object(inner)) = package.get("dependencies") {
            take_tree(manifest, inner, &place)?;
        }
    }
    Ok(())
}

fn take(manifest: &mut Manifest, name: &str, package: &Value, place: &str) -> Result<(), ReadError> {
    let Some(version) = package["version"].as_str() else {
        manifest.note(NoteKind::Dropped, WITHOUT_VERSION, place, name);
        return Ok(());
    };
    let hashed = package["integrity"].as_str().is_some_and(|digest| !digest.is_empty());
    let version = without_credentials(version);
    manifest.push(Entry { name: name.to_owned(), version, pinned: true, hashed, place: place.to_owned() })
}
