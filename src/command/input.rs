//! Files that come in: packages, and telemetry beside them.

use std::io::Read;
use std::path::Path;

use super::argument::Arguments;
use super::{Failure, output};
use crate::package::digest;
use crate::package::schema::{self, OpenError, PackageFile, Trust};
use crate::publish::telemetry::{self, Loaded};
use crate::publish::unpacking::package_in;

/// A package file with its telemetry.
pub(super) struct Opened {
    pub opened: schema::Opened,
    /// How many bytes the file has.
    pub bytes: usize,
    pub loaded: Loaded,
}

/// Every byte of a file, or of standard input for `-`.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        std::io::stdin().read_to_end(&mut bytes).map_err(|error| Failure::file("standard input", error))?;
        return Ok(bytes);
    }
    std::fs::read(path).map_err(|error| {
        let problem = match error.kind() {
            std::io::ErrorKind::NotFound => "There is no such file.".to_owned(),
            std::io::ErrorKind::PermissionDenied => "There is no permission to read this file.".to_owned(),
            _ => error.to_string(),
        };
        Failure::file(path.display().to_string(), problem)
    })
}

/// The bytes of a package file, which may be given inside a zip.
fn package_bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let bytes = bytes(path)?;
    let package = package_in(&bytes).map_err(|error| Failure::file(path.display().to_string(), error))?;
    Ok(package.into_owned())
}

/// Opens the package a command is about, with its telemetry: what travels inside, and what is given with
/// `--telemetry`. Says on standard error which data is not at hand, and which records were given another identifier.
pub(super) fn package(path: &Path, arguments: &Arguments, trust: Trust) -> Result<Opened, Failure> {
    let trust = if arguments.has("accept-changed") { Trust::AcceptChanged } else { trust };
    let name = path.display().to_string();
    let bytes = package_bytes(path)?;
    let opened = schema::open(&bytes, trust).map_err(|error| Failure::file(&name, advice(&error)))?;
    let file = &opened.file;
    let given = given(file, arguments)?;
    let loaded = telemetry::load(file, &given).map_err(|error| Failure::file(&name, error))?;
    for renamed in &opened.renamed {
        output::complain(&format!("{name}: {renamed}"));
    }
    complain_of_absent(&name, file, &loaded);
    Ok(Opened { opened, bytes: bytes.len(), loaded })
}

/// What to do about a package that does not open, in a terminal's words.
fn advice(error: &OpenError) -> String {
    match error {
        OpenError::WrongDigest { .. } => format!("{error} (--accept-changed does.)"),
        OpenError::Newer { .. } => error.to_string().replace("Reload the page to update", "Update shipworthy"),
        OpenError::NotPackage => error.to_string().replace("drop it on Evidence", "use “shipworthy describe”"),
        _ => error.to_string(),
    }
}

/// A package whose telemetry does not matter, also one that was changed after it was saved.
pub(super) fn package_alone(path: &Path) -> Result<PackageFile, Failure> {
    let name = path.display().to_string();
    let opened = schema::open(&package_bytes(path)?, Trust::AcceptChanged)
        .map_err(|error| Failure::file(&name, advice(&error)))?;
    for renamed in &opened.renamed {
        output::complain(&format!("{name}: {renamed}"));
    }
    Ok(opened.file)
}

/// The telemetry of a package: what travels inside, and what is given with `--telemetry`. Says on standard error which
/// data is not at hand.
pub(super) fn load(file: &PackageFile, arguments: &Arguments) -> Result<Loaded, Failure> {
    let given = given(file, arguments)?;
    let loaded = telemetry::load(file, &given).map_err(|error| Failure::file(&file.package.title, error))?;
    complain_of_absent(&file.package.title, file, &loaded);
    Ok(loaded)
}

fn complain_of_absent(name: &str, file: &PackageFile, loaded: &Loaded) {
    for dataset in loaded.absent.iter().filter_map(|id| file.package.dataset(id)) {
        for (_, imported) in dataset.files().into_iter().filter(|(id, _)| !loaded.contents.contains_key(*id)) {
            output::complain(&format!(
                "{name}: the data of “{}” is not inside. Give {} (SHA-256 {}) with --telemetry.",
                dataset.label(),
                if imported.file_name.is_empty() { "its file" } else { &imported.file_name },
                imported.sha256
            ));
        }
    }
}

/// The files given with `--telemetry`, each of which some dataset must name.
fn given(file: &PackageFile, arguments: &Arguments) -> Result<Vec<Vec<u8>>, Failure> {
    let mut given = Vec::new();
    for path in arguments.paths("telemetry") {
        let bytes = bytes(path)?;
        let found = digest::of_bytes(&bytes);
        let mut datasets = file.package.evidence.datasets.iter();
        let is_named = datasets.any(|dataset| dataset.files().iter().any(|(_, imported)| imported.sha256 == found));
        if !is_named {
            return Err(Failure::file(
                path.display().to_string(),
                format!("No dataset of the package was imported from this file: its SHA-256 is {found}."),
            ));
        }
        given.push(bytes);
    }
    Ok(given)
}
