//! `shipworthy new`: a package to start from.

use super::argument::Arguments;
use super::{Answer, Failure, output};
use crate::package::template::{TEMPLATES, Template};
use crate::package::{DatasetSource, Package};
use crate::publish::json::{package_file, to_text};
use crate::publish::publication::Contents;
use crate::telemetry::Telemetry;

pub(super) const OPTIONS: &[&str] = &["template=", "seed=", "output="];

pub(super) fn help() -> String {
    let width = TEMPLATES.iter().map(|template| template.name.len()).max().unwrap_or(0);
    let template = |template: &Template| format!("  {:width$}   {}\n", template.name, template.title);
    let templates: String = TEMPLATES.iter().map(template).collect();
    format!(
        "\
shipworthy new --template NAME [--seed N] [-o FILE]

Writes a complete worked example to start from:

{templates}
  --template NAME   one of these names
  --seed N          generate other telemetry, 0 to 4294967295
  -o FILE           write to FILE, which must not exist yet; otherwise to standard output"
    )
}

pub(super) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    arguments.no_file()?;
    let names = || TEMPLATES.iter().map(|template| template.name.as_str()).collect::<Vec<_>>().join(", ");
    let Some(name) = arguments.text("template")? else {
        return Err(Failure::Usage(format!("Choose a template with --template. Available: {}.", names())));
    };
    let Some(template) = Template::named(&name) else {
        return Err(Failure::Usage(format!("There is no template “{name}”. Available: {}.", names())));
    };
    let mut package = template.package.clone();
    if let Some(seed) = arguments.number("seed", 0, u32::MAX)? {
        set_seed(&mut package, seed);
    }
    let findings = crate::analysis::analyse(&package, &Telemetry::generated(&package), &crate::publish::memo::length);
    output::create(arguments, &to_text(&package_file(&package, &Contents::new(), &findings)))
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
