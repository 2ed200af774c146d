//! `shipworthy render`: a package as a file for other readers.

use super::argument::Arguments;
use super::{Answer, Failure, input, output};
use crate::package::schema::Trust;
use crate::publish::PUBLICATIONS;
use crate::publish::catalogue::publication;
use crate::publish::publication::Material;

pub(super) const OPTIONS: &[&str] = &["telemetry=", "accept-changed", "output="];

pub(super) fn help() -> String {
    let width = PUBLICATIONS.iter().map(|each| each.name.len()).max().unwrap_or(0);
    let forms: String =
        PUBLICATIONS.iter().map(|each| format!("  {:width$}   {}\n", each.name, each.purpose)).collect();
    format!(
        "\
shipworthy render WHAT FILE [-o FILE] [--telemetry FILE]...

Writes a package in another form, every number computed again. WHAT is one of

{forms}
  -o, --out FILE     write to FILE; otherwise to standard output. A folder, for a form of several files
  --telemetry FILE   data that does not travel inside the package; found by its SHA-256
  --accept-changed   open the package although it was changed after it was saved"
    )
}

pub(super) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let (what, path) = arguments.word_and_file()?;
    let Some(publication) = publication(&what) else {
        let names: Vec<&str> = PUBLICATIONS.iter().map(|each| each.name).collect();
        return Err(Failure::Usage(format!("“{what}” cannot be written. Available: {}.", names.join(", "))));
    };
    let input = input::package(path, arguments, Trust::Verify)?;
    let file = path.display().to_string();
    let package = &input.opened.file.package;
    let findings = crate::analysis::analyse(package, &input.loaded.telemetry, &crate::publish::memo::length);
    if let Some(lack) = (publication.lacks)(package, &findings) {
        return Err(Failure::file(file, lack));
    }
    let material = Material {
        package,
        findings: &findings,
        contents: &input.loaded.contents,
        extra: &input.opened.file.extra,
        lineage: &input.opened.file.lineage,
    };
    let written = (publication.write)(&material);
    for loss in &written.losses {
        output::complain(&format!("{file}: {} is not in the {}. {}.", loss.what, publication.label, loss.instead));
    }
    output::write_files(arguments, &written.files)
}
