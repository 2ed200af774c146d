//! `shipworthy handoff`: a part of a package for one role, which merges back.

use super::argument::Arguments;
use super::{Answer, Failure, input, output, settle, sign};
use crate::package::document::Sparse;
use crate::package::hand_off::HandOff;
use crate::package::schema::Trust;
use crate::package::signing::parts_of_role;
use crate::publish::words::hand_off::told;

pub(super) const OPTIONS: &[&str] = &["part=", "role=", "note=", "telemetry=", "accept-changed", "output="];

pub(super) const HELP: &str = "\
shipworthy handoff FILE --role ROLE [--part PART]... [-o FILE]

Writes a file for somebody to see to one part of the package. Who opens it on the page is led to that part and sends the
file back; “shipworthy merge FILE ANSWER” puts it together with what was done meanwhile.
Exit code: 0 written, 2 not readable.

  --role ROLE        who is asked
  --part PART        what they are asked to see to, such as risks; may be repeated. Else what the role answers for
  --note TEXT        what is asked for
  -o FILE            write to FILE; else to standard output
  --telemetry FILE   data that does not travel inside the package; found by its SHA-256
  --accept-changed   open the package although it was changed after it was saved";

pub(super) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let role = arguments.text("role")?.unwrap_or_default();
    if role.trim().is_empty() {
        return Err(Failure::Usage("Say who is asked, with --role.".to_owned()));
    }
    let named = sign::parts(arguments)?;
    let parts = if named.is_empty() { parts_of_role(&role) } else { named };
    let note = arguments.text("note")?.unwrap_or_default();
    let mut file = input::package(arguments.file()?, arguments, Trust::Verify)?.opened.file;
    file.lineage.hand_off = HandOff { parts: Sparse(parts), role, note, ..HandOff::default() };
    output::complain(&told(&file.lineage.hand_off));
    settle::write(arguments, file)
}
