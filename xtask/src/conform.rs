//! Checks with tools written in other languages: what we say has to be what they say.

use std::process::ExitCode;

use crate::tally::Tally;
use crate::{Result, python};

/// A check's name, what it compares, and the comparison.
type Check = (&'static str, &'static str, fn() -> Result);

const CHECKS: [Check; 1] =
    [("reference", "the reference numbers against pymcdm, scikit-criteria and pyDecision", python::reference)];

/// `conform [name …]`: every check, or those named. The last line printed is `N passed, N failed`.
pub fn command(names: &[String]) -> Result<ExitCode> {
    if let Some(name) = names.iter().find(|name| CHECKS.iter().all(|(check, ..)| check != name)) {
        let known: Vec<&str> = CHECKS.iter().map(|(check, ..)| *check).collect();
        return Err(format!("conform does not know \"{name}\", but {}.", known.join(", ")));
    }
    let mut tally = Tally::default();
    for (name, what, check) in CHECKS {
        if names.is_empty() || names.iter().any(|asked| asked == name) {
            println!("\n== {name}: {what}");
            tally.check(name, check());
        }
    }
    Ok(tally.conclude())
}
