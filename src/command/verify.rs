//! `shipworthy verify`: every number of a package computed again.

use serde_json::Value;

use super::argument::Arguments;
use super::text::on_a_line;
use super::{Answer, Failure, input, key, output, sign};
use crate::package::document::Plain;
use crate::package::schema::Trust;
use crate::package::signing::key::keyed;
use crate::publish::verify::signature::note;
use crate::publish::{Difference, DifferenceKind, Inspection, follows, inspect, verify, words};

pub(super) const OPTIONS: &[&str] = &["telemetry=", "on=", "json"];

pub(super) const HELP: &str = "\
shipworthy verify FILE [--telemetry FILE]... [--on DATE] [--json]

Says what is in the file, who signed it and whether it was changed by hand, computes everything again from the package,
its data and its seed, and lists each field that differs. A sign-off that was altered, removed or moved, and a signature
that is not its key's, are listed with them. Fields that an older analysis defined differently, and sentences that are
worded differently, are listed apart: they are no failure.
Exit code: 0 everything follows, 1 something does not, 2 not readable or data missing.

  --telemetry FILE   data that does not travel inside the package; found by its SHA-256
  --on DATE          the day on which it is asked whether a sign-off has ended; else today, in UTC
  --json             the differences as JSON";

pub(super) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let path = arguments.file()?;
    let name = path.display().to_string();
    let input = input::package(path, arguments, Trust::AcceptChanged)?;
    if !input.loaded.absent.is_empty() {
        return Err(Failure::file(&name, "It cannot be verified without all of its data."));
    }
    let today = sign::day(arguments, "on")?.unwrap_or_else(sign::today);
    let mut inspection = inspect(&input.opened, input.bytes, &today);
    let mut differences = verify(&input.opened, &input.loaded.telemetry);
    for keyed in keyed(&input.opened.file.package) {
        note(&keyed, Some(key::is_genuine(&keyed)), &mut inspection.lines, &mut differences);
    }
    let answer = if follows(&differences) { Answer::Good } else { Answer::Bad };
    let printed = match arguments.has("json") {
        true => output::print_json(&differences.to_value()),
        false => output::print(&format!("{}\n{}", readable_inspection(&inspection), readable(&differences))),
    };
    printed.map(|_| answer)
}

/// What is in the file, before anything of it counts.
fn readable_inspection(inspection: &Inspection) -> String {
    let lines = inspection.lines.iter().map(|line| format!("{}\n", on_a_line(line)));
    format!("{}\n{}", on_a_line(&inspection.title), lines.collect::<String>())
}

/// Each kind of difference with its fields, those that fail first.
fn readable(differences: &[Difference]) -> String {
    let mut text = words::difference::summary(differences) + "\n";
    for change in words::difference::redefinitions(differences) {
        text += &format!("  Since version {}: {}\n", change.since, change.what);
    }
    for kind in DifferenceKind::ALL {
        for difference in differences.iter().filter(|difference| difference.kind == *kind) {
            let (stated, found) = (shown(difference.stated.as_ref()), shown(difference.found.as_ref()));
            text += &format!("  - {} ({kind}): stated {stated}, found {found}\n", on_a_line(&where_it_is(difference)));
        }
    }
    text
}

/// Where a field is found, and its path in the file.
fn where_it_is(difference: &Difference) -> String {
    let Difference { path, place, .. } = difference;
    if place == path { path.clone() } else { format!("{place} [{path}]") }
}

/// A value on one line, cut to a readable length.
fn shown(value: Option<&Value>) -> String {
    const MOST: usize = 120;
    let Some(value) = value else { return "nothing".to_owned() };
    let text = value.to_string();
    if text.chars().count() > MOST { text.chars().take(MOST).collect::<String>() + "…" } else { text }
}
