//! Lists of packages: what is, or is to be, installed on a machine.

pub mod cyclone_dx;
pub mod lock;
pub mod package_lock;
pub mod requirements;

use engine::comma::CommaUse;

use super::ReadOptions;
use super::column::ColumnBuilder;
use super::error::ReadError;
use super::format::{Origin, Records};
use crate::order;
use crate::package::Date;
use crate::telemetry::environment::{HASHED, PACKAGE, PINNED, VERSION};
use crate::telemetry::file_label::labels_of;
use crate::telemetry::ledger::{FileKind, Note, NoteKind, Place};

/// The most bytes of a list of packages.
const MOST_BYTES: usize = 64 << 20;
/// The most packages.
const MOST_PACKAGES: usize = 100_000;
/// What stands for the version where a list leaves it open.
const ANY: &str = "any";

/// A package as a list names it.
#[derive(Clone, Debug, Default, PartialEq)]
struct Entry {
    name: String,
    version: String,
    /// Whether the version is said exactly.
    pinned: bool,
    /// Whether a digest of what is to be installed stands beside it.
    hashed: bool,
    /// Where it stands: "line 12".
    place: String,
}

/// A list of packages while it is read.
struct Manifest {
    /// What such files are called.
    format: &'static str,
    origin: Origin,
    entries: Vec<Entry>,
    notes: Vec<Note>,
}

impl Manifest {
    fn new(format: &'static str) -> Self {
        let origin = Origin { format: format.to_owned(), kind: FileKind::Environment, ..Origin::default() };
        Self { format, origin, entries: Vec::new(), notes: Vec::new() }
    }

    fn push(&mut self, entry: Entry) -> Result<(), ReadError> {
        if self.entries.len() == MOST_PACKAGES {
            return Err(ReadError::TooMuch { format: self.format, most: MOST_PACKAGES, what: "packages" });
        }
        self.entries.push(entry);
        Ok(())
    }

    /// Notes what became of something at `place` ("line 12"); `text` is what stands there.
    fn note(&mut self, kind: NoteKind, message: &str, place: &str, text: &str) {
        let row = self.entries.len() as u64 + 1;
        Note::add(&mut self.notes, kind, "", message, || Place::new(row, &format!("{place}: {text}")));
    }

    /// A row for each package. One that is listed more than once has its versions in one cell, as it is installed in all
    /// of them.
    fn finish(mut self, options: &ReadOptions) -> Result<Records, ReadError> {
        if self.entries.is_empty() {
            return Err(ReadError::NothingListed { format: self.format, what: "package" });
        }
        let packages = self.packages();
        let mut columns: Vec<ColumnBuilder> = (0..4).map(|_| ColumnBuilder::of_texts()).collect();
        let said = |holds: bool| if holds { "yes" } else { "no" };
        for Package { name, versions, pinned, hashed } in &packages {
            let cells = [name.as_str(), &versions.join(", "), said(*pinned), said(*hashed)];
            for (column, cell) in columns.iter_mut().zip(cells) {
                column.push(cell.as_bytes());
            }
        }
        self.origin.subject = subject(&options.subject, &self.origin.subject, &options.file_name, "machine");
        Ok(Records {
            parser: self.format.to_owned(),
            likely_comma: CommaUse::Thousands,
            rows: packages.len(),
            names: [PACKAGE, VERSION, PINNED, HASHED].map(|name| name.as_bytes().to_vec()).to_vec(),
            columns,
            notes: self.notes,
            questions: Vec::new(),
            origin: self.origin,
            tool: None,
        })
    }

    /// The packages by name, each with its versions in order.
    fn packages(&mut self) -> Vec<Package> {
        let entries = std::mem::take(&mut self.entries);
        let by_name = |one: usize, other: usize| entries[one].name.cmp(&entries[other].name);
        let by_version = |one: usize, other: usize| {
            by_name(one, other).then_with(|| entries[one].version.cmp(&entries[other].version))
        };
        let first_of_name = order::first_equals(entries.len(), &mut { by_name });
        let first_of_version = order::first_equals(entries.len(), &mut { by_version });
        for (index, entry) in entries.iter().enumerate() {
            let text = format!("{} {}", entry.name, entry.version);
            if first_of_version[index] != index {
                self.note(NoteKind::MadeOne, "listed again in the same version, taken once", &entry.place, &text);
            } else if first_of_name[index] != index {
                let message = "listed in several versions, which stand in one cell";
                self.note(NoteKind::Ambiguous, message, &entry.place, &text);
            }
        }
        let mut packages: Vec<Package> = Vec::new();
        for index in order::argsort(entries.len(), &mut { by_version }) {
            let Entry { name, version, pinned, hashed, .. } = entries[index].clone();
            match packages.last_mut().filter(|package| package.name == name) {
                Some(package) => {
                    package.pinned &= pinned;
                    package.hashed &= hashed;
                    if package.versions.last() != Some(&version) {
                        package.versions.push(version);
                    }
                }
                None => packages.push(Package { name, versions: vec![version], pinned, hashed }),
            }
        }
        packages
    }
}

/// A package in all versions a list has of it.
struct Package {
    name: String,
    versions: Vec<String>,
    pinned: bool,
    hashed: bool,
}

/// The name of a machine or run: as a person says, or as the file does, or as the file is called.
pub(super) fn subject(said: &str, own: &str, file_name: &str, otherwise: &str) -> String {
    let named = labels_of(&[file_name]);
    let candidates = [said, own, named.first().map_or("", String::as_str)];
    let found = candidates.into_iter().map(str::trim).find(|name| !name.is_empty());
    found.unwrap_or(otherwise).to_owned()
}

/// The day a moment as `2026-11-21T14:01:36Z` is on; empty for anything else.
pub(super) fn day(moment: &str) -> Date {
    let day = moment.trim().get(..10).unwrap_or_default();
    Date(if crate::telemetry::time::parse_date(day).is_some() { day.to_owned() } else { String::new() })
}

/// A name on the Python package index as it is compared: in lower case, `-`, `_` and `.` alike (PEP 503).
fn normal_name(name: &str) -> String {
    let lower = name.to_lowercase();
    let parts: Vec<&str> = lower.split(['-', '_', '.']).filter(|part| !part.is_empty()).collect();
    parts.join("-")
}

/// An address without the name and password that may stand before its host.
fn without_credentials(address: &str) -> String {
    let Some((scheme, rest)) = address.split_once("://") else { return address.to_owned() };
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    format!("{scheme}://{host}{path}")
}

#[cfg(test)]
mod tests;
