//! The telemetry of a package file: drawn from its seeds, read from what travels inside, or from files
//! given beside it.

use crate::sorted_map::SortedMap;

use super::json::decode;
use super::publication::Contents;
use crate::package::evidence::ImportedFile;
use crate::package::schema::PackageFile;
use crate::package::{Dataset, DatasetSource, Id, Package, digest};
use crate::telemetry::{Ledger, ReadError, ReadOptions, Telemetry, read};

/// A package's telemetry, and what became of its files.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// The tables at hand.
    pub telemetry: Telemetry,
    /// The bytes of imported files, to travel on in the next export.
    pub contents: Contents,
    /// How each imported file was read.
    pub ledgers: SortedMap<Id, Ledger>,
    /// Imported datasets whose file is neither inside nor given.
    pub absent: Vec<Id>,
}

/// Why a package's telemetry cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// What travels inside is not what the package names.
    #[error(
        "The data of “{dataset}” inside the package is not the file it was imported from: its SHA-256 is {found}, but {stated} is stated. Ask for the original package."
    )]
    WrongDigest {
        /// The dataset's name.
        dataset: String,
        /// In the package.
        stated: String,
        /// Computed.
        found: String,
    },
    /// The text inside does not stand for bytes.
    #[error("The data of “{dataset}” inside the package is damaged: it is not Base64. Ask for the original package.")]
    Damaged {
        /// The dataset's name.
        dataset: String,
    },
    /// The rows cannot be read.
    #[error("The data of “{dataset}” cannot be read. {problem}")]
    Unreadable {
        /// The dataset's name.
        dataset: String,
        /// What is wrong and where.
        problem: ReadError,
    },
}

/// Everything that can be had of a package file's telemetry; `given` are the bytes of further files,
/// matched by their digest.
///
/// # Errors
/// When data inside is not what the package names, or cannot be read.
pub fn load(file: &PackageFile, given: &[Vec<u8>]) -> Result<Loaded, LoadError> {
    let given = SortedMap::from_iter(given.iter().map(|bytes| (digest::of_bytes(bytes), bytes)));
    let mut loaded = Loaded { telemetry: Telemetry::generated(&file.package), ..Loaded::default() };
    for dataset in &file.package.evidence.datasets {
        let DatasetSource::Imported(imported) = &dataset.source else { continue };
        let inside = inside(file, dataset, imported)?;
        match inside.or_else(|| given.get(&imported.sha256).map(|bytes| (*bytes).clone())) {
            Some(bytes) => loaded.take(dataset, imported, bytes)?,
            None => loaded.absent.push(dataset.id.clone()),
        }
    }
    Ok(loaded)
}

/// The bytes that travel inside, if they do and are those the package names.
fn inside(file: &PackageFile, dataset: &Dataset, imported: &ImportedFile) -> Result<Option<Vec<u8>>, LoadError> {
    let Some(content) = file.telemetry.get(&dataset.id) else { return Ok(None) };
    let name = || dataset.label().to_owned();
    let bytes = decode(content).ok_or_else(|| LoadError::Damaged { dataset: name() })?;
    let found = digest::of_bytes(&bytes);
    if found == imported.sha256 {
        Ok(Some(bytes))
    } else {
        Err(LoadError::WrongDigest { dataset: name(), stated: imported.sha256.clone(), found })
    }
}

impl Loaded {
    /// The files whose data is not at hand.
    pub fn wanted(&self, package: &Package) -> Vec<ImportedFile> {
        self.absent.iter().filter_map(|id| package.dataset(id)?.file()).cloned().collect()
    }

    fn take(&mut self, dataset: &Dataset, imported: &ImportedFile, bytes: Vec<u8>) -> Result<(), LoadError> {
        let reading = read(&mut bytes.as_slice(), &ReadOptions::of(imported), &mut |_| {})
            .map_err(|problem| LoadError::Unreadable { dataset: dataset.label().to_owned(), problem })?;
        self.telemetry.insert(dataset.id.clone(), reading.table);
        self.ledgers.insert(dataset.id.clone(), reading.ledger);
        self.contents.insert(dataset.id.clone(), bytes);
        Ok(())
    }
}
