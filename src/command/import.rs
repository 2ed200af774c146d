//! `shipworthy import`: rows of a spreadsheet as records of a package.

use std::path::Path;

use super::argument::Arguments;
use super::{Answer, Failure, entropy, input, output};
use crate::editing::paste::{self, Arrival, Tabular};
use crate::package::charter::Stakeholder;
use crate::package::schema::Trust;
use crate::package::{Gate, Package, Risk};
use crate::publish::json::{package_file, to_text};

pub(super) const OPTIONS: &[&str] = &["into=", "telemetry=", "accept-changed", "output="];

pub(super) const HELP: &str = "\
shipworthy import WHAT FILE --into PACKAGE [-o FILE]

Adds the rows of a table (CSV, or cells copied from a spreadsheet) to a package, as pasting them on the page does. WHAT
is risks, gates or stakeholders. The first row names the columns; a row that names an existing record changes it, and
nothing is removed. What is not understood is said and left out.

  --into PACKAGE     the package that takes them
  -o FILE            write the package to FILE, which may be PACKAGE itself; otherwise to standard output
  --telemetry FILE   data that does not travel inside the package; found by its SHA-256
  --accept-changed   open the package although it was changed after it was saved";

pub(super) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let (what, table) = arguments.word_and_file()?;
    let import = match what.as_str() {
        "risks" => import::<Risk>,
        "gates" => import::<Gate>,
        "stakeholders" => import::<Stakeholder>,
        _ => {
            let known = "risks, gates, stakeholders";
            return Err(Failure::Usage(format!("“{what}” cannot be imported. Available: {known}.")));
        }
    };
    let Some(path) = arguments.paths("into").last().copied() else {
        return Err(Failure::Usage("Name the package with --into.".to_owned()));
    };
    let input = input::package(path, arguments, Trust::Verify)?;
    let mut package = input.opened.file.package;
    import(table, &mut package)?;
    let findings = crate::analysis::analyse(&package, &input.loaded.telemetry, &crate::publish::memo::length);
    let mut file = package_file(&package, &input.loaded.contents, &findings);
    file.extra = input.opened.file.extra;
    output::write(arguments, &to_text(&file))
}

/// Puts the rows of a table into the package, and says on standard error what came of them.
fn import<R: Tabular>(table: &Path, package: &mut Package) -> Result<(), Failure> {
    let name = table.display().to_string();
    let text = String::from_utf8(input::bytes(table)?)
        .map_err(|_| Failure::file(&name, "The file is not UTF-8 text. Save the table as CSV UTF-8."))?;
    let pasted = paste::read::<R>(&text, package, entropy()).map_err(|error| Failure::file(&name, error))?;
    for remark in &pasted.remarks {
        output::complain(&format!("{name}: {remark}"));
    }
    let [new, changed, same] = [Arrival::New, Arrival::Changed, Arrival::Same].map(|arrival| pasted.count(arrival));
    output::complain(&format!("{name}: {new} new, {changed} changed, {same} unchanged."));
    pasted.apply(package);
    Ok(())
}
