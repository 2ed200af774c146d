//! Manifests read by the tools that run them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Result;
use crate::cache::{cannot, checkout};
use crate::process::{find, run};
use crate::python::environment;
use crate::tally::Tally;
use crate::wasm_target::install;

/// The worked examples whose manifests are checked.
const TEMPLATES: &str = "public/templates";

/// Rules and their unit tests by promtool, workflows by check-jsonschema; the manifests of Kubernetes are checked in the
/// tests, against the facts of their definitions.
pub fn check(tally: &mut Tally) -> Result {
    let promtool = promtool()?;
    let folder = checkout().join("target/manifests");
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(|error| cannot("remove", &folder, &error))?;
    }
    run(Command::new("cargo").current_dir(checkout()).args(["build", "--quiet", "--bin", "shipworthy"]))?;
    let python = environment(&checkout().join("tests/manifests/requirements.txt"))?;
    for template in templates()? {
        let into = folder.join(&template);
        tally.check(
            &format!("{template}: rules"),
            rendered(&template, "prometheus", &into).and_then(|()| rules(&promtool, &into)),
        );
        let workflow = into.join("release-decision.yaml");
        let checked = rendered(&template, "actions", &into).and_then(|()| {
            let schema = ["-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows"];
            run(Command::new(&python).args(schema).arg(workflow))
        });
        tally.check(&format!("{template}: workflow"), checked);
    }
    let random = folder.join("random");
    let made = run(Command::new("cargo")
        .current_dir(checkout())
        .args(["test", "--quiet", "--test", "manifests", "--", "--ignored"])
        .env("MANIFESTS", &random));
    tally.check("rules of random designs", made.and_then(|()| each(&random, &promtool)));
    Ok(())
}

fn promtool() -> Result<PathBuf> {
    let found = || find("promtool", &[]);
    if let Some(program) = found() {
        return Ok(program);
    }
    install(&["prometheus"], "the rules are checked with promtool")?;
    found()
        .ok_or_else(|| "promtool is missing, also after installing prometheus: please install it by hand.".to_owned())
}

/// The names of all worked examples.
fn templates() -> Result<Vec<String>> {
    let path = checkout().join(TEMPLATES);
    let entries = fs::read_dir(&path).map_err(|error| cannot("read", &path, &error))?;
    let names = entries.flatten().filter_map(|entry| entry.path().file_stem()?.to_str().map(str::to_owned));
    let mut names: Vec<String> = names.filter(|name| name != "index").collect();
    names.sort();
    Ok(names)
}

fn rendered(template: &str, what: &str, into: &Path) -> Result {
    fs::create_dir_all(into).map_err(|error| cannot("make", into, &error))?;
    let program = checkout().join("target/debug/shipworthy");
    let package = into.join("package.json");
    if !package.exists() {
        run(Command::new(&program).args(["new", "--template", template, "-o"]).arg(&package))?;
    }
    run(Command::new(&program).args(["render", what]).arg(&package).arg("-o").arg(into))
}

/// Rules and, where there are any, their unit tests.
fn rules(promtool: &Path, folder: &Path) -> Result {
    run(Command::new(promtool).args(["check", "rules"]).arg(folder.join("prometheus-rules.yaml")))?;
    let entries = fs::read_dir(folder).map_err(|error| cannot("read", folder, &error))?;
    let mut tests: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("prometheus-tests")))
        .collect();
    tests.sort();
    if tests.is_empty() { Ok(()) } else { run(Command::new(promtool).args(["test", "rules"]).args(tests)) }
}

fn each(folder: &Path, promtool: &Path) -> Result {
    let entries = fs::read_dir(folder).map_err(|error| cannot("read", folder, &error))?;
    for entry in entries.flatten() {
        rules(promtool, &entry.path()).map_err(|why| format!("{}: {why}", entry.path().display()))?;
    }
    Ok(())
}
