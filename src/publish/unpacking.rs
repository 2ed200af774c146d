//! A package given inside a zip, as [`archive`](super::archive) writes one.
//!
//! Nothing is ever expanded: entries are taken only as they stand, uncompressed, so what comes out is no longer than what
//! was given. A zip that another program packed is left to that program.

use std::borrow::Cow;

use rawzip::{CompressionMethod, ZipArchive};

use crate::package::schema::FORMAT;

/// No more entries than this are looked at.
const MOST_ENTRIES: usize = 10_000;

/// The format stands within so many bytes of a package's beginning.
const BEGINNING: usize = 4_096;

/// Why no package can be taken out of a zip.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum UnpackError {
    /// It is broken, or made so that it cannot be read.
    #[error("The zip cannot be read: {0}. Download it again, or unpack it and choose the package's JSON file.")]
    Broken(String),
    /// Its package is compressed.
    #[error(
        "The package in the zip is compressed, and nothing is expanded here. Unpack the zip and choose the package's JSON file."
    )]
    Compressed,
    /// It has none.
    #[error("There is no package in the zip: none of its files is one that was saved with Download JSON.")]
    NoPackage,
}

/// The bytes of the package in a zip; other bytes as they are.
///
/// # Errors
/// When it is a zip out of which no package can be taken.
pub fn package_in(bytes: &[u8]) -> Result<Cow<'_, [u8]>, UnpackError> {
    if !is_zip(bytes) {
        return Ok(Cow::Borrowed(bytes));
    }
    let broken = |error: rawzip::Error| UnpackError::Broken(error.to_string());
    let archive = ZipArchive::from_slice(bytes).map_err(broken)?;
    let mut entries = archive.entries();
    let mut compressed = false;
    for _ in 0..MOST_ENTRIES {
        let Some(entry) = entries.next_entry().map_err(broken)? else { break };
        let name = entry.file_path();
        if !name.as_ref().to_ascii_lowercase().ends_with(b".json") {
            continue;
        }
        if entry.compression_method() != CompressionMethod::STORE {
            compressed = true;
            continue;
        }
        let found = archive.get_entry(entry.wayfinder()).map_err(broken)?;
        let data = found.data();
        let beginning = &data[..data.len().min(BEGINNING)];
        if beginning.windows(FORMAT.len()).any(|window| window == FORMAT.as_bytes()) {
            return Ok(Cow::Owned(data.to_vec()));
        }
    }
    Err(if compressed { UnpackError::Compressed } else { UnpackError::NoPackage })
}

/// Whether the bytes begin as a zip does.
pub fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

#[cfg(test)]
mod tests {
    use super::super::archive::zip;
    use super::super::publication::File;
    use super::*;

    fn packed(files: &[(&str, &str)]) -> Vec<u8> {
        let file = |(name, text): &(&str, &str)| File { name: (*name).to_owned(), bytes: text.as_bytes().to_vec() };
        zip(String::new(), &files.iter().map(file).collect::<Vec<_>>()).bytes
    }

    #[test]
    fn the_package_is_found_among_other_files() {
        let package = "{\"format\": \"shipworthy-package\"}";
        let bytes = packed(&[("README.md", "shipworthy-package"), ("crosswalk.json", "{}"), ("mine.json", package)]);
        assert_eq!(package_in(&bytes).unwrap(), package.as_bytes());
        assert_eq!(package_in(b"{}").unwrap(), &b"{}"[..]);
        assert_eq!(package_in(&packed(&[("a.json", "{}")])), Err(UnpackError::NoPackage));
        assert_eq!(package_in(&packed(&[])), Err(UnpackError::NoPackage));
    }

    #[test]
    fn what_is_compressed_is_not_expanded() {
        let mut bytes = packed(&[("mine.json", "{\"format\": \"shipworthy-package\"}")]);
        // The method in the directory, as a zip that expands to gigabytes would have it.
        let directory = bytes.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
        bytes[directory + 10] = 8;
        assert_eq!(package_in(&bytes), Err(UnpackError::Compressed));
    }

    #[test]
    fn no_damage_makes_it_panic() {
        let bytes = packed(&[("mine.json", "{\"format\": \"shipworthy-package\"}"), ("b.json", "{}")]);
        for length in 0..bytes.len() {
            let _ = package_in(&bytes[..length]);
        }
        for place in 0..bytes.len() {
            for value in [0, 1, 0x7f, 0xff] {
                let mut damaged = bytes.clone();
                damaged[place] = value;
                if let Ok(found) = package_in(&damaged) {
                    assert!(found.len() <= damaged.len());
                }
            }
        }
    }
}
