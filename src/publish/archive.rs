//! Everything at once: every other publication in one zip, with how to reproduce it.

use std::io::Write;

use rawzip::ZipArchiveWriter;

use super::publication::{File, Loss, Material, Publication, Written, file_name, nothing_lacks};
use super::words;
use crate::package::{Dataset, digest};

/// The zip. What goes into it is every other publication, which the catalogue knows.
pub const PUBLICATION: Publication = Publication {
    name: "zip",
    label: "zip of everything",
    purpose: "Every form above in one zip, with the data at hand that does not travel inside the package, and how to reproduce every number.",
    ending: "zip",
    media_type: "application/zip",
    lacks: nothing_lacks,
    write: |material| everything(&[], material),
};

/// The zip of `publications`: one file stands at the top, several in a folder named after their publication. What a form
/// cannot hold is said in the README too.
pub fn everything(publications: &[&Publication], material: &Material<'_>) -> Written {
    let mut entries = Vec::new();
    let mut losses = Vec::new();
    for publication in publications {
        if let Some(lack) = (publication.lacks)(material.package, material.findings) {
            let (what, instead) = (publication.label.to_owned(), lack.trim_end_matches('.').to_owned());
            losses.push(Loss { what: words::capital(&what), instead });
            continue;
        }
        let written = (publication.write)(material);
        let folder = if written.files.len() > 1 { format!("{}/", publication.name) } else { String::new() };
        entries.extend(
            written.files.into_iter().map(|file| File { name: format!("{folder}{}", file.name), bytes: file.bytes }),
        );
        let of_form = |loss: Loss| Loss { what: format!("{} ({})", loss.what, publication.label), ..loss };
        losses.extend(written.losses.into_iter().map(of_form));
    }
    let data = data_beside(material);
    losses.retain(|loss| !data.iter().any(|(sha256, _)| loss.instead.contains(sha256)));
    let data: Vec<File> = data.into_iter().map(|(_, file)| file).collect();
    entries.insert(
        0,
        File { name: "README.md".to_owned(), bytes: readme(material, &entries, &data, &losses).into_bytes() },
    );
    entries.extend(data);
    let name = file_name(&material.package.title, PUBLICATION.ending);
    Written { files: vec![zip(name, &entries)], losses }
}

/// The imported files at hand that are too large to travel inside the package file, under names that stay in the folder,
/// each with its SHA-256.
fn data_beside<'a>(material: &Material<'a>) -> Vec<(&'a str, File)> {
    let files = material.package.evidence.datasets.iter().flat_map(Dataset::files);
    let large = files.filter_map(|(id, imported)| {
        let bytes = material.contents.get(id)?;
        let beside = bytes.len() > super::json::MOST_EMBEDDED_BYTES && digest::of_bytes(bytes) == imported.sha256;
        let ending = imported.file_name.rsplit_once('.').map_or("txt", |(_, ending)| ending);
        let ending: String = ending.chars().filter(char::is_ascii_alphanumeric).take(8).collect();
        let name = format!("data/{}", file_name(id.as_str(), &ending));
        beside.then(|| (imported.sha256.as_str(), File { name, bytes: bytes.clone() }))
    });
    large.collect()
}

/// What is in the zip, and how another reviewer arrives at the same numbers.
fn readme(material: &Material<'_>, entries: &[File], data: &[File], losses: &[Loss]) -> String {
    let package = material.package;
    let title = match package.title.trim() {
        "" => "Release decision".to_owned(),
        title => super::markdown::text::line(title),
    };
    let outcome = super::markdown::text::paragraphs(&words::outcome::sentence(package, material.findings));
    let file = |ending: &str| file_name(&package.title, ending);
    let given: String = data.iter().map(|file| format!(" --telemetry {}", file.name)).collect();
    let (json, notebook) = (file("json"), file("ipynb"));
    let mut text = format!(
        "# {title}\n\n{outcome}\n\n## Reproduce it\n\nEvery number follows from the package file and its data alone.\n\n- `shipworthy verify {json}{given}` computes every finding again and names each field that differs; `shipworthy render zip {json}{given} -o again.zip` makes this very file again, byte for byte, from the same version of Shipworthy.\n- `jupyter nbconvert --execute --to notebook {notebook}` computes measures, gates, scores and stability in plain Python and fails where one differs.\n- Or open {json} on the Package screen and choose Verify.\n\nThe package's SHA-256, of its canonical JSON, is `{}`.\n\n## What is here\n\n",
        digest::of_document(package)
    );
    for entry in entries.iter().chain(data) {
        text += &format!("- `{}`\n", entry.name);
    }
    if !losses.is_empty() {
        text += "\n## What a form here cannot hold\n\n";
        for loss in losses {
            let line = super::markdown::text::line(&format!("{}. {}.", loss.what, loss.instead));
            text += &format!("- {line}\n");
        }
    }
    text
}

/// A zip of these files as they are, uncompressed, in their order and without times: the same files make the same bytes.
pub fn zip(name: String, entries: &[File]) -> File {
    let mut out = Vec::new();
    let mut archive = ZipArchiveWriter::new(&mut out);
    let mut write = |entry: &File| -> Result<(), rawzip::Error> {
        let (mut file, config) = archive.new_file(&entry.name).start()?;
        let mut writer = config.wrap(&mut file);
        writer.write_all(&entry.bytes).map_err(rawzip::Error::from)?;
        let (_, descriptor) = writer.finish()?;
        file.finish(descriptor)?;
        Ok(())
    };
    let written = entries.iter().try_for_each(&mut write).and_then(|()| archive.finish().map(|_| ()));
    // Writing into memory fails only for names longer than a zip can hold, and these are short.
    debug_assert!(written.is_ok(), "{written:?}");
    File { name, bytes: out }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::analyse;
    use crate::package::evidence::ImportedFile;
    use crate::package::template::TEMPLATES;
    use crate::package::{DatasetSource, Extra, Package};
    use crate::publish::catalogue::publication;
    use crate::publish::memo;
    use crate::publish::publication::Contents;
    use crate::telemetry::Telemetry;

    fn of(package: &Package, contents: &Contents) -> Written {
        let findings = analyse(package, &Telemetry::generated(package), &memo::length);
        let material =
            Material { package, findings: &findings, contents, extra: &Extra::new(), lineage: &Default::default() };
        (publication("zip").unwrap().write)(&material)
    }

    fn example() -> Package {
        let mut package = TEMPLATES[0].package.clone();
        (package.settings.draws, package.settings.resamples) = (100, 100);
        package
    }

    /// The names in a zip, and what is in its README.
    fn inside(written: &Written) -> (Vec<String>, String) {
        let bytes = &written.files[0].bytes;
        let archive = rawzip::ZipArchive::from_slice(bytes).unwrap();
        let mut entries = archive.entries();
        let mut names = Vec::new();
        let mut readme = String::new();
        while let Some(entry) = entries.next_entry().unwrap() {
            names.push(entry.file_path().try_normalize().unwrap().as_ref().to_owned());
            let found = archive.get_entry(entry.wayfinder()).unwrap();
            if names.len() == 1 {
                readme = String::from_utf8(found.data().to_vec()).unwrap();
            }
        }
        (names, readme)
    }

    #[test]
    fn everything_is_in_it_and_the_same_package_makes_the_same_bytes() {
        let package = example();
        let written = of(&package, &Contents::new());
        let (names, readme) = inside(&written);
        assert_eq!(names[0], "README.md");
        for ending in [".json", ".md", ".memo.md", ".ipynb", ".model-card.md", ".crosswalk.md", ".crosswalk.json"] {
            assert!(names.iter().any(|name| name.ends_with(ending) && !name.contains('/')), "{ending}: {names:?}");
        }
        assert!(names.iter().filter(|name| name.starts_with("tables/")).count() == 5, "{names:?}");
        assert!(names.iter().filter(|name| name.starts_with("charts/")).count() > 10, "{names:?}");
        for name in &names[1..] {
            assert!(readme.contains(&format!("- `{name}`\n")), "{name}");
        }
        assert!(readme.contains("shipworthy verify ") && readme.contains("nbconvert --execute"));
        assert_eq!(of(&package, &Contents::new()), written);
    }

    #[test]
    fn data_too_large_for_the_package_file_stands_beside_it() {
        let mut package = example();
        let bytes = vec![b'x'; crate::publish::json::MOST_EMBEDDED_BYTES + 1];
        package.evidence.datasets[0].source = DatasetSource::Imported(ImportedFile {
            file_name: "../../etc/passwd.csv".to_owned(),
            sha256: digest::of_bytes(&bytes),
            bytes: bytes.len() as u64,
            ..ImportedFile::default()
        });
        let id = package.evidence.datasets[0].id.clone();
        let without = of(&package, &Contents::new());
        assert!(without.losses.iter().any(|loss| loss.what.starts_with("The data of")), "{:?}", without.losses);
        let with = of(&package, &Contents::from([(id, bytes)]));
        let (names, readme) = inside(&with);
        assert!(names.contains(&"data/project-telemetry.csv".to_owned()), "{names:?}");
        assert!(readme.contains("--telemetry data/project-telemetry.csv"), "{readme}");
        assert!(!with.losses.iter().any(|loss| loss.what.starts_with("The data of")), "{:?}", with.losses);
    }

    #[test]
    fn a_form_that_cannot_be_written_is_said() {
        let written = of(&Package::default(), &Contents::new());
        let (names, readme) = inside(&written);
        assert!(names.iter().all(|name| !name.starts_with("charts/") && !name.ends_with("model-card.md")), "{names:?}");
        assert!(written.losses.iter().any(|loss| loss.what == "Charts"), "{:?}", written.losses);
        assert!(readme.contains("- Charts. There is nothing to draw"), "{readme}");
    }
}
