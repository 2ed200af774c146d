//! Publications opened with the tools that people open them with.

use std::path::Path;
use std::process::Command;

use crate::Result;
use crate::cache::checkout;
use crate::process::run;
use crate::python::environment;
use crate::tally::Tally;

/// What `tests/publications/check.py` checks.
const PARTS: [&str; 6] = ["notebooks", "tampered", "hostile_texts", "tables", "model_cards", "zips"];

/// Every part, one after the other.
pub fn check(tally: &mut Tally) -> Result {
    let folder = checkout().join("tests/publications");
    let python = environment(&folder.join("requirements.txt"))?;
    run(Command::new("cargo").current_dir(checkout()).args(["build", "--quiet", "--bin", "shipworthy"]))?;
    let program = checkout().join("target/debug/shipworthy");
    for part in PARTS {
        tally.check(part, check_part(&python, &folder, &program, part));
    }
    Ok(())
}

fn check_part(python: &Path, folder: &Path, program: &Path, part: &str) -> Result {
    run(Command::new(python).arg(folder.join("check.py")).arg(program).arg(part))
}
