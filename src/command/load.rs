//! `shipworthy load`: telemetry, environments and test results into a package.

use super::argument::Arguments;
use super::given::{Given, OPTIONS_HELP};
use super::sign::day;
use super::{Answer, Failure, entropy, input, output};
use crate::package::document::Said;
use crate::package::schema::Trust;
use crate::package::{Dataset, DatasetSource, Id, Package};
use crate::publish::json::{package_file, to_text};
use crate::publish::publication::Contents;
use crate::publish::words::figure;
use crate::telemetry::file_label::labels_of;
use crate::telemetry::ledger::FileKind;

pub(super) fn options() -> Vec<&'static str> {
    let own = ["into=", "name=", "alternative=", "recorded=", "telemetry=", "accept-changed", "output="];
    own.into_iter().chain(super::given::OPTIONS).collect()
}

pub(super) fn help() -> String {
    format!(
        "\
shipworthy load FILE … --into PACKAGE [--name NAME] [--alternative NAME] [-o FILE]

Adds a dataset to a package, as dropping the files on the page does: telemetry, lists of packages (compared between
machines) or test results. What the files hold is found out as “describe” says; their bytes travel in the package up to 5 MB
each.

  --into PACKAGE      the package that takes them
  --name NAME         what the dataset is called; a dataset of this name takes the files in place of its own
  --alternative NAME  the alternative that all rows belong to
  --recorded DATE     the day on which the files were made, in place of what they say
{OPTIONS_HELP}
  -o FILE             write the package to FILE, which may be PACKAGE itself; otherwise to standard output
  --telemetry FILE    data that does not travel inside the package; found by its SHA-256
  --accept-changed    open the package although it was changed after it was saved"
    )
}

pub(super) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let Some(path) = arguments.paths("into").last().copied() else {
        return Err(Failure::Usage("Name the package with --into.".to_owned()));
    };
    let input = input::package(path, arguments, Trust::Verify)?;
    let (mut package, mut loaded) = (input.opened.file.package, input.loaded);
    let mut given = Given::of(arguments)?;
    if let DatasetSource::Joined(joined) = &mut given.source {
        for file in &mut joined.files {
            file.id = Id::fresh("file", entropy());
        }
    }
    let reading = given.read(arguments)?;
    given.source.note_read(&reading.ledger);
    if let Some(day) = day(arguments, "recorded")? {
        given.source.files_mut().into_iter().for_each(|file| file.recorded = Said(Some(day.clone())));
    }
    let guesses = given.source.guesses(&reading.table, reading.ledger.kind);
    let name = name(&given.source, arguments)?;
    let place = package.evidence.datasets.iter().position(|dataset| dataset.name.trim() == name.trim());
    let former = place.map(|place| package.evidence.datasets[place].clone());
    let mut dataset = former.unwrap_or_else(|| Dataset {
        id: Id::fresh("dataset", entropy()),
        name,
        label_column: guesses.label.clone().unwrap_or_default(),
        time_column: guesses.time.clone().unwrap_or_default(),
        ordered: guesses.ordered,
        census: Said((reading.ledger.kind != FileKind::Telemetry).then_some(true)),
        ..Dataset::default()
    });
    if let Some(alternative) = alternative(&package, arguments)? {
        (dataset.alternative, dataset.label_column) = (alternative, String::new());
    }
    dataset.source = given.source;
    for (id, _) in place.map(|place| package.evidence.datasets[place].files()).unwrap_or_default() {
        loaded.contents.remove(id);
    }
    keep(&dataset, given.contents, &mut loaded.contents);
    loaded.telemetry.insert(dataset.id.clone(), reading.table);
    output::complain(&format!(
        "{}: {} of {}.",
        dataset.label(),
        figure::counted(reading.ledger.rows as usize, "row", "rows"),
        reading.ledger.format
    ));
    match place {
        Some(place) => package.evidence.datasets[place] = dataset,
        None => package.evidence.datasets.push(dataset),
    }
    let findings = crate::analysis::analyse(&package, &loaded.telemetry, &crate::publish::memo::length);
    let mut file = package_file(&package, &loaded.contents, &findings);
    file.extra = input.opened.file.extra;
    output::write(arguments, &to_text(&file))
}

/// What the dataset is called: as stated, or by what its files are called.
fn name(source: &DatasetSource, arguments: &Arguments) -> Result<String, Failure> {
    let names: Vec<&str> = source.files().iter().map(|file| file.file_name.as_str()).collect();
    let made = || figure::list(&labels_of(&names));
    Ok(arguments.text("name")?.filter(|name| !name.trim().is_empty()).unwrap_or_else(made))
}

/// The alternative of the name that was given.
fn alternative(package: &Package, arguments: &Arguments) -> Result<Option<Id>, Failure> {
    let Some(name) = arguments.text("alternative")? else { return Ok(None) };
    let found = package.alternatives.iter().find(|alternative| alternative.bears(&name));
    found.map(|alternative| Some(alternative.id.clone())).ok_or_else(|| {
        let known: Vec<&str> = package.alternatives.iter().map(|alternative| alternative.name.as_str()).collect();
        Failure::Usage(format!("There is no alternative “{name}”. Available: {}.", known.join(", ")))
    })
}

/// The files' bytes under the identifiers they travel under.
fn keep(dataset: &Dataset, bytes: Vec<Vec<u8>>, contents: &mut Contents) {
    for ((id, _), bytes) in dataset.files().into_iter().zip(bytes) {
        contents.insert(id.clone(), bytes);
    }
}
