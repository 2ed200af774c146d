//! `shipworthy render`: a package as a file for other readers.

use super::argument::Arguments;
use super::{Answer, Failure, input, output};
use crate::package::schema::Trust;
use crate::publish::{json, markdown, memo};

pub(super) const OPTIONS: &[&str] = &["telemetry=", "accept-changed", "output="];

pub(super) const HELP: &str = "\
shipworthy render WHAT FILE [-o FILE] [--telemetry FILE]...

Writes a package as another file, every number computed again.

  json       the package itself
  memo       the memo as Markdown
  markdown   the whole decision package as Markdown

  -o FILE            write to FILE; else to standard output
  --telemetry FILE   data that does not travel inside the package; found by its SHA-256
  --accept-changed   open the package although it was changed after it was saved";

pub(super) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let (what, path) = arguments.word_and_file()?;
    if !["json", "memo", "markdown"].contains(&what.as_str()) {
        return Err(Failure::Usage(format!("“{what}” cannot be written. There is: json, memo, markdown.")));
    }
    let opened = input::package(path, arguments, Trust::Verify)?;
    let package = &opened.file.package;
    let findings = crate::publish::analyse(package, &opened.loaded.telemetry);
    let text = match what.as_str() {
        "memo" => memo::memo(package, &findings),
        "markdown" => markdown::decision_package(package, &findings),
        _ => {
            let mut file = json::package_file(package, &opened.loaded.contents, &findings);
            file.extra = opened.file.extra.clone();
            json::to_text(&file)
        }
    };
    output::write(arguments, &text)
}
