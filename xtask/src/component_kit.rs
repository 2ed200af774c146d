//! Component kits installed, tested, and broken on purpose.

use std::process::Command;

use crate::Result;
use crate::cache::checkout;
use crate::process::run;
use crate::python::environment;
use crate::tally::Tally;

/// What `tests/component_kit/check.py` checks.
const PARTS: [&str; 5] = ["openapi", "tests", "broken_services", "smoke_tests", "hostile_texts"];

/// Every part, one after the other.
pub fn check(tally: &mut Tally) -> Result {
    let folder = checkout().join("tests/component_kit");
    let python = environment(&folder.join("requirements.txt"))?;
    run(Command::new("cargo").current_dir(checkout()).args(["build", "--quiet", "--bin", "shipworthy"]))?;
    let program = checkout().join("target/debug/shipworthy");
    for part in PARTS {
        tally.check(part, run(Command::new(&python).arg(folder.join("check.py")).arg(&program).arg(part)));
    }
    Ok(())
}
