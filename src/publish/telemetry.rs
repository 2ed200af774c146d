//! The telemetry of a package file: drawn from its seeds, read from what travels inside, or from files
//! given beside it.

use crate::sorted_map::SortedMap;

use super::json::decode;
use super::publication::Contents;
use crate::package::evidence::ImportedFile;
use crate::package::schema::{Content, PackageFile};
use crate::package::template::Template;
use crate::package::{Dataset, DatasetSource, Id, Package, digest};
use crate::telemetry::generate::generate;
use crate::telemetry::read::Reading;
use crate::telemetry::{Ledger, ReadError, Table, Telemetry};

/// A package's telemetry, and what became of its files.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// The tables at hand.
    pub telemetry: Telemetry,
    /// The bytes of imported files by the identifiers they travel under, to travel on in the next export.
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
        for (id, imported) in dataset.files() {
            let inside = inside(file, dataset, (id, imported))?;
            if let Some(bytes) = inside.or_else(|| given.get(&imported.sha256).map(|bytes| (*bytes).clone())) {
                loaded.contents.insert(id.clone(), bytes);
            }
        }
        loaded.take(&file.package, dataset)?;
    }
    Ok(loaded)
}

/// The bytes that travel inside, if they do and are those the package names.
fn inside(
    file: &PackageFile,
    dataset: &Dataset,
    (id, imported): (&Id, &ImportedFile),
) -> Result<Option<Vec<u8>>, LoadError> {
    let Some(content) = file.telemetry.get(id) else { return Ok(None) };
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
        let absent = self.absent.iter().filter_map(|id| package.dataset(id));
        let files = absent.flat_map(Dataset::files).filter(|(id, _)| !self.contents.contains_key(*id));
        files.map(|(_, file)| file.clone()).collect()
    }

    /// Reads a dataset from the contents of its files, if all are at hand.
    fn take(&mut self, package: &Package, dataset: &Dataset) -> Result<(), LoadError> {
        let contents: Vec<&[u8]> = contents_of(dataset, &self.contents);
        if contents.len() < dataset.files().len() {
            self.absent.push(dataset.id.clone());
        }
        if contents.is_empty() || contents.len() < dataset.files().len() {
            return Ok(());
        }
        let reading = read(package, dataset, &contents)
            .map_err(|problem| LoadError::Unreadable { dataset: dataset.label().to_owned(), problem })?;
        self.telemetry.insert(dataset.id.clone(), reading.table);
        self.ledgers.insert(dataset.id.clone(), reading.ledger);
        Ok(())
    }
}

/// The bytes that travel inside a template.
pub fn contents_of_template(template: &Template) -> Contents {
    let bytes = |(id, content): (&Id, &Content)| Some((id.clone(), decode(content)?));
    template.telemetry.iter().filter_map(bytes).collect()
}

/// Everything that can be had of a package's telemetry from the contents of its files.
pub fn of_contents(package: &Package, contents: &Contents) -> Telemetry {
    let mut telemetry = Telemetry::default();
    for dataset in &package.evidence.datasets {
        if let Some(table) = table_of(package, dataset, contents) {
            telemetry.insert(dataset.id.clone(), table);
        }
    }
    telemetry
}

/// A dataset's table: drawn from its seed, or read from the contents of its files; nothing when they are not all at hand
/// or cannot be read.
pub fn table_of(package: &Package, dataset: &Dataset, contents: &Contents) -> Option<Table> {
    if let DatasetSource::Generated(generator) = &dataset.source {
        return Some(generate(generator, &package.alternatives));
    }
    let contents = contents_of(dataset, contents);
    let whole = !contents.is_empty() && contents.len() == dataset.files().len();
    whole.then(|| read(package, dataset, &contents).ok()).flatten().map(|reading| reading.table)
}

/// The contents at hand of a dataset's files, in their order.
fn contents_of<'a>(dataset: &Dataset, contents: &'a Contents) -> Vec<&'a [u8]> {
    dataset.files().iter().filter_map(|(id, _)| contents.get(*id)).map(Vec::as_slice).collect()
}

/// Reads a dataset from the contents of all its files.
fn read(package: &Package, dataset: &Dataset, contents: &[&[u8]]) -> Result<Reading, ReadError> {
    let mut source = package.source_as_read(dataset);
    // Where one file ends and the next begins is said by the contents, whatever the package says of their sizes.
    for (file, bytes) in source.files_mut().into_iter().zip(contents) {
        file.bytes = bytes.len() as u64;
    }
    source.read(&mut contents.concat().as_slice(), &mut |_| {})
}
