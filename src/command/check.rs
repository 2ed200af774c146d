//! `shipworthy check`: whether a package is complete.

use super::argument::Arguments;
use super::text::{list, on_a_line};
use super::{Answer, Failure, input, output};
use crate::analysis::analyse;
use crate::findings::Screen;
use crate::package::contradiction::contradictions;
use crate::package::schema::Trust;
use crate::publish::memo;
use crate::publish::words::{completeness, contradiction, figure};

pub(super) const OPTIONS: &[&str] = &["telemetry=", "accept-changed"];

pub(super) const HELP: &str = "\
shipworthy check FILE [--telemetry FILE]...

Says whether everything is there that another reviewer needs, and lists what is missing, and what of release and
monitoring cannot all hold.
Exit code: 0 complete, 1 something is missing, 2 not readable.

  --telemetry FILE   data that does not travel inside the package; found by its SHA-256
  --accept-changed   open the package although it was changed after it was saved";

pub(super) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let input = input::package(arguments.file()?, arguments, Trust::Verify)?;
    let package = &input.opened.file.package;
    let findings = analyse(package, &input.loaded.telemetry, &memo::length);
    let all = findings.completeness.len();
    let gaps = findings.missing().count();
    let contradictions = contradictions(package);
    let contradictions: Vec<String> = contradictions.iter().map(|one| contradiction::line(package, one)).collect();
    let contradictions = list("Contradictions", &contradictions);
    let renamed: Vec<String> = input.opened.renamed.iter().map(ToString::to_string).collect();
    if gaps == 0 && renamed.is_empty() {
        return output::print(&format!("Complete: all {all} items are there.\n{contradictions}"));
    }
    let mut text = match gaps {
        0 => format!("All {all} items are there, but not every record has an identifier of its own.\n"),
        _ => format!("{} of {all} items missing.\n", figure::count(gaps as u64)),
    };
    text += &list("Identifiers", &renamed);
    for screen in Screen::ALL {
        let here: Vec<_> = findings.missing().filter(|item| item.screen == *screen).collect();
        if !here.is_empty() {
            text += &format!("\n{}\n", screen.label());
        }
        for item in here {
            let said = format!("{}: {}", completeness::label(item), completeness::detail(package, &findings, item));
            text += &format!("  - {}\n", on_a_line(&said));
        }
    }
    output::print(&(text + &contradictions)).map(|_| Answer::Bad)
}
