//! `shipworthy settle`: what a merge left open, decided.

use super::argument::Arguments;
use super::text::list;
use super::{Answer, Failure, input, output};
use crate::analysis::analyse;
use crate::package::conflict::{Conflict, Side};
use crate::package::document::{Plain, Problem};
use crate::package::schema::PackageFile;
use crate::package::{Id, Package};
use crate::publish::json::{package_file, to_text};
use crate::publish::memo;
use crate::publish::words::{conflict, figure};

pub(super) const OPTIONS: &[&str] = &["take=", "conflict=", "telemetry=", "output="];

pub(super) const HELP: &str = "\
shipworthy settle FILE [--take ours|theirs [--conflict ID]...] [-o FILE]

Lists what two people changed differently, or settles it in favour of one side: every conflict, or only those named.
Exit code: 0 nothing is left to decide, 1 something is left, 2 not readable.

  --take SIDE        ours (the copy that was merged into) or theirs
  --conflict ID      settle only this conflict; may be repeated
  -o FILE            write to FILE; else to standard output
  --telemetry FILE   data that does not travel inside the package; found by its SHA-256";

pub(super) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let path = arguments.file()?;
    let name = path.display().to_string();
    let mut file = input::package_alone(path)?;
    let Some(side) = side(arguments)? else {
        let answer = if file.package.conflicts.is_empty() { Answer::Good } else { Answer::Bad };
        return output::print(&listed(&file.package)).map(|_| answer);
    };
    let named = arguments.texts("conflict")?;
    if let Some(unknown) = named.iter().find(|id| !file.package.conflicts.iter().any(|it| it.id.as_str() == *id)) {
        return Err(Failure::file(name, format!("The package has no conflict “{unknown}”.")));
    }
    if named.is_empty() {
        all(&mut file.package, side).map_err(|error| Failure::file(&name, error))?;
    }
    for id in named {
        one(&mut file.package, &Id(id), side).map_err(|error| Failure::file(&name, error))?;
    }
    output::complain(&listed(&file.package));
    let answer = if file.package.conflicts.is_empty() { Answer::Good } else { Answer::Bad };
    write(arguments, file).map(|_| answer)
}

/// The side chosen with `--take`.
pub(super) fn side(arguments: &Arguments) -> Result<Option<Side>, Failure> {
    match arguments.text("take")?.as_deref() {
        None => Ok(None),
        Some("ours") => Ok(Some(Side::Ours)),
        Some("theirs") => Ok(Some(Side::Theirs)),
        Some(other) => Err(Failure::Usage(format!("--take must be ours or theirs, not “{other}”."))),
    }
}

/// Decides every conflict for one side.
pub(super) fn all(package: &mut Package, side: Side) -> Result<(), Problem> {
    let ids: Vec<Id> = package.conflicts.iter().map(|conflict| conflict.id.clone()).collect();
    ids.iter().try_for_each(|id| one(package, id, side))
}

fn one(package: &mut Package, id: &Id, side: Side) -> Result<(), Problem> {
    let found = package.conflicts.iter().find(|conflict| conflict.id == *id).cloned();
    found.map_or(Ok(()), |conflict| conflict.settle(package, side))
}

/// What is left to decide, both values beside each other.
pub(super) fn listed(package: &Package) -> String {
    let count = package.conflicts.len();
    if count == 0 {
        return "Nothing is left to decide.\n".to_owned();
    }
    let document = package.to_value();
    let line = |each: &Conflict| format!("{} [{}]", conflict::sentence(each, &document), each.id);
    let lines: Vec<String> = package.conflicts.iter().map(line).collect();
    format!(
        "{} left to decide.\n{}",
        figure::counted(count, "conflict", "conflicts"),
        list("Changed differently", &lines)
    )
}

/// Writes a package with everything computed anew.
pub(super) fn write(arguments: &Arguments, file: PackageFile) -> Result<Answer, Failure> {
    let loaded = input::load(&file, arguments)?;
    let findings = analyse(&file.package, &loaded.telemetry, &memo::length);
    let mut written = package_file(&file.package, &loaded.contents, &findings);
    written.extra = file.extra;
    written.lineage = file.lineage.handing_on(&file.package);
    output::write(arguments, &to_text(&written))
}
