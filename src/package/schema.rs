//! The package file: its version, how it is opened, and what can be wrong with it.

use crate::sorted_map::SortedMap;

use serde_json::Value;

use super::identity::{Renamed, Shared, settle};
use super::json::{JsonError, MOST_VALUES};
use super::lineage::Lineage;
use super::{Id, Package, digest, document, json, range};

/// The version of the file written here. A reader of version N opens 1 to N.
pub const VERSION: u32 = 1;

/// What `format` says in every package file.
pub const FORMAT: &str = "shipworthy-package";

record! {
    /// A package as it travels between people.
    pub struct PackageFile {
        /// Always `shipworthy-package`.
        pub format: String,
        /// The version of this form.
        pub schema_version: u32,
        /// What people wrote and decided.
        pub package: Package,
        /// The rows of imported datasets that travel inside, by dataset.
        pub telemetry: SortedMap<Id, Content>,
        /// What followed when it was written; recomputed, never trusted.
        pub findings: Value,
        /// What the findings say, in words, for readers of this file; outside every digest.
        pub sentences: Value,
        /// The workspace object.
        pub workspace: Value,
        /// What the file was when it was written.
        pub digests: Digests,
        /// The states in which the package was handed on, so that copies can be merged; left out while there is none.
        pub lineage: Lineage,
        ..extra
    }
}

record! {
    /// A file's bytes as text.
    pub struct Content {
        /// How `text` stands for bytes.
        pub encoding: Encoding,
        /// The bytes.
        pub text: String,
        ..extra
    }
}

words! {
    /// How text stands for bytes.
    pub enum Encoding {
        /// The text itself.
        #[default]
        Utf8 = "UTF-8",
        /// Base64 (RFC 4648), for files that are not UTF-8.
        Base64 = "Base64",
    }
}

record! {
    /// SHA-256 digests of a package file's parts.
    pub struct Digests {
        /// Of `package` in canonical JSON.
        pub package: String,
        /// Of `findings` in canonical JSON.
        pub findings: String,
        ..extra
    }
}

/// Why a file cannot be opened as a package.
#[derive(Debug, thiserror::Error, PartialEq)]
pub enum OpenError {
    /// Nothing in it.
    #[error("The file is empty. Choose a package that was saved with Download JSON.")]
    Empty,
    /// Not text.
    #[error("The file is not text (byte {byte}). A package is the JSON file saved with Download JSON.")]
    NotText {
        /// Offset of the first byte that is not UTF-8.
        byte: usize,
    },
    /// Ends too early.
    #[error("The file ends in the middle, at line {line}, column {column}: it was cut off. Copy or download it again.")]
    CutOff {
        /// Counted from 1.
        line: usize,
        /// Counted from 1.
        column: usize,
    },
    /// Nested too deeply to be a package.
    #[error(
        "The file is nested deeper than a package can be, at line {line}, column {column}. It was not made by Shipworthy."
    )]
    TooDeep {
        /// Counted from 1.
        line: usize,
        /// Counted from 1.
        column: usize,
    },
    /// Not JSON.
    #[error("The file is not JSON: {problem} at line {line}, column {column}.")]
    NotJson {
        /// What the reader found.
        problem: String,
        /// Counted from 1.
        line: usize,
        /// Counted from 1.
        column: usize,
    },
    /// More than any package is made of.
    #[error("The file is made of more than {MOST_VALUES} values, which no package is. It was not made by Shipworthy.")]
    TooManyValues,
    /// A key stands twice.
    #[error(
        "The file says {path} twice, so readers could take it for two different packages. Keep the one that is meant, or ask for the original."
    )]
    KeyTwice {
        /// Where, as `package.gates[3].threshold`.
        path: String,
    },
    /// JSON of something else.
    #[error(
        "The file is JSON, but not a Shipworthy package: it has no \"format\": \"shipworthy-package\". To load it as telemetry, drop it on Evidence."
    )]
    NotPackage,
    /// Written by a newer version.
    #[error(
        "The package was made by a newer Shipworthy (form {found}; this one reads up to {VERSION}). Reload the page to update, then open it again."
    )]
    Newer {
        /// The file's version.
        found: u64,
    },
    /// A field of the wrong kind.
    #[error("The package has something unexpected at {path}: {problem}.")]
    Field {
        /// Where, as `package.gates[3].threshold`.
        path: String,
        /// What is wrong.
        problem: String,
    },
    /// An identifier stands for two records.
    #[error(
        "The {} at {} has the identifier “{}” of an earlier one, and {} refers to it: nobody can tell which is meant. Ask for the original, or give one of the two another identifier in the file and say in each place which is meant.", .0.record, .0.path, .0.id, .0.referrer
    )]
    SharedId(Shared),
    /// Changed after it was written.
    #[error(
        "The package was changed after it was saved: its {part} has digest {found}, but {stated} is stated. Ask for the original, or open it anyway as a changed copy."
    )]
    WrongDigest {
        /// Which part.
        part: String,
        /// Computed.
        found: String,
        /// In the file.
        stated: String,
    },
}

/// What a wrong digest means to the one who opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trust {
    /// It is an error.
    Verify,
    /// The file is opened as the changed copy it is.
    AcceptChanged,
}

/// A package file as it was opened.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// The file, each record of it with an identifier of its own.
    pub file: PackageFile,
    /// Records that came without one, and have one now.
    pub renamed: Vec<Renamed>,
    /// Digest of the package as it came.
    pub digest: String,
}

impl Opened {
    /// Looks at what the kinds of the fields do not say: ranges and identifiers.
    ///
    /// # Errors
    /// When a number lies outside its range, or an identifier could mean either of two records.
    pub fn of(mut file: PackageFile) -> Result<Self, OpenError> {
        range::check(&file.package).map_err(field)?;
        let digest = digest::of_document(&file.package);
        let renamed = settle(&mut file.package).map_err(|mut shared| {
            shared.path = format!("package.{}", shared.path);
            OpenError::SharedId(shared)
        })?;
        Ok(Self { file, renamed, digest })
    }
}

/// Reads a package file.
///
/// # Errors
/// Says what is wrong and where; never a half-read package.
pub fn open(bytes: &[u8], trust: Trust) -> Result<Opened, OpenError> {
    let opened = Opened::of(document::from_value(migrate(parse(bytes)?)?).map_err(field_of_file)?)?;
    if trust == Trust::Verify {
        verify_digests(&opened)?;
    }
    Ok(opened)
}

fn field_of_file(problem: document::Problem) -> OpenError {
    OpenError::Field { path: problem.path, problem: problem.what }
}

fn field(problem: document::Problem) -> OpenError {
    field_of_file(problem.inside("package"))
}

fn parse(bytes: &[u8]) -> Result<Value, OpenError> {
    let text = std::str::from_utf8(bytes).map_err(|error| OpenError::NotText { byte: error.valid_up_to() })?;
    let text = text.trim_start_matches('\u{feff}');
    if text.trim().is_empty() {
        return Err(OpenError::Empty);
    }
    json::read(text).map_err(|error| {
        let error = match error {
            JsonError::KeyTwice(path) => return OpenError::KeyTwice { path },
            JsonError::TooMany => return OpenError::TooManyValues,
            JsonError::Syntax(error) => error,
        };
        let (line, column) = (error.line(), error.column());
        let problem = error.to_string();
        if error.is_eof() {
            OpenError::CutOff { line, column }
        } else if problem.starts_with("recursion limit") {
            OpenError::TooDeep { line, column }
        } else {
            let problem = problem.split(" at line").next().unwrap_or_default().to_owned();
            OpenError::NotJson { problem, line, column }
        }
    })
}

/// Brings an older document to the present form. Each version's step goes here, oldest first.
fn migrate(document: Value) -> Result<Value, OpenError> {
    if document.get("format").and_then(Value::as_str) != Some(FORMAT) {
        return Err(OpenError::NotPackage);
    }
    match document.get("schema_version").and_then(Value::as_u64) {
        Some(found) if found > u64::from(VERSION) => Err(OpenError::Newer { found }),
        Some(1) => Ok(document),
        _ => Err(OpenError::Field {
            path: "schema_version".to_owned(),
            problem: format!("expected a whole number from 1 to {VERSION}"),
        }),
    }
}

fn verify_digests(opened: &Opened) -> Result<(), OpenError> {
    let file = &opened.file;
    let parts = [
        ("package", opened.digest.clone(), &file.digests.package),
        ("findings", digest::of_value(&file.findings), &file.digests.findings),
    ];
    for (part, found, stated) in parts {
        if &found != stated {
            return Err(OpenError::WrongDigest { part: part.to_owned(), found, stated: stated.clone() });
        }
    }
    Ok(())
}
