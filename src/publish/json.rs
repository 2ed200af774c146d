//! The package file: what people download, and open again.

use crate::findings::Findings;
use crate::sorted_map::SortedMap;

use base64::{Engine, engine::general_purpose::STANDARD};

use super::publication::{Contents, Loss, Material, Publication, Written, nothing_lacks};
use super::words;
use super::workspace::workspace;
use crate::package::document::Plain;
use crate::package::lineage::Lineage;
use crate::package::schema::{Content, Digests, Encoding, FORMAT, PackageFile, VERSION};
use crate::package::{Id, Package, digest, document};

/// The package itself.
pub const PUBLICATION: Publication = Publication {
    name: "json",
    label: "JSON",
    purpose: "The whole package: it opens here again, and others can recompute every number in it. Telemetry up to 5 MB travels inside.",
    ending: "json",
    media_type: "application/json",
    lacks: nothing_lacks,
    write,
};

/// Imported files up to this size travel inside the package; a larger one is named by its digest.
pub const MOST_EMBEDDED_BYTES: usize = 5 * 1024 * 1024;

fn write(material: &Material<'_>) -> Written {
    let mut file = package_file(material.package, material.contents, material.findings);
    file.extra = material.extra.clone();
    file.lineage = material.lineage.handing_on(material.package);
    // Whoever opens the file begins from this state anyway.
    file.lineage.ancestor.0.take_if(|ancestor| ancestor == material.package);
    let files = material
        .package
        .evidence
        .datasets
        .iter()
        .flat_map(|dataset| dataset.files().into_iter().map(move |(id, imported)| (dataset, id, imported)));
    let left_out = files.filter(|(_, id, _)| !file.telemetry.contains_key(*id)).map(|(dataset, _, imported)| Loss {
        what: format!("The data of “{}”", dataset.label()),
        instead: format!(
            "{} is named by its SHA-256, {}; hand the file on beside the package",
            if dataset.files().len() > 1 { &imported.file_name } else { "It" },
            imported.sha256
        ),
    });
    Written { losses: left_out.collect(), ..Written::text(material, PUBLICATION.ending, to_text(&file)) }
}

/// The file of a package with its findings.
///
/// Of `contents`, those travel inside which are small enough and are the very bytes the dataset names
/// by its digest.
pub fn package_file(package: &Package, contents: &Contents, findings: &Findings) -> PackageFile {
    let findings_value = findings.to_value();
    PackageFile {
        format: FORMAT.to_owned(),
        schema_version: VERSION,
        telemetry: embedded(package, contents),
        sentences: words::sentences(package, findings),
        workspace: workspace(package, findings).to_value(),
        digests: Digests {
            package: digest::of_document(package),
            findings: digest::of_value(&findings_value),
            ..Digests::default()
        },
        package: package.clone(),
        findings: findings_value,
        lineage: Lineage::default().handing_on(package),
        extra: SortedMap::new(),
    }
}

/// The file as text: indented, its keys always in the same order, ending in a line feed.
pub fn to_text(file: &PackageFile) -> String {
    document::write_indented(file)
}

fn embedded(package: &Package, contents: &Contents) -> SortedMap<Id, Content> {
    let mut embedded = SortedMap::new();
    for dataset in &package.evidence.datasets {
        for (id, file) in dataset.files() {
            let Some(bytes) = contents.get(id) else { continue };
            if bytes.len() <= MOST_EMBEDDED_BYTES && digest::of_bytes(bytes) == file.sha256 {
                embedded.insert(id.clone(), encode(bytes));
            }
        }
    }
    embedded
}

/// Bytes as text: as they are when they are UTF-8, in Base64 otherwise.
fn encode(bytes: &[u8]) -> Content {
    match std::str::from_utf8(bytes) {
        Ok(text) => Content { text: text.to_owned(), ..Content::default() },
        Err(_) => Content { encoding: Encoding::Base64, text: STANDARD.encode(bytes), ..Content::default() },
    }
}

/// The bytes a text stands for; nothing when it is not Base64 although it says so.
pub fn decode(content: &Content) -> Option<Vec<u8>> {
    match content.encoding {
        Encoding::Utf8 => Some(content.text.clone().into_bytes()),
        Encoding::Base64 => STANDARD.decode(&content.text).ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::evidence::ImportedFile;
    use crate::package::{Dataset, DatasetSource};
    use proptest::prelude::*;

    fn importing(bytes: &[u8]) -> Package {
        let mut package = Package::default();
        package.evidence.datasets.push(Dataset {
            id: "load-test".into(),
            source: DatasetSource::Imported(ImportedFile {
                sha256: digest::of_bytes(bytes),
                bytes: bytes.len() as u64,
                ..ImportedFile::default()
            }),
            ..Dataset::default()
        });
        package
    }

    fn telemetry_of(package: &Package, bytes: Vec<u8>) -> SortedMap<Id, Content> {
        let contents = Contents::from([("load-test".into(), bytes)]);
        package_file(package, &contents, &Findings::default()).telemetry
    }

    #[test]
    fn small_files_travel_inside() {
        let text = b"option,ms\nA,1\n";
        let inside = telemetry_of(&importing(text), text.to_vec());
        assert_eq!(inside[&Id::from("load-test")].text, "option,ms\nA,1\n");

        let large = vec![b'x'; MOST_EMBEDDED_BYTES + 1];
        assert!(telemetry_of(&importing(&large), large).is_empty());
    }

    #[test]
    fn other_bytes_than_those_named_do_not_travel() {
        assert!(telemetry_of(&importing(b"a"), b"b".to_vec()).is_empty());
    }

    #[test]
    fn the_text_ends_in_a_line_feed_and_is_always_the_same() {
        let file = package_file(&Package::default(), &Contents::new(), &Findings::default());
        let text = to_text(&file);
        assert!(text.starts_with("{\n  \"format\": \"shipworthy-package\",\n  \"schema_version\": 1,\n"));
        assert!(text.ends_with("}\n"));
        assert_eq!(text, to_text(&file));
    }

    proptest! {
        #[test]
        fn any_bytes_come_back(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            prop_assert_eq!(decode(&encode(&bytes)), Some(bytes));
        }
    }
}
