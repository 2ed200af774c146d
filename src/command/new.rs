//! `shipworthy new`: a package to start from.

use std::path::Path;

use super::argument::Arguments;
use super::sign::today;
use super::{Answer, Failure, entropy, input, output};
use crate::package::schema::Trust;
use crate::package::template::{TEMPLATES, Template};
use crate::package::{Dataset, DatasetSource, Id, Package};
use crate::publish::json::{package_file, to_text};
use crate::publish::publication::Contents;
use crate::publish::telemetry::{contents_of_template, of_contents};
use crate::sorted_map::SortedMap;
use crate::telemetry::Telemetry;

pub(super) const OPTIONS: &[&str] =
    &["template=", "from=", "title=", "seed=", "telemetry=", "accept-changed", "output="];

pub(super) fn help() -> String {
    let width = TEMPLATES.iter().map(|template| template.name.len()).max().unwrap_or(0);
    let template = |template: &Template| format!("  {:width$}   {}\n", template.name, template.title);
    let templates: String = TEMPLATES.iter().map(template).collect();
    format!(
        "\
shipworthy new (--template NAME | --from FILE) [--title TITLE] [--seed N] [-o FILE]

Writes a complete worked example to start from, a blank package, or a copy of a package under another title:

{templates}  {BLANK:width$}   An empty package; “check” leads from its question to a first verdict

  --template NAME    one of these names
  --from FILE        a package to copy; the copy has an identifier of its own
  --title TITLE      the new package's title
  --seed N           generate other telemetry for the template, 0 to 4294967295
  --telemetry FILE   data that does not travel inside the package copied; found by its SHA-256
  --accept-changed   copy the package although it was changed after it was saved
  -o FILE            write to FILE, which must not exist yet; otherwise to standard output"
    )
}

pub(super) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    arguments.no_file()?;
    let title = arguments.text("title")?;
    let mut start = match (arguments.text("template")?, arguments.paths("from").last()) {
        (Some(_), Some(_)) => return Err(Failure::Usage("Choose either --template or --from.".to_owned())),
        (Some(name), None) => from_template(&name)?,
        (None, Some(_)) if arguments.text("seed")?.is_some() => {
            return Err(Failure::Usage("--seed goes with --template.".to_owned()));
        }
        (None, Some(path)) => from_package(path, arguments)?,
        (None, None) => {
            let names = names();
            return Err(Failure::Usage(format!("Choose a template with --template. Available: {names}.")));
        }
    };
    if let Some(title) = title {
        start.package.title = title;
    }
    if let Some(seed) = arguments.number("seed", 0, u32::MAX)? {
        set_seed(&mut start.package, seed);
    }
    let Start { package, contents, telemetry, extra } = start;
    let telemetry = telemetry.unwrap_or_else(|| of_contents(&package, &contents));
    let findings = crate::analysis::analyse(&package, &telemetry, &crate::publish::memo::length);
    let mut file = package_file(&package, &contents, &findings);
    file.extra = extra;
    output::create(arguments, &to_text(&file))
}

/// What a new package begins as.
struct Start {
    package: Package,
    /// The bytes of imported files.
    contents: Contents,
    /// The rows of a copy; those of a template follow from its seeds and contents.
    telemetry: Option<Telemetry>,
    /// Fields of the file that this version does not know.
    extra: SortedMap<String, serde_json::Value>,
}

fn names() -> String {
    TEMPLATES.iter().map(|template| template.name.as_str()).chain([BLANK]).collect::<Vec<_>>().join(", ")
}

/// The name that asks for a package with nothing in it.
const BLANK: &str = "blank";

fn from_template(name: &str) -> Result<Start, Failure> {
    if name == BLANK {
        let package = Package::blank(Id::fresh("package", entropy()), today());
        return Ok(Start { package, contents: Contents::new(), telemetry: None, extra: SortedMap::new() });
    }
    let Some(template) = Template::named(name) else {
        return Err(Failure::Usage(format!("There is no template “{name}”. Available: {}.", names())));
    };
    let package = template.package.clone();
    Ok(Start { package, contents: contents_of_template(template), telemetry: None, extra: SortedMap::new() })
}

/// A copy of the package in a file, told apart from it by its identifier and title.
fn from_package(path: &Path, arguments: &Arguments) -> Result<Start, Failure> {
    let input = input::package(path, arguments, Trust::Verify)?;
    let file = input.opened.file;
    let title = format!("{} (copy)", file.package.title.trim());
    let package = Package { id: Id::fresh("package", entropy()), title, ..file.package };
    let is_imported = |dataset: &Dataset| !dataset.files().is_empty();
    let telemetry = package.evidence.datasets.iter().any(is_imported).then_some(input.loaded.telemetry);
    Ok(Start { package, contents: input.loaded.contents, telemetry, extra: file.extra })
}

/// Draws everything random from another seed.
fn set_seed(package: &mut Package, seed: u32) {
    package.settings.seed = seed;
    for dataset in &mut package.evidence.datasets {
        if let DatasetSource::Generated(generator) = &mut dataset.source {
            generator.seed = seed;
        }
    }
}
