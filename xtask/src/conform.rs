//! Checks with tools written in other languages, and of every engine with the native program: what one says, all have to say.

use std::process::ExitCode;

use crate::tally::Tally;
use crate::{Result, component_kit, engines, manifests, publications, python};

/// A check's name, what it compares, and the comparison.
type Check = (&'static str, &'static str, fn(&mut Tally) -> Result);

const CHECKS: [Check; 5] = [
    ("reference", "the reference numbers against pymcdm, scikit-criteria, pyDecision and scipy", |tally| {
        tally.check("reference", python::reference());
        Ok(())
    }),
    (
        "publications",
        "of all templates: notebooks run, changed numbers noticed, hostile texts harmless, tables, model cards and zips read",
        publications::check,
    ),
    (
        "kit",
        "component kits: OpenAPI valid, installed by digest, tests passed, services broken on purpose caught, hostile texts harmless",
        component_kit::check,
    ),
    (
        "manifests",
        "of all templates and of random designs: rules and their unit tests by promtool, workflows by check-jsonschema",
        manifests::check,
    ),
    (
        "engines",
        "the core journeys in Chromium, Firefox and WebKitGTK, with the native findings in each",
        engines::journeys,
    ),
];

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
            if let Err(why) = check(&mut tally) {
                tally.check(name, Err(why));
            }
        }
    }
    Ok(tally.conclude())
}
