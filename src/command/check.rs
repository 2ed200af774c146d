//! `shipworthy check`: whether a package is complete.

use super::argument::Arguments;
use super::{Answer, Failure, input, output};
use crate::analysis::completeness::missing;
use crate::analysis::figure;
use crate::findings::Screen;
use crate::package::schema::Trust;

pub(super) const OPTIONS: &[&str] = &["telemetry=", "accept-changed"];

pub(super) const HELP: &str = "\
shipworthy check FILE [--telemetry FILE]...

Says whether everything is there that another reviewer needs, and lists what is missing.
Exit code: 0 complete, 1 something is missing, 2 not readable.

  --telemetry FILE   data that does not travel inside the package; found by its SHA-256
  --accept-changed   open the package although it was changed after it was saved";

pub(super) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let opened = input::package(arguments.file()?, arguments, Trust::Verify)?;
    let findings = crate::publish::analyse(&opened.file.package, &opened.loaded.telemetry);
    let all = findings.completeness.len();
    let gaps = missing(&findings).count();
    if gaps == 0 {
        return output::print(&format!("Complete: all {all} items are there."));
    }
    let mut text = format!("{} of {all} items missing.\n", figure::count(gaps as u64));
    for screen in Screen::ALL {
        let here: Vec<_> = missing(&findings).filter(|item| item.screen == *screen).collect();
        if !here.is_empty() {
            text += &format!("\n{}\n", screen.label());
        }
        for item in here {
            text += &format!("  - {}: {}\n", item.label, item.detail);
        }
    }
    output::print(&text).map(|_| Answer::Bad)
}
