//! `shipworthy merge`: two people's copies of a package in one.

use std::path::Path;

use super::argument::Arguments;
use super::{Answer, Failure, input, output, settle};
use crate::package::Package;
use crate::package::lineage::{Copy, common_ancestor};
use crate::package::merge::{Authors, merge};
use crate::package::schema::PackageFile;
use crate::publish::words;

pub(super) const OPTIONS: &[&str] = &["ours=", "theirs=", "take=", "telemetry=", "output="];

pub(super) const HELP: &str = "\
shipworthy merge [BASE] OURS THEIRS [-o FILE] [--take ours|theirs]

Merges two copies of a package. What either side changed since BASE, the state both started from, is taken over field by
field and record by record. What both changed differently is listed in the package with both values, and shown on its
Package screen. Without BASE, the latest state that both files record is used; an empty BASE means there is none, and
everything in which the two differ is listed.
Exit code: 0 merged, 1 merged with conflicts left to decide, 2 not readable, or not copies of the same package.

  -o FILE            write to FILE; else to standard output
  --ours NAME        who wrote OURS, as conflicts will say; else the name of the file
  --theirs NAME      who wrote THEIRS
  --take SIDE        settle every conflict in favour of ours or theirs
  --telemetry FILE   data that does not travel inside the packages; found by its SHA-256

For git:
  git config merge.shipworthy.driver 'shipworthy merge %O %A %B -o %A --ours ours --theirs theirs'
  echo '*.shipworthy.json merge=shipworthy' >> .gitattributes";

pub(super) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let (base, ours, theirs) = match arguments.files() {
        [ours, theirs] => (None, ours, theirs),
        [base, ours, theirs] => (Some(base), ours, theirs),
        _ => return Err(Failure::Usage("Name two files, OURS and THEIRS, or BASE before them.".to_owned())),
    };
    let (mine, other) = (input::package_alone(ours)?, input::package_alone(theirs)?);
    let given = base.map(|base| ancestor(base)).transpose()?;
    let ancestor = given.unwrap_or_else(|| common_ancestor(copy(&mine), copy(&other)).cloned());
    if ancestor.is_none() {
        output::complain("The state both started from is not at hand, so everything in which they differ is listed.");
    }
    let name = |option: &str, file: &Path| -> Result<String, Failure> {
        Ok(arguments.text(option)?.unwrap_or_else(|| file.display().to_string()))
    };
    let (by_ours, by_theirs) = (name("ours", ours)?, name("theirs", theirs)?);
    let authors = Authors { ours: &by_ours, theirs: &by_theirs };
    let mut package = merge(ancestor.as_ref(), &mine.package, &other.package, authors)
        .map_err(|error| Failure::file(theirs.display().to_string(), error))?;
    if let Some(side) = settle::side(arguments)? {
        settle::all(&mut package, side).map_err(|error| Failure::file(theirs.display().to_string(), error))?;
    }
    output::complain(&settle::listed(&package));
    words::hand_off::beyond(copy(&other)).iter().for_each(|said| output::complain(said));
    let answer = if package.conflicts.is_empty() { Answer::Good } else { Answer::Bad };
    let lineage = mine.lineage.beginning_from(&other.package, &other.lineage);
    let telemetry = other.telemetry.into_iter().chain(mine.telemetry).collect();
    let file = PackageFile { package, telemetry, lineage, extra: mine.extra, ..PackageFile::default() };
    settle::write(arguments, file).map(|_| answer)
}

fn copy(file: &PackageFile) -> Copy<'_> {
    Copy { package: &file.package, lineage: &file.lineage }
}

/// The package both copies began from; nothing when the file is empty, as git gives it when there is none.
fn ancestor(path: &Path) -> Result<Option<Package>, Failure> {
    if input::bytes(path)?.iter().all(u8::is_ascii_whitespace) {
        return Ok(None);
    }
    input::package_alone(path).map(|file| Some(file.package))
}
