//! Everything that has to hold, fast checks first.

use std::path::PathBuf;
use std::process::{Command, ExitCode};

use crate::process::{run, watch};
use crate::setup::{self, Builder, Tester};
use crate::tally::Tally;
use crate::wasm_target::TARGET;
use crate::{Result, build, cache, size};

/// `test [--fast | --browser | --journeys [name …]]`: all checks, those that need no browser, the browser tests, or
/// journeys on the last build. The last line printed is `N passed, N failed`.
pub fn command(arguments: &[String]) -> Result<ExitCode> {
    let mut tally = Tally::default();
    match arguments.split_first().map(|(option, names)| (option.as_str(), names)) {
        None => everything(&mut tally)?,
        Some(("--fast", [])) => natively(&mut tally)?,
        Some(("--browser", [])) => browser_tests(&setup::for_testing()?, &mut tally)?,
        Some(("--journeys", names)) => {
            tally.tests("journeys", watch(&mut journeys(&setup::for_testing()?, names)?))?;
        }
        Some(_) => return Err("test knows the options --fast, --browser and --journeys.".to_owned()),
    }
    Ok(tally.conclude())
}

fn everything(tally: &mut Tally) -> Result {
    natively(tally)?;
    // What takes minutes waits until what takes seconds holds.
    if tally.holds() {
        in_the_browser(tally)?;
    }
    Ok(())
}

fn natively(tally: &mut Tally) -> Result {
    tally.check("format", run(cargo().args(["fmt", "--all", "--check"])));
    tally.check("lints", run(cargo().args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"])));
    tally.tests("native tests", watch(cargo().args(["test", "--workspace", "--quiet"])))
}

fn in_the_browser(tally: &mut Tally) -> Result {
    let tester = setup::for_testing()?;
    for (what, of) in [
        ("lints of the page", ["--lib", "--bin", "app"].as_slice()),
        (
            "lints of the browser tests",
            &["--no-default-features", "--test", "determinism", "--test", "decision", "--test", "keys"],
        ),
    ] {
        let mut lints = tester.builder.wasm.clippy();
        lints.current_dir(cache::checkout()).args(["--target", TARGET, "--package", "shipworthy"]).args(of);
        tally.check(what, run(lints.args(["--", "-D", "warnings"])));
    }
    browser_tests(&tester, tally)?;
    build::build(&tester.builder)?;
    size::print()?;
    tally.tests("journeys", watch(&mut journeys(&tester, &[])?))
}

/// The tests that run as WebAssembly in Chromium.
fn browser_tests(tester: &Tester, tally: &mut Tally) -> Result {
    tally.tests(
        "browser tests",
        watch(&mut in_browser(tester, &["--test", "determinism", "--test", "decision", "--test", "keys"])),
    )
}

/// A `cargo test` of the core, without the screens, that runs as WebAssembly in Chromium.
pub fn in_browser(tester: &Tester, arguments: &[&str]) -> Command {
    let mut command = tester.builder.command("cargo");
    command
        .current_dir(cache::checkout())
        .args(["test", "--target", TARGET, "--package", "shipworthy", "--no-default-features"])
        .args(arguments)
        .env("CHROMEDRIVER", &tester.chromium.driver)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", cache::checkout().join("tests/webdriver.json"))
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120");
    command
}

/// The journeys through the built page: all, or those in the files named.
fn journeys(tester: &Tester, names: &[String]) -> Result<Command> {
    let mut files = scripts("tests/journeys", ".test.mjs")?;
    let chosen = |file: &PathBuf| names.iter().any(|name| file.ends_with(format!("{name}.test.mjs")));
    files.retain(|file| names.is_empty() || chosen(file));
    let mut command = node(&tester.builder, tester)?;
    command.args(["--test", "--test-concurrency=1", "--test-reporter=spec"]).args(files);
    Ok(command)
}

/// Node.js, told where the browser, the server and npm's packages are.
pub fn node(builder: &Builder, tester: &Tester) -> Result<Command> {
    let this = std::env::current_exe().map_err(|error| format!("xtask does not know its own file: {error}."))?;
    let mut command = builder.command("node");
    command
        .current_dir(cache::checkout())
        .env("SHIPWORTHY_NODE_MODULES", &builder.modules)
        .env("SHIPWORTHY_CHROMIUM", &tester.chromium.browser)
        .env("SHIPWORTHY_XTASK", this);
    Ok(command)
}

/// The files of a folder of the checkout whose names end so, sorted.
pub fn scripts(folder: &str, ending: &str) -> Result<Vec<PathBuf>> {
    let folder = cache::checkout().join(folder);
    let entries = std::fs::read_dir(&folder).map_err(|error| cache::cannot("read", &folder, &error))?;
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|file| file.to_string_lossy().ends_with(ending));
    files.sort();
    Ok(files)
}

fn cargo() -> Command {
    let mut command = Command::new("cargo");
    command.current_dir(cache::checkout());
    command
}
