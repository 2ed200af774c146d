//! Lock files that list `[[package]]` tables, as Cargo, Poetry and uv write them.

use super::{Entry, MOST_BYTES, Manifest, normal_name, without_credentials};
use crate::telemetry::ledger::{FileKind, NoteKind};
use crate::telemetry::read::ReadOptions;
use crate::telemetry::read::error::ReadError;
use crate::telemetry::read::format::{Beginning, Format, Records, Sureness};
use crate::telemetry::read::source::Source;

pub const FORMAT: Format =
    Format { name: "Cargo.lock", endings: &["lock"], kind: FileKind::Environment, recognise, read };

const HEAD: &str = "[[package]]";
const OWN: &str = "packages of the project itself, which have no digest";
const ELSEWHERE: &str = "taken from a repository, which stands beside its version";
const WITHOUT_VERSION: &str = "packages without a version";

fn recognise(beginning: &Beginning) -> Sureness {
    let text = String::from_utf8_lossy(beginning.text);
    let mut lines = text.lines().map(str::trim);
    let has_head = lines.by_ref().any(|line| line == HEAD);
    if has_head && lines.any(|line| value(line, "name").is_some()) { Sureness::Certain } else { Sureness::No }
}

/// A package table as far as it is read.
#[derive(Default)]
struct Table {
    line: u64,
    name: Option<String>,
    version: Option<String>,
    source: Option<String>,
    hashed: bool,
}

fn read(source: &mut Source, options: &ReadOptions) -> Result<Records, ReadError> {
    let text = source.whole(FORMAT.name, MOST_BYTES)?;
    let tool = tool(&text);
    let mut manifest = Manifest::new(tool);
    let mut table: Option<Table> = None;
    // Within a table that belongs to a package, such as `[package.dependencies]`, names are those of others.
    let mut within_other = false;
    for (index, line) in text.lines().enumerate() {
        let (number, line) = (index as u64 + 1, line.trim());
        if line == HEAD {
            take(&mut manifest, table.replace(Table { line: number, ..Table::default() }))?;
            within_other = false;
        } else if line.starts_with('[') && line.ends_with(']') && !line.starts_with("[{") {
            if line.starts_with("[[") || !line.starts_with("[package.") {
                take(&mut manifest, table.take())?;
            }
            within_other = true;
        } else if let Some(table) = &mut table {
            if !within_other {
                for (key, place) in
                    [("name", &mut table.name), ("version", &mut table.version), ("source", &mut table.source)]
                {
                    if let Some(value) = value(line, key) {
                        *place = Some(closed(value, tool, number)?);
                    }
                }
            }
            table.hashed |= value(line, "checksum").is_some() || line.contains("hash = \"sha");
        }
    }
    take(&mut manifest, table)?;
    manifest.finish(options)
}

fn tool(text: &str) -> &'static str {
    let beginning: String = text.lines().take(5).collect();
    if beginning.contains("Cargo") {
        return FORMAT.name;
    }
    if beginning.contains("Poetry") {
        return "poetry.lock";
    }
    if text.contains("requires-python") { "uv.lock" } else { FORMAT.name }
}

fn take(manifest: &mut Manifest, table: Option<Table>) -> Result<(), ReadError> {
    let Some(Table { line, name, version, source, hashed }) = table else { return Ok(()) };
    let place = format!("line {line}");
    let Some(name) = name else {
        let problem = "this package has no name; write the lock file again".to_owned();
        return Err(ReadError::Malformed { format: manifest.format, line, problem });
    };
    let Some(version) = version else {
        manifest.note(NoteKind::Dropped, WITHOUT_VERSION, &place, &name);
        return Ok(());
    };
    let of_python = manifest.format != FORMAT.name;
    let name = if of_python { normal_name(&name) } else { name };
    let version = match source.as_deref().filter(|source| source.starts_with("git+")) {
        Some(source) => {
            let source = without_credentials(source);
            manifest.note(NoteKind::Ambiguous, ELSEWHERE, &place, &format!("{name} {source}"));
            format!("{version} ({source})")
        }
        None => version,
    };
    if source.is_none() && !of_python {
        manifest.note(NoteKind::Coerced, OWN, &place, &name);
    }
    manifest.push(Entry { name, version, pinned: true, hashed, place })
}

/// What stands behind `key =` on a line, if it is a text.
fn value<'a>(line: &'a str, key: &str) -> Option<&'a str> {
    line.strip_prefix(key)?.trim_start().strip_prefix('=')?.trim_start().strip_prefix('"')
}

/// A text up to its closing mark.
fn closed(text: &str, format: &'static str, line: u64) -> Result<String, ReadError> {
    match text.split_once('"') {
        Some((text, _)) => Ok(text.to_owned()),
        None => {
            let problem = "a quotation mark is not closed; copy the file again".to_owned();
            Err(ReadError::Malformed { format, line, problem })
        }
    }
}
