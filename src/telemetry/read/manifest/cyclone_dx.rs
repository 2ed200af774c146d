//! A software bill of materials in CycloneDX's JSON.

use serde_json::Value;

use super::{ANY, Entry, MOST_BYTES, Manifest, day, normal_name};
use crate::telemetry::ledger::{FileKind, NoteKind};
use crate::telemetry::read::ReadOptions;
use crate::telemetry::read::error::ReadError;
use crate::telemetry::read::format::{Beginning, Format, Records, Sureness};
use crate::telemetry::read::json_record::explain;
use crate::telemetry::read::source::Source;

pub const FORMAT: Format = Format { name: "CycloneDX", endings: &[], kind: FileKind::Environment, recognise, read };

const WITHOUT_VERSION: &str = "no version, so that machines may have different ones";
const NOT_PACKAGE: &str = "components that are no packages";
const WITHOUT_NAME: &str = "components without a name";
/// Components that are not installed as packages are.
const OTHERS: [&str; 5] = ["file", "device", "data", "operating-system", "cryptographic-asset"];

/// The name of the format may stand at the end, behind all components.
fn recognise(beginning: &Beginning) -> Sureness {
    let text = String::from_utf8_lossy(beginning.text);
    let says = |word: &str| text.contains(word);
    let is_one = says("\"bomFormat\"") || says("\"bom-ref\"") && says("\"components\"");
    if text.starts_with('{') && is_one { Sureness::Certain } else { Sureness::No }
}

fn read(source: &mut Source, options: &ReadOptions) -> Result<Records, ReadError> {
    let text = source.whole(FORMAT.name, MOST_BYTES)?;
    let value: Value = serde_json::from_str(&text).map_err(explain)?;
    let mut manifest = Manifest::new(FORMAT.name);
    let metadata = &value["metadata"];
    manifest.origin.recorded = day(metadata["timestamp"].as_str().unwrap_or_default());
    if let Some(components) = value["components"].as_array() {
        take_all(&mut manifest, components, "components")?;
    }
    manifest.finish(options)
}

/// Components and those within them. The reader of JSON holds the depth.
fn take_all(manifest: &mut Manifest, components: &[Value], within: &str) -> Result<(), ReadError> {
    for (index, component) in components.iter().enumerate() {
        let place = format!("{within}[{index}]");
        take(manifest, component, &place)?;
        if let Some(inner) = component["components"].as_array() {
            take_all(manifest, inner, &format!("{place}.components"))?;
        }
    }
    Ok(())
}

fn take(manifest: &mut Manifest, component: &Value, place: &str) -> Result<(), ReadError> {
    let text = |key: &str| component[key].as_str().map(str::trim).unwrap_or_default();
    let name = text("name");
    if name.is_empty() {
        manifest.note(NoteKind::Dropped, WITHOUT_NAME, place, text("bom-ref"));
        return Ok(());
    }
    if OTHERS.contains(&text("type")) {
        manifest.note(NoteKind::Dropped, NOT_PACKAGE, place, name);
        return Ok(());
    }
    let is_python = text("purl").starts_with("pkg:pypi/");
    let name = match (is_python, text("group")) {
        (true, _) => normal_name(name),
        (false, "") => name.to_owned(),
        (false, group) => format!("{group}/{name}"),
    };
    let pinned = !text("version").is_empty();
    if !pinned {
        manifest.note(NoteKind::Ambiguous, WITHOUT_VERSION, place, &name);
    }
    let version = if pinned { text("version").to_owned() } else { ANY.to_owned() };
    let hashed = component["hashes"].as_array().is_some_and(|hashes| !hashes.is_empty());
    manifest.push(Entry { name, version, pinned, hashed, place: place.to_owned() })
}
